"""What a bare number counts by the count before it in its sentence: 435 homes by open sale and 187 by tender."""

import re
from dataclasses import dataclass

from transforms.figures.counted import Counted, classes
from transforms.figures.quantity import Quantity
from transforms.figures.syntax import NOMINAL, SUBJECTS, Tree, case_of, governor, phrase_from
from transforms.words import Word

_TOTAL_TO = re.compile(
    r"[^.;\n]{0,40}\b(?:bringing|taking|raising|pushing|brought|took|raised|pushed)\s(?:the|its|their)\s"
    r"(?:[\w-]+\s){0,2}(?:total|tally|number|count)\s(?:[\w-]+\s){0,3}to\s"
)
_ELLIPSIS = re.compile(
    r"(?:\band|\bfrom|\bversus|\bwith|\bagainst|\bor|\bthan|,\snot|,\sincluding)\s+(?:about\s+|some\s+|just\s+|only\s+"
    r"|more than\s+|nearly\s+|a further\s+|another\s+)?$"
)
_ANOTHER_NUMBER = re.compile(
    r"\b(?:put|puts|putting|placed|places|pegged|gave|gives|said|says)\s(?:the|that|this|their)\s(?:\w+\s)?(?:number|figure|total|count)"
    r"\s(?:at|to be|was|is|as)\s(?:\w+\s){0,2}$"
)
# Of 300 soldiers who went in, only 88 came back; 4,200 fossils, of which 300 were new; 12,000 people, 2,000 of whom
_OF_OPENS = re.compile(r"(?:^|[.;:!?]\s|\n|“|\")Of\s(?:the\s|its\s|their\s|those\s|these\s)?(?:remaining\s|other\s)?$")
_OF_THOSE = re.compile(r"[^.;]{0,90}?,?\s\(?(?:and\s)?(?:of|among)\s(?:whom|which),?\s(?:about\s|only\s|at least\s)?")
_OUT_OF = re.compile(r"\s\((?:out\s)?of\s")
_OF_WHOM = re.compile(r"\sof\s(?:whom|which)\b")
_OF_THEM = re.compile(r"\sof\s(?:them|these)\b(?!\s[a-z]+s\b)")
_PARTED = re.compile(r"\sof\s(?:whom|which|them|these)\b")
_LEADS_PART = (" of which ", " of whom ", " among which ", " among whom ")
# Five suspects were held while the other three fled; another 8,000 have gone to Chad.
_OF_LAST = re.compile(r"[^.;:!?\n]*[.!?]\s(?:Of\s(?:those|these|them),\s|The\s(?:other|remaining)\s|Another\s)")
_N_MORE = re.compile(r"\s(?:more|fewer)(?:\sthan\b|\s?[.,;)]|$|\sin\b)")
# 418,693 were on Twitter, 24,282 on Facebook
_LISTED = re.compile(r"\s(?:\w+\s)?(?P<by>in|on|from|at|to)\s[^.;:\d\n]{1,40},\s(?:and\s)?")
_THE_OTHERS = re.compile(r"\b(?:the\s(?:other|remaining)|another)\s(?:about\s|some\s)?$", re.I)
# How many there are of something, and the verbs and prepositions that say so of their subject.
_NUMBERS = frozenset("number count total tally".split())
_AMOUNTS = frozenset("reach hit exceed total pass surpass top number".split())
_MOVES = frozenset(
    (
        "rise climb increase grow jump surge soar swell fall drop decline decrease dip plunge slip slide shrink stand"
        " go"
    ).split()
)
_AT_LEVEL = frozenset("to at from by above below over under".split())
# Verbs that befall the same things: destroyed 1,200 homes and damaged 3,400.
_ALIKE = (
    frozenset("destroy damage burn flatten gut raze collapse demolish flood".split()),
    frozenset("cancel delay divert postpone ground".split()),
    frozenset("arrest detain charge release free jail deport".split()),
)
_JOINED = re.compile(r",?\s(?:and|while|but)\s|,\s")
_AMONG = re.compile(r"\b(?:including|among them|of whom|of which|of them)\s(?:at least\s|about\s|some\s)?$")


@dataclass(slots=True)
class Read:
    """One quantity and what its sentence says about it."""

    quantity: Quantity
    counted: Counted | None
    anchor: Word | None
    end: int
    again: "Read | None" = None  # the count that this one gives another number of: police put the number at 8,000
    like: "Read | None" = None  # the count whose noun it leaves out: 4,000 soldiers in Poland and 900 in Syria
    gapped: Word | None = None  # whose it is where the verb is left out: Paris has 2 million people, Lyon 500,000
    is_of_subject: bool = False  # counts what the subject of its verb does, which says what it is about, too
    is_part: bool = False  # of those that the count before it names: of 300 soldiers only 88 came back


