"""Ends of a change, what it came to and which way it went: rose 3 to 20, down from 29, a lead of six."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.figures.counted import classes
from transforms.figures.quantity import Quantity
from transforms.figures.syntax import case_of, governor, says_a_deed, subject_of, sum_of
from transforms.lexicon import seed_map
from transforms.words import Word

_UP = re.compile(
    (
        r"\b(up|down|upward|upwards|downward|downwards)(?:\s+(?:by|a|another|an|some|about|nearly"
        r"|almost|more than|over|around|roughly|just|only|at least|less than|further|of))*\s*$"
    ),
    re.I,
)
_IS_OFF = re.compile(r"\b(?:was|were|is|are)\soff\s(?:about\s|around\s|nearly\s|some\s|by\s|a\s|an?\sestimated\s)?$")
_AWAY = re.compile(
    r"\s(?:\([^)]{0,30}\)\s)?(?:due\s)?(?:north|south|east|west|off|away|inland|offshore|outside|short|above|below|into|across)\b"
)
_MOVED_TO = re.compile(r"\b(?:up|down)\s+(?:to|at)\s+(?:about\s+|around\s+|just\s+)?$")
_DIFFER = re.compile(r"\s*(?:higher|lower|cheaper|dearer|up|down)\b")
_MORE = re.compile(
    r"\s+(?:more|fewer|less|worse|(?!(?:other|rather|either|whether|ever|never|over|under|after|later|earlier|per)\b)[a-z]{2,}er)\b"
    r"(?:\s+[\w.%]+){0,6}?\s+than\b"
)
# 2 degrees above normal, 50 percent below last year's level; not 5 km above the ground
_BESIDE_NORMAL = re.compile(r"\s(?:above|below)\s(?!sea\b|the\s(?:ground|sea|water|surface|horizon)\b)")
_A_NORMAL = re.compile(
    r"\s(?:above|below)\s(?:[\w’'-]+\s){0,3}?(?:normal|averages?|usual|means?|medians?|levels?|expectations|norms?)\b"
)
_THAN_BEFORE_NOW = re.compile(
    r"\s+(?P<way>higher|lower)\s+than\s+(?:in\b|at\b|an?\s(?:year|month|week|quarter|day|decade)\b|last\b"
    r"|before\b|previously\b|the\s(?:previous|same|year|month|week)\b|(?:two|three|four|five|ten|\d+)\syears\sago)"
    r"|\s+(?P<many>more|fewer|less)(?:\s+[a-z]+){0,2}?\s+than\s+in\s(?:the\s(?:same|previous|corresponding|first|second|third|fourth)"
    r"\s|(?:19|20)\d\d\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
)
_YEAR_ON_YEAR = re.compile(
    r"\s(?:(?:year|month|quarter)[\s-](?:on|over)[\s-](?:the\s)?(?:year|month|quarter)|(?:on|over)\s(?:the|a)\s(?:year|month)"
    r"|from\s(?:a|the)\s(?:year|month|quarter)\s(?:earlier|ago|before))\b"
)
# Between "to" or "from" and the number that it leads: what describes it (to a provisional 149 billion).
_DESCRIBED = re.compile(
    r"\b(?P<case>to|from)\s(?:an?|the|its|their|this|last)\s(?:(?!(?:of|in|for|on|with|and|or|to|from|than|by|at|that|which|who)\b)[a-z]"
    r"[\w’'-]*\s){1,3}$"
)
_TO_BEFORE = re.compile(
    r"\bas\s(?:low|high)\sas\s+$|\b(?:to|at)\s+(?:just\s+|only\s+|between\s+|as\s+\w+\s+as\s+|an?\s+(?:record\s+)?(?:high|low|range|total|level|average)?\s*(?:of\s+)?|close\s+at\s+)?$",
    re.I,
)
_FROM_BEFORE = re.compile(
    r"\bfrom\s+(?:an?\s+|the\s+|its\s+|their\s+)?(?:(?:about|around|nearly|almost|just|over|under|roughly|some|more|less|than"
    r"|an?|estimated|record|peak|high|low|all-time|of|revised|upwardly|downwardly|preliminary|initial|previous|earlier|last"
    r"|current|previously|reported|average|level|as|at|most|least|between)\s+){0,3}$",
    re.I,
)
TOTAL = re.compile(
    (
        r"\b(?:total(?:s|ed|ing|led|ling)?(?:\s+(?:of|some|about))?|combined(?:\s\w+\sof)?|in total,?|in all,?"
        r"|altogether,?|overall)\s+(?:of\s+)?$|\b(?:total|tally)(?:\s[\w-]+){0,2}\sto\s(?:about\s|at least\s|over\s)?$"
    ),
    re.I,
)
_BACK_TO = re.compile(
    r"\bback\s(?:up\s|down\s)?(?:to|above|below|into|under|over|at|towards?)\s(?:an?\s|the\s)?$", re.I
)
_TO_SUM = re.compile(r"\sto\s(?:an?\s|about\s|just\s|around\s|nearly\s)?[$£€¥]\s?\d")
_TO_NUMBER = re.compile(r"\sto\s\d")
# ahead by so much: a lead of six points, 13 points ahead of Labour, trails him by 19 points
_LEAD_OF = re.compile(
    r"\b(?:(?:an?|its|his|her|their|the)\s(?:[\w-]+\s)?(?:lead|advantage|margin|edge)s?\sof"
    r"|(?:ahead|behind|wins?|winning|beats?|beating|(?:exceed|trail|outstrip|outnumber|outperform|outpace?)(?:s|ed|p?ing|d)?)"
    r"\s(?:[\w’'-]+\s){0,5}?by)\s(?:an?\s|just\s|about\s|only\s|some\s|at\sleast\s|more\sthan\s|nearly\s)?$"
)
_AHEAD = re.compile(
    r"\s(?:points\s|percentage\spoints\s)?(?:ahead\sof|behind|clear\sof|adrift\sof|shy\sof)\b|[\s-](?:lead|advantage)\b"
)
# knocked 5 billion off its profit
_OFF = re.compile(r"\soff\s(?:the|its|his|her|their|our|my|your|[A-Z]?[a-z]+(?:[’']s?)?\s)")
_TAKING = frozenset("knock wipe shave slash cut take lop trim strip chop slice".split())
_TIMES_THE = re.compile(r"\b(?:double|twice|half|triple|treble|quadruple|times)\s(?:the|its|their)\s$", re.I)
_BY = re.compile(
    r"\bby\s(?:an?\s(?:additional\s|further\s|extra\s)?|another\s)?(?:about\s|around\s|nearly\s|almost\s|as\smuch\sas\s|up\sto\s|some\s|at\sleast\s|more\sthan\s)?$",
    re.I,
)
# What moves somebody's number somewhere: brings growth to 3.8%, pushed the yield to 5%.
_BRINGING = frozenset("bring take push send drive pull".split())
# Whose "to" is its own: gained access to 209,000 cards.
_WHOSE_TO = frozenset(
    "access exposure aid assistance support payment loan damage threat link visit trip entry commitment".split()
)
# Verbs whose "up" or "down" makes them another verb, and says no direction: makes up 6.6 % of it, took up 96 %.
_PHRASAL = frozenset("make take set wake pick pony put use eat buy serve cough stump".split())
_SIGNED = re.compile(r"\((?P<sign>[+\-−])\s?$")  # Rioja (+341%), Mexico (-8%)
_LEVELS = frozenset("low high peak level total record average".split())
_AT_RATE = re.compile(r"\b(?:rate|pace|clip|speed)\s(?:of\s)?$")


@dataclass(frozen=True, slots=True)
class Change:
    """Which way something moved, and which end of the move a figure is."""

    direction: str | None
    role: str | None  # difference, change_from, change_to


@cache
def _verbs() -> dict[str, str]:
    return seed_map("change_verbs", "word", lambda row: row["direction"])


def change_at(text: str, quantity: Quantity, anchor: Word | None) -> Change:
    """Up or down by the verb or adverb that a figure hangs on; the ends of a change carry no direction of their own."""
    head = text[max(0, quantity.start - 44) : quantity.start]
    if quantity.rule == "times" or _TIMES_THE.search(head):
        return Change(None, None)
    if quantity.change_end:
        return Change(None, f"change_{quantity.change_end}")
    if quantity.rule == "multiplied" and quantity.value is not None:
        return Change("up" if quantity.value > 1 else "down", "difference")
    if (
        quantity.unit is not None
        and quantity.unit.dimension == "length"
        and anchor is not None
        and _is_somebody(anchor)
    ):
        return Change(None, None)  # a boy who fell 12 feet
    if quantity.unit is not None and quantity.unit.dimension == "length" and _AWAY.match(text, quantity.end):
        return Change(None, None)  # a missile that fell 2,000 km east of Japan
    signed = _SIGNED.search(text, max(0, quantity.number_start - 3), quantity.number_start)
    if signed is not None and (quantity.kind == "percent" or (quantity.kind == "count" and signed["sign"] == "+")):
        return Change("up" if signed["sign"] == "+" else "down", "difference")
    after = text[quantity.end : quantity.end + 40]
    direction = (_moved(anchor) or _moved_before(anchor, quantity)) if anchor is not None else None
    if (
        direction is None
        and quantity.kind in ("percent", "money", "measure", "ratio", "count")
        and _IS_OFF.search(head)
    ):
        return Change("down", "difference")  # the shares were off 3/8 to 3-1/2
    if head.endswith(", ") and _MORE.match(after):
        direction = None  # rain fell in 24 hours, a third more than in a month
    if direction is None and anchor is not None and quantity.kind not in ("duration", "age") and _BY.search(head):
        direction = _moved_by(anchor, quantity)
        if direction is not None:
            return Change(direction, "difference")
    led = _case_before(head, quantity, anchor)
    if direction is not None and (led == "to" or _is_level(quantity)):
        return Change(None, "change_to")
    if _is_of_level(quantity, anchor) and (
        _BACK_TO.search(head)
        or (head.endswith(" back ") and _is_level(quantity))
        or (direction is None and _is_brought_to(anchor, head))
    ):
        return Change(None, "change_to")
    if quantity.kind not in ("age", "ordinal", "duration") and _MOVED_TO.search(head):
        return Change(None, "change_to")  # the index was up at 5,884
    if led == "from" and (direction is not None or re.search(r"\b(?:up|down|compared|rose|fell)\s+from\s", head)):
        return Change(None, "change_from")
    if quantity.kind in ("age", "ordinal"):
        return Change(None, None)
    if direction is not None and quantity.kind == "percent" and _AT_RATE.search(head):
        return Change(direction, "difference")  # grew at an annual rate of 5 per cent
    particle = _UP.search(head)
    if particle is not None and not _is_particle(anchor, quantity):
        return Change("up" if particle.group(1).lower().startswith("up") else "down", "difference")
    if (
        anchor is not None
        and direction is not None
        and (_is_amount(quantity, anchor, head, after) or _moved_before(anchor, quantity))
    ):
        return Change(direction, "difference")
    if quantity.kind in ("percent", "measure", "money") and (found := _DIFFER.match(after)) and not _MORE.match(after):
        word = found.group().strip()
        return Change("up" if word in ("higher", "up", "dearer") else "down", "difference")
    if (
        anchor is not None
        and quantity.kind == "percent"
        and _YEAR_ON_YEAR.match(after)
        and (verb := governor(anchor)[0]) is not None
        and (direction := direction_of(verb)) is not None
        and verb.i < anchor.i
    ):
        return Change(direction, "difference")  # grew 1.1% in the quarter, 3.8% year on year
    if earlier := _THAN_BEFORE_NOW.match(after):
        return Change("up" if (earlier["way"] or earlier["many"]) in ("higher", "more") else "down", "difference")
    if anchor is not None and quantity.kind in ("money", "percent", "measure") and _OFF.match(after):
        verb = governor(anchor)[0]
        if verb is not None and verb.lemma_.lower() in _TAKING:
            return Change("down", "difference")
    is_more = _MORE.match(after) or _is_lead(quantity, head, after) or _is_beside_normal(text, quantity)
    return Change(None, "difference" if is_more else None)


def _case_before(head: str, quantity: Quantity, anchor: Word | None) -> str | None:
    """The "to" or "from" that leads a figure, past what describes it: to a provisional 149, from last year's 3."""
    if _TO_BEFORE.search(head):
        return "to"
    if _FROM_BEFORE.search(head):
        return "from"
    found = _DESCRIBED.search(head)
    if found is None or anchor is None or quantity.kind in ("duration", "age"):
        return None
    return found["case"] if word_before(quantity, anchor).tag_ in ("JJ", "JJR", "JJS", "VBN", "POS") else None


