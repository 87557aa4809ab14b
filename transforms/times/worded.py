"""Expressions of time that begin with a word: last week, the end of the year, May 5, every Monday."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from transforms.numbers import trie_pattern
from transforms.times import calendar
from transforms.times.calendar import MONTHS, SEASONS, UNITS, WEEKDAYS, Resolver
from transforms.times.expression import (
    DAY,
    MONTH,
    PART,
    UNIT,
    WEEKDAY,
    YEAR,
    Expression,
    integer,
    is_verb_last,
    modifier_before,
)

# Words at which an expression may be recognised; the patterns below say what must surround them.
_TRIGGERS = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug"
    " Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    " today yesterday tomorrow tonight last next this past previous following coming current recent every each"
    " the earlier later ago half spring summer autumn fall winter noon midnight Christmas Halloween Easter New"
    " Ramadan a an that for day-long days-long week-long weeks-long month-long months-long year-long years-long"
    " decade-long decades-long hour-long hours-long"
).split()
_MORE = (
    "Today Yesterday Tomorrow Tonight Last Next This Past Previous Following Every Each The Earlier Later Spring Summer"
    " Autumn Winter A An Half"
).split()
_LOWER_MONTHS = (
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec"
).split()
# What may follow the second of two days, which is not counting: on May 22 and 23 in Hollywood; not May 22 and 23 dead.
_DAY_ENDS = r"(?:\s*(?:[.,;:)–—]|$)|\s(?:in|at|to|for|by|from|with|as|on|when|where|which|is|was|were|will|after)\b)"
_MONTH_FIRST = re.compile(
    rf"(?P<month>{MONTH})(?:\s+(?P<day>{DAY})\b(?!\s*(?:%|percent|per cent|people))"
    rf"(?:(?:\s?[-–]\s?|\sto\s(?={DAY}(?:\speriod|{_DAY_ENDS}))|\sand\s(?={DAY}{_DAY_ENDS}))(?P<to>{DAY})\b)?)?"
    rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})\b)?"
)
_LOWER_MONTH_FIRST = re.compile(
    rf"(?P<month>{MONTH.lower()})\s+"
    rf"(?:(?P<day>{DAY})\b(?!\s*(?:%|percent|per cent|people))(?:,?\s+(?P<year>{YEAR})\b)?"
    rf"|(?P<year_only>{YEAR})\b)",
    re.I,
)
_MONTH_RANGE = re.compile(rf"\s?(?:-|–|to|and|through)\s?(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR})\b)?")
_WEEKDAY_AT = re.compile(
    rf"(?P<weekday>{WEEKDAY})(?:,?\s+(?:(?P<month>{MONTH})\s+(?P<day>{DAY})\b"
    rf"|(?:the\s+)?(?P<first_day>{DAY})(?:\s+of)?\s*(?P<last_month>{MONTH}))(?:,?\s+(?P<year>{YEAR})\b)?)?(?P<part>\s+{PART})?"
)
_WEEK_OF = re.compile(r",?\s(?:of\s)?(?P<which>last|this|next)\sweek\b(?!['’]s)")
_POSSESSIVE = re.compile(r"['’]s\b")
_OUT_OF = re.compile(r"\b(?:from|after|since|following|despite)\s(?:the\s)?$")  # effects from Monday's turmoil
_RELATIVE = re.compile(
    rf"(?:(?P<the>[Tt]he)\s+)?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Pp]revious|[Ff]ollowing"
    rf"|[Cc]oming|[Cc]urrent|[Rr]ecent|[Ss]ame)\s+"
    rf"(?:(?P<count>\w+(?:[ -](?:or|to)[ -]\w+)?)\s+)??(?:(?P<unit>{UNIT}s?)|(?P<weekday>{WEEKDAY})"
    rf"|(?P<month>{MONTH})|(?P<season>spring|summer|autumn|fall|winter)|(?P<weekend>weekend)"
    rf"|(?P<part>{PART}))\b"
)
_OWNED = re.compile(r"(?:['’]s?|\b(?:his|her|their|its|our|my|your))\s$", re.I)
_OVER = re.compile(r"\b(?:over|within|during|for|in|through|throughout)\s$", re.I)
_PARTS = frozenset("morning afternoon evening night noon lunchtime".split())
STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "recent": -1, "coming": 1, "following": 1}
_SIMPLE = re.compile(
    r"(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b(?!['’]s\b(?=\s[A-Z]))(?P<part>\s+(?:morning"
    r"|afternoon|evening|night))?"
)
_SHOW = re.compile(r"\s(?:programme|program|show|newspaper|host|presenter)\b")
_NAMED = re.compile(r"\b(?:USA|Russia|India|Psychology|Medicine|Business|Africa|Physics|Nursing|Sports?)\s\Z")
_THE = re.compile(
    rf"(?:[Tt]he\s+)?(?:(?P<edge>end|beginning|start|middle|close|rest|turn)\s+of\s+)(?:(?P<this>the"
    rf"|this|next|last)\s+)(?P<unit>week|month|quarter|year|decade|century)\b"
    rf"|[Tt]he\s+(?P<day_before>day before yesterday|day after tomorrow)\b"
    rf"|[Tt]he\s+(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<year>{YEAR})\b"
    rf"|[Tt]he\s+(?P<ordinal>first|second|third|fourth|final)\s+(?P<quarter>quarter|half)(?:\s+(?:of\s+)?(?P<qyear>{YEAR}"
    rf"|this year|last year|the year))?\b"
    r"|[Tt]he\s+(?P<weekend>weekend)\b(?!\s+(?:of|edition|before|after|following)\b|-)"
)
_SEASON = re.compile(rf"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+)?(?P<year>{YEAR})\b")
_SET = re.compile(
    rf"(?P<which>[Ee]very|[Ee]ach)\s+(?:other\s+)?(?P<what>{WEEKDAY}|{UNIT}|{PART}|weekend"
    rf"|spring|summer|autumn|winter)s?\b(?!\s+of\b)"
)
_AGO = re.compile(
    rf"(?:[Aa]n?\s+(?:(?P<part>half|quarter)[\s-]+|(?:full|whole)\s+)?|(?P<half>[Hh]alf)\s+an?\s+)(?P<unit>{UNIT})"
    r"(?P<more>\s+and\s+a\s+half\b)?(?:\s+(?P<turn>ago|earlier|later|from now|before|after|prior(?=\sto))\b)?"
)
_RATE_BEFORE = re.compile(
    r"(?:\b(?:for|once|twice|times|hours?|days?|people|much|many)|\d[^\s,]*(?:\s[a-z]+s)?|[$£€]\S+)\s$"
)  # 30 a day after
_THAT = re.compile(rf"that\s+(?:same\s+)?(?P<unit>{UNIT}|{PART}|spring|summer|autumn|winter)\b(?![-'’]|\s+[a-z]+s\b)")
_FOR = re.compile(
    r"for\s+(?P<all>(?:(?:many|several|some)\s+)?(?P<unit>minute|hour|day|week|month|year|decade|centurie)s)\b"
)
_LONG = re.compile(r"(?P<unit>hour|day|week|month|year|decade)s?-long\b")
_OF_YEAR = re.compile(r"\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b")
_HOLIDAY = re.compile(
    rf"(?P<name>Christmas(?:\s+(?:Eve|Day))?|New\s+Year['’]?s?\s+(?:Eve|Day)|Halloween)\b(?!\s+(?:Eve|Day|trees?"
    rf"|cards?|markets?|part(?:y|ies)|Carol|lights?|gifts?|presents?|shop\w+|dinner|lunch|songs?|album|film|movie|decorations?"
    rf"|special|jumper|sales|wish(?:es)?|message|number|pudding)\b)(?:,?\s+(?P<year>{YEAR})\b)?"
)
_NAME_GOES_ON = re.compile(r"(?<!May) (?:del?|van|von|da|[A-Z][a-z]+)\b(?<!Day)")
_NOON = re.compile(r"(?:noon|midnight)\b")
_BEFORE_MAY = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|last|next|this|early|late|mid|from|to|and|during|through"
    r"|before|after|between|end|(?:early|late|soon)\sas|\d)\b[\s.-]*(?:of\s+)?|mid-|[-–(])$",
    re.I,
)


@cache
def _trigger_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{trie_pattern([*_TRIGGERS, *_MORE, *_LOWER_MONTHS, *map(str.upper, _LOWER_MONTHS)])})\b")


def worded(text: str) -> Iterator[Expression]:
    """The expressions of a text that a word gives away, as they come; they may overlap."""
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
    if word in _LOWER_MONTHS or (word.isupper() and lower in _LOWER_MONTHS):
        return (_lower_month,)
    if lower[:3] in MONTHS and lower in _LOWER_MONTHS:
        return (_month_first,)
    if lower in WEEKDAYS:
        return (_weekday,)
    if lower in ("today", "yesterday", "tomorrow", "tonight"):
        return (_simple,)
    if lower in ("every", "each"):
        return (_set,)
    if lower in ("a", "an", "half"):
        return (_ago,)
    if lower in ("that", "for"):
        return (_that,) if lower == "that" else (_for,)
    if lower.endswith("-long"):
        return (_long,)
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


def _month_first(text: str, at: int) -> Expression | None:
    found = _MONTH_FIRST.match(text, at)
    if found is None:
        return None
    month, day, year = MONTHS[found["month"][:3].lower()], integer(found["day"]), integer(found["year"])
    is_word = found["month"].rstrip(".") in ("May", "March", "Mar", "Jan", "Dec", "Sep") and not (day or year)
    if is_word and not _BEFORE_MAY.search(text[max(0, at - 12) : at]):
        return None
    if is_word and len(found["month"]) == 3 and _NAME_GOES_ON.match(text, found.end("month")):
        return None  # Mar del Plata, Jan Smith; but in May Smith left
    end = found.end() if day or year else found.end("month")
    if end == found.end("month") and text[end - 1] == "." and text[end : end + 2].strip()[:1].isupper():
        end -= 1
    modifier = modifier_before(text, at)
    beside = _OF_YEAR.match(text, end) if year is None else None
    if beside is not None:  # in April last year
        return _in_year(at, beside, month, day, modifier)
    if day:
        last = integer(found["to"]) or day
        return Expression(
            at, end, "date", "day", calendar.day_of(year, month, day, last), modifier, asks_tense=year is None
        )
    more = _MONTH_RANGE.match(text, end)
    if more and not year:
        until, later = MONTHS[more["month"][:3].lower()], integer(more["year"])
        return Expression(
            at, more.end(), "date", "month", calendar.months_of(later, month, until), modifier, asks_tense=later is None
        )
    return Expression(at, end, "date", "month", calendar.month_of(year, month), modifier, asks_tense=year is None)


def _in_year(at: int, beside: re.Match[str], month: int, day: int | None, modifier: str | None) -> Expression:
    """A month, or a day of it, of the year that the words after it name by the article's own."""
    resolver = calendar.beside_year(STEPS.get(beside["which"], 0), month, day)
    return Expression(at, beside.end(), "date", "day" if day else "month", resolver, modifier)


