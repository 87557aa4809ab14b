"""Accidents tried with the real command: what it says, what mends it, and whether the warehouse is as undisturbed.

python -m benchmarks.recovery NEWS.jsonl FOLDER [NAME ...]     prints the rows of the table in benchmarks/crash.md

Every accident happens to a copy of one lake on the evening of its first day, when news of a second day waits; NAME
chooses some of them. Disks that are full or read-only are mounted, which needs root. One Prefect server stands beside.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import duckdb
import httpx

from flows import ingest as ingesting
from sources import articles_from, source_of
from tests.crashing import Place, contents, differences
from transforms.pipeline_version import pipeline_version
from warehouse.lake import Lake

ROOT = Path(__file__).resolve().parents[1]
WIREHOUSE = str(Path(sys.executable).with_name("wirehouse"))
PORT = 4297
# Enough small batches for the first compaction; the second day is read in two batches.
FIRST_DAY, FIRST_WORDS, SECOND_WORDS = 520, 60, 60
# A clock that differs from the system's by so many seconds, for the programs that are started with it.
_CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *told) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(id, told);
    const char *by = getenv("CLOCK_DIFFERS");
    if (by && id == CLOCK_REALTIME) told->tv_sec += atol(by);
    return done;
}
"""


@dataclass(frozen=True)
class Said:
    """What one command printed, and how it ended."""

    code: int
    text: str

    @property
    def last(self) -> str:
        """The line that says why, or the last one."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        reasons = [line for line in lines if line.startswith("wirehouse:")]
        return (reasons or lines or [""])[-1]


class Trial:
    """One copy of the lake, what happened to it, and what was said of it."""

    def __init__(self, folder: Path, news: Path) -> None:
        self.place = Place(news, folder)
        self.lake, self.root = folder / "lake", folder
        self.renamed = ("", "")  # a pipeline version that differs from the undisturbed run's, and that one

    def wirehouse(self, *arguments: str, **environment: str) -> Said:
        """Run the command on this lake and note what it said."""
        done = subprocess.run(
            [WIREHOUSE, arguments[0], *self.options(arguments[0]), *arguments[1:]],
            cwd=ROOT, env=os.environ | environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            check=False,
        )  # fmt: skip
        said = Said(done.returncode, done.stdout)
        self.note(f"$ wirehouse {' '.join(arguments)}  -> {said.code}\n{said.text}")
        return said

    def options(self, command: str) -> list[str]:
        """Where the command is to work."""
        of_lake, of_file = ["--lake", str(self.lake)], ["--warehouse", str(self.place.warehouse)]
        return {"status": of_lake, "query": of_file}.get(command, of_lake + of_file)

    def run(self, *more: str, **environment: str) -> Said:
        """Take in the second day."""
        return self.wirehouse("run", str(self.place.news), *more, **environment)

    def note(self, line: str) -> None:
        """Print for whoever looks on."""
        print(f"    {line.strip()}", file=sys.stderr, flush=True)

    def file(self, pattern: str) -> Path:
        """The largest file of this pattern in the lake."""
        return max(self.lake.glob(pattern), key=lambda path: path.stat().st_size)


def main() -> None:
    """Try the accidents and print a row of each."""
    news, home, names = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"PREFECT_HOME": str(home / "prefect"), "PREFECT_LOGGING_LEVEL": "CRITICAL"}
    with a_server():
        evening, expected = prepared(news, home)
        for name, happens in ACCIDENTS.items():
            if names and not any(asked in name for asked in names):
                continue
            folder = home / "trial"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(evening.root, folder)
            trial = Trial(folder, evening.news)
            print(f"== {name}", file=sys.stderr, flush=True)
            try:
                message, way_out = happens(trial)
                there = renamed(contents(trial.place), *trial.renamed)
                found = differences(there, expected)
                without = differences(without_batches(there), without_batches(expected))
            except Exception as error:  # the next accident is to be tried, too
                print(f"| {name} | FAILED: {error!r} | | |", flush=True)
                continue
            result = "the same rows" if not found else f"differs: {len(found)} rows, {len(without)} without batch ids"
            for one in found[:4]:
                trial.note(one[:300])
            print(f"| {name} | {message} | {way_out} | {result} |", flush=True)


def renamed(found: dict[str, Counter[str]], version: str, other: str) -> dict[str, Counter[str]]:
    """The same rows with another pipeline version."""
    if not version:
        return found
    return {
        table: Counter({row.replace(version, other): n for row, n in rows.items()}) for table, rows in found.items()
    }


def without_batches(found: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """How many rows each table has: articles that came in again lie in another batch."""
    return {table: Counter({"rows": rows.total()}) for table, rows in found.items() if "batches" not in table}


def prepared(news: Path, home: Path) -> tuple[Place, dict[str, Counter[str]]]:
    """The evening of the first day, and what an undisturbed second day makes of it."""
    evening, undisturbed = Place(home / "news", home / "evening"), Place(home / "news", home / "undisturbed")
    if not undisturbed.root.exists():
        evening.news.mkdir()
        articles = [json.loads(line) for line in news.read_text(encoding="utf8").splitlines()]
        write(evening.news / "first.jsonl", articles[:FIRST_DAY], FIRST_WORDS)
        with patch.object(ingesting, "BATCH_ARTICLES", 3):
            ingest_alone(evening)
        first = Trial(evening.root, evening.news)
        assert first.run().code == 0
        assert list(first.lake.glob("compacted/*/commit.json"))
        write(evening.news / "second.jsonl", articles[FIRST_DAY:], SECOND_WORDS)
        shutil.copytree(evening.root, undisturbed.root)
        assert Trial(undisturbed.root, evening.news).run().code == 0
    return evening, contents(undisturbed)


def write(path: Path, articles: Sequence[dict], words: int) -> None:
    """These articles, each cut to about so many words."""
    with path.open("w", encoding="utf8") as lines:
        for article in articles:
            text = " ".join(article["text"].split(" ")[:words])
            lines.write(json.dumps(article | {"text": text}) + "\n")


def ingest_alone(place: Place) -> None:
    """Ingest without extracting."""
    lake, source = Lake(place.lake).open(), source_of(str(place.news))
    state: dict[str, object] = {}
    ingesting.ingest(articles_from(source, state=state, keep_raw=lake.keep_raw), lake)
    lake.remember(source.name, state)


@contextmanager
def a_server() -> Iterator[None]:
    """A Prefect server for all commands; each would start one of its own."""
    command = [str(Path(sys.executable).with_name("prefect")), "server", "start", "--port", str(PORT)]
    api = f"http://127.0.0.1:{PORT}/api"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + 180
            while time.monotonic() < until:
                with suppress(httpx.HTTPError):
                    if httpx.get(f"{api}/health").is_success:
                        break
                time.sleep(0.5)
            os.environ["PREFECT_API_URL"] = api
            yield
        finally:
            server.terminate()


# Disks


def disk_full(when: str) -> Callable[[Trial], tuple[str, str]]:
    """A disk with room for some of what this step writes."""

    def happens(trial: Trial) -> tuple[str, str]:
        undisturbed = trial.root.parent / "undisturbed"
        grew = {name: size_of(undisturbed / "lake" / name) - size_of(trial.lake / name)
                for name in ("raw", "batches", "facts", "compacted", "runs", "state")}  # fmt: skip
        ingested = grew["raw"] + grew["batches"]
        whole = ingested + grew["facts"] + grew["compacted"]
        room = {"ingest": ingested // 2, "extract": ingested + grew["facts"] // 2, "publish": whole + 3 * 2**20}[when]
        inside = trial.root.with_name("mounted")
        with mounted(inside, "-t", "tmpfs", "-o", "size=512m", "tmpfs"):
            shutil.copytree(trial.root, inside, dirs_exist_ok=True)
            small = Trial(inside, trial.place.news)
            free = shutil.disk_usage(inside).free
            ballast = inside / "ballast"
            with ballast.open("wb") as out:
                out.write(b"\1" * (free - room))
            said = small.run()
            assert said.code == 1, said.text
            assert small.wirehouse("query", "select count(*) from articles").code == 0
            told = small.wirehouse("doctor")
            ballast.unlink()
            assert small.run().code == 0
            after = small.wirehouse("doctor")
            shutil.rmtree(trial.root)
            shutil.copytree(inside, trial.root)
        return f"`{said.last}`", f"free space, `run`; doctor: {told.last} Then: {after.last}"

    return happens


def size_of(folder: Path) -> int:
    """Bytes on a disk of pages of 4 KiB."""
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in folder.rglob("*") if path.is_file())


@contextmanager
def mounted(place: Path, *how: str) -> Iterator[None]:
    """Something mounted at a place, and taken away again."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", *how, str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """A folder on a disk that has become read-only."""
    with mounted(place, "--bind", str(place)):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        yield


