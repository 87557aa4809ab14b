"""Quotations taken whole, and quotations without a cue given to whoever is speaking."""

import dataclasses

from transforms.claims.attribution import Attribution, Chars, disjoint, holds
from transforms.claims.page import Page

_BACK = 40  # attributions: who spoke longer ago is not speaking now


def with_whole_quotations(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Contents that begin a quotation of several words take it whole; quotations without a cue go to their speaker."""
    out: list[Attribution] = []
    for one in sorted(found, key=lambda one: one.extent):
        contents = disjoint(_whole(page, content) for content in one.contents)
        whole = one if contents == one.contents else dataclasses.replace(one, contents=contents)
        if one.cue is not None or one.source is not None:
            out.append(whole)
        elif not any(holds(content, contents[0]) for other in out[-_BACK:] for content in other.contents):
            _give_to_speaker(page, whole, out)
    return [one for one in out if one.contents]


def _whole(page: Page, content: Chars) -> Chars:
    start, end = content
    for quote in page.quotes_touching(content):
        if quote.is_speech(page.text) and start <= quote.inner_start and end < quote.end:
            end = quote.end
        if (
            quote.inner_start < start
            and end >= quote.inner_end
            and page.text[quote.inner_start : start].rstrip()[-1:] in ".!?"
        ):
            start = quote.start  # a quotation whose first sentence was missed
    return start, end


def _give_to_speaker(page: Page, quotation: Attribution, before: list[Attribution]) -> None:
    """Add a quotation without a cue to the attribution it goes on from, or else to the list."""
    start = quotation.contents[0][0]
    recent = [one for one in before[-_BACK:] if one.cue is not None and one.extent[0] < start]
    near = max(recent, key=lambda one: (one.extent[1], one.extent[0]), default=None)
    if near is None:
        before.append(quotation)
        return
    between = page.text[near.extent[1] : start]
    if _goes_on(page, near, start, between):
        joined = dataclasses.replace(near, contents=disjoint((*near.contents, *quotation.contents)))
        before[before.index(near)] = joined
    elif _is_quoting(page, near) and between.count("\n") <= 1:
        # the paragraph before quoted somebody, and nobody else has spoken since
        before.append(dataclasses.replace(quotation, source=near.source, rule="continuation"))
    else:
        before.append(quotation)


def _goes_on(page: Page, near: Attribution, start: int, between: str) -> bool:
    """Whether a quotation is a further piece of what this attribution says."""
    if not near.contents:
        # Cruz continued:\n"You look at the questions ..."
        return between.strip() in (":", "") and between.count("\n") <= 1 and page.text[:start].rstrip()[-1:] == ":"
    quote = page.quote_at(start)
    if quote is not None and quote.continues and not between.strip():
        return True
    return "\n" not in between and not between.strip(" .,") and _is_quoting(page, near)


def _is_quoting(page: Page, one: Attribution) -> bool:
    return bool(one.contents) and page.quote_at(one.contents[-1][0]) is not None