def _lower_month(text: str, at: int) -> Expression | None:
    """december 1, sept. 30: text without capitals, only with a day or a year beside it."""
    found = _LOWER_MONTH_FIRST.match(text, at)
    if (
        found is None
        or (
            found["month"] in ("may", "march", "mar")  # MARCH 23 is a day, march 23 may be miles
            and not re.search(r"\bon\s+$", text[max(0, at - 4) : at])
            and not (found["day"] and re.match(r"\s*(?:[-–—,;)]|$)", text[found.end() : found.end() + 3]))
        )
    ):
        return None
    month, day, year = MONTHS[found["month"][:3].lower()], integer(found["day"]), integer(found["year"])
    year = year or integer(found["year_only"])
    resolver = calendar.day_of(year, month, day, day) if day else calendar.month_of(year, month)
    return Expression(
        at, found.end(), "date", "day" if day else "month", resolver, modifier_before(text, at), asks_tense=year is None
    )


def _named_day(text: str, at: int, found: re.Match[str], month: int, day: int) -> Expression:
    """A day of a month, of the year that the match names, else of the one that the tense asks for."""
    year = integer(found["year"])
    resolver = calendar.day_of(year, month, day, day)
    return Expression(at, found.end(), "date", "day", resolver, modifier_before(text, at), asks_tense=year is None)


