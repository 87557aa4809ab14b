"""Quantities: numbers with their signs, scales, units, bounds and the ranges they form, read from the text alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from transforms.figures import units
from transforms.figures.ages import with_age
from transforms.figures.bounds import Bound, bound_after, bound_before
from transforms.figures.masks import is_address, mask_of, masked_by_time, places_in_series
from transforms.figures.neighbours import merged, with_conversions
from transforms.figures.quantity import Quantity, ends_of, kind_of
from transforms.figures.tables import with_table_sums
from transforms.figures.units import Found, Unit
from transforms.numbers import EXACT, LARGEST, Number, numbers_of, scaled_by_letter
from transforms.rows import Time

_SIGN = re.compile(r"(?:(?<![\w)%\d])[-−–‐]\s?|\b[Mm]inus[\s-]|(?<![\w-])negative\s)$")
_PLUS = re.compile(r"(?:-plus|-odd|\+)(?=[\s-])")
_FEET = re.compile(
    r"""(?P<feet>\d)(?:\s?['’′]\s?(?P<inches>1[01]|\d)\s?(?:''|’’|["”″])|-foot-(?P<more>1[01]|\d)(?:-inch)?\b)"""
)
# What was up to 1.15 billion from 700 million moved there; what is up to 1.15 billion is at most that.
_UP_TO = re.compile(r"(?:\b(?:is|are|was|were|be|been|rose|climbed|moved|went|jumped|edged)|,)\s$")
# What exceeds a number is more than that, unless it does not; to exceed the 40 of last year is to be set beside them.
_EXCEEDS = re.compile(r"(?<!\bnot\s)(?<!\bnever\s)(?<!n[’']t\s)\b(?P<word>exceed(?:s|ed)?)\s$", re.I)
_FROM_NUMBER = re.compile(r"\s(?:\w+\s)?from\s(?:about\s|around\s|just\s|an?\s(?:earlier\s)?)?[$£€]?\d")
_OF_A = re.compile(
    r" of an?(?= (?:percentage point|point|mile|inch|kilomet|met(?:re|er)\b|pound\b|ounce|acre|degree|second\b|tonne))"
)
# How often something happened, not how many times as much it is: stabbed 17 times since May.
_OFTEN = re.compile(
    r"\s?(?:[.,;:)”]|$|\n)|\s(?:in|per|since|during|at|with|on|before|between|and|by|for|last|this|every|each|to|when|while|from|over"
    r"|after|a)\b(?!\s(?:earnings|its|their|the size))"
)
_GREW = re.compile(
    r"\b(?:r[io]se|risen|gr[oe]w\w*|increas\w*|multipl\w*|jump\w*|surg\w*|swell\w*|expand\w*|soar\w*|up|worth|to|at|of"
    r"|trad\w*|is|are|was|were|be|been|outnumber\w*(?:\s\w+){0,3})\s"
    r"(?:by\s)?(?:about\s|some\s|nearly\s|almost\s|more than\s|over\s|around\s)?$"
)
_WORKED_PER = frozenset("day week month year".split())  # 60 hours a week
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th)\b(?!\s+(?:[Cc]entury|Avenue|Ave|St|Street|Amendment|Congress|Army|Division|Brigade|[Ff]loor|hole|lap|Airborne"
    r"|Infantry|Armou?red|Mechani[sz]ed|Motori[sz]ed|Regiment|Fleet|Circuit|Battalion|Marines?|Squadron|Wing|Precinct"
    r"|Arrondissement|District|Assault|Tank|Artillery|Guards|Mountain|Panzer|Cavalry|Separate|Corps|Ward|Parliament))"
)


def quantities_in(text: str, times: Sequence[Time]) -> Iterator[Quantity]:
    """The quantities of a text in order, dates, scores, names and the like left out; with a `problem` if unreadable."""
    found = list(_singles(text, times))
    found = with_table_sums(text, merged(text, found))
    for i in range(len(found) - 1, -1, -1):
        if found[i].problem is None:
            found[i] = _bounded(text, found[i])
    yield from with_conversions(text, found)


def _singles(text: str, times: Sequence[Time]) -> Iterator[Quantity]:
    at, skip, masked = 0, -1, -2
    places = places_in_series(text)
    for number in numbers_of(text):
        while at < len(times) and times[at].end_char <= number.start:
            at += 1
        if number.start < skip:
            continue
        joint = text[masked : number.start] if 0 <= masked < number.start < masked + 5 else ""
        if joint == "-of-" or (len(joint) == 1 and joint in "-–/:."):  # the second half of a score, a serial number
            masked = number.end
            continue
        if at < len(times) and masked_by_time(number, times, at):
            continue
        quantity = None if number.start in places else _single(text, number, skip)
        if quantity is None:
            masked = number.end
            continue
        skip = quantity.end
        yield quantity


def _single(text: str, number: Number, floor: int) -> Quantity | None:
    """A number with its currency, sign, scale and unit, none of it before `floor`; null where it is no figure."""
    if number.problem:
        return _unreadable(text, number)
    if (tall := _FEET.match(text, number.start)) is not None and (number.value or 0) < 9:
        return _height(number, tall)
    sign = units.currency_before(text, number.start)
    if sign is not None and sign.at < floor:
        sign = None
    negative, start = _sign(text, sign.at if sign else number.start)
    if number.letter and units.letter_is_scale(text, number.end, number.letter, has_currency=sign is not None):
        number = scaled_by_letter(number)
    number, unit, unit_end, hyphened = _with_unit(text, number, sign)
    is_ordinal = number.style == "digits" and unit is None and _ORDINAL.match(text, number.end) is not None
    if not is_ordinal and re.match(r"(?:st|nd|rd|th)\b", text[number.end : number.end + 3]):
        return None
    masked = mask_of(text, number, start, bare=unit is None and not number.scaled) is not None
    if masked:
        return None
    value = -number.value if negative and number.value is not None else number.value
    end = number.end + 2 if is_ordinal else max(unit_end, number.end)
    quantity = Quantity(
        start, end, number.start, number.end, value, number.low, number.high,
        is_vague=number.is_vague, is_approx=number.style == "couple", unit=unit, unit_end=unit_end,
        is_hyphened=hyphened, scaled=number.scaled, raw=number.raw, number=number,
    )  # fmt: skip
    if is_ordinal:
        return replace(quantity, kind="ordinal", rule="ordinal")
    if number.style == "multiple":
        rule = "times" if text[number.start : number.end].lower() == "twice" else "multiplied"
        return replace(quantity, unit=units.units()["times"], kind="ratio", rule=rule)
    if number.style == "fraction" and unit is None:
        quantity = replace(quantity, kind="ratio", rule="fraction")
    return with_age(text, _with_per(text, quantity))


def _height(number: Number, found: re.Match[str]) -> Quantity:
    """5'2", 6-foot-4: a length in feet, its inches twelfths."""
    value = EXACT.add(Decimal(found["feet"]), EXACT.divide(Decimal(found["inches"] or found["more"]), Decimal(12)))
    end = found.end()
    foot = units.unit_named("foot")
    return Quantity(
        number.start,
        end,
        number.start,
        end,
        value,
        unit=foot,
        unit_end=end,
        kind="measure",
        number=number,
        rule="parts",
    )


def _unreadable(text: str, number: Number) -> Quantity | None:
    """The number that cannot be read, to become an issue; null for a version, an address on the net, a section."""
    written = text[number.start : number.end]
    if number.problem == "odd_grouping" and re.match(r"[\d.,]*$", written) and written.count(".") > 1:
        return None
    return Quantity(number.start, number.end, number.start, number.end, None, problem=number.problem, number=number)


def _with_unit(text: str, number: Number, sign: Found | None) -> tuple[Number, Unit | None, int, bool]:
    """The number with the scale that its unit brings, its unit, where that ends, and whether a hyphen joins them."""
    unit, unit_end, hyphened = (sign.unit if sign else None), number.end, False
    after = _unit_after(text, number, sign)
    if after is not None:
        hyphened = text[_unit_begin(text, number)] in "-–"
        unit = after.unit if unit is None or (unit.currency == "" and after.unit.currency) else unit
        unit_end = after.at
    if unit is None or unit.dimension != "currency":
        return number, unit, unit_end, hyphened
    if not number.scaled:
        number, unit_end = _late_scale(text, number, unit_end)
    if unit.factor is not None and unit.factor >= 1000 and number.value is not None:  # 120 MEUR
        number = replace(number, value=EXACT.multiply(number.value, unit.factor), scaled=True)
        unit = replace(unit, factor=Decimal(1))
    return number, unit, unit_end, hyphened


def _unit_after(text: str, number: Number, sign: Found | None) -> Found | None:
    """The unit after a number; after one with a currency sign only another word for that money ($5 Canadian)."""
    if sign is not None and sign.unit.currency not in ("", "USD", "EUR", "CAD"):
        return None
    in_digits = number.style == "digits" or (number.style == "fraction" and not text[number.end - 1].isalpha())
    begin = _unit_begin(text, number)
    after = units.unit_after(text, begin, number.value, scaled=number.scaled, in_digits=in_digits)
    if after is not None and after.unit.name == "watt" and is_address(text, number.end):
        return None  # 12 W. Main Street
    if after is None or sign is None:
        return after
    same = after.unit.dimension == "currency" and after.unit.factor == sign.unit.factor
    return after if same else None


def _unit_begin(text: str, number: Number) -> int:
    """Where a unit may begin: past the number, past -plus and -odd, and past the "of" of millions of dollars."""
    suffix = _PLUS.match(text, number.end)
    if suffix is not None:
        return suffix.end()
    if number.style == "fraction" and (part := _OF_A.match(text, number.end)) is not None:
        return part.end()  # 7/8 of a percentage point
    of = number.is_vague or number.style == "couple"
    lead = next((lead for lead in (" of ", ", of ") if of and text.startswith(lead, number.end)), " ")
    return number.end + len(lead) - 1  # hundreds, if not thousands, of kilometres


def _sign(text: str, start: int) -> tuple[bool, int]:
    head = text[max(0, start - 10) : start]
    found = _SIGN.search(head)
    if found is None:
        return False, start
    at = start - len(head) + found.start()
    if text[max(0, at - 8) : at].lower().endswith("plus or ") or text[max(0, at - 2) : at] in ("+/", "+ "):
        return False, start  # a margin of plus or minus 3 points
    # "word -5" may be a dash; "(-5", "to -5" and "minus 20" are signs.
    if found.group().strip() in ("-", "−", "–", "‐"):
        if found.group().strip() in ("–", "‐") or (
            found.group()[-1] == " "
            and at > 0
            and not re.search(r"(?:convert|of|at|to|was|is)\s$", text[max(0, at - 9) : at])
        ):
            return False, start
        if at and text[at - 1] not in " (\n\t\u00a0":
            return False, start
    return True, at


def _late_scale(text: str, number: Number, unit_end: int) -> tuple[Number, int]:
    """75 USD million, 22.5 million after a code in front is read already; here the scale follows the unit."""
    found = re.match(r"\s(million|billion|trillion|thousand)\b", text[unit_end : unit_end + 10])
    if found is None or unit_end <= number.end or number.value is None:
        return number, unit_end
    scale = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}[found.group(1)]
    return replace(number, value=EXACT.scaleb(number.value, scale), scaled=True), unit_end + found.end()


