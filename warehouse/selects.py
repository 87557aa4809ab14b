"""The SQL files: one select each, what its header says, which tables it names, and the order that follows."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

SQL = Path(__file__).resolve().parents[1] / "sql"
# Folders whose selects become relations of the same schema; checks and questions are run, not kept.
KEPT = ("staging", "main", "history", "marts")
_SAYS = re.compile(r"(\w+): (.+)")


class BuildError(ValueError):
    """The warehouse cannot be built from these files; the one that was there before stays."""


class SqlError(BuildError):
    """A file of sql/ cannot be used; the message names the file and what to change."""


@dataclass(frozen=True, slots=True)
class Select:
    """One file of sql/: the relation it makes, check it is or question it answers."""

    name: str
    path: Path
    sql: str
    says: str
    columns: Mapping[str, str]
    needs: tuple[str, ...]

    @property
    def schema(self) -> str:
        """The folder the file stands in, which is the schema of its relation."""
        return self.name.partition(".")[0]

    @property
    def is_view(self) -> bool:
        """Whether the header says `view:`, so that the mart is computed when it is read."""
        return "view" in self.columns


def selects_in(folder: Path = SQL, *, schemas: Sequence[str] = KEPT) -> dict[str, Select]:
    """Every select of these sub-folders by its name (`marts.claimed_figures`), in the order of their names."""
    if not folder.is_dir():
        raise SqlError(f"{folder}: no such folder; it holds the SQL that builds the warehouse")
    paths = [(schema, path) for schema in schemas for path in sorted((folder / schema).glob("*.sql"))]
    read = _read(tuple((schema, path, path.read_text(encoding="utf8")) for schema, path in paths))
    return {select.name: select for select in read}


@lru_cache(maxsize=10)
def _read(files: tuple[tuple[str, Path, str], ...]) -> tuple[Select, ...]:
    """The selects of these files (schema, path, SQL); to parse them takes a fifth of a small build."""
    with duckdb.connect() as parser:
        return tuple(_select(*file, parser) for file in files)


def _select(schema: str, path: Path, sql: str, parser: duckdb.DuckDBPyConnection) -> Select:
    says, columns = header_of(sql)
    if not says and schema != "checks":
        raise SqlError(f"{path}: begins without a comment that says what one row is")
    return Select(f"{schema}.{path.stem}", path, sql.rstrip().rstrip(";"), says, columns, _needs(path, sql, parser))


def header_of(sql: str) -> tuple[str, dict[str, str]]:
    """What the comment at the head of a file says: its description, and a sentence for each `name: sentence` line.

    A line indented under a sentence continues it.
    """
    description: list[str] = []
    columns: dict[str, str] = {}
    name = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        words = line[2:].strip()
        said = _SAYS.fullmatch(words)
        if said and not line.startswith("--   "):
            name = said[1]
            columns[name] = said[2]
        elif name and line.startswith("--   ") and words:
            columns[name] += " " + words
        elif words and not columns:
            description.append(words)
    return " ".join(description), columns


def _needs(path: Path, sql: str, parser: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The tables a select names, sorted; a name without a schema must be one of its CTEs."""
    answer = parser.execute("select json_serialize_sql(?::varchar)", [sql]).fetchone()
    assert answer is not None  # a select of one value has one row
    nodes: list[dict[str, Any]] = []

    def seen(node: dict[str, Any]) -> dict[str, Any]:
        nodes.append(node)
        return node

    tree = json.loads(answer[0], object_hook=seen)
    if tree["error"]:
        raise SqlError(f"{path}: not one readable select: {tree['error_message']}")
    if len(tree["statements"]) != 1:
        raise SqlError(f"{path}: holds {len(tree['statements'])} statements; one select a file")
    ctes = {entry["key"] for node in nodes for entry in node.get("cte_map", {}).get("map", ())}
    ctes |= {node["cte_name"] for node in nodes if "cte_name" in node}
    needed = set()
    for node in nodes:
        if node.get("type") != "BASE_TABLE":
            continue
        table, schema = node["table_name"], node["schema_name"]
        if schema:
            needed.add(f"{schema}.{table}")
        elif table not in ctes:
            raise SqlError(f"{path}: {table!r} is no CTE of this file; write a table with its schema (main.{table})")
    # a recursive CTE writes recurring.name for its last round
    return tuple(sorted(name for name in needed if not name.startswith("recurring.")))


def in_order(selects: Mapping[str, Select], known: Collection[str]) -> list[Select]:
    """The selects so that each comes after those it names; a table nobody makes or a circle is a SqlError."""
    for select in selects.values():
        for name in select.needs:
            if name not in selects and name not in known:
                raise SqlError(f"{select.path}: no table {name}; neither a file of sql/, the lake nor seeds/ makes it")
    graph = {name: [need for need in select.needs if need in selects] for name, select in selects.items()}
    try:
        return [selects[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise SqlError(f"these tables are made from each other: {' -> '.join(error.args[1])}") from None