def _weekday(text: str, at: int) -> Expression | None:
    found = _WEEKDAY_AT.match(text, at)
    if found is None:
        return None
    if day := integer(found["day"] or found["first_day"]):
        return _named_day(text, at, found, MONTHS[(found["month"] or found["last_month"])[:3].lower()], day)
    kind, modifier = "time" if found["part"] else "date", modifier_before(text, at)
    week = None if found["part"] else _WEEK_OF.match(text, found.end())
    if week is not None:
        resolver = calendar.weekday_of_week(WEEKDAYS[found["weekday"].lower()], STEPS.get(week["which"], 0))
        return Expression(at, week.end(), "date", "day", resolver, modifier)
    told = _POSSESSIVE.match(text, found.end()) and _OUT_OF.search(text[max(0, at - 12) : at])
    return Expression(
        at,
        found.end(),
        kind,
        "day",
        calendar.weekday(WEEKDAYS[found["weekday"].lower()]),
        None if told and "from" in told.group() else modifier,
        asks_tense=not told,
    )


def _simple(text: str, at: int) -> Expression | None:
    found = _SIMPLE.match(text, at)
    if found is None or (
        text[at].isupper() and (_NAMED.search(text, max(0, at - 14), at) or _SHOW.match(text, found.end("word")))
    ):
        return None  # USA Today, the Today programme
    shift = {"yesterday": -1, "tomorrow": 1}.get(found["word"].lower(), 0)
    kind = "time" if found["part"] or found["word"].lower() == "tonight" else "date"
    return Expression(at, found.end(), kind, "day", calendar.shifted("day", shift, shift), modifier_before(text, at))


