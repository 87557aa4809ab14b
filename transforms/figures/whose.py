"""Whose a figure is: the subject of its clause, wherever the sentence or its parse hides it."""

from collections.abc import Iterator

from transforms.figures.change import direction_of
from transforms.figures.near import TIMES
from transforms.figures.quantity import Quantity
from transforms.figures.syntax import (
    NOMINAL,
    Tree,
    case_of,
    has_copula,
    is_finite,
    subject_of,
    words_of,
)
from transforms.words import Word

# Whoever says so is not what a figure is about: officials said 12 people died.
TELLING = frozenset(
    (
        "say announce report state tell confirm believe think claim estimate note warn predict show suggest indicate"
        " reveal find"
    ).split()
)


def subject_for(verb: Word | None, anchor: Word, own: frozenset[int], *, counts: bool) -> Word | None:
    """Whose doing or state it is: the subject of the figure's clause, unless the figure is in it.

    What counts something (a tram fell and 12 people died) has no part in the clause before.
    """
    if verb is None:
        return None
    subject = _accompanying(verb) or _dated_from(verb) or subject_of(verb)
    if subject is not None and verb.dep_ == "acl" and verb.head.i == subject.i and direction_of(verb) is not None:
        subject = _top(subject)  # with the value of new loans rising
    if subject is not None and subject.lower_ in ("who", "which", "that"):
        subject = _antecedent(subject)
    elif (subject is None or subject.head.i != verb.i) and is_finite(verb):
        subject = _before_verb(verb, own) or subject
    if subject is not None and subject.lower_ in ("it", "he", "she", "they"):
        if is_within(anchor, subject) or (subject.lower_ == "it" and takes_time(verb)):
            return None  # she said that he and 45 residents signed
        subject = meant_by(subject, verb)
    is_itself = subject is not None and subject.i in own and not counts
    if is_itself and verb.dep_ == "conj" and verb.head.i < verb.i:
        subject = subject_of(verb.head)  # the fire burned 85,000 acres and is 35 percent contained
    if subject is None or subject.pos_ == "PRON" or subject.i in own or is_within(anchor, subject):
        return None
    if anchor.i < verb.i < subject.i and subject.nbor(-1).tag_ == "CC":
        return None  # a third were fixed and rates slowed: the subject of the next clause
    return subject


def _accompanying(verb: Word) -> Word | None:
    """The noun of which a participle tells beside what the sentence tells: with the index advancing 1.7 %."""
    if verb.tag_ not in ("VBG", "VBN"):
        return None
    before = [child for child in verb.children if child.i < verb.i and child.dep_ == "obl" and case_of(child) == "with"]
    apart = before and any(token.pos_ != "ADV" for token in verb.doc.between(before[-1].i + 1, verb.i))
    return before[-1] if before and not apart else None


def _dated_from(verb: Word) -> Word | None:
    """What began so long ago: it is two years since the scandal was discovered."""
    if verb.lemma_.lower() not in TIMES or not has_copula(verb):
        return None
    for child in verb.children:
        if child.dep_ == "advcl" and any(mark.lower_ == "since" for mark in child.children):
            return subject_of(child)
    return None


