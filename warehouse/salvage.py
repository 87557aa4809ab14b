"""Articles of damaged batches made again: from a joined copy, raw bytes and what can still be read, or a warehouse.

Nothing is taken on trust: a text counts when it has the hash that was written of it, a batch when its articles and
issues give its name.
"""

import hashlib
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from transforms.articles import FRAGMENT, HTML, JSON, TEXT, RawItem, article_of
from transforms.articles.copies import bands_of, signature_of
from transforms.rows import Article, Issue
from warehouse.lake import Batch, Lake, LakeError, articles_in, name_of_batch
from warehouse.query import QueryError, open_warehouse

# What a raw item's bytes say; all else about an article must be readable in the batch itself.
_FROM_RAW = frozenset({"text", "bands", "signature"})
_FETCHED = datetime(1970, 1, 1, tzinfo=UTC)


def articles_again(lake: Lake, batch: Batch, warehouse: Path | None) -> tuple[list[Article], str]:
    """The articles of a batch whose file is damaged, and what they were made from; or none, and why."""
    articles = _from_compaction(lake, batch)
    if articles:
        return articles, "the file in which batches were joined"
    articles = _from_raw(lake, batch)
    if articles:
        return articles, "raw bytes"
    articles = _from_warehouse(batch, warehouse) if warehouse else []
    if articles:
        return articles, str(warehouse)
    looked = f"nor does {warehouse} hold them all" if warehouse else "and no warehouse was given to look into"
    return [], f"raw bytes and the rest of the file do not give its articles, {looked}"


def batch_without_commit(lake: Lake, batch_id: str, names: Sequence[str]) -> Batch | None:
    """The batch that a folder's files make up, proven by its name, where its commit is lost."""
    tables: dict[str, list[tuple[str, pa.Table] | None]] = {"articles": [None], "issues": [None]}
    for name in names:
        table = name.partition("-")[0]
        if table in tables and name.endswith(".parquet"):
            try:
                tables[table].append((name, lake.read(f"batches/{batch_id}/{name}")))
            except LakeError:
                continue
    for articles, issues in itertools.product(tables["articles"], tables["issues"]):
        there = {"articles": articles, "issues": issues}
        keys = articles[1].select(["article_id", "version", "text_sha256"]).to_pylist() if articles else []
        ids = issues[1].column("issue_id").to_pylist() if issues else []
        if name_of_batch((tuple(key.values()) for key in keys), ids) == batch_id:
            counts = {table: found[1].num_rows if found else 0 for table, found in there.items()}
            return Batch(batch_id, None, counts, 0, {table: found[0] for table, found in there.items() if found})
    return None


def issues_of(lake: Lake, batch: Batch) -> list[Issue]:
    """The issues of a batch."""
    if not batch.counts.get("issues"):
        return []
    rows = lake.read(batch.path_of("issues"), list(Issue.__dataclass_fields__)).to_pylist()
    return [Issue(**row) for row in rows]


def _from_compaction(lake: Lake, batch: Batch) -> list[Article]:
    try:
        for found in lake.compactions():
            if any(part.startswith(f"{batch.batch_id} ") for part in found.parts):
                joined = lake.read(dict(found.paths)["articles"])
                return _if_whole(articles_in(joined.filter(pc.field("batch_id") == batch.batch_id)), batch)
    except LakeError:  # damaged too: a finding of its own
        return []
    return []


def _from_raw(lake: Lake, batch: Batch) -> list[Article]:
    path = lake.at(batch.path_of("articles"))
    if not lake.filesystem.exists(path):
        return []
    columns = _readable_columns(lake.filesystem.cat_file(path))
    if set(Article.__dataclass_fields__) - _FROM_RAW - set(columns):
        return []
    articles = []
    for told in articles_in(pa.table({name: column for name, column in columns.items() if name not in _FROM_RAW})):
        made = _made_again(lake, told)
        if made is None:
            return []
        articles.append(replace(told, text=made.text, bands=made.bands, signature=made.signature))
    try:
        issues = [issue.issue_id for issue in issues_of(lake, batch)]
    except LakeError:
        return []
    named = name_of_batch(((a.article_id, a.version, a.text_sha256) for a in articles), issues)
    return articles if named == batch.batch_id else []


def _readable_columns(payload: bytes) -> dict[str, pa.ChunkedArray]:
    columns = {}
    try:
        file = pq.ParquetFile(io.BytesIO(payload), page_checksum_verification=True)
    except (OSError, pa.ArrowException):
        return {}
    for name in file.schema_arrow.names:
        try:
            columns[name] = file.read(columns=[name]).column(0)
        except (OSError, pa.ArrowException):
            continue
    return columns


def _made_again(lake: Lake, told: Article) -> Article | None:
    """The article made again from its raw bytes, if its text has the hash that was written of it."""
    if told.raw_sha256 is None:
        return None
    try:
        payload = lake.raw(told.raw_sha256)
    except LakeError:
        return None
    for part, media in _readings(payload):
        item = RawItem(
            source_name=told.source_name,
            place="",
            external_id=told.external_id,
            key="",
            payload=part,
            media=media,
            fetched_at=told.fetched_at,
            url=told.url,
            title=told.title if media in (TEXT, FRAGMENT) else None,
            language=told.language,
        )
        for row in article_of(item):
            if isinstance(row, Article) and row.text_sha256 == told.text_sha256:
                return row
    return None


def _readings(payload: bytes) -> Iterator[tuple[bytes, str]]:
    # How the source read them is not written down; the text's hash tells which way was right.
    yield from ((payload, media) for media in (JSON, HTML, TEXT, FRAGMENT))
    lines = payload.splitlines()
    if len(lines) > 1:
        yield from ((line, JSON) for line in lines)


def _from_warehouse(batch: Batch, warehouse: Path) -> list[Article]:
    columns = [name for name in Article.__dataclass_fields__ if name not in ("bands", "signature")]
    sql = (
        f"select {', '.join(columns)} from (from main.articles union all by name from history.articles) "
        "where batch_id = ? order by article_id, version"
    )
    try:
        with open_warehouse(warehouse) as connection:
            table = connection.sql(sql, params=[batch.batch_id]).to_arrow_table()
    except (QueryError, duckdb.Error):
        return []
    return _if_whole([_as_ingested(article) for article in articles_in(table)], batch)


def _if_whole(articles: list[Article], batch: Batch) -> list[Article]:
    """These articles if they are all of the batch, each with the text that its hash tells; else none."""
    is_whole = len(articles) == batch.counts["articles"]
    return articles if is_whole and all(map(_has_its_hash, articles)) else []


def _as_ingested(article: Article) -> Article:
    """An article of a warehouse without what only the whole corpus tells, as it came into the lake."""
    _, _, below = article.text.partition("\n")
    signature = signature_of(below if article.title and article.text.startswith(article.title) else article.text)
    return replace(
        article,
        sentence_count=None,
        story_id=article.article_id,
        duplicate_kind=None,
        is_extracted=False,
        bands=bands_of(signature),
        signature=signature,
    )


def _has_its_hash(article: Article) -> bool:
    return hashlib.sha256(article.text.encode("utf8", "surrogatepass")).hexdigest() == article.text_sha256
