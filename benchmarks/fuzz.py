"""Ten thousand spoilt inputs through ingest and extract: crashes, silence, broken rows, memory.

python -m benchmarks.fuzz [INPUTS] [SEED]     needs ../shared/inputs; prints the table of benchmarks/fuzz.md

Inputs are real articles, pages, feeds and WARC files, spoilt, and texts made to be hostile. They go through in lots,
each in a forked process of its own, so that its memory can be measured and its death noticed. Whatever fails is kept
under .cache/fuzz/.
"""

import gzip
import json
import multiprocessing
import os
import platform
import random
import re
import resource
import shutil
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language

from flows.ingest import ingest
from sources import Limits, Source, articles_from
from sources.access import Access
from sources.web.feeds import entries_of
from sources.web.fetch import Fetched, Fetcher
from tests.hostile import TEXTS, faults_of, mutated
from transforms.articles import RawItem, article_of
from transforms.language import load_pipeline
from transforms.rows import Article, Issue
from warehouse.lake import Lake

ROOT = Path(__file__).resolve().parents[1]
INPUTS = ROOT.parent / "shared" / "inputs"
KEPT = ROOT / ".cache" / "fuzz"
LOT = 50
# Of a hundred inputs, how many are of each kind.
SHARES = {"text": 30, "json": 12, "jsonl": 5, "html": 18, "feed": 12, "warc": 3, "hostile": 20}
_processes = multiprocessing.get_context("fork")
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@cache
def pipeline() -> Language:
    """The shipped pipeline, loaded before the first lot is forked."""
    return load_pipeline()


def corpus() -> dict[str, list[bytes]]:
    """Real inputs by kind."""
    return {
        "text": [story for file in members("reuters21578", ".sgm") for story in stories_in(file)][:4_000],
        "json": [file for file in members("giveme5w1h", ".json") if len(file) < 20_000],
        "html": [*map(gzip.decompress, members("article-pages", ".html.gz")), *unzipped(members("fundus", ".html.gz"))],
        "feed": list(members("feeds", ".xml")),
        "warc": [file for file in members("warc-samples", ("arc", ".gz", ".bad")) if len(file) < 200_000],
    }


def members(archive: str, suffix: str | tuple[str, ...]) -> Iterator[bytes]:
    """The files of an input archive whose names end so."""
    (path,) = INPUTS.glob(f"{archive}*.tar.gz")
    with tarfile.open(path) as opened:
        for member in opened:
            if member.isfile() and member.name.endswith(suffix):
                file = opened.extractfile(member)
                assert file is not None
                yield file.read()


def unzipped(files: Iterator[bytes]) -> Iterator[bytes]:
    """What gzip files hold."""
    return map(gzip.decompress, files)


def stories_in(sgml: bytes) -> list[bytes]:
    """The texts of a Reuters file."""
    return [body[:1_500] for body in re.findall(rb"<BODY>(.*?)</BODY>", sgml, re.DOTALL)]


