"""Which of an article's times a figure goes with."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from transforms.figures.counted import noun_lemma
from transforms.figures.syntax import (
    COMPARING,
    NOMINAL,
    Tree,
    case_of,
    governor,
    is_finite,
    wh_of,
)
from transforms.rows import Time
from transforms.tense import verb_tense
from transforms.words import Word

_CLAUSES = frozenset(("xcomp", "conj"))
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
    if best is None and verb is not None and (when := wh_of(verb, "when")) is not None:
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
        if case in _REFERRING or (case in ("of", "to") and node.head.lemma_.lower() in COMPARING):
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
