"""Who speaks again: "it", "the company" and, after somebody without a name, "he" are whoever has just spoken."""

import dataclasses
import re
from collections.abc import Sequence

from transforms.claims.attribution import Attribution, Chars
from transforms.claims.cues import Cue
from transforms.claims.page import Page
from transforms.claims.sources import MOUTHPIECES, Source, head_of
from transforms.language.known import epithets, epithets_with_more, gazetteer, given_names, is_body, slug

_BODIES = frozenset({"organisation", "government", "media"})
_SPEAKERS = _BODIES | {"document", "person", "anonymous", "group"}
_COMPANY = frozenset("company firm group bank airline carrier concern manufacturer maker retailer insurer".split())
_GENERAL = _COMPANY | frozenset(
    """organisation organization charity nonprofit non-profit watchdog think-tank foundation institute
    association society consortium startup start-up giant lender
    magazine newspaper paper outlet network broadcaster publication tabloid daily journal channel station""".split()
)
_PERSONS = frozenset({"PERSON"})
_THINGS = frozenset({"ORG", "GPE"})
_OF_WOMEN = ("actress", "woman")
_OF_THINGS = frozenset({"show", "evaluate"})  # it showed, it failed: things do so too
_THINGS_THAT_TELL = frozenset({"document", "media"})  # "it grew, data show," and who spoke before goes on
_PAPER = re.compile(r"the (?:[a-z]+ )?(?:newspaper|paper|magazine|publication|tabloid|daily|outlet|broadcaster)")
_NEAR = 700  # characters between what was said and who says more
_BREAK = 2  # characters between two paragraphs
_AT_HAND = 400  # characters within which who has just spoken outweighs whoever else was named


def with_speakers_again(
    page: Page, found: Sequence[Attribution], cues: Sequence[Cue], sources: Sequence[Source]
) -> list[Source]:
    """The sources, "it" and "the company" being the firm, body or paper that spoke last, where none else is likelier.

    So is "he" the source of no name that spoke last, whoever that one spoke of.

    One cue and one source for each attribution, in text order; words inside quotations are left alone.
    """
    out: list[Source] = []
    heard: tuple[int, Source] | None = None  # where the last saying ends, and who says it
    person: tuple[int, Source] | None = None  # the same of the last that somebody with a name says
    bodies: dict[str, tuple[int, Source]] = {}  # the same of the last that a firm, a paper, an authority says
    mouth: tuple[int, Source] | None = None  # of the last that a firm's spokesman says
    is_nameless = False  # whether the last who spoke is one person without a name
    spoke: set[str | None] = set()
    are_officials = False  # whether an official without a name has spoken
    papers = {source.entity_id for source in sources if source.kind == "media"} - {None}
    for one, cue, source in zip(found, cues, sources, strict=True):
        words = _words_outside_quotations(page, one)
        told = source
        if heard is not None and source.entity_id is None and _goes_on(page, one, heard):
            told = dataclasses.replace(source, kind="person", before=heard[1].entity_id)
        elif words == "it" and cue.lemma and cue.cue_class not in _OF_THINGS:
            told = _it(page, source, one, heard, spoke)
        elif words in ("he", "she"):
            told = _he(page, source, one, heard, is_nameless=is_nameless)
            if told is source and heard is not None and heard[1].kind in _THINGS_THAT_TELL:
                told = _he(page, source, one, person, is_nameless=False)
        elif words.startswith("the ") and words[4:] in MOUTHPIECES:
            told = source if source.entity_id is not None or mouth is None else _as(source, mouth[1])
        elif words.startswith("the ") and words[4:] in _COMPANY and source.kind == "organisation":
            told = _company(words, source, one, bodies.get("organisation"), spoke)
        elif (
            words.startswith("the ") and source.entity_id is None and source.kind in bodies and _is_body(words, source)
        ):
            told = _body(source, one, bodies[source.kind])
        elif source.entity_id is None and source.kind == "media" and _PAPER.fullmatch(words):
            told = _paper(source, one, bodies.get("organisation"))
            papers.add(told.entity_id)
        elif (
            words.startswith("the ")
            and source.entity_id is None
            and (_is_epithet(page, one) or (words == "the official" and not are_officials))
        ):
            told = _epithet(page, source, one, heard)
        out.append(told)
        if told.kind in _SPEAKERS and one.source is not None:
            heard = (one.extent[1], told)
            is_nameless = _is_nameless(page, told, one.source)
            person = heard if told.kind == "person" else person if told.kind in _THINGS_THAT_TELL else None
            spoke.add(told.entity_id)
            are_officials = are_officials or (told.kind == "anonymous" and "official" in words)
            if told.kind in _BODIES and told.entity_id is not None:
                bodies[told.kind] = heard
            mouth = heard if is_nameless and not MOUTHPIECES.isdisjoint(words.split()) else mouth
    papers.discard(None)
    # what an article calls a newspaper once is one wherever it speaks
    return [dataclasses.replace(one, kind="media") if _is_paper(one, papers) else one for one in out]


