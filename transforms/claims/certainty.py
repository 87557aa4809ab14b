"""How sure a source is of what it says, on FactBank's scale: the cue's force, weakened by the content's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms.claims.attribution import Chars
from transforms.claims.cues import NEGATIONS, Cue, cues, has_to, lemma_of
from transforms.claims.page import Page
from transforms.lexicon import seed_map
from transforms.tree import Tree

LEVELS = ("Uu", "PS", "PR", "CT")  # from weak to strong
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha", "ll"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAYBE = frozenset({"may", "might", "could", "should", "must", "ought"})
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
_BECAME = frozenset({"become", "been", "gone", "come", "got", "gotten"})  # it's become: has, not is
_AHEAD = frozenset(
    "plan prepare expect intend aim hope consider weigh mull pledge promise vow schedule seek want set plot".split()
)
_STATES = frozenset("be have remain know need own contain include mean exist stay stand live depend".split())
_PAST_AUX = frozenset({"was", "were", "had", "did"})
_INVERTED = frozenset({"should", "had"})
_CONDITIONS = frozenset({"if", "unless", "depending", "provided", "assuming"})
_REASONS = frozenset("because if when while as although though since after before once until unless".split())
# if as much as whether: asked if it was so
_ASKING = frozenset("ask know see wonder question check determine tell decide doubt learn find care".split())
_NO_WAY = frozenset("way circumstance case means account event sense".split())
_OWN_VIEW = frozenset("think believe guess suppose suspect hope imagine assume fear feel expect doubt know say".split())
_AIMS = frozenset({"promise", "demand", "predict", "warn", "evaluate", "deny", "ask"})
_VIEWS = frozenset({"say", "believe", "report", "show", "estimate"})
_PENDING = frozenset("likely unlikely set due bound poised ready".split())
_OWNED_UP = frozenset("admit confess".split())
_ONLY = frozenset({"only", "just", "merely", "simply", "least"})  # not only: that as well
_PASSIVE_ONLY = frozenset({"expect", "believe", "think", "suspect", "estimate"})
_LINKING = frozenset({"remain", "seem", "appear", "look", "become", "stay"})


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


def sureness_of(page: Page, contents: tuple[Chars, ...], cue: Cue, *, cue_is_negated: bool) -> Sureness:
    """Certainty, hedges, time, condition and polarity of a content, read off its main predicate."""
    tree = page.tree
    tokens = _words_in(page, contents)
    if not tokens:
        return Sureness("Uu" if cue_is_negated else "CT+", (), "present", False, "positive")
    inside = set(tokens)
    main = _main_of(tree, tokens, inside)
    found: list[int] = []
    may_ask = cue_is_negated or cue.cue_class == "ask" or cue.lemma in _ASKING or cue.certainty == "Uu"
    level = "Uu" if _is_open(page, tree, tokens, main, may_ask=may_ask) else "CT"
    negative = False
    view = _own_view(page, tree, main, inside)
    if view is not None:
        own = cues()[lemma_of(tree, main)]
        if own.certainty != "CT":
            found.append(main)
        level = _weaker(level, own.certainty)
        negative = _is_negative(tree, main, inside) != (own.polarity == "negative")
        main = view
    for i in _about(tree, main, inside):
        hedge = _hedge_at(tree, i)
        if hedge is not None:
            found.append(i)
            level = _weaker(level, hedge.level)
    conditional = _is_conditional(tree, tokens, main, may_ask=may_ask)
    negative = negative != _is_negative(tree, main, inside)
    if lemma_of(tree, main) in ("unlikely",) or tree.lower[main] == "unlikely":
        negative = not negative
    if cue.polarity == "negative":
        negative = not negative
    is_aim = _is_infinitive(tree, tokens, main)
    if is_aim and cue.lemma in ("refuse", "decline"):
        negative = not negative  # refused to go: will not go, as far as it is up to the source
    elif is_aim and cue.cue_class == "evaluate":
        level = "Uu"
    else:
        level = _weaker(level, cue.certainty)
    if cue_is_negated:
        if cue.cue_class == "believe" and cue.certainty == "PR":
            negative = not negative  # does not think that he will: thinks that he will not
        elif cue.polarity == "negative":
            negative, level = not negative, "Uu"
        else:
            level = "Uu"
    certainty = "Uu" if level == "Uu" else level + ("-" if negative else "+")
    words = tuple(tree.lower[i] for i in sorted(set(found)))
    is_ahead = is_aim and cue.cue_class in _AIMS
    when = "future" if is_ahead else _when(tree, main, cue, inside)
    return Sureness(certainty, words, when, conditional, "negative" if negative else "positive")


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
    return next((i for i in stated if tree.kid(i, "nsubj", "nsubj:pass", "expl") is not None), main)


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
    if clause is None and lemma_of(tree, main) == "expect" and tree.kid(main, "obj") is not None:
        return main
    if clause not in inside or any(tree.tags[i].startswith("W") for i in tree.children[clause]):
        return None  # who does not know what happened says so; what happened stays open
    return clause


def _is_infinitive(tree: Tree, tokens: list[int], main: int) -> bool:
    """Whether the content is what somebody is to do: refused [to go]."""
    return tree.lower[tokens[0]] == "to" and tree.heads[tokens[0]] == main and tree.deps[tokens[0]] == "mark"


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
                and tree.lemmas[kid]
                in (
                    "possibility",
                    "prospect",
                    "chance",
                    "risk",
                    "likelihood",
                )
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
        if lemma == "must" and any(tree.lower[aux] in _HAVE for aux in tree.kids(tree.heads[i], "aux")):
            return Hedge("modal", "PR")  # must have left: a guess, no duty
        if lemma == "could" and tree.lower[i + 1 : i + 2] and tree.lower[i + 1] in NEGATIONS:
            return None  # could not leave: did not
        return hedge if tree.deps[i] == "aux" or tree.tags[i] == "MD" else None
    if hedge.kind == "verb":
        if tree.pos[i] != "VERB":
            return None
        if lemma in _PASSIVE_ONLY and tree.kid(i, "aux:pass", "nsubj:pass") is None:
            return None
        if lemma in ("appear", "seem", "tend") and tree.kid(i, "xcomp", "ccomp", "obj") is None:
            return None
    return hedge


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
    if tree.tags[main] != "VB":
        return False
    is_order = tree.kid(main, "nsubj", "nsubj:pass", "aux", "mark", "csubj", "expl") is None
    return (is_order and page.quote_at(tree.starts[main]) is not None) or _is_wish(tree, main)


def _is_wish(tree: Tree, main: int) -> bool:
    """Whether a bare verb with a subject of one asks for something: suggested that Russia spy."""
    subject = tree.kid(main, "nsubj")
    is_one = subject is not None and (tree.tags[subject] in ("NN", "NNP") or tree.lower[subject] in ("he", "she", "it"))
    return tree.tags[main] == "VB" and is_one and tree.kid(main, "aux") is None


def _is_conditional(tree: Tree, tokens: list[int], main: int, *, may_ask: bool) -> bool:
    """Whether it holds under a condition that the content states."""
    for i in tokens:
        word = tree.lower[i]
        if word in _INVERTED and _is_inverted(tree, i):
            return True
        if word not in _CONDITIONS or (may_ask and i == tokens[0] and tree.heads[i] == main and word == "if"):
            continue
        if word == "depending" or (word == "if" and tree.lower[i - 1 : i] != ["as"] and not _is_asked(tree, i)):
            return True
        if word in ("unless", "provided", "assuming") and tree.deps[i] in ("mark", "case"):
            return True
    return False


def _is_inverted(tree: Tree, i: int) -> bool:
    """Whether an auxiliary before its subject makes the condition: would not help should the dam fail."""
    clause = tree.heads[i]
    subject = tree.kid(clause, "nsubj", "nsubj:pass", "expl")
    return tree.deps[i] == "aux" and tree.deps[clause] == "advcl" and subject is not None and i < subject


def _is_asked(tree: Tree, i: int) -> bool:
    """Whether an "if" means whether: to see if the bridge held."""
    return i > 0 and lemma_of(tree, i - 1) in _ASKING


def _is_negative(tree: Tree, main: int, inside: set[int]) -> bool:
    """Whether the main predicate is negated."""
    if tree.lower[main] in NEGATIONS:
        return True  # said that it was not
    for kid in tree.children[main]:
        if kid not in inside:
            continue
        if tree.deps[kid] in ("advmod", "det", "aux", "neg") and tree.lower[kid] in NEGATIONS:
            return tree.lower[kid + 1 : kid + 2] == [] or tree.lower[kid + 1] not in _ONLY
        if tree.lower[kid] == "longer" and tree.lower[kid - 1] == "no":
            return True
        is_way = tree.deps[kid] == "obl" and tree.lemmas[kid] in _NO_WAY
        if is_way and any(tree.lower[det] == "no" for det in tree.kids(kid, "det")):
            return True
        if tree.deps[kid] in ("nsubj", "nsubj:pass", "obj"):
            if tree.lower[kid] in ("nobody", "nothing", "none"):
                return True
            if any(tree.lower[det] in ("no", "neither") for det in tree.kids(kid, "det")):
                return True
    return False


def _when(tree: Tree, main: int, cue: Cue, inside: set[int]) -> str:
    """Past, present or future, by the main predicate's tense."""
    kids = [i for i in tree.kids(main, "aux", "aux:pass", "cop") if i in inside]
    words = {tree.lower[i] for i in kids}
    perfect = any(tree.lemmas[i] == "have" or tree.lower[i] in _HAVE for i in kids) or (
        bool(words & {"'s", "’s"}) and tree.lower[main] in _BECAME
    )
    if words & _FUTURE or (words & _WOULD and not perfect):
        return "future"
    if "could" in words and not perfect and _is_negative(tree, main, inside):
        return "past"
    if words & (_MAYBE | _WOULD):
        if perfect and (tree.tags[main] in ("VBN", "VBD") or any(tree.deps[i] == "cop" for i in kids)):
            return "past"
        is_state = tree.lemmas[main] in _STATES or any(tree.deps[i] == "cop" for i in kids)
        return "present" if is_state or tree.pos[main] != "VERB" else "future"
    if perfect:
        has_got = tree.lower[main] == "got" and tree.kid(main, "obj") is not None
        return "present" if has_got else "past"
    announced = tree.kid(main, "acl") if tree.heads[main] == main and not kids else None
    if announced == main + 2 and tree.lower[main + 1] == "to":
        return "future"  # a headline: Acme to close two mines
    lower = lemma_of(tree, main)
    follows = tree.kid(main, "xcomp", "advcl", "ccomp", "obj")
    if lower == "expect" and tree.kid(main, "obj") is not None and tree.kid(main, "nsubj") is not None:
        return "future"  # he expected 300 people
    if tree.lower[main] in _PENDING and any(has_to(tree, i) for i in tree.kids(main, "xcomp", "advcl", "ccomp")):
        return "future"  # is likely to ease, was set to open
    if words & _PAST_AUX or (tree.tags[main] == "VBD" and not words):
        # was expected to arrive: still ahead when it was said
        return "future" if lower in ("expect", "schedule") and tree.kid(main, "xcomp") is not None else "past"
    if (
        lower in _AHEAD
        and follows is not None
        and (tree.kid(main, "xcomp") is not None or lower in ("consider", "weigh", "mull"))
    ):
        return "future"
    if lower == "go" and "VBG" in tree.tags[main] and tree.kid(main, "xcomp") is not None:
        return "future"
    if _is_wish(tree, main):
        return "future"
    if "to" in {tree.lower[i] for i in tree.kids(main, "mark", "case")} and tree.tags[main] == "VBG":
        return "past" if cue.lemma in _OWNED_UP else "present"  # admitted to using it
    if "to" in {tree.lower[i] for i in tree.kids(main, "mark")}:
        if any(i in inside for i in tree.kids(main, "nsubj", "nsubj:pass")):
            return "future"  # a headline: Acme to close two mines
        return "present" if cue.cue_class in _VIEWS else "future"  # claims to be first
    is_finite = bool(kids) or tree.tags[main] in ("VBZ", "VBP", "VBD")
    return "future" if cue.cue_class in ("demand", "promise") and not is_finite else "present"
