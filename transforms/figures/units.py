"""Units and currencies beside a number, from seeds/units.csv and seeds/currencies.csv."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from transforms.lexicon import seed_map, seed_rows
from transforms.numbers import EXACT, trie_pattern

# Spellings that are units only when nothing stands between them and the number (10in, 164p).
_ATTACHED_ONLY = frozenset("in p s h t A J B T L V N K R ' \" pt min a mi".split()) - {"min", "R"}
# Words that are money only where the number is large, written with a scale or in decimals.
_RARE_MONEY = frozenset("won mark marks real reals sol som lev ether dram quid crowns crown rial dong".split())
_MASS_OR_MONEY = frozenset(("pound", "pounds"))
_COSTS = re.compile(
    (
        r"\b(?:cost|costs|costing|pay|pays|paid|paying|price|priced|prices|worth|fine|fined|spend"
        r"|spent|raise|raised|earn|earned|wage|salary|charge|charged|bill|fee|sold|sell|buy|bought"
        r"|debt|budget|fund|lottery|donat\w+|sum|reward|prize|grant|damages|compensation|rent|loan|savings|deposit"
        r"|fraud|stole|stolen|turnover|salaries|wages|cash)\b"
    ),
    re.I,
)
SAME_IN_PLURAL = frozenset("species series headquarters means".split())
_LENGTH_AFTER = re.compile(
    r"\s*(?:long|wide|high|tall|deep|thick|apart|away|from|above|below|across|sprint|freestyle|hurdles"
    r"|race|final|backstroke|butterfly|breaststroke|relay|medley|champion|x\b|by\b|to\b|in\b"
    r"|and\b|or\b|north|south|east|west|off|up|down|title|record|gold|silver|bronze|heats?"
    r"|run|swim|dash)\b"
)
_TIME_ADJECTIVE = re.compile(
    r" (?:more|previous|full|straight|consecutive|long|further|additional|other|whole|solid"
    r"|short|calendar|fiscal|working|trading|successive|extra)(?= (?:second|minute|hour|day"
    r"|week|month|year|decade)s?\b)"
)
_CLAUSE_AFTER = re.compile(
    r"\s(?:is|was|are|were|has|had|will|would|who|that|which|while|after|before|when|with|on|at)\b"
)
# What a million pounds are of where they are money: two million pounds of debt, but of thrust.
_OF_MONEY = re.compile(
    r"\s+of\s+(?:\w+\s+){0,2}?(?:public|taxpayers?|debts?|savings?|money|cash|fund(?:s|ing)|investments?|damages?|cuts"
    r"|aid|benefits?|profits?|sales|business|credit|loans?|bonds?|revenues?|income|spending|goods|assets|tax(?:es)?"
    r"|compensation|turnover|their|his|her|its|our|the)\b",
    re.I,
)
_LARGE = re.compile(r"\d[\d.,]*\s?(?:million|billion|trillion|[mb]n)\b")  # LE 22 billion
_PLAYSTATION = re.compile(r"PS\d(?!\d|[.,]\d|\s?(?:[mb]n?\b|million|billion))")
_TIME_OF = re.compile(
    r"\s(?:zones?|frames?|slots?|limits?|machines?|capsules?|bombs?|periods?|trials?|sheets?|bars?|cards?)\b"
)
_OF_ONE = re.compile(r"\b(?:an?|the|this|that)\s[\d.,]+$", re.I)
_PLURAL_NEAR = re.compile(r"\s(?:[a-z-]+\s){0,2}?[a-z]+(?<!s)s\b|\s(?:people|men|women|children)\b")
# 4.2m Hispanic-owned businesses, 12m Britons; not the 100m Olympic final
_PEOPLE_NAMED = re.compile(
    r"\s[A-Z][a-z]+(?:(?:ns|ts|rs|is)\b(?!\s[A-Z])|(?:-[a-z]+)?\s(?:[a-z-]+\s)?(?:people|men|women|children|voters|users|workers"
    r"|customers|homes|households|families|businesses|companies|firms|jobs|citizens|residents|adults|pupils|students|patients"
    r"|refugees|migrants|viewers|readers|members|cars|vehicles|soldiers|troops|passengers|tourists|consumers)\b)"
)
_NEXT_WORD = re.compile(r"[ -][a-z]")
_PER = re.compile(
    r"(?:(?:\s+cash)?\s+(?P<per>per|PER|every|each)\s+(?:(?:fully\s)?(?:diluted|basic|common|ordinary|primary|preferred|depositary"
    r"|[A-Z][\w&.-]+)\s(?=shares?\b))?"
    r"|\s*/\s*|-per-)(?P<word>(?:square |cubic |metric |troy )?[A-Za-zµμ]+(?:-[a-z]+"
    r"| hours?(?<=watt hour|att hours))?)(?![\w-])"
    r"|(?:\s+|-)(?P<a>an?)(?:\s+|-)(?P<article>year|month|day|week|hour|minute|second|share"
    r"|barrel|gallon|litre|liter|dozen|ton|tonne|person|head|piece|night|kilo|kilogram|pound"
    r"|ounce|bottle|unit|copy|ticket|vote|acre|game|season|pop|bushel|decade|quarter|day|mile"
    r"|pack|pint|gram|carat|kg|dose|seat|bag|plate|slice|cup|loaf|meal|hectare|pupil|student|household|patient|visit"
    r"|ride|trip|crate|carton|tablet|pill|sheet|tree|cow|customer|subscriber|passenger|employee|worker|word|page|metre"
    r"|kilometre)\b(?!\s+(?:ago|later|earlier|before|after|old|or so)\b)"
)
_PER_SHARE_OF = re.compile(r"\s(?:per|an?|each)\s(?:[A-Z][\w&.’'-]*\s){1,4}share\b")  # 3 dlrs per Chrysler share
_PER_MANY = re.compile(
    r"\s(?:per|for every|out of every)\s(?P<many>1,000,000|100,?000|10,?000|1,?000|100|(?:1 |one |a )?million)"
    r"(?![\d,]\d)"
    r"(?:\s(?P<noun>(?!and\b|in\b|of\b|for\b|on\b|at\b|to\b)[a-z]+s?)\b|(?=[.,;)]|$))"
)
# 1,000 contracts daily, not the daily papers
_HOW_OFTEN = re.compile(
    r"\s(?P<word>hourly|daily|weekly|monthly|yearly|annually)(?=\s*(?:[.,;:)\n]|$)|\s(?:in|at|on|for|to|from|by|and|as|since|with"
    r"|during|over|through|until|while|when|worth|per)\b)"
)
# How often what stands before it happens, with words between that open no clause: visited the Yukon each year.
_THEN_OFTEN = re.compile(
    r"(?P<between>(?:\s(?!(?:who|that|which|where|when|while|whose|and|but|or|from|than|to|two|three|four|five|six|hundreds"
    r"|thousands|millions|billions|dozens)\b)[^\W\d][\w’'-]*+){0,6}?),?\s"
    r"(?:(?P<word>hourly|daily|weekly|monthly|yearly|annually)(?=\s*(?:[.,;:)\n]|$)|\s(?:by|in|at|on|for|from|since|as)\b|\s-)"
    r"|(?:each|every)\s(?P<per>year|month|week|day|hour|night|season|spring|summer|autumn|winter)\b)"
)
# What comes and goes, so that so many daily ones are so many a day; daily papers are not.
_COMES = frozenset(
    (
        "flight trip service entry arrival departure sailing train case infection death admission visit transaction"
        " order ride"
    ).split()
)
_OFTEN = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year",
    "annual": "year",
}  # fmt: skip
_PER_WORDS = {
    "annum": "year", "capita": "person", "head": "person", "diem": "day", "people": "person",
    "sec": "second", "s": "second", "h": "hour", "hr": "hour", "min": "minute", "yr": "year", "mo": "month",
    "sq": "square foot", "pop": "piece", "liter": "litre", "meter": "metre", "kilo": "kilogram", "kg": "kilogram",
    "gramme": "gram", "g": "gram", "l": "litre", "km": "kilometre", "cm": "centimetre", "m": "metre",
    "d": "day", "ms": "millisecond", "kWh": "kilowatt hour",
}  # fmt: skip
_AFTER_WORDS_TOO = frozenset(("km", "kg", "cm", "mm"))  # two km
_NOT_PER = frozenset(
    "cent se the of a other one year-old year-olds such hundred and or was is were are has had will".split()
)
_MADE_OF = {
    ("mile", "hour"): "mile per hour",
    ("kilometre", "hour"): "kilometre per hour",
    ("metre", "second"): "metre per second",
    ("foot", "second"): "foot per second",
    ("kilometre", "second"): "kilometre per second",
    ("mile", "gallon"): "mile per gallon",
    ("megabit", "second"): "megabit per second",
    ("gigabit", "second"): "gigabit per second",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One spelling of a unit: its name, what it measures, and how its value becomes SI."""

    name: str
    dimension: str
    factor: Decimal | None = None
    offset: Decimal = Decimal(0)
    si: str | None = None
    currency: str | None = None  # ISO 4217; empty for money that many countries share (dollars, francs)
    place: str = "after"

    def in_si(self, value: Decimal) -> Decimal | None:
        """The value in the SI unit, or for money in the currency's main unit; null without a factor."""
        return None if self.factor is None else EXACT.add(EXACT.multiply(value, self.factor), self.offset)


