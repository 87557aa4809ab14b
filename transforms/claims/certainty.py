"""How sure a source is of what it says, on FactBank's scale: the cue's force, weakened by the content's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms.claims.attribution import Chars
from transforms.claims.clauses import (
    ASKING,
    CHILDREN,
    HAVE,
    LIKELIHOODS,
    PROVING,
    is_held_view,
    is_negative,
    is_praise,
    is_wish,
)
from transforms.claims.cues import NEGATIONS, OWN_SUBJECT, Cue, cues, has_to, lemma_of, verb_cue
from transforms.claims.page import Page
from transforms.claims.source_words import source_words
from transforms.claims.when import when_told
from transforms.lexicon import seed_map
from transforms.tree import Tree

LEVELS = ("Uu", "PS", "PR", "CT")  # from weak to strong
_INVERTED = frozenset({"should", "had"})
_CONDITIONS = frozenset({"if", "unless", "depending", "provided", "assuming", "subject"})
_REASONS = frozenset("because if when while as although though since after before once until unless".split())
_KNOWN = frozenset("clear certain sure known obvious".split())  # not clear what it cost: open, and nothing denied
_LIKE = frozenset({"as", "like"})  # as if, like if: no condition
_TO_SAY = frozenset("say tell know speculate comment judge predict determine conclude".split())
_ADDRESSING = frozenset("look ask will like consider".split())  # if you look at it: said to the hearer
_OWN_VIEW = frozenset(
    "think believe guess suppose suspect hope imagine assume fear feel expect doubt know say confirm".split()
)
_AIMS = frozenset({"promise", "demand", "predict", "warn", "evaluate", "deny", "ask"})
_PASSIVE_ONLY = frozenset({"expect", "believe", "think", "suspect", "estimate"})
_LINKING = frozenset({"remain", "seem", "appear", "look", "become", "stay"})
# verbs that say that there is a chance, a risk; what lowers, assesses or spreads a risk is no guess
_HOLDING_OUT = frozenset(
    "be exist remain have see stand raise face pose present carry run leave mention highlight note rule exclude".split()
)
_FINDING_OUT = frozenset({"find", "figure", "work"})
_HARDLY = frozenset({"possible", "any", "anything", "ever"})  # wants to rest, if possible: no condition
# what must or should be so is a guess: must be wondering, should help demand; what must be done is none
_MINDS = frozenset("know feel think wonder mean seem love hate realize realise".split())
_STRAINS = frozenset({"pressure", "strain", "stress"})
_OUTCOMES = frozenset("help boost ease improve rise fall grow increase decline recover last benefit end result".split())
_GOOD_ENOUGH = frozenset("able enough okay ok fine sufficient large easy ready available".split())


@dataclass(frozen=True, slots=True)
class Hedge:
    """What seeds/hedges.csv knows of one word."""

    kind: str
    level: str


@dataclass(frozen=True, slots=True)
class Sureness:
    """How a claim's content is put."""

    certainty: str
    hedges: tuple[str, ...]
    temporality: str
    is_conditional: bool
    polarity: str


def _hedge(row: Mapping[str, str]) -> Hedge:
    return Hedge(row["kind"], row["certainty"])


@cache
def hedges() -> dict[str, Hedge]:
    """Hedging words by lemma."""
    return seed_map("hedges", "hedge", _hedge)


