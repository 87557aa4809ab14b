"""How well and how fast articles come in, on the inputs of ../shared/inputs; the numbers are kept in sources.md.

python benchmarks/sources.py [pages] [metadata] [reuters] [lines] [feeds] [warc]     (default: all of them)
"""

import argparse
import gzip
import html
import importlib.util
import io
import json
import re
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
INPUTS = ROOT.parent / "shared" / "inputs"
sys.path.insert(0, str(ROOT))

from flows.ingest import ingest  # noqa: E402
from sources import articles_from, open_source, source_of  # noqa: E402
from transforms.articles import HTML, RawItem, article_of  # noqa: E402
from transforms.articles.moments import moment_of  # noqa: E402
from transforms.articles.pages import page_of  # noqa: E402
from transforms.rows import Article  # noqa: E402
from warehouse.lake import Lake  # noqa: E402

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def unpacked(name: str, folder: Path) -> Path:
    """The folder of an input archive."""
    with tarfile.open(INPUTS / name) as archive:
        archive.extractall(folder, filter="data")
    return folder


def item(payload: bytes, place: str) -> RawItem:
    """A page as a file reader would give it."""
    return RawItem(
        source_name="benchmark", place=place, external_id=place, key=place, payload=payload, media=HTML, fetched_at=NOW
    )


