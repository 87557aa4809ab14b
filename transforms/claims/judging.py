"""What is no saying, though it was read as one: what a page tells its reader, what nobody says, titles of books."""

import re

from transforms.claims.attribution import Attribution, Chars, holds
from transforms.claims.clauses import CHILDREN
from transforms.claims.cues import cue_nouns, cues, has_to, is_negated, lemma_of, verb_cue
from transforms.claims.page import Page
from transforms.claims.rules import IMPERSONAL, is_manner, is_speaker, top_of
from transforms.claims.source_words import is_unspeaking
from transforms.claims.sources import head_of
from transforms.claims.trained import cue_head
from transforms.tree import Tree

_READER = frozenset({"you", "your"})
# verbs that say something only with a clause or quoted words: "adds complexity" does not
_ALSO_OTHERWISE = frozenset({"add", "continue", "read", "post", "record", "reflect", "remain"})
_TIMES = re.compile(
    r"(?:(?:the|these|this|next|coming|last|past) )*(?:day|week|month|year|hour|decade)s?", re.IGNORECASE
)
# "asked not to be named" says something of the source, not of the world
_ANONYMITY = re.compile(r"(?:not to be (?:named|identified|quoted)|anonymity|to remain anonymous)", re.IGNORECASE)
# "citing two officials" names a source, and what they say stands elsewhere
_CITED = frozenset("source official report document person people witness expert spokesman spokeswoman study".split())
_LITERAL = frozenset({"see", "find", "hear", "feel"})  # "can be seen", by nobody
_TOO_SHORT = 2  # words: "fired her" is no claim
# what a verb of doing has after it where it tells no attitude: looking for, but not balking at the price
_OF_DOING = frozenset({"for", "at", "into", "in", "from", "up", "out", "down", "off", "through", "to"})
# where nobody is named, these still say that somebody holds it: was accused of theft
_ACCUSING = frozenset("accuse allege suspect charge blame indict".split())
# with a thing for object they say nothing: saw the film, knows the way, assumed office, committed a crime
_WITH_THING = frozenset(
    "see know assume feel consider realize realise discover determine establish learn commit like prefer"
    " investigate probe examine review".split()
)
# what these verbs have for object where they tell a deed: claimed 20 lives, welcomed a son, offered a discount
_DONE_TO = {
    "claim": frozenset({"life", "victim", "casualty"}),
    "welcome": CHILDREN | frozenset("addition guest visitor customer".split()),
    "call": frozenset(
        "meeting election conference vote strike halt summit protest police ambulance personnel hearing".split()
    ),
    "reject": frozenset({"application"}),
    "deny": frozenset("access entry admission bail visa boarding".split()),
    "expect": CHILDREN,
}
_OFFERED = frozenset(
    "apology condolence congratulation praise thank thought prayer sympathy support criticism critique advice comment"
    " detail example evidence insight explanation reminder glimpse assessment proof reassurance reason clue".split()
)
_SPEAKING = frozenset({"say", "ask", "report"})
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’]*$")
# what an act or a state of things lays bare is no statement of theirs: the attack exposed people's names
_LAYS_BARE = frozenset("highlight illustrate underscore underline reflect uncover expose showcase".split())
_SENTENCING = frozenset("sentence jail imprison fine convict acquit arrest".split())
# what points at a thing and says nothing of it: he said, referring to Roe
_POINTING = frozenset({"refer", "reference", "allude"})
# what only tells what is spoken of next: commenting on the loss, Roe said
_TOPICS = frozenset({"comment", "describe"})
_FINDING = frozenset("determine know establish decide see learn discover ascertain".split())
_TO_TALK_OVER = frozenset("discuss debate consider address talk review examine investigate".split())
_CLAUSE_WORDS = frozenset("that whether if how why what when where to".split())
_PRONOUNS = frozenset("it this that these those which what who whom them him her he she they so one".split())
_BY_RULE = frozenset({"according to", "per", "as per"})
_SHORT = 8  # words: what is longer is no title


