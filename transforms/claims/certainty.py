"""How sure a source is of what it says, on FactBank's scale: the cue's force, weakened by the content's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms.claims.attribution import Chars
from transforms.claims.cues import NEGATIONS, OWN_SUBJECT, Cue, cue_nouns, cues, has_to, lemma_of, verb_cue
from transforms.claims.page import Page
from transforms.claims.source_words import source_words
from transforms.lexicon import seed_map
from transforms.tree import Tree

LEVELS = ("Uu", "PS", "PR", "CT")  # from weak to strong
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha", "ll"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAYBE = frozenset({"may", "might", "could", "should", "must", "ought"})
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
_HAVE_NOW = frozenset({"have", "has", "'ve", "’ve"})
_BECAME = frozenset({"become", "been", "gone", "come", "got", "gotten"})  # it's become: has, not is
_AHEAD = frozenset(
    "plan prepare expect intend aim hope consider weigh mull pledge promise vow schedule seek want set plot".split()
)
_STATES = frozenset("be have remain know need own contain include mean exist stay stand live depend".split())
# what one does now, though it may be so: you might remember, they may want to
_MINDFUL = frozenset("remember want think wonder love hate seem believe understand deserve belong".split())
_LEAVING = frozenset("go come leave head get move return join start".split())  # may be leaving: ahead
_PAST_AUX = frozenset({"was", "were", "had", "did"})
_INVERTED = frozenset({"should", "had"})
_CONDITIONS = frozenset({"if", "unless", "depending", "provided", "assuming", "subject"})
_REASONS = frozenset("because if when while as although though since after before once until unless".split())
# if as much as whether: asked if it was so
_ASKING = frozenset(
    "ask know see wonder question check determine tell decide doubt learn find care"
    " clear unclear sure unsure certain uncertain investigate probe examine explore verify test remember recall".split()
)
_KNOWN = frozenset("clear certain sure known obvious".split())  # not clear what it cost: open, and nothing denied
_LIKE = frozenset({"as", "like"})  # as if, like if: no condition
_TO_SAY = frozenset("say tell know speculate comment judge predict determine conclude".split())
_ADDRESSING = frozenset("look ask will like consider".split())  # if you look at it: said to the hearer
_NO_WAY = frozenset("way circumstance case means account event sense".split())
_OWN_VIEW = frozenset("think believe guess suppose suspect hope imagine assume fear feel expect doubt know say".split())
_AIMS = frozenset({"promise", "demand", "predict", "warn", "evaluate", "deny", "ask"})
_VIEWS = frozenset({"say", "believe", "report", "show", "estimate"})
_TELLING = frozenset({"say", "report", "confirm", "reveal"})
_PENDING = frozenset("likely unlikely set due bound poised ready about".split())
_OWNED_UP = frozenset("admit confess".split())
_ONLY = frozenset({"only", "just", "merely", "simply", "least"})  # not only: that as well
_PASSIVE_ONLY = frozenset({"expect", "believe", "think", "suspect", "estimate"})
_LINKING = frozenset({"remain", "seem", "appear", "look", "become", "stay"})
_LIKELIHOODS = frozenset("possibility prospect chance risk likelihood".split())
_TALKED_OVER = frozenset("discuss debate explore examine address study review".split())
# what must or should be so is a guess: must be wondering, should help demand; what must be done is none
_MINDS = frozenset("know feel think wonder mean seem love hate realize realise".split())
_STRAINS = frozenset({"pressure", "strain", "stress"})
_OUTCOMES = frozenset("help boost ease improve rise fall grow increase decline recover last benefit end result".split())
_GOOD_ENOUGH = frozenset("able enough okay ok fine sufficient large easy ready available".split())
# a thing behind these took place before it was told of: blamed the delay, admitted the theft
_LOOKS_BACK = frozenset("blame attribute admit confess charge indict convict".split())
_TOLD_AFTER = frozenset("report recall remember recount describe".split())
_FOR_DEEDS = frozenset("praise commend thank criticize criticise condemn applaud slam fault rebuke".split())
_TOLD_OF = frozenset("confirm report deny claim acknowledge reveal announce corroborate".split()) | {"rule out"}
_EVENTS = frozenset(
    "death killing murder attack strike arrest crash shooting fatality explosion blast bombing theft resignation breach"
    " incident report allegation accusation involvement responsibility role casualty loss defeat victory collapse"
    " assassination wrongdoing complicity sabotage rape abuse torture departure activity earnings profit".split()
)
_CRIMES = frozenset("assault harassment fraud robbery bribery embezzlement perjury treason manslaughter arson".split())
_AHEAD_NOUNS = frozenset("plan intention intent bid".split())
# talked over before it is done: discussed deploying ships
_DELIBERATED = frozenset("discuss consider contemplate weigh mull debate propose suggest recommend ponder".split())
# what one has in mind to do or have: weighs a bid, threatens war
_IN_MIND = frozenset("weigh mull contemplate propose recommend threaten".split())
# what is announced before it is: announced her retirement, two days of mourning
_TO_COME = frozenset(
    "plan retirement hike tour jaunt trip visit layoff closure target reform election referendum wedding buyback"
    " redundancy crackdown rollout mourning return redesign".split()
)
_HOPES = frozenset({"hope", "wish", "want", "desire"})
_CHILDREN = frozenset("baby child twin son daughter boy girl".split())
_GOING_ON = frozenset({"still", "currently", "now"})
_SEEN_DOING = frozenset(
    "carry wear drive travel fly walk run sit stand ride sleep lie hold head".split()
)  # at that time
# what is so when it is said, though the verb of saying makes it past: said it was necessary, said he was confident
_SO_NOW = frozenset(
    "necessary important vital crucial essential unacceptable possible impossible feasible better difficult unclear"
    " clear premature confident concerned willing unwilling reluctant pleased unsure hopeful optimistic pessimistic"
    " certain proud worried interested grateful glad happy unhappy disappointed ready committed".split()
)
# said there was no need
_STANDING = frozenset(
    "need reason way room doubt risk point evidence sign indication difference issue problem plan question alternative"
    " option choice lack demand basis intention shortage obstacle concern pressure potential scope possibility chance"
    " hope limit solution guarantee".split()
)
# said he had no plan, no comment
_OWNED = _STANDING - {"choice", "option", "alternative"} | frozenset(
    "comment knowledge idea right confidence interest objection obligation duty role power authority access"
    " responsibility".split()
)
_HOLDING = frozenset(
    "need want know face exist lack own mean deserve prefer like believe depend remain belong support oppose".split()
)
# what took place before it was told of, whatever it was: said the launch was a failure
_DEEDS = _EVENTS | frozenset(
    "call meeting launch decision release cessation change move decline increase rise fall step vote election dead"
    " victim success failure outcome result reason cause factor".split()
)
_STATING = frozenset("say report confirm deny warn".split())
_THEN = frozenset("first then once time moment always previously earlier originally initially later ago before".split())
_BESIDE = frozenset("when while as until before after during since".split())
_SAME_IN_PAST = frozenset("put hit cut set let hurt cost shut spread beat quit read".split())


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
    possible = _not_ruled_out(tree, main, inside)
    if possible is not None:
        found.append(main)
        level, inside = _weaker(level, "PS"), inside - set(range(tokens[0], main + 1))
        main = possible
    conditional = _is_conditional(tree, tokens, main, may_ask=may_ask)
    if _is_negative(tree, main, inside):
        if _is_left_open(tree, main, inside):
            level = "Uu"  # it is not clear what they want
        elif not _is_praise(tree, main, inside):
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
    when = "future" if is_ahead else _when_told(page, contents, main, cue, inside, cue_at)
    return Sureness(certainty, words, when, conditional, "negative" if negative else "positive")


def _is_denied_in_passing(page: Page, tokens: list[int], main: int) -> bool:
    """Whether most sentences of a long quotation deny nothing, though the first one does."""
    tree = page.tree
    if tree.sents[tokens[-1]] - tree.sents[tokens[0]] < 2 or page.quote_at(tree.starts[main]) is None:
        return False
    inside = set(tokens)
    roots = [i for i in tokens if (tree.heads[i] == i or tree.heads[i] not in inside) and _is_predicate(tree, i)]
    denied = sum(_is_negative(tree, i, set(tree.children[i])) for i in roots)
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
        if cue.cue_class == "believe" and cue.certainty == "PR":
            negative = not negative  # does not think that he will: thinks that he will not
        elif cue.polarity == "negative":
            negative, level = not negative, "Uu"
        else:
            level = "Uu"
    return level, negative


def _when_told(
    page: Page, contents: tuple[Chars, ...], main: int, cue: Cue, inside: set[int], cue_at: int | None
) -> str:
    """When what is reported takes place, as seen from the report."""
    is_backshifted = cue_at is not None and _is_backshifted(page, contents, main, cue, cue_at)
    when = _when(page.tree, main, cue, inside, is_backshifted=is_backshifted)
    if when == "present" and _is_dated_thing(page, contents, main):
        return "past"
    return "future" if when == "present" and _is_in_time_ahead(page, contents, main) else when


def _is_dated_thing(page: Page, contents: tuple[Chars, ...], main: int) -> bool:
    """Whether no verb says when a thing took place, but a day that is over does: the flood of 1997."""
    tree = page.tree
    if tree.pos[main] not in ("NOUN", "PROPN", "NUM", "SYM"):
        return False
    times = [time for content in contents for time in page.times_in(content)]
    is_over = any(
        time.date_high is not None and time.anchor_on is not None and time.date_high < time.anchor_on for time in times
    )
    tokens = (i for content in contents for i in page.tokens_in(content))
    is_told = any(tree.tags[i] in ("VBD", "VBZ", "VBP", "MD") or tree.lower[i] == "since" for i in tokens)
    return is_over and not is_told


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
    if clause is None and lemma_of(tree, main) == "expect" and (thing := tree.kid(main, "obj")) is not None:
        return None if tree.lemmas[thing] in _CHILDREN else main
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
    if (
        tree.lemmas[main] != "rule"
        or tree.lower[main + 1 : main + 2] != ["out"]
        or not _is_negative(tree, main, inside)
    ):
        return None
    clause = tree.kid(main, "ccomp", "csubj", "advcl")
    return clause if clause in inside else main


def _is_praise(tree: Tree, main: int, inside: set[int]) -> bool:
    """Whether it could not be more so: she couldn't have been nicer."""
    is_more = tree.tags[main] in ("JJR", "RBR") or any(tree.lower[i] == "more" for i in tree.kids(main, "advmod"))
    if any(tree.lower[i] == "have" for i in tree.kids(main, "aux")):  # could not have come at a better time
        beside = (i for kid in tree.kids(main, "obl", "obj") for i in tree.kids(kid, "amod"))
        is_more = is_more or any(tree.tags[i] == "JJR" for i in beside)
    return is_more and any(tree.lower[i] in ("could", "can", "ca") for i in tree.kids(main, "aux") if i in inside)


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
                and tree.lemmas[kid] in _LIKELIHOODS
                and tree.lemmas[main] not in _TALKED_OVER
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
        if lemma in ("must", "should") and _is_guessed(tree, tree.heads[i], lemma):
            return Hedge("modal", "PR")
        if lemma == "could" and tree.lower[i + 1 : i + 2] and tree.lower[i + 1] in NEGATIONS:
            return None  # could not leave: did not
        return hedge if tree.deps[i] == "aux" or tree.tags[i] == "MD" else None
    if hedge.kind == "verb":
        if tree.pos[i] != "VERB":
            return None
        if lemma in _PASSIVE_ONLY and tree.kid(i, "aux:pass", "nsubj:pass") is None:
            return None
        if lemma == "expect" and any(tree.lemmas[thing] in _CHILDREN for thing in tree.kids(i, "obj")):
            return None  # is expecting a baby
        if lemma in ("appear", "seem", "tend") and tree.kid(i, "xcomp", "ccomp", "obj") is None:
            return None
        if lemma in ("suggest", "indicate") and _is_somebody(tree, tree.kid(i, "nsubj")):
            return None  # that the government indicated so is sure
    return hedge


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
    return (is_order and page.quote_at(tree.starts[main]) is not None) or _is_wish(tree, main)


