"""One attribution as spans of text, before it becomes a row."""

from dataclasses import dataclass

Chars = tuple[int, int]


@dataclass(frozen=True, slots=True)
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
