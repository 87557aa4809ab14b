"""When and how surely a figure holds: temporality and modality of its clause, and of what it only describes."""

import re

from transforms.figures.change import word_before
from transforms.figures.counted import classes
from transforms.figures.predicate import SHARES
from transforms.figures.quantity import Quantity
from transforms.figures.role import STATIVE, described_by
from transforms.figures.syntax import case_of, is_finite, subject_of
from transforms.tense import verb_tense
from transforms.words import Word

_OF_THE = re.compile(r"\d\s?(?:%|percent|per\scent|pct|million|mln)?\sof\s(?:the|its|their|his|her|these|those)\s$")
_DEEDS = frozenset("death killing murder arrest kidnapping abduction assassination".split())
_INSIDE = frozenset("between among across".split())
_DEFINITE = frozenset("the this that these those its his her their our my your".split())
_EXPECTING = frozenset("expect forecast predict project anticipate foresee envisage".split())
_FORECASTS = frozenset("forecast guidance expectation projection prediction outlook consensus prospect".split())
_HYPOTHETICAL = frozenset("could may might would should can must 'd ’d ought".split())
_CONDITIONS = frozenset({"if", "unless", "whether"})
_CAN = frozenset({"can"})
_HAD = frozenset(("'d", "’d"))
_WOULD = frozenset(("would",))
_PLANS = frozenset(
    (
        "plan prepare intend want seek aim hope expect vow pledge promise threaten propose agree"
        " commit order approve need schedule set due urge ask consider decide"
    ).split()
)
_GOALS = frozenset("goal aim target plan ambition hope objective intention prospect".split())
_AHEAD = frozenset("planned projected proposed expected forthcoming upcoming".split())
_PLANNED = frozenset("planned projected proposed targeted targetted budgeted".split())
_FEARED = frozenset("fear believe presume suspect think".split())
# Verbs whose infinitive was still to be done when they were: ordered to pay, agreed to sell.
_ASKING = frozenset(
    (
        "order tell urge ask instruct request require mandate direct command advise encourage invite remind"
        " agree decide commit offer propose volunteer entitle"
    ).split()
)
# What is done to do something later: they signed a deal, were chosen, filed or had a year to do it.
_DEALING = (
    _PLANS
    | _ASKING
    | frozenset(
        """sign enter reach launch form select choose appoint make give grant get have call raise file prepare introduce
        leave announce allocate earmark reserve oblige authorize authorise allow hire vote work move add design
        build""".split()
    )
)
_FINITE = frozenset("have has had was were 've ’ve".split())
_CHARGING = frozenset("suspect accuse charge accusation allegation suspicion".split())
_OF_OR_WITH = frozenset(("of", "with"))
_SCHEDULING = frozenset(("schedule", "slate"))
_ABLE_TO_COME = frozenset(("could", "may", "might", "should"))
_BEFALLING = frozenset("face see cost affect lead".split())  # could face ten years, may see 30mm of rain
_FAILING = frozenset("fail refuse decline neglect".split())
_DENYING = frozenset("deny refute disprove".split())
_NO_PLAN = frozenset("plan intention need reason desire wish decision".split())
_NO_PROOF = frozenset("evidence proof sign indication confirmation".split())
# Neither of the two pilots survived; 12 people died, not 20.
_DENIED_BEFORE = re.compile(
    r"\b(?:[Nn]either|[Nn]one)\sof\s(?:the|them|its|their|his|her|these|those)\s$|(?<!\bif\s)\bnot\s(?:the\s)?$"
)
_PROMISED = frozenset("promise plan propose envisage".split())
_WANTED = frozenset("plan want seek propose envisage".split())  # whose object is not there yet
_GOING_ON = frozenset(
    """face live look say need cost mean want know like love hate lack owe expect hope doubt require allow let affect
    support back oppose trail lead struggle continue keep stay seem appear deserve await wait eye target risk see
    claim""".split()
)
# what goes on or lies ahead, rather than has happened, in the present of a headline
_LASTING = _GOING_ON | STATIVE | _PLANS | _FEARED
_STAYING = _LASTING - _BEFALLING


