"""The component that reads: one run of the network writes tags, trees, sentences, entities and attributions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.symbols import SPACE
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from transforms.language.decoding import FORBIDDEN, attributions_of, doubts_of, heads_of, spans_of, type_chances
from transforms.language.features import WordPieces, places, windows
from transforms.language.labels import ENTITY_TYPES, ROLES
from transforms.language.lemmas import Lemmas
from transforms.language.network import Floats, Network, Scores
from transforms.language.places import other_label, place_label
from transforms.language.syntax import noun_chunks

WORDS_AT_ONCE = 4_000  # of short texts
WINDOWS_AT_ONCE = 48  # of a long text, which is read in as many rounds as it takes
OUTSIDE_IOB, INSIDE_IOB, BEGIN_IOB = 2, 1, 3
SPACE_TAG = "_SP"
ATTRIBUTIONS = "attributions"
# Spans that link to nothing are dropped later, so that sources and cues may be looked for a little too eagerly: this is
# taken off the score of "no span here".
EAGERNESS = {
    role: np.array([off, 0, 0, 0, 0], np.float32) for role, off in (("SOURCE", 0.5), ("CUE", 1.0), ("CONTENT", 0.0))
}


@Language.factory(
    "wirehouse_reader",
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.sents",
        "doc.ents",
        "doc.spans",
        "doc.tensor",
    ],
    default_score_weights={},
)
def make_reader(nlp: Language, name: str) -> "Reader":
    """The reader, empty until a trained model is read from disk into it."""
    return Reader(nlp.vocab, name)


class Reader:
    """Annotates Docs from the shared network, `doc.tensor` with how much each word's head surprises it (nats).

    Needs `from_disk` (or its three parts set) before it can read.
    """

    def __init__(self, vocab: Vocab, name: str = "wirehouse_reader") -> None:
        self.vocab, self.name = vocab, name
        self.network: Network | None = None
        self.lemmas = Lemmas({}, {})
        self._pieces = WordPieces({})
        self._codes: _Codes | None = None
        vocab.get_noun_chunks = noun_chunks  # type: ignore[assignment]  # the stub is wrong: it yields offsets

    @property
    def vocabulary(self) -> list[str]:
        """MiniLM's word pieces, in the order of the network's rows."""
        return list(self._pieces.vocabulary)

    @vocabulary.setter
    def vocabulary(self, pieces: list[str]) -> None:
        self._pieces = WordPieces({piece: i for i, piece in enumerate(pieces)})

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one Doc in place."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotates Docs in groups; how they are grouped changes nothing but speed."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            group: list[Doc] = []
            for doc in batch:
                group.append(doc)
                if sum(map(len, group)) >= WORDS_AT_ONCE:
                    self._annotate(group)
                    yield from group
                    group = []
            self._annotate(group)
            yield from group

    def _annotate(self, docs: list[Doc]) -> None:
        network, codes = self._ready()
        readings = [_Reading(doc) for doc in docs]
        stretches = ((reading, start, end) for reading in readings for start, end in reading.windows)
        while stretch := list(islice(stretches, WINDOWS_AT_ONCE)):
            for (reading, start, end), decoded in zip(
                stretch, _decode(stretch, self._scores(network, stretch)), strict=True
            ):
                reading.take(start, end, decoded, network, codes)
        for reading in readings:
            reading.write(codes)

    def _scores(self, network: Network, stretch: list[tuple["_Reading", int, int]]) -> list[Scores]:
        known = self._pieces.features
        return network.read_windows([([known(word) for word in r.words[s:e]], r.places[s:e]) for r, s, e in stretch])

    def _ready(self) -> tuple[Network, "_Codes"]:
        if self.network is None:
            raise ValueError(f"{self.name} has no network: load a trained model folder (models/wirehouse_en) first")
        if self._codes is None:
            self._codes = _Codes(self.vocab, self.network, self.lemmas)
        return self.network, self._codes

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes weights, labels, word pieces and lemmas into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self.network is not None:
            self.network.write(folder)
        (folder / "pieces.txt").write_text("\n".join(self.vocabulary) + "\n", "utf8")
        self.lemmas.write(folder)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Reader":
        """Reads what `to_disk` wrote."""
        folder = Path(path)
        self.network = Network.read(folder)
        self.vocabulary = (folder / "pieces.txt").read_text("utf8").split("\n")[:-1]
        self.lemmas = Lemmas.read(folder)
        self._codes = None
        return self


class _Codes:
    """The vocabulary's numbers for the network's classes."""

    def __init__(self, vocab: Vocab, network: Network, lemmas: Lemmas) -> None:
        add = vocab.strings.add
        self.lemmas, self.strings = lemmas, vocab.strings
        self.tag_names = network.labels.tags
        self.tags = np.array([add(tag) for tag in network.labels.tags], np.uint64)
        self.deps = np.array([add(dep) for dep in network.labels.deps], np.uint64)
        pos, morphs = [], []
        for label in network.labels.morphs:
            name, _, features = label.partition("|")
            pos.append(add(name))
            morphs.append(vocab.morphology.add(features or "_"))
        self.pos, self.morphs = np.array(pos, np.uint64), np.array(morphs, np.uint64)
        self.root, self.dep, self.space_tag = add("root"), add("dep"), add(SPACE_TAG)
        self._known_lemmas: dict[tuple[str, int], int] = {}
        self.no_morph = vocab.morphology.add("_")
        roots = [i for i, name in enumerate(network.labels.deps) if name == "root"]
        self.root_class = roots[0] if roots else 0

    def lemma(self, word: str, tag: int) -> int:
        """The vocabulary's number of a word's lemma under a tag's class."""
        key = (word, tag)
        known = self._known_lemmas.get(key)
        if known is None:
            if len(self._known_lemmas) >= 50_000:
                self._known_lemmas.clear()
            known = self._known_lemmas[key] = self.strings.add(self.lemmas.of(word, self.tag_names[tag]))
        return known


