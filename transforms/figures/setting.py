"""Who and where: the mentions that a figure's clause ties to it, and what makes figures comparable."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.figures.counted import classes, noun_lemma
from transforms.figures.syntax import (
    COMPARING,
    NOMINAL,
    SUBJECTS,
    case_of,
    has_copula,
    is_finite,
    owner_of,
    phrase_from,
    subject_of,
    wh_of,
)
from transforms.figures.whose import meant_by, takes_time
from transforms.lexicon import seed_rows
from transforms.rows import Mention
from transforms.words import Word

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_TOWARDS = (
    "to",
    "into",
    "in",
    "at",
    "near",
    "across",
    "inside",
    "around",
    "toward",
    "towards",
    "throughout",
    "within",
    "outside",
    "on",
    "onto",
    "off",
)
# Verbs whose "from" says where somebody is fetched, not whence they are: evacuated 700 citizens from Sudan.
_FETCHING = frozenset("evacuate rescue withdraw deport expel pull bring airlift recall repatriate free remove".split())
# San Diego-based, the Hamburg based: a place says where somebody is at home, not who acts.
_OF_ORIGIN = re.compile(r"[- ](?:based|born|headquartered|listed|backed|led|owned|registered|made|bound|trained|run)\b")
# What a pronoun may stand for in what its antecedent says.
_SPEAKERS = {"it": ("ORG", "GPE"), "they": ("ORG",), "he": ("PERSON",), "she": ("PERSON",)}
# What a relative pronoun may stand for; parsers often hang the clause on a noun too far up.
_RELATIVES = {"who": ("PERSON", "ORG", "NORP"), "which": ("ORG", "GPE", "PRODUCT", "LAW")}
_SAYING = frozenset("say announce report add believe expect claim hope think".split())
# What a capital has as its government: Beijing's campaign.
_POLICIES = frozenset("campaign plan policy effort decision war crackdown demand offer proposal response".split())
_COURTS = frozenset("sentence jail imprison convict charge fine acquit indict arrest detain".split())
# Who does no more than this has not done what it brought about.
_UNDERGOING = frozenset("face suffer see witness experience endure undergo".split())
_ACTING_NOUNS = frozenset(
    "strike authority administration police court regime junta parliament fleet delegation central navy airline".split()
)
_ACTING = ("people.military", "people.police", "units.", "attacks", "weapons", "drones", "aircraft", "ships")
_RIGHT_AFTER = re.compile(
    r"\s(?:in|to|at|into|near|across|inside|throughout)\s(?:the\s)?"
    r"(?:(?:neighbou?ring|nearby|northern|southern|eastern|western|central|rural|downtown|greater|city of|town of)\s)?"
)
_IS_NAME_OF = re.compile(r"(?:[’']s?)?\s[A-Z]|-")  # in London Bridge; to Paris-based Total
# Nouns that are where a country is: in the Chinese town.
_TERRITORIES = frozenset(
    (
        "territory soil region city town province border village capital coast airspace waters hospital camp market"
        " mainland island port airport countryside district suburb resort desert"
    ).split()
)
_BESIDE = frozenset("according amid amidst despite unlike than".split())
# What a place does with what happens in it.
_SEEING = frozenset("see record register report log experience witness".split())
# Of these there are so many that two counts of them say nothing about each other.
_TOO_WIDE = frozenset(("people", "places", "companies", "goals", "matches", "shares", "events", "animals", "charges"))


@dataclass(slots=True)
class Named:
    """The mentions of an article by offset."""

    mentions: Sequence[Mention]
    starts: list[int]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> "Named":
        """These mentions, in text order."""
        ordered = sorted(mentions, key=lambda mention: (mention.start_char, -mention.end_char))
        return cls(ordered, [mention.start_char for mention in ordered])

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that overlap these offsets."""
        at = bisect_left(self.starts, start - 60)
        while at < len(self.mentions) and self.starts[at] < end:
            if self.mentions[at].end_char > start:
                yield self.mentions[at]
            at += 1

    def at(self, token: Word) -> Mention | None:
        """The mention that a token belongs to."""
        return next(self.within(token.idx, token.end), None)


