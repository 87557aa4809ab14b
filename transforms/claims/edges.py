"""Where the contents of an attribution begin and end: neither the next clause nor half of their own."""

import dataclasses
import re
from collections.abc import Iterator

from transforms.claims.attribution import Attribution, Chars, Places, disjoint, overlap
from transforms.claims.cues import OWN_SUBJECT, cues, lemma_of, verb_cue
from transforms.claims.page import Page
from transforms.claims.reach import MAKING_KNOWN, SAID_IN
from transforms.claims.rules import stretch, top_of, without
from transforms.claims.source_words import source_words
from transforms.tree import Tree

_DAY = re.compile(
    r"yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:this|last) (?:week|month|year|spring|summer|fall|autumn|winter)",
    re.IGNORECASE,
)
_FINITE = ("VBD", "VBZ", "VBP")
_SPEAKING = frozenset({"say", "demand", "warn", "reveal"})
_FRONTED = frozenset({"advcl", "acl", "acl:relcl"})
_WIDE = 12  # words
_LAST_AND = re.compile(r"[,;]?\s+(?:and|but|while|as)$")
_REST = re.compile(r",? (?:and|but|or|which|who|after|before|because|while|as|with)\s[^.,;:“”\"\n]{3,150}, ")


def without_apposition(page: Page, one: Attribution) -> Attribution:
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


def with_own_words(page: Page, one: Attribution) -> Attribution:
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


