"""Both layers put together, by what measured best on PolNeAR dev (benchmarks/claims.md).

The model finds more and draws its spans better, so its spans win. The rules lend cue and source to contents that are
left without, add what the model has no span for, and read the claims inside claims, which PolNeAR does not mark.
"""

import dataclasses
import re
from collections.abc import Iterator

from transforms.claims.attribution import Attribution, Chars, Places, disjoint, holds, overlap, share
from transforms.claims.cues import cue_nouns, cues, has_to, lemma_of, verb_cue, words_of_cue
from transforms.claims.judging import is_apart, is_saying
from transforms.claims.links import mended
from transforms.claims.page import Page
from transforms.claims.rules import attributions_by_rule, noun_phrase, source_of_verb, top_of, without
from transforms.claims.source_words import source_words
from transforms.claims.sources import head_of
from transforms.claims.speakers import free_quotations, with_whole_quotations
from transforms.claims.trained import attributions_by_model
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
    }
)
# and inside another claim
NESTED = frozenset({"clause", "clause_before", "according_to", "quote", "evaluation", "parataxis"})
# and around one that the model has
AROUND = frozenset({"clause", "clause_before", "it_appears", "according_to", "parataxis"})
# rules that read more into a sentence than a reader would, but for somebody who speaks
_LOOSE = frozenset({"parataxis", "infinitive"})
_PERSONS = frozenset({"he", "she", "they", "i", "we"})
_SELF = frozenset({"i", "we", "you"})
_NOBODY = frozenset("what who which that someone somebody anyone anybody nobody one".split()) | {"no one"}
_RAISING = frozenset(
    "expect believe think fear suspect say know report allege rumour rumor understand estimate predict assume".split()
)
_DAY = re.compile(
    r"yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:this|last) (?:week|month|year|spring|summer|fall|autumn|winter)",
    re.IGNORECASE,
)
_STIRRING = frozenset(
    "fuel spark prompt trigger stir provoke ignite draw kindle stoke revive fan heighten face attract".split()
)
# raised hopes; but one who raises questions, doubts or concerns asks and doubts, if it is somebody
_RAISED = frozenset({"hope", "fear", "expectation", "suspicion", "speculation", "alarm"})
_ALSO_RAISED = frozenset({"question", "doubt", "concern", "worry"})
# what only somebody with an object does: without one, the subject is whom it is done to
_URGING = frozenset("urge order tell advise instruct warn remind encourage persuade invite".split())
_ACCUSING = frozenset("accuse charge suspect blame indict convict".split())
_OF_CRIME = frozenset({"of", "with", "for", "over", "on"})
_TELLING = frozenset("tell inform assure remind notify warn advise convince".split())
_OWN_SUBJECT = ("nsubj", "nsubj:pass", "expl")
_FINITE = ("VBD", "VBZ", "VBP")
_SPEAKING = frozenset({"say", "demand", "warn", "reveal"})
_FRONTED = frozenset({"advcl", "acl", "acl:relcl"})
_WIDE = 12  # words
_NEAR = 8  # characters between a cue and the name after it
_ARGUMENTS = frozenset({"obj", "ccomp", "xcomp", "obl", "csubj", "nsubj:pass"})
_CLAUSES = frozenset({"clause", "clause_before", "parataxis"})
_BEHIND = frozenset({"parataxis", "clause_before", "according_to"})
_BEFORE = 60  # characters from a cue to what it reports
_LAST_AND = re.compile(r"[,;]?\s+(?:and|but|while|as)$")
_REST = re.compile(r",? (?:and|but|or|which|who|after|before|because|while|as|with)\s[^.,;:“”\"\n]{3,150}, ")
_SUBCLAUSE = re.compile(
    r", (?:which|whose|who|where)\b|"
    r",? (?:if|unless|depending|provided|as|because|after|before|when|since|although|though|until|so)\b"
)
# citing two officials, [that ...]
_AFTER_CITED = re.compile(r"\s[^,.;“\"]{3,80},\s(?=that\s)")


