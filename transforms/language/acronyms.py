"""Acronyms and the names they stand for, within one article."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.attrs import ORTH
from spacy.tokens import Doc

from transforms.language.entities import Cover, Entity
from transforms.language.known import gazetteer

ABBREVIATED = frozenset({"ORG", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART"})
ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.\-]{1,9}")
SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "du", "des", "et", "&", "von", "der"}
)


def is_acronym(text: str) -> bool:
    """Whether a word may be the acronym of a name."""
    return bool(ACRONYM.fullmatch(text)) and sum(char.isupper() for char in text) > 1


def initials(name: str) -> str:
    """The capitals a name would be abbreviated to: UNSC for United Nations Security Council."""
    return "".join(word[0] for word in _words(name) if word.lower() not in SMALL).upper()


def with_acronyms(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """Names and acronyms that explain each other are named alike, in brackets or by their initials."""
    return _by_initials(doc, _by_brackets(doc, entities))


def bracketed(doc: Doc) -> Iterator[int]:
    """The acronyms that stand alone in brackets."""
    for at in range(2, len(doc) - 1):
        if doc[at - 1].text == "(" and doc[at + 1].text == ")" and is_acronym(doc[at].text):
            yield at


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.replace("'s", "").replace("’s", ""))


def _by_brackets(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """A name and the acronym in brackets behind it are named alike: Defense Intelligence Directorate (GUR)."""
    cover, out = Cover(entities), {entity.start: entity for entity in entities}
    for at in bracketed(doc):
        (acronym,) = cover.overlapping(at, at + 1) or (None,)
        before = cover.overlapping(at - 2, at - 1)
        if acronym is not None and acronym.end - acronym.start > 1:
            continue
        if before and before[0].end == at - 1 and before[0].label in ABBREVIATED:
            if before[0].end - before[0].start > 1:
                out[at] = Entity(at, at + 1, before[0].label)
        elif not before and acronym is not None and acronym.label in ABBREVIATED:
            start = _spelt_out(doc, at)
            over = cover.overlapping(start, at - 1)
            if start < at - 1 and all(e.start >= start for e in over):
                for entity in over:
                    out.pop(entity.start, None)
                out[start] = Entity(start, at - 1, acronym.label)
    return sorted(out.values(), key=lambda e: e.start)


def _spelt_out(doc: Doc, at: int) -> int:
    """Where the words begin whose initials the bracketed acronym at this place gives; its bracket if there are none."""
    letters, start = [char for char in doc[at].text.rstrip("s") if char.isupper()], at - 1
    while letters and start > 0:
        word = doc[start - 1].text
        if word[0] == letters[-1] and word[0].isupper():
            letters.pop()
        elif word.lower() not in ("of", "and", "for", "the", "in", "on", "&"):
            return at - 1
        start -= 1
    return at - 1 if letters else start


def _by_initials(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """What is written as the initials of a name of the article is named as it is: ED, Enforcement Directorate."""
    label_of = _abbreviations(doc, entities)
    if not label_of:
        return entities
    cover, out = Cover(entities), set(entities)
    short = {doc.vocab.strings[text]: label for text, label in label_of.items() if not gazetteer().lookup(text)}
    for at, orth in enumerate(doc.to_array(ORTH).tolist()):
        if orth not in short or doc[at].is_stop:
            continue  # the IN of a headline is not International Nickel
        over = cover.overlapping(at, at + 1)
        if not over or over[0].end - over[0].start == 1:
            out.difference_update(over)
            out.add(Entity(at, at + 1, short[orth]))
    return sorted(out, key=lambda e: e.start)


def _abbreviations(doc: Doc, entities: Iterable[Entity]) -> dict[str, str]:
    """What names of several words would be abbreviated to, BG or BoG, where all of them have one label."""
    labels: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.label in ABBREVIATED and entity.end - entity.start > 1:
            name = doc[entity.start : entity.end].text
            for short in (initials(name), "".join(word[0] for word in _words(name))):
                if is_acronym(short):
                    labels[short].add(entity.label)
    return {short: label for short, (label, *others) in labels.items() if not others}
