"""Ages and earthquakes: numbers whose unit the words around them say (aged 45; Park Sun-won, 61, who)."""

import re
from dataclasses import replace

from transforms.figures import units
from transforms.figures.quantity import Quantity
from transforms.figures.units import Unit

_AGE_COMMA = re.compile(
    r"(?:[A-Z][\w’'.-]+|\b(?:daughter|son|boy|girl|man|woman|mother|father|husband|wife|brother"
    r"|sister),?(?:\s[A-Z]\w+)?),\s(?:also\s|now\s|then\s|both\s|just\s|only\s)?$"
)
_AGED = re.compile(
    r"\b(?:aged?|ages|ages of|as young as|at the age of|the age of|over the age of|under the age of|age of|turned"
    r"|turns|turning)\s+(?:between\s+|of\s+|about\s+|over\s+|under\s+|above\s+|below\s+|at\s+least\s+|just\s+|only\s+)?$"
)
_AGE_IS = re.compile(
    r"\b(?:(?:who|he|she|I|[A-Z][a-z]+)(?:\s+(?:is|was|am)|[’'][sm])|you(?:\s+are|[’']re))"
    r"\s+(?:now\s+|just\s+|only\s+|about\s+|around\s+|nearly\s+|then\s+)?$"
)
# when I was eight, since she was about 18; and what ends it
_AGE_WHEN = re.compile(
    r"\b(?:when|since|after|before|until|by the time)\s(?:I|he|she|they|we|[A-Z][a-z]+)\s(?:was|were|turned)\s"
    r"(?:about\s|around\s|only\s|just\s|nearly\s|almost\s)?$"
)
_AGE_NOW = re.compile(r"(?:(?:^|[.!?”\"\n]\s?)Now|\bat\s(?:just|only)|\bwho,\sat)\s$")
_OR_OLDER = re.compile(r"\s(?:or|and)\s(?:older|younger)\b")
_DEAD_AT = re.compile(r"\b(?:dies|died|dead|dying|passed away)\s(?:at|aged)\s$")
_UNDER_AGE = re.compile(
    r"\b(?:children|kids|boys|girls|those|people|adults|women|men|youths|anyone|everyone|residents"
    r"|players|citizens|voters|patients|infants|girl|boy|workers|males|females|persons|drivers"
    r"|students|of them|of whom)\s+(?:who\s+(?:are|were)\s+)?(?:aged\s+)?(?:under|over|above|below|younger than"
    r"|older than|between|from)\s+(?:the ages? of\s+)?$",
    re.I,
)
# The midfielder, 24, has signed; not the summer, 24, or the number, 24.
_ROLE_COMMA = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ff]ormer)\s(?:[\w’'“”\"‘-]+\s){0,3}?(?!(?:quarter|summer|winter|number|paper|order"
    r"|floor|door|power|factor|error|other|latter|letter|chapter|weather|water|matter|cent(?:er|re))\b)[a-z-]*(?:er|or|ist"
    r"|ian|man|woman|ant|star|coach|chef|boss|nurse|student|actress|mum|dad|mom|twins|graduate|captain|millionaire|model"
    r"|couple|teen),\s(?:both\s|now\s)?$"
)
_APPOSED = re.compile(r"(?:,\s(?!\d)|\s?[;)]|\.(?:\s|$)|,$|\sof\s[A-Z])")
_MAGNITUDE_AFTER = re.compile(r"[- ]magnitude\b")
_MAGNITUDE = re.compile(r"\b(?:magnitude|Richter scale(?:\s+at)?)[\s-]+(?:of\s+)?$")
_FOLD = re.compile(r"[- ]?fold\b")


def with_age(text: str, quantity: Quantity) -> Quantity:
    """aged 45; Park Sun-won, 61, who; children under 5; magnitude 6.1; sixfold."""
    if fold := _FOLD.match(text, quantity.number_end):
        times = units.units()["times"]
        return replace(quantity, unit=times, kind="ratio", unit_end=fold.end(), end=fold.end(), rule="fold")
    if quantity.value is None or quantity.scaled or not (quantity.unit is None or quantity.unit.name == "year"):
        return quantity
    head = text[max(0, quantity.number_start - 44) : quantity.number_start]
    after = text[quantity.unit_end : quantity.unit_end + 12]
    after_it = _MAGNITUDE_AFTER.match(text, quantity.number_end)
    if quantity.unit is None and after_it is not None and quantity.value <= 10:
        end, magnitude = after_it.end(), Unit("magnitude", "earthquake magnitude")
        return replace(quantity, unit=magnitude, kind="measure", unit_end=end, end=end, rule="magnitude")
    if quantity.unit is None and _MAGNITUDE.search(head):
        return replace(quantity, unit=Unit("magnitude", "earthquake magnitude"), kind="measure", rule="magnitude")
    if quantity.value != quantity.value.to_integral_value() or not 0 < quantity.value < 120:
        return quantity
    rule = _age_rule(text, quantity, head, after)
    return quantity if rule is None else replace(quantity, unit=units.unit_named("year of age"), kind="age", rule=rule)


def _age_rule(text: str, quantity: Quantity, head: str, after: str) -> str | None:
    """By which rule a whole number is an age; null where it is none."""
    if _OR_OLDER.match(after) or _is_aged(quantity, head, after) or _is_under_age(quantity, head, after):
        return "age"
    bare = quantity.unit is None and quantity.value is not None and quantity.value >= 2
    if not bare or quantity.number is None:
        return None
    apposed = _AGE_COMMA.search(head) and _APPOSED.match(after)
    if apposed and text[quantity.number_start : quantity.number_end].replace("-", "").isalnum():
        return "age_apposition"  # her daughters Honor, nine, and Haven, six
    if _AGE_WHEN.search(head) and re.match(r"\s?[.,;:\n]|\s(?:and|or so|at the time)\b|$", after):
        return "age_copula"
    if quantity.number.style != "digits":
        return None
    if _AGE_NOW.search(head) and re.match(r",\s[a-z]", after) and (quantity.value or 0) > 9:
        return "age_apposition"  # Now 70, the patriarch has retired; who, at 12, is the oldest
    if _ROLE_COMMA.search(head) and re.match(r",\s(?!\d)", after) and 9 < (quantity.value or 0) < 100:
        return "age_apposition"
    if _DEAD_AT.search(head) and re.match(r"\s?[.,;:]|$|\n|\s(?:in|after|from|of|on)\b", after):
        return "age_copula"  # the actor who played him dies at 77
    if _AGE_IS.search(head) and re.match(r"\s?[.,;]|\s(?:when|at the time|and)\b|$", after):
        return "age_copula"
    return None


def _is_aged(quantity: Quantity, head: str, after: str) -> bool:
    """aged 45, at the age of 45, turned 45; not turned 45 degrees."""
    aged = _AGED.search(head)
    if aged is None or not aged.group().strip().startswith("turn"):
        return aged is not None
    return quantity.unit is None and not re.match(r"\s+[a-z]+s\b|\s*(?:degrees|to|-)", after)


def _is_under_age(quantity: Quantity, head: str, after: str) -> bool:
    """Children under 5; not women under 45 companies."""
    if not _UNDER_AGE.search(head):
        return False
    return quantity.unit is not None or not counts_on(after)


def counts_on(after: str) -> bool:
    """Whether the words after a number say that it counts something (45 companies), and so is no age."""
    return bool(
        re.match(
            r"\s+(?:[a-z-]+\s)?(?!(?:is|was|has|does|as|its|this|us)\b)(?:[a-z]+(?<!s)s|people|per|percent|million|billion|thousand)\b",
            after,
        )
    )
