"""One attribution as spans of text, before it becomes a row."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from transforms.values import value

Chars = tuple[int, int]
T = TypeVar("T")


@value
class Attribution:
    """Who (source), by which words (cue), says what (contents): character offsets, half-open, contents in order."""

    source: Chars | None
    cue: Chars | None
    contents: tuple[Chars, ...]
    rule: str
    confidence: float
    cue_head: int | None = None  # token number of the cue's verb, noun or adverb

    @property
    def extent(self) -> Chars:
        """From the first to the last of its characters."""
        spans = [span for span in (self.source, self.cue, *self.contents) if span is not None]
        return min(start for start, _ in spans), max(end for _, end in spans)

    @property
    def envelope(self) -> Chars:
        """From the first to the last character of its content."""
        return self.contents[0][0], self.contents[-1][1]


def overlap(a: Chars | None, b: Chars | None) -> int:
    """How many characters two spans share."""
    if a is None or b is None:
        return 0
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def holds(outer: Chars, inner: Chars) -> bool:
    """Whether one span lies inside another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def disjoint(spans: Iterable[Chars]) -> tuple[Chars, ...]:
    """Spans in order, those that overlap or touch joined."""
    out: list[Chars] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def share(a: tuple[Chars, ...], b: tuple[Chars, ...]) -> float:
    """Intersection over union of two contents, in characters."""
    common = sum(overlap(x, y) for x in a for y in b)
    total = sum(end - start for start, end in a) + sum(end - start for start, end in b) - common
    return common / total if total else 0.0


class Places(Generic[T]):
    """Things by the span they take, so that a long article costs no more a word than a short one."""

    WIDTH = 512

    def __init__(self, things: Iterable[tuple[Chars | None, T]] = ()) -> None:
        self._cells: dict[int, list[tuple[Chars, T]]] = {}
        for span, thing in things:
            self.add(span, thing)

    def add(self, span: Chars | None, thing: T) -> None:
        """Remember a thing; one that takes no span is nowhere."""
        if span is not None:
            for cell in range(span[0] // self.WIDTH, span[1] // self.WIDTH + 1):
                self._cells.setdefault(cell, []).append((span, thing))

    def touching(self, span: Chars | None) -> Iterator[tuple[Chars, T]]:
        """The things whose span shares a character with this one, each once, first remembered first."""
        if span is None:
            return
        seen: set[int] = set()
        for cell in range(span[0] // self.WIDTH, span[1] // self.WIDTH + 1):
            for own, thing in self._cells.get(cell, []):
                if overlap(own, span) and id(thing) not in seen:
                    seen.add(id(thing))
                    yield own, thing
