"""What articles cost as they become many; the last results are kept in scale.md and scale.svg.

python benchmarks/scale.py publish LAKE [--threads N]   a plain copy of its Parquet, a publish, growing, the marts
python benchmarks/scale.py extract LAKE [--batches N]   nlp.pipe alone and a batch from lake to committed Parquet
python benchmarks/scale.py start                        processor time of the commands, and of a run with nothing new
python benchmarks/scale.py real ARTICLES.jsonl          100, 1,000 and 10,000 real articles, from file to warehouse

Lakes of any size come from generated.py. Times are of the processor, user and system, all threads: the machines this
runs on have other work, and wall time would measure that.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import duckdb

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from transforms.language import load_pipeline  # noqa: E402
from transforms.registry import rows_of  # noqa: E402
from transforms.rows import FACTS, Row  # noqa: E402
from warehouse import build as building  # noqa: E402
from warehouse.lake import Lake, Part  # noqa: E402
from warehouse.selects import SQL  # noqa: E402

_STORIES = ("staging.copies", "staging.near_copies", "staging.stories")
_LINKS = ("main.claim_links", "main.figure_links", "marts.comparable_figures")


def publish(asked: argparse.Namespace) -> None:
    """A plain copy of a lake's Parquet, a publish of it by parts, a publish that grows, and the marts."""
    lake = Lake(asked.lake)
    parts = lake.parts()
    files = lake.files(parts)
    building.time = SimpleNamespace(perf_counter=time.process_time)  # the parts of a build in processor time, too
    with tempfile.TemporaryDirectory(dir=asked.lake) as folder:
        home = Path(folder)
        at = time.process_time()
        _copy(home / "copy.duckdb", files)
        copied = time.process_time() - at
        at = time.process_time()
        built = _build(lake, home / "warehouse.duckdb", parts)
        whole = time.process_time() - at
        count = built.counts["main.articles"]
        sizes = [(home / name).stat().st_size / 1e6 for name in ("copy.duckdb", "warehouse.duckdb")]
        print(f"{count:,} articles, {len(parts):,} batches; copy {sizes[0]:,.0f} MB, warehouse {sizes[1]:,.0f} MB")
        print(f"plain copy {copied:.1f} s; publish {whole:.1f} s, {whole / copied:.2f} x")
        by_kind = Counter[str]()
        for name, seconds in built.seconds.items():
            by_kind[_kind(name)] += seconds
        for kind, seconds in by_kind.most_common():
            print(f"  {kind:<22} {seconds:7.1f} s  {seconds / copied:.2f} x")
        if not asked.only_load:
            _grown(lake, home, parts, whole)
            _marts(home / "warehouse.duckdb", asked.threads)


