"""The DuckDB file that analysts read: built beside the old one, checked, then swapped in by a rename."""

import csv
import errno
import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from transforms.rows import TABLES, Column, Row, columns_of, grain_of, schema_of
from transforms.rows.columns import STAMPS
from warehouse.disk import sync
from warehouse.lake import DOCTOR, Part, refuse_damaged
from warehouse.selects import SQL, BuildError, Select, SqlError, in_order, selects_in

SEEDS = SQL.parent / "seeds"
# Clients that people have today (DuckDB 1.2 and later) open files of this storage version.
STORAGE_VERSION = "v1.2.0"
# One more for each change after which an older program would misread the tables; new columns are no such change.
WAREHOUSE_FORMAT = 1
LAKE_TABLES = (
    "articles", "sentences", "mentions", "times", "figures", "claims", "claim_figures", "claim_mentions", "issues",
    "runs",
)  # fmt: skip
# What a build needs and an analyst does not: copies are found by these, then they stay in the lake.
_BUILD_ONLY = {"articles": ("bands", "signature")}
# Made by people, by SQL over the rest, or by flows: there is nothing to correct.
_UNCORRECTED = ("claim_figures", "claim_mentions", "claim_links", "figure_links", "ratings", "corrections", "runs")
# Rows that come from the lake as they are: a warehouse that grows keeps them, and makes all other tables anew.
_GROWN = ("sentences", "mentions", "times", "figures", "claims", "claim_figures", "claim_mentions")
# Below this many articles a warehouse is made from nothing, in about a minute (benchmarks/scale.md).
GROWS_FROM = 100_000
_STAMPED = frozenset(stamp.name for stamp in STAMPS)
_ROW_TYPES: dict[str, type[Row]] = {row_type.TABLE: row_type for row_type in TABLES}
_SHOWN = 5


class CheckError(BuildError):
    """A `fail:` check found rows; the message names the check and the first culprits."""


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found: how many rows, and the first of them."""

    name: str
    level: str
    says: str
    count: int
    culprits: list[dict[str, Any]]

    def __str__(self) -> str:
        shown = "; ".join(
            ", ".join(f"{name}={_short(value)}" for name, value in culprit.items() if value is not None)
            for culprit in self.culprits
        )
        return f"{self.name}: {self.says}: {self.count} rows, {shown}"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: rows per table, what checks warned of, and the seconds each part took.

    `grown` says whether the rows of an earlier build were kept and only new batches loaded.
    """

    database: Path
    counts: dict[str, int]
    warned: list[Check] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    grown: bool = False


def build(
    database: Path,
    *,
    tables: Mapping[str, Sequence[str]],
    parts: Sequence[Part] = (),
    files_of: Callable[[Sequence[Part]], Mapping[str, Sequence[str]]] | None = None,
    grows_from: int = GROWS_FROM,
    seeds: Path = SEEDS,
    sql: Path = SQL,
    filesystem: Any = None,
    memory: str | None = None,
) -> Built:
    """Build the warehouse of these lake files in a new file, check it, and put it in the place of `database`.

    `tables` names the Parquet files of each lake table; a table without files is empty. `parts` are the batches these
    files hold, in order, and `files_of` names the files of some of them: with both, a warehouse of `grows_from`
    articles and more keeps its rows and loads only what came since (docs/decisions/0005-growing.md); the rows are the
    same either way. `filesystem` is an fsspec filesystem where files are not local. DuckDB takes `memory` ("8GB") or
    four fifths of the machine's, and spills the rest. Who reads the old file goes on reading it. Bad SQL, files of an
    unknown shape and failed checks are BuildErrors, damaged files LakeErrors; they leave the old file as it is.
    """
    unknown = sorted(set(tables) - set(LAKE_TABLES))
    if unknown:
        raise BuildError(f"the lake has no table {', '.join(unknown)}; its tables are {', '.join(LAKE_TABLES)}")
    beside = database.with_name(f"{database.name}.{os.getpid()}.new")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(database)
        # What does not fit into memory is spilled beside the file, not into whatever folder the program was started in.
        spill = {"temp_directory": f"{beside}.tmp"}
        limit = {"memory_limit": memory} if memory else {}
        with duckdb.connect(config={"preserve_insertion_order": "true", **spill, **limit}) as connection:
            if filesystem is not None:
                connection.register_filesystem(filesystem)
            made_with = _digest(seeds, sql)
            new = new_parts(database, parts, made_with, grows_from) if files_of else None
            refuse_damaged(files_of(new) if new is not None and files_of else tables, filesystem)
            if new is not None:
                shutil.copyfile(database, beside)
            kept = parts[: len(parts) - len(new)] if new is not None else ()
            work = _Build(connection, beside, seeds=seeds, sql=sql, grows=new is not None, kept=kept)
            built = work.run(database, tables, files_of(new) if new and files_of else {}, parts, made_with)
        sync(beside)
        os.replace(beside, database)
        sync(database.parent)
    except (duckdb.IOException, OSError) as error:
        raise _unwritten(beside, error) from error
    finally:
        for left in (beside, beside.with_name(beside.name + ".wal")):
            with suppress(OSError):  # on a disk that has become read-only it stays; the next build clears it away
                left.unlink(missing_ok=True)
    return built