def lake_read_only(trial: Trial) -> tuple[str, str]:
    """The lake's disk has become read-only."""
    with read_only(trial.lake):
        said = trial.run()
        status, query = trial.wirehouse("status"), trial.wirehouse("query", "select count(*) from articles")
        doctor, repair = trial.wirehouse("doctor"), trial.wirehouse("doctor", "--repair")
    assert said.code == 1, said.text
    assert trial.run().code == 0
    works = f"status {status.code}, query {query.code}, doctor {doctor.code}, `--repair` {repair.code}: {repair.last}"
    return f"`{said.last}` ({works})", "make it writable, `run`"


def warehouse_read_only(trial: Trial) -> tuple[str, str]:
    """The folder of the warehouse is on a disk that has become read-only, and the lake is not."""
    apart = trial.root / "published"
    apart.mkdir()
    (trial.place.warehouse).rename(apart / "warehouse.duckdb")
    there = ["--warehouse", str(apart / "warehouse.duckdb")]
    with read_only(apart):
        said = trial.wirehouse("run", str(trial.place.news), *there)
    assert said.code == 1, said.text
    (apart / "warehouse.duckdb").rename(trial.place.warehouse)
    assert trial.run().code == 0
    return f"`{said.last}`", "make it writable, `run`"


# Damaged files


