"""Who wrote it and where from: byline, wire service and dateline, as printed at the top of an article."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.articles.zones import is_byline
from transforms.lexicon import seed_map

_TOP = 4  # paragraphs in which credits stand
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"[,.]? ?(?:\d{{1,2}} {_MONTH}|{_MONTH}(?: \d{{1,2}})?)(?:, \d{{4}})?\.?"
# "SALVADOR, Feb 26 - ", "KYIV, Ukraine — ": towns are printed in capitals where no wire service follows.
_TOWN = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z.'’-]+){0,4}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)??"
_DATELINE = re.compile(rf"(?P<place>{_TOWN})(?:{_DAY})? ?(?:--?-?|—|–)(?!\w*\d)")
# "WASHINGTON (Reuters) - ", "MOSCOW, October 3. /TASS/. ", "New Delhi [India], July 7 (ANI): ", "(Bloomberg) -- "
_CREDIT = re.compile(r"(?P<before>[^(/\n]{0,60}?)(?:--)?[(/](?P<mark>[A-Za-z][\w .&’'-]{1,30})[)/](?=\W)")
_PLACE = re.compile(rf"(?P<place>.+?)(?: \[.*)?(?:{_DAY}\W*)?$")


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
    credited = _CREDIT.match(paragraph)
    if credited and credited["mark"] in agencies() and _is_place(credited["before"]):
        place = _PLACE.match(credited["before"].strip(" ,-—–"))
        return (place["place"].strip(" ,.") if place else None), credited["mark"]
    found = _DATELINE.match(paragraph)
    return (found["place"], None) if found and sum(map(str.isalpha, found["place"])) >= 4 else None


def _is_place(before: str) -> bool:
    # Every word is a name, a month or a number: "He told reporters (AP) ..." is no dateline.
    return all(word.strip("[],.-—–")[:1].isupper() or not word.strip("[],.-—–").isalpha() for word in before.split())


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
