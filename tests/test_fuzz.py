"""No text and no bytes break ingest or extract: every refusal is an issue. Ten thousand more are benchmarks/fuzz.py."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sources import Limits, Source, articles_from
from sources.access import Access
from sources.web.feeds import entries_of
from sources.web.fetch import Fetched, Fetcher
from tests.hostile import SENTENCE, TEXTS, faults_of, mutated
from tests.language.tiny import tiny_pipeline
from transforms.articles import JSON, RawItem, article_of
from transforms.language import MODEL, MODELS, load_pipeline
from transforms.rows import Article, Issue

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILE: dict[str, Any] = {"source_name": "test", "place": "here", "external_id": "1", "key": "1", "fetched_at": NOW}
PAGE = f"<html><head><title>Hurt</title></head><body><article><p>{SENTENCE * 9}</p></article></body></html>".encode()
ITEM = f"<item><guid>1</guid><title>Hurt</title><description>{SENTENCE}</description></item>"
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://example.org/\r\n"
    b"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
WHOLE = {
    "txt": SENTENCE.encode() * 9,
    "html": PAGE,
    "json": json.dumps({"id": 1, "title": "Hurt", "text": SENTENCE * 9, "published_at": "2026-01-01"}).encode(),
    "jsonl": b"\n".join(json.dumps({"id": n, "text": SENTENCE * n}).encode() for n in range(1, 5)),
    "feed": f"<rss version='2.0'><channel><title>News</title>{ITEM}</channel></rss>".encode(),
    "warc": WARC % (len(ANSWER), ANSWER),
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The shipped pipeline; where there is none, one of its shape."""
    return load_pipeline() if (MODELS / MODEL).is_dir() else tiny_pipeline()


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("times", [1, 40])
def test_a_hostile_text_breaks_no_extractor(nlp: Language, name: str, times: int) -> None:
    assert faults_in_text(TEXTS[name](times), nlp) == []


@example("\U000c443b¾")  # a number and nothing else in a text of one word
@example("\U000146660")  # a count that is its text's first word
@given(st.text(st.characters(codec=None), max_size=300))
@settings(max_examples=60)
def test_any_text_at_all_breaks_no_extractor(nlp: Language, text: str) -> None:
    assert faults_in_text(text, nlp) == []


def faults_in_text(text: str, nlp: Language) -> list[str]:
    payload = text.encode("utf8", "surrogatepass")
    made = article_of(RawItem(**FILE, payload=payload, language="en"))
    assert made, "neither an article nor an issue"
    return list(faults_of([one for one in made if isinstance(one, Article)], nlp))


@pytest.mark.parametrize("kind", WHOLE)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25)
def test_a_spoilt_file_becomes_articles_or_issues(
    tmp_path_factory: pytest.TempPathFactory, nlp: Language, kind: str, seed: int
) -> None:
    payload = mutated(WHOLE[kind], random.Random(seed), list(WHOLE.values()))
    path = tmp_path_factory.mktemp("fuzz") / f"1.{kind}"
    found = of_feed(payload) if kind == "feed" else of_file(path, payload)
    # A WARC may hold other records than pages, and lines may be blank.
    assert found or kind in ("warc", "jsonl")
    assert list(faults_of([one for one in found if isinstance(one, Article)], nlp)) == []


def of_file(path: Path, payload: bytes) -> list[Article | Issue]:
    path.write_bytes(payload)
    source = Source(name="test", kind="files", location=str(path), language="en")
    return list(articles_from(source, state={}, now=lambda: NOW))


def of_feed(payload: bytes) -> list[Article | Issue]:
    source = Source(name="test", kind="feed", location="https://example.org/feed", follow=False)
    fetched = Fetched(source.location, payload, "application/xml", None, None, None, is_unchanged=False)
    with Fetcher(Limits()) as fetcher:
        found = list(entries_of(fetched, source, Access(Limits(), {}, lambda: NOW), fetcher))
    return [row for one in found for row in (article_of(one) if isinstance(one, RawItem) else [one])]


@pytest.mark.parametrize("written", [{"text": SENTENCE, "title": ["a", {}]}, {"text": {}}, {"text": 7}, [], 7, None])
def test_json_of_an_odd_shape_is_an_issue_or_an_article(written: object) -> None:
    assert article_of(RawItem(**FILE, payload=json.dumps(written).encode(), media=JSON))
