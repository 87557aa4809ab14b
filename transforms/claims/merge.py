"""Both layers put together, by what measured best on PolNeAR dev (benchmarks/claims.md).

The model finds more and draws its spans better; its links between spans err where the tree is plain. So its spans win,
links that no text would have are cut, and the rules lend cue and source to what is left alone, add what the model has
no span for, and read the claims inside claims, which PolNeAR does not mark.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator

from transforms.claims.attribution import Attribution, Chars, holds, overlap
from transforms.claims.cues import cues, lemma_of, verb_cue, words_of_cue
from transforms.claims.page import Page
from transforms.claims.rules import attributions_by_rule, disjoint, source_of_verb, top_of
from transforms.claims.trained import attributions_by_model
from transforms.claims.tree import Tree

# rules that are right often enough where the model has no span
ADDED = frozenset({"quote", "clause", "parataxis", "according_to", "evaluation", "adverb", "it_appears", "headline"})
# and inside another claim
NESTED = frozenset({"clause", "according_to", "quote", "evaluation", "parataxis"})
_SELF = frozenset({"i", "we"})
_TIMES = re.compile(r"^(?:the |these |this |next |coming |last |past )*(?:day|week|month|year|hour|decade)s?$", re.I)
_ARGUMENTS = frozenset({"obj", "ccomp", "xcomp", "obl", "csubj", "nsubj:pass"})
# verbs that say something only with a clause or quoted words: "adds complexity" does not
_ALSO_OTHERWISE = frozenset({"add", "continue", "read", "post", "record", "reflect", "remain"})


def merged(page: Page, *, trained: bool = True, rules: bool = True) -> list[Attribution]:
    """The attributions of an article in text order; `trained` and `rules` say which layers speak."""
    by_model = attributions_by_model(page) if trained else []
    by_rule = _without_doubles(attributions_by_rule(page)) if rules else []
    if not by_model:
        return by_rule
    kept, alone = _relinked(page, _sourced(page, by_model))
    out = list(_completed(page, kept, alone, by_rule))
    out = _whole_quotations(page, _chained(page, out))
    out = [dataclasses.replace(one, source=page.with_bracket(one.source)) for one in out if is_saying(page, one)]
    return sorted(out, key=lambda one: one.extent)


def _without_doubles(found: list[Attribution]) -> list[Attribution]:
    """One attribution per cue: the surest."""
    best: dict[Chars | None, Attribution] = {}
    for one in found:
        known = best.get(one.cue)
        if known is None or one.confidence > known.confidence:
            best[one.cue] = one
    return sorted(best.values(), key=lambda one: one.extent)


# --- the model's links


def _sourced(page: Page, found: list[Attribution]) -> list[Attribution]:
    """The model's attributions, each with the source span that the tree's subject of its cue is in."""
    spans = sorted({one.source for one in found if one.source is not None})
    return [_with_source(page, one, spans) for one in found]


def _with_source(page: Page, one: Attribution, spans: list[Chars]) -> Attribution:
    if one.cue is None or one.cue_head is None or not page.tree.is_verb(one.cue_head):
        return one
    named = page.before_relative(one.source, one.cue)
    if named is not None:
        return dataclasses.replace(one, source=named)
    subject = source_of_verb(page, one.cue_head)
    if subject is None or overlap(subject, one.source):
        return one
    spanned = next((span for span in spans if overlap(span, subject)), None)
    if spanned is not None:
        return dataclasses.replace(one, source=spanned)
    if one.source is None or page.sentence_of(one.source) != page.sentence_of(one.cue):
        return dataclasses.replace(one, source=subject)
    return one


def _relinked(page: Page, found: list[Attribution]) -> tuple[list[Attribution], list[Chars]]:
    """The model's attributions without contents that cannot be theirs, and those contents."""
    kept: list[Attribution] = []
    alone: list[Chars] = []
    for one in found:
        if one.cue is None:
            alone.extend(one.contents)
            continue
        own = tuple(content for content in one.contents if _can_be_of(page, one.cue, content))
        alone.extend(content for content in one.contents if content not in own)
        kept.append(dataclasses.replace(one, contents=own))
    return kept, alone


