"""What the words of a name, and those beside it, say it is, or that it is none."""

import re
from collections import Counter
from collections.abc import Iterator, Set

from spacy.tokens import Doc

from transforms.language.acronyms import is_acronym
from transforms.language.entities import PLACES, Entity, family
from transforms.language.known import gazetteer, given_names, no_names, slug, sport_words

WHEREABOUTS = frozenset("in near around outside".split())
# what stands before an organisation's name and before nobody's: the newspaper Chosun Ilbo
INTRODUCING = frozenset(
    """newspaper magazine daily tabloid broadcaster website company firm airline carmaker automaker retailer brewer
    drugmaker bank insurer charity nonprofit watchdog network broadsheet startup""".split()
)
SEVERAL_LANDS = frozenset("America Carolina Dakota Germany Korea Sudan Vietnam Virginia Yemen".split())
LONGEST_COMMA = 3  # words between names of a list: ", and the"
LISTED = PLACES | {"PERSON", "ORG", "FAC", "PRODUCT"}
SHORTENED = re.compile(r"[A-Z]{2,6}|[A-Z][a-z]{1,3}[A-Z]")  # SNAI, BoG
# J; a senator's party and state, R-Iowa; a team's age, U-20; GHS6.2billion
NO_NAME = re.compile(r"[A-Z]|[RDI]-[A-Z][\w.]*|U-?\d\d|.*\d(?:[mb]illion|bn|mn)")
LONGEST_PERSON = 6  # words with a capital
OIL = frozenset(("Brent", "Brents"))
OIL_SOLD = re.compile(r"\bBrent (?:crude|oil|futures|prices)\b|\bbarrel\b")


