"""Bytes of unknown length and honesty, read in bounded memory: compressed files, archives, endless lines."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from typing import IO, cast

import zstandard

from sources.spec import MIB, Limits

_CHUNK = 256 * 1024
_FREE = 64 * MIB  # below this a high ratio is just repetitive text
_BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError, ValueError, RuntimeError, NotImplementedError)


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
        self.expanded_bytes = 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; an UnreadableError when broken or too much."""
        size = _CHUNK if size is None or size < 0 else min(size, _CHUNK)
        try:
            chunk = self._stream.read(size)
        except _BROKEN as error:
            raise UnreadableError("truncated" if isinstance(error, EOFError) else "bad_archive", str(error)) from error
        self.expanded_bytes += len(chunk)
        if self.expanded_bytes > self._limits.max_expanded_bytes:
            raise UnreadableError("too_large", f"more than {self._limits.max_expanded_bytes:,} bytes come out of it")
        if self._taken is not None and self.expanded_bytes > _FREE:
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


def opened(raw: IO[bytes], suffix: str, limits: Limits) -> Bounded:
    """A stream over what a .gz or .zst file holds, or over the file itself."""
    if suffix == ".gz":
        return Bounded(cast(IO[bytes], gzip.GzipFile(fileobj=raw)), limits, raw.tell)
    if suffix in (".zst", ".zstd"):
        reader = zstandard.ZstdDecompressor(max_window_size=128 * MIB).stream_reader(raw, read_across_frames=True)
        return Bounded(cast(IO[bytes], reader), limits, raw.tell)
    return Bounded(raw, limits)


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
