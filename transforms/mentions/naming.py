"""From `doc.ents` to namings: kind, title, and what the gazetteer knows of each name."""

import re
from collections.abc import Iterator, Set

from spacy.tokens import Doc

from transforms.language.headlines import headline_of
from transforms.language.known import Known, gazetteer
from transforms.mentions.namings import Naming, text_of
from transforms.mentions.titles import is_courtesy, role_after, role_with_name, title_before
from transforms.tree import Tree

_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z0-9&.-]*[A-Z][A-Z0-9.]*s?|[A-Z]\d+")
LONG = 5  # letters
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})


def names_on(tree: Tree, doc: Doc) -> Iterator[Naming]:
    """One naming per entity of the Doc, in text order, persons with their titles."""
    shouted = headline_of(tree.words)
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ in LABELS]
    said = {text_of(tree, start, end) for start, end, _ in ents if start >= shouted[1]} if shouted else frozenset()
    owner = {i: (label, start) for start, end, label in ents for i in range(start, end)}

    def is_person(at: int) -> bool:
        return at in owner and owner[at][0] == "PERSON"

    def begin_of(at: int) -> int:
        return owner[at][1] if at in owner else at

    for start, end, label in ents:
        text = text_of(tree, start, end)
        found = _lookup(text) or (_state(text) if label == "GPE" else ())
        known = tuple(k for k in found if _agrees(k.label, label))
        kind = kind_of(text, label, known)
        if kind == "acronym" and shouted is not None and start < shouted[1] and not known and not _is_code(tree, start):
            kind = kind_in_headline(text, said)
        naming = Naming(start, end, label, kind, text, known)
        if label == "PERSON":
            before = title_before(tree, start, is_person, begin_of)
            after = role_after(tree, end, tree.sentence_end(tree.sents[start]), is_person)
            # Ms. Jane Roe, the mayor: a courtesy says less than a role
            naming.title_role = after if after is not None and is_courtesy(before) else before
            naming.title_role = naming.title_role or role_with_name(tree, start, end, is_person)
        yield naming


def kind_in_headline(text: str, said: Set[str]) -> str:
    """An acronym, but a name where a headline in capitals has a long word of letters that the text has not so."""
    return "name" if text.isalpha() and len(text) >= LONG and text not in said else "acronym"


def _is_code(tree: Tree, at: int) -> bool:
    """Whether a wire's code for a firm begins there, or an acronym in brackets: <ERICY>."""
    return at > 0 and tree.words[at - 1] in ("<", "(")


def _lookup(text: str) -> tuple[Known, ...]:
    return gazetteer().lookup(text) or gazetteer().lookup(text.removeprefix("The ").removeprefix("the "))


def _state(text: str) -> tuple[Known, ...]:
    """The state that a shortened name without its full stop is: Fla of a dateline."""
    return tuple(k for k in gazetteer().lookup(text + ".") if k.kind == "place" and not k.is_ambiguous)


def _agrees(known_label: str, label: str) -> bool:
    places = ("GPE", "LOC", "FAC")
    return known_label == label or (known_label in places and label in places)


def kind_of(text: str, label: str, known: tuple[Known, ...]) -> str:
    """name, acronym or demonym: a people's noun (Ukrainians) is a demonym; its adjective names the country."""
    if known and known[0].kind == "people":
        return "demonym"
    if known and known[0].text != text and not known[0].text.isupper():
        return "name"  # SEOUL of a dateline
    if label in ("ORG", "GPE", "FAC", "PRODUCT", "EVENT", "LAW") and len(text) <= 9 and _ACRONYM.fullmatch(text):
        return "acronym"
    return "name"
