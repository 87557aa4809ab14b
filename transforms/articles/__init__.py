"""From bytes to an article: decoding, repair, identity, zones. Everything that happens before offsets exist."""

from transforms.articles.items import FRAGMENT, HTML, JSON, TEXT, Block, RawItem
from transforms.articles.making import Rows, article_of, article_of_text, rows_of_all

__all__ = [
    "FRAGMENT",
    "HTML",
    "JSON",
    "TEXT",
    "Block",
    "RawItem",
    "Rows",
    "article_of",
    "article_of_text",
    "rows_of_all",
]
