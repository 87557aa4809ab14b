"""Quotations by their marks: pairs within a paragraph, running on over paragraphs, odd marks left alone."""

import re
from collections.abc import Iterator, Sequence

from transforms.articles.zones import Paragraph
from transforms.values import value

_MARK = re.compile(r"''|``|[\"“”„«»]|(?<!\w)‘(?=\w)|(?<=[.,!?…])’(?!\w)|(?<![^\s:,])'(?=[A-Z])|(?<=[.,!?…])'(?!\w)")
# a word or a few in single marks inside a sentence: a 'Ponzi scheme', but not rock 'n' roll, the '90s, workers' rights
_FEW_WORDS = re.compile(
    r"(?<=[\s(])(?:'(?=[^\W\d])(?!(?:em|til|cause|tis|twas|n)\b)(?:[^'\"“”‘\n.!?;]|(?<=\w)['.](?=\w)){2,80}(?<=\w)[.!?]?'(?!\w)"
    r"|‘(?=\w)(?:[^’\"“”‘\n.!?;]|(?<=\w)[’.](?=\w)){2,80}(?<=\w)[.!?]?’(?!\w))"
)
_SINGLE_CLOSING = re.compile(r"[.,!?…]['’](?!\w)")
_SIGN = re.compile("[\"“”„«»‘’'`]")  # what every mark is made of
_OPENING, _CLOSING = frozenset(["“", "„", "«", "``", "‘"]), frozenset(["”", "»", "’"])
_DOUBLE = frozenset('"“„«')
_SPEECH_END = re.compile(r"[.,!?…][\"'’”»]*$")


@value
class Quote:
    """One stretch of text between quotation marks, or to the paragraph's end when it runs on."""

    start: int  # with the marks
    end: int
    inner_start: int  # without them
    inner_end: int
    runs_on: bool = False  # no closing mark: the next paragraph goes on
    continues: bool = False  # the paragraph before had none
    is_few: bool = False  # a word or a few in single marks: as often a name or a nickname as something said

    def is_speech(self, text: str) -> bool:
        """Whether it is as long as something said, rather than a word or a title in marks."""
        inner = text[self.inner_start : self.inner_end].strip()
        return inner.count(" ") >= 3 or (inner.count(" ") >= 1 and bool(_SPEECH_END.search(inner)))


def quotes_in(text: str, paragraphs: Sequence[Paragraph]) -> list[Quote]:
    """The quotations of a text, in order and disjoint.

    A mark without a partner makes no quotation, except where the next paragraph opens with a mark as well, or the one
    behind a caption: a quotation that runs on.
    """
    out: list[Quote] = []
    running = False
    for number, paragraph in enumerate(paragraphs, start=1):
        after = paragraphs[number] if number < len(paragraphs) else None
        marks = list(_marks(text, paragraph))
        few = list(_few_words(text, paragraph))
        if few:
            edges = {at for quote in few for at in (quote.start, quote.inner_end)}
            marks = [mark for mark in marks if mark[0] not in edges]
        beyond = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        is_open = after is not None and _opens(text, after)
        runs_on = bool(marks) and (is_open or _is_between(text, marks[-1][0], after, beyond))
        found = list(_paired(text, paragraph, marks, runs_on=runs_on, continues=running))
        out.extend(found)
        if few:
            begin = len(out) - len(found)
            apart = [one for one in few if not any(one.start < q.end and q.start < one.end for q in found)]
            out[begin:] = sorted([*found, *apart], key=lambda quote: quote.start)
        running = (running and not marks) or (bool(found) and found[-1].runs_on)
    return out


def _is_between(text: str, mark: int, paragraph: Paragraph | None, after: Paragraph | None) -> bool:
    """Whether a paragraph without marks, a caption or a heading, only parts one piece of a quotation from the next."""
    if paragraph is None or after is None or text[mark] not in _DOUBLE or text[mark] != text[after.start_char]:
        return False
    return _SIGN.search(text, paragraph.start_char, paragraph.end_char) is None and _opens(text, after)


def _opens(text: str, paragraph: Paragraph) -> bool:
    mark = _MARK.match(text, paragraph.start_char, paragraph.end_char)
    return mark is not None and mark.group() not in _CLOSING