def by_words(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """The names that are any, with the labels that their words and those before and after them give."""
    forms = Counter(token.text for token in doc)
    is_of_oil = not OIL.isdisjoint(forms) and OIL_SOLD.search(doc.text) is not None
    named = [one for one in _introduced(doc, entities) if not _is_no_name(doc, one, forms, is_of_oil=is_of_oil)]
    peoples = _peoples(doc, named, forms)
    persons = [one for one in named if one.label == "PERSON" and not doc[one.start].is_upper]
    surnames = surnames_of({one: doc[one.start : one.end].text for one in persons})
    named = [_without_shout(doc, Entity(e.start, e.end, peoples.get(e, e.label)), surnames) for e in named]
    return [_person_or_not(doc, entity) if entity.label == "PERSON" else entity for entity in named]


def _introduced(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """Entities with what the text calls a newspaper, a company or a people read as one wherever it stands.

    The newspaper Perfil is no person, nor are the Lingayats.
    """
    persons = {entity: doc[entity.start : entity.end].text for entity in entities if entity.label == "PERSON"}
    unknown = {text for text in persons.values() if not gazetteer().lookup(text)}
    called: dict[str, str] = {}
    surnames = surnames_of(persons)
    for entity, text in persons.items():
        if text not in unknown or not entity.start:
            continue
        if doc[entity.start - 1].lower_ in INTRODUCING and slug(text.split()[0]) not in given_names():
            called[text] = "ORG"
        elif _is_people(doc, entity) and text.removesuffix("s") not in surnames:
            called.setdefault(text, "NORP")
    return [Entity(e.start, e.end, called.get(persons.get(e, ""), e.label)) for e in entities]


def _is_people(doc: Doc, entity: Entity) -> bool:
    """Whether one word in the plural behind "the" stands for itself: the Lingayats, but not the Obamas' dog."""
    word, after = doc[entity.start], doc[entity.end : entity.end + 1]
    return (
        entity.end - entity.start == 1
        and word.tag_ in ("NNPS", "NNS")
        and word.lower_.endswith("s")
        and doc[entity.start - 1].lower_ == "the"
        and not any(token.tag_.startswith(("NN", "JJ", "POS")) for token in after)
    )


def _peoples(doc: Doc, entities: list[Entity], forms: Counter[str]) -> dict[Entity, str]:
    """What was read as places that nobody knows, and is a people: a Vokkaliga where the text has Vokkaligas, too.

    `forms` counts the words of the text as written. Both Koreas are places.
    """
    places = {e: doc[e.start].text for e in entities if e.label in PLACES and e.end - e.start == 1}
    singular = {text for text in places.values() if forms[text + "s"]} - SEVERAL_LANDS
    unknown = {text for text in singular if not gazetteer().lookup(text) and not gazetteer().lookup(text + "s")}
    return {e: "NORP" for e, text in places.items() if text in unknown or text.removesuffix("s") in unknown}


def _is_no_name(doc: Doc, entity: Entity, forms: Counter[str], *, is_of_oil: bool) -> bool:
    """Whether its words show that it is none: ATM, QTR NET and New Year name nothing, nor does a post's address.

    `forms` counts the words of the text as written; `is_of_oil` says that it tells of oil being sold, as Brent crude.
    """
    text = doc[entity.start : entity.end].text
    if text in no_names() or all(word in no_names() or word.lower() in no_names() for word in text.split()):
        return True
    if "@" in text or "_" in text or "twitter.com/" in text or NO_NAME.fullmatch(text):
        return True
    if is_of_oil and text in OIL and entity.label == "PERSON":
        return True
    if entity.label == "PERSON" and sum(word[:1].isupper() for word in text.split()) > LONGEST_PERSON:
        return True  # a list of names
    if entity.end - entity.start > 1 or entity.label not in ("PERSON", *PLACES):
        return False
    return text.islower() or (entity.label in PLACES and _is_headline_word(text, forms))


def _is_headline_word(text: str, forms: Counter[str]) -> bool:
    """Whether a place that nobody knows is a common noun of the text, written with a capital in its headline only.

    The tunnel of "Trains Collide in Tunnel" is one.
    """
    if not text.istitle() or gazetteer().lookup(text):
        return False
    return forms[text.lower()] >= forms[text]


def _person_or_not(doc: Doc, entity: Entity) -> Entity:
    """What was read as a person, unless its letters or what follows show that it is a firm or a place: SNAI, BoG."""
    text = doc[entity.start : entity.end].text
    if gazetteer().lookup(text):
        return entity
    if _is_coded(doc, entity):
        return Entity(entity.start, entity.end, "ORG")
    if entity.end - entity.start > 1:
        return entity
    if doc[entity.end : entity.end + 2].text.lower() == "-based":
        return Entity(entity.start, entity.end, "GPE")
    is_short = text.isalpha() and SHORTENED.fullmatch(text) is not None
    return Entity(entity.start, entity.end, "ORG") if is_short and not _is_in_capitals(doc, entity) else entity


def _is_coded(doc: Doc, entity: Entity) -> bool:
    """Whether a wire's code for a firm follows: Moulinex <MOUP.PA>."""
    after = doc[entity.end : entity.end + 2]
    return len(after) > 1 and after[0].text == "<" and is_acronym(after[1].text.split(".")[0])


def _without_shout(doc: Doc, entity: Entity, surnames: Set[str]) -> Entity:
    """A person's name, or that of a place we know, without the words in capitals before it: GETTY Ann Lee, MVP Lee.

    They are of a caption or of another headline, or say what somebody is whose full name the text has, too.
    """
    start = entity.start
    while start < entity.end and doc[start].is_upper and len(doc[start]) > 2:
        start += 1
    if start in (entity.start, entity.end):
        return entity
    is_person = entity.label == "PERSON" and (start < entity.end - 1 or _is_called(doc, start, surnames))
    is_place = entity.label in PLACES and bool(gazetteer().lookup(doc[start : entity.end].text))
    return Entity(start, entity.end, entity.label) if is_person or is_place else entity


def _is_called(doc: Doc, last: int, surnames: Set[str]) -> bool:
    """Whether a surname of the text stands behind capitals that are no given name: MVP Lee, but not ANN Lee."""
    return doc[last].text in surnames and slug(doc[last - 1].text) not in given_names()


def clubs(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """In news of sport, a place that nobody knows and where nothing is told to be is a club: Flamengo, not Rio."""
    places = {e: doc[e.start : e.end].text for e in entities if e.label in PLACES}
    unknown = {name for name in places.values() if not gazetteer().lookup(name)}
    if not unknown or not _is_of_sport(doc):
        return entities
    starts = {place.start for place in places}
    told = {name for place, name in places.items() if name in unknown and _is_whereabouts(doc, place, starts)}
    return [Entity(e.start, e.end, "ORG") if places.get(e) in unknown - told else e for e in entities]


def _is_of_sport(doc: Doc) -> bool:
    """Whether an article tells of matches: many words of sport, and several different ones."""
    words = sport_words()
    counts = Counter(word for word in (token.lower_ for token in doc) if word in words)
    return counts.total() >= max(5, len(doc) / 100) and len(counts) >= 4


def in_lists(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """In a list of three names or more, a short one that nobody knows is what all the others are.

    Goraguntepalya is a place in "at Hebbal, Goraguntepalya and Delhi".
    """
    label_of: dict[Entity, str] = {}
    for listed in _lists(doc, entities):
        for one in listed:
            others = {family(other.label) for other in listed if other is not one}
            if len(others) == 1 and family(one.label) not in others and _is_open(doc, one):
                label_of[one] = others.pop()
    return [Entity(e.start, e.end, label_of.get(e, e.label)) for e in entities]


def _lists(doc: Doc, entities: list[Entity]) -> Iterator[list[Entity]]:
    """The lists of three names or more with nothing between them but commas and, before the last one, and or or."""
    listed: list[Entity] = []
    for entity in entities:
        is_near = bool(listed) and entity.start - listed[-1].end <= LONGEST_COMMA
        between = doc[listed[-1].end : entity.start].text.removesuffix(" the") if is_near else ""
        if between == ",":
            listed.append(entity)
        elif between in ("and", "or", "&", ", and", ", or"):
            if len(listed) > 1:
                yield [*listed, entity]
            listed = [entity]
        else:
            listed = [entity]


def _is_open(doc: Doc, entity: Entity) -> bool:
    """Whether a name may be another thing than it was read as: of two words at most, and known to nobody."""
    text = doc[entity.start : entity.end].text
    first, *rest = text.split()
    if entity.label not in LISTED or len(rest) > 1 or gazetteer().lookup(text):
        return False
    return not (rest and entity.label == "PERSON" and slug(first) in given_names())


def _is_whereabouts(doc: Doc, place: Entity, starts: Set[int]) -> bool:
    """Whether a name says where: in Recife, in the Lapa district, the Recife-based side, Olinda, Brazil.

    `starts` is where the names of places begin.
    """
    before = [token.lower_ for token in doc[max(0, place.start - 2) : place.start]]
    after = doc[place.end : place.end + 2].text.lower()
    is_before_place = after.startswith(",") and place.end + 1 in starts
    return bool(WHEREABOUTS & set(before)) or after.startswith("-b") or is_before_place


def _is_in_capitals(doc: Doc, entity: Entity) -> bool:
    """Whether most words around a name are in capitals: a headline, where capitals tell nothing."""
    around = [token for token in doc[max(0, entity.start - 4) : entity.end + 4] if token.is_alpha and len(token) > 2]
    return sum(token.is_upper for token in around) >= 0.6 * len(around)


def surnames_of(texts: dict[Entity, str]) -> frozenset[str]:
    """Last words of the persons named in full."""
    return frozenset(
        text.split()[-1] for entity, text in texts.items() if entity.label == "PERSON" and len(text.split()) > 1
    )
