"""The words that say what a figure is about: what it measures, what it is a share of, and whose it is."""

import re
from collections.abc import Iterable, Iterator

from transforms.figures.counted import Counted, classes, noun_lemma, past_brackets
from transforms.figures.quantity import Quantity
from transforms.figures.role import direction_of
from transforms.figures.syntax import (
    NOMINAL,
    SUBJECTS,
    Tree,
    case_of,
    governor,
    has_copula,
    is_finite,
    is_measured,
    phrase_from,
    subject_of,
    words_of,
)
from transforms.words import Word, Words

_EMPTY = frozenset(
    "it he she they we i you this that these those who which what there total number amount"
    " one ones each all some any many both more most least part"
    " cast lot such other same own few several much himself itself themselves".split()
)
_TIMES = frozenset(
    "second minute hour day week month quarter qtr year decade today yesterday tomorrow tonight morning evening monday"
    " tuesday wednesday thursday friday saturday sunday".split()
)
_STRETCHES = _TIMES | frozenset("half period session season end start beginning".split())
_DATING = frozenset("in for during at by from since until through of over on".split())
_ADVERBIAL = frozenset("advance total length duration all succession row charge addition size".split())
_ENDING = frozenset("end start begin open close finish".split())
_WHICH = frozenset("first second third last".split())
_SKIPPED = frozenset(("DET", "PRON", "PUNCT", "ADP", "AUX", "CCONJ", "SCONJ", "PART"))
# Whoever says so is not what a figure is about: officials said 12 people died.
_TELLING = frozenset(
    (
        "say announce report state tell confirm believe think claim estimate note warn predict show suggest indicate"
        " reveal find"
    ).split()
)
# Nor is whoever regrets it.
_JUDGING = frozenset(
    (
        "regret condemn mourn lament deplore denounce praise blame criticise criticize thank accuse fear slam"
        " commend honour honor grieve applaud decry"
    ).split()
)
# Nor, where it is about something else, is whoever tells or sees that.
_PERCEIVING = _TELLING | frozenset("see notice observe spot hear witness discover".split())
# What a thing has of its own, whoever has the thing.
_OF_THINGS = frozenset(("length", "area", "volume", "mass", "power"))
_HAVING = frozenset("have get gain keep own come feature offer include use boast pack sport".split())
_ADDING = frozenset(
    (
        "add wipe knock shave slash cut take strip trim chop slice lop contribute give provide donate pledge lend loan"
        " allocate commit grant award offer devote lose"
    ).split()
)
_ADDED = frozenset(("money", "percent", "measure", "count"))
_SPENT = {
    **dict.fromkeys("spend waste lavish splash save lose bet".split(), ("on",)),
    **dict.fromkeys("invest put pour pump inject sink plough plow".split(), ("in", "into")),
}
# Verbs after "to" that say how far a sum goes rather than what it is for.
_BECOMING = frozenset("be become reach close end stand settle hit trade total bring take make have get".split())
_EXTENTS = frozenset(
    "length width height depth diameter radius circumference thickness size area weight volume".split()
)
_ONTO = frozenset("on in across against among between over".split())
# Nouns of prepositions of several words, which say nothing themselves: in the case of, on behalf of.
_OF_PREPOSITIONS = frozenset(
    "presence case face wake behalf favour favor front light spite place event course view aftermath".split()
)
_COMPASS = re.compile(r"(?:north|south)-?(?:east|west)?(?:ern)?$|(?:east|west)(?:ern)?$")
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_MODIFYING = (
    "compound",
    "nummod",
    "amod",
    "nmod",
    "nmod:unmarked",
    "obl:npmod",
    "obl:unmarked",
    "dep",
    "advmod",
    "flat",
)


