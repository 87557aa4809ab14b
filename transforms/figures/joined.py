"""What the figures of one sentence make of each other: fell 1.7 % *to* 82, fell *to* 61 % in July *from* 71 %."""

import re
from dataclasses import replace

from transforms.figures.syntax import Tree
from transforms.rows import Figure

# When a figure was so: in May, at the end of December, in the week ended March 13, last year.
_WHEN = (
    r"(?:\s(?:in|on|at|during|for|by|last|this|a|the|before|after)\s(?:the\s)?(?:end\sof\s(?:the\s)?)?[\w’'-]+"
    r"(?:\s(?:of\s|ended\s|ending\s|to\s)?[\w’'-]+)?(?:\s\d{1,4})?|\s(?:currently|now|today|originally))"
)
_DESCRIBED = (
    r"(?:(?:an?|the|about|around|just|nearly|some|more|less|than|over|under)\s(?:(?:revised|previous|provisional|preliminary"
    r"|record|initial|earlier|seasonally|adjusted|annuali[sz]ed|annual)\s){0,2})?"
)
# What was before: from year-ago 64 cents, from the earlier estimate of 195,100 tonnes, from its initial offer of $70.
_FORMERLY = (
    r"(?:(?:(?:an?|the|its|his|her|their)\s)?(?:(?:current|currently|earlier|initial|original|previous|previously|prior"
    r"|revised|record-low|record-high|year-ago|year-earlier|close|opening|peak|high|low|estimate|estimated|forecast|offer|target|level|record)\s){1,3}"
    r"(?:(?:last|on)\s\w+\s)?(?:of\s)?)"
)
_THEN_FROM = re.compile(
    rf"(?:\s\([a-z]{{2,5}}\))?{_WHEN}?(?:,|\s[–—])?\s(?:(?:up|down)\s)?from\s(?:{_FORMERLY}|{_DESCRIBED})", re.I
)
# Where both are known to be ends, more may stand between them: to $82 a share in cash and stock, up from $70.
_PAST_MORE = re.compile(rf"(?:\s(?!but\b|while\b|which\b|who\b)[a-z’'-]+){{0,6}}?{_THEN_FROM.pattern}", re.I)
# from 15.8 billion in 1985 and 3.7 billion in 1984
_AND_SO = re.compile(rf"{_WHEN}(?:,?\sand|,)\s{_DESCRIBED}", re.I)
# What a figure is set beside is about the same: 19 pct of the market in June, down from 29 pct; 40 cts vs 11 cts.
_WITH_OTHER = re.compile(
    r"[^.;:\d\n]{0,50}?\s(?:from|compared\s(?:with|to)|against|versus|vs|than)\s(?:an?\s|the\s|about\s|just\s)?", re.I
)
_LEADS = (" in ", " on ", " at ", " for ", " last ", " a ", " during ", " the ")  # what leads its own time
_TO = re.compile(r"\bto\s$", re.I)
_THEN_TO = re.compile(rf",?{_WHEN}?,?\sto\s(?:an?\s(?:record\s)?(?:high|low)\sof\s|{_DESCRIBED})", re.I)
_CHANGE_TO = re.compile(
    r"[\s-](?:[\w-]+\s){0,2}?(?:increase|rise|jump|surge|drop|fall|decline|decrease|cut|reduction|hike|growth|gain)\s"
    r"(?:in|of)\s[^,.;:\d\n]{1,50}?\sto\s"
)
_MOVED = frozenset(("measure", "money", "percent", "rate"))
_AND_THE = re.compile(r",?\sand\s(?:the\s|its\s|their\s)?")
_NOUN_TO = re.compile(
    r"(?:[\s-][a-z][\w’'-]*+){0,3}?(?:\s(?:was|were|is|are|be|been|being))?(?:\s[a-z]+(?:ed|t|n))?\s(?:back\s)?to\s(?:just\s|about\s|only\s)?"
)
_SAME = re.compile(r",?\sor\s|\s\(")
_SO_TOO = re.compile(r"(?:\s[^;:.,\d\n]{1,60})?(?:,?\sand|,\swhile|,)\s(?:[^;:.,\d\n]{1,40}\s)?(?:by\s)?")
_NOT_SO = re.compile(r"\b(?:to|from|at|of|with|than|in|for|against|versus|or|up|down|including|was|were|is)\s$")


