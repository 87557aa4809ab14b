"""Finding expressions of time in a text: those that begin with a word, and those that begin with a number."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from transforms.times.calendar import Days
from transforms.times.expression import Expression
from transforms.times.numbered import counted, numeric
from transforms.times.worded import worded

# What rose from last year, or from twelve months ago, did not begin then.
_COMPARED = re.compile(
    r"\bfrom\s(?:the\s.*|(?:last|previous|prior|same|year-ago|year-earlier)\b.*|[^.]*\b(?:ago|earlier|before|previously))\Z"
    r"|\bin\s(?:19|20)\d\d\sfrom\s(?:19|20)\d\d\Z"
)
_ORDER = {unit: at for at, unit in enumerate("second minute hour day week month quarter year decade century".split())}
_DAYS = frozenset(("day", "week", "month"))
_FULL_STOP = re.compile(r"(?:[A-Za-z]{5,}|May|June|July|\d|[ap]m|[AP]M)\.\Z")


# between 2016 and 2021, from Monday to Friday
_SPANS = (("between ", re.compile(r"\s(?:and)\s")), ("from ", re.compile(r"\s(?:to|until|till|through)\s(?:the\s)?")))
# put off from Monday to Friday: two days, not a span
_MOVED = re.compile(
    r"\b(?:mov|postpon|delay|push|bring|brought|reschedul|shift|chang|rais|extend|revis|put)\w*\b[^.;]*\Z", re.I
)


def expressions_in(text: str) -> Iterator[Expression]:
    """The expressions of time of a text, in order, the longest first where they overlap; a span is one."""
    before: Expression | None = None
    for found in _apart(text):
        if before is not None and _as_one(text, before, found):
            before = replace(before, end=found.end)
            continue
        span = None if before is None else _span(text, before, found)
        if before is not None and span is None:
            yield before
        before = span or found
    if before is not None:
        yield before


def _span(text: str, first: Expression, last: Expression) -> Expression | None:
    """From the first to the last of two days, months or years; null where the words between make none of them."""
    if (first.kind, first.grain) != ("date", last.grain) or last.kind != "date" or first.grain is None:
        return None
    lead, gap = text[max(0, first.start - 60) : first.start].lower(), text[first.end : last.start]
    led = next((word for word, joint in _SPANS if lead.endswith(word) and joint.fullmatch(gap)), None)
    if led is None or (led == "from " and _MOVED.search(lead)):
        return None

    def resolve(anchor: date | None, tense: str) -> Days:
        high = last.resolve(anchor, tense)
        low = first.resolve(high.low, "past")  # the last such day before the end of the span
        if low.low is None or high.high is None or low.low > high.high:
            return Days(None, None, high.used_anchor)
        return Days(low.low, high.high, high.used_anchor)

    return replace(first, end=last.end, resolve=resolve, modifier=None, asks_tense=last.asks_tense)


def _as_one(text: str, first: Expression, last: Expression) -> bool:
    """Whether two durations are one: six months and six days, but neither two days and ten days nor 1 to 2 years."""
    if (first.kind, last.kind) != ("duration", "duration") or text[first.end : last.start] != " and ":
        return False
    return _ORDER.get(first.grain or "", 0) > _ORDER.get(last.grain or "", 9)


def _apart(text: str) -> Iterator[Expression]:
    found = [*worded(text), *numeric(text), *counted(text)]
    found.sort(key=lambda e: (e.start, -e.end))
    end = -1
    for expression in found:
        if expression.start >= end:
            stop = expression.end - bool(_FULL_STOP.search(text, expression.start, expression.end))
            compared = expression.modifier == "after" and _COMPARED.search(text, max(0, expression.start - 13), stop)
            topical = (
                expression.modifier == "about"
                and expression.grain in _DAYS
                and text.endswith("bout ", 0, expression.start)
            )
            modifier = None if compared or topical else expression.modifier
            is_as_found = (stop, modifier) == (expression.end, expression.modifier)
            yield expression if is_as_found else replace(expression, end=stop, modifier=modifier)
            end = stop