def whole_before(text: str, quantity: Quantity, reads: list[Read]) -> Read | None:
    """The count before a number, past its parts: eight people died, including two boys, and 25 were hurt.

    A part points past what is no count: 20 countries with more than 70%, of which 12 are in Asia.
    """
    if _PARTED.match(text, quantity.end) or text.endswith(_LEADS_PART, 0, quantity.start):
        for read in reversed(reads[-3:]):
            if read.counted is not None and read.quantity.kind == "count":
                return read
    for read in reversed(reads[-3:]):
        if not _AMONG.search(text[max(0, read.quantity.start - 24) : read.quantity.start]):
            return read
    return reads[-1] if reads else None


def first_of(read: Read) -> Read | None:
    """The count that a read takes its noun from, the first of a list of such; null where it has its own."""
    first = read.again or read.like
    while first is not None and first.like is not None:
        first = first.like
    return first


def elided(text: str, tree: Tree, quantity: Quantity, before: Read) -> Read | None:
    """The count before a bare number, with what it counts too; null where the number stands for itself."""
    if not tree.is_parsed or before.counted is None or not _may_count_alike(quantity, before.quantity):
        return None
    if quantity.number is None or quantity.number.style == "one":
        return None
    gap = text[before.counted.end_char : quantity.start]
    if len(gap) > 90 or "\n" in gap:
        return None
    if re.search(r"[.;:]\s", gap):
        return (
            before if _OF_LAST.fullmatch(gap) or (gap.endswith(": ") and _OF_THEM.match(text, quantity.end)) else None
        )
    if gap == " to " and before.counted.lemma == "vote":
        return before  # by 290 votes to 228
    is_elided = (
        _OUT_OF.fullmatch(gap)
        or _ELLIPSIS.search(gap)
        or _THE_OTHERS.search(gap)
        or _N_MORE.match(text, quantity.end)
        or _is_next_of_list(text, quantity, before)
        or _is_of_those(text, quantity, before, gap)
        or _is_verb_alike(tree, quantity, before)
    )
    return before if is_elided else None


def _is_next_of_list(text: str, quantity: Quantity, before: Read) -> bool:
    """Whether a number goes on with a list whose members each have a place: 12 on Twitter, 24 on Facebook."""
    listed = _LISTED.fullmatch(text, before.quantity.end, quantity.start)
    return listed is not None and text.startswith(f" {listed['by']} ", quantity.end)


def _is_of_those(text: str, quantity: Quantity, before: Read, gap: str) -> bool:
    """Whether a number is how many of those just counted: of 1,200 patients, 88; 12,000 people, 2,000 of whom.

    So is seven of them, however far behind the count stands.
    """
    if _OF_THOSE.fullmatch(gap) or (gap in (", ", " (") and _OF_WHOM.match(text, quantity.end)):
        return True
    if _OF_THEM.match(text, quantity.end):
        return True
    return gap.endswith(", ") and opens_with_of(text, before.quantity)


def is_part_of(text: str, quantity: Quantity, before: Read) -> bool:
    """Whether an elided count is a part of the one before it."""
    return before.counted is not None and _is_of_those(
        text, quantity, before, text[before.counted.end_char : quantity.start]
    )


def is_whole_of(text: str, quantity: Quantity, before: Read) -> bool:
    """Whether an elided count is the whole of which the one before it is a part: 10 flights (of about 150,000)."""
    return before.counted is not None and _OUT_OF.fullmatch(text, before.counted.end_char, quantity.start) is not None


def opens_with_of(text: str, quantity: Quantity) -> bool:
    """Whether a sentence begins "Of 1,200 patients"."""
    return _OF_OPENS.search(text[max(0, quantity.start - 28) : quantity.start]) is not None


def _is_verb_alike(tree: Tree, quantity: Quantity, before: Read) -> bool:
    """Whether a number is the object of a joined verb that befalls alike: killed 45 people and injured 110."""
    verb = _verb_before(tree, quantity)
    if verb is None or before.counted is None:
        return False
    led = tree.doc.between(max(0, before.counted.begin - 6), before.counted.begin)
    first = next((t for t in reversed(led) if t.pos_ == "VERB"), None)
    if first is None:
        return False
    befell = classes("verb")
    pair = {first.lemma_.lower(), verb.lemma_.lower()}
    people = (classes("noun").get(before.counted.lemma) or "").startswith("people")
    return (people and pair <= befell.keys()) or any(pair <= alike for alike in _ALIKE)


