"""Finding expressions of time in a text: one pass for words that can begin or end one, then a look around each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from transforms.lexicon import seed_rows
from transforms.numbers import Number, numbers_of, trie_pattern
from transforms.times import calendar
from transforms.times.calendar import MONTHS, SEASONS, UNITS, WEEKDAYS, Days

Resolver = Callable[[date | None, str], Days]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))"
_PART = r"(?:morning|afternoon|evening|night|noon|lunchtime)"

# Words at which an expression may be recognised; the patterns below say what must surround them.
_TRIGGERS = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug"
    " Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    " today yesterday tomorrow tonight last next this past previous following coming current recent every each"
    " the earlier later ago spring summer autumn fall winter noon midnight Christmas Halloween Easter New Ramadan a an"
).split()
_MORE = (
    "Today Yesterday Tomorrow Tonight Last Next This Past Previous Following Every Each The Earlier Later Spring Summer"
    " Autumn Winter A An"
).split()
_LOWER_MONTHS = (
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec"
).split()

_OCLOCK = re.compile(r"\s(?:[ap]\.?m\b\.?|o['’]clock\b)")
_FULL_STOP = re.compile(r"(?:[A-Za-z]{5,}|May|June|July|\d|[ap]m|[AP]M)\.\Z")
_NUMERIC = re.compile(
    rf"(?P<iso>{_YEAR}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?(?!\d)"
    rf"|(?P<slash>\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d)(?![\d/])"
    rf"|(?P<clock>(?:[01]?\d|2[0-4])(?:[:.][0-5]\d){{1,2}}\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?"
    rf"|hours\b|GMT|[BE]ST|EDT|UTC|CET|PT|ET)"
    rf"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|\d{{1,2}}\s?(?:[ap]\.m\.?|[ap]m\b|[AP]\.?M\b\.?"
    rf"|o['’]clock)|(?:[01]\d|2[0-3])[0-5]\d\s?(?:GMT|hours|hrs)\b)"
    rf"|(?P<dmy>{_DAY}(?:\s+of)?\s+(?P<dmy_month>{_MONTH}|(?:january|february|april|june|july"
    rf"|august|september|october|november|december)\b|may\s+(?=that|this|last|\d))(?:,?\s+(?P<dmy_year>{_YEAR})\b)?)"
    rf"|(?P<dash>{_DAY}\s?[-–]\s?{_DAY}\s+(?P<dash_month>{_MONTH})(?:,?\s+(?P<dash_year>{_YEAR})\b)?)"
    rf"|(?P<decade>(?:1[5-9]|20)\d0['’]?s)\b"
    rf"|(?P<span>{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d))(?![\d-])"
    rf"|(?P<century>(?:1\d|2[01]|[5-9])(?:st|nd|rd|th)[ -][Cc]entury)"
    rf"|(?P<quarter>[Qq][1-4]\s+{_YEAR})"
    rf"|(?P<year>{_YEAR})(?![\d,]\d|\d|%|[a-zA-Z]|\.\d)"
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_MONTH})(?:\s+(?P<day>{_DAY})\b(?!\s*(?:%|percent|per cent|people))(?:\s?[-–]\s?(?P<to>{_DAY})\b)?)?"
    rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})\b)?"
)
_LOWER_MONTH_FIRST = re.compile(
    rf"(?P<month>{_MONTH.lower()})\s+"
    rf"(?:(?P<day>{_DAY})\b(?!\s*(?:%|percent|per cent|people))(?:,?\s+(?P<year>{_YEAR})\b)?"
    rf"|(?P<year_only>{_YEAR})\b)"
)
_MONTH_RANGE = re.compile(rf"\s?(?:-|–|to|and|through)\s?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR})\b)?")
_WEEKDAY_AT = re.compile(
    rf"(?P<weekday>{_WEEKDAY})(?:,?\s+(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b(?:,?\s+(?P<year>{_YEAR})\b)?)?(?P<part>\s+{_PART})?"
)
_RELATIVE = re.compile(
    rf"(?:(?P<the>[Tt]he)\s+)?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Pp]revious|[Ff]ollowing"
    rf"|[Cc]oming|[Cc]urrent|[Rr]ecent|[Ss]ame)\s+"
    rf"(?:(?P<count>\w+(?:[ -](?:or|to)[ -]\w+)?)\s+)??(?:(?P<unit>{_UNIT}s?)|(?P<weekday>{_WEEKDAY})"
    rf"|(?P<month>{_MONTH})|(?P<season>spring|summer|autumn|fall|winter)|(?P<weekend>weekend)"
    rf"|(?P<part>{_PART}))\b"
)
_SIMPLE = re.compile(
    r"(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b(?!['’]s\b(?=\s[A-Z]))(?P<part>\s+(?:morning"
    r"|afternoon|evening|night))?"
)
_THE = re.compile(
    rf"(?:[Tt]he\s+)?(?:(?P<edge>end|beginning|start|middle|close|rest|turn)\s+of\s+)(?:(?P<this>the"
    rf"|this|next|last)\s+)(?P<unit>week|month|quarter|year|decade|century)\b"
    rf"|[Tt]he\s+(?P<day_before>day before yesterday|day after tomorrow)\b"
    rf"|[Tt]he\s+(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<year>{_YEAR})\b"
    rf"|[Tt]he\s+(?P<ordinal>first|second|third|fourth)\s+(?P<quarter>quarter|half)(?:\s+(?:of\s+)?(?P<qyear>{_YEAR}"
    rf"|this year|last year))?\b"
)
_SEASON = re.compile(rf"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+)?(?P<year>{_YEAR})\b")
_SET = re.compile(
    rf"(?P<which>[Ee]very|[Ee]ach)\s+(?:other\s+)?(?P<what>{_WEEKDAY}|{_UNIT}|{_PART}|weekend"
    rf"|spring|summer|autumn|winter)s?\b(?!\s+of\b)"
)
_AGO = re.compile(rf"[Aa]n?\s+(?:(?:half|full|whole)\s+)?(?P<unit>{_UNIT})\s+(?P<turn>ago|earlier|later|from now)\b")
_HOLIDAY = re.compile(
    rf"(?P<name>Christmas(?:\s+(?:Eve|Day))?|New\s+Year['’]?s?\s+(?:Eve|Day)|Halloween)\b(?!\s+(?:tree"
    rf"|card|market|party|Carol))(?:,?\s+(?P<year>{_YEAR})\b)?"
)
_NOON = re.compile(r"(?:noon|midnight)\b")
_NUMBER_UNIT = re.compile(
    rf"(?:\s+|-)(?P<unit>{_UNIT}s?)\b(?P<old>[- ](?:old|of age))?(?:\s+(?P<turn>ago|earlier"
    rf"|later|from now|before|hence)\b(?!\s+(?:the|a|he|she|it|they)\b)?)?"
)
_PAST_SPAN = re.compile(
    r"(?:[Tt]he\s+)?(?P<which>[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming|[Pp]revious|[Ff]ollowing|[Ff]irst"
    r"|[Rr]ecent)\s+(?:about\s+|roughly\s+)?$"
)

_BEFORE_MAY = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|last|next|this|early|late|mid|from|to|and|during|through"
    r"|before|after|between|end|\d)\b[\s.-]*(?:of\s+)?|mid-|[-–(])$",
    re.I,
)
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
    (re.compile(r"\b(?:about|around|circa|roughly|approximately|some time in|sometime in)\s+$", re.I), "about"),
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|during|for|before|after|through|throughout|between"
    r"|and|early|late|mid|around|circa|year|end|fiscal|season|summer|winter|spring|autumn|fall"
    r"|about|or|than|the|this|his|her|its|their|our|your|a|an|on|with|as|at|was|is|ended|ending"
    r"|all|that|released|then|versus|vs|entire|whole|born|dated)\s+$",
    re.I,
)
_COUNTING = re.compile(
    r"(?:[$£€¥₹#]|\b(?:more than|fewer than|less than|at least|up to|as many as|nearly|almost"
    r"|some|over|approximately|roughly|under|only|just|another|total of|No\.|number))\s*$",
    re.I,
)
_YEARLY = re.compile(
    r"\s+(?:sales|earnings|revenues?|profits?|results|elections?|season|quarter|budget|census"
    r"|figures|levels|report|campaign|Olympics|Games|World|tax|fiscal)\b"
)
_PLURAL = re.compile(r"\s+(?:[a-z]{3,}(?<!ss)(?<!us)(?<!is)s|people|men|women|children|troops|police)\b")
_UNIT_NEXT = re.compile(r"[\s-]+([A-Za-z$%°]+(?:[/ ][a-z]+)?)")


@dataclass(frozen=True, slots=True)
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
        tense = "future" if self.modifier == "before" and self.asks_tense and tense != "past" else tense
        try:
            found = self.resolve(anchor, tense)
        except (ValueError, OverflowError):  # 30 February, or three million years ago
            return None, None, False
        return found.low, found.high, found.used_anchor


def expressions_in(text: str) -> Iterator[Expression]:
    """The expressions of time of a text, in order, the longest first where they overlap."""
    found = [*_worded(text), *_numeric(text), *_counted(text)]
    found.sort(key=lambda e: (e.start, -e.end))
    end = -1
    for expression in found:
        if expression.start >= end:
            stop = expression.end - bool(_FULL_STOP.search(text, expression.start, expression.end))
            yield replace(expression, end=stop)
            end = stop


@cache
def _trigger_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{trie_pattern([*_TRIGGERS, *_MORE, *_LOWER_MONTHS])})\b")


@cache
def _unit_words() -> frozenset[str]:
    words = {row["word"] for row in seed_rows("units", "word")} | {
        row["word"] for row in seed_rows("currencies", "word")
    }
    return frozenset(words)


def _worded(text: str) -> Iterator[Expression]:
    for trigger in _trigger_pattern().finditer(text):
        word = trigger.group()
        for read in _readers(word):
            expression = read(text, trigger.start())
            if expression is not None:
                yield expression
                break


_Reader = Callable[[str, int], Expression | None]


@cache
def _readers(word: str) -> tuple[_Reader, ...]:
    lower = word.lower()
    if word in _LOWER_MONTHS:
        return (_lower_month,)
    if lower[:3] in MONTHS and lower in _LOWER_MONTHS:
        return (_month_first,)
    if lower in WEEKDAYS:
        return (_weekday,)
    if lower in ("today", "yesterday", "tomorrow", "tonight"):
        return (_simple,)
    if lower in ("every", "each"):
        return (_set,)
    if lower in ("a", "an"):
        return (_ago,)
    if lower == "the":
        return (_relative, _the)
    if lower in SEASONS:
        return (_season,)
    if word in ("Christmas", "New", "Halloween"):
        return (_holiday,)
    if lower in ("noon", "midnight"):
        return (_noon,)
    if lower in ("ago", "earlier", "later"):
        return ()
    return (_relative,)


def _modifier(text: str, start: int) -> str | None:
    head = text[max(0, start - 28) : start]
    return next((name for pattern, name in _MODIFIERS if pattern.search(head)), None)


def _month_first(text: str, at: int) -> Expression | None:
    found = _MONTH_FIRST.match(text, at)
    if found is None:
        return None
    month, day, year = MONTHS[found["month"][:3].lower()], _int(found["day"]), _int(found["year"])
    is_word = found["month"].rstrip(".") in ("May", "March", "Mar", "Jan", "Dec", "Sep") and not (day or year)
    if is_word and not _BEFORE_MAY.search(text[max(0, at - 12) : at]):
        return None
    end = found.end() if day or year else found.end("month")
    if end == found.end("month") and text[end - 1] == "." and text[end : end + 2].strip()[:1].isupper():
        end -= 1
    modifier = _modifier(text, at)
    if day:
        last = _int(found["to"]) or day
        return Expression(
            at, end, "date", "day", calendar.day_of(year, month, day, last), modifier, asks_tense=year is None
        )
    more = _MONTH_RANGE.match(text, end)
    if more and not year:
        until, later = MONTHS[more["month"][:3].lower()], _int(more["year"])
        return Expression(
            at, more.end(), "date", "month", calendar.months_of(later, month, until), modifier, asks_tense=later is None
        )
    return Expression(at, end, "date", "month", calendar.month_of(year, month), modifier, asks_tense=year is None)


def _lower_month(text: str, at: int) -> Expression | None:
    """december 1, sept. 30: text without capitals, only with a day or a year beside it."""
    found = _LOWER_MONTH_FIRST.match(text, at)
    if found is None or (
        found["month"] in ("may", "march", "mar") and not re.search(r"\bon\s+$", text[max(0, at - 4) : at])
    ):
        return None
    month, day, year = MONTHS[found["month"][:3]], _int(found["day"]), _int(found["year"])
    year = year or _int(found["year_only"])
    resolver = calendar.day_of(year, month, day, day) if day else calendar.month_of(year, month)
    return Expression(
        at, found.end(), "date", "day" if day else "month", resolver, _modifier(text, at), asks_tense=year is None
    )


def _named_day(text: str, at: int, found: re.Match[str], month: int, day: int) -> Expression:
    """A day of a month, of the year that the match names, else of the one that the tense asks for."""
    year = _int(found["year"])
    resolver = calendar.day_of(year, month, day, day)
    return Expression(at, found.end(), "date", "day", resolver, _modifier(text, at), asks_tense=year is None)


def _weekday(text: str, at: int) -> Expression | None:
    found = _WEEKDAY_AT.match(text, at)
    if found is None:
        return None
    if found["day"]:
        return _named_day(text, at, found, MONTHS[found["month"][:3].lower()], _int(found["day"]) or 1)
    kind = "time" if found["part"] else "date"
    return Expression(
        at,
        found.end(),
        kind,
        "day",
        calendar.weekday(WEEKDAYS[found["weekday"].lower()]),
        _modifier(text, at),
        asks_tense=True,
    )


def _simple(text: str, at: int) -> Expression | None:
    found = _SIMPLE.match(text, at)
    if found is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(found["word"].lower(), 0)
    kind = "time" if found["part"] or found["word"].lower() == "tonight" else "date"
    return Expression(at, found.end(), kind, "day", calendar.shifted("day", shift, shift), _modifier(text, at))


def _relative(text: str, at: int) -> Expression | None:
    found = _RELATIVE.match(text, at)
    if found is None or (found["count"] and not _is_count(found["count"])):
        return None
    which = found["which"].lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    modifier = _modifier(text, at)
    if found["weekday"]:
        resolver: Resolver = calendar.weekday(WEEKDAYS[found["weekday"].lower()], step)
        return Expression(at, found.end(), "date", "day", resolver, modifier)
    if found["month"]:
        if found["month"].startswith("May ") or which in ("recent", "same"):
            return None
        return Expression(
            at,
            found.end("month"),
            "date",
            "month",
            calendar.month_of(None, MONTHS[found["month"][:3].lower()], step, said=True),
            modifier,
        )
    if found["season"]:
        return Expression(
            at, found.end(), "date", "season", calendar.season(None, found["season"].lower(), step), modifier
        )
    if found["weekend"]:
        return Expression(at, found.end(), "date", "day", calendar.weekend(step), modifier)
    if found["part"]:
        return Expression(at, found.end(), "time", "day", calendar.shifted("day", min(step, 0), min(step, 0)), modifier)
    return _relative_unit(found, which, step, modifier, at)


def _relative_unit(found: re.Match[str], which: str, step: int, modifier: str | None, at: int) -> Expression | None:
    written = found["unit"]
    unit = UNITS[written.rstrip("s").replace("centurie", "century")]
    plural = written.endswith("s")
    if which in ("following", "previous", "same") or unit in ("second", "minute", "hour"):
        # "the following year" follows something in the text, not the article's day.
        return Expression(at, found.end(), "date", unit, calendar.unknown, modifier)
    if plural or found["count"]:
        if which in ("current", "this"):
            return None
        return Expression(
            at,
            found.end(),
            "date",
            unit if found["count"] else None,
            calendar.span(unit, found["count"], step),
            modifier,
        )
    if which in ("past", "coming", "recent") or (found["the"] and which == "last"):
        return Expression(at, found.end(), "date", unit, calendar.span(unit, "one", step or -1), modifier)
    return Expression(at, found.end(), "date", unit, calendar.shifted(unit, step, step), modifier)


def _is_count(word: str) -> bool:
    return word.lower() in calendar.SMALL or word.isdigit() or bool(re.fullmatch(r"\w+[ -](?:or|to)[ -]\w+", word))


def _the(text: str, at: int) -> Expression | None:
    found = _THE.match(text, at)
    if found is None:
        return None
    if found["edge"]:
        step = {"next": 1, "last": -1}.get(found["this"], 0)
        edge = {"end": "end", "close": "end", "rest": "end", "middle": None}.get(found["edge"], "start")
        return Expression(
            at,
            found.end(),
            "date",
            found["unit"],
            calendar.shifted(found["unit"], step, step),
            _modifier(text, at) or edge,
        )
    if found["day_before"]:
        shift = -2 if "before" in found["day_before"] else 2
        return Expression(at, found.end(), "date", "day", calendar.shifted("day", shift, shift), _modifier(text, at))
    if found["season"]:
        return Expression(
            at,
            found.end(),
            "date",
            "season",
            calendar.season(int(found["year"]), found["season"].lower(), 0),
            _modifier(text, at),
        )
    number = ("first", "second", "third", "fourth").index(found["ordinal"])
    if found["quarter"] == "half" and (number > 1 or not found["qyear"]):
        return None
    return Expression(
        at,
        found.end(),
        "date",
        "quarter",
        calendar.quarter(found["qyear"], number, 6 if found["quarter"] == "half" else 3),
        _modifier(text, at),
        asks_tense=not found["qyear"],
    )


def _season(text: str, at: int) -> Expression | None:
    found = _SEASON.match(text, at)
    if found is None:
        return None
    return Expression(
        at,
        found.end(),
        "date",
        "season",
        calendar.season(int(found["year"]), found["season"].lower(), 0),
        _modifier(text, at),
    )


def _set(text: str, at: int) -> Expression | None:
    found = _SET.match(text, at)
    if found is None:
        return None
    return Expression(at, found.end(), "set", UNITS.get(found["what"].lower(), "day"), calendar.unknown)


def _ago(text: str, at: int) -> Expression | None:
    found = _AGO.match(text, at)
    if found is None:
        return None
    unit = UNITS[found["unit"].replace("centurie", "century")]
    return Expression(at, found.end(), "date", unit, _turned(found["turn"], unit, 1, 1), _modifier(text, at))


def _turned(turn: str, unit: str, low: float, high: float) -> Resolver:
    """Resolver of "three years ago" and "from now"; "later" and "earlier" hang on something in the text."""
    if turn == "ago":
        return calendar.shifted(unit, -high, -low)
    if turn in ("from now", "hence"):
        return calendar.shifted(unit, low, high)
    return calendar.unknown


def _holiday(text: str, at: int) -> Expression | None:
    found = _HOLIDAY.match(text, at)
    if found is None:
        return None
    name = re.sub(r"['’]?s?\s+", " ", found["name"])
    month, day = {
        "Christmas Eve": (12, 24),
        "Halloween": (10, 31),
        "New Year Eve": (12, 31),
        "New Year Day": (1, 1),
    }.get(name, (12, 25))
    return _named_day(text, at, found, month, day)


def _noon(text: str, at: int) -> Expression | None:
    found = _NOON.match(text, at)
    return Expression(at, found.end(), "time", "hour", calendar.unknown) if found else None


def _numeric(text: str) -> Iterator[Expression]:
    """Dates, clock times and years written in digits, tried where a number stands."""
    end = -1
    for number in numbers_of(text):
        if number.start < end or not text[number.start].isdigit():
            continue
        if (
            number.start
            and (text[number.start - 1].isalnum() or text[number.start - 1] in "$£€¥#_@")
            and text[number.start - 1] not in "Tt"
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
    modifier = _modifier(text, start)
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
    end, month, year = found.end(), found[f"{kind}_month"], _int(found[f"{kind}_year"])
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
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if last <= first or last - first > 120 or _COUNTING.search(text[max(0, start - 14) : start]):
        return _bare_year(text, start, start + 4, first, modifier)
    return Expression(start, end, "date", "year", calendar.years(first, last), modifier)


def _bare_year(text: str, start: int, end: int, year: int, modifier: str | None) -> Expression | None:
    """A four-digit number that is a year: not after a currency or "more than", not before a unit or counted things."""
    head, tail = text[max(0, start - 16) : start], text[end : end + 24]
    if _COUNTING.search(head):
        return None
    unit = _UNIT_NEXT.match(tail)
    if unit and (unit.group(1) in _unit_words() and unit.group(1) not in ("in", "a", "s", "h", "A", "time", "min")):
        return None
    led = _YEAR_BEFORE.search(head)
    word = led.group().strip().lower() if led else ""
    usual = 1900 <= year <= 2035
    if usual and _YEARLY.match(tail):
        return Expression(start, end, "date", "year", calendar.years(year, year), modifier)
    if _PLURAL.match(tail):
        if not usual or not led or (year % 100 == 0 and word not in ("in", "since", "by", "until", "during")):
            return None
        if word not in (
            "in",
            "since",
            "by",
            "until",
            "during",
            "the",
            "this",
            "of",
            "for",
            "from",
            "its",
            "his",
            "her",
            "their",
        ):
            return None
    if not usual and not (
        led
        and word not in ("the", "than", "about", "and", "or", "for", "a", "to", "of", "was", "is", "at", "with", "all")
    ):
        return None
    return Expression(start, end, "date", "year", calendar.years(year, year), modifier)


def _counted(text: str) -> Iterator[Expression]:
    """Three years ago, the past two weeks, for six months."""
    for number in numbers_of(text):
        if number.style in ("words", "one") and (clock := _OCLOCK.match(text, number.end)):
            yield Expression(number.start, clock.end(), "time", "hour", calendar.unknown)
            continue
        found = _NUMBER_UNIT.match(text, number.end)
        if found is None or found["old"] or number.style in ("fraction", "multiple"):
            continue
        unit = UNITS[found["unit"].rstrip("s").replace("centurie", "century")]
        low, high = _bounds_of(number)
        ahead = _PAST_SPAN.search(text[max(0, number.start - 28) : number.start])
        modifier = _modifier(text, number.start)
        if found["turn"] and high is not None:
            yield Expression(
                number.start, found.end("turn"), "date", unit, _turned(found["turn"], unit, low, high), modifier
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
            yield Expression(start, found.end("unit"), "date", unit, resolver, _modifier(text, start))
        elif text[number.end] == " ":
            yield Expression(
                number.start,
                found.end("unit"),
                "duration",
                unit,
                calendar.unknown,
                modifier if modifier == "about" else None,
            )


def _bounds_of(number: Number) -> tuple[float, float | None]:
    if number.value is not None:
        return float(number.value), float(number.value)
    if number.low is not None and number.high is not None:
        return float(number.low), float(number.high)
    return 0.0, None


def _int(written: str | None) -> int | None:
    return int(re.sub(r"\D", "", written)) if written else None
