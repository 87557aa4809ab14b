"""Questions to a published warehouse, read-only: no write, no file, no network through this door."""

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.build import WAREHOUSE_FORMAT
from warehouse.selects import SQL, SqlError, header_of

LOCKED = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
# How DuckDB says that a block of a file is not as it was written.
DAMAGED = "Corrupt database file"
_ANEW = "`wirehouse rebuild` makes a new one from the lake"
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class QueryError(ValueError):
    """A question that cannot be answered; the message is for the person who asked."""


def open_warehouse(database: Path, *, locked: bool = True) -> duckdb.DuckDBPyConnection:
    """A read-only connection, locked for what people ask; a file that is no warehouse we know is a QueryError."""
    if not database.is_file():
        raise QueryError(f"{database}: no warehouse there; `wirehouse run` publishes one")
    try:
        connection = duckdb.connect(str(database), read_only=True, config=dict(LOCKED) if locked else {})
    except duckdb.Error as error:
        raise QueryError(
            f"{database}: DuckDB {duckdb.__version__} cannot read it ({_first_line(error)}); {_ANEW}"
        ) from None
    try:
        found = connection.execute("select warehouse_format, wirehouse_version from main.versions").fetchall()
    except duckdb.CatalogException:
        connection.close()
        raise QueryError(f"{database}: no warehouse, or one older than wirehouse 0.1; {_ANEW}") from None
    except duckdb.Error as error:
        connection.close()
        raise QueryError(f"{database}: damaged ({_first_line(error)}); {_ANEW}") from None
    ((known, release),) = found
    if known != WAREHOUSE_FORMAT:
        connection.close()
        upgrade = "upgrade wirehouse, or " if known > WAREHOUSE_FORMAT else ""
        raise QueryError(
            f"{database}: written in warehouse format {known} by wirehouse {release}, "
            f"this program knows {WAREHOUSE_FORMAT}; {upgrade}{_ANEW}"
        )
    return connection


def damage_of(database: Path) -> str | None:
    """Why a warehouse cannot be read whole; null when every row of it can, or when somebody holds it for writing."""
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            for schema, table in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall():
                connection.execute(f'select max(hash(columns(*))) from {schema}."{table}"').fetchall()
    except duckdb.Error as error:
        return None if "Could not set lock" in str(error) else _first_line(error)
    return None


def questions_in(sql: Path = SQL) -> dict[str, str]:
    """The saved questions by name, each with the sentence that says what it answers."""
    return {
        path.stem: header_of(path.read_text(encoding="utf8"))[0] for path in sorted((sql / "questions").glob("*.sql"))
    }


def question(asked: str, *, sql: Path = SQL) -> str:
    """The SQL of a saved question's name, or what was asked where it is SQL itself."""
    if not _NAME.fullmatch(asked.strip()):
        return asked
    path = sql / "questions" / f"{asked.strip()}.sql"
    if not path.is_file():
        raise QueryError(f"no question {asked.strip()!r}; there are {', '.join(questions_in(sql))}")
    return path.read_text(encoding="utf8")


def answer(
    database: Path, asked: str, *, parameters: Sequence[object] = (), sql: Path = SQL, limit: int | None = None
) -> pa.Table:
    """What the warehouse answers to one select or to a saved question, in the order the question gives.

    `parameters` fill its `?`; `limit` cuts the answer after so many rows. Whatever writes, changes settings, or reads
    a file or the network is refused with a QueryError, and so is SQL that DuckDB does not understand.
    """
    text = question(asked, sql=sql)
    with open_warehouse(database) as connection:
        try:
            statements = connection.extract_statements(text)
            if len(statements) != 1:
                raise QueryError(f"one question at a time; these are {len(statements)}")
            kind = statements[0].type.name
            if kind == "MULTI":
                raise QueryError("a pivot names its columns here: pivot figures on kind in ('count', 'money') ...")
            if kind not in ("SELECT", "EXPLAIN"):
                raise QueryError(f"{kind} is no question; ask with select, from, describe, show, summarize or explain")
            relation = connection.sql(text, params=list(parameters) or None)
            return (relation if limit is None else relation.limit(limit)).to_arrow_table()
        except duckdb.PermissionException:
            raise QueryError("files and the network are out of reach here: ask about the warehouse's tables") from None
        except duckdb.Error as error:
            way_out = f"; {_ANEW}" if DAMAGED in str(error) else ""
            raise QueryError(f"{str(error).strip()}{way_out}") from None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


__all__ = ["DAMAGED", "QueryError", "SqlError", "answer", "damage_of", "open_warehouse", "question", "questions_in"]
