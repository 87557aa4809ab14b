"""A registered source over several runs into a lake: news, corrections, failures, each once."""

from pathlib import Path

import pytest

from flows.daily import ingest_source
from warehouse.lake import Lake

from .test_sources_web import BAD_PAGES, Site, entry, feed, page, site, tagged  # noqa: F401  (site is a fixture)

LIMITS = (
    "allow_private = true, delay_seconds = 0, backoff_seconds = 0, read_seconds = 0.5, total_seconds = 1.5, "
    "retries = 0, max_item_bytes = 300_000"
)


@pytest.fixture
def lake(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: F811
    registry = tmp_path / "sources.toml"
    registry.write_text(
        f'[[source]]\nname = "wire"\nkind = "feed"\nlocation = "{site.url}/feed"\nschedule = "*/5 * * * *"\n'
        f"limits = {{ {LIMITS} }}\n"
    )
    monkeypatch.setenv("WIREHOUSE_SOURCES", str(registry))
    return str(tmp_path / "lake")


def test_a_source_added_by_one_entry_is_read_run_after_run(lake: str, site: Site) -> None:  # noqa: F811
    bad = {f"/{name.replace(' ', '-')}": answer for name, answer, _ in BAD_PAGES if answer is not None}
    entries = [entry(path, site.url) for path in ("/good", "/missing", *bad)]
    site.answers |= {"/feed": tagged(feed(*entries)), "/good": tagged(page("All is well")), **bad}
    first = ingest_source.fn("wire", lake)
    assert (first.new_articles, first.seen_articles) == (1, 0)
    assert first.issues == len(BAD_PAGES)

    again = ingest_source.fn("wire", lake)
    assert (again.new_articles, again.seen_articles, again.issues) == (0, 0, 0)

    site.answers |= {
        "/feed": tagged(feed(entry("/good", site.url, about="Corrected."), entry("/new", site.url))),
        "/good": tagged(page("All is well", "The ministry corrected itself on Tuesday and said that all had left.")),
        "/new": page("One more"),
    }
    third = ingest_source.fn("wire", lake)
    assert third.new_articles == 2
    versions = {
        (article.external_id, article.version)
        for batch in Lake(lake).open().batches()
        for article in Lake(lake).open().articles_of(batch.batch_id)
    }
    assert versions == {("/good", 1), ("/good", 2), ("/new", 1)}