@dataclass(frozen=True, slots=True)
class _Decoded:
    """A window's spans: entities, then sources, cues and contents."""

    scores: Scores
    entities: list[tuple[int, int, str]]
    roles: list[list[tuple[int, int]]]


def _decode(stretches: list[tuple["_Reading", int, int]], windows: list[Scores]) -> Iterator[_Decoded]:
    lines = [np.array(reading.line_starts[start:end]) | reading.begins[start:end] for reading, start, end in stretches]

    def on_one_line(scores: Floats, starts: NDArray[np.bool_]) -> Floats:
        """Forbids a span to go on over a line's end."""
        out = scores.copy()
        out[np.ix_(starts, np.arange(scores.shape[1]) % 4 >= 2)] = FORBIDDEN  # I and L
        return out

    def not_before(scores: Floats, is_before: NDArray[np.bool_]) -> Floats:
        """Forbids spans among words that stand before a sentence begun by an earlier component: nobody says them."""
        if is_before.any():
            scores = scores.copy()
            scores[is_before, 1:] = FORBIDDEN
        return scores

    entities = spans_of([on_one_line(w.entities, at) for w, at in zip(windows, lines, strict=True)], ENTITY_TYPES)
    by_role = []
    for k, role in enumerate(ROLES):
        scores_of = [
            not_before(w.roles[:, k] - EAGERNESS[role], reading.before[start:end])
            for w, (reading, start, end) in zip(windows, stretches, strict=True)
        ]
        if role != "CONTENT":  # a quotation may run over paragraphs
            scores_of = [on_one_line(x, at) for x, at in zip(scores_of, lines, strict=True)]
        by_role.append(spans_of(scores_of, (role,)))
    for scores, named, *roles in zip(windows, entities, *by_role, strict=True):
        yield _Decoded(scores, named, [[(start, end) for start, end, _ in spans] for spans in roles])


def _before(begins: NDArray[np.bool_], line_starts: list[bool]) -> NDArray[np.bool_]:
    """The words that stand before a begun sentence on its line: a dateline."""
    before = np.zeros(len(begins), bool)
    for at in np.flatnonzero(begins).tolist():
        first = at
        while not line_starts[first]:
            first -= 1
        before[first:at] = True
    return before


