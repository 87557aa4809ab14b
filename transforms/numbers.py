"""Numbers as news spells them, in digits and in words: `3.4bn`, `three and a half million`, `tens of thousands`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache, lru_cache

from transforms.lexicon import seed_map, seed_rows
from transforms.values import value

# Enough for any number that a reader could take in; longer ones become issues before they are computed with.
EXACT = Context(prec=60, Emax=2000, Emin=-2000)
LARGEST = Decimal("1e300")
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+$|\d{1,3}(?:\.\d{3}){2,}$")
_SPACED = re.compile(r"[ \u00a0\u202f\u2009’']")
_DIGITS = (
    r"\d{1,3}(?:[\u00a0\u202f\u2009’']\d{3})+(?!\d)(?:[.,]\d+)?"  # 12 000 with a hard space
    r"|\d{1,3}(?: \d{3}){2,}(?![,.]?\d)|\d{1,3}(?: \d{3})* 000\b(?![,.]\d)"
    r"|\d{1,3}(?:, 000)+\b(?![,.]\d)"  # 10, 000 as detokenised text has it
    r"|(?:(?<=\b[Oo]ver )|(?<=\bthan )|(?<=\b[Aa]bout )|(?<=\b[Nn]early )|(?<=\bleast ))\d{1,3}(?: \d{3})+(?= [a-z])"
    r"|(?<=[R$£€¥₹])\d{1,3}(?: \d{3})+(?![,.]?\d)|\d{1,3}(?: \d{3})+(?= ?(?:[kMGT]Wh?|km|ha|kg)\b)"  # R2 500, 2 600MW
    r"|\d(?:[\d.,]*\d)?"
    r"|(?<![\w.,])\.\d+"
)
_DOTTED_THOUSANDS = re.compile(
    r"[1-9]\d{0,2}\.000\s(?:people|men|women|children|[a-z]{3,}(?<!s)(?<!point)(?<!second)s)\b"
)
_AFTER_DIGITS = re.compile(
    rf"(?P<power>\s?(?:\^|\*\*)\s?[-+]?\d+|[eE][+-]?\d+(?!\w)|\s?[x×]\s?10\^?[-−]?\d+(?!\w))"
    rf"|(?P<over>[/⁄]\d+(?:(?:rd|th)\b)?(?![/\d]))|(?P<mixed>(?:\s|-)\d{{1,2}}[/⁄]\d{{1,3}}(?![/\d]))|(?P<vulgar>\s?[{_VULGAR}])"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGN_BEFORE = re.compile(r"(?:[$£€¥₹]|\b[A-Z]{1,3})\s?$")
_HYPHENED_SCALE = re.compile(r"-(mln|bln|bn)(?=-)")  # a 450-mln-dlr plan
_SHORT_SCALE = re.compile(r"\s(mln|bln|bn|MLN|BLN)\b")
_SPACES = re.compile(r"[^\S\n]+")
_JOINED = frozenset((" ", "-", "‐", " and ", "-and-", " - "))
_GAPS = _JOINED | {"", " of ", " of a ", " a ", " an ", " and a ", "-and-a-", "-a-", " and one ", " point "}
_OF_GROWTH = re.compile(
    r"\sof\s(?:[a-z]+\s)?(?:contraction|growth|declines?|loss(?:es)?|recession|expansion|gains?|shrink)"
)
_HALF_FOLLOWS = re.compile(
    r"(?:\s+(?:to|or)\s(?:an?|one|two|three)[\s-](?:half|thirds?|quarters?|fifths?)\b|\s+(?:more|less|fewer|higher|lower|larger"
    r"|smaller|greater|cheaper|bigger)\sthan\b|\s+of\b(?!\s+(?:19|20)\d\d)|\s+(?:the|a|an|its|their|his|her|our|all|those|these|as)\b)",
    re.I,
)
_BY = re.compile(
    r"\b(?:by|between)\s(?:(?:about|around|nearly|almost|more than|over|roughly|at least|up to)\s)?$", re.I
)
# More than half said so, about half were women, a third have left: people or things that need no name.
_DO_SOMETHING = re.compile(r"\s(?:are|were|have|had|said|say|think|believe|voted|did|do|want|wanted|live|lived)\b")
_HOW_MANY = re.compile(
    r"(?:(?:^|[.,;:]\s|\b(?:that|while|and)\s)(?:more than|about|nearly|almost|roughly|around|only|over|at least|some"
    r"|just over|just under|less than|fewer than)\s|^|[.;]\s)$",
    re.I,
)
_QUARTER_OF = re.compile(r"[ -](?:century|mile|hour|point|inch|pound|percent|per cent|percentage point)\b", re.I)
_NOT_HALF = re.compile(
    r"(?:first|second|third|fourth|latter|other|better|opening|final|last|top|bottom|each|this|that|early)[\s-]+(?:-|the\s+)?$",
    re.I,
)


@value
class Number:
    """One number as written, with its place in the text; `value` is null for intervals and for what has a problem."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    style: str = "digits"  # digits, words, fraction, one, vague, couple, multiple (doubled)
    letter: str = ""  # a scale that may be a unit instead: the m of 45m
    scaled: bool = False  # a scale (million, bn) is part of it
    raw: Decimal | None = None  # the number before its scale
    problem: str | None = None

    @property
    def is_vague(self) -> bool:
        """Whether it is an interval by its word (dozens)."""
        return self.low is not None


