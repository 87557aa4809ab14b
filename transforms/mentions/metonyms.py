"""Places that act: Seoul weighs, Moscow's decision, isolate Pyongyang."""

from functools import cache

from transforms.lexicon import seed_rows
from transforms.mentions.titles import role_words
from transforms.tree import Tree


@cache
def _words(part: str) -> frozenset[str]:
    """Lemmas of seeds/agent_words.csv that make a place an agent as their `part`; reporting cues make it a subject."""
    words = {row["word"] for row in seed_rows("agent_words", "word") if row[part]}
    cues = {row["cue"] for row in seed_rows("cues", "cue") if row["kind"] == "verb"} if part == "subject_of" else set()
    return frozenset(words | cues)


def is_agent(tree: Tree, start: int, end: int, depth: int = 0) -> bool:
    """Whether a place's name stands for those who govern from it, by what the sentence lets it do."""
    if tree.words[start].isupper() and len(tree.words[start]) > 4:
        return False  # a dateline
    root = tree.root_of(start, end)
    head, dep = tree.heads[root], tree.deps[root]
    if start and tree.lower[start - 1] in ("in", "at", "near", "around", "across", "outside", "into", "through"):
        return False
    if dep == "nsubj":
        return tree.lemmas[head] in _words("subject_of") or _complement(tree, head)
    if dep in ("obj", "iobj"):
        return tree.lemmas[head] in _words("object_of")
    if dep == "nmod:poss":
        return tree.lemmas[head] in _words("possessor_of")
    if dep in ("obl", "nmod", "obl:agent"):
        before = tree.lower[start - 1] if start else ""
        if before == "by":
            return dep != "obl" or tree.tags[head] == "VBN" or tree.lemmas[head] in _words("possessor_of")
        return before in ("between", "with", "against") and tree.lemmas[head] in _words("relation")
    if dep == "conj" and depth < 3 and head < root:
        return is_agent(tree, head, head + 1, depth + 1)
    return False


def owns_person(tree: Tree, start: int, end: int) -> bool:
    """Whether a place stands before who holds an office of it: Iran's minister is Iran's, not its government's."""
    root = tree.root_of(start, end)
    return tree.deps[root] == "nmod:poss" and tree.lemmas[tree.heads[root]] in role_words()


def _complement(tree: Tree, verb: int) -> bool:
    """Whether a verb has a clause for its object: only minds decide, hope and insist that."""
    for at in range(verb + 1, min(verb + 12, len(tree.words))):
        if tree.heads[at] == verb and tree.deps[at] in ("ccomp", "xcomp"):
            return tree.pos[verb] == "VERB"
    return False
