"""What seeds/source_words.csv knows of the nouns that speak."""

from collections.abc import Mapping
from functools import cache

from transforms.lexicon import seed_map
from transforms.tree import Tree


@cache
def source_words() -> dict[str, str]:
    """Kind of source by head noun, lower case, singular."""
    return seed_map("source_words", "word", _kind)


def is_unspeaking(tree: Tree, head: int) -> bool:
    """Whether a token is a noun of which the seeds do not know that it speaks: this move."""
    return tree.pos[head] == "NOUN" and tree.lemmas[head] not in source_words()


def _kind(row: Mapping[str, str]) -> str:
    return row["kind"]