@value
class _Word:
    role: str
    value: Decimal
    low: Decimal
    high: Decimal


@value
class _Atom:
    start: int
    end: int
    role: str  # digits, or a role of seeds/number_words.csv
    value: Decimal
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    problem: str | None = None
    style: str = "words"


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of these words, tried a letter at a time rather than a word at a time."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    options = [re.escape(char) + _branch(child) for char, child in sorted(node.items()) if char]
    if not options:
        return ""
    joined = options[0] if len(options) == 1 and not ends else f"(?:{'|'.join(options)})"
    return f"{joined}?" if ends else joined


@cache
def _words() -> dict[str, _Word]:
    return seed_map(
        "number_words",
        "word",
        lambda row: _Word(row["role"], Decimal(row["value"] or 0), Decimal(row["low"] or 0), Decimal(row["high"] or 0)),
    )


@cache
def _attached() -> dict[str, Decimal]:
    """Scales that are written onto digits (3bn, 45m), as written."""
    return {word: found.value for word, found in _words().items() if found.role in ("symbol", "letter")}


@cache
def _pattern() -> re.Pattern[str]:
    spelled = [row["word"] for row in seed_rows("number_words", "word") if row["role"] not in ("symbol", "letter")]
    spelled += [word.title() for word in spelled] + [word.upper() for word in spelled]
    # A look at the character first: inside a word, where most characters are, nothing else need be tried.
    digits = rf"(?=[\d.{_VULGAR}])(?:(?P<digits>{_DIGITS})|[{_VULGAR}])"
    return re.compile(rf"{digits}|\b(?:{trie_pattern(spelled)})(?:(?=fold\b)|(?![^\W_]))")


@lru_cache(maxsize=2)
def numbers_of(text: str) -> tuple[Number, ...]:
    """The numbers of a text, kept for the next extractor that reads the same article."""
    return tuple(numbers_in(text))


def numbers_in(text: str) -> Iterator[Number]:
    """The numbers of a text, in order, without a judgement on what they are for (years and scores included)."""
    atoms: list[_Atom] = []
    for match in _pattern().finditer(text):
        atom = _atom(text, match)
        if atom is None or (atoms and atom.start < atoms[-1].end):
            continue
        if atoms and not _joins(text, atoms[-1], atom):
            yield from _read(text, atoms)
            atoms = []
        atoms.append(atom)
    yield from _read(text, atoms)


def _joins(text: str, left: _Atom, right: _Atom) -> bool:
    return right.start - left.end < 12 and _plain(text[left.end : right.start]) in _GAPS


def _plain(gap: str) -> str:
    """What stands between two words, in single spaces and lower case."""
    return _SPACES.sub(" ", gap).lower()


def _atom(text: str, match: re.Match[str]) -> _Atom | None:
    start, end = match.span()
    written = match.group()
    if match.lastgroup == "digits":
        return _digit_atom(text, start, end)
    if written in _VULGAR:
        return _Atom(start, end, "part", _vulgar(written), style="fraction")
    word = _words()[written.lower()]
    return _Atom(start, end, word.role, word.value, word.low, word.high)


def _vulgar(char: str) -> Decimal:
    top, bottom = unicodedata.normalize("NFKC", char).split("⁄")
    return EXACT.divide(Decimal(top), Decimal(bottom))


