"""What seeds/source_words.csv knows of the nouns that speak."""

from collections.abc import Mapping
from functools import cache

from transforms.lexicon import seed_map


@cache
def source_words() -> dict[str, str]:
    """Kind of source by head noun, lower case, singular."""
    return seed_map("source_words", "word", _kind)


def _kind(row: Mapping[str, str]) -> str:
    return row["kind"]
