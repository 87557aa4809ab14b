"""Text repaired once, before offsets exist: mojibake, entities, white space, hard-wrapped lines."""

import html
import itertools
import re

# A UTF-8 lead byte read as Windows-1252, and a continuation byte read likewise; only such lines are worth ftfy's time.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]|[\u0080-\u009f]"
)
_MOJIBAKE_BEGINS = re.compile("[\u0080-\u009f\u00c2-\u00f4]")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# Next line, line and paragraph separator, vertical tab and form feed end a line as well.
_LINE_ENDS = re.compile("[\r\u0085\u2028\u2029\v\f]")
# Byte order marks, zero width spaces, soft hyphens, direction marks, surrogates, other control characters.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]"
)
# Runs of white space other than one plain space.
_SPACES = re.compile("[^\\S\n ][^\\S\n]*| [^\\S\n]+")
# Whatever there may be to repair, one of these is in it; runs of plain spaces and hard-wrapped lines apart.
_ODD = re.compile(
    "[\x00-\t\v-\x1f&\x7f-\xa0\xad\xc2-\xf4\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ud800-\udfff\ufeff\ufffe\uffff]"
)
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BLOCK_WIDTH = range(30, 121)


def repaired(text: str, *, is_plain: bool = True) -> str:
    """This text with one paragraph a line: no outer or double spaces, blank lines, mojibake or invisible characters.

    Plain text may also hold entities and hard-wrapped lines; what was read from HTML cannot. Repairing twice is
    repairing once.
    """
    was, is_odd = text, bool(_ODD.search(text))
    if is_odd:
        text = _readable(text)
        if is_plain and "&" in text:
            text = _visible(_unescaped(text))
    if is_plain:
        text = unwrapped(text)
    if is_odd or "  " in text:
        text = _SPACES.sub(" ", text)
    lines = map(str.strip, text.split("\n"))
    text = "\n".join(line for line in lines if line)
    # A space that was none (U+00A0) hides mojibake beside it until it is gone.
    return repaired(text, is_plain=is_plain) if is_odd and text != was and _has_mojibake(text) else text


def one_line(text: str | None) -> str | None:
    """A headline or a name repaired the same way, on one line; null when nothing is left of it."""
    if not text:
        return None
    if text.isascii() and text.isprintable() and "&" not in text and "  " not in text:
        return text.strip() or None
    return repaired(text).replace("\n", " ") or None


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text.replace("\r\n", "\n")))


def _readable(text: str) -> str:
    text = _visible(text)
    # Taking away what hides inside can bring together what is mojibake, and the other way round.
    while _has_mojibake(text) and (better := _visible("\n".join(map(_decoded_right, text.split("\n"))))) != text:
        text = better
    return text


def _has_mojibake(text: str) -> bool:
    # Looking for its beginnings alone is twice as fast.
    return bool(_MOJIBAKE_BEGINS.search(text) and _MOJIBAKE.search(text))


def _decoded_right(line: str) -> str:
    if not _has_mojibake(line):
        return line
    import ftfy

    return ftfy.fix_encoding(line)


def _unescaped(text: str) -> str:
    # Twice: "&amp;quot;" is what two careless systems in a row make of a quotation mark.
    for _ in range(2):
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    return text


def unwrapped(text: str) -> str:
    """Lines that an editor broke at a fixed width put together again; other texts come back as they are.

    A text is taken for hard-wrapped when its longest line is short and nearly every line is as long as it could be:
    the next line's first word would not have fitted. Blank lines and indents then separate paragraphs.
    """
    lines = [line.rstrip() for line in text.expandtabs(4).split("\n")]
    width = max(map(len, lines), default=0)
    if width not in _BLOCK_WIDTH:
        return text
    inner = [(a, b) for a, b in itertools.pairwise(lines) if a and b and not _begins_paragraph(b)]
    if len(inner) < 2 or sum(_is_forced(a, b, width) for a, b in inner) < 0.75 * len(inner):
        return text
    # One sentence a line, each as long as the others, is a list of paragraphs: wrapped lines break off mid-sentence.
    if sum(bool(_ENDS_SENTENCE.search(a)) for a, _ in inner) > 0.4 * len(inner):
        return text
    out: list[str] = []
    before = ""
    for line in lines:
        goes_on = bool(before and line) and not _begins_paragraph(line)
        if goes_on and (_is_forced(before, line, width) or not _ENDS_SENTENCE.search(before)):
            out[-1] += " " + line.strip()
        else:
            out.append(line)
        before = line
    return "\n".join(out)


def _begins_paragraph(line: str) -> bool:
    return line.startswith(("  ", "- ", "* ", "• "))


def _is_forced(line: str, after: str, width: int) -> bool:
    # Editors count differently by a few characters; and a line may end early before a long compound.
    first_word = after.split(None, 1)[0]
    return len(line) + 1 + len(first_word) > width - 6
