"""Bytes of unknown length and honesty, read in bounded memory: compressed files, archives, endless lines."""

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, cast

import zstandard

from sources.spec import MIB, Limits

_CHUNK = 256 * 1024
FREE = 64 * MIB  # below this a high ratio is just repetitive text
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
# What the readers of compressed files and archives raise on bytes that are not what they should be.
BROKEN = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    zipfile.BadZipFile,
    tarfile.TarError,
)


class UnreadableError(Exception):
    """Bytes that cannot be read on; `reason` is a short code, the message says what happened."""

    def __init__(self, reason: str, says: str) -> None:
        super().__init__(says)
        self.reason = reason


class Bounded(io.RawIOBase):
    """A stream that becomes unreadable when more comes out than its limits allow, or when it is broken.

    `taken` says how many bytes went in.
    """

    def __init__(self, stream: IO[bytes], limits: Limits, taken: Callable[[], int] | None = None) -> None:
        self._stream, self._limits, self._taken = stream, limits, taken
        # One step at a time where a stream can: what comes before a break is read, not lost with it.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self.expanded_bytes = 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; an UnreadableError when broken or too much."""
        size = _CHUNK if size is None or size < 0 else min(size, _CHUNK)
        try:
            chunk = self._read(size)
        except BROKEN as error:
            is_cut = isinstance(error, EOFError) or "end of data" in str(error)
            raise UnreadableError("truncated" if is_cut else "bad_archive", str(error)) from error
        self.expanded_bytes += len(chunk)
        if self.expanded_bytes > self._limits.max_expanded_bytes:
            raise UnreadableError("too_large", f"more than {self._limits.max_expanded_bytes:,} bytes come out of it")
        if self._taken is not None and self.expanded_bytes > FREE:
            taken = max(self._taken(), 1)
            if self.expanded_bytes > self._limits.max_ratio * taken:
                raise UnreadableError(
                    "bomb", f"{self.expanded_bytes:,} bytes came out of {taken:,}: a decompression bomb"
                )
        return chunk

    def tell(self) -> int:
        """How many bytes were read from it."""
        return self.expanded_bytes

    def readinto(self, buffer: "bytearray | memoryview", /) -> int:  # type: ignore[override]
        """Read into a buffer, as io.BufferedReader asks."""
        chunk = self.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        """Close the streams below as well."""
        self._stream.close()
        super().close()


class _Unzstd(io.RawIOBase):
    """What a .zst stream holds, frame after frame; an EOFError where it breaks off.

    zstandard's own stream reader ends a stream that was cut as if it were whole.
    """

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._rest = self._waiting = b""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, at least one until the end."""
        while not self._waiting:
            # By the kilobyte: a block of four bytes may hold 128 KiB.
            taken = self._rest or self._raw.read(1024)
            if not taken:
                if self._frame is not None:
                    raise EOFError("the last zstd frame is not whole: unexpected end of data")
                return b""
            self._frame = self._frame or zstandard.ZstdDecompressor(max_window_size=128 * MIB).decompressobj()
            self._waiting, self._rest = self._frame.decompress(taken), b""
            if self._frame.eof:
                self._rest, self._frame = self._frame.unused_data, None
        size = len(self._waiting) if size < 0 else size
        part, self._waiting = self._waiting[:size], self._waiting[size:]
        return part


def opened(raw: IO[bytes], suffix: str, limits: Limits) -> Bounded:
    """A stream over what a .gz or .zst file holds, or over the file itself."""
    if suffix == ".gz":
        return Bounded(cast(IO[bytes], gzip.GzipFile(fileobj=raw)), limits, raw.tell)
    if suffix in (".zst", ".zstd"):
        return Bounded(cast(IO[bytes], _Unzstd(raw)), limits, raw.tell)
    return Bounded(raw, limits)


def unpacked(raw: IO[bytes], limits: Limits) -> Bounded:
    """A stream over what a file holds, whose first bytes and not whose name say whether it is compressed."""
    begun = _Begun(raw)
    suffix = {_GZIP: ".gz", _ZSTD[:2]: ".zst"}.get(begun.head, "")
    return opened(cast(IO[bytes], begun), suffix, limits)


class _Begun(io.RawIOBase):
    """A stream whose first bytes were looked at and are read again."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self.head = self._again = raw.read(2)

    def read(self, size: int = -1, /) -> bytes:
        part, self._again = self._again, b""
        return part + self._raw.read(size - len(part) if size >= 0 else size)

    def tell(self) -> int:
        return self._raw.tell()

    def close(self) -> None:
        self._raw.close()
        super().close()


def inflated(body: bytes, encoding: str, limits: Limits) -> bytes:
    """A body out of its http content-encoding; an UnreadableError when it is broken, cut, a bomb or of another."""
    if encoding in ("", "identity"):
        return body
    # Encodings stacked on each other are what bombs are made of; no honest server needs them.
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableError("bad_encoding", f"content-encoding {encoding:.60} was not asked for")
    inflating = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        text = inflating.decompress(body, limits.max_item_bytes + 1)
    except zlib.error as error:
        raise UnreadableError("bad_encoding", f"the body is not {encoding}: {error}") from error
    if len(text) > limits.max_item_bytes:
        says = f"{len(body):,} bytes swell to more than {limits.max_item_bytes:,}: a decompression bomb"
        raise UnreadableError("bomb", says)
    if not inflating.eof:
        raise UnreadableError("truncated", f"the {encoding} body breaks off after {len(body):,} bytes")
    return text


def whole(stream: Bounded, limits: Limits) -> bytes:
    """Everything a stream holds; an UnreadableError when it is more than one item may be."""
    parts: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > limits.max_item_bytes:
            raise UnreadableError(
                "too_large", f"it is larger than {limits.max_item_bytes:,} bytes, the limit for one item"
            )
    return b"".join(parts)


def lines(stream: Bounded, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream with their numbers, from 1, without line ends; null for one longer than an item may be."""
    kept: list[bytes] = []
    number, size = 1, 0
    while chunk := stream.read(_CHUNK):
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            too_long = size + len(part) > limits.max_item_bytes
            yield number, None if too_long else b"".join((*kept, part)).rstrip(b"\r")
            number, kept, size = number + 1, [], 0
        size += len(rest)
        # An endless line is counted, not kept.
        kept = [*kept, rest] if size <= limits.max_item_bytes else []
    if size:
        yield number, b"".join(kept) if size <= limits.max_item_bytes else None
