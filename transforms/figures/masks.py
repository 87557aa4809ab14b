"""Numbers that are no figures: dates, scores, names, addresses, list markers, the pronoun one."""

import itertools
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from transforms.lexicon import seed_rows
from transforms.numbers import Number
from transforms.rows import Time

_WORD_BEFORE = re.compile(r"([\w.&’'-]*[\w.&’'])(\s|[-‐–/#])$")
_NUMBERABLE = re.compile(
    r"(?:minus|sub|pre|post|plus|nearly|about|under|over|mid|and|to|or|by|the|of|a|than|in)-?$", re.I
)
_ADDRESS = re.compile(
    r"\s+(?:[NSEW]\.?\s+)?(?:(?:[A-Z][\w’'.]+|\d+(?:st|nd|rd|th))\s+){0,3}(?:Street|St|Road"
    r"|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Place|Court|Square|Terrace|Crescent"
    r"|Parade|Highway|Row|County Road|Pike)\b(?!\s+(?:Journal|Mirza))"
)
_PHONE = re.compile(
    r"\+\d{1,3}\s?\(0\)[\s\d-]{3,18}\d|(?:\+|\(|\b)\d{1,4}[)\s.-]{1,2}(?:\(?\d{2,5}\)?[\s.-]){1,4}\d{2,5}\b|\b\d{3}-\d{4}\b"
    r"|\b0\d{2,4}[/ ]\d{2,}(?:[ -]\d{1,4}){1,3}\b|\b\d{3}-\d{3}-\d{4}\b|\b\d{3,}-\d{6,}(?:-\d+)*\b"
)
# Where an item of a list begins, and how its number ends: 1. The, 2) the, 3.The, and also amid a line 4- The.
_LISTED = re.compile(r"(?:^|\n)\s*[(\[\"“]*$")
_ITEM = re.compile(r"\s?[.)\]](?:\s|$|[“\"(]?[A-Z])")
_DASHED_ITEM = re.compile(r"[-–—]\s[“\"(]?[A-Z]")
_DASH_LISTED = re.compile(r"(?:^|[\n.!?:\"“])\s*[(\[\"“]*$")
_SCORE_WORDS = re.compile(
    r"^\s*(?:win|victory|defeat|loss|draw|tie|lead|thrashing|rout|record|series|aggregate|scoreline"
    r"|triumph|deficit|advantage|beating|hammering|vote|decision|ruling|split|majority|verdict"
    r"|margin|season|shutout|run|on aggregate|on penalties|at half|in the|against|over|to)\b"
)
_SCORE_VERBS = re.compile(
    r"\b(?:won|win|wins|beat|beats|beating|lost|lose|defeat\w*|drew|draw|drawn|led|lead|leads"
    r"|thrash\w*|went|go(?:es|ing)?|edged?|finish\w*|ended|ends|trail\w*|rout\w*|tied|score\w*|final|voted|passed"
    r"|ruled|approved|rejected|it|make it|made it|\d|[A-Z]\w+|\d-\d{1,2}(?:\s?\(\d+\))?,(?:\sand)?)\s*\(?$"
)
_NOTHING_AFTER = re.compile(r"\s*(?:[.,;)]|$|(?:and|from|in|off|while|as|for|with)\b)")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|pdf|mp[34]|html?|docx?|xlsx?)\b", re.I)
_CAPITAL_BEFORE = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][a-z]+\s$")
# Articles 5 and 4, pages 12 to 15, sections 2, 3 and 7: a plural label, and what stands in its list before a number.
_LABELS = re.compile(
    r"\b(?:[Aa]rticle|[Ss]ection|[Cc]hapter|[Pp]aragraph|[Cc]lause|[Pp]age|[Vv]erse|[Ss]ize|[Gg]rade|[Pp]hase|[Ss]tage|[Ll]ane"
    r"|[Ll]evel|[Tt]ier|[Ss]chedule|[Aa]ppendice|[Aa]nnexe|[Rr]oute|[Gg]ate|[Jj]unction|[Ss]eat)s\s"
    r"(?:\d+[a-z]?(?:,\s|,?\s(?:and|or|to|through)\s|\s?[-–]\s?))*$"
)
# Three-dimensional, a two-way street, the 1200-series: how things are called, not how many there are.
_COMPOUND = re.compile(r"-(?:dimensional|way|series|handed|sided|pronged|tiered?)\b")
_OF_GALLERY = re.compile(r"\b(?:Caption|Photo|Image|Slide|Page|Picture|Gallery|photo|slide|page)\s\d+\sof\s$")
_CALIBRE = re.compile(r"(?:[- ]?mm)?\s(?:pistol|calib(?:re|er)|handgun)\b")
_REGISTERED = re.compile(
    r"\b(?:[Nn]umber|ID|[Ll]icen[cs]e|[Ff]ile)\s?:\s?$"
    r"|\b(?:[Rr]eference(?:\snumber)?|IMO|MMSI|ISBN|(?:[Tt]ele)?[Pp]hone(?:\s(?:number|at|on))?|hotline)\s?:?\s$"
)
_AIRLINER = re.compile(r"7[0-8]7")
_SIDES = re.compile(r"-(?:on|a|v|vs)-(?:\d|side\b)")
_SIDES_BEFORE = re.compile(r"\d-(?:on|a|v|vs)-$")
_MODEL_BEFORE = re.compile(r"\d (?P<name>[A-Z]\w+) $")  # a Boeing 737 MAX 9
_ONE_TIME = re.compile(r"-(?:time|off|way|sided|stop)\b", re.I)
_RATIO_TO_ONE = re.compile(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty))[\s-]to[\s-]$", re.I)
_ENUMERATED = re.compile(r"\band\s$")
_COUNTS_ON = re.compile(
    r"\s+(?:people|men|women|children|(?:[a-z]+(?<!ly)\s)?[a-z]{3,}(?<!s)s\b(?<!\bthis)(?<!\bdoes))(?!\s+hurricane)"
)
_ONE_PRONOUN = re.compile(
    r"\s+(?:of|another|who|that|which|would|could|can|should|might|may|must|has|had|have|is"
    r"|was|are|were|will|did|does|to|in|on|at|for|with|from|by|and|or|but|as|the|an?|year's|thing"
    r"|day|way|reason|example|such|time|night|morning|may|more|last|final|big|another’s|where"
    r"|when|they|he|she|we|I|you|it)\b|\s*(?:[.,;:?!)\"”’]|$|-)|['’]s\b|\s*[–—]",
    re.I,
)
_ONE_BEFORE = re.compile(
    r"(?:\b(?:the|this|that|no|each|every|another|any|which|last|first|only|next|new|good|bad"
    r"|better|best|old|big|little|right|wrong|other|same|number|day|step|square|chapter|level"
    r"|phase|tier|type|group|side|round|grade|stage|great|important|category|one by|into|Formula|page)\s+|\bAir Force "
    r"|[-–])$",
    re.I,
)
_ONE_IDIOM = re.compile(
    r"\b(?:on|at|from|to|in)\s+(?:the\s+)?one\s+(?:hand|point|side|stage|time|moment|end|sense"
    r"|way|place|go|piece|fell)\b|\bby one (?:measure|estimate|count|account|reckoning)\b",
    re.I,
)
_MOTTO = re.compile(r"\bone country,? two systems\b", re.I)
# Days of a month that no date holds: July 2 to 4, from 28 to 31 July, on July, 26, 1999; and the summer of '92.
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY_BEFORE = re.compile(
    rf"\b{_MONTH}\.?(?:(?P<comma>,|\s\d{{1,2}},)\s|\s\d{{1,2}}\s?(?:to|until|through|and|or|-|–)\s?)$"
)
_DAY_AFTER = re.compile(rf"\s?(?:to|until|and|or|-|–)\s?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b")
_SHORT_YEAR_BEFORE = re.compile(r"(?:^|[\s(])['’]$")
# A title in quotes that a number opens: the “One Ocean Summit”, “12 Angry Men”.
_TITLE_AFTER = re.compile(r"(?:\s(?:[A-Z][\w’'-]*|of|the|and|in|for)){1,6}[,.]?[”\"]")
_AMONG_BEST = re.compile(r"\b(?:[Tt]op|[Bb]ottom)\s$")
# What only a year follows, and what ends what is said of it: over 2022 and, made in the year 1100.
_YEAR_BEFORE = re.compile(r"(?:\bover|\bthrough(?:out)?|\bduring|(?P<named>\b(?:the|in) year))\s$")
_EVENT_YEAR = re.compile(r"20(?:0[1-9]|[1-3]\d)")
_CLOCK_BEFORE = re.compile(r"\b(?:at|after|until|till|before|from|by|around|about|to|past)\s$", re.I)
_CLOCK_AFTER = re.compile(r"\s(?:o[’']clock|in the (?:morning|afternoon|evening)|at night)\b")
# Where a text alone may mean the verb: it doubled, to double, doubling, doubles the; not double standards.
_MULTIPLIES = re.compile(
    r"\b(?:to|will|would|could|can|may|might|should|must|shall|not|nearly|almost|roughly|about|than|least)\s$", re.I
)
_NOT_MULTIPLIED = re.compile(r"[-‐–']|\s(?:down|up|over|back|as|digits?|whammy)\b", re.I)
_THING_NEXT = re.compile(r"\s(?:the|its|their|his|her|our|that|every|each|in)\b")
_TIMES_NEXT = re.compile(r"\s(?:as\s\w+|the\s\w+|that\b|what\b|its\s|their\s|his\s|her\s|our\s)")
_RACE_TIME = re.compile(r"\d{1,2}:\d\d:\d\d\b")
_LEXICAL = re.compile(
    r"(?:24/7|9/11|7/7|20/20|50/50|911\b(?!\s+(?:people|dead))|101\b(?=[.,;]|$)|404\b(?= error)|360-degree)"
)
_UNPLACED = re.compile(r"(?:https?://|www\.|[\w.]+@|@|#)\S*$")
_HYPHENED_NAME = re.compile(r"[A-Z][A-Za-z]*[-‐–]$|\b[a-z]+[A-Z]\w*$|[A-Za-z]$")
_SCREEN = re.compile(r"[48][Kk]\b(?!\s[a-z]+s\b)")
# Lines of a picture: 1080 pence are written 1,080p; the others are pence but where a picture is spoken of.
_LINES = re.compile(r"(?:1080|(?P<rare>480|720|1440|2160|4320))[pi]\b")
_PICTURE = re.compile(
    r"\b(?:HD|video|resolution|screen|display|stream\w*|fps|TVs?|camera|pixels?|1080[pi]|4K|webcam)\b"
)
# Where a picture is in a gallery, a post in a thread: a line of its own, a caption's beginning, a post's end.
_IN_SERIES = re.compile(r"(?:^|\n|\b(?:Image|Photo|Picture|Slide|Tweet|Part|Gallery)\s|[.!?…]\s)\s*[(\[]?$")
_SLASHED = re.compile(r"(?<![\d/.,$])(?P<first>\d{1,3})/(?P<last>\d{1,3})(?![\d/])")
_BRACKETED = re.compile(r"(?<=[a-z])\s?\((?P<note>\d{1,2})\)(?=[.,;])")
_SERIES_ENDS = re.compile(r"[)\]]?\s*(?:\n|$|[A-Z“\"])")
_PRODUCT = re.compile(
    r"\b(?:[Tt]he|an?|its|new|this|[’']s)\s(?P<name>[A-Z][a-z]+\s\d{1,2})(?=[,.;:)]|\s(?:is|was|has|and|or|will|can|in|as|with)\b)"
)
_CAPITALISED = re.compile(r"\b(?P<word>[A-Z][a-z]+)\s$")
_INDEX_BEFORE = re.compile(
    r"(?:\bFortune|\bPoor['’]s|\bS and P|S&P|S/P|\bNikkei|\bStoxx|\bRussell|\bFTSE|\bASX|\bCAC|\bNifty|\bTopix)\s$"
)
_INDEX_SIZES = frozenset("30 40 50 100 200 225 250 300 350 400 500 600 1000 2000 3000".split())
_DATE_BEFORE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s$"
)
_IN_GALLERY = re.compile(r"\s+show all\b")
_SPLIT = re.compile(
    r"[\s-]+for[\s-]+(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)[\s-]+"
    r"(?:(?:stock|share|rights|bonus|scrip)\s+)?(?:split|issue)\b",
    re.I,
)
_SPLIT_BEFORE = re.compile(r"\b(?:\w+)[\s-]+for[\s-]+$", re.I)
_SPLIT_AFTER = re.compile(r"[\s-]+(?:(?:stock|share|rights|bonus|scrip)\s+)?(?:split|issue)\b", re.I)
_FOOTNOTE = re.compile(r"\w[.,”\"]?\[$|(?:^|\n)\[$")
_LABEL = re.compile(r"\d{1,4}[A-Z]\b")
_LABEL_SCALE = re.compile(r"\d{1,2}B\b")
_HAS_SCALE = re.compile(
    r"\b(?:reach|hit|pass|top|exceed|surpass|near)\w*\s$|\b(?:to|than|over|under|nearly|almost|about|around|some|least|of)\s$"
)
_COUNTS_BY_LETTER = re.compile(r"\s(?:of\b|(?:[a-z-]+\s){0,2}?(?:[a-z]{2,}(?<!s)s|people|men|women|children)\b)")
_GROUP = re.compile(r"\b[Gg]roup of\s$")
_G_SEVEN = re.compile(r"\s\(?G-?\d")
_AMONG_TOP = re.compile(r"\b[Tt]op-$")
_LABEL_NAME = re.compile(r"\d{1,2}[BM]\s[A-Z][a-z]")
_SEQUEL = re.compile(r"[2-5]\.0")  # Industry 4.0
_VERSION = re.compile(r"\d{1,2}\.\d{1,2}")
_RECORD = re.compile(r"\(\d{1,2}-\d{1,2}(?:-\d)?(?:, \d{1,2}-\d{1,2})*\)")
_BEST_OF = re.compile(r"\bbest[- ]of[- ]$", re.I)
_MODEL_AFTER_ARTICLE = re.compile(r"(?:\b[Aa]n?|\b[Aa]nother)\s$")
_NO_NOUN = re.compile(
    r"\s+(?:in|into|to|and|or|on|at|for|with|from|that|which|was|is|has|had|could|can|will|as)\b|[.,;:?!]|$"
)
_TITLE = re.compile(r"[a-z,]\s(?:The|“The|\"The)\s$")
# Words that a number may also be said of: level two hours ahead, top three results.
_COUNTING_TOO = frozenset("top last item items unit group week day lot seed ranked".split())
_NEVER_COUNTED = frozenset(
    "Chapter Page Section Article Resolution Room Flight Route Highway Gate Figure No. Ward Interstate Channel Radio"
    " Firmware firmware Flat flat Version version Size size".split()
)
_ZERO = re.compile(r"[\s-](?:coupon|tolerance|sum|hour|gravity|waste|carbon|day)\b")
_JERSEY = re.compile(r"(?:[A-Z][\w’'-]+\s)\($")
_PREFIXED = re.compile(
    r"(?:minus|sub|pre|post|plus|mid|nearly|about|over|under|up|to|and|or|non|multi|mega|between"
    r"|from|an?|the|for|by|around)[-‐–]$",
    re.I,
)
_NO_NAME = frozenset(
    "The A An In On At By For From To Of With And But Or As After Before Since Until About"
    " Some Around Over Under Nearly"
    " Almost Only Just More Than Up Another Every All These Those This That Its Their His Her Our My Your If When While"
    " Where Least Most Between Roughly Approximately Total Plus Minus Exactly Were Was Is"
    " Are Has Have Had There Then Also"
    " Who Which Not Up Another Both Including Killing Leaving Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    " January February March April May June July August September October November December Send Give Save Pay Get See"
    " Out Now Last Next Past First Against During Within Without Through Across Because So"
    " It He She They We I You".split()
)


