"""Bare sums in tables of results as wires write them: Net 8,758,000 vs 4,040,000, below earnings a share."""

import re
from dataclasses import replace

from transforms.figures.quantity import Quantity
from transforms.figures.units import Unit, currencies

_A_SHARE = re.compile(r"\s*(?:\w+\s){0,2}(?:shr|share)s?\b[^\d]{0,20}", re.IGNORECASE)
_SUM = re.compile(
    r"\s*(?:(?:oper(?:ating)?|pre-?tax|gross|total)\s)?(?:net|revs?|sales|revenues?|profits?|income|turnover|assets|deposits"
    r"|loans)(?:\s(?:loss|profit|income))?\s(?:(?:loss|profit)\s)?"
    r"(?:[\d.,]+(?:\s(?:mln|bln|million|billion))?\svs\s(?:(?:loss|profit)\s)?)?",
    re.IGNORECASE,
)
_LONGEST = 80  # characters
_LEAST = 1000  # Net 12 may be anything
# the money of which a share's earnings are the small change
_WHOLE = {"cent": "dlrs", "penny": "£"}


def with_table_sums(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities, sums of a table in the money that its earnings a share are in."""
    money: Unit | None = None
    for i, quantity in enumerate(found):
        line = _line_before(text, quantity.start)
        if line is None:
            continue
        if quantity.kind == "money" and quantity.unit is not None and _A_SHARE.fullmatch(line):
            money = currencies()[_WHOLE[quantity.unit.name]] if quantity.unit.name in _WHOLE else quantity.unit
        elif money is not None and _is_bare_sum(quantity) and _SUM.fullmatch(line):
            found[i] = replace(quantity, unit=money, kind="money", rule="table")
    return found


def _line_before(text: str, end: int) -> str | None:
    """What stands before a place on its line; null where that is too long for a line of a table."""
    begin = text.rfind("\n", max(0, end - _LONGEST), end) + 1
    return text[begin:end] if begin or end < _LONGEST else None


def _is_bare_sum(quantity: Quantity) -> bool:
    is_bare = quantity.unit is None and quantity.kind == "count" and not quantity.problem
    return is_bare and quantity.value is not None and abs(quantity.value) >= _LEAST
