"""When an article was published: what sources write as a date, and what a url says."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?Z?$")
_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}(?::\d{2})?(?: (?:[+-]\d{4}|[A-Z]{1,4}))?$"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?$")
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_.-]|$)", re.IGNORECASE)
_URL_COMPACT = re.compile(r"/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_-])")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_HAS_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\D+\d{4}|\d{4}\D+\d{1,2}\D+\d{1,2}|\d{1,2}\D\d{1,2}\D\d{2,4}")
# Zone names that news uses and that dateutil would take for noise; British summer time is "BST" as well.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "BST": 3600, "IST": 19800, "CET": 3600, "CEST": 7200, "EST": -18000, "EDT": -14400,
    "ET": -18000, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600, "PST": -28800, "PDT": -25200,
    "PT": -28800, "KST": 32400, "JST": 32400, "HKT": 28800, "SGT": 28800,
    "AEST": 36000, "AEDT": 39600, "MSK": 10800, "SAST": 7200,
}  # fmt: skip


def moment_of(written: str | None) -> datetime | None:
    """The moment a source writes as a date, in its own zone (UTC when it gives none); null when it is no full date."""
    written = (written or "").strip()
    if not written:
        return None
    moment = _iso(written) or _epoch(written) or _compact(written) or _mail(written) or _loose(written)
    if moment is None or not 1600 <= moment.year <= 9998:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day_in_url(url: str | None) -> date | None:
    """The day in a url such as /2024/10/24/ or /2024-oct-24/; null when there is none."""
    found = _URL_DATE.search(url or "") or _URL_COMPACT.search(url or "")
    if not found:
        return None
    year, month, day = found.groups()
    number = int(month) if month.isdigit() else (_MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else 0)
    return _day(int(year), number, int(day))


def is_plausible(moment: datetime, fetched_at: datetime) -> bool:
    """Whether news can be of this moment: not before newspapers, not more than two days after it was read."""
    return moment.year >= 1700 and moment <= fetched_at + timedelta(days=2)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(written: str) -> datetime | None:
    if not _ISO.match(written):
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _epoch(written: str) -> datetime | None:
    if not _EPOCH.match(written):
        return None
    number = float(written)
    return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC)


def _compact(written: str) -> datetime | None:
    found = _COMPACT.match(written)
    if not found:
        return None
    try:
        return datetime(*(int(part) for part in found.groups() if part))  # type: ignore[arg-type]
    except ValueError:
        return None


def _mail(written: str) -> datetime | None:
    if not _MAIL.match(written):
        return None
    try:
        return parsedate_to_datetime(written)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    if name not in _ZONES:  # as if no zone were given: the day is right or next to it
        return None
    return timezone(timedelta(seconds=_ZONES[name]))


def _loose(written: str) -> datetime | None:
    if len(written) > 80 or not _HAS_DAY.search(written):
        return None
    from dateutil import parser

    # dateutil fills what is missing from a default: without a whole date it would invent a day.
    default = datetime(1601, 1, 1)
    try:
        moment = parser.parse(written, default=default, tzinfos=_zone)
        if default.year == moment.year or default.month == moment.month or default.day == moment.day:
            other = parser.parse(written, default=datetime(1603, 3, 3), tzinfos=_zone)
            return moment if moment == other else None
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return moment
