"""What every test may count on: Prefect at home in the repository, examples without a time limit, and ../shared."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows.settings import settle_prefect

settle_prefect()

# A busy machine is no defect of the code; CI looks at the same examples each time, so that a red run can be repeated.
settings.register_profile(
    "house", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and inputs beside the checkout, here and in CI; elsewhere the test is skipped."""
    if not SHARED.exists():
        pytest.skip("needs ../shared, which exists only where Wirehouse is developed")
    return SHARED