def temporality_of(verb: Word | None, anchor: Word | None = None, *, in_headline: bool = False) -> str:
    """past, present or future of what the figure takes part in; present where no verb says.

    Headlines tell in the present what has happened: crash kills 12.
    """
    if verb is None:
        return "present"
    tense = verb_tense(verb)
    if tense == "present" and anchor is not None and _is_of_deed(anchor):
        return "past"  # regrets the death of 10 people
    if tense == "past" and _is_asked(verb):
        return "future"
    if tense == "future" and (done := _done_with(verb)) is not None:
        return done
    if tense == "present" and (_is_to_come(verb) or _is_scheduled(verb)):
        return "future"
    return "past" if in_headline and tense == "present" and _has_happened(verb) else tense


def _is_of_deed(anchor: Word) -> bool:
    """Whether a noun says what befell those counted: the deaths of ten people, the arrest of two."""
    while anchor.dep_ == "conj" and anchor.head.i < anchor.i:
        anchor = anchor.head
    return anchor.dep_ == "nmod" and case_of(anchor) == "of" and anchor.head.lemma_.lower() in _DEEDS


def _is_asked(verb: Word) -> bool:
    """Whether an infinitive is what somebody was told, or agreed, to do: told to apply or lose their benefits."""
    while verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.i < verb.i:
        verb = verb.head
    is_infinitive = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _ASKING
    return is_infinitive and any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children)


def _done_with(verb: Word) -> str | None:
    """When somebody does with what he does what an infinitive says: used gas to disperse them, gathered to mark it.

    What somebody uses to do it is done too: uses 12 wells to grow 3,000 palms.
    """
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "xcomp", "acl"):
        return None
    above = verb.head.head if verb.dep_ == "acl" and verb.head.dep_ == "obj" else verb.head
    if above.lemma_ == "use" and above.tag_ in ("VBD", "VBZ", "VBP"):
        return verb_tense(above)
    if verb.dep_ != "advcl" or above.pos_ != "VERB" or above.lemma_.lower() in _DEALING:
        return None
    helpers = {child.lower_ for child in above.children if child.dep_ in ("aux", "aux:pass")}
    is_past = above.tag_ == "VBD" or (above.tag_ == "VBN" and helpers & _FINITE and not helpers & _HYPOTHETICAL)
    return "past" if is_past and any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children) else None


def _is_to_come(verb: Word) -> bool:
    """Whether a modal tells of what may happen yet, rather than of what may be so now: it could rise, could fall."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")}
    return verb.tag_ == "VB" and len(helpers) == 1 and helpers <= _ABLE_TO_COME and verb.lemma_.lower() not in _STAYING


def _is_scheduled(verb: Word) -> bool:
    """Whether a verb says that something is on the calendar: the visit is scheduled for two days."""
    return verb.tag_ == "VBN" and verb.lemma_.lower() in _SCHEDULING


def _has_happened(verb: Word) -> bool:
    """Whether a headline's verb in the present tells what somebody did, not how things are or what may come."""
    if verb.tag_ not in ("VBZ", "VBP") or any(child.dep_ in ("aux", "cop", "aux:pass") for child in verb.children):
        return False
    return verb.lemma_.lower() not in _LASTING


