"""What every test may count on: no Prefect home outside the repository, and where ../shared is, if it is."""

from pathlib import Path

import pytest

from flows.settings import settle_prefect

settle_prefect()

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and inputs beside the checkout, here and in CI; elsewhere the test is skipped."""
    if not SHARED.exists():
        pytest.skip("needs ../shared, which exists only where Wirehouse is developed")
    return SHARED
