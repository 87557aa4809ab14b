"""The dateline: where and for whom a wire story is filed, as printed before its first words."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.lexicon import seed_map

TOP = 4  # paragraphs in which a dateline stands
_MONTH = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*)\.?"
)
_DAY = rf"[,.]? ?(?:\d{{1,2}} {_MONTH}|{_MONTH}(?: \d{{1,2}})?)(?:, \d{{4}})?\.?"
# "SALVADOR, Feb 26 - ", "KYIV, Ukraine — ": towns are printed in capitals where no wire service follows.
_TOWN = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){0,4}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)??"
# "Houston, April 13 - ": towns in small letters where a day follows
_SMALL_TOWN = re.compile(
    rf"(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?), "
    rf"(?P<day>{_MONTH} \d{{1,2}}) ?(?:--?|—|–)(?!\w*\d)"
)
_DATELINE = re.compile(rf"(?:Photo )?(?P<place>{_TOWN})(?P<day>{_DAY})? ?(?:--?-?|—|–)(?!\w*\d)")
# Words in capitals before a dash that say what a paragraph is, not where it comes from.
_NO_TOWNS = frozenset("FILE UPDATE UPDATED BREAKING EXCLUSIVE LIVE WATCH VIDEO PHOTO PHOTOS OPINION ANALYSIS".split())
# "WASHINGTON (Reuters) - ", "MOSCOW, October 3. /TASS/. ", "New Delhi [India], July 7 (ANI): ", "(Bloomberg) -- "
_CREDIT = re.compile(
    r"(?P<before>(?:[^(/\n]|(?<=[A-Z])/(?=[A-Z])){0,60}?)(?:--)?"
    r"[(/](?P<mark>[A-Za-z][\w .&’'-]{1,30})[)/](?=\W)(?:[ .]{0,2}(?:--?-?|—|–|:)|\.)?"
)
_PLACE = re.compile(rf"(?P<place>.+?)(?: \[.*)?(?:{_DAY}\W*)?$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first words of a paragraph.

    `end` is the offset behind it, its dash or colon taken in; `is_sure` says that a day or a known wire service stands
    in it, without which the place may be another word in capitals.
    """

    place: str | None
    mark: str | None
    end: int
    is_sure: bool = True


def dateline_of(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with: a place, a known wire service, or both."""
    credited = _CREDIT.match(paragraph)
    if credited and credited["mark"] in agencies() and _is_place(credited["before"]):
        place = _PLACE.match(credited["before"].strip(" ,-—–"))
        return Dateline(place["place"].strip(" ,") if place else None, credited["mark"], credited.end())
    found = _DATELINE.match(paragraph) or _SMALL_TOWN.match(paragraph)
    if found and found["place"] not in _NO_TOWNS and sum(map(str.isalpha, found["place"])) >= 4:
        return Dateline(found["place"], None, found.end(), is_sure=found["day"] is not None)
    return None


@cache
def agencies() -> dict[str, str]:
    """What wire services are credited as, to their names, from seeds/agencies.csv."""
    return seed_map("agencies", "mark", lambda row: row["agency"])


def _is_place(before: str) -> bool:
    # Every word is a name, a month or a number: "He told reporters (AP) ..." is no dateline.
    return all(word.strip("[],.-—–")[:1].isupper() or not word.strip("[],.-—–").isalpha() for word in before.split())