def concept_of(
    tree: Tree, quantity: Quantity, counted: Counted | None, anchor: Word | None, taken: frozenset[int]
) -> str | None:
    """What a reader would say the figure is about, in the words of its sentence; null where the sentence has none.

    `taken` are the tokens of figures and times, which say how much and when, not what.
    """
    if anchor is None:
        return None
    itself = _own_tokens(tree, quantity, counted)
    own = taken | itself
    found: dict[int, Word] = {}
    near = (
        _thing(anchor, own)
        if quantity.rule == "multiplied" and counted is None
        else _near(tree, quantity, counted, anchor, own)
    )
    _add(found, near, own)
    if _is_distance(tree, quantity) and (place := _name_before(tree, quantity)):
        return " ".join(_written(tree.doc, [word.i for word in place], itself))
    verb, node, link = governor(anchor)
    is_share = counted is not None and quantity.unit is not None
    if (
        verb is not None
        and (not found or is_share)
        and _takes_object(quantity, verb, node, link, counts=counted is not None and not is_share)
    ):
        thing = next((child for child in verb.children if child.dep_ == "obj" and child.i not in own), None)
        if thing is not None:
            _add(found, words_of(thing, deep=1, skip=own), own)
    if quantity.kind in ("money", "percent", "measure", "duration"):
        _add(found, _bought(tree, quantity, verb, own), own)
    if verb is not None and link in ("obj", "nsubj:pass") and quantity.kind in _ADDED:
        _add(found, _added_to(verb, own), own)
    subject = _subject(verb, anchor, own)
    if subject is None and verb is not None and quantity.unit is not None:  # the 400g bars (14 ounces) were cut
        ahead = (child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i)
        subject = next((child for child in ahead if child.i not in own and not _is_within(anchor, child)), None)
    nearer = _right_before(tree, quantity, own)
    if nearer is not None and (subject is None or _is_of_another_clause(subject, *nearer)):
        subject, verb = nearer
        found.pop(verb.i, None)
    if (
        subject is not None
        and not (found and (_tells_of_itself(quantity, near, verb) or _perceives(subject, verb)))
        and not _is_attribute(tree, quantity, near, verb)
        and not _judges(subject)
    ):
        _add(found, _full(subject, verb, own), own)
    if not found and (verb is None or quantity.unit is not None) and quantity.kind != "duration":
        _add(found, _left_neighbour(tree, quantity, own), own)
    if quantity.kind == "measure":
        _add(found, _extent(tree, quantity), own)
    if not found and subject is not None and subject.lower_ in ("number", "amount"):
        found[subject.i] = subject  # the amount is 30 million
    if quantity.kind != "duration":
        found = {i: word for i, word in found.items() if not _dates(word)}
    _add(found, _numbered(found, own), own)
    return " ".join(dict.fromkeys(_written(tree.doc, sorted(found), itself))) or None


def _tells_of_itself(quantity: Quantity, near: list[Word], verb: Word | None) -> bool:
    """Whether a figure's own phrase says all that it is about.

    So does an age with whose it is (Ana Diaz, 37; not: died at the age of 92), an ordinal with what it ranks, and what
    something else is compared with.
    """
    if quantity.kind == "age":
        return any(word.lemma_.lower() != "age" for word in near)
    if quantity.kind == "ordinal":
        return bool(near) and verb is not None and verb.lemma_ != "become" and all(word.i != verb.i for word in near)
    return verb is not None and verb.lower_ == "compared" and verb.dep_ == "acl" and bool(near)


def _judges(subject: Word) -> bool:
    """Whether a subject does no more than judge what is told: the government mourns 12 tourists."""
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.lemma_.lower() not in _JUDGING:
        return False
    return not any(child.dep_ == "aux:pass" for child in verb.children)  # hackers are feared to have stolen them


def _is_attribute(tree: Tree, quantity: Quantity, near: list[Word], verb: Word | None) -> bool:
    """Whether a measure stands before its noun, of which alone it tells: the rocket will carry a 425 kg satellite."""
    if quantity.unit is None or quantity.unit.dimension not in _OF_THINGS or not near:
        return False
    if verb is not None and verb.lemma_.lower() in _HAVING:
        return False  # the tablet has a 12-inch screen
    after = tree.first_after(quantity.end)
    return after in {word.i for word in near} and direction_of(near[-1]) is None and not has_copula(near[-1])


def _perceives(subject: Word, verb: Word | None) -> bool:
    """Whether a subject does no more than see or report what is told: officials report losses of millions."""
    if verb is None or verb.lemma_.lower() not in _PERCEIVING or any(c.dep_ == "aux:pass" for c in verb.children):
        return False
    if subject.pos_ == "PROPN":
        return subject.ent_type_ == "PERSON"
    return classes("noun").get(noun_lemma(subject), "").startswith("people")


def _takes_object(quantity: Quantity, verb: Word, node: Word, link: str, *, counts: bool) -> bool:
    """Whether the object of the verb is what the figure is about: it cut its outlook to $5, holds data on 80 people."""
    if not link.startswith("obl") and (link, quantity.kind) != ("advmod", "ratio"):
        return False  # but: carries twice as much mass
    case = case_of(node)
    if counts and case in _ONTO and verb.lemma_.lower() != "take":
        return True
    return case in ("by", "to", "from", "at", "for", "within", None)