@dataclass(frozen=True, slots=True)
class Found:
    """A unit and where it ends (or, before a number, begins)."""

    unit: Unit
    at: int


def _unit(row: Mapping[str, str]) -> Unit:
    factor = Decimal(row["factor"]) if row["factor"] else None
    return Unit(row["unit"], row["dimension"], factor, Decimal(row["offset"] or 0), row["unit_si"] or None)


def _money(row: Mapping[str, str]) -> Unit:
    return Unit(row["unit"], "currency", Decimal(row["factor"]), currency=row["currency"], place=row["place"])


@cache
def units() -> dict[str, Unit]:
    """Units by spelling."""
    return seed_map("units", "word", _unit)


@cache
def currencies() -> dict[str, Unit]:
    """Currencies by spelling."""
    return seed_map("currencies", "word", _money)


@cache
def unit_named(name: str) -> Unit | None:
    """The unit of this name, whatever its spelling."""
    return next((unit for unit in units().values() if unit.name == name), None)


@cache
def singular(word: str) -> str:
    """The name of a unit or the singular of a plain noun: what something is counted per."""
    if word in _PER_WORDS:
        return _PER_WORDS[word]
    unit = units().get(word) or units().get(word.lower())
    if unit is not None and len(word) > 2:
        return unit.name
    lower = word.lower()
    if lower in SAME_IN_PLURAL:
        return lower
    if lower in ("men", "women"):
        return lower.replace("men", "man")
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else lower


