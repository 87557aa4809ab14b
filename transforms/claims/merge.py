"""Both layers put together, by what measured best on PolNeAR dev (benchmarks/claims.md).

The model finds more and draws its spans better, so its spans win. The rules lend cue and source to contents that are
left without, add what the model has no span for, and read the claims inside claims, which PolNeAR does not mark.
"""

import dataclasses
import re
from collections.abc import Iterator

from transforms.claims.attribution import Attribution, Chars, Places, disjoint, holds, overlap, share
from transforms.claims.cues import OWN_SUBJECT, cue_nouns, lemma_of, verb_cue, words_of_cue
from transforms.claims.edges import (
    with_host_clause,
    with_last_noun,
    with_other_verb,
    with_own_end,
    with_own_verb,
    with_own_words,
    with_rest,
    with_whole_sentence,
    without_next_speaker,
    without_side_words,
)
from transforms.claims.judging import is_apart, is_saying
from transforms.claims.links import mended
from transforms.claims.page import Page
from transforms.claims.parts import is_argument, is_felt, is_hearsay, with_parts_told_apart
from transforms.claims.reach import reaching
from transforms.claims.rules import attributions_by_rule, source_of_verb, top_of, without
from transforms.claims.source_words import is_unspeaking, source_words
from transforms.claims.sources import head_of
from transforms.claims.speakers import free_quotations, with_whole_quotations
from transforms.claims.trained import attributions_by_model
from transforms.claims.transcripts import with_turns
from transforms.claims.tweets import with_tweets
from transforms.tree import Tree

# rules that are right often enough where the model has no span
ADDED = frozenset(
    {
        "quote",
        "clause",
        "clause_before",
        "according_to",
        "adverb",
        "it_appears",
        "headline",
        "object",
        "parataxis",
        "infinitive",
        "put_at",
        "held_of",
        "what_is_called",
        "to_whom",
        "said_behind",
    }
)
# and inside another claim
NESTED = frozenset(
    "clause clause_before according_to quote evaluation parataxis what_is_called noun infinitive to_whom".split()
)
# and around one that the model has
AROUND = frozenset({"clause", "clause_before", "it_appears", "according_to", "parataxis"})
# rules that read more into a sentence than a reader would, but for somebody who speaks
_LOOSE = frozenset({"parataxis", "infinitive"})
_PERSONS = frozenset({"he", "she", "they", "i", "we"})
_HEARSAY_NOUNS = frozenset("report rumour rumor speculation allegation accusation claim suspicion".split())
_TOLD_THINGS = frozenset({"say", "report", "confirm", "deny", "warn", "estimate", "evaluate", "demand"})
_REFUSED = frozenset("admission access entry right permission visa bail request chance opportunity".split())
_SELF = frozenset({"i", "we", "you"})
_NOBODY = frozenset("what who which that someone somebody anyone anybody nobody one".split()) | {"no one"}
_MEANT = frozenset({"plan", "intend", "aim"})
_CLAUSES = frozenset({"clause", "clause_before", "parataxis"})
_BEHIND = frozenset({"parataxis", "clause_before", "according_to"})
_SOURCE_LAST = frozenset({"parataxis", "clause_before", "said_behind"})
_ADDING = frozenset("say add argue claim insist note stress allege complain".split())
_SHORT_CLAUSE = 4  # words
_BEFORE = 60  # characters from a cue to what it reports
_SUBCLAUSE = re.compile(
    r", (?:which|whose|who|where)\b|"
    r",? (?:if|unless|depending|provided|as|because|after|before|when|since|although|though|until|so)\b|"
    r", (?:including|(?:many|most|some|all|both|none|one|part) of|even|despite|subject|should|thanks)\b|"
    r", (?:an?|the|another) (?!\w+ (?:and|or) )| (?!and\b|but\b|or\b|-)[a-z]"
)


