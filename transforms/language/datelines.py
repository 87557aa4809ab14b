"""The component that parts datelines from the first sentence, so that no tree hangs a story on where it was filed."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from transforms.datelines import TOP, dateline_of

DATELINES = "wirehouse_datelines"
_PARAGRAPH = re.compile(r"\S[^\n]*")


@Language.component(DATELINES, assigns=["token.is_sent_start"])
def datelines(doc: Doc) -> Doc:
    """Begins a sentence behind the dateline at the top of a text; the reader keeps sentences that begin already."""
    text = doc.text
    for _, paragraph in zip(range(TOP), _PARAGRAPH.finditer(text), strict=False):
        dateline = dateline_of(paragraph.group())
        if dateline is None:
            continue
        end = paragraph.start() + dateline.end
        first = next((token for token in doc if token.idx >= end and not token.is_space), None)
        if first is not None and first.idx < paragraph.end():
            first.is_sent_start = True
    return doc
