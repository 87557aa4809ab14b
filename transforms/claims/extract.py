"""The extractor: attributions become rows of `claims`, `claim_figures` and `claim_mentions`."""

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transforms.claims.again import with_speakers_again
from transforms.claims.attribution import Attribution, Chars
from transforms.claims.certainty import sureness_of
from transforms.claims.clauses import is_held_view
from transforms.claims.cues import UNKNOWN, Cue, cue_nouns, cues, has_to, is_negated, lemma_of, verb_cue
from transforms.claims.merge import merged
from transforms.claims.nesting import parents_of
from transforms.claims.page import Page
from transforms.claims.saying import addressee_of, said_time_of
from transforms.claims.sources import Mentions, Source, source_of
from transforms.claims.trained import cue_head
from transforms.claims.transcripts import TURN
from transforms.claims.tweets import TWEET
from transforms.confidence import UNWEIGHED, weighed
from transforms.reading import Reading
from transforms.rows import Claim, ClaimFigure, ClaimMention, Figure, Issue, Mention, Sentence, Time, stable_id
from transforms.tree import Tree

# as quotes.py has them, but for single marks, which may be apostrophes
_OPENS = re.compile('["“„«]|``')
_OWN_MARKS = re.compile("['‘\"“](.+?)['’\"”]?", re.DOTALL)  # of words quoted inside a quotation
# verbs before the one that says it; a refusal to say counts as a saying that is negated
_LEADING = frozenset("seem appear begin start continue go come tend expect decline refuse".split())
# what begins a quotation or an answer (A:, ROE:) before "I", and what only posts have
_OF_OTHERS = re.compile(r"(?:^|(?<=\n))\s*(?:['‘\"“”]|[A-Z][A-Z .]*:)|(?:^|(?<=\s))['‘][A-Z]|[#@]\w")
_SELF = frozenset({"i", "me", "my", "myself"})
_VOWING = frozenset({"promise", "pledge", "vow", "guarantee"})
_BY_CONTENT = frozenset(
    {"tell", "call", "describe", "conclude", "consider", "see", "warn"}
)  # verbs that mean what they report
_LIGHT = frozenset({"have", "make", "give", "get", "take", "become"})
_SEEMING = frozenset({"appear", "seem"})
_SHOWN_OR_SAID = frozenset({"suggest", "indicate"})  # a poll shows, a minister says

Attributions = Callable[[Page], list[Attribution]]


def claims_in(reading: Reading) -> Iterator[Claim | ClaimFigure | ClaimMention | Issue]:
    """One row per thing somebody is reported to have said, and its figures and mentions.

    Reads the Doc's trees and `doc.spans["attributions"]`; without them fewer rules find less, and nothing fails.
    """
    return claims_from(reading, merged)


def claims_from(reading: Reading, attributions: Attributions) -> Iterator[Claim | ClaimFigure | ClaimMention | Issue]:
    """The rows that these attributions come to."""
    if not reading.paragraphs or not reading.found(Sentence):
        return
    page = Page.of(reading)
    found = attributions(page)
    parents = parents_of(found)
    mentions = Mentions(reading.found(Mention))
    told = _told(page, found, parents, mentions)
    claims = list(_with_shared_times(page, told))
    yield from weighed(reading, _nested(claims, parents))
    yield from _figures(reading, claims)
    yield from _mentions(told, claims, mentions)


def cue_of(page: Page, one: Attribution) -> tuple[Cue, str | None, bool]:
    """What the seeds know of an attribution's cue, its lemma, and whether the saying is negated."""
    if one.cue is None:
        return UNKNOWN, None, False
    text = " ".join(page.text[one.cue[0] : one.cue[1]].lower().split())
    phrase = cues().get(text) or cues().get(text.rstrip(":"))
    if phrase is not None and phrase.kind != "verb":
        return phrase, phrase.lemma, False
    tree = page.tree
    tokens = page.tokens_in(one.cue)
    head = one.cue_head if one.cue_head is not None else cue_head(page, one.cue)
    for name in ("according to", "in the words of"):
        if name in text:
            return cues()[name], name, False
    negated = any(tree.lower[i] in ("not", "n't", "n’t", "never", "declined", "refused") for i in tokens)
    head = _saying_in(tree, head, tokens)
    if tree.is_verb(head) or lemma_of(tree, head) in cues():
        cue = verb_cue(tree, head) or _felt(tree, head, tokens)
        negated = is_negated(tree, head) or negated
        if cue is not None:
            return cue, cue.lemma, negated and cue.lemma not in ("decline", "refuse")
    nouns = (tree.lemmas[i] for i in tokens if not tree.is_verb(i))
    known = next((cue_nouns()[noun] for noun in nouns if noun in cue_nouns()), None)
    if known is not None:
        return known, known.lemma, negated or any(tree.lower[i] == "no" for i in tokens)
    named = None if tree.lemmas[head] not in _LIGHT else _named_in(tree, head, tokens)
    if named is not None:
        return named, named.lemma, negated or any(tree.lower[i] == "no" for i in tokens)
    return _unknown(page, one), lemma_of(tree, head), negated


