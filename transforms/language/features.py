"""What the network knows about a word before it reads the sentence.

MiniLM's word pieces are uncased, so capitals, shapes and endings enter by features of their own. Everything here is a
pure function of the word and of its place on the line; training and run time call the same code.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from zlib import crc32

MAX_PIECES = 4
SHAPES, PREFIXES, SUFFIXES = 512, 3000, 4000
PLACES = 8  # line start, space before, inside quotes: three bits
OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
SENTENCE_END = frozenset(".?!…")
AFTER_END = frozenset("\"”»’')]")
WINDOW = 128

# Texts of the web and of treebanks write these in several ways; the vocabulary knows one.
SPELLINGS = {
    "``": '"',
    "''": '"',
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "„": '"',
    "’": "'",
    "‘": "'",
    "–": "-",
    "…": "...",
}


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """One word's row numbers in the network's input tables."""

    pieces: tuple[int, ...]
    shape: int
    prefix: int
    suffix: int


@dataclass(slots=True)
class WordPieces:
    """Reads words as rows of MiniLM's word-piece vocabulary; remembers what it has read, up to a bound."""

    vocabulary: dict[str, int]
    _known: dict[str, WordFeatures] = field(default_factory=dict)

    def features(self, word: str) -> WordFeatures:
        """The input rows of one word; equal words have equal rows."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= 50_000:
                self._known.clear()
            known = self._known[word] = WordFeatures(
                self.pieces(word),
                crc32(shape_of(word).encode()) % SHAPES,
                crc32(word[:3].encode()) % PREFIXES,
                crc32(word[-3:].encode()) % SUFFIXES,
            )
        return known

    def pieces(self, word: str) -> tuple[int, ...]:
        """Greedy longest match from the left, as BERT does it; `[UNK]` where nothing fits."""
        unknown = self.vocabulary["[UNK]"]
        out: list[int] = []
        for part in _parts(SPELLINGS.get(word, word)[:64]):
            start = 0
            while start < len(part) and len(out) < MAX_PIECES:
                for end in range(len(part), start, -1):
                    piece = self.vocabulary.get(part[start:end] if start == 0 else "##" + part[start:end])
                    if piece is not None:
                        break
                else:
                    piece, end = unknown, len(part)
                out.append(piece)
                start = end
        return tuple(out[:MAX_PIECES]) or (unknown,)


def _parts(word: str) -> list[str]:
    """Lower-cased, accents off, split at punctuation: BERT's basic tokens of one word."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.category(c).startswith("M")
    )
    parts: list[str] = []
    for is_mark, run in groupby(plain, key=lambda c: not c.isalnum()):
        letters = "".join(run)
        parts.extend(letters if is_mark else [letters])
    return parts


@lru_cache(maxsize=4096)
def shape_of(word: str) -> str:
    """`Xxxx` for Seoul, `XX` for NIS, `d,d` for 10,000: runs are cut at four letters and one digit."""
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word[:24])
    out = []
    for kind, run in groupby(kinds):
        length = sum(1 for _ in run)
        out.append(kind * min(length, 1 if kind == "d" else 4))
    return "".join(out)


def places(words: Sequence[str], line_starts: Sequence[bool], spaces_before: Sequence[bool]) -> list[int]:
    """For each word: does it begin a line, follow a space, stand inside double quotes (counted anew on every line)."""
    out, inside = [], False
    for word, starts, space in zip(words, line_starts, spaces_before, strict=True):
        if starts:
            inside = False
        before = inside
        if word in ("``", *OPENING):
            inside = True
        elif word in ("''", *CLOSING):
            inside = False
        elif word == STRAIGHT:
            inside = not inside
        out.append(4 * bool(starts) + 2 * bool(space) + (inside or before))
    return out


def windows(words: Sequence[str], line_starts: Sequence[bool], limit: int = WINDOW) -> list[tuple[int, int]]:
    """Half-open stretches of at most `limit` words that the network reads at once.

    Whole lines are packed together; a line that is too long is cut after a sentence, or else where the limit falls.
    """
    starts = [i for i, begins in enumerate(line_starts) if begins and i] + [len(words)]
    pieces: list[tuple[int, int]] = []
    begin = 0
    for end in starts if words else []:
        while end - begin > limit:
            cut = _cut(words, begin, begin + limit)
            pieces.append((begin, cut))
            begin = cut
        pieces.append((begin, end))
        begin = end
    out: list[tuple[int, int]] = []
    for begin, end in pieces:
        if out and end - out[-1][0] <= limit:
            out[-1] = (out[-1][0], end)
        else:
            out.append((begin, end))
    return out


def _cut(words: Sequence[str], begin: int, limit: int) -> int:
    for i in range(limit - 1, begin + (limit - begin) // 3, -1):
        if words[i] in SENTENCE_END:
            after = i + 1
            while after < limit and words[after] in AFTER_END:
                after += 1
            return after
    return limit
