"""How far the contents of an attribution reach: whole names and clauses, and nothing of how or where it was said."""

import dataclasses

from transforms.claims.attribution import Attribution, disjoint, overlap
from transforms.claims.cues import lemma_of
from transforms.claims.page import Page
from transforms.tree import Tree

MAKING_KNOWN = frozenset("announce reveal disclose share post tweet unveil confirm".split())
# what one says something in, and what its words may be about as well
SAID_IN = frozenset("interview post statement tweet podcast episode caption conference livestream".split())
_CARRIERS = SAID_IN | frozenset("video clip show package letter email message filing release speech blog memo".split())
_CHANNELS = frozenset({"instagram", "twitter", "facebook", "youtube", "tiktok", "weibo", "snapchat", "telegram"})
_IN_ITSELF = frozenset(
    "appear star feature host sing perform guest debut air be play return join say mention discuss make take".split()
)
_IN = frozenset({"in", "on", "during", "via", "through"})
_BACK = frozenset({"back", "earlier", "later"})
_PRONOUNS = frozenset({"which", "who", "whom", "that"})
_NAME_PARTS = frozenset({"compound", "amod", "nummod", "det"})


def reaching(page: Page, one: Attribution) -> Attribution:
    """An attribution whose contents are all that is said and no more."""
    one = _with_both_halves(page, _with_said_clause(page, _within_relative(page, _without_relative(page, one))))
    return _without_occasion(page, _without_bracket(page, _with_whole_name(page, _with_other_clause(page, one))))


def _without_bracket(page: Page, one: Attribution) -> Attribution:
    """Contents only as far as the bracket that they stand in goes: It is fast (its maker says [it flies])."""
    if not one.contents or page.text.find(")", *one.envelope) < 0:
        return one
    out = []
    for start, end in one.contents:
        close = page.text.find(")", start, end)
        is_open = close >= 0 and page.text.count("(", start, close) == 0
        first = page.tree.starts[page.tree.bounds[page.tree.sents[page.token_at(start)]][0]] if is_open else start
        is_inside = page.text.rfind("(", first, start) > page.text.rfind(")", first, start)
        out.append((page.trimmed((start, close)) or (start, end)) if is_inside else (start, end))
    return one if tuple(out) == one.contents else dataclasses.replace(one, contents=tuple(out))


def _with_whole_name(page: Page, one: Attribution) -> Attribution:
    """A content with the noun that its last word belongs to: ahead of the 2017 title [clash]."""
    if not one.contents or page.text[one.contents[-1][1] : one.contents[-1][1] + 1] != " ":
        return one
    tree, (start, end) = page.tree, one.contents[-1]
    last = page.token_at(end - 1)
    head = tree.heads[last]
    if not (tree.deps[last] in _NAME_PARTS and last < head <= last + 3 and tree.pos[last] != "PUNCT"):
        return one
    if tree.ends[last] != end or any(tree.pos[i] not in ("NOUN", "PROPN", "ADJ") for i in range(last + 1, head + 1)):
        return one
    whole = (start, tree.ends[head])
    if overlap(whole, one.cue) or overlap(whole, one.source) or "\n" in page.text[end : whole[1]]:
        return one
    return dataclasses.replace(one, contents=disjoint([*one.contents[:-1], whole]))


def _with_other_clause(page: Page, one: Attribution) -> Attribution:
    """A content with the that-clause beside it: admitted it had come close [but that talks broke down]."""
    verb = one.cue_head
    if verb is None or one.cue is None or not one.contents or one.contents[-1][0] < one.cue[0]:
        return one
    tree, (start, end) = page.tree, one.contents[-1]
    if page.text.find(" that ", end, end + 10) < 0:
        return one
    after = page.token_at(end) + (page.text[end] == " ")
    if tree.lower[after + 1 : after + 2] != ["that"] or tree.lower[after] not in ("and", "but", "or", "nor"):
        return one
    further = tree.heads[after + 1]
    beside = tree.heads[further]
    is_of_cue = beside == verb or start <= tree.starts[beside] < end
    rest = page.tidy((start, tree.ends[tree.subtree(further)[-1]]))
    if tree.deps[after + 1] != "mark" or further < after or not is_of_cue or rest is None or overlap(rest, one.cue):
        return one
    return dataclasses.replace(one, contents=disjoint([*one.contents[:-1], rest]))