def _digit_atom(text: str, start: int, end: int) -> _Atom:
    written = text[start:end]
    value, problem = _digits(written)
    if written.endswith(".000") and value is not None and _DOTTED_THOUSANDS.match(text, start):
        value = EXACT.multiply(value, Decimal(1000))  # 1.000 persons
    more = _AFTER_DIGITS.match(text, end)
    style = "digits"
    if more and problem is None and value is not None:
        kind, part = more.lastgroup, more.group().strip(" -")
        over = part.rstrip("rdth")
        if kind == "power":
            value, problem = _power(value, part)
            end = more.end()
        elif kind == "over" and _is_fraction(text, written, over, more.end()):
            value, style, end = EXACT.divide(value, Decimal(over[1:])), "fraction", more.end()
        elif kind == "mixed":
            top, bottom = re.split("[/⁄]", part)
            if 0 < int(top) < int(bottom):
                value, end = EXACT.add(value, EXACT.divide(Decimal(top), Decimal(bottom))), more.end()
        elif kind == "vulgar":
            value, end = EXACT.add(value, _vulgar(part)), more.end()
    return _Atom(start, end, "digits", value if value is not None else Decimal(0), problem=problem, style=style)


def _is_fraction(text: str, top: str, bottom: str, end: int) -> bool:
    below = bottom[1:]
    if not (top.isascii() and top.isdigit() and below.isascii() and len(below) <= 3 and len(top) <= 2):
        return False
    if 12 < int(below) < 32 and int(below) not in (16, 20):
        return False  # 12/26 is a day
    return 0 < int(top) < int(below) and below not in ("7", "11", "24") and text[end : end + 1] not in ("/", "-")


def _digits(written: str) -> tuple[Decimal | None, str | None]:
    """The value of a run of digits and separators, or why it has none."""
    if not written.isascii():
        plain = _SPACED.sub("", written)
        zeros = {ord(char) - unicodedata.digit(char, 0) for char in plain if char.isdigit()}
        if len(zeros) > 1:
            return None, "mixed_scripts"
        written = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain)
    written = _SPACED.sub("", written.replace(", ", ","))
    if len(written) > 40:
        return None, "number_too_long"
    if "," not in written and written.count(".") <= 1:
        return Decimal(written), None
    if _GROUPED.match(written):
        return Decimal(written.replace(",", "")), None
    if _CONTINENTAL.match(written):
        return Decimal(written.replace(".", "").replace(",", ".")), None
    if re.fullmatch(r"\d+,\d{1,2}", written) and not written.startswith("0,"):
        return None, "odd_grouping"
    if re.fullmatch(r"\d+,\d+", written) and written.startswith("0,"):
        return Decimal(written.replace(",", ".")), None
    return None, "odd_grouping"


def _power(value: Decimal, written: str) -> tuple[Decimal | None, str | None]:
    exponent = int(re.findall(r"[-−]?\d+", written)[-1].replace("−", "-")) if len(written) < 12 else 10**6
    if abs(exponent) > 300:
        return None, "number_too_large"
    if written[0] in "^*":
        base = EXACT.power(value, exponent) if value and abs(value) <= 1000 else None
    else:
        base = EXACT.scaleb(value, exponent)
    if base is None or abs(base) > LARGEST or not base.is_finite():
        return None, "number_too_large"
    return base, None


def _read(text: str, atoms: Sequence[_Atom]) -> Iterator[Number]:
    """The numbers that a run of neighbouring atoms spells."""
    i = 0
    while i < len(atoms):
        number, i = _one_number(text, atoms, i)
        if number is not None:
            yield number


def _one_number(text: str, atoms: Sequence[_Atom], i: int) -> tuple[Number | None, int]:
    atom = atoms[i]
    if atom.problem:
        return Number(atom.start, atom.end, None, problem=atom.problem), i + 1
    if atom.role == "vague":
        return _vague(text, atoms, i)
    if atom.role == "few":
        return _few(text, atoms, i)
    if atom.role == "fraction":
        return _lone_fraction(text, atoms, i)
    if atom.role == "multiple":
        return Number(atom.start, atom.end, atom.value, style="multiple"), i + 1
    return _cardinal(text, atoms, i)


def _gap(text: str, atoms: Sequence[_Atom], i: int) -> str:
    return _plain(text[atoms[i - 1].end : atoms[i].start])


def _article_before(text: str, start: int) -> int | None:
    """Where the `a` before this offset begins, if one stands there."""
    head = text[max(0, start - 4) : start]
    found = re.search(r"(?<![^\W_])an?[ -]$", head, re.I)
    return start - len(head) + found.start() if found else None


