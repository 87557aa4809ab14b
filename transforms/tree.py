"""A Doc's words and trees as plain lists, read once an article: rules ask for them many times a word."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import add

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc


class _Strings(dict[int, str]):
    """The strings of a vocabulary by their codes, as they are or in lower case, each asked for once."""

    MOST = 100_000

    def __init__(self, strings: StringStore, *, lower: bool) -> None:
        self.strings, self.lower = strings, lower

    def __missing__(self, code: int) -> str:
        if len(self) >= self.MOST:
            self.clear()
        found = self.strings[code]
        self[code] = found = found.lower() if self.lower else found
        return found


@lru_cache(maxsize=2)
def _strings_of(strings: StringStore) -> tuple[_Strings, _Strings]:
    return _Strings(strings, lower=False), _Strings(strings, lower=True)


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of a Doc by token number; without a parse every word is its own root."""

    text: str
    words: list[str]
    lower: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    sents: list[int]  # number of the sentence a token is in
    bounds: list[tuple[int, int]]  # of each sentence, half-open
    children: list[list[int] | tuple[()]]

    @classmethod
    def of(cls, doc: Doc, text: str) -> "Tree":
        """Read a Doc of this text, with or without tags, lemmas, heads and sentences."""
        if not len(doc):
            return cls("", [], [], [], [], [], [], [], [], [], [], [], [])
        table: NDArray[np.uint64] = doc.to_array([ORTH, LEMMA, TAG, POS, DEP, IDX]).astype(np.uint64, copy=False)
        by_word, by_lemma, by_tag, by_pos, by_dep, starts = table.T.tolist()
        known, known_lower = _strings_of(doc.vocab.strings)
        words, lower = list(map(known.__getitem__, by_word)), list(map(known_lower.__getitem__, by_word))
        lemmas = list(map(known_lower.__getitem__, by_lemma))
        if "" in lemmas:
            lemmas = [lemma or word for lemma, word in zip(lemmas, lower, strict=True)]
        # Labels are few and compared often: the same one is the same string.
        tags, pos, deps = (list(map(known.__getitem__, codes)) for codes in (by_tag, by_pos, by_dep))
        ends = list(map(add, starts, map(len, words)))
        heads = (doc.to_array(HEAD).astype(np.int64) + np.arange(len(words))).tolist()
        begins = doc.to_array(SENT_START).astype(np.int64) == 1
        if not doc.has_annotation("SENT_START"):
            begins = np.array(["\n" in word for word in words])
        begins[0] = False
        first = [0, *begins.nonzero()[0].tolist()]
        bounds = list(zip(first, [*first[1:], len(words)], strict=True))
        children: list[list[int] | tuple[()]] = [()] * len(words)
        for i, head in enumerate(heads):
            if head != i:
                kids = children[head]
                if isinstance(kids, list):
                    kids.append(i)
                else:
                    children[head] = [i]
        return cls(
            text, words, lower, lemmas, tags, pos, deps, heads, starts, ends, begins.cumsum().tolist(), bounds,
            children,
        )  # fmt: skip

    def kids(self, i: int, *deps: str) -> list[int]:
        """The children of a token that hang on it by one of these relations, in text order."""
        return [child for child in self.children[i] if self.deps[child] in deps]

    def kid(self, i: int, *deps: str) -> int | None:
        """The first such child."""
        for child in self.children[i]:
            if self.deps[child] in deps:
                return child
        return None

    def subtree(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """The tokens below and with this one in text order; branches that begin at `without` left out."""
        left_out = set(without)
        out, stack = [], [i]
        while stack:
            at = stack.pop()
            out.append(at)
            kids = self.children[at]
            stack.extend([child for child in kids if child not in left_out] if left_out else kids)
        return sorted(out)

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Character offsets of the tokens from first to last, both included."""
        return self.starts[first], self.ends[last]

    def is_verb(self, i: int) -> bool:
        """Whether a word is tagged as a verb, a modal or auxiliary not counted."""
        return self.pos[i] == "VERB" or (self.tags[i][:2] == "VB" and self.pos[i] != "AUX")

    def is_subject(self, i: int) -> bool:
        """Whether a token is the subject of a clause."""
        return self.deps[i].startswith("nsubj")

    def root_of(self, start: int, end: int) -> int:
        """The token of a stretch, half-open, that hangs on a token outside it: its head."""
        for i in range(end - 1, start - 1, -1):
            if not start <= self.heads[i] < end or self.heads[i] == i:
                return i
        return end - 1

    def token_at(self, char: int) -> int:
        """The token that holds this offset, or the last one before it."""
        return max(bisect_right(self.starts, char) - 1, 0)

    def tokens_touching(self, start: int, end: int) -> range:
        """The tokens that share a character with this stretch of text; at least the one that holds its start."""
        first = self.token_at(start)
        return range(first, max(bisect_left(self.starts, end), first + 1))

    def sentence_end(self, number: int) -> int:
        """The token just past a sentence."""
        return self.bounds[number][1]