def modality_of(verb: Word | None, temporality: str, *, is_object: bool = False) -> str:
    """asserted, planned, hypothetical or negated."""
    if verb is None:
        return "asserted"
    if (denied := _denied_by_head(verb)) is not None:
        return denied
    if verb.lemma_.lower() in _FEARED and any(child.dep_ == "aux:pass" for child in verb.children):
        return "hypothetical"  # 30 people are feared dead
    node, seen, lent, is_own = verb, 0, False, False
    if node.lemma_.lower() in _PROMISED and temporality == "past" and is_object:
        return "planned"  # promised 5,000 homes
    while seen < 4:
        words = {
            child.lower_ for child in node.children if child.dep_ in ("aux", "advmod", "mark", "neg", "cc:preconj")
        }
        if node == verb and (words & {"not", "n't", "n’t", "never", "neither", "no"} or _is_yet_to(verb, words)):
            return "hypothetical" if words & _CONDITIONS else "negated"  # if it has not closed by then
        if node.tag_ == "VBN" and "have" not in words:
            words -= _HAD  # he'd grown 9cm
        might = words & _HYPOTHETICAL
        if might == _CAN and not words & _CONDITIONS and _is_able(node):
            might -= _CAN
        if words & _CONDITIONS or (might and not is_own) or (node == verb and _is_only_if(node)):
            return "planned" if might == _WOULD and _is_reported(node, words) else "hypothetical"
        if lent and node.lemma_.lower() in _PLANS:
            return "planned"
        if lent and node.lemma_.lower() in _FEARED and _is_held_of(node, verb):
            return "hypothetical"  # are feared to have stolen it
        if (
            node.tag_ == "VBG"
            and node.head.lemma_.lower() in _CHARGING
            and words & _OF_OR_WITH
            and case_of(node.head) != "in"
        ):
            return "hypothetical"  # is suspected of transferring oil, charged with embezzling it
        if node.dep_ not in ("xcomp", "conj") or node.head == node:
            break
        lent = node.dep_ == "xcomp"
        # A verb with a tense of its own shares no modal: it can turn and has brakes.
        is_own = is_own or (node.dep_ == "conj" and node.tag_ in ("VBZ", "VBD", "VBP"))
        node, seen = node.head, seen + 1
    if _is_scheduled(verb):
        return "planned"
    if node.dep_ in ("ccomp", "acl", "advcl") and any(
        child.lower_ == "to" and child.dep_ == "mark" for child in node.children
    ):
        is_done = temporality == "past" or (node.dep_ == "advcl" and temporality != "future")
        return "asserted" if is_done else "planned"
    return "planned" if temporality == "future" else "asserted"


def _is_only_if(verb: Word) -> bool:
    """Whether a verb tells what follows once a condition is met: he faces ten years if convicted."""
    return any(
        child.dep_ == "advcl"
        and not is_finite(child)
        and any(word.lower_ in ("if", "unless") for word in child.children)
        for child in verb.children
    )


def _is_able(verb: Word) -> bool:
    """Whether "can" tells what a thing is made for, and not what might be done: the car can seat four."""
    subject = None if any(child.dep_ == "aux:pass" for child in verb.children) else subject_of(verb)
    if subject is None or subject.ent_type_ in ("PERSON", "NORP", "ORG", "GPE"):
        return False
    if subject.pos_ == "PRON":
        return subject.lower_ in ("it", "which", "that")
    return not classes("noun").get(subject.lemma_.lower(), "").startswith("people")


def as_told(text: str, quantity: Quantity, anchor: Word | None, temporality: str, modality: str) -> tuple[str, str]:
    """When and how surely, past what a clause says: expected figures are planned, what a thing is like is asserted."""
    if modality == "asserted":
        if quantity.kind == "duration" and temporality == "present" and text.startswith(" ago", quantity.end):
            return "past", modality  # the biggest change since its debut 25 years ago
        if is_wanted(quantity, anchor):
            return "future" if temporality == "present" else temporality, "planned"
        if not is_forecast(quantity, anchor):
            return temporality, modality
        return "future" if temporality == "present" else temporality, "planned"
    if modality == "negated" and temporality == "past" and _is_spent_without(text, quantity, anchor):
        return temporality, "asserted"
    if (own := _own_of(quantity, anchor, temporality, is_negated=modality == "negated")) is not None:
        return own
    is_planned_sum = quantity.kind == "money" and modality == "planned"  # the $3bn merger will be
    # It has yet to fix 300 of the 900 cars: there are those 900.
    is_known = quantity.kind == "count" and _OF_THE.search(text[max(0, quantity.start - 40) : quantity.start])
    if is_planned_sum or not (is_known or is_only_beside(quantity, anchor)):
        return temporality, modality
    return "present" if temporality == "future" else temporality, "asserted"


def _is_spent_without(text: str, quantity: Quantity, anchor: Word | None) -> bool:
    """Whether something was not done for so long: none was launched for 60 days; not: it did not last two days."""
    if quantity.kind != "duration" or anchor is None or is_denied(text, quantity):
        return False
    return anchor.dep_ != "obj" and anchor.head.lemma_ not in ("last", "take")


