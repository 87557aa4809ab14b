"""When what is claimed is so, as seen from the report: past, present or future."""

from transforms.claims.attribution import Chars
from transforms.claims.clauses import (
    ASKING,
    CHILDREN,
    HAVE,
    LIKELIHOODS,
    PROVING,
    SAME_IN_PAST,
    is_held_view,
    is_negative,
    is_praise,
    is_wish,
)
from transforms.claims.cues import OWN_SUBJECT, Cue, cue_nouns, has_to, lemma_of
from transforms.claims.page import Page
from transforms.rows import Time
from transforms.tree import Tree

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha", "ll"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAYBE = frozenset({"may", "might", "could", "should", "must", "ought"})
_HAVE_NOW = frozenset({"have", "has", "'ve", "’ve"})
_BECAME = frozenset({"become", "been", "gone", "come", "got", "gotten"})  # it's become: has, not is
_AHEAD = frozenset(
    "plan prepare expect intend aim hope consider weigh mull pledge promise vow schedule set plot".split()
)
_STATES = frozenset("be have remain know need own contain include mean exist stay stand live depend".split())
# what one does now, though it may be so: you might remember, they may want to
_MINDFUL = frozenset("remember want think wonder love hate seem believe understand deserve belong".split())
_LEAVING = frozenset("go come leave head get move return join start".split())  # may be leaving: ahead
_PAST_AUX = frozenset({"was", "were", "had", "did"})
_VIEWS = frozenset({"say", "believe", "report", "show", "estimate"})
_TELLING = frozenset({"say", "report", "confirm", "reveal"})
_CHANCES = frozenset("possible likely unlikely probable improbable certain conceivable inevitable doubtful".split())
_LOOKS_AHEAD = frozenset({"expect", "hope"})
_PENDING = frozenset("likely unlikely set due bound poised ready about".split())
_OWNED_UP = frozenset({"admit", "confess", "plead guilty"})
# a thing behind these took place before it was told of: blamed the delay, admitted the theft
_LOOKS_BACK = frozenset("blame attribute admit confess charge indict convict".split())
_TOLD_AFTER = frozenset("report recall remember recount describe allege".split())
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
_AWAITED = _HOPES | {"fear"}
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


def when_told(
    page: Page, contents: tuple[Chars, ...], main: int, cue: Cue, inside: set[int], cue_at: int | None, *, by: Cue
) -> str:
    """When what is reported takes place, as seen from the report.

    `by` is the cue, or what the content itself puts before: he said that he hoped it would end.
    """
    is_backshifted = cue_at is not None and _is_backshifted(page, contents, main, cue, cue_at)
    when = _when(page.tree, main, cue, inside, is_backshifted=is_backshifted)
    if when != "present":
        return when
    if _is_dated_thing(page, contents, main):
        return "past"
    is_ahead = (by.lemma in _AWAITED and _is_to_come(page.tree, main)) or _is_in_time_ahead(page, contents, main)
    return "future" if is_ahead else when


def _is_to_come(tree: Tree, main: int) -> bool:
    """Whether what is hoped or feared is no state: hopes to win, hopes that they win, but not: that she is well."""
    if has_to(tree, main):
        return True
    is_simple = tree.tags[main] in ("VB", "VBP", "VBZ", "VBG") and tree.pos[main] == "VERB"
    return is_simple and tree.kid(main, "cop") is None and tree.lemmas[main] not in _STATES | _MINDFUL


def _is_dated_thing(page: Page, contents: tuple[Chars, ...], main: int) -> bool:
    """Whether no verb says when a thing took place, but a day that is over does: the flood of 1997."""
    tree = page.tree
    if tree.pos[main] not in ("NOUN", "PROPN", "NUM", "SYM"):
        return False
    times = [time for content in contents for time in page.times_in(content)]
    is_over = any(map(_is_over, times))
    tokens = (i for content in contents for i in page.tokens_in(content))
    is_told = any(tree.tags[i] in ("VBD", "VBZ", "VBP", "MD") or tree.lower[i] == "since" for i in tokens)
    return is_over and not is_told


