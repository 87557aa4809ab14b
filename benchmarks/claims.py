"""Measure attribution on PolNeAR: parse once, read claims, write a small warehouse, call score.py.

    python benchmarks/claims.py parse dev            parse ../shared/corpora/polnear/dev.jsonl.gz into the cache
    python benchmarks/claims.py score dev            figures of score.py, in totals
    python benchmarks/claims.py speed dev            words per second on top of the parsed Docs
    python benchmarks/claims.py layers dev           with the trained layer or the rules alone, and both
    python benchmarks/claims.py certainty held_out   certainty, time, polarity and cue class on claims labelled by hand
    python benchmarks/claims.py certainty seen       ... on those that rules were mended by; ... own: on those of tests/

The cache (parsed texts of a corpus that is not ours to publish) lies outside the repository.
"""

import csv
import dataclasses
import gzip
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from spacy.tokens import Doc, DocBin

from transforms.articles.repair import repaired
from transforms.claims import claims_in
from transforms.language import load_pipeline
from transforms.reading import Reading
from transforms.registry import EXTRACTORS
from transforms.rows import Article, Claim, stable_id, table_of
from transforms.rows.columns import Row

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CACHE = ROOT.parent / "scratch" / "claims"
LABELS = ("certainty", "temporality", "polarity", "cue_class")


def gold_path(part: str) -> Path:
    """The gold file of a part of PolNeAR; `train:84` is the first 84 articles of train."""
    name, _, count = part.partition(":")
    path = SHARED / "corpora" / "polnear" / f"{name}.jsonl.gz"
    if not count:
        return path
    short = CACHE / f"{name}.{count}.jsonl"
    if not short.exists():
        with gzip.open(path, "rt", encoding="utf8") as lines:
            short.write_text("".join(line for line, _ in zip(lines, range(int(count)), strict=False)), encoding="utf8")
    return short


def gold_docs(part: str) -> list[dict[str, Any]]:
    """The gold articles of a part."""
    path = gold_path(part)
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    return [json.loads(line) for line in text.split("\n") if line]


def article_of(name: str, text: str) -> Article:
    """A gold text as an article."""
    moment = datetime(2016, 1, 1, tzinfo=UTC)
    return Article(
        article_id=stable_id(name), version=1, external_id=name, source_name="polnear", language="en",
        fetched_at=moment, text=text, text_sha256="", raw_sha256=None, signature=(), bands=(),
        word_count=len(text.split()), story_id=name, is_extracted=True,
    )  # fmt: skip


def parse(part: str) -> None:
    """Parse a part once and keep the Docs."""
    nlp = load_pipeline()
    texts = [repaired(doc["text"]) for doc in gold_docs(part)]
    began = time.process_time()
    docs = list(nlp.pipe(texts))
    CACHE.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(CACHE / f"{part}.spacy")
    print(f"{len(docs)} articles, {sum(map(len, docs)) / (time.process_time() - began):.0f} words/s parsed")


def parsed(part: str) -> list[Doc]:
    """The Docs of a part, as parsed last."""
    return list(DocBin().from_disk(CACHE / f"{part}.spacy").get_docs(load_pipeline().vocab))


def readings(part: str) -> Iterator[Reading]:
    """Every article of a part with the rows of the extractors before claims."""
    for gold, doc in zip(gold_docs(part), parsed(part), strict=True):
        reading = Reading.of(article_of(str(gold["doc"]), doc.text), doc)
        for extractor in EXTRACTORS:
            if extractor is not claims_in:
                list(reading.keep(extractor(reading)))
        yield reading


def score(part: str, claims_of: Callable[[Reading], Iterator[Row]] = claims_in) -> dict[str, Any]:
    """score.py's figures for a part."""
    score_py = load_score()
    articles: list[Row] = []
    claims: list[Row] = []
    for reading in readings(part):
        articles.append(dataclasses.replace(reading.article, text=reading.doc.text))
        claims.extend(row for row in claims_of(reading) if isinstance(row, Claim))
    path = CACHE / "claims.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as db:
        for rows, kind in ((articles, Article), (claims, Claim)):
            table = table_of(kind, rows, pipeline_version="bench", batch_id="bench")
            db.register("incoming", table)
            db.execute(f"create table {kind.TABLE} as select * from incoming")
            db.unregister("incoming")
    found: dict[str, Any] = score_py.score_claims(str(path), str(gold_path(part)))
    return found


