"""What a page says about its article: schema.org's JSON-LD, then meta tags, then visible marks."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from transforms.articles.moments import moment_of

_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_META = re.compile(r"<(?=[mlth])(meta|link|time|html)\s([^<>]*)>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)", re.IGNORECASE)
_H1 = re.compile(r"<h1\b[^<>]*>(.{1,600}?)</h1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ARTICLES = ("Article", "BlogPosting", "NewsArticle", "Report")
_DATES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "published_time", "publication_date", "date.created", "dc.date",
    "dc.date.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dcterms.issued", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "ptime",
    "article.published", "article.created", "citation_publication_date", "iso-8601-publish-date", "bt:pubdate",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "byline",
    "article:author_name", "cxenseparse:author", "citation_author", "article.author",
)  # fmt: skip
_PUBLISHERS = ("og:site_name", "application-name", "al:android:app_name")
_TITLES = ("og:title", "twitter:title", "dc.title")
_SECTIONS = ("article:section", "section")
_LANGUAGES = ("og:locale", "content-language")
# No other meta tag is read; some hold the settings of a whole site.
_NAMES = frozenset((*_DATES, *_AUTHORS, *_PUBLISHERS, *_TITLES, *_SECTIONS, *_LANGUAGES, "og:url"))
_VISIBLE_AUTHOR = re.compile(
    r"<(?:a|span|div|p|address|li)\s[^<>]{0,300}?(?:rel|itemprop|class|id)\s*=\s*[\"']?[^\"'<>]{0,80}\b(?:author|byline)\b[^<>]{0,300}>"
    r"(?:\s|<[^<>]{0,300}>){0,6}(?:by\s+)?([^<>]{3,80})<",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*|de|van|von|der|al|bin|and|,|&)(?: |$)")
_SEPARATOR = re.compile(r"\s+[|–—\-:•»·]\s+")


@dataclass(slots=True)
class Metadata:
    """What a page says about its article; null where it says nothing."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    section: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    is_paywalled: bool = False


def metadata_of(page: str, scripts: list[str]) -> Metadata:
    """The metadata of a page without its scripts, and of the JSON-LD scripts it had."""
    said = _meta(page)
    article = _article(scripts, said.get("og:title"))
    publisher = _first(said, _PUBLISHERS)
    publisher = publisher or _name(article.get("publisher"))
    title = _clean(article.get("headline")) or _first(said, _TITLES)
    return Metadata(
        title=_without_site(title or _heading(page) or _page_title(page), publisher, said.get("og:url")),
        byline=_byline(page, article, said, publisher),
        publisher=publisher,
        published_at=_date(article, said),
        section=_first(said, _SECTIONS) or _name(article.get("articleSection")),
        language=said.get("html:lang") or _first(said, _LANGUAGES),
        canonical_url=said.get("link:canonical") or said.get("og:url"),
        is_paywalled=str(article.get("isAccessibleForFree", "true")).lower() == "false",
    )


def _meta(page: str) -> dict[str, str]:
    """Names of meta tags that are asked for and their content, lower case names, first come first."""
    found: dict[str, str] = {}
    for tag, written in _META.findall(page):
        kind = tag.lower()
        if kind == "link" and "canonical" not in written.lower():  # most are style sheets and icons
            continue
        given = {m[0].lower(): m[1] or m[2] or m[3] for m in _ATTRIBUTE.findall(written)}
        if kind == "meta":
            names = [
                _plain(given[key]).lower() for key in ("property", "name", "itemprop", "http-equiv") if key in given
            ]
            asked = [name for name in names if name in _NAMES]
            if asked and (content := _plain(given.get("content", ""))):
                for name in asked:
                    found.setdefault(name, content)
        elif kind == "link" and "canonical" in _plain(given.get("rel", "")).lower().split():
            found.setdefault("link:canonical", _plain(given.get("href", "")))
        elif kind == "html" and (language := _plain(given.get("lang", ""))):
            found.setdefault("html:lang", language)
        elif kind == "time" and (moment := _plain(given.get("datetime", ""))):
            is_said = "pubdate" in written.lower() or "datepublished" in _plain(given.get("itemprop", "")).lower()
            found.setdefault("time:published" if is_said else "time:first", moment)
    return found


def _plain(written: str) -> str:
    return (html.unescape(written) if "&" in written else written).strip()


