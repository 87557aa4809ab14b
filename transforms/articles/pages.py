"""The article on an HTML page: main text, headline, writer, day, canonical url (trafilatura)."""

from dataclasses import dataclass, replace

from transforms.articles.items import RawItem
from transforms.articles.repair import repaired
from transforms.rows import Issue


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page: its text, one paragraph a line, and the item with the page's metadata filled in."""

    item: RawItem
    text: str
    canonical_url: str | None


def page_of(html: str, item: RawItem) -> Page | Issue:
    """The article of a page; an issue when there is none on it, or a login or consent form in its place."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=item.url, fast=True, include_comments=False, with_metadata=False)
    text = repaired(found.text or "", has_entities=False) if found else ""
    if not text:
        return _issue(item, "no_text", "no main text was found on the page")
    return Page(
        replace(
            item,
            title=item.title or found.title,
            byline=item.byline or found.author,
            publisher=item.publisher or found.sitename,
            published_at=item.published_at or found.date,
            published_at_basis=item.published_at_basis or ("html" if found.date else None),
        ),
        text,
        found.url,
    )


def _issue(item: RawItem, reason: str, says: str) -> Issue:
    return Issue.at(item.place, step="read", reason=reason, says=says, source_name=item.source_name)
