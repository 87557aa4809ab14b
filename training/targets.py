"""From examples to what the network learns: class numbers, allowed classes, windows."""

import random
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from training.corpora import Example
from transforms.language.features import WordPieces, places, windows
from transforms.language.labels import ENTITY_TYPES, ROLES, Labels, bilou_classes

# corpus label -> the classes it may stand for; a label that is not here says nothing about its words
ENTITY_CLASSES = {
    "worldwide": {
        "PERSON": ["PERSON"], "ORG": ["ORG"], "LOC": ["LOC"], "NORP": ["NORP"], "FAC": ["FAC"],
        "PRODUCT": ["PRODUCT"], "MISC": ["MISC", "EVENT"], "DATE": ["O"], "MONEY": ["O"],
    },
    "gmb": {
        "per": ["PERSON"], "org": ["ORG"], "geo": ["LOC", "FAC"], "gpe": ["NORP", "LOC"], "eve": ["EVENT"],
        "tim": ["O"],
    },
    "wikigold": {
        "PER": ["PERSON"], "ORG": ["ORG"], "LOC": ["LOC", "FAC"], "MISC": ["MISC", "NORP", "EVENT", "PRODUCT"],
    },
}  # fmt: skip
TREEBANKS = ("ewt", "gum")
OUTSIDE = {"worldwide": ["O"], "gmb": ["O", "MISC", "PRODUCT", "FAC"], "wikigold": ["O"]}


def labels_of(examples: list[Example]) -> Labels:
    """The classes that occur often enough to be learnt."""

    def frequent(values, least: int) -> list[str]:
        return [value for value, n in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0])) if n >= least]

    trees = [x for x in examples if x.tags]
    return Labels(
        tags=frequent((t for x in trees for t in x.tags), 5),
        morphs=frequent((m for x in trees for m in x.morphs), 8),
        deps=frequent((d for x in trees for d in x.deps), 15),
    )


@dataclass(slots=True)
class Window:
    """One stretch of an example, ready to be learnt from; -1 or an all-true row where nothing is known."""

    corpus: str
    pieces: list[tuple[int, ...]]
    shape: list[int]
    prefix: list[int]
    suffix: list[int]
    place: list[int]
    sents: np.ndarray | None = None
    tags: np.ndarray | None = None
    morphs: np.ndarray | None = None
    heads: np.ndarray | None = None
    deps: np.ndarray | None = None
    ner: np.ndarray | None = None  # allowed classes, words x classes
    chances: np.ndarray | None = None  # of each class to a teacher, words x classes
    roles: np.ndarray | None = None  # BILOU class, words x 3
    cues: list[int] = field(default_factory=list)  # first word of each cue
    links: np.ndarray | None = None  # 2 x cues x words: content of, source of


