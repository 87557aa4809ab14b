"""From a raw item to an article: the one way, whatever the source."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from transforms.articles.addresses import canonical_url, is_url
from transforms.articles.copies import bands_of, signature_of
from transforms.articles.credits import credits_in
from transforms.articles.decoding import Decoded, charset_in, decoded, is_binary
from transforms.articles.items import FRAGMENT, HTML, JSON, RawItem
from transforms.articles.languages import language_of
from transforms.articles.moments import day_in_url, is_plausible, moment_of
from transforms.articles.pages import Page, fragment_text, page_of, without_pointers
from transforms.articles.repair import one_line, repaired
from transforms.articles.shapes import plain_item
from transforms.articles.zones import bare, is_byline, is_heading
from transforms.rows import Article, Issue, stable_id

_LETTER = re.compile(r"[^\W_]")
Rows = list[Article | Issue]
LONGEST = 1_000_000  # characters: what spaCy reads as one text; no article is longer


@dataclass(frozen=True, slots=True)
class _Published:
    at: datetime | None = None
    basis: str | None = None


def rows_of_all(found: Iterable[RawItem | Issue]) -> list[Rows]:
    """What each raw item comes to; an issue comes to itself."""
    return [[one] if isinstance(one, Issue) else article_of(one) for one in found]


def article_of(item: RawItem) -> Rows:
    """What one raw item comes to: an article, an article with issues about it, or issues alone. Never an exception.

    `version` is 1, `story_id` is the article's own id and `is_extracted` is false: the lake knows better.
    """
    try:
        return list(_rows(item, item.raw_sha256))
    except Exception as error:  # whatever a library trips over, one item costs no other
        return [_issue(item, "crashed", f"{type(error).__name__}: {error}")]


def article_of_text(text: str) -> Article:
    """The article that somebody types in: no source, no date; a text without a letter or digit is a ValueError."""
    never = datetime(1970, 1, 1, tzinfo=UTC)
    item = RawItem(
        source_name="typed",
        place="typed",
        external_id="typed",
        key="typed",
        language="en",
        payload=text.encode("utf8", "surrogatepass"),
        fetched_at=never,
    )
    for row in article_of(item):
        if isinstance(row, Article):
            return row
    raise ValueError(f"{text!r}: no article can be made of it; give at least one word")


def _rows(item: RawItem, raw_sha256: str) -> Iterator[Article | Issue]:
    if not item.payload.strip():
        yield _issue(item, "empty", "it holds no text")
        return
    if item.media == JSON:
        read = _from_json(item)
        if isinstance(read, Issue):
            yield read
            return
        yield from _rows(read, raw_sha256)
        return
    if is_binary(item.payload):
        yield _issue(item, "binary", f"it is not text: it begins with {item.payload[:8]!r}")
        return
    found = decoded(item.payload, item.charset or (charset_in(item.payload) if item.media == HTML else None))
    page = _page(found.text, item)
    if isinstance(page, Issue):
        yield page
        if item.first_paragraph:
            told = item.first_paragraph.encode("utf8", "replace")
            fragment = replace(item, payload=told, media=FRAGMENT, charset="utf-8", first_paragraph=None)
            yield from _rows(fragment, raw_sha256)
        return
    yield from _made(page, found, raw_sha256)


def _page(text: str, item: RawItem) -> Page | Issue:
    if item.media == HTML:
        return page_of(text, item)
    text = fragment_text(text) if item.media == FRAGMENT else repaired(text)
    return Page(item, without_pointers(text) or text)


def _made(page: Page, found: Decoded, raw_sha256: str) -> Iterator[Article | Issue]:
    item, text = page.item, page.text
    if not _LETTER.search(text) and _LETTER.search(item.title or ""):
        text = one_line(item.title) or ""  # a flash is nothing but its headline
    if not _LETTER.search(text):
        yield _issue(item, "empty", "nothing is left of it but punctuation and white space")
        return
    if len(text) > LONGEST:
        yield _issue(item, "too_large", f"{len(text):,} characters are no article; the longest read is {LONGEST:,}")
        return
    title = one_line(item.title) or _title_in(text)
    body = text
    if title:
        text = titled(text, title)
    url = canonical_url(item.url, page.canonical_url)
    article_id = stable_id("article", url) if url else stable_id("article", item.source_name, item.key)
    published = _published(item)
    language = language_of(text, item.language)
    told = credits_in(text, one_line(item.byline))
    signature = signature_of(body)
    yield Article(
        article_id=article_id,
        version=1,
        external_id=item.external_id,
        source_name=item.source_name,
        url=item.url or (page.canonical_url if is_url(page.canonical_url) else None),
        canonical_url=url,
        publisher=one_line(item.publisher),
        title=title,
        byline=told.byline,
        agency=told.agency,
        dateline=told.dateline,
        section=one_line(item.section),
        language=language,
        published_at=published.at,
        published_at_basis=published.basis,
        published_on=published.at.date() if published.at else None,
        fetched_at=item.fetched_at,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest(),
        raw_sha256=raw_sha256,
        word_count=len(text.split()),
        story_id=article_id,
        bands=bands_of(signature),
        signature=signature,
        is_extracted=False,
    )
    if found.lost_count:
        says = f"{found.lost_count} characters are not valid {found.charset} and are kept as U+FFFD"
        yield _issue(item, "bad_charset", says, article_id)
    if page.is_paywalled:
        yield _issue(item, "paywalled", "the page says that only subscribers see the whole text", article_id)
    if item.published_at and not published.at:
        says = f"{item.published_at!r} is no date of publication: published_at stays null"
        yield _issue(item, "bad_date", says, article_id)


def titled(text: str, title: str) -> str:
    """The text with its title as first paragraph, unless it begins with it already."""
    first = text[: 2 * len(title) + 40].split("\n", 1)[0]
    return text if bare(first) == bare(title) else f"{title}\n{text}"


def _title_in(text: str) -> str | None:
    # A heading above everything else is the headline; one between paragraphs is a subhead.
    first, _, rest = text.partition("\n")
    is_title = bool(rest) and len(first.split()) >= 3 and is_heading(first) and not is_byline(first)
    return first if is_title else None


def _published(item: RawItem) -> _Published:
    written = moment_of(item.published_at)
    if written and is_plausible(written, item.fetched_at):
        return _Published(written, item.published_at_basis or "metadata")
    day = day_in_url(item.url)
    if day:
        moment = datetime.combine(day, time(), UTC)
        if is_plausible(moment, item.fetched_at):
            return _Published(moment, "url")
    return _Published()


def _from_json(item: RawItem) -> RawItem | Issue:
    try:
        written: Any = json.loads(decoded(item.payload, item.charset).text)
    except (ValueError, RecursionError) as error:
        return _issue(item, "bad_json", f"it is not JSON: {error}; it begins with {item.payload[:60]!r}")
    if not isinstance(written, dict):
        return _issue(item, "bad_json", f"expected an object with keys id and text, got a {type(written).__name__}")
    plain = plain_item(item, written)
    return plain or _issue(item, "no_text", f"no text among its keys {', '.join(sorted(map(str, written))[:12])}")


def _issue(item: RawItem, reason: str, says: str, article_id: str | None = None) -> Issue:
    return Issue.at(
        item.place, step="read", reason=reason, says=says, source_name=item.source_name, article_id=article_id
    )
