"""Names as such: their parts, their initials, whether two of them can name one thing."""

import re
from functools import cache

from transforms.language.acronyms import SMALL
from transforms.language.known import APOSTROPHES, COMPANY_ENDS, given_names, slug
from transforms.lexicon import seed_rows

SPELT = 6  # letters of a surname so long that one letter does not make it another's
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = frozenset("de De del Del della Della da Da dos Dos di Di du Du von Von van bin Bin le Le".split())
# what a company's name often goes without when it is named again
COMPANY_WORDS = COMPANY_ENDS | frozenset(
    """international industries motors airlines airways technologies technology systems entertainment pharmaceuticals
    communications electronics brands labs laboratories stores foods enterprises automotive petroleum oil gas energy
    resources steel mining chemical chemicals bank bancorp bancshares savings financial insurance
    healthcare health care services telephone telecom software semiconductor instruments aircraft aerospace engineering
    shipping railway railroad publishing broadcasting pictures records brewing beverage tobacco tire rubber paper
    products manufacturing""".split()
)


def person_words(name: str) -> tuple[str, ...]:
    """The parts of a person's name that tell persons apart: no initials, no Jr., lower case, accents off."""
    words = [slug(word) for word in name.translate(APOSTROPHES).split()]
    kept = [word for word in words if len(word) > 1 and word not in SUFFIXES and not re.fullmatch(r"(?:\w-)*\w", word)]
    return tuple(kept or words)


def is_full(text: str, words: tuple[str, ...]) -> bool:
    """Whether a name has a given name and a family name: Ursula von der Leyen, not von der Leyen."""
    return len(words) > 1 and text.split(maxsplit=1)[0] not in PARTICLES


def is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> str | None:
    """surname or given_name when the short name is the end or the beginning of the full one, inner when it is a word
    within: Chong for Sophia Chong Suk-fan; None otherwise.
    """
    if len(short) >= len(full):
        return None
    if full[-len(short) :] == short or (len(short) == 1 and short[0] == bare(full[-1])):
        return "surname"
    if full[: len(short)] != short:
        return "inner" if len(short) == 1 and short[0] in full[1:-1] and short[0] not in given_names() else None
    # Kim Tae-hyo, Xi Jinping: where the family name comes first
    return "surname" if "-" in full[-1] or full[0] in family_names_first() else "given_name"


@cache
def family_names_first() -> frozenset[str]:
    """Family names of East Asia, which stand before the given name."""
    return frozenset(slug(row["name"]) for row in seed_rows("family_names", "name"))


def bare(word: str) -> str:
    """A family name without its Arabic or Hebrew article: Assad for al-Assad."""
    return re.sub(r"^(?:al|el|bin|ben)-", "", word)


def is_same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names agree in first and last part, and one only has more in the middle than the other.

    Or one only has a second family name: Marino Protti Quesada is Marino Protti.
    """
    less, more = sorted((one, other), key=len)
    if 1 < len(less) == len(more) - 1 and more[:-1] == less:
        return True
    if min(len(one), len(other)) < 2 or (one[0], one[-1]) != (other[0], other[-1]):
        return False
    return set(one[1:-1]) <= set(other[1:-1]) or set(other[1:-1]) <= set(one[1:-1])


def is_misspelt(one: str, other: str) -> bool:
    """Whether two long family names differ by one letter, changed, missing or too much: Eldrige, Eldridge.

    A plural is none: the Clintons.
    """
    less, more = sorted((one, other), key=len)
    if len(more) < SPELT or len(more) - len(less) > 1 or more in (less, f"{less}s"):
        return False
    same = next((i for i, (a, b) in enumerate(zip(less, more, strict=False)) if a != b), len(less))
    return less[same + (len(less) == len(more)) :] == more[same + 1 :]


def organisation_key(name: str) -> str:
    """An organisation's name without article and legal form, as a slug."""
    words = slug(name).split("-")
    if words and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in COMPANY_ENDS and len("".join(words[:-1])) > 2:
        words = words[:-1]
    return "-".join(words)


@cache
def generic_words() -> frozenset[str]:
    """Words that organisations of every country are called by: a name of these alone tells no country."""
    words = {word for row in seed_rows("public_bodies", "name") for word in slug(row["name"]).split("-")}
    more = {row["word"] for row in seed_rows("generic_words", "word")}
    return frozenset({*words, *more, *SMALL, "s"})


def is_generic(name: str) -> bool:
    """Whether an organisation's name is made of words that every country has."""
    return all(word in generic_words() for word in slug(name).split("-"))