def merged(page: Page, *, trained: bool = True, rules: bool = True) -> list[Attribution]:
    """The attributions of an article in text order; `trained` and `rules` say which layers speak."""
    by_model = attributions_by_model(page) if trained else []
    by_rule = _one_a_cue(attributions_by_rule(page)) if rules else []
    kept, alone = mended(page, by_model)
    found = list(_completed(page, kept, alone, by_rule)) if by_model else [r for r in by_rule if _is_heard(page, r)]
    found = with_whole_quotations(page, [*found, *free_quotations(page, found)])
    cues_at = Places((one.cue, one) for one in found)
    found = [_without_next_speaker(page, one, cues_at) for one in found]
    found = [_with_whole_sentence(page, _with_rest(page, one, cues_at), cues_at) for one in found]
    found = [_with_host_clause(page, _with_own_end(page, _with_list(page, one)), cues_at) for one in found]
    found = [
        _with_own_words(page, told)
        for one, told in ((one, _with_roles(page, one)) for one in found)
        if is_saying(page, told) or (_is_felt(page, one) and is_saying(page, one))
    ]
    return sorted((one for one in found if one.contents), key=lambda one: one.extent)


def _without_apposition(page: Page, one: Attribution) -> Attribution:
    """A content without who its source is: It flew for an hour[, an expert on missiles], Jane Roe said."""
    if one.source is None or len(one.contents) != 1 or page.text[one.contents[0][1] : one.source[0]] != ", ":
        return one
    tree, (start, end) = page.tree, one.contents[0]
    tokens = page.tokens_in((start, end))
    comma = next((i for i in reversed(tokens) if tree.words[i] == ","), None)
    if comma is None or tree.lower[comma + 1] not in ("a", "an", "the") or page.quotes_touching((start, end)):
        return one
    who, rest = range(comma + 1, tokens[-1] + 1), page.trimmed((start, tree.starts[comma]))
    is_person = any(m.label == "PERSON" and m.start_char == one.source[0] for m in page.mentions_in(one.source))
    head = next((i for i in who if tree.pos[i] == "NOUN" and (i + 1 not in who or tree.pos[i + 1] != "NOUN")), None)
    is_role = head is not None and source_words().get(tree.lemmas[head]) in ("individual", "person", "anonymous")
    if rest is None or not is_person or not is_role or any(tree.is_verb(i) or tree.pos[i] == "AUX" for i in who):
        return one
    return dataclasses.replace(one, source=(tree.starts[who[0]], one.source[1]), contents=(rest,))


def _with_roles(page: Page, one: Attribution) -> Attribution:
    """Who says it, who only hears it and whom it is said of, told apart."""
    one = _without_apposition(page, _without_cited(page, _with_reporting_verb(page, _with_name_after(page, one))))
    one = _with_refused_saying(page, one)
    one = _with_patient(page, _with_raised_subject(page, one))
    return _without_last_day(page, _with_source(page, _without_hearer(page, one)))


def _with_own_words(page: Page, one: Attribution) -> Attribution:
    """Source and contents with clean edges, and nothing of one in the other."""
    source = page.without_time(page.with_bracket(page.whole_name(page.without_marks(one.source))))
    contents: list[Chars] = []
    for content in one.contents:
        begins = one.cue is not None and one.cue[0] <= content[0] < one.cue[1]
        parts = without(content, (one.cue if begins else None, source))
        contents += parts if parts == [content] else (part for part in map(page.tidy, parts) if part is not None)
    whole = disjoint(_without_outer_mark(page, one.cue, contents))
    if (source, whole) == (one.source, one.contents):
        return one
    return dataclasses.replace(one, source=source, contents=whole)


