"""Where articles come in: files, archives, pages, feeds, sitemaps, WARC. Knows no scheduler."""

from sources.access import Manners
from sources.registry import READERS, Found, Opened, articles_from, open_source
from sources.spec import Limits, Source, SourceError, registered, source_of, sources_file
from transforms.articles.items import Block, RawItem

__all__ = [
    "READERS", "Block", "Found", "Limits", "Manners", "Opened", "RawItem", "Source", "SourceError",
    "articles_from", "open_source", "registered", "source_of", "sources_file",
]  # fmt: skip
