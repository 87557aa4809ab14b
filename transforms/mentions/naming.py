"""From `doc.ents` to namings: kind, title, and what the gazetteer knows of each name."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from transforms.language.known import Known, gazetteer
from transforms.mentions.namings import Naming, text_of
from transforms.mentions.titles import role_after, title_before
from transforms.tree import Tree

_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z0-9&.-]*[A-Z][A-Z0-9.]*s?|[A-Z]\d+")
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})


def names_on(tree: Tree, doc: Doc) -> Iterator[Naming]:
    """One naming per entity of the Doc, in text order, persons with their titles."""
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ in LABELS]
    owner: dict[int, str] = {i: label for start, end, label in ents for i in range(start, end)}

    def is_person(at: int) -> bool:
        return owner.get(at) == "PERSON"

    for start, end, label in ents:
        text = text_of(tree, start, end)
        known = tuple(k for k in _lookup(text) if _agrees(k.label, label))
        naming = Naming(start, end, label, kind_of(text, label, known[0].kind if known else ""), text, known)
        if label == "PERSON":
            number = tree.sents[start]
            naming.title_role = title_before(tree, start, is_person) or role_after(
                tree, end, tree.sentence_end(number), is_person
            )
        yield naming


def _lookup(text: str) -> tuple[Known, ...]:
    return gazetteer().lookup(text) or gazetteer().lookup(text.removeprefix("The ").removeprefix("the "))


def _agrees(known_label: str, label: str) -> bool:
    places = ("GPE", "LOC", "FAC")
    return known_label == label or (known_label in places and label in places)


def kind_of(text: str, label: str, known_kind: str) -> str:
    """name, acronym or demonym: a people's noun (Ukrainians) is a demonym; its adjective names the country."""
    if known_kind == "people":
        return "demonym"
    if label in ("ORG", "GPE", "FAC", "PRODUCT", "EVENT", "LAW") and len(text) <= 9 and _ACRONYM.fullmatch(text):
        return "acronym"
    return "name"
