"""Near copies: what wire copies of one story share, as MinHash signatures and band hashes (datasketch)."""

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from datasketch import MinHash

VALUES = 64
# Sixteen bands of four: texts that share half of their word triples meet in a band two times in three, those that
# share 0.7 of them in 99 of 100.
BANDS = 16
SHORTEST = 20  # words; below it two weather reports look like copies
_WORD = re.compile(r"[^\W_]+")


def signature_of(text: str) -> tuple[int, ...]:
    """The MinHash signature of a text's word triples, case and punctuation left out; empty for very short texts."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return ()
    codes = np.array([crc32(word.encode("utf8", "surrogatepass")) for word in words], dtype=np.uint32)
    triples = np.unique((codes[:-2] * np.uint32(0x9E3779B1) + codes[1:-1]) * np.uint32(0x85EBCA77) + codes[2:])
    from datasketch import MinHash

    sketch = MinHash(num_perm=VALUES, hashfunc=_as_it_is, permutations=_empty().permutations, scheme=_empty().scheme)
    sketch.update_batch(triples.tolist())
    return tuple(sketch.hashvalues.tolist())


def bands_of(signature: tuple[int, ...]) -> tuple[str, ...]:
    """The band hashes of a signature: texts that share one are worth comparing."""
    width = VALUES // BANDS
    return tuple(
        hashlib.blake2b(repr((at, signature[at : at + width])).encode(), digest_size=6).hexdigest()
        for at in range(0, len(signature), width)
    )


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated share of word triples that two texts have in common, from 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one) if one and other else 0.0


def _as_it_is(code: int) -> int:
    return code


@cache
def _empty() -> "MinHash":
    from datasketch import MinHash

    sketch: Any = MinHash(num_perm=VALUES, seed=1)
    return sketch
