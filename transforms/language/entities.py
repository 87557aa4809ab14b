"""Names as stretches of a Doc's tokens while they are being corrected."""

from bisect import bisect_left
from dataclasses import dataclass

PLACES = frozenset({"GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of tokens, half-open, and its label."""

    start: int
    end: int
    label: str


def family(label: str) -> str:
    """A label, that of any place being one and the same."""
    return "GPE" if label in PLACES else label


class Cover:
    """Finds the entities that overlap a stretch."""

    def __init__(self, entities: list[Entity]) -> None:
        self.entities = sorted(entities, key=lambda e: e.start)
        self.ends = [e.end for e in self.entities]

    def overlapping(self, start: int, end: int) -> list[Entity]:
        """The entities that share a token with a half-open stretch, in order."""
        at = bisect_left(self.ends, start + 1)
        out = []
        while at < len(self.entities) and self.entities[at].start < end:
            out.append(self.entities[at])
            at += 1
        return out
