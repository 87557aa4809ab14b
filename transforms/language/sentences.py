"""Sentence boundaries by rule, for the days when there is no model."""

from spacy.language import Language
from spacy.tokens import Doc

SENTENCE_RULES = "wirehouse_sentences"
ENDS = frozenset([".", "?", "!", "…", "..."])
AFTER_END = frozenset(['"', "”", "»", "’", "'", ")", "]"])


@Language.component(SENTENCE_RULES, assigns=["doc.sents"])
def sentences(doc: Doc) -> Doc:
    """Begins a sentence on every line, and after an end mark (with the quotes that close there) before a capital."""
    ended, new_line = False, True
    for token in doc:
        if token.is_space:
            new_line = new_line or "\n" in token.text
            token.is_sent_start = token.i == 0
            continue
        opens = token.text in ("“", "‘", "«") or (
            token.text == '"' and bool(token.i) and bool(doc[token.i - 1].whitespace_)
        )
        begins = new_line or (ended and (opens or token.text[:1].isupper() or token.text[:1].isdigit()))
        token.is_sent_start = token.i == 0 or begins
        ended = token.text in ENDS or (ended and not begins and token.text in AFTER_END)
        new_line = False
    return doc