def _is_backshifted(page: Page, contents: tuple[Chars, ...], main: int, cue: Cue, cue_at: int) -> bool:
    """Whether a past tense only goes with the cue's: said it was still going on, said it was planning to close."""
    tree = page.tree
    is_added = tree.tags[cue_at] == "VBG" and tree.deps[cue_at] == "advcl" and cue.cue_class == "say"
    told = tree.heads[cue_at] if is_added else cue_at  # spoke to them, adding that it was necessary
    is_past = tree.tags[told] in ("VBD", "VBN") and not any(tree.lower[i] == "had" for i in tree.kids(told, "aux"))
    finite = min((main, *tree.kids(main, "aux", "cop")))  # was “grappling” with it: his own words begin later
    if not is_past or page.quote_at(tree.starts[finite]) is not None:
        return False
    helpers = {tree.lower[i] for i in tree.kids(main, "aux", "cop")}
    is_linked = bool(helpers & {"was", "were"})
    is_bare = bool(helpers & {"did", "could"})
    if helpers and not is_linked and not is_bare:
        return False
    goes_on = (i for i in tree.kids(main, "advmod") if tree.lower[i] in _GOING_ON)
    if not is_bare and any(tree.words[i + 1 : i + 2] != [","] for i in goes_on):
        return True
    is_plan = tree.lemmas[main] in ("plan", "intend", "aim", "hope") and tree.kid(main, "xcomp") is not None
    is_being = any(tree.lower[i] == "being" for i in tree.kids(main, "aux:pass"))
    if is_linked and (tree.tags[main] == "VBG" or is_being):  # was being built
        is_meant = cue_at < main and tree.lemmas[main] not in _SEEN_DOING
    elif lemma_of(tree, cue_at) in ASKING:
        return False
    else:
        is_meant = is_plan or _is_so_now(tree, main)
        is_meant = is_meant or (cue.cue_class in _STATING and _is_standing(page, contents, main))
    times = [time for content in contents for time in page.times_in(content)]
    if not is_meant or any(not is_plan or _is_over(time) for time in times):
        return False
    return not any(
        tree.lower[i] in _BESIDE and (tree.lower[i] != "as" or tree.kid(kid, *OWN_SUBJECT) is not None)
        for kid in tree.kids(main, "advcl", "obl", "obl:unmarked")
        for i in tree.kids(kid, "mark", "advmod", "case")
    )


def _is_over(time: Time) -> bool:
    return time.date_high is not None and time.anchor_on is not None and time.date_high < time.anchor_on


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
        if tree.pos[main] == "ADJ":  # the raid was “tragic”: what is judged so may be over
            is_state = page.quote_at(tree.starts[main]) is None
        else:
            is_state = tree.pos[main] == "NOUN" and tree.pos[thing or 0] != "PROPN"
    elif "could" in (tree.lower[i] for i in tree.kids(main, "aux")):
        is_state = is_negative(tree, main, set(tree.children[main]))
    elif tree.lemmas[main] == "have":
        is_state = any(tree.lemmas[i] in _OWNED for i in tree.kids(main, "obj"))
    else:
        is_state = tree.lemmas[main] in _HOLDING
    if not is_state or any(tree.lower[i] in _BESIDE for i in tree.kids(main, "mark", "advmod")):
        return False
    if page.text[contents[0][0]] in "'‘":
        return False
    helpers = {main, *tree.kids(main, "cop", "aux", "aux:pass")}
    tokens = (i for content in contents for i in page.tokens_in(content) if i not in helpers)
    return not any((tree.tags[i] == "VBD" and not _is_state(tree, i)) or tree.lower[i] in _THEN for i in tokens)