def _without_outer_mark(page: Page, cue: Chars | None, contents: list[Chars]) -> list[Chars]:
    """Contents without the mark that closes what their cue stands in as well: “he thinks [he blacked out].”"""
    if cue is None or not contents or page.text[slice(*cue)] == ":":
        return contents
    quote, (start, end) = page.quote_at(cue[0]), contents[-1]
    if quote is None or not end == quote.end > quote.inner_end or start <= cue[0]:
        return contents
    clean = page.trimmed((start, quote.inner_end))
    return contents if clean is None else [*contents[:-1], clean]


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
    yield from filled
    held = Places((content, one) for one in filled for content in one.contents)
    gone: set[Chars] = set()
    for r in by_rule:
        if id(r) in used:
            continue
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
            gone.update(near)
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
    return dataclasses.replace(
        one,
        source=match.source if is_named else one.source or match.source,
        cue=one.cue if _reaches_back(one, match) and not is_named else match.cue,
        cue_head=match.cue_head,
        contents=_better_contents(page, one, match, rules_at),
        rule=f"trained+{match.rule}",
        confidence=0.95 if overlap(one.source, match.source) else 0.85,
    )


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


def _is_addition(page: Page, r: Attribution, held: Places[Attribution], left: Places[Chars]) -> bool:
    """Whether a rule's attribution is one that the model has not: where it has no span, or inside a content."""
    if not _is_heard(page, r):
        return False
    first = dataclasses.replace(r, contents=r.contents[:1]).extent  # a quotation may go on behind the sentence
    if any(holds(content, first) for content, _ in held.touching(first)):
        # "I think" inside a quotation is how its speaker hedges, no claim of its own
        speaker = None if r.source is None else page.text[r.source[0] : r.source[1]].lower()
        return r.rule in NESTED and speaker is not None and speaker not in _SELF | _NOBODY
    if r.rule == "object" and not (_is_answer(page, r) or _is_hearsay(page, r)):
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


def _is_heard(page: Page, r: Attribution) -> bool:
    """Whether a name or a person speaks: Mr. Roe promised to go, not "the wall threatens to fall" nor "you know"."""
    if r.rule not in _LOOSE:
        return True
    if r.source is None or r.cue_head is None:
        return False
    if r.rule == "parataxis" and _is_known_speaker(page, r):
        return True
    cue, at = verb_cue(page.tree, r.cue_head), page.text[r.source[0] : r.source[1]].lower()
    if cue is None or cue.cue_class == "believe" or at in ("it", "you", "one"):
        return False
    if r.rule == "parataxis" and cue.cue_class in ("show", "reveal", "ask"):
        return False  # New picture: we've been showing you this for an hour
    return at in _PERSONS or any(page.tree.pos[i] == "PROPN" for i in page.tokens_in(r.source))


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


def _is_hearsay(page: Page, r: Attribution) -> bool:
    """Whether somebody is said to have said it: has reportedly blamed the letters for her defeat."""
    verb = r.cue_head
    if verb is None or r.source is None:
        return False
    known = (cues().get(page.tree.lower[i]) for i in page.tree.kids(verb, "advmod"))
    return any(cue is not None and cue.kind == "adverb" for cue in known)


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
    if verb == top or not tree.is_verb(verb) or not _is_argument(tree, top, verb):
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


def _with_reporting_verb(page: Page, one: Attribution) -> Attribution:
    """Media reported, citing officials, [that he was killed]: they report it; whom they cite is no part of it."""
    tree, verb = page.tree, one.cue_head
    if verb is None or one.cue is None or lemma_of(tree, verb) != "cite" or tree.deps[verb] != "advcl":
        return one
    told, end = tree.heads[verb], one.envelope[1]
    clause = _AFTER_CITED.match(page.text, one.cue[1], end)
    if clause is None or not tree.is_verb(told) or verb_cue(tree, told) is None or told > verb:
        return one
    content = page.tidy((clause.end(), end))
    if content is None:
        return one
    cue = tree.chars(*words_of_cue(tree, told))
    source = source_of_verb(page, told) or one.source
    return dataclasses.replace(one, source=source, cue=cue, cue_head=told, contents=(content,))


