"""What the figures of one sentence make of each other: fell 1.7 % *to* 82, fell *to* 61 % in July *from* 71 %."""

import re
from dataclasses import replace

from transforms.figures.syntax import Tree
from transforms.rows import Figure

_THEN_FROM = re.compile(
    r"(?:\s(?:in|on|last|this|for)\s(?:the\s)?\w+(?:\s(?:ended|ending|to)\s\w+)?(?:\s\d{1,4})?)?,?\s(?:(?:up|down)\s)?from\s(?:an?\s)?",
    re.I,
)
# What a figure is set beside is about the same: 19 pct of the market in June, down from 29 pct; 40 cts vs 11 cts.
_WITH_OTHER = re.compile(
    r"[^.;:\d\n]{0,50}?\s(?:from|compared\s(?:with|to)|against|versus|vs|than)\s(?:an?\s|the\s|about\s|just\s)?", re.I
)
_TO = re.compile(r"\bto\s$", re.I)
_THEN_TO = re.compile(
    r",?\s(?:(?:in|on|last|this|before|after|by)\s(?:the\s)?\w+\s)?to\s(?:an?\s(?:record\s)?(?:high|low)\sof\s)?"
)
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
            figures[i - 1], figures[i] = _pair(text, tree, figures[i - 1], figures[i])
            if figures[i - 1].unit is not None and figures[i - 1].unit == figures[i].unit:
                _pair_ends(text, figures, i)
    return figures


def _pair_ends(text: str, figures: list[Figure], i: int) -> None:
    """Pairs the ends of a change, the first of them before a noun: cut 400g bars to 360g and 170g bars to 150g."""
    left, right = figures[i - 1], figures[i]
    gap = text[left.end_char : right.start_char]
    if left.role not in ("stock", "flow", "difference") or left.kind != right.kind or left.kind not in _MOVED:
        return
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


def _pair(text: str, tree: Tree, left: Figure, right: Figure) -> tuple[Figure, Figure]:
    gap = text[left.end_char : right.start_char]
    if (
        left.role in ("stock", "flow")
        and right.role in ("stock", "flow", "change_from")
        and left.unit is not None
        and (left.unit, left.currency) == (right.unit, right.currency)
        and _THEN_FROM.fullmatch(gap)
        and _TO.search(text[max(0, left.start_char - 4) : left.start_char])
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
    if right.role not in ("stock", "flow"):
        return left, right
    if left.role == "difference" and (
        _THEN_TO.fullmatch(gap) or (left.unit != right.unit and _CHANGE_TO.fullmatch(gap))
    ):
        right = replace(right, role="change_to", change_dir=None, concept=right.concept or left.concept)
    elif left.role == "change_to" and _THEN_FROM.fullmatch(gap):
        right = replace(right, role="change_from", change_dir=None, series_key=None)
    elif _says_the_same(left, right, gap):
        role = left.role if left.role in ("difference", "part", "change_to", "change_from") else right.role
        right = replace(
            right,
            role=role,
            change_dir=left.change_dir,
            concept=right.concept or left.concept,
            series_key=right.series_key if role == right.role else None,
        )
    elif left.role == "difference" and _moves_too(text, tree, left, right, gap):
        place = None if " those " in gap else right.place_entity_id  # those in Europe: not where the others rose
        right = replace(right, role="difference", change_dir=left.change_dir, place_entity_id=place, series_key=None)
    return left, right


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
