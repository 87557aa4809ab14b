"""Decoding on scores made by hand, and noun chunks on trees made by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from transforms.language.decoding import (
    attributions_of,
    best_paths,
    doubts_of,
    grammar,
    heads_of,
    spans_of,
    type_chances,
)
from transforms.language.syntax import noun_chunks


def scores_of(path: list[int], classes: int) -> np.ndarray:
    scores = np.zeros((len(path), classes), np.float32)
    scores[np.arange(len(path)), path] = 1
    return scores


@pytest.mark.parametrize(
    ("path", "spans"),
    [
        ([0, 4, 0], [(1, 2, "A")]),
        ([1, 2, 3], [(0, 3, "A")]),
        ([1, 3, 5, 7], [(0, 2, "A"), (2, 4, "B")]),
        ([0, 0], []),
    ],
)
def test_a_well_formed_path_is_kept(path, spans):
    assert spans_of([scores_of(path, 9)], ("A", "B")) == [spans]


def test_a_broken_path_is_mended_by_the_scores():
    scores = scores_of([1, 0, 3], 5)  # B O L
    scores[1, 2] = 0.9  # I is nearly as good
    assert spans_of([scores], ("A",)) == [[(0, 3, "A")]]


def test_windows_of_different_lengths_do_not_disturb_each_other():
    rng = np.random.default_rng(3)
    windows = [rng.normal(size=(n, 13)).astype(np.float32) for n in (5, 1, 40, 17)]
    alone = [spans_of([window], ("A", "B", "C"))[0] for window in windows]
    assert spans_of(windows, ("A", "B", "C")) == alone


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.integers(1, 3), st.integers(0, 10_000))
def test_every_best_path_is_well_formed(length, types, seed):
    scores = np.random.default_rng(seed).normal(size=(length, 1 + 4 * types)).astype(np.float32)
    (path,) = best_paths([scores], types)
    allowed, first, last = grammar(types)
    assert first[path[0]]
    assert last[path[-1]]
    assert allowed[path[:-1], path[1:]].all()


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 25), st.integers(0, 10_000))
def test_every_sentence_is_one_tree(length, seed):
    arcs = np.random.default_rng(seed).normal(scale=3, size=(length, length)).astype(np.float32)
    heads = heads_of(arcs, [(0, length)])
    assert sum(heads == np.arange(length)) == 1
    for word in range(length):
        steps = 0
        while heads[word] != word:
            word, steps = heads[word], steps + 1  # noqa: PLW2901
            assert steps <= length


def test_the_best_heads_are_kept_where_they_are_a_tree():
    arcs = np.full((4, 4), -5, np.float32)
    for word, head in enumerate([1, 1, 3, 1]):
        arcs[word, head] = 5
    assert heads_of(arcs, [(0, 4)]).tolist() == [1, 1, 3, 1]


def test_a_circle_is_opened_where_it_costs_least():
    arcs = np.array([[0, 9, 0], [9, 0, 8], [0, 0, 9]], np.float32)  # 0 and 1 want each other; 2 is the root
    assert heads_of(arcs, [(0, 3)]).tolist() == [1, 2, 2]


def test_sentences_do_not_share_heads():
    arcs = np.zeros((4, 4), np.float32)
    arcs[0, 3] = 99
    heads = heads_of(arcs, [(0, 2), (2, 4)])
    assert all(head < 2 for head in heads[:2])


def test_a_head_is_doubted_by_what_else_it_might_be_in_its_sentence():
    arcs = np.full((4, 4), -50, np.float32)
    for word, head in enumerate([1, 1, 2, 2]):
        arcs[word, head] = 5
    arcs[0, 0] = 5  # as good as its head
    arcs[3, 1] = 99  # of another sentence
    sentences = [(0, 2), (2, 4)]
    doubts = doubts_of(arcs, sentences, np.array([1, 1, 2, 2]))
    assert doubts.tolist() == pytest.approx([np.log(2), 0, 0, 0], abs=1e-6)
    assert doubts_of(arcs, sentences, np.array([1, 0, 2, 2]))[1] == pytest.approx(55, abs=1e-3)


def test_the_chances_of_a_span_come_from_its_own_classes():
    scores = np.zeros((2, 9), np.float32)  # O, B I L U of A, then of B
    scores[0, 5], scores[1, 7], scores[:, 4] = 4, 4, 3  # B-B, L-B; and U-A, which two words cannot be
    chances = type_chances(scores, 2)
    assert chances[1] > chances[0]
    assert type_chances(scores[:1, :], 2).argmax() == 0


def links(cues: int, words: int) -> np.ndarray:
    return np.full((2, cues, words), -4, np.float32)


def test_contents_and_sources_go_to_the_cue_that_wants_them():
    # Park said the plan works , Kim denied it
    scores = links(2, 9)
    scores[0, 0, 2:5], scores[0, 1, 8], scores[1, 0, 0], scores[1, 1, 6] = 3, 3, 3, 3
    found = attributions_of([(0, 1), (6, 7)], [(1, 2), (7, 8)], [(2, 5), (8, 9)], scores)
    assert found == [
        {"SOURCE": [(0, 1)], "CUE": [(1, 2)], "CONTENT": [(2, 5)]},
        {"SOURCE": [(6, 7)], "CUE": [(7, 8)], "CONTENT": [(8, 9)]},
    ]


def test_a_content_in_two_pieces_is_one_attribution():
    scores = links(1, 10)  # “ We go ” , Kim said , “ soon ”
    scores[0, 0, 0:4], scores[0, 0, 7:10], scores[1, 0, 5] = 3, 3, 3
    (found,) = attributions_of([(5, 6)], [(6, 7)], [(0, 4), (7, 10)], scores)
    assert found["CONTENT"] == [(0, 4), (7, 10)]


def test_a_source_may_serve_two_cues():
    scores = links(2, 8)
    scores[0, 0, 2:4], scores[0, 1, 6:8], scores[1, :, 0] = 3, 3, 3
    found = attributions_of([(0, 1)], [(1, 2), (5, 6)], [(2, 4), (6, 8)], scores)
    assert [a["SOURCE"] for a in found] == [[(0, 1)], [(0, 1)]]


def test_a_cue_without_any_content_is_no_attribution():
    assert attributions_of([], [(1, 2)], [], links(1, 6)) == []


def chunks(words: str, heads: list[int], deps: str, pos: str) -> list[str]:
    doc = Doc(Vocab(), words=words.split(), heads=heads, deps=deps.split(), pos=pos.split())
    return [doc[start:end].text for start, end, _ in noun_chunks(doc)]


@pytest.mark.parametrize(
    ("words", "heads", "deps", "pos", "expected"),
    [
        (
            "Some 3,000 North Korean soldiers left their base", [1, 4, 3, 4, 5, 5, 7, 5],
            "advmod nummod compound amod nsubj root nmod:poss obj", "ADV NUM PROPN ADJ NOUN VERB PRON NOUN",
            ["Some 3,000 North Korean soldiers", "their base"],
        ),
        (
            "the head of the council spoke", [1, 5, 4, 4, 1, 5],
            "det nsubj case det nmod root", "DET NOUN ADP DET NOUN VERB",
            ["the head", "the council"],
        ),
        ("Park and Kim agreed", [3, 2, 0, 3], "nsubj cc conj root", "PROPN CCONJ PROPN VERB", ["Park", "Kim"]),
        ("Lloyd Austin said so", [2, 0, 2, 2], "nsubj flat root advmod", "PROPN PROPN VERB ADV", ["Lloyd Austin"]),
        (
            "the NIS 's report shows it", [1, 3, 1, 4, 4, 4],
            "det nmod:poss case nsubj root obj", "DET PROPN PART NOUN VERB PRON",
            ["the NIS 's report", "it"],
        ),
        (
            "Kim Tae - hyo paid $ 2 billion", [4, 0, 3, 0, 4, 4, 7, 5],
            "nsubj flat punct flat root obj compound nummod",
            "PROPN PROPN PUNCT PROPN VERB SYM NUM NUM", ["Kim Tae - hyo", "$ 2 billion"],
        ),
        ("12,000 were sent", [2, 2, 2], "nsubj:pass aux:pass root", "NUM AUX VERB", ["12,000"]),
    ],
)  # fmt: skip
def test_noun_chunks_of_ud_trees(words, heads, deps, pos, expected):
    assert chunks(words, heads, deps, pos) == expected


def test_no_tree_no_chunks():
    assert list(noun_chunks(Doc(Vocab(), words=["no", "tree"]))) == []
