"""Reporting cues: what seeds/cues.csv and seeds/cue_nouns.csv know of a word, and a cue's words in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms.lexicon import seed_map
from transforms.tree import Tree

# how a subject hangs on a clause that has one of its own
OWN_SUBJECT = ("nsubj", "nsubj:pass", "expl")
_NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "no", "without", "'t", "’t"}
)
# "declined to say", "failed to confirm": the saying itself does not take place
REFUSALS = frozenset({"decline", "refuse", "fail", "stop", "avoid", "neglect", "unable"})
_AUX = frozenset({"aux", "aux:pass", "cop"})


@dataclass(frozen=True, slots=True)
class Cue:
    """What the seeds know of one cue."""

    lemma: str
    kind: str  # verb, noun, adverb or phrase
    cue_class: str
    certainty: str  # CT, PR, PS or Uu: how sure its source is of what it reports, unless the content says otherwise
    polarity: str  # negative where the cue denies its content
    frames: frozenset[str]  # clause, quote, to, object, of, as, name, at: the contents that rules read after it


UNKNOWN = Cue("", "verb", "say", "CT", "positive", frozenset())


def _cue(row: Mapping[str, str]) -> Cue:
    frames = frozenset(row.get("frames", "").split())
    return Cue(row["cue"], row["kind"], row["class"], row["certainty"], row["polarity"], frames)


@cache
def cues() -> dict[str, Cue]:
    """Verbs, adverbs and phrases by lemma."""
    return seed_map("cues", "cue", _cue)


@cache
def cue_nouns() -> dict[str, Cue]:
    """Nouns by lemma."""
    return seed_map("cue_nouns", "cue", _cue)


@cache
def _spellings() -> dict[str, str]:
    """Regular and irregular forms of the verbs, for words whose lemma the tagger got wrong."""
    forms = {}
    for lemma in (cue.lemma for cue in cues().values() if cue.kind == "verb" and " " not in cue.lemma):
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        y_stem = lemma[:-1] + "i" if lemma.endswith("y") and lemma[-2:-1] not in "aeou" else None
        doubled = lemma + lemma[-1]
        forms.update(dict.fromkeys((lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing", lemma + "ing"), lemma))
        forms.update(dict.fromkeys((doubled + "ed", doubled + "ing"), lemma))
        if y_stem:
            forms.update(dict.fromkeys((y_stem + "es", y_stem + "ed"), lemma))
    return forms | {
        "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "felt": "feel",
        "knew": "know", "known": "know", "saw": "see", "seen": "see", "swore": "swear", "sworn": "swear",
        "shown": "show", "spoke": "speak", "spoken": "speak", "sought": "seek", "found": "find",
        "understood": "understand", "foresaw": "foresee", "foreseen": "foresee", "undertook": "undertake",
        "laid": "lay", "spelt": "spell", "forecast": "forecast", "putting": "put", "put": "put",
    }  # fmt: skip


def lemma_of(tree: Tree, i: int) -> str:
    """The lemma the seeds know a word by, whatever the lemmatizer made of it; else the lemmatizer's."""
    lemma = tree.lemmas[i]
    return lemma if lemma in cues() else _spellings().get(tree.lower[i], lemma)


def verb_cue(tree: Tree, i: int) -> Cue | None:
    """The cue a verb is, its particle or preposition taken into account; None when the seeds do not know it."""
    lemma = lemma_of(tree, i)
    for after in tree.lower[i + 1 : i + 2]:
        longer = cues().get(f"{lemma} {after}")
        if longer is not None:
            return longer
    cue = cues().get(lemma)
    return cue if cue is not None and cue.kind == "verb" else None


def words_of_cue(tree: Tree, verb: int) -> tuple[int, int]:
    """First and last token of a cue as PolNeAR draws it: auxiliaries, negation, adverbs next to the verb, particle."""
    first = last = verb
    own = {i for i in tree.children[verb] if tree.deps[i] in _AUX or tree.deps[i] == "advmod"}
    while first - 1 in own and tree.lower[first - 1] not in ("when", "how", "why", "where", "as", "while"):
        first -= 1
    while first < verb and tree.deps[first] == "advmod" and tree.tags[first][:1] == "W":
        first += 1
    if last + 1 < len(tree.words) and tree.deps[last + 1] == "compound:prt" and tree.heads[last + 1] == verb:
        last += 1
    return first, last


def has_to(tree: Tree, verb: int) -> bool:
    """Whether a verb stands as an infinitive with its "to"."""
    return any(tree.lower[i] == "to" for i in tree.kids(verb, "mark"))


def is_negated(tree: Tree, verb: int) -> bool:
    """Whether the saying does not take place: has not confirmed, declined to say, neither confirmed nor denied."""
    if any(tree.lower[i] in NEGATIONS for i in tree.kids(verb, "advmod", "cc:preconj", "aux", "det", "neg", "cc")):
        return True
    subject = tree.kid(verb, "nsubj", "nsubj:pass")
    if subject is not None:  # no official, nobody, none of them, neither the Kremlin nor the ministry
        words = (subject, *tree.kids(subject, "det", "advmod", "cc:preconj"))
        if any(tree.lower[i] in _NOBODY for i in words):
            return True
    head, dep = tree.heads[verb], tree.deps[verb]
    yet = [i for node in (verb, head) for i in tree.kids(node, "advmod") if tree.lower[i] == "yet" and i < verb]
    if yet and has_to(tree, verb):
        return True  # has yet to confirm
    if head == verb:
        return False
    if dep == "conj" and tree.kid(verb, "nsubj") is None:
        return is_negated(tree, head) and any(tree.lower[i] in ("or", "nor") for i in tree.kids(verb, "cc"))
    is_of = dep == "xcomp" or (dep == "advcl" and tree.kid(verb, "mark") is not None)  # stopped short of saying
    return is_of and tree.lemmas[head] in REFUSALS and head < verb
