"""News that comes in by itself: `wirehouse serve`, a source's cron line, and a server that is not always well."""

import contextlib
import gzip
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import duckdb
import pytest

from .prefect_tables import put_tables
from .test_sources_web import Site, coded, drip, entry, feed, page, site, tagged, to  # noqa: F401  (site is a fixture)

ROOT = Path(__file__).resolve().parents[1]
# Two runs by the schedule take half a minute; a machine with other things to do may need this long.
WITHIN_SECONDS = 600


@pytest.fixture
def place(tmp_path: Path, site: Site) -> Iterator[Path]:  # noqa: F811
    """Where a running `wirehouse serve` has its lake and its warehouse; its only source is due all the time."""
    (tmp_path / "sources.toml").write_text(
        f'[[source]]\nname = "wire"\nkind = "feed"\nlocation = "{site.url}/feed"\nschedule = "* * * * * */5"\n'
        "limits = { allow_private = true, delay_seconds = 0, backoff_seconds = 0, retries = 0, total_seconds = 2 }\n"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    places = ["--lake", str(tmp_path / "lake"), "--warehouse", str(tmp_path / "news.duckdb")]
    settings = {
        "WIREHOUSE_SOURCES": str(tmp_path / "sources.toml"),
        "PREFECT_HOME": str(tmp_path / "prefect"),
        # What is due is found at once; no more of it waits than the test needs.
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS": "1",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "3",
        "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    }
    put_tables(tmp_path / "prefect" / "prefect.db")
    command = [sys.executable, "-m", "flows.cli", "serve", "--port", port, *places]
    with (tmp_path / "serve.log").open("wb") as log:
        serving = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log, start_new_session=True
        )
        yield tmp_path
        serving.terminate()
        try:
            serving.wait(WITHIN_SECONDS)  # a run that is under way ends first
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(serving.pid, signal.SIGKILL)


def ask(place: Path, sql: str) -> list[Any]:
    with duckdb.connect(str(place / "news.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def wait_until(place: Path, sql: str) -> None:
    """Wait until the published warehouse answers this with a row."""
    until = time.monotonic() + WITHIN_SECONDS
    while not (place / "news.duckdb").exists() or not ask(place, sql):
        assert time.monotonic() < until, (place / "serve.log").read_text()[-4000:]
        time.sleep(0.3)


def first_then(first: bytes, later: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """A page that is corrected as soon as it was read."""
    answers = iter([first])

    def answer(handler: BaseHTTPRequestHandler) -> None:
        tagged(next(answers, later))(handler)

    return answer


@pytest.mark.slow
def test_a_schedule_reads_a_source_again_and_again_and_finds_what_changed(site: Site, place: Path) -> None:  # noqa: F811
    bad = {
        "/loop": to("/loop"),
        "/slow": drip,
        "/bomb": coded(gzip.compress(bytes(30_000_000))),
    }
    good = ("/steady", "/changed")
    entries = [[entry(path, site.url, about=about) for path in (*good, "/missing", *bad)] for about in "ab"]
    site.answers |= {
        "/steady": tagged(page("All is well")),
        "/changed": first_then(page("Three left"), page("Four left", "The ministry corrected itself: four had left.")),
        **bad,
        # Last, for the first run may come at once.
        "/feed": first_then(feed(*entries[0]), feed(*entries[1])),
    }
    wait_until(place, "select 1 from articles where version = 2")

    versions = "select external_id, version, contains(text, 'corrected itself') from {} order by all"
    assert ask(place, versions.format("articles")) == [("/changed", 2, True), ("/steady", 1, False)]
    assert ask(place, versions.format("history.articles")) == [("/changed", 1, False)]
    assert ask(place, "select distinct source_name from articles") == [("wire",)]
    assert ask(place, "select source_name, reason, split(place, '/')[-1] from issues order by reason") == [
        ("wire", "bomb", "bomb"),
        ("wire", "http_404", "missing"),
        ("wire", "redirect_loop", "loop"),
        ("wire", "timeout", "slow"),
    ]
    runs = ask(place, "select flow, status, new_article_count, issue_count from runs order by started_at")
    assert runs[0] == ("daily", "published", 2, 4)
    assert ("daily", "published", 1, 0) in runs[1:]
    assert all(status in ("published", "unchanged") for _, status, _, _ in runs)
    # The page that had not changed was asked for with its mark, and not sent again.
    marks = [headers.get("If-None-Match") for path, headers in site.asked if path == "/steady"]
    assert marks[0] is None
    assert all(marks[1:])
    assert len(marks) == len(runs)
