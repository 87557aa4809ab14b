"""RSS and Atom feeds: entries once each, their full text or the page they link to."""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

from sources.access import Access, Found, caught, problem
from sources.spec import Source
from sources.web.fetch import Fetched, Fetcher, FetchError
from sources.web.pages import page_at, remember
from transforms.articles.addresses import is_url, joined
from transforms.articles.items import FRAGMENT, RawItem
from transforms.articles.pages import fragment_text
from transforms.rows import Issue

ACCEPT = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
# Words from which on what a feed carries is the article and not its first paragraph.
_FULL = 150
# … and from which on its first paragraph is kept in place of a page that cannot be had.
_FIRST_PARAGRAPH = 10
_OPENS, _CLOSES = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]"), re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_ENDS = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)


def read_feed(source: Source, access: Access) -> Iterator[Found]:
    """The new and changed entries of a feed, in its order."""
    with Fetcher(access.limits, access.manners) as fetcher:
        marks = access.state.setdefault("feed", {})
        try:
            fetched = fetcher.get(source.location, marks.get(source.location), accept=ACCEPT)
        except FetchError as error:
            yield problem(source, source.location, error.reason, str(error), step="fetch")
            return
        if fetched.is_unchanged:
            access.unchanged_count += 1
            return
        yield from marking(marks, source.location, fetched, entries_of(fetched, source, access, fetcher))


def marking(marks: dict[str, Any], url: str, fetched: Fetched, found: Iterator[Found]) -> Iterator[Found]:
    """What was found, and the mark of the list it was found by: kept only when all that it lists came.

    With a mark, an unchanged list is not read again, and what failed for a moment would never be tried again.
    """
    is_whole = True
    for one in found:
        is_whole = is_whole and not (isinstance(one, Issue) and one.step == "fetch")
        yield one
    remember(marks, url, fetched.mark if is_whole else None)


def entries_of(fetched: Fetched, source: Source, access: Access, fetcher: Fetcher) -> Iterator[Found]:
    """The entries of a fetched feed that were not read before."""
    feed = parsed(fetched.body, fetched.media, fetched.charset)
    entries = feed.get("entries", [])
    if not entries:
        broken = feed.get("bozo_exception")
        reason, says = ("bad_feed", f"it is no feed: {broken}") if broken else ("empty", "the feed has no entries")
        yield problem(source, fetched.url, reason, says)
        return
    if not _ENDS.search(fetched.body):
        says = "the feed breaks off before its end; what is whole of it is read"
        yield problem(source, fetched.url, "truncated", says, step="fetch")
        # The last entry may be half an article. When the feed comes whole, it comes, too.
        opened, closed = (
            max((m.start() for m in mark.finditer(fetched.body)), default=-1) for mark in (_OPENS, _CLOSES)
        )
        entries = entries[:-1] if opened > closed else entries
    elif isinstance(feed.get("bozo_exception"), SAXException):
        says = f"it is no well-formed XML ({feed['bozo_exception'].getMessage()}); it is read all the same"
        yield problem(source, fetched.url, "bad_feed", says)
    seen: dict[str, str] = access.state.setdefault("entries", {})
    about = feed.get("feed", {})
    for number, entry in enumerate(entries, 1):
        link = joined(fetched.url, str(entry.get("link") or ""))
        key = str(entry.get("id") or "") or link or f"{fetched.url}#{number}"
        digest = hashlib.blake2b(repr(_content(entry)).encode("utf8", "replace"), digest_size=8).hexdigest()
        if seen.get(key) == digest:
            access.unchanged_count += 1
            continue
        came = True
        place = f"{fetched.url}#{key}"
        for found in caught(source, place, _entry(entry, key, link, about, fetched, source, access, fetcher)):
            came = came and isinstance(found, RawItem)
            yield found
        if came:  # what failed today is tried again as long as the feed has it
            remember(seen, key, digest)


def parsed(body: bytes, media: str = "", charset: str | None = None) -> dict[str, Any]:
    """What feedparser makes of a feed; a feed it chokes on is one with no entries and a `bozo_exception`."""
    import feedparser

    said = f"{media or 'application/xml'}; charset={charset}" if charset else media
    try:
        feed: dict[str, Any] = feedparser.parse(
            io.BytesIO(body), response_headers={"content-type": said} if said else {}, resolve_relative_uris=False
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OSError) as error:
        # feedparser promises not to raise, and mostly keeps it.
        return {"entries": [], "feed": {}, "bozo_exception": error}
    return feed


def _entry(
    entry: dict[str, Any],
    key: str,
    link: str,
    about: dict[str, Any],
    fetched: Fetched,
    source: Source,
    access: Access,
    fetcher: Fetcher,
) -> Iterator[Found]:
    published = entry.get("published") or entry.get("created") or entry.get("updated")
    said: dict[str, Any] = {
        "external_id": key,
        "key": key,
        "title": fragment_text(str(entry.get("title") or "")),
        "byline": str(entry.get("author") or ""),
        "published_at": str(published or ""),
        "published_at_basis": "feed" if published else None,
        "publisher": source.publisher or fragment_text(str(about.get("title") or "")),
        "language": source.language or str(about.get("language") or ""),
        "section": next((str(tag.get("term") or "") for tag in entry.get("tags") or []), ""),
    }
    content = _content(entry)
    words = len(fragment_text(content).split())
    if source.follow and words < _FULL and is_url(link):
        told = content if words >= _FIRST_PARAGRAPH else None
        page = list(page_at(link, source, access, fetcher, **said, first_paragraph=told))
        yield from page
        if told is None or not any(isinstance(found, Issue) for found in page):
            return
    if content:
        given = {name: value for name, value in said.items() if value}
        yield RawItem(
            source_name=source.name,
            place=f"{fetched.url}#{key}",
            payload=content.encode("utf8", "replace"),
            media=FRAGMENT,
            charset="utf-8",
            fetched_at=access.now(),
            url=link if is_url(link) else None,
            **given,
        )
    else:
        yield problem(source, f"{fetched.url}#{key}", "no_text", "the entry has no text and no link to follow")


def _content(entry: dict[str, Any]) -> str:
    """The longest of what an entry says: its content, or its summary."""
    said = [str(part.get("value") or "") for part in entry.get("content") or []] + [str(entry.get("summary") or "")]
    return max(said, key=len)
