"""Who, where and when: the mentions and times that a figure's clause ties to it, and what makes figures comparable."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.figures.counted import classes, noun_lemma
from transforms.figures.syntax import (
    NOMINAL,
    SUBJECTS,
    Tree,
    case_of,
    governor,
    has_copula,
    is_finite,
    owner_of,
    phrase_from,
    subject_of,
)
from transforms.figures.whose import meant_by, takes_time
from transforms.lexicon import seed_rows
from transforms.rows import Mention, Time
from transforms.tense import verb_tense
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
_CLAUSES = frozenset(("xcomp", "conj"))
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
_COMPARING = frozenset(
    "contrast comparison response retaliation reference addition reaction wake aftermath anticipation".split()
)
# What a place does with what happens in it.
_SEEING = frozenset("see record register report log experience witness".split())
_REFERRING = frozenset("after before following despite until".split())
_LED_TO = frozenset("for under of to by with from".split())
_APART = frozenset("after before since until than without with".split())
_BEFORE_OR_AFTER = frozenset(("after", "before", "following"))
_PARTS_OF_TIME = frozenset("beginning start end middle turn close".split())
_BONDS = frozenset("bond note bill debenture gilt eurobond treasury issue convertible certificate warrant".split())
# up from 30 % in 2000, lower than in 2019: the time is that of what the figure is compared with.
_OF_ANOTHER = re.compile(
    r"\bfrom\s(?:an?\s|about\s|around\s|nearly\s|just\s)?[$£€]?\d|\bcompared\s(?:with|to)\s[^.;,\d]{0,50}$"
    r"|\bthan\s(?:(?:in|at|on|during|for|the|an?|what|it|those|that|its|their|was|were|is)\s(?:[^.;,\d]{1,50}\s)?)?$"
    r"|\b(?:first|only|best|worst|most|least|\w{3,}est)\b[^.;]{0,60}\bsince\s$"
    r"|\b(?:time|high|low)\s(?:level\s|rate\s)?since\s$"
    r"|^[^.;]{0,60}\b(?:vs\.?|versus|against|compared\s(?:with|to))\s[^.;]*\d"
)
# Before a time with which another is compared: over the same period last year, compared with 2021.
_BASE_LED = re.compile(
    r"\b(?:over|from|on|than|with|to|against|versus)\s(?:in\s)?the\s(?:same|corresponding|comparable|prior|previous)\s[a-z]+\s"
    r"(?:(?:of|in)\s)?(?:the\s)?$|\b[Cc]ompared\s(?:with|to)\s(?:(?:in|at|on)\s)?(?:the\s)?$"
)
_THEN = re.compile(r"an?\s\w+\s(?:earlier|ago|before)$")
# What may stand between a figure and its own time.
_ITS_TIME = re.compile(
    r"\s(?:(?:in|on|at|for|during|over|within|through|since|by)\s)?"
    r"(?:the\s(?:(?:end|beginning|start|close)\sof\s(?:the\s)?)?|early\s|late\s|mid-)?"
)
_BASE = re.compile(
    r"\s(?:levels?|baseline|prices|terms|dollars|euros)\b|[’']s\s(?:\w+\s)?(?:close|level|finish|settlement)\b"
)
_PERCENT_FROM = ("% from ", "pct from ", "percent from ", "per cent from ")  # rose four pct from 1985
_FORMER = re.compile(
    r"(?:last|the previous|the same|the prior|the year before|a)\s(?:year|month|week|day|session|quarter|season|period)"
)
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
    where = _wh(verb, "where") if verb is not None else None
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
            if child.lemma_.lower() in _COMPARING:
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


def time_of(
    times: Sequence[Time],
    tree: Tree,
    verb: Word | None,
    anchor: Word | None,
    start: int,
    end: int,
    *,
    is_past_change: bool = False,
    is_former: bool = False,
    may_own: bool = True,
) -> Time | None:
    """The date that hangs on the figure's own clause, not on that of whoever reports it; outside the figure itself.

    Two days before the vote is no date by itself: it is the time only of what its clause does not date. What a number
    was before (is_former: fell in May to 7 from 9), or came before or after the deed, has no part in the deed's date.
    A time right behind a figure is its own (may_own), whatever the parser hung it on.
    """
    if anchor is None or not times:
        return None
    chain = _chain(verb) if verb is not None else {anchor.i}
    parting = _parting_from(anchor)
    is_second = tree.text.endswith(" and to ", 0, start)  # fell in May to 7 from 9 and to 40 from 60 in five months
    best: tuple[int, Time] | None = None
    beside: tuple[int, Time] | None = None
    itself = None
    sent = anchor.sent
    # Times lie apart, in text order.
    first_in = bisect_right(times, sent.start_char, key=lambda time: time.end_char)
    last_in = bisect_left(times, sent.end_char, key=lambda time: time.start_char)
    for time in times[first_in:last_in]:
        if time.kind in ("duration", "set"):
            continue
        if time.start_char < end and start < time.end_char:
            if time.date_high is not None or not time.text.endswith((" before", " after")):
                return time
            itself = time
            continue
        is_plain = time.modifier is None or is_past_change or tree.text.endswith(_PERCENT_FROM, 0, time.start_char)
        if is_plain and time.start_char >= end and tree.text[end : time.start_char].endswith(" from "):
            continue  # up 5 per cent from a year earlier
        if _BASE.match(tree.text, time.end_char):
            continue  # cut by 43 per cent on 2005 levels
        if _is_base(tree.text, time) or _is_in_name(tree, time):
            continue
        gap = tree.text[end : time.start_char] if time.start_char >= end else None
        if gap is not None and _OF_ANOTHER.search(gap) and not (is_second and " from " in gap):
            continue
        if gap is None and (is_former or is_second or (parting is not None and time.start_char < parting.idx)):
            continue
        if may_own and gap is not None and _ITS_TIME.fullmatch(gap) and not _is_maturity(tree, time):
            return time  # 107 billion at the end of 1985 and 92 billion at the end of 1984
        if verb is not None and _is_of_the_verb_before(verb, tree, time):
            continue
        token = tree.doc[tree.index_at(time.end_char - 1)]
        over, _, _ = governor(token)
        if (over is not None and over.i in chain) or (verb is None and over is None):
            first = tree.index_at(time.start_char)
            distance = min(abs(token.i - anchor.i), abs(first - anchor.i))
            if (best is None or distance < best[0]) and not (
                _is_maturity(tree, time)
                or _dates_another(tree.doc[first], token, anchor)
                or (over is not None and _dates_saying(tree.doc[first], token, over, time))
            ):
                best = (distance, time)
        elif over is not None and verb is not None and over.i not in chain:
            begin, distance = tree.doc[tree.index_at(time.start_char)], abs(token.i - anchor.i)
            if (
                _is_at_once(begin, over, verb, chain)
                and (beside is None or distance < beside[0])
                and not _dates_another(begin, token, anchor)
            ):
                beside = (distance, time)
    if best is None and (of_its_own := _dated_below(times[first_in:last_in], tree, anchor)) is not None:
        return of_its_own
    if best is None and verb is not None and (when := _wh(verb, "when")) is not None:
        return _right_before(times[first_in:last_in], tree, when) or itself
    best = best or beside
    return best[1] if best else itself


def _is_at_once(first: Word, dated: Word, verb: Word, chain: set[int]) -> bool:
    """Whether what one verb tells happened while another did, and so on its date.

    When the fire broke out on Monday, 70 were inside; fined 12 drivers for using a phone in May.
    """
    if verb.dep_ == "advcl" and verb.head == dated:
        if _is_when(verb):
            return True
        subject = next((child for child in dated.children if child.dep_.startswith("nsubj")), None)
        # In May exports rose, while imports fell by 12 %.
        return subject is not None and first.i < subject.i and any(child.lower_ == "while" for child in verb.children)
    if dated.dep_ != "advcl" or dated.head.i not in chain:
        return False
    if is_finite(dated):
        return _is_when(dated)
    if verb_tense(verb) != "past":
        return False  # entering into force in May, it comprises 15 countries
    is_gerund = dated.tag_ == "VBG" or any(child.dep_ == "cop" and child.tag_ == "VBG" for child in dated.children)
    return is_gerund and any(child.dep_ == "mark" and child.lower_ not in _APART for child in dated.children)


def _is_when(verb: Word) -> bool:
    """Whether a clause tells when something was: when it opened."""
    return any(
        child.lower_ == "when" and child.i < verb.i and child.dep_ in ("advmod", "mark") for child in verb.children
    )


def _is_base(text: str, time: Time) -> bool:
    """Whether figures are compared with those of a time: up 6% on last year, rose from a day earlier to 144."""
    start = time.start_char
    if text.startswith(("’s ", "'s "), time.end_char):
        return False  # lower than last year's 697 million
    if text.endswith((" on ", " of ", " over ", " than ", " to ", " against "), 0, start) and _FORMER.match(time.text):
        return True  # 101 pct of a year ago
    if text.endswith(" from ", 0, start) and _THEN.match(time.text):
        return True
    return _BASE_LED.search(text, max(0, start - 48), start) is not None


def _is_in_name(tree: Tree, time: Time) -> bool:
    """Whether a year only tells which one is meant: a qualifier for the 2023 World Cup, under the 2015 Paris accord."""
    if time.grain != "year":
        return False
    year = tree.doc[tree.index_at(time.end_char - 1)]
    name = year.head
    if name.pos_ != "PROPN" or not year.i < name.i or year.dep_ not in ("compound", "nummod", "nmod"):
        return False
    return case_of(name) in _LED_TO


def _parting_from(anchor: Word) -> Word | None:
    """The word that sets a figure before or after a deed: arrested this week *after* a two-month search."""
    node = anchor
    for _ in range(6):
        if node.head == node or node.head.pos_ in ("VERB", "AUX"):
            led = next((child for child in node.children if child.dep_ == "case"), None)
            return led if led is not None and node.dep_ == "obl" and led.lower_ in _BEFORE_OR_AFTER else None
        node = node.head
    return None


def _dated_below(times: Sequence[Time], tree: Tree, anchor: Word) -> Time | None:
    """The date of what the clause behind a figure's noun tells: the 24 missiles it tested last year."""
    is_before = anchor.dep_ in ("compound", "amod", "nmod", "nummod") and anchor.head.i > anchor.i
    noun = anchor.head if is_before and anchor.head.pos_ == "NOUN" else anchor  # a 12,000 share block sold today
    clause = next((child for child in noun.children if child.dep_ in ("acl", "acl:relcl") and child.i > noun.i), None)
    if clause is None or clause.lower_ == "compared" or not (clause.tag_ == "VBN" or is_finite(clause)):
        return None
    if clause.dep_ == "acl:relcl" and any(token.text == "," for token in noun.doc.between(noun.i + 1, clause.i)):
        return None
    for time in times:
        if time.start_char > clause.idx and time.kind not in ("duration", "set"):
            over, _, _ = governor(tree.doc[tree.index_at(time.end_char - 1)])
            if over is not None and over.i == clause.i:
                return time
    return None


