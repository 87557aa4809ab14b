"""Titles and roles of persons: before the name (U.S. Defense Secretary Lloyd Austin) and after it, between commas."""

import re
from collections.abc import Callable
from functools import cache

from transforms.language.known import gazetteer, title_words
from transforms.lexicon import seed_rows
from transforms.tree import Tree

LONGEST_TITLE, LONGEST_ROLE, LONGEST_NAME = 12, 16, 5
NO_ROLE = frozenset(
    """special former late acting deputy vice interim prime man woman boy girl gentleman victim suspect forward host
    principal executive father mother son daughter brother sister wife husband""".split()
)
COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "mister"})
CUTS = frozenset("on during after before since amid when where while with in at from until".split())
POSSESSIVES = frozenset({"'s", "’s"})
HOLDERS = frozenset("head member chief secretary-general".split())  # roles where an office follows: head of the bank
OFFICES = frozenset({"of", "for", "to"})  # between a role and what it is held for
INNER = frozenset({"and", "-", "–", "&"})
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december yesterday today""".split()
)
BREAKS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", '"', "“", "”", "\n", "who", "which", "that"}) | frozenset(
    ("copyright", "caption")  # of a picture, run into the text below it
)
AGED = re.compile(r"\d+-year-old")
VERBS = frozenset({"VERB", "AUX", "PRON", "SCONJ"})


@cache
def role_words() -> frozenset[str]:
    """Nouns that say what a person is, lower case."""
    persons = {row["word"].lower() for row in seed_rows("nominals", "word") if row["label"] == "PERSON"}
    roles = {row["word"].lower().rstrip(".") for row in seed_rows("titles", "word") if row["kind"] == "role"}
    return frozenset((persons | roles) - NO_ROLE)


def title_before(
    tree: Tree, start: int, is_other_person: Callable[[int], bool], begin_of: Callable[[int], int]
) -> str | None:
    """The title that stands directly before a name, without its article; None where none stands there.

    `is_other_person` tells the tokens of other persons' names, where a title cannot reach; `begin_of` where the name
    that holds a token begins: House of Representatives Speaker.
    """
    if start and tree.lower[start - 1].rstrip(".") in COURTESIES:
        return tree.words[start - 1]
    first, seen, at = None, False, start - 1
    while at >= max(0, start - LONGEST_TITLE):
        word = tree.words[at]
        if word == ")" and seen and at > 2 and _is_in_brackets(tree, at - 1):
            at -= 3  # New Power Party (NPP) Legislator Jane Roe
            continue
        is_listed = word == "," and first is not None and _is_joint(tree, at, seen=seen)
        if (word in BREAKS and not is_listed) or word.isspace() or is_other_person(at) or _is_dash(tree, at):
            break
        if tree.lower[at].rstrip(".") in title_words():
            seen, first = True, at
        elif word in OFFICES:
            # Secretary of State Jane Roe, but neither the policy of President Jane Roe nor an aide to Jane Roe
            if seen or at in (0, start - 1) or tree.lower[at - 1] not in role_words():
                break
        elif word == "the" and not seen and at and tree.words[at - 1] in OFFICES:
            pass  # Ambassador to the United Nations Jane Roe
        elif _is_named(tree, at) or (at > start - 6 and (seen or at == start - 1) and _is_of_title(tree, at, start)):
            first = at
        elif not (word in POSSESSIVES or (seen and _is_hyphenated(tree, at)) or _is_joint(tree, at, seen=seen)):
            break
        elif _is_hyphenated(tree, at):
            first = at
        at -= 1
    if not seen or first is None:
        return None
    first = begin_of(first)
    while first < start and (
        tree.lower[first] in INNER or tree.words[first] in POSSESSIVES or AGED.fullmatch(tree.words[first])
    ):
        first += 1
    return tree.text[tree.starts[first] : tree.ends[start - 1]].strip() or None if first < start else None


def _is_joint(tree: Tree, at: int, *, seen: bool) -> bool:
    """Whether a word joins two fields of an office, or two roles: Minister of Trade[,] Industry [and] Energy."""
    if seen:
        return tree.words[at] in INNER
    return (
        (tree.words[at] == "," or tree.words[at] in INNER)
        and at > 0
        and _is_named(tree, at - 1)
        and _is_named(tree, at + 1)
    )


def role_with_name(tree: Tree, start: int, end: int, is_other_person: Callable[[int], bool]) -> str | None:
    """The role to which a name stands in apposition: the minister of labour and health, [Jane Roe], said so."""
    if start < 2 or tree.words[start - 1] != "," or end >= len(tree.words) or tree.words[end] not in (",", "."):
        return None
    name = tree.root_of(start, end)
    role = tree.heads[name]
    if tree.deps[name] != "appos" or not start - LONGEST_ROLE <= role < start or tree.lower[role] not in role_words():
        return None
    first = min(tree.kids(role, "det", "amod", "compound", "nmod:poss"), default=role)
    if tree.lower[first] != "the" or tree.tags[role] not in ("NN", "NNP"):
        return None
    inside = range(first + 1, start - 1)
    if any(
        tree.pos[i] in VERBS or is_other_person(i) or (tree.words[i] in BREAKS and tree.words[i] != ",") for i in inside
    ):
        return None
    return tree.text[tree.starts[first + 1] : tree.ends[start - 2]]


def is_courtesy(title: str | None) -> bool:
    """Whether a title is none, or only one that anybody may have: Mr., Dr."""
    return title is None or title.lower().rstrip(".") in COURTESIES | {"dr", "prof"}


def _is_dash(tree: Tree, at: int) -> bool:
    """Whether a hyphen stands apart from the words about it, as behind a dateline: LONDON - Foreign Secretary."""
    if tree.words[at] != "-" or not 0 < at < len(tree.words) - 1:
        return False
    return tree.ends[at - 1] < tree.starts[at] and tree.ends[at] < tree.starts[at + 1]


def _is_hyphenated(tree: Tree, at: int) -> bool:
    """Whether a word is joined to the next by a hyphen: far-right."""
    return tree.words[at].isalpha() and at + 1 < len(tree.words) and tree.words[at + 1] == "-"


def _is_in_brackets(tree: Tree, at: int) -> bool:
    """Whether one word stands in brackets behind a name, but the wire or paper a text is of: Florida (CNN)."""
    media = any(known.role in ("media", "news agency") for known in gazetteer().lookup(tree.words[at]))
    return tree.words[at - 1] == "(" and _is_named(tree, at - 2) and not media


def _is_of_title(tree: Tree, at: int, start: int) -> bool:
    """Whether a common noun or adjective hangs on the title behind it or on the name: of a press conference none do."""
    if tree.pos[at] not in ("NOUN", "ADJ"):
        return False
    is_one = tree.lower[at] in role_words() and tree.heads[at + 2 : at + 3] == [at]  # founder and adviser
    return not tree.deps or at == start - 1 or is_one or at < tree.heads[at] < start + LONGEST_NAME


def _is_named(tree: Tree, at: int) -> bool:
    """Whether a capitalised word belongs to a title: Defense, U.S., Democratic; not Monday, not The."""
    word = tree.lower[at]
    is_named = tree.words[at][0].isupper() and tree.pos[at] in ("PROPN", "ADJ", "NOUN")
    return is_named and word not in ("the", "a", "an") and word not in DAYS


def role_after(tree: Tree, end: int, sentence_end: int, is_other_person: Callable[[int], bool]) -> str | None:
    """The role in apposition after a name (", a spokesman for the ministry,"); None where there is none."""
    if end + 1 >= sentence_end or tree.words[end] not in (",", "("):
        return None
    at, has_role = end + 1, False
    while at < min(sentence_end, end + 1 + LONGEST_ROLE):
        word = tree.lower[at]
        if word in BREAKS:
            break
        if is_other_person(at):
            return None
        if tree.pos[at] in VERBS and not has_role:
            return None
        if tree.pos[at] in ("VERB", "AUX") or tree.tags[at] in ("VBD", "VBZ", "VBP", "MD"):
            return None
        has_role = has_role or (tree.pos[at] in ("NOUN", "PROPN") and _is_role(tree, at) and at < end + 9)
        at += 1
    if not has_role or at == sentence_end or tree.words[at] not in (",", ".", ")", ";", "\n", "who"):
        return None
    first = end + 1
    while first < at and tree.lower[first] in ("a", "an", "the", "and", "also", "then"):
        first += 1
    if first >= at or tree.pos[end + 1] in ("CCONJ", "ADP", "NUM"):
        return None
    cut = next((i for i in range(first + 1, at) if tree.lower[i] in CUTS), at)
    role = tree.text[tree.starts[first] : tree.ends[cut - 1]]
    return role if any(_is_role(tree, i) for i in range(first, cut)) else None


def _is_role(tree: Tree, at: int) -> bool:
    """Whether a word says what a person is, by itself or with the office behind it: head of the bank."""
    word = tree.lower[at]
    return word in role_words() or (word in HOLDERS and tree.lower[at + 1 : at + 2] == ["of"])
