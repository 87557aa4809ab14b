"""The component that parts datelines from the first sentence, so that no tree hangs a story on where it was filed.

Its places stand in `doc.spans[DATELINES]`, for the gazetteer to make names of.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from transforms.datelines import TOP, dateline_of

DATELINES = "wirehouse_datelines"
_PARAGRAPH = re.compile(r"\S[^\n]*")
_PLACE = re.compile(r"[^,/]*[^,/\s]")


@Language.component(DATELINES, assigns=["token.is_sent_start"])
def datelines(doc: Doc) -> Doc:
    """Begins a sentence behind the dateline at the top of a text; the reader keeps sentences that begin already."""
    text = doc.text
    places: list[Span] = []
    for _, paragraph in zip(range(TOP), _PARAGRAPH.finditer(text), strict=False):
        dateline = dateline_of(paragraph.group())
        if dateline is None:
            continue
        end = paragraph.start() + dateline.end
        first = next((token for token in doc if token.idx >= end and not token.is_space), None)
        if first is not None and first.idx < paragraph.end():
            first.is_sent_start = True
        if dateline.place and dateline.is_sure:
            start = paragraph.start() + paragraph.group().index(dateline.place)
            places += _places(doc, start, start + len(dateline.place))
    doc.spans[DATELINES] = places
    return doc


def _places(doc: Doc, start: int, end: int) -> Iterator[Span]:
    """KYIV and Ukraine of "KYIV, Ukraine"."""
    for part in _PLACE.finditer(doc.text, start, end):
        first = part.start() + len(part.group()) - len(part.group().lstrip())
        place = doc.char_span(first, part.end(), label="GPE")
        if place is not None:
            yield place
