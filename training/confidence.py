"""The weights of `confidence`: what readers found right in figures and claims, told by the signs of those rows.

    python training/confidence.py take WAREHOUSE VERDICTS.jsonl --reading NAME   adds judged rows to training/judged.csv
    python training/confidence.py fit                                            writes models/confidence.csv

A verdict is `{"row_id": "...", "is_right": true}`: a figure or claim of the warehouse, and whether all its columns are
right. `judged.csv` keeps signs, never words of articles. It needs the product's environment, no torch.
"""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from transforms.confidence import INTERCEPT, WEIGHTS, signs_of
from transforms.language import load_pipeline
from transforms.rows import Claim, Figure, columns_of
from transforms.tree import Tree

JUDGED = Path(__file__).resolve().with_name("judged.csv")
COLUMNS = ("reading", "article", "table", "is_right", "signs")
TABLES: dict[str, type[Figure | Claim]] = {"figures": Figure, "claims": Claim}
PENALTY = 5.0  # of the squares of weights, signs scaled to their spread: 2 to 10 rank rows alike, 40 worse
FOLDS = 10
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """One judged row."""

    reading: str
    article: str
    table: str
    is_right: bool
    signs: dict[str, float]

    def cells(self) -> list[str]:
        """The row as a line of judged.csv."""
        signs = ";".join(name if value == 1 else f"{name}:{value:.4g}" for name, value in self.signs.items() if value)
        return [self.reading, self.article, self.table, str(int(self.is_right)), signs]

    @classmethod
    def of_cells(cls, row: Mapping[str, str]) -> "Judged":
        """What `cells` wrote."""
        pairs = (sign.partition(":") for sign in row["signs"].split(";"))
        signs = {name: float(value or 1) for name, _, value in pairs}
        return cls(row["reading"], row["article"], row["table"], row["is_right"] == "1", signs)


def taken(warehouse: Path, verdicts: Path, reading: str) -> Iterator[Judged]:
    """The judged rows of a warehouse that this code's pipeline reads anew."""
    right = {}
    for line in verdicts.read_text("utf8").splitlines():
        verdict = json.loads(line)
        right[verdict["row_id"]] = bool(verdict["is_right"])
    nlp = load_pipeline()
    read: dict[str, tuple[Doc, Tree]] = {}
    with duckdb.connect(str(warehouse), read_only=True) as con:
        for table, row_type in TABLES.items():
            key = f"{table[:-1]}_id"
            for row in _rows(con, row_type, f"where {key} in (select unnest(?)) order by article_id, {key}", [*right]):
                at = row.article_id
                if at not in read:
                    ((text,),) = con.execute("select text from main.articles where article_id = ?", [at]).fetchall()
                    doc = nlp(text)
                    read[at] = doc, Tree.of(doc, text)
                yield Judged(reading, at, table, right.pop(getattr(row, key)), signs_of(*read[at], row))
    if right:
        raise SystemExit(f"{verdicts}: no such row in {warehouse}: {', '.join(sorted(right)[:5])}; judged elsewhere?")


def _rows(con: duckdb.DuckDBPyConnection, row_type: Any, where: str, given: Any) -> list[Any]:
    names = [column.name for column in columns_of(row_type)]
    found = con.execute(f"select {', '.join(names)} from main.{row_type.TABLE} {where}", [given]).fetchall()
    return [row_type(**dict(zip(names, row, strict=True))) for row in found]


def read_judged() -> list[Judged]:
    """All judged rows, in the order in which they were taken."""
    with JUDGED.open(encoding="utf8", newline="") as lines:
        return [Judged.of_cells(row) for row in csv.DictReader(lines, strict=True)]


@dataclass(frozen=True)
class Weights:
    """The weights of one table's signs; each reading has an intercept, since rules were mended and readers differ."""

    of_sign: dict[str, float]
    of_reading: dict[str, float]

    def scores(self, rows: list[Judged]) -> Floats:
        """The logit of each row's chance, without an intercept."""
        return np.array([sum(self.of_sign.get(name, 0.0) * x for name, x in row.signs.items()) for row in rows])


