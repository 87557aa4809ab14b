"""Out of the warehouse: one table as a file, claims as schema.org JSON-LD, or everything as a snapshot."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.build import SCHEMAS
from warehouse.query import open_warehouse

SNAPSHOT_FORMAT = 1
# How DuckDB writes a file whose name ends so. Times are UTC and say so.
_TIMES = "timestampformat '%Y-%m-%dT%H:%M:%S.%fZ'"
_COPIED = {
    ".parquet": "format parquet, compression zstd",
    ".csv": f"format csv, header, {_TIMES}",
    ".json": f"format json, array true, {_TIMES}",
    ".jsonl": f"format json, array false, {_TIMES}",
}
CLAIMS = ".jsonld"
SUFFIXES = (*_COPIED, CLAIMS)


class ExportError(ValueError):
    """What was asked for cannot be exported; the message says what can."""


def export(database: Path, name: str, file: Path) -> int:
    """Write a table or view of the warehouse to a file in the format its name ends with; returns the number of rows.

    The file is whole or not there: it is written beside its place and renamed. Lists are JSON text in CSV.
    `.jsonld` is for `claims` alone: schema.org Claims with who made them and where they appeared. What a source denies,
    asks or has not said is no claim of it there.
    """
    if file.suffix not in SUFFIXES:
        raise ExportError(f"{file}: no format is called {file.suffix or 'so'!r}; there are {', '.join(SUFFIXES)}")
    with open_warehouse(database, locked=False) as connection:
        schema, table = _named(connection, name)
        if file.suffix == CLAIMS:
            if (schema, table) != ("main", "claims"):
                raise ExportError(f"{schema}.{table}: only claims are written as JSON-LD")
            return _written(file, lambda beside: _write_claims(connection, beside))
        return _written(file, lambda beside: _copy(connection, schema, table, beside, file.suffix))


def snapshot(database: Path, place: Path) -> dict[str, Any]:
    """Write every table and view as Parquet, with a manifest, into a new folder or a .zip; returns the manifest.

    The manifest tells the versions that made the warehouse and, for each table, its file, grain, columns, rows, bytes
    and SHA-256.
    """
    if place.exists():
        raise ExportError(f"{place}: is already there; a snapshot goes to a new place")
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = place.with_name(f"{place.name}.{os.getpid()}.new")
    packed = folder.with_name(f"{folder.name}.zip")
    try:
        with open_warehouse(database, locked=False) as connection:
            (versions,) = connection.sql("from main.versions").to_arrow_table().to_pylist()
            tables = [_snapped(connection, folder, schema, table) for schema, table in _relations(connection)]
        manifest = {"snapshot_format": SNAPSHOT_FORMAT, **versions, "tables": tables}
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf8")
        if place.suffix == ".zip":
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:  # Parquet is compressed
                for path in sorted(folder.rglob("*.*")):
                    archive.write(path, path.relative_to(folder))
            packed.rename(place)
        else:
            folder.rename(place)
    finally:
        packed.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def _relations(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    found = connection.execute(
        "select schema_name, table_name from duckdb_columns() where database_name = current_database() group by all"
    ).fetchall()
    schemas = list(SCHEMAS)
    return sorted(((s, t) for s, t in found if s in schemas), key=lambda name: (schemas.index(name[0]), name[1]))


def _named(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[str, str]:
    """The table of this name, with or without its schema; main comes before marts, marts before history."""
    relations = _relations(connection)
    for schema, table in relations:
        if name in (table, f"{schema}.{table}"):
            return schema, table
    raise ExportError(f"no table {name!r}; there are {', '.join('.'.join(relation) for relation in relations)}")


def _written(file: Path, write: Callable[[Path], int]) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        rows = write(beside)
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)
    return rows


def _copy(connection: duckdb.DuckDBPyConnection, schema: str, table: str, file: Path, suffix: str) -> int:
    relation = f'{schema}."{table}"'
    chosen = "*"
    if suffix == ".csv":
        nested = connection.execute(
            "select column_name from duckdb_columns() where schema_name = ? and table_name = ? "
            "and (ends_with(data_type, ']') or starts_with(data_type, 'STRUCT'))",
            [schema, table],
        ).fetchall()
        if nested:
            chosen = "* replace (" + ", ".join(f'to_json("{name}") as "{name}"' for (name,) in nested) + ")"
    connection.execute("set timezone = 'UTC'")
    path = str(file).replace("'", "''")
    (copied,) = connection.execute(f"copy (select {chosen} from {relation}) to '{path}' ({_COPIED[suffix]})").fetchall()
    return int(copied[0])


def _snapped(connection: duckdb.DuckDBPyConnection, folder: Path, schema: str, table: str) -> dict[str, Any]:
    file = folder / schema / f"{table}.parquet"
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = _copy(connection, schema, table, file, ".parquet")
    columns = connection.execute(
        "select column_name, data_type, comment from duckdb_columns() "
        "where schema_name = ? and table_name = ? order by column_index",
        [schema, table],
    ).fetchall()
    (says,) = connection.execute(
        "select comment from duckdb_tables() where schema_name = $1 and table_name = $2 "
        "union all select comment from duckdb_views() where schema_name = $1 and view_name = $2",
        [schema, table],
    ).fetchall()
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {
        "table": f"{schema}.{table}",
        "file": file.relative_to(folder).as_posix(),
        "says": says[0],
        "rows": rows,
        "bytes": file.stat().st_size,
        "sha256": digest,
        "columns": [{"name": name, "type": kind, "says": comment} for name, kind, comment in columns],
    }


# Claims as schema.org/Claim has them. Where the vocabulary has no word, ours stands under `wirehouse:`.
_CONTEXT = ["https://schema.org", {"wirehouse": "urn:wirehouse:"}]
_AUTHOR_TYPES = {
    "person": "Person",
    "anonymous": "Person",
    "government": "GovernmentOrganization",
    "organisation": "Organization",
    "media": "NewsMediaOrganization",
    "group": "Organization",
}
# One row per claim that its source makes, with the articles that report it or a repetition of it.
_CLAIMS = """
with repeated as (
    select claim_id, other_claim_id from main.claim_links where relation = 'repeats'
    union
    select other_claim_id, claim_id from main.claim_links where relation = 'repeats'
    union
    select claim_id, claim_id from main.claims
),
appeared as (
    select
        repeated.claim_id,
        list(distinct claims.article_id) as article_ids,
    from repeated
    join main.claims on claims.claim_id = repeated.other_claim_id
    group by repeated.claim_id
),
named as (
    select
        claim_mentions.claim_id,
        list(distinct {'entity_id': entities.entity_id, 'name': entities.name, 'label': entities.label}) as entities,
    from main.claim_mentions
    join main.mentions using (mention_id)
    join main.entities using (entity_id)
    where claim_mentions.role = 'content'
    group by claim_mentions.claim_id
)
select
    claims.*,
    sources.name as source_name,
    coalesce(named.entities, []) as mentioned,
    appeared.article_ids,
