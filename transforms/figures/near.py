"""The nouns right at a figure: what it measures out, what it is a share or the size of, what it is spent on."""

import re
from collections.abc import Iterator

from transforms.figures.change import direction_of
from transforms.figures.counted import Counted, classes, noun_lemma, past_brackets
from transforms.figures.quantity import Quantity
from transforms.figures.syntax import (
    NOMINAL,
    SUBJECTS,
    Tree,
    case_of,
    is_measured,
    phrase_from,
    words_of,
)
from transforms.words import Word, Words

TIMES = frozenset(
    "second minute hour day week month quarter qtr year decade today yesterday tomorrow tonight morning evening monday"
    " tuesday wednesday thursday friday saturday sunday".split()
)
STRETCHES = TIMES | frozenset("half period session season end start beginning".split())
_ADVERBIAL = frozenset("advance total length duration all succession row charge addition size".split())
_ADDING = frozenset(
    (
        "add wipe knock shave slash cut take strip trim chop slice lop contribute give provide donate pledge lend loan"
        " allocate commit grant award offer devote lose"
    ).split()
)
_SPENT = {
    **dict.fromkeys("spend waste lavish splash save lose bet".split(), ("on",)),
    **dict.fromkeys("invest put pour pump inject sink plough plow".split(), ("in", "into")),
}
_TAKING = frozenset(("take", "need", "spend"))
# Verbs after "to" that say how far a sum goes rather than what it is for.
_BECOMING = frozenset("be become reach close end stand settle hit trade total bring take make have get".split())
_EXTENTS = frozenset(
    "length width height depth diameter radius circumference thickness size area weight volume".split()
)
# Nouns of prepositions of several words, which say nothing themselves: in the case of, on behalf of.
_OF_PREPOSITIONS = frozenset(
    "presence case face wake behalf favour favor front light spite place event course view aftermath thanks addition"
    " support terms line response accordance return exchange relation regard respect comparison contrast".split()
)
_OPENING = frozenset(("(", "+", "-", ","))
_NAMES = frozenset(("NNP", "NNPS"))
_COMPASS = re.compile(r"(?:north|south)-?(?:east|west)?(?:ern)?$|(?:east|west)(?:ern)?$")
_AFAR = frozenset(("from", "away", "outside", "off", "inland"))
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


def near_words(
    tree: Tree, quantity: Quantity, counted: Counted | None, anchor: Word, own: frozenset[int]
) -> list[Word]:
    """The noun right at the figure: what it is a share of, what it modifies, what it is said to be the size of."""
    doc = tree.doc
    if quantity.rule == "age_apposition":
        return name_before(tree, quantity)
    if counted is not None and (quantity.unit is not None or quantity.kind == "ratio"):
        begin = [doc[i] for i in range(counted.begin, counted.head.i)]
        return [*_amounting(anchor, own), *begin, *thing_words(counted.head, own)]
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
        return thing_words(noun, own)
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
            return [*doc.between(found[0], found[1].i + 1), *thing_words(found[1], own)]
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
            if is_of_preposition(noun):
                node = noun  # in the presence of three leaders
                continue
            case = case_of(node)
            if case in ("by", "to", "from") and is_measure and direction_of(noun) is None:
                while noun.dep_ == "nmod" and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
                    noun = noun.head  # reduced rates for all three periods by 0.10 points
                return list(words_of(noun, deep=1, skip=own, apart=True))
            if case == "of" and is_measure and _is_of_what_it_says(noun, own):
                return list(words_of(noun.head, deep=1, skip=own, apart=True))  # a loss on shares of 5 million
            return [*_with_whole(noun, node, own), *_changed_in(noun, node, own)]
        if node.dep_ not in ("conj", "nummod", "compound", "appos", "nmod"):
            break
        node = noun
    return []


def _with_whole(noun: Word, measured: Word, own: frozenset[int]) -> Iterator[Word]:
    """A noun before its figure with what it is a side or the number of: the quality *of life* of 1,600 families."""
    yield from words_of(noun, deep=0, skip=own, apart=True)
    for child in noun.children:
        is_between = child.dep_ == "nmod" and noun.i < child.i < measured.i and case_of(child) in ("of", "for")
        if is_between and not any(count.dep_ == "nummod" and count.i in own for count in child.children):
            yield from words_of(child, deep=0, skip=own, apart=True)


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
    if found is None or found[1].lemma_.lower() in STRETCHES or found[1].lower_ == "time":
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


def name_before(tree: Tree, quantity: Quantity) -> list[Word]:
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