def cut(path: Path) -> None:
    """Half of a file is gone."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    """A file has become empty."""
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    """A byte in the middle has changed."""
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 3] ^= 0xFF
    path.write_bytes(damaged)


def damaged(pattern: str, how: Callable[[Path], None]) -> Callable[[Trial], tuple[str, str]]:
    """A file of the lake is damaged before the second day."""

    def happens(trial: Trial) -> tuple[str, str]:
        how(trial.file(pattern))
        said = trial.run()
        doctor = trial.wirehouse("doctor")
        repair = trial.wirehouse("doctor", "--repair")
        ran = trial.run()
        after = trial.wirehouse("doctor")
        found = doctor.text.split(":", 1)[0].strip()
        message = f"`{said.last}`" if said.code else "none: the run does not read it"
        return message, f"doctor {doctor.code}: {found}; `--repair` {repair.code}; run {ran.code}; doctor {after.last}"

    return happens


def warehouse_damaged(how: Callable[[Path], None]) -> Callable[[Trial], tuple[str, str]]:
    """The published file is damaged after the second day, when nothing new waits."""

    def happens(trial: Trial) -> tuple[str, str]:
        assert trial.run().code == 0
        how(trial.place.warehouse)
        reads = (
            f"(select max(hash({table})) from {table})" for table in ("sentences", "mentions", "figures", "claims")
        )
        query = trial.wirehouse("query", f"select {', '.join(reads)}")
        ran = trial.run()
        doctor = trial.wirehouse("doctor")
        repair = trial.wirehouse("doctor", "--repair")
        again = trial.run()
        after = trial.wirehouse("doctor")
        says = "publishes" if "published in" in ran.text else "has nothing to do"
        return (
            f"query {query.code}: `{query.last}`",
            f"`run` {ran.code} {says}; doctor {doctor.code}; `--repair` {repair.code}; run {again.code}; "
            f"doctor {after.last}",
        )

    return happens


# Clocks


def clock_back(trial: Trial) -> tuple[str, str]:
    """This machine's clock is two days slow."""
    assert trial.wirehouse("rebuild").code == 0
    said = trial.run(**clock(trial, -2 * 86_400))
    assert said.code == 1, said.text
    assert trial.run().code == 0
    return f"`{said.last}`", "set the clock, `run`"


