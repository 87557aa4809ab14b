"""What every extractor reads: an article, its Doc, its paragraphs, and the rows found in it so far."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar, cast

from spacy.tokens import Doc, Span

from transforms.articles.zones import Paragraph, paragraphs_in
from transforms.rows import Article, Issue, Row, Sentence
from transforms.tree import Tree
from transforms.words import Words

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as extractors read it; computed once an article and shared by all of them.

    `tree` holds the Doc's words and trees as lists, `rows` what earlier extractors of the registry yielded, by row
    type.
    """

    article: Article
    doc: Doc
    tree: Tree
    words: Words
    paragraphs: tuple[Paragraph, ...]
    rows: dict[type[Row], list[Row]] = field(default_factory=dict)
    sentence_starts: list[int] = field(default_factory=list)  # once somebody has asked for one

    @classmethod
    def of(cls, article: Article, doc: Doc) -> "Reading":
        """The reading of an article whose text is exactly the Doc's."""
        text = article.text  # a Doc puts its own together from its words each time it is asked
        tree = Tree.of(doc, text)
        return cls(article, doc, tree, Words(doc, tree), tuple(paragraphs_in(text, article.title, article.byline)))

    def found(self, row_type: type[R]) -> list[R]:
        """The rows of this type that earlier extractors yielded, in text order."""
        return cast(list[R], self.rows.setdefault(row_type, []))

    def keep(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Pass rows on, remembering them for later extractors."""
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)
            yield row

    def paragraph_at(self, char: int) -> Paragraph:
        """The paragraph that holds this offset, or the last one before it."""
        at = bisect_right(self.paragraphs, char, key=lambda paragraph: paragraph.start_char) - 1
        return self.paragraphs[max(at, 0)]

    def zone_at(self, char: int) -> str:
        """The zone of the paragraph that holds this offset: title, byline, subhead, body or caption."""
        return self.paragraph_at(char).zone

    def sentence_at(self, char: int) -> Sentence:
        """The sentence that holds this offset, or the last one before it."""
        if not self.sentence_starts:
            self.sentence_starts.extend(sentence.start_char for sentence in self.found(Sentence))
        return self.found(Sentence)[max(bisect_right(self.sentence_starts, char) - 1, 0)]

    def issue(self, span: Span, *, step: str, reason: str, says: str) -> Issue:
        """An issue about this span of the text."""
        return Issue.at(
            f"{self.article.article_id}[{span.start_char}:{span.end_char}]",
            step=step,
            reason=reason,
            says=says,
            source_name=self.article.source_name,
            article_id=self.article.article_id,
            start_char=span.start_char,
            end_char=span.end_char,
        )