def _own_tokens(tree: Tree, quantity: Quantity, counted: Counted | None) -> frozenset[int]:
    first, stop = tree.index_at(quantity.start), max(tree.first_after(quantity.end), tree.index_at(quantity.start) + 1)
    own = set(range(first, stop))
    if counted is not None and quantity.unit is None:
        own |= set(range(counted.begin, counted.head.i + 1))
    return frozenset(own)


def _add(found: dict[int, Word], tokens: Iterable[Word], own: frozenset[int]) -> None:
    for token in tokens:
        if (
            token.i in own
            or (token.lower_ in _EMPTY and token.pos_ != "PROPN")
            or _says_when(token)
            or token.pos_ in _SKIPPED
            or not any(char.isalnum() for char in token.text)
        ):
            continue
        found[token.i] = token


def _numbered(found: dict[int, Word], own: frozenset[int]) -> list[Word]:
    """The numbers that end the names found: the Stoxx 600."""
    following = [token.nbor(1) for token in found.values() if token.pos_ == "PROPN" and token.i + 1 < len(token.doc)]
    return [token for token in following if token.text.isdigit() and token.i not in own and not token.is_sent_start]


def _says_when(token: Word) -> bool:
    """Whether a unit of time only dates what is told (last year's profit, this month), rather than being told of."""
    if _counts_occasions(token) or _is_on_itself(token):
        return True
    if token.lemma_.lower() not in _TIMES:
        return False
    if token.dep_ in ("nmod:poss", "obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked", "obl"):
        return True
    return any(child.lower_ in ("last", "this", "next", "previous", "same", "past") for child in token.children)


def _dates(token: Word) -> bool:
    """Whether a noun or its modifier only says when: sales *for the quarter*, ending *the day* at 9."""
    if token.dep_ in ("amod", "compound"):
        token = token.head
    if token.lemma_.lower() not in _STRETCHES or token.tag_ != "NN":
        return False
    if token.dep_ == "obj":
        return token.head.lemma_.lower() in _ENDING
    return token.dep_ in ("nmod", "obl") and case_of(token) in _DATING


def _counts_occasions(token: Word) -> bool:
    """Whether a word belongs to "for the first time" or "in its first week"."""
    at = token if token.lower_ in _WHICH else None
    if token.lower_ == "time" and token.i > 0 and token.nbor(-1).lower_ in _WHICH:
        at = token.nbor(-1)
    if at is None or at.i + 1 >= len(at.doc):
        return False
    return at.nbor(1).lower_ == "time" or at.nbor(1).lemma_.lower() in _TIMES


def _is_on_itself(token: Word) -> bool:
    """Whether a word is part of "month on month", "year over year"."""
    doc, i = token.doc, token.i
    after = i + 2 < len(doc) and doc[i + 2].lower_ == token.lower_ and doc[i + 1].lower_ in ("on", "over")
    before = i > 1 and doc[i - 2].lower_ == token.lower_ and doc[i - 1].lower_ in ("on", "over")
    return token.lemma_.lower() in _TIMES and (after or before)


def _written(doc: Words, indices: list[int], own: frozenset[int]) -> Iterator[str]:
    """The words as written: what a tokenizer split at hyphens and ampersands is one word again.

    Not so the figure before a hyphen: a 30cm-diameter well.
    """
    for i in indices:
        first = last = i
        while first >= 2 and first - 2 not in own and _is_glue(doc, first - 1):
            first -= 2
        while last + 2 < len(doc) and _is_glue(doc, last + 1):
            last += 2
        yield "".join(word.text for word in doc.between(first, last + 1))


def _is_glue(doc: Words, i: int) -> bool:
    """Whether a hyphen or the like joins the words beside it."""
    return doc[i].text in ("-", "–", "&", "/") and not doc[i].whitespace_ and not doc[i - 1].whitespace_


def _subject(verb: Word | None, anchor: Word, own: frozenset[int]) -> Word | None:
    """Whose doing or state it is: the subject of the figure's clause, unless the figure is in it."""
    if verb is None:
        return None
    subject = _accompanying(verb) or _dated_from(verb) or subject_of(verb)
    if subject is not None and subject.lower_ in ("who", "which", "that"):
        subject = _antecedent(subject)
    elif (subject is None or subject.head.i != verb.i) and is_finite(verb):
        subject = _before_verb(verb, own) or subject
    if subject is not None and subject.lower_ in ("it", "he", "she", "they"):
        subject = _meant_by(subject, verb)
    if subject is not None and subject.i in own and verb.dep_ == "conj" and verb.head.i < verb.i:
        subject = subject_of(verb.head)  # the fire burned 85,000 acres and is 35 percent contained
    if subject is None or subject.pos_ == "PRON" or subject.i in own or _is_within(anchor, subject):
        return None
    if anchor.i < verb.i < subject.i and subject.nbor(-1).tag_ == "CC":
        return None  # a third were fixed and rates slowed: the subject of the next clause
    return subject


