"""The article on an HTML page: main text, headline, writer, day, canonical url (trafilatura)."""

import html
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from transforms.articles.items import RawItem
from transforms.articles.main_text import main_text
from transforms.articles.metadata import metadata_of
from transforms.articles.repair import one_line, repaired
from transforms.lexicon import seed_map, seed_rows
from transforms.rows import Issue

_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section article figure figcaption hr dd dt pre".split()
)
_WHITE = re.compile(r"\s+")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = frozenset("script style template noscript iframe svg form button".split())


# Looking at the first letter alone is faster.
_HIDDEN = re.compile(r"<(?=[!sti])(?:(script|style|svg|template|iframe)\b|!--)", re.IGNORECASE)
_CLOSING = {
    "": re.compile("-->"),
    **{name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "svg", "template", "iframe")},
}
# News pages have some thousand tags; a page of a million would keep the reader busy for minutes.
_MOST_TAGS = 60_000
# Words; a page that says more than this and "log in to continue" is an article with a teaser at its end.
_LONGEST_WALL = 120
_LONGEST_HEADLINE = 200  # characters
_LONGEST_MARK = 30  # characters; of seeds/pointers.csv


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page: its text, one paragraph a line, and the item with the page's metadata filled in."""

    item: RawItem
    text: str
    canonical_url: str | None = None
    is_paywalled: bool = False


def fragment_text(fragment: str) -> str:
    """The text of a piece of HTML, all of it, one paragraph a line."""
    if "<" not in fragment:
        return repaired(html.unescape(fragment), is_plain=False)
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
    return repaired("".join(parts), is_plain=False)


def page_of(page: str, item: RawItem) -> Page | Issue:
    """The article of a page; an issue when there is none on it, or a login or consent form in its place."""
    bare, scripts = without_scripts(page)
    if bare.count("<") > _MOST_TAGS:
        return _issue(item, "too_large", f"{bare.count('<'):,} tags are no news page; at most {_MOST_TAGS:,} are read")
    said = metadata_of(bare, scripts)
    text = without_pointers(main_text(bare))
    wall = wall_in(said.title, text)
    if wall:
        return _issue(item, "wall", f"a {wall} page stands in place of the article: {(said.title or text)!r:.80}")
    if not text:
        return _issue(item, "no_text", "no main text was found on the page")
    given: dict[str, Any] = {
        "title": item.title or one_line(said.title),
        "byline": item.byline or said.byline,
        "publisher": item.publisher or said.publisher,
        "section": item.section or said.section,
        "language": said.language or item.language,
    }
    if not item.published_at and said.published_at:
        given |= {"published_at": said.published_at, "published_at_basis": "html"}
    return Page(replace(item, **given), text, said.canonical_url, said.is_paywalled)


def without_scripts(page: str) -> tuple[str, list[str]]:
    """The page without scripts, styles, drawings and comments, and the JSON-LD scripts it had.

    What is never closed hides the rest of the page, as in a browser; time grows with the length of the page only.
    """
    kept: list[str] = []
    scripts: list[str] = []
    at = 0
    while found := _HIDDEN.search(page, at):
        kept.append(page[at : found.start()])
        name = (found[1] or "").lower()
        end = _CLOSING[name].search(page, found.end())
        if not end:
            return "".join(kept), scripts
        if name == "script" and "ld+json" in page[found.end() : found.end() + 200]:
            scripts.append(page[page.index(">", found.end()) + 1 : end.start()])
        at = end.end()
    kept.append(page[at:])
    return "".join(kept), scripts


def without_pointers(text: str) -> str:
    """The text without paragraphs that only lead to other articles ("Read more: Two lions killed")."""
    return "\n".join(line for line in text.split("\n") if not _is_pointer(line))


def _is_pointer(line: str) -> bool:
    mark, _, headline = line.partition(":")
    mark = mark.strip(" .…")
    if len(mark) > _LONGEST_MARK:
        return False
    is_headline = len(headline) <= _LONGEST_HEADLINE and not headline.endswith(".")
    return is_headline and mark.casefold().replace("’", "'") in pointers()


@cache
def pointers() -> frozenset[str]:
    """What stands before the headline of another article, from seeds/pointers.csv."""
    return frozenset(row["mark"] for row in seed_rows("pointers", "mark"))


def wall_in(title: str | None, text: str) -> str | None:
    """What kind of page stands in place of an article (consent, login, robot, javascript); null when none does."""
    if len(text.split()) > _LONGEST_WALL:
        return None
    said = f"{title or ''}\n{text}".casefold().replace("’", "'")
    return next((kind for mark, kind in walls().items() if mark in said), None)


@cache
def walls() -> dict[str, str]:
    """What pages say that stand in place of an article, from seeds/walls.csv, and what kind of page says so."""
    return seed_map("walls", "mark", lambda row: row["kind"])


def _issue(item: RawItem, reason: str, says: str) -> Issue:
    return Issue.at(item.place, step="read", reason=reason, says=says, source_name=item.source_name)
