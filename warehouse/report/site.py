"""Writing the site: all pages into a new folder beside the old one, which they replace when they are complete."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from warehouse.report.pages import pages
from warehouse.report.reading import Reader

STATIC = Path(__file__).parent / "static"
# What tells a site from any other folder: only a site is ever replaced.
_SIGN = "wirehouse-report.txt"


class ReportError(ValueError):
    """The site cannot be written; the message says why and what to do. What was there before stays."""


@dataclass(frozen=True, slots=True)
class Report:
    """A site that was written: where it begins, and how many pages it has."""

    index: Path
    page_count: int


def write_report(database: Path, out: Path) -> Report:
    """Write the site of a published warehouse into a folder; a site that is there already is replaced.

    The same warehouse gives the same bytes. A folder that holds anything but a site is refused with a ReportError; a
    missing warehouse and one of another version are QueryErrors (ValueErrors, both).
    """
    out = out.absolute()
    if out.exists() and not (out / _SIGN).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise ReportError(f"{out}: holds something other than a report; name an empty or a new folder")
    beside = out.with_name(f"{out.name}.{os.getpid()}.new")
    replaced = out.with_name(f"{out.name}.{os.getpid()}.old")
    try:
        count = _write(database, beside)
        if out.exists():
            os.replace(out, replaced)
        os.replace(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(replaced, ignore_errors=True)
    return Report(out / "index.html", count)


def _write(database: Path, folder: Path) -> int:
    count = 0
    with Reader(database) as reader:
        folder.mkdir(parents=True)
        shutil.copytree(STATIC, folder / "static")
        (folder / _SIGN).write_text("This folder is written by `wirehouse report`, and replaced as a whole.\n")
        for path, html in pages(reader):
            target = folder / path
            target.parent.mkdir(exist_ok=True)
            target.write_text(html, encoding="utf8", newline="\n")
            count += path.endswith(".html")
    return count
