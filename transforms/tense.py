"""Whether the clause around an expression of time looks back or ahead."""

import re
from bisect import bisect_left
from functools import cache

from transforms.reading import Reading
from transforms.words import Word, Words

_AHEAD = re.compile(
    r"\b(?:will|shall|won't|’ll|'ll|going to|set to|due|expected|scheduled|plans? to|planned|upcoming)\b", re.I
)
_SOON = re.compile(r"\bas (?:early|soon) as (?:on )?$", re.I)
_SAME_IN_PAST = frozenset("cost hit put cut set shut hurt let spread split cast beat bid quit".split())
# What opens on Friday will do so; who is told of in the present (he arrives at court on Friday) may have done it.
_SCHEDULED = frozenset(
    "open begin start close resume expire premiere air commence convene kick conclude launch end".split()
)
_PLANNING = frozenset(
    (
        "expect plan intend prepare schedule aim hope vow promise pledge want seek threaten forecast"
        " predict due set likely project slate poise tip"
    ).split()
)

# Participles of what lasts: a language spoken by 300 people, followed by Iceland with 99%.
_STATES = frozenset(
    """follow lead know use speak locate situate value estimate run headquarter call title name base own equip fit
    inhabit price rank populate""".split()
)
# What "to doing" leads or binds to has not been done: committed to cutting, on the path to joining.
_BOUND = frozenset("commit dedicate devote look path way road route step key closer".split())
# Who was the first to do something did it; a step, a chance or a way to do it leads there.
_RANKED = frozenset("first only last second third fourth fifth sixth seventh eighth ninth tenth".split())
_LEADING = frozenset(
    "way hope step chance time opportunity option attempt move effort thing goal plan measure phase task".split()
)
# What makes a participle a tense of its own: are falling, it's falling, has been falling.
_GOING_ON = frozenset("is are am be been 's ’s 're ’re 'm ’m".split())
_NOT = frozenset(("not", "n't", "n’t", "never"))
# Whose object does something then: it saw prices fall.
_PERCEIVING = frozenset("see hear watch feel let make help".split())
# What a day's trading ends in: shares fell to close at 45.
_CLOSING = frozenset("close end finish settle".split())
# What they reach, and what moved them there: rose to reach 164 billion, exceeded the plan to reach it.
_REACHING = frozenset("reach stand hit total touch".split())
_MOVING = frozenset(
    """rise fall grow climb jump drop gain lose exceed surge soar slip ease slide overshoot tumble plunge rebound
    advance higher lower up down""".split()
)


def tense_at(reading: Reading, start: int, end: int) -> str:
    """past, present or future, by the verb that the expression hangs on; without a parse, by the words before it.

    Where no verb stands (Payable March 30), the nearest day is meant.
    """
    doc, text, starts = reading.doc, reading.tree.text, reading.tree.starts
    if doc.has_annotation("DEP"):
        token = reading.words[doc[reading.tree.token_at(start) : bisect_left(starts, end)].root.i]
        if _only_names(token):
            return "nearest"
        copula = next((child for child in token.children if child.dep_ == "cop"), None)
        if (teller := _teller_before(reading.words, token, bisect_left(starts, end))) is not None:
            return verb_tense(teller)  # told the UN in May that it would
        if copula is not None:  # the vote is on Friday
            return "future" if copula.tag_ in ("VBZ", "VBP") else verb_tense(token)
        for _ in range(8):
            if token.tag_ == "VBG" and token.dep_ == "acl" and token.head != token:
                token = token.head  # imposed for three months starting in October
                continue
            if token.pos_ in ("VERB", "AUX"):
                if _is_of_past_deal(token):
                    return "nearest"  # announced an agreement to sell it in April
                tense = verb_tense(_of_purpose(token) or token)
                if tense == "present" and token.tag_ == "VB" and _is_proposed(token):
                    return "future"  # proposes that the tax should start on October 1
                soon = _SOON.search(text[max(0, start - 14) : start]) or token.lemma_.lower() in _SCHEDULED
                return "future" if tense == "present" and soon else tense
            if token.head == token:
                break
            token = token.head
        return "future" if _AHEAD.search(text[max(0, start - 60) : start]) else "nearest"
    return "future" if _AHEAD.search(text[max(0, start - 60) : start]) else "past"


