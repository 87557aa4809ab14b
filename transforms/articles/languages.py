"""Which language a text is written in."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"
_SAMPLE = 500
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the and of that with said this from will would were which have has their they been than after not but its".split()
)
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*$")


def language_of(text: str, declared: str | None = None) -> str:
    """The ISO 639-1 code of a text's language; what the source declares decides only where the text is too short."""
    sample = _sample(text)
    words = _WORD.findall(sample)
    code = declared_code(declared)
    if _is_plainly_english(words):
        return "en"
    if sum(map(len, words)) < 20:
        return code or UNDETERMINED
    found, sure = _identifier().classify(sample)
    if sure >= 0.9 or found == code:
        return str(found)
    return code or (str(found) if sure >= 0.5 else UNDETERMINED)


def _is_plainly_english(words: list[str]) -> bool:
    # Words that no other language has in common with English, at the rate at which only English has them.
    hits = [word for word in map(str.lower, words) if word in _ENGLISH]
    return len(set(hits)) >= 3 and len(hits) >= 0.12 * len(words)


def declared_code(declared: str | None) -> str | None:
    """ "en" for what sources write as en, en-US, en_GB or English; null when it is no language code."""
    declared = (declared or "").strip()
    if declared.lower() == "english":
        return "en"
    declared = declared.lower()
    return re.split("[-_]", declared)[0] if _CODE.match(declared) else None


def _sample(text: str) -> str:
    # Headlines, bylines and consent notes come first and may be in capitals: what a text is in shows in its middle.
    start = 0 if len(text) <= 2 * _SAMPLE else len(text) // 3
    return text[start : start + _SAMPLE]


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