def _can_be_of(page: Page, cue: Chars, content: Chars) -> bool:
    """Whether a content can hang on a cue: in its sentence, or as a quotation of the same paragraph or the next."""
    tree = page.tree
    of_cue = tree.sents[page.token_at(cue[0])]
    first, last = tree.sents[page.token_at(content[0])], tree.sents[page.token_at(content[1] - 1)]
    if first <= of_cue <= last:
        return True
    if page.quote_at(content[0]) is None:
        return False
    between = page.text[min(content[1], cue[1]) : max(content[0], cue[0])]
    return between.count("\n") <= 1


def _chained(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Two cues before one content: the first reports the second as well (Park said the NIS revealed that ...)."""
    out = []
    for one in found:
        inner = next((other for other in found if one.cue and other.cue and _reports(page, one, other)), None)
        if inner is None or inner.cue is None or one.cue is None:
            out.append(one)
            continue
        whole = page.tidy((one.cue[1], one.envelope[1]))
        out.append(one if whole is None else dataclasses.replace(one, contents=(whole,)))
        told = page.trimmed((one.cue[1], inner.cue[0]))
        at = found.index(inner)
        if told is not None and not (inner.source and holds(told, inner.source)) and inner not in out:
            found[at] = dataclasses.replace(inner, source=told)
    return out


def _reports(page: Page, one: Attribution, other: Attribution) -> bool:
    """Whether the second cue stands between the first and the content that both have."""
    if one is other or one.cue is None or other.cue is None or not one.contents or one.contents != other.contents:
        return False
    return one.cue[1] < other.cue[0] < one.contents[0][0] and page.sentence_of(one.cue) == page.sentence_of(other.cue)


# --- the rules' share


def _completed(
    page: Page, kept: list[Attribution], alone: list[Chars], by_rule: list[Attribution]
) -> Iterator[Attribution]:
    """What the model found with what the rules know about it, then what the rules found besides."""
    used: set[int] = set()
    left = sorted(alone)
    for one in kept:
        match = next((r for r in by_rule if overlap(r.cue, one.cue)), None)
        if match is not None:
            used.add(id(match))
        yield from _filled(one, match)
    spoken = [one for one in kept if one.contents]
    for r in by_rule:
        if id(r) in used:
            continue
        taken = [content for content in left if share((content,), r.contents) >= 0.5]
        if r.rule == "adverb" and any(holds(own, content) for own in r.contents for content in left):
            left = [content for content in left if not any(holds(own, content) for own in r.contents)]
            yield r
        elif taken:
            left = [content for content in left if content not in taken]
            yield dataclasses.replace(r, contents=disjoint(taken), rule=f"{r.rule}+trained", confidence=0.75)
        elif (r.rule in NESTED and _is_inside(page, r, spoken)) or (r.rule in ADDED and not _is_known(r, spoken, left)):
            yield r
    for content in left:
        yield from _alone(page, content, kept)


def _filled(one: Attribution, match: Attribution | None) -> Iterator[Attribution]:
    """A model's attribution with the parts it lacks taken from the rule that reads the same cue or content."""
    if match is None:
        yield one
        return
    yield dataclasses.replace(
        one,
        source=one.source or match.source,
        contents=one.contents or match.contents,
        rule=f"trained+{match.rule}",
        confidence=0.95 if overlap(one.source, match.source) else 0.85,
    )


def _alone(page: Page, content: Chars, kept: list[Attribution]) -> Iterator[Attribution]:
    """A content without a cue: a known cue that the tree hangs it on is its cue; a quotation may stand without."""
    quote = page.quote_at(content[0])
    is_spoken = quote is not None and quote.is_speech(page.text)
    tree = page.tree
    top = top_of(page, content)
    verb = None if top is None else tree.heads[top]
    is_told = (
        top is not None and verb is not None and verb != top and tree.is_verb(verb) and _is_argument(tree, top, verb)
    )
    if not is_spoken and verb is not None and is_told and (verb_cue(tree, verb) or page.quotes_touching(content)):
        cue = tree.chars(*words_of_cue(tree, verb))
        source = source_of_verb(page, verb)
        is_free = not overlap(cue, content) and not any(overlap(one.cue, cue) for one in kept)
        if is_free and source is not None and not overlap(source, content):
            yield Attribution(source, cue, (content,), "content_of_verb", 0.6, verb)
            return
    if is_spoken:
        yield Attribution(None, None, (content,), "quotation", 0.5, None)


def _is_argument(tree: Tree, top: int, verb: int) -> bool:
    """Whether a content's head is what the verb is about, and the verb more than an aim (to assess X)."""
    is_aim = tree.tags[verb] == "VB" and any(tree.lower[i] == "to" for i in tree.kids(verb, "mark"))
    is_hearsay = any((cue := cues().get(tree.lower[i])) and cue.kind == "adverb" for i in tree.kids(verb, "advmod"))
    return tree.deps[top] in _ARGUMENTS and not is_aim and not is_hearsay


def _is_inside(page: Page, r: Attribution, kept: Iterable[Attribution]) -> bool:
    """Whether a rule's attribution lies in another one's content, said by somebody else than its speaker."""
    if r.source is None or page.text[r.source[0] : r.source[1]].lower() in _SELF:
        return False
    return any(holds(content, r.extent) and content != r.extent for one in kept for content in one.contents)


def _is_known(r: Attribution, kept: Iterable[Attribution], left: list[Chars]) -> bool:
    """Whether the model has a span where the rule has its content."""
    spans = [content for one in kept for content in one.contents] + left
    return any(overlap(a, b) for a in spans for b in (*r.contents, r.cue) if b is not None)


def is_saying(page: Page, one: Attribution) -> bool:
    """Whether it can be a saying at all: not what a time brings, and not an addition to a thing."""
    tree = page.tree
    if one.source is not None and _TIMES.search(page.text[one.source[0] : one.source[1]]):
        return False
    if one.cue_head is None or lemma_of(tree, one.cue_head) not in _ALSO_OTHERWISE or not one.contents:
        return True
    if page.quotes_touching(one.envelope):
        return True
    top = top_of(page, one.contents[0])
    return top is None or tree.pos[top] in ("VERB", "AUX") or tree.kid(top, "cop", "nsubj", "expl") is not None


# --- quotations


def _whole_quotations(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Contents that begin a quotation of several words take it whole; quotations without a cue go to their speaker."""
    out: list[Attribution] = []
    for one in sorted(found, key=lambda one: one.extent):
        contents = disjoint(_whole(page, content) for content in one.contents)
        whole = one if contents == one.contents else dataclasses.replace(one, contents=contents)
        if one.rule != "quotation":
            out.append(whole)
        elif not any(holds(content, contents[0]) for other in out for content in other.contents):
            _give_to_speaker(page, whole, out)
    return [one for one in out if one.contents]


def _give_to_speaker(page: Page, quotation: Attribution, before: list[Attribution]) -> None:
    """Add a quotation without a cue to the attribution it goes on from, or else to the list."""
    start = quotation.contents[0][0]
    near = max(
        (one for one in before if one.cue is not None and one.extent[0] < start),
        key=lambda one: one.extent[1],
        default=None,
    )
    if near is None or near.cue is None:
        before.append(quotation)
        return
    end = max(near.extent[1], near.cue[1])
    between = page.text[end:start] if end <= start else ""
    quote = page.quote_at(start)
    follows_colon = (
        between.strip() in (":", "") and between.count("\n") <= 1 and page.text[:start].rstrip().endswith(":")
    )
    runs_on = quote is not None and quote.continues and not between.strip()
    same_speech = (
        "\n" not in between
        and len(between.split()) <= 12
        and near.contents
        and page.quote_at(near.contents[0][0]) is not None
    )
    if (follows_colon and not near.contents) or runs_on or (same_speech and between.strip(" .,") == ""):
        joined = dataclasses.replace(near, contents=disjoint((*near.contents, *quotation.contents)))
        before[before.index(near)] = joined
    elif near.contents and page.quote_at(near.contents[0][0]) is not None and between.count("\n") <= 1:
        # the paragraph before quoted somebody, and nobody else has spoken since
        before.append(dataclasses.replace(quotation, source=near.source, rule="continuation"))
    else:
        before.append(quotation)


def _whole(page: Page, content: Chars) -> Chars:
    start, end = content
    for quote in page.quotes_touching(content):
        if not quote.is_speech(page.text):
            continue
        if start < quote.inner_end and end < quote.end and start <= quote.inner_start:
            end = quote.end
    return start, end


def share(a: tuple[Chars, ...], b: tuple[Chars, ...]) -> float:
    """Intersection over union of two contents, in characters."""
    common = sum(overlap(x, y) for x in a for y in b)
    total = sum(end - start for start, end in a) + sum(end - start for start, end in b) - common
    return common / total if total else 0.0
