"""One expression of time as found, and the words that its readers share."""

import re
from datetime import date

from transforms.times.calendar import Resolver
from transforms.values import value

# Pieces of the patterns that recognise expressions.
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
UNIT = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))"
# What is said to last four days, not the last four of them.
_LASTS = re.compile(r"\b(?:to|and|will|would|can|could|may|might|should|must|not|n['’]t)\s$", re.I)
PART = r"(?:morning|afternoon|evening|night|noon|lunchtime)"

_MODIFIERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\b(?:by|before|until|till|no later than|ahead of|prior to|up to)\s+(?:the\s+)?(?:on\s+)?$", re.I),
        "before",
    ),
    (
        re.compile(
            r"\b(?:after|since|from|starting|beginning|following|as of|as early as)\s+(?:the\s+|in\s+|on\s+)?$", re.I
        ),
        "after",
    ),
    (
        re.compile(r"\b(?:early(?:\s+(?:in|on))?|(?:the\s+)?(?:beginning|start|opening)\s+of)\s+(?:the\s+)?$", re.I),
        "start",
    ),
    (re.compile(r"\b(?:late(?:\s+(?:in|on))?|later|(?:the\s+)?(?:end|close)\s+of)\s+(?:the\s+)?$", re.I), "end"),
    (
        re.compile(
            r"\b(?:about|(?<!turn )(?<!turned )(?<!turning )around|circa|roughly|approximately|some time in"
            r"|sometime in)\s+$",
            re.I,
        ),
        "about",
    ),
)


@value
class Expression:
    """One expression of time as found: what it says, and how its days follow from an anchor day and a tense."""

    start: int
    end: int
    kind: str
    grain: str | None
    resolve: Resolver
    modifier: str | None = None
    asks_tense: bool = False

    def days(self, anchor: date | None, tense: str) -> tuple[date | None, date | None, bool]:
        """First and last day meant, and whether the anchor was needed; a date outside the calendar has none."""
        tense = "future" if self.modifier == "before" and self.asks_tense and tense in ("present", "future") else tense
        try:
            found = self.resolve(anchor, tense)
        except (ValueError, OverflowError):  # 30 February, or three million years ago
            return None, None, False
        return found.low, found.high, found.used_anchor


def modifier_before(text: str, start: int) -> str | None:
    """before, after, start, end or about, by the words that end at this offset."""
    if start == 0 or not text[start - 1].isspace():
        return None
    head = text[max(0, start - 28) : start]
    return next((name for pattern, name in _MODIFIERS if pattern.search(head)), None)


def is_verb_last(text: str, start: int) -> bool:
    """Whether the "last" at this offset is a verb: to last four days."""
    return _LASTS.search(text[max(0, start - 8) : start]) is not None


def integer(written: str | None) -> int | None:
    """The number of these digits; null without any."""
    return int(re.sub(r"\D", "", written)) if written else None
