"""Docs, articles and readings made by hand for the tests of claims."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from transforms.reading import Reading
from transforms.rows import Article, Claim, Mention, Row
from transforms.sentences import sentences_in

_VOCAB = Vocab()


def tree(annotated: str, text_spaces: bool = True) -> Doc:
    """A Doc from `word/POS/head/dep` items, heads counted from 1, 0 for the root; one sentence."""
    items = [item.rsplit("/", 3) for item in annotated.split()]
    words = [item[0] for item in items]
    spaces = [text_spaces and nxt not in {",", ".", ":", "”", "?"} and word != "“" for word, nxt in _pairs(words)]
    heads = [int(item[2]) - 1 if item[2] != "0" else at for at, item in enumerate(items)]
    return Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        pos=[item[1] for item in items],
        tags=[_TAGS.get(item[1], "") for item in items],
        heads=heads,
        deps=[item[3] for item in items],
        sent_starts=[at == 0 for at in range(len(items))],
    )


_TAGS = {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP", "PRON": "PRP", "AUX": "MD"}


def _pairs(words: list[str]) -> Iterable[tuple[str, str]]:
    return zip(words, [*words[1:], ""], strict=True)


def article(text: str) -> Article:
    """An article with this text and nothing else."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Article(
        article_id="a",
        version=1,
        external_id="a",
        source_name="test",
        language="en",
        fetched_at=moment,
        text=text,
        text_sha256="",
        signature=(),
        bands=(),
        word_count=len(text.split()),
        story_id="a",
        is_extracted=True,
    )


def reading_of(doc: Doc, *rows: Row) -> Reading:
    """A reading of this Doc with its sentences and the rows given."""
    reading = Reading.of(article(doc.text), doc)
    list(reading.keep(sentences_in(reading)))
    list(reading.keep(rows))
    return reading


def unparsed(text: str) -> Doc:
    """A Doc with sentences but no tags, trees or spans."""
    return _sentencizer()(text)


@cache
def _sentencizer() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def claims_of(rows: Iterable[Row]) -> list[Claim]:
    """The claims among these rows."""
    return [row for row in rows if isinstance(row, Claim)]


def mention(text: str, of: str, **columns: Any) -> Mention:
    """A person's name where a text first has it."""
    start = of.index(text)
    plain = {"label": "PERSON", "kind": "name", "entity_id": f"e:{text}", "is_metonym": False, "confidence": 1.0}
    return Mention(
        mention_id=f"m:{text}", article_id="a", sentence_id="s", start_char=start, end_char=start + len(text),
        text=text, **plain | columns,
    )  # fmt: skip
