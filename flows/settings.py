"""Where things are, and how Prefect is to behave when a flow runs from the command line."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SQL = ROOT / "sql"
SEEDS = ROOT / "seeds"
LAKE = "lake"
WAREHOUSE = "warehouse.duckdb"
SITE = "site"


def settle_prefect(*, progress: bool = False) -> None:
    """Make Prefect keep its files under the checkout, stay quiet, send nothing, and wait for a cold start.

    Must run before `prefect` is imported; what the environment already says wins.
    """
    home = Path(os.environ.setdefault("PREFECT_HOME", str(ROOT / ".cache" / "prefect")))
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("PREFECT_CLI_PROMPT", "false")
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO" if progress else "CRITICAL")
    os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "ERROR")
