"""The `sentences` table."""

from dataclasses import dataclass

from transforms.rows.columns import Count, Offset, Row, Text, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Row):
    """One row per sentence of an article."""

    TABLE = "sentences"

    sentence_id: Text = column("Identifies the sentence.", key=True)
    article_id: Text = column("The article it stands in.", references="articles")
    paragraph_id: Count = column("Number of its paragraph in the article, from 0.")
    start_char: Offset = column("Offset of its first character in the article's text.")
    end_char: Offset = column("Offset just past its last character.")
    zone: Text = column("title, byline, subhead, body or caption.", words="title byline subhead body caption")