@cache
def _numbered() -> frozenset[str]:
    return frozenset(row["word"] for row in seed_rows("numbered_names", "word"))


@lru_cache(maxsize=2)
def numbered_products(text: str) -> frozenset[str]:
    """What a text names with a number: it says "the Pixel 2 is", so Pixel 2 photos are not two."""
    return frozenset(found["name"] for found in _PRODUCT.finditer(text))


def is_address(text: str, end: int) -> bool:
    """Whether the name of a street follows a number that ends here: 3170 W. County Road."""
    return _ADDRESS.match(text, end) is not None


def _is_product(text: str, number: Number, head: str) -> bool:
    named = _CAPITALISED.search(head)
    return named is not None and f"{named['word']} {text[number.start : number.end]}" in numbered_products(text)


def places_in_series(text: str) -> frozenset[int]:
    """Where numbers count up: fractions of one denominator (pictures 1/16, 2/16 and so on), footnotes in brackets."""
    if "/" not in text and "(" not in text:
        return frozenset()
    by_last: dict[int, list[re.Match[str]]] = {}
    for found in _SLASHED.finditer(text):
        by_last.setdefault(int(found["last"]), []).append(found)
    places: set[int] = set()
    notes = list(_BRACKETED.finditer(text))
    told = [int(found["note"]) for found in notes]
    if len(told) > 1 and told[0] < 4 and all(0 <= b - a < 2 for a, b in itertools.pairwise(told)):
        places |= {found.start("note") for found in notes}
    for last, listed in by_last.items():
        firsts = [int(found["first"]) for found in listed]
        apart = all(b.start() - a.end() > 15 for a, b in itertools.pairwise(listed))
        if last > 5 and apart and len(firsts) > 1 and firsts == list(range(1, len(firsts) + 1)):
            places |= {found.start() for found in listed}
    return frozenset(places)