def _cased(words: list[str]) -> list[str]:
    """Words of more than three letters are also known capitalised and in capitals; symbols only as written."""
    more = [
        variant
        for word in words
        if (len(word) > 3 or word == "day") and word.islower()
        for variant in (word.capitalize(), word.upper())
    ]
    more += [
        re.sub(r"(celsius|fahrenheit|centigrade|f|c)$", lambda found: found.group().capitalize(), word)
        for word in words
        if word.startswith(("deg", "°")) and " " in word
    ]
    return list(dict.fromkeys(words + more))


@cache
def _after_pattern() -> re.Pattern[str]:
    words = [row["word"] for row in seed_rows("units", "word")]
    words += [row["word"] for row in seed_rows("currencies", "word") if row["place"] != "before"]
    return re.compile(
        rf"(?P<gap>[^\S\n]?-?[^\S\n]?[(\[{{<]?)(?P<unit>{trie_pattern(_cased(words))})(?P<close>[)\]}}>]?)(?![^\W_])"
    )


@cache
def _before_pattern() -> re.Pattern[str]:
    words = [row["word"] for row in seed_rows("currencies", "word") if row["place"] != "after"]
    ends = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?:(?<![^\W\d_])(?:{'|'.join(map(re.escape, ends))}))[\s\u00a0]?$")


