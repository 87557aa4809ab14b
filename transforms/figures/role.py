"""What a figure does in its clause: total, stock, flow, part, difference, target, or an end of a change."""

import re

from transforms.figures.change import TOTAL, Change, word_before
from transforms.figures.counted import classes
from transforms.figures.quantity import Quantity
from transforms.figures.syntax import (
    NOMINAL,
    case_of,
    first_sum,
    governor,
    has_copula,
    participle_of,
    subject_of,
    sum_of,
)
from transforms.words import Word

_ROUGHLY = (
    r"(?:(?:about|some|nearly|roughly|around|almost|over|more than|at least|just under|just over|an estimated)\s)?"
)
_PART_OF = re.compile(
    r"\s+of\s+(?:(?:the|what|its|his|her|their|our|all|those|these|them|which|whom)\b"
    rf"|{_ROUGHLY}(?:\d(?![\d.]*-(?:year|month|week|day))|(?:two|three|four|five|six|seven|eight|nine|ten)\b))|\s(?:[\w-]+\s){{0,3}}?out\sof\s{_ROUGHLY}"
    r"(?:the\s(?:[a-z]+\s)?|its\s|their\s|[A-Z][\w.]+[’']s?\s)?[A-Z]{0,3}[$£€¥₹]?\d"
)
# 3 percent of GDP says how large a deficit is, nobody's part
_SHARE_OF = re.compile(r"\s+of\s+(?!(?:GDP|GNP|gross|national|economic|output)\b)[A-Za-z]")
_OF_WHICH_PART = re.compile(
    r"\b(?:\d[\d,.]*%?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|thirds?|quarters?)"
    r"(?:\s(?:mln|million|bln|billion|thousand|percent|per\scent|pct))?(?:(?:\s[\w-]+){0,3}?\sout)?\s+of\s+(?:(?:the|its|his|her|their|our|all|those"
    r"|these)\s+(?:[\w-]+\s+)?(?:[\w-]+[’']s?\s)?|[A-Z][\w-]+[’']s?\s)?(?:last\s|first\s|past\s|remaining\s)?(?:about\s|some\s|nearly\s)?$",
    re.I,
)
_LED_PART = re.compile(
    r"\b(?:including|among them|(?:of|among) (?:whom|which)|of them|comprising|(?<!of )the remaining)\s+"
    r"(?:\w+\s+){0,2}$",
    re.I,
)
# Two of them were among those killed; half the chocolate, not half the price.
_AMONG_THEM = re.compile(
    r"\s(?:[\w’'-]+\s){1,4}(?:and\s(?:[\w’'-]+\s){1,4})?(?:was|were|is|are|been|be)\s(?:also\s|reportedly\s)?among\s(?:those\b"
    r"|(?:at\sleast\s|more\sthan\s|about\s)?\d|the\s(?:top\s)?(?:\d|dead\b|victims\b|wounded\b|injured\b|survivors\b|missing\b|[a-z]+ed\b))"
)
_IN_TOTAL = re.compile(r"\s(?:total\s[a-z]|(?:(?!and\b|or\b)[\w-]+\s){0,3}?in\s(?:total|all)\b)")
_AMONG_THESE = re.compile(
    r"\b(?:was|were|is|are|been|be)\s(?:also\s|reportedly\s)?among\s(?:the\s(?:top\s)?|those\s)?$"
)
_HALF_THE = re.compile(
    r"\s(?:the|its|his|her|their|our|my|your)\s(?!(?:[\w-]+\s)?(?:price|size|cost|rate|speed|time|age|weight|length|height|width|amount"
    r"|number|capacity|distance|level|value|average|way|battle|fun|story|job|tax|interest)s?\b)[a-z]"
)
_TARGET = re.compile(
    (
        r"\b(?:target(?:s|ed|ing)?|goal|aims?|aiming|quota|objective|(?<!market )cap|limit|ceiling|threshold)\s+(?:of"
        r"|to|at|is|was)?\s*(?:\w+\s+)?$|\btarget(?:ed)?\s[a-z]+(?:\sfor\s[\w ]{2,12})?\s(?:of|was|is)\s$"
        r"|\b(?:an?|the)\s(?:planned|targett?ed|budgeted)\s$"
    ),
    re.I,
)
_TARGET_NEXT = re.compile(
    r"[\s-](?:(?!market\b)[a-z-]+\s)?(?:cap|ceiling|quota|threshold|target|goal|(?<!time )limit)s?\b"
)
_ON_BOARD = re.compile(r"\s(?:[\w-]+\s){0,4}?(?:on\sboard|aboard)\b")
_LEVEL_OF_MONEY = re.compile(
    r"\b(?:worth|(?:traded?|trading|trades|priced|valued|quoted|clos(?:ed|es|e|ing)|opened|end(?:ed|s)?|finish(?:ed|es)?|settled?)(?:\s\w+){0,2},?\s(?:at|near|above|below)"
    r"|(?:market\s(?:cap|capitali[sz]ation|value)|price|high|low|peak)\sof|topp(?:ed|ing))\s(?:(?:about|around|some|nearly|over|only|just|less|more|than)\s){0,2}$",
    re.I,
)
# What flows when a sum stands before it: a 2 million dollar loss; other sums say how large or dear a thing is.
_FLOWING = frozenset(
    (
        "loss profit payment fine grant donation loan aid assistance contract order deal hit charge provision return"
        " distribution advance gain dividend income revenue deficit surplus bailout purchase sale bond eurobond issue"
        " offering placement drop cut increase rise stand investment settlement bid offer fee lifeline theft repayment"
        " saving savings break discount tax cost subsidy"
    ).split()
)
_EARNED_OR_LOST = frozenset(
    "loss profit payment repayment fine grant donation writedown writeoff charge gain revenue deficit surplus".split()
)
# Sums and tonnes that a period brings: they flow, whatever is said of them (sales were 3 million, had sales of it).
_SUMS_OF_A_PERIOD = _EARNED_OR_LOST | frozenset(
    """sale income earning turnover proceeds outlay subsidy spending expenditure export import shipment takings
    remittance investment volume""".split()
)
_STUFF_OF_A_PERIOD = frozenset(
    "sale turnover export import shipment delivery production output consumption purchase".split()
)
# What is so large or dear at a time, whatever else happens: the firm, with assets of 9 million, was closed.
_SUMS_AT_A_TIME = frozenset(
    """worth fortune wealth asset debt price benchmark value valuation capitalization capitalisation reserve backlog
    holding tag""".split()
)
_COMES_TO = frozenset("reach exceed surpass top hit approach total amount stand estimate value put".split())
_DEALINGS = frozenset(
    "meet meeting talk deal agreement contract negotiation war conflict interview trade clash".split()
)
# What happens to those of whom it is told, and so flows with them: the release of 20 prisoners, after 14 wins.
_EVENTS = frozenset(
    """death killing murder arrest kidnapping abduction assassination detention release transfer return displacement
    evacuation deportation expulsion eviction rescue capture deployment arrival departure layoff hiring recruitment
    firing launch test shooting attack strike bombing raid robbery burglary theft assault rape accident crash
    collision incident explosion injury loss sale purchase repurchase acquisition issue issuance offering placement
    order delivery shipment production output import export construction demolition completion closure deletion
    destruction recovery donation exchange win victory defeat goal sack hit carry catch touchdown interception lap
    visit burst creation addition appearance birth suicide vote life transaction withdrawal cancellation pardon
    entry""".split()
)
# Those of whom a noun is a number or group do what it does: a flotilla of 20 boats, the number of 300 seats.
_GROUPS = frozenset(
    """group flotilla fleet crowd number total amount set series pair couple family count convoy team squad army force
    crew batch host list combination string range any some each all many most both none neither one""".split()
)
# Verbs whose event befalls, or brings about, what stands behind their preposition.
_UNDERGONE = frozenset(
    "result in,lead to,exchange for,swap for,trade for,subscribe for,charge with,meet with,deal with,talk with".split(
        ","
    )
)
_BEFALLEN = _GROUPS | _EVENTS
_WITH_THEM = frozenset(("along", "including", "by"))  # the couple died along with two children; won by 290 votes
_STUFF = frozenset(("mass", "volume", "energy"))
_BESIDE = frozenset(("nmod", "nummod", "appos", "nmod:unmarked", "obl", "dep"))
_BEFORE_NOUN = frozenset(("compound", "amod", "nmod", "nummod", "nmod:unmarked", "obl:unmarked", "obl:npmod"))
_CHANGES = (
    r"(?:increase|rise|jump|surge|drop|fall|decline|decrease|cut|reduction|hike|growth|slump|slide|uptick|improvement|dip|rebound|spike"
    r"|uplift|contraction|expansion|upturn|downturn|swing|plunge|leap|gain)"
)
_LINKS = "(?:for|in|of|to|on|at|by|with|from|and|or|as|after|before|while|the|than)"
_A_CHANGE = re.compile(_CHANGES)
_CHANGE_OF = re.compile(rf"\b(?P<noun>{_CHANGES})s?\s(?:of|by)\s(?:an?\s|between\s)?$", re.I)
_OVER = re.compile(r"\b(?:premium|discount)\sof\s(?:an?\s|between\s)?$", re.I)
_OVER_WHAT = re.compile(r"\s(?:(?:an?|per)\s\w+\s)?(?:to|over|on|from|above|below|off)\b")
_CHANGE_NEXT = re.compile(rf"[\s-](?:(?!{_LINKS}\b)[\w-]+\s){{0,2}}?{_CHANGES}\b(?!\s(?:target|rate|forecast)s?\b)")
_REACHING = frozenset("reach exceed surpass top hit near approach breach".split())  # its object is how much there is
STATIVE = frozenset(
    (
        "be have own hold contain include comprise stand number total remain live exist employ"
        " operate sit boast possess cover serve feature offer run average equal amount station base carry seat"
        " accommodate represent weigh pend pending owe matter consist"
        " lack deserve know love hate like resemble belong concern depend participate await"
    ).split()
)
_KNOWN = frozenset("the all both these those its his her their our my other".split())
# Acts that befall those who do them: the two men left, so two left.
_GOING = frozenset(
    """go leave arrive return flee escape join enter come fall crash sink collapse close open drown land resign retire
    quit defect board cross graduate emerge move travel withdraw depart surrender disappear vanish burn explode derail
    suffer sustain undergo""".split()
)
_ANSWERING = frozenset(
    """say admit believe think agree disagree report oppose support want feel favour favor back choose answer expect
    know prefer respond consider experience approve disapprove plan hope fear trust suspect identify cite indicate
    acknowledge reply vote describe rate live own use suffer work""".split()
)
# What goes on as long as it is told in the present, or describes a thing.
_IN_USE = frozenset(
    "use need speak require host house retain maintain span support occupy handle involve survive".split()
)
_HAPPENING = frozenset("handle involve survive support".split())  # a crash involving three cars


