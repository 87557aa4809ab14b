"""Batches into facts: one batch is one Prefect task, in this process, a pool of processes, or on a cluster."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.orchestration import get_client
from prefect.futures import as_completed
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner
from spacy.language import Language

from flows.settings import ROOT
from transforms.language import load_pipeline
from transforms.pipeline_version import pipeline_version as version_of
from transforms.quoting import all_stand
from transforms.registry import rows_of
from transforms.rows import FACTS, Row
from warehouse.lake import Lake, LakeError


@cache
def _pipeline() -> Language:
    """The language pipeline, loaded once in each process that extracts."""
    return load_pipeline()


@cache
def _own_version() -> str:
    """What this process extracts with, which on a cluster need not be what the flow has."""
    return version_of(ROOT)


@task(name="extract-batch", task_run_name="extract {batch_id}", retries=2, retry_delay_seconds=[1, 10])
def extract_batch(lake: str, batch_id: str, pipeline_version: str) -> dict[str, int]:
    """Find everything in one batch and commit it; returns the number of rows by table.

    A task is told names alone, and reads and writes the lake by itself: it may run on any machine that reaches it.
    """
    if pipeline_version != _own_version():
        raise LakeError(
            f"batch {batch_id}: to be extracted by {pipeline_version}, but this worker is {_own_version()}; "
            "install the same wirehouse on every worker"
        )
    opened = Lake(lake).open()
    articles, file = opened.articles_and_file_of(batch_id)
    rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in FACTS}
    for row in rows_of(articles, _pipeline()):
        rows[type(row)].append(row)
    # what is not marked is looked at again by each publish, whose checks name the rows that are wrong
    opened.write_facts(pipeline_version, batch_id, rows, quotes=file if all_stand(rows, articles) else None)
    return {row_type.TABLE: len(found) for row_type, found in rows.items()}


def runner_of(workers: int, runner: str | None = None) -> TaskRunner[Any]:
    """The task runner for this many workers: one stays in this process, more are a pool of processes.

    Or by address: dask://host:port of a scheduler, ray://host:port of a head node; the cluster has its own workers.
    """
    if runner is None:
        return ProcessPoolTaskRunner(max_workers=workers) if workers > 1 else ThreadPoolTaskRunner(max_workers=1)
    kind, _, address = runner.partition("://")
    if kind not in ("dask", "ray") or not address:
        raise ValueError(f"{runner}: no task runner; give dask://host:port or ray://host:port, or nothing")
    try:
        if kind == "dask":
            from prefect_dask import DaskTaskRunner

            return cast(TaskRunner[Any], DaskTaskRunner(address=f"tcp://{address}"))
        from prefect_ray import RayTaskRunner

        return cast(TaskRunner[Any], RayTaskRunner(address=runner))
    except ImportError as error:
        raise RuntimeError(f"{runner}: needs prefect-{kind}; `pip install 'wirehouse[{kind}]'` adds it") from error


@contextmanager
def one_server() -> Iterator[None]:
    """Have the processes of a pool report to the server that this process uses; each would start one of its own."""
    with get_client(sync_client=True) as client:
        url = str(client.api_url).rstrip("/")
    with temporary_settings({PREFECT_API_URL: url}):
        yield


@flow(name="extract", flow_run_name="extract {pipeline_version}")
def extract(lake: str, batch_ids: list[str], pipeline_version: str) -> dict[str, int]:
    """Extract these batches, a task each, with a progress artifact; returns the number of rows by table.

    A batch that fails after its retries stops the run at the end, when the other batches are committed.
    """
    progress = cast(UUID, create_progress_artifact(0.0, description=f"{len(batch_ids)} batches"))
    futures = [extract_batch.submit(lake, batch_id, pipeline_version) for batch_id in batch_ids]
    counts: Counter[str] = Counter()
    failed: list[Exception] = []
    for done, future in enumerate(as_completed(futures), start=1):
        result = cast(dict[str, int] | Exception, future.result(raise_on_failure=False))
        if isinstance(result, Exception):
            failed.append(result)
        else:
            counts.update(result)
        update_progress_artifact(progress, 100.0 * done / len(futures))
    if failed:
        raise failed[0]
    return dict(counts)
