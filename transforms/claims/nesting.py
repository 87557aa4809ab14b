"""Claims inside claims: Park said that the NIS revealed that troops were moved."""

from transforms.claims.attribution import Attribution, holds


def parents_of(found: list[Attribution]) -> list[int | None]:
    """For each attribution the position of the smallest other one whose content holds all of it."""
    return [_parent_of(found, at) for at in range(len(found))]


def _parent_of(found: list[Attribution], at: int) -> int | None:
    extent = found[at].extent
    best: int | None = None
    for other, candidate in enumerate(found):
        if other == at or not holds(candidate.envelope, extent):
            continue
        if candidate.envelope == found[at].envelope:
            continue
        if best is None or _width(candidate) < _width(found[best]):
            best = other
    return best


def _width(one: Attribution) -> int:
    start, end = one.envelope
    return end - start
