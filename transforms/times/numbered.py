"""Expressions of time that begin with a number: 17 May 2020, 10.45pm, 2016-17, three years ago, six months."""

import re
from collections.abc import Iterator
from functools import cache

from transforms.lexicon import seed_rows
from transforms.numbers import Number, numbers_of
from transforms.times import calendar
from transforms.times.calendar import MONTHS, UNITS
from transforms.times.expression import DAY, MONTH, UNIT, YEAR, Expression, integer, is_verb_last, modifier_before
from transforms.times.worded import STEPS, turned

_OCLOCK = re.compile(r"\s(?:[ap]\.?m\b\.?|o['’]clock\b)")
_NUMERIC = re.compile(
    rf"(?P<iso>{YEAR}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?(?!\d)"
    rf"|(?P<slash>\d{{1,2}}(?P<sep>[/.])\d{{1,2}}(?P=sep)(?:19|20)?\d\d)(?![\d/])"
    rf"|(?P<clock>(?:[01]?\d|2[0-4])(?:[:.][0-5]\d){{1,2}}\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?"
    rf"|hours\b|GMT|[BE]ST|EDT|UTC|CET|PT|ET)"
    rf"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|\d{{1,2}}\s?(?:[ap]\.m\.?|[ap]m\b|[AP]\.?M\b\.?"
    rf"|o['’]clock)|(?:[01]\d|2[0-3])[0-5]\d\s?(?:GMT|[BE]ST|EDT|UTC|CET|hours|hrs)\b)"
    rf"|(?P<dmy>{DAY}(?:\s+of)?\s+(?P<dmy_month>{MONTH}|(?:january|february|april|june|july"
    rf"|august|september|october|november|december)\b|may\s+(?=that|this|last|\d))(?:,?\s+(?P<dmy_year>{YEAR})\b)?)"
    rf"|(?P<dash>{DAY}(?:\s?[-–]\s?|\sand\s){DAY}\s+(?P<dash_month>{MONTH})(?:,?\s+(?P<dash_year>{YEAR})\b)?)"
    rf"|(?P<decade>(?:1[5-9]|20)\d0['’]?s)\b"
    rf"|(?P<span>{YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d)|[-–/]\d))(?![\d%-]|[.,]\d)"
    rf"|(?P<century>(?:1\d|2[01]|[5-9])(?:st|nd|rd|th)[ -][Cc]entury)"
    rf"|(?P<quarter>[Qq][1-4]\s+{YEAR})"
    rf"|(?P<year>{YEAR})(?![\d,]\d|\d|%|[a-zA-Z]|\.\d)"
)
_NUMBER_UNIT = re.compile(
    rf"(?:\s+|-)(?P<unit>{UNIT}s?)\b(?P<old>[- ](?:old|of age))?(?:\s+(?P<turn>ago|earlier"
    rf"|later|from now|before|hence)\b(?!\s+(?:the|a|he|she|it|they)\b)?)?"
)
_LASTING = frozenset("hour day week month year decade".split())  # a 50-day budget, but for an 800-second
_PAST_SPAN = re.compile(
    r"(?:[Tt]he\s+)?(?P<which>[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming|[Pp]revious|[Ff]ollowing|[Ff]irst"
    r"|[Rr]ecent)\s+(?:about\s+|roughly\s+)?$"
)
_LASTED = re.compile(r"\s[a-z]+ing\b")
_OF_YEAR = re.compile(rf"\s+(?:of|in)\s+(?:(?P<which>this|last|next|the)\s+year\b|(?P<year>{YEAR})\b)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|during|for|before|after|through|throughout|between"
    r"|and|both|early|late|mid|around|circa|year|end|fiscal|season|summer|winter|spring|autumn|fall"
    r"|about|or|than|the|this|his|her|its|their|our|your|a|an|on|with|as|at|was|is|ended|ending"
    r"|all|that|released|then|versus|vs|entire|whole|born|dated)\s+$",
    re.I,
)
_COUNTING = re.compile(
    r"(?:[$£€¥₹#]|\b(?:more than|fewer than|less than|at least|up to|as many as|nearly|almost"
    r"|some|over|approximately|roughly|under|only|just|another|total of|No\.|number)|\bto\s[\d.,]+\sfrom)\s*$",
    re.I,
)
_OF_HOURS = re.compile(r"^\d{4}\s?(?:hours|hrs)$")
_LED_BY = re.compile(
    r"\b(?:at|by|from|to|till|until|about|around|approximately|before|after|since|between|and|of)\s(?:the\s)?$|,\s$|[-–]\s?$"
)
_LABEL = re.compile(r"\b(?:Case|Windows|Flight|Resolution|Article|Section|Route|Highway|Room|Office|Model)\s$")
_YEARLY = re.compile(
    r"\s+(?:sales|earnings|revenues?|profits?|results|elections?|season|quarter|budget|census"
    r"|figures|levels|report|campaign|Olympics|Games|World|tax|fiscal)\b"
)
_YEAR_BEFORE_MANY = frozenset(
    "in since by until during the this of for from its his her their both year fiscal".split()
)
_NUMBER_BEFORE = frozenset("the than about and both or for a to of was is at with all".split())
_PLURAL = re.compile(
    r"\s+(?!(?:includ|exclud|compris|contain|reflect|end|start|begin|mark)e?s\b)"
    r"(?:[a-z]{3,}s\b(?<!ss)(?<!us)(?<!is)|people|men|women|children|troops|police)\b"
)
# What tells a year of long ago from a number: the other end of a span, an event of that year, one thing of it.
_LONG_AGO = re.compile(
    rf"(?:\b(?:from|between)\s+{YEAR}\s+(?:to|and|until)|\bdat(?:e[sd]?|ing)\s+(?:back\s+)?to|\b[A-Z][a-z]+\s+of)\s+$"
)
_OWNED = re.compile(r"(?:\b[Tt]he|['’]s)\s+$")
_ONE_THING = re.compile(
    r"\s+(?!(?:who|that|which|and|or|but|to|in|of|on|at|for|from|with|by|as|is|was|were|are|had|have|has)\b)[a-z]{3,}\b"
)
_UNIT_NEXT = re.compile(r"[\s-]+([A-Za-z$%°]+(?:[/ ][a-z]+)?)")


