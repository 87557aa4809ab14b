"""Title, byline, subhead, body and caption told apart by rule, a paragraph at a time."""

import re
from collections.abc import Iterator

from transforms.values import value

_BYLINE = re.compile(r"(?:written )?by (?-i:[A-Z])[^.!?]{1,80}$", re.IGNORECASE)
# Lines that say when and by whom an article was made, and nothing else.
_STAMP = re.compile(
    r"(?:[\w .]{2,40} \| )?(?:first |last )?(?:published|updated|posted|modified)\b.{0,40}\d.{0,30}$", re.IGNORECASE
)
_STAFF = re.compile(
    r"\W{0,2}(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written)(?: and \w+)? by (?-i:[A-Z])"
    r"[^.!?]{2,200}\W{0,2}$|.{3,120} contributed to this (?:report|story|article)\W{0,2}$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:photo|image|picture|file photo|foto|caption|video)\b ?(?::|by\b|credit\b|caption\b|copyright\b|/|$)"
    r"|\((?:photo|image|picture)\b|©",
    re.IGNORECASE,
)
# "EPA Despot Kim ...", "(Jane Doe / The Independent)", "John Locher/Associated Press"
_AGENCY = r"AP|AFP|EPA|PA|Reuters|REUTERS|Associated Press|Getty(?: Images)?|Bloomberg"
_PHOTO_CREDIT = re.compile(
    r"(?:EPA|AFP|GETTY|REUTERS|SWNS|Getty Images|Alamy|Shutterstock)(?:/\w+)? [A-Z][^()—–-]{3,200}$"
    rf"|\(?[A-Z][^.!?()]{{2,60}} ?/ ?(?:{_AGENCY}|[A-Z]\w+ [A-Z]\w+)\)?$"
)
_NO_LETTER = re.compile(r"[\W_]+")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_SMALL_WORDS = frozenset("a an and as at but by for from in into is of on or the to up with after over vs".split())


@value
class Paragraph:
    """One line of an article's text that is not blank."""

    paragraph_id: int
    start_char: int
    end_char: int
    zone: str


def paragraphs_in(text: str, title: str | None = None, byline: str | None = None) -> Iterator[Paragraph]:
    """The paragraphs of a text, in order, offsets half-open and without outer white space."""
    lines = [(m.start(), m.group().rstrip()) for m in re.finditer(r"\S[^\n]*", text)]
    for number, (start, line) in enumerate(lines):
        zone = _zone(line, title, byline, is_first=number == 0, count=len(lines))
        yield Paragraph(number, start, start + len(line), zone)


def bare(text: str) -> str:
    """The letters and digits of a text, case folded: what two printings of one headline share."""
    return _NO_LETTER.sub("", text.casefold())


def _zone(line: str, title: str | None, byline: str | None, *, is_first: bool, count: int) -> str:
    if is_first and title and bare(line) == bare(title):
        return "title"
    if (byline and bare(line) in (bare(byline), "by" + bare(byline))) or is_byline(line) or _is_credit(line):
        return "byline"
    if len(line) <= 250 and (_CAPTION.match(line) or _PHOTO_CREDIT.match(line)):
        return "caption"
    if count > 1 and is_heading(line):
        return "subhead"
    return "body"


def _is_credit(line: str) -> bool:
    return bool(_STAFF.match(line)) or (bool(_STAMP.match(line)) and not _ENDS_SENTENCE.search(line))


def is_byline(line: str) -> bool:
    """Whether a line is nothing but the writer's credit ("By Jane Doe with Agencies")."""
    return len(line) <= 90 and bool(_BYLINE.match(line)) and not _ENDS_SENTENCE.search(line)


def is_heading(line: str) -> bool:
    """Whether a line looks like a heading: short, no full stop, most words capitalised."""
    words = line.split()
    if not 1 <= len(words) <= 14 or _ENDS_SENTENCE.search(line):
        return False
    told = [word for word in words if word[:1].isalpha() and word.lower() not in _SMALL_WORDS]
    return bool(told) and sum(word[0].isupper() for word in told) >= 0.7 * len(told) and line[0] not in "-•*"
