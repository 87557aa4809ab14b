"""A lake of any number of articles, made from a lake of real extracted ones.

python benchmarks/generated.py LAKE NEW_LAKE ARTICLES

Each round over the real articles gives every one of them again with other ids, another day, another publisher, other
digits in its text (the same number of them, so that every offset still cuts its words out), figures that are up to a
tenth larger or smaller in half of the cases, and its own stand-ins for two thirds of the people, organisations and
places: the rest are named by articles of every round, so that joins meet the skew they meet in real news. Whole columns
at a time; the batches are those of the real lake, in its layout.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

import duckdb
import pyarrow as pa

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from transforms.rows import FACTS, TABLES, Article, schema_of  # noqa: E402
from warehouse.lake import COMMIT, Batch, Lake, file_name, parquet_of  # noqa: E402

_SCHEMAS = {row_type.TABLE: schema_of(row_type) for row_type in TABLES}
_ENTITY_IDS = ("entity_id", "source_entity_id", "counted_entity_id", "agent_entity_id", "place_entity_id")
_DAYS_BETWEEN_ROUNDS = 30
_ENTITIES = """
create or replace macro renamed(entity) as
    entity is not null and not starts_with(entity, 'country:') and hash(entity, $round) % 3 > 0;
create or replace macro own(id) as left(md5(id || ' ' || $round), 20);
create or replace macro turned(words) as
    translate(words, '0123456789', right('0123456789', 9 - $round % 9) || left('0123456789', 1 + $round % 9));
create or replace macro jittered(number, id) as
    case when hash(id) % 2 = 0 then number else number * (0.9 + (hash(id, $round) % 21) / 100) end;
"""


def _column(table: str, name: str, kind: pa.DataType) -> str:
    """The SQL that makes a column of a generated table from the real one."""
    is_own = name.endswith("_id") and pa.types.is_string(kind) and name not in (*_ENTITY_IDS, "external_id")
    if is_own:
        return f"own({name})"
    if name in _ENTITY_IDS:
        return f"case when renamed({name}) then {name} || '~' || $round else {name} end"
    if name == "entity_name":
        return "case when renamed(entity_id) then entity_name || ' ' || $round else entity_name end"
    if name == "series_key":
        entity = "coalesce(agent_entity_id, place_entity_id)"
        return f"case when renamed({entity}) then series_key || '~' || $round else series_key end"
    if name == "text" and table == Article.TABLE:
        return "turned(text) || chr(10) || 'Edition ' || $round || '.'"
    if name == "text_sha256":
        return "sha256(turned(text) || chr(10) || 'Edition ' || $round || '.')"
    if name in ("text", "title", "counted_text", "concept", "group_text", "content_text", "source_text", "cue_text"):
        return f"turned({name})"
    if name == "publisher":
        return "'Publisher ' || floor(pow(200, hash(article_id, $round) % 1000 / 1000))::integer"
    if name == "bands":
        return "list_transform(bands, lambda band: left(md5(band || ' ' || $round), 16))"
    if name == "signature":
        return "list_transform(signature, lambda value: (hash(value, $round) % 4294967296)::bigint)"
    if pa.types.is_date32(kind):
        return f"{name} + $round * {_DAYS_BETWEEN_ROUNDS}"
    if name == "published_at":
        return f"{name} + to_days($round * {_DAYS_BETWEEN_ROUNDS})"
    if name.startswith("value"):
        return f"jittered({name}, figure_id)"
    return f'"{name}"'


def generate(real: Lake, made: Path, count: int) -> int:
    """Write a lake of at least `count` articles made from the real lake; returns how many they are."""
    facts = real.facts()
    batches = [batch for batch in real.batches() if batch.batch_id in facts]
    versions = {found.pipeline_version for found in facts.values()}
    assert len(versions) == 1, f"{real.url} was extracted by {len(versions)} pipeline versions"
    version = str(versions.pop())
    files = real.files()
    order, written = 0, 0
    Lake(str(made)).open()
    with duckdb.connect(config={"memory_limit": "3GB", "temp_directory": str(made / "spill")}) as connection:
        connection.execute("set timezone = 'UTC'")
        for number in range(-(-count // sum(batch.counts["articles"] for batch in batches))):
            connection.execute(_ENTITIES.replace("$round", str(number)))
            tables = {
                row_type.TABLE: _by_batch(connection, row_type.TABLE, files[row_type.TABLE], number)
                for row_type in (Article, *FACTS)
                if files.get(row_type.TABLE)
            }
            for batch in batches:
                if written >= count:
                    break
                order += 1
                name = connection.execute("select own(?)", [batch.batch_id]).fetchone()
                assert name
                articles = {"articles": tables["articles"][batch.batch_id]}
                named = _write(made, f"batches/{name[0]}", name[0], "", order, articles)
                found = {table: parts[batch.batch_id] for table, parts in tables.items()
                         if table != "articles" and batch.batch_id in parts}  # fmt: skip
                # as extraction marks what it found to stand in its articles
                quotes = named["articles"] if facts[batch.batch_id].quotes else None
                _write(made, f"facts/{version}/{name[0]}", name[0], version, 1, found, quotes)
                written += tables["articles"][batch.batch_id].num_rows
    return written


def _by_batch(connection: duckdb.DuckDBPyConnection, table: str, files: list[str], number: int) -> dict[str, pa.Table]:
    """The rows of one round, by the batch of the real lake that they were made from."""
    schema = _SCHEMAS[table]
    told = ", ".join(f'{_column(table, field.name, field.type)} as "{field.name}"' for field in schema)
    made = connection.sql(
        f"select {told.replace('$round', str(number))}, batch_id as real_batch "
        "from read_parquet(?, union_by_name = true, file_row_number = true) order by batch_id, file_row_number",
        params=[files],
    ).to_arrow_table()
    ends = made.column("real_batch").combine_chunks().dictionary_encode()
    counts = {row["values"]: row["counts"] for row in ends.value_counts().to_pylist()}
    parts, at = {}, 0
    for batch, rows in counts.items():
        parts[batch] = made.slice(at, rows).drop_columns(["real_batch"]).cast(schema)
        at += rows
    return parts


def _write(
    lake: Path,
    folder: str,
    batch_id: str,
    version: str,
    order: int,
    tables: dict[str, pa.Table],
    quotes: str | None = None,
) -> dict[str, str]:
    """Commit these tables as the lake does; returns the names of their files."""
    at = lake / folder
    at.mkdir(parents=True)
    files = {}
    for table, rows in tables.items():
        payload = parquet_of(rows)
        files[table] = file_name(table, payload)
        (at / files[table]).write_bytes(payload)
    counts = {table: rows.num_rows for table, rows in tables.items()}
    commit = asdict(Batch(batch_id, version or None, counts, order, files, quotes))
    (at / COMMIT).write_text(json.dumps(commit), encoding="utf8")
    return files


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("real", type=Lake)
    parser.add_argument("made", type=Path)
    parser.add_argument("count", type=int)
    asked = parser.parse_args()
    print(f"{generate(asked.real, asked.made, asked.count):,} articles in {asked.made}")
