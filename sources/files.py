"""Files, folders and globs of them: text, pages, JSON, JSON lines, plain or compressed, single or in archives."""

import glob
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import IO, Any, BinaryIO, cast

from sources.access import CRASHED, Access, Found, caught, problem
from sources.archives import is_archive, members
from sources.manifests import NAMES, manifest_in
from sources.spec import MIB, Source, fixed_root
from sources.streams import Bounded, UnreadableError, lines, opened, unpacked, whole
from sources.warcs import SUFFIXES, records_in
from transforms.articles.items import HTML, JSON, TEXT, Block, RawItem
from transforms.rows import Issue

_BLOCK = 4 * MIB
_COMPRESSED = (".gz", ".zst", ".zstd")
# Beside articles, folders hold these; they are no articles and nobody misses them.
_OTHERS = (".csv", ".tsv", ".toml", ".md", ".rst", ".yaml", ".yml", ".py", ".sql", ".lock", ".log", ".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class Opening:
    """One file that is being read: whose, from where, what the manifest says about it."""

    source: Source
    access: Access
    place: str
    key: str
    fetched_at: datetime
    said: dict[str, str]

    def within(self, member: str) -> "Opening":
        """The reading of a member of this archive."""
        return replace(self, place=f"{self.place}/{member}", key=f"{self.key}/{member}", said={})

    def item(self, payload: bytes, media: str) -> RawItem:
        """The item that the whole file is."""
        source, said = self.source, self.said
        return RawItem(
            source_name=source.name,
            place=self.place,
            external_id=stem(self.key),
            key=self.key,
            payload=payload,
            media=media,
            fetched_at=self.fetched_at,
            url=said.get("url"),
            publisher=said.get("publisher") or source.publisher,
            title=said.get("title"),
            byline=said.get("byline"),
            section=said.get("section"),
            published_at=said.get("published_at"),
            published_at_basis="manifest" if said.get("published_at") else None,
            language=said.get("language") or source.language,
        )


def _read_whole(media: str) -> Callable[[Opening, Bounded], Iterator[Found]]:
    def read(opening: Opening, stream: Bounded) -> Iterator[Found]:
        yield opening.item(whole(stream, opening.access.limits), media)

    return read


def _read_json(opening: Opening, stream: Bounded) -> Iterator[Found]:
    # An article, or a list of articles as databases export them.
    payload = whole(stream, opening.access.limits)
    listed = _listed(payload)
    if not listed:
        yield opening.item(payload, JSON)
        return
    block = Block.of(payload)
    for number, one in enumerate(listed, 1):
        yield _one_of(opening, number, json.dumps(one).encode(), block)


def _listed(payload: bytes) -> list[Any] | None:
    if not payload.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        return None
    try:
        listed: list[Any] = json.loads(payload)
    except (ValueError, RecursionError):  # said of the whole file, as of any that is no JSON
        return None
    return listed


def _read_lines(opening: Opening, stream: Bounded) -> Iterator[Found]:
    # Some thousand lines are one block, so that a file of any size is kept in bounded memory.
    waiting: list[tuple[int, bytes]] = []
    size = said = 0
    broken: UnreadableError | None = None
    try:
        for number, line in lines(stream, opening.access.limits):
            if line is None:
                says = f"the line is longer than {opening.access.limits.max_item_bytes:,} bytes, the limit for one item"
                yield problem(opening.source, f"{opening.place}:{number}", "too_large", says)
                said += 1
                continue
            waiting.append((number, line.removeprefix(b"\xef\xbb\xbf")))
            size += len(line)
            said += len(line.strip())
            if size > _BLOCK:
                yield from _items_of(opening, waiting)
                waiting, size = [], 0
    except UnreadableError as error:
        broken = error
    yield from _items_of(opening, waiting)
    if broken:
        raise broken
    if not said:
        yield problem(opening.source, opening.place, "empty", "it holds no line")


def _items_of(opening: Opening, waiting: list[tuple[int, bytes]]) -> Iterator[Found]:
    block = Block.of(b"\n".join(line for _, line in waiting))
    for number, line in waiting:
        if line.strip():
            yield _one_of(opening, number, line, block)


def _one_of(opening: Opening, number: int, payload: bytes, block: Block) -> RawItem:
    """The item that is one of many in a file, by its number from 1."""
    return replace(
        opening.item(payload, JSON),
        place=f"{opening.place}:{number}",
        external_id=f"{stem(opening.key)}:{number}",
        block=block,
    )


def _read_records(opening: Opening, stream: Bounded) -> Iterator[Found]:
    like = opening.item(b"", HTML)
    yield from records_in(stream, opening.place, like, opening.source, opening.access)


# One reader a format; it gets an open, bounded stream.
FORMATS: dict[str, Callable[[Opening, Bounded], Iterator[Found]]] = {
    ".txt": _read_whole(TEXT),
    ".text": _read_whole(TEXT),
    ".html": _read_whole(HTML),
    ".htm": _read_whole(HTML),
    ".xhtml": _read_whole(HTML),
    ".json": _read_json,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".warc": _read_records,
    ".arc": _read_records,
}


def read_files(source: Source, access: Access) -> Iterator[Found]:
    """The articles of a file, a folder (with all below it) or a glob, in the order of their paths.

    Files that have neither another size nor another time than at the last reading are passed over.
    """
    root = fixed_root(source.location)
    paths = _paths(source.location)
    if not paths:
        yield problem(source, source.location, "no_files", "no files are there to read", step="fetch")
    seen = access.state.setdefault("files", {})
    fetched_at = access.now()
    manifests: dict[Path, dict[str, dict[str, str]]] = {}
    for path in paths:
        folder = path.parent
        if folder not in manifests:
            manifests[folder], issues = manifest_in(folder, source)
            yield from issues
        key = os.path.relpath(path, root)
        said = manifests[folder].get(path.name, {})
        try:
            stat = path.stat()
        except OSError as error:
            yield problem(source, str(path), "unreadable", str(error), step="fetch")
            continue
        if not S_ISREG(stat.st_mode):  # a pipe would be waited for, a device never ends
            yield problem(source, str(path), "unreadable", "it is no regular file: not read", step="fetch")
            continue
        mark = [stat.st_size, stat.st_mtime_ns, _digest(said)]
        if seen.get(key) == mark:
            access.unchanged_count += 1
            continue
        is_read = True
        opening = Opening(source, access, str(path), key, fetched_at, said)
        for found in caught(source, str(path), _read_file(opening, path)):
            is_read = is_read and not (isinstance(found, Issue) and found.reason == CRASHED)
            yield found
        if is_read:
            seen[key] = mark


def _read_file(opening: Opening, path: Path) -> Iterator[Found]:
    try:
        if is_archive(path.name):
            is_empty = True
            for name, member in members(path, opening.access.limits):
                is_empty = False
                inner = opening.within(name)
                if isinstance(member, UnreadableError):
                    yield problem(opening.source, inner.place, member.reason, str(member))
                elif is_archive(name):
                    yield problem(opening.source, inner.place, "nested_archive", "archives in archives are not read")
                elif is_wanted(name):
                    yield from _read_stream(inner, name, member)
            if is_empty:
                yield problem(opening.source, opening.place, "empty", "it holds no file")
            return
        with path.open("rb") as raw:
            yield from _read_stream(opening, path.name, raw)
    except OSError as error:
        yield problem(opening.source, opening.place, "unreadable", str(error), step="fetch")


def _read_stream(opening: Opening, name: str, raw: Bounded | BinaryIO) -> Iterator[Found]:
    compressed, suffix = suffixes(name)
    read = FORMATS.get(suffix)
    if read is None:
        says = f"{suffix or 'a file without suffix'} is no known format; known are {', '.join(FORMATS)}"
        yield problem(opening.source, opening.place, "unknown_format", says)
        return
    limits, file = opening.access.limits, cast(IO[bytes], raw)
    try:
        # Crawlers' files may be compressed whatever they are called.
        yield from read(opening, unpacked(file, limits) if suffix in SUFFIXES else opened(file, compressed, limits))
    except UnreadableError as error:
        yield problem(opening.source, opening.place, error.reason, str(error))


def suffixes(name: str) -> tuple[str, str]:
    """The compression and the format of a file by its name: ("", ".txt"), (".gz", ".jsonl")."""
    path = PurePosixPath(name.lower())
    if path.suffix in _COMPRESSED:
        return path.suffix, PurePosixPath(path.stem).suffix
    return "", path.suffix


def stem(key: str) -> str:
    """A file's name without its suffixes of format and compression."""
    name = PurePosixPath(key.replace(os.sep, "/")).name
    compressed, suffix = suffixes(name)
    return name[: len(name) - len(compressed) - len(suffix)] or name


def _paths(location: str) -> list[Path]:
    path = Path(location)
    if path.is_dir():
        found = [Path(folder) / name for folder, _, names in os.walk(path) for name in names]
        found = [one for one in found if is_wanted(one.name) and not _is_hidden(one.relative_to(path))]
    elif path.is_file():
        found = [path]
    else:
        matches = map(Path, glob.glob(location, recursive=True))
        found = [one for one in matches if one.is_file() and is_wanted(one.name)]
    return sorted(found)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def is_wanted(name: str) -> bool:
    """Whether a file in a folder or an archive may be an article, or be expected to be one."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    return name not in NAMES and not name.startswith(".") and suffixes(name)[1] not in _OTHERS


def _digest(said: dict[str, str]) -> str:
    return hashlib.blake2b(repr(sorted(said.items())).encode(), digest_size=6).hexdigest() if said else ""