def _is_to_reader(page: Page, one: Attribution) -> bool:
    """Whether a page speaks to its reader: "you agree to receive our offers", "verify that you are no robot"."""
    tree, verb = page.tree, one.cue_head
    if verb is not None and tree.lower[verb] in ("assuming", "considering") and tree.kid(verb, "aux") is None:
        is_aside = (
            one.source is None or page.text[slice(*one.source)].lower() == "it" or one.source[0] > tree.starts[verb]
        )
        return is_aside and tree.deps[verb] in ("mark", "advcl")  # the article itself supposes
    if one.source is not None:
        source = page.text[one.source[0] : one.source[1]].lower()
        return source in _READER or (source == "this" and verb is not None and tree.lower[verb] == "say")
    if verb is None or tree.tags[verb] != "VB" or tree.heads[verb] != verb:
        return False
    return tree.kid(verb, "nsubj", "nsubj:pass", "aux", "csubj", "expl") is None


def is_saying(page: Page, one: Attribution) -> bool:
    """Whether it can be a saying at all: not what a time brings or a page tells its reader, no addition to a thing."""
    tree = page.tree
    if one.cue is not None and page.quote_at(one.cue[0]) is None and _is_to_reader(page, one):
        return False
    if one.source is not None and _TIMES.fullmatch(page.text[one.source[0] : one.source[1]]):
        return False
    if _is_of_nobody(page, one) or _is_guess(page, one) or _is_title(page, one) or _is_citation(page, one):
        return False
    if (
        _is_deed(page, one)
        or _is_unsaid(page, one)
        or _is_other_sense(page, one)
        or _is_topic(page, one)
        or _is_aside(page, one)
        or _is_particle(page, one)
        or _is_own_hedge(page, one)
        or _is_naming_or_act(page, one)
        or _is_effect(page, one)
        or _is_about_thing(page, one)
    ):
        return False
    if _is_manner(page, one):
        return False
    if one.contents and _ANONYMITY.match(page.text[one.envelope[0] : one.envelope[1]]):
        return False
    if one.cue_head is None or lemma_of(tree, one.cue_head) not in _ALSO_OTHERWISE or not one.contents:
        return True
    first = page.token_at(one.contents[0][0])
    if page.quotes_touching(one.envelope) or (tree.lower[first] == "that" and tree.deps[first] == "mark"):
        return True
    top = top_of(page, one.contents[0])
    return top is None or tree.pos[top] in ("VERB", "AUX") or tree.kid(top, "cop", "nsubj", "expl") is not None


def _unquoted_verb(page: Page, one: Attribution) -> int | None:
    """The verb of a cue that the model alone found, where nothing is quoted; None for any other attribution."""
    if one.cue is None or one.rule != "trained" or page.quotes_touching(one.envelope):
        return None
    tree, head = page.tree, cue_head(page, one.cue)
    if tree.lower[head] in ("have", "has", "had") and tree.lower[head + 1 : head + 2] == ["to"]:
        head = next((i for i in tree.kids(head, "xcomp") if i in page.tokens_in(one.cue)), head)  # have to [wait]
    return head if tree.is_verb(head) else None


def _is_of_nobody(page: Page, one: Attribution) -> bool:
    """Whether there is no source, no quotation and no cue we know: "were allowed to leave", "full of images".

    A thing is no source of what no verb tells: the shelves were full of images.
    """
    if one.cue is None or one.rule != "trained" or page.quotes_touching(one.envelope):
        return False
    tree, head = page.tree, cue_head(page, one.cue)
    if one.source is not None and (tree.is_verb(head) or not _is_thing(page, one.source)):
        return False
    if tree.is_verb(head):
        return verb_cue(tree, head) is None or lemma_of(tree, head) in _LITERAL
    if tree.lower[page.token_at(one.contents[0][0])] in _CLAUSE_WORDS:
        return False  # it is unclear whether
    return not any(tree.lemmas[i] in cue_nouns() or lemma_of(tree, i) in cues() for i in page.tokens_in(one.cue))


