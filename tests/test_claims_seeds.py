"""Each line of a seed is its own test: the example holds the word."""

import pytest

from transforms.claims.cues import _spellings
from transforms.lexicon import seed_rows


def forms(word: str) -> set[str]:
    regular = {word, word + "s", word + "es", word + "d", word + "ed", word[:-1] + "ies", word[:-1] + "ied"}
    irregular = {"people", "foresaw", "women", "men", "families", "parties", "agencies", "companies"}
    return regular | {form for form, lemma in _spellings().items() if lemma == word} | irregular


@pytest.mark.parametrize(
    ("name", "key"), [("cues", "cue"), ("cue_nouns", "cue"), ("hedges", "hedge"), ("source_words", "word")]
)
def test_the_example_holds_the_word(name, key):
    for row in seed_rows(name, key):
        first = row[key].split()[0]
        words = {word.strip(".,\"“”'").lower() for word in row["example"].split()}
        holds = first in row["example"] or bool(words & forms(first))
        assert holds, f"seeds/{name}.csv: {row[key]!r} is not in its example {row['example']!r}"
