"""Attributions by rule, over trees made by hand."""

import pytest

from tests.claims_by_hand import reading_of, tree
from transforms.claims.page import Page
from transforms.claims.rules import attributions_by_rule


def read(annotated: str) -> list[tuple[str, str | None, str | None, list[str]]]:
    """Rule, source, cue and contents of every attribution of a sentence, as text."""
    page = Page.of(reading_of(tree(annotated)))
    cut = lambda span: None if span is None else page.text[span[0] : span[1]]  # noqa: E731
    return [
        (one.rule, cut(one.source), cut(one.cue), [cut(content) for content in one.contents])
        for one in attributions_by_rule(page)
    ]


@pytest.mark.parametrize(
    ("annotated", "expected"),
    [
        (
            "The/DET/2/det ministry/NOUN/3/nsubj said/VERB/0/root that/SCONJ/7/mark it/PRON/7/nsubj "
            "had/AUX/7/aux won/VERB/3/ccomp ./PUNCT/3/punct",
            ("clause", "The ministry", "said", ["that it had won"]),
        ),
        (  # the parser took the name for a clause
            "Park/PROPN/6/ccomp ,/PUNCT/1/punct who/PRON/4/nsubj came/VERB/1/acl:relcl ,/PUNCT/1/punct "
            "said/VERB/0/root they/PRON/8/nsubj left/VERB/6/ccomp ./PUNCT/6/punct",
            ("clause", "Park", "said", ["they left"]),
        ),
        (
            "It/PRON/2/nsubj won/VERB/0/root ,/PUNCT/2/punct the/DET/5/det ministry/NOUN/6/nsubj "
            "said/VERB/2/parataxis ./PUNCT/2/punct",
            ("parataxis", "the ministry", "said", ["It won"]),
        ),
        (
            "It/PRON/2/nsubj won/VERB/0/root ,/PUNCT/2/punct according/VERB/7/case to/ADP/4/fixed the/DET/7/det "
            "ministry/NOUN/2/obl ./PUNCT/2/punct",
            ("according_to", "the ministry", "according to", ["It won"]),
        ),
        (
            "Austin/PROPN/2/nsubj confirmed/VERB/0/root evidence/NOUN/2/obj of/ADP/5/case troops/NOUN/3/nmod "
            "but/CCONJ/7/cc said/VERB/2/conj it/PRON/9/nsubj failed/VERB/7/ccomp ./PUNCT/2/punct",
            ("clause", "Austin", "said", ["it failed"]),
        ),
        (
            "Austin/PROPN/2/nsubj confirmed/VERB/0/root evidence/NOUN/2/obj of/ADP/5/case troops/NOUN/3/nmod "
            "but/CCONJ/7/cc said/VERB/2/conj it/PRON/9/nsubj failed/VERB/7/ccomp ./PUNCT/2/punct",
            ("object", "Austin", "confirmed", ["evidence of troops"]),
        ),
        (
            "He/PRON/2/nsubj described/VERB/0/root the/DET/4/det plan/NOUN/2/obj as/ADP/7/case a/DET/7/det "
            "disaster/NOUN/2/obl ./PUNCT/2/punct",
            ("evaluation", "He", "described", ["the plan as a disaster"]),
        ),
        (
            "It/PRON/2/nsubj appears/VERB/0/root they/PRON/4/nsubj left/VERB/2/ccomp ./PUNCT/2/punct",
            ("it_appears", None, "It appears", ["they left"]),
        ),
        (
            "He/PRON/3/nsubj allegedly/ADV/3/advmod took/VERB/0/root bribes/NOUN/3/obj ./PUNCT/3/punct",
            ("adverb", None, "allegedly", ["He", "took bribes"]),
        ),
        (
            "His/PRON/2/nmod:poss claim/NOUN/6/nsubj that/SCONJ/5/mark it/PRON/5/nsubj won/VERB/2/ccomp "
            "failed/VERB/0/root ./PUNCT/6/punct",
            ("noun", "His", "claim", ["that it won"]),
        ),
        (
            "She/PRON/3/nsubj has/AUX/3/aux promised/VERB/0/root to/PART/5/mark win/VERB/3/xcomp ./PUNCT/3/punct",
            ("infinitive", "She", "has promised", ["to win"]),
        ),
        (  # who is quoted speaks, not who quotes him
            "Tass/PROPN/2/nsubj quoted/VERB/0/root Roe/PROPN/2/obj as/SCONJ/5/mark saying/VERB/2/advcl "
            "they/PRON/7/nsubj left/VERB/5/ccomp ./PUNCT/2/punct",
            ("clause", "Roe", "saying", ["they left"]),
        ),
        (  # who asks, not who is asked
            "Told/VERB/7/advcl by/ADP/3/case Roe/PROPN/1/obl:agent it/PRON/5/nsubj failed/VERB/1/ccomp "
            "Doe/PROPN/7/nsubj left/VERB/0/root ./PUNCT/7/punct",
            ("clause", "Roe", "Told", ["it failed"]),
        ),
        (
            "Roe/PROPN/3/nsubj:pass was/AUX/3/aux:pass quoted/VERB/0/root by/ADP/5/case Tass/PROPN/3/obl:agent "
            "as/SCONJ/7/mark saying/VERB/3/advcl they/PRON/9/nsubj left/VERB/7/ccomp ./PUNCT/3/punct",
            ("clause", "Roe", "saying", ["they left"]),
        ),
        (
            "Roe/PROPN/3/nsubj:pass was/AUX/3/aux:pass heard/VERB/0/root saying/VERB/3/advcl they/PRON/6/nsubj "
            "left/VERB/4/ccomp ./PUNCT/3/punct",
            ("clause", "Roe", "saying", ["they left"]),
        ),
        (  # what is done to somebody does not make him speak
            "Staff/NOUN/3/nsubj:pass was/AUX/3/aux:pass moved/VERB/0/root adding/VERB/3/advcl they/PRON/6/nsubj "
            "left/VERB/4/ccomp ./PUNCT/3/punct",
            ("clause", None, "adding", ["they left"]),
        ),
        (
            "They/PRON/2/nsubj lit/VERB/0/root what/PRON/2/obj it/PRON/5/nsubj called/VERB/3/acl:relcl a/DET/7/det "
            "lamp/NOUN/5/xcomp ./PUNCT/2/punct",
            ("what_is_called", "it", "called", ["a lamp"]),
        ),
    ],
)
def test_a_rule_reads_source_cue_and_content(annotated, expected):
    assert expected in read(annotated)


