"""From `doc.ents` to namings: kind, title, and what the gazetteer knows of each name."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from transforms.language.known import Known, gazetteer
from transforms.mentions.namings import Naming, text_of
from transforms.mentions.titles import is_courtesy, role_after, role_with_name, title_before
from transforms.tree import Tree

_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z0-9&.-]*[A-Z][A-Z0-9.]*s?|[A-Z]\d+")
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})


def names_on(tree: Tree, doc: Doc) -> Iterator[Naming]:
    """One naming per entity of the Doc, in text order, persons with their titles."""
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ in LABELS]
    owner = {i: (label, start) for start, end, label in ents for i in range(start, end)}

    def is_person(at: int) -> bool:
        return at in owner and owner[at][0] == "PERSON"

    def begin_of(at: int) -> int:
        return owner[at][1] if at in owner else at

    for start, end, label in ents:
        text = text_of(tree, start, end)
        known = tuple(k for k in _lookup(text) if _agrees(k.label, label))
        naming = Naming(start, end, label, kind_of(text, label, known), text, known)
        if label == "PERSON":
            before = title_before(tree, start, is_person, begin_of)
            after = role_after(tree, end, tree.sentence_end(tree.sents[start]), is_person)
            # Ms. Jane Roe, the mayor: a courtesy says less than a role
            naming.title_role = after if after is not None and is_courtesy(before) else before
            naming.title_role = naming.title_role or role_with_name(tree, start, end, is_person)
        yield naming


def _lookup(text: str) -> tuple[Known, ...]:
    return gazetteer().lookup(text) or gazetteer().lookup(text.removeprefix("The ").removeprefix("the "))


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
