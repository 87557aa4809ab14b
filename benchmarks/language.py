"""Measures the language pipeline on development corpora: `python benchmarks/language.py --help`.

Mentions and claims are counted by the definitions of `SHARED/benchmarks/score.py`, straight from the Docs; the
warehouse's own scores differ by what later steps add. Needs the corpora of `SHARED/corpora`, which are not part of the
repository.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # speed is told for one core

import argparse
import importlib.util
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from spacy.language import Language
from spacy.tokens import Doc

from training import corpora
from training.corpora import Example
from transforms.language import load_pipeline
from transforms.language.gazetteer import GAZETTEER

Table = list[tuple[str, str]]


def percent(hits: float, of: float) -> float:
    """A share, in percent."""
    return 100 * hits / of if of else 0.0


def prf(hits: float, predicted: float, gold: float) -> str:
    """F1 with its precision and recall."""
    p, r = percent(hits, predicted), percent(hits, gold)
    return f"{2 * p * r / (p + r) if p + r else 0:.1f} (p {p:.1f}, r {r:.1f})"


def doc_of(nlp: Language, example: Example, *, sentences_on_lines: bool) -> tuple[Doc, list[int]]:
    """A Doc of gold words, lines parted by a white-space token; also each word's index in the Doc."""
    words, spaces, at = [], [], []
    for i, word in enumerate(example.words):
        new_line = example.line_starts[i] or (sentences_on_lines and example.sentence_starts[i])
        if i and new_line:
            words.append("\n")
            spaces.append(False)
        at.append(len(words))
        words.append(word.replace(" ", "") or "_")
        following = i + 1 < len(example.words)
        spaces.append(following and example.spaces_before[i + 1])
    return Doc(nlp.vocab, words=words, spaces=spaces), at


def pipe(nlp: Language, docs: list[Doc]) -> list[Doc]:
    """Runs the components over Docs that have their words already."""
    for _, component in nlp.pipeline:
        docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
    return docs


def trees(nlp: Language, examples: list[Example]) -> Table:
    """Tags, lemmas and trees on gold words; trees once with the gold sentences and once with our own."""
    out: Table = []
    for sentences_on_lines, name in ((True, "gold sentences"), (False, "own sentences")):
        pairs = [doc_of(nlp, e, sentences_on_lines=sentences_on_lines) for e in examples]
        docs = pipe(nlp, [doc for doc, _ in pairs])
        n: Counter[str] = Counter()
        gold_of, found_of, hit_of = Counter(), Counter(), Counter()
        for example, doc, (_, at) in zip(examples, docs, pairs, strict=True):
            place = {index: i for i, index in enumerate(at)}
            starts = {place.get(sent.start, -1) for sent in doc.sents}
            for i, index in enumerate(at):
                token = doc[index]
                head, dep = place.get(token.head.i, -1), token.dep_
                gold_head, gold_dep = example.heads[i], example.deps[i]
                n["words"] += 1
                n["tag"] += token.tag_ == example.tags[i]
                pos, _, features = example.morphs[i].partition("|")
                n["pos"] += token.pos_ == pos
                n["morph"] += str(token.morph) == features
                n["lemma"] += token.lemma_ == example.lemmas[i]
                n["uas"] += head == gold_head
                n["las"] += head == gold_head and dep == gold_dep
                gold_of[gold_dep] += 1
                found_of[dep] += 1
                hit_of[dep] += head == gold_head and dep == gold_dep
                is_start, gold_start = i in starts, example.sentence_starts[i]
                n["starts"] += is_start
                n["gold_starts"] += gold_start
                n["hit_starts"] += is_start and gold_start
        if sentences_on_lines:
            out += [(f"{k} accuracy", f"{percent(n[k], n['words']):.1f}") for k in ("tag", "pos", "morph", "lemma")]
        else:
            out.append(("sentence starts F1, EWT", prf(n["hit_starts"], n["starts"], n["gold_starts"])))
        out += [(f"{k.upper()}, {name}", f"{percent(n[k], n['words']):.1f}") for k in ("uas", "las")]
        for dep in (
            "nsubj",
            "nsubj:pass",
            "obj",
            "obl",
            "nmod",
            "ccomp",
            "xcomp",
            "parataxis",
            "advcl",
            "acl:relcl",
            "conj",
            "appos",
            "nummod",
        ):
            out.append((f"{dep} F1, {name}", prf(hit_of[dep], found_of[dep], gold_of[dep])))
    return out