def _without_cited(page: Page, one: Attribution) -> Attribution:
    """Contents without whom the source cites before them: the paper said, citing officials, [that he was killed]."""
    if one.cue is None or not one.contents or one.contents[0][0] <= one.cue[1]:
        return one
    tree, (first, *more) = page.tree, one.contents
    cites = page.token_at(first[0]) - 1
    if lemma_of(tree, cites) != "cite" or (tree.heads[cites], tree.deps[cites]) != (one.cue_head, "advcl"):
        return one
    clause = _AFTER_CITED.match(page.text, tree.ends[cites], first[1])
    content = None if clause is None else page.tidy((clause.end(), first[1]))
    return one if content is None else dataclasses.replace(one, contents=(content, *more))


def _with_refused_saying(page: Page, one: Attribution) -> Attribution:
    """Refused [to confirm the report] as "refused to confirm" the report: what is not said is the report."""
    tree, verb = page.tree, one.cue_head
    if one.cue is None or verb is None or not one.contents or lemma_of(tree, verb) not in ("decline", "refuse"):
        return one
    start, end = one.contents[0]
    tokens = page.tokens_in((start, end))
    if tree.lower[tokens.start : tokens.start + 1] != ["to"] or start - one.cue[1] > 1:
        return one
    saying = next((i for i in tree.kids(verb, "xcomp") if i in tokens and verb_cue(tree, i) is not None), None)
    rest = None if saying is None else page.tidy((tree.ends[words_of_cue(tree, saying)[1]], end))
    if saying is None or rest is None:
        return one
    cue = (one.cue[0], tree.ends[words_of_cue(tree, saying)[1]])
    return dataclasses.replace(one, cue=cue, cue_head=saying, contents=disjoint((rest, *one.contents[1:])))


def _with_raised_subject(page: Page, one: Attribution) -> Attribution:
    """Hackers are feared [to have stolen it]: nobody says who fears, and the hackers belong to what is feared.

    So do those who seem to have stolen it, to whoever writes that they do.
    """
    tree, verb = page.tree, one.cue_head
    if one.cue is None or verb is None or not one.contents:
        return one
    seems = lemma_of(tree, verb) in ("appear", "seem")
    if not seems and lemma_of(tree, verb) not in _RAISING:
        return one
    first = page.token_at(one.contents[0][0])
    # hackers feared to have stolen it: nobody fears to have done so
    is_told = tree.tags[verb] == "VBN" or tree.lower[first : first + 2] in (["to", "have"], ["to", "be"])
    subject = tree.kid(verb, "nsubj:pass") or (tree.kid(verb, "nsubj") if seems or is_told else None)
    if subject is None or (not seems and tree.tags[verb] == "VBD" and tree.pos[subject] == "PRON"):
        return one  # what they thought to be a loss
    if not seems and tree.lower[page.token_at(one.contents[0][0])] != "to":
        return one
    raised = noun_phrase(page, subject)
    is_other = one.source is not None and not overlap(one.source, raised)
    if raised is None or is_other or any(overlap(raised, content) for content in one.contents):
        return one
    return dataclasses.replace(one, source=None, contents=disjoint((raised, *one.contents)))


def _with_name_after(page: Page, one: Attribution) -> Attribution:
    """Three were sold, said [Jane Roe]: the name behind the cue says it, and what stands before it is said."""
    cue = None if one.cue_head is None else verb_cue(page.tree, one.cue_head)
    if one.cue is None or cue is None or cue.cue_class not in ("say", "report") or len(one.contents) != 1:
        return one
    if not 0 < one.contents[0][0] - one.cue[1] <= 1:
        return one
    named = page.mentions_in(one.contents[0])
    is_name = any(m.label == "PERSON" and (m.start_char, m.end_char) == one.contents[0] for m in named)
    before = page.tidy((page.tree.starts[page.tree.bounds[page.sentence_of(one.cue)][0]], one.cue[0]))
    if not is_name or before is None or page.text[before[1] : one.cue[0]] != ", ":
        return one
    return dataclasses.replace(one, source=one.contents[0], contents=(before,))


