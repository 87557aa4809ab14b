"""Runs that are killed: the steps of the daily flow in a child process that ends at a moment or at a named step.

The child calls the functions of Prefect's tasks in their order, with small batches and a small network, so that a run
takes seconds and hundreds of them can be killed.
"""

import multiprocessing
import os
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
from spacy.language import Language

from flows import extract as extracting
from flows import ingest as ingesting
from flows.daily import ingest_source, publish
from flows.extract import extract_batch
from tests.language.tiny import tiny_pipeline
from warehouse.doctor import examine
from warehouse.lake import Lake

TOPICS = ("soldiers", "cars", "houses", "boats", "workers", "trains", "doctors", "farmers", "schools")
FIRST_DAY = 4
# What a kill may leave; anything else that the doctor finds is damage.
LEFT_BY_A_KILL = {"uncommitted", "temporary file", "orphan file"}
# When bytes were read differs between any two runs, and so do the digests of their files and the record of runs.
_OF_THE_MOMENT = {"articles": "* exclude (fetched_at)", "batches": "* exclude (part)"}

# Each child is forked from one process that has imported everything and read the words that extractors know.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.crashing_warm"])


@dataclass(frozen=True)
class Place:
    """The news of a day, a lake and a warehouse, and the pipeline version that reads here."""

    news: Path
    root: Path
    version: str = "v1"

    @property
    def lake(self) -> str:
        return str(self.root / "lake")

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"


@dataclass(frozen=True)
class Step:
    """A boundary: before a file is put in its place, after that, or when half of it is written."""

    when: str
    what: str

    def __str__(self) -> str:
        return f"{self.when} {self.what}"


class Journeys:
    """Copies of one place on the evening of its first day, each to be disturbed on the second."""

    def __init__(self, root: Path) -> None:
        self._root, self._count = root, 0
        self._evening = Place(root / "news", root / "evening")
        write_news(self._evening.news, TOPICS[:FIRST_DAY])
        finish(self._evening)
        write_news(self._evening.news, TOPICS, moved=True)
        undisturbed = self.begin()
        self.steps = steps_of(undisturbed)
        self.expected = contents(undisturbed)
        again = self.begin()
        began = time.monotonic()
        finish(again)
        self.seconds = time.monotonic() - began
        assert differences(contents(again), self.expected) == [], "two undisturbed runs differ"

    def begin(self) -> Place:
        """A fresh copy with the news of the second day."""
        self._count += 1
        place = Place(self._evening.news, self._root / str(self._count))
        shutil.copytree(self._evening.root, place.root)
        return place


def write_news(news: Path, topics: tuple[str, ...], *, moved: bool = False) -> None:
    """An article a topic; when things have moved, one has another text and one file cannot be read."""
    news.mkdir(exist_ok=True)
    for number, topic in enumerate(topics, start=1):
        count = 99 if moved and number == 2 else 10 * number
        text = f"Police said on Monday that about {count} {topic} had left the town.\nThe road was closed.\n"
        (news / f"{topic}.txt").write_text(text)
    if moved:
        (news / "picture.txt").write_bytes(b"\x89PNG no text at all")


def finish(place: Place) -> None:
    """Run until the run ends by itself."""
    ended = _child(_run, place)
    assert ended == 0, f"an undisturbed run ended with {ended}"


def killed_at(place: Place, step: Step) -> bool:
    """Run until the run first comes to this step, where it is killed; whether it came there."""
    return _child(_run_until, place, step) == -signal.SIGKILL


def killed_after(place: Place, seconds: float) -> bool:
    """Run, and kill the run after some seconds; whether it was still running."""
    return _child(_run, place, within=seconds) == -signal.SIGKILL


def steps_of(place: Place) -> list[Step]:
    """Every boundary that a run of this place crosses, in order."""
    record = place.root.with_suffix(".steps")
    assert _child(_run_and_record, place, record) == 0
    return [Step(*line.split(" ", 1)) for line in record.read_text().splitlines()]


