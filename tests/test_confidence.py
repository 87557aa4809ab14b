"""What `confidence` says: the chance that a row is right in every column."""

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tests.rowmaking import made
from training.confidence import TABLES, fitted, read_judged
from transforms.confidence import INTERCEPT, chance_of, signs_of, weights_of
from transforms.language import load_pipeline
from transforms.rows import Claim, Figure
from transforms.tree import Tree

JUDGED = read_judged()


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


@pytest.mark.parametrize("table", TABLES)
def test_the_weights_are_those_that_the_judged_rows_give(table):
    found = fitted([row for row in JUDGED if row.table == table])
    shipped = weights_of(table)
    assert {sign: shipped[sign] for sign in found.of_sign} == pytest.approx(found.of_sign, abs=1e-3)
    assert shipped.keys() == found.of_sign.keys() | {INTERCEPT}


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_the_last_reading_are_as_often_right_as_they_are_sure(table):
    last = [row for row in JUDGED if row.table == table and row.reading == JUDGED[-1].reading]
    chances = np.array([chance_of(TABLES[table], row.signs) for row in last])
    right = np.array([row.is_right for row in last])
    surer = chances >= np.median(chances)
    for part in (surer, ~surer):
        assert right[part].mean() == pytest.approx(chances[part].mean(), abs=0.1)
    assert right[surer].mean() > right[~surer].mean() + 0.2


def test_a_figure_that_says_what_it_counts_is_surer(nlp):
    text = "The army sent 3,000 soldiers to the border."
    doc = nlp(text)
    read = doc, Tree.of(doc, text)
    whole = {"start_char": 14, "end_char": 19, "kind": "count"}
    bare, full = made(Figure, **whole), made(Figure, **whole, counted_text="soldiers", counted_class="people.military")
    assert chance_of(Figure, signs_of(*read, full)) > chance_of(Figure, signs_of(*read, bare))


@pytest.mark.parametrize(
    ("row_type", "at"),
    [
        (Figure, {"start_char": 14, "end_char": 19}),
        (Claim, {"content_start": 0, "content_end": 42, "content_text": "The"}),
    ],
)
def test_the_more_a_tree_surprised_the_network_the_less_sure_are_its_rows(nlp, row_type, at):
    text = "The army sent 3,000 soldiers to the border."
    doc = nlp(text)
    row, tree, chances = made(row_type, **at), Tree.of(doc, text), []
    for doubt in (0, 0.1, 0.5, 2):
        doc.tensor = np.full((len(doc), 1), doubt, np.float32)
        chances.append(chance_of(row_type, signs_of(doc, tree, row)))
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[-1]
    assert all(0 <= chance <= 1 for chance in chances)


def test_words_that_no_network_read_have_no_doubt():
    doc = Doc(Vocab(), words=["12", "died"], spaces=[True, False])
    signs = signs_of(doc, Tree.of(doc, "12 died"), made(Figure, start_char=0, end_char=2, kind="count"))
    assert signs["way_doubt"] == signs["words_doubt"] == signs["sentence_doubt"] == 0