def qualifier_of(named: Named, counted: Word | None, begin: int, verb: Word | None) -> Mention | None:
    """The entity that qualifies what is counted: North Korean soldiers, soldiers from North Korea."""
    if counted is None:
        return None
    doc = counted.doc
    found = [m for m in named.within(doc[begin].idx, counted.end) if m.entity_id is not None]
    if found:
        return found[0]
    for child in counted.children:
        case = case_of(child)
        if case == "from" and verb is not None and verb.lemma_.lower() in _FETCHING:
            continue
        if _is_excepted(child):
            continue  # two candidates aside from Tester
        if child.dep_ in ("nmod", "nmod:poss", "amod") and (child.dep_ != "nmod" or case in ("from", "of")):
            mention = named.at(child)
            if mention is not None and mention.entity_id is not None:
                return mention
    return None


def _is_excepted(noun: Word) -> bool:
    """Whether "from" only sets a noun apart."""
    led = next((child for child in noun.children if child.dep_ == "case" and child.i < noun.i), None)
    return led is not None and led.i > 0 and led.nbor(-1).lower_ in ("aside", "apart")


def agent_of(named: Named, verb: Word | None, counted: Word | None) -> Mention | None:
    """Who does what the predicate says: its subject, or the "by" of a passive."""
    if verb is None:
        return None
    if _is_passive(verb):
        by = next(
            (child for child in verb.children if child.dep_ in ("obl", "obl:agent") and case_of(child) == "by"), None
        )
        return named.at(by) if by is not None else None
    subject = subject_of(verb)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in _UNDERGOING and not is_finite(verb):
        return None  # the country has faced attacks, killing dozens
    if subject is None or subject == counted or (verb.lemma_.lower() in _COURTS and not _has_object(verb)):
        return None
    if counted is not None and counted.dep_ == "conj" and counted.head == subject:
        return None  # three Tunisians and two Algerians died
    if subject.lower_ in _SPEAKERS:
        return _meant_by(named, subject, verb)
    if subject.lower_ in _RELATIVES:
        noun = _antecedent(subject, verb)
        if noun is not None and noun == counted:
            return None
        found = _name_before(named, subject, noun) or (named_in(named, noun) if noun is not None else None)
        if found is None or (found.entity_id or "").startswith("place:"):
            return None
        return found if found.label in _RELATIVES[subject.lower_] else None
    return named_in(named, subject)


def _antecedent(pronoun: Word, verb: Word) -> Word | None:
    """The noun that the clause of a relative pronoun hangs on: the fund, which owns 40 percent."""
    node = verb
    for _ in range(3):
        if node.dep_ == "acl:relcl":
            return node.head if node.head.i < pronoun.i else None
        if node.dep_ not in ("conj", "xcomp"):
            return None
        node = node.head
    return None


def _name_before(named: Named, pronoun: Word, noun: Word | None) -> Mention | None:
    """The name right before a relative pronoun, where the parser hung its clause on nothing or on a sum.

    So a person's, unless it is whose the noun is: 57 percent for Ana Diaz, who won; not: the wife of Ana Diaz, who won.
    """
    if pronoun.i < 2 or pronoun.is_sent_start:
        return None
    before = pronoun.nbor(-2 if pronoun.nbor(-1).text == "," else -1)
    found = named.at(before)
    if found is None or found.entity_id is None or found.kind != "name":
        return None
    if pronoun.lower_ == "which":
        return found if noun is None or any(child.dep_ == "nummod" for child in noun.children) else None
    name = before.head if before.dep_ == "flat" else before
    is_free = noun is None or noun.pos_ == "NUM" or any(child.dep_ == "nummod" for child in noun.children)
    is_named = is_free or (case_of(name) is None and name.dep_ != "conj")
    return found if is_named and found.label == "PERSON" else None


