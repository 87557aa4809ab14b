"""What the pages show, read from a published warehouse: one file of sql/ beside this module for each kind of row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from warehouse.query import open_warehouse

SQL = Path(__file__).parent / "sql"
# Made once, in memory, in this order: indexes with the place of each row, so that pages can be read a few at a time.
_INDEXES = ("entity_pages", "article_pages", "series_figures", "series_rows", "series")

Rows = list[dict[str, Any]]


class Reader:
    """A published warehouse, opened read-only, with the indexes that pages are made from."""

    def __init__(self, database: Path) -> None:
        self._connection = open_warehouse(database)

    def __enter__(self) -> Self:
        try:
            for name in _INDEXES:
                self._connection.execute(f"create temp table {name} as {_select(name)}")
        except BaseException:
            self._connection.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def rows(self, name: str, **parameters: Any) -> Rows:
        """The answer of one file of sql/."""
        return list(self.streamed(name, **parameters))

    def streamed(self, name: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """The same, a few thousand rows at a time; ask nothing else until it is at its end."""
        cursor = self._connection.execute(_select(name), parameters or None)
        names = [column[0] for column in cursor.description or ()]
        while rows := cursor.fetchmany(5000):
            for row in rows:
                yield dict(zip(names, row, strict=True))

    def row(self, name: str) -> dict[str, Any]:
        """The answer of a file of sql/ that has one row."""
        (row,) = self.rows(name)
        return row

    def gathered(self, name: str, by: str, **parameters: Any) -> dict[str, Rows]:
        """The answer of one file of sql/, its rows gathered by one of their ids."""
        found: dict[str, Rows] = {}
        for row in self.rows(name, **parameters):
            found.setdefault(row[by], []).append(row)
        return found


def batches(count: int, size: int) -> Iterator[tuple[int, int]]:
    """The half-open ranges that so many rows are read in."""
    for first in range(0, count, size):
        yield first, min(first + size, count)


def _select(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf8")


__all__ = ["Reader", "Rows", "batches"]
