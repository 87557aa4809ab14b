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
    """The ISO 639-1 code of a text's language; what the source declares decides only where the text leaves doubt."""
    samples = _samples(text)
    if any(_is_plainly_english(_WORD.findall(sample)) for sample in samples):
        return "en"
    code = declared_code(declared)
    if sum(map(len, _WORD.findall(samples[0]))) < 20:
        return code or UNDETERMINED
    ranked = [_ranked(sample) for sample in samples]
    found, sure = max((one[0] for one in ranked), key=lambda one: one[1])
    if sure >= 0.9 or found == code:
        return found
    if code or sure >= 0.5:
        return code or found
    # Tables and telegrams ("Qtly div 35 cts vs 35 cts") are in no language for sure, but in English if in any.
    is_likely = any("en" in dict(one[:3]) and dict(one)["en"] >= 0.05 for one in ranked)
    return "en" if is_likely and text.isascii() else UNDETERMINED


def _ranked(sample: str) -> list[tuple[str, float]]:
    chances = dict(_identifier().rank(sample))
    # Nigerian Pidgin has much the same letters as English in short texts; news in it is longer.
    chances.pop("zxx", None)  # "no language", which is no answer
    if chances.get("pcm", 0) < 0.9:
        chances["en"] = chances.get("en", 0) + chances.pop("pcm", 0)
    return sorted(chances.items(), key=lambda one: -one[1])


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


def _samples(text: str) -> list[str]:
    # Headlines, bylines and consent notes come first and may be in capitals; tables may stand in the middle.
    if len(text) <= 2 * _SAMPLE:
        return [text]
    third = len(text) // 3
    return [text[third : third + _SAMPLE], text[:_SAMPLE]]


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
