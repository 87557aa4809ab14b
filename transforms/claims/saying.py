"""The circumstances of the saying: to whom, and when."""

import re
from bisect import bisect_left
from datetime import date

from transforms.claims.attribution import Attribution, Chars, overlap
from transforms.claims.cues import OWN_SUBJECT
from transforms.claims.page import Page
from transforms.claims.tweets import TWEET
from transforms.rows import Mention, Time
from transforms.tree import Tree

_SIGNATURE = 45  # characters behind a name: (@jroe) September 28, 2017
_LATER = frozenset({"later", "then", "now", "since", "today", "afterwards"})

_HEARERS = frozenset(
    "tell ask assure inform remind brief notify advise urge warn promise instruct order command beg implore".split()
)
_TO = frozenset(
    "say write reply respond reveal confirm speak explain announce complain admit indicate suggest signal "
    "apologize apologise confess".split()
)
_ASKED = {"call": ("on", "upon"), "appeal": ("to",), "plead": ("with",)}  # called on Peru to pay


# in a speech to the union, a letter to Congress, an interview with the BBC
_SPEECHES = frozenset(
    "speech address letter statement message email interview remark memo briefing testimony note".split()
)
_SPEAKING = frozenset({"speak", "talk", "write"})
_MADE_KNOWN = frozenset("reveal announce unveil release issue disclose publish post share".split())
_IN_POST = re.compile(
    r" (?:in|on) (?:an?|his|her|its|their|the) (?:[\w-]+ ){0,3}"
    r"(?:videos?|posts?|interview|episode|statement|tweets?|letter|blog|email|message|podcast|article|report) "
    r"(?:(?:back )?(?:in|on|of|from|earlier|published|posted|released) )?$"
)
_ON = frozenset({" on ", " in "})
_NO_HEARERS = frozenset(
    "extent degree point effect contrary end day date question name permission forgiveness help advice".split()
)


def addressee_of(page: Page, one: Attribution) -> Chars | None:
    """Whom it was said to; None when the text does not say."""
    tree, verb = page.tree, one.cue_head
    if verb is None or not tree.is_verb(verb):
        return None
    heard = _hearer_of(tree, verb)
    shared = tree.heads[verb] if tree.deps[verb] == "advcl" and tree.tags[verb] == "VBG" else verb
    if heard is None:
        heard = _spoken_to(tree, shared)
    if heard is None or tree.pos[heard] not in ("NOUN", "PROPN", "PRON") or tree.lemmas[heard] in _NO_HEARERS:
        return None
    without = [kid for kid in tree.children[heard] if tree.deps[kid] in ("case", "acl", "acl:relcl", "punct", "appos")]
    tokens = tree.subtree(heard, without)
    span = page.trimmed(tree.chars(tokens[0], tokens[-1]))
    if span is not None:
        named = (m for m in page.mentions_in((span[0], span[1] + 2)) if _goes_on_in(page, span, heard, m))
        span = span[0], max((m.end_char for m in named), default=span[1])
    # whom one asks to do it or for it is part of what is asked
    has_to = any(tree.tags[i] == "VB" for i in tree.kids(verb, "xcomp", "ccomp", "advcl"))
    has_to = has_to or (tree.lemmas[verb] == "ask" and _after(tree, verb, ("for", "about")) is not None)
    is_asked = has_to and tree.lemmas[verb] != "promise" and span is not None and one.contents[0][0] == span[0]
    if span is None or any(overlap(span, taken) for taken in (one.source, one.cue)):
        return None
    return None if not is_asked and any(overlap(span, taken) for taken in one.contents) else span


def _goes_on_in(page: Page, span: Chars, heard: int, mention: Mention) -> bool:
    """Whether a name begins in whom it is said to and ends behind, or is the hearer's: Al [Jazeera]."""
    if mention.kind not in ("name", "acronym") or mention.end_char <= span[1] + 1:
        return False
    inside = page.tokens_in((mention.start_char, mention.end_char))
    root = page.tree.root_of(inside.start, inside.stop)
    is_beside = page.tree.tags[heard] == "NN" and not page.tree.is_subject(root)
    return mention.start_char < span[1] or is_beside  # the daily [Acme]; but not: told a friend Roe would go