def without_next_speaker(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
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


def with_rest(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """A content to its sentence's end where source and cue follow: It held two [and lay near it], Roe said."""
    if one.cue is None or one.source is None or not one.contents or page.quotes_touching(one.envelope):
        return one
    end, last = one.envelope[1], min(one.cue[0], one.source[0])
    gap = page.text[end:last]
    if not (_REST.fullmatch(gap) or _is_rest(page, one, end, last)) or any(True for _ in cues_at.touching((end, last))):
        return one
    return dataclasses.replace(one, contents=(*one.contents[:-1], (one.contents[-1][0], last - 2)))


def _is_rest(page: Page, one: Attribution, end: int, last: int) -> bool:
    """Whether what stands before source and cue is the rest of the clause: [its fall] was due to rain, Roe said."""
    if one.cue is None or one.source is None:
        return False
    tree = page.tree
    known = None if one.cue_head is None else verb_cue(tree, one.cue_head)
    gap, behind = page.text[end:last], max(one.cue[1], one.source[1])
    if known is None or known.cue_class not in ("say", "report") or not gap.endswith(", ") or "\n" in gap:
        return False
    first, after = page.token_at(one.contents[-1][0]), page.token_at(last)
    is_apart = tree.sents[first] != tree.sents[after - 1] or any(c in gap for c in ';:“”"()')
    return not is_apart and gap[:1] == " " and page.text[behind : behind + 1] in (".", ",")


def with_whole_sentence(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """Content from its sentence's beginning where source and cue only follow: Features like these ..., Roe said."""
    if one.cue is None or one.cue_head is None or len(one.contents) != 1 or page.quotes_touching(one.contents[0]):
        return one
    is_phrase = page.text[slice(*one.cue)] == "according to"
    cue = cues()["according to"] if is_phrase else verb_cue(page.tree, one.cue_head)
    start, end = one.contents[0]
    last = min(one.cue[0], one.source[0] if one.source is not None else one.cue[0])
    first = page.tree.starts[page.tree.bounds[page.tree.sents[page.token_at(start)]][0]]
    if cue is None or cue.cue_class not in ("say", "report") or page.text[end:last] != ", " or first >= start:
        return one
    before = (first, start)
    if page.quotes_touching(before) or "\n" in page.text[first:start] or any(True for _ in cues_at.touching(before)):
        return one
    if is_phrase and not _is_part_of(page, before, start):
        return one
    return dataclasses.replace(one, contents=disjoint(filter(None, [page.tidy((first, end))])) or one.contents)


def _is_part_of(page: Page, before: Chars, start: int) -> bool:
    """Whether what stands before a content belongs to it: its verb, or a clause, and nothing that reports it."""
    tokens = page.tokens_in(before)
    is_told = page.tree.lower[tokens[-1]] == "that" or page.text[before[0] : start].rstrip()[-1:] == ":"
    return not is_told and any(page.tree.is_verb(i) or page.tree.pos[i] == "AUX" for i in tokens)


def with_own_end(page: Page, one: Attribution) -> Attribution:
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
    if begin is None or page.quote_at(start) is not None or page.quote_at(tree.starts[begin]) is not None:
        return one
    rest = page.tidy((start, tree.starts[begin]))
    return one if rest is None else dataclasses.replace(one, contents=(*one.contents[:-1], rest))


def with_own_verb(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """A content with the verb of a subject that it ends behind: while the other, a minor, [was held on Friday]."""
    verb = one.cue_head
    if verb is None or one.cue is None or not one.contents or one.contents[-1][0] < one.cue[1]:
        return one
    tree, (start, end) = page.tree, one.contents[-1]
    if page.text[end : end + 1] not in (",", " ") or page.quotes_touching((start, end)):
        return one
    tokens = page.tokens_in((start, end))
    bound = tree.bounds[tree.sents[tokens[-1]]][1]
    said = next(
        (tree.heads[i] for i in tokens if tree.deps[i] in OWN_SUBJECT and tokens[-1] < tree.heads[i] < bound), None
    )
    if said is not None and not (tree.heads[said] in tokens or tree.heads[said] == verb):
        return one
    said = _predicate_of_object(tree, verb, tokens) if said is None else said
    if said is None:
        return one
    rest = page.tidy((start, tree.ends[tree.subtree(said)[-1]]))
    if rest is None or rest[1] <= end or page.quotes_touching((end, rest[1])):
        return one
    is_other = any(other is not one for _, other in cues_at.touching((end, rest[1])))
    return (
        one if is_other or overlap(rest, one.source) else dataclasses.replace(one, contents=(*one.contents[:-1], rest))
    )


def _predicate_of_object(tree: Tree, verb: int, tokens: range) -> int | None:
    """The verb of what the tree takes for the cue's object: claimed the fruit, which came late, [is sweet]."""
    if not any(tree.heads[i] == verb and (tree.deps[i] in ("obj", "nsubj") or tree.tags[i] == "VBG") for i in tokens):
        return None
    clauses = list(tree.kids(verb, "ccomp"))
    late = next((i for i in clauses if i > tokens[-1]), None)
    if late is None or len(clauses) > 1 or tree.kid(late, *OWN_SUBJECT, "mark") is not None:
        return None
    return late if _is_finite(tree, late) else None


def _is_finite(tree: Tree, i: int) -> bool:
    return any(tree.tags[t] in (*_FINITE, "MD") for t in (i, *tree.kids(i, "aux", "aux:pass", "cop")))


def with_last_noun(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """A content with what its last noun or verb has besides: an uprising [led by Riel]; to land [on Mars]."""
    verb = one.cue_head
    if verb is None or one.cue is None or not one.contents or one.contents[-1][0] < one.cue[1]:
        return one
    tree, (start, end) = page.tree, one.contents[-1]
    gap = page.text[end : end + 2]
    if not (gap[:1] == " " or gap == ", ") or page.quotes_touching((start, end)):
        return one
    tokens = page.tokens_in((start, end))
    first = tokens[-1] + 1
    first += first < len(tree.words) and tree.words[first] == ","
    part = _branch_at(tree, first, tokens)
    is_apart = first > tokens[-1] + 1
    is_phrase = part is not None and not is_apart and _is_phrase(tree, verb, part, first)
    if part is None or not (is_phrase or (verb_cue(tree, verb) and _is_of_noun(tree, part, first, is_apart=is_apart))):
        return one
    if tree.deps[part] == "conj":
        part = list(tree.kids(tree.heads[part], "conj"))[-1]  # the last of a list
    rest = page.tidy((start, tree.ends[tree.subtree(part)[-1]]))
    if rest is None or rest[1] <= end or "\n" in page.text[end : rest[1]] or page.quotes_touching((end, rest[1])):
        return one
    if overlap((end, rest[1]), one.source) or any(o is not one for _, o in cues_at.touching((end, rest[1]))):
        return one
    return dataclasses.replace(one, contents=(*one.contents[:-1], rest))


def _branch_at(tree: Tree, first: int, tokens: range) -> int | None:
    """The branch that a token is in and that hangs on one of the tokens before it."""
    at = first
    while at < len(tree.words) and tree.sents[at] == tree.sents[tokens[0]] and tree.heads[at] != at:
        if tree.heads[at] in tokens:
            return at
        at = tree.heads[at]
    return None


def _is_phrase(tree: Tree, cue: int, part: int, first: int) -> bool:
    """Whether a branch that begins with this token is where, when or whose a thing is, not how it was made known."""
    is_known = lemma_of(tree, cue) in MAKING_KNOWN or tree.lemmas[part] in SAID_IN
    is_obl = tree.deps[part] == "obl" and tree.is_verb(tree.heads[part])
    is_nmod = tree.deps[part] == "nmod" and verb_cue(tree, cue) is not None
    return (is_obl or is_nmod) and not is_known and tree.subtree(part)[0] == first


def _is_of_noun(tree: Tree, part: int, first: int, *, is_apart: bool) -> bool:
    """Whether a branch that begins with this token, or behind a comma before it, is part of the noun it hangs on."""
    noun, dep = tree.heads[part], tree.deps[part]
    if tree.pos[noun] not in ("NOUN", "PROPN") or part < first or tree.subtree(part)[0] < first - 1:
        return False
    if dep == "conj":
        return (is_apart or tree.pos[first] == "CCONJ") and not tree.is_verb(part) and tree.kid(part, "cop") is None
    if is_apart:
        is_example = dep in ("nmod", "obl") and tree.lower[first] in ("including", "plus")
        return is_example or (dep == "appos" and all(tree.pos[i] == "PROPN" for i in tree.subtree(part) if i >= first))
    is_made = dep == "acl" and tree.tags[part] == "VBN" and tree.lower[part] not in ("based", "compared")
    return is_made or (dep == "acl:relcl" and tree.lower[first] != "that")


def without_side_words(page: Page, one: Attribution) -> Attribution:
    """Contents without what goes with a cue behind them: “It is late,” Roe said of [the train]."""
    if one.cue is None or one.cue_head is None or not page.tree.is_verb(one.cue_head):
        return one
    if len(one.contents) < 2 or one.contents[-2][1] > one.cue[0] or one.contents[-1][0] < one.cue[1]:
        return one
    tree, (before, after) = page.tree, one.contents[-2:]
    between = page.text[one.cue[1] : after[0]]
    if any(c in between for c in ",;.:\n") or page.quote_at(after[0]) is not None:
        return one
    first, tokens = page.token_at(after[0]), page.tokens_in(before)
    is_side = tree.pos[first] in ("ADP", "SCONJ") or tree.pos[first - 1] == "ADP" or tree.lower[first] == "as"
    is_whole = page.quote_at(before[0]) is not None or any(
        tree.tags[i] in (*_FINITE, "MD") and not tree.deps[i].startswith("acl") for i in tokens
    )
    return dataclasses.replace(one, contents=one.contents[:-1]) if is_side and is_whole else one


def with_other_verb(page: Page, one: Attribution) -> Attribution:
    """A content with what is done besides: allegedly beaten [and kidnapped]; voted to cut taxes[, hire teachers].

    Both verbs have one form and one subject, and the second not the tense in which the source does something itself.
    """
    if one.cue is None or one.cue_head is None or not one.contents:
        return one
    start, end = one.contents[-1]
    if start < one.cue[0] or page.text[end : end + 1] not in (",", " ") or page.quotes_touching((start, end)):
        return one
    tree, tokens = page.tree, page.tokens_in((start, end))
    after = tokens[-1] + 1
    if after + 2 >= len(tree.words):
        return one
    after += tree.words[after] == ","
    listed = tree.heads[after] if tree.deps[after] == "cc" else after
    first = tree.heads[listed]
    if tree.deps[listed] != "conj" or first not in tokens or not after <= listed or not _is_like(tree, first, listed):
        return one
    if one.source is not None and _tense(tree, listed) == _tense(tree, one.cue_head):
        return one
    last = [i for i in tree.kids(first, "conj") if i >= listed and _is_like(tree, first, i)][-1]
    rest = page.tidy(stretch(page, tokens[0], tree.subtree(last)[-1]))
    if rest is None or rest[1] <= end or "\n" in page.text[end : rest[1]] or overlap((end, rest[1]), one.source):
        return one
    return dataclasses.replace(one, contents=(*one.contents[:-1], (start, rest[1])))


def _is_like(tree: Tree, first: int, other: int) -> bool:
    """Whether a verb has the form of the one before it and shares its subject."""
    is_same = tree.is_verb(other) and tree.tags[other] == tree.tags[first]
    return is_same and tree.kid(other, *OWN_SUBJECT, "mark", "aux") is None


def _tense(tree: Tree, verb: int) -> str:
    return "VBD" if tree.tags[verb] == "VBN" else tree.tags[verb]


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
    if tree.kid(further, *OWN_SUBJECT) is not None:
        return False
    helpers = list(tree.kids(further, "aux", "aux:pass", "cop"))
    if any(tree.lower[i] == "to" for i in tree.kids(said, "mark")):
        return any(tree.tags[i] in (*_FINITE, "MD") for i in (further, *helpers))  # agreed to pay and will lead
    is_another = not helpers and tree.tags[said] != tree.tags[further] == tree.tags[verb] in _FINITE
    if is_another and tree.tags[said] == "VB" and any(tree.tags[i] == "MD" for i in tree.kids(said, "aux")):
        return True  # may not sell and offers
    cue = verb_cue(tree, further)
    if is_another and tree.lemmas[further] == "express":
        return True  # said he had lied and expressed regret
    return is_another and cue is not None and cue.cue_class in _SPEAKING and cue.lemma not in ("continue", "tell")


def with_host_clause(page: Page, one: Attribution, cues_at: Places[Attribution]) -> Attribution:
    """A content without a hole where source and cue stand between commas: It was found, it was said, [on a shelf]."""
    if one.cue is None or one.cue_head is None or not one.contents or one.contents[-1][0] < one.cue[1]:
        return one
    tree, cue = page.tree, one.cue
    first = next(a for a, _ in one.contents if a >= cue[1])
    if page.text[first - 2 : first] != ", " and one.contents[0][0] > cue[0]:
        return one
    subject = tree.kid(one.cue_head, *OWN_SUBJECT)
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


def without_day(page: Page, one: Attribution) -> tuple[Chars, ...]:
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


def without_last_day(page: Page, one: Attribution) -> Attribution:
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
