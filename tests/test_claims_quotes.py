"""Quotations by their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.zones import paragraphs_in
from transforms.claims.quotes import quotes_in


def quoted(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotes_in(text, tuple(paragraphs_in(text)))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “we won” and left.", ["we won"]),
        ('He said "we won" and left.', ["we won"]),
        ("He said ''we won'' and left.", ["we won"]),
        ("He said „we won“ and «left».", ["left"]),
        ("He praised their ”will to win.” They left.", ["will to win."]),
        ("He said we won.” They left.", []),
        ("“We won,“ he said. “We left.”", ["We won,", "We left."]),
        ('"We won," he said. "We left."', ["We won,", "We left."]),
        ("“He shouted ‘stop it!’ and ran,” she said.", ["He shouted ‘stop it!’ and ran,"]),
        ("‘We won the match,’ he said.", ["We won the match,"]),
        ("The dogs' owner and the '90s aren't quoted.", []),
        ("'We don't know,' he said.", ["We don't know,"]),
        ("The 'Big' club and the dogs' owner left.", ["Big"]),
        ("He called it a 'Ponzi scheme' and left.", ["Ponzi scheme"]),
        ("He called it a ‘Ponzi scheme’ and left.", ["Ponzi scheme"]),
        ("It is 'one of China's oldest' laws.", ["one of China's oldest"]),
        ("He likes rock 'n' roll and the miners' songs.", []),
        ("They sent 'em to the workers' hall.", []),
        ("'I saw the players' cars,' he said.", ["I saw the players' cars,"]),
        ("“He shouted 'stop it' and ran,” she said.", ["He shouted 'stop it' and ran,"]),
    ],
)
def test_what_stands_between_marks_is_quoted(text, inside):
    assert quoted(text) == inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('An odd " mark. Then "a whole one" follows.', ["a whole one"]),
        ("An odd “ mark. Then “a whole one” follows.", ["a whole one"]),
        ("A stray ” closes nothing. “A whole one” follows.", ["A whole one"]),
        ("“Never closed\nNext paragraph “is fine” again.", ["is fine"]),
        ('He is 6\'2" tall and said "no more of that" to us.', ["no more of that"]),
    ],
)
def test_an_odd_mark_costs_no_other_quotation(text, inside):
    assert quoted(text)[-1:] == inside


def test_a_quotation_may_run_over_paragraphs():
    text = "“It was dark,” he said. “We saw nothing.\n“Then the lights went on.”"
    found = quotes_in(text, tuple(paragraphs_in(text)))
    assert [text[q.inner_start : q.inner_end] for q in found] == [
        "It was dark,",
        "We saw nothing.",
        "Then the lights went on.",
    ]
    assert [q.runs_on for q in found] == [False, True, False]
    assert [q.continues for q in found] == [False, False, True]


@pytest.mark.parametrize(
    ("between", "runs_on"),
    [
        ("GETTY The lights went on in 2011", True),
        ("The firm said “no” to it.", False),
        ("The dog's lights\nIt rained", False),
    ],
)
def test_a_caption_parts_no_quotation(between, runs_on):
    text = f"He said: “We saw nothing.\n{between}\n“Then the lights went on.”"
    found = quotes_in(text, tuple(paragraphs_in(text)))
    assert [found[0].runs_on, found[-1].continues] == [runs_on] * 2


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said: "We lost the match. "We will win the next one."', ['We lost the match. "We will win the next one.']),
        ("'We lost a lot tonight. The fans left early with 'No hope at all,' he said.", ["No hope at all,"]),
    ],
)
def test_marks_of_one_kind_do_not_nest(text, inside):
    assert quoted(text) == inside


@given(st.text(alphabet="ab ,.\n\"“”„«»'’‘`", max_size=80))
def test_quotations_lie_in_the_text_in_order_and_disjoint(text):
    end = 0
    for quote in quotes_in(text, tuple(paragraphs_in(text))):
        assert end <= quote.start <= quote.inner_start < quote.inner_end <= quote.end <= len(text)
        end = quote.end