def load_score() -> Any:
    """../shared/benchmarks/score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "benchmarks" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{SHARED}/benchmarks/score.py: not there; it is part of the workplace only")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def brief(found: dict[str, Any]) -> str:
    """The figures that have targets, in one line."""
    f1 = {k: v["f1"] for k, v in found.items() if isinstance(v, dict) and "f1" in v}
    p, r = found["attribution"]["p"], found["attribution"]["r"]
    return f"lost {found['articles_lost']} predicted {found['predicted']} p {p} r {r} {f1} recall {found['recall']}"


def speed(part: str) -> None:
    """Words per second of claims alone, on one core."""
    read = list(readings(part))
    for reading in read[:5]:
        list(claims_in(reading))
    began = time.process_time()
    for reading in read:
        list(claims_in(reading))
    words = sum(len(reading.article.text.split()) for reading in read)
    print(f"{words / (time.process_time() - began):.0f} words/s")


def layers(part: str) -> None:
    """Each layer alone, and both."""
    from transforms.claims import claims_from
    from transforms.claims.merge import merged

    for name, trained, rules in (("trained", True, False), ("rules", False, True), ("both", True, True)):
        found = score(part, lambda r, t=trained, u=rules: claims_from(r, lambda page: merged(page, trained=t, rules=u)))
        print(f"{name:8}{brief(found)}")


def certainty(sample: str) -> None:
    """How many of the labels of a sample are ours, a line each value and a sum each column."""
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in LABELS}
    missed = 0
    for label, claim in own_pairs() if sample == "own" else sampled_pairs(sample):
        missed += claim is None
        for column, seen in pairs.items():
            if claim is not None and label.get(column):
                seen.append((label[column], getattr(claim, column)))
    for column, seen in pairs.items():
        if not seen:
            continue
        right = sum(gold == ours for gold, ours in seen)
        scores = []
        for value in sorted({gold for gold, _ in seen}):
            hit = sum(gold == ours == value for gold, ours in seen)
            gold_count, our_count = (sum(pair[side] == value for pair in seen) for side in (0, 1))
            scores.append(2 * hit / (gold_count + our_count))
            print(f"  {column} {value:8} n {gold_count:3} F1 {100 * scores[-1]:.0f}")
        share_right, macro = 100 * right / len(seen), 100 * sum(scores) / len(scores)
        print(f"{column}: {right} of {len(seen)} right ({share_right:.1f} %), macro F1 {macro:.1f}")
    print(f"labelled claims not found, so not judged: {missed}")


def sampled_pairs(sample: str) -> Iterator[tuple[dict[str, str], Claim | None]]:
    """Claims of PolNeAR train labelled by hand (certainty.csv), each with the one we read there now.

    A row without labels was no claim when it was sampled; there is nothing to compare.
    """
    with (ROOT / "benchmarks" / "certainty.csv").open(encoding="utf8", newline="") as lines:
        labels = [row for row in csv.DictReader(lines) if row["sample"] == sample and row["certainty"]]
    texts = {str(doc["doc"]): repaired(doc["text"]) for doc in gold_docs("train")}
    names = sorted({label["doc"] for label in labels})
    nlp = load_pipeline()
    found = dict(zip(names, (read(doc) for doc in nlp.pipe(texts[name] for name in names)), strict=True))
    for label in labels:
        start, end = int(label["content_start"]), int(label["content_end"])
        best = max(found[label["doc"]], key=lambda claim: likeness(claim, label), default=None)
        yield label, best if best is not None and best.content_start < end and start < best.content_end else None


def likeness(claim: Claim, label: dict[str, str]) -> float:
    """How far a claim is the one labelled: intersection over union of the contents, and one more for the same cue."""
    start, end = int(label["content_start"]), int(label["content_end"])
    common = min(claim.content_end, end) - max(claim.content_start, start)
    both = max(claim.content_end, end) - min(claim.content_start, start)
    is_same_cue = bool(label["cue_start"]) and claim.cue_start is not None and claim.cue_end is not None
    is_same_cue = is_same_cue and claim.cue_start < int(label["cue_end"]) and int(label["cue_start"]) < claim.cue_end
    return common / both + is_same_cue


def own_pairs() -> Iterator[tuple[dict[str, str], Claim | None]]:
    """The claims that tests/ has labelled (by the rules' author), each with the one we read there."""
    nlp = load_pipeline()
    for text, wanted in labelled():
        claims = read(nlp(text))
        for label in wanted:
            first = label["content"].split(" … ")[0]
            start = text.find(first)
            found = [c for c in claims if c.content_start <= start + 5 and c.content_end >= start + len(first) - 5]
            yield label, min(found, key=lambda c: c.content_end - c.content_start, default=None)


def read(doc: Doc) -> list[Claim]:
    """The claims of a parsed text."""
    reading = Reading.of(article_of("hand", doc.text), doc)
    for extractor in EXTRACTORS:
        list(reading.keep(extractor(reading)))
    return reading.found(Claim)


def labelled() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Texts with claims labelled by hand: the cases and the golden articles of tests/."""
    with (ROOT / "tests" / "cases" / "claims.csv").open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["sentence"], [row]
    for path in sorted((ROOT / "tests" / "golden").glob("*.json")):
        golden = json.loads(path.read_text(encoding="utf8"))
        yield (path.parent / golden["article"]).read_text(encoding="utf8").strip(), golden["claims"]


if __name__ == "__main__":
    actions = {"parse": parse, "speed": speed, "layers": layers, "certainty": certainty}
    if len(sys.argv) != 3 or sys.argv[1] not in {*actions, "score"}:
        sys.exit(__doc__)
    if sys.argv[1] == "score":
        print(json.dumps(score(sys.argv[2]), indent=1))
    else:
        actions[sys.argv[1]](sys.argv[2])
