"""An article's Doc as plain lists, read once: token attributes cost much more than list items."""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, LEMMA, POS, TAG
from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Page:
    """The tokens of a Doc, a list per attribute; sentences by number."""

    text: str
    words: list[str]
    lower: list[str]
    tags: list[str]
    pos: list[str]
    lemmas: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    sentence_starts: list[int]  # token index at which each sentence begins

    @classmethod
    def of(cls, doc: Doc) -> "Page":
        """The page of a Doc; a Doc without trees has empty attributes."""
        words = [token.text for token in doc]
        numbers = np.asarray(doc.to_array([IDX, TAG, POS, LEMMA, DEP, HEAD]), np.uint64).reshape(len(words), 6)
        starts = numbers[:, 0].astype(int).tolist()
        heads = numbers[:, 5].astype(np.int64) + np.arange(len(words))  # a head is stored as its distance
        tags, pos, lemmas, deps = (_names(doc, numbers[:, at]) for at in (1, 2, 3, 4))
        return cls(
            text=doc.text,
            words=words,
            lower=[word.lower() for word in words],
            tags=tags,
            pos=pos,
            lemmas=lemmas,
            deps=deps,
            heads=heads.tolist(),
            starts=starts,
            ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
            sentence_starts=[sent.start for sent in doc.sents] if doc.has_annotation("SENT_START") else [0],
        )

    def sentence_of(self, at: int) -> int:
        """Number of the sentence that holds a token."""
        return max(bisect_right(self.sentence_starts, at) - 1, 0)

    def sentence_end(self, number: int) -> int:
        """The token index just past a sentence."""
        return self.sentence_starts[number + 1] if number + 1 < len(self.sentence_starts) else len(self.words)

    def root_of(self, start: int, end: int) -> int:
        """The token of a stretch that hangs on a token outside it: its head."""
        for i in range(end - 1, start - 1, -1):
            if not start <= self.heads[i] < end or self.heads[i] == i:
                return i
        return end - 1

    def is_subject(self, at: int) -> bool:
        """Whether a token is the subject of a clause."""
        return self.deps[at].startswith("nsubj")


def _names(doc: Doc, numbers: NDArray[np.uint64]) -> list[str]:
    """The strings that a column of the Doc's numbers stands for."""
    strings = doc.vocab.strings
    names = {number: strings[number] for number in set(numbers.tolist())}
    return [names[number] for number in numbers.tolist()]
