"""The verb that a figure hangs on, and what multiplies it."""

from transforms.figures.change import change_verb, word_before
from transforms.figures.quantity import Quantity
from transforms.figures.syntax import Tree, case_of, governor, has_copula, participle_of, says_a_deed
from transforms.words import Word

_COMPARING = frozenset("than above below from against versus".split())
SHARES = frozenset("half third quarter fifth tenth thirds quarters fifths most many some % percent cent pct".split())


def is_multiplied(tree: Tree, quantity: Quantity) -> bool:
    """Whether a word like doubled says that a number did: as a verb that no player is the subject of, or a doubling of.

    Without a parse, what the text alone could judge holds.
    """
    if not tree.is_parsed:
        return True
    token = tree.doc[tree.index_at(quantity.number_start)]
    if token.pos_ == "NOUN" or token.dep_ in ("amod", "compound"):
        return token.lower_.endswith("ing") and token.i + 1 < len(tree.doc) and token.nbor(1).lower_ in ("of", "in")
    if token.pos_ != "VERB" or quantity.rule == "times" or not says_a_deed(token):
        return False
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    return subject is None or subject.ent_type_ != "PERSON" or any(child.dep_ == "obj" for child in token.children)


def is_times(tree: Tree, quantity: Quantity) -> bool:
    """Whether twice or double says how many times as much, not how often: it stands before a noun or before "as"."""
    at = tree.index_at(quantity.number_start)
    if at + 2 >= len(tree.doc):
        return False
    word, following = tree.doc[at], tree.doc[at + 1]
    if following.lower_ == "as":
        return tree.doc[at + 2].pos_ in ("ADJ", "ADV")  # not: scored twice as they won
    if at > 1 and tree.doc[at - 1].text == "," and tree.doc[at - 2].ent_type_ == "PERSON":
        return False  # Arians, twice the coach of the year
    before_thing = following.pos_ in ("DET", "PRON", "SCONJ") and word.text != "Twice"
    return before_thing and (word.head.i > at or word.lower_ != "twice" or following.lower_ in ("that", "what"))


def _multiplied_thing(verb: Word) -> Word:
    """What a verb like double multiplies: its object, else its subject; the verb itself where neither stands by it."""
    for deps in (("obj",), ("nsubj", "nsubj:pass")):
        found = next((child for child in verb.children if child.dep_ in deps), None)
        if found is not None:
            return found
    return verb


def predicate_of(tree: Tree, quantity: Quantity, anchor: Word | None) -> Word | None:
    """The verb a figure hangs on, or is (doubled)."""
    if anchor is None:
        return None
    if quantity.rule == "multiplied" and (word := tree.doc[tree.index_at(quantity.number_start)]).pos_ == "VERB":
        return word
    if (own := _participle_of_whole(quantity, anchor)) is not None:
        return own
    if (above := change_verb(anchor)) is not None:
        return above
    verb, _, link = governor(anchor)
    if verb is None:
        return participle_of(anchor)
    if case_of(verb) == "among" and has_copula(verb):
        return participle_of(verb) or verb  # were among those killed
    if verb.i == anchor.i + 1 and verb.head.pos_ == "VERB" and _only_describes(verb, quantity):
        return verb.head
    if link not in ("obj", "root") and quantity.kind in ("measure", "money", "percent"):
        return _clause_of(anchor) or verb
    return verb


def _only_describes(participle: Word, quantity: Quantity) -> bool:
    """Whether what the parser took for a verb stands between a sum and its noun: a 1.7 billion dollar adjusted rise."""
    if participle.tag_ not in ("VBN", "VBD") or quantity.kind not in ("money", "measure", "percent"):
        return False
    if participle.i + 1 == len(participle.doc):
        return False
    thing = participle.nbor(1)
    is_one = word_before(quantity, participle).tag_ in ("DT", "PRP$", "POS")
    return is_one and thing.pos_ == "NOUN" and thing.head == participle and thing.dep_ == "obj"


def _participle_of_whole(quantity: Quantity, noun: Word) -> Word | None:
    """The participle of a whole that has parts, or of a sum that another is compared with.

    15 of the 200 girls kidnapped, among the 84 people killed; above the 1.08 billion dollars earned in 1986.
    """
    case = case_of(noun)
    if case in _COMPARING and quantity.kind in ("money", "measure", "percent"):
        own = participle_of(noun)
        return own if own is None or own.lemma_ != "follow" else None  # followed by France
    is_whole = case == "among" or (
        case == "of" and noun.dep_ == "nmod" and (noun.head.pos_ == "NUM" or noun.head.lower_ in SHARES)
    )
    if not is_whole or not any(child.lower_ == "the" and child.idx < quantity.start for child in noun.children):
        return None
    return participle_of(noun)


def _clause_of(noun: Word) -> Word | None:
    """The verb of a clause that follows without a pronoun: the 2,700 km the missile flew."""
    for child in noun.children:
        if child.dep_ == "acl:relcl":
            opens = not any(word.lower_ in ("which", "that", "who", "whose", "where") for word in child.children)
            return child if opens and child.pos_ == "VERB" else None
    return None


def lemma_of(verb: Word, quantity: Quantity) -> str:
    """The lemma of a predicate; "be" where a noun, number or comparison is what something is said to be."""
    is_inside = quantity.start <= verb.idx < quantity.end  # as little as 3 per cent
    is_no_verb = is_inside or verb.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "ADV", "PRON") or verb.tag_ == "JJR"
    return "be" if is_no_verb and has_copula(verb) else str(verb.lemma_).lower()


def anchor_of(tree: Tree, quantity: Quantity, counted_head: Word | None) -> Word | None:
    """The nominal by which a figure hangs on its clause: its counted noun, else its unit or number."""
    if not tree.is_parsed:
        return None
    if quantity.rule == "multiplied":
        return _multiplied_thing(tree.doc[tree.index_at(quantity.number_start)])
    first, stop = (
        tree.index_at(quantity.number_start),
        max(tree.first_after(quantity.end), tree.index_at(quantity.number_start) + 1),
    )
    tokens = tree.doc.between(first, stop)
    if quantity.per_unit:  # 63 cents per share hangs on its cents
        per = next(
            (i for i, token in enumerate(tokens) if i and token.lower_ in ("per", "a", "an", "each", "every")), 0
        )
        tokens = tokens[: per or len(tokens)]
    if quantity.unit is None and counted_head is not None:
        return counted_head
    inside = {token.i for token in tokens}
    outer = [token for token in tokens if token.head.i not in inside or token.head == token]
    nominal = [token for token in outer if token.pos_ in ("NOUN", "PROPN", "SYM", "NUM")]
    return (nominal or outer or tokens)[-1]
