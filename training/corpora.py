"""Readers of the training corpora: each yields `Example`s, whatever the file looks like.

Labels that a corpus does not mark are *missing*, not `O`: an entity label names the set of classes it may stand for.
"""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import spacy

from transforms.language.tokenizer import news_tokenizer

OPEN = ("ewt", "gum", "gmb", "wikigold")  # licences that let a model built from them be passed on; the rest state none


@dataclass(slots=True)
class Example:
    """One document (or stretch of one), in words; a `None` layer is not annotated here."""

    corpus: str
    words: list[str]
    line_starts: list[bool]
    spaces_before: list[bool]
    sentence_starts: list[bool] | None = None
    tags: list[str] | None = None  # PTB
    morphs: list[str] | None = None  # UPOS|Feature=Value|...
    lemmas: list[str] | None = None
    heads: list[int] | None = None  # index in `words`; a root is its own head
    deps: list[str] | None = None
    entities: list[tuple[int, int, str]] | None = None  # word offsets, corpus' own label
    attributions: list[dict[str, list[tuple[int, int]]]] | None = None  # role -> word spans
    text: str = ""
    offsets: list[tuple[int, int]] = field(default_factory=list)
    chances: np.ndarray | None = None  # words x entity classes: how likely each is to a teacher


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf8") as file:
        return file.read().splitlines()


def treebank(path: Path, corpus: str) -> Iterator[Example]:
    """One example a document of a CoNLL-U file; paragraphs begin new lines."""
    example = Example(corpus, [], [], [], [], [], [], [], [], [])
    space, new_line, sentence = True, True, []
    for line in [*_lines(path), "# newdoc"]:
        if line.startswith("# newdoc"):
            if example.words:
                yield example
            example = Example(corpus, [], [], [], [], [], [], [], [], [])
            new_line = True
        elif line.startswith("# newpar"):
            new_line = True
        elif line and line[0].isdigit():
            columns = line.split("\t")
            if columns[0].isdigit():
                sentence.append(columns)
            elif "-" in columns[0]:
                # parts of a contraction are written together
                sentence.append(columns)
        elif not line and sentence:
            base = len(example.words)
            last_of_range, space_after_range = 0, True
            for columns in sentence:
                if "-" in columns[0]:
                    last_of_range = int(columns[0].split("-")[1])
                    space_after_range = "SpaceAfter=No" not in columns[9]
                    continue
                number = int(columns[0])
                example.words.append(columns[1].replace("\xa0", " "))
                example.line_starts.append(new_line)
                example.sentence_starts.append(number == 1)
                example.spaces_before.append(space or new_line)
                example.lemmas.append(columns[2])
                example.tags.append(columns[4])
                feats = columns[5] if columns[5] != "_" else ""
                example.morphs.append(columns[3] + "|" + feats)
                head = int(columns[6])
                example.heads.append(base + (head if head else number) - 1)
                example.deps.append(columns[7])
                new_line = False
                if number < last_of_range:
                    space = False
                elif number == last_of_range:
                    space = space_after_range
                else:
                    space = "SpaceAfter=No" not in columns[9]
            sentence = []


@cache
def _nlp():
    nlp = spacy.blank("en")
    nlp.tokenizer = news_tokenizer(nlp)
    return nlp


def from_text(corpus: str, text: str) -> tuple[Example, dict[int, int]]:
    """A raw text in our own tokens; also the word index of every character that is in a word."""
    doc = _nlp()(text)
    example, at, new_line, space = Example(corpus, [], [], [], text=text), {}, True, True
    for token in doc:
        if token.is_space:
            new_line |= "\n" in token.text
            space = True
            continue
        for k in range(len(token)):
            at[token.idx + k] = len(example.words)
        example.words.append(token.text)
        example.line_starts.append(new_line)
        example.spaces_before.append(space or new_line)
        example.offsets.append((token.idx, token.idx + len(token)))
        new_line, space = False, bool(token.whitespace_)
    return example, at


def word_span(at: dict[int, int], start: int, end: int) -> tuple[int, int] | None:
    """The words that a stretch of characters touches; None where it touches none."""
    inside = [at[i] for i in range(start, end) if i in at]
    return (inside[0], inside[-1] + 1) if inside else None


