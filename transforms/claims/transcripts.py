"""Transcripts: pages where every paragraph begins with who speaks it (ROE: They lost.)."""

import re
from collections import Counter

from transforms.claims.attribution import Attribution, Places, holds
from transforms.claims.page import Page

TURN = "turn"  # the rule's name
_LABEL = re.compile(r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3})(?:, [A-Z][A-Z ]+)?(?P<cue>:) ")
_TURNS = 4  # as many make a transcript, and somebody in it speaks more than once
_SHORTEST = 4  # spaces in what is said: a greeting says nothing


def with_turns(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Attributions with one for each paragraph of a transcript, in place of those read from its colon."""
    labels = [
        (label, paragraph)
        for paragraph in page.reading.paragraphs
        if paragraph.zone == "body" and page.text[paragraph.start_char : paragraph.start_char + 2].isupper()
        if (label := _LABEL.match(page.text, paragraph.start_char, paragraph.end_char)) is not None
    ]
    if len(labels) < _TURNS or Counter(label["name"] for label, _ in labels).most_common(1)[0][1] < 2:
        return found
    turns = []
    for label, paragraph in labels:
        said = page.trimmed((label.end(), paragraph.end_char))
        if said is None or page.text.count(" ", *said) < _SHORTEST or page.text[said[0]] == "(":
            continue
        whole = (said[0], said[1] + page.text.startswith(".", said[1]))
        at = page.token_at(label.start("cue"))
        turns.append(Attribution(label.span("name"), label.span("cue"), (whole,), TURN, 0.8, at))
    said_at = Places((turn.contents[0], turn) for turn in turns)
    others = [one for one in found if not any(_is_of_turn(one, turn) for _, turn in said_at.touching(one.extent))]
    return [*others, *turns]


def _is_of_turn(one: Attribution, turn: Attribution) -> bool:
    """Whether an attribution was read from the colon behind a speaker's name, or from nothing."""
    return one.cue is None or (holds(turn.extent, one.cue) and one.cue[1] <= turn.contents[0][0])