def merged(page: Page, *, trained: bool = True, rules: bool = True) -> list[Attribution]:
    """The attributions of an article in text order; `trained` and `rules` say which layers speak."""
    by_model = attributions_by_model(page) if trained else []
    by_rule = _one_a_cue(attributions_by_rule(page)) if rules else []
    kept, alone = mended(page, by_model)
    found = list(_completed(page, kept, alone, by_rule)) if by_model else [r for r in by_rule if _is_heard(page, r)]
    found = with_whole_quotations(page, with_tweets(page, [*found, *free_quotations(page, found)]))
    found = with_turns(page, found)
    cues_at = Places((one.cue, one) for one in found)
    found = [reaching(page, without_next_speaker(page, one, cues_at)) for one in found]
    found = [with_whole_sentence(page, with_rest(page, one, cues_at), cues_at) for one in found]
    found = [
        with_host_clause(
            page,
            with_own_end(
                page,
                with_last_noun(
                    page, with_other_verb(page, with_own_verb(page, without_side_words(page, one), cues_at)), cues_at
                ),
            ),
            cues_at,
        )
        for one in found
    ]
    found = [
        with_own_words(page, told)
        for one, told in ((one, with_parts_told_apart(page, one)) for one in found)
        if is_saying(page, told) or (is_felt(page, one) and is_saying(page, one))
    ]
    return sorted((one for one in found if one.contents), key=lambda one: one.extent)


def _one_a_cue(found: list[Attribution]) -> list[Attribution]:
    best: dict[Chars | None, Attribution] = {}
    for one in found:
        known = best.get(one.cue)
        if known is None or one.confidence > known.confidence:
            best[one.cue] = one
    return sorted(best.values(), key=lambda one: one.extent)


def _completed(
    page: Page, kept: list[Attribution], alone: list[Chars], by_rule: list[Attribution]
) -> Iterator[Attribution]:
    """What the model found with what the rules know about it, then what the rules found besides."""
    used: set[int] = set()
    rules_at = Places((r.cue, r) for r in by_rule)
    by_phrase = Places((r.source, r) for r in by_rule if r.rule == "according_to")
    left = Places((content, content) for content in alone)
    filled: list[Attribution] = []
    for one in kept:
        match = next((r for _, r in rules_at.touching(one.cue)), None) or _naming(one, by_phrase)
        if match is not None:
            used.add(id(match))
        if match is not None and match.rule == "adverb" and (one.cue != match.cue or _is_said_of(one, match)):
            filled.append(match)  # is reportedly weighing: not Seoul says so, but somebody else
            if _is_said_to_tell(page, one):
                filled.append(one)  # has reportedly blamed the letters: and so they say she says
        else:
            filled.append(one if match is None else _filled(page, one, match, rules_at))
    filled = _without_sayings_behind(page, filled, [r for r in by_rule if id(r) not in used])
    yield from filled
    held = Places((content, one) for one in filled for content in one.contents)
    for content in alone:
        if (quote := page.quote_at(content[0])) is not None and quote.is_speech(page.text):
            held.add(content, Attribution(None, None, (content,), "quotation", 0.5))
    gone: set[Chars] = set()
    for by_tree in by_rule:
        if id(by_tree) in used:
            continue
        r = _within(by_tree, held)
        near = [content for own in r.contents for content, _ in left.touching(own) if content not in gone]
        taken = [
            content for content in near if share((content,), r.contents) >= 0.5 and not _is_quoted_cue(page, r, content)
        ]
        if r.rule == "adverb" and any(holds(own, content) for own in r.contents for content in near):
            gone.update(near)
            yield r
        elif taken:
            gone.update(taken)
            both = (*r.contents, *taken) if r.rule == "quote" else taken
            yield dataclasses.replace(r, contents=disjoint(both), rule=f"{r.rule}+trained", confidence=0.75)
        elif _is_addition(page, r, held, left):
            gone.update(content for content in near if not holds(content, r.extent))
            yield r
    cues_at = Places((one.cue, one) for one in filled)
    for content in alone:
        if content not in gone:
            yield from _alone(page, content, cues_at)


def _is_said_to_tell(page: Page, one: Attribution) -> bool:
    """Whether a cue behind "reportedly" tells something of its own, and is no mere thought."""
    cue = None if one.cue_head is None or not page.tree.is_verb(one.cue_head) else verb_cue(page.tree, one.cue_head)
    is_telling = cue is not None and cue.cue_class not in ("believe", "ask", "promise", "predict", "show")
    return is_telling and one.source is not None and bool(one.contents) and is_apart(one)


def _is_said_of(one: Attribution, match: Attribution) -> bool:
    """Whether a source is only whom others speak of: [Music executives] reportedly protest."""
    return any(overlap(one.source, content) for content in match.contents)


