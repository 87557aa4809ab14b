"""Whatever moment a run is killed at, running again makes what an undisturbed run would have made.

The long form, 200 moments and a reader beside, is benchmarks/crash.py.
"""

import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from flows.daily import publish
from tests.crashing import LEFT_BY_A_KILL, Journeys, contents, damage, differences, finish, killed_after, killed_at
from warehouse.doctor import examine
from warehouse.lake import Lake

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def journeys(tmp_path_factory: pytest.TempPathFactory) -> Journeys:
    return Journeys(tmp_path_factory.mktemp("crash"))


def test_killed_at_every_step_in_turn_a_run_goes_on_where_it_was(journeys: Journeys) -> None:
    place = journeys.begin()
    steps = list(dict.fromkeys(journeys.steps))
    assert {"half batches/articles", "after facts/commit", "half compacted", "before warehouse", "after state"} <= set(
        map(str, steps)
    )
    for step in steps:
        assert killed_at(place, step), f"the run never came to: {step}"
        assert damage(place) == [], f"killed {step}"
    finish(place)
    assert differences(contents(place), journeys.expected) == []


def test_killed_at_random_moments_a_run_loses_and_doubles_nothing(journeys: Journeys) -> None:
    place = journeys.begin()
    moments = [random.uniform(0, journeys.seconds) for _ in range(5)]
    for moment in moments:
        killed_after(place, moment)
        assert damage(place) == [], f"killed after {moments}"
    finish(place)
    assert differences(contents(place), journeys.expected) == [], f"killed after {moments}"


def test_what_a_kill_leaves_the_doctor_clears_away(journeys: Journeys) -> None:
    place = journeys.begin()
    for step in dict.fromkeys(journeys.steps):
        if str(step) in ("half raw", "after batches/articles", "half facts/claims", "after facts/figures"):
            assert killed_at(place, step)
    left = list(examine(Lake(place.lake)))
    assert {finding.kind for finding in left} == LEFT_BY_A_KILL
    for finding in left:
        finding.mend()
    assert list(examine(Lake(place.lake))) == []
    finish(place)
    assert differences(contents(place), journeys.expected) == []


def test_a_new_version_goes_on_after_a_kill_while_the_old_facts_serve(journeys: Journeys) -> None:
    place = journeys.begin()
    finish(place)
    newer = replace(place, version="v2")
    assert killed_at(newer, next(step for step in journeys.steps if str(step) == "after facts/commit"))
    publish.fn(place.lake, str(place.warehouse))
    assert versions_in(place.warehouse) == {"v1", "v2"}
    assert row_counts(contents(newer)) == row_counts(journeys.expected)
    batches = [batch.batch_id for batch in Lake(place.lake).batches()]
    assert Lake(place.lake).pending("v2", reextract=True) == batches[1:]
    finish(newer)
    assert versions_in(place.warehouse) == {"v2"}
    assert row_counts(contents(newer)) == row_counts(journeys.expected)


def versions_in(warehouse: Path) -> set[str]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {row[0] for row in connection.execute("select distinct pipeline_version from sentences").fetchall()}


def row_counts(found: dict) -> dict[str, int]:
    return {table: rows.total() for table, rows in found.items()}