def _is_wish(tree: Tree, main: int) -> bool:
    """Whether a bare verb with a subject of one asks for something: suggested that Russia spy, that troops be sent."""
    subject = tree.kid(main, "nsubj", "nsubj:pass")
    helpers = list(tree.kids(main, "aux", "aux:pass", "cop"))
    if subject is not None and [tree.lower[i] for i in helpers] == ["be"] and tree.kid(main, "mark") is not None:
        return subject < helpers[0] and not any(tree.lower[i] in ("to", "if") for i in tree.kids(main, "mark"))
    if tree.kid(main, "cop") is not None or any(tree.lower[i] == "to" for i in tree.kids(main, "mark")):
        return False  # my aim is to win
    if tree.lower[main] in _SAME_IN_PAST:
        return False  # the launch put millions to flight
    is_one = (
        subject is not None
        and subject < main
        and (tree.tags[subject] in ("NN", "NNP") or tree.lower[subject] in ("he", "she", "it"))
    )
    return tree.tags[main] == "VB" and is_one and tree.kid(main, "aux") is None


def _is_conditional(tree: Tree, tokens: list[int], main: int, *, may_ask: bool) -> bool:
    """Whether it holds under a condition that the content states."""
    for i in tokens:
        word = tree.lower[i]
        if word in _INVERTED and _is_inverted(tree, i):
            return True
        if word not in _CONDITIONS or (may_ask and i == tokens[0] and tree.heads[i] == main and word == "if"):
            continue
        if word == "depending" or (word == "if" and not _is_asked(tree, i) and not _is_addressing(tree, i)):
            return True
        if word == "subject" and tree.lower[i + 1] == "to" and tree.words[i - 1] == ",":
            return True  # will buy it, subject to approval
        if word in ("unless", "provided", "assuming") and tree.deps[i] in ("mark", "case"):
            return True
    return False


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

    Of "many, if not most", too, where no clause follows.
    """
    if tree.lower[i + 1 : i + 2] == ["not"] and not (tree.is_verb(tree.heads[i]) or tree.lower[i + 2] in ("for", ",")):
        return True
    return i > 0 and (lemma_of(tree, i - 1) in _ASKING or tree.lower[i - 1] in _LIKE or tree.lower[i - 1] == "even")


def _is_addressing(tree: Tree, i: int) -> bool:
    """Whether an "if" only turns to the hearer: if you look at it, if you will."""
    return tree.lower[i + 1 : i + 2] == ["you"] and bool(_ADDRESSING.intersection(tree.lower[i + 2 : i + 3]))


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
        if tree.lower[kid] == "neither" and tree.deps[kid].startswith("cc"):
            return True
        is_way = tree.deps[kid] == "obl" and tree.lemmas[kid] in _NO_WAY
        if is_way and any(tree.lower[det] == "no" for det in tree.kids(kid, "det")):
            return True
        if tree.deps[kid] in ("nsubj", "nsubj:pass", "obj"):
            if tree.lower[kid] in ("nobody", "nothing", "none"):
                return True
            if any(tree.lower[det] in ("no", "neither") for det in tree.kids(kid, "det")):
                return tree.lower[kid + 1 : kid + 2] != ["but"]  # no choice but to go
    return False


def _is_backshifted(page: Page, contents: tuple[Chars, ...], main: int, cue: Cue, cue_at: int) -> bool:
    """Whether a past tense only goes with the cue's: said it was still going on, said it was planning to close."""
    tree = page.tree
    is_added = tree.tags[cue_at] == "VBG" and tree.deps[cue_at] == "advcl" and cue.cue_class == "say"
    told = tree.heads[cue_at] if is_added else cue_at  # spoke to them, adding that it was necessary
    is_past = tree.tags[told] in ("VBD", "VBN") and not any(tree.lower[i] == "had" for i in tree.kids(told, "aux"))
    if not is_past or page.quote_at(tree.starts[main]) is not None:
        return False
    helpers = {tree.lower[i] for i in tree.kids(main, "aux", "cop")}
    is_linked = bool(helpers & {"was", "were"})
    is_bare = bool(helpers & {"did", "could"})
    if helpers and not is_linked and not is_bare:
        return False
    goes_on = (i for i in tree.kids(main, "advmod") if tree.lower[i] in _GOING_ON)
    if not is_bare and any(tree.words[i + 1 : i + 2] != [","] for i in goes_on):
        return True
    if is_linked and tree.tags[main] == "VBG":
        is_meant = cue_at < main and tree.lemmas[main] not in _SEEN_DOING
    elif lemma_of(tree, cue_at) in _ASKING:
        return False
    else:
        is_meant = tree.lemmas[main] in ("plan", "intend", "aim", "hope") and tree.kid(main, "xcomp") is not None
        is_meant = is_meant or _is_so_now(tree, main)
        is_meant = is_meant or (cue.cue_class in _STATING and _is_standing(page, contents, main))
    if not is_meant or any(page.times_in(content) for content in contents):
        return False
    return not any(
        tree.lower[i] in _BESIDE
        for kid in tree.kids(main, "advcl", "obl", "obl:unmarked")
        for i in tree.kids(kid, "mark", "advmod", "case")
    )


