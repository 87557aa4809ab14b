"""Noun chunks over UD trees, for `doc.noun_chunks`."""

from collections.abc import Iterator

from spacy.symbols import DET, NOUN, NUM, PRON, PROPN, SYM
from spacy.tokens import Doc, Span, Token

# parts of a noun phrase that stand beside its head; clauses, appositions and phrases with a preposition do not
INSIDE = frozenset(
    """det det:predet nummod nummod:gov amod compound flat fixed nmod:poss goeswith case cc conj advmod punct
    nmod:unmarked nmod:desc nmod:npmod obl:npmod""".split()
)
AFTER_HEAD = frozenset(["flat", "fixed", "goeswith", "nummod"])
NAME_PARTS = frozenset(["flat", "fixed", "goeswith", "punct", "compound", "nummod"])
HYPHENS = frozenset("-–")
HEADLESS = frozenset(
    ["compound", "flat", "fixed", "goeswith", "amod", "nummod", "det", "case", "mark", "cc", "punct", "dep"]
)


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """Yields (start, end, label) of each base noun phrase: its head with what stands before it, and flat parts after.

    A chunk never contains another chunk, save a possessor: "the NIS's report" is one chunk, "John" and "Mary" are two.
    """
    doc = doclike.doc
    if not doc.has_annotation("DEP"):
        return
    label = doc.vocab.strings.add("NP")
    previous_end = -1
    for word in doclike:
        if word.pos not in (NOUN, PROPN, PRON) and not _is_nominal(word):
            continue
        if word.dep_ in HEADLESS or word.dep_ == "nmod:poss":
            continue
        start, end = _left_edge(word), _right_edge(word)
        if start <= previous_end:
            start = previous_end + 1
        if start > word.i:
            continue
        previous_end = end
        yield start, end + 1, label


def _is_nominal(word: Token) -> bool:
    """A number or a determiner that stands for its noun: "12,000 were sent", "those who left"."""
    return word.pos in (NUM, DET, SYM) and word.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod")


def _left_edge(word: Token) -> int:
    start = word.i
    for child in sorted(word.lefts, key=lambda child: -child.i):
        if child.dep_ == "case" or child.dep_ not in INSIDE or child.dep_ in ("cc", "conj"):
            break
        if child.dep_ == "punct" and child.text not in "-–\"“‘'":
            break
        if child.dep_ == "advmod" and not _is_modifier_only(child, word):
            break
        start = min(start, child.left_edge.i)
    while start < word.i and word.doc[start].is_punct:
        start += 1
    return start


def _is_modifier_only(child: Token, word: Token) -> bool:
    """An adverb belongs inside ("some 3,000 troops") only with a determiner or number after it."""
    return any(other.i > child.i and other.dep_ in ("nummod", "det", "amod") for other in word.lefts)


def _right_edge(word: Token) -> int:
    """Over the rest of a name ("Kim Tae-hyo") and a number right after its noun ("$2 billion", "Article 5")."""
    end = word.i
    for child in word.rights:
        if child.dep_ == "punct" and child.text in HYPHENS:
            continue
        if child.dep_ not in AFTER_HEAD or not _follows(child.left_edge, end):
            break
        end = child.i
        if all(inner.dep_ in NAME_PARTS for inner in child.subtree if inner.i != child.i):
            end = child.right_edge.i
    while end > word.i and word.doc[end].is_punct:
        end -= 1
    return end


def _follows(token: Token, end: int) -> bool:
    """Right after `end`, or with one hyphen between."""
    return token.i == end + 1 or (token.i == end + 2 and token.nbor(-1).text in HYPHENS)
