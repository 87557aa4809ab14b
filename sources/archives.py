"""Archives: zip and tar files whose members are read where they lie, never unpacked to disk."""

import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Self, cast

from sources.spec import Limits
from sources.streams import BROKEN, FREE, Bounded, UnreadableError, unpacked

ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.zst")
# A member, or a sentence with a reason where one cannot be read.
Member = tuple[str, Bounded | UnreadableError]


class _Header(tarfile.TarInfo):
    """A header of a tar file; tarfile takes a damaged one for the end of the archive, this one does not."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """The next header; a ReadError where none can be read before the zeros that end an archive."""
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if type(error).__name__ == "EOFHeaderError":
                raise
            raise tarfile.ReadError(f"it breaks off, or is damaged, before its end: {error}") from error


def is_archive(name: str) -> bool:
    """Whether a file is an archive, by its name."""
    return name.lower().endswith(ARCHIVES)


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The files in an archive, in its order; an UnreadableError in place of one that is broken or unsafe.

    All members together may expand to no more than one file may.
    """
    read = _zipped if path.name.lower().endswith(".zip") else _tarred
    expanded, most = 0, limits.max_expanded_bytes
    try:
        # Members may share their packed bytes; no archive of texts is as small as that.
        most = min(most, max(FREE, limits.max_ratio * path.stat().st_size))
        for number, (name, member) in enumerate(read(path, limits), 1):
            if number > limits.max_members:
                yield name, UnreadableError("too_many", f"more than {limits.max_members:,} members are not read")
                return
            yield name, member
            if isinstance(member, Bounded):
                expanded += member.expanded_bytes
                member.close()
            if expanded > most:
                yield name, UnreadableError("bomb", f"its members expand to more than {most:,} bytes")
                return
    except UnreadableError as error:
        yield "", error
    except BROKEN as error:
        yield "", UnreadableError("bad_archive", f"it is no readable archive: {error}")


def _zipped(path: Path, limits: Limits) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            unsafe = _unsafe(info.filename)
            if unsafe:
                yield info.filename, unsafe
            elif info.flag_bits & 0x1:
                yield info.filename, UnreadableError("encrypted", "the member is encrypted")
            else:
                yield info.filename, _opened(lambda info=info: archive.open(info), limits, info.compress_size)  # type: ignore[misc]


def _tarred(path: Path, limits: Limits) -> Iterator[Member]:
    # As a stream: sizes that a header claims are never allocated, and nothing is read twice.
    with (
        path.open("rb") as raw,
        tarfile.open(fileobj=cast(IO[bytes], unpacked(raw, limits)), mode="r|", tarinfo=_Header) as archive,
    ):
        for info in archive:
            archive.members = []  # type: ignore[attr-defined] # it would remember them all
            unsafe = _unsafe(info.name)
            if info.isdir():
                continue
            if info.size > limits.max_expanded_bytes:
                # To pass it over, tarfile would count to its end, however far that is.
                yield (
                    info.name,
                    UnreadableError("bomb", f"its header claims {info.size:,} bytes: not read on from here"),
                )
                return
            if unsafe:
                yield info.name, unsafe
            elif not info.isfile():
                yield info.name, UnreadableError("unsafe_path", "links and devices in archives are not followed")
            else:
                member = archive.extractfile(info)
                yield info.name, Bounded(cast(IO[bytes], member), limits, raw.tell)


def _opened(open_it: Callable[[], IO[bytes]], limits: Limits, size: int) -> Bounded | UnreadableError:
    try:
        return Bounded(open_it(), limits, lambda: size)
    except BROKEN as error:
        return UnreadableError("bad_archive", f"the member cannot be read: {error}")


def _unsafe(name: str) -> UnreadableError | None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name) or "\0" in name:
        return UnreadableError("unsafe_path", f"the member {name!r:.200} points out of its archive: not read")
    return None
