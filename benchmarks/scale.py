"""What articles cost as they become many; the last results are kept in scale.md and scale.svg.

python benchmarks/scale.py publish LAKE [--only-load]   a plain copy of its Parquet, a publish by parts, growing
python benchmarks/scale.py marts WAREHOUSE              every mart and question
python benchmarks/scale.py extract LAKE [--processes N] nlp.pipe alone, and batches from lake to committed Parquet
python benchmarks/scale.py start                        processor time of the commands, and of a run with nothing new
python benchmarks/scale.py real ARTICLES.jsonl [N ...]  so many of these real articles, from file to warehouse
python benchmarks/scale.py plot                         scale.svg from scale.csv, where costs are kept

Lakes of any size come from generated.py. Times are of the processor, user and system, all threads, unless they are said
to be on the clock: the machines this runs on have other work, and the clock would measure that.
"""

import argparse
import csv
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace

import duckdb
from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from transforms.language import load_pipeline  # noqa: E402
from transforms.quoting import all_stand  # noqa: E402
from transforms.registry import rows_of  # noqa: E402
from transforms.rows import FACTS, Row  # noqa: E402
from warehouse import build as building  # noqa: E402
from warehouse.lake import Lake, Part  # noqa: E402
from warehouse.selects import SQL  # noqa: E402

_STORIES = ("staging.copies", "staging.near_copies", "staging.stories")
_KEPT = Path(__file__).with_name("scale.csv")
_LINKS = ("main.claim_links", "main.figure_links", "marts.comparable_figures")


def publish(asked: argparse.Namespace) -> None:
    """A plain copy of a lake's Parquet, a publish of it by parts, and a publish that grows."""
    lake = Lake(asked.lake)
    parts = lake.parts()
    files = lake.files(parts)
    building.time = SimpleNamespace(perf_counter=time.process_time)  # the parts of a build in processor time, too
    with tempfile.TemporaryDirectory(dir=asked.lake) as folder:
        home = Path(folder)
        at, clock = time.process_time(), time.perf_counter()
        _copy(home / "copy.duckdb", files, asked.memory)
        copied, copied_clock = time.process_time() - at, time.perf_counter() - clock
        at, clock = time.process_time(), time.perf_counter()
        built = _build(lake, home / "warehouse.duckdb", parts, memory=asked.memory)
        whole, whole_clock = time.process_time() - at, time.perf_counter() - clock
        count = built.counts["main.articles"]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        sizes = [(home / name).stat().st_size / 1e6 for name in ("copy.duckdb", "warehouse.duckdb")]
        print(f"{count:,} articles, {len(parts):,} batches; copy {sizes[0]:,.0f} MB, warehouse {sizes[1]:,.0f} MB")
        print(f"plain copy {copied:.1f} s; publish {whole:.1f} s, {whole / copied:.2f} x; {peak:.1f} GB of memory")
        print(f"on the clock {copied_clock:.1f} s; {whole_clock:.1f} s, {whole_clock / copied_clock:.2f} x")
        _keep({"plain copy of the Parquet": copied, "publish": whole}, count)
        by_kind = Counter[str]()
        for name, seconds in built.seconds.items():
            by_kind[_kind(name)] += seconds
        for kind, seconds in by_kind.most_common():
            print(f"  {kind:<22} {seconds:7.1f} s  {seconds / copied:.2f} x")
        if not asked.only_load:
            _keep({"publish that grows": _grown(lake, home, parts, whole, asked.memory)}, count)


def _copy(database: Path, files: dict[str, list[str]], memory: str | None) -> None:
    """What a publish is compared with: `create table as from read_parquet` of each table, and a checkpoint."""
    limit = {"memory_limit": memory} if memory else {}
    with duckdb.connect(config={"temp_directory": f"{database}.tmp", **limit}) as connection:
        connection.execute(f"attach '{database}' as copy (storage_version '{building.STORAGE_VERSION}')")
        for table, paths in files.items():
            if paths:
                connection.execute(f"create table copy.{table} as from read_parquet({paths}, union_by_name = true)")
        connection.execute("checkpoint copy")


def _build(
    lake: Lake, database: Path, parts: Sequence[Part], grows_from: int = 10**9, memory: str | None = None
) -> building.Built:
    return building.build(
        database, tables=lake.files(parts), parts=parts, files_of=lake.files, grows_from=grows_from, memory=memory
    )


