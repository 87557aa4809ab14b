"""Places that act: Seoul weighs, Moscow's decision, isolate Pyongyang."""

from functools import cache

from transforms.lexicon import seed_rows
from transforms.mentions.page import Page


@cache
def _words(part: str) -> frozenset[str]:
    """Lemmas of seeds/agent_words.csv that make a place an agent as their `part`; reporting cues make it a subject."""
    words = {row["word"] for row in seed_rows("agent_words", "word") if row[part]}
    cues = {row["cue"] for row in seed_rows("cues", "cue") if row["kind"] == "verb"} if part == "subject_of" else set()
    return frozenset(words | cues)


def is_agent(page: Page, start: int, end: int, depth: int = 0) -> bool:
    """Whether a place's name stands for those who govern from it, by what the sentence lets it do."""
    if page.words[start].isupper() and len(page.words[start]) > 4:
        return False  # a dateline
    root = page.root_of(start, end)
    head, dep = page.heads[root], page.deps[root]
    if start and page.lower[start - 1] in ("in", "at", "near", "around", "across", "outside", "into", "through"):
        return False
    if dep == "nsubj":
        return page.lemmas[head] in _words("subject_of") or _complement(page, head)
    if dep in ("obj", "iobj"):
        return page.lemmas[head] in _words("object_of")
    if dep == "nmod:poss":
        return page.lemmas[head] in _words("possessor_of")
    if dep in ("obl", "nmod", "obl:agent"):
        before = page.lower[start - 1] if start else ""
        if before == "by":
            return dep != "obl" or page.tags[head] == "VBN" or page.lemmas[head] in _words("possessor_of")
        return before in ("between", "with", "against") and page.lemmas[head] in _words("relation")
    if dep == "conj" and depth < 3 and head < root:
        return is_agent(page, head, head + 1, depth + 1)
    return False


def _complement(page: Page, verb: int) -> bool:
    """Whether a verb has a clause for its object: only minds decide, hope and insist that."""
    for at in range(verb + 1, min(verb + 12, len(page.words))):
        if page.heads[at] == verb and page.deps[at] in ("ccomp", "xcomp"):
            return page.pos[verb] == "VERB"
    return False