def clock_was_fast(trial: Trial) -> tuple[str, str]:
    """An earlier run's clock was two years fast."""
    assert trial.wirehouse("rebuild", **clock(trial, 2 * 365 * 86_400)).code == 0
    said = trial.run()
    assert said.code == 1, said.text
    told, repair = trial.wirehouse("doctor"), trial.wirehouse("doctor", "--repair")
    assert trial.run().code == 0
    return f"`{said.last}`", f"doctor {told.code}, `--repair` {repair.code}, run"


def clock(trial: Trial, seconds: int) -> dict[str, str]:
    """The environment of a program whose clock differs so much."""
    source, library = trial.root.with_name("clock.c"), trial.root.with_name("clock.so")
    source.write_text(_CLOCK)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "CLOCK_DIFFERS": str(seconds)}


# Others beside


def two_at_once(trial: Trial) -> tuple[str, str]:
    """A second run is started while the first is at it."""
    first = begun(trial)
    while not (trial.lake / "lock").read_text() and first.poll() is None:
        time.sleep(0.05)
    said = trial.run()
    doctor = trial.wirehouse("doctor", "--repair")
    ended = first.wait()
    return f"`{said.last}` (exit {said.code}; doctor --repair: {doctor.code})", f"wait; the first ended with {ended}"


