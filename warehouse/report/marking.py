"""Spans that overlap, cut into pieces that do not, so that markup can nest nothing wrongly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a text and what they are: the offsets are half-open."""

    start: int
    end: int
    kind: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive characters that lie in the same spans, the widest span first."""

    start: int
    end: int
    spans: tuple[Span, ...]


def pieces(start: int, end: int, spans: Iterable[Span]) -> Iterator[Piece]:
    """Cut the characters from start to end wherever a span begins or ends; together the pieces are all of them."""
    inside = sorted(
        (span for span in spans if span.start < end and span.end > start and span.start < span.end),
        key=lambda span: (span.start, -span.end, span.kind, span.row_id),
    )
    cuts = sorted({start, end} | {cut for span in inside for cut in (span.start, span.end) if start < cut < end})
    active: list[Span] = []
    ahead = 0
    for left, right in pairwise(cuts):
        active = [span for span in active if span.end > left]
        while ahead < len(inside) and inside[ahead].start <= left:
            if inside[ahead].end > left:
                active.append(inside[ahead])
            ahead += 1
        yield Piece(left, right, tuple(active))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text start and end, blank ones left out."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1
