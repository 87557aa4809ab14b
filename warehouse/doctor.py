"""What is wrong with a lake, and what mends it: leftovers of killed runs, damaged files, lost commits.

Examining reads every file once and writes nothing. Mending deletes only what the next run makes again or what was
written again first; an article that can only be read in part is set aside, not deleted.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from transforms.rows import Article, Issue
from warehouse.lake import (
    CLOCK,
    CLOCKS_DIFFER,
    COMMIT,
    Batch,
    Lake,
    LakeError,
    NewerLakeError,
    file_name,
    published_as,
)
from warehouse.query import damage_of
from warehouse.salvage import articles_again, batch_without_commit, issues_of

# On an object store nobody can tell a leftover from what another writer is just writing; in a folder the lock can.
_SETTLED = timedelta(days=1)
_TEMPORARY = re.compile(r"\.\d+\.tmp$")
_ASIDE = "damaged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a lake: what kind of thing, where, what happened, and what would mend it.

    `remedy` is null where only a person can do something, which `says` then tells. `mend` does it.
    """

    kind: str
    path: str
    says: str
    remedy: str | None = None
    mend: Callable[[], None] = field(default=lambda: None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}: {self.says}"


def examine(lake: Lake, warehouse: Path | None = None, *, now: datetime | None = None) -> Iterator[Finding]:
    """Everything that is wrong with a lake, in a fixed order; articles are looked for in this warehouse as well."""
    yield from _Examination(lake, warehouse, now or datetime.now(UTC)).findings()