def begun(trial: Trial, *more: str, **environment: str) -> subprocess.Popen[bytes]:
    """A run that goes on beside."""
    return subprocess.Popen(
        [WIREHOUSE, "run", str(trial.place.news), *trial.options("run"), *more],
        cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def versions_read_again(trial: Trial) -> tuple[str, str]:
    """A file that holds two versions of one article is read, grows, and is read again."""
    assert trial.run().code == 0
    before = {batch.batch_id for batch in Lake(trial.place.lake).batches()}
    file = trial.root.with_name("versions") / "news.jsonl"
    file.parent.mkdir(exist_ok=True)
    lines = [json.dumps({"id": "1", "text": f"Police said on Monday that {n} cars had left."}) for n in (3, 4)]
    said = []
    for _ in range(3):
        file.write_text("\n".join(lines))
        said.append(trial.wirehouse("run", str(file.parent)).text.splitlines()[0].partition(",")[0])
        lines.append(json.dumps({"id": f"more {len(lines)}", "text": f"It was day {len(lines)}, the mayor said."}))
    doctor = trial.wirehouse("doctor")
    for batch in Lake(trial.place.lake).batches():  # what only this accident brought, so that the rest can be compared
        if batch.batch_id not in before:
            for folder in (*trial.lake.glob(f"facts/*/{batch.batch_id}"), trial.lake / batch.folder):
                shutil.rmtree(folder)
    assert trial.wirehouse("rebuild").code == 0
    return f"none; {'; '.join(said)}", f"nothing; doctor {doctor.last}"


def reextracted_under_a_reader(trial: Trial) -> tuple[str, str]:
    """A newer pipeline reads everything again, is killed and goes on, while somebody reads the warehouse of before."""
    assert trial.run().code == 0
    newer = trial.root.with_name("newer")
    shutil.rmtree(newer, ignore_errors=True)
    shutil.copytree(ROOT, newer, ignore=lambda _, names: {".venv", ".cache", ".git"} & set(names))
    with (newer / "transforms" / "tense.py").open("a") as code:
        code.write("\n# another pipeline\n")
    new, old = pipeline_version(newer), pipeline_version(ROOT)
    there = {"PYTHONPATH": str(newer)}
    sql = "select pipeline_version, count(*), sum(hash(figure_id) % 1000) from figures group by all order by all"
    with duckdb.connect(str(trial.place.warehouse), read_only=True) as reader:
        before = reader.execute(sql).fetchall()
        process = begun(trial, "--reextract", **there)
        while process.poll() is None and len(list(trial.lake.glob(f"facts/{new}/*/commit.json"))) < 20:
            reader.execute(sql).fetchall()
            time.sleep(0.05)
        process.kill()
        was_killed = process.wait() < 0
        half = len(list(trial.lake.glob(f"facts/{new}/*/commit.json")))
        doctor = trial.wirehouse("doctor", **there)
        assert trial.wirehouse("rebuild", **there).code == 0
        mixed = trial.wirehouse("query", "select count(distinct pipeline_version) as versions from sentences").text
        status = trial.wirehouse("status", **there)
        ended = trial.run("--reextract", **there)
        assert reader.execute(sql).fetchall() == before, "the reader saw something else"
    trial.renamed = (new, old)
    says = (
        f"killed: {was_killed}, {half} batches were done; doctor: {doctor.last}; stale told: {'stale' in status.text}"
    )
    kept = "2" in mixed.split("versions")[1]
    return (
        says,
        f"`rebuild` serves both versions ({kept}), `run --reextract` ended with {ended.code}; the reader kept its file",
    )


def format_one(trial: Trial) -> tuple[str, str]:
    """The lake is as the first release's format had it: no names in commits, no compactions."""
    for commit in [*trial.lake.glob("batches/*/commit.json"), *trial.lake.glob("facts/*/*/commit.json")]:
        told = json.loads(commit.read_text())
        for table, name in told.pop("files").items():
            (commit.parent / name).rename(commit.parent / f"{table}.parquet")
        commit.write_text(json.dumps(told))
    shutil.rmtree(trial.lake / "compacted")
    (trial.lake / "lake.json").write_text('{"lake_format": 1}')
    status, doctor, rebuilt = trial.wirehouse("status"), trial.wirehouse("doctor"), trial.wirehouse("rebuild")
    before = json.loads((trial.lake / "lake.json").read_text())
    ran, after = trial.run(), trial.wirehouse("doctor")
    raised = json.loads((trial.lake / "lake.json").read_text())
    says = f"status {status.code}, doctor {doctor.last}, rebuild {rebuilt.code}, still {before}"
    return says, f"nothing: run {ran.code}, then {raised}, doctor {after.last}"


ACCIDENTS: dict[str, Callable[[Trial], tuple[str, str]]] = {
    "disk full while ingesting": disk_full("ingest"),
    "disk full while extracting": disk_full("extract"),
    "disk full while publishing": disk_full("publish"),
    "lake read-only": lake_read_only,
    "folder of the warehouse read-only": warehouse_read_only,
    **{
        f"{what} {verb}": damaged(pattern, how)
        for what, pattern in {
            "articles": "batches/*/articles-*.parquet",
            "facts": "facts/*/*/claims-*.parquet",
            "compaction": "compacted/*/figures-*.parquet",
            "commit of articles": "batches/*/commit.json",
            "commit of facts": "facts/*/*/commit.json",
            "commit of a compaction": "compacted/*/commit.json",
            "format (lake.json)": "lake.json",
            "state of a source": "state/%*.json",
            "record of a run": "runs/*.parquet",
            "raw bytes": "raw/*/*.zst",
        }.items()
        for verb, how in {"cut": cut, "emptied": emptied, "one byte changed": flipped}.items()
    },
    **{
        f"warehouse {verb}": warehouse_damaged(how)
        for verb, how in {"cut": cut, "emptied": emptied, "one byte changed": flipped}.items()
    },
    "a file with two versions of one article read again": versions_read_again,
    "clock two days slow": clock_back,
    "an earlier clock two years fast": clock_was_fast,
    "two runs at once": two_at_once,
    "lake of format 1": format_one,
    "`run --reextract` killed, under a reader": reextracted_under_a_reader,
}


if __name__ == "__main__":
    main()
