"""The `sentences` table: one row per sentence of the Doc."""

from collections.abc import Iterator

from transforms.reading import Reading
from transforms.rows import Sentence, stable_id


def sentences_in(reading: Reading) -> Iterator[Sentence]:
    """One row per sentence, in text order, without outer white space; blank ones are none."""
    article = reading.article
    tree = reading.tree
    for first, stop in tree.bounds:
        text = tree.text[tree.starts[first] : tree.ends[stop - 1]]
        start = tree.starts[first] + len(text) - len(text.lstrip())
        end = start + len(text.strip())
        if start >= end:
            continue
        paragraph = reading.paragraph_at(start)
        yield Sentence(
            sentence_id=stable_id("sentence", article.article_id, start, end),
            article_id=article.article_id,
            paragraph_id=paragraph.paragraph_id,
            start_char=start,
            end_char=end,
            zone=paragraph.zone,
        )