def sentences(nlp: Language, examples: list[Example]) -> Table:
    """Sentence starts in running news text (VOA), whose lines say nothing."""
    pairs = [doc_of(nlp, e, sentences_on_lines=False) for e in examples]
    hits = found = gold = 0
    for example, doc, (_, at) in zip(examples, pipe(nlp, [doc for doc, _ in pairs]), pairs, strict=True):
        mine = {sent.start for sent in doc.sents}
        theirs = {index for i, index in enumerate(at) if example.sentence_starts[i]}
        hits, found, gold = hits + len(mine & theirs), found + len(mine), gold + len(theirs)
    return [("sentence starts F1, GMB held out", prf(hits, found, gold))]


def mentions(nlp: Language, examples: list[Example], score: ModuleType) -> Table:
    """Entities of Worldwide dev."""
    n: Counter[tuple[str, str]] = Counter()
    for example, doc in zip(examples, nlp.pipe(e.text for e in examples), strict=True):
        text = example.text
        gold: Counter[tuple[frozenset[int], str]] = Counter()
        for start, end, label in example.entities:
            if label in score.LABELS:
                span = frozenset(score.chars(text, [(example.offsets[start][0], example.offsets[end - 1][1])]))
                gold[span, label] += 1
                n["gold", label] += 1
        for ent in doc.ents:
            labels = [k for k, v in score.LABELS.items() if ent.label_ in v and k != "PER"]
            if not labels:
                continue
            span = frozenset(score.chars(text, [(ent.start_char, ent.end_char)]))
            n["found", labels[0]] += 1
            if gold[span, labels[0]] > 0:
                gold[span, labels[0]] -= 1
                n["hit", labels[0]] += 1
    labels = [label for label in score.LABELS if n["gold", label]]
    total = [sum(n[k, label] for label in labels) for k in ("hit", "found", "gold")]
    return [("mentions F1", prf(*total)), *((f"{x} F1", prf(n["hit", x], n["found", x], n["gold", x])) for x in labels)]


def attributions(nlp: Language, examples: list[Example], score: ModuleType) -> Table:
    """Attributions of PolNeAR dev: matched by content, and every span on its own."""
    n: Counter[str] = Counter()
    roles = {"SOURCE": "sources", "CUE": "cue", "CONTENT": "contents"}
    for example, doc in zip(examples, nlp.pipe(e.text for e in examples), strict=True):
        text = example.text

        def chars(spans: list[tuple[int, int]], text: str = text) -> set[int]:
            return score.chars(text, spans)

        gold = []
        for a in example.attributions:
            cut = {role: [(example.offsets[s][0], example.offsets[e - 1][1]) for s, e in a[role]] for role in roles}
            gold.append(
                {role: chars(spans) for role, spans in cut.items()} | {"form": score.form_of(text, cut["CONTENT"])}
            )
        found: dict[int, dict[str, list[tuple[int, int]]]] = {}
        for span in doc.spans["attributions"]:
            found.setdefault(span.id, {role: [] for role in roles})[span.label_].append(
                (span.start_char, span.end_char)
            )
        mine = [{role: chars(spans) for role, spans in a.items()} for a in found.values()]
        n["gold"] += len(gold)
        n["found"] += len(mine)
        for x in gold:
            n["gold", x["form"]] += 1
        for i, j in score.pairs_by(lambda a, b: score.iou(a["CONTENT"], b["CONTENT"]), gold, mine, 0.5):
            a, b = gold[i], mine[j]
            n["hit"] += 1
            n["hit", a["form"]] += 1
            n["hit_source"] += bool(a["SOURCE"] & b["SOURCE"]) or (not a["SOURCE"] and not b["SOURCE"])
            n["exact"] += all(a[role] == b[role] for role in roles)
        for role in roles:
            g = Counter(frozenset(x[role]) for x in gold if x[role])
            m = Counter(frozenset(x[role]) for x in mine if x[role])
            n["gold", role], n["found", role] = n["gold", role] + g.total(), n["found", role] + m.total()
            n["hit", role] += (g & m).total()
    spans = [sum(n[k, role] for role in roles) for k in ("hit", "found", "gold")]
    return [
        ("attribution F1, content IoU .5", prf(n["hit"], n["found"], n["gold"])),
        ("the same, with its source", prf(n["hit_source"], n["found"], n["gold"])),
        ("all three spans exact", prf(n["exact"], n["found"], n["gold"])),
        ("spans exact F1, over all", prf(*spans)),
        *((f"{role.lower()} exact F1", prf(n["hit", role], n["found", role], n["gold", role])) for role in roles),
        *(
            (f"recall, {form}", f"{percent(n['hit', form], n['gold', form]):.1f}")
            for form in ("direct", "mixed", "indirect")
        ),
    ]