def _is_passive(verb: Word) -> bool:
    """Whether what a verb is said of suffers it: a car driven by Ana Diaz, held in jail."""
    if any(child.dep_ in ("nsubj:pass", "aux:pass") for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and any(child.dep_ == "aux:pass" for child in verb.head.children):
        return not any(child.dep_ in ("nsubj", "aux", "obj") for child in verb.children)  # shot and killed by two men
    reduced = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")
    return reduced and not any(child.dep_ in ("nsubj", "aux", "obj", "mark") for child in verb.children)


def _has_object(verb: Word) -> bool:
    """Whether somebody suffers what a verb says; else the subject does: Morsi sentenced to three years."""
    return any(child.dep_ in ("obj", "iobj", "ccomp") for child in verb.children)


def _meant_by(named: Named, pronoun: Word, verb: Word) -> Mention | None:
    """Who a pronoun is: whom its mention names, else the subject of the clause above or of the sentence before.

    Volkswagen said it had sold 12; Volkswagen sold 12 cars, but it built 20.
    """
    own = named.at(pronoun)
    if own is not None and own.entity_id is not None:
        return own
    told = pronoun.head if pronoun.head.dep_ == "ccomp" else verb
    speaker = None
    if told.dep_ == "ccomp" and told.head.lemma_.lower() in _SAYING:
        speaker = next((child for child in told.head.children if child.dep_ == "nsubj"), None)
    if speaker is None and pronoun.lower_ == "it" and pronoun.dep_ in SUBJECTS and not has_copula(verb):
        speaker = meant_by(pronoun, verb) or _topic_before(pronoun)
        if speaker is not None and _is_rivalled(named, speaker, pronoun):
            return None
    found = named.at(speaker) if speaker is not None and speaker.i < pronoun.i else None
    if speaker is None or found is None or found.entity_id is None or speaker.end > found.end_char:
        return None
    return found if found.label in _SPEAKERS[pronoun.lower_] else None


def _is_rivalled(named: Named, subject: Word, pronoun: Word) -> bool:
    """Whether "it" may be what is named behind the subject of its sentence: Roe hit Doe after it fired two missiles."""
    if pronoun.is_sent_start:
        return False
    if any(word.lower_ == "it" for word in pronoun.doc.between(subject.i + 1, pronoun.i)):
        return True
    own = named.at(subject)
    behind = (m for m in named.within(subject.end, pronoun.idx) if m.kind == "name" and m.label in _SPEAKERS["it"])
    return any(own is None or m.entity_id != own.entity_id for m in behind)


def _topic_before(pronoun: Word) -> Word | None:
    """The subject of the sentence before one that "it" opens: Roe Park is a park. It covers 1,000 acres."""
    verb = pronoun.head
    if not pronoun.is_sent_start or verb.pos_ != "VERB" or takes_time(verb) or verb.lemma_ == "take":
        return None
    i = pronoun.i - 1
    while i > 0 and not (pronoun.doc[i].head == pronoun.doc[i] or pronoun.doc[i].is_sent_start):
        i -= 1
    if i < 0 or pronoun.doc[i].head != pronoun.doc[i]:
        return None
    above = pronoun.doc[i]
    if any(child.dep_ == "ccomp" for child in above.children):
        return None  # whoever tells is seldom told of
    return next((child for child in above.children if child.dep_ in SUBJECTS), None)


def named_in(named: Named, head: Word) -> Mention | None:
    """Who a subject is: what its head names, else for whom it acts (Israeli strikes, China's government).

    Neither American investors nor America's economy are America.
    """
    mention = named.at(head)
    if mention is None or mention.entity_id is None:
        if (renamed := _renamed(named, head)) is not None:
            return renamed
        parts = (child for child in head.children if child.dep_ in ("nmod:poss", "compound", "amod"))
        named_parts = (found for child in parts if (found := named.at(child)) is not None)
        mention = next(named_parts, None) if _acts_for(head) else None
    if mention is None or mention.entity_id is None:
        return None
    if mention.start_char <= head.idx < mention.end_char:
        return mention
    token = head.doc.read[head.i]
    at = mention.end_char - token.left_edge.idx
    clause = head.doc.read[token.left_edge.i : token.right_edge.i + 2].text
    return None if at >= 0 and _OF_ORIGIN.match(clause, at) else mention


def _renamed(named: Named, noun: Word) -> Mention | None:
    """The name in apposition to a noun: the attacker, Ana Diaz, drove on."""
    name = next((child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
    if name is None or noun.tag_ != "NN" or not noun.i < name.i < noun.i + 7 or noun.nbor(1).text != ",":
        return None
    if any(token.tag_ in ("CC", "CD") for token in noun.doc.between(noun.i + 1, name.i)):
        return None  # the star, 36, and her husband Cash Warren
    found = named.at(name)
    return found if found is not None and found.entity_id is not None and found.label in ("PERSON", "ORG") else None


_DESCRIBING = ("appos", "amod", "nummod", "compound", "nmod:unmarked", "obl:unmarked", "nmod:desc")


def is_of_agent(anchor: Word | None) -> bool:
    """Whether an age is that of the subject: the 32-year-old leader left; Ana Diaz, a 31-year-old, left."""
    node = anchor
    for _ in range(6):
        if node is None or node.dep_ == "nsubj":
            return node is not None
        if node.dep_ == "obl" and node.lemma_ == "age" and case_of(node) == "at":
            return not _is_passive(node.head)  # she died at the age of 92
        of_age = node.dep_ == "nmod" and node.head.lemma_ == "age"
        if not of_age and node.dep_ not in _DESCRIBING:
            return False
        node = node.head
    return False


def is_at_age(anchor: Word | None) -> bool:
    """Whether an age tells how old somebody was when what the clause tells happened: died in 2002 at the age of 69."""
    if anchor is None:
        return False
    node = anchor.head if anchor.head.lemma_ == "age" else anchor
    return node.dep_ == "obl" and case_of(node) == "at"


def _acts_for(noun: Word) -> bool:
    """Whether a noun with a country or company before it acts in its name: forces, government, missiles."""
    lemma = noun_lemma(noun)
    return lemma in _possessed() or lemma in _ACTING_NOUNS or classes("noun").get(lemma, "").startswith(_ACTING)


@cache
def _possessed() -> frozenset[str]:
    return frozenset(row["word"] for row in seed_rows("agent_words", "word") if row["possessor_of"])


def place_of(named: Named, verb: Word | None, anchor: Word | None) -> Mention | None:
    """Where or to whom it goes: a place said with the verb or noun, else the side that the act is said to help."""
    if anchor is None:
        return None
    if _is_worldwide(anchor):
        return None
    if (before := _before_bracket(named, anchor)) is not None:
        return before
    found = _nearest_place(named, _clause_nominals(verb, anchor), anchor) or _helped(named, verb, anchor)
    found = found or _nearest_place(named, _nominals_around(verb, anchor), anchor) or _where(named, verb)
    return found or _seeing(named, verb)


def _before_bracket(named: Named, anchor: Word) -> Mention | None:
    """The place that a bracket with a figure tells of: cases rose in La Molina (1,253) and Ate (788)."""
    doc, i = anchor.doc, anchor.i - 1
    while i > max(anchor.i - 6, 0) and doc[i].text not in ("(", ")"):
        i -= 1
    if i < 1 or doc[i].text != "(" or doc[i].is_sent_start or doc[i + 1].tag_ == "$":
        return None  # a white wine, Italy ($15)
    mention = named.at(doc[i - 1])
    return mention if mention is not None and _is_placed(mention) else None


def _is_placed(mention: Mention) -> bool:
    """Whether a mention names a place that is known, and as a place."""
    return mention.entity_id is not None and mention.label in _PLACE_LABELS and not mention.is_metonym


def _is_worldwide(anchor: Word) -> bool:
    """Whether what is counted is so everywhere: 10 million cars worldwide were refitted, most of them in Europe."""
    return anchor.i + 1 < len(anchor.doc) and anchor.nbor(1).lower_ in ("worldwide", "globally")


def _seeing(named: Named, verb: Word | None) -> Mention | None:
    """The place that sees or records something, which is there: Zhengzhou, which recorded four new cases."""
    if verb is None or verb.lemma_ not in _SEEING or _is_passive(verb):
        return None
    subject = subject_of(verb)
    if subject is not None and subject.lower_ == "which":
        subject = _antecedent(subject, verb)
    if subject is None or subject.pos_ != "PROPN":
        return None
    mention = named.at(subject)
    return mention if mention is not None and mention.end_char == subject.end and _is_placed(mention) else None


def _where(named: Named, verb: Word | None) -> Mention | None:
    """The place that "where" takes up: in Cologne, where 1,000 men gathered."""
    where = wh_of(verb, "where") if verb is not None else None
    if where is None or where.i < 2 or where.is_sent_start:
        return None
    before = where.nbor(-2) if where.nbor(-1).text == "," else where.nbor(-1)
    mention = named.at(before)
    return mention if mention is not None and _is_placed(mention) else None


def place_right_after(named: Named, text: str, end: int) -> Mention | None:
    """The place that the words right after a figure name, whatever the parser hung it on: and 900 in Syria."""
    led = _RIGHT_AFTER.match(text, end)
    if led is None:
        return None
    found = next((m for m in named.within(led.end(), led.end() + 1) if m.start_char == led.end()), None)
    if found is None or found.label not in _PLACE_LABELS or found.kind != "name" or found.text.islower():
        return None
    return None if found.is_metonym or found.entity_id is None or _IS_NAME_OF.match(text, found.end_char) else found


def _nearest_place(named: Named, nominals: Iterator[Word], anchor: Word) -> Mention | None:
    places: list[tuple[int, int, Mention]] = []
    for token in nominals:
        case = case_of(token)
        if case not in _TOWARDS or any(child.lower_ == "not" for child in token.children):
            continue  # not toward Guam
        mention = named.at(token) or _named_by_part(named, token)
        if (
            mention is None
            or mention.entity_id is None
            or mention.is_metonym
            or (mention.kind == "name" and mention.text.islower())
            or (mention.label not in _PLACE_LABELS and not _is_of_a_people(mention))
        ):
            continue
        owned = _is_of_a_people(mention) or (
            (mention.entity_id or "").startswith("country:")
            and not mention.start_char <= token.idx < mention.end_char
            and any(child.dep_ in ("compound", "amod") and named.at(child) == mention for child in token.children)
        )
        if owned and token.lemma_.lower() not in _TERRITORIES:
            continue
        places.append((_TOWARDS.index(case), abs(token.i - anchor.i), mention))
    return min(places, key=lambda found: (found[1], found[0]))[2] if places else None


def _is_of_a_people(mention: Mention) -> bool:
    """Whether a mention names a country by its people, as a noun or an adjective: Russian territory."""
    return mention.kind == "demonym" or mention.link_method == "demonym"


def _named_by_part(named: Named, noun: Word) -> Mention | None:
    """What a noun's own words name: the German town of Schorndorf is Schorndorf, Berlin's party mile is in Berlin."""
    parts = [
        found
        for child in noun.children
        if child.dep_ in ("nmod", "compound", "amod")
        and case_of(child) in (None, "of", *_TOWARDS)
        and (found := named.at(child)) is not None
    ]
    placed = next((m for m in parts if m.label in _PLACE_LABELS and m.entity_id is not None), None)
    return placed or (parts[0] if parts else _owning_town(named, noun))


def _owning_town(named: Named, noun: Word) -> Mention | None:
    """The town whose street or square a noun is; a country's market is not in one place, and a man's house is his."""
    owner = owner_of(noun)
    found = named.at(owner) if owner is not None else None
    if found is None or found.label not in _PLACE_LABELS or not (found.entity_id or "").startswith("place:"):
        return None
    return None if _acts_for(noun) or noun_lemma(noun) in _POLICIES else found


def _nominals_around(verb: Word | None, anchor: Word) -> Iterator[Word]:
    """Where to look when the clause names no place.

    What it left them (dead in Gao), its subject (floods in Valencia), and the verb of its kind that it shares its end
    with (killed and five injured in Gao).
    """
    heads = [child for child in anchor.children if child.dep_ == "conj" and child.pos_ in NOMINAL]
    if verb is not None:
        heads += [child for child in verb.children if child.dep_ == "xcomp" and child.pos_ == "ADJ"]
        heads += [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
        befell = classes("verb") if verb.lemma_.lower() in classes("verb") else {}
        is_passive = anchor.i < verb.i and any(child.dep_ == "aux:pass" for child in verb.children)
        if befell or is_passive:
            heads += [
                child
                for child in verb.children
                if child.dep_ == "conj"
                and (child.lemma_.lower() in befell or (is_passive and child.tag_ == "VBN" and _is_bare(child)))
            ]
    for head in heads:
        for child in head.children:
            if child.dep_ in ("obl", "nmod") and child.pos_ in NOMINAL:
                yield child
                yield from _deeper(child)


def _is_bare(verb: Word) -> bool:
    """Whether a joined verb shares all but its adverbials: they were groped and robbed in Cologne."""
    return not any(child.dep_.startswith(("nsubj", "obj", "aux")) for child in verb.children)


def _deeper(noun: Word, depth: int = 0) -> Iterator[Word]:
    """The nouns that hang on a noun: an attack on a mosque in Kabul."""
    for child in noun.children:
        if child.dep_ == "nmod" and child.pos_ in NOMINAL and depth < 3:
            yield child
            yield from _deeper(child, depth + 1)


def _is_parted(anchor: Word, other: Word) -> bool:
    """Whether a semicolon stands between two tokens: unemployment is 12 per cent; in Greece 15."""
    return any(token.text == ";" for token in anchor.doc.between(min(other.i, anchor.i), max(other.i, anchor.i)))


def _clause_nominals(verb: Word | None, anchor: Word) -> Iterator[Word]:
    seen: set[int] = set()
    heads = [anchor, *(child for child in anchor.children if child.dep_ == "acl" and child.tag_ == "VBN")]
    if anchor.dep_ in ("compound", "amod") and anchor.head.pos_ in NOMINAL and anchor.head.i > anchor.i:
        heads.append(anchor.head)  # a five-nation trip around Asia
    elif anchor.dep_ == "nmod" and case_of(anchor) == "including":
        heads.append(anchor.head)  # 19 wounded in Nablus, including 10 children
    if verb is not None:
        heads.append(verb)
        heads += [child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VB"]
        node = verb
        while node.dep_ == "xcomp" and node.head != node:
            node = node.head
            heads.append(node)
    if verb is not None and verb.pos_ in NOMINAL and case_of(verb) in _TOWARDS:
        seen.add(verb.i)
        yield verb  # 300 soldiers were in Syria
    for head in heads:
        for child in head.children:
            if child.dep_ == "obl:agent" and child.pos_ in NOMINAL:
                yield from (deeper for deeper in _deeper(child) if deeper.i not in seen)  # by a bomb in Mosul
            if child.dep_ not in ("obl", "nmod", "obl:loc") or case_of(child) in _BESIDE:
                continue  # according to a rabbi in Scarsdale, amid demand in China
            if child.lemma_.lower() in COMPARING:
                continue  # in contrast with the rampage in Nice
            if child.i not in seen and child.pos_ in NOMINAL and not _is_parted(anchor, child):
                seen.add(child.i)
                yield child
                for deeper in _deeper(child):  # "in the city of Kherson in Ukraine"
                    if deeper.i not in seen:
                        seen.add(deeper.i)
                        yield deeper


def _within(named: Named, begin: int, head: Word) -> Iterator[Mention]:
    return named.within(head.doc[begin].idx, head.end)


@cache
def _helping() -> frozenset[str]:
    return frozenset(row["word"] for row in seed_rows("beneficiary_verbs", "word"))


def _helped(named: Named, verb: Word | None, anchor: Word) -> Mention | None:
    """Soldiers dispatched "to bolster Russian forces" go where the forces they bolster are."""
    doc, tree = anchor.doc, anchor.doc.tree
    stop = tree.sentence_end(tree.sents[anchor.i])
    for i in range(anchor.i + 1, min(anchor.i + 14, stop)):
        if tree.lemmas[i] in _helping() and tree.lower[i - 1] == "to" and i + 1 < len(doc):
            helped = phrase_from(doc, i + 1)
            return (
                next((m for m in _within(named, helped[0], helped[1]) if m.entity_id is not None), None)
                if helped
                else None
            )
    return None


def key_of(entity: Mention | None) -> str | None:
    """How an entity stands in a series key: a country by its code, anything else by its id."""
    if entity is None or entity.entity_id is None:
        return None
    return entity.entity_id.removeprefix("country:")


def series_of(
    counted_class: str | None,
    role: str,
    modality: str,
    whose: str | None,
    where: str | None,
    per_unit: str | None,
    currency: str | None,
    *,
    is_befallen: bool,
) -> str | None:
    """class|whose|where|actual or planned; null unless it is known what is counted, and whose or where.

    The class names whom it counts where those are not everybody (people.killed:child).
    Whose is the entity that qualifies what is counted, else, where somebody sends, owns or pays, the agent; of those
    killed or wounded (befallen) only where it happened must be known.
    Parts, differences, hypothetical and negated figures are comparable with nothing.
    """
    if (
        counted_class is None
        or counted_class in _TOO_WIDE
        or role not in ("total", "stock", "flow", "target", "change_to")
        or per_unit
    ):
        return None
    if modality not in ("asserted", "planned"):
        return None
    needed = where is not None and (is_befallen or whose is not None)
    if not needed and not (currency and whose):
        return None
    parts = [counted_class, whose or "-", where or "-", "planned" if modality == "planned" else "actual"]
    return "|".join([*parts, currency] if currency else parts)