def _wh(verb: Word, word: str) -> Word | None:
    """The "where" or "when" of the clause that a verb stands in, itself or beside or inside another verb's."""
    if word not in verb.doc.tree.lower[max(verb.i - 40, 0) : verb.i]:
        return None
    node = verb
    for _ in range(3):
        found = next((child for child in node.children if child.lower_ == word and child.i < node.i), None)
        if found is not None or node.dep_ not in ("conj", "xcomp", "ccomp") or node.head.i > node.i:
            return found
        node = node.head
    return None


def _right_before(times: Sequence[Time], tree: Tree, when: Word) -> Time | None:
    """The date that "when" takes up: in mid-November, when prices fell."""
    last = when.i - (2 if when.i > 1 and when.nbor(-1).text == "," else 1)
    return next((t for t in times if t.kind == "date" and tree.index_at(t.end_char - 1) == last), None)


def _is_maturity(tree: Tree, time: Time) -> bool:
    """Whether a date is part of the name of a bond: the 7-1/2 pct bonds of 2016, notes due 1996."""
    if not tree.text.endswith((" due ", " due in ", *((" of ",) if time.grain == "year" else ())), 0, time.start_char):
        return False
    at = tree.index_at(time.start_char)
    return any(
        noun_lemma(token) in _BONDS or (token.text[:1].isdigit() and token.text.endswith("s"))
        for token in tree.doc.between(max(at - 6, 0), at)
    )


