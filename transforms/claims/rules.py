"""Attributions by rule over trees and quotation marks: transparent, and precise rather than complete."""

import re
from collections.abc import Iterable, Iterator

from transforms.claims.attribution import Attribution, Chars, disjoint
from transforms.claims.cues import Cue, cue_nouns, cues, lemma_of, verb_cue, words_of_cue
from transforms.claims.page import Page
from transforms.claims.quotes import Quote
from transforms.claims.source_words import source_words
from transforms.tree import Tree

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_PHRASES = (("in the words of", 4), ("in the view of", 4), ("in the opinion of", 4), ("in the eyes of", 4))
_PHRASE_BEGINS = frozenset({"according", "per", "in"})
_HEADLINE = re.compile(r"(?P<source>[^:“\"]{2,60}?)(?P<cue>:)\s+(?P<content>\S.{10,})")
_REPORTED = re.compile(r"(?P<content>\S[^:]{10,})(?P<cue>:)\s+(?P<source>[^:“\".?!]{2,40})")
_SIGNED = re.compile(r"(?P<content>\S.{15,}?) (?P<cue>[-–—]) (?P<source>[^:“\".?!–—]{2,40})")
_QUESTIONS = frozenset("what how why who when where which is are was were do does did can this these here".split())
# what things go or are done according to, without its saying anything
_MANNERS = frozenset("plan schedule script design taste tradition custom size type age rank merit need ability".split())
_GUIDES = frozenset(
    "guideline rule law procedure protocol standard criterion regulation instruction principle term condition provision"
    " contract agreement".split()
)
_THINGS = frozenset({"this", "that", "it", "which", "these", "those"})
# of what somebody says how many or how much there is
_MEASURED = frozenset(
    "toll number figure count total estimate cost damage turnout attendance crowd size value worth loss"
    " price chance odd odds risk likelihood probability rate population strength share bill budget deficit"
    " debt death casualty age weight height length distance speed magnitude inflation growth unemployment"
    " production output sale demand supply".split()
)
_AMONG = re.compile(r",\s(?:including|among them|of (?:whom|them|which))\s[^,.;:“\"]+")
_ADDING = frozenset({"add", "say", "stress", "note", "explain", "insist", "warn"})
_QUOTED = frozenset({"quoted", "cited"})
_HEARD = _QUOTED | {"heard", "overheard", "seen", "said", "reported", "recorded", "filmed", "caught", "known"}
# what people hold of somebody, where nobody says who does: is thought to own it, was seen as a threat
_RAISED = frozenset(
    "say think believe fear suspect report allege rumour rumor understand presume assume estimate claim deem".split()
)
_HELD_AS = frozenset({"see", "view", "regard", "perceive"})
_TO_WHOM = frozenset("urge order instruct command ask request advise beg implore invite expect want tell warn".split())
_ALSO_A_THING = frozenset({"ask", "request", "order", "expect", "want"})
_NAMING = frozenset({"call", "describe", "claim", "say", "term", "dub", "label", "brand", "deem", "think", "believe"})
IMPERSONAL = frozenset({"seem", "appear", "emerge", "transpire"})  # it appears that, it emerged that
_LOOSE_VERBS = frozenset({"conj", "advcl", "acl", "parataxis", "amod", "appos"})
_WIDE = 12  # words between "what" and a verb, at most
_LONG_OBJECT = 3  # words: "confirmed it" is no claim


def attributions_by_rule(page: Page) -> list[Attribution]:
    """Every attribution that a rule reads, in text order; several may overlap."""
    out: list[Attribution] = []
    tree = page.tree
    nouns = cue_nouns()
    for i, (word, part_of_speech) in enumerate(zip(tree.lower, tree.pos, strict=True)):
        if word in _PHRASE_BEGINS:
            out.extend(_phrase(page, i))
        elif tree.is_verb(i):
            if (cue := verb_cue(tree, i)) is not None:
                out.extend(_verb(page, i, cue))
        elif part_of_speech == "NOUN":
            if tree.lemmas[i] in nouns:
                out.extend(_noun(page, i))
        elif word.endswith("ly"):
            out.extend(_adverb(page, i))
    out.extend(_headlines(page))
    return sorted(out, key=lambda one: (one.extent, one.rule))