def role_of(
    text: str, quantity: Quantity, change: Change, anchor: Word | None, *, is_container: bool, is_elided: bool = False
) -> str:
    """total, stock, flow, part, difference, target, change_from or change_to.

    A stock is how much there is, or how large, long, old or dear a thing is; a flow is how many or how much something
    happens to, or changes hands: people who die or are hired, sums that are paid, tonnes that are shipped or seized.
    So are the sales, payments and exports of a period; prices, debts and assets are stocks, whatever the verb says.
    Percentages, lengths and durations are stocks unless they are parts or differences.
    """
    if change.role is not None:
        return change.role
    head, after = text[max(0, quantity.start - 32) : quantity.start], text[quantity.end : quantity.end + 24]
    if is_container:
        return "part"
    if TOTAL.search(head) or (quantity.approximator or "").startswith("total"):
        return "total"
    if quantity.kind == "count" and (_OF_WHICH_PART.search(head) or _AMONG_THESE.search(head)):
        return "total"
    if (_TARGET.search(head) and not (quantity.kind in ("count", "duration") and head.endswith("ed "))) or (
        quantity.kind in ("money", "percent") and _TARGET_NEXT.match(after)
    ):
        return "target"
    if quantity.kind not in ("age", "ordinal", "duration") and _IN_TOTAL.match(text, quantity.end):
        return "total"
    if (
        (quantity.kind != "duration" and quantity.approximator != "within" and _PART_OF.match(text, quantity.end))
        or (_is_share(quantity) and _SHARE_OF.match(after))
        or (quantity.rule == "fraction" and _is_share(quantity) and _HALF_THE.match(text, quantity.end))
        or (quantity.rule == "ratio" and _is_share(quantity) and _is_of_those(text, quantity, anchor))
        or (quantity.kind == "count" and _AMONG_THEM.match(text, quantity.end))
        or _LED_PART.search(head)
    ):
        return "part"
    if anchor is not None and quantity.kind == "percent" and _is_of_answers(anchor):
        return "part"
    if _is_of_change(text, quantity) or (anchor is not None and _is_said_of_change(quantity, anchor)):
        return "difference"
    is_priced = quantity.kind == "money" or (
        quantity.kind in ("count", "ratio") and anchor is not None and anchor.pos_ == "NUM"
    )
    if quantity.rule == "price" or (
        is_priced and _LEVEL_OF_MONEY.search(text[max(0, quantity.start - 48) : quantity.start])
    ):
        return "stock"
    verb, node, link = governor(anchor) if anchor is not None else (None, None, "")
    if verb is None and anchor is not None:
        verb = participle_of(anchor)
    if quantity.kind in ("count", "money") and anchor is not None and described_by(quantity, anchor) is not None:
        return "stock"
    if quantity.kind == "count" and anchor is not None and _is_of_event(anchor):
        return "flow"
    if quantity.kind == "count" and anchor is not None and _is_had(text, quantity, anchor):
        return "stock"
    if quantity.kind == "count" and verb is not None and link == "nsubj" and _is_known_set(quantity, anchor, verb):
        return "stock"
    if (
        quantity.kind in ("count", "money")
        and anchor is not None
        and _is_included(anchor, is_sum=quantity.kind == "money")
    ):
        return "part"
    thing = _sum_of_what(quantity, anchor, verb) if anchor is not None else None
    if thing in (_SUMS_OF_A_PERIOD if quantity.kind == "money" else _STUFF_OF_A_PERIOD):
        return "flow"
    if quantity.per_unit in ("year", "month", "week", "day", "hour", "minute", "second", "quarter"):
        return "flow"
    if quantity.kind in ("count", "money") and verb is not None and node is not None and _is_in_all(verb, node):
        return "total"
    if quantity.kind == "money" and (thing in _SUMS_AT_A_TIME or _is_level_said(anchor, verb, node, link)):
        return "stock"
    if (
        verb is None
        or verb.lemma_.lower() in STATIVE
        or (quantity.kind == "count" and verb.lemma_.lower() in _IN_USE and _is_lasting(verb))
        or _stands_by(verb, link)
        or (
            quantity.kind == "count"
            and (has_copula(verb) or not (is_elided or _takes_part(quantity, anchor, node, link)))
        )
        or (quantity.kind == "money" and _is_price(anchor, verb, node, link))
        or (anchor is not None and _is_level_reached(verb, anchor, is_sum=quantity.kind == "money"))
        or quantity.kind in ("age", "percent", "ordinal", "duration", "ratio")
        or (quantity.kind == "measure" and not _is_moved(quantity, anchor, verb, node, link))
    ):
        return "stock"
    return "flow"