def damage(place: Place) -> list[str]:
    """What no kill may leave: damage in the lake, or a warehouse in neither the old state nor the new."""
    found = [str(finding) for finding in examine(Lake(place.lake)) if finding.kind not in LEFT_BY_A_KILL]
    articles = article_count(place)
    if articles not in (FIRST_DAY, len(TOPICS)):
        found.append(f"the warehouse holds {articles} articles")
    return found


def article_count(place: Place) -> int:
    """How many articles the warehouse holds."""
    with duckdb.connect(str(place.warehouse), read_only=True) as connection:
        return int(connection.execute("select count(*) from articles").fetchall()[0][0])


def contents(place: Place) -> dict[str, Counter[str]]:
    """Every row of every table with its count, and the batches of the lake: equal for runs that found the same."""
    found = {"batches": Counter(batch.batch_id for batch in Lake(place.lake).batches())}
    with duckdb.connect(str(place.warehouse), read_only=True) as connection:
        sql = "select schema_name, table_name from duckdb_tables() where table_name <> 'runs'"
        for schema, table in connection.execute(sql).fetchall():
            rows = connection.execute(f'select {_OF_THE_MOMENT.get(table, "*")} from {schema}."{table}"').fetchall()
            found[f"{schema}.{table}"] = Counter(map(repr, rows))
    return found


def differences(found: dict[str, Counter[str]], expected: dict[str, Counter[str]]) -> list[str]:
    """Rows lost, and rows doubled or changed, by table."""
    said = []
    for table in sorted(found.keys() | expected.keys()):
        there, wanted = found.get(table, Counter()), expected.get(table, Counter())
        said += [f"{table}: lost {row}" for row in (wanted - there).elements()]
        said += [f"{table}: too many {row}" for row in (there - wanted).elements()]
    return said


@cache
def pipeline() -> Language:
    """The pipeline of every child."""
    return tiny_pipeline()


def _run(place: Place) -> None:
    """What the daily flow does, without Prefect."""
    with (
        patch.object(extracting, "_pipeline", pipeline),
        patch.object(extracting, "_own_version", lambda: place.version),
        patch.object(ingesting, "BATCH_ARTICLES", 2),
        Lake(place.lake).open().locked(),
    ):
        ingest_source.fn(str(place.news), place.lake)
        for batch_id in Lake(place.lake).pending(place.version, reextract=True):
            extract_batch.fn(place.lake, batch_id, place.version)
        publish.fn(place.lake, str(place.warehouse))


def _run_until(place: Place, step: Step) -> None:
    def crossed(when: str, path: str) -> None:
        if Step(when, _what(path)) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    with _watched(crossed):
        _run(place)


def _run_and_record(place: Place, record: Path) -> None:
    with record.open("w") as out, _watched(lambda when, path: print(when, _what(path), file=out)):
        _run(place)


@contextmanager
def _watched(crossed: Callable[[str, str], None]) -> Iterator[None]:
    """Tell of every file that is put in its place, where lake and build do that: by fsync and rename."""
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        path = os.readlink(f"/proc/self/fd/{handle}")
        if path.endswith(".tmp"):
            whole = Path(path).read_bytes()
            os.ftruncate(handle, len(whole) // 2)
            crossed("half", path)
            os.pwrite(handle, whole, 0)
        real_fsync(handle)

    def replace(source: Any, target: Any) -> None:
        crossed("before", str(target))
        real_replace(source, target)
        crossed("after", str(target))

    with patch.object(os, "fsync", fsync), patch.object(os, "replace", replace):
        yield


def _what(path: str) -> str:
    """A step's name: the path of its file in the lake without what differs from batch to batch."""
    if "/lake/" not in path:
        return "warehouse"
    folders = re.sub(r"\.\d+\.tmp$", "", path.split("/lake/", 1)[1]).split("/")
    return f"{folders[0]}/{re.split('[-.]', folders[-1])[0]}" if folders[0] in ("batches", "facts") else folders[0]


def _child(target: Callable[..., None], *arguments: Any, within: float | None = None) -> int | None:
    process = _processes.Process(target=target, args=arguments)
    process.start()
    process.join(within)
    if process.is_alive():
        process.kill()
    process.join()
    return process.exitcode