def _make(
    page: Page, source: Chars | None, cue: Chars, contents: Iterable[Chars], rule: str, confidence: float, head: int
) -> Iterator[Attribution]:
    """An attribution with clean edges, if a content is left."""
    pieces = [piece for content in contents if (piece := page.tidy(content)) is not None]
    if pieces:
        yield Attribution(source, cue, disjoint(pieces), rule, confidence, head)


# --- sources


def source_of_verb(page: Page, verb: int) -> Chars | None:
    """Who does the saying: the verb's subject, or the one it shares with the verb it hangs on."""
    head = subject_of(page.tree, verb)
    return None if head is None else noun_phrase(page, head)


def subject_of(tree: Tree, verb: int, depth: int = 0) -> int | None:
    """The token that is the subject of a verb, own or shared; None when the sentence has none."""
    if _is_passive(tree, verb):
        if tree.lower[verb] in (_HEARD if depth else _QUOTED):
            return tree.kid(verb, "nsubj:pass", "nsubj")  # Roe was heard saying, was quoted by the agency as saying
        return tree.kid(verb, "obl:agent") or next((i for i in tree.kids(verb, "obl") if _case(tree, i) == "by"), None)
    agent = tree.kid(verb, "obl:agent")
    if agent is not None and tree.kid(verb, "nsubj") is None:
        return agent  # Asked by Roe whether it held, the minister said no
    subjects = list(tree.kids(verb, *_SUBJECTS))
    own = max((i for i in subjects if i < verb), default=min(subjects, default=None))  # the next to it, if it has two
    if own is None:
        own = _name_hung_as_clause(tree, verb)
    head, dep = tree.heads[verb], tree.deps[verb]
    if own is not None and tree.lower[own] not in _RELATIVES:
        return own
    if dep == "acl" and tree.tags[verb] == "VBN":
        return None  # the man identified as a clerk is not who identifies him
    if dep.startswith("acl") and (own is not None or dep == "acl"):
        return head
    if own is not None or head == verb or depth > 4:
        return None
    quoted = tree.kid(head, "obj") if lemma_of(tree, head) in ("quote", "cite") else None
    if quoted is not None and dep != "conj" and head < quoted < verb and not _is_passive(tree, head):
        after = tree.subtree(quoted, [verb])[-1] + 1
        if tree.lower[after : after + 1] == ["as"]:
            return quoted  # quoted a spokesman as saying
    if dep in ("conj", "xcomp", "advcl", "parataxis"):
        if dep == "advcl" and _is_said_besides(tree, verb, head):
            head = tree.heads[head]
        return subject_of(tree, head, depth + 1)
    return None


def _is_said_besides(tree: Tree, verb: int, head: int) -> bool:
    """Whether a participle is hung on what is said, though who said that says it: Roe said she had won, [adding]."""
    is_adding = tree.tags[verb] == "VBG" and tree.lemmas[verb] in _ADDING and tree.deps[head] == "ccomp"
    subject = tree.kid(head, "nsubj") if is_adding else None
    return subject is not None and tree.lower[subject] in ("he", "she", "it", "they") and head < verb


def _is_passive(tree: Tree, verb: int) -> bool:
    if tree.kid(verb, "aux:pass", "nsubj:pass") is not None:
        return True
    return tree.tags[verb] == "VBN" and any(tree.lemmas[i] == "be" for i in tree.kids(verb, "aux", "cop"))


def _name_hung_as_clause(tree: Tree, verb: int) -> int | None:
    """A name before the verb that the parser took for a clause ("Park Sun-won, who attended, said"): its subject."""
    return next(
        (
            i
            for i in tree.kids(verb, "ccomp", "parataxis", "dislocated")
            if i < verb and tree.pos[i] == "PROPN" and tree.kid(i, "cop", *_SUBJECTS) is None
        ),
        None,
    )


def _case(tree: Tree, i: int) -> str | None:
    case = tree.kid(i, "case")
    return None if case is None else tree.lower[case]


