"""The model's attributions with their links mended: what no text would have is cut, what the tree plainly says is tied.

The model draws spans well and ties them less well. A source two sentences off, or a content of another sentence that
is no quotation, is not the cue's.
"""

import dataclasses
from itertools import pairwise

from transforms.claims.attribution import Attribution, Chars, Places, disjoint, holds, overlap
from transforms.claims.cues import verb_cue, words_of_cue
from transforms.claims.page import Page
from transforms.claims.rules import noun_phrase, source_of_verb, top_of, without
from transforms.tree import Tree

_SHORT_GAP = 3  # words
_WIDE_GAP = 10  # tokens
_TOPIC = 10  # characters between a cue and whom a quotation is about
_QUOTING = frozenset({"quote", "cite"})
_CONTRASTS = frozenset({"while", "whereas", "though", "although", "but"})


def mended(page: Page, found: list[Attribution]) -> tuple[list[Attribution], list[Chars]]:
    """The model's attributions with a cue, their contents possibly none, and contents that are left without one."""
    kept: list[Attribution] = []
    alone: list[Chars] = []
    spans = Places((one.source, one.source) for one in found if one.source is not None)
    for one in (_with_quoted_one(page, one) for one in found):
        if one.cue is None or _is_quoted_whole(page, one):
            alone.extend(one.contents)
            continue
        own = _own_contents(page, one)
        alone.extend(content for content in one.contents if content not in own)
        source = _source(page, one, spans)
        kept.append(dataclasses.replace(one, source=source if _is_in_reach(page, one, source) else None, contents=own))
    return _chained(page, kept), sorted(alone)


def _with_quoted_one(page: Page, one: Attribution) -> Attribution:
    """Tass quoted [Roe] as [saying] it broke: he says it, and his name is no part of it."""
    tree, verb = page.tree, one.cue_head
    if verb is None or tree.lemmas[verb] not in _QUOTING:
        return one
    saying = next((i for i in tree.kids(verb, "advcl", "xcomp") if _is_as_saying(tree, verb, i)), None)
    passive = tree.kid(verb, "nsubj:pass")
    if passive is not None and one.source is not None:
        return one
    quoted = tree.kid(verb, "obj") if passive is None else passive
    source = None if saying is None or quoted is None else noun_phrase(page, quoted)
    if saying is None or source is None:
        return one
    holes = (source, tree.chars(tree.subtree(saying)[0], saying))
    pieces = [piece for content in one.contents for piece in without(content, holes)]
    clauses = () if passive is not None else map(tree.subtree, tree.kids(saying, "ccomp"))
    pieces += [tree.chars(run[0], run[-1]) for run in clauses if run[0] > saying]
    contents = disjoint(filter(None, map(page.tidy, pieces)))
    if not contents or passive is not None:
        return dataclasses.replace(one, source=source, contents=contents) if contents else one
    cue = tree.chars(*words_of_cue(tree, saying))
    return dataclasses.replace(one, source=source, cue=cue, cue_head=saying, contents=contents)


def _is_as_saying(tree: Tree, verb: int, i: int) -> bool:
    return i > verb and tree.tags[i] == "VBG" and any(tree.lower[kid] == "as" for kid in tree.kids(i, "mark"))


def _is_quoted_whole(page: Page, one: Attribution) -> bool:
    """Whether nobody is named and the cue is one of the quoted words: “We don't know where it is.”"""
    if one.source is not None or one.cue is None or page.quote_at(one.cue[0]) is None:
        return False
    return any(holds(content, one.cue) for content in one.contents)


def _source(page: Page, one: Attribution, spans: Places[Chars]) -> Chars | None:
    """The span the tree's subject of the cue is in, if the model has one, or the subject where the source is far."""
    if one.cue is None or one.cue_head is None or not page.tree.is_verb(one.cue_head):
        return one.source
    if one.source is not None and _is_spoken_of(page, one.cue_head, one.source):
        return None
    named = page.before_relative(one.source, one.cue)
    if named is not None:
        return named
    subject = source_of_verb(page, one.cue_head)
    if one.source is not None and overlap(subject, one.source):
        return one.source
    if subject is None:
        return one.source
    is_behind = one.source is not None and one.source[0] > one.cue[0]
    if _is_quoted_one(page, one.cue_head, subject, is_behind=is_behind) or (
        is_behind and _is_inner(page, one, subject)
    ):
        return subject
    if page.tree.kid(one.cue_head, "obl:agent") in page.tokens_in(subject):
        return subject  # who asks, not who is asked
    for span, _ in spans.touching(subject):
        return span
    if one.source is None or page.sentence_of(one.source) != page.sentence_of(one.cue):
        return subject
    return one.source


def _is_inner(page: Page, one: Attribution, subject: Chars) -> bool:
    """Whether a source behind the cue does something in what the cue's subject says: it added that [Roe] had left."""
    tree, said = page.tree, None if one.cue_head is None else page.tree.kid(one.cue_head, "ccomp")
    if said is None or one.cue is None or subject[1] > one.cue[0] or page.tree.starts[said] < one.cue[1]:
        return False
    inner = tree.kid(said, "nsubj", "nsubj:pass")
    return inner is not None and inner in page.tokens_in(one.source or subject)


