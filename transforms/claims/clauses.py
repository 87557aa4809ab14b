"""What the clause of a content is: a denial, a wish, praise that looks like a denial."""

from transforms.claims.cues import NEGATIONS
from transforms.tree import Tree

HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
# if as much as whether: asked if it was so
ASKING = frozenset(
    "ask know see wonder question check determine tell decide doubt learn find care"
    " clear unclear sure unsure certain uncertain investigate probe examine explore verify test remember recall".split()
)
_NO_WAY = frozenset("way circumstance case means account event sense".split())
_ONLY = frozenset({"only", "just", "merely", "simply", "least"})  # not only: that as well
PROVING = frozenset({"prove", "demonstrate"})  # that they could fly: they can
LIKELIHOODS = frozenset("possibility prospect chance risk likelihood".split())
CHILDREN = frozenset("baby child twin son daughter boy girl".split())
SAME_IN_PAST = frozenset("put hit cut set let hurt cost shut spread beat quit read".split())


def is_praise(tree: Tree, main: int, inside: set[int]) -> bool:
    """Whether it could not be more so: she couldn't have been nicer."""
    is_more = tree.tags[main] in ("JJR", "RBR") or any(tree.lower[i] == "more" for i in tree.kids(main, "advmod"))
    if any(tree.lower[i] == "have" for i in tree.kids(main, "aux")):  # could not have come at a better time
        beside = (i for kid in tree.kids(main, "obl", "obj") for i in tree.kids(kid, "amod"))
        is_more = is_more or any(tree.tags[i] == "JJR" for i in beside)
    return is_more and any(tree.lower[i] in ("could", "can", "ca") for i in tree.kids(main, "aux") if i in inside)


def is_wish(tree: Tree, main: int) -> bool:
    """Whether a bare verb with a subject of one asks for something: suggested that Russia spy, that troops be sent."""
    subject = tree.kid(main, "nsubj", "nsubj:pass")
    helpers = list(tree.kids(main, "aux", "aux:pass", "cop"))
    if subject is not None and [tree.lower[i] for i in helpers] == ["be"] and tree.kid(main, "mark") is not None:
        return subject < helpers[0] and not any(tree.lower[i] in ("to", "if") for i in tree.kids(main, "mark"))
    if tree.kid(main, "cop") is not None or any(tree.lower[i] == "to" for i in tree.kids(main, "mark")):
        return False  # my aim is to win
    if tree.lower[main] in SAME_IN_PAST:
        return False  # the launch put millions to flight
    is_one = (
        subject is not None
        and subject < main
        and (tree.tags[subject] in ("NN", "NNP") or tree.lower[subject] in ("he", "she", "it"))
    )
    return tree.tags[main] == "VB" and is_one and tree.kid(main, "aux") is None


def is_negative(tree: Tree, main: int, inside: set[int]) -> bool:
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


def is_held_view(tree: Tree, verb: int) -> bool:
    """Whether one considers something to be so, and does not weigh it: is considered a friend, considers it large."""
    if tree.tags[verb] == "VBG" and tree.kid(verb, "aux") is not None:
        return False  # is considering measures
    for kid in tree.children[verb]:
        if kid < verb or tree.tags[kid] == "VBG":
            continue
        marks = {tree.lower[i] for i in tree.kids(kid, "mark", "case", "advmod")}
        is_said_of = tree.deps[kid] == "xcomp" and (tree.tags[kid] != "VB" or tree.kid(kid, "cop") is not None)
        if "as" in marks or is_said_of:
            return True
        if tree.deps[kid] == "ccomp" and not marks & {"whether", "if"} and tree.tags[verb + 1][:1] != "W":
            return True
    return False