def word_before(quantity: Quantity, anchor: Word) -> Word:
    """The word before a figure; its own first, where it begins the text."""
    first = anchor.i
    while first > 0 and anchor.doc[first].idx >= quantity.start:
        first -= 1
    return anchor.doc[first]


def _is_lead(quantity: Quantity, head: str, after: str) -> bool:
    """Whether a figure says by how much one is ahead of another: a lead of six, 13 points behind, wins by two."""
    if _LEAD_OF.search(head):
        return True
    is_of_points = quantity.unit is not None and quantity.unit.name in ("point", "percentage point", "percentage")
    return is_of_points and _AHEAD.match(after) is not None


def _is_beside_normal(text: str, quantity: Quantity) -> bool:
    """Whether a figure says how far something lies from what it is compared with: two points below Einstein's."""
    if quantity.kind not in ("percent", "measure", "money") or not _BESIDE_NORMAL.match(text, quantity.end):
        return False
    has_place = quantity.unit is not None and quantity.unit.dimension in ("length", "currency")
    return not has_place or _A_NORMAL.match(text, quantity.end) is not None


def _moved_by(anchor: Word, quantity: Quantity) -> str | None:
    """The direction of the verb before "by" on whose object the parser hung a figure: cut the risk of death by 23%.

    Verbs that only describe that object stand between: raised the cost of building the plant by 6 percent.
    """
    for i in range(anchor.i - 1, max(anchor.sent.start, anchor.i - 24) - 1, -1):
        verb = anchor.doc[i]
        if verb.pos_ != "VERB" or verb.idx >= quantity.start:
            continue
        direction = direction_of(verb)
        is_active = verb.tag_ != "VBN" or any(child.lemma_ == "have" for child in verb.children)
        if direction is not None or verb.dep_ not in ("amod", "acl", "acl:relcl", "compound"):
            return direction if is_active else None
    return None


