"""How values read on a page: numbers, intervals, days, certainty, addresses."""

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from transforms.rows import stable_id

CERTAINTIES = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "Uu": "left open",
    "PS-": "possibly not",
    "PR-": "probably not",
    "CT-": "certainly not",
}
LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country, city or state",
    "LOC": "place",
    "NORP": "people or group",
    "FAC": "building",
    "EVENT": "event",
    "PRODUCT": "product",
    "LAW": "law",
    "WORK_OF_ART": "work",
}
# How a relation reads on the side it points from, and on the side it points to.
RELATIONS = {
    "repeats": ("repeats", "repeated by"),
    "confirms": ("confirms", "confirmed by"),
    "partly_confirms": ("partly confirms", "partly confirmed by"),
    "denies": ("denies", "denied by"),
    "not_confirmed": ("does not confirm", "not confirmed by"),
    "updates": ("updates", "updated by"),
    "contradicts": ("contradicts", "contradicted by"),
    "same_value": ("same value as", "same value as"),
    "conflicts": ("conflicts with", "conflicts with"),
    "compatible": ("compatible with", "compatible with"),
    "differs_other_time": ("differs, at another time, from", "differs, at another time, from"),
    "part_of": ("part of", "contains"),
    "converted_from": ("converted from", "converted to"),
}
BOUNDS = {"more_than": "more than", "at_least": "at least", "less_than": "less than", "at_most": "at most"}
_MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(value: float | None) -> str:
    """A number as a reader writes it: 12,000; 2.5 million; 0.25."""
    if value is None:
        return ""
    for size, name in _MAGNITUDES:
        if abs(value) >= size and f"{value / size:.3f}".rstrip("0").rstrip(".") == f"{value / size:.12g}":
            return f"{value / size:,.6g} {name}"
    if value == int(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    if abs(value) >= 1e15:
        return f"{value:.4g}"
    return f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) >= 0.001 else f"{value:.4g}"


def parsed(figure: Mapping[str, Any]) -> str:
    """The value of a figure as it was read, bounds and unit in words: "about 3,000", "2 to 3 billion dollars"."""
    value, low, high = figure["value"], figure["value_low"], figure["value_high"]
    if figure["bound"] in BOUNDS:
        end = low if figure["bound"] in ("more_than", "at_least") else high
        said = f"{BOUNDS[figure['bound']]} {number(value if end is None else end)}"
    elif value is not None:
        said = number(value)
    else:
        said = interval(low, high)
    if figure["is_approx"] and figure["bound"] not in BOUNDS:
        said = f"about {said}"
    return " ".join(part for part in (said, measured_in(figure)) if part)


def interval(low: float | None, high: float | None) -> str:
    """What lies between two ends, either of which may be open."""
    if low is None and high is None:
        return "not stated"
    if low is None:
        return f"up to {number(high)}"
    if high is None:
        return f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def measured_in(figure: Mapping[str, Any]) -> str:
    """The unit of a figure or series, currency and what it is per included: "dollar (USD) per barrel"."""
    unit, currency, per_unit = figure["unit"], figure["currency"], figure["per_unit"]
    if currency and unit:
        unit = f"{unit} ({currency})"
    told = unit or currency or ""
    return f"{told} per {per_unit}".strip() if per_unit else told


def day(when: date | None) -> str:
    """A day as people write it; nothing where it is not known."""
    return f"{when.day} {when:%b} {when.year}" if when else ""


def percent(share: float | None) -> str:
    """A share from 0 to 1 in whole per cent."""
    return "" if share is None else f"{math.floor(share * 100 + 0.5)} %"


def counted(count: int, thing: str, things: str | None = None) -> str:
    """So many things: 1 article, 2 articles, 3 countries."""
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"


def times_apart(ratio: float) -> str:
    """How far two values are apart: "4 times as much", "4 % more"."""
    if ratio < 1.5:
        return f"{number(float(f'{(ratio - 1) * 100:.2g}'))} % more"
    return f"{number(round(ratio, 1) if ratio < 10 else round(ratio))} times as much"


def web_address(url: str | None) -> str | None:
    """An address that a page may link to: http or https, else nothing."""
    if not url or re.search(r"[\s\x00-\x1f]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def file_name(identifier: str) -> str:
    """A name that every file system takes; an article's or entity's page is called so."""
    return identifier if re.fullmatch(r"[0-9a-f]{8,40}", identifier) else stable_id(identifier)


def page_name(index: str, number: int) -> str:
    """The file of one page of an index, counted from 0: articles.html, articles-2.html."""
    return f"{index}.html" if number == 0 else f"{index}-{number + 1}.html"