def _vague(text: str, atoms: Sequence[_Atom], i: int) -> tuple[Number | None, int]:
    """dozens, hundreds of thousands, tens of millions."""
    first, low, high, end = atoms[i], atoms[i].low, atoms[i].high, atoms[i].end
    j = i + 1
    if j < len(atoms) and atoms[j].role == "vague" and _gap(text, atoms, j) == " of ":
        unit = atoms[j].low
        # "hundreds of millions" is 10^8 to 10^9: the words multiply, their widths do not.
        low, high, end = first.low * unit, first.high * unit, atoms[j].end
        if first.value == 0 and first.high >= 10**6:
            return None, j + 1
        j += 1
    elif text[first.start : first.end].lower() == "tens" or (
        text[first.start : first.end].lower() == "scores" and not re.match(r"\s+(?:of|more)\b", text[end : end + 6])
    ):
        return None, j
    return Number(first.start, end, None, low, high, "vague"), j


def _few(text: str, atoms: Sequence[_Atom], i: int) -> tuple[Number | None, int]:
    """several hundred, a couple of thousand, a handful, a pair."""
    atom = atoms[i]
    word = text[atom.start : atom.end].lower()
    start = _article_before(text, atom.start)
    j = i + 1
    scale = Decimal(1)
    end = atom.end
    while j < len(atoms) and atoms[j].role in ("hundred", "scale") and _gap(text, atoms, j) in (" ", " of "):
        scale, end = scale * atoms[j].value, atoms[j].end
        j += 1
    begin = atom.start if start is None else start
    if word in ("several", "few"):
        return (Number(begin, end, None, atom.low * scale, atom.high * scale, "vague"), j) if scale > 1 else (None, j)
    of = re.match(r"\s+(?:of|more)\s+(?!the\b)", text[end : end + 8])
    if start is None or (scale == 1 and not of and word != "handful"):
        return None, j
    if word == "handful":
        return Number(begin, end, None, atom.low * scale, atom.high * scale, "vague"), j
    return Number(begin, end, atom.value * scale, style="couple" if word == "couple" else "words"), j


def _lone_fraction(text: str, atoms: Sequence[_Atom], i: int) -> tuple[Number | None, int]:
    """half the condos, a third of, a quarter of a million, half a dozen."""
    atom = atoms[i]
    word = text[atom.start : atom.end].lower()
    start = _article_before(text, atom.start)
    leads = (
        i + 1 < len(atoms) and atoms[i + 1].role == "scale" and _gap(text, atoms, i + 1) == " " and word == "quarter"
    )
    quarter = word == "quarter" and _QUARTER_OF.match(text, atom.end) is not None  # a quarter point, a quarter century
    if (start is None and word != "half" and not leads and not quarter) or word.endswith("s") or word == "halves":
        return None, i + 1
    value = EXACT.divide(Decimal(1), atom.value)
    begin = atom.start if start is None else start
    j = i + 1
    if (
        j < len(atoms)
        and atoms[j].role in ("scale", "hundred")
        and _gap(text, atoms, j) in (" a ", " of a ", " ", " an ", "-a-")
    ):
        scale, end, raw = atoms[j].value, atoms[j].end, value
        j += 1
        while j < len(atoms) and atoms[j].role == "scale" and _gap(text, atoms, j) == " ":
            scale, end = scale * atoms[j].value, atoms[j].end
            j += 1
        return Number(begin, end, _tidy(value * scale), style="words", scaled=True, raw=raw), j
    if (word == "half" or quarter) and _NOT_HALF.search(text[max(0, begin - 14) : begin]):
        return None, j
    after = text[atom.end : atom.end + 12]
    unit = re.match(
        (
            r"[ -](?:an?[ -])?(?:hour|mile|point|day|year|century|minute|inch|turn|decade|month|kilometre"
            r"|kilo|litre|pound|percent|per cent|yen|cent|dollar|euro|franc|mark)s?\b"
        ),
        after + text[atom.end + 12 : atom.end + 20],
        re.I,
    )
    if (word == "half" or quarter) and unit:
        article = re.match(r" an?(?= )", after)
        return Number(begin, atom.end + (article.end() if article else 0), value, style="fraction"), j
    halved = _BY.search(text[max(0, begin - 20) : begin]) or (
        _DO_SOMETHING.match(text, atom.end)
        and (start is not None or _HOW_MANY.search(text[max(0, begin - 14) : begin]))
    )
    if halved or (
        _HALF_FOLLOWS.match(after) and not (word == "half" and start is None and re.match(r"\s+as\b", after))
    ):
        return Number(begin, atom.end, value, style="fraction"), j
    return None, j