def is_wanted(quantity: Quantity, anchor: Word | None) -> bool:
    """Whether a figure is of what somebody plans, wants or seeks: plans an issue of 12,000 bonds; not: the 12."""
    if anchor is None or quantity.kind in ("age", "ordinal"):
        return False
    node = noun = anchor
    for _ in range(4):
        head = node.head
        if node.dep_ == "obj" and ((head.lemma_.lower() in _WANTED and head.pos_ == "VERB") or _is_goal(head)):
            return not any(child.lower_ in _DEFINITE or child.dep_ == "nmod:poss" for child in noun.children)
        if (
            head == node
            or head.pos_ not in ("NOUN", "SYM", "NUM")
            or (node.dep_ == "nmod" and case_of(node) not in ("of", "at", "for"))
        ):
            return False
        if noun is node and node.dep_ != "nmod":
            noun = head  # the 171 billion dollar deficit; but the development of three cars
        node = head
    return False


def _is_goal(verb: Word) -> bool:
    """Whether a gerund says what somebody aims at: a goal of doing two deliveries a year."""
    return verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.head.lemma_.lower() in _GOALS


def _own_of(quantity: Quantity, anchor: Word | None, temporality: str, *, is_negated: bool) -> tuple[str, str] | None:
    """When and how surely there are those that a clause only speaks of, or of whom a clause of their own tells.

    A third of its 12,000 workers will go: there are 12,000. Ties of the two countries may improve: there are two.
    It will pass the 24 missiles it tested last year.
    """
    if quantity.kind != "count" or anchor is None or anchor.pos_ not in ("NOUN", "PROPN"):
        return None
    before = word_before(quantity, anchor)
    if before.dep_ == "mark" or (before.lower_ not in _DEFINITE and before.tag_ != "POS"):
        return None  # said that five of the ten
    for child in anchor.children:
        if child.dep_ == "acl:relcl" and child.pos_ == "VERB" and child.lemma_.lower() not in _PLANS | _EXPECTING:
            tense = verb_tense(child)
            return (tense, "asserted") if tense == "past" else None
    if anchor.dep_ == "obl" and (
        (case := case_of(anchor)) in _INSIDE
        or (case == "in" and classes("noun").get(anchor.lemma_.lower(), "").startswith("places"))
    ):
        return "past" if temporality == "past" else "present", "asserted"  # aid will be flown between the two sides
    if anchor.dep_ != "nmod":
        return None
    is_part = case_of(anchor) == "of" and anchor.head.lower_ in SHARES
    is_beside = anchor.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and not (is_negated and case_of(anchor) == "of")
    if not is_part and (not is_beside or any(child.lower_ in _AHEAD for child in anchor.children)):
        return None
    return "past" if temporality == "past" and not is_part else "present", "asserted"


def is_only_beside(quantity: Quantity, anchor: Word | None) -> bool:
    """Whether a figure says what a thing is like, whatever a verb beside it makes of that thing.

    So with ages, and with what stands before a noun that is known: the $200,000 sports car, the current 6 percent rate.
    """
    if quantity.kind == "age":
        return quantity.rule != "age_copula"
    if anchor is None or quantity.kind not in ("count", "money", "measure", "duration", "percent"):
        return False
    thing = described_by(quantity, anchor, flows_too=quantity.kind != "percent")
    if thing is None:
        return False
    if any(child.lower_ in _AHEAD for child in thing.children):
        return False
    is_known = word_before(quantity, anchor).lower_ in _DEFINITE
    return is_known or any(child.dep_ == "nmod:poss" or child.lower_ in _DEFINITE for child in thing.children)


def is_forecast(quantity: Quantity, anchor: Word | None) -> bool:
    """Whether a figure is what somebody expects: analysts expected $5bn, cut its forecast to 2%, the 4% expected."""
    if anchor is None or quantity.kind in ("age", "duration", "ordinal"):
        return False
    node = anchor
    for _ in range(6):
        if node.lemma_.lower() in _FORECASTS and node != anchor:
            return True
        if any(
            child.dep_ in ("acl", "acl:relcl", "amod") and child.lemma_.lower() in _EXPECTING for child in node.children
        ):
            return True
        if node in (anchor, anchor.head) and any(c.dep_ == "amod" and c.lower_ in _PLANNED for c in node.children):
            return True  # instead of a planned 2.5 pct
        head = node.head
        if head == node:
            return False
        if head.pos_ in ("VERB", "AUX"):
            return _is_expected(quantity, node, head, is_near=node in (anchor, anchor.head), is_anchor=node == anchor)
        node = head
    return False


