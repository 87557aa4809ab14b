"""`wirehouse serve`: a Prefect server, the deployments of prefect.yaml and of each source, and a worker."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import yaml

from flows.settings import ROOT
from sources import Source, registered
from sources.spec import sources_file

POOL = "wirehouse"
# By this tag a later start knows the deployments of sources that are registered no longer.
SOURCE_TAG = "source"
# A cold server first makes its database.
STARTS_WITHIN_SECONDS = 180
# A worker without a run ends at once when it hears that it should.
HEARS_WITHIN_SECONDS = 15.0


def serve(port: int, lake: str, warehouse: str) -> None:
    """Run until interrupted, into this lake and warehouse; the server listens on loopback only.

    The first interrupt lets a run that is under way end, for the worker does; the second does not.
    """
    api = f"http://127.0.0.1:{port}/api"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # a service manager's stop ends server and worker, too
    # Servers, workers and flows run in the checkout, from wherever this was started.
    places = {"WIREHOUSE_HOME": str(ROOT), "WIREHOUSE_SOURCES": str(sources_file().resolve())}
    os.environ |= {"PREFECT_API_URL": api, **places}
    served = deployments(registered(sources_file()), lake, warehouse)
    file = ROOT / ".cache" / f"serving-{port}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(yaml.safe_dump(served))
    with _running("server", "start", "--host", "127.0.0.1", "--port", str(port)) as server:
        _wait_for(f"{api}/health", server)
        settle_pool({deployment["name"] for deployment in served["deployments"]})
        _prefect("deploy", "--all", "--prefect-file", str(file))
        with _running("worker", "start", "--pool", POOL, end=end_worker) as worker:
            worker.wait()


def deployments(sources: list[Source], lake: str, warehouse: str) -> dict[str, Any]:
    """What prefect.yaml says, for this lake and warehouse, with one deployment for each source that has a schedule."""
    said: dict[str, Any] = yaml.safe_load((ROOT / "prefect.yaml").read_text())
    places = {"lake": lake, "warehouse": warehouse}
    for deployment in said["deployments"]:
        deployment["parameters"] |= {name: places[name] for name in places if name in deployment["parameters"]}
    said["deployments"] += [
        {
            # Prefect's names have no slashes and the like; the daily job of all sources is called daily.
            "name": f"source {re.sub(r'[/%&<>]', '-', source.name)}",
            "description": f"Ingest what is new from {source.name} alone, extract it, publish the warehouse.",
            "entrypoint": "flows/daily.py:daily",
            "work_pool": {"name": POOL},
            "tags": [SOURCE_TAG],
            "schedules": [{"cron": source.schedule, "timezone": "Etc/UTC"}],
            "parameters": {"sources": [source.name], "workers": 2, "lake": lake, "warehouse": warehouse},
        }
        for source in sources
        if source.schedule
    ]
    return said


def settle_pool(names: set[str]) -> None:
    """Make the pool of the worker, and forget the deployments of sources that are registered no longer."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolCreate
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
    from prefect.workers.process import ProcessWorker

    pool = WorkPoolCreate(
        name=POOL,
        type="process",
        base_job_template=ProcessWorker.get_default_base_job_template(),
        # Runs of one lake must not overlap: what falls due while one runs waits its turn.
        concurrency_limit=1,
    )
    of_sources = DeploymentFilter(tags=DeploymentFilterTags(all_=[SOURCE_TAG]))
    with get_client(sync_client=True) as client:
        client.create_work_pool(pool, overwrite=True)
        for deployment in client.read_deployments(deployment_filter=of_sources):
            if deployment.name not in names:
                client.delete_deployment(deployment.id)


def end_worker(worker: subprocess.Popen[bytes]) -> None:
    """Have the worker take no more runs and end after the one under way, if there is one.

    A worker may lose the signal in what Prefect happens to be awaiting, and would go on for ever: from an idle pool it
    is taken by force.
    """
    try:
        with suppress(httpx.HTTPError):  # the server has been interrupted, too
            _pause_pool()
        worker.terminate()
        while not _has_ended(worker):
            with suppress(httpx.HTTPError):
                if not _runs_under_way():
                    worker.kill()
    except BaseException:  # a second interrupt
        worker.kill()
        raise


def _has_ended(worker: subprocess.Popen[bytes]) -> bool:
    try:
        worker.wait(HEARS_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def _pause_pool() -> None:
    """Until the next start, which makes the pool anew."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolUpdate

    with get_client(sync_client=True) as client:
        client.update_work_pool(POOL, WorkPoolUpdate(is_paused=True))


def _runs_under_way() -> bool:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
        WorkPoolFilter,
        WorkPoolFilterName,
    )
    from prefect.client.schemas.objects import StateType

    under_way = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING]))
    with get_client(sync_client=True) as client:
        return bool(
            client.read_flow_runs(
                flow_run_filter=FlowRunFilter(state=under_way),
                work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])),
                limit=1,
            )
        )


def _command(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("prefect")), "--no-prompt", *arguments]


def _prefect(*arguments: str) -> None:
    done = subprocess.run(_command(*arguments), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"prefect {' '.join(arguments)} failed: {done.stdout[-500:]}{done.stderr[-500:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()


@contextmanager
def _running(
    *arguments: str, end: Callable[[subprocess.Popen[bytes]], None] = _end
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(_command(*arguments), cwd=ROOT)
    try:
        yield process
    finally:
        end(process)


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