def _hearer_of(tree: Tree, verb: int) -> int | None:
    """Whom a verb says it is said to: told reporters, said to reporters; was told."""
    is_telling = tree.lemmas[verb] in _HEARERS or tree.lower[verb] == "told"
    if is_telling and tree.kid(verb, "aux:pass") is not None:
        return tree.kid(verb, "nsubj:pass")
    heard = (tree.kid(verb, "iobj") or tree.kid(verb, "obj")) if is_telling else None
    if heard is None and (tree.lemmas[verb] in _TO or tree.lower[verb] == "told"):
        return _after(tree, verb, ("to",))
    asked = _ASKED.get(tree.lemmas[verb])
    return _after(tree, verb, asked) if asked and tree.kid(verb, "xcomp", "advcl") is not None else heard


def _spoken_to(tree: Tree, verb: int) -> int | None:
    """Who listens, by what is said besides: in a speech to the union, speaking to reporters, sent a letter to them."""
    if tree.deps[verb] == "acl" and tree.lemmas[tree.heads[verb]] in _SPEECHES:
        letter = tree.heads[verb]
        return _after(tree, letter, ("to",), "nmod") or _after(tree, tree.heads[letter], ("to",))
    for kid in tree.kids(verb, "obl", "advcl", "obj"):
        if tree.lemmas[kid] in _SPEECHES and tree.deps[kid] != "advcl":
            heard = _after(tree, kid, ("to", "with"), "nmod")
            heard = _after(tree, verb, ("to",)) if heard is None and tree.deps[kid] == "obj" else heard
        elif tree.lemmas[kid] in _SPEAKING and tree.tags[kid] == "VBG":
            heard = _after(tree, kid, ("to", "with"))
        else:
            continue
        if heard is not None:
            return heard
    return None


def _after(tree: Tree, head: int, words: tuple[str, ...], dep: str = "obl") -> int | None:
    return next(
        (i for i in tree.kids(head, dep) if any(tree.lower[kid] in words for kid in tree.kids(i, "case"))), None
    )


def said_time_of(page: Page, one: Attribution, times: list[Time]) -> Time | None:
    """The time that goes with the saying, not with what is said: next to the cue, outside source and content."""
    if not times:
        return None
    if one.rule == TWEET and one.source is not None:
        return next(iter(page.times_in((one.source[1], one.source[1] + _SIGNATURE))), None)
    if one.cue is None:
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
    ]
    if not free:
        return _behind(page, one, near) or _of_document(page, one, near)
    cue = one.cue
    if one.source is not None and one.source[0] >= cue[1]:
        beside = next((time for time in free if _is_of_source(page, one.source, time)), None)
        if beside is not None:
            return beside
    own = [time for time in free if _goes_with(page, one, time)]
    if not own and (verb := _shared_with(tree, one.cue_head)) is not None:
        is_joined = tree.deps[one.cue_head] == "conj" if one.cue_head is not None else False
        own = [
            time
            for time in free
            if _hangs_on(page, one, time, verb)
            and (time.end_char <= tree.starts[verb] or not (is_joined or _is_beyond_verb(page, verb, time)))
        ]
    return min(own, key=lambda time: abs(time.start_char - cue[1]), default=None) or (
        _behind(page, one, near) or _of_document(page, one, near)
    )


def _is_of_source(page: Page, source: Chars, time: Time) -> bool:
    """Whether a time stands right behind who says it: as a report [on Wednesday], figures released [May 3]."""
    gap = page.text[source[1] : time.start_char]
    is_dated = page.tree.tags[page.token_at(source[1] - 1)] == "VBN"
    return gap in _ON or (gap == " " and (is_dated or time.grain == "day"))


