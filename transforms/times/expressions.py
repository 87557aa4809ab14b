"""Finding expressions of time in a text: those that begin with a word, and those that begin with a number."""

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.times.expression import Expression
from transforms.times.numbered import counted, numeric
from transforms.times.worded import worded

# What rose from last year, or from twelve months ago, did not begin then.
_COMPARED = re.compile(
    r"\bfrom\s(?:the\s.*|(?:last|previous|prior|same|year-ago|year-earlier)\b.*|[^.]*\b(?:ago|earlier|before|previously))\Z"
    r"|\bin\s(?:19|20)\d\d\sfrom\s(?:19|20)\d\d\Z"
)
_DAYS = frozenset(("day", "week", "month"))
_FULL_STOP = re.compile(r"(?:[A-Za-z]{5,}|May|June|July|\d|[ap]m|[AP]M)\.\Z")


def expressions_in(text: str) -> Iterator[Expression]:
    """The expressions of time of a text, in order, the longest first where they overlap."""
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
            yield replace(expression, end=stop, modifier=None if compared or topical else expression.modifier)
            end = stop
