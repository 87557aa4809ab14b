"""The words that say what a figure is about: what it measures, what it is a share of, and whose it is."""

from collections.abc import Iterable

from spacy.tokens import Token

from transforms.figures.counted import Counted
from transforms.figures.quantities import Quantity
from transforms.figures.syntax import NOMINAL, Tree, governor, has_copula, phrase_from, subject_of, words_of

_EMPTY = frozenset(
    "it he she they we i you this that these those who which what there total number amount one ones each all some any many both more most least half part"
    " average lot most today year years month months week day days percent % per cent such other same own few several much".split()
)
_CHANGE_NOUNS = frozenset("rise fall drop increase decrease decline gain loss cut jump growth reduction improvement boost hike surge".split())


def concept_of(tree: Tree, quantity: Quantity, counted: Counted | None, anchor: Token | None) -> str | None:
    """What a reader would say the figure is about, in the words of its sentence; null where the sentence has none."""
    if anchor is None:
        return None
    own = _own_tokens(tree, quantity, counted)
    found: dict[int, Token] = {}
    near = _near(tree, quantity, counted, anchor, own)
    _add(found, near, own)
    verb, node, link = governor(anchor)
    subject = subject_of(verb) if verb is not None else None
    if subject is not None and subject.i not in own and not _is_under(anchor, subject):
        _add(found, words_of(subject, deep=1, skip=frozenset(own)), own)
    return " ".join(found[i].text for i in sorted(found)) or None


def _is_under(token: Token, other: Token) -> bool:
    """Whether a token hangs on another, directly or not; a wrong parse may even go round in a circle."""
    node = token
    for _ in range(12):
        if node.i == other.i:
            return True
        if node.head is node:
            return False
        node = node.head
    return False


def _own_tokens(tree: Tree, quantity: Quantity, counted: Counted | None) -> set[int]:
    first, stop = tree.index_at(quantity.start), max(tree.first_after(quantity.end), tree.index_at(quantity.start) + 1)
    own = set(range(first, stop))
    if counted is not None and quantity.unit is None:
        own |= set(range(counted.begin, counted.head.i + 1))
    return own


def _add(found: dict[int, Token], tokens: Iterable[Token], own: set[int]) -> None:
    for token in tokens:
        lower = token.lower_
        if token.i in own or lower in _EMPTY or token.pos_ in ("DET", "PRON", "PUNCT", "ADP", "AUX", "CCONJ", "SCONJ", "PART"):
            continue
        if not any(char.isalnum() for char in lower):
            continue
        found[token.i] = token


def _near(tree: Tree, quantity: Quantity, counted: Counted | None, anchor: Token, own: set[int]) -> list[Token]:
    """The noun right at the figure: what it is a share of, what it modifies, what it is said to be the size of."""
    skip = frozenset(own)
    doc = tree.doc
    if quantity.unit is not None and counted is not None:
        return list(words_of(counted.head, deep=1, skip=skip))
    if quantity.unit is not None or quantity.per_unit:
        after = tree.first_after(quantity.end)
        head = anchor.head
        if head.i > anchor.i and anchor.dep_ in ("compound", "nummod", "amod", "nmod", "nmod:unmarked", "obl:npmod", "obl:unmarked", "dep", "advmod") and head.pos_ in NOMINAL:
            return list(words_of(head, deep=1, skip=skip))
        if after < len(doc) and not doc[after].is_sent_start and doc[after].pos_ in ("NOUN", "PROPN", "ADJ"):
            found = phrase_from(doc, after)
            if found is not None and not found[1].is_sent_start:
                return list(words_of(found[1], deep=1, skip=skip))
    node = anchor
    for _ in range(3):
        head = node.head
        if head is node or head.i in skip and head.pos_ not in NOMINAL:
            break
        if node.dep_ in ("nmod", "appos", "acl", "nmod:unmarked") and head.pos_ in NOMINAL and head.i < node.i:
            return list(words_of(head, deep=0, skip=skip))
        if node.dep_ not in ("conj", "nummod", "compound", "appos"):
            break
        node = head
    return []
