"""The words that extractors know, read from the CSV files of seeds/: one line, one word, one example sentence."""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
T = TypeVar("T")


class SeedError(ValueError):
    """A seed file contradicts itself; the message names file, line and value."""


@cache
def seed_rows(name: str, key: str, folder: Path = SEEDS) -> tuple[Mapping[str, str], ...]:
    """The lines of seeds/<name>.csv, in order.

    Two lines with one `key`, or a line with too few or too many cells, is a SeedError.
    """
    path = folder / f"{name}.csv"
    if not path.exists():
        raise SeedError(f"{path}: not there; seeds/ belongs to the checkout, restore it with git")
    first_line: dict[str, int] = {}
    rows: list[Mapping[str, str]] = []
    with path.open(encoding="utf8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if key not in (reader.fieldnames or ()):
            raise SeedError(f"{path}:1: no column {key!r}; it has {', '.join(reader.fieldnames or ())}")
        for row in reader:
            if None in row or None in row.values():
                raise SeedError(
                    f"{path}:{reader.line_num}: expected the cells {', '.join(reader.fieldnames or ())}, got {row}"
                )
            word = row[key]
            if word in first_line:
                raise SeedError(f"{path}:{reader.line_num}: {word!r} is already on line {first_line[word]}")
            first_line[word] = reader.line_num
            rows.append(row)
    return tuple(rows)


def seed_map(name: str, key: str, value: Callable[[Mapping[str, str]], T], folder: Path = SEEDS) -> dict[str, T]:
    """seeds/<name>.csv as a mapping from its `key` column to what `value` makes of the line."""
    return {row[key]: value(row) for row in seed_rows(name, key, folder)}
