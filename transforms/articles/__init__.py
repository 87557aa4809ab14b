"""From bytes to an article: decoding, repair, identity, zones. Everything that happens before offsets exist."""

from transforms.articles.items import FRAGMENT, HTML, JSON, TEXT, Block, RawItem
from transforms.articles.making import article_of, article_of_text

__all__ = ["FRAGMENT", "HTML", "JSON", "TEXT", "Block", "RawItem", "article_of", "article_of_text"]