def _tidy(value: Decimal) -> Decimal:
    """A third of a million, without the dust of division."""
    whole = value.to_integral_value()
    return whole if abs(value - whole) < Decimal("1e-20") else EXACT.plus(value)


@dataclass(slots=True)
class _Sum:
    """A number as it grows word by word: whole thousands so far, and what the next scale multiplies."""

    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    last: str = ""
    scale: Decimal = Decimal("Infinity")  # the smallest scale so far
    style: str = "words"
    scaled: bool = False
    raw: Decimal | None = None

    def take(self, text: str, atoms: Sequence[_Atom], j: int) -> int:
        """Add the atom at `j` (and those it brings along); how many were taken, 0 where the number ends before it."""
        atom, gap = atoms[j], _gap(text, atoms, j)
        taken = 1
        if atom.role in ("unit", "ten", "digits") and (parts := _parts_after(text, atoms, j, gap)) is not None:
            self._add_part(parts)
            atom, taken = atoms[j + 1], 2
        elif gap == " point " and atom.role in ("unit", "ten"):
            taken = self._decimals(text, atoms, j)
        elif atom.role in ("unit", "ten") and gap in _JOINED and self._fits(atom, gap):
            self.current += atom.value
        elif atom.role == "hundred" and gap in (" ", "-") and 0 < self.current < 100 and self.last != "fraction":
            self.raw = self.current if self.raw is None else self.raw
            self.current, self.scaled = self.current * 100, self.scaled or self.last == "digits"
        elif atom.role in ("scale", "vague") and gap in (" ", "-", "‐") and self._scale(atom):
            pass
        elif atom.role == "fraction" and gap in (" and a ", "-and-a-", " and one "):
            self._add_part(EXACT.divide(Decimal(1), atom.value))
        elif atom.role == "fraction" and self.last == "unit" and gap in (" ", "-") and _is_parts(text, atoms, j - 1):
            self.current, self.style = EXACT.divide(self.current, atom.value), "fraction"
        elif atom.role == "part" and gap in ("", " ", " and ") and self.last == "digits":
            self.current += atom.value
        else:
            return 0
        self.last = atom.role
        return taken

    def _add_part(self, part: Decimal) -> None:
        if self.last == "scale":
            self.total += part * self.scale
        else:
            self.current += part

    def _fits(self, atom: _Atom, gap: str) -> bool:
        if self.last == "ten":
            return atom.role == "unit" and 0 < atom.value < 10 and gap in (" ", "-", "‐", " - ")
        if self.last == "hundred":
            return atom.value < 100 and gap != " - "
        return self.last == "scale" and self.current == 0 and self.scale >= 1000 and gap in (" ", " and ", "-")

    def _scale(self, atom: _Atom) -> bool:
        size = atom.value if atom.role == "scale" else atom.low  # three dozens
        stacked = self.last == "scale" and not self.current
        if not (stacked or (self.current and size < self.scale)):
            return False
        self.raw = self.current if self.raw is None else self.raw
        self.total = self.total * size if stacked else self.total + self.current * size
        self.current, self.scale, self.scaled = Decimal(0), size, self.scaled or size > 12
        return True

    def _decimals(self, text: str, atoms: Sequence[_Atom], j: int) -> int:
        """two point four, zero point zero three: digit words after the point, or one number below a hundred."""
        digits, taken = str(int(atoms[j].value)), 1
        while j + taken < len(atoms) and atoms[j + taken].role == "unit" and _gap(text, atoms, j + taken) in (" ", "-"):
            nxt = str(int(atoms[j + taken].value))
            digits = digits[:-1] + nxt if atoms[j + taken - 1].role == "ten" else digits + nxt
            taken += 1
        self.current += Decimal(f"0.{digits}")
        return taken


def _parts_after(text: str, atoms: Sequence[_Atom], j: int, gap: str) -> Decimal | None:
    """The three fifths of "two million and three fifths"."""
    if gap not in (" and ", "-and-") or j + 1 >= len(atoms) or atoms[j + 1].role != "fraction":
        return None
    if _gap(text, atoms, j + 1) not in (" ", "-") or not _is_parts(text, atoms, j):
        return None
    return EXACT.divide(atoms[j].value, atoms[j + 1].value)


