#!/usr/bin/env python3
"""Scores figures on gold quantities in memory, with the project's scorer: figures.py GOLD.jsonl [...] [--errors FIELD].

Prints one JSON object a file, and words a second of processor time of figures and times on top of the parsed Docs.
"""

import dataclasses
import importlib.util
import json
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from transforms import registry  # noqa: E402
from transforms.figures import figures_in  # noqa: E402
from transforms.language import load_pipeline  # noqa: E402
from transforms.reading import Reading  # noqa: E402
from transforms.rows import Article, Figure  # noqa: E402
from transforms.sentences import sentences_in  # noqa: E402
from transforms.times import times_in  # noqa: E402

SCORER = Path("/work/shared/benchmarks/score.py")
MENTIONS = [extractor for extractor in registry.EXTRACTORS if extractor.__name__ == "mentions_in"]


def scorer() -> Any:
    """The project's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def article(external_id: str, text: str) -> Article:
    """An article that is nothing but its text."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Article(
        article_id=external_id, version=1, external_id=external_id, source_name="benchmark",
        language="en", fetched_at=now, text=text, text_sha256="", word_count=len(text.split()), story_id=external_id,
        is_extracted=True, bands=(), signature=(),
    )  # fmt: skip


def plain(row: Figure) -> dict[str, Any]:
    """A row as the warehouse would give it back."""
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def read(nlp: Any, gold: list[dict[str, Any]]) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str], float]:
    """Figures by document, texts by document, and words a second of processor time of times and figures alone."""
    found, texts, spent, words = {}, {}, 0.0, 0
    items = [(str(doc["doc"]), doc["text"]) for doc in gold]
    for (name, text), doc in zip(items, nlp.pipe(text for _, text in items), strict=True):
        reading = Reading.of(article(name, text), doc)
        list(reading.keep(sentences_in(reading)))
        for extractor in MENTIONS:
            list(reading.keep(extractor(reading)))
        began = time.process_time()
        list(reading.keep(times_in(reading)))
        list(reading.keep(figures_in(reading)))
        spent += time.process_time() - began
        words += len(text.split())
        found[name] = [plain(row) for row in sorted(reading.found(Figure), key=lambda row: row.start_char)]
        texts[name] = text
    return found, texts, words / spent


def score(module: Any, path: str, found: dict[str, list[dict[str, Any]]], texts: dict[str, str]) -> dict[str, Any]:
    """The scorer's own figures, its queries answered from memory."""
    articles = [{"external_id": name, "article_id": name, "text": text} for name, text in texts.items()]
    figures = [row for rows in found.values() for row in rows]
    module.rows = lambda warehouse, sql: articles if "articles" in sql else figures
    return module.score_figures("", path)


def missed(module: Any, gold: dict[str, Any], mine: dict[str, Any], field: str) -> str | None:
    """A line about this field of a matched figure, or null where it agrees."""
    ours: object = None
    if field == "unit" and gold["normalized_unit"].lower() not in module.unit_names(mine):
        ours = sorted(module.unit_names(mine))
    elif field == "change" and not module.CHANGE[gold["change"]](mine):
        ours = {name: mine[name] for name in ("bound", "is_approx", "change_dir", "role", "predicate")}
    elif field == "concept" and module.words(gold["referred_concepts"]) != module.words(mine["concept"]):
        ours = {name: mine[name] for name in ("concept", "counted_text", "predicate")}
    wanted = gold[{"unit": "normalized_unit", "change": "change"}.get(field, "referred_concepts")]
    return f"   {mine['text']!r}: gold {wanted!r}, ours {ours}" if ours is not None else None


def errors(module: Any, gold: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]], field: str) -> None:
    """Prints each document where a field misses."""
    for doc in gold:
        mine = list(module.as_quantities(found[str(doc["doc"])]))
        left = [q | {"interval": module.gold_interval(str(q["value"]))} for q in doc["quantities"]]

        def fit(g: Any, m: Any) -> float:
            if not module.close(g["interval"], m["interval"]):
                return 0
            same = g["normalized_unit"].lower() in module.unit_names(m)
            return 1 + same + 0.5 * module.CHANGE[g["change"]](m)

        pairs = module.pairs_by(fit, left, mine, 1)
        lines = []
        if field == "value":
            hit_gold, hit_mine = {i for i, _ in pairs}, {j for _, j in pairs}
            lines += [
                f"   missing {q['change']} {q['value']} {q['normalized_unit']}"
                for i, q in enumerate(left)
                if i not in hit_gold
            ]
            lines += [
                f"   extra   {m['text']!r} {m['value']} {m['kind']} {m['unit']} {m['rule']}"
                for j, m in enumerate(mine)
                if j not in hit_mine
            ]
        lines += [line for i, j in pairs if (line := missed(module, left[i], mine[j], field))]
        if lines:
            print(doc["doc"], doc["text"].strip()[:600], *lines, sep="\n")


def main(arguments: list[str]) -> None:
    """Scores each gold file, or shows what misses."""
    if not SCORER.exists():
        sys.exit(f"{SCORER}: not here; the gold data and its scorer live beside the project, see benchmarks/figures.md")
    field = arguments[arguments.index("--errors") + 1] if "--errors" in arguments else None
    paths = [path for path in arguments if path.endswith(".jsonl")]
    nlp, module = load_pipeline(), scorer()
    for path in paths:
        gold = module.gold_docs(path)
        read(nlp, gold[:2])
        found, texts, speed = read(nlp, gold)
        if field:
            errors(module, gold, found, field)
        print(Path(path).name, json.dumps(score(module, path, found, texts) | {"words_per_second": round(speed)}))


if __name__ == "__main__":
    main(sys.argv[1:])
