"""Lemmas, by what the treebanks do: whole words first, then the longest known ending under the word's tag."""

import json
from pathlib import Path

LONGEST_ENDING = 6


class Lemmas:
    """`words`: "form tag" -> lemma; `endings`: "tag ending" -> (letters to cut, letters to add)."""

    def __init__(self, words: dict[str, str], endings: dict[str, tuple[int, str]]) -> None:
        self.words, self.endings = words, endings

    def of(self, form: str, tag: str) -> str:
        """The lemma of a word under its PTB tag; the word itself where nothing is known. Names keep their capitals."""
        is_name = tag.startswith("NNP")
        word = form.replace("’", "'") if is_name else form.lower().replace("’", "'")
        known = self.words.get(f"{word} {tag}")
        if known is not None:
            return known
        if tag == "NNPS" and word.isupper():
            return word
        for length in range(min(LONGEST_ENDING, len(word)), -1, -1):
            rule = self.endings.get(f"{tag} {word[len(word) - length :].lower()}")
            if rule is not None:
                cut, add = rule
                return word[: len(word) - cut] + add if cut < len(word) else word
        return word

    @classmethod
    def read(cls, folder: Path) -> "Lemmas":
        """Reads `lemmas.json`."""
        stored = json.loads((folder / "lemmas.json").read_text("utf8"))
        return cls(stored["words"], {key: (cut, add) for key, (cut, add) in stored["endings"].items()})

    def write(self, folder: Path) -> None:
        """Writes what `read` reads."""
        stored = {"words": self.words, "endings": self.endings}
        (folder / "lemmas.json").write_text(json.dumps(stored, ensure_ascii=False, sort_keys=True), "utf8")