def _is_share(quantity: Quantity) -> bool:
    """Whether a figure may be a share of what is named after it; not ten times as much, nor within 5% of a goal."""
    if quantity.approximator == "within" or quantity.per_unit is not None:
        return False
    return quantity.kind == "percent" or (quantity.kind == "ratio" and (quantity.value or 0) < 1)


def _is_of_those(text: str, quantity: Quantity, anchor: Word | None) -> bool:
    """Whether so many out of so many of a thing are a part of it: three out of four handsets."""
    is_named = anchor is not None and anchor.pos_ == "NOUN" and anchor.idx >= quantity.end
    return is_named and " out of " in text[quantity.start : quantity.end]


def described_by(quantity: Quantity, anchor: Word, *, flows_too: bool = False) -> Word | None:
    """The noun that a figure only describes, standing before it: a three-judge panel, the $200,000 car; else null.

    What flows by its noun (a $5 million fine) is none, unless flows are asked for.
    """
    if quantity.kind == "money":
        anchor = sum_of(anchor)
    if quantity.kind == "money" and anchor.pos_ == "SYM" and anchor.dep_ == "nmod":
        beside = _named_after(quantity, anchor)
        if beside is not None:
            return None if beside.lemma_.lower() in _FLOWING and not flows_too else beside
    following = anchor.i + 1
    if (
        quantity.kind == "count"
        and anchor.tag_ == "NN"
        and anchor.i > 0
        and anchor.doc[anchor.i - 1].text == "-"
        and following < len(anchor.doc)
        and anchor.doc[following].pos_ in NOMINAL
    ):
        return anchor.doc[following] if anchor.dep_ not in _BEFORE_NOUN else anchor.head
    thing = anchor.head
    if anchor.dep_ not in _BEFORE_NOUN or thing.i < anchor.i or thing.pos_ not in NOMINAL or anchor.pos_ == "NUM":
        return None
    if quantity.kind == "count" and (anchor.tag_ != "NN" or quantity.value == 1):
        return None
    if thing.lemma_ == "worth":
        return None  # 42 billion yuan worth of stocks changed hands
    while thing.dep_ == "compound" and thing.head.i > thing.i:
        if thing.lemma_ in _FLOWING:
            break
        thing = thing.head
    is_flow = quantity.kind == "money" and thing.lemma_.lower() in _FLOWING
    return None if is_flow and not flows_too else thing


