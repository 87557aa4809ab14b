"""Quotations taken whole, and quotations without a cue given to whoever is speaking."""

import dataclasses
import re
from collections.abc import Iterator
from itertools import pairwise

from transforms.claims.attribution import Attribution, Chars, Places, disjoint, holds
from transforms.claims.cues import cue_nouns, verb_cue, words_of_cue
from transforms.claims.page import Page
from transforms.claims.rules import source_of_verb

_FREE = "free quotation"
_SPOKEN = 6  # words: what is shorter may be a heading
_BETWEEN = re.compile(r"[ .,]*(?:[^.!?“”\"]{0,120}[.,] )?")  # “...,” he told [reporters in Lima. ]“...”
_BACK = 40  # attributions: who spoke longer ago is not speaking now
_LABEL = re.compile(r"[\"“']?(?P<name>[A-Z]{2,}(?:[ .]+[A-Z]{2,}){0,3})(?P<cue>:) (?P<said>.+)", re.DOTALL)
_SIGNATURE = re.compile(r"\s*[―—–-]{1,2}\s*(?P<name>[A-Z][^\n]{2,60})")


def free_quotations(page: Page, found: list[Attribution]) -> Iterator[Attribution]:
    """Quotations that are a paragraph and nobody's so far."""
    taken = Places((content, content) for one in found for content in one.contents)
    paragraphs = {paragraph.start_char: paragraph for paragraph in page.reading.paragraphs}
    for quote in page.quotes:
        paragraph = paragraphs.get(quote.start)
        span = (quote.start, quote.end)
        if paragraph is None or paragraph.zone != "body" or page.text[quote.end : paragraph.end_char].strip(" ."):
            continue
        words = page.text[slice(*span)].count(" ")
        if words >= _SPOKEN and quote.is_speech(page.text) and not any(True for _ in taken.touching(span)):
            yield Attribution(None, None, (span,), _FREE, 0.5, None)