def masked_by_time(number: Number, times: Sequence[Time], at: int) -> bool:
    """Whether the number belongs to a date or clock time, found at `at` in the article's times."""
    time = times[at]
    if time.kind == "duration" or not time.start_char <= number.start < time.end_char:
        return False
    if time.kind == "time" and number.style == "digits" and number.end - number.start == 4:
        return True  # up to 1705 hours
    # "three years ago" and "the past two weeks" hold a duration, "17 May" and "2 p.m." do not.
    return time.kind == "set" or not re.match(
        r"(?:[\s-]+|\s(?:or|to)\s\w+\s)(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur)",
        time.text[number.end - time.start_char :],
    )


def mask_of(text: str, number: Number, start: int, *, bare: bool) -> str | None:
    """Why a number is no figure, or null; `start` is its sign's or currency's, `bare` is without unit or scale."""
    head = text[max(0, start - 32) : start]
    tail = text[number.end : number.end + 40]
    if bare and number.style in ("digits", "words", "one") and _is_hour(number, head, tail):
        return "clock time"  # at 9 in the morning
    if number.style in ("words", "one") and _is_in_motto(text, number):
        return "idiom"
    if bare and head[-1:] in ("“", '"') and number.style in ("digits", "words", "one") and _TITLE_AFTER.match(tail):
        return "name"
    named = number.style in ("words", "one") and text[number.start].isupper() and _CAPITAL_BEFORE.search(head)
    if named and bare:
        return "name"  # Ground Zero
    if bare and _is_of_split(text, number, head):
        return "ratio of a split"  # a three-for-two stock split
    if number.style == "one" and bare and _is_name_inside(text, number, head, tail):
        return "name"  # our One Home Depot strategy
    if number.style == "words" and number.value == 0 and (_ZERO.match(tail) or re.match(r"\s[A-Z]", tail)):
        return "idiom"
    if number.style == "one" and _ONE_TIME.match(tail):
        return "one"
    if number.style == "one" or (number.style == "words" and number.value == 0):
        return "one" if _is_pronoun_one(text, number, head, tail, bare=bare) else None
    if number.style == "words" and not bare and not number.scaled and _is_name_inside(text, number, head, tail):
        return "name"  # the Nine Mile reactor
    if number.style == "words" and bare:
        return _masked_word(text, number, head, tail)
    if number.style == "multiple":
        return None if _may_multiply(text[number.start : number.end].lower(), head, tail) else "idiom"
    if number.style not in ("digits", "fraction"):
        return None
    if _LEXICAL.match(text, number.start) or _UNPLACED.search(head):
        return "name"
    if text[number.start] == "0" and text[number.start + 1 : number.start + 2].isdigit() and number.value:
        return "number of a phone or a part"
    if bare and _IN_GALLERY.match(text, number.end):
        return "number of pictures"
    if number.style == "fraction" and _is_place_in_series(text, number, head, tail):
        return "name"
    if lines := _LINES.match(text, number.start):
        around = text[max(0, number.start - 60) : number.end + 60]
        return "name" if lines["rare"] is None or _PICTURE.search(around) else None
    if _RACE_TIME.match(text, number.start):
        return "clock time"
    if _is_label(text, number, head) or _SCREEN.match(text, number.start):
        return "name"
    if _FOOTNOTE.search(head) and tail[:1] == "]":
        return "footnote"
    if re.search(r"\b[Uu]nder-$", head) and (number.value or 99) < 24:
        return "name"  # the under-21 side
    if not bare and re.match(r"[CF]\s[a-z]", text[number.end : number.end + 3]) and _CAPITALISED.search(head):
        return "name"  # a Long March 4C rocket
    if not bare and re.search(r"\d\s?[x×]\s?$", head):
        return "name"  # the 4x100m relay
    if not bare:
        joined = head[-1:].isupper() or (number.letter != "" and head[-2:].isalpha())  # AIbv8k6BR
        return "name" if joined and not _NUMBERABLE.search(head) else None
    if _is_list_marker(text, number, start, tail):
        return "list marker"
    return _name_or_address(text, number, head, tail)


