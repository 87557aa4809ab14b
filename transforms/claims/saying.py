"""The circumstances of the saying: to whom, and when."""

from bisect import bisect_left

from transforms.claims.attribution import Attribution, Chars, overlap
from transforms.claims.page import Page
from transforms.rows import Time

_HEARERS = frozenset(
    "tell ask assure inform remind brief notify advise urge warn promise instruct order command beg implore".split()
)
_TO = frozenset("say write reply respond reveal confirm speak explain announce complain admit".split())


def addressee_of(page: Page, one: Attribution) -> Chars | None:
    """Whom it was said to; None when the text does not say."""
    tree = page.tree
    verb = one.cue_head
    if verb is None or not tree.is_verb(verb):
        return None
    lemma = tree.lemmas[verb]
    heard = None
    if lemma in _HEARERS or tree.lower[verb] == "told":
        heard = tree.kid(verb, "iobj") or tree.kid(verb, "obj")
        if tree.kid(verb, "aux:pass") is not None:
            return None
    if heard is None and (lemma in _TO or tree.lower[verb] == "told"):
        heard = next(
            (i for i in tree.kids(verb, "obl") if any(tree.lower[kid] == "to" for kid in tree.kids(i, "case"))), None
        )
    if heard is None or tree.pos[heard] not in ("NOUN", "PROPN", "PRON"):
        return None
    without = [kid for kid in tree.children[heard] if tree.deps[kid] in ("case", "acl", "acl:relcl", "punct", "appos")]
    tokens = tree.subtree(heard, without)
    span = page.trimmed(tree.chars(tokens[0], tokens[-1]))
    if span is None or any(overlap(span, taken) for taken in (one.source, one.cue, *one.contents)):
        return None
    return span


def said_time_of(page: Page, one: Attribution, times: list[Time]) -> Time | None:
    """The time that goes with the saying, not with what is said: next to the cue, outside source and content."""
    if one.cue is None or not times:
        return None
    tree = page.tree
    begin, end = tree.bounds[tree.sents[page.token_at(one.cue[0])]]
    first, last = tree.starts[begin], tree.ends[end - 1]
    starts = [time.start_char for time in times]
    near = times[bisect_left(starts, first) : bisect_left(starts, last)]
    free = [
        time
        for time in near
        if time.kind in ("date", "time")
        and not any(overlap((time.start_char, time.end_char), span) for span in (one.source, *one.contents))
        and _goes_with(page, one, time)
    ]
    return min(free, key=lambda time: abs(time.start_char - one.cue[1]) if one.cue else 0, default=None)


def _goes_with(page: Page, one: Attribution, time: Time) -> bool:
    """Whether a time hangs on the cue's verb in the tree, or stands within a few words of it."""
    tree, verb = page.tree, one.cue_head
    token = page.token_at(time.start_char)
    for _ in range(4):
        if token == verb:
            return True
        if tree.heads[token] == token:
            break
        token = tree.heads[token]
    if one.cue is None:
        return False
    gap = page.text[min(one.cue[1], time.end_char) : max(one.cue[0], time.start_char)]
    return gap.count(" ") <= 3 and not any(mark in gap for mark in ',.;:“"')