def _named_after(quantity: Quantity, sign: Word) -> Word | None:
    """The noun right after a sum that the parser hung beside it on the same noun: pairs of $1 bills."""
    at = next((i for i in range(sign.i, len(sign.doc)) if sign.doc[i].idx >= quantity.end), sign.i)
    noun = sign.doc[at]
    return noun if noun.dep_ == "nmod" and noun.head == sign.head and noun.pos_ == "NOUN" else None


def _is_included(anchor: Word, *, is_sum: bool) -> bool:
    """Whether a figure is named as one of what something includes: includes a gain of $2 million and three loans."""
    node = sum_of(anchor)
    if is_sum and node.dep_ == "nmod" and case_of(node) == "of":
        node = node.head
    while node.dep_ == "conj" and node.head.i < node.i:
        node = node.head
    return case_of(node) == "including" or (node.dep_ == "obj" and node.head.lemma_ == "include")


def _is_in_all(verb: Word, node: Word) -> bool:
    """Whether a figure is what a total is said to be: the total cost is 6 million ringgit."""
    if node != verb or not has_copula(verb):
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return subject is not None and any(child.lower_ in ("total", "combined", "overall") for child in subject.children)


def _is_had(text: str, quantity: Quantity, anchor: Word) -> bool:
    """Whether somebody or something has those counted: a jobseeker with one degree, a plane with ten on board."""
    if case_of(anchor) != "with" or any(child.dep_ == "acl" for child in anchor.children):
        return False  # with ten people killed
    is_owned = anchor.dep_ == "nmod" and anchor.head.lemma_.lower() not in _DEALINGS
    return is_owned or _ON_BOARD.match(text, quantity.end) is not None


