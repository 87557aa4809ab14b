"""One quantity as the text alone gives it."""

from decimal import Decimal

from transforms.figures.units import Unit
from transforms.numbers import Number
from transforms.values import value


@value
class Quantity:
    """One quantity as the text alone gives it: `start` to `end` hold number, magnitude, unit and approximator."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = "exact"
    is_approx: bool = False
    is_vague: bool = False
    approximator: str | None = None
    unit: Unit | None = None
    unit_end: int = 0  # where the unit after the number ends; equals number_end without one
    per_unit: str | None = None
    kind: str = "count"
    is_hyphened: bool = False
    problem: str | None = None
    scaled: bool = False
    raw: Decimal | None = None
    number: Number | None = None
    shares_next: bool = False  # counts what the next quantity counts (12, 15 and 20 people)
    change_end: str | None = None  # from, to
    partner: int | None = None  # start of the other end, or of what it converts
    rule: str = "number"

    @property
    def is_bare(self) -> bool:
        """Whether nothing says what it measures."""
        return self.unit is None and not self.scaled


def kind_of(unit: Unit) -> str:
    """money, percent, duration, age, ratio or measure: the kind of what is measured in this unit."""
    return {"currency": "money", "share": "percent", "time": "duration", "age": "age", "multiple": "ratio"}.get(
        unit.dimension, "measure"
    )


def ends_of(quantity: Quantity, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """The low and high end that follow from a value and its bound; null where open."""
    if quantity.value is None:
        return quantity.low, quantity.high
    if bound in ("more_than", "at_least"):
        return quantity.value, None
    if bound in ("less_than", "at_most"):
        return None, quantity.value
    return quantity.value, quantity.value
