import dataclasses
from uuid import uuid4

import pytest

from flows import ingest as ingesting
from flows.ingest import ingest
from tests.test_lake import an_article
from transforms.rows import Article, Issue
from warehouse.lake import Lake


@pytest.fixture
def lake() -> Lake:
    return Lake(f"memory://ingest-{uuid4()}").open()


def versions(lake: Lake) -> list[tuple[str, int, str]]:
    articles = [article for batch in lake.batches() for article in lake.articles_of(batch.batch_id)]
    return [(article.external_id, article.version, article.text) for article in articles]


def test_an_article_is_new_once(lake: Lake) -> None:
    assert ingest([an_article("a")], lake).new_articles == 1
    again = ingest([an_article("a")], lake)
    assert (again.new_articles, again.seen_articles, again.batches) == (0, 1, [])


def test_a_changed_text_is_the_next_version(lake: Lake) -> None:
    ingest([an_article("a", "Ten left.")], lake)
    ingest([an_article("a", "Twelve left.")], lake)
    assert versions(lake) == [("a", 1, "Ten left."), ("a", 2, "Twelve left.")]


def test_a_batch_holds_one_version_of_an_article(lake: Lake) -> None:
    done = ingest([an_article("a", "Ten left."), an_article("b"), an_article("a", "Twelve left.")], lake)
    assert len(done.batches) == 2
    assert versions(lake)[-1] == ("a", 2, "Twelve left.")


def test_a_file_with_several_versions_of_an_article_may_be_read_again(lake: Lake) -> None:
    file = [an_article("a", "Ten left."), an_article("b"), an_article("a", "Twelve left.")]
    ingest(file, lake)
    again = ingest(file, lake)
    assert (again.new_articles, again.seen_articles, again.batches) == (0, 3, [])
    ingest([*file, an_article("a", "All left.")], lake)
    assert [(version, text) for name, version, text in versions(lake) if name == "a"] == [
        (1, "Ten left."),
        (2, "Twelve left."),
        (3, "All left."),
    ]


def test_a_text_that_has_gone_back_is_the_next_version(lake: Lake) -> None:
    back = [an_article("a", "Ten left."), an_article("a", "Twelve left."), an_article("a", "Ten left.")]
    assert ingest(back, lake).new_articles == 3
    assert versions(lake)[-1] == ("a", 3, "Ten left.")
    assert ingest(back, lake).batches == []
    assert ingest([an_article("a", "Twelve left.")], lake).new_articles == 1
    assert versions(lake)[-1] == ("a", 4, "Twelve left.")


def test_batches_are_closed_when_they_are_full(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 2)
    assert len(ingest([an_article(name) for name in "abcde"], lake).batches) == 3


def test_a_run_that_was_stopped_goes_on_in_the_same_batches(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 2)
    articles = [an_article(name) for name in "abcde"]
    undisturbed = ingest(articles, Lake(f"memory://{uuid4()}").open()).batches

    def stops_after_three() -> object:
        yield from articles[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(stops_after_three(), lake)
    ingest(articles, lake)
    assert [batch.batch_id for batch in lake.batches()] == undisturbed


def test_an_issue_comes_in_once(lake: Lake) -> None:
    issue = Issue.at("a.txt", step="read", reason="empty", says="the file is empty")
    assert ingest([issue], lake).issues == 1
    again = ingest([issue], lake)
    assert (again.issues, again.batches) == (0, [])


def test_the_bytes_do_not_decide_but_the_text_does(lake: Lake) -> None:
    first: Article = dataclasses.replace(an_article("a"), raw_sha256="1" * 64)
    ingest([first], lake)
    assert ingest([dataclasses.replace(first, raw_sha256="2" * 64)], lake).seen_articles == 1
