"""Headlines in capitals, read against the names of the text below them: POEHL is a person, MAGAZINE no name."""

from collections.abc import Iterator, Sequence

from spacy.attrs import ORTH
from spacy.tokens import Doc

from transforms.language.entities import Entity
from transforms.language.known import COMPANY_ENDS, gazetteer, name_ends

TOP = 120  # tokens among which a headline ends
FEWEST = 3  # words in capitals that make a line a headline
MOST_SPOKEN = 2  # words in it that are not
Form = tuple[str, ...]


def headline_of(words: Sequence[str]) -> tuple[int, int] | None:
    """The first line of a text, half-open, where it is all in capitals and others follow; None else."""
    start = next((at for at, word in enumerate(words[:TOP]) if not word.isspace()), 0)
    shouted = spoken = 0
    for at, word in enumerate(words[start:TOP], start):
        if "\n" in word:
            return (start, at) if shouted >= max(FEWEST, 9 * spoken) else None
        if word.isalpha() and len(word) > 1:
            shouted, spoken = shouted + word.isupper(), spoken + (not word.isupper())
            if spoken > MOST_SPOKEN:
                return None
    return None


def in_headline(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """Entities with those of a headline in capitals as the text below names them.

    A word of the headline that the text has in small letters is no name there.
    """
    line = headline_of([token.text for token in doc[:TOP]])
    if line is None:
        return entities
    start, end = line
    above = [e for e in entities if e.end <= end]
    below = [e for e in entities if e.end > end]
    spoken = set(doc.to_array(ORTH)[end:].tolist())
    found = list(_named_below(doc, start, end, _forms(doc, below), above, spoken))
    kept = [one for e in above for one in _kept(doc, e, spoken)]
    longer = [e for e in kept if _is_more(doc, [one for one in found if _is_inside(one, e)], e)]
    found = [one for one in found if not any(_is_inside(one, e) for e in longer)]
    others = [e for e in kept if all(e.end <= one.start or e.start >= one.end for one in found)]
    return sorted([*found, *others, *below], key=lambda e: e.start)


def _forms(doc: Doc, entities: Sequence[Entity]) -> dict[Form, tuple[str, bool]]:
    """What the names of the text are in capitals, whole and for short, with their labels and whether they are whole."""
    forms: dict[Form, tuple[str, bool]] = {}
    for entity in entities:
        words = tuple(token.text for token in doc[entity.start : entity.end])
        shouted = tuple(word.upper() for word in words)
        forms[shouted] = (entity.label, True)
        if entity.label == "PERSON":
            forms.setdefault(shouted[-1:], (entity.label, False))
        elif entity.label == "ORG":
            for size in range(2, len(words)):
                forms.setdefault(shouted[-size:], (entity.label, True))
            for size in range(1, len(words)):
                if gazetteer().lookup(" ".join(words[:size])):
                    continue  # the South African Press Association
                is_whole = words[size].lower().strip(".") in COMPANY_ENDS
                forms.setdefault(shouted[:size], (entity.label, is_whole))
    return forms


def _named_below(
    doc: Doc, start: int, end: int, forms: dict[Form, tuple[str, bool]], above: Sequence[Entity], spoken: set[int]
) -> Iterator[Entity]:
    """The names of the text where they stand in the headline, the longest first."""
    longest, at = max(map(len, forms), default=0), start
    begun = {e.start for e in above if not _is_known(doc, e)}
    while at < end:
        for size in range(min(longest, end - at), 0, -1):
            words = tuple(token.text for token in doc[at : at + size])
            label, is_whole = forms.get(words, ("", False))
            if label and _may_name(doc, at, words, spoken, is_sure=is_whole or at in begun):
                yield Entity(at, at + size, label)
                at += size - 1
                break
        at += 1


def _may_name(doc: Doc, at: int, words: Form, spoken: set[int], *, is_sure: bool) -> bool:
    """Whether words of a headline are a name of the text: neither a common word of it nor the first of any name."""
    strings = doc.vocab.strings
    if strings[words[0]] in spoken:
        return True
    if len(words) > 1:
        return is_sure
    is_part = "-" in (doc[at - 1 : at].text_with_ws, doc[at + 1].text_with_ws)  # the GRAM of PHONE-A-GRAM
    if len(words[0]) < 3 or not words[0].isupper() or is_part or doc[at].is_stop or _is_spoken(doc, words[0], spoken):
        return False
    return is_sure


def _is_spoken(doc: Doc, word: str, spoken: set[int]) -> bool:
    """Whether a text has a word in small letters, in the singular or the plural."""
    lower, strings = word.lower(), doc.vocab.strings
    return any(strings[form] in spoken for form in (lower, lower.removesuffix("s"), lower + "s"))


def _kept(doc: Doc, entity: Entity, spoken: set[int]) -> Iterator[Entity]:
    """What of a name that the text below has not is one: nothing at its ends that the text has in small letters."""
    if _is_known(doc, entity):
        yield entity
        return
    start, end = entity.start, entity.end
    if doc[end - 1].lower_.strip(".") in COMPANY_ENDS or _is_of_a_land(doc, entity):
        yield entity
        return
    while start < end and _is_common(doc, start, spoken):
        start += 1
    while start < end and _is_common(doc, end - 1, spoken):
        end -= 1
    known = gazetteer().lookup(doc[start:end].text) if (start, end) != (entity.start, entity.end) else ()
    is_last = start > entity.start and end - start == 1 and not known  # the POST of SCREWWORM CONTROL POST
    if start < end and not (is_last and doc[start].orth not in spoken):
        yield Entity(start, end, known[0].label if known else entity.label)


def _is_of_a_land(doc: Doc, entity: Entity) -> bool:
    """Whether a name is an organisation's of a country: BELGIAN CENTRAL BANK."""
    if name_ends().get(doc[entity.end - 1].lower_) != "ORG":
        return False
    return any(gazetteer().country_of(doc[entity.start : end].text) for end in range(entity.start + 1, entity.end))


def _is_common(doc: Doc, at: int, spoken: set[int]) -> bool:
    return doc[at].is_punct or (doc[at].is_alpha and _is_spoken(doc, doc[at].text, spoken))


def _is_known(doc: Doc, entity: Entity) -> bool:
    known = gazetteer().lookup(doc[entity.start : entity.end].text)
    return bool(known) and not known[0].is_ambiguous


def _is_more(doc: Doc, parts: Sequence[Entity], longer: Entity) -> bool:
    """Whether a name of the headline is more than the names of the text in it.

    It is known, it joins them (CROSS AND TRECKER), or it says whose one is: TURKISH CENTRAL BANK.
    """
    if not parts or _is_known(doc, longer):
        return bool(parts)
    if len(parts) > 1 and (parts[0].start, parts[-1].end) == (longer.start, longer.end):
        return True
    owner = gazetteer().lookup(doc[longer.start : parts[0].start].text) if parts[0].end == longer.end else ()
    return parts[0].label == longer.label == "ORG" and bool(owner) and owner[0].label in ("GPE", "NORP")


def _is_inside(one: Entity, other: Entity) -> bool:
    return other.start <= one.start and one.end <= other.end and (one.start, one.end) != (other.start, other.end)