def _teller_before(doc: Words, token: Word, after: int) -> Word | None:
    """The verb before an expression that is followed by "that": what is said to be so was said then."""
    if after >= len(doc) or doc[after].lower_ != "that" or doc[after].dep_ != "mark":
        return None
    before = (doc[i] for i in range(token.i - 1, max(token.sent.start - 1, token.i - 16), -1))
    return next((word for word in before if word.tag_ in ("VBD", "VBN")), None)


def _is_proposed(verb: Word) -> bool:
    """Whether a modal verb puts an act ahead: should start, could be reviewed, may open."""
    return any(
        child.lower_ in ("should", "could", "may", "might", "must") for child in verb.children if child.dep_ == "aux"
    )


def _is_of_past_deal(verb: Word) -> bool:
    """Whether an infinitive tells what a noun is for that somebody in the past made or gave: a deal to sell it."""
    if verb.dep_ != "acl" or not any(child.lower_ == "to" for child in verb.children):
        return False
    node = verb.head
    for _ in range(4):
        if node.pos_ == "VERB" or node.head == node:
            break
        node = node.head
    return node.tag_ == "VBD" and node.lemma_.lower() not in _PLANNING


def _only_names(token: Word) -> bool:
    """Whether a date is part of a noun's name and hangs on no verb: a late February launch, the December 30 raid."""
    return token.dep_ == "compound" and token.head.i > token.i and token.head.pos_ == "NOUN"


def _of_purpose(verb: Word) -> Word | None:
    """The verb whose time holds for that of a purpose: they poured out to celebrate their win on Wednesday."""
    if verb.dep_ != "advcl" or verb.head.pos_ != "VERB" or not any(child.lower_ == "to" for child in verb.children):
        return None
    return verb.head if verb.head.tag_ == "VBD" else None


def verb_tense(verb: Word, depth: int = 0) -> str:
    """past, present or future of a verb in its clause, plans counting as future."""
    if depth > 6:
        return "present"
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")}
    if words & _future_words():
        # It would have paid, had it come to that.
        return "past" if verb.tag_ == "VBN" and "have" in words and "would" in words else "future"
    if any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children) and (
        verb.tag_ != "VBG" or verb.dep_ == "xcomp" or verb.head.lemma_.lower() in _BOUND
    ):
        words.add("to")  # had to be moved; but pleaded guilty to smuggling
    if verb.tag_ == "VB" and verb.lower_ in _SAME_IN_PAST and not words and _has_subject(verb):
        return "past"  # the rate handily beat forecasts
    if "to" in words and "have" in words and verb.tag_ == "VBN":
        return "past"  # are said to have been moved
    if verb.tag_ in ("VB", "VBP") and not words and _is_perceived(verb):
        return verb_tense(verb.head, depth + 1)
    if "could" in words and verb.tag_ == "VB" and any(child.lower_ in _NOT for child in verb.children):
        return "past"  # could not be reached
    if "to" in words or (verb.tag_ == "VB" and not words & {"did", "do", "does", "can"}):
        head = verb.head
        if verb.dep_ == "conj" and head.i < verb.i and any(child.lower_ == "to" for child in head.children):
            return verb_tense(head, depth + 1)  # learned to read and to write
        if verb.lemma_ in _CLOSING and verb.dep_ in ("advcl", "xcomp") and head.tag_ in ("VBD", "VBN", "VBG"):
            return verb_tense(head, depth + 1)
        if (moved := _moved_to(verb)) is not None:
            return verb_tense(moved, depth + 1)
        if head != verb and verb.dep_ in ("xcomp", "acl", "advcl") and _is_ranked(head):
            return "future" if _tense_of_host(verb, depth) == "future" else "past"
        if head != verb and verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "csubj"):
            if head.lemma_.lower() in _PLANNING or head.lower_ == "going" or verb.dep_ != "xcomp":
                return "future"
            if head.lower_ == "able":
                return _tense_of_able(head, depth)
            return verb_tense(head, depth + 1) if head.pos_ in ("VERB", "AUX") else "future"
        if verb.dep_ == "conj" and not words:
            return verb_tense(head, depth + 1)  # would cut emissions and create jobs
        return "future" if "to" in words else "present"
    if words & {"had", "was", "were", "did", "got"} or verb.tag_ in ("VBD",) or _is_bare_past(verb):
        return "past"
    if verb.tag_ == "VBN":
        if "being" in words and not words & {"is", "are", "am", "be", "’s", "'s"}:
            is_over = any(child.dep_ == "mark" and child.lower_ in ("after", "since") for child in verb.children)
            return "past" if is_over else _tense_of_host(verb, depth)  # ended up being charged
        if not words and (host := _clause_beside(verb)) is not None and verb_tense(host, depth + 1) == "present":
            return "present"
        if not words and verb.dep_ in ("acl", "advcl") and verb.lemma_ in _STATES:
            tense = _tense_of_host(verb, depth)
            return "present" if tense == "future" and verb.lemma_ != "follow" else tense
        if words & {"have", "has", "having", "'ve", "’ve", "'d", "’d"} or not words:
            return "past"
        return "present"
    if verb.tag_ == "VBG":
        if words & _GOING_ON or verb.head == verb:
            return "present"
        return _tense_of_host(verb, depth)
    return "present"