def listed_after(tree: Tree, quantity: Quantity, verb: Word | None) -> list[Word]:
    """The name right before a figure of a list: followed by *Iceland* (99%), *Norway* with 98%."""
    if verb is None or verb.lower_ != "followed" or verb.idx > quantity.start:
        return []
    doc, stop = tree.doc, tree.index_at(quantity.start)
    while stop > verb.i and (doc[stop - 1].text in _OPENING or doc[stop - 1].lower_ in ("with", "on", "at")):
        stop -= 1
    begin = stop
    while begin > verb.i and (doc[begin - 1].tag_ in _NAMES or (begin < stop and doc[begin - 1].lower_ == "of")):
        begin -= 1
    return [token for token in doc.between(begin, stop) if token.tag_ in _NAMES]


def is_distance(tree: Tree, quantity: Quantity) -> bool:
    """Whether a length after a comma says how far away a place is: in Mawa, 31 km southwest of Dhaka."""
    doc, first, after = tree.doc, tree.index_at(quantity.start), tree.first_after(quantity.end)
    if quantity.unit is None or quantity.unit.dimension != "length" or not first or after >= len(doc):
        return False
    after = past_brackets(tree, after)  # 40km (25 miles) from the port
    if doc[first - 1].text != "," or after >= len(doc):
        return False
    return doc[after].lower_ in _AFAR or _COMPASS.match(doc[after].lower_) is not None


def is_of_preposition(noun: Word) -> bool:
    """Whether a noun is part of a preposition of several words: thanks *to*, *in* addition *to*, *in* support *of*."""
    if noun.lower_ not in _OF_PREPOSITIONS or noun.i + 1 >= len(noun.doc):
        return False
    following = noun.nbor(1).lower_
    if noun.lower_ == "thanks":
        return following == "to"
    before = noun.nbor(-1) if noun.i > 0 and not noun.is_sent_start else noun
    before = before.nbor(-1) if before.lower_ == "the" and before.i > 0 else before
    led = before.lower_ in ("in", "on", "by", "with", "at", "for")
    return led and following in ("of", "to", "with", "for", "from")


def place_before(tree: Tree, quantity: Quantity, anchor: Word) -> list[Word]:
    """The name or noun before the comma of a distance: in Mawa, 31 km from it; in the Yojoa region, 75 miles north."""
    if (name := name_before(tree, quantity)) or anchor.dep_ != "appos" or anchor.head.pos_ != "NOUN":
        return name
    return [word for word in words_of(anchor.head, deep=1) if word.i < tree.index_at(quantity.start)]


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


def bought(tree: Tree, quantity: Quantity, verb: Word | None, own: frozenset[int]) -> list[Word]:
    """What it is for or off, or what a time is before or after: 500 dollars for a roof, two days before the vote.

    So with what a sum is spent on, put into or to do (5 million dollars to build a road), what a time is without, and
    what it takes a time to do.
    """
    doc = tree.doc
    at = tree.first_after(quantity.end)
    at = past_brackets(tree, at) if at < len(doc) else at
    if at + 1 >= len(doc) or doc[at].is_sent_start:
        return []
    led = doc[at].lower_
    if quantity.kind in ("money", "duration") and led == "to":
        at += 1
        takes = verb is not None and verb.lemma_.lower() in _TAKING
        spent = doc[at].lemma_.lower() not in _BECOMING and _is_given(verb)
        leads = doc[at].tag_ == "VB" and (spent if quantity.kind == "money" else takes)
    elif quantity.kind == "duration":
        is_noun = doc[at + 1].pos_ in ("NOUN", "ADJ") and doc[at + 1].lower_ not in _ADVERBIAL
        leads = led in ("before", "after") or (is_noun and led in ("in", "without"))  # three years in prison
    else:
        leads = led in ("for", "off") or (
            quantity.kind == "money" and verb is not None and led in _SPENT.get(verb.lemma_.lower(), ())
        )
    found = phrase_from(doc, at + 1) if leads else None
    if found is None or found[1].lemma_.lower() in TIMES or found[1].i in own:
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


def extent(tree: Tree, quantity: Quantity) -> list[Word]:
    """Which way a thing is measured: two inches in diameter."""
    doc, at = tree.doc, tree.first_after(quantity.end)
    is_said = at + 1 < len(doc) and doc[at].lower_ == "in" and noun_lemma(doc[at + 1]) in _EXTENTS
    return [doc[at + 1]] if is_said else []


def thing_words(head: Word, own: frozenset[int]) -> list[Word]:
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


def added_to(verb: Word, own: frozenset[int]) -> list[Word]:
    """What a sum is added to or taken off, or who gets it: adds 500 dollars to the price, lends them to farmers."""
    if verb.lemma_.lower() not in _ADDING:
        return []
    onto = [child for child in verb.children if child.dep_ == "obl" and child.i > verb.i and child.i not in own]
    return [
        word for child in onto if case_of(child) in ("to", "off", "from") for word in words_of(child, deep=1, skip=own)
    ]


def left_neighbour(tree: Tree, quantity: Quantity, own: frozenset[int]) -> list[Word]:
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