def _article(scripts: list[str], title: str | None) -> Mapping[str, Any]:
    """The JSON-LD object of the page's own article: that with the page's title, else the first."""
    found = [one for script in scripts for one in _objects(_loaded(script), depth=0) if _is_article(one)]
    same = [one for one in found if title and (_clean(one.get("headline")) or "\n") in title]
    return (same or found or [{}])[0]


def _loaded(script: str) -> Any:
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip().removesuffix(";")
    try:
        return json.loads(script.removeprefix("//<![CDATA[").removesuffix("//]]>"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(said: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(said, list):
        for one in said[:50]:
            yield from _objects(one, depth + 1)
    elif isinstance(said, Mapping):
        yield said
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(said.get(key), depth + 1)


def _is_article(said: Mapping[str, Any]) -> bool:
    kinds = said.get("@type")
    return any(str(kind).endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _date(article: Mapping[str, Any], said: Mapping[str, str]) -> str | None:
    written = [article.get("datePublished"), *(said.get(name) for name in _DATES), said.get("time:published")]
    written += [article.get("dateCreated"), said.get("time:first")]
    return next((str(one) for one in written if one and moment_of(str(one))), None)


def _byline(page: str, article: Mapping[str, Any], said: Mapping[str, str], publisher: str | None) -> str | None:
    told = _authors(article) or _meta_author(said)
    if told and _squeezed(told) != _squeezed(publisher or ""):
        return told
    # Systems that name the house as author often print the writer all the same.
    shown = map(_clean, _shown_authors(page))
    return next((name for name in shown if name and 2 <= len(name.split()) <= 6 and not _NAME.sub("", name)), told)


def _shown_authors(page: str) -> Iterator[str]:
    """What stands in elements that are called author or byline; only tags with such a word are looked at."""
    # Letters of other alphabets are no part of such a word, and each stays one.
    lower = page.encode("ascii", "replace").lower()
    words = sorted(found.span() for word in (b"author", b"byline") for found in re.finditer(word, lower))
    end = at = 0
    for begins, ends in words:
        if begins < at:
            continue
        start = page.rfind("<", end, begins)
        shown = _VISIBLE_AUTHOR.match(page, start) if start >= 0 else None
        if shown:
            yield shown[1]
            end = at = shown.end()
        elif (at := page.find("<", ends)) < 0:
            return


def _authors(article: Mapping[str, Any]) -> str | None:
    said = article.get("author") or article.get("creator")
    names = [_name(one) for one in (said if isinstance(said, list) else [said])]
    return ", ".join(dict.fromkeys(name for name in names if name and not _is_address(name))) or None


def _meta_author(said: Mapping[str, str]) -> str | None:
    return next((said[name] for name in _AUTHORS if said.get(name) and not _is_address(said[name])), None)


def _is_address(name: str) -> bool:
    return "://" in name or name.startswith(("@", "/", "www.")) or len(name) > 200


def _name(said: Any) -> str | None:
    if isinstance(said, list):
        return next((name for name in map(_name, said) if name), None)
    if isinstance(said, Mapping):
        said = said.get("name")
        return _name(said) if isinstance(said, list) else _clean(said)
    return _clean(said)


def _clean(said: Any) -> str | None:
    if not isinstance(said, str):
        return None
    return " ".join(html.unescape(_TAG.sub(" ", said) if "<" in said else said).split()) or None


def _first(said: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if said.get(name)), None)


def _heading(page: str) -> str | None:
    found = [_clean(one) for one in _H1.findall(page)[:5]]
    # Two top headings are a logo and something else; none of them is sure to be the headline.
    return found[0] if len(found) == 1 else None


def _page_title(page: str) -> str | None:
    found = _TITLE.search(page)
    return _clean(found[1]) if found else None


def _without_site(title: str | None, publisher: str | None, url: str | None) -> str | None:
    """ "Five killed in Kyiv | BBC News" without the name of the site after the last separator."""
    if not title:
        return None
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    host = (urlsplit(url or "").hostname or "").replace(".", "")
    sites = {_squeezed(publisher or ""), _squeezed(publisher or "").removeprefix("the")} - {""}
    last = _squeezed(parts[-1])
    if last and (last in sites or last.removeprefix("the") in sites or (len(last) > 3 and last in host)):
        return title[: title.rindex(parts[-1])].rstrip(" |–—-:•»·")
    return title


def _squeezed(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
