"""Words that bound or blur a number: more than, nearly, some, or so, from seeds/approximators.csv."""

import re
from collections.abc import Mapping
from functools import cache

from transforms.lexicon import seed_map
from transforms.values import value

_WORDS = re.compile(r"(?:[\w’'.]+(?:-[\w]+)*|[~≈∼><≥≤])")
_LAST_WORDS = re.compile(r"(?:(?:[\w’'.]+\s+){0,4}[\w’'.]+[ -]|[~≈∼><≥≤]\s?)$")
_LASTING = re.compile(r"[\w-]+(?:\s(?:million|thousand|hundred))?\s(?:day|week|month|year|decade|hour|minute|centur)")
_MORE_THAN_LONG = re.compile(
    r"\b(?:for|after|in|took|takes|taken|take|lasted|spent|of|is|was|were|been|just|well|ago|served|than|from|with|by|have|has)\s$|^\W*$"
)
# over two years since it began: no length of time that something took
_ELAPSED = re.compile(
    r"[\w-]+(?:\s(?:million|thousand|hundred))?\s(?:day|week|month|year|decade|hour|minute)s?\s(?:since|ago|after|later|before|old)\b"
)
_MEASURED = re.compile(
    r"[\w.,-]+(?:\s(?:million|thousand|hundred|light))?[\s-]?(?:second|minute|hour|day|week|month|year|decade|mile|km|kilomet|met(?:re|er)"
    r"|f(?:ee|oo)t|yard|inch|percent|per\scent|pct|%|point)",
    re.I,
)
_THEN = re.compile(r"[\w-]+\s(?:day|week|month|quarter|year|decade)s?\s(?:ago|earlier|before|previously)\b")
_AFTER = re.compile(r"\s?(?:-?[a-z+]+)(?:\s[a-z]+){0,2}")


@value
class Bound:
    """What one approximator says, and where it stands."""

    words: str
    bound: str
    is_approx: bool
    start: int
    end: int


@cache
def _known(place: str) -> dict[str, tuple[str, bool]]:
    def read(row: Mapping[str, str]) -> tuple[str, bool, str]:
        return row["bound"], row["is_approx"] == "yes", row["place"]

    rows = seed_map("approximators", "word", read)
    return {word: (bound, approx) for word, (bound, approx, where) in rows.items() if where in (place, "both")}


@cache
def _ends(place: str) -> tuple[str, ...]:
    """The words that an approximator ends with."""
    return tuple({phrase.split()[-1] for phrase in _known(place)})


def bound_before(text: str, start: int) -> Bound | None:
    """The approximator that ends right before this offset, the longest of them."""
    head = text[max(0, start - 44) : start]
    if head.endswith("sub-"):
        return Bound("sub-", "less_than", False, start - 4, start)
    known, ends = _known("before"), _ends("before")
    found = _LAST_WORDS.search(head) if head.lower().rstrip().rstrip("-").endswith(ends) else None
    if found is None:
        return None
    at = start - len(head) + found.start()
    words = [(m.start() + at, m.group().lower()) for m in _WORDS.finditer(found.group())]
    for i in range(len(words)):
        phrase = " ".join(word for _, word in words[i:])
        if phrase in known:
            at = words[i][0]
            is_bracket = phrase == ">" and at > 0 and not text[at - 1].isspace() and text[at - 1] != "("
            return None if is_bracket else _judged(text, phrase, at, start)  # a wire's code: <STOS.S> 50 pct
    return None


def _judged(text: str, phrase: str, at: int, start: int) -> Bound | None:
    bound, approx = _known("before")[phrase]
    if phrase.endswith("er than") and phrase != "longer than" and _THEN.match(text, start):
        return None  # four per cent higher than one year earlier
    if phrase.startswith("within") and not _MEASURED.match(text, start):
        return None  # within two parties
    if phrase in (
        "over",
        "under",
        "above",
        "below",
        "beyond",
        "near",
        "around",
        "about",
        "some",
        "topping",
        "north of",
        "south of",
    ):
        before = text[max(0, at - 12) : at].lower()
        if (
            phrase == "over"
            and re.search(r"\b(?:took|take|takes|taken|taking)\s+$", before)
            and not _LASTING.match(text, start)
        ):
            return None  # took over 12 firms
        if phrase == "over" and re.search(
            r"\b(?:went|go|won|win|lead|victory|all|came|hand|hand(?:ed|ing)|sign(?:ed|ing)?|turn(?:ed|ing)?)\s+$",
            before,
        ):
            return None
        if (
            phrase == "over"
            and _LASTING.match(text, start)
            and not (_MORE_THAN_LONG.search(before) or _ELAPSED.match(text, start))
        ):
            return None  # cut by 9% over two years
        if phrase == "around" and re.search(r"\bturn(?:ed|s|ing)?\s+$", before):
            return None  # the plane turned around four hours into its flight
        if phrase == "about" and re.search(r"\b(?:all|talk\w*|brought|what)\s+$", before):
            return None
        if phrase == "under" and re.search(r"\b(?:children|kids|boys|girls|those|people|adults|anyone)\s+$", before):
            return Bound(phrase, bound, approx, at, start)
    return Bound(phrase, bound, approx, at, start)


def bound_after(text: str, end: int) -> Bound | None:
    """The approximator that begins right after this offset (or more, -odd)."""
    if text[end : end + 1] not in (" ", "-", "+"):
        return None
    if text[end] == "+":
        return Bound("+", "at_least", False, end, end + 1) if not text[end + 1 : end + 2].isdigit() else None
    known = _known("after")
    found = _AFTER.match(text, end)
    if found is None:
        return None
    words = found.group().strip().split()
    for i in range(len(words), 0, -1):
        phrase = " ".join(words[:i])
        if phrase in known:
            stop = end + found.group().find(phrase) + len(phrase)
            if (
                phrase in ("plus", "odd", "max", "tops", "approximately", "-plus")
                and not phrase.startswith("-")
                and re.match(r"\s+\w", text[stop : stop + 2])
                and phrase != "odd"
            ):
                return None
            if phrase == "and up" and re.match(r"\s+(?:(?:to|from|by|about|some)\s|[\d$£€])", text[stop : stop + 8]):
                return None  # up 2 percent and up 4 percent
            if i < len(words) and phrase in ("and more", "or more", "or less") and words[i] == "than":
                return None
            return Bound(phrase, *known[phrase], end, stop)
    return None