def joined(text: str, tree: Tree, figures: list[Figure]) -> list[Figure]:
    """The figures with what neighbours of one sentence lend them: roles, directions, what they are about."""
    for i in range(1, len(figures)):
        if figures[i - 1].sentence_id == figures[i].sentence_id:
            if figures[i].rule == "conversion" and figures[i].pair_figure_id == figures[i - 1].figure_id:
                figures[i] = _as_converted(figures[i - 1], figures[i])
                continue
            figures[i - 1], figures[i] = _pair(text, tree, figures[i - 1], figures[i])
            if figures[i - 1].unit is not None and figures[i - 1].unit == figures[i].unit:
                _pair_ends(text, figures, i)
            if _is_alike(figures[i - 1], figures[i]):
                _pair_from(text, figures, i)
            elif figures[i - 1].rule == "conversion" and i > 1:
                _pair_past_conversion(text, figures, i)
    return figures


def _as_converted(told: Figure, figure: Figure) -> Figure:
    """A conversion with all but the number, its unit and kind of the figure that it converts."""
    shared = (
        "concept",
        "role",
        "change_dir",
        "predicate",
        "agent_entity_id",
        "place_entity_id",
        "time_id",
        "temporality",
        "modality",
    )
    return replace(figure, **{key: getattr(told, key) for key in shared})


def _pair_from(text: str, figures: list[Figure], i: int) -> None:
    """Pairs the ends of a change where a time stands between them: rose to 47 billion in 2023 from 15 billion."""
    left, right = figures[i - 1], figures[i]
    if {left.role, right.role} != {"change_to", "change_from"} or left.pair_figure_id or right.pair_figure_id:
        return
    if left.value is None or right.value is None:
        return
    gap = _between(text, left, right)
    if left.role == "change_from":
        is_pair = _THEN_TO.fullmatch(gap) is not None
    else:
        is_pair = _PAST_MORE.fullmatch(gap) is not None
    if is_pair:
        figures[i - 1] = replace(left, pair_figure_id=right.figure_id)
        figures[i] = replace(right, pair_figure_id=left.figure_id)


def _pair_past_conversion(text: str, figures: list[Figure], i: int) -> None:
    """Pairs the ends of a change with a conversion of the first between them: to 8,500 yuan ($1,286), up from 6,500."""
    first, right = figures[i - 2], figures[i]
    gap = text[figures[i - 1].end_char : right.start_char].removeprefix(")")
    if right.role != "change_from" or right.pair_figure_id is not None or first.role != "change_to":
        return
    if first.value is None or right.value is None:
        return
    if first.pair_figure_id is not None or (first.unit, first.kind) != (right.unit, right.kind):
        return
    if _THEN_FROM.fullmatch(gap):
        figures[i - 2] = replace(first, pair_figure_id=right.figure_id)
        told = {key: getattr(first, key) for key in ("predicate", "agent_entity_id")}
        figures[i] = replace(right, pair_figure_id=first.figure_id, concept=right.concept or first.concept, **told)


def _pair_ends(text: str, figures: list[Figure], i: int) -> None:
    """Pairs the ends of a change, the first of them before a noun: cut 400g bars to 360g and 170g bars to 150g."""
    left, right = figures[i - 1], figures[i]
    gap = text[left.end_char : right.start_char]
    if left.role not in ("stock", "flow", "difference") or left.kind != right.kind or left.kind not in _MOVED:
        return
    if text.endswith(" by ", 0, left.start_char):
        return  # raised its estimate by three mln tonnes to 26 mln
    before = figures[i - 2] if i > 1 else None
    is_also = (
        before is not None
        and before.role == "change_to"
        and before.pair_figure_id is not None
        and before.unit == left.unit
        and _AND_THE.fullmatch(text, before.end_char, left.start_char) is not None
        and _NOUN_TO.fullmatch(gap) is not None
    )
    if not is_also and not (right.role == "change_to" and left.role != "difference" and _NOUN_TO.fullmatch(gap)):
        return
    as_whom = before if is_also and before is not None else right
    told = {key: getattr(as_whom, key) for key in ("predicate", "temporality", "modality")}
    figures[i - 1] = replace(
        left, role="change_from", change_dir=None, series_key=None, pair_figure_id=right.figure_id, **told
    )
    figures[i] = replace(
        right, role="change_to", change_dir=None, series_key=None, pair_figure_id=left.figure_id, **told
    )


