"""A Doc's words and trees as plain lists, read once: rules ask for them many times a word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

CLAUSE_DEPS = frozenset({"ccomp", "advcl", "parataxis", "acl:relcl", "conj", "csubj", "advcl:relcl", "list"})
MARKS = frozenset("\"“”„«»'‘’`,.;:!?()[]-–—…") | {"''", "``", "...", "--"}


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of a Doc by token number; without a parse every word is its own root."""

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
    children: list[list[int]]

    @classmethod
    def of(cls, doc: Doc) -> "Tree":
        """Read a Doc, with or without tags, lemmas, heads and sentences."""
        words, tags, pos, deps, heads, starts, ends, lemmas = [], [], [], [], [], [], [], []
        sents: list[int] = []
        bounds: list[tuple[int, int]] = []
        has_sents = doc.has_annotation("SENT_START")
        begin = 0
        for token in doc:
            text = token.text
            words.append(text)
            lemmas.append(token.lemma_.lower() or text.lower())
            tags.append(token.tag_)
            pos.append(token.pos_)
            deps.append(token.dep_)
            heads.append(token.head.i)
            starts.append(token.idx)
            ends.append(token.idx + len(text))
            starts_sentence = token.is_sent_start if has_sents else "\n" in text
            if token.i and starts_sentence:
                bounds.append((begin, token.i))
                begin = token.i
            sents.append(len(bounds))
        if words:
            bounds.append((begin, len(words)))
        children: list[list[int]] = [[] for _ in words]
        for i, head in enumerate(heads):
            if head != i:
                children[head].append(i)
        lower = [word.lower() for word in words]
        return cls(words, lower, lemmas, tags, pos, deps, heads, starts, ends, sents, bounds, children)

    def kids(self, i: int, *deps: str) -> Iterator[int]:
        """The children of a token that hang on it by one of these relations, in text order."""
        return (child for child in self.children[i] if self.deps[child] in deps)

    def kid(self, i: int, *deps: str) -> int | None:
        """The first such child."""
        return next(self.kids(i, *deps), None)

    def subtree(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """The tokens below and with this one in text order; branches that begin at `without` left out."""
        left_out = set(without)
        out, stack = [], [i]
        while stack:
            at = stack.pop()
            out.append(at)
            stack.extend(child for child in self.children[at] if child not in left_out)
        return sorted(out)

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Character offsets of the tokens from first to last, both included."""
        return self.starts[first], self.ends[last]

    def is_verb(self, i: int) -> bool:
        """Whether a word is tagged as a verb, a modal or auxiliary not counted."""
        return self.pos[i] == "VERB" or (self.tags[i][:2] == "VB" and self.pos[i] != "AUX")
