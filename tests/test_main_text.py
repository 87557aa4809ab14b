"""The steps of main_text find what trafilatura's own extraction finds in a page, in both modes."""

import gzip
import importlib.util
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import XHTMLParser, fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document
from trafilatura.utils import load_html

from transforms.articles.decoding import charset_in, decoded
from transforms.articles.main_text import _extracted, _lighten, _options, _quicker, main_text
from transforms.articles.pages import without_scripts
from transforms.articles.repair import repaired

from .test_readers import unpacked

XHTML = XHTMLParser()


def theirs(page: str, *, is_precise: bool) -> str:
    tree = load_html(page)
    if tree is not None and is_precise:
        _lighten(tree)
    found = tree is not None and bare_extraction(tree, options=_options(is_precise=is_precise))
    return repaired(found.text or "", is_plain=False) if isinstance(found, Document) else ""


def differing(page: str) -> list[bool]:
    """The modes in which another text is found."""
    return [mode for mode in (True, False) if _extracted(page, is_precise=mode) != theirs(page, is_precise=mode)]


def test_the_text_of_real_pages_is_the_same(shared: Path, tmp_path: Path) -> None:
    homes = [unpacked(shared, name, tmp_path) for name in ("article-pages.tar.gz", "fundus-pages.tar.gz")]
    for path in sorted(homes[0].rglob("*.html.gz"))[::4]:
        payload = gzip.decompress(path.read_bytes())
        assert differing(without_scripts(decoded(payload, charset_in(payload)).text)[0]) == []


WORDS = st.sampled_from([
    "The minister said on Monday that the bridge would be closed for two weeks. ",
    "Nobody was hurt, and the road is open again. ", "Read more", "Share this", "x\ufffe", "a & b", "\xa0", "",
])  # fmt: skip
SAID = st.sampled_from([
    "", ' class="article-body"', ' class="teaser"', ' class="comment-list"', ' id="disqus_thread"', ' class="nav"',
    ' id="infinite-scroll"', ' class="elementor-share-buttons"', ' style="display:none"', ' role="presentation"',
    ' aria-hidden="true"', ' class="caption"', ' class="schema-faq-question"', ' href="/news"', ' lang="en"',
])  # fmt: skip
TAGS = st.sampled_from(
    "div p p p section article main aside ul ol li dl dd a a span strong h1 h2 table tr td th figure form details "
    "summary blockquote pre code header footer nav noscript math sub q label br hr img".split()
)


def element(tag: str, said: str, within: list[str], tail: str) -> str:
    return f"<{tag}{said}>{''.join(within)}</{tag}>{tail}"


FIGURE = st.builds("<figure><table><tr><td>{}</td></tr></table></figure>{}".format, WORDS, WORDS)
MATH = st.builds('<math alttext="x = {}"></math>{}'.format, st.integers(0, 9), WORDS)
PARTS = st.recursive(
    WORDS | FIGURE | MATH, lambda parts: st.builds(element, TAGS, SAID, st.lists(parts, max_size=4), WORDS)
)
PAGES = st.lists(PARTS, min_size=1, max_size=12).map(lambda parts: f"<html><body>{''.join(parts)}</body></html>")


@given(PAGES)
def test_the_text_of_any_page_is_the_same(page: str) -> None:
    assert differing(page) == []


LONG = "<p>" + "Four men were held after the fire at the mill, police said. " * 12 + "</p>"


@pytest.mark.parametrize(
    "beginning",
    [
        "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' /><html>", "<!DOCTYPE html>\n<html lang='en' />\n",
        "<!doctype html><html>", "<html xmlns='x'/>\n", "\x00<html>", "<p>no page", "", "<!DOCTYPE html><!-- -->\n\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("filler", ["", "<p>\x0bA\ufffe \uffff</p>", f"<!-- {'x' * 9000} -->", "\n" * 9000])
def test_a_page_is_repaired_as_trafilatura_does(beginning: str, filler: str) -> None:
    page = beginning + filler + f"<body><div class='article-body'>{LONG * 2}</div></body></html>"
    assert differing(page) == []
    assert "Four men were held" in main_text(page)


@pytest.mark.parametrize("page", ["", " ", "<!-- -->", "<html></html>", "no tag at all"])
def test_a_page_without_text_has_none(page: str) -> None:
    assert main_text(page) == theirs(page, is_precise=True) == ""


def fresh_link_density_test() -> Any:
    """trafilatura's own, whatever was put in its place before."""
    spec = importlib.util.find_spec("trafilatura.htmlprocessing")
    assert spec
    assert spec.loader
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    return fresh.link_density_test


THEIR_TEST = fresh_link_density_test()
LENGTHS = (0, 8, 50, 90, 150, 250, 290, 310, 600, 2500)  # characters


@pytest.mark.parametrize("tag", ["div", "p", "list"])
@pytest.mark.parametrize("after", ["", "<b>x</b>"])
@pytest.mark.parametrize("link", ["<ref>{}</ref>", "<p><ref>{}</ref></p>"])
def test_links_are_told_as_trafilatura_tells_them(tag: str, after: str, link: str) -> None:
    for length, linked, count in itertools.product(LENGTHS, LENGTHS, (0, 1, 2, 4, 5, 9)):
        links = link.format("a link "[: linked // max(count, 1)] + "x" * (linked // max(count, 1) - 7)) * count
        text = f"{'of it' * (length // 5)}\n \xa0"
        for within in (text + links, links + text):
            tree = fromstring(f"<div><{tag}>{within}</{tag}>{after}</div>", parser=XHTML)
            for mode in (True, False):
                assert _quicker(THEIR_TEST)(tree[0], mode) == THEIR_TEST(tree[0], mode), within
