"""Expressions of time: what an article's dates, days and durations mean, reckoned from its own date."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from transforms.reading import Reading
from transforms.rows import Mention, Time, stable_id
from transforms.tense import tense_at
from transforms.times.expressions import expressions_in

_OF_CLAUSE = re.compile(r"(?:[Aa]n?|[Hh]alf)\s[^\n]*\s(?:before|after)")
_NAMED = frozenset(("PERSON", "GPE", "LOC"))
_NEXT = re.compile(r"(?:the\s)?next\s[\w-]+\s(?:second|minute|hour|day|week|month|quarter|year|decade)", re.I)
_FORESEEN = re.compile(
    r"\b(?:will|would|could|may|might|should|expect|plan|forecast|predict|promis|pledg|invest|aim|hope|likely|project"
    r"|propos|estimat|agree|commit|due|approv|budget|announc|unveil|offer|order|sign|award|want|goal|target)",
    re.I,
)
_UNTIL = re.compile(r"\b(?:until|till)\s(?:the\s)?$", re.I)
_THROUGH = re.compile(r"\b(?:through|until|till)\s$", re.I)
_PUT_OFF = re.compile(
    r"\b(?:extend|postpon|delay|reschedul|adjourn|prolong|defer)\w*\s[^.;\n]{0,70}\b(?:to|until|till)\s$", re.I
)


def times_in(reading: Reading) -> Iterator[Time]:
    """One row per expression of time, in text order, none inside another.

    Relative ones are reckoned from the article's day of publication; without one their days stay null.
    """
    article = reading.article
    anchor = article.published_on or (article.published_at.date() if article.published_at else None)
    names = [one for one in reading.found(Mention) if one.kind == "name" and one.label in _NAMED and " " in one.text]
    starts = [one.start_char for one in names]
    for found in expressions_in(article.text):
        at = bisect_right(starts, found.start) - 1
        if at >= 0 and found.end <= names[at].end_char:
            continue  # the June of June Leow, the Mar of Mar del Plata
        if _OF_CLAUSE.fullmatch(article.text, found.start, found.end) and _is_mark(reading, found.end):
            continue  # it came a day after she had met him: the time of what is told before
        tense = tense_at(reading, found.start, found.end) if found.asks_tense else "past"
        if tense == "past" and _UNTIL.search(article.text[max(0, found.start - 12) : found.start]):
            tense = "nearest"  # had until April 27 to pay
        elif found.asks_tense and _PUT_OFF.search(article.text[max(0, found.start - 90) : found.start]):
            tense = "future"  # extended the exercise date to December 31
        elif tense in ("present", "nearest") and _THROUGH.search(article.text[max(0, found.start - 12) : found.start]):
            tense = "future"  # stormy weather is likely through Saturday
        low, high, used = found.days(anchor, tense)
        if _NEXT.match(article.text, found.start) and _is_told_of_then(reading, found.start, found.end):
            low, high, used = None, None, False
        yield Time(
            time_id=stable_id("time", article.article_id, article.version, found.start, found.end),
            article_id=article.article_id,
            sentence_id=reading.sentence_at(found.start).sentence_id,
            start_char=found.start,
            end_char=found.end,
            text=article.text[found.start : found.end],
            kind=found.kind,
            date_low=low,
            date_high=high,
            modifier=found.modifier,
            grain=found.grain,
            anchor_on=anchor if used else None,
        )


def _is_mark(reading: Reading, end: int) -> bool:
    """Whether the word that ends at this offset begins a clause."""
    tree = reading.tree
    at = bisect_left(tree.ends, end)
    return at < len(tree.deps) and tree.deps[at] == "mark"


def _is_told_of_then(reading: Reading, start: int, end: int) -> bool:
    """Whether the next three months followed something in the past: his health declined over the next three months."""
    if not reading.doc.has_annotation("DEP"):
        return False
    sentence = reading.sentence_at(start)
    foreseen = _FORESEEN.search(reading.article.text, sentence.start_char, start) is not None
    return not foreseen and tense_at(reading, start, end) == "past"