def _is_quoted_one(page: Page, verb: int, subject: Chars, *, is_behind: bool) -> bool:
    """Whether a subject is who is quoted, not who quotes him: Roe was quoted as saying so by the agency."""
    tree, head = page.tree, page.tree.heads[verb]
    quotes = next((i for i in (verb, head) if tree.lemmas[i] in _QUOTING), None)
    if quotes is None:
        return False
    passive = tree.kid(quotes, "nsubj:pass") if is_behind else None
    active = tree.kid(quotes, "obj") if _is_as_saying(tree, quotes, verb) else None
    return any(i is not None and i in page.tokens_in(subject) for i in (passive, active))


def _is_spoken_of(page: Page, verb: int, source: Chars) -> bool:
    """Whether a source is whom a participle beside it says something of: the suspect, identified as a clerk."""
    tree = page.tree
    is_participle = tree.tags[verb] == "VBN" and tree.deps[verb] == "acl"
    return is_participle and tree.heads[verb] in page.tokens_in(source)


def _is_in_reach(page: Page, one: Attribution, source: Chars | None) -> bool:
    """Whether who is named may be the speaker: in the cue's paragraph, or where words are quoted."""
    if source is None or one.cue is None or page.quotes_touching(one.envelope):
        return True
    return "\n" not in page.text[min(source[1], one.cue[1]) : max(source[0], one.cue[0])]


def _own_contents(page: Page, one: Attribution) -> tuple[Chars, ...]:
    """The contents that can be the cue's, without fragments that hang on something else."""
    own = [content for content in one.contents if one.cue is not None and _can_be_of(page, one.cue, content)]
    own = [content for content in own if content == own[0] or not _is_told_by_another(page, content)]
    own = [content for content in own if not _is_quoted_elsewhere(page, one, content)] or _sentence_before(page, one)
    own = [_without_topic(page, one, content) for content in _joined(page, own, one)]
    own = [_with_gerund(page, one, _own_clause(page, one, content)) for content in own]
    if len(own) < 2:
        return tuple(own)
    tokens = [page.tokens_in(content) for content in own]
    tops = [top_of(page, content) for content in own]
    tied = []
    for at, content in enumerate(own):
        top = tops[at]
        head = None if top is None else page.tree.heads[top]
        others = [run for other, run in enumerate(tokens) if other != at]
        is_tied = (
            head is None
            or page.quote_at(content[0]) is not None
            or head == one.cue_head
            or any(head in run for run in others)
            or any(other is not None and page.tree.heads[other] in tokens[at] for other in tops)
        )
        if is_tied:
            tied.append(content)
    return tuple(tied or own)


def _with_gerund(page: Page, one: Attribution, content: Chars) -> Chars:
    """A content with the gerund that stands between it and the cue: admitted [receiving] the money."""
    tree, verb, top = page.tree, one.cue_head, top_of(page, content)
    if verb is None or top is None or one.cue is None or not one.cue[1] < content[0]:
        return content
    gerund = tree.heads[top]
    is_next = tree.heads[gerund] == verb and tree.tags[gerund] == "VBG" and tree.deps[gerund] in ("xcomp", "ccomp")
    if is_next and one.cue[1] < tree.starts[gerund] < content[0]:
        return tree.starts[gerund], content[1]
    return _with_its_head(page, one, content, top)


def _with_its_head(page: Page, one: Attribution, content: Chars, top: int) -> Chars:
    """A content with what it hangs on, if that is all there is between it and the cue: called on [Acme to show] why."""
    tree, verb = page.tree, one.cue_head
    gap = page.tokens_in((one.cue[1], content[0])) if one.cue is not None else range(0)
    if verb is None or not 0 < len(gap) <= _WIDE_GAP or tree.heads[top] not in gap or page.quotes_touching(content):
        return content
    first = tree.starts[gap[0]]
    is_clause = tree.kid(top, "nsubj", "nsubj:pass", "expl", "cop") is not None or tree.pos[gap[0]] in ("ADP", "ADV")
    if is_clause or any(tree.pos[i] == "PUNCT" for i in gap) or overlap((first, content[0]), one.source):
        return content
    at = tree.heads[top]
    for _ in range(len(gap)):
        if at == verb:
            return first, content[1]
        if at not in gap:
            break
        at = tree.heads[at]
    return content


def _is_told_by_another(page: Page, content: Chars) -> bool:
    """Whether a piece behind the cue is what somebody else says: ..., organisers said, [while police put it at 45]."""
    tree, top = page.tree, top_of(page, content)
    if top is None or tree.lower[page.token_at(content[0])] not in _CONTRASTS or page.quote_at(content[0]) is not None:
        return False
    subject = tree.kid(top, "nsubj")
    return verb_cue(tree, top) is not None and subject is not None and tree.pos[subject] != "PRON"