@cache
def _unit_words() -> frozenset[str]:
    words = {row["word"] for row in seed_rows("units", "word")} | {
        row["word"] for row in seed_rows("currencies", "word")
    }
    return frozenset(words)


def numeric(text: str) -> Iterator[Expression]:
    """Dates, clock times and years written in digits, tried where a number stands."""
    end = -1
    for number in numbers_of(text):
        if number.start < end or not text[number.start].isdigit():
            continue
        if (
            number.start
            and (text[number.start - 1].isalnum() or text[number.start - 1] in "$£€¥#_@")
            and not (text[number.start - 1] in "Tt" and text[number.start - 2 : number.start - 1].isdigit())
        ):
            continue
        found = _NUMERIC.match(text, number.start)
        if found is None:
            continue
        expression = _from_digits(text, found)
        if expression is not None:
            yield expression
            end = expression.end


def _from_digits(text: str, found: re.Match[str]) -> Expression | None:
    start, end, kind = found.start(), found.end(), _group(found)
    modifier = modifier_before(text, start)
    if (
        modifier in ("before", "after")
        and kind in ("year", "span")
        and _is_of_one_thing(text[max(0, start - 8) : start], text[end : end + 24])
    ):
        modifier = None  # after the 2016 election
    written = found[kind]
    if kind == "iso":
        year, month, day = (int(part) for part in written.split("-"))
        return Expression(start, end, "date", "day", calendar.day_of(year, month, day, day), modifier)
    if kind == "slash":
        return Expression(start, end, "date", "day", calendar.slashed(written), modifier)
    if kind == "clock":
        if re.search(
            r"\b(?:won|beat|in|of|time|finished|clocked|lost|winning|ran)\s+(?:a\s+)?$",
            text[max(0, start - 12) : start],
        ) and re.fullmatch(r"[\d:.]+", written):
            return None
        if _OF_HOURS.search(written) and not _LED_BY.search(text, max(0, start - 12), start):
            return None  # the sunniest town (1539 hours), 1500 hours of film
        end -= written.endswith(".") and not written.endswith("m.")
        return Expression(
            start, end, "time", "minute" if re.search(r"[:.]\d", written) else "hour", calendar.unknown, modifier
        )
    if kind in ("dmy", "dash"):
        return _day_first(text, found, kind, modifier)
    if kind == "decade":
        return Expression(
            start, end, "date", "decade", calendar.years(int(written[:4]), int(written[:4]) + 9), modifier
        )
    if kind == "span":
        return _year_span(text, start, end, written, modifier)
    if kind == "century":
        number = int(re.match(r"\d+", written).group())  # type: ignore[union-attr]
        return Expression(start, end, "date", "century", calendar.years(number * 100 - 99, number * 100), modifier)
    if kind == "quarter":
        return Expression(
            start, end, "date", "quarter", calendar.quarter(written[-4:], int(written[1]) - 1, 3), modifier
        )
    return _bare_year(text, start, end, int(written), modifier)