def _is_list_marker(text: str, number: Number, start: int, tail: str) -> bool:
    """Whether a small number only says which item of a list begins: 1. The, 2- The, for 3) the, 25 (1)(b)."""
    if number.value is None or number.value >= 100:
        return False
    head = text[max(0, start - 80) : start]
    if _LISTED.search(head[-6:]) and _ITEM.match(tail):
        return True
    if number.value < 30 and _DASHED_ITEM.match(tail) and _DASH_LISTED.search(head[-6:]):
        return True
    if tail[:1] != ")" or number.value >= 10:
        return False
    if head.endswith("("):
        return re.match(r"\)(?:\s\w|\()", tail) is not None
    return head.rfind("(") <= head.rfind(")") and re.match(r"\)\s\w", tail) is not None  # nothing opens the bracket


def _is_hour(number: Number, head: str, tail: str) -> bool:
    """Whether a small number is an hour of the day."""
    if number.value is None or not 0 < number.value < 13:
        return False
    return _CLOCK_AFTER.match(tail) is not None and _CLOCK_BEFORE.search(head) is not None


def _is_in_motto(text: str, number: Number) -> bool:
    """Whether a number word is part of a policy's name: one country, two systems."""
    found = _MOTTO.search(text, max(0, number.start - 13), number.end + 23)
    return found is not None and found.start() <= number.start < found.end()