def _relative(text: str, at: int) -> Expression | None:
    found = _RELATIVE.match(text, at)
    if found is None or (found["count"] and not _is_count(found["count"])):
        return None
    which = found["which"].lower()
    is_last_units = which == "last" and (found["unit"] or "").endswith("s")
    if is_last_units and (_OWNED.search(text[max(0, at - 8) : at]) or is_verb_last(text, at)):
        return None  # her mother's last days; to last four days
    if which == "following" and not found["the"] and not text.endswith("in ", 0, at):
        return None  # in 2014, following years of discord
    step = STEPS.get(which, 0)
    modifier = modifier_before(text, at)
    if step < 0 and modifier == "before" and text[max(0, at - 3) : at].lower() == "by ":
        modifier = None  # ratified by last week's meeting
    if found["weekday"]:
        resolver: Resolver = calendar.weekday(WEEKDAYS[found["weekday"].lower()], step)
        return Expression(at, found.end(), "date", "day", resolver, modifier)
    if found["month"]:
        if found["month"].startswith("May ") or which in ("recent", "same"):
            return None
        dated = _MONTH_FIRST.match(text, found.start("month"))
        if dated is not None and (dated["day"] or dated["year"]):
            return _dated(at, dated, step, modifier)
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
    if found["part"] and found["the"] and which in ("next", "following"):
        return Expression(at, found.end(), "time", "day", calendar.unknown, modifier)  # the next morning: told of then
    if found["part"]:
        return Expression(at, found.end(), "time", "day", calendar.shifted("day", min(step, 0), min(step, 0)), modifier)
    ahead = _OVER.search(text[max(0, at - 12) : at]) is not None
    return _relative_unit(found, which, step, modifier, ahead=ahead)


def _dated(at: int, found: re.Match[str], step: int, modifier: str | None) -> Expression:
    """this Dec. 13, 2016; last October 16: the word before only says on which side of the article's day it lies."""
    month, day, year = MONTHS[found["month"][:3].lower()], integer(found["day"]), integer(found["year"])
    if day is None:
        return Expression(at, found.end("year"), "date", "month", calendar.month_of(year, month), modifier)
    resolver = calendar.day_of(year, month, day, integer(found["to"]) or day, step)
    return Expression(at, found.end(), "date", "day", resolver, modifier)