def polnear(path: Path) -> Iterator[Example]:
    """One example an article; attributions by role."""
    for record in map(json.loads, _lines(path)):
        example, at = from_text("polnear", record["text"])
        example.attributions = []
        for quote in record["quotes"]:
            roles = {"SOURCE": quote["sources"], "CUE": quote["cue"], "CONTENT": quote["contents"]}
            spans = {
                role: sorted({s for x in found if (s := word_span(at, x["start"], x["end"]))})
                for role, found in roles.items()
            }
            if spans["CONTENT"]:
                example.attributions.append(spans)
        yield example


def worldwide(path: Path) -> Iterator[Example]:
    """One example an article; entities as marked."""
    for record in map(json.loads, _lines(path)):
        example, at = from_text("worldwide", record["text"])
        spans = [(word_span(at, s, e), label) for s, e, label in record["entities"]]
        example.entities = [(*span, label) for span, label in spans if span]
        yield example


TITLES = frozenset(
    """mr. mr mrs. mrs ms. ms dr. dr president vice prime minister premier secretary general secretary-general foreign
    defense king queen prince princess pope chancellor senator sen. governor gov. ambassador judge justice colonel col.
    captain lieutenant sheikh ayatollah former u.s. gen. rep. congressman congresswoman spokesman spokeswoman director
    chief leader presidential interim acting envoy opposition""".split()
)


def gmb(path: Path) -> Iterator[Example]:
    """Silver entities of VOA news: runs of ten sentences, cleaned as corpora/README.md says."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(archive.namelist()[0]).decode("latin1")
    sentences: list[list[tuple[str, str]]] = []
    for first, word, _, label in csv.reader(io.StringIO(text, newline="")):
        if first.startswith("Sentence:"):
            sentences.append([])
        if sentences and word.strip():
            sentences[-1].append(('"' if word in ("``", "''") else word, label))
    seen: set[tuple[str, ...]] = set()
    fresh = []
    for sentence in sentences:
        key = tuple(word for word, _ in sentence)
        if key not in seen and len(sentence) > 2:
            seen.add(key)
            fresh.append(sentence)
    for i in range(0, len(fresh), 10):
        example = Example("gmb", [], [], [], [], entities=[])
        for sentence in fresh[i : i + 10]:
            base = len(example.words)
            example.words += [word for word, _ in sentence]
            example.sentence_starts += [True] + [False] * (len(sentence) - 1)
            for start, end, label in _whole(_runs([label for _, label in sentence]), sentence):
                first = start
                while label == "per" and first < end - 1 and sentence[first][0].lower() in TITLES:
                    first += 1
                # a bare title is nobody's name; leave open what it is
                bare = label == "per" and sentence[first][0].lower() in TITLES
                example.entities.append((base + first, base + end, "nat" if bare else label))
        example.line_starts = [k == 0 for k in range(len(example.words))]
        example.spaces_before = spaces_of(example.words)
        yield example


def _whole(runs: Iterator[tuple[int, int, str]], sentence: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Joins what GMB parts: a place called North or South, and the people or country that the next word names."""
    waiting: tuple[int, int, str] | None = None
    for start, end, label in runs:
        if waiting and waiting[1] == start and label in ("gpe", "geo") and waiting[2] in ("gpe", "geo"):
            yield waiting[0], end, label
            waiting = None
            continue
        if waiting:
            yield waiting
            waiting = None
        if end - start == 1 and sentence[start][0] in ("North", "South", "East", "West", "Northern", "Southern"):
            waiting = (start, end, label)
        else:
            yield start, end, label
    if waiting:
        yield waiting


def spaces_of(words: list[str]) -> list[bool]:
    """Whether a space stood before each word of a text that came without its spaces."""
    out, inside = [], False
    for i, word in enumerate(words):
        closes = word == '"' and inside
        opens_before = i > 0 and (words[i - 1] in "([$£€" or (words[i - 1] == '"' and inside))
        tight = (
            word in (".", ",", ";", ":", "?", "!", ")", "]", "%", "'s", "n't", "'", "'re", "'ve", "'ll", "'d", "'m")
            or closes
        )
        out.append(not (tight or opens_before))
        if word == '"':
            inside = not inside
    return out


