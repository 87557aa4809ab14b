"""From quantities to rows of the `figures` table: one pass over an article, each quantity read where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.figures.concept import concept_of
from transforms.figures.counted import CONTAINERS, Counted, class_of, counted_by
from transforms.figures.money import currency_of
from transforms.figures.quantities import quantities_in, too_large
from transforms.figures.quantity import Quantity
from transforms.figures.role import (
    anchor_of,
    change_at,
    is_multiplied,
    is_times,
    lemma_of,
    modality_of,
    predicate_of,
    role_of,
    temporality_of,
)
from transforms.figures.scene import Scene, counts_all, is_befallen, is_long_before, where_befallen
from transforms.figures.setting import Named, agent_of, key_of, place_of, qualifier_of, series_of, time_of
from transforms.figures.syntax import Tree
from transforms.figures.units import per_after
from transforms.reading import Reading
from transforms.rows import Figure, Issue, Mention, Time, stable_id
from transforms.words import Word

_SAYS = {
    "number_too_long": "a number of {size} characters, longer than any that news states",
    "number_too_large": "{text!r} is larger than the warehouse can hold",
    "mixed_scripts": "{text!r} mixes digits of several scripts",
    "odd_grouping": "{text!r} groups its digits like no number",
}


@dataclass(slots=True)
class _Read:
    """One quantity and what its sentence says about it."""

    quantity: Quantity
    counted: Counted | None
    anchor: Word | None
    end: int
    again: "_Read | None" = None  # the count that this one gives another number of: police put the number at 8,000


def figures_in(reading: Reading) -> Iterator[Figure | Issue]:
    """One row per quantity of the article, in text order; what cannot be read as a number is an issue."""
    times = reading.found(Time)
    quantities = list(quantities_in(reading.article.text, times))
    if not quantities:
        return
    tree = Tree.of(reading)
    reads: list[_Read] = []
    for quantity in quantities:
        if reads and quantity.start < reads[-1].end:
            continue  # the 100,000 of 12 cases per 100,000 people
        if quantity.problem or too_large(quantity):
            yield _issue(reading, quantity)
            continue
        read = _read(reading, tree, quantity, reads[-1] if reads else None)
        if read is not None and not _is_name_in(read, reads[-1] if reads else None):
            reads.append(read)
    named = Named.of(reading.found(Mention))
    scene = Scene.of(reading, named.mentions)
    kept = {read.quantity.start: _id(reading, read) for read in reads}
    taken = _taken(tree, quantities, times)
    kept |= {read.quantity.number_start: _id(reading, read) for read in reads}
    figures = []
    for i, read in enumerate(reads):
        following = reads[i + 1] if i + 1 < len(reads) else None
        previous = reads[i - 1] if i else None
        figures.append(_figure(reading, tree, named, scene, times, read, following, previous, kept, taken))
    yield from _joined(reading.article.text, figures)


_ADDS = re.compile(r"\b(?:another|further|additional)\s$", re.I)
_THEN_FROM = re.compile(r"(?:\s(?:in|on|last|this)\s\w+(?:\s\d{1,4})?)?,?\s(?:(?:up|down)\s)?from\s(?:an?\s)?", re.I)
_TO = re.compile(r"\bto\s$", re.I)
_THEN_TO = re.compile(
    r",?\s(?:(?:in|on|last|this|before|after|by)\s(?:the\s)?\w+\s)?to\s(?:an?\s(?:record\s)?(?:high|low)\sof\s)?"
)


def _joined(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures with what neighbours say of each other: fell 1.7 % *to* 82, fell *to* 61 % in July *from* 71 %."""
    for i in range(1, len(figures)):
        left, right = figures[i - 1], figures[i]
        if left.sentence_id != right.sentence_id:
            continue
        gap = text[left.end_char : right.start_char]
        if (
            {left.role, right.role} <= {"stock", "flow"}
            and left.unit is not None
            and (left.unit, left.currency) == (right.unit, right.currency)
            and _THEN_FROM.fullmatch(gap)
            and _TO.search(text[max(0, left.start_char - 4) : left.start_char])
        ):
            figures[i - 1] = left = replace(left, role="change_to", series_key=None)
        if right.role == "change_to" and right.concept is None and _THEN_TO.fullmatch(gap):
            figures[i] = right = replace(right, concept=left.concept)
        if left.role == "difference" and right.role in ("stock", "flow") and _THEN_TO.fullmatch(gap):
            figures[i] = replace(right, role="change_to", change_dir=None, concept=right.concept or left.concept)
        elif left.role == "change_to" and right.role in ("stock", "flow") and _THEN_FROM.fullmatch(gap):
            figures[i] = replace(right, role="change_from", change_dir=None, series_key=None)
    return figures