def _marks(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    """Every mark of a paragraph as (start, end, side): open, close, or either."""
    if _SIGN.search(text, paragraph.start_char, paragraph.end_char) is None:
        return
    for mark in _MARK.finditer(text, paragraph.start_char, paragraph.end_char):
        sign = mark.group()
        if sign == "“" and mark.start() > paragraph.start_char and text[mark.start() - 1] in ".,!?…":
            side = "open" if text[mark.end() : mark.end() + 1].isalnum() else "close"  # “We lost,“ he said
        elif sign in _OPENING:
            side = "open"
        elif sign == "'":
            side = "close" if mark.start() and text[mark.start() - 1] in ".,!?…" else "open"
        elif sign in _CLOSING:
            # ”a word”: the same mark on both sides
            is_first = sign == "”" and text[mark.start() - 1] == " " and text[mark.end() : mark.end() + 1].isalnum()
            side = "open" if is_first and mark.start() > paragraph.start_char else "close"
        else:
            before = text[mark.start() - 1] if mark.start() > paragraph.start_char else " "
            follows = text[mark.end()] if mark.end() < paragraph.end_char else " "
            opens = (before.isspace() or before in "([—–-:“‘\"'") and not follows.isspace()
            closes = not before.isspace() and (follows.isspace() or follows in ".,;:!?)]—–-”’\"'")
            side = "open" if opens and not closes else "close" if closes and not opens else "either"
        yield mark.start(), mark.end(), side


def _few_words(text: str, paragraph: Paragraph) -> Iterator[Quote]:
    """A word or a few between single marks, where the second mark cannot be a plural's."""
    start, end = paragraph.start_char, paragraph.end_char
    if text.find("'", start, end) < 0 and text.find("‘", start, end) < 0:
        return
    for few in _FEW_WORDS.finditer(text, start, end):
        is_plural = text[few.end() - 2] == "s" and text[few.end() : few.end() + 2].strip().isalpha()
        if not is_plural or _SINGLE_CLOSING.search(text, few.end(), end) is None:
            is_said = text[few.end() - 2] in ".!?"
            yield Quote(few.start(), few.end(), few.start() + 1, few.end() - 1, is_few=not is_said)


def _paired(
    text: str, paragraph: Paragraph, marks: list[tuple[int, int, str]], *, runs_on: bool, continues: bool
) -> Iterator[Quote]:
    stack: list[tuple[int, int]] = []
    if continues and marks and marks[0][0] != paragraph.start_char and marks[0][2] == "close":
        stack.append((paragraph.start_char, paragraph.start_char))
    for start, end, side in marks:
        if side == "open" or (side == "either" and not stack):
            if stack and _takes_up(text, stack[-1], (start, end)):
                continue
            if stack and text[start:end] == "'" == text[slice(*stack[-1])]:
                stack.pop()  # marks of one kind do not nest, and this one may be a plural's
            stack.append((start, end))
        elif stack:
            opened, inner = stack.pop()
            # a quotation inside a quotation belongs to the outer one, if that one is closed in its turn
            if not stack or not _closes_later(stack, marks, end):
                stack.clear()
                if inner < start:
                    goes_on = continues and opened == paragraph.start_char
                    yield Quote(opened, end, inner, start, continues=goes_on)
    if stack and runs_on:
        opened, inner = stack[0]
        if inner < paragraph.end_char:
            goes_on = continues and opened == paragraph.start_char
            yield Quote(opened, paragraph.end_char, inner, paragraph.end_char, runs_on=True, continues=goes_on)


def _takes_up(text: str, opened: tuple[int, int], mark: tuple[int, int]) -> bool:
    """Whether a mark opens the next paragraph of what is open already, on a page that lost its line ends."""
    said = text[opened[1] : mark[0]].strip()
    is_sentence = said[:1].isupper() and said[-1:] in ("", ".", "!", "?", "…") and said.count(" ") >= 3
    return is_sentence and text[slice(*mark)] == text[slice(*opened)]


def _closes_later(stack: list[tuple[int, int]], marks: list[tuple[int, int, str]], end: int) -> bool:
    """Whether marks after `end` close everything that is open, before anything new opens at the same depth."""
    depth = len(stack)
    for start, _, side in marks:
        if start < end:
            continue
        depth += 1 if side == "open" else -1
        if depth == 0:
            return True
    return False