def _felt(tree: Tree, head: int, tokens: range) -> Cue | None:
    """The adjective that a verb only links to: are growing [fearful]."""
    felt = (i for i in tree.kids(head, "xcomp") if i in tokens and tree.pos[i] == "ADJ")
    return next((cues()[tree.lower[i]] for i in felt if tree.lower[i] in cues()), None)


def _named_in(tree: Tree, head: int, tokens: range) -> Cue | None:
    """What a verb with little meaning of its own does: made an [appeal], had no [plans]."""
    nouns = (tree.lemmas[i] for i in tree.kids(head, "obj", "xcomp") if i in tokens and tree.pos[i] in ("NOUN", "ADJ"))
    return next((cues()[noun] for noun in nouns if noun in cues()), None)


def _saying_in(tree: Tree, head: int, tokens: range) -> int:
    """The verb that says it where another leads up to it: seemed to [acknowledge], went on to [say]."""
    for _ in range(3):
        inner = next((i for i in tree.kids(head, "xcomp") if i in tokens and lemma_of(tree, i) in cues()), None)
        if inner is None or lemma_of(tree, head) not in _LEADING:
            return head
        head = inner
    return head


def _unknown(page: Page, one: Attribution) -> Cue:
    """A cue that no seed knows: said when it carries quoted words or a clause, else an attitude towards a thing."""
    start = page.token_at(one.contents[0][0])
    is_said = page.tree.lower[start] == "that" or page.quote_at(one.contents[0][0]) is not None
    return UNKNOWN if is_said else Cue("", "verb", "evaluate", "CT", "positive", frozenset())


@dataclass(frozen=True, slots=True)
class _Told:
    """An attribution with what its words mean."""

    said: Attribution
    cue: Cue
    lemma: str | None
    is_negated: bool
    source: Source
    addressee: Chars | None


def _told(page: Page, found: list[Attribution], parents: list[int | None], mentions: Mentions) -> list[_Told]:
    known = [cue_of(page, one) for one in found]
    # what appears to be so appears so to the author, whomever it is of
    found = [
        dataclasses.replace(one, source=None) if lemma in _SEEMING and one.source is not None else one
        for one, (_, lemma, _) in zip(found, known, strict=True)
    ]
    named = [
        source_of(page, one.source, mentions, is_author=_is_author(page, one, lemma, is_outer=parent is None))
        for one, (_, lemma, _), parent in zip(found, known, parents, strict=True)
    ]
    out = []
    speaking = _with_selves(page, found, parents, with_speakers_again(page, found, [cue for cue, _, _ in known], named))
    for one, (cue, lemma, negated), source in zip(found, known, speaking, strict=True):
        is_said = lemma in _SHOWN_OR_SAID and source.kind not in ("document", "unspecified")
        meant = dataclasses.replace(cue, cue_class="say") if is_said else cue
        if one.cue_head is not None and lemma in _BY_CONTENT:
            meant = _meant_by_content(page, one, one.cue_head, meant)
        out.append(_Told(one, meant, lemma, negated, source, addressee_of(page, one)))
    return out


def _with_selves(
    page: Page, found: list[Attribution], parents: list[int | None], sources: list[Source]
) -> list[Source]:
    """The sources, "I" and "me" inside somebody's words being that one."""
    out = []
    for one, parent, source in zip(found, parents, sources, strict=True):
        is_self = one.source is not None and page.text[slice(*one.source)].lower() in _SELF
        speaker = sources[parent] if is_self and parent is not None else source
        is_known = speaker is not source and speaker.kind == "person" and speaker.entity_id is not None
        out.append(dataclasses.replace(source, kind="person", before=speaker.entity_id) if is_known else source)
    return out


