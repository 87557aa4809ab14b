"""The main job: what is new comes in, is extracted, and the warehouse is published."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any
from uuid import uuid4

import duckdb
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner
from pydantic import Field

from flows.extract import extract, one_server, runner_of
from flows.ingest import Ingested, ingest
from flows.looking import check_clock, is_published, published_now
from flows.recording import Recorder
from flows.settings import LAKE, ROOT, SEEDS, SQL, WAREHOUSE
from sources import Manners, articles_from, registered, source_of
from sources.spec import sources_file
from transforms.pipeline_version import pipeline_version
from transforms.rows import Article, Issue, Run
from warehouse.build import BuildError, Built, build
from warehouse.compaction import compact
from warehouse.lake import Lake, LakeError, published_as
from warehouse.query import DAMAGED

Workers = Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run did: its row of the runs table, and what was published (null when nothing had changed)."""

    run: Run
    built: Built | None


@flow(name="daily")
def daily(
    sources: list[str] = [],  # noqa: B006 - Prefect shows the default in its form and copies it
    lake: str = LAKE,
    warehouse: str = WAREHOUSE,
    workers: Workers = 1,
    runner: str | None = None,
    reextract: bool = False,
) -> Loaded:
    """Ingest what is new, extract it, publish. Running again continues; running again after success does nothing.

    Args:
        sources: Files, folders, globs, URLs, or names from the sources file; none means all of that file.
        lake: Folder or URL (s3://, gs://) of the lake.
        warehouse: The DuckDB file to publish.
        workers: Processes that read and extract; one stays in the flow's own process.
        runner: A cluster that extracts instead: dask://host:port or ray://host:port.
        reextract: Also extract again what an older pipeline version extracted.
    """
    sources = sources or [source.name for source in registered(sources_file())]
    return _run("daily", sources, lake, warehouse, runner_of(workers, runner), workers=workers, reextract=reextract)


@flow(name="backfill")
def backfill(
    sources: list[str],
    since: date,
    until: date,
    lake: str = LAKE,
    warehouse: str = WAREHOUSE,
    workers: Workers = 1,
    runner: str | None = None,
) -> Loaded:
    """Ingest articles published between two days, extract and publish; what sources remember is left as it is.

    Args:
        sources: Files, folders, globs, URLs, or names from the sources file.
        since: First day of publication to bring in.
        until: Last day of publication to bring in.
        lake: Folder or URL (s3://, gs://) of the lake.
        warehouse: The DuckDB file to publish.
        workers: Processes that read and extract; one stays in the flow's own process.
        runner: A cluster that extracts instead: dask://host:port or ray://host:port.
    """
    return _run("backfill", sources, lake, warehouse, runner_of(workers, runner), workers=workers, days=(since, until))


@flow(name="rebuild")
def rebuild(
    lake: str = LAKE,
    warehouse: str = WAREHOUSE,
    workers: Workers = 1,
    runner: str | None = None,
    reextract: bool = False,
) -> Loaded:
    """Publish the warehouse from the lake alone; what was ingested but never extracted is extracted first.

    Args:
        lake: Folder or URL (s3://, gs://) of the lake.
        warehouse: The DuckDB file to publish.
        workers: Processes that read and extract; one stays in the flow's own process.
        runner: A cluster that extracts instead: dask://host:port or ray://host:port.
        reextract: Also extract again what an older pipeline version extracted.
    """
    return _run("rebuild", [], lake, warehouse, runner_of(workers, runner), workers=workers, reextract=reextract)


@task(name="ingest", task_run_name="ingest {argument}", retries=1, retry_delay_seconds=5, cache_policy=NO_CACHE)
def ingest_source(
    argument: str,
    lake: str,
    days: tuple[date, date] | None = None,
    workers: int = 1,
    manners: Manners | None = None,
) -> Ingested:
    """Bring in what is new from one source; with days, only articles published from the first to the last.

    `manners` is shared by the sources of a run.
    """
    opened = Lake(lake).open()
    source = source_of(argument)
    remembered = opened.state(source.name) or {}
    # A backfill reads what is there as if for the first time; what the source remembers is for the daily run.
    state = {} if days else dict(remembered)
    found = articles_from(source, state=state, keep_raw=opened.keep_raw, workers=workers, manners=manners)
    done = ingest(found if days is None else _published_in(found, days), opened)
    if days is None and state != remembered:
        opened.remember(source.name, state)
    return done