def _is_expected(quantity: Quantity, node: Word, verb: Word, *, is_near: bool, is_anchor: bool) -> bool:
    """Whether a verb expects what a nominal under it says, or revises a forecast to it."""
    lemma = verb.lemma_.lower()
    if quantity.kind == "count" and not is_anchor:
        return False
    if lemma == "see":  # sees growth of 2%
        return node.dep_ == "obj" and verb.tag_ in ("VBZ", "VBP") and quantity.kind in ("money", "percent")
    if lemma in _EXPECTING:
        is_put_at = node.dep_ == "obl" and case_of(node) == "at" and is_near  # inflation is forecast at 7 pct
        return node.dep_ == "obj" or (node.dep_ == "nsubj:pass" and is_near) or is_put_at
    return (
        node.dep_ == "obl"
        and case_of(node) in ("to", "from", "at")
        and any(child.dep_ == "obj" and child.lemma_.lower() in _FORECASTS for child in verb.children)
    )


def _is_held_of(verb: Word, done: Word) -> bool:
    """Whether others fear or think that the subject does something: is feared to have, in a headline feared to have."""
    is_passive = any(child.dep_ == "aux:pass" for child in verb.children)
    return is_passive or (done.tag_ == "VBN" and any(child.lower_ == "have" for child in done.children))


def _is_reported(verb: Word, words: set[str]) -> bool:
    """Whether "would" is the "will" of what somebody said then: said it would withdraw the lawsuit."""
    if words & {"if", "unless", "have"}:
        return False
    said = verb
    while said.dep_ == "conj" and said.head.i < said.i:
        said = said.head  # that they had met and would unite
    if (
        said.dep_ not in ("ccomp", "parataxis")
        or said.head.tag_ not in ("VBD", "VBN", "VBG")
        or said.head.pos_ != "VERB"
    ):
        return False
    return not any(
        word.lower_ in ("if", "unless") for child in verb.children if child.dep_ == "advcl" for word in child.children
    )


def _is_yet_to(verb: Word, words: set[str]) -> bool:
    """Whether an infinitive says what has not been done so far: has yet to fix 1,200 trucks."""
    if "to" not in words:
        return False
    head = verb.head
    return "yet" in words or (
        verb.dep_ == "xcomp" and head.lemma_ in ("have", "be") and any(c.lower_ == "yet" for c in head.children)
    )


def _denied_by_head(verb: Word) -> str | None:
    """What the word that a clause hangs on makes of it.

    Negated where it failed to happen, where somebody denies it or has no plans to do it, where it is not true;
    hypothetical where there is no evidence of it.
    """
    head, about = verb.head, {child.lower_ for child in verb.head.children}
    lemma = head.lemma_.lower()
    if verb.i < head.i or head == verb or (about & {"not", "n't", "n’t", "never"} and lemma != "true"):
        return None
    if verb.dep_ == "xcomp" and lemma in _FAILING:
        return "negated"
    if verb.dep_ in ("ccomp", "xcomp", "advcl") and (lemma in _DENYING or (lemma == "rule" and "out" in about)):
        return "negated"
    if verb.dep_ in ("acl", "ccomp") and head.pos_ == "NOUN" and "no" in about:
        return "negated" if lemma in _NO_PLAN else "hypothetical" if lemma in _NO_PROOF else None
    if lemma in ("impossible", "unable") and verb.dep_ in ("xcomp", "csubj", "advcl", "ccomp"):
        return "negated"
    untrue = lemma in ("false", "untrue") or (lemma == "true" and "not" in about)
    return "negated" if untrue and verb.dep_ in ("ccomp", "csubj") else None


def is_denied(text: str, quantity: Quantity) -> bool:
    """Whether the words right before a figure deny it: not 20, none of the 30 people."""
    return _DENIED_BEFORE.search(text[max(0, quantity.start - 24) : quantity.start]) is not None
