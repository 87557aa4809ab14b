"""Quantities: numbers with their signs, scales, units, bounds and the ranges they form, read from the text alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from transforms.figures import units
from transforms.figures.bounds import bound_after, bound_before
from transforms.figures.masks import is_score, mask_of, masked_by_time
from transforms.figures.units import Unit
from transforms.numbers import EXACT, LARGEST, Number, numbers_of, scaled_by_letter
from transforms.rows import Time

_SIGN = re.compile(r"(?:(?<![\w)%\d])[-−–‐]\s?|\b[Mm]inus[\s-]|(?<![\w-])negative\s)$")
_DASH = re.compile(r"\s?(?:-|–|—|‐|--)\s?$")
_TO = re.compile(
    r"(?:\s(?:up\s)?(?:to|through|till|until)\s(?:about\s|around\s|as (?:many|much|high) as\s"
    r"|nearly\s|almost\s|roughly\s)?|-to-|\s-\sto\s)$"
)
_OPENS = re.compile(r"\s?[(\[](?:about |around |approximately |roughly |or |~)?")
_PLUS = re.compile(r"(?:-plus|-odd|\+)(?=[\s-])")
_LEVEL = re.compile(r"^[^.;]{0,40}\b(?:to|at)\s$")
_FAR_TO = re.compile(r"\s(?:at|on|in|last|a|earlier|per)\s[^,;$£€]{2,36}\sto\s")
_ENDS = re.compile(
    r"\s*(?:[.,;:)]|$|(?:to|by|in|as|over|after|from|at|on|and|this|last|while|when|since|before"
    r"|within|during|for|who|were|was|are|is|years?)\b)"
)
_AND = re.compile(r"\sand\s(?:about\s|around\s|roughly\s)?$")
_OR = re.compile(r"(?:-?\s(?:or|and)\s(?:maybe\s|even\s|perhaps\s)?|-or-|/)$")
_COMMA = re.compile(r"(?:,\s|,?\s(?:and|or)\s|,\s(?:and|or)\s|\sand\sthen\s|\s(?:vs\.?|versus)\s|\sx\s|\sby\s)$")
_OF_ITS = re.compile(r"\s(?:(?:out\s)?of\s(?:the|its|their|a|an)(?:\stotal|\sestimated|\splanned|\spromised)?|of)\s$")
_IN = re.compile(r"\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s$")
_RATIO = re.compile(r"(?::|-to-|\sto\s)$")
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
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th)\b(?!\s+(?:[Cc]entury|Avenue|Ave|St|Street|Amendment|Congress|Army|Division|Brigade|Floor))"
)
_AGE_COMMA = re.compile(
    r"(?:[A-Z][\w’'.-]+|\b(?:daughter|son|boy|girl|man|woman|mother|father|husband|wife|brother"
    r"|sister),?(?:\s[A-Z]\w+)?),\s$"
)
_AGED = re.compile(
    r"\b(?:aged?|ages|at the age of|the age of|over the age of|under the age of|age of|turned"
    r"|turns|turning)\s+(?:between\s+|of\s+|about\s+|over\s+|under\s+)?$"
)
_AGE_IS = re.compile(
    r"\b(?:who|he|she|I|[A-Z][a-z]+)\s+(?:is|was|’s|'s)\s+(?:now\s+|just\s+|only\s+|about\s+|then\s+)?$"
)
_UNDER_AGE = re.compile(
    r"\b(?:children|kids|boys|girls|those|people|adults|women|men|youths|anyone|everyone|residents"
    r"|players|citizens|voters|patients|infants|girl|boy|workers|males|females|persons|drivers"
    r"|students)\s+(?:who\s+(?:are|were)\s+)?(?:aged\s+)?(?:under|over|above|below|younger than"
    r"|older than|between|from)\s+(?:the ages? of\s+)?$",
    re.I,
)
_MAGNITUDE = re.compile(r"\b(?:magnitude|Richter scale(?:\s+at)?)[\s-]+(?:of\s+)?$")
_FOLD = re.compile(r"[- ]?fold\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity as the text alone gives it: `start` to `end` hold number, magnitude, unit and approximator."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = "exact"
    is_approx: bool = False
    is_vague: bool = False
    approximator: str | None = None
    unit: Unit | None = None
    unit_end: int = 0  # where the unit after the number ends; equals number_end without one
    per_unit: str | None = None
    kind: str = "count"
    is_hyphened: bool = False
    problem: str | None = None
    scaled: bool = False
    raw: Decimal | None = None
    number: Number | None = None
    shares_next: bool = False  # counts what the next quantity counts (12, 15 and 20 people)
    change_end: str | None = None  # from, to
    partner: int | None = None  # start of the other end, or of what it converts
    rule: str = "number"

    @property
    def is_bare(self) -> bool:
        """Whether nothing says what it measures."""
        return self.unit is None and not self.scaled


def quantities_in(text: str, times: Sequence[Time]) -> Iterator[Quantity]:
    """The quantities of a text in order, dates, scores, names and the like left out; with a `problem` if unreadable."""
    found = list(_singles(text, times))
    found = _merged(text, found)
    for i in range(len(found) - 1, -1, -1):
        if found[i].problem is None:
            found[i] = _bounded(text, found[i])
    yield from _conversions(text, found)


def _singles(text: str, times: Sequence[Time]) -> Iterator[Quantity]:
    at, skip, masked = 0, -1, -2
    for number in numbers_of(text):
        while at < len(times) and times[at].end_char <= number.start:
            at += 1
        if number.start < skip:
            continue
        if number.start == masked + 1 and text[masked] in "-–/:.":  # the second half of a score, a serial number
            masked = number.end
            continue
        if at < len(times) and masked_by_time(number, times, at):
            continue
        quantity = _single(text, number, skip)
        if quantity is None:
            masked = number.end
            continue
        skip = quantity.end
        yield quantity


def _single(text: str, number: Number, floor: int) -> Quantity | None:
    """A number with its currency, sign, scale and unit, none of it before `floor`; null where it is no figure."""
    if number.problem:
        if (
            number.problem == "odd_grouping"
            and re.match(r"[\d.,]*$", text[number.start : number.end])
            and text[number.start : number.end].count(".") > 1
        ):
            return None  # a version, an address on the net, a section
        return Quantity(number.start, number.end, number.start, number.end, None, problem=number.problem, number=number)
    sign_first = units.currency_before(text, number.start)
    if sign_first and sign_first.at < floor:
        sign_first = None
    start = sign_first.at if sign_first else number.start
    negative, start = _sign(text, start)
    if number.letter and units.letter_is_scale(text, number.end, number.letter, has_currency=sign_first is not None):
        number = scaled_by_letter(number)
    unit, unit_end, hyphened = (sign_first.unit if sign_first else None), number.end, False
    if not sign_first or sign_first.unit.currency in ("", "USD", "EUR", "CAD"):
        begin = _unit_begin(text, number)
        after = units.unit_after(
            text,
            begin,
            number.value,
            scaled=number.scaled,
            in_digits=number.style == "digits" or (number.style == "fraction" and not text[number.end - 1].isalpha()),
        )
        if after and (not sign_first or after.unit.dimension == "currency"):
            doubled = sign_first is not None and after.unit.factor != sign_first.unit.factor
            if not doubled:
                hyphened = text[begin] in "-–"
                unit = after.unit if unit is None or (unit.currency == "" and after.unit.currency) else unit
                unit_end = after.at
    if unit is not None and number.scaled is False and unit.dimension == "currency":
        number, unit_end = _late_scale(text, number, unit_end)
    if (
        unit is not None
        and unit.dimension == "currency"
        and unit.factor is not None
        and unit.factor >= 1000
        and number.value is not None
    ):
        number = replace(number, value=EXACT.multiply(number.value, unit.factor), scaled=True)  # 120 MEUR
        unit = replace(unit, factor=Decimal(1))
    is_ordinal = number.style == "digits" and unit is None and _ORDINAL.match(text, number.end) is not None
    if not is_ordinal and re.match(r"(?:st|nd|rd|th)\b", text[number.end : number.end + 3]):
        return None
    reason = mask_of(text, number, start, bare=unit is None and not number.scaled)
    if reason is not None and not is_ordinal:
        return None
    value = -number.value if negative and number.value is not None else number.value
    end = max(unit_end, number.end)
    quantity = Quantity(
        start, end, number.start, number.end, value, number.low, number.high,
        is_vague=number.is_vague, is_approx=number.style == "couple", unit=unit, unit_end=unit_end,
        is_hyphened=hyphened, scaled=number.scaled, raw=number.raw, number=number,
    )  # fmt: skip
    if is_ordinal:
        return replace(quantity, kind="ordinal", end=number.end + 2, rule="ordinal") if reason is None else None
    if number.style == "multiple":
        return replace(quantity, unit=units.units()["times"], kind="ratio", rule="multiplied")
    if number.style == "fraction" and unit is None:
        quantity = replace(quantity, kind="ratio", rule="fraction")
    return _with_age(text, _with_per(text, quantity))


def _unit_begin(text: str, number: Number) -> int:
    """Where a unit may begin: past the number, past -plus and -odd, and past the "of" of millions of dollars."""
    suffix = _PLUS.match(text, number.end)
    if suffix is not None:
        return suffix.end()
    return number.end + 3 if number.is_vague and text.startswith(" of ", number.end) else number.end


def _sign(text: str, start: int) -> tuple[bool, int]:
    head = text[max(0, start - 10) : start]
    found = _SIGN.search(head)
    if found is None:
        return False, start
    at = start - len(head) + found.start()
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
    kind = _kind(quantity.unit)
    if per is None or (quantity.unit.dimension in ("age", "time", "multiple") and quantity.unit.name != "count"):
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


def _kind(unit: Unit) -> str:
    return {"currency": "money", "share": "percent", "time": "duration", "age": "age", "multiple": "ratio"}.get(
        unit.dimension, "measure"
    )


def _with_age(text: str, quantity: Quantity) -> Quantity:
    """aged 45; Park Sun-won, 61, who; children under 5; magnitude 6.1."""
    if fold := _FOLD.match(text, quantity.number_end):
        times = units.units()["times"]
        return replace(quantity, unit=times, kind="ratio", unit_end=fold.end(), end=fold.end(), rule="fold")
    if quantity.value is None or quantity.scaled or not (quantity.unit is None or quantity.unit.name == "year"):
        return quantity
    head = text[max(0, quantity.number_start - 44) : quantity.number_start]
    after = text[quantity.unit_end : quantity.unit_end + 12]
    year = units.unit_named("year of age")
    whole = quantity.value == quantity.value.to_integral_value()
    if quantity.unit is None and _MAGNITUDE.search(head):
        return replace(quantity, unit=Unit("magnitude", "earthquake magnitude"), kind="measure", rule="magnitude")
    if not whole or not 0 < quantity.value < 120:
        return quantity
    aged = _AGED.search(head)
    if (
        aged
        and aged.group().strip().startswith("turn")
        and (quantity.unit is not None or re.match(r"\s+[a-z]+s\b|\s*(?:degrees|to|-)", after))
    ):
        aged = None
    if aged or (
        _UNDER_AGE.search(head)
        and (
            quantity.unit is not None
            or not re.match(r"\s+(?:[a-z-]+\s)?(?:[a-z]+(?<!s)s|people|per|percent|million|billion|thousand)\b", after)
        )
    ):
        return replace(quantity, unit=year, kind="age", rule="age")
    if (
        quantity.unit is None
        and quantity.value >= 2
        and quantity.number is not None
        and quantity.number.style == "digits"
    ):
        if (
            _AGE_COMMA.search(head)
            and re.match(r"\s?[,;)]|\.(?:\s|$)", after)
            and not re.match(r",\s\d", after)
            and text[quantity.number_start : quantity.number_end].isdigit()
        ):
            return replace(quantity, unit=year, kind="age", rule="age_apposition")
        if _AGE_IS.search(head) and re.match(r"\s?[.,;]|\s(?:when|at the time|and)\b|$", after):
            return replace(quantity, unit=year, kind="age", rule="age_copula")
    return quantity


def _merged(text: str, found: list[Quantity]) -> list[Quantity]:
    """Ranges, ratios and lists made of neighbours; scores dropped."""
    out: list[Quantity] = []
    i = 0
    while i < len(found):
        left = found[i]
        if i + 1 < len(found) and not left.problem and not found[i + 1].problem:
            merged, used = _pair(text, left, found[i + 1])
            if used:
                out.extend(merged)
                i += 2
                continue
        out.append(left)
        i += 1
    return _shared(text, out)


def _pair(text: str, left: Quantity, right: Quantity) -> tuple[list[Quantity], bool]:
    gap = text[left.end : right.start]
    if (
        (len(gap) > 24 and not _FAR_TO.fullmatch(gap))
        or left.kind == "ordinal"
        or right.kind == "ordinal"
        or "range" in (left.rule, right.rule)
        or "multiplied" in (left.rule, right.rule)
        or (left.kind == "ratio" and right.kind in ("money", "count") and _TO.fullmatch(gap))  # by two-thirds to $3m
    ):
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
    lead = text[max(0, left.start - 16) : left.start].lower()
    dash = _DASH.fullmatch(gap) is not None
    if not dash and _DASH.match(text, right.end) and re.match(r"\s?[-–—]\s?[$£€]?\d", text[right.end :][:6]):
        return [], False  # "24.2 to 33-35 billion": the right end is a range itself
    if dash and left.is_bare and right.is_bare and is_score(text, left.number, right.number) and not left.is_hyphened:
        return [], True
    left, right = (
        _share_units(text, left, right)
        if dash or _FAR_TO.fullmatch(gap) or _TO.fullmatch(gap) or _OR.fullmatch(gap) or _AND.fullmatch(gap)
        else (left, right)
    )
    if left.value is None or right.value is None or _clash(left, right):
        return [], False
    if dash and left.value < right.value and not (left.unit and left.unit_end > left.number_end and not right.unit):
        return [_range(text, left, right)], True
    if _TO.fullmatch(gap) or (_FAR_TO.fullmatch(gap) and re.search(r"\bfrom\s+$", lead)):
        return _from_to(text, left, right, lead, gap), True
    if (
        _AND.fullmatch(gap)
        and re.search(r"\b(?:between|from)\s+(?:about\s|around\s|roughly\s|a\s|an\s)?$", lead)
        and left.value < right.value
    ):
        return [_range(text, left, right)], True
    if _OR.fullmatch(gap) and "or" in gap and _is_choice(left, right, gap):
        return [_range(text, left, right)], True
    return [], False


def _as_ratio(text: str, left: Quantity, right: Quantity, gap: str) -> list[Quantity] | None:
    """One ratio made of both (one in five, 3:1), nothing where `12:345` is none; null where they make no ratio."""
    if left.value is None or right.value is None:
        return None
    if not (_IN.fullmatch(gap) and _is_share(text, left, right, gap)):
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
    elif (
        right.unit is None
        and left.unit is not None
        and right.per_unit is None
        and (
            left.unit.dimension == "currency"
            or (
                _ENDS.match(text, right.end)
                and re.search(
                    r"\b(?:from|between|aged|ages)\s+(?:about\s+)?$", text[max(0, left.start - 16) : left.start]
                )
            )
        )
    ):
        right = replace(right, unit=left.unit, kind=left.kind)
    if (
        not left.scaled
        and right.scaled
        and right.raw
        and right.value
        and left.value is not None
        and (left.value <= right.raw or left.value < 100)
    ):
        left = replace(left, value=EXACT.multiply(left.value, EXACT.divide(right.value, right.raw)), scaled=True)
    if right.per_unit and not left.per_unit:
        left = replace(left, per_unit=right.per_unit)
    return left, right


def _clash(left: Quantity, right: Quantity) -> bool:
    if left.unit is None or right.unit is None:
        return right.unit is None and left.unit is not None and left.unit.dimension not in ("currency",)
    return left.unit.name != right.unit.name or bool(
        left.unit.currency and right.unit.currency and left.unit.currency != right.unit.currency
    )


def _is_choice(left: Quantity, right: Quantity, gap: str) -> bool:
    """two or three, 20 or 30: neighbours, said as one rough number; not "7- or 8-inch", which are two things."""
    if (
        left.value is None
        or right.value is None
        or left.value >= right.value
        or gap.startswith("-")
        or left.unit_end > left.number_end
    ):
        return False
    return right.value - left.value <= max(Decimal(1), left.value / 2) and left.value > 1


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
        r"\b(?:rang\w+|anywhere|vary\w*|varies|varied|between|aged?|ages)\s+(?:in price\s+)?(?:from\s+)?$", lead
    )
    if left.value is None or right.value is None:
        return [left, right]
    if not ranging and re.search(r"\bfrom\s+(?:about\s|around\s|roughly\s|nearly\s|up to\s|just\s|a\s|some\s)?$", lead):
        return [
            replace(left, change_end="from", partner=right.start, rule="from_to"),
            replace(right, change_end="to", partner=left.start, rule="from_to"),
        ]
    if left.value < right.value:
        return [_range(text, left, right)]
    return [left, right]


def _shared(text: str, found: list[Quantity]) -> list[Quantity]:
    """Lists: what the last member counts or is measured in, the others share (12, 15 and 20 people)."""
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        gap = text[left.end : right.start]
        if (
            left.problem
            or right.problem
            or left.unit is not None
            or len(gap) > 24
            or left.kind not in ("count", "ratio")
            or left.rule == "ratio"
        ):
            continue
        if _COMMA.fullmatch(gap) or _OR.fullmatch(gap) or gap in (" to ", " in "):
            if right.unit is None:
                found[i] = replace(left, shares_next=gap != " in ")
            elif (
                right.kind != "age"
                and left.kind == "count"
                and gap != " in "
                and (right.unit_end > right.number_end or "-" in gap or _OR.fullmatch(gap))
            ):
                found[i] = replace(left, unit=right.unit, kind=right.kind, per_unit=right.per_unit, rule="list")
        elif (
            right.unit is not None
            and right.unit.name == "point"
            and left.is_bare
            and gap in (" up ", " down ", ", up ", ", down ")
        ):
            found[i] = replace(left, unit=right.unit, kind="measure", rule="ellipsis")
        elif _OF_ITS.fullmatch(gap) and right.kind == "money" and (left.scaled or (left.value or 0) > 999):
            found[i] = replace(left, unit=right.unit, kind="money", rule="ellipsis")
    for i in range(1, len(found)):  # lost 162.31 points to 7,425.81
        left, right = found[i - 1], found[i]
        if (
            left.unit is not None
            and left.unit.name == "point"
            and right.is_bare
            and right.value is not None
            and not right.problem
            and _LEVEL.search(text[left.end : right.start])
            and (right.value >= 1000 or right.value != right.value.to_integral_value())
        ):
            found[i] = replace(right, unit=left.unit, kind="measure", rule="ellipsis")
    return found


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """The quantity with its approximators, and with low and high ends that follow from them."""
    start = quantity.start
    before = bound_before(text, start)
    first = before
    words = []
    approx, bound = quantity.is_approx, quantity.bound
    if before is not None:
        start, approx = before.start, approx or before.is_approx
        bound = before.bound if bound == "exact" else bound
        words.append(before.words)
        second = bound_before(text, start)
        if second is not None and (second.bound != "exact" or second.is_approx):
            start, approx = second.start, approx or second.is_approx
            bound = second.bound if second.bound != "exact" and bound in ("exact",) else bound
            words.insert(0, second.words)
    end = quantity.end
    inner = quantity.unit_end == quantity.number_end or _PLUS.match(text, quantity.number_end)
    after = bound_after(text, quantity.end) or (bound_after(text, quantity.number_end) if inner else None)
    if after is not None and first is None:
        end, approx = max(end, after.end), approx or after.is_approx
        bound = after.bound if bound == "exact" else bound
        words.append(after.words)
    if quantity.rule == "multiplied" and quantity.value is not None and quantity.value < 1:
        bound = {"more_than": "less_than", "less_than": "more_than"}.get(bound, bound)  # more than halved: less is left
    low, high = _ends(quantity, bound)
    return replace(
        quantity, start=start, end=end, bound="range" if quantity.is_vague else bound, is_approx=approx,
        approximator=" ".join(words) or None, low=low, high=high,
    )  # fmt: skip


def _ends(quantity: Quantity, bound: str) -> tuple[Decimal | None, Decimal | None]:
    if quantity.value is None:
        return quantity.low, quantity.high
    if bound in ("more_than", "at_least"):
        return quantity.value, None
    if bound in ("less_than", "at_most"):
        return None, quantity.value
    return quantity.value, quantity.value


def _conversions(text: str, found: list[Quantity]) -> list[Quantity]:
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
            low, high = _ends(found[i], found[i].bound)
            found[i] = replace(found[i], low=low, high=high)
    return found


def too_large(quantity: Quantity) -> bool:
    """Whether a value is beyond what a double can hold."""
    return any(abs(v) > LARGEST for v in (quantity.value, quantity.low, quantity.high) if v is not None)
