"""The days that an expression of time means, reckoned from an anchor day: never from today's."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
UNITS = {
    name: name for name in ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
} | {"fortnight": "week"}
_ONE_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve".split()
SMALL = {word: number for number, word in enumerate(_ONE_TO_TWELVE, 1)} | {
    "few": 0, "several": 0, "couple": 2, "dozen": 12,
}  # fmt: skip
_DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day meant; null when open or when they hang on a day that nobody gives."""

    low: date | None
    high: date | None
    used_anchor: bool = False


NOTHING = Days(None, None)
Resolver = Callable[[date | None, str], Days]


def unknown(anchor: date | None, tense: str) -> Days:
    """No days: a duration, a set, or something reckoned from another event."""
    return NOTHING


def years(first: int, last: int) -> Resolver:
    """The days of these years, both included."""
    return lambda anchor, tense: Days(date(first, 1, 1), date(last, 12, 31))


def _month_days(year: int, month: int, until: int | None = None) -> tuple[date, date]:
    last = until or month
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def _year_for(anchor: date, tense: str, low: Callable[[int], date]) -> int:
    """The year that puts a yearly day on the side of the anchor that the tense asks for."""
    if tense == "future":
        return anchor.year if low(anchor.year) >= anchor.replace(day=1) else anchor.year + 1
    if tense == "past":
        return anchor.year if low(anchor.year) <= anchor else anchor.year - 1
    return min((anchor.year - 1, anchor.year, anchor.year + 1), key=lambda year: abs((low(year) - anchor).days))


def day_of(year: int | None, month: int, day: int, until: int, step: int = 0) -> Resolver:
    """A day of a month, or the days up to `until`; without a year, the nearest by tense or, with -1 or 1, by `step`."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if year is not None:
            return Days(date(year, month, day), date(year, month, until))
        if anchor is None:
            return NOTHING
        tense = {-1: "past", 1: "future"}.get(step, tense)
        near = date(anchor.year, month, min(day, 28))
        # Scheduled it for March 30, says a report of March 26: of a day eleven months ago it would say the year.
        soon = tense == "past" and step == 0 and timedelta(0) < near - anchor < timedelta(days=45)
        chosen = anchor.year if soon else _year_for(anchor, tense, lambda y: date(y, month, min(day, 28)))
        return Days(date(chosen, month, day), date(chosen, month, until), True)

    return resolve


def month_of(year: int | None, month: int, step: int = 0, *, said: bool = False) -> Resolver:
    """A month; `step` -1 for last, 1 for next, 0 for plain or, when `said`, this year's."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if year is not None:
            return Days(*_month_days(year, month))
        if anchor is None:
            return NOTHING
        chosen = (
            anchor.year
            if said and step == 0
            else _year_for(anchor, {-1: "past", 1: "future"}.get(step, tense), lambda y: date(y, month, 1))
        )
        return Days(*_month_days(chosen, month), True)

    return resolve


def beside_year(step: int, month: int, day: int | None) -> Resolver:
    """A month, or a day of it, of the anchor's year or of one `step` years from it: in April last year."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if anchor is None:
            return NOTHING
        year = anchor.year + step
        low, high = (date(year, month, day),) * 2 if day else _month_days(year, month)
        return Days(low, high, True)

    return resolve


def part_of_year(year: int | None, step: int, unit: str, count: int, *, is_last: bool) -> Resolver:
    """The first or last so many months (weeks, quarters) of a year, or of one `step` years from the anchor's."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if year is None and anchor is None:
            return NOTHING
        low = date(year if year is not None else (anchor or date.min).year + step, 1, 1)
        if is_last:
            end = date(low.year, 12, 31)
            return Days(moved(end + timedelta(days=1), unit, -count), end, year is None)
        return Days(low, moved(low, unit, count) - timedelta(days=1), year is None)

    return resolve


