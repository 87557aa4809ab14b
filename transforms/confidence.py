"""How sure a row is: the chance that every column of it is right, by what readers found in rows like it.

Rows were read beside their articles by readers who had not written the rules, column by column. What a row shows of
itself, its signs, is weighed by a logistic regression: the words of its closed columns, which columns are filled, and
how much the heads of its words surprised the network. `models/confidence.csv` holds the weights, which
training/confidence.py finds.
"""

import csv
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import exp, log1p
from pathlib import Path
from typing import TypeVar

from spacy.tokens import Doc

from transforms.reading import Reading
from transforms.rows import Claim, Figure
from transforms.tree import Tree

WEIGHTS = Path(__file__).resolve().parents[1] / "models" / "confidence.csv"
INTERCEPT = "intercept"
UNWEIGHED = 0.5  # of a row that is still being put together

_WORDS = {
    Figure: ("kind", "bound", "role", "temporality", "modality"),
    Claim: ("form", "source_kind", "cue_class", "certainty", "temporality", "polarity"),
}
_FILLED = {
    Figure: (
        "unit", "per_unit", "counted_text", "counted_class", "concept", "change_dir", "pair_figure_id", "predicate",
        "agent_entity_id", "place_entity_id", "time_id",
    ),
    Claim: (
        "source_entity_id", "source_role", "cue_text", "parent_claim_id", "said_time_id", "addressee", "hedges",
        "is_conditional",
    ),
}  # fmt: skip
_PRONOUNS = frozenset("he she they it we i".split())
R = TypeVar("R", Figure, Claim)
Signs = dict[str, float]


def weighed(reading: Reading, rows: Iterable[R]) -> Iterator[R]:
    """The rows in their order, each with its chance as `confidence`."""
    doubts = _Doubts(reading.doc, reading.tree)
    for row in rows:
        yield dataclasses.replace(row, confidence=chance_of(type(row), _signs(row, doubts)))


def signs_of(doc: Doc, tree: Tree, row: Figure | Claim) -> Signs:
    """The signs of one row and their values: 1 for what is so, else a number of words (logarithm) or of nats."""
    return _signs(row, _Doubts(doc, tree))


def chance_of(row_type: type[Figure | Claim], signs: Mapping[str, float]) -> float:
    """The chance, from 0 to 1 and to two places, that a row with these signs is right in every column."""
    weights = weights_of(row_type.TABLE)
    score = weights[INTERCEPT] + sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
    return round(1 / (1 + exp(-score)), 2)


@cache
def weights_of(table: str) -> dict[str, float]:
    """What each sign adds to the logit of the chance of a table's row; a sign that no judged row had adds nought."""
    with WEIGHTS.open(encoding="utf8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, strict=True) if row["table"] == table]
    return {row["sign"]: float(row["weight"]) for row in rows}


class _Doubts:
    """How much the heads of an article's words surprised the network, in nats; nought where no network has read it."""

    def __init__(self, doc: Doc, tree: Tree) -> None:
        self.tree = tree
        self.of_word: list[float] = doc.tensor[:, 0].tolist() if len(doc.tensor) else [0.0] * len(doc)

    def within(self, tokens: range) -> float:
        """The greatest doubt of these tokens."""
        return max(self.of_word[tokens.start : tokens.stop])

    def way_up(self, token: int) -> float:
        """The greatest doubt from a token up to the root of its sentence."""
        way = [token]
        while (head := self.tree.heads[way[-1]]) not in way:  # a tree made by hand may run in a circle
            way.append(head)
        return max(map(self.of_word.__getitem__, way))

    def sentence(self, token: int) -> tuple[int, float]:
        """The number of words of a token's sentence, and their mean doubt."""
        start, end = self.tree.bounds[self.tree.sents[token]]
        return end - start, sum(self.of_word[start:end]) / (end - start)


def _signs(row: Figure | Claim, doubts: _Doubts) -> Signs:
    row_type = type(row)
    signs: Signs = {f"{column}={getattr(row, column)}": 1.0 for column in _WORDS[row_type]}
    signs |= {column: 1.0 for column in _FILLED[row_type] if getattr(row, column)}
    if row.zone != "body":
        signs["zone"] = 1.0
    return signs | (_figure_signs(row, doubts) if isinstance(row, Figure) else _claim_signs(row, doubts))


def _figure_signs(row: Figure, doubts: _Doubts) -> Signs:
    tokens = doubts.tree.tokens_touching(row.start_char, row.end_char)
    words, doubt = doubts.sentence(tokens.start)
    return {
        "sentence_words": log1p(words),
        "sentence_doubt": doubt,
        "words_doubt": doubts.within(tokens),
        "way_doubt": doubts.way_up(doubts.tree.root_of(tokens.start, tokens.stop)),
    }


def _claim_signs(row: Claim, doubts: _Doubts) -> Signs:
    content = doubts.tree.tokens_touching(row.content_start, row.content_end)
    words, doubt = doubts.sentence(content.start)
    signs = {
        "sentence_words": log1p(words),
        "sentence_doubt": doubt,
        "content_words": log1p(len(content)),
        "content_pieces": float(len(row.content_spans) > 1),
        "content_begins_sentence": float(row.content_text[:1].isupper()),
        "network": float(row.rule.startswith("trained")),
        "network_alone": float(row.rule == "trained"),
    }
    if row.source_start is not None and row.source_end is not None and row.source_text is not None:
        source = doubts.tree.tokens_touching(row.source_start, row.source_end)
        signs["source_is_pronoun"] = float(row.source_text.lower() in _PRONOUNS)
        signs["source_doubt"] = doubts.of_word[doubts.tree.root_of(source.start, source.stop)]
        signs["source_away"] = log1p(abs(source.start - content.start))
    return signs