def fitted(rows: list[Judged]) -> Weights:
    """The weights that tell right rows from wrong ones: a logistic regression with a ridge, by Newton's method."""
    names = sorted({name for row in rows for name in row.signs})
    readings = list(dict.fromkeys(row.reading for row in rows))
    signs = np.array([[row.signs.get(name, 0.0) for name in names] for row in rows])
    spread = np.array([signs[:, i].std() or 1.0 if len(np.unique(signs[:, i])) > 2 else 1.0 for i in range(len(names))])
    means = signs.mean(0) / spread
    x = np.hstack([signs / spread - means, [[float(row.reading == name) for name in readings] for row in rows]])
    y = np.array([float(row.is_right) for row in rows])
    ridge = np.array([PENALTY] * len(names) + [0.1] * len(readings))
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), x.T @ (p - y) + ridge * w)
    off = float(means @ w[: len(names)])
    return Weights(
        {name: float(v) for name, v in zip(names, w / np.concatenate([spread, np.ones(len(readings))]), strict=False)},
        {name: float(v) - off for name, v in zip(readings, w[len(names) :], strict=True)},
    )


def out_of_fold(rows: list[Judged]) -> Floats:
    """The chance of each row by weights that saw none of its article, with its own reading's intercept."""
    articles = sorted({row.article for row in rows})
    fold = dict(zip(articles, np.random.default_rng(0).permutation(len(articles)) % FOLDS, strict=True))
    of = np.array([fold[row.article] for row in rows])
    chances = np.empty(len(rows))
    for k in range(FOLDS):
        weights = fitted([row for row, at in zip(rows, of, strict=True) if at != k])
        held = [row for row, at in zip(rows, of, strict=True) if at == k]
        off = np.array([weights.of_reading.get(row.reading, np.mean([*weights.of_reading.values()])) for row in held])
        chances[of == k] = 1 / (1 + np.exp(-(weights.scores(held) + off)))
    return chances


def ranked_right(right: NDArray[np.bool_], chances: Floats) -> float:
    """How often a right row has the higher chance of a right and a wrong one (area under the ROC curve)."""
    good, bad = chances[right], chances[~right]
    return float(((good[:, None] > bad).mean() + (good[:, None] >= bad).mean()) / 2)


def fit() -> None:
    """Writes the weights, and prints how chances and what readers found agree on articles left out."""
    judged, lines = read_judged(), []
    for table in TABLES:
        rows = [row for row in judged if row.table == table]
        chances, right = out_of_fold(rows), np.array([row.is_right for row in rows])
        print(f"{table}: {len(rows)} rows, {right.mean():.0%} right; ranked right {ranked_right(right, chances):.3f}")
        print("| fifth, by chance | chance, mean | right |\n|---|---|---|")
        for i, part in enumerate(np.array_split(np.argsort(-chances, kind="stable"), 5), 1):
            print(f"| {i} | {chances[part].mean():.2f} | {right[part].mean():.2f} |")
        weights = fitted(rows)
        lines += [[table, INTERCEPT, f"{[*weights.of_reading.values()][-1]:.3f}"]]
        lines += [[table, name, f"{weight:.3f}"] for name, weight in sorted(weights.of_sign.items())]
    with WEIGHTS.open("w", encoding="utf8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([["table", "sign", "weight"], *lines])


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    take = commands.add_parser("take")
    take.add_argument("warehouse", type=Path)
    take.add_argument("verdicts", type=Path)
    take.add_argument("--reading", required=True)
    commands.add_parser("fit")
    given = parser.parse_args()
    if given.command == "fit":
        fit()
        return
    rows = list(taken(given.warehouse, given.verdicts, given.reading))
    is_new = not JUDGED.exists()
    with JUDGED.open("a", encoding="utf8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([[*COLUMNS]] * is_new + [row.cells() for row in rows])


if __name__ == "__main__":
    main()
