"""What a figure does in its clause: its change, its role, and the verb it hangs on."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.figures.counted import classes
from transforms.figures.quantity import Quantity
from transforms.figures.syntax import NOMINAL, Tree, case_of, governor, has_copula, subject_of
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
_TOTAL = re.compile(
    (
        r"\b(?:total(?:s|ed|ing|led|ling)?(?:\s+(?:of|some|about))?|combined(?:\s\w+\sof)?|in total,?|in all,?"
        r"|altogether,?|overall)\s+(?:of\s+)?$|\b(?:total|tally)(?:\s[\w-]+){0,2}\sto\s(?:about\s|at least\s|over\s)?$"
    ),
    re.I,
)
_ROUGHLY = (
    r"(?:(?:about|some|nearly|roughly|around|almost|over|more than|at least|just under|just over|an estimated)\s)?"
)
_PART_OF = re.compile(
    r"\s+of\s+(?:(?:the|what|its|his|her|their|our|all|those|these|them|which|whom)\b"
    rf"|{_ROUGHLY}\d(?![\d.]*-(?:year|month|week|day)))|\s(?:[\w-]+\s){{0,3}}?out\sof\s{_ROUGHLY}"
    r"(?:the\s|its\s|their\s|[A-Z][\w.]+[’']s?\s)?\d"
)
# 3 percent of GDP says how large a deficit is, nobody's part
_SHARE_OF = re.compile(r"\s+of\s+(?!(?:GDP|GNP|gross|national|economic|output)\b)[A-Za-z]")
_OF_WHICH_PART = re.compile(
    r"\b(?:\d[\d,.]*%?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|thirds?|quarters?)"
    r"(?:\s(?:mln|million|bln|billion|thousand|percent|per\scent|pct))?(?:(?:\s[\w-]+){0,3}?\sout)?\s+of\s+(?:(?:the|its|his|her|their|our|all|those"
    r"|these)\s+(?:[\w-]+\s+)?(?:[\w-]+[’']s?\s)?|[A-Z][\w-]+[’']s?\s)?(?:last\s|first\s|past\s|remaining\s)?(?:about\s|some\s|nearly\s)?$",
    re.I,
)
# Two of them were among those killed; half the chocolate, not half the price.
_AMONG_THEM = re.compile(
    r"\s(?:[\w’'-]+\s){1,4}(?:and\s(?:[\w’'-]+\s){1,4})?(?:was|were|is|are|been|be)\s(?:also\s|reportedly\s)?among\s(?:those\b"
    r"|(?:at\sleast\s|more\sthan\s|about\s)?\d|the\s(?:\d|dead\b|victims\b|wounded\b|injured\b|survivors\b|missing\b|[a-z]+ed\b))"
)
_IN_TOTAL = re.compile(r"\s(?:total\s[a-z]|(?:(?!and\b|or\b)[\w-]+\s){0,3}?in\s(?:total|all)\b)")
_AMONG_THESE = re.compile(r"\b(?:was|were|is|are|been|be)\s(?:also\s|reportedly\s)?among\s(?:the\s|those\s)?$")
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
_BACK_TO = re.compile(
    r"\bback\s(?:up\s|down\s)?(?:to|above|below|into|under|over|at|towards?)\s(?:an?\s|the\s)?$", re.I
)
_ON_BOARD = re.compile(r"\s(?:[\w-]+\s){0,4}?(?:on\sboard|aboard)\b")
_LEVEL_OF_MONEY = re.compile(
    r"\b(?:worth|(?:traded?|trading|trades|priced|valued|quoted|clos(?:ed|es|e|ing)|opened|end(?:ed|s)?|finish(?:ed|es)?|settled?)(?:\s\w+){0,2},?\s(?:at|near|above|below)"
    r"|(?:market\s(?:cap|capitali[sz]ation|value)|price|high|low|peak)\sof|topp(?:ed|ing))\s(?:(?:about|around|some|nearly|over|only|just|less|more|than)\s){0,2}$",
    re.I,
)
_TO_SUM = re.compile(r"\sto\s(?:an?\s|about\s|just\s|around\s|nearly\s)?[$£€¥]\s?\d")
_TO_NUMBER = re.compile(r"\sto\s\d")
# ahead by so much: a lead of six points, 13 points ahead of Labour
_LEAD_OF = re.compile(
    r"\b(?:an?|its|his|her|their|the)\s(?:[\w-]+\s)?(?:lead|advantage|margin|edge)s?\sof\s(?:an?\s|just\s|about\s|only\s|some\s)?$"
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
# What flows when a sum stands before it: a 2 million dollar loss; other sums say how large or dear a thing is.
_FLOWING = frozenset(
    (
        "loss profit payment fine grant donation loan aid assistance contract order deal hit charge provision return"
        " distribution advance gain dividend income revenue deficit surplus bailout purchase sale bond eurobond issue"
        " offering placement drop cut increase rise stand investment settlement bid offer fee lifeline theft repayment"
        " saving savings break discount tax cost subsidy"
    ).split()
)
# Whose "to" is its own: gained access to 209,000 cards.
_WHOSE_TO = frozenset(
    "access exposure aid assistance support payment loan damage threat link visit trip entry commitment".split()
)
_EARNED_OR_LOST = frozenset(
    "loss profit payment repayment fine grant donation writedown writeoff charge gain revenue deficit surplus".split()
)
_COMPARING = frozenset("than above below from against versus".split())
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
    visit burst creation addition appearance birth suicide vote life transaction withdrawal cancellation""".split()
)
# Those of whom a noun is a number or group do what it does: a flotilla of 20 boats, the number of 300 seats.
_GROUPS = frozenset(
    """group flotilla fleet crowd number total amount set series pair couple family count convoy team squad army force
    crew batch host list combination string range any some each all many most both none neither one""".split()
)
# Verbs whose event befalls, or brings about, what stands behind their preposition.
_UNDERGONE = frozenset(
    "result in,lead to,exchange for,swap for,trade for,charge with,meet with,deal with,talk with".split(",")
)
_BEFALLEN = _GROUPS | _EVENTS
_WITH_THEM = frozenset(("along", "including", "by"))  # the couple died along with two children; won by 290 votes
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
_LEVELS = frozenset("low high peak level total record average".split())
SHARES = frozenset("half third quarter fifth tenth thirds quarters fifths most many some % percent cent pct".split())
_AT_RATE = re.compile(r"\b(?:rate|pace|clip|speed)\s(?:of\s)?$")
_REACHING = frozenset("reach exceed surpass top hit near approach breach".split())  # its object is how much there is
STATIVE = frozenset(
    (
        "be have own hold contain include comprise stand number total remain live exist employ"
        " operate sit boast possess cover serve feature offer run average equal amount station base carry seat"
        " accommodate represent weigh pend pending owe matter consist"
        " lack deserve know love hate like resemble belong concern depend participate"
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

# What goes on as long as it is told in the present.
_IN_USE = frozenset(
    "use need speak require host house retain maintain span support occupy handle involve survive".split()
)


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
    return Change(None, "difference" if _MORE.match(after) or _is_lead(quantity, head, after) else None)


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
    """Whether a figure says by how much one is ahead of another: a lead of six points, 13 points behind."""
    if _LEAD_OF.search(head):
        return True
    is_of_points = quantity.unit is not None and quantity.unit.name in ("point", "percentage point", "percentage")
    return is_of_points and _AHEAD.match(after) is not None


def _moved_by(anchor: Word, quantity: Quantity) -> str | None:
    """The direction of the verb before "by" on whose object the parser hung a figure: cut the risk of death by 23%."""
    for i in range(anchor.i - 1, max(anchor.sent.start, anchor.i - 16) - 1, -1):
        if anchor.doc[i].pos_ == "VERB" and anchor.doc[i].idx < quantity.start:
            return direction_of(anchor.doc[i]) if anchor.doc[i].tag_ in ("VBD", "VB", "VBZ", "VBP", "VBG") else None
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
    if anchor is None or _TOTAL.search(head):
        return False
    verb, node, link = governor(anchor)
    if verb is None or link != "obl" or case_of(node) != "to" or verb.lemma_.lower() not in _BRINGING:
        return False
    return any(child.dep_ == "obj" and child.pos_ == "NOUN" for child in verb.children)


def _is_particle(anchor: Word | None, quantity: Quantity) -> bool:
    """Whether the up before a count belongs to a verb (sign up 5 million people) rather than says which way."""
    if anchor is None or quantity.kind not in ("count", "rate"):
        return False
    for token in anchor.doc.between(max(1, anchor.i - 8), anchor.i):
        if token.idx < quantity.start and token.lower_ in ("up", "down") and token.nbor(-1).pos_ == "VERB":
            return direction_of(token.nbor(-1)) is None
    return False


def change_verb(anchor: Word) -> Word | None:
    """The verb of change whose object, or what modifies that, the parser hung its ends to.

    It raised its offer to acquire the chain to 42 dollars from 41, the bonus offered to recruits to 8,500 yuan.
    """
    node = _sum_of(anchor)
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
    if verb.lower_ in ("double", "triple", "treble") and not _is_predicate(verb):
        return None
    return _verbs().get(verb.lemma_.lower()) or _verbs().get(verb.lower_)


def _moved_before(anchor: Word, quantity: Quantity) -> str | None:
    """The direction of a verb that stands right before the figure, whatever the parser made of it."""
    doc = anchor.doc
    i = anchor.i
    while i > 0 and doc[i].idx >= quantity.start:
        i -= 1
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


def role_of(
    text: str, quantity: Quantity, change: Change, anchor: Word | None, *, is_container: bool, is_elided: bool = False
) -> str:
    """total, stock, flow, part, difference, target, change_from or change_to.

    A stock is how much there is, or how large, long, old or dear a thing is; a flow is how many or how much something
    happens to, or changes hands: people who die or are hired, sums that are paid, tonnes that are shipped or seized.
    Percentages, lengths and durations are stocks unless they are parts or differences.
    """
    if change.role is not None:
        return change.role
    head, after = text[max(0, quantity.start - 32) : quantity.start], text[quantity.end : quantity.end + 24]
    if is_container:
        return "part"
    if _TOTAL.search(head) or (quantity.approximator or "").startswith("total"):
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
        or re.search(r"\b(?:including|among them|of whom|of which|of them|comprising)\s+(?:\w+\s+){0,2}$", head, re.I)
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
    if verb is None and node is not None and node == anchor:
        verb = _participle_of(node)
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
    if anchor is not None and _is_of_loss(quantity, anchor):
        return "flow"
    if quantity.per_unit in ("year", "month", "week", "day", "hour", "minute", "second", "quarter"):
        return "flow"
    if quantity.kind in ("count", "money") and verb is not None and node is not None and _is_in_all(verb, node):
        return "total"
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


def _sum_of(anchor: Word) -> Word:
    """The dollar sign that a number hangs on; any other word is itself."""
    return anchor.head if anchor.pos_ == "NUM" and anchor.head.pos_ == "SYM" else anchor


def described_by(quantity: Quantity, anchor: Word, *, flows_too: bool = False) -> Word | None:
    """The noun that a figure only describes, standing before it: a three-judge panel, the $200,000 car; else null.

    What flows by its noun (a $5 million fine) is none, unless flows are asked for.
    """
    if quantity.kind == "money":
        anchor = _sum_of(anchor)
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
    node = _sum_of(anchor)
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
    """Whether a verb tells in the simple present how things are: 10 million people speak it, it is used by 2,000."""
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    helps = [child for child in verb.children if child.dep_ in ("aux", "aux:pass")]
    return verb.tag_ == "VBN" and [child.tag_ in ("VBZ", "VBP") and child.lemma_ == "be" for child in helps] == [True]


def _stands_by(verb: Word, link: str) -> bool:
    """Whether those counted are whom others join, or take part in something."""
    if verb.lemma_ == "join":
        return link == "obj"
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
    if anchor.dep_ != "nmod" or case_of(anchor) != "of":
        return False
    return anchor.head.lemma_.lower() in _EVENTS or anchor.head.lower_ in ("volume", "turnover")


def _is_of_loss(quantity: Quantity, anchor: Word) -> bool:
    """Whether a sum is that of a loss, payment or the like, whatever is said of that: had a net loss of 45 million."""
    if quantity.kind != "money":
        return False
    sum_ = _sum_of(anchor)
    thing = sum_.head
    is_of = sum_.dep_ == "nmod" and case_of(sum_) == "of"
    return (is_of or (sum_.dep_ in _BEFORE_NOUN and thing.i > sum_.i)) and thing.lemma_.lower() in _EARNED_OR_LOST


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
    sum_ = _sum_of(anchor)
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
    is_stuff = quantity.unit.dimension in ("mass", "volume", "energy")
    if not is_stuff or quantity.is_hyphened or verb.lemma_.lower() in _REACHING:
        return False
    return not any(child.lower_ in ("can", "could", "able") for child in verb.children)  # rockets that can lift so much


def _is_level_reached(verb: Word, anchor: Word, *, is_sum: bool) -> bool:
    """Whether a bare number is how much there is now: hospital waiting lists have hit 7.6 million."""
    is_bare = anchor.pos_ in ("NUM", "SYM") or is_sum
    return anchor.dep_ == "obj" and is_bare and verb.lemma_.lower() in _REACHING


def _is_predicate(verb: Word) -> bool:
    """Whether a verb says that something happens, unlike what taggers take for one in: double the 2% expected."""
    return (
        verb.tag_ != "VB" or any(child.dep_ in ("aux", "mark", "nsubj", "cc") for child in verb.children) or verb.i == 0
    )


def is_multiplied(tree: Tree, quantity: Quantity) -> bool:
    """Whether a word like doubled says that a number did: as a verb that no player is the subject of, or a doubling of.

    Without a parse, what the text alone could judge holds.
    """
    if not tree.is_parsed:
        return True
    token = tree.doc[tree.index_at(quantity.number_start)]
    if token.pos_ == "NOUN" or token.dep_ in ("amod", "compound"):
        return token.lower_.endswith("ing") and token.i + 1 < len(tree.doc) and token.nbor(1).lower_ in ("of", "in")
    if token.pos_ != "VERB" or quantity.rule == "times" or not _is_predicate(token):
        return False
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    return subject is None or subject.ent_type_ != "PERSON" or any(child.dep_ == "obj" for child in token.children)


def is_times(tree: Tree, quantity: Quantity) -> bool:
    """Whether twice or double says how many times as much, not how often: it stands before a noun or before "as"."""
    at = tree.index_at(quantity.number_start)
    if at + 2 >= len(tree.doc):
        return False
    word, following = tree.doc[at], tree.doc[at + 1]
    if following.lower_ == "as":
        return tree.doc[at + 2].pos_ in ("ADJ", "ADV")  # not: scored twice as they won
    if at > 1 and tree.doc[at - 1].text == "," and tree.doc[at - 2].ent_type_ == "PERSON":
        return False  # Arians, twice the coach of the year
    before_thing = following.pos_ in ("DET", "PRON", "SCONJ") and word.text != "Twice"
    return before_thing and (word.head.i > at or word.lower_ != "twice" or following.lower_ in ("that", "what"))


def _multiplied_thing(verb: Word) -> Word:
    """What a verb like double multiplies: its object, else its subject; the verb itself where neither stands by it."""
    for deps in (("obj",), ("nsubj", "nsubj:pass")):
        found = next((child for child in verb.children if child.dep_ in deps), None)
        if found is not None:
            return found
    return verb


def predicate_of(tree: Tree, quantity: Quantity, anchor: Word | None) -> Word | None:
    """The verb a figure hangs on, or is (doubled)."""
    if anchor is None:
        return None
    if quantity.rule == "multiplied" and (word := tree.doc[tree.index_at(quantity.number_start)]).pos_ == "VERB":
        return word
    if (own := _participle_of_whole(quantity, anchor)) is not None:
        return own
    if (above := change_verb(anchor)) is not None:
        return above
    verb, node, link = governor(anchor)
    if verb is None:
        return _participle_of(node) if node == anchor else None
    if case_of(verb) == "among" and has_copula(verb):
        return _participle_of(verb) or verb  # were among those killed
    if verb.i == anchor.i + 1 and verb.head.pos_ == "VERB" and _only_describes(verb, quantity):
        return verb.head
    if link not in ("obj", "root") and quantity.kind in ("measure", "money", "percent"):
        return _clause_of(anchor) or verb
    return verb


def _only_describes(participle: Word, quantity: Quantity) -> bool:
    """Whether what the parser took for a verb stands between a sum and its noun: a 1.7 billion dollar adjusted rise."""
    if participle.tag_ not in ("VBN", "VBD") or quantity.kind not in ("money", "measure", "percent"):
        return False
    first = participle.i
    while first > 0 and participle.doc[first].idx >= quantity.start:
        first -= 1
    thing = participle.nbor(1)
    is_one = participle.doc[first].tag_ in ("DT", "PRP$", "POS")
    return is_one and thing.pos_ == "NOUN" and thing.head == participle and thing.dep_ == "obj"


def _participle_of_whole(quantity: Quantity, noun: Word) -> Word | None:
    """The participle of a whole that has parts, or of a sum that another is compared with.

    15 of the 200 girls kidnapped, among the 84 people killed; above the 1.08 billion dollars earned in 1986.
    """
    case = case_of(noun)
    if case in _COMPARING and quantity.kind in ("money", "measure", "percent"):
        own = _participle_of(noun)
        return own if own is None or own.lemma_ != "follow" else None  # followed by France
    is_whole = case == "among" or (
        case == "of" and noun.dep_ == "nmod" and (noun.head.pos_ == "NUM" or noun.head.lower_ in SHARES)
    )
    if not is_whole or not any(child.lower_ == "the" and child.idx < quantity.start for child in noun.children):
        return None
    return _participle_of(noun)


def _participle_of(noun: Word) -> Word | None:
    """The participle of a headline or caption without a verb: 10 tourists killed in crash."""
    return next(
        (child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN" and child.i > noun.i),
        None,
    )


def _clause_of(noun: Word) -> Word | None:
    """The verb of a clause that follows without a pronoun: the 2,700 km the missile flew."""
    for child in noun.children:
        if child.dep_ == "acl:relcl":
            opens = not any(word.lower_ in ("which", "that", "who", "whose", "where") for word in child.children)
            return child if opens and child.pos_ == "VERB" else None
    return None


def lemma_of(verb: Word, quantity: Quantity) -> str:
    """The lemma of a predicate; "be" where a noun, number or comparison is what something is said to be."""
    is_inside = quantity.start <= verb.idx < quantity.end  # as little as 3 per cent
    is_no_verb = is_inside or verb.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "ADV", "PRON") or verb.tag_ == "JJR"
    return "be" if is_no_verb and has_copula(verb) else str(verb.lemma_).lower()


def anchor_of(tree: Tree, quantity: Quantity, counted_head: Word | None) -> Word | None:
    """The nominal by which a figure hangs on its clause: its counted noun, else its unit or number."""
    if not tree.is_parsed:
        return None
    if quantity.rule == "multiplied":
        return _multiplied_thing(tree.doc[tree.index_at(quantity.number_start)])
    first, stop = (
        tree.index_at(quantity.number_start),
        max(tree.first_after(quantity.end), tree.index_at(quantity.number_start) + 1),
    )
    tokens = tree.doc.between(first, stop)
    if quantity.per_unit:  # 63 cents per share hangs on its cents
        per = next(
            (i for i, token in enumerate(tokens) if i and token.lower_ in ("per", "a", "an", "each", "every")), 0
        )
        tokens = tokens[: per or len(tokens)]
    if quantity.unit is None and counted_head is not None:
        return counted_head
    inside = {token.i for token in tokens}
    outer = [token for token in tokens if token.head.i not in inside or token.head == token]
    nominal = [token for token in outer if token.pos_ in ("NOUN", "PROPN", "SYM", "NUM")]
    return (nominal or outer or tokens)[-1]
