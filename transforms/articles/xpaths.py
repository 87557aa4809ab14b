"""trafilatura's XPath expressions, asked once for each different class and id instead of once for every element."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.html import HtmlElement

_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
# Elements below, told by names and attributes alone, of which something more may be asked; all of them or the first.
_BY_ATTRIBUTES = re.compile(
    r"\s*(?P<group>\()?\s*\.//\*\s*"
    r"(?P<own>(?P<tags>\[\s*self::\w+(?:\s+or\s+self::\w+)*\s*\]\s*)?"
    r"(?:\[(?:@[\w-]+|self::\w+|(?:or|and)\b|(?:not|contains|starts-with|translate|re:test)\(|[(),=|\s]|' *')+\]\s*)+)"
    r"(?P<more>\[(?!1\])[^|]*\]\s*)?(?(group)\)\s*)(?P<first>\[1\]\s*)?"
)
# Pages that are written to be remembered are forgotten.
_MOST_REMEMBERED = 10_000
_LONGEST_REMEMBERED = 300  # characters


class RememberingXPath:
    """An XPath that finds elements by their attributes, and remembers what it said of such an element before.

    It finds what the XPath finds, in that order; only the first of all when the XPath asks for a first one.
    """

    def __init__(self, xpath: "XPath", read: re.Match[str]) -> None:
        from lxml.etree import XPath

        own = xpath.path[slice(*read.span("own"))]
        self._xpath = xpath
        self._is_told = XPath(f"boolean(self::*{own})", namespaces={"re": "http://exslt.org/regular-expressions"})
        self._tags = re.findall(r"self::(\w+)", read["tags"] or "") or ["*"]
        self._names = list(dict.fromkeys(re.findall(r"@([\w-]+)", read["own"])))
        # The string of several attributes is that of the one written first.
        self._is_ordered = "|" in read["own"]
        self._has_more, self._is_first = bool(read["more"]), bool(read["first"])
        self._said: dict[tuple[Any, ...], bool] = {}

    def __call__(self, tree: "HtmlElement") -> list["HtmlElement"]:
        """What it finds in a tree."""
        found = []
        said, names, is_ordered = self._said, self._names, self._is_ordered
        for element in tree.iterdescendants(*self._tags):
            key = (element.tag, *map(element.get, names))
            if is_ordered and len(names) - key.count(None) > 1:
                key += tuple(name for name in element.attrib if name in names)
            is_told = said.get(key)
            if is_told is None:
                is_told = self._asked(element, key)
            if is_told:
                found.append(element)
                if self._is_first:
                    break
        return self._xpath(tree) if found and self._has_more else found

    def _asked(self, element: "HtmlElement", key: tuple[Any, ...]) -> bool:
        is_told: bool = self._is_told(element)
        if len(self._said) >= _MOST_REMEMBERED:
            self._said.clear()
        if sum(len(value) for value in key if value) <= _LONGEST_REMEMBERED:
            self._said[key] = is_told
        return is_told


def remembering(xpath: "XPath") -> "XPath | RememberingXPath":
    """The same expression that remembers, or itself where more than attributes tells what it finds."""
    path = _STRING.sub(lambda found: f"'{' ' * (len(found[0]) - 2)}'", getattr(xpath, "path", ""))
    read = _BY_ATTRIBUTES.fullmatch(path)
    return RememberingXPath(xpath, read) if read else xpath


@cache
def remember() -> None:
    """Put expressions that remember in the place of trafilatura's own, in this process."""
    from trafilatura import xpaths

    for expressions in vars(xpaths).values():
        if isinstance(expressions, list):
            expressions[:] = map(remembering, expressions)