def _accompanying(verb: Word) -> Word | None:
    """The noun of which a participle tells beside what the sentence tells: with the index advancing 1.7 %."""
    if verb.tag_ not in ("VBG", "VBN"):
        return None
    before = [child for child in verb.children if child.i < verb.i and child.dep_ == "obl" and case_of(child) == "with"]
    apart = before and any(token.pos_ != "ADV" for token in verb.doc.between(before[-1].i + 1, verb.i))
    return before[-1] if before and not apart else None


def _dated_from(verb: Word) -> Word | None:
    """What began so long ago: it is two years since the scandal was discovered."""
    if verb.lemma_.lower() not in _TIMES or not has_copula(verb):
        return None
    for child in verb.children:
        if child.dep_ == "advcl" and any(mark.lower_ == "since" for mark in child.children):
            return subject_of(child)
    return None


def _right_before(tree: Tree, quantity: Quantity, own: frozenset[int]) -> tuple[Word, Word] | None:
    """The noun and its verb, where that verb, adverbs and other figures alone part it from the figure: X rose 5% to 7.

    Needs no tree: where clauses follow each other without a comma, parsers join what does not belong together.
    """
    doc = tree.doc
    verb, is_clause = None, False
    for i in range(tree.index_at(quantity.start) - 1, -1, -1):
        token = doc[i]
        if doc[i + 1].is_sent_start or token.is_space or token.tag_ == "WRB":
            break  # seven died when a two-car tram flipped
        if i in own or token.pos_ in ("ADV", "PART", "DET", "ADP") or token.text in ("(", ")"):
            continue
        if token.lower_ == "worth" or (verb is not None and _is_relative(token)):
            continue  # a country that is 90 miles wide
        if token.text == "," and doc[i + 1].tag_ == "WDT" and verb is not None:
            continue  # to Banki, which is 90 miles away
        if token.pos_ in ("VERB", "AUX") or (
            verb is None and direction_of(token) is not None and doc[i + 1].lower_ != "of"
        ):  # but: a gain of 5%
            verb = token if verb is None or token.pos_ == "VERB" else verb
            is_clause = is_clause or _is_clause(token)
            continue
        if verb is None and i + 1 not in own and doc[i + 1].lower_ in ("up", "down") and token.pos_ in NOMINAL:
            noun = _top(token)  # had Wellcome down 23p
            if noun.head.i >= i:
                return None
            return (noun, noun.head) if noun.head.pos_ == "VERB" and case_of(noun) is None else None
        told = verb is not None and verb.lemma_.lower() in _TELLING
        if verb is None or told or not is_clause or token.pos_ not in NOMINAL:
            return None
        noun = _top(token)
        if noun.dep_ in ("obj", "obl") and noun.head.dep_ == "acl" and noun.head.head.pos_ in NOMINAL:
            noun = noun.head.head  # the bridge spanning the river cost 3 billion
        return noun, verb
    return None


def _is_relative(token: Word) -> bool:
    """Whether a pronoun stands for the noun before it or before its comma."""
    if token.tag_ != "WDT" or token.is_sent_start or token.i == 0:
        return False
    return token.nbor(-2 if token.i > 1 and token.nbor(-1).text == "," else -1).pos_ in NOMINAL


def _is_clause(verb: Word) -> bool:
    """Whether a verb is finite, or a word of change that a tagger took for another (shares rose, stocks slid)."""
    return is_finite(verb) or verb.pos_ not in ("VERB", "AUX")


def _is_of_another_clause(subject: Word, nearer: Word, verb: Word) -> bool:
    """Whether a verb parts the parser's subject from the noun that stands with its verb before the figure."""
    if subject.i > verb.i:
        return True
    between = subject.doc.between(subject.i + 1, nearer.i)
    if subject.head.i in (verb.i, verb.head.i) and _is_under(nearer, subject):
        # Analysts surveyed by Refinitiv expected 2.52; not: figures support a report finding that sales grew 5 %.
        return any(token.lower_ == "that" and token.nbor(-1).pos_ == "VERB" for token in between)
    return any(token.pos_ in ("VERB", "AUX") for token in between)


