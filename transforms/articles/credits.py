"""Who wrote it and where from: byline, wire service and dateline, as printed at the top of an article."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.articles.zones import is_byline
from transforms.lexicon import seed_map

_TOP = 4  # paragraphs in which credits stand
# "WASHINGTON (Reuters) - ", "KYIV, Ukraine (AP) — ", "SALVADOR, Feb 26 - ", "MOSCOW, October 3. /TASS/. "
_PLACE = r"(?P<place>[A-Z][^\W\d_]*[A-Z.'’-][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,4}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:[,.]? ?(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:, \d{{4}})?\.?)?"
_MARK = r"(?:[ ]?[(/\[](?P<mark>[A-Za-z][\w .&’'-]{1,30})[)/\]]\.?)?"
_DATELINE = re.compile(rf"{_PLACE}{_DAY}{_MARK} ?(?:--?-?|—|–|:)(?!\w*\d)")
_BARE_MARK = re.compile(r"\((?P<mark>[A-Za-z][\w .&’'-]{1,30})\) ?(?:--?|—|–)")


@dataclass(frozen=True, slots=True)
class Credits:
    """What the top of an article says about where it comes from; null where it does not say."""

    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None


def credits_in(text: str, byline: str | None = None) -> Credits:
    """The credits of a text, one paragraph a line; a byline that the source gives is kept."""
    top = text.split("\n", _TOP)[:_TOP]
    printed = next((line for line in top if is_byline(line)), None)
    byline = byline or printed
    place, mark = next((found for found in map(_dateline, top) if found), (None, None))
    agency = agencies().get(mark or "") or _agency_named(byline) or _agency_at_end(text)
    return Credits(byline, agency, place)


@cache
def agencies() -> dict[str, str]:
    """What wire services are credited as, to their names, from seeds/agencies.csv."""
    return seed_map("agencies", "mark", lambda row: row["agency"])


def _dateline(paragraph: str) -> tuple[str | None, str | None] | None:
    found = _DATELINE.match(paragraph)
    if found and _is_place(found["place"]):
        return found["place"], found["mark"]
    marked = _BARE_MARK.match(paragraph)
    return (None, marked["mark"]) if marked and marked["mark"] in agencies() else None


def _is_place(place: str) -> bool:
    # Datelines print the town in capitals; a heading ("UPDATE 1-Oil rises") is told apart by what follows.
    town = place.split(",", maxsplit=1)[0]
    return town.upper() == town and sum(char.isalpha() for char in town) >= 4


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