def _masked_word(text: str, number: Number, head: str, tail: str) -> str | None:
    """Why a number in words is no figure: the last of a list on fingers, turn three, best of seven, Nine News."""
    if _DATE_BEFORE.search(head) and (number.value or 99) < 32 and re.match(r"\s*(?:[,.;]|\n|$)", tail):
        return "date"  # payable August seven
    if _ENUMERATED.search(head) and tail[:1] in ",;":
        return "enumeration"
    if _BEST_OF.search(head) or _AMONG_TOP.search(head) or _COMPOUND.match(tail):
        return "name"
    if _GROUP.search(head) and (text[number.start].isupper() or _G_SEVEN.match(tail)):
        return "name"  # the Group of Seven, the group of seven (G-7) nations
    if _AMONG_BEST.search(head) and _NO_NOUN.match(tail):
        return "name"  # in the top three
    word = _WORD_BEFORE.search(head)
    if word and word.group(1) in _numbered() and (number.value or 0) <= 20 and not _COUNTS_ON.match(tail):
        return "name" if word.group(1) not in _COUNTING_TOO else None
    return "name" if _is_name_inside(text, number, head, tail) else None


def _is_name_inside(text: str, number: Number, head: str, tail: str) -> bool:
    """Whether a number word with a capital stands between a small word and another capital, as names begin."""
    inside = text[number.start].isupper() and re.search(r"[a-z’'] $", head)
    return bool(inside) and re.match(r"\s[A-Z][a-z]+", tail) is not None


