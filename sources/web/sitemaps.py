"""Sitemaps, indexes of them and news sitemaps: the pages they list, those that are new or changed."""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, cast

from lxml import etree

from sources.access import Access, Found, caught, problem
from sources.spec import Source
from sources.streams import Bounded, UnreadableError, whole
from sources.web.feeds import marking
from sources.web.fetch import Fetcher, FetchError
from sources.web.pages import page_at, remember
from transforms.articles.addresses import joined
from transforms.rows import Issue

_DEEPEST = 3


@dataclass(slots=True)
class Listed:
    """One entry of a sitemap: a page or another sitemap, and what is said about it."""

    url: str
    is_sitemap: bool
    said: dict[str, str] = field(default_factory=dict)


def read_sitemap(source: Source, access: Access) -> Iterator[Found]:
    """The pages that a sitemap lists, also through an index of sitemaps: those new, or changed since last time."""
    with Fetcher(access.limits, access.manners) as fetcher:
        yield from _pages_of(source.location, source, access, fetcher, depth=0)


def _pages_of(url: str, source: Source, access: Access, fetcher: Fetcher, *, depth: int) -> Iterator[Found]:
    marks = access.state.setdefault("sitemaps", {})
    try:
        fetched = fetcher.get(url, marks.get(url), accept="application/xml,text/xml,*/*;q=0.5")
        if fetched.is_unchanged:
            access.unchanged_count += 1
            return
        body = unzipped(fetched.body, access)
    except FetchError as error:
        yield problem(source, url, error.reason, str(error), step="fetch")
        return
    except UnreadableError as error:
        yield problem(source, url, error.reason, str(error))
        return
    yield from marking(marks, url, fetched, pages_listed(body, fetched.url, source, access, fetcher, depth=depth))


def pages_listed(
    body: bytes, url: str, source: Source, access: Access, fetcher: Fetcher, *, depth: int = 0
) -> Iterator[Found]:
    """The pages that the bytes of a sitemap list."""
    seen: dict[str, str] = access.state.setdefault("listed", {})
    is_empty = True
    for listed in entries_in(body, url):
        is_empty = False
        if isinstance(listed, str):
            yield problem(source, url, "bad_sitemap", listed, step="fetch")
            continue
        if listed.is_sitemap:
            if depth < _DEEPEST:
                yield from _pages_of(listed.url, source, access, fetcher, depth=depth + 1)
            else:
                yield problem(source, listed.url, "bad_sitemap", f"sitemaps nested deeper than {_DEEPEST} are not read")
            continue
        changed = listed.said.pop("lastmod", "") or listed.said.get("published_at") or "-"
        if seen.get(listed.url) == changed:
            access.unchanged_count += 1
            continue
        came = True
        for found in caught(source, listed.url, page_at(listed.url, source, access, fetcher, **listed.said)):
            came = came and not isinstance(found, Issue)
            yield found
        if came:
            remember(seen, listed.url, changed)
    if is_empty:
        yield problem(source, url, "empty", "it lists no page", step="fetch")


def unzipped(body: bytes, access: Access) -> bytes:
    """The body, out of gzip if it is in it; an UnreadableError when it is broken or a bomb."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    raw = io.BytesIO(body)
    return whole(Bounded(cast(IO[bytes], gzip.GzipFile(fileobj=raw)), access.limits, raw.tell), access.limits)


def entries_in(body: bytes, url: str) -> Iterator[Listed | str]:
    """The entries of a sitemap, in order; a sentence where it breaks off. A list of bare urls is a sitemap, too."""
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        for line in body.decode("utf8", "replace").splitlines():
            if line.strip().startswith(("http://", "https://")):
                yield Listed(line.strip(), is_sitemap=False)
        return
    try:
        # No entities, no DTD, no network: a sitemap needs none of them, a bomb does.
        events = etree.iterparse(
            io.BytesIO(body), events=("end",), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        )
        for _, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in ("url", "sitemap"):
                listed = _listed(element, url, is_sitemap=name == "sitemap")
                if listed:
                    yield listed
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, zlib.error, ValueError) as error:
        yield f"it is no well-formed sitemap from here on: {error}"


_FIELDS = {
    "lastmod": "lastmod", "title": "title", "publication_date": "published_at", "name": "publisher",
    "language": "language",
}  # fmt: skip


def _listed(element: Any, url: str, *, is_sitemap: bool) -> Listed | None:
    loc, said = "", {}
    for part in element.iter():
        if not isinstance(part.tag, str) or not (part.text or "").strip():
            continue
        name = etree.QName(part)
        if name.localname == "loc" and "image" not in (name.namespace or "") and not loc:
            loc = part.text.strip()
        elif name.localname in _FIELDS and not any(word in (name.namespace or "") for word in ("image", "video")):
            said[_FIELDS[name.localname]] = part.text.strip()
    if "published_at" in said:
        said["published_at_basis"] = "metadata"
    return Listed(joined(url, loc), is_sitemap, said) if loc else None
