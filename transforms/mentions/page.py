"""An article's Doc as plain lists, read once: token attributes cost much more than list items."""

from bisect import bisect_right
from dataclasses import dataclass

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
        starts = [token.idx for token in doc]
        has_sentences = doc.has_annotation("SENT_START")
        return cls(
            text=doc.text,
            words=words,
            lower=[word.lower() for word in words],
            tags=[token.tag_ for token in doc],
            pos=[token.pos_ for token in doc],
            lemmas=[token.lemma_ for token in doc],
            deps=[token.dep_ for token in doc],
            heads=[token.head.i for token in doc],
            starts=starts,
            ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
            sentence_starts=[sent.start for sent in doc.sents] if has_sentences else [0],
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
