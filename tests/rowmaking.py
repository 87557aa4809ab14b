"""Rows made by hand for tests: every column has a valid value unless the test gives one.

corpus = Corpus()
story = corpus.article("Officials said 12 people died.", publisher="Example News")
toll = corpus.figure(story, "12 people", value=12)
said = corpus.claim(story, content="12 people died", source="Officials", cue="said", figures=[toll])
built = corpus.build(tmp_path)
"""

import dataclasses
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.rows import (
    Article,
    Claim,
    ClaimFigure,
    ClaimMention,
    Figure,
    Issue,
    Mention,
    Row,
    Run,
    Sentence,
    Time,
    columns_of,
    stable_id,
    table_of,
)
from transforms.rows.columns import Column
from warehouse.build import SEEDS, Built, build

_PLAIN: dict[pa.DataType, Any] = {
    pa.string(): "",
    pa.int32(): 0,
    pa.bool_(): False,
    pa.float64(): Decimal(1),
    pa.date32(): date(2026, 1, 1),
    pa.timestamp("us", tz="UTC"): datetime(2026, 1, 2, tzinfo=UTC),
}
# The most ordinary value of columns whose words are limited.
ORDINARY: dict[str, Any] = {
    "zone": "body",
    "confidence": 0.9,
    "rule": "by hand",
    "language": "en",
    "source_name": "test",
    "version": 1,
    "form": "indirect",
    "source_kind": "organisation",
    "cue_class": "say",
    "cue_polarity": "positive",
    "certainty": "CT+",
    "temporality": "past",
    "polarity": "positive",
    "bound": "exact",
    "role": "total",
    "modality": "asserted",
    "is_innermost": True,
    "is_extracted": True,
    "label": "ORG",
}
_ORDINARY_IN: dict[type[Row], dict[str, Any]] = {
    Figure: {"kind": "count"},
    Mention: {"kind": "name"},
    Time: {"kind": "date"},
    ClaimMention: {"role": "source"},
}


def made(row_type: type[Row], **given: Any) -> Any:
    """A row with these values; columns not given are null where they may be, else the most ordinary value."""
    own = columns_of(row_type)
    unknown = set(given) - {column.name for column in own}
    assert not unknown, f"{row_type.__name__} has no {', '.join(sorted(unknown))}"
    return row_type(**{column.name: given.get(column.name, ordinary(row_type, column)) for column in own})


def ordinary(row_type: type[Row], column: Column) -> Any:
    """What a column holds when a test does not care."""
    if column.nullable:
        return None
    ordinary_here = ORDINARY | _ORDINARY_IN.get(row_type, {})
    if column.name in ordinary_here:
        return ordinary_here[column.name]
    return () if pa.types.is_list(column.type) else _PLAIN[column.type]


@dataclasses.dataclass
class Corpus:
    """Articles and what is found in them, one sentence a line; written as lake files and built into a warehouse."""

    rows: dict[type[Row], list[Row]] = dataclasses.field(default_factory=dict)
    pipeline_version: str = "test-1"

    def add(self, row_type: type[Row], **given: Any) -> Any:
        """Keep a row with these values."""
        row = made(row_type, **given)
        self.rows.setdefault(row_type, []).append(row)
        return row

    def article(self, text: str, **given: Any) -> Article:
        """An article of these lines; its id follows from `external_id` or from its text."""
        external_id = given.setdefault("external_id", stable_id(text))
        digest = sha256(text.encode()).hexdigest()
        ids = {"article_id": stable_id("article", external_id), "text": text, "text_sha256": digest}
        ids["story_id"] = ids["article_id"]
        article: Article = self.add(Article, **(ids | {"word_count": len(text.split())} | given))
        at = 0
        for number, line in enumerate(text.split("\n")):
            if line.strip():
                self.add(
                    Sentence,
                    sentence_id=stable_id("sentence", article.article_id, at),
                    article_id=article.article_id,
                    paragraph_id=number,
                    start_char=at,
                    end_char=at + len(line),
                )
            at += len(line) + 1
        return article

    def figure(self, article: Article, words: str, **given: Any) -> Figure:
        """A figure where these words first stand; its ends are its value unless they are given."""
        value = given.get("value")
        given = {"value_low": value, "value_high": value, "figure_id": _id("figure", article, words)} | given
        return self.add(Figure, **(_place(article, words, self) | given))

    def mention(self, article: Article, words: str, entity: str | None = None, **given: Any) -> Mention:
        """A mention where these words first stand, of the entity with this id and name."""
        named = {"entity_id": entity, "entity_name": entity, "mention_id": _id("mention", article, words)}
        return self.add(Mention, **(_place(article, words, self) | named | given))

    def time(self, article: Article, words: str, **given: Any) -> Time:
        """An expression of time where these words first stand."""
        return self.add(Time, **(_place(article, words, self) | {"time_id": _id("time", article, words)} | given))

    def claim(
        self,
        article: Article,
        *,
        content: str,
        source: str | None = None,
        cue: str | None = None,
        figures: Iterable[Figure] = (),
        **given: Any,
    ) -> Claim:
        """A claim with this content, source and cue where they first stand, and the figures inside it."""
        place = _place(article, content, self)
        start, end = place.pop("start_char"), place.pop("end_char")
        cells = {
            "claim_id": _id("claim", article, f"{source} {cue} {content}"),
            "article_id": article.article_id,
            "sentence_id": place["sentence_id"],
            "content_text": content,
            "content_start": start,
            "content_end": end,
            "content_spans": ((start, end),),
        }
        for name, words in (("source", source), ("cue", cue)):
            if words is not None:
                at = article.text.index(words)
                cells |= {f"{name}_text": words, f"{name}_start": at, f"{name}_end": at + len(words)}
        claim: Claim = self.add(Claim, **(cells | given))
        for figure in figures:
            ids = {"claim_id": claim.claim_id, "figure_id": figure.figure_id, "article_id": article.article_id}
            self.add(ClaimFigure, **ids)
        return claim

    def write(self, folder: Path, *, batch_id: str = "b1") -> dict[str, list[str]]:
        """These rows as one batch of Parquet files in a folder; the files of each table."""
        files: dict[str, list[str]] = {}
        for row_type, rows in self.rows.items():
            table = table_of(row_type, rows, pipeline_version=self.pipeline_version, batch_id=batch_id)
            path = folder / batch_id / f"{row_type.TABLE}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table, path, compression="zstd")
            files[row_type.TABLE] = [str(path)]
        return files

    def build(self, folder: Path, *, seeds: Path = SEEDS) -> Built:
        """The warehouse of these rows, at folder/warehouse.duckdb."""
        return build(folder / "warehouse.duckdb", tables=self.write(folder / "lake"), seeds=seeds)


def _id(kind: str, article: Article, words: str) -> str:
    return stable_id(kind, article.article_id, words)


def _place(article: Article, words: str, corpus: Corpus) -> dict[str, Any]:
    start = article.text.index(words)
    sentence = next(
        row
        for row in corpus.rows[Sentence]
        if isinstance(row, Sentence) and row.article_id == article.article_id and row.start_char <= start < row.end_char
    )
    return {
        "article_id": article.article_id,
        "sentence_id": sentence.sentence_id,
        "start_char": start,
        "end_char": start + len(words),
        "text": words,
    }


__all__ = ["ORDINARY", "Corpus", "Issue", "Run", "made", "ordinary"]