from main.claims
join appeared using (claim_id)
left join named using (claim_id)
left join main.entities as sources on sources.entity_id = claims.source_entity_id
where claims.cue_polarity = 'positive' and claims.cue_class not in ('deny', 'ask', 'demand')
order by claims.article_id, claims.content_start, claims.claim_id
"""
_ARTICLES = """
select article_id, url, title, publisher, byline, language, published_at from main.articles
"""


def _write_claims(connection: duckdb.DuckDBPyConnection, file: Path) -> int:
    articles = {row["article_id"]: row for row in connection.sql(_ARTICLES).to_arrow_table().to_pylist()}
    rows = 0
    with file.open("w", encoding="utf8") as out:
        out.write(f'{{"@context": {json.dumps(_CONTEXT)}, "@graph": [')
        for rows, claim in enumerate(_streamed(connection, _CLAIMS), start=1):
            out.write(",\n" if rows > 1 else "\n")
            out.write(json.dumps(_claim(claim, articles), ensure_ascii=False))
        out.write("\n]}\n")
    return rows


def _streamed(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    for batch in connection.sql(sql).to_arrow_reader(10_000):
        yield from batch.to_pylist()


def _claim(claim: dict[str, Any], articles: dict[str, dict[str, Any]]) -> dict[str, Any]:
    article = articles[claim["article_id"]]
    # A claim that nobody dates appears last: what is first is only told among dated ones.
    places = sorted(
        (articles[id_] for id_ in claim["article_ids"]),
        key=lambda place: (place["published_at"] is None, str(place["published_at"]), place["article_id"]),
    )
    first = places[0] if places[0]["published_at"] else None
    return _said(
        {
            "@type": "Claim",
            "@id": f"urn:wirehouse:claim:{claim['claim_id']}",
            "identifier": claim["claim_id"],
            "text": claim["content_text"],
            "inLanguage": article["language"],
            "author": _author(claim, article),
            "appearance": [_article(place) for place in places],
            "firstAppearance": first and _article(first),
            "datePublished": first and _moment(first["published_at"]),
            "isPartOf": claim["parent_claim_id"] and {"@id": f"urn:wirehouse:claim:{claim['parent_claim_id']}"},
            "mentions": [
                {"@type": "Thing", "@id": f"urn:wirehouse:entity:{entity['entity_id']}", "name": entity["name"]}
                for entity in sorted(claim["mentioned"], key=lambda entity: str(entity["entity_id"]))
            ],
            "wirehouse:sourceKind": claim["source_kind"],
            "wirehouse:cue": claim["cue_text"],
            "wirehouse:cueClass": claim["cue_class"],
            "wirehouse:certainty": claim["certainty"],
            "wirehouse:confidence": claim["confidence"],
        }
    )


def _author(claim: dict[str, Any], article: dict[str, Any]) -> dict[str, Any] | None:
    """Who makes the claim; a source that is described and not named has a description, one not told at all is null."""
    if claim["source_kind"] == "author":
        if article["byline"]:
            return {"@type": "Person", "name": article["byline"]}
        return _publisher(article)
    kind = _AUTHOR_TYPES.get(claim["source_kind"])
    if kind is None or claim["source_text"] is None:
        return None
    entity = claim["source_entity_id"]
    return _said(
        {
            "@type": kind,
            "@id": entity and f"urn:wirehouse:entity:{entity}",
            "name": None if claim["source_kind"] == "anonymous" else claim["source_name"] or claim["source_text"],
            "description": claim["source_text"] if claim["source_kind"] == "anonymous" else None,
            "jobTitle": claim["source_role"] if kind == "Person" else None,
        }
    )


def _article(article: dict[str, Any]) -> dict[str, Any]:
    return _said(
        {
            "@type": "NewsArticle",
            "@id": article["url"] or f"urn:wirehouse:article:{article['article_id']}",
            "identifier": article["article_id"],
            "headline": article["title"],
            "url": article["url"],
            "datePublished": _moment(article["published_at"]),
            "publisher": _publisher(article),
        }
    )


def _publisher(article: dict[str, Any]) -> dict[str, Any] | None:
    return article["publisher"] and {"@type": "NewsMediaOrganization", "name": article["publisher"]}


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _said(properties: dict[str, Any]) -> dict[str, Any]:
    """These properties without those that say nothing."""
    return {name: value for name, value in properties.items() if value not in (None, [])}


def with_lists_as_json(table: pa.Table) -> pa.Table:
    """The table with lists and structs as JSON text: CSV has neither."""
    columns = [
        pa.array(
            [
                None if value is None else json.dumps(value, default=str, ensure_ascii=False)
                for value in column.to_pylist()
            ],
            pa.string(),
        )
        if pa.types.is_nested(column.type)
        else column
        for column in table.columns
    ]
    return pa.table(columns, names=table.column_names)


__all__ = ["SUFFIXES", "ExportError", "export", "snapshot", "with_lists_as_json"]