def sureness_of(
    page: Page, contents: tuple[Chars, ...], cue: Cue, *, cue_is_negated: bool, cue_at: int | None = None
) -> Sureness:
    """Certainty, hedges, time, condition and polarity of a content, read off its main predicate.

    `cue_at` is the verb that reports it: where that is in the past, what goes on stands in the past as well.
    """
    tree = page.tree
    tokens = _words_in(page, contents)
    if not tokens:
        return Sureness("Uu" if cue_is_negated else "CT+", (), "present", False, "positive")
    inside = set(tokens)
    main = _main_of(tree, tokens, inside)
    found: list[int] = []
    may_ask = cue_is_negated or cue.cue_class == "ask" or cue.lemma in ASKING or cue.certainty == "Uu"
    level = "Uu" if _is_open(page, tree, tokens, main, may_ask=may_ask) else "CT"
    negative = False
    view = _own_view(page, tree, main, inside)
    by = cue if view is None else cues()[lemma_of(tree, main)]
    if view is not None:
        if by.certainty != "CT":
            found.append(main)
        level = _weaker(level, by.certainty)
        # "does not expect trouble" is denied once: there the verb itself is the view
        negative = (view != main and is_negative(tree, main, inside)) != (by.polarity == "negative")
        main = view
    for i in _about(tree, main, inside):
        hedge = None if tree.lower[i] == "could" and cue.lemma in PROVING else _hedge_at(tree, i)
        if hedge is not None:
            found.append(i)
            level = _weaker(level, hedge.level)
    possible = _not_ruled_out(tree, main, inside)
    if possible is not None:
        found.append(main)
        level, inside = _weaker(level, "PS"), inside - set(range(tokens[0], main + 1))
        main = possible
    is_asked = may_ask and cue_at is not None and cue_at < tokens[0]
    conditional = _is_conditional(tree, tokens, main, is_asked=is_asked or (may_ask and tree.heads[tokens[0]] == main))
    if is_negative(tree, main, inside):
        if _is_left_open(tree, main, inside):
            level = "Uu"  # it is not clear what they want
        elif not is_praise(tree, main, inside):
            negative = not negative
    if lemma_of(tree, main) in ("unlikely",) or tree.lower[main] == "unlikely":
        negative = not negative
    negative = negative and not _is_denied_in_passing(page, tokens, main)
    is_aim = _is_infinitive(tree, tokens, main)
    level, negative = _by_cue(tree, main, cue, level, negative, is_aim=is_aim, is_negated=cue_is_negated)
    is_thought = cue_at is not None and cue.cue_class in ("believe", "show", "evaluate") and not cue_is_negated
    if is_thought and any(tree.lower[i] in ("may", "might") for i in tree.kids(cue_at or 0, "aux")):
        level = _weaker(level, "PS")  # may seem
    certainty = "Uu" if level == "Uu" else level + ("-" if negative else "+")
    words = tuple(tree.lower[i] for i in sorted(set(found)))
    is_ahead = is_aim and cue.cue_class in _AIMS
    when = "future" if is_ahead else when_told(page, contents, main, cue, inside, cue_at, by=by)
    return Sureness(certainty, words, when, conditional, "negative" if negative else "positive")


def _is_denied_in_passing(page: Page, tokens: list[int], main: int) -> bool:
    """Whether most sentences of a long quotation deny nothing, though the first one does."""
    tree = page.tree
    if tree.sents[tokens[-1]] - tree.sents[tokens[0]] < 2 or page.quote_at(tree.starts[main]) is None:
        return False
    inside = set(tokens)
    roots = [i for i in tokens if (tree.heads[i] == i or tree.heads[i] not in inside) and _is_predicate(tree, i)]
    denied = sum(is_negative(tree, i, set(tree.children[i])) for i in roots)
    return len(roots) > 3 and denied * 2 < len(roots)


def _by_cue(
    tree: Tree, main: int, cue: Cue, level: str, negative: bool, *, is_aim: bool, is_negated: bool
) -> tuple[str, bool]:
    """Level and polarity of a content after what its cue does to them."""
    if cue.polarity == "negative":
        negative = not negative
    if is_aim and cue.lemma in ("refuse", "decline") and verb_cue(tree, main) is not None:
        level = "Uu"  # declined to comment: nothing is said, nor denied
    elif is_aim and cue.lemma in ("refuse", "decline"):
        negative = not negative  # refused to go: will not go, as far as it is up to the source
    elif is_aim and cue.cue_class == "evaluate":
        level = "Uu"
    else:
        level = _weaker(level, cue.certainty)
    if is_negated:
        if cue.certainty == "PR" and (cue.cue_class == "believe" or cue.lemma == "expect"):
            negative = not negative  # does not think that he will: thinks that he will not
        elif cue.polarity == "negative":
            negative, level = not negative, "Uu"
        else:
            level = "Uu"
    return level, negative


def _words_in(page: Page, contents: tuple[Chars, ...]) -> list[int]:
    """The tokens of a content from its first word on: a mark before it may end the sentence before."""
    words = page.tree.words
    tokens = [i for span in contents for i in page.tokens_in(span) if words[i].strip()]
    first = next((at for at, i in enumerate(tokens) if any(map(str.isalnum, words[i]))), 0)
    return tokens[first:]


def _weaker(a: str, b: str) -> str:
    return min(a, b, key=LEVELS.index)