def _is_of_split(text: str, number: Number, head: str) -> bool:
    """Whether a number says into how many shares one is split."""
    if _SPLIT.match(text, number.end):
        return True
    return _SPLIT_BEFORE.search(head) is not None and _SPLIT_AFTER.match(text, number.end) is not None


def _is_label(text: str, number: Number, head: str) -> bool:
    """Whether a letter on digits makes a label, not a scale or unit: an F-15K, gate 54B, the 2B Mindset."""
    if not _LABEL.match(text, number.start):
        return False
    if _LABEL_SCALE.match(text, number.start) and not _HAS_SCALE.search(head):
        at = number.start + (2 if text[number.start + 1].isalpha() else 3)
        if not _COUNTS_BY_LETTER.match(text, at):
            return True  # he lives in 1B; not 2B users
    word = _WORD_BEFORE.search(head)
    joined = _HYPHENED_NAME.search(head) is not None and not _PREFIXED.search(head)
    return joined or (word is not None and word.group(1) in _numbered()) or bool(_LABEL_NAME.match(text, number.start))


def _is_place_in_series(text: str, number: Number, head: str, tail: str) -> bool:
    """Whether 1/19 says which of nineteen pictures or posts it is, rather than a nineteenth."""
    if "/" not in text[number.start : number.end] or not _SERIES_ENDS.match(tail):
        return False
    if text.strip() == text[number.start : number.end]:
        return False
    named = _IN_SERIES.search(head)
    # A sentence may begin with a fraction of what it names; a line that is nothing else is none.
    return named is not None and (named.group().strip(" \n([") != "" or number.start == 0 or "\n" in named.group())


def _may_multiply(word: str, head: str, tail: str) -> bool:
    """Whether `doubled` may be what befell a number, as far as the words beside it say."""
    if word in ("twice", "double", "triple") and _TIMES_NEXT.match(tail):
        return True  # twice as high, double the size; the tree tells these from verbs
    if word == "twice" or _NOT_MULTIPLIED.match(tail) or head[-1:] in tuple("-‐–"):
        return False
    if word.endswith("s"):
        return _THING_NEXT.match(tail) is not None
    return word.endswith(("d", "ing")) or _MULTIPLIES.search(head) is not None


