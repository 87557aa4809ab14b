"""Expressions of time: what an article's dates, days and durations mean, reckoned from its own date."""

import re
from collections.abc import Iterator

from transforms.reading import Reading
from transforms.rows import Time, stable_id
from transforms.tense import tense_at
from transforms.times.expressions import expressions_in

_UNTIL = re.compile(r"\b(?:until|till)\s(?:the\s)?$", re.I)


def times_in(reading: Reading) -> Iterator[Time]:
    """One row per expression of time, in text order, none inside another.

    Relative ones are reckoned from the article's day of publication; without one their days stay null.
    """
    article = reading.article
    anchor = article.published_on or (article.published_at.date() if article.published_at else None)
    for found in expressions_in(article.text):
        tense = tense_at(reading, found.start, found.end) if found.asks_tense else "past"
        if tense == "past" and _UNTIL.search(article.text[max(0, found.start - 12) : found.start]):
            tense = "nearest"  # had until April 27 to pay
        low, high, used = found.days(anchor, tense)
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