def _without_occasion(page: Page, one: Attribution) -> Attribution:
    """A content without where and when it was made known: revealed the news [in a video in May]."""
    tree, verb = page.tree, one.cue_head
    if verb is None or one.cue is None or not one.contents or one.contents[-1][0] < one.cue[1]:
        return one
    if lemma_of(tree, verb) not in MAKING_KNOWN:
        return one
    start, end = one.contents[-1]
    tokens = page.tokens_in((start, end))
    begin = next((i for i in tokens[1:] if tree.lower[i] in _IN and _is_said_in(tree, i, verb, tokens)), None)
    if begin is None:
        begin = _begin_of_day(page, verb, tokens, end)
    if begin is None or page.quote_at(tree.starts[begin]) is not None:
        return one
    begin -= tree.lower[begin - 1] in _BACK
    rest = page.tidy((start, tree.starts[begin])) if begin > tokens[0] else None
    return one if rest is None else dataclasses.replace(one, contents=(*one.contents[:-1], rest))


def _is_said_in(tree: Tree, i: int, verb: int, tokens: range) -> bool:
    """Whether a preposition opens what is left of a content with where it was said: in an Instagram post in July."""
    thing, end = tree.heads[i], tokens[-1] + 1
    if tree.deps[i] != "case" or not i < thing < end or tree.deps[thing] not in ("obl", "nmod"):
        return False
    if any(tree.is_verb(t) or tree.pos[t] == "AUX" for t in range(i, end)):
        return False
    before = range(tokens[0], i)
    is_clause = any(tree.is_verb(t) or tree.pos[t] == "AUX" for t in before)
    is_shown = any(tree.lower[t] in _CHANNELS for t in range(i, thing + 1))
    if not is_clause:
        return tree.lemmas[thing] in _CARRIERS or tree.lower[thing] in _CHANNELS
    return (
        tree.deps[thing] == "obl"
        and tree.lemmas[tree.heads[thing]] not in _IN_ITSELF
        and (
            tree.lemmas[thing] in SAID_IN
            or (is_shown and tree.lemmas[thing] in _CARRIERS)
            or tree.lower[thing] in _CHANNELS
        )
    )


def _begin_of_day(page: Page, verb: int, tokens: range, end: int) -> int | None:
    """Where the time begins at which a thing was made known, if it is over: revealed its sex [in October]."""
    tree = page.tree
    day = next(iter(page.times_in((tree.starts[tokens[0]] + 1, end))[-1:]), None)
    if (
        day is None
        or day.end_char != end
        or day.kind != "date"
        or tree.tags[verb] != "VBD"
        or lemma_of(tree, verb) == "confirm"
    ):
        return None
    if day.date_high is None or day.anchor_on is None or day.date_high > day.anchor_on:
        return None
    if any(tree.is_verb(t) or tree.pos[t] == "AUX" for t in tokens):
        return None
    first = page.token_at(day.start_char)
    top = next(
        (t for t in page.tokens_in((day.start_char, end)) if tree.heads[t] == verb and tree.deps[t].startswith("obl")),
        None,
    )
    if top is None:
        return None
    return first - 1 if tree.pos[first - 1] == "ADP" and tree.heads[first - 1] == top else first