def _main_of(tree: Tree, tokens: list[int], inside: set[int]) -> int:
    """The main predicate: the first top of the content, a verb if there is one in its first sentence."""
    first = tokens[0]
    stated = tree.heads[first]
    if tree.lower[first] == "that" and tree.deps[first] == "mark" and stated in inside and _is_predicate(tree, stated):
        return stated  # said that in the meetings [he had not called for it], whatever the tree hangs that on
    sentence = tree.sents[first]
    tops = [
        i
        for i in tokens
        if tree.sents[i] == sentence and (tree.heads[i] == i or tree.heads[i] not in inside) and tree.deps[i] != "punct"
    ]
    verbs = [i for i in tops if _is_predicate(tree, i)]
    free = [i for i in verbs if tree.deps[i] != "advcl" and "if" not in (tree.lower[m] for m in tree.kids(i, "mark"))]
    stated = next(iter(free or verbs or tops or tokens))
    return _after_its_reason(tree, stated, inside)


def _is_predicate(tree: Tree, i: int) -> bool:
    return tree.pos[i] in ("VERB", "AUX") or tree.kid(i, "cop") is not None


def _after_its_reason(tree: Tree, main: int, inside: set[int]) -> int:
    """The clause stated, where the tree hangs it on the clause before it: Because it rained [they did not come]."""
    if not any(tree.lower[i] in _REASONS for i in tree.kids(main, "mark", "advmod") if i in inside):
        return main
    stated = (i for i in tree.kids(main, "ccomp", "parataxis") if i > main and i in inside)
    return next((i for i in stated if tree.kid(i, *OWN_SUBJECT) is not None), main)


def _own_view(page: Page, tree: Tree, main: int, inside: set[int]) -> int | None:
    """What is thought in "I think that ..." or, in reported words, "he thinks that ..."; None if it is not put so.

    For "he expected 300 people", where no clause says what is thought, that is the verb itself.
    """
    if lemma_of(tree, main) not in _OWN_VIEW:
        return None
    subject = tree.kid(main, "nsubj")
    own = ("i", "we") if page.quote_at(tree.starts[main]) is not None else ("i", "we", "he", "she", "they", "it")
    if subject is None or subject not in inside or tree.lower[subject] not in own:
        return None
    clause = tree.kid(main, "ccomp", "xcomp")
    if lemma_of(tree, main) == "feel" and (clause is None or tree.kid(clause, "csubj", *OWN_SUBJECT) is None):
        return None  # feels safe
    if clause is None and lemma_of(tree, main) == "expect" and (thing := tree.kid(main, "obj")) is not None:
        return None if tree.lemmas[thing] in CHILDREN else main
    if clause is None and tree.deps[main] == "ccomp":  # said they believed it was so, both hung on "said"
        clause = next((i for i in tree.kids(tree.heads[main], "ccomp") if i > main), None)
    if clause not in inside or any(tree.tags[i].startswith("W") for i in tree.children[clause]):
        return None  # who does not know what happened says so; what happened stays open
    return clause


def _is_infinitive(tree: Tree, tokens: list[int], main: int) -> bool:
    """Whether the content is what somebody is to do: refused [to go]."""
    return tree.lower[tokens[0]] == "to" and tree.heads[tokens[0]] == main and tree.deps[tokens[0]] == "mark"


def _is_left_open(tree: Tree, main: int, inside: set[int]) -> bool:
    """Whether a negated predicate leaves a question open: it is not clear what they want, nobody is sure if."""
    if tree.lower[main] not in _KNOWN:
        return False
    after = (i for kid in tree.children[main] if kid > main and kid in inside for i in tree.subtree(kid)[:2])
    return any(tree.tags[i][:1] == "W" or tree.lower[i] in ("if", "whether") for i in after)


def _not_ruled_out(tree: Tree, main: int, inside: set[int]) -> int | None:
    """What may be so, where it is not ruled out: it could not be ruled out that there were dead."""
    if tree.lemmas[main] != "rule" or tree.lower[main + 1 : main + 2] != ["out"] or not is_negative(tree, main, inside):
        return None
    clause = tree.kid(main, "ccomp", "csubj", "advcl")
    return clause if clause in inside else main


def _about(tree: Tree, main: int, inside: set[int]) -> list[int]:
    """The main predicate with its auxiliaries and adverbs, and the predicates it only links to."""
    out = [main]
    for kid in tree.children[main]:
        if kid not in inside:
            continue
        if (
            tree.deps[kid] in ("aux", "advmod", "cop", "aux:pass")
            or (
                tree.deps[kid] in ("obj", "nsubj")
                and tree.lemmas[kid] in LIKELIHOODS
                and lemma_of(tree, main) in _HOLDING_OUT
            )
            or (tree.deps[kid] in ("xcomp", "obj") and tree.lemmas[main] in _LINKING)
            or (tree.deps[kid] == "amod" and tree.pos[main] in ("NOUN", "PROPN"))
        ):
            out.append(kid)
    return out


