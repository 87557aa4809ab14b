"""Whether rows quote their articles: the words they hold stand where they say.

The checks of sql/checks/offsets_of_*.sql ask the same of a warehouse. Asked once, when a batch is committed, it costs a
thousandth of extraction; asked of all rows by every publish, a tenth of the publish.
"""

from collections.abc import Iterable, Mapping, Sequence

from transforms.rows import Article, Claim, Figure, Issue, Mention, Row, Sentence, Time


def all_stand(rows: Mapping[type[Row], Sequence[Row]], articles: Iterable[Article]) -> bool:
    """Whether each of these rows is about one of these articles, and its words stand there as it says."""
    texts = {article.article_id: article.text for article in articles}
    return all(_stands(row, texts) for found in rows.values() for row in found)


def _stands(row: Row, texts: Mapping[str, str]) -> bool:
    article: str | None = getattr(row, "article_id", None)
    if article is None:
        return isinstance(row, Issue)  # of what no article was made of
    text = texts.get(article)
    if text is None:
        return False
    if isinstance(row, Mention | Time | Figure):
        return _is_at(text, row.start_char, row.end_char, row.text)
    if isinstance(row, Sentence):
        return 0 <= row.start_char < row.end_char <= len(text)
    return not isinstance(row, Claim) or _is_said_in(text, row)


def _is_said_in(text: str, claim: Claim) -> bool:
    first, last = claim.content_start, claim.content_end
    return (
        _is_at(text, first, last, claim.content_text)
        and _is_at(text, claim.source_start, claim.source_end, claim.source_text)
        and _is_at(text, claim.cue_start, claim.cue_end, claim.cue_text)
        and all(first <= start < end <= last for start, end in (*claim.content_spans, *claim.quoted_spans))
    )


def _is_at(text: str, start: int | None, end: int | None, words: str | None) -> bool:
    if start is None or end is None or words is None:
        return start is None and end is None and words is None
    return 0 <= start <= end <= len(text) and text[start:end] == words