def _name_or_address(text: str, number: Number, head: str, tail: str) -> str | None:
    last = head[-1:]
    if last in "’'" and head[-2:-1].isalpha() and not re.search(r"\b[a-z]+[’']$", head):
        return "name"  # Change’1
    if re.match(r"\*\d", tail) or re.search(r"\d\*$", head):
        return "name"  # a screen of 1024*768
    if number.end - number.start > 3 and _REGISTERED.search(head):
        return "name"
    if _AIRLINER.fullmatch(text, number.start, number.end) and "Boeing" in text:
        return "name"
    if last and (last.isalnum() or last in "_#@") and not _PREFIXED.search(head):
        return "name"
    if last in "-‐–" and _HYPHENED_NAME.search(head) and not _PREFIXED.search(head):
        return "name"
    if last == "/" or (last == "." and head[-2:-1].isalpha() and not head[-3:-2].isspace()):
        return "name"
    if not number.letter and (re.match(r"[A-Za-z]", tail) and not re.match(r"(?:st|nd|rd|th)\b", tail)):
        return "name"
    if re.match(r"-[A-Z]\d?|-\d+-\d|[./]\d", tail) or re.search(r"\b[A-Z]-$", head):
        return "name"
    if re.match(r"-of-\d", tail) or _RECORD.match(text, _bracket(text, number.start)):
        return "score"  # 20-of-24 passing; the Eagles (6-5, 3-4)
    if _FILE.match(tail):
        return "name"
    plain = number.raw is not None and text[number.start : number.end].isdigit()
    if plain and number.end - number.start < 3 and _is_product(text, number, head):
        return "name"
    if plain and (_is_day(text, number, head, tail) or _is_year(text, number, head, tail)):
        return "date"
    if re.match(r"\s?\+\s?\d", tail) or re.search(r"\d\s?\+\s?$|\b(?:GMT|UTC)\s?\+?$", head):
        return "name"  # the 4+1 group; GMT+7
    if plain and is_address(tail, 0):
        return "address"
    if (
        plain
        and (found := _PHONE.search(text, max(0, number.start - 14), number.end + 16))
        and found.start() <= number.start < found.end()
    ):
        return "phone"
    if (
        plain
        and re.search(r"\b[A-Z]{2}\s$", head)
        and len(text[number.start : number.end]) == 5
        and not re.match(r"\s+[a-z]+s\b", tail)
    ):
        return "address"
    if plain and len(text[number.start : number.end]) == 5 and re.match(r"\s+ZIP", tail, re.I):
        return "address"
    if plain and _JERSEY.search(head) and tail[:1] == ")" and number.value is not None and number.value < 100:
        return "jersey"
    word = _WORD_BEFORE.search(head)
    is_version = _VERSION.fullmatch(text, number.start, number.end) is not None
    if is_version and (re.match(r"\s(?:firmware|beta|patch|update)\b", tail) or re.search(r"\bPS\d\s$", head)):
        return "name"
    if (
        (plain or is_version)
        and word
        and word.group(1) in _numbered()
        and (word.group(1) in _NEVER_COUNTED or is_version or not _COUNTS_ON.match(tail))
    ):
        return "name"
    if (plain and (_COMPOUND.match(tail) or _OF_GALLERY.search(head))) or _CALIBRE.match(tail):
        return "name"
    if plain and (_SIDES.match(tail) or _SIDES_BEFORE.search(head)):
        return "name"  # a 20-on-20 fight
    if plain and (group := _GROUP.search(head)) and group.group()[0] == "G" and not _COUNTS_ON.match(tail):
        return "name"  # the Group of 20 summit
    if plain and _LABELS.search(text[max(0, number.start - 48) : number.start]):
        return "name"
    if plain and (model := _MODEL_BEFORE.search(head)) and model["name"] not in _NO_NAME:
        return "name"
    if plain and _INDEX_BEFORE.search(head) and text[number.start : number.end] in _INDEX_SIZES:
        return "name"
    if plain and (_BEST_OF.search(head) or (_TITLE.search(head) and re.match(r"\s[A-Z][a-z]", tail))):
        return "name"  # best-of-7, The 7 Habits of Highly Effective People
    if plain and _MODEL_AFTER_ARTICLE.search(head) and _NO_NOUN.match(tail):
        return "name"  # it lifted a 737 into orbit
    if (
        (plain or _SEQUEL.fullmatch(text, number.start, number.end))
        and word
        and _follows_name(text, number, word.group(1), word.group(2), tail)
    ):
        return "name"
    return None