def _with_said_clause(page: Page, one: Attribution) -> Attribution:
    """The that-clause right behind a cue, not what stands before it: is on record saying [that it is safe].

    And of a content that holds its cue, what the cue has for object: a tax cut, calling [it a mistake].
    """
    if one.cue is None or one.cue_head is None or not one.contents or one.contents[0][0] >= one.cue[0]:
        return one
    tree, verb, (begin, end) = page.tree, one.cue_head, one.cue
    if page.quotes_touching(one.contents[0]) or page.quote_at(begin) is not None or not tree.is_verb(verb):
        return one
    after = [span for span in one.contents if span[0] >= end]
    that = page.token_at(end) + 1
    if tree.lower[that : that + 1] == ["that"] and tree.deps[that] == "mark":
        clause = tree.heads[that]
        if clause < that or tree.heads[clause] != verb:
            return one
        said = after or [tree.chars(that, tree.subtree(clause)[-1])]
    else:
        held = next((span for span in one.contents if span[0] < begin and end < span[1]), None)
        if held is None or page.text[end] == "," or page.text[held[0] : begin].rstrip()[-1:] == "“":
            return one
        said = [(end, held[1]), *after]
    whole = disjoint(filter(None, map(page.tidy, said)))
    return dataclasses.replace(one, contents=whole) if whole else one


def _without_relative(page: Page, one: Attribution) -> Attribution:
    """Contents without the pronoun that who says it parts from its verb: a plan which he hopes [will help]."""
    if one.source is None or one.cue is None or len(one.contents) < 2:
        return one
    first, then = one.contents[:2]
    is_between = first[1] <= min(one.source[0], one.cue[0]) and max(one.source[1], one.cue[1]) <= then[0]
    if not is_between or page.text[slice(*first)].lower() not in _PRONOUNS:
        return one
    tree = page.tree
    is_verb = tree.tags[page.token_at(then[0])] in ("MD", "VBD", "VBZ", "VBP")
    is_bare = is_verb or tree.deps[page.token_at(first[0])] == "mark"
    return dataclasses.replace(one, contents=one.contents[1:]) if is_bare else one


def _within_relative(page: Page, one: Attribution) -> Attribution:
    """A content only as far as the relative clause it stands in: who police said [held a pass], was shot."""
    verb = one.cue_head
    if verb is None or one.cue is None or not one.contents or not page.tree.deps[verb].startswith("acl:relcl"):
        return one
    tree, (start, end) = page.tree, one.contents[-1]
    last = tree.ends[tree.subtree(verb)[-1]]
    if (
        start < one.cue[1]
        or not start < last < end
        or not page.text[last:end].startswith(",")
        or page.quotes_touching((start, end))
    ):
        return one
    rest = page.tidy((start, last))
    return one if rest is None else dataclasses.replace(one, contents=(*one.contents[:-1], rest))


def _with_both_halves(page: Page, one: Attribution) -> Attribution:
    """What seems to be so whole, who and what: [The sum] appears [to be small]."""
    tree, verb = page.tree, one.cue_head
    if verb is None or one.cue is None or lemma_of(tree, verb) not in ("seem", "appear") or page.quote_at(one.cue[0]):
        return one
    subject, said = tree.kid(verb, "nsubj"), tree.kid(verb, "xcomp")
    if (
        subject is None
        or said is None
        or not subject < verb < said
        or tree.lower[subject] in ("it", "who", "which", "that")
    ):
        return one
    who = page.tidy(tree.chars(tree.subtree(subject)[0], tree.subtree(subject)[-1]))
    what = page.tidy(tree.chars(tree.subtree(said)[0], tree.subtree(said)[-1]))
    if who is None or what is None or who[1] > one.cue[0] or what[0] < one.cue[1]:
        return one
    if any(overlap(who, span) for span in one.contents) and any(overlap(what, span) for span in one.contents):
        return one
    source = None if overlap(one.source, who) else one.source
    halves = [who, what, *(span for span in one.contents if overlap(span, who) or overlap(span, what))]
    return dataclasses.replace(one, source=source, contents=disjoint(halves))