def _hedge_at(tree: Tree, i: int) -> Hedge | None:
    lemma = tree.lower[i] if tree.lower[i] in hedges() else lemma_of(tree, i)
    pair = f"{tree.lower[i - 1]} {tree.lower[i]}" if i else ""
    hedge = hedges().get(pair) or hedges().get(lemma)
    if hedge is None:
        return None
    if hedge.kind == "modal":
        if lemma == "must" and any(tree.lower[aux] in HAVE for aux in tree.kids(tree.heads[i], "aux")):
            return Hedge("modal", "PR")  # must have left: a guess, no duty
        if lemma in ("must", "should") and _is_guessed(tree, tree.heads[i], lemma):
            return Hedge("modal", "PR")
        if lemma == "could" and tree.lower[i + 1 : i + 2] and tree.lower[i + 1] in NEGATIONS:
            return None  # could not leave: did not
        return hedge if tree.deps[i] == "aux" or tree.tags[i] == "MD" else None
    if hedge.kind == "noun" and _is_luck(tree, i):
        return None
    if hedge.kind == "verb":
        if tree.pos[i] != "VERB" or (lemma == "consider" and is_held_view(tree, i)):
            return None
        if lemma in _PASSIVE_ONLY and tree.kid(i, "aux:pass", "nsubj:pass") is None:
            return None
        if lemma == "expect" and any(tree.lemmas[thing] in CHILDREN for thing in tree.kids(i, "obj")):
            return None  # is expecting a baby
        if lemma in ("appear", "seem", "tend") and tree.kid(i, "xcomp", "ccomp", "obj") is None:
            return None
        if lemma in ("suggest", "indicate") and _is_somebody(tree, tree.kid(i, "nsubj")):
            return None  # that the government indicated so is sure
    return hedge


def _is_luck(tree: Tree, i: int) -> bool:
    """Whether a chance or a risk is no likelihood: got a chance to speak, met by chance, is a flight risk."""
    if tree.lemmas[i] == "chance":
        return tree.lower[i + 1 : i + 2] == ["to"] or any(tree.lower[case] == "by" for case in tree.kids(i, "case"))
    return tree.lemmas[i] == "risk" and tree.kid(i, "compound") is not None


def _is_somebody(tree: Tree, subject: int | None) -> bool:
    """Whether a subject speaks rather than shows: the government, she."""
    if subject is None:
        return False
    if tree.lower[subject] in ("he", "she", "i", "we", "they", "who") or tree.pos[subject] == "PROPN":
        return True
    return source_words().get(tree.lemmas[subject], "document") != "document"


def _is_guessed(tree: Tree, main: int, modal: str) -> bool:
    """Whether what must or should be so is a guess, no duty: must be wondering, the cut should help demand."""
    if tree.kid(main, "aux:pass", "nsubj:pass") is not None:
        return False
    if modal == "must":
        is_going_on = tree.tags[main] == "VBG" and tree.kid(main, "aux") is not None
        return is_going_on or tree.lemmas[main] in _MINDS or tree.lemmas[main] in _STRAINS
    subject = tree.kid(main, "nsubj")
    is_thing = subject is not None and tree.pos[subject] == "NOUN" and tree.lemmas[subject] not in source_words()
    if tree.kid(main, "cop") is not None:
        is_able = tree.lower[main] in _GOOD_ENOUGH and (is_thing or tree.lower[main] == "able")
        return is_able or (is_thing and any(tree.lower[i] == "enough" for i in tree.kids(main, "advmod")))
    return is_thing and tree.lemmas[main] in _OUTCOMES