def _taken(tree: Tree, quantities: list[Quantity], times: list[Time]) -> frozenset[int]:
    """The tokens of quantities and times."""
    said = [_tokens_in(tree, q.start, q.end) for q in quantities]
    dated = [_tokens_in(tree, t.start_char, t.end_char) for t in times if t.kind != "duration"]
    days = {i for span in dated for i in span}
    # The September contract: a month may be part of a name for a thing.
    named = {i for i in days if tree.doc[i].dep_ == "compound" and tree.doc[i].head.i not in days}
    return frozenset({i for span in said for i in span} | (days - named))


def _tokens_in(tree: Tree, start: int, end: int) -> range:
    first = tree.index_at(start)
    return range(first, max(tree.first_after(end), first + 1))


def _is_name_in(read: _Read, previous: _Read | None) -> bool:
    """Whether a bare number is part of a name: the 787 Dreamliner, two new 737 Max jets."""
    quantity, counted = read.quantity, read.counted
    if quantity.unit is not None or quantity.scaled or quantity.kind != "count" or quantity.rule != "number":
        return False
    if (
        previous is not None
        and previous.counted is not None
        and previous.counted.start_char <= quantity.number_start < previous.counted.end_char
    ):
        return True
    if counted is None or quantity.number is None or quantity.number.style != "digits" or quantity.value is None:
        return False
    if quantity.approximator or quantity.value >= 10_000:
        return False  # more than 90,000 VW vehicles
    first = counted.head.doc[counted.begin]
    return (
        first.pos_ == "PROPN"
        and counted.head.tag_ in ("NN", "NNP")
        and quantity.value >= 100
        and first.ent_type_ not in ("NORP", "GPE")
    )


def _issue(reading: Reading, quantity: Quantity) -> Issue:
    text = reading.article.text[quantity.start : quantity.end]
    reason = quantity.problem or "number_too_large"
    return Issue.at(
        f"{reading.article.article_id}[{quantity.start}:{quantity.end}]",
        step="figures",
        reason=reason,
        says=_SAYS[reason].format(text=text[:60], size=len(text)),
        source_name=reading.article.source_name,
        article_id=reading.article.article_id,
        start_char=quantity.start,
        end_char=quantity.end,
    )


def _id(reading: Reading, read: _Read) -> str:
    return stable_id(
        "figure", reading.article.article_id, reading.article.version, read.quantity.start, read.quantity.end
    )


_TOTAL_TO = re.compile(
    r"[^.;\n]{0,40}\b(?:bringing|taking|raising|pushing|brought|took|raised|pushed)\s(?:the|its|their)\s"
    r"(?:[\w-]+\s){0,2}(?:total|tally|number|count)\s(?:[\w-]+\s){0,3}to\s"
)
_ELLIPSIS = re.compile(
    r"(?:\band|\bfrom|\bversus|\bwith|\bagainst|\bor|\bthan)\s+(?:about\s+|some\s+|just\s+"
    r"|only\s+|more than\s+|nearly\s+)?$"
)


def _may_count_alike(quantity: Quantity, earlier: Quantity) -> bool:
    """Whether a number is bare, and the one before it a count, so that both may be of the same things."""
    are_counts = (quantity.kind, earlier.kind) == ("count", "count")
    return are_counts and quantity.unit is None and earlier.unit is None and not quantity.per_unit


def _elided(text: str, tree: Tree, quantity: Quantity, before: _Read) -> Counted | None:
    """What a bare number counts that repeats a count of its sentence: 435 homes by open sale and 187 by tender."""
    if not tree.is_parsed or before.counted is None or not _may_count_alike(quantity, before.quantity):
        return None
    if quantity.number is None or quantity.number.style == "one":
        return None
    gap = text[before.counted.end_char : quantity.start]
    if len(gap) > 90 or "\n" in gap or re.search(r"[.;:]\s", gap) or not _ELLIPSIS.search(gap):
        return None
    return before.counted


_ANOTHER_NUMBER = re.compile(
    r"\b(?:put|puts|putting|placed|places|pegged|gave|gives|said|says)\s(?:the|that|this|their)\s(?:\w+\s)?(?:number|figure|total|count)"
    r"\s(?:at|to be|was|is|as)\s(?:\w+\s){0,2}$"
)


