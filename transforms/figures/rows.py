"""From quantities to rows of the `figures` table: one pass over an article, each quantity read where it stands."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from transforms.confidence import UNWEIGHED, weighed
from transforms.figures.change import change_at
from transforms.figures.concept import concept_of
from transforms.figures.counted import CONTAINERS, Counted, class_of, classes, counted_by
from transforms.figures.dates import time_of
from transforms.figures.elided import (
    Read,
    counted_by_subject,
    elided,
    first_of,
    gapped,
    is_part_of,
    is_whole_of,
    opens_with_of,
    recounted,
    totalled,
    whole_before,
)
from transforms.figures.joined import joined
from transforms.figures.money import currency_of
from transforms.figures.mood import as_told, is_denied, modality_of, temporality_of
from transforms.figures.near import listed_after
from transforms.figures.predicate import anchor_of, is_multiplied, is_times, lemma_of, predicate_of
from transforms.figures.quantities import quantities_in, too_large
from transforms.figures.quantity import Quantity
from transforms.figures.role import role_of
from transforms.figures.scene import Scene, counts_all, is_befallen, is_long_before, where_befallen
from transforms.figures.setting import (
    Named,
    agent_of,
    is_at_age,
    is_of_agent,
    key_of,
    named_in,
    place_of,
    place_right_after,
    qualifier_of,
    series_of,
)
from transforms.figures.syntax import Tree, case_of
from transforms.figures.units import often_after, often_by, per_after
from transforms.lexicon import seed_rows
from transforms.reading import Reading
from transforms.rows import Figure, Issue, Mention, Time, stable_id
from transforms.words import Word

_SAYS = {
    "number_too_long": "a number of {size} characters, longer than any that news states",
    "number_too_large": "{text!r} is larger than the warehouse can hold",
    "mixed_scripts": "{text!r} mixes digits of several scripts",
    "odd_grouping": "{text!r} groups its digits like no number",
}
_ONLINE = frozenset("user fan follower commenter viewer reader critic".split())
_MATCHING = frozenset("match exceed beat surpass outstrip equal repeat top".split())
_KNOWN = frozenset("the these those its their our his her my both all".split())
_EACH = re.compile(r"\seach\b(?!\s(?:way|other|of|time)\b)")
_ADDS = re.compile(r"\b(?:another|further|additional)\s$", re.I)


def figures_in(reading: Reading) -> Iterator[Figure | Issue]:
    """One row per quantity of the article, in text order; what cannot be read as a number is an issue."""
    times = reading.found(Time)
    quantities = list(quantities_in(reading.article.text, times))
    if not quantities:
        return
    tree = Tree.of(reading)
    reads: list[Read] = []
    for quantity in quantities:
        if reads and quantity.start < reads[-1].end:
            continue  # the 100,000 of 12 cases per 100,000 people
        if quantity.problem or too_large(quantity):
            yield _issue(reading, quantity)
            continue
        read = _read(reading, tree, quantity, whole_before(reading.article.text, quantity, reads))
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
    yield from weighed(reading, joined(reading.article.text, tree, figures))


def _taken(tree: Tree, quantities: list[Quantity], times: list[Time]) -> frozenset[int]:
    """The tokens of quantities and times."""
    said = [tree.doc.tree.tokens_touching(q.start, q.end) for q in quantities]
    dated = [tree.doc.tree.tokens_touching(t.start_char, t.end_char) for t in times if t.kind != "duration"]
    days = {i for span in dated for i in span}
    # The September contract: a month may be part of a name for a thing.
    named = {i for i in days if tree.doc[i].dep_ == "compound" and tree.doc[i].head.i not in days}
    return frozenset({i for span in said for i in span} | (days - named))


def _is_name_in(read: Read, previous: Read | None) -> bool:
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


def _id(reading: Reading, read: Read) -> str:
    return stable_id(
        "figure", reading.article.article_id, reading.article.version, read.quantity.start, read.quantity.end
    )


def _read(reading: Reading, tree: Tree, quantity: Quantity, before: Read | None) -> Read | None:
    """The quantity with its counted noun, or null for a "one" that counts nothing."""
    if quantity.rule in ("multiplied", "times") and not is_multiplied(tree, quantity):
        if not is_times(tree, quantity):
            return None
        quantity = replace(quantity, rule="times")
    counted, again, like, other = counted_by(tree, quantity), None, None, None
    end = quantity.end
    if counted is not None and quantity.per_unit is None:
        per = per_after(reading.article.text, counted.end_char)
        if per is not None:
            kind = quantity.kind if quantity.kind in ("money", "percent") else "rate"
            quantity, end = replace(quantity, per_unit=per[0], kind=kind), per[1]
    if (
        quantity.per_unit is None
        and (often := _often(reading.article.text, tree, quantity, counted, before)) is not None
    ):
        kind = quantity.kind if quantity.kind == "money" else "rate"
        quantity = replace(quantity, per_unit=often, kind=kind)
    if counted is None and before is not None:
        text = reading.article.text
        again = before if tree.is_parsed and recounted(text, quantity, before) else None
        other = gapped(text, tree, quantity, before)
        like = None if again else before if other is not None else elided(text, tree, quantity, before)
        counted = before.counted if again or (like is not None and quantity.kind == "count") else None
    anchor = anchor_of(tree, quantity, counted.head if counted and counted.head.idx > quantity.start else None)
    by_subject = counted_by_subject(tree, quantity, anchor) if counted is None else None
    counted = counted or by_subject
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
        if not quantity.approximator and _is_a_certain(tree, counted.head):
            return None
    if counted is None and _points_back(tree, quantity):
        return None
    is_part = like is not None and is_part_of(reading.article.text, quantity, like)
    return Read(quantity, counted, anchor, end, again, like, other, by_subject is not None, is_part)


def _often(text: str, tree: Tree, quantity: Quantity, counted: Counted | None, before: Read | None) -> str | None:
    """What a figure is counted per, where it does not stand right after it; null where it is counted once and for all.

    It is a time that its clause says (30 people come each day), an adjective's (1,000 daily visitors), or what the
    count before it counts (it offered three firms 5,000 dollars each).
    """
    if not tree.is_parsed or quantity.kind not in ("count", "money", "measure") or quantity.rule == "conversion":
        return None
    if quantity.kind == "money" and _EACH.match(text, quantity.end):
        if before is None or before.counted is None or before.counted.head.tag_ not in ("NNS", "NNPS"):
            return None
        return None if re.search(r"[.!?]\s|\n", text[before.quantity.end : quantity.start]) else before.counted.lemma
    at = tree.index_at(quantity.start)
    if quantity.kind == "count" and at and tree.doc[at - 1].lower_ in _KNOWN:
        return None  # the two meet every year
    if quantity.kind == "count" and counted is not None:
        are_people = (classes("noun").get(counted.lemma) or "").startswith("people")
        if (adjective := often_by(counted.modifiers, counted.lemma, are_people=are_people)) is not None:
            return adjective
    end = counted.end_char if counted is not None else quantity.end
    return often_after(text, end, right_after=counted is None and quantity.kind == "count")


def _is_a_certain(tree: Tree, person: Word) -> bool:
    """Whether "one" is who is quoted rather than how many: one user wrote, one source said, according to one expert.

    So is one Doli Begum, and what this is one of: this is one dish that can be traced.
    """
    if not tree.is_parsed or person.tag_ not in ("NN", "NNP"):
        return False
    if person.ent_type_ == "PERSON":
        return True
    if person.tag_ == "NNP":
        return False
    if any(child.dep_ == "nsubj" and child.lower_ in ("this", "that", "it") for child in person.children):
        return any(child.dep_ == "acl:relcl" for child in person.children)
    if case_of(person) == "according":
        return True
    return person.dep_ == "nsubj" and (person.lemma_ in _ONLINE or person.head.lemma_.lower() in _saying())


@cache
def _saying() -> frozenset[str]:
    return frozenset(row["cue"] for row in seed_rows("cues", "cue") if row["kind"] == "verb" and row["class"] != "show")


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
    read: Read,
    following: Read | None,
    previous: Read | None,
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
    like = counted or (totalled(text, quantity, previous) if previous is not None else None)
    counted_class = class_of(tree, like, anchor, quantity)
    first = first_of(read)
    if first is not None and counted_class in (None, "people") and (read.again or _same_verb(tree, first, verb)):
        counted_class = class_of(tree, first.counted, first.anchor, first.quantity) or counted_class
    role = role_of(
        text,
        about.quantity,
        change,
        about.anchor,
        is_container=previous is not None and _holds(read, previous),
        is_elided=read.like is not None or read.again is not None,
    )
    if read.is_part:
        role = "part"
    elif (read.like is not None and is_whole_of(text, quantity, read.like)) or (
        following is not None and following.is_part and opens_with_of(text, quantity)
    ):
        role = "total"
    # Who put the number at so many did not do what is counted.
    told, deed = (
        (read.again, predicate_of(tree, read.again.quantity, read.again.anchor)) if read.again else (read, verb)
    )
    temporality = temporality_of(deed, anchor, in_headline=reading.zone_at(quantity.start) == "title")
    is_object = anchor is not None and anchor.dep_ == "obj" and quantity.kind != "money"
    modality = "negated" if is_denied(text, quantity) else modality_of(verb, temporality, is_object=is_object)
    head = counted.head if counted else None
    temporality, modality = as_told(
        text, about.quantity, about.anchor, *_from_where(role, quantity, temporality, modality)
    )
    qualifier = qualifier_of(named, head, counted.begin if counted else 0, verb)
    agent, place = _doer(tree, named, quantity, deed, head), place_of(named, deed, told.anchor)
    if read.gapped is not None:
        agent, place = named_in(named, read.gapped), None
    place = place_right_after(named, text, max(quantity.end, counted.end_char if counted else 0)) or place
    time = time_of(
        times, tree, verb, anchor, quantity.start, quantity.end,
        is_past_change=role == "difference" and temporality == "past",
        is_former=role == "change_from" and quantity.rule != "from_to",
        may_own=quantity.kind not in ("duration", "age", "ratio"),
    )  # fmt: skip
    if quantity.kind == "age" and quantity.rule != "age_copula":
        # Ana Diaz, 37, is that old whoever does what to her, and where.
        is_hers = agent is not None and text[agent.end_char : quantity.start] in (", ", " (")
        agent, place = agent if is_hers or is_of_agent(anchor) else None, None
        time = time if is_at_age(anchor) else None
    if time is not None and _is_over(time, article.published_on):
        temporality, modality, is_its = _when_over(role, verb, temporality, modality)
        time = time if is_its else None
    currency = None
    if unit is not None and unit.dimension == "currency":
        ties = [mention for mention in (agent, qualifier, place) if mention is not None]
        currency = currency_of(reading, named, quantity, unit, ties)
    series_class, befallen = counted_class, is_befallen(counted_class)
    whose, where = key_of(qualifier) or (None if befallen else key_of(agent)), key_of(place)
    if counted_class is not None and befallen:
        series_class = counts_all(text, counted_class, counted, quantity, qualifier, verb)
        happened = where_befallen(
            scene, reading, quantity, place, counted_class, is_past=is_long_before(time, article.published_on)
        )
        where, place = key_of(happened), place or happened
    if _is_apart(text, quantity, verb):
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
        concept=concept_of(
            tree, said.quantity, None if said.is_of_subject else said.counted, said.anchor, taken, said.gapped
        ),
        group_text=_group_text(text, tree, read, following),
        role=role,
        change_dir=change.direction,
        pair_figure_id=kept.get(quantity.partner) if quantity.partner is not None else None,
        predicate=lemma_of(deed, quantity) if deed is not None else None,
        agent_entity_id=agent.entity_id if agent else None,
        place_entity_id=place.entity_id if place else None,
        time_id=time.time_id if time else None,
        temporality=temporality,
        modality=modality,
        series_key=series_of(
            series_class, role, modality, whose, where, quantity.per_unit, currency, is_befallen=befallen
        ),
        zone=reading.zone_at(quantity.start),
        confidence=UNWEIGHED,
        rule=quantity.rule,
    )


def _doer(tree: Tree, named: Named, quantity: Quantity, deed: Word | None, counted: Word | None) -> Mention | None:
    """Who does what the predicate says, or, in a list, whose the figure is: followed by Iceland (99%), Norway (98%)."""
    listed = listed_after(tree, quantity, deed)
    return named.at(listed[-1]) if listed else agent_of(named, deed, counted)


def _is_apart(text: str, quantity: Quantity, verb: Word | None) -> bool:
    """Whether a figure is of no series: nobody spends a price, and a share or another 1,000 troops is no total."""
    if quantity.kind in ("percent", "ratio") or (verb is not None and verb.lemma_ == "cost"):
        return True
    return _ADDS.search(text[max(0, quantity.start - 12) : quantity.start]) is not None


def _from_where(role: str, quantity: Quantity, temporality: str, modality: str) -> tuple[str, str]:
    """When and how surely a figure holds that others rise or fall from: it is to rise to 10 billion from the 7 now."""
    if role != "change_from" or quantity.kind == "duration" or quantity.value == 0:
        return temporality, modality
    return "present" if temporality == "future" else temporality, "asserted"


def _is_standard(role: str, verb: Word | None) -> bool:
    """Whether a figure is what another is measured by, and so holds whatever becomes of that one."""
    return role == "change_from" or (verb is not None and verb.lemma_ in _MATCHING)


def _when_over(role: str, verb: Word | None, temporality: str, modality: str) -> tuple[str, str, bool]:
    """When and how surely a figure beside a time that is over holds, and whether the time is its own."""
    if temporality != "past" and _is_standard(role, verb):
        return "past", "asserted", True  # it may not match the 61 cents of 1986
    if verb is None and temporality == "present":
        return "past", modality, True  # fourth quarter of 1985: loss of 250,000
    return temporality, modality, temporality != "future"  # after the damage of last year they plan to expand it


def _is_over(time: Time, published_on: date | None) -> bool:
    """Whether a time lies wholly before the article's day."""
    return published_on is not None and time.date_high is not None and time.date_high < published_on


def _same_verb(tree: Tree, first: Read, verb: Word | None) -> bool:
    """Whether what is told of a count is told of this verb, too: it killed 53 people in Mozambique and 12 in Malawi."""
    own = predicate_of(tree, first.quantity, first.anchor)
    return verb is None or (own is not None and own.lemma_ == verb.lemma_)


def _holds(read: Read, previous: Read) -> bool:
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


def _group_text(text: str, tree: Tree, read: Read, following: Read | None) -> str | None:
    if following is None or following.counted is None or read.counted is None or not _holds(following, read):
        return None
    start = tree.doc[read.counted.head.i + 1].idx
    return text[start : following.counted.end_char]