def _with_per(text: str, quantity: Quantity) -> Quantity:
    per = units.per_after(text, max(quantity.unit_end, quantity.number_end))
    if quantity.unit is None:
        if per and text[quantity.number_end : quantity.number_end + 5] in (" per ", " each"[:5]):
            return replace(quantity, per_unit=per[0], end=per[1], unit_end=per[1], rule="per")
        return quantity
    kind = kind_of(quantity.unit)
    always = (quantity.unit.name, quantity.value) in (("hour", Decimal(24)), ("day", Decimal(7)))
    worked = (
        quantity.unit.name in ("hour", "minute", "day") and per is not None and per[0] in _WORKED_PER and not always
    )
    if (
        quantity.unit.name == "count"
        and _OFTEN.match(text, quantity.unit_end)
        and not _GREW.search(text[max(0, quantity.start - 40) : quantity.start])
    ):
        kind = "count"  # stabbed 17 times
    if per is None or (
        quantity.unit.dimension in ("age", "time", "multiple") and quantity.unit.name != "count" and not worked
    ):
        return replace(quantity, kind=kind)
    name, end = per
    made = units.combined(quantity.unit, name)
    if made is not None:
        return replace(quantity, unit=made, kind="measure", unit_end=end, end=end, rule="unit")
    return replace(
        quantity,
        kind=kind if kind in ("money", "percent") else "rate",
        per_unit=name,
        unit_end=end,
        end=end,
        rule="unit",
    )


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """The quantity with its approximators, and with low and high ends that follow from them."""
    said = _bounds_before(text, quantity.start)
    if all(found.bound == "exact" for found in said):  # some 30-plus firms
        inner = quantity.unit_end == quantity.number_end or _PLUS.match(text, quantity.number_end)
        after = bound_after(text, quantity.end) or (bound_after(text, quantity.number_end) if inner else None)
        said += [after] if after and (not said or after.bound != "exact") else []
    if said and said[-1].words == "up to" and _is_moved_to(text, said[-1].start, quantity.end):
        said.pop()
    bound = quantity.bound
    for found in reversed(said):  # the one after it, then the nearest before it
        bound = found.bound if bound == "exact" else bound
    exceeds = None if said else _EXCEEDS.search(text, max(0, quantity.start - 24), quantity.start)
    if exceeds is not None and bound == "exact":
        bound = "more_than"
    if quantity.rule == "multiplied" and quantity.value is not None and quantity.value < 1:
        bound = {"more_than": "less_than", "less_than": "more_than"}.get(bound, bound)  # more than halved: less is left
    low, high = ends_of(quantity, bound)
    return replace(
        quantity,
        start=min([quantity.start, *(found.start for found in said)]),
        end=max([quantity.end, *(found.end for found in said)]),
        bound="range" if quantity.is_vague else bound,
        is_approx=quantity.is_approx or any(found.is_approx for found in said),
        approximator=" ".join(found.words for found in said) or (exceeds["word"].lower() if exceeds else None),
        low=low,
        high=high,
    )


def _is_moved_to(text: str, start: int, end: int) -> bool:
    """Whether "up to" before a quantity says where something rose, for it says from where as well."""
    return _FROM_NUMBER.match(text, end) is not None and _UP_TO.search(text[max(0, start - 10) : start]) is not None


def _bounds_before(text: str, start: int) -> list[Bound]:
    """The approximators before an offset, at most two, in text order: at least about."""
    near = bound_before(text, start)
    if near is None:
        return []
    far = bound_before(text, near.start)
    return [near] if far is None or (far.bound == "exact" and not far.is_approx) else [far, near]


def too_large(quantity: Quantity) -> bool:
    """Whether a value is beyond what a double can hold."""
    return any(abs(v) > LARGEST for v in (quantity.value, quantity.low, quantity.high) if v is not None)