def _of_document(page: Page, one: Attribution, near: list[Time]) -> Time | None:
    """The time inside a source that says when that was made known: a statement issued on Friday by Acme."""
    tree = page.tree
    for time in near:
        if one.source is None or time.kind != "date" or not overlap((time.start_char, time.end_char), one.source):
            continue
        issued = tree.heads[page.token_at(time.start_char)]
        if tree.deps[issued] == "acl" and tree.tags[issued] == "VBN" and tree.lemmas[issued] in _MADE_KNOWN:
            return time
    return None


def _behind(page: Page, one: Attribution, near: list[Time]) -> Time | None:
    """The time behind what is said, where it goes with the saying: revealed a plan in May, said so in a post in May."""
    tree, verb = page.tree, one.cue_head
    if verb is None or not one.contents or tree.tags[verb] not in ("VBD", "VBN"):
        return None
    start, end = one.contents[-1]
    last = next((time for time in near if time.end_char == end and time.kind == "date"), None)
    if (
        last is None
        or start < one.envelope[0]
        or last.date_high is None
        or last.date_high > (last.anchor_on or date.max)
    ):
        return None
    if _IN_POST.search(page.text, start, last.start_char):
        return last
    token = page.token_at(last.start_char)
    has_verb = any(tree.pos[i] in ("VERB", "AUX") for i in page.tokens_in((start, last.start_char)))
    is_own = tree.heads[token] == verb and tree.lemmas[verb] in _MADE_KNOWN and start > tree.starts[verb]
    return last if is_own and not has_verb else None


def _shared_with(tree: Tree, verb: int | None) -> int | None:
    """The verb whose time a verb without a subject of its own shares: said on Monday, adding; on Monday he said and."""
    if verb is None or tree.deps[verb] not in ("advcl", "conj") or tree.kid(verb, *OWN_SUBJECT) is not None:
        return None
    head = tree.heads[verb]
    if tree.deps[verb] == "conj":
        is_later = any(tree.lower[i] in _LATER for i in tree.kids(verb, "advmod"))
        return head if tree.tags[verb] == tree.tags[head] and not is_later else None
    return head if tree.tags[verb] == "VBG" and tree.kid(verb, "mark") is None else None


def _is_beyond_verb(page: Page, verb: int, time: Time) -> bool:
    """Whether another verb stands between a verb and a time behind it: noted that it had fallen this year."""
    return any(page.tree.pos[i] in ("VERB", "AUX", "SCONJ") for i in range(verb + 1, page.token_at(time.start_char)))


def _hangs_on(page: Page, one: Attribution, time: Time, verb: int | None) -> bool:
    """Whether a time hangs on a verb in the tree, and on no other clause between: said Roe, who left in July.

    Where a verb of what is said lies between, the tree is wrong: the time stands outside.
    """
    tree, token = page.tree, page.token_at(time.start_char)
    for _ in range(4):
        if token == verb:
            return True
        if tree.heads[token] == token:
            return False
        if tree.deps[token] == "nmod:poss" and tree.deps[tree.heads[token]] != "obl":
            return False  # Monday's vote; but during today's debate
        is_clause = tree.is_verb(token) or tree.kid(token, *OWN_SUBJECT) is not None
        if is_clause and not _is_aside(tree, token) and not any(a <= tree.starts[token] < b for a, b in one.contents):
            return False
        token = tree.heads[token]
    return False


def _is_aside(tree: Tree, verb: int) -> bool:
    """Whether a verb only says how or where it was said: speaking on Monday, in an interview published on Sunday."""
    is_participle = tree.deps[verb] in ("advcl", "acl") and tree.tags[verb] in ("VBG", "VBN")
    return is_participle and tree.kid(verb, *OWN_SUBJECT) is None


def _goes_with(page: Page, one: Attribution, time: Time) -> bool:
    """Whether a time hangs on the cue's verb in the tree, or stands within a few words of it."""
    if _hangs_on(page, one, time, one.cue_head):
        return True
    if one.cue is None:
        return False
    gap = page.text[min(one.cue[1], time.end_char) : max(one.cue[0], time.start_char)]
    return gap.count(" ") <= 3 and " - " not in gap and not any(mark in gap for mark in ',.;:“"–—')