def _day_first(text: str, found: re.Match[str], kind: str, modifier: str | None) -> Expression | None:
    """17 May 2020, 14-16 March."""
    end, month, year = found.end(), found[f"{kind}_month"], integer(found[f"{kind}_year"])
    if month.startswith("May") and year is None and re.match(r"\s+(?:be|have|not|also)\b", text[end : end + 8]):
        return None
    days = [int(day) for day in re.findall(r"\d+", found[kind])]
    first, last = (days[0], days[1]) if kind == "dash" else (days[0], days[0])
    resolver = calendar.day_of(year, MONTHS[month[:3].lower()], first, last)
    return Expression(found.start(), _unstopped(text, end), "date", "day", resolver, modifier, asks_tense=year is None)


def _unstopped(text: str, end: int) -> int:
    return end - 1 if text[end - 1] == "." and (end == len(text) or text[end : end + 2].strip()[:1].isupper()) else end


def _group(found: re.Match[str]) -> str:
    names = ("iso", "slash", "clock", "dmy", "dash", "decade", "span", "century", "quarter", "year")
    return next(name for name in names if found[name])


def _year_span(text: str, start: int, end: int, written: str, modifier: str | None) -> Expression | None:
    first = int(written[:4])
    tail = re.findall(r"\d+", written)[1]
    whole = 10 ** len(tail)  # 1557-8 ends in 1558
    last = first // whole * whole + int(tail)
    if last <= first or last - first > 120 or _COUNTING.search(text[max(0, start - 14) : start]):
        return _bare_year(text, start, start + 4, first, modifier)
    return Expression(start, end, "date", "year", calendar.years(first, last), modifier)


def _is_of_long_ago(head: str, tail: str) -> bool:
    return bool(_LONG_AGO.search(head)) or _is_of_one_thing(head, tail)


def _is_of_one_thing(head: str, tail: str) -> bool:
    """Whether a year says which one a thing is: the 1898 ruling."""
    return bool(_OWNED.search(head) and _ONE_THING.match(tail))


