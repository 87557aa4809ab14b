"""Who says it, who only hears it and whom it is said of, told apart."""

import dataclasses
import re

from transforms.claims.attribution import Attribution, Chars, disjoint, overlap
from transforms.claims.cues import OWN_SUBJECT, cues, lemma_of, verb_cue, words_of_cue
from transforms.claims.edges import without_apposition, without_day, without_last_day
from transforms.claims.judging import is_apart
from transforms.claims.page import Page
from transforms.claims.rules import noun_phrase, source_of_verb
from transforms.claims.source_words import is_unspeaking
from transforms.claims.sources import head_of
from transforms.tree import Tree

_RAISING = frozenset(
    "expect believe think fear suspect say know report allege rumour rumor understand estimate predict assume".split()
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
_SPOKEN = frozenset("say report confirm reveal warn ask".split())
_NOT_TOLD = frozenset({"convinced", "quoted", "cited"})
_TOLD = frozenset({"told", "informed", "warned", "advised", "notified", "assured", "asked", "urged"})
_LETTERS = frozenset("letter email e-mail statement message memo note report notice".split())
_LONG_ENOUGH = 15  # characters of a source that may begin with words of a caption
_CAPTION = re.compile(
    r".*(?:\bcaption|(?<!\w)[#@]\w+\)?| [A-Z][a-z]+ \d{1,2}, \d{4})\s+(?=[A-Z])|[^(\n]*\)\s+(?=[A-Z])", re.DOTALL
)
_DATE = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
_NEAR = 8  # characters between a cue and the name after it
_ARGUMENTS = frozenset({"obj", "ccomp", "xcomp", "obl", "csubj", "nsubj:pass"})
_BESIDES = frozenset({"iobj", "obl", "advcl", "advmod", "punct"})  # to whom, when or how one says something
_DEEP = 12  # words up a tree
# citing two officials, [that ...]
_AFTER_CITED = re.compile(r"\s[^,.;“\"]{3,80},\s(?=that\s)")


def with_parts_told_apart(page: Page, one: Attribution) -> Attribution:
    """An attribution whose source speaks, and neither hears it nor is what it is about."""
    one = without_apposition(page, _with_that_clause(page, _with_reporting_verb(page, _with_name_after(page, one))))
    one = _with_writer(page, _with_refused_saying(page, one))
    one = _with_patient(page, _with_raised_subject(page, one))
    return without_last_day(page, _with_source(page, _without_hearer(page, one)))


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


def _with_that_clause(page: Page, one: Attribution) -> Attribution:
    """Contents from the cue's that-clause on: the paper said, citing officials, [that he was killed]."""
    if one.cue is None or one.cue_head is None or not one.contents or one.contents[0][0] < one.cue[1]:
        return one
    tree, verb, ((start, end), *more) = page.tree, one.cue_head, one.contents
    if page.text.find("that ", start + 1, end) < 0 or page.quote_at(start) is not None:
        return one
    first = page.token_at(start)
    beside = (
        i for i in tree.kids(verb, "advcl") if i > verb and (verb_cue(tree, i) is None or tree.lemmas[i] == "cite")
    )
    clauses = ((tree.subtree(i)[0], i) for host in (verb, *beside) for i in tree.kids(host, "ccomp"))
    that = next((at for at, i in clauses if tree.lower[at] == "that" and tree.heads[at] == i and at > first), None)
    for _ in range(_DEEP):
        if tree.heads[first] == verb:
            break
        first = tree.heads[first]
    if that is None or tree.heads[first] != verb or tree.deps[first] not in _BESIDES:
        return one
    content = page.tidy((tree.starts[that], end)) if tree.starts[that] < end else None
    return one if content is None else dataclasses.replace(one, contents=(content, *more))


def _with_writer(page: Page, one: Attribution) -> Attribution:
    """In an email sent by Roe, in a letter from Acme, staff were told [that it closed]: Roe or Acme tells them."""
    tree, verb = page.tree, one.cue_head
    if verb is None or one.source is not None or tree.kid(verb, "aux:pass") is None or tree.lower[verb] not in _TOLD:
        return one
    letter = next((i for i in tree.kids(verb, "obl") if tree.lemmas[i] in _LETTERS), None)
    heads = () if letter is None else (letter, *tree.kids(letter, "acl"))
    writers = (i for head in heads for i in tree.kids(head, "nmod", "obl", "obl:agent") if head < i)
    by = (i for i in writers if any(tree.lower[case] in ("from", "by") for case in tree.kids(i, "case")))
    writer = next(by, None)
    return one if writer is None else dataclasses.replace(one, source=noun_phrase(page, writer))


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
    subject = tree.kid(verb, "nsubj:pass")
    if subject is None and (seems or is_told):
        subject = tree.kid(verb, "nsubj")
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
    clause = next((i for i in tree.kids(verb, "ccomp") if tree.kid(i, *OWN_SUBJECT) is not None), None)
    if lemma_of(tree, verb) not in _TELLING or hearer is None or clause is None or not verb < hearer < clause:
        return one
    (start, end), *others = one.contents
    begin = tree.starts[tree.subtree(clause)[0]]
    if page.token_at(start) != tree.subtree(hearer)[0] or not start < begin < end:
        return one
    return dataclasses.replace(one, contents=((begin, end), *others))


def is_argument(tree: Tree, top: int, verb: int) -> bool:
    """Whether a content's head is what the verb is about, and the verb more than an aim (to assess X)."""
    is_aim = tree.tags[verb] == "VB" and tree.kid(verb, "aux") is None
    return tree.deps[top] in _ARGUMENTS and not is_aim and not is_hearsay(tree, verb)


def is_hearsay(tree: Tree, verb: int) -> bool:
    """Whether somebody is said to have said it: has reportedly blamed the letters for her defeat."""
    known = (cues().get(tree.lower[i]) for i in tree.kids(verb, "advmod"))
    return any(cue is not None and cue.kind == "adverb" for cue in known)


def _with_source(page: Page, one: Attribution) -> Attribution:
    """The source beside what is said and without the day it was said on; a name after the cue where none is before."""
    source = one.source if is_apart(one) else None
    if source is None and one.cue is not None and one.envelope[1] <= one.cue[0]:
        source = _name_after(page, one.cue) or _said_by(page, one)
    if source is None and one.cue is not None:
        source = _owner_before(page, one.cue)
    if _is_stirring(page, one) or _is_told(page, one, source):
        source = None
    source, contents = page.without_predicate(_without_caption(page, source)), without_day(page, one)
    unchanged = (source, contents) == (one.source, one.contents)
    return one if unchanged else dataclasses.replace(one, source=source, contents=contents)


def _without_caption(page: Page, source: Chars | None) -> Chars | None:
    """A source without the end of a caption, post or bracket before it: Image caption [Jane Roe], #late [Jane Roe]."""
    if source is None or source[1] - source[0] < _LONG_ENOUGH:
        return source
    left = _CAPTION.match(page.text, *source)
    return source if left is None or _DATE.fullmatch(page.text, left.end(), source[1]) else (left.end(), source[1])


def _is_stirring(page: Page, one: Attribution) -> bool:
    """Whether a cue says that something made others speak: the violence [fuelled criticism of] the minister."""
    if one.cue is None or one.cue_head is None:
        return False
    tree, tokens = page.tree, page.tokens_in(one.cue)
    if tree.lemmas[one.cue_head] in ("raise", "cause"):
        head = None if one.source is None else head_of(page, one.source)
        is_thing = head is not None and is_unspeaking(tree, head)
        return any(tree.lemmas[i] in _RAISED or (is_thing and tree.lemmas[i] in _ALSO_RAISED) for i in tokens)
    return tree.lemmas[one.cue_head] in _STIRRING and any(tree.pos[i] == "NOUN" for i in tokens)


def _is_told(page: Page, one: Attribution, source: Chars | None) -> bool:
    """Whether a source only hears it, or is whom it is about: [Roe] was told to go; the man was named as [John Doe]."""
    tree, verb = page.tree, one.cue_head
    if verb is None or source is None or tree.kid(verb, "aux:pass") is None:
        return False
    cue = verb_cue(tree, verb)
    is_spoken = cue is not None and (cue.cue_class in _SPOKEN or lemma_of(tree, verb) in _TELLING)
    if not is_spoken or tree.lower[verb] in _NOT_TOLD:
        return False  # who is convinced believes it, who is quoted says it
    named = (i for i in tree.kids(verb, "obl") if any(tree.lower[case] == "as" for case in tree.kids(i, "case")))
    return any(source[0] <= tree.starts[i] < source[1] for i in (*tree.kids(verb, "nsubj:pass"), *named))


def is_felt(page: Page, one: Attribution) -> bool:
    """Whether a cue says what others fear or hope, though not who: the strikes [raised fears of] a shortage."""
    if one.cue is None or not _is_stirring(page, one):
        return False
    return any(page.tree.lemmas[i] in _RAISED | _ALSO_RAISED for i in page.tokens_in(one.cue))


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


def _said_by(page: Page, one: Attribution) -> Chars | None:
    """Who stands as the object of a verb right behind a quotation: “...,” emphasized [the head of education]."""
    tree, verb, end = page.tree, one.cue_head, one.envelope[1]
    if one.cue is None or verb is None or page.quote_at(end - 1) is None or page.text[end : one.cue[0]].strip(" ,"):
        return None
    head = tree.kid(verb, "obj")
    if head is None or tree.pos[head] not in ("NOUN", "PROPN") or tree.kid(verb, *OWN_SUBJECT) is not None:
        return None
    span = noun_phrase(page, head)
    return span if span is not None and span[0] == one.cue[1] + 1 else None


def _name_after(page: Page, cue: Chars) -> Chars | None:
    """The name that follows a cue at once: ..., reported BFMTV."""
    near = [
        (m.start_char, m.end_char)
        for m in page.mentions_in((cue[1], cue[1] + _NEAR))
        if m.kind in ("name", "acronym") and m.label in ("PERSON", "ORG", "GPE")
    ]
    is_next = bool(near) and page.text[cue[1] : near[0][0]] in (" ", " the ")
    return near[0] if is_next else None
