"""Pages by their urls: one, or a list of them, each fetched only when it has changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sources.access import Access, Found, caught, problem
from sources.spec import Source
from sources.web.fetch import Fetched, Fetcher, FetchError
from transforms.articles.addresses import canonical_url
from transforms.articles.items import HTML, JSON, TEXT, RawItem

# Pages remembered for conditional requests; the oldest are forgotten first and cost a fetch.
REMEMBERED = 50_000
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/json", "")


def read_pages(source: Source, access: Access) -> Iterator[Found]:
    """The articles of a list of urls, one a line (`#` begins a comment), in a local file or behind a url."""
    with Fetcher(access.limits, access.manners) as fetcher:
        try:
            text = _listed(source, fetcher)
        except FetchError as error:
            yield problem(source, source.location, error.reason, str(error), step="fetch")
            return
        except OSError as error:
            yield problem(source, source.location, "no_files", str(error), step="fetch")
            return
        for url in dict.fromkeys(line.split("#")[0].strip() if " #" in line else line.strip() for line in text):
            if url and not url.startswith("#"):
                yield from caught(source, url, page_at(url, source, access, fetcher))


def _listed(source: Source, fetcher: Fetcher) -> list[str]:
    if "://" in source.location:
        return fetcher.get(source.location).body.decode("utf8", "replace").splitlines()
    return Path(source.location).read_text(encoding="utf8", errors="replace").splitlines()


def page_at(url: str, source: Source, access: Access, fetcher: Fetcher, **said: Any) -> Iterator[Found]:
    """The item that stands at this url, unless it has not changed; `said` is what a feed or sitemap knows about it."""
    marks: dict[str, dict[str, str]] = access.state.setdefault("pages", {})
    try:
        fetched = fetcher.get(url, marks.get(url), accept="text/html,application/xhtml+xml,*/*;q=0.5")
    except FetchError as error:
        yield problem(source, url, error.reason, str(error), step="fetch")
        return
    if fetched.is_unchanged:
        access.unchanged_count += 1
        return
    if fetched.media not in _PAGES:
        says = f"{fetched.media} is no page: HTML, plain text or JSON is read"
        yield problem(source, url, "unknown_format", says, step="fetch")
    else:
        yield item_of(fetched, source, access, **{"external_id": canonical_url(url) or url, "key": url, **said})
    remember(marks, url, fetched.mark)


def item_of(fetched: Fetched, source: Source, access: Access, **said: Any) -> RawItem:
    """The raw item that was fetched."""
    media = {"text/plain": TEXT, "application/json": JSON}.get(fetched.media, HTML)
    given = {"publisher": source.publisher, "language": source.language, **{k: v for k, v in said.items() if v}}
    return RawItem(
        source_name=source.name,
        place=fetched.url,
        payload=fetched.body,
        media=media,
        charset=fetched.charset,
        fetched_at=access.now(),
        url=fetched.url,
        **given,
    )


def remember(marks: dict[str, Any], url: str, mark: Any) -> None:
    """Keep what the next request of this url needs, the newest last."""
    marks.pop(url, None)
    if mark:
        marks[url] = mark
    while len(marks) > REMEMBERED:
        del marks[next(iter(marks))]
