"""The words that say what a figure is about: what it measures, what it is a share of, and whose it is."""

from collections.abc import Iterable, Iterator

from transforms.figures.change import direction_of
from transforms.figures.counted import Counted, classes, noun_lemma
from transforms.figures.near import (
    STRETCHES,
    TIMES,
    added_to,
    bought,
    extent,
    is_distance,
    is_of_preposition,
    left_neighbour,
    listed_after,
    near_words,
    place_before,
    thing_words,
)
from transforms.figures.quantity import Quantity
from transforms.figures.syntax import (
    NOMINAL,
    SUBJECTS,
    Tree,
    case_of,
    governor,
    has_copula,
    is_measured,
    words_of,
)
from transforms.figures.whose import TELLING, is_of_another_clause, is_within, right_before, subject_for, subject_words
from transforms.words import Word, Words

_EMPTY = frozenset(
    "it he she they we i you this that these those who which what there total number amount"
    " one ones each all some any many both more most least part"
    " cast lot such other same own few several much himself itself themselves".split()
)
_DATING = frozenset("in for during at by from since until through of over on".split())
_ENDING = frozenset("end start begin open close finish".split())
_WHICH = frozenset("first second third last".split())
_SKIPPED = frozenset(("DET", "PRON", "PUNCT", "ADP", "AUX", "CCONJ", "SCONJ", "PART"))
# Whoever regrets it is not what a figure is about.
_JUDGING = frozenset(
    (
        "regret condemn mourn lament deplore denounce praise blame criticise criticize thank accuse fear slam"
        " commend honour honor grieve applaud decry"
    ).split()
)
# Nor is whoever takes people or things into custody, or before a court.
_ENFORCING = frozenset(
    (
        "arrest detain apprehend jail imprison sentence convict acquit indict prosecute fine summon raid"
        " seize confiscate impound"
    ).split()
)
# Nor, where it is about something else, is whoever tells or sees that: officials report losses of millions.
_PERCEIVING = TELLING | frozenset("see notice observe spot hear witness discover".split())
_MATTERS = frozenset("about over against regarding concerning".split())
_DOCUMENTS = frozenset("report study survey data statistic poll".split())
_SOURCES = _DOCUMENTS | frozenset("authority ministry department agency bureau police".split())
_SAYING = TELLING - {"announce", "claim", "find", "reveal", "show", "tell"}
# What a thing has of its own, whoever has the thing.
_OF_THINGS = frozenset(("length", "area", "volume", "mass", "power"))
_HAVING = frozenset("have get gain keep own come feature offer include use boast pack sport".split())
_ADDED = frozenset(("money", "percent", "measure", "count"))
_ONTO = frozenset("on in across against among between over".split())


def concept_of(
    tree: Tree,
    quantity: Quantity,
    counted: Counted | None,
    anchor: Word | None,
    taken: frozenset[int],
    gapped: Word | None = None,
) -> str | None:
    """What a reader would say the figure is about, in the words of its sentence; null where the sentence has none.

    `taken` are the tokens of figures and times, which say how much and when, not what; `gapped` is whose number it is
    where the verb is left out.
    """
    if anchor is None:
        return None
    itself = _own_tokens(tree, quantity, counted)
    own = taken | itself
    verb, node, link = governor(anchor)
    if named := _named_by_itself(tree, quantity, anchor, verb, gapped, own):
        return " ".join(dict.fromkeys(_written(tree.doc, [word.i for word in named], itself)))
    found: dict[int, Word] = {}
    near = (
        thing_words(anchor, own)
        if quantity.rule == "multiplied" and counted is None
        else near_words(tree, quantity, counted, anchor, own)
    )
    _add(found, near, own)
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
        _add(found, bought(tree, quantity, verb, own), own)
    if verb is not None and link in ("obj", "nsubj:pass") and quantity.kind in _ADDED:
        _add(found, added_to(verb, own), own)
    if not found and (whole := _taken_up(verb, anchor, taken)) is not None:
        _add(found, words_of(whole, deep=0, skip=own), own)
    subject = subject_for(verb, anchor, own, counts=counted is not None and counted.lemma != "other")
    if subject is None and verb is not None and quantity.unit is not None:  # the 400g bars (14 ounces) were cut
        ahead = (child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i)
        subject = next((child for child in ahead if child.i not in own and not is_within(anchor, child)), None)
    nearer = right_before(tree, quantity, own)
    if nearer is not None and (subject is None or is_of_another_clause(subject, *nearer)):
        subject, verb = nearer
        found.pop(verb.i, None)
    is_done = counted is not None and not is_share and link == "obj" and _is_of_people(subject)
    matter = _matter(counted.head, verb) if counted is not None and is_done else []
    _add(found, matter, own)
    if (
        subject is not None
        and not (found and (_tells_of_itself(quantity, near, verb) or _perceives(subject, verb)))
        and not matter
        and not _is_attribute(tree, quantity, near, verb)
        and not (_judges(subject) or _only_tells(quantity, subject, verb, anchor))
    ):
        _add(found, subject_words(subject, verb, own), own)
    if not found and (verb is None or quantity.unit is not None) and quantity.kind != "duration":
        _add(found, left_neighbour(tree, quantity, own), own)
    if quantity.kind == "measure":
        _add(found, extent(tree, quantity), own)
    if not found and subject is not None and subject.lower_ in ("number", "amount"):
        found[subject.i] = subject  # the amount is 30 million
    if quantity.kind != "duration":
        found = {i: word for i, word in found.items() if not _dates(word)}
    _add(found, _numbered(found, own), own)
    return " ".join(dict.fromkeys(_written(tree.doc, sorted(found), itself))) or None