class _Reading:
    """One Doc on its way through the network."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        table = doc.to_array([ORTH, IS_SPACE, SPACY, SENT_START])
        strings = doc.vocab.strings
        self.at = np.flatnonzero(table[:, 1] == 0)
        self.begins = table[self.at, 3] == 1  # sentences that a component before this one began
        words, line_starts, spaces_before = [], [], []
        new_line, space = True, True
        for orth, is_space, has_space, _ in table.tolist():
            text = strings[orth]
            if is_space:
                new_line = new_line or "\n" in text
                space = True
                continue
            words.append(text)
            line_starts.append(new_line)
            spaces_before.append(space or new_line)
            new_line, space = False, bool(has_space)
        self.words, self.line_starts = words, line_starts
        self.before = _before(self.begins, line_starts)
        self.places = places(words, line_starts, spaces_before)
        self.windows = windows(words, line_starts)
        n = len(words)
        self.heads = np.zeros(n, np.int64)
        self.doubts = np.zeros(n, np.float32)
        self.deps, self.tags, self.pos, self.morphs = (np.zeros(n, np.uint64) for _ in range(4))
        self.tag_classes = np.zeros(n, np.int64)
        self.entities: list[tuple[int, int, str]] = []  # words, and the name they make
        self.chances: dict[str, Any] = {}  # name -> how likely it is of each type, summed over the text
        self.attributions: list[dict[str, list[tuple[int, int]]]] = []

    def take(self, start: int, end: int, decoded: "_Decoded", network: Network, codes: _Codes) -> None:
        """Enters what one window says."""
        scores = decoded.scores
        begins = scores.sentence_start > 0
        begins |= np.array(self.line_starts[start:end]) | self.begins[start:end]
        begins[0] = True
        edges = [*np.flatnonzero(begins).tolist(), end - start]
        heads = heads_of(scores.arcs, pairwise(edges))
        self.doubts[start:end] = doubts_of(scores.arcs, pairwise(edges), heads)
        relations = network.relations(scores, heads)
        is_root = heads == np.arange(end - start)
        relations[:, codes.root_class] = np.where(is_root, np.inf, -np.inf)
        self.heads[start:end] = heads + start
        self.deps[start:end] = codes.deps[relations.argmax(1)]
        self.tag_classes[start:end] = scores.tags.argmax(1)
        self.tags[start:end] = codes.tags[self.tag_classes[start:end]]
        morphs = scores.morphs.argmax(1)
        self.pos[start:end], self.morphs[start:end] = codes.pos[morphs], codes.morphs[morphs]
        for s, e, _ in decoded.entities:
            name = " ".join(self.words[start + s : start + e])
            self.entities.append((start + s, start + e, name))
            chances = type_chances(scores.entities[s:e], len(ENTITY_TYPES))
            self.chances[name] = self.chances.get(name, 0.0) + chances
        sources, cues, contents = decoded.roles
        if contents or cues:
            links = network.links(scores, [s for s, _ in cues])
            for found in attributions_of(sources, cues, contents, links):
                if not found["CUE"] and not self._is_quoted(start + found["CONTENT"][0][0]):
                    continue  # words that nobody is said to say, not even in quotes: half of these are wrong
                self.attributions.append(
                    {role: [(start + s, start + e) for s, e in spans] for role, spans in found.items()}
                )

    def _is_quoted(self, word: int) -> bool:
        return bool(self.places[word] & 1)

    def write(self, codes: _Codes) -> None:
        """Puts everything on the Doc; white space hangs on the word before it, and of that there is no doubt."""
        doc, n = self.doc, len(self.doc)
        if not n:
            return
        columns: dict[int, NDArray[np.uint64]] = {
            attribute: np.full(n, value, np.uint64)
            for attribute, value in (
                (TAG, codes.space_tag), (POS, SPACE), (MORPH, codes.no_morph), (LEMMA, 0), (DEP, codes.dep),
                (ENT_IOB, OUTSIDE_IOB), (ENT_TYPE, 0),
            )
        }  # fmt: skip
        at = self.at
        columns[TAG][at], columns[POS][at], columns[MORPH][at] = self.tags, self.pos, self.morphs
        columns[DEP][at] = self.deps
        offsets = np.zeros(n, np.int64)
        offsets[at] = at[self.heads] - at if len(at) else 0
        is_space = np.ones(n, bool)
        is_space[at] = False
        if len(at):
            gaps = np.flatnonzero(is_space)
            before = np.searchsorted(at, gaps) - 1
            offsets[gaps] = at[np.maximum(before, 0)] - gaps
            offsets[gaps[before < 0]] = at[0] - gaps[before < 0]
        else:
            offsets[1:] = -np.arange(1, n)
            columns[DEP][0] = codes.root
        columns[LEMMA][:] = doc.to_array(ORTH)
        columns[LEMMA][at] = [codes.lemma(w, t) for w, t in zip(self.words, self.tag_classes.tolist(), strict=True)]
        for start, end, label in self._labelled():
            columns[ENT_IOB][start:end], columns[ENT_IOB][start] = INSIDE_IOB, BEGIN_IOB
            columns[ENT_TYPE][start:end] = label
        order = (TAG, POS, MORPH, LEMMA, DEP, ENT_IOB, ENT_TYPE)
        values = np.stack([*(columns[a] for a in order), offsets.astype(np.uint64)], axis=1)
        doc.from_array([*order, HEAD], values)  # type: ignore[arg-type]  # spaCy's stub wants thinc's array type
        doc.tensor = np.zeros((n, 1), np.float32)
        doc.tensor[at, 0] = self.doubts
        doc.spans[ATTRIBUTIONS] = SpanGroup(doc, name=ATTRIBUTIONS, spans=list(self._attribution_spans()))

    def _labelled(self) -> Iterator[tuple[int, int, int]]:
        for first, last, found in self.entities:
            # within one text, one name is one kind of thing
            label = ENTITY_TYPES[int(self.chances[found].argmax())]
            start, end = int(self.at[first]), int(self.at[last - 1]) + 1
            text = self.doc[start:end].text
            name = place_label(text) if label == "LOC" else other_label(text) if label == "MISC" else label
            if name:
                yield start, end, self.doc.vocab.strings.add(name)

    def _attribution_spans(self) -> Iterator[Span]:
        def first_word(found: dict[str, list[tuple[int, int]]]) -> int:
            return min(start for spans in found.values() for start, _ in spans)

        for number, found in enumerate(sorted(self.attributions, key=first_word), 1):
            for role in ROLES:
                for start, end in sorted(found[role]):
                    yield Span(self.doc, int(self.at[start]), int(self.at[end - 1]) + 1, label=role, span_id=number)