def _is_level(quantity: Quantity) -> bool:
    """Whether the figure is where something fell below or rose above, not by how much it moved."""
    return (quantity.approximator or "").endswith(("below", "above"))


def _is_of_level(quantity: Quantity, anchor: Word | None) -> bool:
    """Whether a figure may be where a price, share or number stands, rather than how far, long or many of a thing."""
    if quantity.kind == "count":
        return anchor is not None and anchor.pos_ == "NUM"
    has_length = quantity.unit is not None and quantity.unit.dimension == "length"
    return quantity.kind in ("money", "percent", "rate") or (quantity.kind == "measure" and not has_length)


def _is_brought_to(anchor: Word | None, head: str) -> bool:
    """Whether a verb brings something to the figure: bringing growth to 3.8%, pushed the yield to 5%."""
    if anchor is None or TOTAL.search(head):
        return False
    verb, node, link = governor(anchor)
    if verb is None or link != "obl" or case_of(node) != "to" or verb.lemma_.lower() not in _BRINGING:
        return False
    return any(child.dep_ == "obj" and child.pos_ == "NOUN" for child in verb.children)


def _is_particle(anchor: Word | None, quantity: Quantity) -> bool:
    """Whether the up before a figure belongs to a verb (sign up 5 million people) rather than says which way."""
    if anchor is None:
        return False
    for token in anchor.doc.between(max(1, anchor.i - 8), anchor.i):
        if token.idx < quantity.start and token.lower_ in ("up", "down") and token.nbor(-1).pos_ == "VERB":
            verb = token.nbor(-1)
            is_other = quantity.kind in ("count", "rate", "duration") or verb.lemma_.lower() in _PHRASAL
            return is_other and direction_of(verb) is None
    return False