def _runs(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Spans of B-/I- labels; an I- after another type begins a span, as wikigold writes it."""
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        prefix, _, this = label.partition("-")
        if kind and (prefix in ("O", "B", "") or this != kind):
            yield start, i, kind
            kind = ""
        if prefix in ("B", "I") and not kind:
            start, kind = i, this


def wikigold(path: Path) -> Iterator[Example]:
    """Runs of eight sentences of Wikipedia."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in _lines(path):
        if not line.strip():
            sentences.append([])
        elif "DOCSTART" not in line:
            word, label = line.rsplit(" ", 1)
            sentences[-1].append((word, label))
    sentences = [s for s in sentences if s]
    for i in range(0, len(sentences), 8):
        example = Example("wikigold", [], [], [], entities=[])
        for sentence in sentences[i : i + 8]:
            base = len(example.words)
            example.words += [word for word, _ in sentence]
            example.entities += [(base + s, base + e, label) for s, e, label in _runs([label for _, label in sentence])]
        example.line_starts = [k == 0 for k in range(len(example.words))]
        example.spaces_before = spaces_of(example.words)
        yield example


def read(
    corpora: Path, variant: str = "all", split: str = "train", only: tuple[str, ...] = ()
) -> dict[str, list[Example]]:
    """Every corpus of the variant (`all`, or `open`: only corpora whose licence is stated and open)."""
    if variant not in ("all", "open"):
        raise ValueError(f"VARIANT={variant!r}: must be all or open")
    if split == "dev":
        readers = {
            "ewt": lambda: treebank(corpora / "ewt/dev.conllu.gz", "ewt"),
            "worldwide": lambda: worldwide(corpora / "worldwide/dev.jsonl.gz"),
            "polnear": lambda: polnear(corpora / "polnear/dev.jsonl.gz"),
            "gmb": lambda: list(gmb(corpora / "gmb/ner_dataset.csv.zip"))[-150:],
        }
    else:
        readers = {
            "ewt": lambda: treebank(corpora / "ewt/train.conllu.gz", "ewt"),
            "gum": lambda: treebank(corpora / "gum/trees.conllu.gz", "gum"),
            "worldwide": lambda: worldwide(corpora / "worldwide/train.jsonl.gz"),
            "polnear": lambda: polnear(corpora / "polnear/train.jsonl.gz"),
            "gmb": lambda: list(gmb(corpora / "gmb/ner_dataset.csv.zip"))[:-150],
            "wikigold": lambda: wikigold(corpora / "wikigold/wikigold.conll.gz"),
        }
    return {
        name: list(make())
        for name, make in readers.items()
        if (variant == "all" or name in OPEN) and (not only or name in only)
    }


def with_silver(data: dict[str, list[Example]], folders: list[Path]) -> dict[str, list[Example]]:
    """What a teacher read, entered where the corpora say nothing; its other texts are the corpus `text`.

    Each folder is what training/silver.py wrote. GMB's entities are silver themselves and give way to the teacher's;
    where a part of GMB was read, the rest of it is left out.
    """
    by_words = {" ".join(example.words): example for examples in data.values() for example in examples}
    more = []
    for folder in folders:
        scores, at = np.load(folder / "entities.npy", mmap_mode="r", allow_pickle=False), 0
        for line in (folder / "examples.jsonl").read_text("utf8").splitlines():
            read = Example(**json.loads(line))
            read.chances = scores[at : at + len(read.words)]
            at += len(read.words)
            gold = by_words.get(" ".join(read.words))
            if gold is None:
                more.append(read)
                continue
            for layer in ("sentence_starts", "tags", "morphs", "heads", "deps"):
                setattr(gold, layer, getattr(read, layer))
            if gold.corpus != "worldwide":
                gold.entities, gold.chances = None, read.chances
    gmb = data.get("gmb", [])
    return data | {"text": more, "gmb": [example for example in gmb if example.chances is not None] or gmb}
