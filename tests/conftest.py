"""What every test may count on: Prefect at home in the repository, examples without a time limit, and ../shared."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows.settings import settle_prefect

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# Tests side by side (pytest -n 2) have a Prefect of their own each: two servers on one database wait for each other.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["PREFECT_HOME"] = str(ROOT / ".cache" / f"prefect-{worker}")
settle_prefect()

# A busy machine is no defect of the code; CI looks at the same examples each time, so that a red run can be repeated.
settings.register_profile(
    "house", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that have slow tests, so that none of them is left to run alone when the others are done."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and inputs beside the checkout, here and in CI; elsewhere the test is skipped."""
    if not SHARED.exists():
        pytest.skip("needs ../shared, which exists only where Wirehouse is developed")
    return SHARED