def _is_thing(page: Page, source: Chars) -> bool:
    """Whether a source is a noun that the seeds do not know to speak, without a name."""
    head = head_of(page, source)
    return head is not None and is_unspeaking(page.tree, head) and not page.mentions_in(source)


def _is_guess(page: Page, one: Attribution) -> bool:
    """Whether a cue we do not know has hardly a content, is an aim, or makes a headline: to repost, Seizes Ship."""
    head = _unquoted_verb(page, one)
    if head is None or one.cue is None or verb_cue(page.tree, head) is not None:
        return False
    is_short = len(page.tokens_in(one.envelope)) <= _TOO_SHORT
    is_aim = page.tree.lower[page.token_at(one.cue[0])] == "to"
    return is_short or is_aim or page.reading.zone_at(one.cue[0]) == "title"


def _is_deed(page: Page, one: Attribution) -> bool:
    """Whether somebody does something to a thing, by a verb we do not know: hired a lawyer, looks for the pilot."""
    tree, verb = page.tree, _unquoted_verb(page, one)
    if verb is None or one.cue is None or verb_cue(tree, verb) is not None or _is_clause(page, one):
        return False
    after = [i for i in page.tokens_in(one.cue) if i > verb]
    if one.source is not None and [tree.lower[i] for i in after] == ["of"] and _is_thing(page, one.source):
        return True  # the set consists of three cups
    return all(tree.lower[i] in _OF_DOING or tree.pos[i] == "ADV" for i in after)


def _is_clause(page: Page, one: Attribution) -> bool:
    """Whether a content is a clause of its own: that it rained, how it came about, he would go."""
    tree, top = page.tree, top_of(page, one.contents[0])
    if top is None or tree.lower[page.token_at(one.contents[0][0])] == "to":
        return False
    is_finite = tree.kid(top, "nsubj", "nsubj:pass", "expl", "csubj") is not None
    return tree.deps[top] not in ("obj", "obl", "nmod", "conj") and is_finite


def _is_unsaid(page: Page, one: Attribution) -> bool:
    """Whether nobody is named who says it, nor does the sentence say that somebody does: noting that this is new."""
    if one.source is not None or one.cue is None or one.cue_head is None or page.quotes_touching(one.envelope):
        return False
    tree, verb = page.tree, one.cue_head
    if (
        not tree.is_verb(verb)
        or one.rule == "adverb"
        or one.rule.endswith(("held_of", "it_appears"))
        or lemma_of(tree, verb) in IMPERSONAL
    ):
        return False  # who writes that it appears says so
    # it was reported that he left; he is expected to leave; hackers feared to have left; has been accused of theft
    is_told = one.contents[0][0] < one.cue[0] and len(one.contents) > 1
    if tree.kid(verb, "aux:pass", "nsubj:pass") is None and tree.tags[verb] != "VBN":
        subject = tree.kid(verb, "nsubj")
        is_thing = subject is not None and tree.pos[subject] != "PRON" and tree.tags[verb] == "VBD"
        return not (is_told and is_thing and any(has_to(tree, i) for i in tree.kids(verb, "xcomp")))
    return not (is_told or _is_clause(page, one) or lemma_of(tree, verb) in _ACCUSING)


def _is_open(tree: Tree, verb: int) -> bool:
    """Whether a verb only says what it would take: too soon to know, hard to imagine."""
    head = tree.heads[verb]
    return tree.pos[head] in ("ADJ", "ADV") and has_to(tree, verb)


def _is_particle(page: Page, one: Attribution) -> bool:
    """Whether nothing but a pronoun, or one and the verb's own particle, is left: ruled [that out], termed [what]."""
    tree, tokens = page.tree, page.tokens_in(one.envelope)
    times = [page.tokens_in((time.start_char, time.end_char)) for time in page.times_in(one.envelope)]
    if all(tree.lower[i] in _PRONOUNS or any(i in time for time in times) for i in tokens):
        return True
    last = tokens[-1] if len(tokens) else None
    return (
        last is not None
        and len(tokens) <= _TOO_SHORT
        and (tree.deps[last], tree.heads[last]) == ("compound:prt", one.cue_head)
    )