def right_before(tree: Tree, quantity: Quantity, own: frozenset[int]) -> tuple[Word, Word] | None:
    """The noun and its verb, where that verb, adverbs and other figures alone part it from the figure: X rose 5% to 7.

    Needs no tree: where clauses follow each other without a comma, parsers join what does not belong together.
    """
    doc = tree.doc
    verb, is_clause = None, False
    for i in range(tree.index_at(quantity.start) - 1, -1, -1):
        token = doc[i]
        if doc[i + 1].is_sent_start or token.is_space or token.tag_ == "WRB":
            break  # seven died when a two-car tram flipped
        if i in own or token.pos_ in ("ADV", "PART", "DET", "ADP") or token.text in ("(", ")"):
            continue
        if token.lower_ == "worth" or (verb is not None and _is_relative(token)):
            continue  # a country that is 90 miles wide
        if token.text == "," and doc[i + 1].tag_ == "WDT" and verb is not None:
            continue  # to Banki, which is 90 miles away
        if token.pos_ in ("VERB", "AUX") or (
            verb is None and direction_of(token) is not None and doc[i + 1].lower_ != "of"
        ):  # but: a gain of 5%
            verb = token if verb is None or token.pos_ == "VERB" else verb
            is_clause = is_clause or _is_clause(token)
            continue
        if verb is None and i + 1 not in own and doc[i + 1].lower_ in ("up", "down") and token.pos_ in NOMINAL:
            noun = _top(token)  # had Wellcome down 23p
            if noun.head.i >= i:
                return None
            return (noun, noun.head) if noun.head.pos_ == "VERB" and case_of(noun) is None else None
        told = verb is not None and verb.lemma_.lower() in TELLING
        if verb is None or told or not is_clause or token.pos_ not in NOMINAL:
            return None
        noun = _top(token)
        if noun.dep_ in ("obj", "obl") and noun.head.dep_ == "acl" and noun.head.head.pos_ in NOMINAL:
            noun = noun.head.head  # the bridge spanning the river cost 3 billion
        return noun, verb
    return None


def _is_relative(token: Word) -> bool:
    """Whether a pronoun stands for the noun before it or before its comma."""
    if token.tag_ != "WDT" or token.is_sent_start or token.i == 0:
        return False
    return token.nbor(-2 if token.i > 1 and token.nbor(-1).text == "," else -1).pos_ in NOMINAL


def _is_clause(verb: Word) -> bool:
    """Whether a verb is finite, or a word of change that a tagger took for another (shares rose, stocks slid)."""
    return is_finite(verb) or verb.pos_ not in ("VERB", "AUX")


def is_of_another_clause(subject: Word, nearer: Word, verb: Word) -> bool:
    """Whether a verb parts the parser's subject from the noun that stands with its verb before the figure."""
    if subject.i > verb.i:
        return True
    between = subject.doc.between(subject.i + 1, nearer.i)
    if subject.head.i in (verb.i, verb.head.i) and _is_under(nearer, subject):
        # Analysts surveyed by Refinitiv expected 2.52; not: figures support a report finding that sales grew 5 %.
        return any(token.lower_ == "that" and token.nbor(-1).pos_ == "VERB" for token in between)
    return any(token.pos_ in ("VERB", "AUX") for token in between)