def _is_quoted_cue(page: Page, r: Attribution, content: Chars) -> bool:
    """Whether a cue is itself among the quoted words: “I thought it was over.”"""
    return r.cue is not None and holds(content, r.cue) and page.quote_at(r.cue[0]) is not None


def _naming(one: Attribution, by_phrase: Places[Attribution]) -> Attribution | None:
    """The phrase whose source a model's cue is a word of: according to [AP reports]."""
    return next(
        (r for source, r in by_phrase.touching(one.cue) if one.cue is not None and holds(source, one.cue)), None
    )


def _filled(page: Page, one: Attribution, match: Attribution, rules_at: Places[Attribution]) -> Attribution:
    """A model's attribution with the parts it lacks taken from the rule that reads the same cue."""
    is_named = match.rule == "according_to" and overlap(match.source, one.cue) > 0
    if match.rule in _SOURCE_LAST and _is_source_taken(one, match):
        before = tuple(content for content in match.contents if match.cue and content[0] < match.cue[0])
        return dataclasses.replace(match, contents=before, rule=f"trained+{match.rule}")
    is_whole = match.rule == "held_of" and one.cue is not None and holds(one.cue, match.cue or one.cue)  # is seen as
    return dataclasses.replace(
        one,
        source=match.source if is_named else one.source or match.source,
        cue=one.cue if is_whole or (_reaches_back(one, match) and not is_named) else match.cue,
        cue_head=match.cue_head,
        contents=_better_contents(page, one, match, rules_at),
        rule=f"trained+{match.rule}",
        confidence=0.95 if overlap(one.source, match.source) else 0.85,
    )


def _is_source_taken(one: Attribution, match: Attribution) -> bool:
    """Whether a content takes in who says it, behind a cue: it broke, said [the firm]."""
    if match.source is None or match.cue is None or match.source[0] < match.cue[1]:
        return False
    return match.contents[0][0] < match.cue[0] and any(overlap(match.source, content) for content in one.contents)


def _reaches_back(one: Attribution, match: Attribution) -> bool:
    """Whether a rule's cue takes in the end of the source before the model's: sources [here] said."""
    if one.source is None or one.cue is None or match.cue is None or match.rule == "it_appears":
        return False
    return match.cue[0] < one.source[1] <= one.cue[0]


def _better_contents(
    page: Page, one: Attribution, match: Attribution, rules_at: Places[Attribution]
) -> tuple[Chars, ...]:
    """The model's, unless it has none, or lacks what the rule's clause is without: its verb, a cue, a condition."""
    if not one.contents or one.cue is None:
        return match.contents
    if match.rule == "held_of":
        missing = [own for own in match.contents if not any(overlap(own, content) for content in one.contents)]
        return disjoint((*missing, *one.contents))  # [the move] was seen [as a threat]
    if match.rule == "said_behind" and not page.quotes_touching(one.envelope):
        return match.contents
    if match.rule == "what_is_called" and page.text[slice(*one.contents[0])][:5].strip() == "what":
        return match.contents
    if match.rule == "object" and share(one.contents, match.contents) == 0 and match.envelope[1] <= one.envelope[0]:
        return match.contents  # what stands next to the cue, not what another verb is about
    whole = _with_verb(page, one, match)
    if whole:
        return whole
    is_less = holds(one.envelope, match.envelope) and one.envelope[1] == match.envelope[1]
    if match.rule == "noun" and is_less and not page.quotes_touching((one.envelope[0], match.envelope[0])):
        return match.contents  # a warning to the US [that he has one]
    if _is_told_twice(one, match, rules_at) or _is_told_apart(page, one, match, rules_at):
        return match.contents
    if match.rule == "clause" and holds(match.envelope, one.envelope):
        before = (match.envelope[0], one.envelope[0])
        if any(r is not match and r.cue and holds(before, r.cue) for _, r in rules_at.touching(before)):
            return match.contents  # said [the NIS revealed that ...]
        if match.envelope[0] == one.envelope[0] and _SUBCLAUSE.match(page.text, one.envelope[1]):
            return match.contents  # a claim without its condition is another claim, and one with a hole is none
    return one.contents