def with_whole_quotations(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Contents that begin a quotation of several words take it whole; quotations without a cue go to their speaker."""
    out: list[Attribution] = []
    whole = [
        dataclasses.replace(one, contents=disjoint(_whole(page, content) for content in one.contents))
        for one in _parted(page, found)
    ]
    told = Places((content, content) for one in whole if one.cue is not None for content in one.contents)
    for one in sorted(whole, key=lambda one: one.extent):
        if one.cue is not None or one.source is not None:
            out.append(one)
        elif not any(holds(content, one.contents[0]) for content, _ in told.touching(one.contents[0])):
            _give_to_speaker(page, one, out)
    out = _with_running_speaker(page, out)
    return [one for one in out if one.contents and (one.rule != _FREE or one.source is not None)]


def _parted(page: Page, found: list[Attribution]) -> Iterator[Attribution]:
    """Attributions without the quotations that go on from their sentence: he said it broke. ¶ “It fell.” are two."""
    told: Places[Attribution] | None = None
    for one in found:
        pieces = [] if one.cue is None or len(one.contents) < 2 else _pieces(page, one.contents)
        if one.cue is None or len(pieces) < 2:
            yield one
            continue
        paragraph = page.reading.paragraph_at(one.cue[0])
        near = (p for p in pieces if p[0][0] < paragraph.end_char and p[-1][1] > paragraph.start_char)
        own = next(near, pieces[0])
        yield dataclasses.replace(one, contents=own)
        if told is None:
            told = Places((content, other) for other in found if other.cue is not None for content in other.contents)
        for piece in pieces:
            is_told = any(other is not one for content in piece for _, other in told.touching(content))
            if piece is not own and page.quote_at(piece[0][0]) is not None and not is_told:
                source = one.source if piece > own else None
                yield Attribution(source, None, piece, "continuation" if source else "quotation", 0.5, None)


def _pieces(page: Page, contents: tuple[Chars, ...]) -> list[tuple[Chars, ...]]:
    """Contents, a quotation apart from what stands without marks in the paragraph before or after."""
    out = [contents[:1]]
    for (_, end), content in pairwise(contents):
        is_other = (page.quote_at(end - 1) is None) != (page.quote_at(content[0]) is None)
        if is_other and "\n" in page.text[end : content[0]]:
            out.append((content,))
        else:
            out[-1] = (*out[-1], content)
    return out


def _with_running_speaker(page: Page, found: list[Attribution]) -> list[Attribution]:
    """A quotation over several paragraphs has one speaker: who is named with its first piece, or else with its last."""
    pieces: dict[int, int] = {}  # where each piece begins, and where the whole does
    begin = None
    for quote in page.quotes:
        begin = begin if quote.continues and begin is not None else quote.start
        if quote.continues or quote.runs_on:
            pieces[quote.start] = begin
    if not pieces:
        return found
    speakers: dict[int, Chars] = {}
    for one in found:
        whole = pieces.get(one.contents[0][0]) if one.contents else None
        if whole is not None and one.cue is not None and one.source is not None:
            speakers.setdefault(whole, one.source)
    out = []
    for one in found:
        whole = pieces.get(one.contents[0][0]) if one.contents and one.cue is None else None
        speaker = None if whole is None else speakers.get(whole)
        if speaker is None or (one.source is not None and not _is_name(page, speaker)):
            out.append(one)  # said Roe. “... ¶ “...,” he said: who is named first is named best
        else:
            out.append(dataclasses.replace(one, source=speaker, rule="continuation"))
    return out


def _is_name(page: Page, span: Chars) -> bool:
    return any(m.label in ("PERSON", "ORG") and m.kind in ("name", "acronym") for m in page.mentions_in(span))


def _whole(page: Page, content: Chars) -> Chars:
    start, end = content
    for quote in page.quotes_touching(content):
        if quote.is_speech(page.text) and start <= quote.inner_start and end < quote.end:
            end = quote.end
        if (
            quote.inner_start < start
            and end >= quote.inner_end
            and page.text[quote.inner_start : start].rstrip()[-1:] in ".!?"
        ):
            start = quote.start  # a quotation whose first sentence was missed
    return start, end


def _give_to_speaker(page: Page, quotation: Attribution, before: list[Attribution]) -> None:
    """Add a quotation without a cue to the attribution it goes on from, or else to the list."""
    start = quotation.contents[0][0]
    recent = [one for one in before[-_BACK:] if _is_open_saying(page, one) and one.extent[0] < start]
    # “...,” Roe told them, according to Acme. “...”: Roe goes on
    recent = [one for one in recent if not one.rule.endswith("according_to")] or recent
    near = max(recent, key=lambda one: (one.extent[1], -one.extent[0]), default=None)
    named = _named_beside(page, quotation, before)
    if named is not None:
        before.append(named)
        return
    if near is None:
        before.append(quotation)
        return
    between = page.text[near.extent[1] : start]
    if _goes_on(page, near, start, between):
        joined = dataclasses.replace(near, contents=disjoint((*near.contents, *quotation.contents)))
        before[before.index(near)] = joined
    elif (_is_quoting(page, near) and between.count("\n") <= 1) or (between == ". " and _is_heard(page, near)):
        # the paragraph before quoted somebody, and nobody else has spoken since
        before.append(dataclasses.replace(quotation, source=near.source, rule="continuation"))
    else:
        before.append(quotation)


def _is_heard(page: Page, one: Attribution) -> bool:
    """Whether somebody with a name says something, so that a quotation right behind is his: he said it broke. “...”"""
    if one.source is None or one.cue_head is None or not page.tree.is_verb(one.cue_head):
        return False
    cue = verb_cue(page.tree, one.cue_head)
    is_somebody = _is_name(page, one.source) or page.text[slice(*one.source)].lower() in ("he", "she")
    return is_somebody and cue is not None and cue.cue_class not in ("ask", "show", "evaluate", "believe", "predict")


def _named_beside(page: Page, quotation: Attribution, before: list[Attribution]) -> Attribution | None:
    """A quotation that is a paragraph of its own, with its speaker: who is named in it or before it, or spoke above."""
    start, end = quotation.contents[0][0], quotation.contents[-1][1]
    label = _LABEL.fullmatch(page.text, start, end)
    if label is not None:  # a transcript
        said = page.tidy(label.span("said"))
        name, cue = label.span("name"), label.span("cue")
        return None if said is None else Attribution(name, cue, (said,), "transcript", 0.7, page.token_at(cue[0]))
    paragraph = page.reading.paragraph_at(start)
    if page.text[paragraph.start_char : start].strip():
        return None
    signature = _SIGNATURE.fullmatch(page.text, end, paragraph.end_char)
    if signature is not None:
        return dataclasses.replace(quotation, source=page.trimmed(signature.span("name")), rule="signature")
    if page.text[end : paragraph.end_char].strip(" .”\"'’"):
        return None
    return _announced(page, quotation, start) or _carried_over(page, quotation, before, start)


def _announced(page: Page, quotation: Attribution, start: int) -> Attribution | None:
    """The firm released a statement:, and below it the statement."""
    tree = page.tree
    lead = page.text[:start].rstrip()
    if not lead.endswith(":"):
        return None
    first, last = tree.bounds[tree.sents[page.token_at(len(lead) - 1)]]
    tokens = [i for i in range(first, last) if tree.ends[i] < len(lead)]
    for verb in (i for i in reversed(tokens) if tree.is_verb(i)):
        noun = next((i for i in tree.kids(verb, "obj") if tree.lemmas[i] in cue_nouns()), None)
        source = source_of_verb(page, verb) if noun is not None or verb_cue(tree, verb) is not None else None
        if source is not None:
            begin, end = words_of_cue(tree, verb)
            cue = tree.chars(begin, end if noun is None else max(noun, end))
            return dataclasses.replace(
                quotation, source=source, cue=cue, cue_head=verb, rule="announced", confidence=0.7
            )
    return None


def _carried_over(page: Page, quotation: Attribution, before: list[Attribution], start: int) -> Attribution | None:
    """A paragraph that is all quotation after one in which somebody spoke: his words again, as a rule."""
    above = page.reading.paragraph_at(start - 2)
    spoke = [one for one in before[-_BACK:] if above.start_char <= _begin_of(one) and one.extent[1] <= start]
    spoke = [one for one in spoke if one.cue is None or _is_open_saying(page, one)]
    near = max(spoke, key=lambda one: (one.extent[1], -one.extent[0]), default=None)
    if near is None or near.source is None:
        return None
    return dataclasses.replace(quotation, source=near.source, rule="continuation")


def _is_open_saying(page: Page, one: Attribution) -> bool:
    """Whether a cue stands outside what is quoted, so that its source may be speaking."""
    return one.cue is not None and page.quote_at(one.cue[0]) is None


def _begin_of(one: Attribution) -> int:
    """Where it begins; a quotation without a cue may have its source further above."""
    return one.extent[0] if one.cue is not None else one.contents[0][0]


def _goes_on(page: Page, near: Attribution, start: int, between: str) -> bool:
    """Whether a quotation is a further piece of what this attribution says."""
    if not near.contents:
        # Cruz continued:\n"You look at the questions ..."
        return between.strip() in (":", "") and between.count("\n") <= 1 and page.text[:start].rstrip()[-1:] == ":"
    quote = page.quote_at(start)
    if quote is not None and quote.continues and not between.strip():
        return True
    return "\n" not in between and bool(_BETWEEN.fullmatch(between)) and _is_quoting(page, near)


def _is_quoting(page: Page, one: Attribution) -> bool:
    return bool(one.contents) and page.quote_at(one.contents[-1][0]) is not None
