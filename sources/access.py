"""What every reader is given beside its source: limits, state, clock; and how it reports what it could not read."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sources.spec import Limits, Source
from transforms.articles.items import RawItem
from transforms.rows import Issue

Found = RawItem | Issue
CRASHED = "crashed"


class Manners:
    """When each host was asked last, by whichever source: kept for a run, so that its sources do not crowd a host."""

    def __init__(self) -> None:
        self._asked_at: dict[str, float] = {}

    def due(self, host: str, delay: float) -> float:
        """When the host may be asked again at the earliest, on the clock that `asked` was told."""
        return self._asked_at.get(host, -math.inf) + delay

    def asked(self, host: str, at: float) -> None:
        """Take note that the host is asked now."""
        self._asked_at[host] = at


@dataclass(slots=True)
class Access:
    """The surroundings of one reading: `state` comes from the last one and is changed for the next."""

    limits: Limits
    state: dict[str, Any]
    now: Callable[[], datetime]
    manners: Manners = field(default_factory=Manners)
    unchanged_count: int = field(default=0)


def problem(source: Source, place: str, reason: str, says: str, *, step: str = "read") -> Issue:
    """An issue about something that a source brought."""
    return Issue.at(place, step=step, reason=reason, says=says, source_name=source.name)


def caught(source: Source, place: str, found: Iterator[Found]) -> Iterator[Found]:
    """What was found at a place; where the reader fails as nobody foresaw, an issue in place of the rest."""
    try:
        yield from found
    except Exception as error:
        yield problem(source, place, CRASHED, f"{type(error).__name__}: {error}", step="fetch")