def _kind(name: str) -> str:
    schema, _, table = name.partition(".")
    if name in _STORIES:
        return "copies and stories"
    if name in _LINKS or name.startswith(("staging.claim_", "staging.figure_", "staging.named", "staging.article_e")):
        return "links"
    if table in ("entities", "entity_numbers", "namings"):
        return "entities"
    if name == "staging.ascii_texts":
        return "checks"
    if schema in ("main", "history", "staging"):
        return "tables of the lake"
    return {"marts": "marts", "checks": "checks"}.get(schema, schema)


def _grown(lake: Lake, home: Path, parts: Sequence[Part], whole: float, memory: str | None) -> float:
    new = max(1, len(parts) // 50)
    _build(lake, home / "grown.duckdb", parts[:-new], memory=memory)
    at = time.process_time()
    built = _build(lake, home / "grown.duckdb", parts, grows_from=0, memory=memory)
    grown = time.process_time() - at
    assert built.grown
    size = (home / "grown.duckdb").stat().st_size / 1e6
    print(f"growing by {new} of {len(parts)} batches {grown:.1f} s, {grown / whole:.2f} of a publish; {size:,.0f} MB")
    return grown


def _keep(costs: Mapping[str, float], count: int) -> None:
    """Put what this many articles cost, in seconds of processor time, in the place of what was measured before."""
    kept = _kept() | {(what, count): round(seconds, 1) for what, seconds in costs.items()}
    with _KEPT.open("w", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(["what", "articles", "seconds"])
        rows.writerows([*key, seconds] for key, seconds in sorted(kept.items()))


def _kept() -> dict[tuple[str, int], float]:
    with _KEPT.open(newline="") as lines:
        return {(row["what"], int(row["articles"])): float(row["seconds"]) for row in csv.DictReader(lines)}


def plot(asked: argparse.Namespace) -> None:
    """Draw processor time against the number of articles, both logarithmic; a straight line at 45 degrees is linear."""
    del asked
    kept = _kept()
    left, right = (f([count for _, count in kept]) for f in (_power_below, _power_above))
    low, high = (f(kept.values()) for f in (_power_below, _power_above))

    def x(count: float) -> float:
        return 70 + 110 * (math.log10(count) - left)

    def y(seconds: float) -> float:
        return 20 + 110 * (high - math.log10(seconds))

    bottom, end = y(10**low), x(10**right)
    drawn = []
    for power in range(left, right + 1):
        at = x(10**power)
        drawn.append(f'<path d="M{at:.1f} 20V{bottom}" class="grid"/>')
        drawn.append(f'<text x="{at:.1f}" y="{bottom + 18}">{10**power:,}</text>')
    for power in range(low, high + 1):
        at = y(10**power)
        drawn.append(f'<path d="M70 {at:.1f}H{end}" class="grid"/>')
        drawn.append(f'<text x="62" y="{at + 4:.1f}" class="seconds">{10**power:,} s</text>')
    named = [-math.inf]
    for what, (color, says) in sorted(_DRAWN.items(), key=lambda drawn: -_at_the_end(kept, drawn[0])):
        points = sorted((count, seconds) for (name, count), seconds in kept.items() if name == what)
        line = " ".join(f"{x(count):.1f},{y(seconds):.1f}" for count, seconds in points)
        drawn.append(f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2"/>')
        drawn += [f'<circle cx="{x(c):.1f}" cy="{y(s):.1f}" r="3.5" fill="{color}"/>' for c, s in points]
        # Names stand in a column of their own, none on another, each joined to the end of its line.
        last_x, last_y = x(points[-1][0]), y(points[-1][1])
        named.append(max(last_y, named[-1] + 18))
        drawn.append(
            f'<path d="M{last_x + 5:.1f} {last_y:.1f}L{end + 6} {named[-1]:.1f}" stroke="{color}" class="to"/>'
        )
        drawn.append(f'<text x="{end + 10}" y="{named[-1] + 4:.1f}" class="name" style="fill: {color}">{says}</text>')
    size = f"{end + 190} {bottom + 52}"
    under = f'<text x="{(70 + end) / 2}" y="{bottom + 40}">articles</text>'
    _KEPT.with_suffix(".svg").write_text(_SVG.format(size=size, drawn="\n".join([*drawn, under])), encoding="utf8")


def _at_the_end(kept: Mapping[tuple[str, int], float], what: str) -> float:
    """What the most articles cost."""
    return kept[max((name, count) for name, count in kept if name == what)]


# What is drawn: its colour, and what it is called there.
_DRAWN = {
    "everything, with extraction": ("#1f77b4", "file to warehouse, real news"),
    "publish": ("#9467bd", "publish"),
    "publish that grows": ("#e07b00", "publish that grows by 1/50"),
    "plain copy of the Parquet": ("#2ca02c", "plain copy of the Parquet"),
}


def _power_below(values: Iterable[float]) -> int:
    return math.floor(math.log10(min(values)))


def _power_above(values: Iterable[float]) -> int:
    return math.ceil(math.log10(max(values)))


_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-family="sans-serif" font-size="13">
<title>Seconds of processor time against the number of articles</title>
<style>
text {{ text-anchor: middle; fill: #444 }} .name {{ text-anchor: start }} .seconds {{ text-anchor: end }}
.grid {{ stroke: #ddd }} .to {{ stroke-width: 1; stroke-dasharray: 1 3; fill: none }}
</style>
<rect width="100%" height="100%" fill="white"/>
{drawn}
</svg>
"""


def marts(asked: argparse.Namespace) -> None:
    """Each mart as a BI tool asks it, and each question; wall time is worth something on an idle machine only."""
    with duckdb.connect(asked.warehouse, read_only=True, config={"threads": asked.threads}) as connection:
        found = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'marts' order by 1"
        ).fetchall()
        queries = {}
        for (mart,) in found:
            first = connection.execute(f"describe marts.{mart}").fetchall()[0][0]
            queries[f"marts.{mart}"] = [
                f"select * from marts.{mart} limit 1000",
                f"select count(*) from marts.{mart}",
                f"select {first}, count(*) from marts.{mart} group by 1 order by 2 desc limit 50",
            ]
        for path in sorted((SQL / "questions").glob("*.sql")):
            queries[f"questions/{path.stem}"] = [path.read_text()]
        slow = {name: max(_seconds(connection, sql) for sql in sqls) for name, sqls in queries.items()}
        under = sum(wall < 1 for wall, _ in slow.values())
        print(f"{under} of {len(slow)} marts and questions under 1 s; the slowest query of each, median of three:")
        for name, (wall, processor) in sorted(slow.items(), key=lambda item: item[1], reverse=True)[:12]:
            print(f"  {name:<32} {wall:5.2f} s, {processor:5.2f} s of processor")


def _seconds(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[float, float]:
    """Seconds on the clock and of the processor until the first thousand rows are there: the median of three runs."""
    taken = []
    for _ in range(3):
        at, processor = time.perf_counter(), time.process_time()
        connection.execute(sql).fetchmany(1000)
        taken.append((time.perf_counter() - at, time.process_time() - processor))
    return sorted(taken)[1]


def extract(asked: argparse.Namespace) -> None:
    """Words a second of nlp.pipe alone and of whole batches, in turns, in each of some processes at once."""
    batches = [part.batch.batch_id for part in Lake(asked.lake).parts()]
    batches = batches[:: max(1, len(batches) // asked.batches)][: asked.batches]
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as processes:
        measured = list(processes.map(_extracted, [asked.lake] * len(batches), batches, [asked.rounds] * len(batches)))
    words, piped, whole = (sum(column) for column in zip(*measured, strict=True))
    print(
        f"{len(batches)} batches, {words:,.0f} words, {asked.processes} processes, the best of {asked.rounds} rounds;"
    )
    print("a second of processor time of each process:")
    print(f"nlp.pipe alone {words / piped:,.0f} words; lake to committed Parquet {words / whole:,.0f} words")
    print(f"ratio {piped / whole:.3f}")


def _extracted(place: str, batch: str, rounds: int) -> tuple[float, float, float]:
    """Words of a batch, and the seconds that nlp.pipe takes alone and everything from lake to committed Parquet.

    The two take turns, and the first of a round is second in the next: what disturbs one disturbs the other.
    """
    lake, nlp = Lake(place), _pipeline()
    articles = [article for article in lake.articles_of(batch) if article.language == "en"]

    def piped() -> None:
        for _ in nlp.pipe((article.text for article in articles), batch_size=64):
            pass

    def whole() -> None:
        with tempfile.TemporaryDirectory() as folder:
            rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in FACTS}
            read, file = lake.articles_and_file_of(batch)
            for row in rows_of(read, nlp):
                rows[type(row)].append(row)
            quotes = file if all_stand(rows, read) else None
            Lake(folder).open().write_facts("benchmark", batch, rows, quotes=quotes)

    seconds: dict[Callable[[], None], list[float]] = {piped: [], whole: []}
    for number in range(rounds):
        for measured in (piped, whole) if number % 2 == 0 else (whole, piped):
            at = time.process_time()
            measured()
            seconds[measured].append(time.process_time() - at)
    return sum(article.word_count for article in articles), min(seconds[piped]), min(seconds[whole])


@cache
def _pipeline() -> Language:
    """Loaded once a process and warm: the first Docs fill the vocabulary."""
    nlp = load_pipeline()
    list(nlp.pipe(["The minister said on Monday that 300 soldiers had left the town."] * 64))
    return nlp


def start(asked: argparse.Namespace) -> None:
    """Processor time of commands as they start, and of a first run and runs with nothing new."""
    del asked
    with tempfile.TemporaryDirectory() as folder:
        there = ["--lake", f"{folder}/lake", "--warehouse", f"{folder}/warehouse.duckdb"]
        for name, arguments in {
            "--help": ["--help"],
            "run (the seed article)": ["run", *there],
            "run (nothing new)": ["run", *there],
            "query": ["query", "select 1", *there[2:]],
            "status": ["status", *there[:2]],
            "show": ["show", "0", *there[2:]],
            "explain": ["explain", "He said so."],
        }.items():
            processor, wall = _run(arguments)
            print(f"wirehouse {name:<24} {processor:6.2f} s of processor, {wall:6.2f} s")


def _run(arguments: Sequence[str]) -> tuple[float, float]:
    before, at = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [str(Path(sys.executable).with_name("wirehouse")), *arguments]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=dict(os.environ))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return processor, time.perf_counter() - at


def real(asked: argparse.Namespace) -> None:
    """The whole job on some hundreds and thousands of the lines of a file of real articles."""
    lines = Path(asked.articles).read_text(encoding="utf8").splitlines()
    for count in asked.counts:
        # Every so many lines, so that each sample is the same mixture.
        sample = lines[:: len(lines) // count][:count]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "news" / "sample.jsonl"
            path.parent.mkdir()
            path.write_text("\n".join(sample), encoding="utf8")
            processor, _ = _run(["run", str(path), "--lake", f"{folder}/lake", "--warehouse", f"{folder}/w.duckdb"])
            with duckdb.connect(f"{folder}/w.duckdb", read_only=True) as connection:
                told = connection.execute("select count(*), sum(word_count) from main.articles").fetchone()
            assert told
            print(f"{told[0]:>7,} articles, {told[1]:>10,} words: {processor:8.1f} s of processor, "
                  f"{1000 * processor / told[0]:6.1f} ms an article, {told[1] / processor:7,.0f} words/s")  # fmt: skip
            _keep({"everything, with extraction": processor}, told[0])


def main() -> None:
    """Run one of the benchmarks above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("publish")
    one.add_argument("lake")
    one.add_argument("--only-load", action="store_true", help="leave out growing")
    one.add_argument("--memory", help="what DuckDB may take, copying and publishing: 9GB")
    one.set_defaults(run=publish)
    one = commands.add_parser("marts")
    one.add_argument("warehouse")
    one.add_argument("--threads", type=int, default=2)
    one.set_defaults(run=marts)
    one = commands.add_parser("extract")
    one.add_argument("lake")
    one.add_argument("--batches", type=int, default=4)
    one.add_argument("--processes", type=int, default=1)
    one.add_argument("--rounds", type=int, default=2, help="of each the best round counts")
    one.set_defaults(run=extract)
    commands.add_parser("plot").set_defaults(run=plot)
    commands.add_parser("start").set_defaults(run=start)
    one = commands.add_parser("real")
    one.add_argument("articles")
    one.add_argument("counts", type=int, nargs="*", default=[100, 1_000, 10_000])
    one.set_defaults(run=real)
    asked = parser.parse_args()
    asked.run(asked)


if __name__ == "__main__":
    main()