def meant_by(pronoun: Word, verb: Word) -> Word | None:
    """The subject of a clause further up, where a pronoun may well repeat it: Cayman Airways said it was grounding."""
    node = verb
    for _ in range(5):
        if node.head == node:
            return None
        node = node.head
        found = next((child for child in node.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
        if found is not None and found.i < pronoun.i and found.pos_ in NOMINAL and found.head.i != pronoun.head.i:
            plural = found.tag_ == "NNS"  # Cayman Airways is an it
            return found if plural == (pronoun.lower_ == "they") else None
    return None


def _antecedent(pronoun: Word) -> Word | None:
    """The noun that a relative pronoun stands for: the one before it, or whatever that one hangs on."""
    if pronoun.is_sent_start or pronoun.tag_ == "DT":
        return None  # that would put them over the rate
    doc = pronoun.doc
    before = pronoun.i - (2 if pronoun.i > 1 and doc[pronoun.i - 1].text == "," else 1)
    if pronoun.lower_ != "who" and before >= 0 and doc[before].pos_ in NOMINAL and _agree(doc[before], pronoun.head):
        return doc[before]  # a rally in bank stocks, which were up
    clause = pronoun.head
    for _ in range(3):
        if clause.dep_ == "acl:relcl" and clause.head.i < pronoun.i:
            return clause.head
        clause = clause.head
    for i in range(pronoun.i - 1, max(pronoun.i - 3, -1), -1):
        if doc[i].pos_ in NOMINAL:
            return _top(doc[i])
    return None


def takes_time(verb: Word) -> bool:
    """Whether "it" is nothing but how long something takes or lasts: it took a year to build, it is a year since."""
    objects = [child for child in verb.children if child.dep_ == "obj"] if verb.lemma_ == "take" else [verb]
    return any(word.lemma_.lower() in TIMES for word in objects)


def _agree(noun: Word, verb: Word) -> bool:
    """Whether noun and verb may be of one number: a holiday of many peoples, which *has* spread."""
    tags = {word.tag_ for word in (verb, *verb.children) if word.dep_ in ("aux", "aux:pass", "cop") or word.i == verb.i}
    return not (noun.tag_ in ("NNS", "NNPS") and "VBZ" in tags) and not (noun.tag_ in ("NN", "NNP") and "VBP" in tags)


def _antecedent_of_whole(noun: Word) -> Word | None:
    """The noun before the comma and the article of "..., the price of which": what "which" stands for."""
    for i in range(noun.i - 1, max(noun.i - 5, 0), -1):
        if noun.doc[i].text == ",":
            before = noun.doc[i - 1]
            return before if before.pos_ in NOMINAL else None
    return None


def _top(noun: Word) -> Word:
    """The head of the noun phrase that ends with this noun."""
    for _ in range(4):
        if (
            noun.dep_ not in ("nmod", "compound", "flat", "conj", "appos")
            or noun.head.pos_ not in NOMINAL
            or noun.head.i >= noun.i
            or case_of(noun) in ("including", "like")
        ):
            break
        noun = noun.head
    return noun


def _before_verb(verb: Word, own: frozenset[int]) -> Word | None:
    """The noun right before a verb and its auxiliaries, for clauses whose subject the parser lost."""
    doc = verb.doc
    first = min([verb.i, *(child.i for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop"))])
    for i in range(first - 1, max(first - 4, -1), -1):
        if doc[i + 1].is_sent_start or i in own:
            return None
        if doc[i].pos_ in NOMINAL:
            return _top(doc[i])
        if doc[i].pos_ not in ("ADV", "AUX", "PART"):
            return None
    return None


def subject_words(subject: Word, verb: Word | None, own: frozenset[int]) -> Iterator[Word]:
    """The subject's words and the nouns between it and its verb, which wrong parses cut off ("Vectura shares rose")."""
    if subject.i + 2 < len(subject.doc) and subject.nbor(2).tag_ == "WDT" and subject.nbor(1).lower_ == "of":
        of_what = _antecedent_of_whole(subject)  # bitcoin, the price of which rose
        if of_what is not None:
            yield from words_of(of_what, deep=0, skip=own)
    ahead = verb.i if verb is not None and verb.i > subject.i else len(subject.doc)
    yield from (word for word in words_of(subject, deep=1, skip=own) if word.i < ahead)
    doc = subject.doc
    i = subject.i + 1
    while (
        i < len(doc)
        and (verb is None or i < verb.i)
        and (
            doc[i].pos_ in (*NOMINAL, "NUM")
            or (doc[i].tag_ == "POS" and i < ahead - 1)
            or (doc[i].pos_ == "ADJ" and doc[i - 1].tag_ == "POS")
        )
        and doc[i].i not in own
    ):
        yield doc[i]
        i += 1
    i = subject.i - 1
    while i >= 0 and doc[i].pos_ in NOMINAL and i not in own and not doc[i + 1].is_sent_start:
        if doc[i].pos_ != subject.pos_ and (doc[i].head.i < subject.i or case_of(doc[i])):
            break  # "since last season Chris Wood has scored": the season is not his
        yield doc[i]
        i -= 1


def is_within(token: Word, noun: Word) -> bool:
    """Whether a token is part of a noun phrase, clauses that hang on the noun left out."""
    node = token
    for _ in range(12):
        if node.i == noun.i:
            return True
        if node.head == node or node.pos_ in ("VERB", "AUX") or node.dep_.startswith("acl"):
            return False
        node = node.head
    return False


def _is_under(token: Word, noun: Word) -> bool:
    """Whether a token stands in a clause that hangs on a noun before it."""
    node = token
    for _ in range(12):
        if node.i == noun.i:
            return True
        if node.head == node or node.head.i < noun.i:
            return False
        node = node.head
    return False