def _with_patient(page: Page, one: Attribution) -> Attribution:
    """Peru urged [to cut tariffs], man charged [with theft]: a headline's passive names whom it is done to."""
    tree, verb = page.tree, one.cue_head
    if verb is None or one.cue is None or one.source is None or not one.source[1] <= one.cue[0] < one.envelope[0]:
        return one
    if tree.tags[verb] not in ("VBN", "VBD") or tree.kid(verb, "obj", "iobj", "aux", "aux:pass") is not None:
        return one
    lemma, first = lemma_of(tree, verb), tree.lower[page.token_at(one.contents[0][0])]
    after = tree.lower[verb + 1 : verb + 2]
    if (lemma in _URGING and first == "to") or (lemma in _ACCUSING and after and after[0] in _OF_CRIME):
        return dataclasses.replace(one, source=None, contents=disjoint((one.source, *one.contents)))
    return one


def _without_hearer(page: Page, one: Attribution) -> Attribution:
    """Contents without whom it was said to, before the clause that is said: told him [she was ill]."""
    tree, verb = page.tree, one.cue_head
    if verb is None or one.cue is None or not one.contents or page.quote_at(one.contents[0][0]) is not None:
        return one
    hearer = tree.kid(verb, "iobj", "obj")
    clause = next((i for i in tree.kids(verb, "ccomp") if tree.kid(i, *_OWN_SUBJECT) is not None), None)
    if lemma_of(tree, verb) not in _TELLING or hearer is None or clause is None or not verb < hearer < clause:
        return one
    (start, end), *others = one.contents
    begin = tree.starts[tree.subtree(clause)[0]]
    if page.token_at(start) != tree.subtree(hearer)[0] or not start < begin < end:
        return one
    return dataclasses.replace(one, contents=((begin, end), *others))


def _is_argument(tree: Tree, top: int, verb: int) -> bool:
    """Whether a content's head is what the verb is about, and the verb more than an aim (to assess X)."""
    is_aim = tree.tags[verb] == "VB" and tree.kid(verb, "aux") is None
    known = (cues().get(tree.lower[i]) for i in tree.kids(verb, "advmod"))
    is_hearsay = any(cue is not None and cue.kind == "adverb" for cue in known)
    return tree.deps[top] in _ARGUMENTS and not is_aim and not is_hearsay