def _is_of_change(text: str, quantity: Quantity) -> bool:
    """Whether a noun beside the figure says that it is how much something moved: an increase of 54%, a 2% dip."""
    if quantity.kind not in ("percent", "ratio", "money", "measure"):
        return False
    of = _CHANGE_OF.search(text[max(0, quantity.start - 24) : quantity.start])
    if of is not None:  # a gain of 3 million dollars is earned
        return quantity.kind != "money" or of["noun"].lower() != "gain"
    if _OVER.search(text[max(0, quantity.start - 24) : quantity.start]) and _OVER_WHAT.match(text, quantity.end):
        return True  # a premium of 145 dollars to the gold price
    return (
        quantity.kind != "measure" and quantity.per_unit is None and _CHANGE_NEXT.match(text, quantity.end) is not None
    )


def _is_said_of_change(quantity: Quantity, anchor: Word) -> bool:
    """Whether a figure is what a change is said to be: the rise was 18.9 percent, after 17.6 percent in January."""
    if quantity.kind not in ("percent", "money", "measure"):
        return False
    verb, node, _ = governor(anchor)
    if verb is None or not has_copula(verb) or verb.pos_ not in ("NOUN", "NUM", "SYM"):
        return False
    subject = subject_of(verb)
    if subject is None or not _A_CHANGE.fullmatch(subject.lemma_.lower()) or not subject.i < anchor.i:
        return False
    return not (quantity.kind == "money" and subject.lemma_ == "gain") and (node == verb or case_of(node) == "after")


