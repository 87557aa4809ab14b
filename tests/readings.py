"""A reading made from a text alone, for tests of extractors: blank English, one sentence a line."""

from datetime import UTC, date, datetime
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from transforms.language import blank_pipeline
from transforms.reading import Reading
from transforms.rows import Article
from transforms.sentences import sentences_in
from transforms.times import times_in


@cache
def blank() -> Language:
    """Blank English with the house's tokenizer and sentence rules."""
    nlp = blank_pipeline()
    nlp.add_pipe("wirehouse_sentences")
    return nlp


def reading_of(
    text: str, *, doc: Doc | None = None, url: str | None = None, published_on: date | None = None
) -> Reading:
    """The reading of an article that is only this text, sentences and times found; `doc` where a tree matters."""
    article = Article(
        article_id="a", version=1, external_id="a", source_name="test", url=url,
        published_on=published_on, language="en", fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        text=text, text_sha256="", word_count=len(text.split()),
        story_id="a", is_extracted=True, bands=(), signature=(),
    )  # fmt: skip
    reading = Reading.of(article, doc if doc is not None else blank()(text))
    list(reading.keep(sentences_in(reading)))
    list(reading.keep(times_in(reading)))
    return reading