def _without_next_speaker(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """A content without who speaks next: is expected to stay [and the Broncos] have assured him ..."""
    if not one.contents:
        return one
    start, end = one.contents[-1]
    for _, other in cues_at.touching((end, end + 2)):
        source = other.source
        if other is one or source is None or not start < source[0] < end or source[1] > end:
            continue
        rest = page.trimmed((start, source[0]))
        words = None if rest is None else _LAST_AND.sub("", page.text[slice(*rest)])
        if rest is not None and words:
            return dataclasses.replace(one, contents=(*one.contents[:-1], (start, start + len(words))))
    return one


def _with_rest(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """A content to its sentence's end where source and cue follow: It held two [and lay near it], Roe said."""
    if one.cue is None or one.source is None or not one.contents or page.quotes_touching(one.envelope):
        return one
    end, last = one.envelope[1], min(one.cue[0], one.source[0])
    gap = page.text[end:last]
    if not _REST.fullmatch(gap) or any(True for _ in cues_at.touching((end, last))):
        return one
    return dataclasses.replace(one, contents=(*one.contents[:-1], (one.contents[-1][0], last - 2)))


def _with_whole_sentence(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """Content from its sentence's beginning where source and cue only follow: Features like these ..., Roe said."""
    if one.cue is None or one.cue_head is None or len(one.contents) != 1 or page.quotes_touching(one.contents[0]):
        return one
    cue = verb_cue(page.tree, one.cue_head)
    start, end = one.contents[0]
    last = min(one.cue[0], one.source[0] if one.source is not None else one.cue[0])
    first = page.tree.starts[page.tree.bounds[page.tree.sents[page.token_at(start)]][0]]
    if cue is None or cue.cue_class not in ("say", "report") or page.text[end:last] != ", " or first >= start:
        return one
    before = (first, start)
    if page.quotes_touching(before) or "\n" in page.text[first:start] or any(True for _ in cues_at.touching(before)):
        return one
    return dataclasses.replace(one, contents=disjoint(filter(None, [page.tidy((first, end))])) or one.contents)


def _with_own_end(page: Page, one: Attribution) -> Attribution:
    """A content without what its cue's subject does next or what comes of it: Acme reported a loss[, sending it lower].

    Roe said Doe must resign [and called on the party to act]: a finite verb behind an infinitive goes with the cue.
    """
    verb = one.cue_head
    if verb is None or one.cue is None or not one.contents or not page.tree.is_verb(verb):
        return one
    start, end = one.contents[-1]
    if start < one.cue[0]:
        return one
    tree = page.tree
    begin = next((at for at in _ends_of(tree, verb) if start < tree.starts[at] < end), None)
    if begin is None or page.quotes_touching((start, end)):
        return one
    rest = page.tidy((start, tree.starts[begin]))
    return one if rest is None else dataclasses.replace(one, contents=(*one.contents[:-1], rest))


def _with_list(page: Page, one: Attribution) -> Attribution:
    """A content with what is listed behind it: voted to cut taxes[, hire teachers and open schools]."""
    if one.cue is None or not one.contents:
        return one
    start, end = one.contents[-1]
    if start < one.cue[0] or page.text[end : end + 1] != "," or page.quotes_touching((start, end)):
        return one
    after, tree = page.token_at(end), page.tree
    if after + 2 >= len(tree.words):
        return one
    head = tree.heads[after + 1]
    listed = after + 1
    is_next = (
        tree.tags[listed] == tree.tags[head] == "VB" and tree.deps[listed] == "conj" and start <= tree.starts[head]
    )
    if not is_next or tree.starts[head] >= end or not has_to(tree, head):
        return one
    last = tree.subtree(listed)[-1]
    rest = page.tidy((start, tree.ends[last]))
    is_other = one.source is not None and overlap((end, tree.ends[last]), one.source) > 0
    return one if rest is None or is_other else dataclasses.replace(one, contents=(*one.contents[:-1], rest))


def _ends_of(tree: Tree, verb: int) -> Iterator[int]:
    """The tokens at which what a verb reports may be over, though the tree goes on."""
    for said in tree.kids(verb, "ccomp", "xcomp"):
        for further in tree.kids(said, "conj"):
            if further > said > verb and tree.is_verb(further) and _is_of_cue(tree, verb, said, further):
                yield min([further, *tree.kids(further, "cc", "aux", "advmod")])
    for result in tree.kids(verb, "advcl"):
        first = tree.subtree(result)[0]
        is_bare = tree.tags[result] == "VBG" and first == result and verb_cue(tree, result) is None
        if is_bare and first > verb and tree.words[first - 1] == ",":
            yield first


def _is_of_cue(tree: Tree, verb: int, said: int, further: int) -> bool:
    """Whether a verb that the tree puts beside what is said goes with the cue, as their tenses show."""
    if tree.kid(further, *_OWN_SUBJECT) is not None:
        return False
    helpers = list(tree.kids(further, "aux", "aux:pass", "cop"))
    if any(tree.lower[i] == "to" for i in tree.kids(said, "mark")):
        return any(tree.tags[i] in (*_FINITE, "MD") for i in (further, *helpers))  # agreed to pay and will lead
    is_another = not helpers and tree.tags[said] != tree.tags[further] == tree.tags[verb] in _FINITE
    if is_another and tree.tags[said] == "VB" and any(tree.tags[i] == "MD" for i in tree.kids(said, "aux")):
        return True  # may not sell and offers
    cue = verb_cue(tree, further)
    return is_another and cue is not None and cue.cue_class in _SPEAKING and cue.lemma not in ("continue", "tell")


def _with_host_clause(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """A content without a hole where source and cue stand between commas: It was found, it was said, [on a shelf]."""
    if one.cue is None or one.cue_head is None or not one.contents or one.contents[-1][0] < one.cue[1]:
        return one
    tree, cue = page.tree, one.cue
    first = next(a for a, _ in one.contents if a >= cue[1])
    if page.text[first - 2 : first] != ", " and one.contents[0][0] > cue[0]:
        return one
    subject = tree.kid(one.cue_head, "nsubj", "nsubj:pass", "expl")
    near = [span for span in (one.source, None if subject is None else tree.chars(subject, subject)) if span]
    begin = min([cue[0], *(a for a, b in near if 0 <= cue[0] - b <= 1)])
    end = max([cue[1], *(b for a, b in near if 0 <= a - cue[1] <= 1)])
    after = next(((a, b) for a, b in one.contents if a >= end), None)
    if after is None or page.text[begin - 2 : begin] != ", " or page.text[end : end + 2] != ", ":
        return one
    if page.quotes_touching(one.envelope):
        return one
    known = next((a for a, b in one.contents if b <= begin), None)
    first = tree.starts[tree.bounds[tree.sents[page.token_at(begin)]][0]] if known is None else known
    before = page.tidy((first, begin - 2)) if first < begin - 2 else None
    if before is None or "\n" in page.text[first:end] or page.quotes_touching(before):
        return one
    if any(r is not one for _, r in cues_at.touching(before)) or (known is None and not _is_fronted(page, before)):
        return one
    is_next = after[0] == end + 2 or (known is not None and page.text[end : after[0]].count(" ") <= _WIDE)
    others = [content for content in one.contents if content[0] > after[0]]
    return dataclasses.replace(one, contents=disjoint([before, (end + 2, after[1]), *others])) if is_next else one


def _is_fronted(page: Page, before: Chars) -> bool:
    """Whether the words before "he said" belong to the clause behind it: In two trials, [he said], they lost."""
    tree, tokens = page.tree, page.tokens_in(before)
    has_thing = any(tree.pos[i] in ("NOUN", "PROPN", "VERB", "NUM") for i in tokens)
    finite = (i for i in tokens if tree.tags[i] in (*_FINITE, "MD"))
    verbs = [tree.heads[i] if tree.deps[i] in ("aux", "aux:pass", "cop") else i for i in finite]
    is_linking = tree.lower[tokens[0]] in ("and", "but", "so") or "addition" in tree.lower[tokens[0] : tokens[-1] + 1]
    return has_thing and not is_linking and all(i not in tokens or tree.deps[i] in _FRONTED for i in verbs)


def _with_source(page: Page, one: Attribution) -> Attribution:
    """The source beside what is said and without the day it was said on; a name after the cue where none is before."""
    source = one.source if is_apart(one) else None
    if source is None and one.cue is not None and one.envelope[1] <= one.cue[0]:
        source = _name_after(page, one.cue)
    if source is None and one.cue is not None:
        source = _owner_before(page, one.cue)
    if _is_stirring(page, one) or _is_told(page, one):
        source = None
    source, contents = page.without_predicate(source), _without_day(page, one)
    unchanged = (source, contents) == (one.source, one.contents)
    return one if unchanged else dataclasses.replace(one, source=source, contents=contents)


def _is_stirring(page: Page, one: Attribution) -> bool:
    """Whether a cue says that something made others speak: the violence [fuelled criticism of] the minister."""
    if one.cue is None or one.cue_head is None:
        return False
    tree, tokens = page.tree, page.tokens_in(one.cue)
    if tree.lemmas[one.cue_head] in ("raise", "cause"):
        is_thing = one.source is not None and _is_unspeaking(page, one.source)
        return any(tree.lemmas[i] in _RAISED or (is_thing and tree.lemmas[i] in _ALSO_RAISED) for i in tokens)
    return tree.lemmas[one.cue_head] in _STIRRING and any(tree.pos[i] == "NOUN" for i in tokens)


def _is_told(page: Page, one: Attribution) -> bool:
    """Whether a source only hears it: [Roe] was told that it was late."""
    tree, verb = page.tree, one.cue_head
    if verb is None or one.source is None or tree.kid(verb, "aux:pass") is None:
        return False
    if lemma_of(tree, verb) not in _TELLING or tree.lemmas[verb] == "convince":
        return False  # who is convinced believes it
    hearer = tree.kid(verb, "nsubj:pass")
    return hearer is not None and one.source[0] <= tree.starts[hearer] < one.source[1]


def _is_felt(page: Page, one: Attribution) -> bool:
    """Whether a cue says what others fear or hope, though not who: the strikes [raised fears of] a shortage."""
    if one.cue is None or not _is_stirring(page, one):
        return False
    return any(page.tree.lemmas[i] in _RAISED | _ALSO_RAISED for i in page.tokens_in(one.cue))


def _is_unspeaking(page: Page, source: Chars) -> bool:
    """Whether a source is headed by a noun of which the seeds do not know that it speaks: this move."""
    head = head_of(page, source)
    return head is not None and page.tree.pos[head] == "NOUN" and page.tree.lemmas[head] not in source_words()


def _without_day(page: Page, one: Attribution) -> tuple[Chars, ...]:
    """Contents without the day of the saying before them: insisted [Tuesday] North Korea was wrong."""
    if one.cue is None or not one.contents or not 0 <= one.contents[0][0] - one.cue[1] <= 1:
        return one.contents
    (start, end), *others = one.contents
    day = next(iter(page.times_in((start, end))), None)
    if day is None or day.start_char != start or not day.end_char < end or not _DAY.fullmatch(day.text):
        return one.contents
    after = page.token_at(day.end_char + 1)
    is_subject = page.tree.pos[after] in ("VERB", "AUX", "PUNCT", "ADP", "PART", "CCONJ")  # said Tuesday was fine
    return one.contents if is_subject else ((page.tree.starts[after], end), *others)


def _without_last_day(page: Page, one: Attribution) -> Attribution:
    """A thing announced without the day it was announced on: a credit [last month]."""
    tree, verb = page.tree, one.cue_head
    if verb is None or len(one.contents) != 1 or page.quotes_touching(one.contents[0]):
        return one
    (start, end) = one.contents[0]
    if any(tree.is_verb(i) for i in page.tokens_in(one.contents[0])):
        return one
    top = top_of(page, one.contents[0])
    day = next((time for time in page.times_in((start + 1, end)) if time.end_char == end), None)
    if top is None or day is None or not _DAY.fullmatch(day.text) or (tree.deps[top], tree.heads[top]) != ("obj", verb):
        return one
    is_bare = tree.pos[page.token_at(day.start_char) - 1] not in ("ADP", "ADJ", "DET")
    rest = page.trimmed((start, day.start_char)) if is_bare else None
    return one if rest is None else dataclasses.replace(one, contents=(rest,))


def _owner_before(page: Page, cue: Chars) -> Chars | None:
    """Whose it is that is said: Apple's [own warnings of]."""
    tree = page.tree
    at = page.token_at(cue[0]) - 1
    if (
        at < 0
        or tree.tags[at] != "POS"
        or tree.heads[at] >= at
        or tree.heads[tree.heads[at]] not in page.tokens_in(cue)
    ):
        return None
    owner = noun_phrase(page, tree.heads[at])
    return None if owner is None or page.token_at(owner[1] - 1) != at - 1 else (owner[0], tree.ends[at])


def _name_after(page: Page, cue: Chars) -> Chars | None:
    """The name that follows a cue at once: ..., reported BFMTV."""
    near = [
        (m.start_char, m.end_char)
        for m in page.mentions_in((cue[1], cue[1] + _NEAR))
        if m.kind in ("name", "acronym") and m.label in ("PERSON", "ORG", "GPE")
    ]
    is_next = bool(near) and page.text[cue[1] : near[0][0]] in (" ", " the ")
    return near[0] if is_next else None