@pytest.mark.parametrize(
    "annotated",
    [
        "She/PRON/2/nsubj called/VERB/0/root a/DET/4/det meeting/NOUN/2/obj ./PUNCT/2/punct",
        "The/DET/2/det plan/NOUN/3/nsubj adds/VERB/0/root new/ADJ/5/amod complexity/NOUN/3/obj ./PUNCT/3/punct",
        "It/PRON/2/nsubj confirmed/VERB/0/root it/PRON/2/obj ./PUNCT/2/punct",
        "It/PRON/2/nsubj fell/VERB/0/root per/ADP/4/case day/NOUN/2/obl ./PUNCT/2/punct",
        "It/PRON/2/nsubj went/VERB/0/root according/VERB/5/case to/ADP/3/fixed plan/NOUN/2/obl ./PUNCT/2/punct",
        # a clause whose subject stands elsewhere: a plan he said was mad
        "He/PRON/2/nsubj said/VERB/0/root could/AUX/4/aux fail/VERB/2/ccomp ./PUNCT/2/punct",
    ],
)
def test_what_is_no_saying_is_not_read(annotated):
    assert read(annotated) == []


def test_a_word_of_the_quoted_may_end_the_text() -> None:
    # "today" hangs on Roe across "saying": nothing stands behind all of Roe
    assert not read(
        "Tass/PROPN/2/nsubj quoted/VERB/0/root Roe/PROPN/2/obj as/SCONJ/5/mark saying/VERB/2/advcl today/NOUN/3/nmod"
    )
