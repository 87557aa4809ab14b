"""Measure mentions: what the model finds, what each step of the gazetteer adds, how much processor time both take.

    python benchmarks/mentions.py GOLD.jsonl[.gz] [CACHE.spacy]

GOLD holds {"doc", "text", "entities": [[start, end, label], ...]} a line, as ../shared/corpora/worldwide/dev.jsonl.gz
does. The model reads the texts once; with CACHE its Docs are kept there and read from there the next time. Scored as
../shared/benchmarks/score.py scores the warehouse: same letters and digits, same label, GPE and LOC as one.
"""

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from transforms.language import blank_pipeline, load_pipeline
from transforms.language.gazetteer import GAZETTEER, STEPS, GazetteerRuler
from transforms.mentions import mentions_in
from transforms.reading import Reading
from transforms.rows import Article, Mention
from transforms.sentences import sentences_in

SCORED = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "NORP": "NORP", "FAC": "FAC", "PRODUCT": "PRODUCT"
}  # fmt: skip
COLUMNS = ("PERSON", "ORG", "LOC", "NORP", "FAC", "PRODUCT")
Names = list[tuple[int, int, str]]


def gold_docs(path: Path) -> list[dict[str, Any]]:
    """The gold articles of a file."""
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def parsed(texts: Iterable[str], cache: Path | None) -> bytes:
    """The texts as the model alone reads them, without the gazetteer, as a DocBin's bytes."""
    if cache is not None and cache.exists():
        return cache.read_bytes()
    nlp = load_pipeline()
    with nlp.select_pipes(disable=[GAZETTEER]):
        docs = list(nlp.pipe(texts))
    data = DocBin(docs=docs).to_bytes()
    if cache is not None:
        cache.write_bytes(data)
    return data


def scores(gold: Sequence[dict[str, Any]], found: Iterable[Names]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 per label, and of all."""
    n: Counter[tuple[str, str]] = Counter()
    for doc, names in zip(gold, found, strict=True):
        wanted = Counter((_letters(doc["text"], s, e), label) for s, e, label in doc["entities"] if label in COLUMNS)
        mine = Counter((_letters(doc["text"], s, e), SCORED[label]) for s, e, label in names if label in SCORED)
        for name, counts in (("gold", wanted), ("found", mine), ("hit", wanted & mine)):
            for (_, label), count in counts.items():
                n[name, label] += count
                n[name, "all"] += count
    return {label: _prf(n["hit", label], n["found", label], n["gold", label]) for label in (*COLUMNS, "all")}


def _letters(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(i for i in range(start, end) if text[i : i + 1].isalnum())


def _prf(hits: int, found: int, gold: int) -> tuple[float, float, float]:
    return 100 * hits / max(found, 1), 100 * hits / max(gold, 1), 200 * hits / max(found + gold, 1)


def entities_of(docs: Iterable[Doc]) -> list[Names]:
    """The names on Docs."""
    return [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs]


def mentions_of(doc: Doc, number: int) -> tuple[list[Mention], float]:
    """The mention rows of a Doc, and the seconds they took."""
    article = Article(
        article_id=f"{number:020d}", version=1, external_id=str(number), source_name="benchmark", language="en",
        text=doc.text, fetched_at=datetime(2026, 1, 1, tzinfo=UTC), text_sha256="", word_count=len(doc),
        story_id=str(number), is_extracted=True, bands=(), signature=(),
    )  # fmt: skip
    reading = Reading.of(article, doc)
    list(reading.keep(sentences_in(reading)))
    start = time.process_time()
    return list(mentions_in(reading)), time.process_time() - start


def run(gold: Sequence[dict[str, Any]], data: bytes) -> None:
    """Print the table of steps, then the mentions' own score and speeds."""
    nlp: Language = blank_pipeline()
    print(
        f"| {'steps':12} | "
        + " | ".join(f"{label:>7}" for label in (*COLUMNS, "all"))
        + " |       P |       R | words/s |"
    )
    print("|---" * 11 + "|")
    docs: list[Doc] = []
    for count in range(len(STEPS) + 1):
        ruler = GazetteerRuler(nlp, STEPS[:count])
        ruler(nlp(gold[0]["text"]))  # builds what it builds once
        docs = list(DocBin().from_bytes(data).get_docs(nlp.vocab))
        start = time.process_time()
        for doc in docs:
            ruler(doc)
        speed = sum(map(len, docs)) / (time.process_time() - start)
        _line(f"+ {STEPS[count - 1]}" if count else "model", scores(gold, entities_of(docs)), speed)
    rows, seconds = zip(*(mentions_of(doc, number) for number, doc in enumerate(docs)), strict=True)
    scored = [[(m.start_char, m.end_char, m.label) for m in found if m.kind in ("name", "acronym")] for found in rows]
    _line("mentions", scores(gold, scored), sum(map(len, docs)) / sum(seconds))
    everything = [mention for found in rows for mention in found]
    for column in ("kind", "link_method"):
        print(column, dict(Counter(getattr(mention, column) for mention in everything).most_common()))


def _line(name: str, score: dict[str, tuple[float, float, float]], speed: float) -> None:
    precision, recall, _ = score["all"]
    cells = [f"{score[label][2]:7.1f}" for label in (*COLUMNS, "all")]
    print(f"| {name:12} | " + " | ".join([*cells, f"{precision:7.1f}", f"{recall:7.1f}", f"{speed:7,.0f}"]) + " |")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    articles = gold_docs(Path(sys.argv[1]))
    run(articles, parsed((article["text"] for article in articles), Path(sys.argv[2]) if sys.argv[2:] else None))