def _is_told_twice(one: Attribution, match: Attribution, rules_at: Places[Attribution]) -> bool:
    """Whether a content lacks who said it first: [Roe said that it failed], according to Acme."""
    if match.rule not in _BEHIND or not holds(match.envelope, one.envelope):
        return False
    told = ((r, cue) for cue, r in rules_at.touching(match.envelope) if r is not match)
    return any(
        r.source is not None
        and holds(match.envelope, r.extent)
        and not any(overlap(cue, content) for content in one.contents)
        and any(overlap(own, content) and cue[1] <= content[0] for own in r.contents for content in one.contents)
        for r, cue in told
    )


def _is_told_apart(page: Page, one: Attribution, match: Attribution, rules_at: Places[Attribution]) -> bool:
    """Whether a content takes in what is told by itself: Roe says it failed. [“We lost,”] she adds."""
    if not holds(one.envelope, match.envelope) or page.quote_at(one.envelope[0]) is not None:
        return False
    if match.rule == "quote" and page.text[one.envelope[0] : match.envelope[0]].rstrip()[-1:] in (".", "!", "?"):
        before = (one.envelope[0], match.envelope[0])
        near = (max(before[0] - _BEFORE, 0), before[1])
        return any(
            r is not match and r.rule == "clause" and any(holds(before, content) for content in r.contents)
            for _, r in rules_at.touching(near)
        )
    after = (match.envelope[1], one.envelope[1])
    return after[0] < after[1] and any(
        r is not match
        and match.rule != "quote"
        and (r.cue is not None and holds(after, r.cue))
        and (one.source is not None and r.source == one.source)
        for _, r in rules_at.touching(after)
    )


def _with_verb(page: Page, one: Attribution, match: Attribution) -> tuple[Chars, ...]:
    """The clause that hangs on the cue, where a content is pieces of it without the verb; nothing otherwise."""
    if match.rule not in _CLAUSES or any(page.quotes_touching(span) for span in (*one.contents, *match.contents)):
        return ()
    if not all(any(holds(whole, content) for whole in match.contents) for content in one.contents):
        return ()
    tree = page.tree
    tokens = (i for whole in match.contents for i in page.tokens_in(whole))
    head = next((tree.chars(i, i) for i in tokens if _is_clause_of(tree, i, match)), None)
    if head is None or any(holds(content, head) for content in one.contents):
        return ()
    free = (page.tidy(part) for whole in match.contents for part in without(whole, (one.source, one.cue, match.cue)))
    # not the day behind the source: launched it, KCTV reported [on Monday]
    return disjoint(part for part in free if part and any(overlap(part, span) for span in (head, *one.contents)))


def _is_clause_of(tree: Tree, i: int, match: Attribution) -> bool:
    """Whether a token heads the clause that a cue's verb reports."""
    verb = match.cue_head
    return verb is not None and (
        (tree.heads[i] == verb and tree.deps[i] == "ccomp")
        or (tree.deps[verb] == "parataxis" and tree.heads[verb] == i)
    )


def _without_sayings_behind(page: Page, filled: list[Attribution], others: list[Attribution]) -> list[Attribution]:
    """Contents without what their source says besides: praised the plan [saying it was bold]."""
    behind = Places((r.cue, r) for r in others if r.rule in ("clause", "quote") and _is_saying_behind(page, r))
    out = []
    for one in filled:
        end = one.envelope[1] if one.contents else 0
        for _, r in behind.touching(one.contents[-1] if one.contents else None):
            is_own = (
                one.cue is not None and r.cue is not None and one.cue[1] < r.cue[0] and overlap(one.source, r.source)
            )
            if is_own and r.cue is not None and one.contents[-1][0] < r.cue[0]:
                end = min(end, r.cue[0])
        rest = None if not one.contents or end == one.envelope[1] else page.tidy((one.contents[-1][0], end))
        out.append(one if rest is None else dataclasses.replace(one, contents=(*one.contents[:-1], rest)))
    return out


def _is_saying_behind(page: Page, r: Attribution) -> bool:
    """Whether a participle says it, outside any quotation: [saying] it was bold, not: sorry for [saying] so."""
    tree, verb = page.tree, r.cue_head
    if verb is None or tree.tags[verb] != "VBG" or tree.deps[verb] != "advcl" or tree.kid(verb, "mark") is not None:
        return False
    if tree.lemmas[verb] not in _ADDING:
        return False
    return page.quote_at(tree.starts[verb]) is None


