"""The main text of an HTML page: trafilatura's rules, in steps that cost less."""

import logging
from collections.abc import Callable
from copy import copy
from functools import cache
from typing import TYPE_CHECKING

from transforms.articles.repair import repaired
from transforms.articles.xpaths import remember

if TYPE_CHECKING:
    from lxml.html import HtmlElement, HTMLParser
    from trafilatura.settings import Extractor

_SHORT = 600  # characters
_CONTROL = bytes({*range(0x20)} - {*b"\t\n\r"})
_TOP = 8192  # characters
# One of these is in what RAW_TREE_PRUNE_XPATH takes out: other articles below the page's own, and buttons.
_APPENDED = (b"mvp-post-add-", b"infinite", b"elementor-share-buttons")

# What trafilatura's link_density_test keeps for sure: as many characters, of which links are no more than this share.
_LONG, _FEW_LINKS = 300, 0.8
_BEGINNING = 2000  # characters; they are enough to tell
_LinkTest = Callable[["HtmlElement", bool], tuple[bool, bool]]


def main_text(page: str) -> str:
    """The main text of a page without scripts, one paragraph a line; empty when it has none."""
    # Precision first; where that leaves next to nothing, recall: together better than either (benchmarks/sources.md).
    text = _extracted(page, is_precise=True)
    return text if len(text) >= _SHORT else max(text, _extracted(page, is_precise=False), key=len)


def _extracted(page: str, *, is_precise: bool) -> str:
    _settle_trafilatura()
    payload = _payload_of(page)
    tree = _tree_of(page, payload)
    if tree is None:
        return ""
    if is_precise:
        _lighten(tree)
    has_appended = any(word in payload for word in _APPENDED)
    try:
        text = _text_in(tree, is_precise=is_precise, has_appended=has_appended)
    except (TypeError, ValueError):  # of which trafilatura says that nothing was found
        return ""
    return repaired(text, is_plain=False)


def _text_in(tree: "HtmlElement", *, is_precise: bool, has_appended: bool) -> str:
    """What trafilatura's bare_extraction finds in a tree, which is changed, without copies that other modes need."""
    from trafilatura import xpaths
    from trafilatura.baseline import baseline
    from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
    from trafilatura.main_extractor import extract_content
    from trafilatura.xml import xmltotxt

    options = _options(is_precise=is_precise)
    if has_appended:
        prune_unwanted_nodes(tree, xpaths.RAW_TREE_PRUNE_XPATH)
    prune_unwanted_nodes(tree, xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH)
    if is_precise:
        cleaned = convert_tags(_cleaned(tree), options)
        prune_unwanted_nodes(cleaned, xpaths.REMOVE_COMMENTS_XPATH)
        body, text = extract_content(cleaned, options)
    else:
        body, text = extract_content(convert_tags(tree_cleaning(copy(tree), options), options), options)
        if len(text) < options.min_extracted_size:
            simple_body, simple_text, _ = baseline(tree)
            body, text = max((body, text), (simple_body, simple_text), key=lambda found: len(found[1]))
    return xmltotxt(body, options.formatting) if len(text) >= options.min_output_size else ""


def _cleaned(tree: "HtmlElement") -> "HtmlElement":
    """What trafilatura's tree_cleaning leaves of a tree that is lightened."""
    from lxml import etree
    from trafilatura.htmlprocessing import _handle_forms, prune_html, recover_math
    from trafilatura.settings import MANUALLY_STRIPPED
    from trafilatura.xml import delete_element

    recover_math(tree)
    for element in tree.iter("figure", "table"):
        if element.tag == "figure":
            is_layout = element.find(".//table") is not None
        else:
            is_layout = element.get("role") in ("presentation", "none")
        if is_layout:
            element.tag = "div"
    etree.strip_tags(tree, MANUALLY_STRIPPED)
    for name in ("figure", "math"):
        for element in tree.iter(name):
            delete_element(element)
    _handle_forms(tree)
    return prune_html(tree, "precision")


@cache
def _settle_trafilatura() -> None:
    from trafilatura import htmlprocessing

    remember()
    htmlprocessing.link_density_test = _quicker(htmlprocessing.link_density_test)  # type: ignore[assignment]
    # It logs every page without an article as an error; here that is a row.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def _quicker(link_density_test: _LinkTest) -> _LinkTest:
    """trafilatura's test of an element's links, asked only where they may be too many."""

    def quick(element: "HtmlElement", favor_precision: bool = False) -> tuple[bool, bool]:
        links = list(element.iter("ref"))
        if not links:
            return False, False
        length = len(" ".join(element.text_content()[:_BEGINNING].split()))
        if length >= _LONG and sum(len(link.text_content()) for link in links) <= _FEW_LINKS * length:
            return False, False
        return link_density_test(element, favor_precision)

    return quick


@cache
def _options(*, is_precise: bool) -> "Extractor":
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=True, precision=is_precise, recall=not is_precise, comments=False)


def _payload_of(page: str) -> bytes:
    """The page as trafilatura repairs it before it is parsed."""
    from trafilatura.utils import repair_faulty_html

    # What it repairs is in the first lines; characters that no XML may hold are found faster in bytes.
    top = repair_faulty_html(page[:_TOP], page[:50].lower())
    top = top if "\n" in page[:_TOP] else top.removesuffix("\n")
    payload = (top + page[_TOP:]).encode("utf8", "surrogatepass").translate(None, _CONTROL)
    if b"\xef\xbf" in payload:
        payload = payload.replace("\ufffe".encode(), b"").replace("\uffff".encode(), b"")
    return payload


def _tree_of(page: str, payload: bytes) -> "HtmlElement | None":
    """The tree that trafilatura would make of a page, but of elements that lxml makes without a call of Python each."""
    from lxml import etree
    from lxml.html import fromstring
    from trafilatura.utils import is_dubious_html

    try:
        tree = fromstring(payload, parser=_parser())
    except etree.ParserError:  # nothing is left of it
        return None
    return None if is_dubious_html(page[:50].lower()) and len(tree) < 2 else tree


@cache
def _parser() -> "HTMLParser":
    from lxml import etree
    from lxml.html import HtmlElement, HTMLParser

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _lighten(tree: "HtmlElement") -> None:
    """Take out what trafilatura has no use for, before it looks at every element: menus, footers and the like."""
    from lxml import etree
    from trafilatura.settings import MANUALLY_CLEANED

    # Of these it keeps some.
    etree.strip_elements(tree, *set(MANUALLY_CLEANED) - {"form", "math", "figure"}, with_tail=False)