def _moved_to(verb: Word) -> Word | None:
    """The verb, in the past, whose result an infinitive tells: it exceeded the plan to reach 164 billion."""
    if verb.lemma_ not in _REACHING or verb.dep_ not in ("advcl", "xcomp", "acl"):
        return None
    head = verb.head
    if verb.dep_ == "acl" and head.dep_ == "obj":
        head = head.head
    if head.lemma_.lower() not in _MOVING and head.lower_ not in _MOVING:
        return None
    is_past = head.tag_ == "VBD" or any(child.dep_ == "cop" and child.tag_ == "VBD" for child in head.children)
    return head if is_past else None


def _is_ranked(noun: Word) -> bool:
    """Whether an infinitive tells what somebody of a rank did: the first woman to win, the youngest to climb it."""
    if noun.lemma_.lower() in _LEADING or noun.pos_ == "VERB":
        return False
    return noun.lower_ in _RANKED or any(
        child.lower_ in _RANKED or child.tag_ == "JJS" for child in noun.children if child.dep_ == "amod"
    )


def _tense_of_able(able: Word, depth: int) -> str:
    """When somebody is able: were able, have been able; should be able, if they were able."""
    words = {child.lower_ for child in able.children if child.dep_ in ("aux", "cop", "mark")}
    if words & {"if", "unless", "should", "could", "might", "may"}:
        return "future"
    return "past" if words & {"have", "has"} and "been" in words else verb_tense(able, depth + 1)


def _tense_of_host(verb: Word, depth: int) -> str:
    """The tense that a participle takes from its clause: it was up, rising 6%; a plane carrying ten crashed."""
    host = verb.head
    if host.pos_ == "VERB":
        return verb_tense(host, depth + 1)
    for _ in range(4):
        is_said = host.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in host.children)
        if is_said:
            return "past" if verb_tense(host, depth + 1) == "past" else "present"
        if host.head == host or host.pos_ not in ("NOUN", "PROPN", "NUM", "SYM"):
            break
        host = host.head
    return "present"


def _clause_beside(participle: Word) -> Word | None:
    """The verb of a clause that a participle follows behind a comma: the motor is at the rear, powered by a battery."""
    noun = participle.head
    if participle.i == 0 or participle.nbor(-1).text != "," or participle.lemma_ == "compare":
        return None
    if participle.dep_ == "advcl" and noun.i < participle.i and noun.pos_ == "VERB":
        return None if any(child.dep_ in ("mark", "nsubj", "advmod") for child in participle.children) else noun
    if participle.dep_ != "acl" or noun.dep_ not in ("nsubj", "nsubj:pass"):
        return None
    verb = noun.head
    return verb if noun.i < verb.i < participle.i and verb.pos_ == "VERB" else None


def _is_perceived(verb: Word) -> bool:
    """Whether a bare infinitive says what somebody saw, heard or let happen."""
    head = verb.head
    if head == verb or verb.dep_ not in ("ccomp", "xcomp") or head.lemma_.lower() not in _PERCEIVING:
        return False
    is_bare = verb.tag_ == "VB" or head.tag_ in ("VBD", "VBN")
    return is_bare and not any(child.dep_ == "mark" for child in verb.children)


def _has_subject(verb: Word) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.children)


def _is_bare_past(verb: Word) -> bool:
    """Whether a verb tagged as present is a past that looks like one: a plant that cost $5m (it costs, they cost)."""
    if verb.tag_ != "VBP" or verb.lower_ not in _SAME_IN_PAST:
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in ("which", "that", "who") and verb.dep_ == "acl:relcl":
        subject = verb.head
    return subject is not None and (subject.tag_ in ("NN", "NNP") or subject.lower_ in ("he", "she", "it"))


@cache
def _future_words() -> frozenset[str]:
    return frozenset(("will", "shall", "'ll", "’ll", "wo", "gonna", "would"))