def _recounted(text: str, quantity: Quantity, before: _Read) -> bool:
    """Whether a bare number says how many others are of what was counted in this sentence or the one before."""
    if before.counted is None or not _may_count_alike(quantity, before.quantity):
        return False
    gap = text[before.counted.end_char : quantity.start]
    return len(gap) < 300 and len(re.findall(r"[.!?]\s", gap)) <= 1 and _ANOTHER_NUMBER.search(gap) is not None


def _totalled(text: str, quantity: Quantity, previous: _Read) -> Counted | None:
    """What a bare total counts by the count that it was raised by: 12 new deaths, taking the total to 400."""
    if quantity.kind != "count" or quantity.unit is not None or previous.counted is None:
        return None
    return previous.counted if _TOTAL_TO.fullmatch(text[previous.counted.end_char : quantity.start]) else None


def _read(reading: Reading, tree: Tree, quantity: Quantity, before: _Read | None) -> _Read | None:
    """The quantity with its counted noun, or null for a "one" that counts nothing."""
    if quantity.rule in ("multiplied", "times") and not is_multiplied(tree, quantity):
        if not is_times(tree, quantity):
            return None
        quantity = replace(quantity, rule="times")
    counted, again = counted_by(tree, quantity), None
    end = quantity.end
    if counted is not None and quantity.per_unit is None:
        per = per_after(reading.article.text, counted.end_char)
        if per is not None:
            kind = quantity.kind if quantity.kind in ("money", "percent") else "rate"
            quantity, end = replace(quantity, per_unit=per[0], kind=kind), per[1]
    if counted is None and before is not None:
        again = before if tree.is_parsed and _recounted(reading.article.text, quantity, before) else None
        counted = before.counted if again else _elided(reading.article.text, tree, quantity, before)
    anchor = anchor_of(tree, quantity, counted.head if counted and counted.head.idx > quantity.start else None)
    if (
        quantity.number is not None
        and quantity.number.style == "one"
        and quantity.is_bare
        and quantity.rule == "number"
    ):
        if counted is None:
            return None
        opens = tree.doc[tree.index_at(quantity.number_start)].is_sent_start
        if opens and class_of(tree, counted, anchor, quantity) is None:
            return None  # "One potential response ..." tells, it does not count
    if counted is None and _points_back(tree, quantity):
        return None
    return _Read(quantity, counted, anchor, end, again)


def _points_back(tree: Tree, quantity: Quantity) -> bool:
    """Whether a bare number word only takes up what was named before (those two), which counts nothing new."""
    if not tree.is_parsed or not quantity.is_bare or quantity.approximator or quantity.rule != "number":
        return False
    at = tree.index_at(quantity.number_start)
    spelled = quantity.number is not None and quantity.number.style == "words" and (quantity.value or 99) < 13
    return spelled and at > 0 and tree.doc[at - 1].lower_ in ("those", "these", "the", "all", "us", "them", "you")


