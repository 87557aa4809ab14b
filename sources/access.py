"""What every reader is given beside its source: limits, state, clock; and how it reports what it could not read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sources.spec import Limits, Source
from transforms.articles.items import RawItem
from transforms.rows import Issue

Found = RawItem | Issue


@dataclass(slots=True)
class Access:
    """The surroundings of one reading: `state` comes from the last one and is changed for the next."""

    limits: Limits
    state: dict[str, Any]
    now: Callable[[], datetime]
    unchanged_count: int = field(default=0)


def problem(source: Source, place: str, reason: str, says: str, *, step: str = "read") -> Issue:
    """An issue about something that a source brought."""
    return Issue.at(place, step=step, reason=reason, says=says, source_name=source.name)