def _copy(database: Path, files: dict[str, list[str]]) -> None:
    """What a publish is compared with: `create table as from read_parquet` of each table, and a checkpoint."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as copy (storage_version '{building.STORAGE_VERSION}')")
        for table, paths in files.items():
            if paths:
                connection.execute(f"create table copy.{table} as from read_parquet({paths}, union_by_name = true)")
        connection.execute("checkpoint copy")


def _build(lake: Lake, database: Path, parts: Sequence[Part], grows_from: int = 10**9) -> building.Built:
    return building.build(
        database, tables=lake.files(parts), parts=parts, files_of=lake.files, grows_from=grows_from
    )  # fmt: skip


def _kind(name: str) -> str:
    schema, _, table = name.partition(".")
    if name in _STORIES:
        return "copies and stories"
    if name in _LINKS or name.startswith(("staging.claim_", "staging.figure_", "staging.named", "staging.article_e")):
        return "links"
    if table == "entities":
        return "entities"
    if schema in ("main", "history", "staging"):
        return "tables of the lake"
    return {"marts": "marts", "checks": "checks"}.get(schema, schema)


def _grown(lake: Lake, home: Path, parts: Sequence[Part], whole: float) -> None:
    new = max(1, len(parts) // 50)
    _build(lake, home / "grown.duckdb", parts[:-new])
    at = time.process_time()
    built = _build(lake, home / "grown.duckdb", parts, grows_from=0)
    grown = time.process_time() - at
    assert built.grown
    size = (home / "grown.duckdb").stat().st_size / 1e6
    print(f"growing by {new} of {len(parts)} batches {grown:.1f} s, {grown / whole:.2f} of a publish; {size:,.0f} MB")


def _marts(database: Path, threads: int) -> None:
    """Each mart as a BI tool asks it, each question; wall time, the better of two."""
    with duckdb.connect(str(database), read_only=True, config={"threads": threads}) as connection:
        marts = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'marts' order by 1"
        ).fetchall()
        asked = {}
        for (mart,) in marts:
            first = connection.execute(f"describe marts.{mart}").fetchall()[0][0]
            asked[f"marts.{mart}"] = [
                f"select * from marts.{mart} limit 1000",
                f"select count(*) from marts.{mart}",
                f"select {first}, count(*) from marts.{mart} group by 1 order by 2 desc limit 50",
            ]
        for path in sorted((SQL / "questions").glob("*.sql")):
            asked[f"questions/{path.stem}"] = [path.read_text()]
        slow = {name: max(_seconds(connection, sql) for sql in sqls) for name, sqls in asked.items()}
        print(f"{len(slow)} marts and questions, {threads} threads; over half a second:")
        for name, seconds in sorted(slow.items(), key=lambda item: -item[1]):
            if seconds > 0.5:
                print(f"  {name:<32} {seconds:5.2f} s")


def _seconds(connection: duckdb.DuckDBPyConnection, sql: str) -> float:
    def once() -> float:
        at = time.perf_counter()
        connection.execute(sql).fetchmany(1000)
        return time.perf_counter() - at

    return min(once(), once())


def extract(asked: argparse.Namespace) -> None:
    """Words a second of nlp.pipe alone and of whole batches, in turns, in one process."""
    lake, nlp = Lake(asked.lake), load_pipeline()
    batches = [part.batch.batch_id for part in lake.parts()]
    batches = batches[:: max(1, len(batches) // asked.batches)][: asked.batches]
    words, piped, whole = 0, 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        out = Lake(folder).open()
        for batch in batches:
            articles = [article for article in lake.articles_of(batch) if article.language == "en"]
            at = time.process_time()
            for _ in nlp.pipe((article.text for article in articles), batch_size=64):
                pass
            piped += time.process_time() - at
            at = time.process_time()
            rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in FACTS}
            for row in rows_of(lake.articles_of(batch), nlp):
                rows[type(row)].append(row)
            out.write_facts("benchmark", batch, rows)
            whole += time.process_time() - at
            words += sum(article.word_count for article in articles)
    print(f"{len(batches)} batches, {words:,} words, one process")
    print(f"nlp.pipe alone {words / piped:,.0f} words/s; lake to committed Parquet {words / whole:,.0f} words/s")
    print(f"ratio {piped / whole:.3f}")


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
    """The whole job on the first 100, 1,000 and 10,000 lines of a file of real articles."""
    lines = Path(asked.articles).read_text(encoding="utf8").splitlines()
    for count in (100, 1_000, 10_000):
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


def main() -> None:
    """Run one of the benchmarks above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("publish")
    one.add_argument("lake")
    one.add_argument("--threads", type=int, default=2)
    one.add_argument("--only-load", action="store_true", help="leave out growing and the marts")
    one.set_defaults(run=publish)
    one = commands.add_parser("extract")
    one.add_argument("lake")
    one.add_argument("--batches", type=int, default=4)
    one.set_defaults(run=extract)
    commands.add_parser("start").set_defaults(run=start)
    one = commands.add_parser("real")
    one.add_argument("articles")
    one.set_defaults(run=real)
    asked = parser.parse_args()
    asked.run(asked)


if __name__ == "__main__":
    main()