def _is_lasting(verb: Word) -> bool:
    """Whether a verb tells in the simple present, or describes, how things are: 10 million people speak it."""
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    if verb.dep_ == "acl" and verb.lemma_.lower() not in _HAPPENING:
        return verb.tag_ in ("VBG", "VBN")  # land spanning 100 rai, a language spoken by a handful of people
    helps = [child for child in verb.children if child.dep_ in ("aux", "aux:pass")]
    return verb.tag_ == "VBN" and [child.tag_ in ("VBZ", "VBP") and child.lemma_ == "be" for child in helps] == [True]


def _stands_by(verb: Word, link: str) -> bool:
    """Whether those counted are whom others join or leave behind, or take part in something."""
    if verb.lemma_ == "join":
        return link == "obj"
    if verb.lemma_ == "leave":
        return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "behind"
    return (
        verb.lemma_ == "take" and link == "nsubj" and any(c.dep_ == "obj" and c.lower_ == "part" for c in verb.children)
    )


def _is_known_set(quantity: Quantity, anchor: Word | None, verb: Word) -> bool:
    """Whether those counted are a set that is known and acts, with no event befalling it: the two countries agreed."""
    if anchor is None or word_before(quantity, anchor).lower_ not in _KNOWN:
        return False
    lemma = verb.lemma_.lower()
    return anchor.dep_ == "nsubj" and lemma not in classes("verb") and lemma not in _GOING and verb.pos_ == "VERB"


def _is_of_answers(anchor: Word) -> bool:
    """Whether a share stands for those who say or think so: 65% admitted it, 20% are afraid."""
    verb, node, link = governor(anchor)
    if verb is None or link != "nsubj" or node != anchor or anchor.i > verb.i:
        return False
    return verb.lemma_.lower() in _ANSWERING


def _is_of_event(anchor: Word) -> bool:
    """Whether those counted are whom an event befell, whatever is said of it: the return of the 21 girls is a sign."""
    while anchor.dep_ == "conj" and anchor.head.i < anchor.i and anchor.head.pos_ in NOMINAL:
        anchor = anchor.head  # the killings of two soldiers and four civilians
    if anchor.dep_ != "nmod" or case_of(anchor) != "of":
        return False
    return anchor.head.lemma_.lower() in _EVENTS or anchor.head.lower_ in ("volume", "turnover")


def _sum_of_what(quantity: Quantity, anchor: Word, verb: Word | None) -> str | None:
    """The lemma of what a sum or mass is the amount of: had a net loss of 45 million, sales reached 3 million.

    It stands beside the figure, or is the subject of what says how much there is.
    """
    is_stuff = quantity.unit is not None and quantity.unit.dimension in _STUFF
    if quantity.kind != "money" and not is_stuff:
        return None
    sum_ = first_sum(anchor)
    thing, case = sum_.head, case_of(sum_)
    if thing.pos_ == "NOUN" and sum_.dep_ != "conj":
        is_after = thing.i < sum_.i and case in (None, "of") and sum_.dep_ in _BESIDE
        if is_after or (thing.i > sum_.i and sum_.dep_ in _BEFORE_NOUN and thing.lemma_ != "worth"):
            return thing.lemma_.lower()
    if verb is None or not (verb == sum_ or (verb == thing and verb.lemma_.lower() in _COMES_TO)):
        return None
    if verb != sum_ and not (sum_.dep_ == "obj" or case in ("at", "to")):
        return None
    subject = subject_of(verb)
    return subject.lemma_.lower() if subject is not None and subject.i < sum_.i else None


