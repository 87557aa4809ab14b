"""Bytes to text: which charset, how sure, and what cannot be text at all."""

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What no text file begins with: pictures, archives, office files, programs, databases.
_MAGIC = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ",
    b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"PAR1", b"RIFF", b"OggS", b"ID3",
)  # fmt: skip
_CONTROL = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SAMPLE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text read from bytes; `charset` is what it was read as, `lost_count` how many characters could not be read."""

    text: str
    charset: str
    lost_count: int = 0


def is_binary(payload: bytes) -> bool:
    """Whether these bytes are no text in any charset: a known file signature, or many control bytes and no BOM."""
    if payload.startswith(_MAGIC):
        return True
    if payload.startswith(tuple(bom for bom, _ in _BOMS)) or _wide_charset(payload):
        return False
    sample = payload[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROL)) > 0.02 * len(sample)


def decoded(payload: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes: by BOM, as UTF-8, as declared, as most likely, at last as Windows-1252 with losses."""
    for bom, charset in _BOMS:
        if payload.startswith(bom):
            return _lossy(payload, charset)
    wide = _wide_charset(payload)
    if wide:
        return _lossy(payload, wide)
    text = _strict(payload, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    # A file that is UTF-8 but for a few bytes was damaged, not written in another charset.
    damaged = payload.decode("utf-8", "replace")
    multibyte = sum(1 for char in damaged if char > "\x7f" and char != "�")
    if 0 < damaged.count("�") <= multibyte:
        return Decoded(damaged, "utf-8", damaged.count("�"))
    for guess in (declared, _likely(payload)):
        text = _strict(payload, guess) if guess else None
        if text is not None and guess:
            return Decoded(text, guess)
    return _lossy(payload, "cp1252")


def charset_in(page: bytes) -> str | None:
    """The charset that an HTML page declares in its first lines; null when it declares none."""
    found = _DECLARED.search(page[:4096])
    return found[1].decode("ascii") if found else None


def _strict(payload: bytes, charset: str) -> str | None:
    name = charset.strip().strip("\"'").lower()
    # Pages that say Latin-1 mean Windows-1252, as browsers know.
    if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        name = "cp1252"
    try:
        # Only charsets: codecs such as "zip" or "hex" would turn bytes into other bytes.
        if not codecs.lookup(name)._is_text_encoding:
            return None
        return payload.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _lossy(payload: bytes, charset: str) -> Decoded:
    text = payload.decode(charset, "replace")
    return Decoded(text, charset, text.count("�"))


def _wide_charset(payload: bytes) -> str | None:
    """UTF-16 without a BOM: every other byte of Western text is zero."""
    sample = payload[:2048]
    if len(sample) < 8:
        return None
    if sample[1::2].count(0) > 0.4 * len(sample) and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > 0.4 * len(sample) and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _likely(payload: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # Short Western texts fit a dozen charsets equally well; of those, Windows-1252 is what newsrooms write.
    western = _strict(payload, "cp1252")
    if western is not None and not re.search(r"[\x80-\x9f¤¦¬¯³¹¼½¾ÐÞðþ]", western):
        letters = sum(char.isalpha() for char in western)
        odd = sum(char.isalpha() and char > "\x7f" for char in western)
        if odd <= 0.34 * letters:
            return "cp1252"
    best = from_bytes(payload[:_SAMPLE]).best()
    return best.encoding if best else None
