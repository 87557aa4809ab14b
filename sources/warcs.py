"""WARC and ARC files, local or over http, a record at a time in constant memory."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import IO, Any

from sources.access import Access, Found, problem
from sources.spec import Source
from sources.streams import UnreadableError
from transforms.articles.items import HTML, TEXT, RawItem
from transforms.articles.moments import moment_of

SUFFIXES = (".warc", ".arc")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_MEDIA = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT}


def records_in(stream: IO[bytes], place: str, like: RawItem, source: Source, access: Access) -> Iterator[Found]:
    """The pages of a WARC stream: answers with status 200 that are HTML or text, and text conversions (WET).

    Requests, redirects, pictures and other records are no articles and are passed over. A broken record is an issue;
    where the file cannot be read on, the rest of it is one.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    broken = (ArchiveLoadFailed, UnreadableError, EOFError, OSError, ValueError, KeyError, IndexError, AttributeError)
    try:
        passed_over = None
        for number, record in enumerate(ArchiveIterator(stream, arc2warc=True), 1):
            media = _media(record)
            passed_over = record if media is None else None
            if media is not None:
                yield _item(record, media, f"{place}#{number}", like, source, access)
        if passed_over is not None and _is_cut(passed_over):
            yield problem(source, place, "truncated", "the file ends in the middle of its last record")
    except broken as error:
        reason = error.reason if isinstance(error, UnreadableError) else "bad_warc"
        yield problem(source, place, reason, f"it cannot be read on from here: {error or type(error).__name__}")


def _media(record: Any) -> str | None:
    said = record.http_headers
    if record.rec_type == "conversion":
        return TEXT
    if record.rec_type == "response" and said is not None and said.get_statuscode() == "200":
        written = (said.get_header("Content-Type") or "text/html").split(";")[0].strip().lower()
        return _MEDIA.get(written)
    if record.rec_type == "resource":  # also what crawlers keep their own logs as, so pages only
        written = (record.rec_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
        return HTML if _MEDIA.get(written) == HTML else None
    return None


def _item(record: Any, media: str, place: str, like: RawItem, source: Source, access: Access) -> Found:
    most = access.limits.max_item_bytes
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    try:
        payload = record.content_stream().read(most + 1)
    except (OSError, EOFError, ValueError, KeyError, AttributeError) as error:
        return problem(source, url or place, "bad_warc", f"the record's content is broken: {error}")
    if len(payload) > most:
        return problem(source, url or place, "too_large", f"the record is larger than {most:,} bytes")
    if _is_cut(record):
        return problem(source, url or place, "truncated", "the file ends before the record does: not read")
    record_id = (record.rec_headers.get_header("WARC-Record-ID") or place).removeprefix("<urn:uuid:").rstrip(">")
    written = record.http_headers.get_header("Content-Type") if record.http_headers else None
    charset = _CHARSET.search(written or "")
    return replace(
        like,
        place=place,
        external_id=record_id,
        key=f"{like.key}#{record_id}",
        payload=payload,
        media=media,
        charset=charset[1] if charset else None,
        fetched_at=_moment(record) or like.fetched_at,
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _is_cut(record: Any) -> bool:
    """Whether the file ended before the record did, once it was read."""
    return getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1)


def _moment(record: Any) -> datetime | None:
    moment = moment_of(record.rec_headers.get_header("WARC-Date"))
    return moment.astimezone(UTC) if moment else None