def _is_alike(left: Figure, right: Figure) -> bool:
    """Whether two figures may be ends of one change: of one unit, or counts of one thing, which one may leave out."""
    if left.unit is not None and right.unit is not None:
        return (left.unit, left.currency, left.kind) == (right.unit, right.currency, right.kind)
    bare = right.kind == "count" and right.counted_text is None
    return (
        bare
        if left.unit is not None
        else right.unit is None
        and left.kind == right.kind == "count"
        and (bare or left.counted_text in (None, right.counted_text))
    )


def _is_then_from(text: str, left: Figure, right: Figure) -> bool:
    """Whether the second figure is what the first was before: 5 million from 4 million, $82 in cash, up from $70."""
    if not _is_alike(left, right):
        return False
    gap = _between(text, left, right)
    if " up from " in gap or " down from " in gap:
        return _PAST_MORE.fullmatch(gap) is not None
    return _THEN_FROM.fullmatch(gap) is not None


def _between(text: str, left: Figure, right: Figure) -> str:
    """The words between two figures, without what the first counts: to 25 million [shares] from 15 million shares."""
    gap = text[left.end_char : right.start_char]
    return gap.removeprefix(f" {left.counted_text}") if left.counted_text else gap


def _pair(text: str, tree: Tree, left: Figure, right: Figure) -> tuple[Figure, Figure]:
    gap = text[left.end_char : right.start_char]
    is_end, is_moved = _is_then_from(text, left, right), " up from " in gap or " down from " in gap
    if (
        left.role in ("stock", "flow", "total")
        and right.role in ("stock", "flow", "total", "change_from")
        and is_end
        and (is_moved or _TO.search(text[max(0, left.start_char - 4) : left.start_char]))
    ):
        left = replace(left, role="change_to", series_key=None)
    alike = left.unit == right.unit and left.kind == right.kind and right.counted_text in (None, left.counted_text)
    if alike and len(gap) < 80 and _WITH_OTHER.fullmatch(gap):
        one, other = (set((figure.concept or "").split()) for figure in (left, right))
        if other < one:
            right = replace(right, concept=left.concept)
        elif one and one < other:
            left = replace(left, concept=right.concept)
    if right.role == "change_to" and right.concept is None and _THEN_TO.fullmatch(gap):
        right = replace(right, concept=left.concept)
    if right.kind in ("duration", "age", "ordinal") and left.unit != right.unit:
        return left, right  # fell 1 percent to a four-month low
    if right.predicate != left.predicate and _is_end_of(text, left, right, gap):
        told = {key: getattr(left, key) for key in ("predicate", "agent_entity_id", "temporality", "modality")}
        right = replace(right, concept=right.concept or left.concept, **told)
    if _is_end_too(text, left, right, gap):
        return left, replace(
            right, role=left.role, change_dir=None, concept=right.concept or left.concept, series_key=None
        )
    if left.role == "change_to" and is_end and right.role in ("stock", "flow", "total", "difference"):
        return left, replace(right, role="change_from", change_dir=None, predicate=left.predicate, series_key=None)
    if right.role not in ("stock", "flow"):
        return left, right
    if left.role == "difference" and (
        _THEN_TO.fullmatch(gap) or (left.unit != right.unit and _CHANGE_TO.fullmatch(gap))
    ):
        told = {key: getattr(left, key) for key in ("predicate", "temporality", "modality")}
        right = replace(right, role="change_to", change_dir=None, concept=right.concept or left.concept, **told)
    elif _says_the_same(left, right, gap):
        role = left.role if left.role in ("difference", "part", "change_to", "change_from") else right.role
        right = replace(
            right,
            role=role,
            change_dir=left.change_dir,
            concept=right.concept or left.concept,
            series_key=right.series_key if role == right.role else None,
        )
    elif left.role == "part" and left.kind == "percent" and _moves_too(text, tree, left, right, gap):
        right = replace(right, role="part", series_key=None)  # 40 pct went to industry, and 33 pct to farms
    elif _is_sibling(left, right) or (_is_listed(tree, left, right) and _moves_too(text, tree, left, right, gap)):
        right = replace(right, role="flow" if left.role == "flow" else "stock", series_key=None)
    elif left.role == "difference" and _moves_too(text, tree, left, right, gap):
        place = None if " those " in gap else right.place_entity_id  # those in Europe: not where the others rose
        right = replace(right, role="difference", change_dir=left.change_dir, place_entity_id=place, series_key=None)
    return left, right