class _Examination:
    """The lake as it was listed once, folder by folder."""

    def __init__(self, lake: Lake, warehouse: Path | None, now: datetime) -> None:
        self._lake, self._warehouse, self._now = lake, warehouse, now
        self._folders: dict[str, list[str]] = defaultdict(list)
        for path in sorted(lake.filesystem.find(lake.root)):
            folder, _, name = path.removeprefix(f"{lake.root}/").rpartition("/")
            self._folders[folder].append(name)
        self._named_raw: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        yield from self._format()
        yield from self._temporary()
        for folder in [name for name in self._folders if name.startswith("batches/")]:
            yield from self._batch(folder)
        for folder in [name for name in self._folders if name.startswith("facts/")]:
            yield from self._facts(folder)
        for folder in [name for name in self._folders if name.startswith("compacted/")]:
            yield from self._compaction(folder)
        yield from self._state()
        yield from self._runs()
        yield from self._raw()
        yield from self._set_aside()
        yield from self._published()

    def _format(self) -> Iterator[Finding]:
        if "lake.json" not in self._folders[""]:
            yield Finding("damaged format", "lake.json", "it is not there", "write it", self._lake.put_format)
            return
        try:
            self._lake.check_format()
        except NewerLakeError:
            raise
        except LakeError as error:
            yield Finding("damaged format", "lake.json", str(error), "write it again", self._lake.put_format)

    def _temporary(self) -> Iterator[Finding]:
        for folder, names in self._folders.items():
            for name in filter(_TEMPORARY.search, names):
                path = f"{folder}/{name}".lstrip("/")
                says = "the beginning of a file that was being written when its run ended"
                yield Finding("temporary file", path, says, "delete it", partial(self._lake.delete, path))

    def _batch(self, folder: str) -> Iterator[Finding]:
        batch_id = folder.removeprefix("batches/")
        if COMMIT not in self._folders[folder]:
            yield from self._uncommitted(folder, "its articles come in again with the next run")
            return
        batch, problem = self._commit(folder)
        if batch is None:
            again = batch_without_commit(self._lake, batch_id, self._folders[folder])
            if again is None:
                yield self._lost(folder, f"{problem}, and its files do not make up the batch")
                return
            remedy = "write it again: the batch's name proves the files in its folder"
            yield Finding(
                "damaged commit", f"{folder}/{COMMIT}", problem, remedy, partial(self._lake.put_commit, again)
            )
            batch = again
        yield from self._orphans(batch)
        damaged = self._damaged(batch)
        if "articles" in damaged:
            yield self._damaged_articles(batch, damaged)
            return
        if batch.counts.get("articles"):
            named = self._lake.read(batch.path_of("articles"), ["raw_sha256"]).column("raw_sha256")
            self._named_raw.update(filter(None, named.to_pylist()))
        if "issues" in damaged:
            remedy = "commit the batch without them; what still cannot be read is an issue again when it is read again"
            mend = partial(self._without_issues, batch)
            yield Finding("damaged issues", batch.path_of("issues"), damaged["issues"], remedy, mend)

    def _damaged_articles(self, batch: Batch, damaged: dict[str, str]) -> Finding:
        problem = damaged["articles"]
        articles, basis = articles_again(self._lake, batch, self._warehouse)
        if not articles:
            return self._lost(batch.folder, f"{batch.path_of('articles')}: {problem}; {basis}")
        remedy = f"write its {len(articles)} articles again from {basis}"
        if "issues" in damaged:
            remedy += ", without its issues, whose file is damaged too"
        mend = partial(self._write_again, batch, articles, keeps_issues="issues" not in damaged)
        return Finding("damaged articles", batch.path_of("articles"), problem, remedy, mend)

    def _lost(self, folder: str, problem: str) -> Finding:
        batch_id = folder.rpartition("/")[2]
        remedy = (
            f"move it to {_ASIDE}/{batch_id}, with the raw bytes that no other article came from, and forget what "
            "sources remember, so that the next run reads again what they still have"
        )
        return Finding("lost batch", folder, problem, remedy, partial(self._put_aside, folder))

    def _facts(self, folder: str) -> Iterator[Finding]:
        batch_id = folder.rpartition("/")[2]
        if COMMIT not in self._folders[folder]:
            yield from self._uncommitted(folder, "the next run makes them again")
            return
        batch, problem = self._commit(folder)
        if batch is None:
            yield self._unusable("damaged commit", folder, f"{folder}/{COMMIT}", problem)
            return
        if COMMIT not in self._folders.get(f"batches/{batch_id}", ()):
            says = "facts of a batch that is not in the lake; no warehouse is built from them"
            yield Finding("orphan facts", folder, says, "delete them", partial(self._lake.delete, folder))
            return
        yield from self._orphans(batch)
        for table, says in self._damaged(batch).items():
            yield self._unusable("damaged facts", folder, batch.path_of(table), says)
            return

    def _compaction(self, folder: str) -> Iterator[Finding]:
        if COMMIT not in self._folders[folder]:
            yield from self._uncommitted(folder, "its batches are read one by one")
            return
        remedy = "delete it: its batches hold the same rows, and the next run joins them again"
        mend = partial(self._lake.delete, folder)
        try:
            found = self._lake.compaction_in(f"{folder}/{COMMIT}")
        except LakeError as error:
            yield Finding("damaged compaction", f"{folder}/{COMMIT}", str(error), remedy, mend)
            return
        for table, path in found.paths:
            damage = self._damage(path, table)
            if damage:
                yield Finding("damaged compaction", path, damage, remedy, mend)
                return

    def _unusable(self, kind: str, folder: str, path: str, says: str) -> Finding:
        batch_id = folder.rpartition("/")[2]
        others = sum(name.startswith("facts/") and name.endswith(f"/{batch_id}") for name in self._folders) - 1
        then = "the next run makes them again"
        if others:
            then = "those of another version count until `wirehouse run --reextract`"
        return Finding(kind, path, says, f"delete the batch's facts; {then}", partial(self._lake.delete, folder))

    def _uncommitted(self, folder: str, then: str) -> Iterator[Finding]:
        if self._is_settled(f"{folder}/{self._folders[folder][0]}"):
            says = f"a run ended before it committed this; {then}"
            yield Finding("uncommitted", folder, says, "delete it", partial(self._lake.delete, folder))

    def _orphans(self, batch: Batch) -> Iterator[Finding]:
        expected = {COMMIT, *(batch.path_of(table).rpartition("/")[2] for table in batch.counts)}
        for name in self._folders[batch.folder]:
            path = f"{batch.folder}/{name}"
            if name not in expected and not _TEMPORARY.search(name) and self._is_settled(path):
                says = "its folder's commit does not name it; nobody reads it"
                yield Finding("orphan file", path, says, "delete it", partial(self._lake.delete, path))

    def _commit(self, folder: str) -> tuple[Batch | None, str]:
        try:
            return self._lake.commit_in(f"{folder}/{COMMIT}"), ""
        except LakeError as error:
            return None, str(error)

    def _damaged(self, batch: Batch) -> dict[str, str]:
        """The tables of a batch whose rows are not as they were written, and why."""
        return {table: says for table, path in batch.paths if (says := self._damage(path, table))}

    def _damage(self, path: str, table: str) -> str | None:
        """Why a file of rows is not as it was written; null when it is."""
        folder, _, name = path.rpartition("/")
        if name not in self._folders[folder]:
            return "it is not there"
        if name != f"{table}.parquet":
            payload = self._lake.filesystem.cat_file(self._lake.at(path))
            return None if file_name(table, payload) == name else "its bytes are not those that were written"
        try:  # of format 1, whose names prove nothing
            self._lake.read(path)
        except LakeError as error:
            return str(error)
        return None

    def _state(self) -> Iterator[Finding]:
        for folder in [name for name in self._folders if name == "state" or name.startswith("state/")]:
            for name in self._folders[folder]:
                path = f"{folder}/{name}"
                if _TEMPORARY.search(name):
                    continue
                forget = partial(self._lake.delete, path)
                try:
                    state = json.loads(self._lake.filesystem.cat_file(self._lake.at(path)))
                except ValueError as error:
                    remedy = "delete it: its source is read as if for the first time, and what is known is passed over"
                    yield Finding("damaged state", path, f"cannot be read ({error})", remedy, forget)
                    continue
                if path == f"state/{CLOCK}.json" and datetime.fromisoformat(state) > self._now + CLOCKS_DIFFER:
                    says = f"a run began at {state}, which is still to come: this clock is slow, or that one was fast"
                    yield Finding("clock", path, says, "forget that time, where this clock is right", forget)

    def _runs(self) -> Iterator[Finding]:
        for name in self._folders.get("runs", ()):
            if _TEMPORARY.search(name):
                continue
            try:
                self._lake.read(f"runs/{name}")
            except LakeError as error:
                path, remedy = f"runs/{name}", "delete it: the record of one run is lost, nothing else"
                yield Finding("damaged run", path, str(error), remedy, partial(self._lake.delete, path))

    def _raw(self) -> Iterator[Finding]:
        there = set()
        for folder in [name for name in self._folders if name.startswith("raw/")]:
            for name in self._folders[folder]:
                if _TEMPORARY.search(name):
                    continue
                sha, path = name.removesuffix(".zst"), f"{folder}/{name}"
                there.add(sha)
                try:
                    self._lake.raw(sha)
                except LakeError as error:
                    remedy = "delete it and read sources again, so that these bytes are kept anew; its articles stand"
                    yield Finding("damaged raw bytes", path, str(error), remedy, partial(self._read_again, path))
        for sha in sorted(self._named_raw - there):
            says = "articles name these bytes, and they are not there; the articles stand, but cannot be made again"
            yield Finding("missing raw bytes", f"raw/{sha[:2]}/{sha}.zst", says)

    def _set_aside(self) -> Iterator[Finding]:
        for batch_id in sorted({name.split("/")[1] for name in self._folders if name.startswith(f"{_ASIDE}/")}):
            path = f"{_ASIDE}/{batch_id}"
            says = "a batch that could not be made again was set aside; "
            says += (
                f"`wirehouse run {self._lake.at(path)}/raw` brings in what its raw bytes hold; then delete the folder"
            )
            yield Finding("set aside", path, says)

    def _published(self) -> Iterator[Finding]:
        """The warehouse, last: articles may have to be written again from what of it can be read."""
        if self._warehouse is None or not self._warehouse.exists():
            return
        damage = damage_of(self._warehouse)
        if damage is None:
            return
        name = published_as(self._warehouse)
        if self._lake.state(name) is None:
            says = f"{damage}; `wirehouse run` makes it anew from the lake"
            yield Finding("damaged warehouse", str(self._warehouse), says)
            return
        remedy = "forget that it was published, so that the next run makes it anew from the lake"
        mend = partial(self._lake.forget, name)
        yield Finding("damaged warehouse", str(self._warehouse), damage, remedy, mend)

    def _is_settled(self, path: str) -> bool:
        if self._lake.is_local:
            return True
        written: datetime = self._lake.filesystem.modified(self._lake.at(path))
        return self._now - written > _SETTLED

    # What mends

    def _write_again(self, batch: Batch, articles: list[Article], *, keeps_issues: bool) -> None:
        issues = issues_of(self._lake, batch) if keeps_issues else []
        self._lake.recommit(batch, {Article: articles, Issue: issues})
        self._delete_replaced(batch, "articles")
        self._delete_replaced(batch, "issues")

    def _without_issues(self, batch: Batch) -> None:
        files = {table: name for table, name in batch.files.items() if table != "issues"}
        self._lake.put_commit(replace(batch, counts={**batch.counts, "issues": 0}, files=files))
        self._delete_replaced(batch, "issues")

    def _delete_replaced(self, batch: Batch, table: str) -> None:
        # The same rows written again may have the same bytes, and so the same name.
        damaged, now = batch.path_of(table), self._lake.commit_in(f"{batch.folder}/{COMMIT}")
        is_named = now.counts[table] and now.path_of(table) == damaged
        if not is_named and self._lake.filesystem.exists(self._lake.at(damaged)):
            self._lake.delete(damaged)

    def _put_aside(self, folder: str) -> None:
        aside = f"{_ASIDE}/{folder.rpartition('/')[2]}"
        for name in self._folders[folder]:
            self._lake.put(f"{aside}/{name}", self._lake.filesystem.cat_file(self._lake.at(f"{folder}/{name}")))
        for raw in [name for name in self._folders if name.startswith("raw/")]:
            for sha in {name.removesuffix(".zst") for name in self._folders[raw]} - self._named_raw:
                with suppress(LakeError):  # damaged too: a finding of its own
                    payload = self._lake.raw(sha)
                    self._lake.put(f"{aside}/raw/{sha}{_suffix_of(payload)}", payload)
        self._forget_sources()
        self._lake.delete(folder)

    def _read_again(self, path: str) -> None:
        self._lake.delete(path)
        self._forget_sources()

    def _forget_sources(self) -> None:
        for name in self._folders.get("state", ()):
            if name != f"{CLOCK}.json" and self._lake.filesystem.exists(self._lake.at(f"state/{name}")):
                self._lake.delete(f"state/{name}")


def _suffix_of(payload: bytes) -> str:
    """The suffix under which these bytes are read as what they are."""
    start = payload.lstrip()[:1]
    if start == b"<":
        return ".html"
    if start != b"{":
        return ".txt"
    try:
        json.loads(payload)
    except ValueError:
        return ".jsonl"
    return ".json"
