"""WARC and ARC files, local or over http, a record at a time in constant memory."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sources.access import Access, Found, problem
from sources.spec import Source
from sources.streams import Bounded, UnreadableError, inflated
from transforms.articles.items import HTML, TEXT, RawItem
from transforms.articles.moments import moment_of

SUFFIXES = (".warc", ".arc")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_MEDIA = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT}
_TYPES = frozenset("warcinfo response resource request metadata revisit conversion arc_header".split())
_LONGEST_LINE = 64 * 1024
_LONGEST_HEADER = 1024 * 1024
# How a record begins, by which the next one is found behind a broken one.
_BEGINS = re.compile(rb"WARC/[01]\.\d+\s*$|[a-z]{3,8}:\S+ [\d.]{7,15} \d{14} \S+ \d+\s*$")
# What stands in a payload when the length that its record claims reaches into the next one.
_NEXT_RECORD = re.compile(rb"\r\nWARC/[01]\.\d\r\nWARC-")


class _Lines(io.BufferedReader):
    """The bytes and lines of a decompressed WARC stream; no line is endless, and no header."""

    def __init__(self, stream: Bounded) -> None:
        super().__init__(stream, 256 * 1024)
        self.is_at_end = False
        self.header_bytes = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, or the next part of a very long one; nothing at the end; ValueError in an endless header."""
        line = super().readline(_LONGEST_LINE if size is None or size < 0 else min(size, _LONGEST_LINE))
        self.is_at_end = not line
        self.header_bytes += len(line)
        if self.header_bytes > _LONGEST_HEADER:
            raise ValueError(f"its header is longer than {_LONGEST_HEADER:,} bytes")
        return line

    def between_records(self) -> bytes:
        """The next line, outside any header."""
        self.header_bytes = 0
        return self.readline()


def records_in(stream: Bounded, place: str, like: RawItem, source: Source, access: Access) -> Iterator[Found]:
    """The pages of a decompressed WARC stream: answers with status 200 that are HTML or text, text conversions (WET).

    Requests, redirects, pictures and other records are no articles and are passed over. A broken record is an issue and
    the next one is read; where the file breaks off, the rest of it is an issue.
    """
    lines, number = _Lines(stream), 0
    begins = _first(lines)
    try:
        while begins:
            number += 1
            where = f"{place}#{number}"
            record = _parsed(lines, begins)
            if isinstance(record, str):
                yield problem(source, where, "truncated" if lines.is_at_end else "bad_warc", record)
                begins = _next_record(lines)
                continue
            media = _media(record)
            if record.rec_type not in _TYPES:
                says = f"records of type {record.rec_type!r:.40} are not read"
                yield problem(source, where, "bad_warc", says)
            elif media is not None:
                yield from _found(record, media, where, like, source, access)
            while record.raw_stream.read(_LONGEST_LINE):
                pass
            if record.raw_stream.limit > 0:
                if media is None:  # of an article it was said already
                    yield problem(source, where, "truncated", "the file ends in the middle of its last record")
                return
            begins = lines.between_records()
            if begins.strip() and not _BEGINS.match(begins):
                says = "it does not end where it says: its Content-Length is wrong"
                yield problem(source, where, "bad_warc", says)
                begins = _next_record(lines)
            elif not begins.strip():
                begins = _first(lines)
        if not number:
            yield problem(source, place, "empty", "it holds no record")
    except UnreadableError as error:
        yield problem(source, place, error.reason, f"it cannot be read on from here: {error}")


def _first(lines: _Lines) -> bytes:
    """The next line that is not blank; nothing at the end."""
    line = lines.between_records()
    while line and not line.strip():
        line = lines.between_records()
    return line


def _next_record(lines: _Lines) -> bytes:
    """The next line that begins a record; nothing when there is none."""
    line = lines.between_records()
    while line and not _BEGINS.match(line):
        line = lines.between_records()
    return line


def _parsed(lines: _Lines, begins: bytes) -> Any:
    """The record that begins with this line, its headers read (warcio); a sentence where it is none."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    broken = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, LookupError, AttributeError)
    try:
        record = ArcWarcRecordLoader(verify_http=False, arc2warc=True).parse_record_stream(lines, begins)
    except broken as error:
        return f"it is no record: {str(error) or type(error).__name__:.200}"
    if lines.is_at_end:
        return "the file ends in the middle of its last record's header"
    if record.length is None:
        return "the record does not say how long it is (Content-Length)"
    http = record.http_headers
    if record.rec_type == "response" and http is not None and not http.get_statuscode().isdigit():
        return f"an answer that begins with {http.statusline!r:.60} and no http status"
    return record


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


def _found(record: Any, media: str, place: str, like: RawItem, source: Source, access: Access) -> Iterator[Found]:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    place_of_issue = url or place
    payload = _payload(record, access)
    if isinstance(payload, UnreadableError):
        yield problem(source, place_of_issue, payload.reason, str(payload))
        return
    record_id = (record.rec_headers.get_header("WARC-Record-ID") or place).removeprefix("<urn:uuid:").rstrip(">")
    written = record.http_headers.get_header("Content-Type") if record.http_headers else None
    charset = _CHARSET.search(written or "")
    yield replace(
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
    if cut_by := record.rec_headers.get_header("WARC-Truncated"):
        says = f"the crawler kept only the beginning of the page ({cut_by:.40}): the article may be cut"
        yield problem(source, place_of_issue, "truncated", says)


def _payload(record: Any, access: Access) -> bytes | UnreadableError:
    """The body of a record, out of its http encodings; why not, when it is not whole or too large."""
    from warcio.bufferedreaders import ChunkedDataReader

    most, http = access.limits.max_item_bytes, record.http_headers
    is_chunked = http is not None and http.get_header("Transfer-Encoding") == "chunked"
    payload = b""
    if record.length <= 2 * most:  # chunks and headers are read whole
        payload = (ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream).read(most + 1)
    if record.length > 2 * most or len(payload) > most:
        return UnreadableError("too_large", f"the record is larger than {most:,} bytes")
    if record.raw_stream.limit > 0 and not record.raw_stream.read(1):
        return UnreadableError("truncated", "the file ends before the record does: not read")
    if _NEXT_RECORD.search(payload):
        return UnreadableError("bad_warc", "its Content-Length reaches into the next record: not read")
    encoding = (http.get_header("Content-Encoding") or "").strip().lower() if http else ""
    # Crawlers often keep the header of what they have decoded already.
    is_coded = payload.startswith(b"\x1f\x8b") or (encoding == "deflate" and int.from_bytes(payload[:2]) % 31 == 0)
    try:
        return inflated(payload, encoding, access.limits) if encoding and is_coded else payload
    except UnreadableError as error:
        return error


def _moment(record: Any) -> datetime | None:
    moment = moment_of(record.rec_headers.get_header("WARC-Date"))
    return moment.astimezone(UTC) if moment else None