def pages(folder: Path) -> None:
    """Main text of news pages by the scorer of the article extraction benchmark, and pages a second."""
    home = unpacked("article-pages.tar.gz", folder) / "article-extraction-benchmark"
    spec = importlib.util.spec_from_file_location("evaluate", home / "evaluate.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    truth = json.loads((home / "ground-truth.json").read_text())
    raw = {key: gzip.decompress((home / "html" / f"{key}.html.gz").read_bytes()) for key in truth}
    page_of("<p>warm up</p>", item(b"", "warm"))
    found, seconds, wall = {}, time.process_time(), time.perf_counter()
    for key, payload in raw.items():
        page = page_of(payload.decode("utf8", "replace"), item(payload, key))
        found[key] = {"articleBody": getattr(page, "text", "")}
    seconds, wall = time.process_time() - seconds, time.perf_counter() - wall
    scores = scorer.evaluate(truth, found, 200)
    size = sum(map(len, raw.values())) / len(raw) / 1024
    print(f"{len(raw)} pages, {size:.0f} KiB each")
    for name in ("f1", "precision", "recall", "accuracy"):
        print(f"{name}: {scores[name]:.3f} ± {scores[name + '_std']:.3f}")
    print(f"{len(raw) / seconds:.0f} pages per second of processor time, {len(raw) / wall:.0f} per second of wall time")
    again = folder / "again"
    again.mkdir()
    for times, workers in (
        (20, (1, 2)),
        (60, (2,)),
    ):  # of the longer run the start of the second process is a smaller part
        for time_around in range(times):
            for key, payload in raw.items():
                (again / f"{time_around}-{key}.html").write_bytes(payload)
        for count in workers:
            _ingested(again, times * len(raw), count)


def metadata(folder: Path) -> None:
    """Title, authors, day and text of fundus' test pages, with trafilatura's own metadata beside ours."""
    home = unpacked("fundus-pages.tar.gz", folder) / "fundus-tests" / "tests" / "resources" / "parser" / "test_data"
    ours, theirs, count = Counter[str](), Counter[str](), 0
    for path, expected in _fundus(home):
        payload = gzip.decompress(path.read_bytes())
        rows = [row for row in article_of(item(payload, path.name)) if isinstance(row, Article)]
        count += 1
        got = rows[0] if rows else None
        _score(ours, expected, got and got.title, got and got.byline, got and got.published_at, got and got.text)
        _score(theirs, expected, *_trafilatura(payload))
    print(f"{count} pages; share right      ours  trafilatura alone")
    for name in ("title", "authors", "day", "text"):
        of = ours[f"{name} asked"]
        print(f"{name:<8} ({of:>3} told)      {ours[name] / of:>8.3f}  {theirs[name] / of:>8.3f}")


def _fundus(home: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for told in sorted(home.glob("*/*.json")):
        versions = json.loads(told.read_text())
        meta = json.loads((told.parent / "meta.info").read_text())
        for path in sorted(told.parent.glob(f"{told.stem}_*.html.gz")):
            version = next((v for v in versions if v in str(meta.get(path.name, meta.get(told.stem, "")))), None)
            day = path.name.removesuffix(".html.gz").split("_", 1)[1].replace("_", "-")
            yield path, _version(versions, version, day)


def _version(versions: dict[str, Any], version: str | None, day: str) -> dict[str, Any]:
    if version:
        return versions[version]
    near = [v for v in versions.values() if str(v.get("publishing_date", ""))[:10] <= day]
    return max(near or list(versions.values()), key=lambda v: str(v.get("publishing_date", "")))


def _trafilatura(payload: bytes) -> tuple[str | None, str | None, datetime | None, str | None]:
    from trafilatura import bare_extraction

    found = bare_extraction(payload, with_metadata=True, include_comments=False)
    return (found.title, found.author, moment_of(found.date), found.text) if found else (None, None, None, None)


def _words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").casefold())


def _score(
    score: Counter[str],
    expected: dict[str, Any],
    title: str | None,
    byline: str | None,
    day: datetime | None,
    text: str | None,
) -> None:
    if expected.get("title"):
        score["title asked"] += 1
        score["title"] += _words(title) == _words(expected["title"])
    if expected.get("authors"):
        score["authors asked"] += 1
        told = set(_words(byline))
        score["authors"] += all(set(_words(name)) <= told for name in expected["authors"])
    if expected.get("publishing_date") and moment_of(expected["publishing_date"]):
        score["day asked"] += 1
        score["day"] += bool(day) and abs((day - moment_of(expected["publishing_date"])).total_seconds()) < 86_400
    told = [p for s in expected.get("body", {}).get("sections", []) for p in s["paragraphs"]]
    if told:
        score["text asked"] += 1
        true, got = Counter(_words(" ".join(told))), Counter(_words(text))
        score["text"] += 2 * (true & got).total() / max((true.total() + got.total()), 1)


def reuters(folder: Path) -> None:
    """Reuters-21578, its SGML turned into JSON lines, ingested into a lake: what each item of the input has become."""
    home = unpacked("reuters21578.tar.gz", folder) / "reuters21578"
    path = folder / "reuters" / "reuters.jsonl"
    path.parent.mkdir()
    sgml = {one.name: one.read_bytes().decode("latin-1") for one in sorted(home.glob("reut2-0??.sgm"))}
    items = [item for text in sgml.values() for item in _reuters_items(text)]
    path.write_text("".join(json.dumps(item) + "\n" for item in items))
    whole = "".join(sgml.values())
    print(
        f"{len(sgml)} files, {whole.count('<REUTERS'):,} times <REUTERS, {whole.count('</REUTERS>'):,} times </REUTERS>"
    )
    print(f"{whole.count('<BODY>'):,} with a body;", dict(Counter(re.findall(r'<TEXT TYPE="(\w+)">', whole))))
    print(f"{len({item['id'] for item in items}):,} different NEWIDs of {len(items):,} items")
    _ingested(path, len(items))

    lake = Lake(str(folder / "lake")).open()
    done = ingest(articles_from(source_of(str(path)), state={}, keep_raw=lake.keep_raw), lake)
    articles = [article for batch in lake.batches() for article in lake.articles_of(batch.batch_id)]
    said = [batch.path_of("issues") for batch in lake.batches() if batch.counts["issues"]]
    issues = [row for table in said for row in lake.read(table).to_pylist()]
    without_article = [row for row in issues if row["article_id"] is None]
    lost = {item["id"] for item in items} - {article.external_id for article in articles}
    texts = Counter(article.text_sha256 for article in articles)
    print(
        f"{len(items):,} items = {len(articles):,} article rows ({sum(a.version > 1 for a in articles)} of them later "
        f"versions, {len(articles) - len(texts)} the text of another) + {len(without_article)} issues in place of one; "
        f"{done.seen_articles} seen before"
    )
    print("no article row:", sorted(lost), [(row["place"].rsplit("/", 1)[1], row["reason"]) for row in without_article])


def _reuters_items(sgml: str) -> Iterator[dict[str, str]]:
    for number, body in re.findall(r'<REUTERS[^>]*NEWID="(\d+)"[^>]*>(.*?)</REUTERS>', sgml, re.DOTALL):
        part = {
            name: html.unescape(found[1]) if (found := re.search(rf"<{name}>(.*?)</{name}>", body, re.DOTALL)) else ""
            for name in ("TITLE", "DATELINE", "BODY", "DATE")
        }
        whole = re.search(r"<TEXT[^>]*>(.*?)</TEXT>", body, re.DOTALL)
        text = (
            part["DATELINE"].lstrip() + part["BODY"]
            if part["BODY"]
            else html.unescape(
                re.sub(r"<(TITLE|DATELINE|AUTHOR)>.*?</\1>", "", whole[1] if whole else "", flags=re.DOTALL)
            )
        )
        text = re.sub(r"\n ?(?:Reuter|REUTER)s?\n?\W*$", "", text)
        title = " ".join(part["TITLE"].split())
        yield {
            "id": number,
            "title": title,
            "text": text if text.strip(" \x02\x03\n") else title,
            "date": part["DATE"].strip(),
        }


def _ingested(path: Path, count: int, workers: int = 1) -> None:
    articles, issues, ids = 0, Counter[str](), set()
    seconds, wall = time.process_time(), time.perf_counter()
    for row in articles_from(source_of(str(path)), state={}, keep_raw=lambda payload: "", workers=workers):
        if isinstance(row, Article):
            articles += 1
            ids.add(row.article_id)
            issues["undated"] += row.published_at is None
        else:
            issues[row.reason] += 1
    seconds, wall = time.process_time() - seconds, time.perf_counter() - wall
    print(f"{count:,} items: {articles:,} articles, {len(ids):,} ids; {dict(issues)}")
    own = f"{articles / seconds:,.0f} articles per second of processor time" if workers == 1 else f"{workers} processes"
    print(f"{own}, {articles / wall:,.0f} of wall time")


def lines(folder: Path) -> None:
    """JSON lines of news articles (Giveme5W1H's, some 400 words each, repeated)."""
    home = unpacked("giveme5w1h.tar.gz", folder)
    found = [json.loads(path.read_text()) for path in sorted(home.glob("news_cluster/data/*.json"))]
    path = folder / "lines" / "lines.jsonl"
    path.parent.mkdir()
    with path.open("w") as out:
        for time_around in range(40):
            for number, one in enumerate(found):
                out.write(json.dumps({**one, "id": f"{time_around}-{number}", "url": None}) + "\n")
    print(f"{sum(len(one['text'].split()) for one in found) / len(found):.0f} words each")
    for workers in (1, 2):
        _ingested(path, 40 * len(found), workers)


def feeds(folder: Path) -> None:
    """The feeds of feedparser's tests, many of them ill-formed on purpose: none may crash."""
    from sources.web.feeds import parsed
    from transforms.articles.items import FRAGMENT

    home = unpacked("feeds.tar.gz", folder)
    counts, wall = Counter[str](), time.perf_counter()
    for path in sorted(home.rglob("*")):
        if not path.is_file() or path.suffix not in (".xml", ".json"):
            continue
        counts["feeds"] += 1
        feed = parsed(path.read_bytes())
        counts["without entries"] += not feed["entries"]
        for entry in feed["entries"]:
            counts["entries"] += 1
            said = str(entry.get("summary") or "").encode("utf8", "replace")
            title, published = str(entry.get("title") or ""), str(entry.get("published") or "")
            one = replace(item(said, path.name), media=FRAGMENT, title=title, published_at=published)
            for row in article_of(one):
                counts["articles" if isinstance(row, Article) else f"issue {row.reason}"] += 1
    print(dict(counts), f"in {time.perf_counter() - wall:.1f} s")


def warc(folder: Path) -> None:
    """Records a second of our WARC reader, beside warcio's bare iterator that reads the same contents."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    home = unpacked("article-pages.tar.gz", folder) / "article-extraction-benchmark" / "html"
    path = folder / "warc" / "news.warc.gz"
    path.parent.mkdir()
    raw = [gzip.decompress(one.read_bytes()) for one in sorted(home.glob("*.gz"))]
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(2000):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = io.BytesIO(raw[number % len(raw)])
            writer.write_record(
                writer.create_warc_record(
                    f"http://example.org/{number}", "response", payload=body, http_headers=headers
                )
            )

    def bare() -> int:
        with path.open("rb") as stream:
            return sum(1 for record in ArchiveIterator(stream) if record.content_stream().read() is not None)

    def ours() -> int:
        return sum(isinstance(found, RawItem) for found in open_source(source_of(str(path))))

    bare_speed, our_speed = (_speed(read) for read in (bare, ours))
    print(f"bare reader {bare_speed:,.0f} records/s, ours {our_speed:,.0f}: {our_speed / bare_speed:.0%}")


def _speed(read: Callable[[], int]) -> float:
    best = 0.0
    for _ in range(3):
        seconds = time.process_time()
        count = read()
        best = max(best, count / (time.process_time() - seconds))
    return best


PARTS = {f.__name__: f for f in (pages, metadata, reuters, lines, feeds, warc)}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    for name in parser.parse_args().parts or PARTS:
        print(f"\n## {name}: {(PARTS[name].__doc__ or '').strip()}\n")
        with tempfile.TemporaryDirectory() as scratch:
            PARTS[name](Path(scratch))
