"""How much a source usually brings, and whether today is unusual."""

from collections.abc import Iterator
from statistics import median

from sources.access import Access, problem
from sources.spec import Source
from transforms.rows import Issue

# Runs from which on there is something to expect, and runs that are remembered.
ENOUGH = 5
REMEMBERED = 30


def unusual_volume(source: Source, access: Access, count: int) -> Iterator[Issue]:
    """A warning when a source that always brought something brings nothing, or more than twice what it ever did.

    The expectation is learned from the source's last runs, which `access.state` remembers.
    """
    past: list[int] = access.state.setdefault("volumes", [])
    if len(past) >= ENOUGH:
        day = access.now().date()
        usual = f"the last {len(past)} runs brought {min(past)} to {max(past)}, in the middle {median(past):g}"
        if count == 0 and all(past[-ENOUGH:]):
            says = f"nothing new on {day}; {usual}"
            yield problem(source, source.location, "silent", says, step="volume")
        elif count > 2 * max(past) and count >= 10:
            says = f"{count} items on {day}; {usual}"
            yield problem(source, source.location, "doubled", says, step="volume")
    access.state["volumes"] = [*past, count][-REMEMBERED:]
