"""Runs killed at random moments, at every step, and from outside: what is lost, doubled or half read afterwards.

python -m benchmarks.crash [KILLS [WHOLE]]     prints the table of benchmarks/crash.md

KILLS (200) of the steps in a child process take a quarter of an hour; WHOLE (15) of the command, with its server, too;
with 0 KILLS these alone.
"""

import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from tests import crashing
from tests.crashing import Journeys, Place, contents, damage, differences
from warehouse.lake import Lake

ROOT = Path(__file__).resolve().parents[1]
# A run that was killed is begun again and killed again, so often, before one may end.
IN_A_ROW = 5


@dataclass
class Tally:
    """What became of the runs that were killed one way."""

    kills: int = 0
    ended_before: int = 0
    lost: int = 0
    doubled: int = 0
    damaged: list[str] = field(default_factory=list)

    def add(self, place: Place, was_killed: bool) -> None:
        """Look at a place after a kill."""
        self.kills += was_killed
        self.ended_before += not was_killed
        self.damaged += damage(place)

    def compare(self, place: Place, journeys: Journeys, reader: "Reader") -> None:
        """Run a place to the end after its kills, and compare it with the undisturbed run."""
        crashing.finish(place)
        with reader.paused:  # DuckDB gives one process one view of a file while any connection to it is open
            found = differences(contents(place), journeys.expected)
        self.lost += sum(": lost " in one for one in found)
        self.doubled += sum(": too many " in one for one in found)
        for one in found[:3]:
            print(f"    {place.root}: {one}", file=sys.stderr)

    def row(self, name: str) -> str:
        """Its line of the table."""
        return f"| {name} | {self.kills} | {self.ended_before} | {self.lost} | {self.doubled} | {len(self.damaged)} |"


class Reader(threading.Thread):
    """Reads lake and warehouse of the place at hand again and again, as analysts do, and counts what fails."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.place: Place | None = None
        self.paused = threading.Lock()
        self.reads = 0
        self.failures: list[str] = []

    def run(self) -> None:
        """Read until the process ends."""
        while True:
            with self.paused:
                if self.place is not None:
                    self._read(self.place)
            time.sleep(0.02)

    def _read(self, place: Place) -> None:
        try:
            lake = Lake(place.lake)
            for batch in [*lake.batches(), *lake.facts().values()]:
                for table, path in batch.paths:
                    if pq.read_table(lake.at(path)).num_rows != batch.counts[table]:
                        self.failures.append(f"{path}: not {batch.counts[table]} rows")
            for path in (path for found in lake.compactions() for _, path in found.paths):
                pq.read_table(lake.at(path))
            if crashing.article_count(place) not in (crashing.FIRST_DAY, len(crashing.TOPICS)):
                self.failures.append(f"{place.warehouse}: half a warehouse")
            self.reads += 1
        except Exception as error:  # whatever a reader meets is what this looks for
            self.failures.append(f"{place.root}: {error!r}")


def killed_in_process(root: Path, kills: int) -> tuple[list[str], Reader]:
    """The rows for random moments and for steps."""
    journeys = Journeys(root)
    reader = Reader()
    reader.start()
    random_moments, steps = Tally(), Tally()
    while random_moments.kills < kills:
        reader.place = place = journeys.begin()
        for _ in range(IN_A_ROW):
            random_moments.add(place, crashing.killed_after(place, random.uniform(0, journeys.seconds)))
        random_moments.compare(place, journeys, reader)
        print(random_moments.row("random moments"), file=sys.stderr, flush=True)
    for step in dict.fromkeys(journeys.steps):
        reader.place = place = journeys.begin()
        steps.add(place, crashing.killed_at(place, step))
        steps.compare(place, journeys, reader)
        print(steps.row(str(step)), file=sys.stderr, flush=True)
    reader.place = None
    return [random_moments.row("random moments"), steps.row("each named step")], reader


def killed_from_outside(root: Path, kills: int) -> str:
    """The row for `wirehouse run`, each a first one in a place of its own, killed alone at random moments.

    Every other one has two workers. Processes that it had started and that live on without it count as damage.
    """
    news = root / "news"
    news.mkdir(parents=True)
    for number in range(600):  # two batches
        (news / f"{number}.txt").write_text(f"Police said on Monday that about {number} cars had left.\n")
    assert wirehouse_run(Place(news, root / "first")).wait() == 0  # Prefect makes its database only once
    undisturbed = placed(news, root / "undisturbed")
    began = time.monotonic()
    assert wirehouse_run(undisturbed).wait() == 0
    seconds = time.monotonic() - began
    expected = contents(undisturbed)
    tally = Tally()
    for number in range(kills):
        place, moment = placed(news, root / f"true-{number}"), random.uniform(0, seconds)
        process = wirehouse_run(place, workers=1 + number % 2)
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        was_killed = process.poll() is None
        process.kill()
        process.wait()
        tally.damaged += left_by(place)
        tally.kills += was_killed
        tally.ended_before += not was_killed
        came_to = sorted({path.name for path in (place.root / "lake").glob("*")})
        ended = wirehouse_run(place).wait()
        found = differences(contents(place), expected) if ended == 0 else [f": lost all, ended with {ended}"]
        tally.damaged += left_by(place)
        tally.lost += sum(": lost " in one for one in found)
        tally.doubled += sum(": too many " in one for one in found)
        print(f"{tally.row(f'{moment:.1f} of {seconds:.1f} s, {came_to}')}", file=sys.stderr, flush=True)
    return tally.row("`wirehouse run` itself, one worker or two, at random moments")


def placed(news: Path, root: Path) -> Place:
    """A place with a Prefect that has run before."""
    shutil.copytree(root.with_name("first") / "prefect", root / "prefect")
    return Place(news, root)


def left_by(place: Place) -> list[str]:
    """The processes that a killed run had started and that go on without it for a minute."""
    until = time.monotonic() + 60
    while True:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # gone meanwhile
                if f"CRASH={place.root}".encode() in (process / "environ").read_bytes().split(b"\0"):
                    found.append(f"lives on: {(process / 'cmdline').read_bytes()!r}")
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.5)


def wirehouse_run(place: Place, workers: int = 1) -> subprocess.Popen[bytes]:
    """The command with a Prefect of its own, whose processes can be told by a variable."""
    place.root.mkdir(exist_ok=True)
    command = [str(Path(sys.executable).with_name("wirehouse")), "run", str(place.news), "--workers", str(workers)]
    return subprocess.Popen(
        [*command, "--lake", place.lake, "--warehouse", str(place.warehouse)],
        cwd=ROOT,
        env=os.environ | {"CRASH": str(place.root), "PREFECT_HOME": str(place.root / "prefect")},
        stdout=subprocess.DEVNULL,
    )


def main() -> None:
    """Print the table."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    whole = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        rows, reader = killed_in_process(Path(folder), kills) if kills else ([], Reader())
        rows.append(killed_from_outside(Path(folder) / "outside", whole))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {time.monotonic() - began:,.0f} s\n")
    print("| killed at | killed | ended before | rows lost | rows doubled or changed | damage found |")
    print("|---|---|---|---|---|---|")
    print("\n".join(rows))
    print(f"\nA reader beside read lake and warehouse {reader.reads:,} times; failed: {len(reader.failures)}.")
    print("\n".join(reader.failures[:10]))


if __name__ == "__main__":
    main()
