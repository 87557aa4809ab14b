"""The extractors, in the order in which they read: later ones see the rows of earlier ones."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc

from transforms.articles.languages import UNDETERMINED
from transforms.claims import claims_in
from transforms.figures import figures_in
from transforms.mentions import mentions_in
from transforms.reading import Reading
from transforms.rows import FACTS, Article, Issue, Row, columns_of
from transforms.sentences import sentences_in
from transforms.times import times_in

EXTRACTORS: tuple[Callable[[Reading], Iterator[Row]], ...] = (
    sentences_in,
    mentions_in,
    times_in,
    figures_in,
    claims_in,
)

# The columns that identify a row, by the tables that extractors fill.
_KEYS = {row_type: attrgetter(*(column.name for column in columns_of(row_type) if column.key)) for row_type in FACTS}

# Articles are sent through the pipeline this many at a time, so that a batch's Docs are not all in memory at once.
_AT_ONCE = 64


def rows_of(articles: Iterable[Article], nlp: Language) -> Iterator[Row]:
    """Every row about these articles; those not in English, or that the pipeline fails on, give an issue instead."""
    readable = []
    for article in articles:
        if _is_readable(article):
            readable.append(article)
        else:
            yield _not_read(article)
    for article, read in zip(readable, _read(readable, nlp), strict=True):
        yield from rows_in(article, read) if isinstance(read, Doc) else [_crashed(article, read)]


def _read(articles: Iterable[Article], nlp: Language) -> Iterator[Doc | Exception]:
    """The Doc of each article, in order, or the error of one that the others must not pay for."""
    waiting = iter(articles)
    while lot := list(islice(waiting, _AT_ONCE)):
        try:
            yield from list(nlp.pipe([article.text for article in lot], batch_size=_AT_ONCE))
        except Exception:  # whatever it is, it is one article's: each is read by itself
            yield from (_read_alone(article, nlp) for article in lot)


def _read_alone(article: Article, nlp: Language) -> Doc | Exception:
    try:
        return nlp(article.text)
    except Exception as error:
        return error


def rows_in(article: Article, doc: Doc) -> Iterator[Row]:
    """Every row of every extractor about one article, in a fixed order.

    An extractor that fails on an article costs its own rows there, and one that finds a thing twice costs the second
    finding, not the article: an issue says so.
    """
    reading = Reading.of(article, doc)
    for extractor in EXTRACTORS:
        step = extractor.__name__
        try:
            rows = list(extractor(reading))
        except Exception as error:  # whatever it is, the other articles of the batch must not pay for it
            rows = [reading.issue(doc[:], step=step, reason="crashed", says=f"{type(error).__name__}: {error}")]
        if len({_key(row) for row in rows}) < len(rows):
            kept = {_key(row): row for row in reversed(rows)}
            says = f"{len(rows) - len(kept)} rows had the key of another row; the first of each was kept"
            rows = [row for row in rows if kept[_key(row)] is row]
            rows.append(reading.issue(doc[:], step=step, reason="found_twice", says=says))
        yield from reading.keep(rows)


def _key(row: Row) -> tuple[object, ...]:
    """What identifies a row in its table."""
    return type(row), _KEYS[type(row)](row)


def _is_readable(article: Article) -> bool:
    """Whether extractors read it: English, or too short to tell ("S&P 500 up 0.4%") and in plain letters."""
    is_english = article.language == "en" or (article.language == UNDETERMINED and article.text.isascii())
    return is_english and bool(article.text.strip())


def _crashed(article: Article, error: Exception) -> Issue:
    return Issue.at(
        article.article_id,
        step="language",
        reason="crashed",
        says=f"{type(error).__name__}: {error}",
        source_name=article.source_name,
        article_id=article.article_id,
    )


def _not_read(article: Article) -> Issue:
    empty = not article.text.strip()
    return Issue.at(
        article.article_id,
        step="language",
        reason="empty" if empty else "not_english",
        says="the text is empty" if empty else f"written in {article.language!r}; extractors read English",
        source_name=article.source_name,
        article_id=article.article_id,
    )