def _is_so_now(tree: Tree, main: int) -> bool:
    """Whether a past tense tells what is so when it is said: it was necessary, he was confident, there was no need."""
    if not any(tree.lower[i] in ("was", "were") for i in (main, *tree.kids(main, "cop"))):
        return False
    thing = tree.kid(main, "nsubj")
    if tree.kid(main, "expl") is not None and thing is not None and tree.lower[main] in ("was", "were"):
        return tree.lemmas[thing] in _STANDING
    if tree.lower[main] == "time":
        return tree.lower[main - 2] == "it"  # it was time to go
    return tree.lower[main] in _SO_NOW and not any(tree.lower[i] == "always" for i in tree.kids(main, "advmod"))


def _is_standing(page: Page, contents: tuple[Chars, ...], main: int) -> bool:
    """Whether a past tense tells of a state, and nothing beside it of a deed: it was the best way, he had no plan.

    Where somebody or something was (on board, in the room), and who the dead were, is told of that time.
    """
    tree = page.tree
    thing = tree.kid(main, "nsubj")
    if tree.kid(main, "cop") is not None:
        is_of_them = thing is None or tree.pos[thing] == "NUM" or {tree.lemmas[thing], tree.lemmas[main]} & _DEEDS
        if is_of_them or tree.kid(main, "case") is not None or tree.lower[main] == "able":
            return False
        is_state = tree.pos[main] == "ADJ" or (tree.pos[main] == "NOUN" and tree.pos[thing or 0] != "PROPN")
    elif "could" in (tree.lower[i] for i in tree.kids(main, "aux")):
        is_state = _is_negative(tree, main, set(tree.children[main]))
    elif tree.lemmas[main] == "have":
        is_state = any(tree.lemmas[i] in _OWNED for i in tree.kids(main, "obj"))
    else:
        is_state = tree.lemmas[main] in _HOLDING
    if not is_state or any(tree.lower[i] in _BESIDE for i in tree.kids(main, "mark", "advmod")):
        return False
    if page.quotes_touching((contents[0][0], contents[-1][1])) or page.text[contents[0][0]] in "'‘":
        return False
    helpers = {main, *tree.kids(main, "cop", "aux", "aux:pass")}
    tokens = (i for content in contents for i in page.tokens_in(content) if i not in helpers)
    return not any(tree.tags[i] == "VBD" or tree.lower[i] in _THEN for i in tokens)


