"""`wirehouse serve`: a Prefect server, the deployments of prefect.yaml and of each source, and a worker."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx

from flows.settings import ROOT
from sources import Source, registered
from sources.spec import sources_file

POOL = "wirehouse"
# A cold server first makes its database.
STARTS_WITHIN_SECONDS = 180


def serve(port: int) -> None:
    """Run until interrupted; the server listens on loopback only."""
    api = f"http://127.0.0.1:{port}/api"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # a service manager's stop ends server and worker, too
    os.environ |= {"PREFECT_API_URL": api, "WIREHOUSE_HOME": str(ROOT)}
    with _running("server", "start", "--host", "127.0.0.1", "--port", str(port)) as server:
        _wait_for(f"{api}/health", server)
        _prefect("work-pool", "create", POOL, "--type", "process", "--overwrite")
        # Runs of one lake must not overlap: what falls due while one runs waits its turn.
        _prefect("work-pool", "set-concurrency-limit", POOL, "1")
        _prefect("deploy", "--all")
        for source in registered(sources_file()):
            if source.schedule:
                _prefect("deploy", *_deployment(source))
        with _running("worker", "start", "--pool", POOL) as worker:
            worker.wait()


def _deployment(source: Source) -> list[str]:
    """The daily flow for one source alone, on the source's own schedule."""
    named = ["flows/daily.py:daily", "--name", source.name, "--pool", POOL]
    return [*named, "--cron", source.schedule or "", "--params", json.dumps({"sources": [source.name], "workers": 2})]


def _command(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("prefect")), "--no-prompt", *arguments]


def _prefect(*arguments: str) -> None:
    done = subprocess.run(_command(*arguments), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"prefect {' '.join(arguments)} failed: {done.stdout[-500:]}{done.stderr[-500:]}")


@contextmanager
def _running(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(_command(*arguments), cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(health: str, server: subprocess.Popen[bytes]) -> None:
    until = monotonic() + STARTS_WITHIN_SECONDS
    while monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the Prefect server ended at once; is another one on this port? ({health})")
        try:
            if httpx.get(health, timeout=2).is_success:
                return
        except httpx.TransportError:
            sleep(0.5)
    raise RuntimeError(f"the Prefect server did not answer within {STARTS_WITHIN_SECONDS} s at {health}")
