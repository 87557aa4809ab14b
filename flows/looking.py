"""Whether a run has anything to do, found out without Prefect: its temporary server starts slower than that."""

import hashlib
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from flows.recording import Recorder
from flows.settings import ROOT, SEEDS, SQL
from sources import RawItem, Source, open_source, registered, source_of
from sources.spec import sources_file
from transforms.pipeline_version import pipeline_version
from transforms.rows import Run
from warehouse.lake import CLOCK, CLOCKS_DIFFER, Lake, LakeError, published_as


def nothing_new(sources: list[str], lake: str, warehouse: Path, *, reextract: bool = False) -> Run | None:
    """The recorded run that found nothing to do; null when there may be something, which a flow must find out.

    Only sources of files are looked at: whether a file has changed is seen without reading it.
    """
    opened = Lake(lake)
    if not opened.exists() or not warehouse.exists():
        return None
    opened.open()
    given = [source_of(name) for name in sources] if sources else registered(sources_file())
    if any(source.kind != "files" for source in given):
        return None
    pipeline = pipeline_version(ROOT)
    with opened.locked():
        check_clock(opened)
        at = perf_counter()
        if opened.pending(pipeline, reextract=reextract) or not is_published(opened, warehouse):
            return None
        states = [_state_without_news(source, opened) for source in given]
        if None in states:
            return None
        for source, state in zip(given, states, strict=True):
            if state != (opened.state(source.name) or {}):
                opened.remember(source.name, state)
        recorder = Recorder(opened, flow="daily", run_id=str(uuid4()), pipeline_version=pipeline)
        recorder.save(status="unchanged", ingest_seconds=perf_counter() - at)
        return recorder.run


def _state_without_news(source: Source, lake: Lake) -> dict[str, object] | None:
    """What the source remembers after a reading that brought nothing; null when it brings something."""
    reading = open_source(source, state=lake.state(source.name) or {})
    for found in reading:
        if isinstance(found, RawItem) or found.issue_id not in lake.known_issues():
            return None
    return reading.state


def check_clock(lake: Lake) -> None:
    """Refuse to run by a clock that has gone back: what comes in would be dated wrong, or its dates be refused."""
    now, latest = datetime.now(UTC), lake.state(CLOCK)
    if latest and now < datetime.fromisoformat(latest) - CLOCKS_DIFFER:
        raise LakeError(
            f"{lake.url}: the clock says {now:%Y-%m-%d %H:%M}, but a run began at {latest[:16]}: set it; if the "
            "other one was wrong, `wirehouse doctor --repair` forgets it"
        )
    lake.remember(CLOCK, max(now.isoformat(), latest or ""))


def is_published(lake: Lake, warehouse: Path) -> bool:
    """Whether what the lake holds stands in that file, and the file has the size with which it was published."""
    return warehouse.exists() and lake.state(published_as(warehouse)) == published_now(lake, warehouse)


def published_now(lake: Lake, warehouse: Path) -> list[object]:
    """What the lake remembers once its contents stand in that file."""
    return [contents_of(lake), warehouse.stat().st_size]


def contents_of(lake: Lake) -> str:
    """A digest of all that a warehouse is built from, the release that builds it included, the record of runs not."""
    digest = hashlib.sha256(repr([version("wirehouse"), *(part.name for part in lake.parts())]).encode())
    for path in sorted([*SQL.rglob("*.sql"), *SEEDS.glob("*.csv"), *(ROOT / "transforms" / "rows").glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