def _is_in_time_ahead(page: Page, contents: tuple[Chars, ...], main: int) -> bool:
    """Whether what may be so will only be so at a time ahead: it should be ready in 2030."""
    if not any(page.tree.lower[i] in _MAYBE for i in page.tree.kids(main, "aux")):
        return False
    return any(
        time.date_low is not None and time.anchor_on is not None and time.date_low > time.anchor_on
        for content in contents
        for time in page.times_in(content)
    )


def _when(tree: Tree, main: int, cue: Cue, inside: set[int], *, is_backshifted: bool = False) -> str:
    """Past, present or future, by the main predicate's tense."""
    kids = [i for i in tree.kids(main, "aux", "aux:pass", "cop") if i in inside]
    words = {tree.lower[i] for i in kids}
    perfect = any(tree.lemmas[i] == "have" or tree.lower[i] in _HAVE for i in kids) or (
        bool(words & {"'s", "’s"}) and (tree.lower[main] in _BECAME or "been" in words)
    )
    if words & _FUTURE or (words & _WOULD and not perfect):
        return "future"
    if tree.lower[main] == "store" and tree.lower[main - 1] == "in":
        return "future"  # further falls are in store
    chance = next((i for i in tree.kids(main, "nsubj", "obj") if i > main and tree.lemmas[i] in _LIKELIHOODS), None)
    if chance is not None and not kids and (clause := _clause_of(tree, chance, inside)) is not None:
        return _when(tree, clause, cue, inside)  # there is a chance it will fail
    if "could" in words and not perfect and _is_negative(tree, main, inside) and not _is_praise(tree, main, inside):
        return "present" if is_backshifted else "past"
    if words & (_MAYBE | _WOULD):
        if perfect and (tree.tags[main] in ("VBN", "VBD") or any(tree.deps[i] == "cop" for i in kids)):
            return "past"
        is_state = tree.lemmas[main] in _STATES | _MINDFUL or any(tree.deps[i] == "cop" for i in kids)
        is_state = is_state or (tree.tags[main] == "VBG" and tree.lemmas[main] not in _LEAVING)  # must be wondering
        return "present" if is_state or tree.pos[main] != "VERB" else "future"
    if perfect:
        if tree.tags[main] == "VBG" and "been" in words and words & _HAVE_NOW and not has_to(tree, main):
            return "present"  # have been waiting
        has_got = tree.lower[main] == "got" and tree.kid(main, "obj") is not None
        return "present" if has_got else "past"
    announced = tree.kid(main, "acl") if tree.heads[main] == main and not kids else None
    if announced == main + 2 and tree.lower[main + 1] == "to":
        return "future"  # a headline: Acme to close two mines
    is_name = tree.pos[main] == "PROPN" or tree.words[main].isupper()
    is_headed = not kids and is_name and cue.cue_class in _TELLING and tree.kid(main, "nsubj") is None
    if is_headed and tree.lower[main + 1 : main + 2] == ["to"] and tree.tags[main + 2 : main + 3] == ["VB"]:
        return "future"  # Roe says Acme to close two mines
    lower = lemma_of(tree, main)
    follows = tree.kid(main, "xcomp", "advcl", "ccomp", "obj")
    thing = tree.kid(main, "obj") if lower == "expect" and tree.kid(main, "nsubj") is not None else None
    if thing is not None and tree.lemmas[thing] not in _CHILDREN:
        return "future"  # he expected 300 people
    if tree.lower[main] in _PENDING and any(has_to(tree, i) for i in tree.kids(main, "xcomp", "advcl", "ccomp")):
        return "future"  # is likely to ease, was set to open
    if tree.lower[main : main + 2] == ["got", "ta"]:
        return "present"
    if not is_backshifted and (words & _PAST_AUX or (tree.tags[main] == "VBD" and not words)):
        # was expected to arrive: still ahead when it was said
        return "future" if lower in ("expect", "schedule") and tree.kid(main, "xcomp") is not None else "past"
    if not kids:
        if tree.lower[main] in _SAME_IN_PAST and tree.tags[main] == "VB" and _is_third_person(tree, main):
            return "past"
        if tree.tags[main] == "VBN" and tree.kid(main, "nsubj") in inside:
            return "past"  # officers reportedly located it: taken for a participle
        if (when := _when_of_thing(tree, main, cue, inside)) is not None:
            return when
    if lower == "want" and _is_negative(tree, main, inside):
        return "present"  # don't want to see it
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
        if any(i in inside and i < main for i in tree.kids(main, "nsubj", "nsubj:pass")):
            return "future"  # a headline: Acme to close two mines
        if (
            tree.words[main].isupper()
            and inside
            and min(inside) + 1 < main
            and tree.pos[min(inside)] in ("NOUN", "PROPN")
        ):
            return "future"  # ROE SAYS ACME TO CLOSE TWO MINES, where the tree takes Acme for what she says
        is_view = cue.cue_class in _VIEWS or (cue.cue_class == "evaluate" and tree.kid(main, "cop") is not None)
        return "present" if is_view else "future"  # claims to be first, is deemed to be large
    is_finite = bool(kids) or tree.tags[main] in ("VBZ", "VBP", "VBD")
    return "future" if cue.cue_class in ("demand", "promise") and not is_finite else "present"