def change_verb(anchor: Word) -> Word | None:
    """The verb of change whose object, or what modifies that, the parser hung its ends to.

    It raised its offer to acquire the chain to 42 dollars from 41, the bonus offered to recruits to 8,500 yuan.
    """
    node = sum_of(anchor)
    case = case_of(node)
    if case not in ("to", "from") or node.dep_ not in ("obl", "nmod"):
        return None
    is_sum = node.pos_ in ("NUM", "SYM") or any(child.dep_ == "nummod" for child in node.children)
    thing = node.head
    if node.dep_ == "nmod" and not (is_sum and case == "to" and thing.lemma_.lower() not in _WHOSE_TO):
        return None
    for _ in range(4):
        if thing.dep_ == "obj":
            return thing.head if direction_of(thing.head) is not None and thing.head.i < thing.i else None
        is_verb = thing.pos_ == "VERB"
        if thing.dep_ not in (("acl",) if is_verb else ("nmod", "obl")) or thing.head.i > thing.i:
            return None
        if is_verb and (
            direction_of(thing) is not None or not (thing.tag_ == "VB" or (thing.tag_ == "VBN" and is_sum))
        ):
            return None
        thing = thing.head
    return None


def _moved(anchor: Word) -> str | None:
    if anchor.dep_ == "nmod" and case_of(anchor) == "of" and anchor.head.lemma_.lower() in _LEVELS:
        anchor = anchor.head  # fell to a low of 140.40
    if (above := change_verb(anchor)) is not None:
        return direction_of(above)
    if anchor.dep_ in ("compound", "amod", "nmod", "nmod:unmarked") or (
        anchor.dep_ == "nummod" and anchor.head.i > anchor.i and anchor.head.pos_ == "NOUN"
    ):
        return None  # a 5% pay rise: the noun says what moved, the verb something else
    verb, node, link = governor(anchor)
    if link == "obl" and case_of(node) == "at" and verb is not None and any(c.dep_ == "obj" for c in verb.children):
        return None  # lost control of his car at close to 180mph
    if verb is None or link not in (
        "obj",
        "obl",
        "obl:npmod",
        "obl:unmarked",
        "advmod",
        "xcomp",
        "root",
        "ccomp",
        "dep",
        "nummod",
        "obl:tmod",
        "iobj",
    ):
        return None
    return direction_of(verb)


