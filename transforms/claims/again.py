"""Who speaks again: "it", "the company" and, after somebody without a name, "he" are whoever has just spoken."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.claims.attribution import Attribution, Chars
from transforms.claims.cues import Cue
from transforms.claims.page import Page
from transforms.claims.source_words import source_words
from transforms.claims.sources import MOUTHPIECES, Source, head_of
from transforms.language.known import epithets, epithets_with_more, gazetteer, given_names, is_body, slug
from transforms.rows import Mention
from transforms.tree import Tree

_BODIES = frozenset({"organisation", "government", "media"})
_SPEAKERS = _BODIES | {"document", "person", "anonymous", "group"}
_COMPANY = frozenset("company firm group bank airline carrier concern manufacturer maker retailer insurer".split())
_GENERAL = _COMPANY | frozenset(
    """organisation organization charity nonprofit non-profit watchdog think-tank foundation institute
    association society consortium startup start-up giant lender
    magazine newspaper paper outlet network broadcaster publication tabloid daily journal channel station""".split()
)
_SEVERAL = frozenset({"anonymous", "government"})  # sources, the authorities
_OFFICES = frozenset({"leader", "mp", "head"})
# what people are called for what they did or suffered, or whose they are: others than who has just spoken
_WHO_DID_IT = frozenset(
    """source witness victim suspect defendant plaintiff complainant accused attacker gunman shooter prosecutor officer
    regulator registrar general amir emir sultan king queen prince premier speaker neighbour neighbor resident insider
    aide driver passenger survivor patient customer caller user guest member owner contractor landlord tenant buyer
    seller man woman boy girl child person teenager father mother son daughter brother sister husband wife uncle aunt
    widow widower friend partner spokesman spokeswoman spokesperson representative one""".split()
)
_NOT_THE_SAME = frozenset("'s ’s other another same next new".split())
_HELD_BY_ONE = frozenset("minister president ambassador governor mayor chancellor leader".split())
_ANOTHER = frozenset({"a", "an", "another", "one"})
_OF_ONE = frozenset("statement letter email message memo note post tweet memorandum testimony".split())
_THINGS = frozenset({"ORG", "GPE"})
_OF_WOMEN = ("actress", "woman")
_OF_THINGS = frozenset({"show", "evaluate"})  # it showed, it failed: things do so too
_NO_PERSONS = _BODIES | {"document", "group"}  # "it grew, data show," and who spoke before goes on
_PAPER = re.compile(r"the (?:[a-z]+ )?(?:newspaper|paper|magazine|publication|tabloid|daily|outlet|broadcaster)")
_ONE, _MANY = frozenset({"person", "anonymous"}), _BODIES | {"anonymous", "group"}
_THEMSELVES = {"he": _ONE, "she": _ONE, "they": _MANY, "it": _BODIES}  # who says what begins with the word
_THAT = 5  # characters before it
_NEAR = 700  # characters between what was said and who says more
_BREAK = 2  # characters between two paragraphs
_AT_HAND = 400  # characters within which who has just spoken outweighs whoever else was named
_FAR = 1000  # and within which he is "he" where nobody else was


def with_speakers_again(
    page: Page, found: Sequence[Attribution], cues: Sequence[Cue], sources: Sequence[Source]
) -> list[Source]:
    """The sources, "it" and "the company" being the firm, body or paper that spoke last, where none else is likelier.

    So is "he" the source of no name that spoke last, whoever that one spoke of.

    One cue and one source for each attribution, in text order; words inside quotations are left alone.
    """
    speaking, out = _Speaking(page, {source.entity_id for source in sources if source.kind == "media"} - {None}), []
    for one, cue, source in zip(found, cues, sources, strict=True):
        told = speaking.who(one, cue, source)
        speaking.hear(one, told)
        out.append(told)
    # what an article calls a newspaper once is one wherever it speaks
    return [dataclasses.replace(one, kind="media") if _is_paper(one, speaking.papers) else one for one in out]


@dataclass(slots=True)
class _Speaking:
    """Who has spoken so far in an article; with each the place where the last that he says ends."""

    page: Page
    papers: set[str | None]
    heard: tuple[int, Source] | None = None  # the last of all
    opened: tuple[int, Source] | None = None  # the last of all, with where what he says begins behind his name
    person: tuple[int, Source] | None = None  # the last with a name
    mouth: tuple[int, Source] | None = None  # a firm's spokesman
    bodies: dict[str, tuple[int, Source]] = field(default_factory=dict)  # a firm, a paper, an authority
    issued: dict[str, tuple[int, Source]] = field(default_factory=dict)  # who speaks in a statement, a report
    said: dict[Chars, Source] = field(default_factory=dict)  # who speaks, by where he is named
    spoke: set[str | None] = field(default_factory=set)
    is_nameless: bool = False  # whether the last who spoke is one person without a name
    is_of_others: bool = False  # whether he spoke of somebody else by name
    are_officials: bool = False  # whether an official without a name has spoken

    def who(self, one: Attribution, cue: Cue, source: Source) -> Source:
        """Who a source is by who spoke before."""
        page, heard = self.page, self.heard
        words = _words_outside_quotations(page, one)
        same = None if one.source is None else self.said.get(one.source)
        if same is not None and (source.entity_id is None or same.entity_id is not None):
            return source if "author" in (source.kind, same.kind) else same  # of several that have one source
        if heard is not None and source.entity_id is None and _goes_on(page, one, heard):
            return dataclasses.replace(source, kind="person", before=heard[1].entity_id)
        if words in _THEMSELVES and source.entity_id is None and (told := self._himself(one, words)) is not None:
            return _as(source, told)
        if words == "it" and cue.lemma and cue.cue_class not in _OF_THINGS:
            return _it(page, source, one, heard, self.spoke)
        if words in ("he", "she"):
            told = _he(page, source, one, heard, is_nameless=self.is_nameless)
            if told is source and heard is not None and heard[1].kind in _NO_PERSONS:
                told = _he(page, source, one, self.person, is_nameless=False)
            return told
        if words == "they":
            return _they(page, source, one, heard)
        return self._named_by_noun(one, source, words) if words.startswith("the ") else source

    def _himself(self, one: Attribution, words: str) -> Source | None:
        """Who speaks around a pronoun that begins what he says: one analyst said [he] expected it."""
        if self.opened is None or one.source is None:
            return None
        start, last = self.opened
        is_first = 0 <= one.source[0] - start <= _THAT
        return last if is_first and last.kind in _THEMSELVES[words] else None

    def _named_by_noun(self, one: Attribution, source: Source, words: str) -> Source:
        """Who "the spokesman", "the company", "the statement" is."""
        page, is_open = self.page, source.entity_id is None
        if words.startswith("the same ") and is_open and self.heard is not None:
            return source if self.heard[1].kind in ("person", "author") else _as(source, self.heard[1])
        if is_open and source.kind == "document":
            issuer = self._issuer(words[4:].partition(" ")[0])
            return source if issuer is None else _body(source, one, issuer)
        if words[4:] in MOUTHPIECES:
            return source if not is_open or self.mouth is None else _as(source, self.mouth[1])
        if words[4:] in _COMPANY and source.kind == "organisation":
            return _company(words, source, one, self.bodies.get("organisation"), self.spoke)
        body = self.bodies.get(source.kind)
        if body is not None and is_open and (_is_body(words, source) or _is_called(words, body[1])):
            return _body(source, one, body)
        if is_open and source.kind == "media" and _PAPER.fullmatch(words):
            told = _paper(source, one, self.bodies.get("organisation"))
            self.papers |= {told.entity_id} - {None}
            return told
        last = self.person if self.heard is not None and self.heard[1].kind in _NO_PERSONS else self.heard
        is_official = words == "the official" and not self.are_officials
        if is_open and (_is_epithet(page, one) or is_official or self._is_he(source, one, last)):
            return _epithet(page, source, one, last)
        return source

    def _is_he(self, source: Source, one: Attribution, last: tuple[int, Source] | None) -> bool:
        """Whether "the director" may be who has just spoken: of nobody else who might be one, or is called so."""
        head = None if one.source is None else head_of(self.page, one.source)
        if last is None or head is None or not _is_of_who_spoke(self.page, source, one, last):
            return False
        return not self.is_of_others or _holds(self.page, self.page.tree.lower[head], last)

    def _issuer(self, noun: str) -> tuple[int, Source] | None:
        """Who last said something in a statement; whose "the report" is where a paper has just reported it."""
        is_news = noun == "report" and self.heard is not None and self.heard[1].kind == "media"
        return self.issued.get(noun) or (self.heard if is_news else None)

    def hear(self, one: Attribution, told: Source) -> None:
        """Take note of who said something."""
        if one.source is None:
            return
        page, words, end = self.page, _words_outside_quotations(self.page, one), one.extent[1]
        self.said.setdefault(one.source, told)
        for noun in _documents_of(page, one):
            is_known = told.entity_id is not None or not words.startswith("the ")
            if is_known and (told.kind != "person" or noun in _OF_ONE):
                self.issued[noun] = (end, told)
        if told.kind not in _SPEAKERS:
            return
        is_inner = self.heard is not None and end <= self.heard[0]  # Roe said that Doe promised it; he added
        if is_inner:
            self.spoke.add(told.entity_id)
            return
        heard = self.heard = (end, told)
        self.opened = (one.contents[0][0], told) if one.contents[0][0] > one.source[0] else None
        self.is_nameless = _is_nameless(page, told, one.source)
        if told.kind == "person" or self.is_nameless:
            self.person = heard if told.kind == "person" else None
            self.is_of_others = told.kind == "person" and any(
                m.entity_id != told.entity_id and _names_person(page, m)
                for content in one.contents
                for m in page.mentions_in(content)
            )
        self.spoke.add(told.entity_id)
        self.are_officials = self.are_officials or (told.kind == "anonymous" and "official" in words)
        if told.kind in _BODIES and told.entity_id is not None:
            self.bodies[told.kind] = heard
        if self.is_nameless and not MOUTHPIECES.isdisjoint(words.split()):
            self.mouth = heard


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


def _they(page: Page, source: Source, one: Attribution, heard: tuple[int, Source] | None) -> Source:
    """Who "they" are: several without a name who spoke last, where no others are spoken of since."""
    if heard is None or one.source is None or source.entity_id is not None or not _is_behind(one, heard[0], _NEAR):
        return source
    end, last = heard
    if last.kind not in _SEVERAL or last.entity_id is not None:
        return source
    tree, said = page.tree, one.contents
    others = (i for i in page.tokens_in((end, one.source[0])) if tree.tags[i] in ("NNS", "NNPS") and tree.is_subject(i))
    is_other = any(not any(a <= tree.starts[i] < b for a, b in said) for i in others)
    return source if is_other else _as(source, last)


def _documents_of(page: Page, one: Attribution) -> Iterator[str]:
    """The statement, report or letter in which somebody says it, or which is who says it."""
    tree, verb = page.tree, one.cue_head
    head = None if one.source is None else head_of(page, one.source)
    nouns = [] if head is None else [head]
    if verb is not None:
        own = tree.kids(verb, "obl", "obj") if tree.is_verb(verb) else [verb]
        nouns += [i for i in own if not any(a <= tree.starts[i] < b for a, b in one.contents)]
    yield from (tree.lemmas[i] for i in nouns if source_words().get(tree.lemmas[i]) == "document")


def _he(page: Page, source: Source, one: Attribution, heard: tuple[int, Source] | None, *, is_nameless: bool) -> Source:
    """Who "he" is: an official said that the president would come; he added that it was late.

    A name that spoke last is he where nothing else tells who is, nobody was named since and it is no woman's.
    """
    most = _AT_HAND if source.entity_id is not None else _FAR
    if heard is None or one.source is None or not _is_behind(one, heard[0], most):
        return source
    end, last = heard
    if _is_another_named(page, one, end, last.entity_id):
        return source
    if is_nameless:
        return _as(source, last)
    is_same = page.sentence_of(one.extent) == page.sentence_of((end - 1, end))
    is_behind = one.contents[0][0] < one.source[0]  # what is said names whom he speaks of
    is_open = source.entity_id is None or is_behind
    if is_same or not is_open or last.kind != "person" or last.entity_id is None:
        return source
    name = "" if last.mention is None else last.mention.entity_name or ""
    other = "f" if page.text[one.source[0]] in "hH" else "m"
    is_other = given_names().get(slug(name.partition(" ")[0])) == other
    return source if is_other else dataclasses.replace(source, kind="person", before=last.entity_id)


def _is_another_named(page: Page, one: Attribution, end: int, entity_id: str | None) -> bool:
    """Whether some other person is named between what was said before and a source, outside of what anybody says."""
    start = one.extent[0] if one.source is None else one.source[0]
    return any(
        mention.label == "PERSON"
        and mention.kind != "pronoun"
        and (mention.entity_id is None or mention.entity_id != entity_id)
        and not any(a <= mention.start_char < b for a, b in one.contents)
        and page.quote_at(mention.start_char) is None
        for mention in page.mentions_in((end, start))
    )


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
    return source.kind != "government" and (words.rpartition(" ")[2] in _GENERAL or words == "the news agency")


def _is_called(words: str, last: Source) -> bool:
    """Whether a source is what the body that spoke last is called in its name: the ministry, the Ministry of Health."""
    is_state = (last.entity_id or "").startswith("country:")
    name = "" if last.mention is None or is_state else f"{last.mention.entity_name or ''} {last.mention.text}".lower()
    return words.removeprefix("the ") in name.split()


def _body(source: Source, one: Attribution, last: tuple[int, Source]) -> Source:
    """Which one, or whose: the one of its kind that spoke last, who last said something in a statement."""
    return dataclasses.replace(source, before=last[1].entity_id) if _is_behind(one, last[0], _NEAR) else source


def _is_epithet(page: Page, one: Attribution) -> bool:
    """Whether a source is what anybody may be called who just spoke: the expert, the 46-year-old, the Acme star."""
    words = [] if one.source is None else page.text[slice(*one.source)].partition(",")[0].split()
    last = words[-1].lower() if words else ""
    has_more = any(word[0].isupper() or word == "former" for word in words[1:-1])
    if last in _OFFICES and has_more and one.source is not None:
        return all(
            m.label == "ORG" or m.kind == "nominal" for m in page.mentions_in(one.source)
        )  # not: the French leader
    return last.endswith("-year-old") or last in epithets() or (has_more and last in epithets_with_more())


def _is_of_who_spoke(page: Page, source: Source, one: Attribution, last: tuple[int, Source]) -> bool:
    """Whether a source is an office or profession: the priest, the UN director; but no witness, whom nobody named."""
    if one.source is None or source.kind not in ("person", "anonymous", "unspecified"):
        return False
    tree, head = page.tree, head_of(page, one.source)
    if head is None or tree.tags[head] not in ("NN", "NNP") or tree.lemmas[head].lower() in _WHO_DID_IT:
        return False
    is_more = tree.starts[head - 1] > one.source[0]  # the Kurdish health minister
    if is_more and tree.lower[head] in _HELD_BY_ONE and not _holds(page, tree.lower[head], last):
        return False
    is_office = source_words().get(tree.lemmas[head].lower()) in ("individual", "anonymous")
    is_one = all(tree.pos[i] != "CCONJ" and tree.lower[i] not in _NOT_THE_SAME for i in page.tokens_in(one.source))
    return is_office and is_one


def _holds(page: Page, office: str, last: tuple[int, Source]) -> bool:
    """Whether the text gives an office that few hold to who has just spoken."""
    named = (m for m in page.mentions_in((0, last[0])) if m.title_role and m.entity_id == last[1].entity_id)
    return any(office in {word.strip("(),.") for word in (m.title_role or "").lower().split()} for m in named)


def _names_person(page: Page, mention: Mention) -> bool:
    """Whether a mention is the name of a person, outside of quotations."""
    return mention.label == "PERSON" and mention.kind == "name" and page.quote_at(mention.start_char) is None


def _is_anothers(page: Page, at: int, entity_id: str | None) -> bool:
    """Whether the text has given what somebody is called to somebody else: an officer, Judge Jane Roe."""
    tree, word = page.tree, page.tree.lower[at]
    if any(
        m.label == "PERSON" and m.title_role and m.entity_id != entity_id and word in m.title_role.lower().split()
        for m in page.mentions_in((0, tree.starts[at]))
    ):
        return True
    before = (i for i in range(at) if tree.lower[i] == word and tree.deps[i] not in ("appos", "root", "compound"))
    return any(tree.lower[i - 1] in _ANOTHER or _has_article(tree, i) for i in before if i)


def _has_article(tree: Tree, noun: int) -> bool:
    det = tree.kid(noun, "det")
    return det is not None and tree.lower[det] in _ANOTHER


def _epithet(page: Page, source: Source, one: Attribution, heard: tuple[int, Source] | None) -> Source:
    """Who "the expert" is: who spoke last, if that is a person with a name and no other was named since."""
    if heard is None or one.source is None or not _is_behind(one, heard[0], _NEAR):
        return source
    end, last = heard
    named = page.mentions_in((end, one.source[0]))
    is_other = any(_names_person(page, m) for m in named)
    head = head_of(page, one.source)
    if last.kind != "person" or last.entity_id is None or is_other or head is None:
        return source
    if not _is_epithet(page, one) and _is_anothers(page, head, last.entity_id):
        return source
    is_woman = page.text[slice(*one.source)].endswith(_OF_WOMEN)
    name = "" if last.mention is None else last.mention.entity_name or ""
    if is_woman and given_names().get(slug(name.partition(" ")[0])) != "f":
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
