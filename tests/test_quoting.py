"""Rows quote their articles: asked once, when a batch is committed, of the rows that are committed."""

from dataclasses import replace
from typing import Any

import pytest

from tests.rowmaking import Corpus
from transforms.quoting import all_stand
from transforms.rows import Article, Claim, Figure, Issue, Mention, Row, Sentence, Time


@pytest.fixture(params=["Bob said 3 left on Monday.", "Zoë “won’t” go. Bob said 3 left on Monday."])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    corpus = Corpus()
    story = corpus.article(request.param)
    corpus.mention(story, "Bob")
    figure = corpus.figure(story, "3", value=3)
    corpus.time(story, "on Monday")
    corpus.claim(story, content="3 left on Monday", source="Bob", cue="said", figures=[figure])
    corpus.claim(story, content="left on Monday")
    return corpus


def stand(corpus: Corpus) -> bool:
    rows = {row_type: found for row_type, found in corpus.rows.items() if row_type is not Article}
    return all_stand(rows, [row for row in corpus.rows[Article] if isinstance(row, Article)])


def test_words_that_stand_where_their_rows_say_are_found(corpus: Corpus) -> None:
    assert stand(corpus)


@pytest.mark.parametrize(
    ("row_type", "changed"),
    [
        (Mention, {"end_char": 1}),
        (Mention, {"text": "bob"}),
        (Figure, {"start_char": -1, "end_char": -1}),
        (Figure, {"start_char": -99}),
        (Time, {"start_char": 1}),
        (Sentence, {"end_char": 1}),
        (Sentence, {"start_char": -1}),
        (Claim, {"content_start": 1}),
        (Claim, {"source_end": 1}),
        (Claim, {"source_text": None}),
        (Claim, {"cue_start": -1, "cue_end": -1}),
        (Claim, {"content_spans": ((0, 3),)}),
        (Claim, {"quoted_spans": ((24, 24),)}),
        (Mention, {"article_id": "another"}),
        (Figure, {"article_id": None}),
    ],
    ids=lambda value: getattr(value, "TABLE", None) or "-".join(value),
)
def test_one_row_whose_words_stand_elsewhere_is_enough(
    corpus: Corpus, row_type: type[Row], changed: dict[str, Any]
) -> None:
    row = corpus.rows[row_type][0]
    given = {name: getattr(row, name) + by if isinstance(by, int) else by for name, by in changed.items()}
    corpus.rows[row_type][0] = replace(row, **given)  # type: ignore[type-var]
    assert not stand(corpus)


def test_an_issue_may_be_about_no_article(corpus: Corpus) -> None:
    corpus.rows[Issue] = [Issue.at("news.jsonl:3", step="read", reason="odd", says="odd", source_name="test")]
    assert stand(corpus)