def _relative_unit(
    found: re.Match[str], which: str, step: int, modifier: str | None, *, ahead: bool
) -> Expression | None:
    """Weeks, years and the like beside last, next, past; `ahead` where something lasts (over the next year)."""
    written, at = found["unit"], found.start()
    unit = UNITS[written.rstrip("s").replace("centurie", "century")]
    plural = written.endswith("s")
    told = which in ("following", "previous", "same") or (which == "next" and found["the"] and unit == "day")
    count = found["count"] or ""
    if unit == "hour" and which in ("last", "past", "next", "coming") and count.isdigit() and int(count) >= 12:
        days = str(-(-int(count) // 24))  # the last 36 hours are of two days
        return Expression(at, found.end(), "date", unit, calendar.span("day", days, step), modifier)
    if told or unit in ("second", "minute", "hour"):
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
    lasts = which == "next" and (ahead or unit in ("decade", "century"))
    if which in ("past", "coming", "recent") or (found["the"] and (which == "last" or lasts)):
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
            modifier_before(text, at) or edge,
        )
    if found["day_before"]:
        shift = -2 if "before" in found["day_before"] else 2
        return Expression(
            at, found.end(), "date", "day", calendar.shifted("day", shift, shift), modifier_before(text, at)
        )
    if found["season"]:
        return Expression(
            at,
            found.end(),
            "date",
            "season",
            calendar.season(int(found["year"]), found["season"].lower(), 0),
            modifier_before(text, at),
        )
    if found["weekend"]:
        modifier = modifier_before(text, at)
        return Expression(at, found.end(), "date", "day", calendar.the_weekend, modifier, asks_tense=True)
    is_half = found["quarter"] == "half"
    if found["ordinal"] == "final":
        if not found["qyear"]:
            return None  # of a match, most often
        number = 1 if is_half else 3
    else:
        number = ("first", "second", "third", "fourth").index(found["ordinal"])
    if is_half and (number > 1 or not found["qyear"]):
        return None
    return Expression(
        at,
        found.end(),
        "date",
        "quarter",
        calendar.quarter(found["qyear"], number, 6 if is_half else 3),
        modifier_before(text, at),
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
        modifier_before(text, at),
    )


def _set(text: str, at: int) -> Expression | None:
    found = _SET.match(text, at)
    if found is None:
        return None
    return Expression(at, found.end(), "set", UNITS.get(found["what"].lower(), "day"), calendar.unknown)


def _ago(text: str, at: int) -> Expression | None:
    found = _AGO.match(text, at)
    if found is None or not (found["more"] or found["turn"]):
        return None
    unit = UNITS[found["unit"].replace("centurie", "century")]
    if not found["turn"]:  # a year and a half
        return Expression(at, found.end(), "duration", unit, calendar.unknown)
    if found["turn"] in ("before", "after", "prior") and _RATE_BEFORE.search(text, max(0, at - 20), at):
        return None
    count = (
        0.25 if found["part"] == "quarter" else 0.5 if found["part"] or found["half"] else 1.5 if found["more"] else 1
    )
    if count < 1 and unit in ("decade", "century"):  # half a century is fifty years, not some day of a century
        unit, count = "year", count * (10 if unit == "decade" else 100)
    resolver = turned(found["turn"], unit, count, count)
    return Expression(at, found.end(), "date", unit, resolver, modifier_before(text, at))


def _that(text: str, at: int) -> Expression | None:
    """That year, that night: told of before."""
    found = _THAT.match(text, at)
    if found is None:
        return None
    kind, unit = ("time", "day") if found["unit"] in _PARTS else ("date", UNITS.get(found["unit"], "season"))
    return Expression(at, found.end(), kind, unit, calendar.unknown, modifier_before(text, at))


def _for(text: str, at: int) -> Expression | None:
    """The decades of "for decades"."""
    found = _FOR.match(text, at)
    if found is None:
        return None
    unit = UNITS[found["unit"].replace("centurie", "century")]
    return Expression(found.start("all"), found.end(), "duration", unit, calendar.unknown)


def _long(text: str, at: int) -> Expression | None:
    """A week-long strike, a decades-long war."""
    found = _LONG.match(text, at)
    return Expression(at, found.end(), "duration", found["unit"], calendar.unknown) if found else None


def turned(turn: str, unit: str, low: float, high: float) -> Resolver:
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
    name = re.sub(r"(?:(?<=Year)['’]?s)?['’]?\s+", " ", found["name"])
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