def inputs(count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Kind, file name and bytes of each input; the same seed gives the same inputs."""
    rng, real = random.Random(seed), corpus()
    kinds, weights = list(SHARES), list(SHARES.values())
    everything = [rng.choice(found)[:20_000] for found in real.values() for _ in range(40)]
    names = list(TEXTS)
    for number in range(count):
        kind = rng.choices(kinds, weights)[0]
        if kind == "hostile":
            # Most are short; each comes once in tens of thousands of words.
            times = 8_000 if number % 1_000 == 7 else int(rng.paretovariate(0.9))
            text = TEXTS[names[number % len(names)]](min(times, 8_000))[:900_000]
            yield kind, f"{number}.txt", text.encode("utf8", "surrogatepass")
        elif kind == "jsonl":
            lines = [mutated(one_line(rng.choice(real["json"])), rng, everything) for _ in range(3)]
            yield kind, f"{number}.jsonl", b"\n".join(lines)
        else:
            payload = rng.choice(real[kind])
            payload = payload if rng.random() < 0.05 else mutated(payload, rng, everything)
            suffix = {"text": "txt", "feed": "feed", "warc": rng.choice(["warc", "warc.gz"])}.get(kind, kind)
            yield kind, f"{number}.{suffix}", payload


def one_line(payload: bytes) -> bytes:
    """A JSON file on one line."""
    try:
        return json.dumps(json.loads(payload)).encode()
    except ValueError:
        return payload.replace(b"\n", b" ")


def found_in(folder: Path, lake: Lake) -> Iterator[Article | Issue]:
    """What the files of a folder come to; feeds are parsed as if they had been fetched."""
    source = Source(name="fuzz", kind="files", location=str(folder))
    yield from articles_from(source, state={}, keep_raw=lake.keep_raw, now=lambda: NOW)
    for path in sorted((folder / ".feeds").glob("*.feed")):
        feed = Source(name="fuzz", kind="feed", location=f"https://example.org/{path.name}", follow=False)
        fetched = Fetched(feed.location, path.read_bytes(), "application/xml", None, None, None, is_unchanged=False)
        with Fetcher(Limits()) as fetcher:
            for found in entries_of(fetched, feed, Access(Limits(), {}, lambda: NOW), fetcher):
                yield from article_of(found) if isinstance(found, RawItem) else [found]


def run_lot(lot: list[tuple[str, str, bytes]], root: Path, out: Any) -> None:
    """Ingest and extract some inputs; sends counts, faults and the most memory taken."""
    folder = root / "news"
    (folder / ".feeds").mkdir(parents=True)
    for kind, name, payload in lot:
        (folder / (f".feeds/{name}" if kind == "feed" else name)).write_bytes(payload)
    lake = Lake(str(root / "lake")).open()
    found: list[Article | Issue] = []

    def kept() -> Iterator[Article | Issue]:
        for one in found_in(folder, lake):
            found.append(one)
            yield one

    ingest(kept(), lake)
    articles = [article for batch in lake.batches() for article in lake.articles_of(batch.batch_id)]
    faults = list(faults_of(articles, pipeline()))
    told = " ".join(one.external_id if isinstance(one, Article) else one.place for one in found)
    # A WARC of other records holds no article; JSON lines may all be blank.
    silent = [name for kind, name, _ in lot if kind not in ("warc", "jsonl") and not heard(kind, name, found, told)]
    issues = Counter(one.reason for one in found if isinstance(one, Issue))
    out.put((len(articles), issues, faults + [f"{name}: nothing came of it" for name in silent], peak()))


def heard(kind: str, name: str, found: list[Article | Issue], told: str) -> bool:
    """Whether an input left an article or an issue."""
    if kind == "feed":
        return name in told or any(isinstance(one, Article) and one.source_name == "fuzz" for one in found)
    stem = name.split(".", maxsplit=1)[0]
    return f"/{name}" in told or stem in told.split() or kind == "json"


def peak() -> int:
    """The most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def tried(lot: list[tuple[str, str, bytes]], seconds: float) -> tuple[int, Counter[str], list[str], int]:
    """A lot in a process of its own; its death, or that it never ends, is a fault."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        out = _processes.SimpleQueue()
        process = _processes.Process(target=run_lot, args=(lot, Path(folder), out))
        process.start()
        process.join(seconds)
        if process.is_alive():
            process.kill()
            process.join()
            return 0, Counter(), [f"did not end within {seconds:.0f} s"], 0
        if process.exitcode or out.empty():
            return 0, Counter(), [f"ended with {process.exitcode}"], 0
        result: tuple[int, Counter[str], list[str], int] = out.get()
        return result


def main() -> None:
    """Print the table; leave what failed under .cache/fuzz/."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True)
    pipeline()
    began, everything = time.monotonic(), list(inputs(count, seed))
    articles, issues, faults, most = 0, Counter[str](), list[str](), 0
    for at in range(0, count, LOT):
        lot = everything[at : at + LOT]
        made, reasons, wrong, memory = tried(lot, 600)
        if wrong:  # again one by one, to know which
            for one in lot:
                for says in tried([one], 600)[2]:
                    faults.append(f"{one[1]} ({one[0]}, {len(one[2]):,} bytes): {says[:300]}")
                    (KEPT / one[1]).write_bytes(one[2])
                    print(faults[-1], file=sys.stderr, flush=True)
        articles, issues, most = articles + made, issues + reasons, max(most, memory)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {time.monotonic() - began:,.0f} s, seed {seed}\n"
    )
    kinds = Counter(kind for kind, _, _ in everything)
    print("| what | count |\n|---|---|")
    for name, number in [
        *((f"inputs: {kind}", kinds[kind]) for kind in SHARES), ("articles", articles), ("issues", issues.total()),
        *((f"… {reason}", number) for reason, number in issues.most_common()),
        ("faults: crashes, silence, rows that do not quote", len(faults)), ("most memory of a process, MiB", most),
    ]:  # fmt: skip
        print(f"| {name} | {number:,} |")
    print("\n" + "\n".join(faults[:50]))


if __name__ == "__main__":
    main()
