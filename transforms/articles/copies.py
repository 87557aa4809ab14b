"""Near copies: what wire copies of one story share: band hashes of MinHash signatures, which are datasketch's."""

import hashlib
from functools import cache

import numpy as np
import numpy.typing as npt

VALUES = 64
# Sixteen bands of four: texts that share half of their word triples meet in a band two times in three, those that
# share 0.7 of them in 99 of 100.
BANDS = 16
SHORTEST = 20  # words; below it two weather reports look like copies
_LONGEST_WORD = 64
_Codes = npt.NDArray[np.uint32]


def signature_of(text: str) -> tuple[int, ...]:
    """The MinHash signature of a text's word triples, case and punctuation left out; empty for very short texts.

    It is what datasketch.MinHash makes of the same triples, for all of them at once.
    """
    codes = word_codes(text)
    if len(codes) < SHORTEST:
        return ()
    hashes = _mixed(triples_of(codes))
    factors, offsets = _permutations()
    permuted = np.multiply.outer(factors, hashes)
    permuted += offsets[:, None]
    return tuple(permuted.min(axis=1).tolist())


def bands_of(signature: tuple[int, ...]) -> tuple[str, ...]:
    """The band hashes of a signature: texts that share one are worth comparing."""
    width = VALUES // BANDS
    packed = np.array(signature, dtype="<u4").tobytes()
    return tuple(
        hashlib.blake2b(packed[4 * at : 4 * (at + width)], digest_size=6, salt=bytes([at])).hexdigest()
        for at in range(0, len(signature), width)
    )


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated share of word triples that two texts have in common, from 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one) if one and other else 0.0


def word_codes(text: str) -> _Codes:
    """A 32-bit code for each word of a text, in order; words are runs of letters and digits, case folded."""
    chars = np.frombuffer(text.casefold().encode("utf-32-le", "surrogatepass"), dtype="<u4")
    inside = np.concatenate(([False], _is_word_char().take(chars, mode="clip"), [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    lengths = edges[1::2] - edges[::2]
    if not len(lengths):
        return np.empty(0, dtype=np.uint32)
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(lengths.sum()) - np.repeat(firsts, lengths)
    spread = chars.compress(inside[1:-1]) * _powers().take(places, mode="clip")
    return np.add.reduceat(spread, firsts, dtype=np.uint32)


def triples_of(codes: _Codes) -> _Codes:
    """A 32-bit code for each three words in a row, in order."""
    return (codes[:-2] * np.uint32(0x9E3779B1) + codes[1:-1]) * np.uint32(0x85EBCA77) + codes[2:]


def _mixed(hashes: _Codes) -> _Codes:
    # MurmurHash3's finaliser, which datasketch puts before its permutations.
    hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return hashes ^ (hashes >> np.uint32(16))


@cache
def _permutations() -> tuple[_Codes, _Codes]:
    # As datasketch draws them for MinHash(seed=1, scheme="affine32"), which takes half a second to import.
    drawn = np.random.RandomState(1)
    factors = drawn.randint(0, 1 << 31, VALUES, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, drawn.randint(0, 1 << 32, VALUES, dtype=np.uint32)


@cache
def _is_word_char() -> npt.NDArray[np.bool_]:
    return np.array([chr(code).isalnum() for code in range(0x10000)])


@cache
def _powers() -> _Codes:
    return np.cumprod(np.full(_LONGEST_WORD, 0x01000193, dtype=np.uint32), dtype=np.uint32)
