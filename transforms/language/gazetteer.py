"""The component that corrects and completes `doc.ents`: clean edges, known names, one name one label."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from transforms.language.acronyms import bracketed, with_acronyms
from transforms.language.datelines import DATELINES
from transforms.language.entities import PLACES, Cover, Entity, family
from transforms.language.headlines import in_headline
from transforms.language.known import (
    COMPANY_ENDS,
    Gazetteer,
    Known,
    gazetteer,
    given_names,
    name_ends,
    slug,
    title_words,
)
from transforms.language.surroundings import by_words, clubs, in_lists, surnames_of

GAZETTEER = "wirehouse_gazetteer"
STEPS = (
    "edges",
    "titles",
    "joins",
    "ends",
    "datelines",
    "known",
    "acronyms",
    "words",
    "clubs",
    "lists",
    "consistency",
    "headline",
)
JOINED = frozenset({"PERSON", "ORG", "FAC", "PRODUCT"})
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})
ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
PORTFOLIOS = frozenset(
    "defense defence foreign interior finance justice treasury home health education security".split()
)
# what hangs on a name by a hyphen without being part of it: a Biden-led coalition
HANGERS = frozenset("led run era like style born held made bound wide aged only free era type long week day".split())
DIRECTIONS = frozenset(
    """north south east west northern southern eastern western central northeastern northwestern southeastern
    southwestern""".split()
)
NO_SURNAMES = frozenset(("April", "August", "June", "March", "May", "Jr", "Sr", "Junior", "Senior", "Iii"))
NO_LAST_WORDS = frozenset("and of the in dlr dlrs cts".split())  # U.S. dlrs are money of the U.S.
EDGE_MARKS = frozenset("\"“”‘’'`()[]{}<>,;:!?*|/\\—–-…«»=#+&@")
LEGAL_FORMS = frozenset({"AB", "AS", "SA", "NV"})  # before a name: AB Volvo
INITIAL = re.compile(r"[A-Z]\.?")
RANK = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
RANKED = frozenset(
    "division brigade regiment fleet army corps battalion squadron wing circuit infantry airborne".split()
)


@Language.factory(
    GAZETTEER,
    assigns=["doc.ents"],
    requires=["doc.ents"],
    default_config={"steps": list(STEPS)},
)
def make_gazetteer(nlp: Language, name: str, steps: list[str]) -> "GazetteerRuler":
    """The component; `steps` names which of its corrections it makes, for measuring each."""
    unknown = sorted(set(steps) - set(STEPS))
    if unknown:
        raise ValueError(f"{name}: unknown steps {', '.join(unknown)}; it has {', '.join(STEPS)}")
    return GazetteerRuler(nlp, steps)


class GazetteerRuler:
    """Rewrites `doc.ents` by seeds/ and by what the article itself says elsewhere."""

    def __init__(self, nlp: Language, steps: Sequence[str] = STEPS) -> None:
        self.nlp, self.steps = nlp, tuple(steps)
        self._matcher: PhraseMatcher | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Corrects one Doc in place."""
        entities = [Entity(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ in LABELS]
        if "edges" in self.steps:
            pieces = [cut for entity in entities for piece in _lines(doc, entity) for cut in _clean(doc, piece)]
            entities = _apart(pieces)
        if "titles" in self.steps:
            entities = [cut for entity in entities for cut in _untitled(doc, entity)]
        if "joins" in self.steps:
            entities = [one for entity in _joined(doc, entities) for one in _undoubled(doc, entity)]
        if "ends" in self.steps:
            entities = [_with_rank(doc, _by_end(doc, entity)) for entity in entities]
        if "datelines" in self.steps:
            entities = _filed(doc, entities)
        if "known" in self.steps:
            entities = self._known(doc, entities)
        if "acronyms" in self.steps:
            entities = with_acronyms(doc, entities)
        if "words" in self.steps:
            entities = by_words(doc, entities)
        if "clubs" in self.steps:
            entities = clubs(doc, entities)
        if "lists" in self.steps:
            entities = in_lists(doc, entities)
        if "consistency" in self.steps:
            entities = _consistent(doc, entities)
        if "headline" in self.steps:
            entities = in_headline(doc, entities)
        doc.set_ents([Span(doc, e.start, e.end, label=e.label) for e in entities], default="outside")
        return doc

    def _ready(self) -> PhraseMatcher:
        """The matcher, built on first use: only then is the tokenizer surely the pipeline's own."""
        if self._matcher is None:
            forms = [text for text, known in gazetteer().forms.items() if not known[0].is_ambiguous]
            spellings = dict.fromkeys(spelling for text in forms for spelling in _spellings(text, gazetteer()))
            self._matcher = PhraseMatcher(self.nlp.vocab, attr="ORTH")
            self._matcher.add("known", [self.nlp.make_doc(text) for text in spellings])
        return self._matcher

    def _known(self, doc: Doc, entities: list[Entity]) -> list[Entity]:
        """Names of the gazetteer: labels put right, edges completed, missing ones added."""
        matches = _longest((start, end) for _, start, end in self._ready()(doc) if _stands_alone(doc, start, end))
        taken = Cover(entities)
        out = set(entities)
        for start, end in matches:
            text = doc[start:end].text
            known = gazetteer().lookup(text)
            if not known:
                continue
            over = taken.overlapping(start, end)
            if any(e.start <= start and e.end >= end and (e.start, e.end) != (start, end) for e in over):
                continue  # a part of a longer name: the National Bank of Ukraine
            if any(e.start < start or e.end > end for e in over):
                continue  # they cross: the model has seen the sentence, we have not
            if not over and not _may_add(doc, start, end, known[0]):
                continue
            label = _label(known, [e.label for e in over])
            out.difference_update(over)
            out.add(Entity(start, end, label))
        return sorted(out, key=lambda e: e.start)


def _spellings(text: str, known: Gazetteer) -> Iterator[str]:
    yield text
    if "'" in text:
        yield text.replace("'", "’")
    if known.forms[text][0].kind in ("country", "capital") and len(text) > 4:
        yield text.upper()


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _stands_alone(doc: Doc, start: int, end: int) -> bool:
    """Whether a match is no part of a hyphenated or longer capitalised name."""
    if start < 2 or doc[start - 1].text not in ("-", "/"):
        return True
    return bool(doc[start - 1].whitespace_ or doc[start - 2].whitespace_)


def _may_add(doc: Doc, start: int, end: int, known: Known) -> bool:
    """Whether a known name that the model did not mark is one: not within a run of capitalised words."""
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    if before is not None and _is_name_word(before.text) and not before.is_sent_start and known.kind not in ("person",):
        return before.ent_type_ != "" or before.text.endswith(".")
    if (
        after is None
        or not _is_name_word(after.text)
        or after.ent_type_
        or after.is_sent_start
        or known.kind == "person"
    ):
        return True
    # French President, but neither French Revolution nor Bank of China Tower
    return known.kind in ("demonym", "people", "group", "country") and after.text.lower().rstrip(".") in title_words()


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and word[:1].isalpha()


def _label(known: tuple[Known, ...], labels: list[str]) -> str:
    """The gazetteer's label, unless what the model says is a thing the gazetteer also knows of that name."""
    possible = [k.label for k in known]
    if len(labels) == 1 and labels[0] in possible:
        return labels[0]
    if known[0].kind in ("country", "capital", "place") and labels == ["ORG"] and known[0].is_ambiguous:
        return "ORG"
    return possible[0]


def _lines(doc: Doc, entity: Entity) -> Iterator[Entity]:
    """A name never runs over a line's end: the piece on each line."""
    start = entity.start
    for i in range(entity.start, entity.end):
        if "\n" in doc[i].text:
            if i > start:
                yield Entity(start, i, entity.label)
            start = i + 1
    if start < entity.end:
        yield Entity(start, entity.end, entity.label)


def _with_rank(doc: Doc, entity: Entity) -> Entity:
    """A unit with the number that tells it from others: the 82nd Airborne Division."""
    start = entity.start - 1
    if entity.label != "ORG" or start < 0 or doc[entity.end - 1].lower_ not in RANKED:
        return entity
    return Entity(start, entity.end, entity.label) if RANK.fullmatch(doc[start].text) else entity


def _clean(doc: Doc, entity: Entity) -> Iterator[Entity]:
    """The entity without article, quotes, brackets and possessive at its edges; nothing where no name is left."""
    start, end = entity.start, entity.end
    known = gazetteer().lookup
    while start < end and _is_edge(doc, start, is_left=True) and not known(doc[start:end].text):
        start += 1
    while start < end and _is_edge(doc, end - 1, is_left=False) and not known(doc[start:end].text):
        end -= 1
    if entity.label in PLACES and end - start > 1 and doc[start].text in DIRECTIONS:
        is_one = known(doc[start:end].text.title())  # east Jerusalem is, but east Nepal is Nepal
        start += bool(known(doc[start + 1 : end].text)) and not is_one
    if start < end and any(char.isalpha() for char in doc[start:end].text):
        end = _with_hyphen(doc, start, end) if entity.label == "PERSON" else end
        opened = sum(doc[i].text == "(" for i in range(start, end))
        closed = sum(doc[i].text == ")" for i in range(start, end))
        if opened > closed and end < len(doc) and doc[end].text == ")":
            end += 1
        yield Entity(start, end, entity.label)


def _apart(entities: list[Entity]) -> list[Entity]:
    """Without those that begin inside the one before: its last part, found behind a hyphen, was a name of its own."""
    out: list[Entity] = []
    for entity in entities:
        if not out or entity.start >= out[-1].end:
            out.append(entity)
    return out


def _with_hyphen(doc: Doc, start: int, end: int) -> int:
    """Where a person's name ends when the model cut its last part at a hyphen: Park Sun-won."""
    if (
        end - start < 2
        or end + 1 >= len(doc)
        or doc[end].text != "-"
        or doc[end - 1].whitespace_
        or doc[end].whitespace_
    ):
        return end
    last = doc[end + 1]
    is_part = last.is_alpha and 2 <= len(last) <= 5 and last.text not in HANGERS and not last.text.endswith("ed")
    return end + 2 if is_part else end


def _is_edge(doc: Doc, at: int, *, is_left: bool) -> bool:
    token = doc[at]
    text = token.text
    if token.is_space or text in EDGE_MARKS:
        return True
    if is_left:
        return text in ARTICLES or text in POSSESSIVES
    is_word = at == 0 or bool(doc[at - 1].whitespace_)  # not the last part of Jung Hae-in
    return text in POSSESSIVES or (is_word and text.lower() in NO_LAST_WORDS)


def _untitled(doc: Doc, entity: Entity) -> Iterator[Entity]:
    """A person's name without the titles before it; what stands before them stays a name of its own."""
    titles = title_words()
    if entity.label == "ORG":
        yield _country_of_title(doc, entity) if doc[entity.end - 1].i + 1 < len(doc) else entity
        return
    if entity.label != "PERSON":
        yield entity
        return
    last_title = None
    for i in range(entity.start, entity.end - 1):
        if doc[i].text.lower().rstrip(".") in titles and doc[i].text[:1].isupper():
            last_title = i
        elif last_title is not None and not doc[i].is_punct:
            break
    if last_title is None or (last_title > entity.start + 3):
        yield entity
        return
    if gazetteer().lookup(doc[entity.start : entity.end].text):
        yield entity
        return
    start = last_title + 1
    while start < entity.end and _is_edge(doc, start, is_left=True):
        start += 1
    if start < entity.end:
        yield Entity(start, entity.end, "PERSON")


def _country_of_title(doc: Doc, entity: Entity) -> Entity:
    """The country alone where "U.S. Defense" is only the beginning of a title, U.S. Defense Secretary."""
    if doc[entity.end].lower_.rstrip(".") not in title_words() or entity.end - entity.start < 2:
        return entity
    if doc[entity.end - 1].lower_ not in PORTFOLIOS:
        return entity
    for end in range(entity.end - 1, entity.start, -1):
        known = gazetteer().lookup(doc[entity.start : end].text)
        if known and known[0].kind in ("country", "demonym"):
            return Entity(entity.start, end, known[0].label)
    return entity


def _joined(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """Two names of one label with nothing between them are one name that the model cut, but for two persons in full.

    The first of a person's two initials goes with the second: D K Shivakumar. What a hyphen joins to an organisation's
    name of several words is of it: Algeria-Venezuela Joint Commission.
    """
    out: list[Entity] = []
    for entity in entities:
        if _has_front(doc, entity) and not (out and out[-1].end == entity.start):
            start = out.pop().start if out and out[-1].end == entity.start - 1 else entity.start - 2
            out.append(Entity(start, entity.end, entity.label))
        elif out and _goes_on(out[-1], entity):
            out[-1] = Entity(out[-1].start, entity.end, entity.label)
        elif _is_second_initial(doc, entity) and (not out or out[-1].end < entity.start):
            out.append(Entity(entity.start - 1, entity.end, entity.label))
        else:
            out.append(entity)
    return out


def _has_front(doc: Doc, entity: Entity) -> bool:
    """Whether a capitalised word stands before an organisation's name, joined to it by a hyphen; not Ex-Acme Inc."""
    start, end = entity.start, entity.end
    if entity.label != "ORG" or end - start < 2 or start < 2 or doc[start - 1].text != "-":
        return False
    front = doc[start - 2]
    is_joined = not (doc[start - 1].whitespace_ or front.whitespace_) and _is_name_word(front.text)
    last = doc[end - 1].lower_.strip(".")
    return is_joined and len(front) > 3 and (last in COMPANY_ENDS or name_ends().get(last) == "ORG")


def _is_second_initial(doc: Doc, entity: Entity) -> bool:
    letters = doc[max(0, entity.start - 1) : entity.start + 1]
    return entity.label == "PERSON" and len(letters) > 1 and all(INITIAL.fullmatch(letter.text) for letter in letters)


def _goes_on(last: Entity, entity: Entity) -> bool:
    if (last.end, last.label) != (entity.start, entity.label) or entity.label not in JOINED:
        return False
    return entity.label != "PERSON" or min(entity.end - entity.start, last.end - last.start) == 1


def _undoubled(doc: Doc, entity: Entity) -> Iterator[Entity]:
    """The name twice, where it stands twice in a row, in a caption and in the text; but Bora Bora is one island."""
    half, odd = divmod(entity.end - entity.start, 2)
    middle = entity.start + half
    name = doc[entity.start : middle].text
    if odd or name != doc[middle : entity.end].text or (half == 1 and not gazetteer().lookup(name)):
        yield entity
        return
    yield Entity(entity.start, middle, entity.label)
    yield Entity(middle, entity.end, entity.label)


def _filed(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """The places of datelines are places, whatever the capitals of BOCA RATON look like."""
    places = [Entity(span.start, span.end, span.label_) for span in doc.spans.get(DATELINES, ())]
    others = [e for e in entities if all(e.end <= place.start or e.start >= place.end for place in places)]
    return sorted([*others, *places], key=lambda e: e.start)


def _by_end(doc: Doc, entity: Entity) -> Entity:
    """What a name of several words says it is by its last one: Gilboa Prison, Commonwealth Games, Dogs Act."""
    if entity.end - entity.start < 2 or entity.label in ("NORP", "PRODUCT"):
        return entity
    label = name_ends().get(doc[entity.end - 1].lower_)
    if label is None or label == entity.label or {label, entity.label} <= PLACES:
        return entity
    if entity.label == "PERSON" and label not in ("ORG", "EVENT", "LAW"):
        return entity
    return Entity(entity.start, entity.end, label)


def _consistent(doc: Doc, entities: list[Entity]) -> list[Entity]:
    """One name, one label: the article's majority decides, and names found once are found wherever they stand."""
    texts = {entity: doc[entity.start : entity.end].text for entity in entities}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entity, text in texts.items():
        votes[text][family(entity.label)] += 1
    surnames = surnames_of(texts)
    firms = _short_names_of_firms(texts)
    label_of = {text: _winner(text, counts, surnames, firms) for text, counts in votes.items()}
    out = [_relabelled(entity, label_of[texts[entity]]) for entity in entities]
    defined = {doc[at].text for at in bracketed(doc)}
    trusted = surnames | defined | {text for text, counts in votes.items() if counts.total() > 1}
    return _with_repeats(doc, out, _sure_names(doc, entities, texts, label_of, trusted))


def _short_names_of_firms(texts: dict[Entity, str]) -> frozenset[str]:
    """What firms named in full are called for short, but for what a person of the text is called, too: Dean Foods."""
    in_full = [(entity.label, text.split()) for entity, text in texts.items() if " " in text]
    firms = {short for label, words in in_full if label == "ORG" for short in _short_names(words)}
    return frozenset(firms - {word for label, words in in_full if label == "PERSON" for word in words})


def _short_names(words: list[str]) -> Iterator[str]:
    """A firm's name without the Inc behind it or the AB before it; the first word of it, where it is one for sure."""
    has_end = words[-1].lower().strip(".,") in COMPANY_ENDS
    if has_end:
        yield " ".join(words[:-1])
    if has_end or name_ends().get(words[-1].lower()) == "ORG" or _is_known_firm(words):
        yield words[0]
    if words[0] in LEGAL_FORMS:
        yield " ".join(words[1:])


def _is_known_firm(words: list[str]) -> bool:
    """Whether seeds/ has a company of this name, which nobody's given name begins: Goldman Sachs."""
    is_company = any(known.role == "company" for known in gazetteer().lookup(" ".join(words)))
    return is_company and slug(words[0]) not in given_names()


def _winner(text: str, counts: Counter[str], surnames: frozenset[str], firms: frozenset[str]) -> str:
    known = gazetteer().lookup(text)
    if known and not known[0].is_ambiguous:
        return known[0].label
    if text in surnames and not known:
        return "PERSON"
    if text in firms and not known:
        return "ORG"
    (first, most), *others = counts.most_common()
    if others and others[0][1] * 2 > most:
        return ""  # no clear majority: each stays as the model reads it
    return first


def _relabelled(entity: Entity, label: str) -> Entity:
    if not label or family(entity.label) == family(label):
        return entity
    return Entity(entity.start, entity.end, label)


def _sure_names(
    doc: Doc, entities: list[Entity], texts: dict[Entity, str], label_of: dict[str, str], trusted: Set[str]
) -> dict[int, list[tuple[tuple[int, ...], str]]]:
    """The names that may be marked wherever they stand, longest first, by their first word's number."""
    wanted: dict[int, list[tuple[tuple[int, ...], str]]] = defaultdict(list)
    one_of = {texts[entity]: entity for entity in entities}
    for text, entity in one_of.items():
        label = label_of[text] or entity.label
        if _is_sure(doc, entity, text, label) and (text in trusted or entity.end - entity.start > 1):
            orths = tuple(doc[i].orth for i in range(entity.start, entity.end))
            wanted[orths[0]].append((orths, label))
    for surname in _unmarked_surnames(doc, texts):
        number = doc.vocab.strings[surname]
        wanted[number].append(((number,), "PERSON"))
    for forms in wanted.values():
        forms.sort(key=lambda form: -len(form[0]))
    return wanted


def _unmarked_surnames(doc: Doc, texts: dict[Entity, str]) -> list[str]:
    """Surnames of the persons named in full that nothing alone was marked as, and that are no word or month: May."""
    words = surnames_of(texts).difference(texts.values(), NO_SURNAMES)
    names = [word for word in words if word.isalpha() and word.istitle() and len(word) > 2]
    spoken = set(doc.to_array(ORTH).tolist()) if names else set()
    numbers, known = doc.vocab.strings, gazetteer().lookup
    return sorted(name for name in names if numbers[name.lower()] not in spoken and not known(name))


def _with_repeats(
    doc: Doc, entities: list[Entity], wanted: dict[int, list[tuple[tuple[int, ...], str]]]
) -> list[Entity]:
    """The names found, and where they stand again unmarked.

    A longer name takes in the piece of it that was marked, if it was found whole at least as often as in pieces.
    """
    cover, new = Cover(entities), list[tuple[tuple[int, ...], Entity, list[Entity]]]()
    orths = doc.to_array(ORTH).tolist()
    names = {i for e in entities for i in range(e.start, e.end)}
    at = 0
    while at < len(orths):
        after = at + 1
        for form, label in wanted.get(orths[at], ()):
            end = at + len(form)
            if tuple(orths[at:end]) != form or not _is_free(doc, at, end, names):
                continue
            over = cover.overlapping(at, end)
            if any(e.start < at or e.end > end or (e.start, e.end) == (at, end) for e in over):
                after = max(e.end for e in over)
                break
            new.append((form, Entity(at, end, label), over))
            after = end
            break
        at = after
    in_pieces = Counter(form for form, _, over in new if over)
    whole = Counter(tuple(orths[e.start : e.end]) for e in entities)
    out = set(entities)
    for form, entity, over in new:
        if not over or whole[form] >= in_pieces[form]:
            out.difference_update(over)
            out.add(entity)
    return sorted(out, key=lambda e: e.start)


def _is_sure(doc: Doc, entity: Entity, text: str, label: str) -> bool:
    """Whether a name may be marked where the model did not: no common word, not lower case."""
    if not text[:1].isupper() and not any(c.isupper() for c in text):
        return False
    if label in ("EVENT", "WORK_OF_ART", "LAW", "PRODUCT"):
        return False
    if entity.end - entity.start > 1:
        return True
    return len(text) > 2 and not doc[entity.start].is_stop


def _is_free(doc: Doc, start: int, end: int, taken: set[int]) -> bool:
    """Whether an unmarked repeat stands alone, not inside a longer capitalised name."""
    before, after = (doc[start - 1] if start else None), (doc[end] if end < len(doc) else None)
    if before is not None and before.text in ("-", "/") and not before.whitespace_:
        return False
    if before is not None and start - 1 not in taken and _is_name_word(before.text) and not before.is_sent_start:
        return before.text.lower().rstrip(".") in title_words()
    return not (after is not None and end not in taken and _is_name_word(after.text) and not after.is_sent_start)