def _dates_another(first: Word, last: Word, anchor: Word) -> bool:
    """Whether a time dates an event that the clause only refers to: in response to the test of 29 November."""
    node = last
    for _ in range(6):
        node = node.head
        if first.i <= node.i <= last.i and node.head != node:
            continue
        if node.pos_ not in NOMINAL or node.head == node or node.i in (anchor.i, anchor.head.i):
            return False
        case = case_of(node)
        if node.lemma_.lower() in _PARTS_OF_TIME:
            continue
        if case in _REFERRING or (case in ("of", "to") and node.head.lemma_.lower() in _COMPARING):
            return True
    return False


def _dates_saying(first: Word, last: Word, over: Word, time: Time) -> bool:
    """Whether a day is that of a saying: it has grown, it said on Monday; it grew, according to a report on Monday."""
    if over.dep_ == "ccomp" and over.i < over.head.i < first.i <= over.head.i + 2:
        return True
    node = last
    while time.grain == "day" and node.dep_ in ("nmod", "nmod:unmarked") and node.head != node:
        node = node.head
        if case_of(node) == "according":
            return True
    return False


def _is_of_the_verb_before(verb: Word, tree: Tree, time: Time) -> bool:
    """Whether a time between two joined verbs, of other tenses or of subjects of their own, is only the first one's.

    The glacier has retreated since 1990 and is losing 40 metres a year; it was hit in May, and sales grew.
    """
    if verb.dep_ != "conj" or verb.head.i > verb.i:
        return False
    between = verb.head.idx < time.start_char < verb.idx
    if any(child.dep_ == "cc" and child.idx < time.start_char for child in verb.children):
        return False  # it was an exporter, but last year it imported 12 tonnes
    own = any(child.dep_.startswith("nsubj") and time.start_char < child.idx < verb.idx for child in verb.children)
    return between and (own or verb_tense(verb.head) != verb_tense(verb))


def _chain(verb: Word) -> set[int]:
    found = {verb.i}
    node = verb
    while (node.dep_ in _CLAUSES or _is_beside(node)) and node.head != node:
        node = node.head
        found.add(node.i)
    found |= {child.i for child in verb.children if child.dep_ in ("xcomp", "aux")}
    return found


def _is_beside(verb: Word) -> bool:
    """Whether a participle tells what went with the verb above it: it grew in May, bringing the total to 12."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or is_finite(verb):
        return False
    return not any(
        child.dep_ == "mark" and child.lower_ not in ("before", "by", "while", "with") for child in verb.children
    )


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