def _words_outside_quotations(page: Page, one: Attribution) -> str:
    if one.source is None or page.quote_at(one.source[0]) is not None:
        return ""
    return page.text[slice(*one.source)].lower()


def _goes_on(page: Page, one: Attribution, heard: tuple[int, Source]) -> bool:
    """Whether it is the next paragraph of what a person with a name is quoted as saying: “...,” the spokesman said."""
    end, last = heard
    if one.source is None or not one.contents or last.kind != "person" or last.entity_id is None:
        return False
    quote = page.quote_at(one.contents[0][0])
    return quote is not None and quote.continues and 0 <= quote.start - end <= _BREAK and one.source[0] >= quote.end


def _as(source: Source, last: Source) -> Source:
    """A source as who spoke last."""
    return dataclasses.replace(source, kind=last.kind, role=None, mention=None, before=last.entity_id)


def _it(
    page: Page, source: Source, one: Attribution, heard: tuple[int, Source] | None, spoke: set[str | None]
) -> Source:
    """Who "it" is: who spoke last, if that is no person, or who says around it what "it" found.

    A body that only this one spoke of is not meant: the bank said that Acme would pay; it added.
    """
    if heard is None or one.source is None:
        return source
    end, last = heard
    is_inside = one.extent[1] <= end
    if last.kind not in _BODIES | {"document"} or not (is_inside or _is_behind(one, end, _NEAR)):
        return source
    if is_inside and last.entity_id is None:
        return source
    if source.entity_id is not None and (source.entity_id in spoke or _is_named(page, one, end, _THINGS)):
        return source
    return dataclasses.replace(source, kind=last.kind, before=last.entity_id)


def _he(page: Page, source: Source, one: Attribution, heard: tuple[int, Source] | None, *, is_nameless: bool) -> Source:
    """Who "he" is: an official said that the president would come; he added that it was late.

    A name that spoke last is he where nothing else tells who is, nobody was named since and it is no woman's.
    """
    if heard is None or one.source is None or not _is_behind(one, heard[0], _AT_HAND):
        return source
    if _is_named(page, one, heard[0], _PERSONS):
        return source
    end, last = heard
    if is_nameless:
        return _as(source, last)
    is_same = page.sentence_of(one.extent) == page.sentence_of((end - 1, end))
    if is_same or source.entity_id is not None or last.kind != "person" or last.entity_id is None:
        return source
    name = "" if last.mention is None else last.mention.entity_name or ""
    other = "f" if page.text[one.source[0]] in "hH" else "m"
    is_other = given_names().get(slug(name.partition(" ")[0])) == other
    return source if is_other else dataclasses.replace(source, kind="person", before=last.entity_id)


