"""trafilatura's XPath expressions as regular expressions, asked once for each value of a class, an id or the like."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.html import HtmlElement

_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
# Elements below, told by their name and by one attribute or another, of which something more may be asked; all of
# them or the first.
_BY_ATTRIBUTES = re.compile(
    r"\s*(?P<group>\()?\s*\.//\*\s*"
    r"(?:\[\s*(?P<tags>self::\w+(?:\s+or\s+self::\w+)*)\s*\]\s*)?"
    r"\[(?P<tests>(?:@[\w-]+|or\b|(?:contains|starts-with|translate|re:test)\(|[(),=|\s]|' *')+)\]\s*"
    r"(?P<more>(?:\[(?:@[\w-]+|\.//\w+|self::\w+|or\b|(?:not|re:test)\(|[(),\s]|' *')+\]\s*)*)(?(group)\)\s*)"
    r"(?P<first>\[1\]\s*)?"
)
_NAMES = r"(?P<names>@[\w-]+(?:\|@[\w-]+)*)"
# What may be asked of attributes.
_FORMS = tuple(
    re.compile(rf"\s*{form}\s*")
    for form in (
        _NAMES,
        rf"{_NAMES}\s*=\s*'(?P<equal>[^']*)'",
        rf"re:test\({_NAMES},\s*'(?P<pattern>[^']*)'(?:,\s*'(?P<flags>i)')?\)",
        rf"contains\((?P<is_folded>translate\()?{_NAMES}"
        r"(?(is_folded),\s*'(?P<upper>[A-Z]*)',\s*'(?P<lower>[a-z]*)'\)),\s*'(?P<part>[^']*)'\)",
        rf"starts-with\({_NAMES},\s*'(?P<begin>[^']*)'\)",
    )
)
_Test = tuple[tuple[str, ...], re.Pattern[str]]
# Whether an attribute tells an element: no, yes, only when it is written before others.
_NO, _YES, _IF_FIRST = range(3)
# Pages that are written to be remembered are forgotten.
_MOST_REMEMBERED = 10_000
_LONGEST_REMEMBERED = 300  # characters


class RememberingXPath:
    """An XPath that finds elements by their attributes, and remembers what it said of such an attribute before.

    It finds what the XPath finds, in that order; only the first of all when the XPath asks for a first one.
    """

    def __init__(self, read: re.Match[str], tests: list[_Test], more: "XPath | None") -> None:
        self._tags = re.findall(r"self::(\w+)", read["tags"] or "") or ["*"]
        self._tests = tests
        self._more = more
        self._is_first = bool(read["first"])
        names = dict.fromkeys(name for among, _ in tests for name in among)
        self._said: dict[str, dict[str, int]] = {name: {} for name in names}

    def __call__(self, tree: "HtmlElement") -> list["HtmlElement"]:
        """What it finds in a tree."""
        found = []
        for element in tree.iterdescendants(*self._tags):
            for name, value in element.items():
                said = self._said.get(name)
                if said is None:
                    continue
                told = said.get(value)
                if told is None:
                    told = self._asked(name, value)
                if told == _YES or (told == _IF_FIRST and self._is_written_first(element, name, value)):
                    if self._more is None or self._more(element):
                        found.append(element)
                    break
            if found and self._is_first:
                break
        return found

    def _asked(self, name: str, value: str) -> int:
        counts = [len(names) for names, pattern in self._tests if name in names and pattern.search(value)]
        told = _NO if not counts else _YES if 1 in counts else _IF_FIRST
        said = self._said[name]
        if len(said) >= _MOST_REMEMBERED:
            said.clear()
        if len(value) <= _LONGEST_REMEMBERED:
            said[value] = told
        return told

    def _is_written_first(self, element: "HtmlElement", name: str, value: str) -> bool:
        # The string of several attributes is that of the one written first.
        return any(
            pattern.search(value) and next(other for other in element.keys() if other in names) == name  # noqa: SIM118
            for names, pattern in self._tests
            if name in names
        )


def remembering(xpath: "XPath") -> "XPath | RememberingXPath":
    """The same expression that remembers, or itself where more than attributes tells what it finds."""
    from lxml.etree import XPath

    written = getattr(xpath, "path", "")
    path = _STRING.sub(lambda found: f"'{' ' * (len(found[0]) - 2)}'", written)
    read = _BY_ATTRIBUTES.fullmatch(path)
    if not read:
        return xpath
    tests = [_test(one) for one in re.split(r"\bor\b", written[slice(*read.span("tests"))])]
    if not all(tests):
        return xpath
    more = written[slice(*read.span("more"))].strip()
    asks = XPath(f"boolean(self::*{more})", namespaces={"re": "http://exslt.org/regular-expressions"}) if more else None
    return RememberingXPath(read, [test for test in tests if test], asks)


def _test(written: str) -> _Test | None:
    """The names of attributes and what the first of them must match; null for what is told of elements without them."""
    read = next((found for form in _FORMS if (found := form.fullmatch(written))), None)
    if not read:
        return None
    names, said = tuple(read["names"].replace("@", "").split("|")), read.groupdict()
    if "pattern" in said:
        pattern = re.compile(said["pattern"], re.IGNORECASE if said["flags"] else 0)
    elif "part" in said:
        pattern = re.compile(_any_case(said["part"], said["upper"] or "", said["lower"] or ""))
    elif "begin" in said:
        pattern = re.compile(rf"\A{re.escape(said['begin'])}")
    elif len(names) > 1:  # any of them, not the first
        return None
    elif "equal" in said:
        pattern = re.compile(rf"\A{re.escape(said['equal'])}\Z")
    else:
        return names, re.compile("")
    return None if pattern.search("") else (names, pattern)


def _any_case(part: str, upper: str, lower: str) -> str:
    """A pattern for what contains this part once these upper case letters are lower case."""
    letters = dict(zip(lower, upper, strict=True))
    return "".join(f"[{char}{letters[char]}]" if char in letters else re.escape(char) for char in part)


@cache
def remember() -> None:
    """Put expressions that remember in the place of trafilatura's own, in this process."""
    from trafilatura import xpaths

    for expressions in vars(xpaths).values():
        if isinstance(expressions, list):
            expressions[:] = map(remembering, expressions)
