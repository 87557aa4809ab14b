"""Claims inside claims: Park said that the NIS revealed that troops were moved."""

from transforms.claims.attribution import Attribution, Places, holds


def parents_of(found: list[Attribution]) -> list[int | None]:
    """For each attribution the position of the smallest other one whose content holds all of it.

    Of what a paper is said to report of somebody's saying, what he goes on to say behind it is a part too.
    """
    places = Places((one.envelope, at) for at, one in enumerate(found))
    return [_parent_of(found, at, places) for at in range(len(found))]


def _parent_of(found: list[Attribution], at: int, places: Places[int]) -> int | None:
    one = found[at]
    around = [
        (envelope[1] - envelope[0], other)
        for envelope, other in places.touching(one.extent)
        if other != at and envelope != one.envelope and _is_inside(one, found[other])
    ]
    return min(around)[1] if around else None


def _is_inside(one: Attribution, other: Attribution) -> bool:
    if other.rule.endswith("according_to") and one.cue is not None and one.source is not None:
        # “...,” Roe said, according to Acme. “...”
        return holds(other.envelope, (min(one.source[0], one.cue[0]), max(one.source[1], one.cue[1])))
    told = one.cue if one.rule.endswith("according_to") else None
    is_between = told is not None and not any(holds(content, told) for content in other.contents)
    return holds(other.envelope, one.extent) and not is_between