def _figure(
    reading: Reading,
    tree: Tree,
    named: Named,
    scene: Scene,
    times: list[Time],
    read: _Read,
    following: _Read | None,
    previous: _Read | None,
    kept: dict[int, str],
    taken: frozenset[int],
) -> Figure:
    article, quantity, counted, anchor = reading.article, read.quantity, read.counted, read.anchor
    text = article.text
    verb = predicate_of(tree, quantity, anchor)
    unit = quantity.unit
    # What stands in brackets says the same as what it converts.
    about = previous if quantity.rule == "conversion" and previous is not None else read
    said = read.again or about
    change = change_at(text, about.quantity, about.anchor)
    like = counted or (_totalled(text, quantity, previous) if previous is not None else None)
    counted_class = class_of(tree, like, anchor, quantity)
    role = role_of(text, quantity, change, anchor, is_container=previous is not None and _holds(read, previous))
    temporality = temporality_of(verb)
    is_object = anchor is not None and anchor.dep_ == "obj" and quantity.kind != "money"
    modality = modality_of(verb, temporality, is_object=is_object)
    head = counted.head if counted else None
    qualifier = qualifier_of(named, head, counted.begin if counted else 0, verb)
    # Who put the number at so many did not do what is counted.
    told, deed = (
        (read.again, predicate_of(tree, read.again.quantity, read.again.anchor)) if read.again else (read, verb)
    )
    agent, place = agent_of(named, deed, head), place_of(named, deed, told.anchor)
    time = time_of(times, tree, verb, anchor, quantity.start, quantity.end)
    if quantity.kind == "age" and quantity.rule != "age_copula":
        # Ana Diaz, 37, is that old whoever does what to her, and where.
        is_hers = agent is not None and text[agent.end_char : quantity.start] in (", ", " (")
        agent, place, time = agent if is_hers else None, None, None
    currency = None
    if unit is not None and unit.dimension == "currency":
        ties = [mention for mention in (agent, qualifier, place) if mention is not None]
        currency = currency_of(reading, named, quantity, unit, ties)
    series_class, befallen = counted_class, is_befallen(counted_class)
    whose, where = key_of(qualifier) or (None if befallen else key_of(agent)), key_of(place)
    if counted_class is not None and befallen:
        series_class = counts_all(text, counted_class, counted, quantity, qualifier, verb)
        where = where_befallen(
            scene, reading, quantity, place, counted_class, is_past=is_long_before(time, article.published_on)
        )
    is_price = verb is not None and verb.lemma_ == "cost"  # whoever it costs so much, the subject does not spend it
    if is_price or _ADDS.search(text[max(0, quantity.start - 12) : quantity.start]):  # another 1,000 troops
        series_class = None
    is_known = unit is not None and (unit.dimension != "currency" or currency is not None)
    value_si = unit.in_si(quantity.value) if unit is not None and is_known and quantity.value is not None else None
    return Figure(
        figure_id=_id(reading, read),
        article_id=article.article_id,
        sentence_id=reading.sentence_at(quantity.number_start).sentence_id,
        start_char=quantity.start,
        end_char=quantity.end,
        text=text[quantity.start : quantity.end],
        kind=quantity.kind,
        value=quantity.value,
        value_low=quantity.low,
        value_high=quantity.high,
        bound=quantity.bound,
        is_approx=quantity.is_approx,
        is_vague=quantity.is_vague,
        approximator=quantity.approximator,
        unit=unit.name if unit else None,
        currency=currency,
        per_unit=quantity.per_unit,
        dimension=unit.dimension if unit else None,
        value_si=value_si,
        unit_si=None if value_si is None or unit is None else currency if unit.dimension == "currency" else unit.si,
        counted_text=text[counted.start_char : counted.end_char] if counted else None,
        counted_head=counted.lemma if counted else None,
        counted_modifiers=counted.modifiers if counted else None,
        counted_class=counted_class,
        counted_entity_id=qualifier.entity_id if qualifier else None,
        concept=concept_of(tree, said.quantity, said.counted, said.anchor, taken),
        group_text=_group_text(text, tree, read, following),
        role=role,
        change_dir=change.direction,
        pair_figure_id=kept.get(quantity.partner) if quantity.partner is not None else None,
        predicate=lemma_of(deed) if deed is not None else None,
        agent_entity_id=agent.entity_id if agent else None,
        place_entity_id=place.entity_id if place else None,
        time_id=time.time_id if time else None,
        temporality=temporality,
        modality=modality,
        series_key=series_of(
            series_class, role, modality, whose, where, quantity.per_unit, currency, is_befallen=befallen
        ),
        zone=reading.zone_at(quantity.start),
        confidence=_confidence(quantity, counted),
        rule=quantity.rule,
    )


def _holds(read: _Read, previous: _Read) -> bool:
    """Whether these are the containers of what was counted just before: 12,000 soldiers in two brigades."""
    if read.counted is None or previous.counted is None or read.counted.lemma not in CONTAINERS:
        return False
    begin = read.counted.begin
    doc = read.counted.head.doc
    between = doc.between(previous.counted.head.i + 1, begin)
    return (
        len(between) <= 4
        and bool(between)
        and between[0].lower_ in ("in", "into", "across", "organised", "organized", "divided")
    )


def _group_text(text: str, tree: Tree, read: _Read, following: _Read | None) -> str | None:
    if following is None or following.counted is None or read.counted is None or not _holds(following, read):
        return None
    start = tree.doc[read.counted.head.i + 1].idx
    return text[start : following.counted.end_char]


def _confidence(quantity: Quantity, counted: Counted | None) -> float:
    if quantity.rule in ("age_copula", "age_apposition"):
        return 0.8
    if quantity.unit is not None:
        return 0.95
    if quantity.kind == "ordinal":
        return 0.7
    return 0.9 if counted is not None else 0.6
