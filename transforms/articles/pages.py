"""The article on an HTML page: main text, headline, writer, day, canonical url (trafilatura)."""

import html
import re
from dataclasses import dataclass, replace

from transforms.articles.items import RawItem
from transforms.articles.repair import one_line, repaired
from transforms.rows import Issue

_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section article figure figcaption hr dd dt pre".split()
)
_WHITE = re.compile(r"\s+")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = frozenset("script style template noscript iframe svg form button".split())


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page: its text, one paragraph a line, and the item with the page's metadata filled in."""

    item: RawItem
    text: str
    canonical_url: str | None


def fragment_text(fragment: str) -> str:
    """The text of a piece of HTML, all of it, one paragraph a line."""
    if "<" not in fragment:
        return repaired(html.unescape(fragment), has_entities=False)
    from lxml import etree

    tree = etree.fromstring(
        f"<div>{_NO_XML.sub('', fragment)}</div>", etree.HTMLParser(remove_comments=True, no_network=True)
    )
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")) if tree is not None else ():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _BLOCKS:
            parts.append("\n")
        if event == "start" and element.tag not in _UNSEEN:
            parts.append(_WHITE.sub(" ", element.text or ""))
        if event == "end":
            parts.append(_WHITE.sub(" ", element.tail or ""))
    return repaired("".join(parts), has_entities=False)


def page_of(page: str, item: RawItem) -> Page | Issue:
    """The article of a page; an issue when there is none on it, or a login or consent form in its place."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(page, url=item.url, fast=True, include_comments=False, with_metadata=True)
    text = repaired(found.text or "", has_entities=False) if isinstance(found, Document) else ""
    if not text or not isinstance(found, Document):
        return _issue(item, "no_text", "no main text was found on the page")
    return Page(
        replace(
            item,
            title=item.title or one_line(found.title),
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