class Windows:
    """Cuts examples into windows at random places, with sentences kept whole for trees."""

    def __init__(self, labels: Labels, pieces: WordPieces) -> None:
        self.labels, self.pieces = labels, pieces
        self.tag = {t: i for i, t in enumerate(labels.tags)}
        self.morph = {t: i for i, t in enumerate(labels.morphs)}
        self.dep = {t: i for i, t in enumerate(labels.deps)}
        self.entity = {c: i for i, c in enumerate(bilou_classes(ENTITY_TYPES))}

    def of(self, example: Example, rng: random.Random | None) -> list[Window]:
        """All windows of one example; with `rng`, cut and spelt a little differently each time."""
        lines = list(example.line_starts)
        if example.sentence_starts:  # line ends are known only here and there; some sentences get their own line
            for i, starts in enumerate(example.sentence_starts):
                if starts and rng and rng.random() < (0.25 if example.corpus == "gum" else 0.08):
                    lines[i] = True
        limit = 128 if rng is None else rng.choice([128, 128, 128, 112, 96, 48])
        cuts = example.sentence_starts if example.corpus in TREEBANKS else None
        if cuts:
            spans = _pack([i for i, s in enumerate(cuts) if s] + [len(cuts)], limit)
        else:
            spans = windows(example.words, lines, limit)
        out = []
        for begin, end in spans:
            if cuts and end - begin > 128:
                continue  # one sentence of more than a window
            words = example.words[begin:end]
            if rng:
                throw = rng.random()
                if throw < 0.03:
                    words = [w.upper() for w in words]
                elif throw < 0.045:
                    words = [w.lower() for w in words]
                elif throw < 0.06:
                    words = [w[:1].upper() + w[1:] for w in words]
                if example.corpus in ("ewt", "gum", "gmb", "wikigold") and rng.random() < 0.5:
                    words = _curly(words)
            out.append(self._window(example, words, lines[begin:end], begin, end))
        return out

    def _window(self, example: Example, words: list[str], lines: list[bool], begin: int, end: int) -> Window:
        known = [self.pieces.features(w) for w in words]
        lines = [True, *lines[1:]] if lines else lines
        window = Window(
            example.corpus,
            [k.pieces for k in known], [k.shape for k in known], [k.prefix for k in known], [k.suffix for k in known],
            places(words, lines, example.spaces_before[begin:end]),
        )  # fmt: skip
        n = end - begin
        if example.sentence_starts:
            window.sents = np.array(example.sentence_starts[begin:end], np.int64)
        if example.heads:
            window.tags = np.array([self.tag.get(t, -1) for t in example.tags[begin:end]])
            window.morphs = np.array([self.morph.get(t, -1) for t in example.morphs[begin:end]])
            heads = np.array(example.heads[begin:end], np.int64) - begin
            deps = np.array([self.dep.get(t, -1) for t in example.deps[begin:end]])
            is_here = (heads >= 0) & (heads < n)  # a tree that the teacher read may reach over the window's edge
            window.heads, window.deps = np.where(is_here, heads, -1), np.where(is_here, deps, -1)
        if example.entities is not None:
            window.ner = self._entities(example, begin, end)
        elif example.chances is not None:
            window.chances = example.chances[begin:end].astype(np.float32)
        if example.attributions is not None:
            window.roles = np.zeros((n, 3), np.int64)
            found = []
            for a in example.attributions:
                cue = a["CUE"][0] if a["CUE"] else None
                if cue and begin <= cue[0] < end:
                    found.append((cue[0] - begin, a))
                for r, role in enumerate(ROLES):
                    for first, past in a[role]:
                        s, e = max(first, begin) - begin, min(past, end) - begin
                        if s < e:
                            window.roles[s:e, r] = 2
                            window.roles[s, r], window.roles[e - 1, r] = 1, 3
                            if e - s == 1:
                                window.roles[s, r] = 4
            found.sort(key=lambda x: x[0])
            window.cues = [c for c, _ in found]
            window.links = np.zeros((2, len(found), n), np.float32)
            for k, (_, a) in enumerate(found):
                for j, role in enumerate(("CONTENT", "SOURCE")):
                    for s, e in a[role]:
                        window.links[j, k, max(0, s - begin) : max(0, e - begin)] = 1
        return window

    def _entities(self, example: Example, begin: int, end: int) -> np.ndarray:
        allowed = np.zeros((end - begin, len(self.entity)), bool)
        outside = OUTSIDE[example.corpus]
        for name in outside:
            for c in ["O"] if name == "O" else [f"{p}-{name}" for p in "BILU"]:
                allowed[:, self.entity[c]] = True
        for s, e, label in example.entities:
            classes = ENTITY_CLASSES[example.corpus].get(label)
            for i in range(max(s, begin), min(e, end)):
                if classes is None:
                    allowed[i - begin] = True
                    continue
                allowed[i - begin] = False
                prefix = "U" if e - s == 1 else "B" if i == s else "L" if i == e - 1 else "I"
                for name in classes:
                    allowed[i - begin, self.entity["O" if name == "O" else f"{prefix}-{name}"]] = True
        return allowed


def _pack(starts: list[int], limit: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for begin, end in pairwise(starts):
        if out and end - out[-1][0] <= limit:
            out[-1] = (out[-1][0], end)
        else:
            out.append((begin, end))
    return out


def _curly(words: list[str]) -> list[str]:
    out, inside = [], False
    for word in words:
        if word in ('"', "``", "''"):
            inside = word == "``" or (word == '"' and not inside)
            out.append("“" if inside else "”")
        else:
            out.append(word.replace("'", "’"))
    return out


def windows_of(labels: Labels, encoder: Path) -> Windows:
    """Windows with the word pieces of an encoder's folder (MiniLM's or MPNet's `vocab.txt`, a piece a line)."""
    pieces = (encoder / "vocab.txt").read_text("utf8").splitlines()
    return Windows(labels, WordPieces({piece: i for i, piece in enumerate(pieces)}))
