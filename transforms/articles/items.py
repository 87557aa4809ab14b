"""What comes in: the bytes of one article as a source delivered them, with what the source says about it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

TEXT = "text/plain"
HTML = "text/html"
# HTML that is all article and no page, as feeds carry it.
FRAGMENT = "text/html; fragment"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes that hold many articles, as many lines of a JSON-lines file; they are kept together."""

    payload: bytes
    sha256: str

    @classmethod
    def of(cls, payload: bytes) -> "Block":
        """These bytes with their SHA-256."""
        return cls(payload, hashlib.sha256(payload).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """One article as it came in: bytes, where they are from, and what the source says beside them.

    `payload` is plain text, an HTML page or one JSON object, as `media` says. `key` tells it from the other items of
    its source when no url does (a path; a path and a line's id). Metadata is as the source writes it; dates are parsed
    later. `block` is set when the bytes to keep hold other items as well. `first_paragraph` is what a feed told of a
    page, as HTML: the article, if the page turns out to be none.
    """

    source_name: str
    place: str
    external_id: str
    key: str
    payload: bytes
    fetched_at: datetime
    media: str = TEXT
    charset: str | None = None
    block: Block | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    section: str | None = None
    published_at: str | None = None
    published_at_basis: str | None = None
    language: str | None = None
    first_paragraph: str | None = None

    @property
    def raw_sha256(self) -> str:
        """SHA-256 of the bytes to keep."""
        return self.block.sha256 if self.block else hashlib.sha256(self.payload).hexdigest()

    @property
    def kept(self) -> bytes:
        """The bytes to keep, of which a better reader could make the article again."""
        return self.block.payload if self.block else self.payload
