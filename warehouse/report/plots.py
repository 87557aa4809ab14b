"""Where things stand on an axis, in per cent of its width; the templates draw."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from warehouse.report.words import number


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from one value to another; logarithmic where values lie more than two orders of magnitude apart."""

    low: float
    high: float
    ticks: tuple[float, ...]
    is_log: bool = False

    def place(self, value: float) -> float:
        """Where a value stands, from 0 to 100; what lies beyond an end stands at that end."""
        low, high, at = self.low, self.high, value
        if self.is_log:
            low, high, at = math.log10(low), math.log10(high), math.log10(max(value, low))
        return round(min(max((at - low) / (high - low), 0.0), 1.0) * 100, 2)

    def labels(self) -> list[tuple[float, str]]:
        """Each tick's place and number."""
        return [(self.place(tick), number(tick)) for tick in self.ticks]


def axis_of(values: Iterable[float]) -> Axis:
    """An axis that shows all these values, from zero where it can, with a handful of round ticks."""
    told = sorted(set(values)) or [0.0]
    low, high = told[0], told[-1]
    if low > 0 and high / low > 100:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high) - 1e-9)
        every = math.ceil((last - first) / 4)
        return Axis(10.0**first, 10.0**last, tuple(10.0**power for power in range(first, last + 1, every)), is_log=True)
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    step = _round_step((high - low) / 4)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(float(f"{step * count:.12g}") for count in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _round_step(step: float) -> float:
    size = 10.0 ** math.floor(math.log10(step))
    return next((size * times for times in (1, 2, 2.5, 5, 10) if size * times >= step * 0.999), size * 10)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a plot over time: what it covers in words, its count, its place and height in per cent."""

    label: str
    count: int
    left: float
    width: float
    height: float


def columns_over_time(days: Sequence[dict[str, Any]], *, most: int = 60) -> tuple[str, list[Column]]:
    """Articles by day, week, month or year of publication, whatever gives at most so many columns, gaps included."""
    if not days:
        return "day", []
    first, last = days[0]["day"], days[-1]["day"]
    for grain in ("day", "week", "month", "year"):
        starts = list(_starts(first, last, grain))
        if len(starts) <= most:
            break
    counts = dict.fromkeys(starts, 0)
    for row in days:
        counts[_start(row["day"], grain)] += row["article_count"]
    tallest = max(counts.values())
    width = 100 / len(starts)
    return grain, [
        Column(_label(start, grain), count, round(place * width, 3), round(width, 3), round(count / tallest * 100, 2))
        for place, (start, count) in enumerate(counts.items())
    ]


def _start(day: date, grain: str) -> date:
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if grain == "year" else day


def _starts(first: date, last: date, grain: str) -> Iterable[date]:
    at = _start(first, grain)
    while at <= last:
        yield at
        if grain == "month":
            at = (at + timedelta(days=31)).replace(day=1)
        elif grain == "year":
            at = at.replace(year=at.year + 1)
        else:
            at += timedelta(days=7 if grain == "week" else 1)


def _label(start: date, grain: str) -> str:
    if grain == "month":
        return f"{start:%b} {start.year}"
    if grain == "year":
        return str(start.year)
    return f"{'week of ' if grain == 'week' else ''}{start.day} {start:%b} {start.year}"