def _is_quoted_elsewhere(page: Page, one: Attribution, content: Chars) -> bool:
    """Whether a quotation is somebody else's: before the board said: “...”, or the sentence after according to Acme."""
    if one.cue is None or page.quote_at(content[0]) is None:
        return False
    if content[1] <= one.cue[0]:
        return page.text[one.cue[0] : one.cue[1] + 1].endswith(":")
    is_apart = page.sentence_of(content) != page.sentence_of(one.cue)
    return is_apart and page.text[slice(*one.cue)].lower() == "according to"


def _sentence_before(page: Page, one: Attribution) -> list[Chars]:
    """What stands in the sentence before a cue; nothing where that is less than a clause."""
    if one.cue is None:
        return []
    first = page.tree.bounds[page.sentence_of(one.cue)][0]
    before = page.tidy((page.tree.starts[first], one.cue[0]))
    has_verb = before is not None and any(page.tree.is_verb(i) for i in page.tokens_in(before))
    return [before] if before is not None and has_verb and page.quote_at(before[0]) is not None else []


def _without_topic(page: Page, one: Attribution, content: Chars) -> Chars:
    """A quotation without whom it is about: said of his rivals, [“They lost.”]"""
    if one.cue is None or page.text[one.cue[1] : one.cue[1] + 4] not in (" of ", " abo"):
        return content
    quote = next((quote for quote in page.quotes_touching(content) if content[0] < quote.start), None)
    is_next = quote is not None and page.text[content[0] : quote.start].rstrip()[-1:] in (",", ":")
    return (quote.start, content[1]) if quote is not None and is_next and content[0] - one.cue[1] <= _TOPIC else content


def _own_clause(page: Page, one: Attribution, content: Chars) -> Chars:
    """A content without the next thing the same subject does: accused X of Y [and promised to do Z]."""
    tree, verb = page.tree, one.cue_head
    if verb is None or page.quote_at(content[0]) is not None:
        return content
    for further in tree.kids(verb, "conj"):
        if not tree.is_verb(further) or tree.kid(further, "nsubj", "nsubj:pass") is not None:
            continue
        if (tree.tags[further], tree.kid(further, "aux", "aux:pass")) == ("VBN", None) and tree.tags[verb] != "VBN":
            continue  # reported 25 dead and 100 injured
        begin = tree.starts[min([further, *tree.kids(further, "cc", "aux", "advmod")])]
        if content[0] < begin < content[1]:
            return page.trimmed((content[0], begin)) or content
    return content


def _joined(page: Page, contents: list[Chars], one: Attribution) -> tuple[Chars, ...]:
    """Contents with the few words between two pieces taken in, where neither cue nor source stands there."""
    bridges = []
    for (_, end), (start, _) in pairwise(contents):
        gap = (end, start)
        is_short = len(page.text[end:start].split()) <= _SHORT_GAP and "\n" not in page.text[end:start]
        if is_short and not overlap(gap, one.cue) and not overlap(gap, one.source):
            bridges.append(gap)
    return disjoint([*contents, *bridges])


def _can_be_of(page: Page, cue: Chars, content: Chars) -> bool:
    """Whether a content can hang on a cue: in its sentence, or as a quotation of the same paragraph or the next."""
    tree = page.tree
    of_cue = tree.sents[page.token_at(cue[0])]
    first, last = tree.sents[page.token_at(content[0])], tree.sents[page.token_at(content[1] - 1)]
    if first <= of_cue <= last:
        return True
    if page.quote_at(content[0]) is None:
        return False
    return page.text.count("\n", min(content[1], cue[1]), max(content[0], cue[0])) <= 1


def _chained(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Two cues before one content: the first reports the second as well (Park said the NIS revealed that ...)."""
    places = Places((one.contents[0], one) for one in found if one.contents)
    outer: dict[int, Attribution] = {}
    inner_source: dict[int, Chars] = {}
    for one in found:
        for _, inner in places.touching(one.contents[0] if one.contents else None):
            if one.cue is None or inner.cue is None or not _reports(page, one, inner):
                continue
            whole = page.tidy((one.cue[1], one.envelope[1]))
            told = page.trimmed((one.cue[1], inner.cue[0]))
            if whole is not None:
                outer[id(one)] = dataclasses.replace(one, contents=(whole,))
            if told is not None and not (inner.source and holds(told, inner.source)):
                inner_source[id(inner)] = told
            break
    out = []
    for one in found:
        told = inner_source.get(id(one))
        mended_one = outer.get(id(one), one)
        out.append(mended_one if told is None else dataclasses.replace(mended_one, source=told))
    return out


def _reports(page: Page, one: Attribution, other: Attribution) -> bool:
    """Whether the second cue stands between the first and the content that both have."""
    if one is other or one.cue is None or other.cue is None or one.contents != other.contents:
        return False
    return one.cue[1] < other.cue[0] < one.contents[0][0] and page.sentence_of(one.cue) == page.sentence_of(other.cue)