def _is_state(tree: Tree, i: int) -> bool:
    """Whether a past tense tells of no deed: were stable, had grown, needed it, but not: was disrupted."""
    return tree.lemmas[i] in _HOLDING or (tree.lemmas[i] in ("be", "have") and tree.deps[i] != "aux:pass")


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
    perfect = any(tree.lemmas[i] == "have" or tree.lower[i] in HAVE for i in kids) or (
        bool(words & {"'s", "’s"}) and (tree.lower[main] in _BECAME or "been" in words)
    )
    if words & _FUTURE or (words & _WOULD and not perfect):
        return "future"
    if tree.lower[main] == "store" and tree.lower[main - 1] == "in":
        return "future"  # further falls are in store
    chance = next((i for i in tree.kids(main, "nsubj", "obj") if i > main and tree.lemmas[i] in LIKELIHOODS), None)
    if chance is not None and not kids and (clause := _clause_of(tree, chance, inside)) is not None:
        return _when(tree, clause, cue, inside)  # there is a chance it will fail
    if "could" in words and not perfect and is_negative(tree, main, inside) and not is_praise(tree, main, inside):
        return "present" if is_backshifted else "past"
    if cue.lemma in PROVING and "could" in words and not perfect:
        return "present"  # proved that they could fly
    if words & (_MAYBE | _WOULD):
        if perfect and (tree.tags[main] in ("VBN", "VBD") or any(tree.deps[i] == "cop" for i in kids)):
            return "past"
        is_state = tree.lemmas[main] in _STATES | _MINDFUL or any(tree.deps[i] == "cop" for i in kids)
        is_state = is_state or (tree.tags[main] == "VBG" and tree.lemmas[main] not in _LEAVING)  # must be wondering
        return "present" if is_state or tree.pos[main] != "VERB" else "future"
    if perfect:
        if tree.tags[main] == "VBG" and "been" in words and words & _HAVE_NOW and not has_to(tree, main):
            return "present"  # have been waiting
        has_got = tree.lower[main] == "got" and tree.kid(main, "obj", "xcomp") is not None  # they've got to leave
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
    if thing is not None and tree.lemmas[thing] not in CHILDREN:
        return "future"  # he expected 300 people
    if tree.lower[main] in _PENDING and any(has_to(tree, i) for i in tree.kids(main, "xcomp", "advcl", "ccomp")):
        return "future"  # is likely to ease, was set to open
    if tree.lower[main] in _CHANCES and any(
        tree.lower[i] in _FUTURE | _WOULD
        for clause in tree.kids(main, "ccomp", "csubj")
        for i in tree.kids(clause, "aux")
    ):
        return "future"  # it was possible that they would sell
    if tree.tags[main] == "VBN" and words & {"is", "'s", "’s"} and tree.kid(main, "expl") is not None:
        clause = tree.kid(main, "ccomp", "csubj")
        if clause is not None and clause > main and clause in inside:
            return _when(tree, clause, cue, inside)  # it is estimated that it will take a year
    if tree.lower[main : main + 2] == ["got", "ta"]:
        return "present"
    if not is_backshifted and (words & _PAST_AUX or (tree.tags[main] == "VBD" and not words)):
        # was expected to arrive: still ahead when it was said
        return "future" if lower in ("expect", "schedule") and tree.kid(main, "xcomp") is not None else "past"
    if not kids or (words == {"being"} and tree.tags[main] == "VBN"):
        if tree.lower[main] in SAME_IN_PAST and tree.tags[main] == "VB" and _is_third_person(tree, main):
            return "past"
        if tree.tags[main] == "VBN" and tree.kid(main, "nsubj") in inside:
            return "past"  # officers reportedly located it: taken for a participle
        if (when := _when_of_thing(tree, main, cue, inside)) is not None:
            return when
    if (
        lower in _AHEAD
        and follows is not None
        and (tree.kid(main, "xcomp") is not None or lower in ("consider", "weigh", "mull"))
        and not (lower == "consider" and is_held_view(tree, main))
    ):
        return "future"
    if lower == "go" and "VBG" in tree.tags[main] and tree.kid(main, "xcomp") is not None:
        return "future"
    if is_wish(tree, main):
        return "future"
    if "to" in {tree.lower[i] for i in tree.kids(main, "mark", "case")} and tree.tags[main] == "VBG":
        return "past" if cue.lemma in _OWNED_UP else "present"  # admitted to using it
    if "to" in {tree.lower[i] for i in tree.kids(main, "mark")}:
        above = tree.heads[main]
        is_awaited = tree.deps[main] in ("xcomp", "ccomp") and above in inside and lemma_of(tree, above) in _LOOKS_AHEAD
        if is_awaited and not any(tree.lower[i] == "had" for i in tree.kids(above, "aux")):
            return "future"  # they expected the bank to sell
        if tree.lower[main] != "blame" and any(
            i in inside and i < main for i in tree.kids(main, "nsubj", "nsubj:pass")
        ):
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
    if cue.cue_class == "demand" and _is_asked_for(tree, main, words):
        return "future"
    is_finite = bool(kids) or tree.tags[main] in ("VBZ", "VBP", "VBD")
    return "future" if cue.cue_class in ("demand", "promise") and not is_finite else "present"


def _is_asked_for(tree: Tree, main: int, words: set[str]) -> bool:
    """Whether a clause only names what is demanded: that he go, all work be halted, that they comply."""
    if words == {"be"}:
        return True
    has_that = any(tree.lower[i] == "that" for i in tree.kids(main, "mark"))
    return not words and (tree.tags[main] == "VB" or (tree.tags[main] == "VBP" and has_that))


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
    if tree.tags[main] == "VBG" or tree.lower[main - 1] == "being":
        if cue.lemma in _TOLD_AFTER and tree.kid(main, "mark", "case") is None:
            return "past"  # reported being robbed
        if cue.kind == "adverb" and any(tree.lower[i] == "for" for i in tree.kids(main, "mark", "case")):
            return "past"  # arrested for allegedly taking it
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
    if cue.lemma == "ask" and any(tree.lower[i] == "for" for i in (*tree.kids(main, "case"), *inside)):
        return "future"  # asked for a review, asked the union for time
    if cue.lemma in ("announce", "unveil") and any(
        tree.lemmas[i] in _TO_COME for i in (main, *tree.kids(main, "nmod"))
    ):
        return "future"
    clause, is_saying = _clause_of(tree, main, inside), tree.lemmas[main] in LIKELIHOODS | cue_nouns().keys()
    if clause is not None and (is_saying or cue.cue_class not in ("evaluate", "believe")):
        when = _when(tree, clause, cue, inside)
        if when == "past" or is_saying:
            return when  # a man who may come is there today, but fears that he may come are of tomorrow
    is_told = (cue.lemma in _TOLD_OF and tree.lemmas[main] in _EVENTS) or (
        cue.lemma == "accuse" and tree.lemmas[main] in _EVENTS | _CRIMES
    )
    return "past" if is_told or cue.lemma in _LOOKS_BACK else None