def _meant_by_content(page: Page, one: Attribution, verb: int, cue: Cue) -> Cue:
    """The cue as what it reports makes it: told people to go is an order, described how it came about a report."""
    tree = page.tree
    if cue.lemma == "describe":
        is_told = tree.lower[page.token_at(one.contents[0][0])] == "how"
        return dataclasses.replace(cue, cue_class="report") if is_told else cue
    if cue.lemma == "consider":
        return cues()["regard"] if is_held_view(tree, verb) else cue
    if cue.lemma == "conclude":
        quote = page.quote_at(one.contents[0][0])
        is_said = quote is not None and quote.start == one.contents[0][0]
        return dataclasses.replace(cue, cue_class="say") if is_said else cue
    if cue.lemma == "see":
        is_thing = tree.kid(verb, "obj") is not None and tree.kid(verb, "ccomp", "xcomp") is None
        is_ahead = is_thing and tree.tags[verb] in ("VBZ", "VBP") and _is_measured(page, one)
        return cues()["forecast"] if is_ahead else cue
    is_active = tree.kid(verb, "aux:pass", "nsubj:pass") is None or cue.lemma != "call"
    is_order = is_active and any(has_to(tree, i) for i in tree.kids(verb, "xcomp", "ccomp"))
    if not is_order or page.quotes_touching(one.envelope):
        return cue
    return dataclasses.replace(cue, certainty="Uu") if cue.lemma == "warn" else cues()["order"]


def _is_measured(page: Page, one: Attribution) -> bool:
    """Whether a content is a thing with a number on it: sees growth of 3 percent."""
    tree, tokens = page.tree, page.tokens_in(one.envelope)
    return tree.pos[tokens[0]] != "SCONJ" and any(tree.tags[i] == "CD" for i in tokens)


def _with_shared_times(page: Page, told: list[_Told]) -> Iterator[Claim]:
    """The claims, a participle's said when its source said the rest: conceded last week that it hit them, pledging."""
    times: dict[Chars, str] = {}
    for one in told:
        claim, source = _claim(page, one), one.said.source
        if source is not None and claim.said_time_id is not None:
            times.setdefault(source, claim.said_time_id)
        elif source in times and one.said.cue_head is not None and page.tree.tags[one.said.cue_head] == "VBG":
            claim = dataclasses.replace(claim, said_time_id=times[source])
        yield claim


def _claim(page: Page, told: _Told) -> Claim:
    reading, text = page.reading, page.text
    one, cue, lemma, negated, source = told.said, told.cue, told.lemma, told.is_negated, told.source
    sure = sureness_of(page, one.contents, cue, cue_is_negated=negated, cue_at=one.cue_head)
    if cue.cue_class == "promise" and sure.temporality == "past" and cue.lemma in _VOWING:
        cue = dataclasses.replace(cue, cue_class="say")  # vowed that it had kept the rules
    quoted = quoted_in(page, one.contents, None if _is_own_voice(page, one) else one.cue)
    start, end = one.envelope
    article_id = reading.article.article_id
    time = said_time_of(page, one, reading.found(Time))
    return Claim(
        claim_id=stable_id("claim", article_id, one.source, one.cue, one.contents),
        article_id=article_id,
        sentence_id=reading.sentence_at(start).sentence_id,
        form="direct" if one.rule in (TWEET, TURN) else _form(text, one.contents, quoted),
        source_text=_cut(text, one.source),
        source_start=one.source[0] if one.source else None,
        source_end=one.source[1] if one.source else None,
        source_entity_id=source.entity_id,
        source_kind=source.kind,
        source_role=source.role,
        cue_text=_cut(text, one.cue),
        cue_start=one.cue[0] if one.cue else None,
        cue_end=one.cue[1] if one.cue else None,
        cue_lemma=lemma,
        cue_class=cue.cue_class,
        cue_polarity="negative" if negated or cue.lemma in ("decline", "refuse") else "positive",
        content_text=text[start:end],
        content_start=start,
        content_end=end,
        content_spans=one.contents,
        quoted_spans=quoted,
        certainty=sure.certainty,
        hedges=sure.hedges,
        temporality=sure.temporality,
        is_conditional=sure.is_conditional,
        polarity=sure.polarity,
        said_time_id=time.time_id if time else None,
        addressee=_cut(text, told.addressee),
        zone=reading.zone_at(start),
        confidence=UNWEIGHED,
        rule=one.rule,
    )


def _is_author(page: Page, one: Attribution, lemma: str | None, *, is_outer: bool) -> bool:
    """Whether the article itself speaks: it appears that X, it feels as if X, it is odd that X; we expect X."""
    source = None if one.source is None else page.text[one.source[0] : one.source[1]].lower()
    if source in ("we", "i") and one.source is not None:
        is_said = is_outer and page.quote_at(one.source[0]) is None
        return is_said and (source == "we" or (one.cue is not None and _is_essay(page, one.source[0])))
    is_felt = lemma == "feel" and one.rule.endswith("it_appears")
    return source is None and (lemma in _SEEMING or is_felt or _is_judged(page, one))


def _is_judged(page: Page, one: Attribution) -> bool:
    """Whether "it" is said to be so by nobody: it is certain that they met."""
    tree = page.tree
    if one.cue is None or one.cue_head is None or tree.pos[one.cue_head] != "ADJ":
        return False
    return any(tree.lower[i] == "it" for i in tree.kids(one.cue_head, "expl"))