def speed(nlp: Language, examples: list[Example]) -> Table:
    """Words a second of one core (processor time), beside the tokenizer alone and the network alone."""
    texts = [e.text for e in examples][:60]
    reader = nlp.get_pipe("wirehouse_reader") if nlp.has_pipe("wirehouse_reader") else None
    list(nlp.pipe(texts[:4]))
    began = time.process_time()
    docs = [nlp.make_doc(text) for text in texts]
    tokenizer = time.process_time() - began
    words = sum(not token.is_space for doc in docs for token in doc)
    began = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    whole = time.process_time() - began
    out = [
        ("words a second, whole pipeline", f"{words / whole:,.0f}"),
        ("words a second, tokenizer alone", f"{words / tokenizer:,.0f} ({whole / tokenizer:.1f} times the pipeline)"),
    ]
    if reader is not None:
        scored = []
        read_windows = reader.network.read_windows
        reader.network.read_windows = lambda batch: scored.append(batch) or read_windows(batch)
        list(reader.pipe(docs))
        del reader.network.read_windows
        began = time.process_time()
        for batch in scored:
            read_windows(batch)
        seconds = time.process_time() - began
        out.append(
            (
                "words a second, network alone",
                f"{words / seconds:,.0f} ({100 * seconds / whole:.0f} % of the pipeline's time)",
            )
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*out, ("peak memory of this process", f"{peak:,.0f} MB")]


def main() -> None:
    """Measures what is asked for and prints it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--models", type=Path, default=None)
    parser.add_argument("--only", default="")
    parser.add_argument("--markdown", type=Path)
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", args.shared / "benchmarks/score.py")
    if spec is None or spec.loader is None or not (args.shared / "corpora").is_dir():
        sys.exit(f"{args.shared}: no corpora here; say where they are with --shared")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    began = time.perf_counter()
    nlp = load_pipeline(args.models)
    loaded = time.perf_counter() - began
    wanted = [name for name in ("speed", "mentions", "attributions", "trees", "sentences") if args.only in ("", name)]
    needs = {"speed": "polnear", "mentions": "worldwide", "attributions": "polnear", "trees": "ewt", "sentences": "gmb"}
    data = corpora.read(args.shared / "corpora", split="dev", only=tuple({needs[name] for name in wanted}))
    tables: dict[str, Table] = {}
    for name in wanted:
        examples = data[needs[name]]
        if name == "speed":
            tables[name] = [("seconds to load", f"{loaded:.2f}"), *speed(nlp, examples)]
        elif name in ("mentions", "attributions"):
            tables[name] = {"mentions": mentions, "attributions": attributions}[name](nlp, examples, score)
            if name == "mentions" and nlp.has_pipe(GAZETTEER):
                with nlp.select_pipes(disable=GAZETTEER):
                    alone = mentions(nlp, examples, score)
                tables[name] += [(f"{what}, network alone", value) for what, value in alone]
        else:
            tables[name] = {"trees": trees, "sentences": sentences}[name](nlp, examples)
        print(f"\n{name}")
        for what, value in tables[name]:
            print(f"  {what:45} {value}")
    if args.markdown:
        lines = [
            "# The language pipeline, measured",
            "",
            "Printed by `python benchmarks/language.py --markdown benchmarks/language.md`.",
            "F1 with precision and recall, in percent.",
            "",
        ]
        for name, table in tables.items():
            lines += [
                f"## {name}",
                "",
                "| what | value |",
                "|---|---|",
                *(f"| {what} | {value} |" for what, value in table),
                "",
            ]
        args.markdown.write_text("\n".join(lines), "utf8")


if __name__ == "__main__":
    main()
