"""Claims inside claims: Park said that the NIS revealed that troops were moved."""

from transforms.claims.attribution import Attribution, Places, holds


def parents_of(found: list[Attribution]) -> list[int | None]:
    """For each attribution the position of the smallest other one whose content holds all of it."""
    places = Places((one.envelope, at) for at, one in enumerate(found))
    return [_parent_of(found, at, places) for at in range(len(found))]


def _parent_of(found: list[Attribution], at: int, places: Places[int]) -> int | None:
    one = found[at]
    around = [
        (envelope[1] - envelope[0], other)
        for envelope, other in places.touching(one.extent)
        if other != at and holds(envelope, one.extent) and envelope != one.envelope
    ]
    return min(around)[1] if around else None
