"""The extractors, in the order in which they read: later ones see the rows of earlier ones."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc

from transforms.reading import Reading
from transforms.rows import Article, Row
from transforms.sentences import sentences_in

EXTRACTORS: tuple[Callable[[Reading], Iterator[Row]], ...] = (sentences_in,)


def rows_in(article: Article, doc: Doc) -> Iterator[Row]:
    """Every row of every extractor about one article, in a fixed order."""
    reading = Reading.of(article, doc)
    for extractor in EXTRACTORS:
        yield from reading.keep(extractor(reading))