def _taken_up(verb: Word | None, anchor: Word, taken: frozenset[int]) -> Word | None:
    """The noun of which a figure is so many, that a pronoun takes up: applications, 72% *of which* were approved."""
    if verb is None or verb.dep_ != "acl:relcl" or verb.head.i > anchor.i or not is_measured(verb.head, taken):
        return None
    which = (child for word in (anchor, verb) for child in word.children if child.lower_ in ("which", "whom"))
    return verb.head if any(case_of(child) == "of" for child in which) else None


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
    """Whether a subject does no more than judge what is told or bring it to court: the nation mourns 12 tourists."""
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.lemma_.lower() not in _JUDGING | _ENFORCING:
        return False
    if verb.lemma_.lower() in _ENFORCING and not any(child.dep_ == "obj" for child in verb.children):
        return False  # Morsi sentenced to three years
    return not any(child.dep_ == "aux:pass" for child in verb.children)  # hackers are feared to have stolen them


def _is_of_people(subject: Word | None) -> bool:
    """Whether a subject is people or a body of them, or does what only these do (a team arrested two)."""
    if subject is None or subject.dep_ != "nsubj":
        return False
    lemma = noun_lemma(subject)
    if subject.ent_type_ == "PERSON" or lemma in _SOURCES or _judges(subject):
        return True
    return classes("noun").get(lemma, "").startswith("people")


def _matter(counted: Word, verb: Word | None) -> list[Word]:
    """What so many are asked or held for: questions *about the burglary*, two men in connection with *the murder*."""
    behind = [*counted.children, *(verb.children if verb is not None else ())]
    behind = [child for child in behind if child.dep_ in ("nmod", "obl") and child.i > counted.i]
    matters = [child for child in behind if case_of(child) in _MATTERS]
    matters += [
        thing for child in behind if child.lower_ == "connection" for thing in child.children if thing.dep_ == "nmod"
    ]
    return [word for thing in matters for word in words_of(thing, deep=1)]


def _named_by_itself(
    tree: Tree, quantity: Quantity, anchor: Word, verb: Word | None, gapped: Word | None, own: frozenset[int]
) -> list[Word]:
    """The place of a distance, or whose a figure is in a list or where the verb is left out: they say it all."""
    if is_distance(tree, quantity):
        return place_before(tree, quantity, anchor)
    if gapped is not None:
        return list(words_of(gapped, deep=0, skip=own))
    listed = listed_after(tree, quantity, verb)
    return [*_shared(verb, own), *listed] if listed and verb is not None else listed


def _shared(followed: Word, own: frozenset[int]) -> Iterator[Word]:
    """What the figure before "followed by" measures, which the list does too: 23 mm *of rain*, followed by Jammu."""
    doc, i = followed.doc, followed.i - 1
    while i > 0 and i not in own and not doc[i].is_sent_start:
        i -= 1
    measured = doc[i].head if i in own and doc[i].head.i in own else doc[i]
    if measured.dep_ == "nmod" and case_of(measured) == "of" and measured.head.pos_ in NOMINAL:
        yield from (word for word in words_of(measured.head, deep=0, skip=own) if word.tag_ != "JJS")
    for child in measured.children:
        if child.dep_ == "nmod" and case_of(child) == "of" and measured.i < child.i < followed.i:
            yield from words_of(child, deep=1, skip=own)


def _only_tells(quantity: Quantity, subject: Word, verb: Word | None, anchor: Word) -> bool:
    """Whether a subject does no more than say what is told: a 12 percent rise, data showed; she says 21 were freed."""
    if verb is None or quantity.kind in ("duration", "ordinal") or subject.dep_ != "nsubj":
        return False
    lemma = verb.lemma_.lower()
    if subject.i > anchor.i or noun_lemma(subject) in _DOCUMENTS:
        return lemma in TELLING
    return lemma in _SAYING and _perceives(subject, verb)


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
    if noun_lemma(subject) in _SOURCES:
        return True
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
            or is_of_preposition(token)
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
    if token.lemma_.lower() not in TIMES:
        return False
    if token.dep_ in ("nmod:poss", "obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked", "obl"):
        return True
    return any(child.lower_ in ("last", "this", "next", "previous", "same", "past") for child in token.children)


def _dates(token: Word) -> bool:
    """Whether a noun or its modifier only says when: sales *for the quarter*, ending *the day* at 9."""
    if token.dep_ in ("amod", "compound"):
        token = token.head
    if token.lemma_.lower() not in STRETCHES or token.tag_ != "NN":
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
    return at.nbor(1).lower_ == "time" or at.nbor(1).lemma_.lower() in TIMES


def _is_on_itself(token: Word) -> bool:
    """Whether a word is part of "month on month", "year over year"."""
    doc, i = token.doc, token.i
    after = i + 2 < len(doc) and doc[i + 2].lower_ == token.lower_ and doc[i + 1].lower_ in ("on", "over")
    before = i > 1 and doc[i - 2].lower_ == token.lower_ and doc[i - 1].lower_ in ("on", "over")
    return token.lemma_.lower() in TIMES and (after or before)


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