def _within(r: Attribution, held: Places[Attribution]) -> Attribution:
    """A claim inside another without the other's cue and source: he said [he would go], according to Acme."""
    for content, one in held.touching(r.cue):
        if (
            one.cue is not None
            and content[0] <= r.extent[0]
            and r.envelope[0] < content[1] <= one.cue[0] < r.envelope[1]
        ):
            inside = tuple((start, min(end, content[1])) for start, end in r.contents if start < content[1])
            return dataclasses.replace(r, contents=inside)
    return r


def _is_addition(page: Page, r: Attribution, held: Places[Attribution], left: Places[Chars]) -> bool:
    """Whether a rule's attribution is one that the model has not: where it has no span, or inside a content."""
    if not _is_heard(page, r):
        return False
    first = dataclasses.replace(r, contents=r.contents[:1]).extent  # a quotation may go on behind the sentence
    if any(holds(content, first) for content, _ in held.touching(first)):
        # "I think" inside a quotation is how its speaker hedges, no claim of its own
        speaker = None if r.source is None else page.text[r.source[0] : r.source[1]].lower()
        is_inner = (r.rule in NESTED and not _is_bare(page, r)) or (r.rule == "object" and _is_told_thing(page, r))
        if r.rule == "noun" and speaker is None:
            return _is_hearsay_noun(page, r)
        if r.rule == "adverb":
            return _is_hearsay_clause(page, r)
        return is_inner and speaker is not None and speaker not in _SELF | _NOBODY
    is_told = r.cue_head is not None and r.source is not None and is_hearsay(page.tree, r.cue_head)
    if r.rule == "object" and not (is_told or _is_answer(page, r)):
        return False
    if r.rule == "noun":
        return _is_told_of(page, r, held) and not any(True for s in (*r.contents, r.cue) for _ in left.touching(s))
    if r.rule not in ADDED or any(True for _ in held.touching(r.cue)):
        return False
    # what it reports may hold a whole saying that the model has found
    inside = [holds(r.envelope, one.extent) for own in r.contents for _, one in held.touching(own)]
    if inside:
        return r.rule in AROUND and all(inside)
    return not any(True for span in (*r.contents, r.cue) if span is not None for _ in left.touching(span))


def _is_bare(page: Page, r: Attribution) -> bool:
    """Whether a verb has neither a tense nor a subject of its own: it helps him [know] who he is."""
    tree, verb = page.tree, r.cue_head
    if verb is None or tree.tags[verb] != "VB" or tree.deps[verb] not in ("ccomp", "xcomp"):
        return False
    return tree.kid(verb, "aux", "mark", *OWN_SUBJECT) is None


def _is_heard(page: Page, r: Attribution) -> bool:
    """Whether a name or a person speaks: Mr. Roe promised to go, not "the wall threatens to fall" nor "you know"."""
    if r.rule == "to_whom":
        head = None if r.source is None else head_of(page, r.source)
        is_thing = head is None or is_unspeaking(page.tree, head) or page.tree.lower[head] in ("you", "one")
        return not is_thing
    if r.rule not in _LOOSE:
        return True
    if r.source is None or r.cue_head is None:
        return False
    if r.rule == "infinitive" and lemma_of(page.tree, r.cue_head) in _MEANT and not _is_stated(page.tree, r.cue_head):
        return False
    if r.rule == "parataxis" and _is_known_speaker(page, r):
        return True
    cue, at = verb_cue(page.tree, r.cue_head), page.text[r.source[0] : r.source[1]].lower()
    if cue is None or cue.cue_class == "believe" or at in ("it", "you", "one"):
        return False
    if r.rule == "parataxis" and cue.cue_class in ("show", "reveal", "ask"):
        return False  # New picture: we've been showing you this for an hour
    return at in _PERSONS or any(page.tree.pos[i] == "PROPN" for i in page.tokens_in(r.source))