def _unwritten(beside: Path, error: Exception) -> BuildError:
    """Why a new warehouse could not be written, in the system's words where DuckDB quotes them."""
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES):
        if os.strerror(number) in str(error):
            return BuildError(
                f"{beside}: cannot be written ({os.strerror(number)}); the warehouse of before is untouched; "
                "free space, check permissions, or choose another --warehouse, and run again"
            )
    return BuildError(f"{beside}: {error}; the warehouse of before is untouched")


@dataclass
class _Build:
    connection: duckdb.DuckDBPyConnection
    beside: Path
    seeds: Path
    sql: Path
    grows: bool
    kept: Sequence[Part] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    _past_is_kept: bool | None = None
    tables: Mapping[str, Sequence[str]] = field(default_factory=dict)
    new_tables: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def run(
        self,
        database: Path,
        tables: Mapping[str, Sequence[str]],
        new_tables: Mapping[str, Sequence[str]],
        parts: Sequence[Part],
        made_with: str,
    ) -> Built:
        self.tables, self.new_tables = tables, new_tables
        selects = selects_in(self.sql)
        self._attach()
        if self.grows:
            self._drop_made()
        for name in LAKE_TABLES:
            self._show(name, tables.get(name, ()))
        self._show_batches(parts)
        self._refuse_missing(parts)
        known = (
            {"lake.batches", "lake.unchecked"}
            | {f"lake.{name}" for name in LAKE_TABLES}
            | {f"seeds.{name}" for name in self._load_seeds()}
        )
        self._read_corrections()
        for select in in_order(selects, known):
            with self._timed(select.name):
                self._make(select)
        # files that were read before were checked before, and those of batches that extraction checked need it no more
        is_checked = not self.connection.execute("from lake.unchecked limit 1").fetchall()
        if self.grows or is_checked:
            for name in LAKE_TABLES:
                self._show(name, () if is_checked else new_tables.get(name, ()))
        with self._timed("checks"):
            checks = self._check()
        failed = [check for check in checks if check.level == "fail"]
        if failed:
            raise CheckError(
                "the new warehouse failed its checks and was not published: "
                + " | ".join(str(check) for check in failed)
            )
        self._record(checks)
        self._record_parts(parts, made_with)
        with self._timed("checkpoint"):
            self.connection.execute("use memory")
            self.connection.execute("checkpoint warehouse")
            counts = self._counts()
            self.connection.execute("detach warehouse")
        return Built(database, counts, checks, self.seconds, self.grows)

    def _attach(self) -> None:
        for name in ("lake", "seeds", "staging"):
            self.connection.execute(f"attach ':memory:' as {name}")
        options = f"storage_version {_quoted(STORAGE_VERSION)}, recovery_mode no_wal_writes"
        self.connection.execute(f"attach {_quoted(str(self.beside))} as warehouse ({options})")
        self.connection.execute("use warehouse")
        self.connection.execute("set timezone = 'UTC'")
        for schema in SCHEMAS:
            self.connection.execute(f"create schema if not exists {schema}")

    def _drop_made(self) -> None:
        """Leave of an earlier warehouse the rows that came from the lake as they are; free the room of others."""
        with self._timed("dropping"):
            self.connection.execute("drop schema marts cascade")
            self.connection.execute("create schema marts")
            there = self.connection.execute(
                "select table_name from duckdb_tables() where database_name = 'warehouse' and schema_name = 'main'"
            ).fetchall()
            for (table,) in there:
                if table not in _GROWN:
                    self.connection.execute(f'drop table main."{table}"')
            self.connection.execute("checkpoint warehouse")

    def _show(self, name: str, files: Sequence[str]) -> None:
        """Let `lake.<name>` be the rows of these files."""
        columns = [(field.name, type_of(field.type)) for field in schema_of(_ROW_TYPES[name])]
        if not files:
            told = ", ".join(f'cast(null as {kind}) as "{column}"' for column, kind in columns)
            self.connection.execute(f"create or replace view lake.{name} as select {told} limit 0")
            return
        source = f"read_parquet([{', '.join(map(_quoted, files))}], union_by_name = true)"
        try:
            there = {row[0] for row in self.connection.execute(f"describe from {source}").fetchall()}
        except duckdb.Error as error:
            raise BuildError(f"lake table {name}: {str(error).splitlines()[0]}; {DOCTOR}") from error
        extra = sorted(there - {column for column, _ in columns})
        if extra:
            raise BuildError(
                f"lake table {name} has the columns {', '.join(extra)}, which this version does not know: "
                "the lake was written by a newer version of wirehouse; upgrade this one"
            )
        told = ", ".join(
            f'"{column}"' if column in there else f'cast(null as {kind}) as "{column}"' for column, kind in columns
        )
        self.connection.execute(f"create or replace view lake.{name} as select {told} from {source}")

    def _show_batches(self, parts: Sequence[Part]) -> None:
        """Let `lake.batches` be the place of each batch in the lake's order, and show what is to be checked of them.

        `lake.unchecked` are those whose rows have to be looked for in their articles: not those that an earlier publish
        kept, nor those of which extraction found every row there.
        """
        new = parts[len(self.kept) :]
        batches = [part.batch.batch_id for part in parts]
        unchecked = [part.batch.batch_id for part in new if not part.is_quoting]
        self.connection.execute("create table lake.batches (batch_id varchar, place bigint)")
        self.connection.execute("create table lake.unchecked (batch_id varchar)")
        self._fill("lake.batches", batches, range(len(batches)))
        self._fill("lake.unchecked", unchecked)
        if not parts:  # files without their commits, of which nothing is known
            every = " union ".join(f"select batch_id from lake.{name}" for name in LAKE_TABLES)
            self.connection.execute(f"insert into lake.unchecked {every}")

    def _refuse_missing(self, parts: Sequence[Part]) -> None:
        """Refuse files that lack articles of their batches: what was found in those would be left out with them."""
        expected = sum(part.batch.counts.get("articles", 0) for part in parts)
        counted = self.connection.execute("select count(*) from lake.articles").fetchone()
        if parts and counted != (expected,):
            found = counted[0] if counted else 0
            raise BuildError(
                f"lake table articles has {found} rows, its batches were committed with {expected}; {DOCTOR}"
            )

    def _fill(self, table: str, *columns: Collection[Any]) -> None:
        if columns[0]:
            told = ", ".join("unnest(?)" for _ in columns)
            self.connection.execute(f"insert into {table} select {told}", [list(column) for column in columns])

    def _load_seeds(self) -> Iterator[str]:
        if not self.seeds.is_dir():
            raise BuildError(f"{self.seeds}: no such folder; seeds/ belongs to the checkout, restore it with git")
        for path in sorted(self.seeds.glob("*.csv")):
            with path.open(encoding="utf8", newline="") as lines:
                header = next(csv.reader(lines), None)
            if not header:
                raise BuildError(f"{path}:1: no header line with the names of the columns")
            columns = ", ".join(f"{_quoted(name)}: 'varchar'" for name in header)
            try:
                self.connection.execute(
                    f'create table seeds."{path.stem}" as from read_csv({_quoted(str(path))}, header = true, '
                    f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}})"
                )
            except duckdb.Error as error:
                raise BuildError(f"{path}: {error}") from error
            yield path.stem

    def _make(self, select: Select) -> None:
        schema, _, table = select.name.partition(".")
        try:
            if schema == "main":
                self._make_contract(select, table)
            elif schema == "history" and self._is_past_kept():
                return
            elif schema == "history":
                self.connection.execute(f"create or replace table {select.name} as {select.sql}")
            elif select.is_view and schema == "marts":
                self.connection.execute(f"create view {select.name} as {select.sql}")
            else:
                self.connection.execute(f"create table {select.name} as {select.sql}")
        except duckdb.IOException:
            raise  # of the disk, not of the select
        except duckdb.Error as error:
            raise _failed(select, error) from error
        if schema in ("marts", "history"):
            self._comment_on(select)

    def _is_past_kept(self) -> bool:
        """Whether no article got a newer version since the kept warehouse was built: its history stays as it is."""
        if self._past_is_kept is None:
            before = "select distinct article_id, batch_id from history.articles"
            now = "select article_id, batch_id from staging.past"
            differing = f"(({before}) except ({now})) union all (({now}) except ({before})) limit 1"
            self._past_is_kept = self.grows and not self.connection.execute(differing).fetchall()
        return self._past_is_kept

    def _make_contract(self, select: Select, table: str) -> None:
        columns = contract_of(table)
        key = [column.name for column in columns if column.key]
        if self.grows and table in _GROWN:
            self._grow(select, table)
        else:
            pressed = _pressed if table in _GROWN else lambda _: ""
            told = ", ".join(
                f'"{c.name}" {type_of(c.type)}{pressed(c)}{"" if c.nullable else " not null"}' for c in columns
            )
            # Primary keys would take as long as loading, and more room; sql/checks/ids_are_unique.sql sees to it.
            self.connection.execute(f"create table {select.name} ({told})")
            self.connection.execute(f"insert into {select.name} by name {select.sql}")
            self.connection.execute(f"comment on table {select.name} is {_quoted(grain_of(_ROW_TYPES[table]))}")
            for column in columns:
                self.connection.execute(f'comment on column {select.name}."{column.name}" is {_quoted(column.says)}')
        if len(key) == 1 and table not in _UNCORRECTED:
            self._correct(table, key[0], columns)

    def _grow(self, select: Select, table: str) -> None:
        """Take out the rows of articles that have a newer version, and add those of new batches."""
        self.connection.execute(
            f"delete from {select.name} where (article_id, batch_id) not in "
            "(select (article_id, batch_id) from staging.current)"
        )
        self._show(table, self.new_tables.get(table, ()))
        self.connection.execute(f"insert into {select.name} by name {select.sql}")
        self._show(table, self.tables.get(table, ()))

    def _read_corrections(self) -> None:
        """Refuse corrections of what is no column, and values that do not fit it: a typing mistake, not news."""
        told = self.connection.execute(
            "select table_name, column_name, new_value, row_id from seeds.corrections order by all"
        ).fetchall()
        for table, name, value, row_id in told:
            wrong = misfit(self.connection, table, name, value)
            if wrong:
                raise BuildError(f"{self.seeds / 'corrections.csv'}: {table} {row_id}: {wrong}")

    def _correct(self, table: str, key: str, columns: Sequence[Column]) -> None:
        """Replay what people corrected in this table; what is made from it later sees the right values."""
        kinds = {column.name: type_of(column.type) for column in columns}
        corrected = self.connection.execute(
            "select distinct column_name from seeds.corrections where table_name = ? order by 1", [table]
        ).fetchall()
        for (column,) in corrected:
            self.connection.execute(
                f'update main.{table} set "{column}" = cast(latest.new_value as {kinds[column]}) from ('
                "from seeds.corrections where table_name = ? and column_name = ? "
                "qualify row_number() over (partition by row_id order by corrected_on desc, rowid desc) = 1"
                f") as latest where main.{table}.{key} = latest.row_id",
                [table, column],
            )

    def _comment_on(self, select: Select) -> None:
        kind = "view" if select.is_view else "table"
        self.connection.execute(f"comment on {kind} {select.name} is {_quoted(select.says)}")
        there = [row[0] for row in self.connection.execute(f"describe {select.name}").fetchall()]
        for column, says in column_sentences(select, there).items():
            self.connection.execute(f'comment on column {select.name}."{column}" is {_quoted(says)}')

    def _check(self) -> list[Check]:
        found = []
        for check in selects_in(self.sql, schemas=("checks",)).values():
            level, says = _level_of(check)
            try:
                culprits = self.connection.sql(check.sql).to_arrow_table()
            except duckdb.Error as error:
                raise _failed(check, error) from error
            if culprits.num_rows:
                shown = culprits.slice(0, _SHOWN).to_pylist()
                found.append(Check(check.name.partition(".")[2], level, says, culprits.num_rows, shown))
        return found

    def _record(self, checks: Sequence[Check]) -> None:
        self.connection.execute(
            "create table main.checks (check_name varchar not null, says varchar not null, "
            "culprit_count integer not null, culprits varchar not null)"
        )
        for check in checks:
            self.connection.execute(
                "insert into main.checks values (?, ?, ?, ?)", [check.name, check.says, check.count, str(check)]
            )
        self.connection.execute(
            f"""
            create table main.versions as
            select
                {WAREHOUSE_FORMAT}::integer as warehouse_format,
                ?::varchar as wirehouse_version,
                ?::varchar as storage_version,
                coalesce(list(distinct pipeline_version order by pipeline_version), []) as pipeline_versions,
            from main.articles
            """,
            [version("wirehouse"), STORAGE_VERSION],
        )
        for what, says in _RECORD_COMMENTS.items():
            self.connection.execute(f"comment on {what} is {_quoted(says)}")

    def _record_parts(self, parts: Sequence[Part], made_with: str) -> None:
        self.connection.execute(
            "create table main.batches (batch_id varchar not null, pipeline_version varchar, part varchar not null, "
            "made_with varchar not null)"
        )
        if parts:
            batches = [part.batch.batch_id for part in parts]
            versions = [part.facts and part.facts.pipeline_version for part in parts]
            self.connection.execute(
                "insert into main.batches select unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::varchar[]), ?",
                [batches, versions, [part.name for part in parts], made_with],
            )
        for what, says in _BATCHES_COMMENTS.items():
            self.connection.execute(f"comment on {what} is {_quoted(says)}")

    def _counts(self) -> dict[str, int]:
        names = self.connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'warehouse' order by all"
        ).fetchall()
        counts = {}
        for schema, table in names:
            counted = self.connection.execute(f'select count(*) from warehouse.{schema}."{table}"').fetchone()
            counts[f"{schema}.{table}"] = int(counted[0]) if counted else 0
        return counts

    @contextmanager
    def _timed(self, part: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[part] = time.perf_counter() - start


def _failed(select: Select, error: duckdb.Error) -> BuildError:
    """Why DuckDB could not do a select, with what can be done where memory was all it lacked."""
    if isinstance(error, duckdb.OutOfMemoryException):
        return BuildError(f"{select.path}: {str(error).splitlines()[0]}; WIREHOUSE_MEMORY says what DuckDB may take")
    return BuildError(f"{select.path}: {error}")


SCHEMAS = {
    "main": "The newest version of each article and what was read in it.",
    "marts": "Answers to the questions analysts ask, made from main.",
    "history": "Earlier versions of articles, and the figures and claims read in them.",
}
_RECORD_COMMENTS = {
    "table main.versions": "One row: which programs made this warehouse.",
    "column main.versions.warehouse_format": "Format of the tables; a program that knows another refuses to answer.",
    "column main.versions.wirehouse_version": "The release of wirehouse that built it.",
    "column main.versions.storage_version": "The storage version of its file: the oldest DuckDB that opens it.",
    "column main.versions.pipeline_versions": "The pipeline versions that read its articles, sorted.",
    "table main.checks": "One row per check that warned when this warehouse was published.",
    "column main.checks.check_name": "File of sql/checks that found rows.",
    "column main.checks.says": "What should hold.",
    "column main.checks.culprit_count": "Rows for which it does not.",
    "column main.checks.culprits": "The first of them, as text.",
}
_BATCHES_COMMENTS = {
    "table main.batches": "One row per batch of the lake that this warehouse holds, in the lake's order.",
    "column main.batches.batch_id": "The batch.",
    "column main.batches.pipeline_version": "The pipeline version of its facts; null when none were extracted yet.",
    "column main.batches.part": "Both, and a digest of their files.",
    "column main.batches.made_with": "Digest of the SQL, seeds, row types, release and DuckDB version that built it.",
}


def new_parts(database: Path, parts: Sequence[Part], made_with: str, grows_from: int) -> list[Part] | None:
    """The parts that came since `database` was built; null when it must be made from nothing.

    It must where rows would change that stand in it already: another SQL, seeds or row types, a part that was extracted
    again or is gone, a correction of a list (which moves its row); and where it has fewer articles than `grows_from`.
    """
    if not database.is_file():
        return None
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            held = connection.execute("select part, made_with from main.batches").fetchall()
            counted = connection.execute("select count(*) from main.articles").fetchone()
            lists = connection.execute(
                "select 1 from main.corrections join duckdb_columns() using (table_name, column_name) "
                "where data_type like '%[]' limit 1"
            ).fetchall()
    except duckdb.Error:
        return None  # of an earlier release, or damaged: a build from nothing replaces it
    is_same = [(part.name, made_with) for part in parts[: len(held)]] == held
    if not held or not is_same or not counted or counted[0] < grows_from or lists:
        return None
    return list(parts[len(held) :])


def _digest(seeds: Path, sql: Path) -> str:
    """What, beside the lake, decides which rows a warehouse has."""
    programs = (version("wirehouse"), WAREHOUSE_FORMAT, STORAGE_VERSION, duckdb.__version__)
    digest = hashlib.blake2b(repr(programs).encode(), digest_size=10)
    for path in sorted([*sql.rglob("*.sql"), *seeds.glob("*.csv")]):
        digest.update(path.name.encode() + path.read_bytes())
    for row_type in TABLES:
        digest.update(repr(contract_of(row_type.TABLE)).encode())
    return digest.hexdigest()


def contract_of(table: str) -> tuple[Column, ...]:
    """The columns a table of schema main must have, in order; lake tables carry the stamps of their batch."""
    own = tuple(c for c in columns_of(_ROW_TYPES[table]) if c.name not in _BUILD_ONLY.get(table, ()))
    names = {column.name for column in own}
    return own + tuple(stamp for stamp in STAMPS if table in LAKE_TABLES and stamp.name not in names)


def _pressed(column: Column) -> str:
    """How DuckDB compresses a column, where it is known beforehand: it need not try every method on it.

    Ids stand once or a few times, so that a dictionary of them is made in vain; words of a closed list, articles and
    the stamps of a batch stand many times. DuckDB chooses the same by itself, after a tenth more work.
    """
    if column.type != pa.string():
        return ""
    if column.words or column.references == "articles" or column.name in _STAMPED:
        return " using compression dictionary"
    if column.key or column.references in _GROWN:
        return " using compression fsst"
    return ""


def misfit(connection: duckdb.DuckDBPyConnection, table: str, name: str, value: str | None) -> str | None:
    """Why this cannot be the right value of a table's column; null when it can be."""
    if table not in _ROW_TYPES or table in _UNCORRECTED:
        correctable = (name for name in _ROW_TYPES if name not in _UNCORRECTED)
        return f"{table}.{name} is no column that can be corrected; such tables are {', '.join(correctable)}"
    columns = {column.name: column for column in contract_of(table) if not column.key}
    if name not in columns:
        return f"{table}.{name} is no column that can be corrected; those of {table} are {', '.join(columns)}"
    column = columns[name]
    if value is None:
        return None if column.nullable else f"None is no value for {table}.{name}, which is never null"
    if column.words and value not in column.words:
        return f"{value!r} is no value for {table}.{name}: {', '.join(column.words)}"
    fits = connection.execute(f"select try_cast(? as {type_of(column.type)}) is not null", [value]).fetchone()
    return None if fits == (True,) else f"{value!r} is no value for {table}.{name} ({type_of(column.type)})"


def column_sentences(select: Select, columns: Sequence[str]) -> dict[str, str]:
    """A sentence for each of these columns of a mart: its header's, or the one the tables of main give the name.

    A column without a sentence, or a sentence without a column, is a SqlError.
    """
    shared = _shared_sentences()
    missing = [column for column in columns if column not in select.columns and column not in shared]
    gone = [column for column in select.columns if column not in columns and column != "view"]
    if missing and select.schema != "history":
        raise SqlError(f"{select.path}: say in its header what these columns hold: {', '.join(missing)}")
    if gone:
        raise SqlError(f"{select.path}: its header speaks of columns it does not have: {', '.join(gone)}")
    return {c: select.columns.get(c) or shared[c] for c in columns if c in select.columns or c in shared}


@cache
def _shared_sentences() -> dict[str, str]:
    said: dict[str, set[str]] = {}
    keys: dict[str, str] = {}
    for row_type in TABLES:
        own = columns_of(row_type)
        key = [column for column in own if column.key]
        if len(key) == 1:
            keys[key[0].name] = key[0].says
        for column in own:
            said.setdefault(column.name, set()).add(column.says)
    return {name: next(iter(says)) for name, says in said.items() if len(says) == 1} | keys


def _level_of(check: Select) -> tuple[str, str]:
    for level in ("fail", "warn"):
        if level in check.columns:
            return level, check.columns[level]
    raise SqlError(f"{check.path}: begins with neither `-- fail: ...` nor `-- warn: ...`")


def type_of(arrow: pa.DataType) -> str:
    """The DuckDB type of an Arrow type that row types use."""
    if pa.types.is_list(arrow):
        return f"{type_of(arrow.value_type)}[]"
    if pa.types.is_struct(arrow):
        return "struct(" + ", ".join(f'"{field.name}" {type_of(field.type)}' for field in arrow) + ")"
    if pa.types.is_timestamp(arrow):
        return "timestamp with time zone" if arrow.tz else "timestamp"
    return _TYPES[arrow]


_TYPES = {
    pa.string(): "varchar",
    pa.int32(): "integer",
    pa.int64(): "bigint",
    pa.bool_(): "boolean",
    pa.float64(): "double",
    pa.date32(): "date",
}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _short(value: Any) -> str:
    written = str(value)
    return written if len(written) <= 80 else written[:77] + "..."


def _remove_leftovers(database: Path) -> None:
    """Delete the half-built files of builders that were killed."""
    for left in database.parent.glob(f"{database.name}.*.new*"):
        told = re.fullmatch(re.escape(database.name) + r"\.(\d+)\.new(\.wal|\.tmp)?", left.name)
        if told and not Path("/proc", told[1]).exists() and not _runs(int(told[1])):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


__all__ = [
    "BuildError",
    "Built",
    "Check",
    "CheckError",
    "build",
    "column_sentences",
    "contract_of",
    "misfit",
    "type_of",
]
