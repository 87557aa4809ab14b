"""Times: which words are expressions of time, and which days they mean on the article's calendar."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tests.readings import blank, reading_of
from transforms.rows import Time

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "times.csv").open(encoding="utf8", newline="")))


def times(text: str, published_on: date | None) -> list[Time]:
    return reading_of(text, published_on=published_on).found(Time)


def told(text: str, published_on: date | None) -> list[str]:
    """Each time as the cases write it: words=first day..last day modifier."""
    found = []
    for time in times(text, published_on):
        days = f"{time.date_low or ''}..{time.date_high or ''}" if time.date_low or time.date_high else ""
        found.append(f"{time.text}={days} {time.modifier or ''}".strip())
    return found


def day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


@pytest.mark.parametrize("case", [c for c in CASES if c["strength"] == "strong"], ids=lambda c: c["text"][:60])
def test_a_strong_case_means_the_days_it_should(case: dict[str, str]) -> None:
    assert " | ".join(told(case["text"], day(case["published_on"]))) == case["expected"]


def test_without_a_date_of_publication_relative_times_stay_open() -> None:
    for time in times("On Wednesday, last year, three days ago, in May and next week it rained.", None):
        assert (time.date_low, time.date_high, time.anchor_on) == (None, None, None)


def test_only_relative_times_name_the_day_they_were_reckoned_from() -> None:
    on = date(2024, 10, 24)
    relative, absolute = times("It rose last year and in May 2020.", on)
    assert (relative.anchor_on, absolute.anchor_on) == (on, None)


WORDS = st.sampled_from(
    (
        "in on by last next this the past Monday Wednesday May March 2019 1990s 31 30 February 4/5/2020 99/99/99 three"
        " years ago of end week weeks year century every at 10.45pm 25:61 from to - – , . it coming 9999999 million"
        " Christmas Eve summer 2019-13-45"
    ).split()
)


@given(
    st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
@settings(max_examples=250, deadline=None)
def test_every_time_quotes_its_article_and_its_days_are_in_order(text: str, published_on: date | None) -> None:
    end = 0
    for time in times(text, published_on):
        assert text[time.start_char : time.end_char] == time.text != ""
        assert time.start_char >= end
        end = time.end_char
        if time.date_low and time.date_high:
            assert time.date_low <= time.date_high


@pytest.mark.parametrize(
    ("words", "heads", "deps", "pos", "tags", "day"),
    [
        ("It opens on Friday .", [1, 1, 3, 1, 1], "nsubj root case obl punct", "PRON VERB ADP PROPN PUNCT",
         "PRP VBZ IN NNP .", date(2019, 11, 22)),
        ("It says on Friday .", [1, 1, 3, 1, 1], "nsubj root case obl punct", "PRON VERB ADP PROPN PUNCT",
         "PRP VBZ IN NNP .", date(2019, 11, 15)),
        ("Payable December 15", [0, 0, 1], "root obl nummod", "ADJ PROPN NUM", "JJ NNP CD", date(2019, 12, 15)),
    ],
)  # fmt: skip
def test_what_opens_on_a_day_will_do_so_and_without_a_verb_the_nearest_day_is_meant(
    words: str, heads: list[int], deps: str, pos: str, tags: str, day: date
) -> None:
    lemmas = [{"opens": "open", "says": "say"}.get(word, word) for word in words.split()]
    doc = Doc(
        blank().vocab, words=words.split(), heads=heads, deps=deps.split(), pos=pos.split(), tags=tags.split(),
        lemmas=lemmas,
    )  # fmt: skip
    (time,) = reading_of(doc.text, doc=doc, published_on=date(2019, 11, 20)).found(Time)
    assert time.date_low == day


@pytest.mark.parametrize(("dep", "found"), [("mark", []), ("case", ["a day after"])])
def test_a_day_after_somebody_did_a_thing_is_no_time_of_that(dep: str, found: list[str]) -> None:
    """It came a day after she met him; it came a day after the talks."""
    words = "It came a day after she met him".split()
    doc = Doc(
        blank().vocab, words=words, heads=[1, 1, 3, 6, 6, 6, 1, 6],
        deps=["nsubj", "ROOT", "det", "obl", dep, "nsubj", "advcl", "obj"],
    )  # fmt: skip
    assert [time.text for time in reading_of(doc.text, doc=doc, published_on=date(2024, 10, 24)).found(Time)] == found