def _is_day(text: str, number: Number, head: str, tail: str) -> bool:
    """Whether one or two digits are a day that no date holds, or a year without its century."""
    if number.end - number.start > 2 or number.value is None:
        return False
    if _SHORT_YEAR_BEFORE.search(head):
        return number.end - number.start == 2
    if number.value > 31:
        return False
    if _DAY_AFTER.match(tail):
        return True
    before = _DAY_BEFORE.search(head)
    if before is None or _COUNTS_ON.match(tail):
        return False
    return before["comma"] is None or tail[:1] in (",", ".", ";", ")")


def _is_year(text: str, number: Number, head: str, tail: str) -> bool:
    """Whether a bare number is a year that no date holds: over 2022, in the year 1100, AEW 2022 offers."""
    if number.end - number.start != 4 or number.value is None or _COUNTS_ON.match(tail):
        return False
    if (before := _YEAR_BEFORE.search(head)) is None:
        return False
    return bool(before["named"]) or (1900 <= number.value < 2100 and _NOTHING_AFTER.match(tail) is not None)


def _bracket(text: str, at: int) -> int:
    """Where the bracket before this offset opens; the offset itself without one near."""
    opened = text.rfind("(", max(0, at - 14), at)
    return at if opened < 0 else opened


def _follows_name(text: str, number: Number, word: str, gap: str, tail: str) -> bool:
    """Boeing 737, iPhone 14 Pro, Big 12: a capitalised word, a short number, and no plural that it could count."""
    if (
        gap not in " -/"
        or not any(char.isupper() for char in word[:2])
        or word in _NO_NAME
        or word.capitalize() in _NO_NAME
    ):
        return False
    if re.match(r"\s(?:to|or)\s\d", tail):
        return False  # in the Sea of Japan 125 to 155 miles west
    if len(text[number.start : number.end]) > 4 or word.endswith((".", "'s", "’s")):
        return False
    if _EVENT_YEAR.fullmatch(text, number.start, number.end):
        return not re.match(r"\s(?:people|men|women|children|troops|more)\b", tail)  # AEW 2022 offers a platform
    if re.match(
        r"\s+(?:[a-z’'-]+\s+){0,2}[a-z]{2,}s\b(?<!ss)(?<!\bwas)(?<!\bhas)(?<!\bthis)(?<!\bits)|\s+(?:people|men|women|children|troops|police"
        r"|per|million|billion)\b",
        tail,
    ):
        # "Israel killed" has no capital; "In Gaza 12 people" has a plural to count.
        return bool(re.match(r"\s+(?:was|is|has|does|its|this|as|says|users|owners|models)\b", tail))
    return bool(re.match(r"\s+[A-Z]|\s*[,.;:)’'\"”(]|\s+[a-z]|$|-", tail))


def _is_pronoun_one(text: str, number: Number, head: str, tail: str, *, bare: bool) -> bool:
    if re.match(
        r"\s+(?:in|out of|to|or)(?:\s+every)?\s+(?:\d|two|three|four|five|six|seven|eight|nine"
        r"|ten|twenty|fifty|a hundred)",
        tail,
    ):
        return False
    if not bare:
        return bool(
            re.match(
                r"[\s-]+(?:day|time|night|morning|week's|point)\b(?!\s+(?:of|per|an?\s(?:share|game|day|week|year)))",
                tail,
            )
        ) and bool(
            re.search(r"(?:^|[.,;“\"]\s|\b(?:that|[Aa]t|for|could|will|may|might|would|can|to)\s)$", head)
            or not head
            or text[number.start] == "O"
        )
    if _RATIO_TO_ONE.search(head):
        return False
    idiom = _ONE_IDIOM.search(text, max(0, number.start - 9), number.end + 10)
    return bool(_ONE_PRONOUN.match(tail) or _ONE_BEFORE.search(head) or idiom)


def is_score(text: str, left: Number, right: Number) -> bool:
    """Whether `2-1` is a score or a count of votes rather than a range."""
    if left.value is None or right.value is None:
        return False
    if left.value >= right.value:
        return True
    if max(left.value, right.value) >= 100:
        return False
    if right.value > 4 * left.value and _NOTHING_AFTER.match(text, right.end):
        return True  # bowled 3-29
    return bool(
        _SCORE_WORDS.match(text[right.end : right.end + 16])
        or _SCORE_VERBS.search(text[max(0, left.start - 14) : left.start])
    )