def noun_phrase(page: Page, head: int) -> Chars | None:
    """The words of a noun phrase, a relative clause after a comma and a preposition before it left out."""
    tree = page.tree
    without = [
        i for i in tree.children[head]
        if tree.deps[i] in ("case", "mark", "cc", "punct", "parataxis", "advcl", "aux", "cop")
        or (tree.deps[i] in _SUBJECTS and tree.kid(head, "cop") is not None)
        or (tree.deps[i] in ("acl:relcl", "acl") and i > head and _comma_before(tree, i))
    ]  # fmt: skip
    # "Park Sun-won, who ...": the clause may hang on any word of the name
    without += [
        i
        for part in tree.kids(head, "flat", "compound", "appos")
        for i in tree.kids(part, "acl:relcl", "acl")
        if i > head and _comma_before(tree, i)
    ]
    tokens = _run_around(tree, tree.subtree(head, without), head)
    span = page.trimmed(tree.chars(tokens[0], tokens[-1]))
    if span is None:
        return None
    closing = page.text[span[1] : span[1] + 1]
    return (span[0], span[1] + 1) if closing == ")" and "(" in page.text[span[0] : span[1]] else span


def _comma_before(tree: Tree, i: int) -> bool:
    first = tree.subtree(i)[0]
    return tree.words[first] == "," or (first > 0 and tree.words[first - 1] == ",")


def _run_around(tree: Tree, tokens: list[int], head: int) -> list[int]:
    """The stretch around the head without a gap wider than its punctuation."""
    at = tokens.index(head)
    first = last = at
    while first and tokens[first] - tokens[first - 1] <= 2:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1] - tokens[last] <= 2:
        last += 1
    return tokens[first : last + 1]


# --- verbs


def _verb(page: Page, verb: int, cue: Cue) -> Iterator[Attribution]:
    tree = page.tree
    if cue.lemma in IMPERSONAL or (
        tree.lower[verb] == "feels" and tree.lower[verb + 1 : verb + 2] in (["like"], ["as"])
    ):
        yield from _it_appears(page, verb)
        return
    if cue.lemma in _RAISED or cue.lemma in _HELD_AS:
        yield from _held_of(page, verb)
    if cue.lemma in _NAMING and "what" in tree.lower[max(verb - _WIDE, 0) : verb]:
        yield from _what_is_called(page, verb)
    if cue.cue_class in ("say", "report", "confirm") and verb and tree.words[verb - 1] == ",":
        yield from _said_behind(page, verb)
    source = source_of_verb(page, verb)
    words = tree.chars(*words_of_cue(tree, verb))
    for rule, contents, confidence in _contents_of(page, verb, cue):
        free = [piece for content in contents for piece in without(content, (words, source))]
        yield from _make(page, source, words, free, rule, confidence if source else confidence - 0.2, verb)
        return


def _held_of(page: Page, verb: int) -> Iterator[Attribution]:
    """Roe is thought to own it, the vote is seen as a test: whom it is said of and what; nobody says who says so."""
    tree = page.tree
    if tree.tags[verb] != "VBN" or tree.kid(verb, "obl:agent") is not None:
        return
    helpers = list(tree.kids(verb, "aux", "aux:pass"))
    subject = tree.kid(verb, "nsubj:pass")
    shared = tree.kid(tree.heads[verb], "nsubj:pass", "nsubj") if tree.deps[verb] == "conj" else None
    if lemma_of(tree, verb) in _HELD_AS:
        said = next((i for i in tree.kids(verb, "obl", "xcomp", "advcl") if i > verb and "as" in _marks(tree, i)), None)
        if said is not None and tree.kid(said, *_SUBJECTS) is not None:
            return  # was seen as he left
    else:
        said = next((i for i in tree.kids(verb, "xcomp") if i > verb and "to" in _marks(tree, i)), None)
    is_last = any(tree.lower[i] in ("last", "first") for i in tree.kids(verb, "advmod"))  # was last seen as a guest
    is_stated = (
        not is_last
        and any(tree.tags[i] in ("VBZ", "VBP", "VBD") for i in helpers)
        and all(tree.tags[i] != "MD" for i in helpers)
    )
    if said is None or (subject is None and shared is None) or not is_stated:
        return
    what = tree.subtree(said)
    who = None if subject is None or subject > verb else noun_phrase(page, subject)
    contents = [*([] if who is None else [who]), stretch(page, what[0], what[-1])]
    yield from _make(page, None, tree.chars(*words_of_cue(tree, verb)), contents, "held_of", 0.7, verb)