def months_of(year: int | None, first: int, last: int) -> Resolver:
    """From one month to another, in one year or over its end."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if year is None and anchor is None:
            return NOTHING
        end = year if year is not None else _year_for(anchor or date.min, tense, lambda y: date(y, last, 1))
        begin = end if first <= last else end - 1
        return Days(_month_days(begin, first)[0], _month_days(end, last)[1], year is None)

    return resolve


def weekday(number: int, step: int = 0) -> Resolver:
    """A day of the week: the last one (the anchor's own day included) or, in the future, the next."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if anchor is None:
            return NOTHING
        back = (anchor.weekday() - number) % 7
        if step < 0:
            day = anchor - timedelta(days=back or 7)
        elif step > 0 or tense == "future":
            day = anchor + timedelta(days=(7 - back) % 7 or (7 if step > 0 else 0))
        else:
            day = anchor - timedelta(days=back)
        return Days(day, day, True)

    return resolve


def weekend(step: int) -> Resolver:
    """Saturday and Sunday of this, the last or the next week."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if anchor is None:
            return NOTHING
        saturday = anchor + timedelta(days=5 - anchor.weekday() + 7 * step)
        return Days(saturday, saturday + timedelta(days=1), True)

    return resolve


def the_weekend(anchor: date | None, tense: str) -> Days:
    """The last Saturday and Sunday that have begun or, in the future, the next ones."""
    if anchor is None:
        return NOTHING
    since = (anchor.weekday() - 5) % 7
    saturday = anchor + timedelta(days=7 - since if tense == "future" and since > 1 else -since)
    return Days(saturday, saturday + timedelta(days=1), True)


def weekday_of_week(number: int, step: int) -> Resolver:
    """A day of this, the last or the next week, from Monday on: Wednesday last week."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if anchor is None:
            return NOTHING
        day = anchor + timedelta(days=number - anchor.weekday() + 7 * step)
        return Days(day, day, True)

    return resolve


def season(year: int | None, name: str, step: int) -> Resolver:
    """A season of the northern half, by whole months."""

    def resolve(anchor: date | None, tense: str) -> Days:
        begin = year
        month = SEASONS[name]
        if begin is None:
            if anchor is None:
                return NOTHING
            begin = (
                anchor.year
                if step == 0
                else _year_for(anchor, "past" if step < 0 else "future", lambda y: date(y, month, 1))
            )
        low = date(begin, month, 1)
        return Days(low, low + relativedelta(months=3, days=-1), year is None)

    return resolve


def quarter(written_year: str | None, number: int, months: int) -> Resolver:
    """A quarter (or half, with 6 months) of a year."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if written_year and written_year.isdigit():
            year, used = int(written_year), False
        elif anchor is None or not written_year:
            return NOTHING
        else:
            year, used = anchor.year - (written_year == "last year"), True
        low = date(year, 1 + number * months, 1)
        return Days(low, low + relativedelta(months=months, days=-1), used)

    return resolve


def slashed(written: str) -> Resolver:
    """4/5/2020: both orders are kept where both are days, as the earlier and the later of them."""

    def resolve(anchor: date | None, tense: str) -> Days:
        a, b, c = (int(part) for part in written.replace(".", "/").split("/"))
        year = c if c > 99 else 2000 + c if c < 70 else 1900 + c
        days = []
        for month, day in ((a, b), (b, a)):
            if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
                days.append(date(year, month, day))
        return Days(min(days), max(days)) if days else NOTHING

    return resolve


def moved(day: date, unit: str, count: float) -> date:
    """The day so many units on; fractions of a unit are reckoned in days."""
    whole, part = int(count), count - int(count)
    if unit in _DAYS:
        return day + timedelta(days=round(_DAYS[unit] * count))
    months = _MONTHS[unit]
    return day + relativedelta(months=months * whole) + timedelta(days=round(part * months * 30.4))


def shifted(unit: str, low: float, high: float) -> Resolver:
    """The day, week, month or year that lies so many of them from the anchor's."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if anchor is None:
            return NOTHING
        first, last = moved(anchor, unit, low), moved(anchor, unit, high)
        return Days(_floor(first, unit), _ceiling(last, unit), True)

    return resolve


def span(unit: str, count: str | None, step: int) -> Resolver:
    """The past three years, the coming weeks: from the anchor so far back or ahead; open where the count is vague."""

    def resolve(anchor: date | None, tense: str) -> Days:
        if anchor is None:
            return NOTHING
        number = None
        if count is not None:
            word = count.lower().replace("-", " ").split()[-1]
            number = int(word) if word.isdigit() else SMALL.get(word)
        if not number:  # "the coming weeks": more than one of them
            return Days(anchor, None, True) if step > 0 else Days(None, anchor, True)
        far = moved(anchor, unit, number * step)
        return Days(min(anchor, far), max(anchor, far), True)

    return resolve


def _floor(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    if unit == "year":
        return date(day.year, 1, 1)
    if unit == "decade":
        return date(day.year // 10 * 10, 1, 1)
    if unit == "century":
        return date((day.year - 1) // 100 * 100 + 1, 1, 1)
    return day


def _ceiling(day: date, unit: str) -> date:
    low = _floor(day, unit)
    if unit == "week":
        return low + timedelta(days=6)
    months = _MONTHS.get(unit)
    return low + relativedelta(months=months, days=-1) if months else low