def _is_named(page: Page, one: Attribution, end: int, labels: frozenset[str]) -> bool:
    """Whether somebody is named between what was said before and a source, but in what that one says."""
    start = one.extent[0] if one.source is None else one.source[0]
    return any(
        mention.label in labels and not any(a <= mention.start_char < b for a, b in one.contents)
        for mention in page.mentions_in((end, start))
    )


def _is_behind(one: Attribution, end: int, most: int) -> bool:
    """Whether somebody says it so few characters behind where the last saying ends."""
    return -1 <= one.extent[0] - end <= most


def _is_body(words: str, source: Source) -> bool:
    """Whether a source is what any firm or paper may be called that has just spoken: the non-profit group."""
    return source.kind != "government" and words.rpartition(" ")[2] in _GENERAL


def _body(source: Source, one: Attribution, last: tuple[int, Source]) -> Source:
    """Which one: the one of its kind that spoke last."""
    return dataclasses.replace(source, before=last[1].entity_id) if _is_behind(one, last[0], _NEAR) else source


def _is_epithet(page: Page, one: Attribution) -> bool:
    """Whether a source is what anybody may be called who just spoke: the expert, the 46-year-old, the Acme star."""
    words = [] if one.source is None else page.text[slice(*one.source)].partition(",")[0].split()
    last = words[-1].lower() if words else ""
    has_more = any(word[0].isupper() or word == "former" for word in words[1:-1])
    return last.endswith("-year-old") or last in epithets() or (has_more and last in epithets_with_more())


def _epithet(page: Page, source: Source, one: Attribution, heard: tuple[int, Source] | None) -> Source:
    """Who "the expert" is: who spoke last, if that is a person with a name and no other was named since."""
    if heard is None or one.source is None or not _is_behind(one, heard[0], _NEAR):
        return source
    end, last = heard
    named = page.mentions_in((end, one.source[0]))
    is_other = any(m.label == "PERSON" and m.kind == "name" and page.quote_at(m.start_char) is None for m in named)
    if last.kind != "person" or last.entity_id is None or last.mention is None or is_other:
        return source
    is_woman = page.text[slice(*one.source)].endswith(_OF_WOMEN)
    if is_woman and given_names().get(slug((last.mention.entity_name or "").partition(" ")[0])) != "f":
        return source
    return dataclasses.replace(source, kind="person", before=last.entity_id)


def _is_nameless(page: Page, source: Source, span: Chars) -> bool:
    """Whether a source is one person whom nobody names: a spokesman, but not officials."""
    head = head_of(page, span) if source.kind in _BODIES | {"anonymous"} else None
    if head is None or page.tree.tags[head].endswith("S"):
        return False
    is_person = source.kind == "anonymous" or page.tree.lower[head] in MOUTHPIECES | {"he", "she"}
    return is_person and all(
        mention.label != "PERSON" or mention.kind in ("pronoun", "nominal") for mention in page.mentions_in(span)
    )


def _paper(source: Source, one: Attribution, last: tuple[int, Source] | None) -> Source:
    """Which paper: what spoke last, though nothing said yet that it is one."""
    if last is None or not _is_behind(one, last[0], _AT_HAND) or last[1].mention is None:
        return source
    is_firm = any(known.role == "company" for known in gazetteer().lookup(last[1].mention.text))
    return source if is_firm else dataclasses.replace(source, before=last[1].entity_id)


def _is_paper(source: Source, papers: set[str | None]) -> bool:
    return source.kind == "organisation" and source.entity_id in papers


def _company(
    words: str, source: Source, one: Attribution, firm: tuple[int, Source] | None, spoke: set[str | None]
) -> Source:
    """Which company: the one that spoke last, unless another that has spoken too is meant."""
    if firm is None:
        return source
    end, last = firm
    if words != "the group" and last.mention is not None and is_body(last.mention.entity_name or ""):
        return source  # a union is no company
    is_open = source.entity_id is None
    is_meant = _is_behind(one, end, _NEAR if is_open else _AT_HAND) and (is_open or source.entity_id not in spoke)
    return dataclasses.replace(source, before=last.entity_id) if is_meant else source
