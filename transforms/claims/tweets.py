"""Tweets that an article shows as text, signed at their end: It is over. — Jane Roe (@jroe) June 5, 2016."""

import re
from collections.abc import Iterator

from transforms.claims.attribution import Attribution, Chars, Places, holds
from transforms.claims.page import Page

TWEET = "tweet"
_SIGNED = re.compile(
    r" \(@\w{1,15}\) (?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}, (?P<year>\d{4})"
)
_NAME = re.compile(r"\s*(?:[—–]|--?) (?P<name>[^\n—–()]{2,50})")
_LINKS = re.compile(r"(?:\s*(?:pic\.twitter\.com/|https?://)\S+)+\s*")
_LONGEST = 290  # characters: what is longer begins with words of the article
_LONGEST_THEN = 145  # until 2016
_SHORTEST = 3  # words


def with_tweets(page: Page, found: list[Attribution]) -> list[Attribution]:
    """The attributions of an article and those of its tweets, which take the place of quotations nobody says."""
    tweets = list(_tweets(page))
    if not tweets:
        return found
    at = Places((one.contents[0], one) for one in tweets)
    told = Places((content, one) for one in found for content in one.contents)
    apart = [one for one in tweets if all(holds(one.contents[0], s) for s, _ in told.touching(one.contents[0]))]
    kept = [
        one
        for one in found
        if one.cue is not None or not any(new in apart for c in one.contents for _, new in at.touching(c))
    ]
    return [*kept, *apart]


def _tweets(page: Page) -> Iterator[Attribution]:
    text, last = page.text, 0
    at = text.find(" (@")
    while at >= 0:
        signed = _SIGNED.match(text, at)
        if signed is not None:
            said = _said_before(page, at, last)
            most = _LONGEST_THEN if int(signed["year"]) <= 2016 else _LONGEST
            if said is not None and said[1][1] - said[1][0] <= most:
                yield Attribution(said[0], None, (said[1],), TWEET, 0.7)
            last = signed.end()
        at = text.find(" (@", at + 1)


def _said_before(page: Page, at: int, last: int) -> tuple[Chars, Chars] | None:
    """Who signs and what: the rest of the paragraph, behind the tweet before it, or else the paragraph above."""
    paragraph = page.reading.paragraph_at(at)
    begin = max(paragraph.start_char, last, at - 60)
    dash = max(page.text.rfind(mark, begin, at) for mark in ("— ", "– ", "- "))
    while dash > begin and page.text[dash - 1] in "-":
        dash -= 1
    named = _NAME.fullmatch(page.text, dash, at) if dash >= 0 else None
    if named is None or paragraph.zone == "title":
        return None
    start, end = max(paragraph.start_char, last), dash
    if not page.text[start:end].strip() and start == paragraph.start_char > 1:
        above = page.reading.paragraph_at(start - 2)
        if above.zone == "title":
            return None
        start, end = max(above.start_char, last), above.end_char
    link = next((m.start() for m in _LINKS.finditer(page.text, max(start, end - 120), end) if m.end() == end), end)
    said = page.trimmed((start, link))
    if said is None or page.text.count(" ", *said) < _SHORTEST:
        return None
    return named.span("name"), said
