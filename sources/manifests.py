"""What a manifest beside the files says about them: url, publisher, title, publication date."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sources.access import problem
from sources.spec import MIB, Source
from transforms.articles.decoding import decoded
from transforms.rows import Issue

NAMES = ("manifest.csv", "manifest.json", "manifest.jsonl")
FIELDS = ("url", "publisher", "title", "published_at", "byline", "language", "section")


def manifest_in(folder: Path, source: Source) -> tuple[dict[str, dict[str, str]], list[Issue]]:
    """What the manifest of a folder says, by file name; and what in it could not be read."""
    said: dict[str, dict[str, str]] = {}
    issues: list[Issue] = []
    for path in (folder / name for name in NAMES):
        if not path.is_file():
            continue
        if path.stat().st_size > 64 * MIB:
            issues.append(problem(source, str(path), "too_large", "a manifest of more than 64 MiB is not read"))
            continue
        for line, entry in _entries(path):
            place = f"{path}:{line}"
            if isinstance(entry, str):
                issues.append(problem(source, place, "bad_manifest", entry))
            elif not entry.get("file"):
                says = f"it names no file; expected the keys file, {', '.join(FIELDS)}"
                issues.append(problem(source, place, "bad_manifest", says))
            elif not (folder / entry["file"]).is_file():
                issues.append(problem(source, place, "missing_file", f"{entry['file']} is not in {folder}"))
            elif entry["file"] in said:
                issues.append(
                    problem(source, place, "bad_manifest", f"{entry['file']} is named twice; the first holds")
                )
            else:
                said[entry["file"]] = {field: entry[field] for field in FIELDS if entry.get(field)}
    return said, issues


def _entries(path: Path) -> Iterator[tuple[int, dict[str, str] | str]]:
    text = decoded(path.read_bytes()).text
    if path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(text, newline=""))
        try:
            for row in rows:
                yield rows.line_num, _strings(row)
        except csv.Error as error:
            yield rows.line_num, f"it is not CSV: {error}"
    elif path.suffix == ".jsonl":
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, _object(line)
    else:
        try:
            said: Any = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield 1, f"it is not JSON: {error}"
            return
        if isinstance(said, Mapping):
            said = [{"file": name, **entry} if isinstance(entry, Mapping) else entry for name, entry in said.items()]
        for number, entry in enumerate(said if isinstance(said, list) else [said], 1):
            yield number, _strings(entry) if isinstance(entry, Mapping) else f"expected an object, got {entry!r:.80}"


def _object(line: str) -> dict[str, str] | str:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"it is not JSON: {error}"
    return _strings(said) if isinstance(said, Mapping) else f"expected an object, got {line:.80}"


def _strings(entry: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key).strip(): str(value).strip() for key, value in entry.items() if key and value not in (None, "")}
