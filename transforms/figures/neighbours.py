"""What neighbouring quantities make of each other: ranges, ratios, lists, conversions, the ends of a change."""

import re
from dataclasses import replace
from decimal import Decimal

from transforms.figures.ages import counts_on
from transforms.figures.masks import is_score
from transforms.figures.quantity import Quantity, ends_of
from transforms.figures.units import per_after
from transforms.numbers import EXACT

_DASH = re.compile(r"\s?(?:-|–|—|‐|--)\s?$")
_TO = re.compile(
    r"(?:-?\s(?:up\s)?(?:to|through|till|until)\s(?:about\s|around\s|as (?:many|much|high) as\s"
    r"|nearly\s|almost\s|roughly\s)?|-to-|\s-\sto\s)$"
)
_MOVED = re.compile(
    r"\b(?:up|down|rose|fell|gained|lost|added|shed|climbed|dropped|jumped|slipped|eased)\s(?:by\s)?"
    r"(?:a\snet\s|about\s|nearly\s|almost\s|around\s|more\sthan\s|over\s|at\sleast\s)?$"
)
_OPENS = re.compile(r"\s?[(\[](?:about |around |approximately |roughly |or |~)?")
_LEVEL = re.compile(r"^[^.;]{0,40}\b(?:to|at)\s$")
_FAR_TO = re.compile(
    r"\s(?:at|on|in|last|a|earlier|per)\s(?![^,;]{0,30}\b(?:that|which|who|and|while)\s)[^,;$£€]{2,36}\sto\s"
)
_ENDS = re.compile(
    r"\s*(?:[.,;:)\n]|$|(?:to|by|in|as|over|after|from|at|on|and|this|last|now|then|while|when|since|before"
    r"|within|during|for|who|were|was|are|is|against|compared|versus|years?|an?\s(?:year|quarter|month|week|day|decade)\s(?:ago|earlier|before))\b)"
)
_CLOSES = re.compile(rf"{_ENDS.pattern}|\s(?:the\s(?:previous|same|prior)|earlier|previously|according)\b|[\]”\"’]")
_QUOTED = re.compile(r"\d+\.\d\d/\d\d")  # what buyers and sellers quote: 142.35/45
_HERE = re.compile(rf"{_ENDS.pattern}|\s(?:here|yesterday|today)\b")
_EARLIER = re.compile(
    r"(?:\s\([a-z]{2,5}\))?(?:\s(?:in|on|at|by|for|last|this|a)\s[^,;$£€%]{2,30})?,?\s(?:(?:up|down|compared|or|rising|falling)\s)?(?:from|with|against|versus|vs\.?"
    r"|(?:well\s|far\s|slightly\s|just\s)?(?:above|below|beating|topping|missing|exceeding|short\sof|ahead\sof)"
    r"(?:\s[\w’']+){0,3}?\s(?:forecast|expectation|estimate|prediction|target|guidance|consensus|average|projection)s?\s(?:of|for)"
    r"|(?:well\s|far\s|slightly\s|just\s)?(?:above|below|beating|topping|missing|short\sof|ahead\sof)|(?:higher|lower)\sat)"
    r"\s(?:an?\s|the\s|just\s|about\s|around\s|nearly\s|some\s|revised\s|previous\s|current\s|record\s|over\s|under\s){0,2}"
    r"(?:(?:deficit|surplus|loss|profit|gain|total|figure)\sof\s)?"
)
# to 2.8 percent [from] 3.1 percent; 48 [jets in May, up from] 35; to 88 [on Sunday from] 71
_FORMERLY = re.compile(
    r"(?:(?:\s[a-z-]{3,}){0,2}?|\sof\s(?:the\s|its\s|all\s)?[\w-]+)(?:\s(?:in|on|at|for|last|this|by)\s[^,;.$£€%\d]{2,30})?,?\s(?P<way>(?:up|down)\s)?from\s"
    r"(?:an?\s|the\s|just\s|about\s|around\s|nearly\s|some\s|revised\s|previous\s|current\s|record\s){0,2}"
)
_TO_LEVEL = re.compile(r"\b(?:to|at)\s(?:an?\s|just\s|about\s|around\s|nearly\s|some\s)?$")
# How many of the smaller unit make one of the larger, where news says both in one breath.
_PARTS = {
    ("foot", "inch"): 12, ("pound-mass", "ounce"): 16, ("stone", "pound-mass"): 14, ("hour", "minute"): 60,
    ("minute", "second"): 60, ("year", "month"): 12, ("day", "hour"): 24,
}  # fmt: skip
_SCALE_OF = re.compile(r"\bscale\s(?:of|from)\s$")
_VERSUS = re.compile(r",?\s(?:compared\s(?:with|to)|against|versus|vs\.?)\s(?:an?\s|the\s)?(?:record\s)?")
_FROM = re.compile(r",?\s(?:(?:up|down)\s)?from\s(?:about\s|a\s|the\s|some\s)?")
_AND = re.compile(r"\sand\s(?:about\s|around\s|roughly\s)?$")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\sages\sof\s|about\s|around\s|roughly\s|a\s|an\s)?$")
_OR = re.compile(
    r"(?:-?\s(?:or|and)\s(?:maybe\s|even\s|perhaps\s)?|-or-|/|,\s(?:if\snot|(?:or\s|and\s)?even|or\sperhaps)\s)$"
)
_COMMA = re.compile(r"(?:,\s|,?\s(?:and|or)\s|,\s(?:and|or)\s|\sand\sthen\s|\s(?:vs\.?|versus)\s|\sx\s|\sby\s)$")
_OF_ITS = re.compile(r"\s(?:(?:out\s)?of\s(?:the|its|their|a|an)(?:\stotal|\sestimated|\splanned|\spromised)?|of)\s$")
_IN = re.compile(r"\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s$")
_PEOPLE_NEXT = re.compile(
    r"\s+(?:of\b|[A-Z]\w+s\b|\w*(?:people|men|women|adults|children|voters|households|families"
    r"|pupils|students|workers|patients|teenagers|residents|respondents|girls|boys|kids|persons"
    r"|users|workers|companies|firms|jobs|deaths|cases|homes|births|chance|scale)\b|\s*[.,;)]"
    r"|$)"
)
_SPORT_NEXT = re.compile(
    r"\s+(?:games|matches|innings|days|years|appearances|starts|outings|months|weeks|minutes"
    r"|hours|attempts|seasons|overs|meetings|tests|league|home|away)\b"
)
_ONE_MORE = re.compile(r"\s(?:in|on|at|for)\s[A-Z]?[^,;.\d$£€%]{2,24}\sand\s(?:an?\s)?(?:further\s|another\s)?")
# What a sum without its unit is said to be, or compared with: it would be 107 billion, exceeded it by nine billion.
_SO_MUCH = re.compile(
    r"(?:\b(?:from|to|at|was|were|is|are|be|been|of|than|and|against|versus|by|with|between|reach\w*|total\w*|exceed\w*|includ\w*|or)"
    r"|,)\s(?:(?:an?|the)\s)?(?:(?:about|around|some|nearly|almost|over|only|just|revised|estimated|actual|further|previous"
    r"|record|provisional|preliminary|planned|target|another|more|less|than|up|to|roughly|approximately|at|least)\s){0,3}$"
)
# What news counts in millions besides money.
_COUNTABLE = re.compile(
    r"\b(?:people|population|inhabitants|nation|members?|users?|viewers?|readers?|audience|followers?|customers?|subscribers?|passengers?"
    r"|visitors?|tourists?|voters?|votes?|workers?|jobs?|unemployed|employ\w*|refugees?|migrants?|children|students?|pupils?|patients?|cases"
    r"|deaths|doses|shares|shrs|stock\sturnover|units?|copies|downloads|views|vehicles|cars|barrels|tonnes|bags|bales|capacity|volume|circulation"
    r"|head|homes|households|displaced|lives|who|square)\b",
    re.I,
)
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’]?\s+(?=[“\"]?[A-Z])")


def merged(text: str, found: list[Quantity]) -> list[Quantity]:
    """Ranges, ratios and lists made of neighbours; scores dropped."""
    out: list[Quantity] = []
    i = 0
    while i < len(found):
        left = found[i]
        if i + 1 < len(found) and not left.problem and not found[i + 1].problem:
            merged, used = _pair(text, left, found[i + 1])
            third = found[i + 2] if i + 2 < len(found) else None
            if used and third is not None and (whole := _with_third(text, merged, found[i + 1], third)) is not None:
                out.append(whole)
                i += 3
                continue
            if used:
                out.extend(merged)
                i += 2
                continue
        out.append(left)
        i += 1
    return _shared(text, out)


def _pair(text: str, left: Quantity, right: Quantity) -> tuple[list[Quantity], bool]:
    """What two neighbours make together, and whether they make anything; nothing at all where they are a score."""
    gap = text[left.end : right.start]
    if _stay_apart(left, right, gap):
        return [], False
    if left.number is None or right.number is None or left.value is None or right.value is None:
        if left.is_vague and right.is_vague and _TO.search(gap) and left.low is not None:
            return [_range(text, left, right)], True
        return [], False
    made = _as_ratio(text, left, right, gap)
    if made is not None:
        return made, True
    if _cents(left, right, gap) or _loose_cents(text, left, right, gap):
        total = EXACT.add(left.value, EXACT.divide(right.value, Decimal(100)))
        return [replace(left, value=total, end=right.end, unit_end=right.end, rule="money_parts")], True
    if (whole := _with_part(left, right, gap)) is not None:
        return [whole], True
    if gap == " for " and _is_innings(text, left, right):
        return [], True  # 245 for 6 at tea
    if _SCALE_OF.search(text[max(0, left.start - 12) : left.start]) and _TO.fullmatch(gap):
        return [], True  # on a scale of one to 10
    dash = _DASH.fullmatch(gap) is not None
    if not dash and _DASH.match(text, right.end) and re.match(r"\s?[-–—]\s?[$£€]?\d", text[right.end :][:6]):
        return [], False  # "24.2 to 33-35 billion": the right end is a range itself
    if dash and left.is_bare and right.is_bare and is_score(text, left.number, right.number) and not left.is_hyphened:
        return [], True
    if dash or any(joint.fullmatch(gap) for joint in (_FAR_TO, _TO, _OR, _AND)):
        left, right = _share_units(text, left, right)
    return _as_range(text, left, right, gap)


def _is_innings(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether two bare numbers are runs and wickets: England were 245 for 6 at tea."""
    runs = left.is_bare and right.is_bare and right.value is not None and right.value <= 10
    return (
        runs
        and re.match(r"\s?(?:[.,;)]|$|\n)|\s(?:at|in|when|after|and|declared|off|from)\b", text[right.end :][:12])
        is not None
    )


def _stay_apart(left: Quantity, right: Quantity, gap: str) -> bool:
    """Whether neighbours have nothing to do with each other: too far apart, ordinals, ranges already."""
    return (
        (len(gap) > 24 and not _FAR_TO.fullmatch(gap))
        or "ordinal" in (left.kind, right.kind)
        or "range" in (left.rule, right.rule)
        or "multiplied" in (left.rule, right.rule)
        or (left.kind == "ratio" and right.kind in ("money", "count") and _TO.fullmatch(gap) is not None)
    )  # by two-thirds to $3m


def _as_range(text: str, left: Quantity, right: Quantity, gap: str) -> tuple[list[Quantity], bool]:
    """One range (200-300, between 5 and 6, two or three), or the two ends of a change, of numbers of one unit."""
    if left.value is None or right.value is None or _clash(left, right):
        return [], False
    lead = text[max(0, left.start - 24) : left.start].lower()
    rises = left.value < right.value
    if _DASH.fullmatch(gap) and rises and not (left.unit and left.unit_end > left.number_end and not right.unit):
        return [_range(text, left, right)], True
    if _TO.fullmatch(gap) or (_FAR_TO.fullmatch(gap) and re.search(r"\bfrom\s+$", lead)):
        return _from_to(text, left, right, lead, gap), True
    if _AND.fullmatch(gap) and rises and _BETWEEN.search(lead):
        return [_range(text, left, right)], True
    if _OR.fullmatch(gap) and "or" in gap and _is_choice(text, left, right, gap):
        return [_range(text, left, right)], True
    return [], False


def _as_ratio(text: str, left: Quantity, right: Quantity, gap: str) -> list[Quantity] | None:
    """One ratio made of both (one in five, 3:1), nothing where `12:345` is none; null where they make no ratio."""
    if left.value is None or right.value is None:
        return None
    to_one = gap in ("-to-", " to ") and right.value == 1 and left.value > 1 and left.is_bare and right.is_bare
    if not to_one and not (_IN.fullmatch(gap) and _is_share(text, left, right, gap)):
        if not (gap == ":" and left.is_bare and right.is_bare and right.value):
            return None
        if left.value > 30 or right.value > 1000:
            return []
    value = EXACT.divide(left.value, right.value)
    end = right.number_end
    return [replace(left, end=right.end, number_end=end, unit_end=end, value=value, kind="ratio", rule="ratio")]


def _is_share(text: str, left: Quantity, right: Quantity, gap: str) -> bool:
    if not (left.is_bare and right.is_bare and left.value and right.value and left.value < right.value <= 100000):
        return False
    if _SPORT_NEXT.match(text, right.end) or right.value != right.value.to_integral_value():
        return False
    if left.value == 1 or "out" in gap:
        return True
    return right.value <= 10 and right.value > 2 and bool(_PEOPLE_NEXT.match(text, right.end))


def _cents(left: Quantity, right: Quantity, gap: str) -> bool:
    """3 dollars and 50 cents; 15 dollars 50 without the word is left alone."""
    return (
        left.kind == "money" and right.kind == "money" and gap.strip() in ("", "and") and left.unit is not None
        and right.unit is not None and left.unit.factor == 1 and right.unit.factor == Decimal("0.01")
        and right.value is not None and right.value < 100 and left.per_unit is None
    )  # fmt: skip


def _with_part(left: Quantity, right: Quantity, gap: str) -> Quantity | None:
    """One quantity of two units, in the larger: 5 ft 2 in, an hour and 20 minutes; null where the parts are none."""
    if left.unit is None or right.unit is None or left.value is None or right.value is None or left.per_unit:
        return None
    count = _PARTS.get((left.unit.name, right.unit.name))
    whole = left.value == left.value.to_integral_value()
    if count is None or not whole or not 0 <= right.value < count or gap.strip() not in ("", "and", ",", "-"):
        return None
    value = EXACT.add(left.value, EXACT.divide(right.value, Decimal(count)))
    return replace(
        left,
        value=value,
        end=right.end,
        number_end=right.number_end,
        unit_end=right.unit_end,
        per_unit=right.per_unit,
        rule="parts",
    )


def _with_third(text: str, made: list[Quantity], second: Quantity, third: Quantity) -> Quantity | None:
    """The quantity of two units with a third one: 2 hours, 5 minutes and 42 seconds."""
    if len(made) != 1 or made[0].rule != "parts" or made[0].end != second.end or third.problem:
        return None
    rest = _with_part(second, third, text[second.end : third.start])
    if rest is None or rest.value is None or second.value is None or made[0].value is None:
        return None
    first = EXACT.subtract(made[0].value, _in_unit_of(made[0], second, second.value))
    value = EXACT.add(first, _in_unit_of(made[0], second, rest.value))
    return replace(
        made[0], value=value, end=rest.end, number_end=rest.number_end, unit_end=rest.unit_end, per_unit=rest.per_unit
    )


def _in_unit_of(whole: Quantity, part: Quantity, value: Decimal) -> Decimal:
    """A value in the unit of a part, in the unit of the whole."""
    if whole.unit is None or part.unit is None:
        return value
    return EXACT.divide(value, Decimal(_PARTS[whole.unit.name, part.unit.name]))


def _loose_cents(text: str, left: Quantity, right: Quantity, gap: str) -> bool:
    """15 dollars 50, thirteen dollars and forty-five: the cents unsaid, and nothing after them to count."""
    if (
        left.kind != "money"
        or left.unit is None
        or left.unit.factor != 1
        or left.scaled
        or left.unit_end <= left.number_end
    ):
        return False
    if gap.strip() not in ("", "and") or not right.is_bare or right.value is None or not 10 <= right.value < 100:
        return False
    return right.value == right.value.to_integral_value() and bool(
        re.match(r"\s*(?:[.!?]|$|more\b)", text[right.end : right.end + 6])
    )


def _share_units(text: str, left: Quantity, right: Quantity) -> tuple[Quantity, Quantity]:
    """$2-3 billion: what only one end of a range says holds for both."""
    if left.unit is None and right.unit is not None and not left.is_hyphened:
        left = replace(left, unit=right.unit, kind=right.kind)
    elif right.unit is None and left.unit is not None and right.per_unit is None and _lends_unit(text, left, right):
        right = replace(right, unit=left.unit, kind=left.kind)
    if (
        not left.scaled
        and right.raw
        and right.value
        and right.value != right.raw
        and left.value is not None
        and (left.value <= right.raw or left.value < 100)
    ):
        left = replace(left, value=EXACT.multiply(left.value, EXACT.divide(right.value, right.raw)), scaled=True)
    if right.per_unit and not left.per_unit:
        left = replace(left, per_unit=right.per_unit)
    written = text[right.number_start : right.number_end]
    if (
        left.value is not None
        and left.value < 1000
        and right.value is not None
        and re.fullmatch(r"\d{1,3},000", written)
    ):
        thousands = EXACT.multiply(left.value, Decimal(1000))
        if text[left.end : right.start] in ("-", "–") and thousands < right.value:  # 5-6,000 people
            left = replace(left, value=thousands)
    return left, right


def _lends_unit(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether the unit of the left end of a range holds for the right one too: $10 to 20, aged 14 to 17."""
    if left.unit is None or left.unit.dimension == "currency":
        return left.unit is not None
    if left.kind == "age" and left.unit_end == left.number_end and right.value is not None and right.value < 120:
        return not counts_on(text[right.end : right.end + 24])
    if not _ENDS.match(text, right.end):
        return False
    led = re.search(r"\b(?:from|between|aged|ages)\s+(?:about\s+)?$", text[max(0, left.start - 16) : left.start])
    return led is not None


def _clash(left: Quantity, right: Quantity) -> bool:
    if left.unit is None or right.unit is None:
        return right.unit is None and left.unit is not None and left.unit.dimension not in ("currency",)
    return left.unit.name != right.unit.name or bool(
        left.unit.currency and right.unit.currency and left.unit.currency != right.unit.currency
    )


def _is_choice(text: str, left: Quantity, right: Quantity, gap: str) -> bool:
    """two or three, 20 or 30: neighbours, said as one rough number; not "7- or 8-inch", which are two things."""
    if (
        left.value is None
        or right.value is None
        or left.value >= right.value
        or gap.startswith("-")
        or re.search(r"\w,\s$", text[max(0, left.start - 3) : left.start])  # 15, 20 or 30: a list
        or left.unit_end > left.number_end
    ):
        return False
    return right.value - left.value <= max(Decimal(1), left.value / 2) and left.value >= 1


def _range(text: str, left: Quantity, right: Quantity) -> Quantity:
    ends = sorted(v for v in (left.value, right.value, left.low, right.high) if v is not None)
    low, high = ends[0], ends[-1]
    unit = left.unit if right.unit is not None and right.unit.currency == "" and left.unit is not None else right.unit
    return replace(
        right, unit=unit, start=left.start, number_start=left.number_start, value=None, low=low, high=high,
        bound="range", rule="range", is_vague=left.is_vague or right.is_vague,
        is_approx=left.is_approx or right.is_approx,
    )  # fmt: skip


def _from_to(text: str, left: Quantity, right: Quantity, lead: str, gap: str) -> list[Quantity]:
    """from 20 to 35 as two ends of a change, or a range where nothing changes."""
    ranging = re.search(
        r"\b(?:rang\w+|anywhere|vary\w*|varies|varied|between|aged?|ages)\s+(?:in price\s+)?(?:from\s+)?$"
        r"|\b(?:runs?|running|span\w*|stretch\w*|extend\w*|dat(?:e|es|ed|ing))\s+from\s+$",
        lead,
    )
    if left.value is None or right.value is None:
        return [left, right]
    if not ranging and re.search(r"\bfrom\s+(?:about\s|around\s|roughly\s|nearly\s|up to\s|just\s|a\s|some\s)?$", lead):
        return [
            replace(left, change_end="from", partner=right.start, rule="from_to"),
            replace(right, change_end="to", partner=left.start, rule="from_to"),
        ]
    has_moved = _MOVED.search(lead) is not None and not ranging
    alike = (left.scaled and right.scaled) or (has_moved and left.is_bare and right.is_bare)
    if alike and right.value >= (3 if has_moved else 10) * left.value and not ranging:
        return [left, right]  # raised the figure two million to 87 million tonnes; climbed 19 to 151-1/2
    apart = left.unit_end > left.number_end or left.unit is right.unit is None  # by 100 mln marks to 350 mln marks
    if (
        apart
        and right.value >= 3 * left.value
        and re.search(r"\bby\s+(?:about\s|around\s|some\s|nearly\s|more than\s|at least\s|over\s|almost\s)?$", lead)
    ):
        return [left, right]
    moved = has_moved and left.unit_end > left.number_end and right.unit_end == right.number_end
    if left.value < right.value and not moved:  # down 4p to 567: where it moved to
        return [_range(text, left, right)]
    return [left, right]


def _shared(text: str, found: list[Quantity]) -> list[Quantity]:
    """Lists: what the last member counts or is measured in, the others share (12, 15 and 20 people)."""
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        gap = text[left.end : right.start]
        listed = left.unit is None and left.kind in ("count", "ratio") and left.rule != "ratio" and len(gap) <= 24
        if listed and not left.problem and not right.problem:
            found[i] = _shared_with(left, right, gap)
    for i in range(1, len(found)):
        if _is_age_too(text, found[i - 1], found[i]):
            found[i] = replace(found[i], unit=found[i - 1].unit, kind="age", rule="list")
        if (
            _is_earlier(text, found[i - 1], found[i])
            or _is_one_more(text, found[i - 1], found[i])
            or _is_more_of(text, found[i - 1], found[i])
        ):
            told = found[i - 1]
            found[i] = replace(found[i], unit=told.unit, kind=told.kind, per_unit=told.per_unit, rule="ellipsis")
        if (lender := _lender(text, found, i)) is not None:
            found[i] = replace(found[i], unit=lender.unit, kind=lender.kind, per_unit=lender.per_unit, rule="ellipsis")
        if _is_also_at(text, found[i - 1], found[i]):
            found[i] = replace(found[i], unit=found[i - 1].unit, kind=found[i - 1].kind, rule="price")
        if _is_level_of(text, found[i - 1], found[i]):
            found[i] = replace(found[i], unit=found[i - 1].unit, kind=found[i - 1].kind, rule="ellipsis")
        _pair_by_share(text, found, i)
        if _is_former(text, found[i - 1], found[i]):
            found[i - 1 : i + 1] = [
                replace(found[i - 1], change_end="to", partner=found[i].start),
                replace(found[i], change_end="from", partner=found[i - 1].start),
            ]
    return found


def _pair_by_share(text: str, found: list[Quantity], last: int) -> None:
    """57.4 mln dlrs or 95 cts a share, up from 46.6 mln or 80 cts: each sum is from the one of its own kind."""
    if last < 3:
        return
    whole, share, former, of_share = found[last - 3 : last + 1]
    is_put_so = all(text[a.end : b.start] in (" or ", ", or ") for a, b in ((whole, share), (former, of_share)))
    if not is_put_so or whole.kind != "money" or not (whole.scaled and former.scaled):
        return
    if former.unit not in (None, whole.unit) or not (_is_small_money(share) and _is_small_money(of_share)):
        return
    if _FORMERLY.fullmatch(text[share.end : former.start].removeprefix(",")) is None:
        return
    former = replace(former, unit=whole.unit, kind="money", rule="ellipsis")
    found[last - 3 : last + 1] = [
        replace(whole, change_end="to", partner=former.start),
        replace(share, change_end="to", partner=of_share.start),
        replace(former, change_end="from", partner=whole.start),
        replace(of_share, change_end="from", partner=share.start, per_unit=share.per_unit),
    ]


def _is_former(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a number is what the one before it was: cut to 2.8 percent from 3.1 percent, now 63, down from 71."""
    if left.problem or right.problem or left.kind != right.kind or left.partner is not None or left.change_end:
        return False
    if left.kind not in ("percent", "money", "measure", "count", "duration") or _clash(left, right):
        return False
    if left.value is None or right.value is None:
        return False
    gap = _FORMERLY.fullmatch(text[left.end : right.start])
    if gap is None or not (gap["way"] or _TO_LEVEL.search(text[max(0, left.start - 16) : left.start])):
        return False
    return left.kind != "count" or _ENDS.match(text, right.end) is not None


def _shared_with(left: Quantity, right: Quantity, gap: str) -> Quantity:
    """The left of two neighbours with what it shares with the right one."""
    unit = right.unit
    if _COMMA.fullmatch(gap) or _OR.fullmatch(gap) or gap in (" to ", " in "):
        if unit is None:
            return replace(left, shares_next=gap != " in ")
        if left.scaled and _is_small_money(right):
            return left  # 46.6 mln or 80 cts
        attached = right.unit_end > right.number_end or "-" in gap or _OR.fullmatch(gap)
        if right.kind != "age" and left.kind == "count" and gap != " in " and attached:
            return replace(left, unit=unit, kind=right.kind, per_unit=right.per_unit, rule="list")
    elif unit is not None and unit.name == "point" and left.is_bare and gap.strip(", ") in ("up", "down"):
        return replace(left, unit=unit, kind="measure", rule="ellipsis")
    elif (
        unit is not None
        and left.kind == "count"
        and right.kind in ("measure", "money", "percent")
        and _FROM.fullmatch(gap)
    ):
        return replace(left, unit=unit, kind=right.kind, rule="ellipsis")  # eased to 245,232 from 255,556 ounces
    elif unit is None and right.kind == "count" and left.kind == "count" and _FROM.fullmatch(gap):
        return replace(left, shares_next=True)  # rose to 3,501 from 2,578 cars
    elif unit is not None and left.kind == "count" and right.kind in ("measure", "money") and _VERSUS.fullmatch(gap):
        large = left.scaled and right.scaled
        return replace(left, unit=unit, kind=right.kind, rule="ellipsis") if large else left
    elif _OF_ITS.fullmatch(gap) and right.kind == "money" and (left.scaled or (left.value or 0) > 999):
        return replace(left, unit=unit, kind="money", rule="ellipsis")
    return left


def _is_small_money(quantity: Quantity) -> bool:
    """Whether a sum is in cents or pence, of which nobody writes millions."""
    unit = quantity.unit
    return unit is not None and unit.dimension == "currency" and unit.factor is not None and unit.factor < 1


def _is_age_too(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a bare number goes on with a list of ages: men aged 21, 34 and 40."""
    if left.kind != "age" or left.rule not in ("age", "list") or left.unit_end > left.number_end or right.problem:
        return False
    fits = right.unit is None and not right.scaled and right.value is not None and 0 < right.value < 120
    gap = text[left.end : right.start]
    return (
        fits and gap in (", ", " and ", ", and ", " or ", " (now ") and not counts_on(text[right.end : right.end + 24])
    )


def _is_earlier(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a bare number is what a sum or share was before: to 166 mln marks in 1986 from 311 mln."""
    if left.problem or right.problem or left.unit is None or right.unit is not None or right.value is None:
        return False
    if (
        (left.value is None and left.high is None)
        or right.kind != "count"
        or not _EARLIER.fullmatch(text[left.end : right.start])
    ):
        return False
    if left.kind in ("measure", "rate"):
        large = min(left.value or left.high or right.value, right.value) >= 1000 and left.scaled == right.scaled
        return large and _ENDS.match(text, right.end) is not None
    if left.kind == "money":
        return (right.scaled and left.scaled) or bool(_ENDS.match(text, right.end) and not left.scaled)
    fits = right.value < 100 and not right.scaled and _ENDS.match(text, right.end) is not None
    return left.kind == "percent" and left.unit.name == "percentage" and fits


def _is_one_more(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a bare sum follows one that left out its unit: with 109 billion in February and 99 billion in March."""
    if (
        left.rule != "ellipsis"
        or left.kind != "money"
        or right.problem
        or right.kind != "count"
        or right.unit is not None
    ):
        return False
    return left.scaled and right.scaled and _ONE_MORE.fullmatch(text[left.end : right.start]) is not None


def _is_more_of(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a bare sum adds to the one before it: 40 billion francs, 10 billion more than last year."""
    if left.problem or right.problem or left.kind != "money" or right.kind != "count" or right.unit is not None:
        return False
    gap = text[left.end : right.start]
    if not (right.scaled and left.scaled):
        return False
    if gap.endswith((" another ", " a further ", " an additional ")):  # 12 billion baht for it and another 20 billion
        return re.fullmatch(r"[^.;:\n\d]{0,90},?\sand\s\w+(?:\s\w+)?\s", gap) is not None and bool(
            _ENDS.match(text, right.end)
        )
    more = re.match(r"\s(?:more|less|higher|lower)\sthan\b", text[right.end : right.end + 14])
    return more is not None and re.fullmatch(r"[^.;:\n\d]{0,60},\s", gap) is not None


def _lender(text: str, found: list[Quantity], at: int) -> Quantity | None:
    """The sum before a large number that counts nothing and leaves out its unit; null where it may count something.

    In one sentence with it, or money in the sentence before: 22.19 billion pesos. Reserves required were 21.59 billion.
    """
    right = found[at]
    if right.problem or right.kind != "count" or right.unit is not None or not right.scaled:
        return None
    if _CLOSES.match(text, right.end) is None or not _SO_MUCH.search(text[max(0, right.start - 60) : right.start]):
        return None
    for told in reversed(found[max(0, at - 4) : at]):
        if told.problem or (told.kind == "count" and told.scaled):
            return None
        if told.unit is None or told.kind not in ("money", "measure", "rate"):
            continue
        gap = text[told.end : right.start]
        ends = [*_SENTENCE_ENDS.finditer(gap)]
        own = gap[ends[-1].end() :] if ends else gap
        if not told.scaled or len(gap) > 240 or "\n" in gap or len(ends) > (told.kind == "money"):
            return None
        if _COUNTABLE.search(own):
            return None
        return told
    return None


def _is_also_at(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a bare decimal is a price or level as the one before it.

    It opened at 140.95 yen and fell to a low of 140.40; the index was at 1,984.9 points after a low of 1,977.2.
    """
    if left.problem or right.problem or left.scaled or not right.is_bare or right.kind != "count":
        return False
    if left.value is None or right.value is None or left.value.as_tuple().exponent != right.value.as_tuple().exponent:
        return False
    exponent = left.value.as_tuple().exponent
    if left.kind != "money" and not (left.unit is not None and left.unit.name == "point" and left.value >= 100):
        return False
    is_near = (
        exponent in ((-2,) if left.kind == "money" else (-2, -1)) and left.value / 2 < right.value < left.value * 2
    )
    gap = text[left.end : right.start]
    return (
        is_near
        and len(gap) < 90
        and "\n" not in gap
        and not re.search(r"[.;:]\s|\d", _QUOTED.sub("", gap))
        and _HERE.match(text, right.end) is not None
    )


def _is_level_of(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a bare number is the level of what moved some points or pence: lost 162.31 points to 7,425.81."""
    if left.unit is None or not right.is_bare or right.problem or right.value is None:
        return False
    if left.unit.name != "point":
        is_at = text[left.end : right.start] == " at " and right.kind == "count" and _is_small_money(left)
        return is_at and _MOVED.search(text[max(0, left.start - 20) : left.start]) is not None  # up 2p at 372
    large = right.value >= 1000 or right.value != right.value.to_integral_value()
    return large and _LEVEL.search(text[left.end : right.start]) is not None


def _with_per_past(text: str, left: Quantity, right: Quantity) -> tuple[Quantity, Quantity]:
    """A sum and its conversion with what both are per, said after the bracket: 150,000 yuan (US$22,200) a day."""
    per = per_after(text, right.end + 1)
    if per is None or left.kind not in ("money", "measure"):
        return left, right
    kind = "money" if left.kind == "money" else "rate"
    return replace(left, per_unit=per[0], kind=kind), replace(right, per_unit=per[0], kind=kind)


def with_conversions(text: str, found: list[Quantity]) -> list[Quantity]:
    """`8 miles (13 kilometres)`: what stands in the brackets converts what stands before them."""
    for i in range(1, len(found)):
        left, right = found[i - 1], found[i]
        gap = text[left.end : right.start]
        if left.problem or right.problem or right.unit is None or left.unit is None or len(gap) > 12:
            continue
        if (
            (_OPENS.fullmatch(gap) or (left.rule == "conversion" and gap in (" / ", "; ", ", ", " or ")))
            and left.unit.dimension == right.unit.dimension
            and left.unit.name + str(left.unit.currency) != right.unit.name + str(right.unit.currency)
        ):
            inherits = right.bound == "exact" and left.bound != "range"
            bound = left.bound if inherits else right.bound
            converted = left.partner if left.rule == "conversion" else left.start
            found[i] = replace(right, partner=converted, rule="conversion", bound=bound)
            low, high = ends_of(found[i], found[i].bound)
            found[i] = replace(found[i], low=low, high=high)
            if right.per_unit is None and left.per_unit is None and text.startswith(")", right.end):
                found[i - 1 : i + 1] = _with_per_past(text, found[i - 1], found[i])
    return found