def _verb_before(tree: Tree, quantity: Quantity) -> Word | None:
    """The verb between "and" and a number: and damaged a further 3,400, and injuring 13."""
    doc, i = tree.doc, tree.index_at(quantity.start) - 1
    while i > 1 and doc[i].lower_ in ("a", "further", "another", "additional", "about", "at", "least", "some"):
        i -= 1
    joined = i > 1 and doc[i].tag_ in ("VBD", "VBN", "VBG") and doc[i - 1].lower_ in ("and", "have", "has")
    return doc[i] if joined else None


def counted_by_subject(tree: Tree, quantity: Quantity, anchor: Word | None) -> Counted | None:
    """What a bare number counts by the subject of its verb: the number of refugees reached 340,000, cases fell to 40.

    A subject without "number of" must be of a class, for shares and prices fall to numbers that do not count them.
    """
    if not tree.is_parsed or quantity.kind != "count" or quantity.unit is not None or anchor is None:
        return None
    verb, node, link = governor(anchor)
    at_level = link.startswith("obl") and case_of(node) in _AT_LEVEL
    if verb is None or not (at_level or link == "obj"):
        return None
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < anchor.i), None)
    if subject is None and verb.dep_ == "xcomp":  # they expect the number of refugees to reach 340,000
        of_whom = [child for child in verb.head.children if child.i < verb.i and child.dep_ in ("obj", *SUBJECTS)]
        subject = of_whom[-1] if of_whom else None
    if subject is None:
        return None
    if subject.lemma_.lower() in _NUMBERS:
        of = next((child for child in subject.children if child.dep_ == "nmod" and case_of(child) == "of"), None)
        begins = None if of is None else next((child.i for child in of.children if child.dep_ == "case"), None)
        found = phrase_from(tree.doc, begins + 1) if begins is not None else None
        return Counted(*found) if found is not None and found[1] == of else None
    moved = verb.lemma_.lower() in (_AMOUNTS if link == "obj" else _MOVES)
    found = phrase_from(
        tree.doc, min((child.i for child in subject.children if child.dep_ in ("amod", "compound")), default=subject.i)
    )
    if not moved or subject.tag_ != "NNS" or found is None or found[1] != subject:
        return None
    counted = Counted(*found)
    return counted if classes("noun").get(counted.lemma) not in (None, "shares") else None


def _may_count_alike(quantity: Quantity, earlier: Quantity) -> bool:
    """Whether a number is bare, and the one before it a count, so that both may be of the same things."""
    are_counts = (quantity.kind, earlier.kind) == ("count", "count")
    return are_counts and quantity.unit is None and earlier.unit is None and not quantity.per_unit


def gapped(text: str, tree: Tree, quantity: Quantity, before: Read) -> Word | None:
    """Whose number it is where the verb is left out: Paris has 2.1 million inhabitants, Lyon 520,000."""
    at = tree.index_at(quantity.start)
    if not tree.is_parsed or not at or before.quantity.kind != quantity.kind:
        return None
    first = tree.first_after(before.counted.end_char if before.counted is not None else before.quantity.end)
    noun, between = tree.doc[at - 1], tree.doc.between(first, at)
    gap = text[between[0].idx : quantity.start] if between else ""
    if not 1 < len(between) < 7 or noun.pos_ not in NOMINAL or case_of(noun) is not None or "\n" in gap:
        return None
    begins = _JOINED.match(text, between[0].idx - (between[0].lower_ != ","))
    inside = between[2:] if between[0].text == "," and between[1].lower_ in ("and", "while", "but") else between[1:]
    if begins is None or any(t.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ", "NUM", "SCONJ") for t in inside):
        return None
    return noun if re.match(r"\s?(?:[.,;)]|$|\n|and\b|in\b)", text[quantity.end : quantity.end + 5]) else None


def recounted(text: str, quantity: Quantity, before: Read) -> bool:
    """Whether a bare number says how many others are of what was counted in this sentence or the one before."""
    if before.counted is None or not _may_count_alike(quantity, before.quantity):
        return False
    gap = text[before.counted.end_char : quantity.start]
    return len(gap) < 300 and len(re.findall(r"[.!?]\s", gap)) <= 1 and _ANOTHER_NUMBER.search(gap) is not None


def totalled(text: str, quantity: Quantity, previous: Read) -> Counted | None:
    """What a bare total counts by the count that it was raised by: 12 new deaths, taking the total to 400."""
    if quantity.kind != "count" or quantity.unit is not None or previous.counted is None:
        return None
    return previous.counted if _TOTAL_TO.fullmatch(text[previous.counted.end_char : quantity.start]) else None