def _is_third_person(tree: Tree, main: int) -> bool:
    """Whether a verb's subject would give it an s in the present: the launch put."""
    subject = tree.kid(main, "nsubj")
    if subject is None or subject > main:
        return False
    return tree.tags[subject] in ("NN", "NNP") or tree.lower[subject] in ("he", "she", "it")


def _clause_of(tree: Tree, thing: int, inside: set[int]) -> int | None:
    """The finite clause that says what a noun is: a chance it will fail, the call he took."""
    return next(
        (
            i
            for i in tree.kids(thing, "acl:relcl", "acl", "ccomp")
            if i > thing and i in inside and (tree.tags[i] in ("VBD", "VBZ", "VBP") or _has_finite(tree, i))
        ),
        None,
    )


def _has_finite(tree: Tree, i: int) -> bool:
    return any(tree.tags[kid] in ("VBD", "VBZ", "VBP", "MD") for kid in tree.kids(i, "aux", "aux:pass", "cop"))


def _when_of_thing(tree: Tree, main: int, cue: Cue, inside: set[int]) -> str | None:
    """When a thing without a verb takes place, as its cue or the clause in it says; None if neither does."""
    if cue.lemma in _FOR_DEEDS and any(tree.tags[i] == "VBG" and tree.lower[i - 1] == "for" for i in inside):
        return "past"  # praised them for coming
    if tree.tags[main] == "VBG":
        if cue.lemma in _TOLD_AFTER and tree.kid(main, "mark", "case") is None:
            return "past"  # reported being robbed
        if cue.lemma in _DELIBERATED or cue.lemma == "rule out":
            return "future"
        return "past" if cue.lemma in _LOOKS_BACK or cue.lemma == "deny" else None
    if tree.pos[main] not in ("NOUN", "PROPN", "PRON", "NUM", "SYM") or tree.kid(main, "nsubj") in inside:
        return None
    if tree.lower[main + 1 : main + 3] == ["to", "come"] or (
        tree.lower[main + 1 : main + 2] == ["ahead"] and tree.lower[main + 2 : main + 3] != ["of"]
    ):
        return "future"
    if tree.lemmas[main] in _AHEAD_NOUNS and any(has_to(tree, i) for i in tree.kids(main, "acl")):
        return "future"  # confirmed plans to close
    if cue.cue_class in ("predict", "promise", "demand") or cue.lemma in _HOPES | _IN_MIND:
        return "future"
    if cue.lemma in ("announce", "unveil") and any(
        tree.lemmas[i] in _TO_COME for i in (main, *tree.kids(main, "nmod"))
    ):
        return "future"
    clause, is_saying = _clause_of(tree, main, inside), tree.lemmas[main] in _LIKELIHOODS | cue_nouns().keys()
    if clause is not None and (is_saying or cue.cue_class not in ("evaluate", "believe")):
        when = _when(tree, clause, cue, inside)
        if when == "past" or is_saying:
            return when  # a man who may come is there today, but fears that he may come are of tomorrow
    is_told = (cue.lemma in _TOLD_OF and tree.lemmas[main] in _EVENTS) or (
        cue.lemma == "accuse" and tree.lemmas[main] in _EVENTS | _CRIMES
    )
    return "past" if is_told or cue.lemma in _LOOKS_BACK else None
