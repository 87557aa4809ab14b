"""Lemmas, by what the treebanks do: whole words first, then the longest known ending under the word's tag."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from transforms.lexicon import seed_map

LONGEST_ENDING = 6
_PAST, _INFLECTED = ("VBD", "VBN"), ("VBD", "VBN", "VBG", "VBZ", "NNS")
# Verbs with such stems double the last letter (planned), so that a single one has lost an e: lined, timed.
_ONE_VOWEL = re.compile(r"[^aeiouy]*[aeiouy][^aeiouwxy]\Z")
# No verb ends like this without its e: tripled, divided, subscribed, forced, urged.
_LACKS_E = re.compile(r"(?:[^aeioulrw]l|[cuvz]|[^aeiou][aeiou][bdgkm]|[rd]g)\Z")
# No verb that is unknown has doubled its last letter for itself: scammed is of scam.
_DOUBLED = re.compile(r"(?<=[aeiou])([bdgmnprt])\1\Z")
# Verbs that undo; other participles in un- say what has not been done (unused, unharmed) and are of no verb.
_UNDONE = re.compile(r"un(?!der|i)\w+ed\Z")
_UNDOING = frozenset(
    """unveil unload unwrap unplug unpack unfold unmask unzip unlock unleash unearth unravel unseat uncover unroll
    unhook unfollow untie unwind unblock unfreeze unclog unchain unbuckle unfurl unsettle unnerve unhinge unite
    unify""".split()
)
_PREFIX = re.compile(r"(?:under|over|out|inter|re|un)(?=\w{3})")
_EDGES = (("ied", "y"), ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("men", "man"), ("es", ""), ("s", ""))


class Lemmas:
    """`words`: "form tag" -> lemma; `endings`: "tag ending" -> (letters to cut, letters to add).

    `exist` are words known to exist: an ending that leaves none of them gives way to a stem that is one.
    """

    def __init__(
        self, words: dict[str, str], endings: dict[str, tuple[int, str]], exist: frozenset[str] = frozenset()
    ) -> None:
        self.words, self.endings, self.exist = words, endings, exist

    def of(self, form: str, tag: str) -> str:
        """The lemma of a word under its PTB tag; the word itself where nothing is known. Names keep their capitals."""
        is_name = tag.startswith("NNP")
        word = form.replace("’", "'") if is_name else form.lower().replace("’", "'")
        known = (_irregular().get(word) if tag in _PAST else None) or self.words.get(f"{word} {tag}")
        if known is None and tag in _PAST and (prefix := _PREFIX.match(word)) is not None:
            # underwritten is of underwrite as written is of write
            rest = _irregular().get(word[prefix.end() :])
            known = None if rest is None else prefix.group() + rest
        if tag == "VB" and word.endswith("en"):
            return word  # to widen is no form of wide
        if known is not None:
            return known
        if tag == "NNPS" and word.isupper():
            return word
        lemma = self._by_ending(word, tag)
        if tag == "VBN" and _UNDONE.match(word) and self.exist.isdisjoint((lemma, *_stems(word))):
            return lemma if lemma in _UNDOING else next((stem for stem in _stems(word) if stem in _UNDOING), word)
        return self._existing(word, lemma) if tag in _INFLECTED else lemma

    def _by_ending(self, word: str, tag: str) -> str:
        for length in range(min(LONGEST_ENDING, len(word)), -1, -1):
            rule = self.endings.get(f"{tag} {word[len(word) - length :].lower()}")
            if rule is not None:
                cut, add = rule
                return word[: len(word) - cut] + add if cut < len(word) else word
        return word

    def _existing(self, word: str, lemma: str) -> str:
        """The lemma if there is such a word, else the first of the word's other stems that is one."""
        cut_short = word.startswith((f"{lemma}ed", f"{lemma}ing"))
        if cut_short and _ONE_VOWEL.match(lemma):
            return f"{lemma}e"
        if not self.exist or lemma in self.exist:
            return lemma
        found = next((stem for stem in _stems(word) if stem in self.exist), None)
        if found is None and cut_short and _DOUBLED.search(lemma):
            return lemma[:-1]
        return found or (f"{lemma}e" if cut_short and _LACKS_E.search(lemma) else lemma)

    @classmethod
    def read(cls, folder: Path) -> "Lemmas":
        """Reads `lemmas.json`, and from `pieces.txt` which words exist."""
        stored = json.loads((folder / "lemmas.json").read_text("utf8"))
        exist = frozenset((folder / "pieces.txt").read_text("utf8").split("\n"))
        return cls(stored["words"], {key: (cut, add) for key, (cut, add) in stored["endings"].items()}, exist)

    def write(self, folder: Path) -> None:
        """Writes what `read` reads."""
        stored = {"words": self.words, "endings": self.endings}
        (folder / "lemmas.json").write_text(json.dumps(stored, ensure_ascii=False, sort_keys=True), "utf8")


@cache
def _irregular() -> dict[str, str]:
    return seed_map("irregular_verbs", "word", lambda row: row["lemma"])


def _stems(word: str) -> Iterator[str]:
    """What a regular form may be a form of: planned of plan, hoped of hope, heroes of hero, wives of wife."""
    for suffix in ("ed", "ing"):
        if word.endswith(suffix):
            stem = word[: -len(suffix)]
            yield from (stem, f"{stem}e")
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]
    for edge, instead in _EDGES:
        if word.endswith(edge):
            yield word[: -len(edge)] + instead