def _may_pass(task: Any, task_run: Any, state: Any) -> bool:
    """Whether trying again can help: it cannot when a check found rows or the lake says what is wrong."""
    return not isinstance(state.result(raise_on_failure=False), BuildError | LakeError)


@task(name="publish", retries=1, retry_delay_seconds=5, retry_condition_fn=_may_pass)
def publish(lake: str, warehouse: str, from_nothing: bool = False) -> Built:
    """Build the warehouse beside the old one, check it and swap it in; from nothing, it keeps no row of the old one."""
    opened = Lake(lake).open()
    parts = opened.parts()
    how: dict[str, Any] = {
        "tables": opened.files(parts),
        "parts": parts,
        "files_of": opened.files,
        "seeds": SEEDS,
        "sql": SQL,
        "filesystem": opened.filesystem,
        "memory": os.environ.get("WIREHOUSE_MEMORY"),
    }
    if not from_nothing:
        try:
            return build(Path(warehouse), **how)
        except (BuildError, duckdb.Error) as error:
            if DAMAGED not in str(error):
                raise  # else what was to grow is damaged: it is made anew
    return build(Path(warehouse), **how, grows_from=sys.maxsize)


def _run(
    name: str,
    sources: list[str],
    lake: str,
    warehouse: str,
    runner: TaskRunner[Any],
    *,
    workers: int,
    reextract: bool = False,
    days: tuple[date, date] | None = None,
) -> Loaded:
    opened = Lake(lake).open()
    lake = opened.url  # a folder by its whole path: tasks may run elsewhere
    version = pipeline_version(ROOT)
    run_id = str(flow_run.get_id() or uuid4())
    recorder = Recorder(opened, flow=name, run_id=run_id, pipeline_version=version)
    with opened.locked(), recorder:
        check_clock(opened)
        at = perf_counter()
        ingested, manners = Ingested(), Manners()
        for source in sources:
            ingested.add(ingest_source(source, lake, days, workers, manners))
        recorder.note(
            new_article_count=ingested.new_articles,
            seen_article_count=ingested.seen_articles,
            issue_count=ingested.issues,
            ingest_seconds=perf_counter() - at,
        )
        at = perf_counter()
        pending = opened.pending(version, reextract=reextract)
        if len(pending) == 1 and isinstance(runner, ProcessPoolTaskRunner):
            runner = runner_of(1)  # one batch is done here before another process has loaded the language pipeline
        if pending:
            with one_server():
                found = extract.with_options(task_runner=runner)(lake, pending, version)
            recorder.note(issue_count=ingested.issues + found["issues"])
        recorder.note(batch_count=len(pending), extract_seconds=perf_counter() - at)

        compact(opened)
        database, remembered_as = Path(warehouse), published_as(Path(warehouse))
        if name != "rebuild" and is_published(opened, database):
            recorder.save(status="unchanged")
            return Loaded(recorder.run, None)
        at = perf_counter()
        recorder.save(status="published")
        # Only what this lake remembers to have published grows: the doctor forgets a file that is damaged.
        built = publish(lake, warehouse, name == "rebuild" or opened.state(remembered_as) is None)
        recorder.save(publish_seconds=perf_counter() - at)
        opened.remember(remembered_as, published_now(opened, database))
    _show(recorder.run, built)
    return Loaded(recorder.run, built)


def _published_in(found: Iterator[Article | Issue], days: tuple[date, date]) -> Iterator[Article | Issue]:
    first, last = days
    for item in found:
        if isinstance(item, Issue) or (item.published_on and first <= item.published_on <= last):
            yield item


def _show(run: Run, built: Built) -> None:
    """Leave a table of what was loaded, and one of the checks that found something, with the run in Prefect."""
    create_table_artifact(
        [{"table": table, "rows": count} for table, count in built.counts.items()],
        key="loaded",
        description=f"Published {built.database} in {run.publish_seconds:.1f} s",
    )
    create_table_artifact(
        [{"check": check.name, "says": check.says, "rows": check.count} for check in built.warned],
        key="warnings",
        description="Checks that found something an analyst should know; none is good news",
    )