def _cardinal(text: str, atoms: Sequence[_Atom], i: int) -> tuple[Number | None, int]:
    first = atoms[i]
    if first.role == "part":
        return Number(first.start, first.end, first.value, style="fraction", raw=first.value), i + 1
    start, total = first.start, _Sum(current=first.value, last=first.role)
    if first.role == "digits":
        total.style = first.style
    if first.role in ("hundred", "scale"):
        begin = _article_before(text, start)
        leads = i + 1 < len(atoms) and atoms[i + 1].role == "scale" and _gap(text, atoms, i + 1) == " "
        if begin is None and not leads:
            more = atoms[i + 1] if i + 1 < len(atoms) and _gap(text, atoms, i + 1) == " of " else None
            if more is None or more.role != "vague":
                return None, i + 1
            low = first.value * more.low  # hundred of millions are hundreds of millions
            return Number(start, more.end, None, low, low * 10, "vague"), i + 2
        start, total.raw = start if begin is None else begin, Decimal(1)
        if first.role == "scale":
            total.total, total.current = first.value, Decimal(0)
            total.scale, total.scaled = first.value, first.value > 12
    j = i + 1
    while j < len(atoms) and (taken := total.take(text, atoms, j)):
        j += taken
    value = _tidy(total.total + total.current)
    style = "one" if j == i + 1 and first.role == "unit" and value == 1 else total.style
    raw = total.raw if total.raw is not None else value
    number = Number(start, atoms[j - 1].end, value, style=style, scaled=total.scaled, raw=raw)
    return (_with_attached_scale(text, number) if total.last == "digits" else _with_short_scale(text, number)), j


def _is_parts(text: str, atoms: Sequence[_Atom], i: int) -> bool:
    """Whether `two thirds` or `one third` is a fraction and not an ordinal in a list."""
    top, bottom = atoms[i], atoms[i + 1]
    word = text[bottom.start : bottom.end].lower()
    if word == "quarters" and (top.value == 2 or _OF_GROWTH.match(text, bottom.end)):
        return False  # two quarters of contraction
    plural = word.endswith("s") or word == "half"
    return plural if top.value != 1 else not word.endswith("s")


def _with_attached_scale(text: str, number: Number) -> Number:
    """3.4bn, 45m, 10k: letters right after the digits that name a scale and nothing else."""
    if (hyphened := _HYPHENED_SCALE.match(text, number.end)) is not None and number.value is not None:
        value = _tidy(number.value * _words()[hyphened.group(1)].value)
        return replace(number, end=hyphened.end(), value=value, scaled=True, raw=number.value)
    found = _LETTERS.match(text, number.end)
    spaced = False
    if found is None and text[number.end : number.end + 1] == " ":
        found, spaced = _LETTERS.match(text, number.end + 1), True
    if found is None or number.value is None:
        return number
    written = found.group()
    role = _words().get(written) or (_words().get(written.lower()) if len(written) > 3 else None)
    if (
        role is None
        or role.role not in ("symbol", "letter", "" if spaced else "scale")  # $77million
        or (spaced and (role.role == "letter" and written not in ("B", "M", "T")))
    ):
        return number
    if spaced and role.role == "letter":  # $12 B in sales, and not Section 12 B of the act
        is_money = _SIGN_BEFORE.search(text, max(0, number.start - 4), number.start)
        if not is_money or not re.match(r"\s+[a-z]", text[found.end() :][:3]):
            return number
    if text[found.end() : found.end() + 1] in ("/", "³", "²"):
        return number
    if role.role == "letter" and not spaced:
        return replace(number, letter=written)
    return replace(number, end=found.end(), value=_tidy(number.value * role.value), scaled=True, raw=number.value)


def _with_short_scale(text: str, number: Number) -> Number:
    """one mln, six bn: a number in words before a scale as wires write it."""
    found = _SHORT_SCALE.match(text, number.end)
    if found is None or number.value is None or number.scaled:
        return number
    value = _tidy(number.value * _words()[found.group(1)].value)
    return replace(number, end=found.end(), value=value, scaled=True, raw=number.value, style="words")


def scaled_by_letter(number: Number) -> Number:
    """The number with its letter taken as a scale: 45m as forty-five million."""
    scale = _attached().get(number.letter)
    if scale is None or number.value is None:
        return number
    return replace(
        number,
        end=number.end + len(number.letter),
        value=_tidy(number.value * scale),
        scaled=True,
        raw=number.value,
        letter="",
    )