def _meant_by(pronoun: Word, verb: Word) -> Word | None:
    """The subject of a clause further up, where a pronoun may well repeat it: Cayman Airways said it was grounding."""
    node = verb
    for _ in range(5):
        if node.head == node:
            return None
        node = node.head
        found = next((child for child in node.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
        if found is not None and found.i < pronoun.i and found.pos_ in NOMINAL and found.head.i != pronoun.head.i:
            plural = found.tag_ == "NNS"  # Cayman Airways is an it
            return found if plural == (pronoun.lower_ == "they") else None
    return None


def _antecedent(pronoun: Word) -> Word | None:
    """The noun that a relative pronoun stands for: the one before it, or whatever that one hangs on."""
    if pronoun.is_sent_start or pronoun.tag_ == "DT":
        return None  # that would put them over the rate
    doc = pronoun.doc
    before = pronoun.i - (2 if pronoun.i > 1 and doc[pronoun.i - 1].text == "," else 1)
    if pronoun.lower_ != "who" and before >= 0 and doc[before].pos_ in NOMINAL:
        return doc[before]  # a rally in bank stocks, which were up
    clause = pronoun.head
    for _ in range(3):
        if clause.dep_ == "acl:relcl" and clause.head.i < pronoun.i:
            return clause.head
        clause = clause.head
    for i in range(pronoun.i - 1, max(pronoun.i - 3, -1), -1):
        if doc[i].pos_ in NOMINAL:
            return _top(doc[i])
    return None


def _antecedent_of_whole(noun: Word) -> Word | None:
    """The noun before the comma and the article of "..., the price of which": what "which" stands for."""
    for i in range(noun.i - 1, max(noun.i - 5, 0), -1):
        if noun.doc[i].text == ",":
            before = noun.doc[i - 1]
            return before if before.pos_ in NOMINAL else None
    return None


def _top(noun: Word) -> Word:
    """The head of the noun phrase that ends with this noun."""
    for _ in range(4):
        if (
            noun.dep_ not in ("nmod", "compound", "flat", "conj", "appos")
            or noun.head.pos_ not in NOMINAL
            or noun.head.i >= noun.i
            or case_of(noun) in ("including", "like")
        ):
            break
        noun = noun.head
    return noun


def _before_verb(verb: Word, own: frozenset[int]) -> Word | None:
    """The noun right before a verb and its auxiliaries, for clauses whose subject the parser lost."""
    doc = verb.doc
    first = min([verb.i, *(child.i for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop"))])
    for i in range(first - 1, max(first - 4, -1), -1):
        if doc[i + 1].is_sent_start or i in own:
            return None
        if doc[i].pos_ in NOMINAL:
            return _top(doc[i])
        if doc[i].pos_ not in ("ADV", "AUX", "PART"):
            return None
    return None


def _full(subject: Word, verb: Word | None, own: frozenset[int]) -> Iterator[Word]:
    """The subject's words and the nouns between it and its verb, which wrong parses cut off ("Vectura shares rose")."""
    if subject.i + 2 < len(subject.doc) and subject.nbor(2).tag_ == "WDT" and subject.nbor(1).lower_ == "of":
        of_what = _antecedent_of_whole(subject)  # bitcoin, the price of which rose
        if of_what is not None:
            yield from words_of(of_what, deep=0, skip=own)
    ahead = verb.i if verb is not None and verb.i > subject.i else len(subject.doc)
    yield from (word for word in words_of(subject, deep=1, skip=own) if word.i < ahead)
    doc = subject.doc
    i = subject.i + 1
    while (
        i < len(doc)
        and (verb is None or i < verb.i)
        and (
            doc[i].pos_ in (*NOMINAL, "NUM")
            or (doc[i].tag_ == "POS" and i < ahead - 1)
            or (doc[i].pos_ == "ADJ" and doc[i - 1].tag_ == "POS")
        )
        and doc[i].i not in own
    ):
        yield doc[i]
        i += 1
    i = subject.i - 1
    while i >= 0 and doc[i].pos_ in NOMINAL and i not in own and not doc[i + 1].is_sent_start:
        if doc[i].pos_ != subject.pos_ and (doc[i].head.i < subject.i or case_of(doc[i])):
            break  # "since last season Chris Wood has scored": the season is not his
        yield doc[i]
        i -= 1


def _is_within(token: Word, noun: Word) -> bool:
    """Whether a token is part of a noun phrase, clauses that hang on the noun left out."""
    node = token
    for _ in range(12):
        if node.i == noun.i:
            return True
        if node.head == node or node.pos_ in ("VERB", "AUX") or node.dep_.startswith("acl"):
            return False
        node = node.head
    return False


def _is_under(token: Word, noun: Word) -> bool:
    """Whether a token stands in a clause that hangs on a noun before it."""
    node = token
    for _ in range(12):
        if node.i == noun.i:
            return True
        if node.head == node or node.head.i < noun.i:
            return False
        node = node.head
    return False


def _near(tree: Tree, quantity: Quantity, counted: Counted | None, anchor: Word, own: frozenset[int]) -> list[Word]:
    """The noun right at the figure: what it is a share of, what it modifies, what it is said to be the size of."""
    doc = tree.doc
    if quantity.rule == "age_apposition":
        return _name_before(tree, quantity)
    if counted is not None and (quantity.unit is not None or quantity.kind == "ratio"):
        begin = [doc[i] for i in range(counted.begin, counted.head.i)]
        return [*_amounting(anchor, own), *begin, *_thing(counted.head, own)]
    if quantity.kind == "ordinal":
        return _ranked(doc, tree.first_after(quantity.end), own)
    if (bracketed := _before_bracket(tree, quantity, own)) is not None:
        return bracketed
    if (following := _right_after(tree, quantity, own)) is not None:
        return following
    if (valued := _valued(tree, quantity, own)) is not None:
        return list(words_of(valued, deep=0, skip=own))
    if counted is not None and not (anchor.dep_ == "nmod" and anchor.head.i < anchor.i and anchor.head.i not in own):
        of = [child for child in counted.head.children if child.dep_ == "nmod" and child.i > counted.head.i]
        found_of = [token for child in of if case_of(child) == "of" for token in words_of(child, deep=0, skip=own)]
        if found_of:
            return found_of
    if (quantity.unit is not None or counted is not None) and (noun := _modified(tree, quantity, anchor)) is not None:
        return _thing(noun, own)
    return _sized(anchor, own, is_measure=quantity.unit is not None)


def _right_after(tree: Tree, quantity: Quantity, own: frozenset[int]) -> list[Word] | None:
    """What a measure stands before, or a time is one of: 400g and 170g bars, three years of grace."""
    doc, after = tree.doc, tree.first_after(quantity.end)
    if quantity.unit is not None and after + 2 < len(doc) and doc[after].tag_ == "CC" and {after + 1, after + 2} <= own:
        after = next((i for i in range(after + 3, len(doc)) if i not in own), after)  # 400g and 170g bars
    if quantity.unit is not None and after < len(doc):
        after = past_brackets(tree, after)  # the 6.5km (4-mile) bridge
    if (quantity.unit is not None or quantity.per_unit) and after < len(doc) and _may_begin(doc[after], own):
        found = phrase_from(doc, after)
        if found is not None:
            return [*doc.between(found[0], found[1].i + 1), *_thing(found[1], own)]
    if quantity.kind == "duration" and after + 1 < len(doc) and doc[after].lower_ == "of":
        found = phrase_from(doc, after + 1) if doc[after + 1].pos_ in ("NOUN", "ADJ") else None
        if found is not None and found[1].i not in own:
            return doc.between(found[0], found[1].i + 1)  # not: three days of the campaign
    return None


def _modified(tree: Tree, quantity: Quantity, anchor: Word) -> Word | None:
    """The noun that a figure before it modifies: an 80m-deep well, the 12-point plan."""
    top = anchor
    while tree.index_at(quantity.start) <= top.head.i < top.i:
        top = top.head  # the dollar sign before a sum is its head
    head = top.head
    if top.i < head.i < head.head.i and head.dep_ in ("amod", "compound"):
        head = head.head  # an 80m-deep well
    return head if head.i > top.i and top.dep_ in _MODIFYING and head.pos_ in NOMINAL else None


def _sized(anchor: Word, own: frozenset[int], *, is_measure: bool) -> list[Word]:
    """The noun before a figure of which it is the size, by how much it changed, or what it stands beside."""
    node = anchor
    for _ in range(3):
        noun = node.head
        if noun == node:
            break
        is_below = node.dep_ in ("nmod", "appos", "acl", "nmod:unmarked") and noun.i < node.i and noun.i not in own
        if is_below and noun.pos_ in NOMINAL:
            if noun.lower_ in _OF_PREPOSITIONS and case_of(noun) in ("in", "on", "at", "for", "by"):
                node = noun  # in the presence of three leaders
                continue
            case = case_of(node)
            if case in ("by", "to", "from") and is_measure and direction_of(noun) is None:
                while noun.dep_ == "nmod" and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
                    noun = noun.head  # reduced rates for all three periods by 0.10 points
                return list(words_of(noun, deep=1, skip=own, apart=True))
            if case == "of" and is_measure and _is_of_what_it_says(noun, own):
                return list(words_of(noun.head, deep=1, skip=own, apart=True))  # a loss on shares of 5 million
            return [*words_of(noun, deep=0, skip=own, apart=True), *_changed_in(noun, node, own)]
        if node.dep_ not in ("conj", "nummod", "compound", "appos", "nmod"):
            break
        node = noun
    return []


def _before_bracket(tree: Tree, quantity: Quantity, own: frozenset[int]) -> list[Word] | None:
    """What a bracket in a list tells of: the sunniest are Taranaki (1,539 hours) and the Bay of Plenty (1,478)."""
    doc, first = tree.doc, tree.index_at(quantity.start)
    if (
        quantity.rule == "conversion"
        or first < 2
        or doc[first - 1].text != "("
        or doc[first - 2].pos_ not in NOMINAL
        or first - 2 in own
    ):
        return None
    noun = doc[first - 2]
    while noun.dep_ in ("nmod", "flat", "compound") and noun.head.i < noun.i and noun.head.pos_ in NOMINAL:
        noun = noun.head
    if noun.dep_ != "conj" and not any(child.dep_ == "conj" for child in noun.children):
        return None
    return [word for word in words_of(noun, deep=1, skip=own) if word.i < first]


def _ranked(doc: Words, after: int, own: frozenset[int]) -> list[Word]:
    """What an ordinal ranks: the 160th anniversary of the battle; not: the 24th minute, finished fifth."""
    found = phrase_from(doc, after) if after < len(doc) and _may_begin(doc[after], own) else None
    if found is None or found[1].lemma_.lower() in _STRETCHES or found[1].lower_ == "time":
        return []
    return [*doc.between(found[0], found[1].i + 1), *words_of(found[1], deep=2, skip=own)]


def _amounting(anchor: Word, own: frozenset[int]) -> Iterator[Word]:
    """The noun of which a figure with what it measures is the size: a quota of 500,000 barrels of petrol."""
    noun = anchor.head
    is_of = anchor.dep_ == "nmod" and noun.i < anchor.i and case_of(anchor) == "of"
    if is_of and noun.pos_ in NOMINAL and noun.i not in own:
        yield from words_of(noun, deep=0, skip=own)


def _is_of_what_it_says(noun: Word, own: frozenset[int]) -> bool:
    """Whether a noun only says which of the noun before it a figure is: a volatility *of gold* of 24.5 percent."""
    above, case = noun.head, case_of(noun)
    if noun.dep_ != "nmod" or above.pos_ not in NOMINAL or above.i in own or is_measured(above, own):
        return False
    return case in ("of", "on", "in", "from", "for", "by") or (case == "with" and above.dep_ in SUBJECTS)


def _changed_in(noun: Word, measured: Word, own: frozenset[int]) -> Iterator[Word]:
    """What a change by so much is one in: a rise of 8 percent *in the number of visitors*."""
    if direction_of(noun) is None:
        return
    for child in (*measured.children, *noun.children):
        if child.i > measured.i and child.dep_ == "nmod" and case_of(child) == "in" and child.ent_type_ not in _PLACES:
            yield from words_of(child, deep=1, skip=own, apart=True)


def _name_before(tree: Tree, quantity: Quantity) -> list[Word]:
    """The name that ends right before a bare age: Christina Assi, 28."""
    doc = tree.doc
    stop = tree.index_at(quantity.start)
    while stop > 0 and doc[stop - 1].text in (",", "("):
        stop -= 1
    begin = stop
    while begin > 0 and doc[begin - 1].pos_ == "PROPN" and not (begin < stop and doc[begin].is_sent_start):
        begin -= 1
    return [
        token
        for token in doc.between(begin, stop)
        if token.lower_ not in ("mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr.")
    ]


def _is_distance(tree: Tree, quantity: Quantity) -> bool:
    """Whether a length after a comma says how far away a place is: in Mawa, 31 km southwest of Dhaka."""
    doc, first, after = tree.doc, tree.index_at(quantity.start), tree.first_after(quantity.end)
    if quantity.unit is None or quantity.unit.dimension != "length" or not first or after >= len(doc):
        return False
    return doc[first - 1].text == "," and _COMPASS.match(doc[after].lower_) is not None


def _valued(tree: Tree, quantity: Quantity, own: frozenset[int]) -> Word | None:
    """The noun before "worth" or "at" and the figure: a market worth 2 billion, carbon levels at 1,200 parts."""
    doc = tree.doc
    i = tree.index_at(quantity.start) - 1
    if i < 1 or doc[i].lower_ not in ("worth", "at"):
        return None
    if doc[i].lower_ == "at" and quantity.kind not in ("measure", "rate"):
        return None  # trades against the euro at $1.1
    while i > 0 and (doc[i].lower_ in ("worth", "at") or doc[i].pos_ in ("ADV", "PUNCT")) and not doc[i].is_sent_start:
        i -= 1
    return doc[i] if doc[i].pos_ in NOMINAL and i not in own and not doc[i + 1].is_sent_start else None


def _may_begin(token: Word, own: frozenset[int]) -> bool:
    outside = token.is_sent_start or token.is_space or token.i in own
    return not outside and (token.pos_ in ("NOUN", "PROPN", "ADJ") or (token.tag_ == "VBN" and token.dep_ == "amod"))


def _bought(tree: Tree, quantity: Quantity, verb: Word | None, own: frozenset[int]) -> list[Word]:
    """What it is for or off, or what a time is before or after: 500 dollars for a roof, two days before the vote.

    So with what a sum is spent on, put into or to do: $5 million to build a road.
    """
    doc = tree.doc
    at = tree.first_after(quantity.end)
    at = past_brackets(tree, at) if at < len(doc) else at
    if at + 1 >= len(doc) or doc[at].is_sent_start:
        return []
    led = doc[at].lower_
    if quantity.kind == "duration":
        bare = led == "in" and doc[at + 1].pos_ in ("NOUN", "ADJ") and doc[at + 1].lower_ not in _ADVERBIAL
        leads = bare or led in ("before", "after")  # three years in prison
    elif quantity.kind == "money" and led == "to":
        at += 1
        leads = doc[at].tag_ == "VB" and doc[at].lemma_.lower() not in _BECOMING and _is_given(verb)
    else:
        leads = led in ("for", "off") or (
            quantity.kind == "money" and verb is not None and led in _SPENT.get(verb.lemma_.lower(), ())
        )
    found = phrase_from(doc, at + 1) if leads else None
    if found is None or found[1].lemma_.lower() in _TIMES or found[1].i in own:
        return []
    begin, head = found
    if quantity.kind == "duration" and (doc[begin].tag_ == "VBG" or head.dep_ in SUBJECTS):
        return []  # two days after Roe left
    return doc.between(begin, head.i + 1)


def _is_given(verb: Word | None) -> bool:
    """Whether a verb says that money is raised, spent or promised, rather than that something costs or moves."""
    return verb is not None and (
        verb.lemma_.lower() in _ADDING or verb.lemma_.lower() in _SPENT or verb.lemma_.lower() in classes("money")
    )


def _extent(tree: Tree, quantity: Quantity) -> list[Word]:
    """Which way a thing is measured: two inches in diameter."""
    doc, at = tree.doc, tree.first_after(quantity.end)
    is_said = at + 1 < len(doc) and doc[at].lower_ == "in" and noun_lemma(doc[at + 1]) in _EXTENTS
    return [doc[at + 1]] if is_said else []


def _thing(head: Word, own: frozenset[int]) -> list[Word]:
    """A noun with its modifiers, and one "of" deeper; not what stands beside it with a figure of its own."""
    found = list(words_of(head, deep=0, skip=own, apart=True))
    for child in head.children:
        if (
            child.dep_ == "nmod"
            and child.i > head.i
            and case_of(child) in ("of", "in", "for", "with")
            and child.i not in own
            and not (case_of(child) == "with" and is_measured(child, own))
        ):
            found += words_of(child, deep=0, skip=own)
    return found


def _added_to(verb: Word, own: frozenset[int]) -> list[Word]:
    """What a sum is added to or taken off, or who gets it: adds 500 dollars to the price, lends them to farmers."""
    if verb.lemma_.lower() not in _ADDING:
        return []
    onto = [child for child in verb.children if child.dep_ == "obl" and child.i > verb.i and child.i not in own]
    return [
        word for child in onto if case_of(child) in ("to", "off", "from") for word in words_of(child, deep=1, skip=own)
    ]


def _left_neighbour(tree: Tree, quantity: Quantity, own: frozenset[int]) -> list[Word]:
    """The noun that stands shortly before a figure that hangs on nothing: Total cost: $72,370."""
    doc = tree.doc
    first = tree.index_at(quantity.start)
    for i in range(first - 1, max(first - 4, -1), -1):
        if doc[i + 1].is_sent_start or doc[i].is_space:
            break
        if doc[i].pos_ in NOMINAL and i not in own:
            return list(words_of(doc[i], deep=0, skip=own))
        if doc[i].pos_ not in ("PUNCT", "ADP", "ADV", "AUX", "DET", "SYM"):
            break
    return []
