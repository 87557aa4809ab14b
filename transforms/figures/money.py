"""Whose money a sign or word is that many countries share: `$`, pesos, francs, crowns."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from transforms.figures.quantity import Quantity
from transforms.figures.setting import Named
from transforms.figures.units import Unit
from transforms.language.known import gazetteer
from transforms.lexicon import seed_map
from transforms.reading import Reading
from transforms.rows import Article, Mention

_COUNTRIES_OF_ADDRESSES = {
    "ca": "CAN",
    "au": "AUS",
    "nz": "NZL",
    "sg": "SGP",
    "hk": "HKG",
    "tw": "TWN",
    "jm": "JAM",
    "mx": "MEX",
    "ph": "PHL",
    "ar": "ARG",
    "cl": "CHL",
    "co": "COL",
    "in": "IND",
    "pk": "PAK",
    "lk": "LKA",
    "np": "NPL",
    "ch": "CHE",
}
_DOLLARS = {"CAN": "CAD", "AUS": "AUD", "NZL": "NZD", "SGP": "SGD", "HKG": "HKD", "TWN": "TWD", "JAM": "JMD"}
# A text that marks its own country's dollar so means another one by the bare sign.
_MARKED = {
    "AUD": re.compile(r"(?:\bAU?\$|\$A)\d"),
    "CAD": re.compile(r"\bCA?\$\d|\$C\d"),
    "NZD": re.compile(r"(?:\bNZ\$|\$NZ)\d"),
    "SGD": re.compile(r"\bS\$\s?\d"),
    "HKD": re.compile(r"\bHK\$\d"),
    "TWD": re.compile(r"\bNT\$\d"),
    "JMD": re.compile(r"\bJ\$\d"),
}


# A report that says whose some of its dollars are may mean either by the others.
_WHOSE = re.compile(r"\b(?:U\.?S\.?|Australian?|Canad(?:a|ian)|N\.?Z\.?|New Zealand) (?:dlr|dollar|fund)", re.I)
_FILED = ("AUD", "CAD", "NZD")
_DLRS = re.compile(r"\b(?:dlr|ct)s?\b")


@cache
def _shared() -> Mapping[str, str]:
    """Codes by unit and country (franc|FRA); by unit alone (rupee|) what it is where no country is in sight."""
    return seed_map("shared_money", "key", lambda row: row["currency"])


@cache
def _is_shared(unit: str) -> bool:
    return any(key.startswith(f"{unit}|") for key in _shared())


def currency_of(reading: Reading, named: Named, quantity: Quantity, unit: Unit, ties: Sequence[Mention]) -> str | None:
    """The ISO code of an amount in this unit; null for money that many countries have and none is in sight.

    `ties` are the mentions that the figure's clause ties to it: who pays, what for, where.
    """
    if unit.currency and not (unit.name == "pound" and _is_bare_pound(reading.article.text, quantity)):
        return unit.currency
    if unit.currency and ("GBR" in _most_named(named) or _ending(reading.article) == "uk"):
        return unit.currency
    if not _is_shared(unit.name):
        return _filed_dollar(reading.article, quantity) or _dollar(reading.article, named, ties)
    home = _COUNTRIES_OF_ADDRESSES.get(_ending(reading.article))
    countries = [*_countries(ties), *_nearest(reading, named, quantity), *_most_named(named), *([home] if home else [])]
    found = (_shared().get(f"{unit.name}|{country}") for country in countries)
    return next((code for code in found if code), _shared().get(f"{unit.name}|"))


def _filed_dollar(article: Article, quantity: Quantity) -> str | None:
    """The dollar of the town that a report is filed from, where an agency writes dlrs and says of none whose they are.

    From Toronto 14 dlrs are Canadian.
    """
    if not article.dateline or not _DLRS.search(article.text, quantity.number_end, quantity.end):
        return None
    town = article.dateline.partition(",")[0].title()
    countries = {known.country_code for known in gazetteer().lookup(town) if known.kind in ("place", "capital")}
    code = _DOLLARS.get(countries.pop() or "") if len(countries) == 1 else None
    return code if code in _FILED and not _WHOSE.search(article.text) else None


def _is_bare_pound(text: str, quantity: Quantity) -> bool:
    """Whether a sum is in pounds of which no word says whose: the Egyptian ones, in a report that is of Egypt only."""
    return re.fullmatch(r"[\s-]pounds?", text[quantity.number_end : quantity.unit_end]) is not None


def _dollar(article: Article, named: Named, ties: Sequence[Mention]) -> str:
    """The dollar of the publisher's country; the American one in wire copy, American matters, and beside A$ or C$.

    A report that names America and nowhere the publisher's country is of American matters.
    """
    home = _COUNTRIES_OF_ADDRESSES.get(_ending(article), "")
    code = _DOLLARS.get(home)
    if code is None or article.agency or _MARKED[code].search(article.text):
        return "USD"
    everywhere = {mention.country_code for mention in named.mentions}
    countries = _countries(ties) if home in everywhere else everywhere
    return "USD" if "USA" in countries and home not in countries else code


def _ending(article: Article) -> str:
    return (urlsplit(article.url or "").hostname or "").rsplit(".", 1)[-1]


def _countries(mentions: Iterable[Mention]) -> list[str]:
    return [mention.country_code for mention in mentions if mention.country_code]


def _nearest(reading: Reading, named: Named, quantity: Quantity) -> list[str]:
    """The countries named in the figure's sentence, the nearest first."""
    sentence = reading.sentence_at(quantity.number_start)
    beside = [m for m in named.within(sentence.start_char, sentence.end_char) if m.country_code]
    return _countries(sorted(beside, key=lambda m: abs(m.start_char - quantity.number_start)))


def _most_named(named: Named) -> list[str]:
    return [country for country, _ in Counter(_countries(named.mentions)).most_common()]