def _said_behind(page: Page, verb: int) -> Iterator[Attribution]:
    """It grew in May, assured the minister: verb and speaker end a sentence that the tree does not hang on them."""
    tree = page.tree
    begin, end = tree.bounds[tree.sents[verb]]
    who = next((i for i in tree.kids(verb, "nsubj", "obj", "ccomp", "xcomp") if i > verb), None)
    if who is None or tree.deps[verb] not in _LOOSE_VERBS or not begin <= tree.heads[verb] < verb:
        return
    is_bare = tree.tags[verb] in ("VBD", "VBN", "VBZ", "VBP") and not any(
        i < verb for i in tree.kids(verb, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cop", "cc", "advmod")
    )
    name = tree.subtree(who)
    last = next((i for i in range(name[-1] + 1, end) if tree.words[i].strip()), None)
    source = noun_phrase(page, who)
    if source is None or not is_bare or name[0] != verb + 1 or last is None or tree.words[last] not in (".", ","):
        return
    is_named = any(m.label in ("PERSON", "ORG") for m in page.mentions_in(source))
    if is_named or tree.lemmas[who] in source_words():
        content = page.tree.starts[begin], page.tree.ends[verb - 2]
        yield from _make(page, source, tree.chars(verb, verb), [content], "said_behind", 0.85, verb)


def _what_is_called(page: Page, verb: int) -> Iterator[Attribution]:
    """What it calls a satellite, what Roe said was a stray shot: the name that somebody has for a thing."""
    tree = page.tree
    subject = tree.kid(verb, "nsubj")
    if subject is None or subject > verb:
        return
    who = tree.subtree(subject)
    if who[0] == 0 or tree.lower[who[0] - 1] != "what" or tree.lower[subject] in ("i", "you"):
        return
    name = next(
        (
            i
            for i in tree.kids(verb, "obj", "xcomp", "ccomp", "obl", "advcl")
            if i > verb and (tree.deps[i] in ("obj", "xcomp", "ccomp") or "as" in _marks(tree, i))
        ),
        None,
    )
    if name is not None:
        source, cue = tree.chars(who[0], who[-1]), tree.chars(*words_of_cue(tree, verb))
        tokens = [i for i in tree.subtree(name) if i > verb]
        yield from _make(page, source, cue, [stretch(page, tokens[0], tokens[-1])], "what_is_called", 0.85, verb)


def without(span: Chars, holes: tuple[Chars | None, ...]) -> list[Chars]:
    """What is left of a span when the holes are cut out of it."""
    pieces = [span]
    for hole in holes:
        if hole is not None:
            pieces = [
                part
                for start, end in pieces
                for part in ((start, min(end, hole[0])), (max(start, hole[1]), end))
                if part[0] < part[1]
            ]
    return pieces


def _contents_of(page: Page, verb: int, cue: Cue) -> Iterator[tuple[str, list[Chars], float]]:
    """What a verb may report, the likeliest reading first."""
    tree = page.tree
    frames = cue.frames
    if "quote" in frames or "clause" in frames:
        spoken = _spoken_around(page, verb, may_follow="quote" in frames)
        if spoken:
            yield "quote", [(quote.start, quote.end) for quote in spoken], 0.9
    if "clause" in frames:
        name, subjects = _name_hung_as_clause(tree, verb), tree.kids(verb, "nsubj")
        for clause in tree.kids(verb, "ccomp"):
            if clause == name:
                continue
            tokens = tree.subtree(clause)
            after = [i for i in tokens if i > verb]
            before = [i for i in tokens if i < verb]
            if clause > verb and after and _is_cut_off(tree, clause, after[0]):
                if before and tree.lower[before[-1]] in _RELATIVES:  # a plan which he says [will fail]
                    yield "clause", [stretch(page, after[0], after[-1])], 0.8
                elif len(subjects) > 1 and verb < subjects[-1] < after[0]:  # said [Roe, who had left, lied]
                    yield "clause", [stretch(page, tree.subtree(subjects[-1])[0], after[-1])], 0.8
                continue
            if clause > verb:
                yield "clause", [stretch(page, after[0], after[-1])], 0.8
            elif before:
                yield "clause_before", [stretch(page, run[0], run[-1]) for run in _runs([before, after])], 0.7
        said_in = tree.heads[verb]
        if tree.deps[verb] == "parataxis" and said_in != verb and subject_of(tree, verb) is not None:
            rest = tree.subtree(said_in, [verb])
            own = set(tree.subtree(verb))
            left = [i for i in rest if i < min(own)]
            right = [i for i in rest if i > max(own)]
            if said_in < verb:
                yield "parataxis", [stretch(page, run[0], run[-1]) for run in _runs([left, right])], 0.7
    if "to" in frames:
        for clause in tree.kids(verb, "xcomp"):
            tokens = tree.subtree(clause)
            if clause > verb and tree.lower[tokens[0]] == "to":
                yield "infinitive", [stretch(page, tokens[0], tokens[-1])], 0.7
    if cue.lemma in _TO_WHOM:
        yield from _asked_to_do(page, verb)
    if frames & {"as", "name"}:
        yield from _evaluated(page, verb, cue)
    if "object" in frames and "name" not in frames:
        yield from _object(page, verb, {"NOUN"})
    if "of" in frames:
        yield from _object(page, verb, {"NOUN", "PROPN", "PRON"})
    if "at" in frames:
        yield from _put_at(page, verb)


def _asked_to_do(page: Page, verb: int) -> Iterator[tuple[str, list[Chars], float]]:
    """Asked the board to reopen it, expects sales to rise: who is to do it and what."""
    tree = page.tree
    whom = tree.kid(verb, "obj")
    if whom is None or whom < verb or tree.kid(verb, *_SUBJECTS) is None:
        return
    who = tree.subtree(whom)
    after = [i for i in tree.kids(verb, "xcomp", "advcl") if i > whom and "to" in _marks(tree, i)]
    is_told = lemma_of(tree, verb) not in _ALSO_A_THING  # asked questions [to find out]
    done = next((i for i in after if tree.deps[i] == "xcomp" or (is_told and tree.subtree(i)[0] == who[-1] + 1)), None)
    if done is not None:
        yield "to_whom", [stretch(page, who[0], tree.subtree(done)[-1])], 0.75


def _is_cut_off(tree: Tree, clause: int, first: int) -> bool:
    """Whether a clause begins on its verb, because its subject stands elsewhere: a plan which he said [was] mad."""
    return tree.tags[first] in ("MD", "VBD", "VBZ", "VBP") and tree.kid(clause, *_SUBJECTS, "expl") is None


def _runs(parts: list[list[int]]) -> list[list[int]]:
    return [part for part in parts if part]


def stretch(page: Page, first: int, last: int) -> Chars:
    """The characters from one token to another, quotations that begin there taken whole."""
    start, end = page.tree.chars(first, last)
    for quote in page.quotes_touching((start, end)):
        if start <= quote.start < end < quote.end:
            end = quote.end
    return start, end


def _evaluated(page: Page, verb: int, cue: Cue) -> Iterator[tuple[str, list[Chars], float]]:
    """Describe X as Y, call X Y: the object belongs to the content."""
    tree = page.tree
    parts = [i for i in tree.kids(verb, "obj", "xcomp", "ccomp", "obl", "advcl", "iobj", "dep") if i > verb]
    if "as" in cue.frames:
        said = [i for i in parts if tree.kid(i, "case", "mark") is not None and "as" in _marks(tree, i)]
    else:
        said = [i for i in parts if tree.deps[i] in ("xcomp", "ccomp", "dep") or tree.deps[i] == "obj"]
    objects = [i for i in parts if tree.deps[i] in ("obj", "iobj", "ccomp")]
    first = min((tree.subtree(i)[0] for i in [*objects, *said]), default=None)
    last = max((tree.subtree(i)[-1] for i in [*objects, *said]), default=None)
    if first is None or last is None or not said or last - first < 1 or first < verb:
        return
    if (
        "name" in cue.frames
        and all(tree.deps[i] == "obj" for i in said)
        and not page.quotes_touching(tree.chars(first, last))
    ):
        return  # "called a meeting"
    yield "evaluation", [stretch(page, first, last)], 0.7


def _marks(tree: Tree, i: int) -> set[str]:
    return {tree.lower[kid] for kid in tree.kids(i, "case", "mark")}


def _object(page: Page, verb: int, kinds: set[str]) -> Iterator[tuple[str, list[Chars], float]]:
    """Confirmed evidence of X, denied the charge, accused X of Y: a noun phrase as content."""
    tree = page.tree
    things = [i for i in tree.kids(verb, "obj") if i > verb]
    thing = next((i for i in reversed(things) if tree.pos[i] in kinds), None)
    if thing is None or subject_of(tree, verb) is None:
        return
    tokens = sorted({*tree.subtree(things[0]), *tree.subtree(thing)})
    last = max(tokens[-1], *(tree.subtree(i)[-1] for i in tree.kids(verb, "obl", "advcl") if _is_of(tree, i, thing)), 0)
    if last - tokens[0] + 1 >= _LONG_OBJECT:
        yield "object", [stretch(page, tokens[0], last)], 0.6


def _put_at(page: Page, verb: int) -> Iterator[tuple[str, list[Chars], float]]:
    """Put the toll at 73: somebody, not this or that, says how many there are of a thing."""
    tree = page.tree
    thing = next((i for i in tree.kids(verb, "obj") if i > verb and tree.pos[i] == "NOUN"), None)
    subject = subject_of(tree, verb)
    if thing is None or subject is None or tree.lower[subject] in _THINGS or tree.lemmas[thing] not in _MEASURED:
        return
    levels = [
        i for node in (verb, thing) for i in tree.kids(node, "obl", "nmod") if i > thing and "at" in _marks(tree, i)
    ]
    level = next((tree.subtree(i) for i in levels if any(tree.tags[t] == "CD" for t in tree.subtree(i))), None)
    if level is not None:
        start, end = stretch(page, tree.subtree(thing)[0], level[-1])
        among = _AMONG.match(page.text, end)
        yield "put_at", [(start, among.end() if among else end)], 0.8


def _is_of(tree: Tree, i: int, thing: int) -> bool:
    """Whether a phrase after the object goes with it: of shelling the port, but not on Wednesday."""
    return i > thing and bool(_marks(tree, i) & {"of", "for", "in", "from", "to", "with", "as", "about", "by"})


# --- quotations next to a verb


def _spoken_around(page: Page, verb: int, *, may_follow: bool) -> list[Quote]:
    """The quotations that a verb of saying, with its subject and adjuncts, stands next to.

    `may_follow` says whether one without comma or colon counts: said “no more”, but not proved “more costly”.
    """
    tree = page.tree
    begin, end = tree.bounds[tree.sents[verb]]
    at = tree.starts[verb]
    if page.quote_at(at) is not None:
        return []
    sentence = (tree.starts[begin], tree.ends[end - 1])
    near = [quote for quote in page.quotes_touching(sentence) if quote.is_speech(page.text)]
    before = [quote for quote in near if quote.end <= at]
    after = [quote for quote in near if quote.start > at]
    out = []
    if before and _is_bridge(page, before[-1].end, at) and page.text[before[-1].inner_end - 1] in ",?!—-…":
        out.append(before[-1])
    if (
        after
        and _opens_speech(page, tree.ends[verb], after[0], may_follow=may_follow)
        and not _is_told_between(page, verb, after[0])
    ):
        out.append(after[0])
    if out and before and out[0] is before[-1]:
        out.extend(_carried_on(page, at, out))
    return out


def _is_bridge(page: Page, start: int, end: int) -> bool:
    """Whether nothing but a subject stands between a quotation and the verb after it."""
    between = page.text[start:end]
    return "\n" not in between and between.count(" ") <= 30 and not re.search(r"[.;:?!]\s", between)


def _opens_speech(page: Page, start: int, quote: Quote, *, may_follow: bool) -> bool:
    """Whether a quotation follows a verb of saying after a comma, a colon or, if it may, nothing."""
    between = page.text[start : quote.start]
    if "\n" in between or len(between) > 120:
        return False
    return between.rstrip().endswith((",", ":")) or (may_follow and not between.strip())


def _is_told_between(page: Page, verb: int, quote: Quote) -> bool:
    """Whether another verb stands nearer to a quotation: who confirmed the raid, [told] Reuters, “...”"""
    tree = page.tree
    between = page.tokens_in((tree.ends[verb], quote.start))
    known = (verb_cue(tree, i) for i in between if tree.is_verb(i) and tree.deps[verb] == "acl:relcl")
    return any(cue is not None and "quote" in cue.frames for cue in known)


def _carried_on(page: Page, at: int, taken: list[Quote]) -> Iterator[Quote]:
    """The quotation that follows in the same paragraph after `"...," he said.`"""
    paragraph = page.reading.paragraph_at(at)
    last = max(quote.end for quote in taken)
    for quote in page.quotes_touching((max(at, last), paragraph.end_char)):
        between = page.text[max(at, last) : quote.start]
        words = between.count(" ")
        if quote.is_speech(page.text) and words <= 12 and re.search(r"[.,]\s*$", between):
            yield quote
        return


# --- phrases, nouns, adverbs, headlines


def _phrase(page: Page, i: int) -> Iterator[Attribution]:
    """According to X, per X, in the words of X."""
    tree = page.tree
    name, width = _phrase_at(tree, i)
    if name is None or name not in cues():
        return
    sentence = tree.bounds[tree.sents[i]]
    thing = _object_of_phrase(tree, i, width)
    if thing is None:
        return
    source = noun_phrase(page, thing)
    if source is None or is_manner(tree, thing, is_apart=i == sentence[0] or tree.words[i - 1] == ","):
        return
    governor = tree.heads[thing]
    if governor == thing:
        return
    if tree.pos[governor] in ("NOUN", "PROPN", "NUM") and tree.deps[thing] == "nmod":
        # attached to the last noun by mistake: the clause is meant
        while tree.deps[governor] in ("nmod", "obj", "obl", "conj", "compound", "appos", "nummod"):
            governor = tree.heads[governor]
    below = set(tree.subtree(thing))
    first, last = sentence
    while last > first and not tree.words[last - 1].strip():
        last -= 1
    rest = [t for t in tree.subtree(governor, [thing]) if t not in below and first <= t < last]
    left = [t for t in rest if t < i]
    right = [t for t in rest if tree.starts[t] >= source[1]]
    parts = [stretch(page, run[0], run[-1]) for run in _runs([left, right])]
    yield from _make(page, source, tree.chars(i, i + width - 1), parts, "according_to", 0.8, i)


def is_manner(tree: Tree, thing: int, *, is_apart: bool) -> bool:
    """Whether things are done according to a thing, without its saying so: to plan; [according] to the rules."""
    return tree.lemmas[thing] in _MANNERS or (tree.lemmas[thing] in _GUIDES and not is_apart)


def _phrase_at(tree: Tree, i: int) -> tuple[str | None, int]:
    following = tree.lower[i : i + 4]
    if following[:2] == ["according", "to"]:
        return "according to", 2
    for name, width in _PHRASES:
        if following == name.split():
            return name, width
    # "per capita", "per day": only a name or a definite source is meant
    if following[:1] == ["per"] and (following[1:2] == ["the"] or tree.pos[i + 1 : i + 2] == ["PROPN"]):
        return "per", 1
    return None, 0


def _object_of_phrase(tree: Tree, i: int, width: int) -> int | None:
    """The head of the noun phrase after a phrase."""
    after = i + width
    end = tree.bounds[tree.sents[i]][1]
    if after >= end:
        return None
    for at in (tree.heads[i], tree.heads[i + width - 1], tree.heads[after]):
        if at >= after and tree.pos[at] in ("NOUN", "PROPN", "PRON", "NUM"):
            return at
    return after if tree.pos[after] in ("NOUN", "PROPN", "PRON") else None


def _noun(page: Page, i: int) -> Iterator[Attribution]:
    """The claim that X, evidence that X: a noun that takes a content clause."""
    tree = page.tree
    # reports from China that banks have closed: the clause may hang on the last noun
    things = (i, *(of for of in tree.kids(i, "nmod") if of > i))
    for clause in (clause for thing in things for clause in tree.kids(thing, "ccomp", "acl", "acl:relcl")):
        tokens = tree.subtree(clause)
        is_nearer = any(tree.lemmas[t] in cue_nouns() for t in range(i + 1, tokens[0]))  # criticism over a report that
        if clause > i and tree.lower[tokens[0]] == "that" and tree.deps[tokens[0]] == "mark" and not is_nearer:
            owner = tree.kid(i, "nmod:poss")
            source = noun_phrase(page, owner) if owner is not None else None
            first = min((kid for kid in tree.kids(i, "det", "amod") if kid < i), default=i)
            if source is not None:
                first = i
            contents = [stretch(page, tokens[0], tokens[-1])]
            yield from _make(page, source, tree.chars(first, i), contents, "noun", 0.6, i)


def _adverb(page: Page, i: int) -> Iterator[Attribution]:
    """Reportedly, allegedly: somebody said so, and nobody says who."""
    tree = page.tree
    cue = cues().get(tree.lower[i])
    if cue is None or cue.kind != "adverb":
        return
    governor = tree.heads[i]
    if governor == i or tree.pos[governor] not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
        return
    without = [kid for kid in tree.children[governor] if kid == i or _is_loose(tree, kid)]
    aside = [t for t in tree.subtree(governor) if tree.deps[t] == "appos" and _comma_before(tree, t)]
    tokens = tree.subtree(governor, [*without, *aside])
    runs = _runs([[t for t in tokens if t < i], [t for t in tokens if t > i]])
    contents = [stretch(page, run[0], run[-1]) for run in runs]
    yield from _make(page, None, tree.chars(i, i), contents, "adverb", 0.7, i)


def _is_loose(tree: Tree, i: int) -> bool:
    """Whether a branch is only loosely part of its clause: conjunctions, further sentences, punctuation."""
    return tree.deps[i] in ("punct", "cc", "conj", "parataxis", "mark", "discourse", "appos")


def _it_appears(page: Page, verb: int) -> Iterator[Attribution]:
    """It appears (that) X, it feels as if X: the author's own reading. It emerged that X: nobody says whose."""
    tree = page.tree
    subject = tree.kid(verb, "expl", "nsubj")
    clause = tree.kid(verb, "ccomp", "csubj")
    if clause is None and tree.lower[verb + 1 : verb + 2] in (["like"], ["as"]):
        clause = next((i for i in tree.kids(verb, "advcl") if tree.kid(i, *_SUBJECTS, "expl") is not None), None)
    if subject is None or clause is None or tree.lower[subject] != "it" or clause < verb:
        return
    if tree.kid(verb, "obl") is not None and "to" in _marks(tree, tree.kid(verb, "obl") or 0):
        return  # it appears to him
    tokens = tree.subtree(clause)
    _, last = words_of_cue(tree, verb)
    yield from _make(
        page, None, tree.chars(subject, last), [stretch(page, tokens[0], tokens[-1])], "it_appears", 0.8, verb
    )


def _headlines(page: Page) -> Iterator[Attribution]:
    """NIS: 3,000 troops moved. Or the other way round: 3,000 troops moved: report; 3,000 troops moved - minister."""
    for paragraph in page.reading.paragraphs:
        if paragraph.zone not in ("title", "subhead"):
            continue
        for pattern in (_HEADLINE, _REPORTED, _SIGNED):
            match = pattern.fullmatch(page.text, paragraph.start_char, paragraph.end_char)
            if match is None or (pattern is _SIGNED and _is_publisher(page, match.span("source"))):
                continue
            if is_speaker(page, match.span("source")) and _states(page, match.span("content")):
                cue = match.span("cue")
                content = [match.span("content")]
                yield from _make(page, match.span("source"), cue, content, "headline", 0.6, page.token_at(cue[0]))
                break


def _is_publisher(page: Page, span: Chars) -> bool:
    """Whether a headline is signed with the name of a paper or firm rather than of who says so: ... - Acme News."""
    return any(m.label != "PERSON" for m in page.mentions_in(span))


def is_speaker(page: Page, span: Chars) -> bool:
    """Whether what stands beside a headline's colon speaks, rather than tells the topic (Star Wars: ...)."""
    if page.text[slice(*span)].lower().removesuffix("s") in source_words():
        return True
    names = (m for m in page.mentions_in(span) if m.start_char == span[0] and m.end_char == span[1])
    return any(m.label in ("PERSON", "ORG") and m.kind in ("name", "acronym") for m in names)


def _states(page: Page, span: Chars) -> bool:
    """Whether a headline's other half is a sentence: a verb in it, and no question at its beginning."""
    tree = page.tree
    tokens = page.tokens_in(span)
    has_verb = any(tree.is_verb(i) and tree.tags[i] != "VBG" for i in tokens)
    return has_verb and tree.lower[tokens.start] not in _QUESTIONS


def top_of(page: Page, span: Chars) -> int | None:
    """The first token of a span that hangs on one outside it."""
    tree = page.tree
    tokens = page.tokens_in(span)
    return next(
        (
            i
            for i in tokens
            if tree.heads[i] not in tokens and tree.deps[i] not in ("punct", "cc", "advmod", "discourse")
        ),
        None,
    )
