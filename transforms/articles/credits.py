"""Who wrote it and where from: byline, wire service and dateline, as printed at the top of an article."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.articles.zones import is_byline
from transforms.datelines import TOP, agencies, dateline_of


@dataclass(frozen=True, slots=True)
class Credits:
    """What the top of an article says about where it comes from; null where it does not say."""

    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None


def credits_in(text: str, byline: str | None = None) -> Credits:
    """The credits of a text, one paragraph a line; a byline that the source gives is kept."""
    top = text.split("\n", TOP)[:TOP]
    printed = next((line for line in top if is_byline(line)), None)
    byline = byline or printed
    dateline = next((found for found in map(dateline_of, top) if found), None)
    credited = agencies().get(dateline.mark or "") if dateline else None
    agency = credited or _agency_named(byline) or _agency_at_end(text)
    return Credits(byline, agency, dateline.place if dateline else None)


def _agency_named(byline: str | None) -> str | None:
    found = _any_agency().search(byline) if byline else None
    return agencies()[found[1]] if found else None


@cache
def _any_agency() -> re.Pattern[str]:
    marks = sorted(agencies(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, marks))})(?!\w)")


def _agency_at_end(text: str) -> str | None:
    last = text.rsplit("\n", 1)[-1].strip(" ()[]-—–/.")
    return agencies().get(last) if len(last) <= 30 else None