def _bare_year(text: str, start: int, end: int, year: int, modifier: str | None) -> Expression | None:
    """A four-digit number that is a year: not after a currency or "more than", not before a unit or counted things."""
    head, tail = text[max(0, start - 16) : start], text[end : end + 24]
    if _COUNTING.search(head) or _LABEL.search(head):
        return None
    unit = _UNIT_NEXT.match(tail)
    if (
        unit
        and unit.group(1) != "year"
        and (unit.group(1) in _unit_words() and unit.group(1) not in ("in", "a", "s", "h", "A", "time", "min"))
    ):
        return None
    led = _YEAR_BEFORE.search(head)
    word = led.group().strip().lower() if led else ""
    usual = 1900 <= year <= 2035
    if usual and _YEARLY.match(tail):
        return Expression(start, end, "date", "year", calendar.years(year, year), modifier)
    if _PLURAL.match(tail):
        if not usual or not led or (year % 100 == 0 and word not in ("in", "since", "by", "until", "during")):
            return None
        if word not in _YEAR_BEFORE_MANY:
            return None
    if (
        not usual
        and (not led or word in _NUMBER_BEFORE)
        and not _is_of_long_ago(text[max(0, start - 24) : start], tail)
    ):
        return None
    return Expression(start, end, "date", "year", calendar.years(year, year), modifier)


def counted(text: str) -> Iterator[Expression]:
    """Units of time with a number: three years ago, the past two weeks, for six months."""
    for number in numbers_of(text):
        if number.style in ("words", "one") and (clock := _OCLOCK.match(text, number.end)):
            yield Expression(number.start, clock.end(), "time", "hour", calendar.unknown)
            continue
        found = _NUMBER_UNIT.match(text, number.end)
        if number.start and text[number.start - 1] in "$£€¥":
            continue  # shares worth £1.3million days after the hack
        if found is None or found["old"] or number.style in ("fraction", "multiple"):
            continue
        if found["unit"] == "year" and number.style == "digits" and 1900 <= (number.value or 0) <= 2100:
            continue  # the 1986 year net
        unit = UNITS[found["unit"].rstrip("s").replace("centurie", "century")]
        low, high = _bounds_of(number)
        ahead = _PAST_SPAN.search(text[max(0, number.start - 28) : number.start])
        if ahead and ahead.group().lower().startswith("last") and is_verb_last(text, number.start - len(ahead.group())):
            ahead = None
        modifier = modifier_before(text, number.start)
        if found["turn"] == "before" and _LASTED.match(text, found.end("turn"), found.end("turn") + 24):
            yield Expression(number.start, found.end("unit"), "duration", unit, calendar.unknown)
            continue  # it slid for ten seconds before coming to a halt
        of_year = _OF_YEAR.match(text, found.end("unit")) if ahead else None
        if of_year is not None and ahead is not None and high is not None:
            is_last = ahead["which"].lower() != "first"
            step, count = STEPS.get(of_year["which"] or "", 0), int(high)
            resolver = calendar.part_of_year(integer(of_year["year"]), step, unit, count, is_last=is_last)
            start = number.start - len(ahead.group())
            yield Expression(start, of_year.end(), "date", unit, resolver, modifier_before(text, start))
        elif found["turn"] and high is not None:
            yield Expression(
                number.start, found.end("turn"), "date", unit, turned(found["turn"], unit, low, high), modifier
            )
        elif ahead and high is not None:
            start = number.start - len(ahead.group())
            which = ahead["which"].lower()
            step = {"next": 1, "coming": 1}.get(which, -1)
            resolver = (
                calendar.unknown
                if which in ("first", "previous", "following") or text[number.start - 1] == "-"
                else calendar.span(unit, str(int(high)), step)
            )
            yield Expression(start, found.end("unit"), "date", unit, resolver, modifier_before(text, start))
        elif text[number.end] == " " or found["unit"] in _LASTING:
            about = modifier if modifier == "about" else None
            yield Expression(number.start, found.end("unit"), "duration", unit, calendar.unknown, about)


def _bounds_of(number: Number) -> tuple[float, float | None]:
    if number.value is not None:
        return float(number.value), float(number.value)
    if number.low is not None and number.high is not None:
        return float(number.low), float(number.high)
    return 0.0, None