def _is_own_hedge(page: Page, one: Attribution) -> bool:
    """Whether a speaker only says how it looks to him: “It seemed like for ever.”"""
    if one.source is not None or one.cue is None or one.cue_head is None:
        return False
    return lemma_of(page.tree, one.cue_head) in ("appear", "seem") and page.quote_at(one.cue[0]) is not None


def _is_other_sense(page: Page, one: Attribution) -> bool:
    """Whether a verb that can report does something else here: saw the film, came to show their respect."""
    tree, verb = page.tree, one.cue_head
    if verb is None or not tree.is_verb(verb):
        return False
    cue = verb_cue(tree, verb)
    if tree.lemmas[verb] == "appear" and tree.lower[verb + 1 : verb + 2] in (["in"], ["on"], ["at"], ["before"]):
        return True
    particle = tree.kid(verb, "compound:prt")
    if cue is not None and particle == verb + 1 and f" {tree.lower[particle]}" not in cue.lemma:
        # called off the strike; but pointed out that, came out in favour of
        return not page.quotes_touching(one.envelope) and not _is_clause(page, one)
    if cue is not None and cue.cue_class == "believe" and _is_open(tree, verb):
        return True
    is_aim = tree.deps[verb] in ("advcl", "acl") and has_to(tree, verb)
    if cue is not None and cue.cue_class in ("show", "reveal") and is_aim:
        return True
    if _is_done(page, one, verb):
        return True
    if page.quotes_touching(one.envelope):
        return cue is not None and cue.cue_class not in _SPEAKING and _is_far_quote(page, one)
    if lemma_of(tree, verb) in ("see", "view") and tree.tags[verb] in ("VBD", "VBN", "VB"):
        # sees growth, was seen as a threat; but the Cubs had seen their lead evaporate
        is_held = tree.kid(verb, "aux:pass") is not None or "as" in (
            tree.lower[i] for i in page.tokens_in(one.envelope)
        )
        return not is_held and not _is_clause(page, one)
    top = top_of(page, one.contents[0])
    is_thing = top is not None and tree.deps[top] == "obj" and tree.heads[top] == verb and len(one.contents) == 1
    is_seen_as = tree.kid(verb, "xcomp", "ccomp", "advcl", "obl") is not None
    is_clause = tree.lower[page.token_at(one.contents[0][0])] in _CLAUSE_WORDS or (
        top is not None and tree.lemmas[top] in ("fact", "idea", "way")  # likes the fact that it is fast
    )
    return is_thing and not is_seen_as and not is_clause and lemma_of(tree, verb) in _WITH_THING


def _is_done(page: Page, one: Attribution, verb: int) -> bool:
    """Whether a verb tells a deed, as the thing shows that it is done to: claimed 20 lives, welcomed a son."""
    tree, lemma = page.tree, lemma_of(page.tree, verb)
    if lemma not in _DONE_TO and lemma not in ("offer", "see"):
        return False
    thing = next((i for i in tree.kids(verb, "obj") if i in page.tokens_in(one.envelope)), None)
    if thing is None or any(quote.is_speech(page.text) for quote in page.quotes_touching(one.envelope)):
        return False
    if lemma == "see":  # saw the film “Jaws”
        is_held = tree.kid(verb, "xcomp", "ccomp", "advcl") is not None or _has_as(page, one)
        return tree.tags[verb] in ("VBD", "VBN", "VB") and not is_held
    if lemma == "call" and page.quotes_touching(one.envelope):
        return False  # called the vote “crazy”
    if lemma != "offer":
        return tree.lemmas[thing] in _DONE_TO[lemma]
    return tree.lemmas[thing] not in _OFFERED | cue_nouns().keys() and tree.pos[thing] in ("NOUN", "PROPN")


