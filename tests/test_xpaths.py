"""Expressions that remember find what trafilatura's own find, on trees of its own words and on real pages."""

import gzip
import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import trafilatura.xpaths
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import Element, HtmlElement
from trafilatura.htmlprocessing import convert_tags
from trafilatura.settings import Extractor

from transforms.articles import xpaths
from transforms.articles.decoding import charset_in, decoded
from transforms.articles.main_text import _payload_of, _tree_of
from transforms.articles.pages import without_scripts
from transforms.articles.xpaths import RememberingXPath, remember, remembering

from .test_readers import unpacked


def expressions() -> dict[str, Any]:
    """Trafilatura's own, whatever was put in their place before."""
    spec = importlib.util.find_spec("trafilatura.xpaths")
    assert spec
    assert spec.loader
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    lists = {name: found for name, found in vars(fresh).items() if isinstance(found, list)}
    return {f"{name}[{at}]": xpath for name, found in lists.items() for at, xpath in enumerate(found)}


THEIRS = expressions()
OURS = {name: found for name, xpath in THEIRS.items() if isinstance(found := remembering(xpath), RememberingXPath)}
# What makes a main text, in fast mode and without comments.
USED = re.compile(r"(?:BODY|REMOVE|RAW_TREE|OVERALL|TEASER|PRECISION|DISCARD_IMAGE)\w+\[\d\]")


def differing(tree: HtmlElement) -> list[str]:
    """The expressions that find something else in this tree."""
    wrong = []
    for name, ours in OURS.items():
        theirs = THEIRS[name](tree)
        if ours(tree) != (theirs[:1] if THEIRS[name].path.strip().endswith("[1]") else theirs):
            wrong.append(name)
    return wrong


def test_those_that_cost_the_most_remember_and_the_others_are_left_as_they_are() -> None:
    assert {name for name in THEIRS if USED.fullmatch(name)} - OURS.keys() == {
        "BODY_XPATH[1]", "BODY_XPATH[4]", "PRECISION_DISCARD_XPATH[0]",
    }  # fmt: skip
    assert all(remembering(xpath) is xpath for name, xpath in THEIRS.items() if name not in OURS)


WORDS = sorted({
    word
    for xpath in THEIRS.values()
    for said in re.findall(r"'([^']*)'|\"([^\"]*)\"", xpath.path)
    for word in re.split(r"[|()?:^$\[\]\\]+", "".join(said))
    if word
})  # fmt: skip
NAMES = sorted({name for ours in OURS.values() for name in ours._said})
VALUES = st.lists(st.sampled_from(WORDS) | st.sampled_from(["x", " ", "-", "T", "\n"]), max_size=3).map("".join)
ATTRIBUTES = st.lists(st.tuples(st.sampled_from(["id", "class", *NAMES]), VALUES), max_size=3, unique_by=lambda a: a[0])
TAGS = st.sampled_from("div section article main p span aside list item details ul ol h1 a td".split())


def tree_of(tag: str, attributes: list[tuple[str, str]], below: list[HtmlElement]) -> HtmlElement:
    element = Element(tag)
    for name, value in attributes:
        element.set(name, value)
    element.extend(below)
    return element


LEAVES = st.builds(tree_of, TAGS, ATTRIBUTES, st.just([]))
TREES = st.recursive(LEAVES, lambda below: st.builds(tree_of, TAGS, ATTRIBUTES, st.lists(below, max_size=4)))


@given(TREES)
def test_they_find_the_same_elements_in_the_same_order(tree: HtmlElement) -> None:
    assert differing(tree) == []
    assert differing(tree) == []  # from memory


def test_of_two_attributes_the_one_written_first_counts() -> None:
    first, second = [("class", "cookie"), ("id", "x")], [("id", "x"), ("class", "cookie")]
    tree = tree_of("body", [], [tree_of("div", given, []) for given in (second, first, second)])
    assert differing(tree) == []
    assert OURS["OVERALL_DISCARD_XPATH[0]"](tree) == [tree[1]]


def test_what_is_remembered_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xpaths, "_MOST_REMEMBERED", 5)
    ours: Any = remembering(THEIRS["TEASER_DISCARD_XPATH[0]"])
    tree = tree_of("body", [], [tree_of("div", [("class", f"teaser{number}")], []) for number in range(12)])
    tree.append(tree_of("div", [("class", "teaser" * 100)], []))
    assert ours(tree) == list(tree)
    assert 0 < len(ours._said["class"]) <= 5
    assert all(len(value) < 20 for value in ours._said["class"])


def test_they_take_the_place_of_trafilaturas_own_once() -> None:
    remember()
    assert isinstance(trafilatura.xpaths.BODY_XPATH[0], RememberingXPath)
    assert remembering(trafilatura.xpaths.BODY_XPATH[0]) is trafilatura.xpaths.BODY_XPATH[0]


@pytest.mark.slow
def test_they_find_the_same_on_real_pages(shared: Path, tmp_path: Path) -> None:
    for name in ("article-pages.tar.gz", "fundus-pages.tar.gz"):
        unpacked(shared, name, tmp_path)
    pages = [gzip.decompress(path.read_bytes()) for path in sorted(tmp_path.rglob("*.html.gz"))]
    assert len(pages) >= 179
    for number, payload in enumerate(pages):
        page, _ = without_scripts(decoded(payload, charset_in(payload)).text)
        tree: Any = _tree_of(page, _payload_of(page))
        assert differing(tree) == []
        if number % 3 == 0:  # the other tags, with the same ids and classes
            assert differing(convert_tags(tree, Extractor(fast=True))) == []
