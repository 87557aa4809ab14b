"""The kinds of sources there are, and the one way to read any of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from sources.access import Access, Found, Manners, caught
from sources.files import read_files
from sources.parallel import rows_of_each
from sources.spec import Limits, Source, SourceError
from sources.volumes import unusual_volume
from sources.web.feeds import read_feed
from sources.web.pages import read_pages
from sources.web.sitemaps import read_sitemap
from sources.web.sniffing import read_url, read_warc
from transforms.articles import RawItem
from transforms.rows import Article, Issue

READERS: Mapping[str, Callable[[Source, Access], Iterator[Found]]] = {
    "files": read_files,
    "feed": read_feed,
    "pages": read_pages,
    "sitemap": read_sitemap,
    "url": read_url,
    "warc": read_warc,
}

_SURROGATE = re.compile("[\ud800-\udfff]")

__all__ = ["READERS", "Found", "Opened", "articles_from", "open_source"]


class Opened(Iterator[Found]):
    """The items and issues of one source, as they are read.

    `state` is what to give to the next `open_source` of this source (plain values, ready for JSON): store it once what
    was found is safely kept. It is whole when the iteration has ended. `unchanged_count` counts what was passed over
    because an earlier run has read it.
    """

    def __init__(self, source: Source, access: Access) -> None:
        self.source = source
        self._access = access
        self._found = _checked(source, access)
        self.item_count = 0

    def __next__(self) -> Found:
        found = next(self._found)
        self.item_count += isinstance(found, RawItem)
        return found

    @property
    def state(self) -> dict[str, Any]:
        """The new state, to be given to the next reading."""
        return self._access.state

    @property
    def unchanged_count(self) -> int:
        """How many files or pages were passed over because they have not changed since they were last read."""
        return self._access.unchanged_count


def open_source(
    source: Source,
    *,
    limits: Limits | None = None,
    state: Mapping[str, Any] | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    manners: Manners | None = None,
) -> Opened:
    """Read a source: an iterator of raw items and issues, in a fixed order, in bounded memory.

    Bad input never raises: it is an issue. A source of an unknown kind is a SourceError.
    """
    if source.kind not in READERS:
        raise SourceError(f"source {source.name!r}: unknown kind {source.kind!r}; known are {', '.join(READERS)}")
    remembered = deepcopy(dict(state or {}))
    access = Access(source.limited(limits or Limits()), remembered, now, manners or Manners())
    return Opened(source, access)


def articles_from(
    source: Source,
    *,
    state: dict[str, Any],
    keep_raw: Callable[[bytes], str] | None = None,
    limits: Limits | None = None,
    workers: int = 1,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    manners: Manners | None = None,
) -> Iterator[Article | Issue]:
    """The articles of a source, and an issue for whatever could not be one, as they are read.

    `state` is changed at the very end, when everything has been passed on; `keep_raw` is given the bytes behind every
    item, those of a block once, and articles name them in raw_sha256. `workers` processes make articles of what one
    reads. Sources that are given the same `manners` leave the hosts that they share in peace together.
    """
    opened = open_source(source, limits=limits, state=state, now=now, manners=manners)
    kept = None
    for found, rows in rows_of_each(opened, workers):
        if isinstance(found, RawItem) and keep_raw and (found.block is None or found.block is not kept):
            keep_raw(found.kept)
            kept = found.block
        for row in map(_writable, rows):
            yield replace(row, raw_sha256=None) if keep_raw is None and isinstance(row, Article) else row
    state.clear()
    state.update(opened.state)


def _writable(row: Article | Issue) -> Article | Issue:
    """The row without halves of characters, which JSON and file names may hold and no file of the lake can."""
    given = {field.name: getattr(row, field.name) for field in fields(row)}
    odd: dict[str, Any] = {
        name: _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
        for name, value in given.items()
        if isinstance(value, str) and not value.isascii() and _SURROGATE.search(value)
    }
    return replace(row, **odd) if odd else row


def _checked(source: Source, access: Access) -> Iterator[Found]:
    count = 0
    most = access.limits.max_items
    for found in caught(source, source.location, READERS[source.kind](source, access)):
        if isinstance(found, RawItem):
            if most is not None and count >= most:
                yield Issue.at(
                    source.location,
                    step="fetch",
                    reason="too_many",
                    says=f"stopped after {most:,} items, the limit of this source; the rest is for the next run",
                    source_name=source.name,
                )
                break
            count += 1
        yield found
    if source.schedule:
        yield from unusual_volume(source, access, count)
