"""What the command line shows: answers, articles with their rows marked, sentences explained, the state of a lake."""

from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from flows.settings import ROOT
from transforms.articles import article_of_text
from transforms.pipeline_version import pipeline_version
from transforms.rows import Claim, Figure, Issue, Mention, Row, Time
from warehouse.doctor import examine
from warehouse.lake import Lake
from warehouse.query import answer

STYLES = {
    "mentions": "cyan",
    "figures": "bold yellow",
    "source": "bold green",
    "cue": "bold magenta",
    "content": "underline",
}
# Columns that say where a row stands or how it is kept, not what was read.
_PLUMBING = frozenset({"article_id", "sentence_id", "start_char", "end_char", "pipeline_version", "batch_id", "zone"})


def as_table(answered: pa.Table) -> Table:
    """An Arrow table as a terminal table."""
    table = Table(*answered.column_names, header_style="bold")
    for row in zip(*(column.to_pylist() for column in answered.columns), strict=True):
        table.add_row(*(_cell(value) for value in row))
    return table


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.10g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list | tuple):
        return ", ".join(_cell(part) for part in value)
    return str(value).replace("[", "\\[")


def article_view(warehouse: Path, article_id: str) -> RenderableType:
    """An article's text with mentions, figures and claims marked, and its claims nested below it."""
    sql = "select * from articles where starts_with(article_id, ?) limit 2"
    found = answer(warehouse, sql, parameters=[article_id]).to_pylist()
    if not found:
        raise LookupError(
            f"{warehouse}: no article {article_id!r}; `wirehouse query 'select article_id from articles'` lists them"
        )
    if len(found) > 1:
        raise LookupError(f"{warehouse}: several articles begin with {article_id!r}; give more of the id")
    article = found[0]

    def rows(table: str) -> list[dict[str, Any]]:
        sql = f"select * from {table} where article_id = ? order by all"
        found: list[dict[str, Any]] = answer(warehouse, sql, parameters=[article["article_id"]]).to_pylist()
        return found

    text = Text(article["text"])
    claims = sorted(rows("claims"), key=lambda claim: (claim["content_start"], -claim["content_end"]))
    for claim in claims:
        for span in claim["content_spans"]:
            text.stylize(STYLES["content"], span["start"], span["end"])
    for mention in rows("mentions"):
        text.stylize(STYLES["mentions"], mention["start_char"], mention["end_char"])
    for claim in claims:
        for part in ("source", "cue"):
            if claim[f"{part}_start"] is not None:
                text.stylize(STYLES[part], claim[f"{part}_start"], claim[f"{part}_end"])
    for figure in rows("figures"):
        text.stylize(STYLES["figures"], figure["start_char"], figure["end_char"])
    legend = Text("  ").join(Text(name, style) for name, style in STYLES.items())
    published = article["published_at"] or "undated"
    head = Text(f"{article['article_id']}  {article['publisher'] or article['source_name']}  {published}\n", "dim")
    return Text("\n").join([head + legend, text, Text(""), *_nested(claims, None, 0)])


def _nested(claims: list[dict[str, Any]], parent: str | None, depth: int) -> Iterator[Text]:
    for claim in claims:
        if claim["parent_claim_id"] == parent:
            yield Text.assemble(
                "    " * depth + "• ",
                (claim["source_text"] or claim["source_kind"], STYLES["source"]),
                " ",
                (claim["cue_text"] or "—", STYLES["cue"]),
                " ",
                claim["content_text"],
                (f"  {claim['certainty']} {claim['cue_class']} {claim['form']} {claim['temporality']}", "dim"),
            )
            yield from _nested(claims, claim["claim_id"], depth + 1)


def explained(sentence: str) -> Iterator[RenderableType]:
    """The analysis of a sentence and every row found in it, a table a row type."""
    from transforms.language import load_pipeline  # spaCy takes a second to import, and only this needs it
    from transforms.registry import rows_of

    nlp = load_pipeline()
    article = article_of_text(sentence)
    doc = nlp(article.text)
    analysis = Table("word", "lemma", "tag", "dep", "head", "entity", header_style="bold", title="analysis")
    for token in doc:
        if not token.is_space:
            analysis.add_row(token.text, token.lemma_, token.tag_, token.dep_, token.head.text, token.ent_type_)
    yield analysis
    found: dict[type[Row], list[Row]] = {}
    for row in rows_of([article], nlp):
        found.setdefault(type(row), []).append(row)
    for row_type in (Mention, Time, Figure, Claim, Issue):
        for number, row in enumerate(found.get(row_type, []), start=1):
            table = Table(show_header=False, title=f"{row_type.TABLE} {number}", title_justify="left")
            for name in row.__dataclass_fields__:  # type: ignore[attr-defined]
                value = getattr(row, name)
                if name not in _PLUMBING and value not in (None, ()):
                    table.add_row(name, _cell(value))
            yield table


def examined(url: str, warehouse: Path, *, repair: bool) -> tuple[list[str], bool]:
    """What is wrong with a lake and what would be or was done about it, and whether it is well now."""
    lake = Lake(url)
    if not lake.filesystem.exists(lake.root):
        raise LookupError(f"{url}: no lake there; `wirehouse run` makes one")
    holder = None if repair else lake.holder()
    said = [f"note: {holder} is writing to this lake; what looks unfinished may be its work"] if holder else []
    with lake.locked() if repair else nullcontext():
        findings = list(examine(lake, warehouse))
        while repair and any(finding.remedy for finding in findings):
            for finding in findings:
                if finding.remedy:
                    finding.mend()
                    said.append(f"{finding}\n  mended: {finding.remedy}")
            findings = list(examine(lake, warehouse))
    said += [f"{one}\n  {'`--repair` would ' + one.remedy if one.remedy else 'needs a person'}" for one in findings]
    said.append(f"{len(findings)} things are wrong." if findings else "Nothing is wrong.")
    return said, not findings


def lake_view(url: str) -> Iterator[RenderableType]:
    """Batches by pipeline version, what is stale or pending, and the last runs."""
    lake = Lake(url)
    if not lake.exists():
        raise LookupError(f"{url}: no lake there; `wirehouse run` makes one")
    lake.open()
    version = pipeline_version(ROOT)
    facts, batches = lake.facts(), lake.batches()
    by_version = Counter(found.pipeline_version for found in facts.values())
    pending = len(lake.pending(version))
    articles = sum(batch.counts.get("articles", 0) for batch in batches)
    yield f"{url}: {articles:,} article versions in {len(batches)} batches; {pending} batches wait to be extracted."
    for made_by, count in sorted(by_version.items(), key=str):
        stale = "" if made_by == version else "  stale: `wirehouse run --reextract` reads them again"
        yield f"  {count} batches extracted by {made_by}{stale}"
    yield f"  this program is {version}"
    files = lake.files()["runs"]
    if files:
        runs = pa.concat_tables([pq.read_table(lake.filesystem.open(path)) for path in files[-200:]])
        columns = ["started_at", "flow", "status", "new_article_count", "batch_count", "issue_count", "message"]
        yield as_table(runs.sort_by([("started_at", "descending")]).select(columns).slice(0, 10))