def _is_naming_or_act(page: Page, one: Attribution) -> bool:
    """Whether a verb names a thing, does what a court does, or tries something: known as, sentenced for, sought to."""
    tree, verb = page.tree, one.cue_head
    if verb is None or not tree.is_verb(verb):
        return False
    lemma = lemma_of(tree, verb)
    if lemma in ("call", "dub") and tree.deps[verb] == "acl":
        named = top_of(page, one.contents[0])  # a leaflet called “In case of war”
        is_name = named is not None and tree.pos[named] in ("NOUN", "PROPN") and tree.pos[verb - 1] == "NOUN"
        return (
            is_name
            and tree.tags[verb] == "VBN"
            and tree.heads[verb] == verb - 1
            and bool(page.quotes_touching(one.envelope))
        )
    if lemma == "know":
        return tree.tags[verb] == "VBN" and tree.lower[verb + 1 : verb + 2] in (["as"], ["for"])
    if lemma in _SENTENCING:
        return not any(quote.is_speech(page.text) for quote in page.quotes_touching(one.envelope))
    first = tree.lower[page.token_at(one.contents[0][0])]
    if lemma in _TOPICS and tree.tags[verb] == "VBG" and tree.deps[verb] == "advcl":
        return not _has_as(page, one) and not page.quotes_touching(one.envelope) and not _is_clause(page, one)
    if lemma in _POINTING or lemma == "approve":
        return not _has_as(page, one) and not page.quotes_touching(one.envelope) and first not in _CLAUSE_WORDS
    if lemma in _FINDING and (first in ("if", "whether") or tree.tags[page.token_at(one.contents[0][0])][:1] == "W"):
        is_open = has_to(tree, verb) or any(tree.tags[i] == "MD" for i in tree.kids(verb, "aux"))
        return is_open and not is_negated(tree, verb)  # will determine how it came about
    if any(tree.lower[i] in ("if", "unless") for i in tree.kids(verb, "mark")):
        return True  # if the union said that
    if lemma == "seek":
        return first == "to" and tree.lower[verb + 1 : verb + 2] == ["to"]
    if lemma == "coin":
        return True
    if lemma in ("recognize", "recognise"):
        return tree.kid(verb, "aux:pass") is not None and first not in _CLAUSE_WORDS and not _has_as(page, one)
    if lemma in _TO_TALK_OVER and tree.deps[verb] in ("advcl", "acl") and has_to(tree, verb):
        return not page.quotes_touching(one.envelope)  # will meet to discuss it
    return lemma == "require" and _is_persons_need(page, one)


def _has_as(page: Page, one: Attribution) -> bool:
    return any(page.tree.lower[i] == "as" for i in page.tokens_in(one.envelope))


def _is_persons_need(page: Page, one: Attribution) -> bool:
    """Whether somebody is in need of a thing: the man required surgery."""
    if one.source is None or _is_clause(page, one) or page.quotes_touching(one.envelope):
        return False
    if page.tree.lower[page.token_at(one.contents[0][0])] == "to":
        return False
    is_person = any(m.label == "PERSON" and m.end_char == one.source[1] for m in page.mentions_in(one.source))
    return is_person or page.text[slice(*one.source)].lower() in ("he", "she", "they")


def _is_effect(page: Page, one: Attribution) -> bool:
    """Whether a thing that speaks in no way lays another bare: her support highlights the tightrope."""
    verb = one.cue_head
    if verb is None or lemma_of(page.tree, verb) not in _LAYS_BARE or page.quotes_touching(one.envelope):
        return False
    if _is_clause(page, one) or page.tree.lower[page.token_at(one.contents[0][0])] in _CLAUSE_WORDS:
        return False
    head = None if one.source is None else head_of(page, one.source)
    return head is None or is_unspeaking(page.tree, head)


def _is_aside(page: Page, one: Attribution) -> bool:
    """Whether it only says that things went as somebody thought, or whom somebody asked.

    Cut rates, as expected (but not: as reported by Acme); asked about the cuts, he left.
    """
    tree, verb = page.tree, one.cue_head
    if verb is None or tree.tags[verb] not in ("VBN", "VBD") or tree.deps[verb] not in ("advcl", "acl", "parataxis"):
        return False
    cue = verb_cue(tree, verb)
    if cue is not None and cue.cue_class == "ask" and tree.kid(verb, "aux", "obl:agent") is None:
        beside = one.source is not None and one.cue is not None and page.text[one.source[1] : one.cue[0]] == ", "
        if beside or tree.kid(verb, "nsubj", "mark") is None:
            return True
    has_as = any(tree.lower[i] == "as" for i in tree.kids(verb, "mark", "case", "advmod"))
    return has_as and tree.kid(verb, "obl:agent", "obl", "nsubj", "nsubj:pass", "aux:pass") is None


