"""Selects of sql/ tested in their own language: given these rows, expect those (tests/sql/<table>.sql).

A given table of main or the lake has all columns of the contract; those a case does not give hold the most ordinary
value. Tables that
no case gives are empty; staging tables and marts in between are made by their own files.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tests.rowmaking import ordinary
from transforms.rows import TABLES, columns_of, schema_of
from warehouse.build import LAKE_TABLES, contract_of, type_of
from warehouse.selects import Select, SqlError, in_order, selects_in

CASES = Path(__file__).parent / "sql"
SELECTS = selects_in()
_ROW_TYPES = {row_type.TABLE: row_type for row_type in TABLES}


@dataclass(frozen=True)
class Case:
    target: str
    name: str
    given: Mapping[str, str]
    expect: str


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.sql")):
        target = next((name for name in SELECTS if name.endswith(f".{path.stem}")), None)
        assert target, f"{path}: no file of sql/ has this name"
        for block in re.split(r"^-- case: ", path.read_text(encoding="utf8"), flags=re.M)[1:]:
            name, _, rest = block.partition("\n")
            parts = re.split(r"^-- (given \S+|expect)\n", rest, flags=re.M)
            told = dict(zip(parts[1::2], parts[2::2], strict=True))
            given = {key.removeprefix("given "): sql for key, sql in told.items() if key != "expect"}
            yield Case(target, name.strip(), given, told["expect"])


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.target}: {case.name}")
def test_a_select_makes_the_expected_rows(case: Case) -> None:
    with duckdb.connect() as connection:
        prepare(connection, case)
        expected = connection.execute(case.expect).fetchall()
        named = ", ".join(f'"{column[0]}"' for column in connection.description or ())
        made = connection.execute(f"select {named} from {case.target}").fetchall()
    assert in_some_order(made) == in_some_order(expected)


def prepare(connection: duckdb.DuckDBPyConnection, case: Case) -> None:
    for catalog in ("lake", "seeds", "staging"):
        connection.execute(f"attach ':memory:' as {catalog}")
    connection.execute("attach ':memory:' as warehouse; use warehouse; set timezone = 'UTC'")
    connection.execute("create schema marts; create schema history")
    for name in sorted(needed(case)):
        schema, _, table = name.partition(".")
        if schema == "seeds":
            connection.execute(f"create table {name} as {case.given[name]}")
            continue
        if name in case.given or schema == "lake" or (schema == "main" and name != case.target):
            connection.execute(f"create table {name} ({', '.join(columns(schema, table))})")
        if name in case.given:
            connection.execute(f"insert into {name} by name {case.given[name]}")
    made = {name: select for name, select in SELECTS.items() if name in needed(case) and is_made(name, case)}
    for select in in_order(made, needed(case)):
        connection.execute(f"create table {select.name} as {select.sql}")


def is_made(name: str, case: Case) -> bool:
    return name not in case.given and (name == case.target or not name.startswith("main."))


def needed(case: Case) -> set[str]:
    """The target, what it is made from, and what that is made from; tables of main are given, not made."""
    found: set[str] = set(case.given)
    ahead = [case.target]
    while ahead:
        name = ahead.pop()
        if name in SELECTS and is_made(name, case):
            ahead += [need for need in SELECTS[name].needs if need not in found]
        found.add(name)
    return found


def columns(schema: str, table: str) -> Iterator[str]:
    if (schema, table) == ("lake", "batches"):
        yield from ("batch_id varchar", "place bigint")
        return
    if table not in _ROW_TYPES:
        raise AssertionError(f"a case may give tables of the lake and of main; {schema}.{table} is made from them")
    own = {column.name: column for column in columns_of(_ROW_TYPES[table])}
    if schema == "main":
        kept = [column.name for column in contract_of(table)]
    else:
        kept = list(schema_of(_ROW_TYPES[table]).names)
    for name in kept:
        kind = own[name].type if name in own else pa.string()
        value = ordinary(_ROW_TYPES[table], own[name]) if name in own else "b1"
        default = "null" if value is None else "[]" if value == () else f"'{value}'"
        yield f'"{name}" {type_of(kind)} default {default}'


def in_some_order(rows: list[tuple[Any, ...]]) -> list[str]:
    return sorted(repr(tuple(round(float(v), 6) if type(v) in (int, float, Decimal) else v for v in r)) for r in rows)


@pytest.mark.parametrize("select", SELECTS.values(), ids=lambda select: select.name)
def test_a_mart_has_cases(select: Select) -> None:
    """All but the views of the star schema, which show rows of main as they are."""
    if select.schema == "marts" and not (select.is_view and select.path.stem.startswith(("dim_", "fact_"))):
        assert (CASES / f"{select.path.stem}.sql").exists()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("-- One row.\nselect 1 from figures", "'figures' is no CTE of this file; write a table with its schema"),
        ("-- One row.\nselect 1 from main.figurs", "no table main.figurs"),
        ("-- One row.\nselec 1", "not one readable select"),
        ("-- One row.\nselect 1; select 2", "holds 2 statements"),
        ("select 1", "begins without a comment that says what one row is"),
        ("-- One row.\nselect 1 from marts.broken", "made from each other: marts.broken -> marts.broken"),
    ],
)
def test_an_sql_file_that_cannot_be_used_says_why(tmp_path: Path, sql: str, said: str) -> None:
    (tmp_path / "marts").mkdir()
    (tmp_path / "marts" / "broken.sql").write_text(sql)
    with pytest.raises(SqlError, match=said):
        in_order(selects_in(tmp_path), {f"main.{row_type.TABLE}" for row_type in TABLES})


def test_every_reference_of_the_row_types_is_checked() -> None:
    """All but those of ratings, which people write: a lost one is a warning of its own."""
    checked = selects_in(schemas=("checks",))["checks.foreign_keys"].sql
    told = {f"'{row_type.TABLE}.{c.name}'" for row_type in TABLES for c in columns_of(row_type) if c.references}
    assert {name for name in told if name not in checked} == {"'ratings.entity_id'", "'ratings.claim_id'"}


def test_what_the_lake_holds_is_known_to_the_build() -> None:
    assert set(LAKE_TABLES) <= set(_ROW_TYPES)