@cache
def _before_last_chars() -> frozenset[str]:
    return frozenset(row["word"][-1] for row in seed_rows("currencies", "word") if row["place"] != "after")


def currency_before(text: str, start: int) -> Found | None:
    """The currency whose sign or code stands right before this offset."""
    at = start - 1
    if at >= 0 and text[at] in " \u00a0":
        at -= 1
    if at < 0 or text[at] not in _before_last_chars():
        return None
    head = text[max(0, start - 8) : start]
    found = _before_pattern().search(head)
    if found is None:
        return None
    word = found.group().strip()
    if word == "PS" and _PLAYSTATION.match(text, start - 2):
        return None
    is_apart = found.group()[-1:] in (" ", "\u00a0") and word in ("R", "PS", "Sh", "LE", "Z$", "KD", "JD", "SR", "QR")
    if is_apart and (word == "PS" or _LARGE.match(text, start) is None):
        return None
    return Found(currencies()[word], start - len(head) + found.start())


def unit_after(text: str, end: int, value: Decimal | None, *, scaled: bool, in_digits: bool) -> Found | None:
    """The unit or currency that stands right after this offset, attached, spaced or hyphened."""
    found = _after_pattern().match(text, end) or _after_adjective(text, end)
    if found is None:
        return None
    word, gap = found["unit"], found["gap"]
    opened = gap[-1:] in tuple("([{<")
    if opened != bool(found["close"]):
        if opened:
            return None
        stop = found.end("unit")
    else:
        stop = found.end()
    if not _is_unit_here(text, word, gap, stop, in_digits=in_digits):
        return None
    unit = _choose(text, word, (end, stop), value, scaled=scaled, in_digits=in_digits)
    return None if unit is None else Found(unit, stop)


def _after_adjective(text: str, end: int) -> re.Match[str] | None:
    """Five more years, two full days: the unit of a duration past an adjective."""
    adjective = _TIME_ADJECTIVE.match(text, end)
    return _after_pattern().match(text, adjective.end()) if adjective else None


def _is_unit_here(text: str, word: str, gap: str, stop: int, *, in_digits: bool) -> bool:
    after = text[stop : stop + 10]
    if word in _ATTACHED_ONLY and gap:
        return bool(word == '"' and gap == " " and re.match(r"\s?(?:long|wide|tall|thick|high|deep)\b", after))
    if word == '"' and not re.match(r"\s?(?:long|wide|tall|thick|high|deep|screen|display|x\b|by\b)", after):
        return False
    if word == "'" and not re.match(r"\s?\d", after):
        return False
    if word == "s" and not re.search(r"\.\d+$", text[max(0, stop - 8) : stop - 1]):
        return False
    if len(word) <= 2 and word.isalpha() and not in_digits and word not in _AFTER_WORDS_TOO:
        return False
    if len(word) == 1 and word.isalpha() and word not in "WV" and gap == " " and re.match(r"\s[A-Z]", after):
        return False
    if word in ("time", "second", "cup", "cups", "turns", "points", "point") and re.match(r"-[a-z]", after):
        return False
    if word in ("time", "minute", "second") and gap == "-" and word == "time":
        return False
    if word in ("time", "times") and _TIME_OF.match(text, stop):
        return False  # one time zone
    if re.match(r"-[a-z]", after) and not re.match(
        r"-(?:old|an?-|per-|tall|long|wide|high|deep|thick|plus|odd|equivalent|denominated|diameter|calib)", after
    ):
        dimension = units()[word].dimension if word in units() else ""
        joined = gap == "-" or dimension == "share"  # a 35 pct-owned unit
        return dimension not in ("", "time", "points") and joined and not re.match(r"-and", after)
    if gap.strip() == "-" and " " in gap and word not in ("year-old",):
        return " - " not in gap
    return not (
        word
        in (
            "stone",
            "stones",
            "cup",
            "cups",
            "yard",
            "bar",
            "rad",
            "turns",
            "gauge",
            "rem",
            "bit",
            "bits",
            "carat",
            "point",
            "mark",
            "foot",
        )
        and word[0].isupper()
    )