def _is_about_thing(page: Page, one: Attribution) -> bool:
    """Whether a content only says what kind of thing somebody made: published photos [that were part of a report]."""
    tree, first = page.tree, page.token_at(one.contents[0][0])
    clause = tree.heads[first]
    if one.cue_head is None or tree.lower[first] not in ("that", "which") or tree.deps[first] == "mark":
        return False
    cue = verb_cue(tree, one.cue_head)
    if cue is not None and "clause" in cue.frames:
        return False
    thing = tree.heads[clause]
    is_done_to = tree.deps[clause] == "acl:relcl" and tree.deps[thing] == "obj" and one.cue_head < thing < first
    return is_done_to and not page.quotes_touching(one.envelope)


def _is_manner(page: Page, one: Attribution) -> bool:
    """Whether it only tells how or by what rule a thing is done: work according to the terms, as per the schedule."""
    if one.cue is None or one.source is None or page.text[slice(*one.cue)].lower() not in _BY_RULE:
        return False
    tree, head = page.tree, head_of(page, one.source)
    begin = page.token_at(one.cue[0])
    is_apart = begin == tree.bounds[tree.sents[begin]][0] or tree.words[begin - 1] == ","
    return head is not None and is_manner(tree, head, is_apart=is_apart)


def _is_far_quote(page: Page, one: Attribution) -> bool:
    """Whether another verb stands between a verb and the quotation after it: felt we should ask, “Where to?”"""
    if one.rule != "quote" or one.cue is None or one.contents[0][0] < one.cue[1]:
        return False
    between = page.tokens_in((one.cue[1], one.contents[0][0]))
    return any(page.tree.is_verb(i) and page.tree.tags[i] != "VBG" for i in between)


def _is_topic(page: Page, one: Attribution) -> bool:
    """Whether a headline's colon follows a topic and not a speaker: Panama Papers: how it came about."""
    if one.cue is None or one.source is None or page.text[slice(*one.cue)] != ":":
        return False
    return page.reading.zone_at(one.cue[0]) in ("title", "subhead") and not is_speaker(page, one.source)


def _is_title(page: Page, one: Attribution) -> bool:
    """Whether a quotation is the title of something: “How Stars Are Born”."""
    if one.cue is not None and one.rule != "quote":
        return False
    quotes = page.quotes_touching(one.envelope)
    if one.rule == "quotation" and (len(quotes) > 1 and quotes[0].end < one.contents[0][1]):
        return True  # "Cry Me A River" and "Mirrors"
    words = re.findall(r"\w[\w'’]*", page.text[slice(*one.envelope)])
    long = [word for word in words if len(word) > 3]
    if one.cue is not None and _ENDS_SENTENCE.search(page.text[one.envelope[1] - 3 : one.envelope[1]]):
        return False  # the sign read “Go Vegan.”
    return 1 < len(words) <= _SHORT and len(long) > 0 and all(word[0].isupper() for word in long)


def _is_citation(page: Page, one: Attribution) -> bool:
    """Whether only another source is named: citing two security officials."""
    if one.cue_head is None or page.tree.lemmas[one.cue_head] not in ("cite", "quote"):
        return False
    top = top_of(page, one.contents[0])
    return top is not None and page.tree.lemmas[top] in _CITED and not page.quotes_touching(one.envelope)


def is_apart(one: Attribution) -> bool:
    """Whether a source is somebody beside cue and content, and not the very words that are said."""
    if one.source is None:
        return True
    said = (*one.contents, *([one.cue] if one.cue is not None else []))
    return not any(holds(one.source, span) or holds(span, one.source) for span in said)
