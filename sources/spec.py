"""What a source is: one line of the sources file, or one argument of the command line."""

import glob
import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from transforms.lexicon import SEEDS

MIB = 1024 * 1024


class SourceError(ValueError):
    """A source that cannot be meant: the message names it, and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a source may cost. Sizes in bytes, times in seconds; what goes beyond becomes an issue.

    `allow_private` lets urls lead to loopback and private addresses: for tests and newsrooms' own servers only.
    """

    max_item_bytes: int = 20 * MIB
    max_expanded_bytes: int = 16 * 1024 * MIB
    max_ratio: int = 250
    max_members: int = 1_000_000
    max_items: int | None = None
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 120.0
    max_redirects: int = 5
    retries: int = 3
    backoff_seconds: float = 1.0
    delay_seconds: float = 1.0
    obey_robots: bool = True
    allow_private: bool = False
    user_agent: str = "wirehouse/0.1 (news research; reads robots.txt)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of news: how it is called, what kind it is, where it lies.

    `schedule` is a cron line, null for sources that are read when asked for; `limits` holds only what differs from
    `Limits`. `publisher`, `country` (ISO 3166 alpha-3) and `language` say what its articles do not say themselves.
    """

    name: str
    kind: str
    location: str
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    schedule: str | None = None
    follow: bool = True
    limits: tuple[tuple[str, Any], ...] = ()

    def limited(self, base: Limits) -> Limits:
        """These limits with what this source says otherwise."""
        return Limits(**{**{field.name: getattr(base, field.name) for field in fields(Limits)}, **dict(self.limits)})


KINDS = ("files", "feed", "pages", "sitemap", "url", "warc")


def sources_file() -> Path:
    """The sources file: that named by the environment variable WIREHOUSE_SOURCES, else seeds/sources.toml."""
    return Path(os.environ.get("WIREHOUSE_SOURCES") or SEEDS / "sources.toml")


def source_of(argument: str, registry: Path | None = None) -> Source:
    """The source that a command-line argument means: a registered name, a file, a folder, a glob or an http(s) url.

    A file's source is its folder, so that an article is the same whether its file or its folder is given. What is not
    there is a SourceError.
    """
    argument = argument.strip()
    if not argument:
        raise SourceError("an empty source: give a file, a folder, a glob or an http(s) url")
    if "://" in argument:
        if argument.lower().startswith(("http://", "https://")):
            return Source(name=argument, kind="url", location=argument)
        raise SourceError(f"{argument}: only http:// and https:// urls are read; for a local file give its path")
    registry = registry or sources_file()
    known = registered(registry) if registry.exists() else []
    for source in known:
        if source.name == argument:
            return source
    path = Path(argument)
    for source in known:
        # However its folder is written, from wherever: a source's articles are the same.
        if source.kind == "files" and path.exists() and _is_of(path, source):
            return source if path.is_dir() else replace(source, location=argument)
    if path.is_dir():
        return Source(name=os.path.normpath(argument), kind="files", location=argument)
    if path.exists():
        return Source(name=os.path.normpath(path.parent), kind="files", location=argument)
    if glob.has_magic(argument):
        return Source(name=os.path.normpath(fixed_root(argument)), kind="files", location=argument)
    raise SourceError(
        f"{argument}: no such file, folder or source; give a file, a folder, a glob, an http(s) url "
        f"or a name from {registry}"
    )


def _is_of(path: Path, source: Source) -> bool:
    folder = path if path.is_dir() else path.parent
    return folder.resolve() == fixed_root(source.location).resolve()


def fixed_root(location: str) -> Path:
    """The folder in which a file, a folder or a glob lies: what stands before the first wildcard."""
    path = Path(location)
    if path.is_dir():
        return path
    while glob.has_magic(str(path)):
        path = path.parent
    return path if path.is_dir() else path.parent


def registered(path: Path) -> list[Source]:
    """The sources of a sources file (TOML, one `[[source]]` each), in order; paths in it start at its folder.

    An unknown key or kind, a missing one, or a name used twice is a SourceError that names the line.
    """
    try:
        text = path.read_text(encoding="utf8")
        said = tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {error}") from error
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[source]]")]
    found: dict[str, int] = {}
    sources: list[Source] = []
    entries = said.get("source", [])
    if set(said) - {"source"} or not isinstance(entries, list):
        raise SourceError(f"{path}: expected [[source]] entries only, got {', '.join(sorted(said))}")
    for number, entry in zip(lines, entries, strict=False):
        source = _registered(f"{path}:{number}", entry, path.parent)
        if source.name in found:
            raise SourceError(f"{path}:{number}: source {source.name!r} is already on line {found[source.name]}")
        found[source.name] = number
        sources.append(source)
    return sources


def _registered(place: str, entry: dict[str, Any], folder: Path) -> Source:
    known = {field.name for field in fields(Source)}
    unknown = sorted(set(entry) - known)
    if unknown:
        raise SourceError(f"{place}: unknown key {unknown[0]!r}; a source has {', '.join(sorted(known))}")
    missing = [key for key in ("name", "kind", "location") if not entry.get(key)]
    if missing:
        raise SourceError(f"{place}: no {missing[0]!r}; a source needs name, kind and location")
    if entry["kind"] not in KINDS:
        raise SourceError(f"{place}: unknown kind {entry['kind']!r}; known are {', '.join(KINDS)}")
    limits = entry.get("limits", {})
    bad = sorted(set(limits) - {field.name for field in fields(Limits)})
    if bad:
        raise SourceError(f"{place}: unknown limit {bad[0]!r}; known are {', '.join(f.name for f in fields(Limits))}")
    location = str(entry["location"])
    if "://" not in location:
        location = str(folder / location)
    return Source(**{**entry, "location": location, "limits": tuple(sorted(limits.items()))})