def _choose(
    text: str, word: str, at: tuple[int, int], value: Decimal | None, *, scaled: bool, in_digits: bool
) -> Unit | None:
    """The unit of a word that stands from `at` to `at`: of those it may mean, the one that the words around ask for."""
    end, stop = at
    lower = word if word in units() or word in currencies() else word.lower()
    if lower in _MASS_OR_MONEY:
        of_things = text.startswith(" of ", stop) and not _OF_MONEY.match(text, stop)
        is_money = (scaled and not of_things) or _COSTS.search(text[max(0, end - 60) : end])
        return currencies()["pounds sterling"] if is_money else units()[lower]
    if lower == "stone" and not re.search(r"\bweigh", text[max(0, end - 60) : end]):
        return None
    if lower == "gauge" and not in_digits:
        return None
    money = currencies().get(lower)
    if money is not None and money.place != "before":
        large = scaled or (value is not None and (value >= 100 or value != value.to_integral_value()))
        return None if lower in _RARE_MONEY and not large else money
    return units().get(lower)


def letter_is_scale(text: str, end: int, letter: str, *, has_currency: bool) -> bool:
    """Whether a letter on a number is a scale (35m users) rather than a unit (48m long)."""
    after = text[end + len(letter) : end + len(letter) + 32]
    if has_currency or letter in ("k", "K", "M", "b", "B", "Bn", "BN", "MN", "MM", "Mn"):
        return True
    if letter == "m" and _OF_ONE.search(text[max(0, end - 12) : end]) and not _PLURAL_NEAR.match(after):
        return False  # the 40m dry well
    if letter == "m":
        return _PEOPLE_NAMED.match(after) is not None or (
            bool(_NEXT_WORD.match(after)) and not _LENGTH_AFTER.match(after) and not _CLAUSE_AFTER.match(after)
        )
    return False


def per_after(text: str, end: int) -> tuple[str, int] | None:
    """What a figure is counted per (barrel, day; 100,000 people), as a singular name, and where that ends."""
    char = text[end : end + 1]
    if char not in (" ", "/", "-"):
        return None
    if many := _PER_MANY.match(text, end):
        return " ".join(many.group("many", "noun")).strip() if many["noun"] else many["many"], many.end()
    if share := _PER_SHARE_OF.match(text, end):
        return "share", share.end()
    if text[end + 1 : end + 2] in "hdwmya" and (often := _HOW_OFTEN.match(text, end)):
        return _OFTEN[often["word"]], often.end()
    found = _PER.match(text, end)
    if found is None:
        return None
    word = found["word"] or found["article"]
    if word in _NOT_PER or (
        found["per"] in ("every", "each") and word not in ("year", "month", "day", "week", "hour", "minute", "second")
    ):
        return None
    if text[end : end + 1] == "/" and word not in _PER_WORDS and word not in units():
        return None
    if re.match(r"\s+annum|\s+capita", found.group()[3:]):
        word = found.group().split()[-1]
    return singular(word), found.end()


def often_after(text: str, end: int, *, right_after: bool) -> str | None:
    """How often what a figure counts happens, said farther on in its clause or right after: 30 people come each day."""
    found = _THEN_OFTEN.match(text, end, end + 90)
    if found is None or (right_after and found["between"]):
        return None
    return found["per"] or _OFTEN[found["word"]]


def often_by(modifiers: tuple[str, ...], lemma: str, *, are_people: bool) -> str | None:
    """What an adjective says a figure is counted per: 1,000 daily visitors, eight weekly flights."""
    if not are_people and lemma not in _COMES:
        return None
    return next((_OFTEN[word] for word in modifiers if word in _OFTEN), None)


def combined(unit: Unit, per: str) -> Unit | None:
    """The unit that a unit and its per make (mile, hour), if it has a name of its own."""
    name = _MADE_OF.get((unit.name, per))
    return unit_named(name) if name else None
