"""A url somebody typed: what it leads to decides how it is read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, cast

from sources.access import Access, Found, problem
from sources.files import FORMATS, Opening, read_files, suffixes
from sources.spec import Source
from sources.streams import UnreadableError, unpacked
from sources.warcs import SUFFIXES
from sources.web.feeds import ACCEPT, entries_of, marking
from sources.web.fetch import Fetched, Fetcher, FetchError
from sources.web.pages import item_of
from sources.web.sitemaps import pages_listed, unzipped
from transforms.articles.addresses import canonical_url, path_of

_STREAMED = (".jsonl", ".ndjson", *SUFFIXES)


def read_url(source: Source, access: Access) -> Iterator[Found]:
    """What stands at a url: a page, a feed, a sitemap, a JSON-lines or a WARC file, by its name and its first bytes."""
    with Fetcher(access.limits, access.manners) as fetcher:
        try:
            if suffixes(path_of(source.location))[1] in _STREAMED:
                yield from read_stream(source, access, fetcher)
            else:
                yield from _read_body(source, access, fetcher)
        except FetchError as error:
            yield problem(source, source.location, error.reason, str(error), step="fetch")
        except UnreadableError as error:
            yield problem(source, source.location, error.reason, str(error))


def _read_body(source: Source, access: Access, fetcher: Fetcher) -> Iterator[Found]:
    marks = access.state.setdefault("urls", {})
    url = source.location
    fetched = fetcher.get(url, marks.get(url), accept="text/html," + ACCEPT)
    if fetched.is_unchanged:
        access.unchanged_count += 1
        return
    fetched = replace(fetched, body=unzipped(fetched.body, access))
    yield from marking(marks, url, fetched, _read_as_is(fetched, source, access, fetcher))


def _read_as_is(fetched: Fetched, source: Source, access: Access, fetcher: Fetcher) -> Iterator[Found]:
    kind = kind_of(fetched.media, fetched.body)
    if kind == "feed":
        yield from entries_of(fetched, source, access, fetcher)
    elif kind == "sitemap":
        yield from pages_listed(fetched.body, fetched.url, source, access, fetcher)
    else:
        name = canonical_url(fetched.url) or fetched.url
        yield item_of(fetched, source, access, external_id=name, key=name)


def kind_of(media: str, body: bytes) -> str:
    """feed, sitemap or page, by the first element of the body; the media type decides where that is unclear."""
    head = body[:4096].lower()
    for mark, kind in ((b"<urlset", "sitemap"), (b"<sitemapindex", "sitemap"), (b"<html", "page")):
        if mark in head:
            return kind
    is_feed = any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")) or "rss" in media or "atom" in media
    return "feed" if is_feed else "page"


def read_stream(source: Source, access: Access, fetcher: Fetcher) -> Iterator[Found]:
    """A JSON-lines or WARC file behind a url, read as it comes."""
    stream = fetcher.stream(source.location)
    opening = Opening(source, access, source.location, source.location, access.now(), {})
    try:
        # A server may have compressed it on the way, or called it so and sent it plain.
        suffix = suffixes(path_of(source.location))[1]
        yield from FORMATS[suffix if suffix in _STREAMED else ".warc"](
            opening, unpacked(cast(IO[bytes], stream), access.limits)
        )
    finally:
        stream.close()


def read_warc(source: Source, access: Access) -> Iterator[Found]:
    """A WARC or ARC file behind a url, or local ones like other files."""
    if "://" not in source.location:
        yield from read_files(source, access)
        return
    with Fetcher(access.limits, access.manners) as fetcher:
        try:
            yield from read_stream(source, access, fetcher)
        except FetchError as error:
            yield problem(source, source.location, error.reason, str(error), step="fetch")
        except UnreadableError as error:
            yield problem(source, source.location, error.reason, str(error))