def _is_end_of(text: str, left: Figure, right: Figure, gap: str) -> bool:
    """Whether a figure is where what the one before it tells of ended or began, whatever the parser hung it on.

    It fell by 7 mln barrels in the week ended May 3 to 112 mln barrels from 120; not: from the 120 sold in 1986.
    """
    if right.predicate is not None and text.startswith(f" {right.predicate[:4]}", right.end_char):
        return False
    if left.role == "difference":
        return right.role == "change_to" and _THEN_TO.fullmatch(gap) is not None
    return left.role == "change_to" and right.role == "change_from" and _THEN_FROM.fullmatch(gap) is not None


def _is_end_too(text: str, left: Figure, right: Figure, gap: str) -> bool:
    """Whether a figure with a time of its own is an end as the one before it: from 15 pct in 1985 and 3 pct in 1984."""
    if left.role not in ("change_from", "change_to") or right.role not in ("stock", "flow", "difference"):
        return False
    if left.unit is None or (left.unit, left.currency, left.predicate) != (right.unit, right.currency, right.predicate):
        return False
    return text.startswith(_LEADS, right.end_char) and _AND_SO.fullmatch(gap) is not None


def _is_sibling(left: Figure, right: Figure) -> bool:
    """Whether a sum that leaves out its unit is of the kind of the one it is compared or joined with."""
    if right.rule != "ellipsis" or left.role not in ("stock", "flow", "total") or left.kind != right.kind:
        return False
    return right.predicate in (left.predicate, "compare") and left.unit == right.unit


def _is_listed(tree: Tree, left: Figure, right: Figure) -> bool:
    """Whether a sum may go on with a list: prices are 12 dollars for cars, 27 dollars for vans.

    What describes a noun of its own does not: priced at 12 dollars, a 5 dollar loss.
    """
    if left.role not in ("stock", "flow") or right.role == left.role:
        return False
    following = tree.first_after(right.end_char)
    return following >= len(tree.doc) or tree.doc[following].pos_ not in ("NOUN", "PROPN", "ADJ")


def _says_the_same(left: Figure, right: Figure, gap: str) -> bool:
    """Whether a figure puts the one before it in another unit: fell 12 points, or 1.5 percent."""
    if not _SAME.fullmatch(gap):
        return False
    if left.unit == right.unit:
        return left.kind == right.kind == "money" and left.per_unit != right.per_unit
    return right.kind in ("percent", "money", "measure") and left.kind in ("percent", "money", "measure", "count")


def _moves_too(text: str, tree: Tree, left: Figure, right: Figure, gap: str) -> bool:
    """Whether a figure without a verb of its own moved as the one before it: rose 12 % and those in Europe 3 %."""
    if left.unit is None or left.unit != right.unit or left.kind not in ("percent", "money", "measure"):
        return False
    if left.predicate != right.predicate or not _SO_TOO.fullmatch(gap):
        return False
    if _NOT_SO.search(gap) or text.startswith(" of ", right.end_char):
        return False
    between = tree.doc.between(tree.first_after(left.end_char), tree.index_at(right.start_char))
    return not any(token.pos_ in ("VERB", "AUX") or token.lower_ in ("who", "which", "that") for token in between)