def _is_level_said(anchor: Word | None, verb: Word | None, node: Word | None, link: str) -> bool:
    """Whether it is said of a sum how it is, or that it stays: 20 dollars a barrel is fair, the 18 dollars continue."""
    if anchor is None or verb is None or link != "nsubj" or first_sum(anchor) != node:
        return False
    return has_copula(verb) or verb.lemma_.lower() in ("continue", "persist", "suffice")


def _takes_part(quantity: Quantity, anchor: Word | None, node: Word | None, link: str) -> bool:
    """Whether those counted do or undergo what the verb says, and are not where, with or out of what it happens.

    No country flows where tensions between two countries rise, no hospital where people are brought to two of them.
    """
    if anchor is None or node is None or link == "obl:agent":
        return True
    part = anchor
    for _ in range(6):
        if part.lemma_.lower() in _EVENTS:
            return True
        if part in (node, part.head) or case_of(part) in _WITH_THEM:
            break
        head = part.head
        is_inside = quantity.start <= head.idx < quantity.end  # thousands of people
        if part.dep_ == "nmod" and not (is_inside or (case_of(part) == "of" and head.lemma_.lower() in _BEFALLEN)):
            return False
        part = head
    if any(
        child.lower_ in ("in", "over", "up") and quantity.start <= child.idx < quantity.end for child in part.children
    ):
        return True  # welcomed in excess of a million refugees
    case = case_of(part) if link == "obl" else None
    return case is None or case in _WITH_THEM or f"{part.head.lemma_.lower()} {case}" in _UNDERGONE


def _is_price(anchor: Word | None, verb: Word, node: Word | None, link: str) -> bool:
    """Whether a sum is what something stands at or is said to be: trades at 17 dollars, prices are 332 dollars."""
    if anchor is None or node is None:
        return False
    sum_ = first_sum(anchor)
    if sum_.dep_ == "nmod" and case_of(sum_) == "on":
        return True  # tariffs on $50 billion of goods, interest on the 68 billion
    if case_of(sum_) == "at":  # not the costs that somebody put at 28 million
        return sum_.dep_ == "nmod" or not any(
            child.dep_ == "obj" and child.lemma_.lower() in _FLOWING for child in verb.children
        )
    subject = subject_of(verb) if link in ("cop", "root") and has_copula(verb) and node in (sum_, anchor) else None
    return subject is not None and subject.lemma_.lower() not in _FLOWING and subject.lemma_.lower() not in _EVENTS


def _is_moved(quantity: Quantity, anchor: Word | None, verb: Word, node: Word | None, link: str) -> bool:
    """Whether a verb does something to so much of a thing: transferred 600 tons of oil, 40 kilos were seized."""
    if anchor is None or node != anchor or link not in ("obj", "nsubj:pass") or quantity.unit is None:
        return False
    is_stuff = quantity.unit.dimension in _STUFF
    if not is_stuff or quantity.is_hyphened or verb.lemma_.lower() in _REACHING:
        return False
    return not any(child.lower_ in ("can", "could", "able") for child in verb.children)  # rockets that can lift so much


def _is_level_reached(verb: Word, anchor: Word, *, is_sum: bool) -> bool:
    """Whether a bare number is how much there is now: hospital waiting lists have hit 7.6 million."""
    is_bare = anchor.pos_ in ("NUM", "SYM") or is_sum
    anchor = first_sum(anchor) if is_sum else anchor
    return anchor.dep_ == "obj" and is_bare and verb.lemma_.lower() in _REACHING
