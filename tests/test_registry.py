import dataclasses
from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tests.test_lake import an_article
from transforms import registry
from transforms.reading import Reading
from transforms.registry import EXTRACTORS, rows_of
from transforms.rows import FACTS, Issue, Row, Sentence
from transforms.sentences import sentences_in


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def found(nlp: Language, text: str, language: str = "en") -> list[Row]:
    return list(rows_of([dataclasses.replace(an_article(text=text), language=language)], nlp))


def test_an_extractor_that_fails_costs_its_own_rows_and_says_so(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def figures_in(reading: Reading) -> Iterator[Row]:
        yield from reading.found(Sentence)
        raise ZeroDivisionError("3 / 0")

    monkeypatch.setattr(registry, "EXTRACTORS", (sentences_in, figures_in))
    sentence, issue = found(nlp, "Three left.")
    assert isinstance(sentence, Sentence)
    assert isinstance(issue, Issue)
    assert (issue.step, issue.reason, issue.says) == ("figures_in", "crashed", "ZeroDivisionError: 3 / 0")


def test_an_article_that_the_pipeline_fails_on_does_not_cost_the_others_of_its_batch(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = nlp.make_doc

    def fails(text: str) -> Doc:
        if "odd" in text:
            raise ValueError("E1010")
        return real(text)

    monkeypatch.setattr(nlp, "make_doc", fails)
    articles = [
        an_article(name, text) for name, text in (("a", "Three left."), ("b", "An odd one."), ("c", "Two came."))
    ]
    rows = list(rows_of(articles, nlp))
    assert [row.article_id for row in rows if isinstance(row, Sentence)] == [
        articles[0].article_id,
        articles[2].article_id,
    ]
    (issue,) = (row for row in rows if isinstance(row, Issue))
    assert (issue.article_id, issue.reason, issue.says) == (articles[1].article_id, "crashed", "ValueError: E1010")


def test_a_thing_found_twice_is_kept_once_and_told(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(reading: Reading) -> Iterator[Row]:
        yield from sentences_in(reading)
        yield from sentences_in(reading)

    monkeypatch.setattr(registry, "EXTRACTORS", (twice,))
    first, second, issue = found(nlp, "Three left. Two came.")
    assert [first.start_char, second.start_char] == [0, 12]
    assert isinstance(issue, Issue)
    assert (issue.reason, issue.says[:6]) == ("found_twice", "2 rows")


@pytest.mark.parametrize(
    ("text", "language", "is_read"),
    [
        ("Three soldiers left.", "en", True),
        ("S&P 500 up 0.4%", "und", True),
        ("三名士兵离开了。", "und", False),
        ("Trois soldats sont partis.", "fr", False),
        ("  \n ", "en", False),
    ],
)
def test_what_is_english_or_too_short_to_tell_is_read(nlp: Language, text: str, language: str, is_read: bool) -> None:
    rows = found(nlp, text, language)
    assert any(isinstance(row, Sentence) for row in rows) == is_read
    assert is_read or [row.reason for row in rows if isinstance(row, Issue)] in (["not_english"], ["empty"])


def test_a_language_that_is_not_read_is_named(nlp: Language) -> None:
    (issue,) = found(nlp, "Trois soldats sont partis.", "fr")
    assert isinstance(issue, Issue)
    assert "'fr'" in issue.says


def test_later_extractors_see_the_rows_of_earlier_ones(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counts(reading: Reading) -> Iterator[Row]:
        seen.append(len(reading.found(Sentence)))
        return iter(())

    monkeypatch.setattr(registry, "EXTRACTORS", (sentences_in, counts))
    found(nlp, "Three left. Two came.")
    assert seen == [2]


def test_every_extractor_makes_rows_that_the_lake_keeps(nlp: Language) -> None:
    assert len(EXTRACTORS) == len(set(EXTRACTORS))
    kinds = {type(row) for row in found(nlp, "On Monday police said 3,000 North Korean soldiers left Russia.")}
    assert kinds <= set(FACTS)