def _is_open(page: Page, tree: Tree, tokens: list[int], main: int, *, may_ask: bool) -> bool:
    """Whether the content asks or orders rather than states; `may_ask`: an "if" after this cue may mean whether."""
    if any(tree.lower[i] == "whether" for i in tree.kids(main, "mark", "advmod", "cc")):
        return True
    asking = ("whether", "if") if may_ask else ("whether",)
    if tree.lower[tokens[0]] in asking and tree.heads[tokens[0]] == main:
        return True
    sentence = tree.sents[tokens[0]]
    last = max(i for i in tokens if tree.sents[i] == sentence)
    if "?" in tree.words[last] or (last and "?" in tree.words[last - 1] and not tree.words[last].isalnum()):
        return True
    if tree.lower[main] in ("early", "soon"):  # too early to say
        is_too = any(tree.lower[i] == "too" for i in tree.kids(main, "advmod"))
        return is_too and any(tree.lemmas[i] in _TO_SAY and has_to(tree, i) for i in tree.children[main])
    if tree.tags[main] != "VB":
        return False
    is_order = tree.kid(main, "nsubj", "nsubj:pass", "aux", "mark", "csubj", "expl") is None
    return (is_order and page.quote_at(tree.starts[main]) is not None) or is_wish(tree, main)


def _is_conditional(tree: Tree, tokens: list[int], main: int, *, is_asked: bool) -> bool:
    """Whether it holds under a condition: one in the sentence of its main predicate, whatever else is quoted.

    `is_asked`: an "if" that opens the content means whether.
    """
    for i in tokens:
        word = tree.lower[i]
        if word not in _CONDITIONS and word not in _INVERTED:
            continue
        if tree.sents[i] != tree.sents[main] or (is_asked and i == tokens[0] and word == "if"):
            continue
        if word in _INVERTED and _is_inverted(tree, i):
            return True
        if word == "depending" or (word == "if" and _is_condition(tree, i, main)):
            return True
        if word == "subject" and tree.lower[i + 1 : i + 2] == ["to"] and i > 0 and tree.words[i - 1] == ",":
            return True  # will buy it, subject to approval
        if word in ("unless", "provided", "assuming") and tree.deps[i] in ("mark", "case"):
            return True
    return False


def _is_condition(tree: Tree, i: int, main: int) -> bool:
    """Whether an "if" puts a condition on the main predicate, and not on what a clause tells beside it."""
    if _is_asked(tree, i) or _is_addressing(tree, i):
        return False
    node = tree.heads[i]
    for _ in range(6):
        if node == main or tree.heads[node] == node:
            return True
        if tree.deps[node] == "acl:relcl":
            return False  # a law that bans it if it fails
        node = tree.heads[node]
    return True


def _is_inverted(tree: Tree, i: int) -> bool:
    """Whether an auxiliary before its subject makes the condition: would not help should the dam fail."""
    clause = tree.heads[i]
    subject = tree.kid(clause, *OWN_SUBJECT)
    if tree.lower[i] == "should" and subject is None and tree.deps[i] == "aux" and i + 1 < clause:
        is_apart = i > 0 and tree.pos[i - 1] in ("NOUN", "PROPN", "NUM", "ADJ")  # the verb may be taken for a noun
        return is_apart and any(tree.pos[t] in ("NOUN", "PROPN", "PRON") for t in range(i + 1, clause))
    return tree.deps[i] == "aux" and tree.deps[clause] == "advcl" and subject is not None and i < subject


def _is_asked(tree: Tree, i: int) -> bool:
    """Whether an "if" means whether, compares or concedes: to see if the bridge held, as if it fell, even if it did.

    Of "many, if not most" and "if possible", too, where no clause follows.
    """
    if tree.lower[i - 1] == "out" and tree.lemmas[i - 2] in _FINDING_OUT:
        return True
    if tree.lower[i + 1 : i + 2] and tree.lower[i + 1] in _HARDLY and tree.pos[i + 2 : i + 3] in ([], ["PUNCT"]):
        return True
    clause = tree.heads[i]
    if tree.deps[clause] == "conj" and any(
        tree.lower[m] in ("if", "whether") for m in tree.kids(tree.heads[clause], "mark")
    ):
        return True  # if he came and if he spoke: as the first one means it
    is_not = tree.lower[i + 1 : i + 2] == ["not"]
    if is_not and not tree.is_verb(tree.heads[i]) and tree.lower[i + 2 : i + 3] not in ([], ["for"], [","]):
        return True
    return i > 0 and (lemma_of(tree, i - 1) in ASKING or tree.lower[i - 1] in _LIKE or tree.lower[i - 1] == "even")


def _is_addressing(tree: Tree, i: int) -> bool:
    """Whether an "if" only turns to the hearer: if you look at it, if you will."""
    return tree.lower[i + 1 : i + 2] == ["you"] and bool(_ADDRESSING.intersection(tree.lower[i + 2 : i + 3]))