def _is_stated(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in a clause of its own and in a tense: the killing he planned to commit is none."""
    is_own = not tree.deps[verb].startswith("acl") and tree.kid(verb, *OWN_SUBJECT) is not None
    return is_own and (tree.tags[verb] in ("VBD", "VBZ", "VBP") or tree.kid(verb, "aux") is not None)


def _is_known_speaker(page: Page, r: Attribution) -> bool:
    """Whether a noun that speaks says or reports it: ..., the government has confirmed."""
    cue = None if r.cue_head is None else verb_cue(page.tree, r.cue_head)
    head = None if r.source is None else head_of(page, r.source)
    if cue is None or head is None or r.cue is None or cue.cue_class not in ("say", "report", "confirm", "show"):
        return False
    has_modal = any(page.tree.tags[i] == "MD" for i in page.tokens_in(r.cue))
    return page.tree.lemmas[head] in source_words() and not has_modal and r.envelope[0] < r.cue[0]


def _is_told_of(page: Page, r: Attribution, held: Places[Attribution]) -> bool:
    """Whether a noun tells of something said, beside what others say: reports that banks had closed."""
    cue = None if r.cue_head is None else cue_nouns().get(page.tree.lemmas[r.cue_head])
    if cue is None or cue.cue_class not in ("say", "report", "believe", "warn", "confirm", "deny"):
        return False
    return not any(True for span in (*r.contents, r.cue) for _ in held.touching(span))


def _is_hearsay_noun(page: Page, r: Attribution) -> bool:
    """Whether a noun tells of what unnamed others say: denied rumours that, after speculation that."""
    tree, noun = page.tree, r.cue_head
    if noun is None or tree.lemmas[noun] not in _HEARSAY_NOUNS or tree.deps[noun] not in ("obj", "obl", "nmod"):
        return False
    is_made = any(tree.tags[i] == "VBN" and tree.kid(i, "mark") is None for i in tree.kids(noun, "acl"))  # by Roe
    return not is_made and tree.lemmas[tree.heads[noun]] not in ("have", "voice", "express")


def _is_hearsay_clause(page: Page, r: Attribution) -> bool:
    """Whether "allegedly" stands in a clause of some words: who allegedly shot a man, not an allegedly stolen car."""
    tokens = [i for own in r.contents for i in page.tokens_in(own)]
    return len(tokens) > _SHORT_CLAUSE and any(page.tree.is_verb(i) for i in tokens)


def _is_told_thing(page: Page, r: Attribution) -> bool:
    """Whether a thing is told by somebody who speaks: officials report losses; not: must reject it, shows promise."""
    tree, verb = page.tree, r.cue_head
    cue = None if verb is None else verb_cue(tree, verb)
    head = None if r.source is None else head_of(page, r.source)
    if verb is None or cue is None or cue.cue_class not in _TOLD_THINGS or head is None or is_unspeaking(tree, head):
        return False
    thing = tree.kid(verb, "obj")
    is_refused = cue.lemma == "deny" and thing is not None and tree.lemmas[thing] in _REFUSED
    helpers = [tree.tags[i] for i in tree.kids(verb, "aux", "mark")]
    is_finite = tree.tags[verb] in ("VBD", "VBZ", "VBP") or any(tag in ("VBD", "VBZ", "VBP") for tag in helpers)
    return is_finite and not is_refused and "MD" not in helpers and "TO" not in helpers


def _is_answer(page: Page, r: Attribution) -> bool:
    """Whether a cue answers what others say: confirmed, denied. Other verbs with a thing for content are less sure."""
    cue = None if r.cue_head is None else verb_cue(page.tree, r.cue_head)
    return cue is not None and cue.cue_class in ("confirm", "deny")


def _alone(page: Page, content: Chars, cues_at: Places[Attribution]) -> Iterator[Attribution]:
    """A content without a cue: a known cue that the tree hangs it on is its cue; a quotation may stand without."""
    quote = page.quote_at(content[0])
    if quote is not None and quote.is_speech(page.text):
        yield Attribution(None, None, (content,), "quotation", 0.5, None)
        return
    tree = page.tree
    top = top_of(page, content)
    if top is None:
        return
    verb = tree.heads[top]
    if verb == top or not tree.is_verb(verb) or not is_argument(tree, top, verb):
        return
    if verb_cue(tree, verb) is None and not page.quotes_touching(content):
        return
    cue = tree.chars(*words_of_cue(tree, verb))
    source = source_of_verb(page, verb)
    if source is None or overlap(source, content) or overlap(cue, content) or any(True for _ in cues_at.touching(cue)):
        return
    known = verb_cue(tree, verb)
    is_answer = known is not None and known.cue_class in ("confirm", "deny")
    if not is_answer and tree.deps[top] not in ("ccomp", "xcomp") and not page.quotes_touching(content):
        return
    yield Attribution(source, cue, (content,), "content_of_verb", 0.6, verb)
