"""What people judge: ratings and corrections, appended to seeds/, where each build replays them."""

import csv
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import duckdb

from transforms.rows import Rating, columns_of, stable_id
from warehouse.build import contract_of, misfit
from warehouse.query import open_warehouse

RELIABILITIES = next(column.words for column in columns_of(Rating) if column.name == "reliability")
CREDIBILITIES = range(1, 7)


class JudgementError(ValueError):
    """A judgement of what the warehouse does not hold, or one that cannot be meant; the message says what can."""


def rate(
    database: Path,
    seeds: Path,
    *,
    rated: str,
    reliability: str | None = None,
    credibility: int | None = None,
    rated_by: str,
    rated_on: date,
    note: str | None = None,
) -> str:
    """Append a rating to ratings.csv and say what was rated.

    `rated` is a source (its entity id or its name), which has a reliability from A to F, or a claim (its id or the
    beginning of it), which has a credibility from 1 to 6: the two halves of the Admiralty code.
    """
    if (reliability is None) == (credibility is None):
        raise JudgementError("give a source's reliability (A to F) or a claim's credibility (1 to 6)")
    with open_warehouse(database) as connection:
        if reliability is not None:
            reliability = reliability.upper()
            if reliability not in RELIABILITIES:
                raise JudgementError(f"{reliability!r} is no reliability: {', '.join(RELIABILITIES)}")
            entity_id, claim_id = _source(connection, rated), None
        else:
            if credibility not in CREDIBILITIES:
                raise JudgementError(f"{credibility} is no credibility: {', '.join(map(str, CREDIBILITIES))}")
            entity_id, claim_id = None, _row(connection, "claims", rated)
    line = {
        "entity_id": entity_id,
        "claim_id": claim_id,
        "reliability": reliability,
        "credibility": None if credibility is None else str(credibility),
        "rated_by": rated_by,
        "rated_on": rated_on.isoformat(),
        "note": note,
    }
    path = seeds / "ratings.csv"
    _append(path, {"rating_id": stable_id(*line.values()), **line})
    return f"{path}: {entity_id or claim_id} is rated {reliability or credibility} by {rated_by}"


def correct(
    database: Path,
    seeds: Path,
    *,
    table: str,
    row_id: str,
    column: str,
    value: str | None,
    corrected_by: str,
    corrected_on: date,
    note: str | None = None,
) -> str:
    """Append a correction of one value to corrections.csv and say what was corrected; a value of None sets null.

    `row_id` is the row's key or the beginning of it.
    """
    with open_warehouse(database) as connection:
        wrong = misfit(connection, table, column, value)
        if wrong:
            raise JudgementError(wrong)
        row_id = _row(connection, table, row_id)
        references = next(told.references for told in contract_of(table) if told.name == column)
        if references and value is not None and value not in _keys(connection, references):
            near = _near(value, _keys(connection, references))
            raise JudgementError(f"{value!r} is no value for {table}.{column}: {references} has no such row{near}")
        key = _key_of(table)
        (old,) = connection.execute(
            f'select "{column}"::varchar from main.{table} where {key} = ?', [row_id]
        ).fetchall()[0]
    line = {
        "table_name": table,
        "row_id": row_id,
        "column_name": column,
        "new_value": value,
        "corrected_by": corrected_by,
        "corrected_on": corrected_on.isoformat(),
        "note": note,
    }
    path = seeds / "corrections.csv"
    _append(path, line)
    return f"{path}: {table}.{column} of {row_id} was {_shown(old)}, is now {_shown(value)}"


def _source(connection: duckdb.DuckDBPyConnection, named: str) -> str:
    """The entity of a source that some claim has, by its id or by its name."""
    names = dict(
        connection.execute(
            "select entity_id, name from main.entities "
            "where entity_id in (select source_entity_id from main.claims) order by entity_id"
        ).fetchall()
    )
    found = [named] if named in names else [id_ for id_, name in names.items() if name.casefold() == named.casefold()]
    if len(found) > 1:
        raise JudgementError(f"several sources are called {named!r}: {', '.join(found)}; give one of these ids")
    if not found:
        near = _near(named, [*names.values(), *names])
        raise JudgementError(f"no source {named!r}{near}; `wirehouse query source_profiles` lists them")
    return found[0]


def _row(connection: duckdb.DuckDBPyConnection, table: str, begins: str) -> str:
    found = [key for key in _keys(connection, table) if key.startswith(begins)] if begins else []
    if begins in found:
        return begins
    if len(found) > 1:
        raise JudgementError(f"{len(found)} rows of {table} have a key that begins with {begins!r}; give more of it")
    if not found:
        raise JudgementError(f"{table} has no row {begins!r}; `wirehouse query 'from {table}'` shows the keys")
    return found[0]


def _keys(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [key for (key,) in connection.execute(f"select {_key_of(table)} from main.{table}").fetchall()]


def _key_of(table: str) -> str:
    return next(column.name for column in contract_of(table) if column.key)


def _near(word: str, words: list[str]) -> str:
    near = get_close_matches(word, words, n=3)
    return f"; is it {' or '.join(near)}?" if near else ""


def _shown(value: str | None) -> str:
    return "null" if value is None else repr(value)


def _append(path: Path, line: Mapping[str, str | None]) -> None:
    """Add a line to a file of judgements, in the order of its header; the same judgement twice is an error."""
    with path.open(encoding="utf8", newline="") as lines:
        reader = csv.DictReader(lines)
        header = list(reader.fieldnames or ())
        there = [dict(row) for row in reader]
    if sorted(header) != sorted(line):
        raise JudgementError(f"{path}:1: its columns are {', '.join(header)}; they must be {', '.join(line)}")
    cells = {name: value or "" for name, value in line.items()}
    if cells in there:
        raise JudgementError(f"{path}:{there.index(cells) + 2}: this judgement is already there")
    ends_whole = path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf8", newline="") as lines:
        if not ends_whole:
            lines.write("\n")
        csv.DictWriter(lines, header, lineterminator="\n").writerow(cells)


__all__ = ["CREDIBILITIES", "RELIABILITIES", "JudgementError", "correct", "rate"]
