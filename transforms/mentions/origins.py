"""The country that a sentence gives what it names: France's state-owned Aerospatiale; Etoile, a Tunisian side."""

from collections.abc import Callable, Iterator, Mapping

from transforms.language.gazetteer import POSSESSIVES
from transforms.mentions.namings import Naming
from transforms.tree import Tree

LONGEST_LEAD = 6  # words between a country and the name that follows
LONGEST_LIST = 6  # names
Code = Callable[[Naming], str | None]


def origin(
    tree: Tree, naming: Naming, by_start: Mapping[int, Naming], by_end: Mapping[int, Naming], code: Code
) -> str | None:
    """The one country of the nouns that say what is named, before it or in apposition; None where none is said."""
    if not tree.deps:
        return None
    root = tree.root_of(naming.start, naming.end)
    owner = _owner_before(tree, naming.start, root, by_end)
    if owner is not None:
        return code(owner)
    codes = {code(one) for noun in _nouns(tree, root) for one in _owners(tree, noun, by_start, by_end)} - {None}
    return codes.pop() if len(codes) == 1 else None


def _owner_before(tree: Tree, start: int, root: int, by_end: Mapping[int, Naming]) -> Naming | None:
    """The country whose adjective or possessive stands before a name, with nouns of the name's between them."""
    at = start - 1
    if at < 0 or not _is_lead(tree, at) or not _is_beside(tree, at, root):
        return None
    while at >= max(0, start - LONGEST_LEAD):
        if tree.words[at] in POSSESSIVES:
            owner = by_end.get(at)
        elif (owner := by_end.get(at + 1)) is None:
            if not _is_lead(tree, at) and not (tree.words[at] == "-" and at + 1 < start):
                return None
            at -= 1
            continue
        return owner if owner is not None and _is_country(tree, owner) else None
    return None


def _is_country(tree: Tree, owner: Naming) -> bool:
    """Whether a name is a place's or a people's, and no part of Iran-backed or anti-Russian."""
    if owner.label not in ("GPE", "NORP"):
        return False
    is_led = (
        owner.start and tree.words[owner.start - 1] == "-" and tree.ends[owner.start - 1] == tree.starts[owner.start]
    )
    return not is_led and tree.words[owner.end : owner.end + 1] != ["-"]


def _is_beside(tree: Tree, noun: int, root: int) -> bool:
    """Whether a noun hangs on the name behind it, the name on it, or both, for the same, on one word."""
    if root == tree.heads[noun] or tree.heads[root] == noun:
        return True
    return (tree.heads[root], tree.deps[root]) == (tree.heads[noun], tree.deps[noun])


def _is_lead(tree: Tree, at: int) -> bool:
    """Whether a word may stand between a country and a name: gas giant, state-owned."""
    is_open = tree.pos[at] in ("NOUN", "ADJ") or tree.tags[at] in ("VBN", "VBG")
    return is_open and tree.words[at][:1].islower()


def _nouns(tree: Tree, root: int) -> Iterator[int]:
    """The nouns that say what a name's bearer is: its apposition, and what it is said to be."""
    for kid in tree.children[root]:
        if tree.deps[kid] == "appos" and tree.pos[kid] == "NOUN" and kid > root:
            yield kid
    head = tree.heads[root]
    if tree.deps[root] == "appos" and tree.pos[head] == "NOUN":
        yield head
    if tree.deps[root] == "nsubj" and tree.pos[head] == "NOUN" and _is_copular(tree, head):
        yield head
    first = root
    for _ in range(LONGEST_LIST):
        if tree.deps[first] != "conj":
            break
        first = tree.heads[first]
    above = tree.heads[first]
    if first != root and tree.deps[first] == "appos" and tree.tags[above] == "NNS":
        yield above  # US authors A, B and C
    listed = [first, *(kid for kid in tree.children[first] if tree.deps[kid] == "conj")]
    if len(listed) > 1:  # A, B and C, three Japanese firms
        yield from (
            kid
            for one in listed[:LONGEST_LIST]
            for kid in tree.children[one]
            if tree.deps[kid] == "appos" and tree.tags[kid] == "NNS" and kid > root
        )


def _is_copular(tree: Tree, noun: int) -> bool:
    return any(tree.deps[kid] == "cop" and tree.lemmas[kid] == "be" for kid in tree.children[noun]) and not any(
        tree.lower[kid] in ("not", "n't", "no") for kid in tree.children[noun]
    )


def _owners(tree: Tree, noun: int, by_start: Mapping[int, Naming], by_end: Mapping[int, Naming]) -> Iterator[Naming]:
    """The countries whose adjective or possessive a noun has: a Tunisian side, Japan's biggest bank."""
    for kid in tree.children[noun]:
        one = None
        if kid < noun and tree.deps[kid] in ("amod", "compound", "nmod:poss", "nmod"):
            one = by_start.get(kid) or by_end.get(kid + 1)  # South Africa's
        if one is not None and _is_country(tree, one):
            yield one
