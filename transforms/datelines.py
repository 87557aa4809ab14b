"""Where a report is filed from, as printed before its first word: `KYIV, Ukraine, 3 May (Reuters) - `."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.lexicon import seed_map

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"[,.]? ?(?:\d{{1,2}} {_MONTH}|{_MONTH}(?: \d{{1,2}})?)(?:, \d{{4}})?\.?"
# "SALVADOR, Feb 26 - ", "KYIV, Ukraine — ": towns are printed in capitals where no wire service follows.
_TOWN = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z.'’-]+){0,4}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)??"
_DATELINE = re.compile(rf"(?P<place>{_TOWN})(?:{_DAY})? ?(?:--?-?|—|–)(?!\w*\d)")
# "WASHINGTON (Reuters) - ", "MOSCOW, October 3. /TASS/. ", "New Delhi [India], July 7 (ANI): ", "(Bloomberg) -- "
_CREDIT = re.compile(r"(?P<before>[^(/\n]{0,60}?)(?:--)?[(/](?P<mark>[A-Za-z][\w .&’'-]{1,30})[)/](?=\W)")
_PLACE = re.compile(rf"(?P<place>.+?)(?: \[.*)?(?:{_DAY}\W*)?$")
_JOINT = re.compile(r"[\s.:\-—–]*")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before a report: its place and the mark of a wire service as printed, and where the report begins."""

    place: str | None
    mark: str | None
    end: int


@cache
def agencies() -> dict[str, str]:
    """What wire services are credited as, to their names, from seeds/agencies.csv."""
    return seed_map("agencies", "mark", lambda row: row["agency"])


def dateline_of(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, if it does."""
    credited = _CREDIT.match(paragraph)
    if credited and credited["mark"] in agencies() and _is_place(credited["before"]):
        place = _PLACE.match(credited["before"].strip(" ,-—–"))
        return Dateline(
            place["place"].strip(" ,.") if place else None, credited["mark"], _after(paragraph, credited.end())
        )
    found = _DATELINE.match(paragraph)
    if found is None or sum(map(str.isalpha, found["place"])) < 4:
        return None
    return Dateline(found["place"], None, _after(paragraph, found.end()))


def _after(paragraph: str, end: int) -> int:
    joint = _JOINT.match(paragraph, end)
    return joint.end() if joint else end


def _is_place(before: str) -> bool:
    # Every word is a name, a month or a number: "He told reporters (AP) ..." is no dateline.
    return all(word.strip("[],.-—–")[:1].isupper() or not word.strip("[],.-—–").isalpha() for word in before.split())