def _is_somebody(anchor: Word) -> bool:
    """Whether the subject of the verb that a figure hangs on is a person, who moves bodily."""
    verb = governor(anchor)[0]
    subject = subject_of(verb) if verb is not None else None
    if subject is None:
        return False
    known = classes("noun").get(subject.lemma_.lower(), "")
    return known.startswith("people") or subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she", "they", "who")


def direction_of(verb: Word) -> str | None:
    """Up or down, for words of seeds/change_verbs.csv; null for all others."""
    if verb.lower_ in ("double", "triple", "treble") and not says_a_deed(verb):
        return None
    return _verbs().get(verb.lemma_.lower()) or _verbs().get(verb.lower_)


def _moved_before(anchor: Word, quantity: Quantity) -> str | None:
    """The direction of a verb that stands right before the figure, whatever the parser made of it."""
    doc = anchor.doc
    i = word_before(quantity, anchor).i
    by = False
    for _ in range(min(3, i + 1)):
        if doc[i].tag_.startswith("VB"):
            measured = (
                quantity.kind in ("percent", "ratio")
                or by
                or (
                    quantity.kind == "measure"
                    and quantity.unit is not None
                    and quantity.unit.name in ("point", "basis point", "percentage point")
                )
                or (quantity.unit is not None and quantity.unit.dimension == "currency" and quantity.unit.factor != 1)
            )
            return (
                direction_of(doc[i])
                if measured
                or (
                    quantity.kind in ("measure", "rate")
                    and direction_of(doc[i])
                    and doc[i].lemma_ in ("rise", "fall", "climb", "drop", "sink")
                )
                else None
            )
        if (
            doc[i].lower_ not in ("by", "a", "an", "another", "further", "even", "just", "only", "net")
            and doc[i].tag_ != "RB"
        ):
            return None
        by = by or doc[i].lower_ == "by"
        i -= 1
    return None


def _is_amount(quantity: Quantity, anchor: Word, head: str, after: str) -> bool:
    """Whether "rose 5 per cent", "fell by 200", rather than "raised 5 children" or "rose in 3 months"."""
    verb, node, _ = governor(anchor)
    case = case_of(node) or case_of(anchor)
    if verb is not None and anchor.i < verb.i:
        return False
    if quantity.kind == "duration":
        return False
    if case not in (
        None,
        "by",
        "than",
        "over",
        "under",
        "about",
        "nearly",
        "up",
        "as",
        "around",
        "of",
        "some",
        "at",
        "to",
    ):
        return False
    if case == "of" and "by" not in head:
        return False
    if re.search(r"\b(?:from|to|at|in|for|with|on|of)\s+$", head) and case not in ("by",):
        return False
    if quantity.kind in ("percent", "ratio"):
        return True
    if (
        verb is not None
        and verb.lemma_.lower()
        in ("cut", "contract", "add", "raise", "boost", "lift", "shed", "reduce", "hike", "increase", "drop", "lower")
        and quantity.kind == "count"
    ):
        return case == "by" and not any(child.dep_ == "aux:pass" for child in verb.children)
    if quantity.kind == "money":
        is_way = case in ("by", None) and _TO_SUM.match(after) is not None  # dropped $11 billion to $106 billion
        return (
            case == "by"
            or is_way
            or (
                verb is not None
                and verb.lemma_.lower() not in ("raise", "lose", "cut", "add", "shed", "drop", "boost", "lift", "lower")
            )
        )
    if quantity.kind == "count" and anchor.pos_ == "NUM" and _TO_NUMBER.match(after):
        return True  # the shares climbed 19 to 151-1/2
    return quantity.kind in ("measure", "rate") or case == "by" or head.rstrip().endswith(" by")
