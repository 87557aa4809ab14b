"""The shapes in which others write an article as JSON: news-please, Giveme5W1H, CC-News and our own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from transforms.articles.items import TEXT, RawItem

# Ours first, then news-please / Giveme5W1H (maintext, date_publish, source_domain), CC-News (domain, date), schema.org.
KEYS: Mapping[str, tuple[str, ...]] = {
    "external_id": ("id", "external_id", "article_id", "guid", "uuid", "_id", "dId", "doc_id"),
    "text": ("text", "maintext", "content", "body", "articleBody", "article_text", "main_text", "plain_text"),
    "title": ("title", "headline", "title_page", "title_rss", "name"),
    "url": ("url", "canonical_url", "link", "requested_url", "source_url"),
    "publisher": ("publisher", "source_domain", "domain", "source", "site_name", "sitename", "publication"),
    "published_at": (
        "published_at", "date_publish", "datePublished", "date_published", "publish_date", "published", "pubDate",
        "publication_date", "pub_date", "date", "timestamp",
    ),
    "byline": ("byline", "authors", "author", "writer"),
    "section": ("section", "category", "articleSection"),
    "language": ("language", "lang", "inLanguage"),
}  # fmt: skip


def plain_item(item: RawItem, written: Mapping[str, Any]) -> RawItem | None:
    """The item of a JSON object as plain text with metadata; null when it has no text. Unknown keys are ignored."""
    said = {field: _first(written, keys) for field, keys in KEYS.items()}
    text = said.pop("text")
    if not text or not text.strip():
        return None
    given: dict[str, Any] = {field: value for field, value in said.items() if value}
    if given.get("published_at"):
        given["published_at_basis"] = "metadata"
    external_id = given.get("external_id") or given.get("url") or item.external_id
    # What the object says of itself is closer to the article than what its source line says.
    return replace(
        item,
        **{
            **given,
            "external_id": external_id,
            "key": f"{item.key}#{external_id}" if item.block else item.key,
            "payload": text.encode("utf8", "surrogatepass"),
            "media": TEXT,
            "charset": "utf-8",
            "publisher": _site(given.get("publisher")) or item.publisher,
        },
    )


def _first(written: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = _text(written.get(key))
        if value:
            return value
    return None


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return None if value.strip() in ("", "None", "null", "[]") else value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        parts = [part for part in map(_text, value) if part]
        return ", ".join(parts) or None
    if isinstance(value, Mapping):
        return _text(value.get("name")) or _text(value.get("text"))
    return None


def _site(publisher: str | None) -> str | None:
    if publisher and "://" in publisher:
        publisher = urlsplit(publisher).hostname or publisher
    return publisher