def _is_essay(page: Page, start: int) -> bool:
    """Whether whoever says "I" writes the article: it stands in no answer, post or quotation with single marks."""
    paragraph = page.reading.paragraph_at(start)
    return not _OF_OTHERS.search(page.text, paragraph.start_char, start)


def _nested(claims: list[Claim], parents: list[int | None]) -> Iterator[Claim]:
    """Each claim once, with the one inside which it is reported."""
    seen: set[str] = set()
    for claim, at in zip(claims, parents, strict=True):
        if claim.claim_id in seen:
            continue
        seen.add(claim.claim_id)
        parent = None if at is None else claims[at].claim_id
        is_nested = parent is not None and parent != claim.claim_id
        yield dataclasses.replace(claim, parent_claim_id=parent) if is_nested else claim


def _cut(text: str, span: Chars | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


def quoted_in(page: Page, contents: tuple[Chars, ...], cue: Chars | None = None) -> tuple[Chars, ...]:
    """The parts of a content that stand between quotation marks, without the marks.

    A quotation that holds source and cue as well quotes somebody else: “He thinks it failed” are not his words.
    Of a content that opens with a mark which nothing closes, all: each paragraph of a long quotation has its own mark.
    """
    out = []
    for start, end in contents:
        for quote in page.marked_in((start, end)):
            if cue is not None and quote.start <= cue[0] and cue[1] <= quote.end:
                own = _OWN_MARKS.fullmatch(page.text, start, min(end, quote.inner_end))
                first, last = own.span(1) if own is not None else (0, 0)
            else:
                first, last = max(start, quote.inner_start), min(end, quote.inner_end)
            if first < last:
                out.append((first, last))
    if not out and (mark := _OPENS.match(page.text, contents[0][0], contents[0][1] - 1)):
        out = [(mark.end(), contents[0][1]), *contents[1:]]
    return tuple(out)


def _is_own_voice(page: Page, one: Attribution) -> bool:
    """Whether who is quoted speaks himself: “I love that rocket,” “ROE: They lied.”"""
    if one.source is None or one.cue is None:
        return False
    return page.text[slice(*one.source)].lower() in ("i", "we") or page.text[slice(*one.cue)] == ":"


def _form(text: str, contents: tuple[Chars, ...], quoted: tuple[Chars, ...]) -> str:
    """Direct when every word of the content is quoted, mixed when some are."""
    if not quoted:
        return "indirect"
    words = sum(c.isalnum() for start, end in contents for c in text[start:end])
    inside = sum(c.isalnum() for start, end in quoted for c in text[start:end])
    return "direct" if inside == words else "mixed"


def _figures(reading: Reading, claims: list[Claim]) -> Iterator[ClaimFigure]:
    """Every figure inside a content span; innermost where no nested claim holds it as well."""
    figures = sorted(reading.found(Figure), key=lambda figure: figure.start_char)
    starts = [figure.start_char for figure in figures]
    held: dict[str, list[tuple[int, Claim]]] = {}
    for claim in {claim.claim_id: claim for claim in claims}.values():
        size = sum(end - start for start, end in claim.content_spans)
        for start, end in claim.content_spans:
            for figure in figures[bisect_left(starts, start) : bisect_left(starts, end)]:
                if figure.end_char <= end:
                    held.setdefault(figure.figure_id, []).append((size, claim))
    for figure in figures:
        holders = sorted(held.get(figure.figure_id, []), key=lambda pair: (pair[0], pair[1].claim_id))
        for rank, (_, claim) in enumerate(holders):
            yield ClaimFigure(
                claim_id=claim.claim_id, figure_id=figure.figure_id, article_id=claim.article_id, is_innermost=rank == 0
            )


def _mentions(told: list[_Told], claims: list[Claim], mentions: Mentions) -> Iterator[ClaimMention]:
    """The mentions that are a claim's source or addressee, or stand in its content."""
    seen: set[tuple[str, str, str]] = set()
    for one, claim in zip(told, claims, strict=True):
        parts = [("source", [one.source.mention] if one.source.mention else [])]
        if one.addressee is not None:
            parts.append(("addressee", mentions.inside(one.addressee)[:1]))
        parts.append(("content", [mention for span in one.said.contents for mention in mentions.inside(span)]))
        for role, named in parts:
            for mention in named:
                key = (claim.claim_id, mention.mention_id, role)
                if key not in seen:
                    seen.add(key)
                    yield ClaimMention(
                        claim_id=claim.claim_id,
                        mention_id=mention.mention_id,
                        article_id=claim.article_id,
                        role=role,
                    )
