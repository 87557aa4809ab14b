"""The lake: what came in and what was found in it, as Parquet batches that are written whole and committed last.

    lake.json                               the format, so that an older program refuses a newer lake
    raw/ab/abcd….zst                        the bytes that came in, by their SHA-256
    batches/<batch>/articles.parquet …      articles as ingested, and what could not be read
    facts/<version>/<batch>/<table>.parquet what a pipeline version found in a batch
    runs/<run>.parquet                      one row a run
    state/<name>.json                       what sources remember between runs

A folder under batches/ or facts/ counts only once it holds commit.json, which is written last. A run that was
killed leaves a folder without one; the next run writes it again. All paths go through fsspec, so a lake may lie
on s3://, gs:// or memory:// as well as in a folder.
"""

import fcntl
import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from transforms.rows import Article, Issue, Row, table_of
from warehouse.disk import sync

LAKE_FORMAT = 1
COMMIT = "commit.json"


class LakeError(RuntimeError):
    """The lake cannot be read or written; the message says where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One committed folder: the articles of a batch, or what a pipeline version found in them."""

    batch_id: str
    pipeline_version: str | None
    counts: Mapping[str, int]
    committed_as: int


class Lake:
    """A lake at a path or URL. Opening creates nothing; the first write does."""

    def __init__(self, url: str) -> None:
        self.filesystem, root = fsspec.core.url_to_fs(url)
        self.url = url
        self.root = str(root).rstrip("/")
        self._next_order = 0
        self._is_local = "file" in _protocols(self.filesystem)

    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return bool(self.filesystem.exists(self._at("lake.json")))

    def open(self) -> "Lake":
        """Check that this program may read the lake, and write its format when it is new."""
        marker = self._at("lake.json")
        if self.filesystem.exists(marker):
            found = json.loads(self.filesystem.cat_file(marker))["lake_format"]
            if found > LAKE_FORMAT:
                raise LakeError(
                    f"{self.url}: written in lake format {found}, this program knows {LAKE_FORMAT}; upgrade wirehouse"
                )
            return self
        self._put("lake.json", json.dumps({"lake_format": LAKE_FORMAT}).encode())
        return self

    # What came in

    def keep_raw(self, payload: bytes) -> str:
        """Keep these bytes, compressed, under their SHA-256, which is returned; bytes already kept cost nothing."""
        name = hashlib.sha256(payload).hexdigest()
        path = f"raw/{name[:2]}/{name}.zst"
        if not self.filesystem.exists(self._at(path)):
            self._put(path, zstandard.compress(payload))
        return name

    def raw(self, name: str) -> bytes:
        """The bytes kept under this SHA-256."""
        path = self._at(f"raw/{name[:2]}/{name}.zst")
        if not self.filesystem.exists(path):
            raise LakeError(f"{path}: not in the lake; articles name the bytes they were read from in raw_sha256")
        return zstandard.decompress(self.filesystem.cat_file(path))

    def write_batch(self, articles: Sequence[Article], issues: Sequence[Issue]) -> str:
        """Commit articles as ingested with the issues of reading them; returns the batch id, derived from both."""
        named = [f"{a.article_id}:{a.version}:{a.text_sha256}" for a in articles] + [i.issue_id for i in issues]
        batch_id = hashlib.blake2b("\n".join(named).encode(), digest_size=10).hexdigest()
        order = self._next_order or 1 + max((batch.committed_as for batch in self.batches()), default=0)
        rows: dict[type[Row], Sequence[Row]] = {Article: articles, Issue: issues}
        self._commit(f"batches/{batch_id}", rows, version="", batch_id=batch_id, order=order)
        self._next_order = order + 1
        return batch_id

    def articles_of(self, batch_id: str) -> list[Article]:
        """The articles of a committed batch, in the order they came in."""
        table = self._read(f"batches/{batch_id}/articles.parquet")
        names = [name for name in table.column_names if name in Article.__dataclass_fields__]
        return [Article(**{name: _frozen(row[name]) for name in names}) for row in table.to_pylist()]

    def known_articles(self) -> dict[str, tuple[int, str]]:
        """Newest version and text hash of every article in the lake, by article id."""
        known: dict[str, tuple[int, str]] = {}
        for table in self._columns("articles", ["article_id", "version", "text_sha256"]):
            for article_id, version, sha in zip(*(column.to_pylist() for column in table.columns), strict=True):
                known[article_id] = max(known.get(article_id, (0, "")), (version, sha))
        return known

    def known_issues(self) -> set[str]:
        """Ids of the issues that ingesting has raised before: an unreadable file is news only once."""
        return {issue for table in self._columns("issues", ["issue_id"]) for issue in table.column(0).to_pylist()}

    # What was found

    def write_facts(self, pipeline_version: str, batch_id: str, rows: Mapping[type[Row], Sequence[Row]]) -> None:
        """Commit what a pipeline version found in a batch."""
        earlier = self._committed(f"facts/*/{batch_id}/{COMMIT}")
        order = 1 + max((facts.committed_as for facts in earlier), default=0)
        folder = f"facts/{pipeline_version}/{batch_id}"
        self._commit(folder, rows, version=pipeline_version, batch_id=batch_id, order=order)

    def batches(self) -> list[Batch]:
        """Committed batches of articles, oldest first."""
        return self._committed(f"batches/*/{COMMIT}")

    def facts(self) -> dict[str, Batch]:
        """The newest committed facts of each batch, by batch id."""
        return {facts.batch_id: facts for facts in self._committed(f"facts/*/*/{COMMIT}")}

    def pending(self, pipeline_version: str, *, reextract: bool = False) -> list[str]:
        """Batches to extract, oldest first: those without facts, and with `reextract` those of another version."""
        facts = self.facts()
        return [
            batch.batch_id
            for batch in self.batches()
            if batch.batch_id not in facts or (reextract and facts[batch.batch_id].pipeline_version != pipeline_version)
        ]

    def files(self) -> dict[str, list[str]]:
        """The Parquet files that count, by table, oldest first: what the warehouse is built from."""
        facts = self.facts()
        files: dict[str, list[str]] = {"runs": sorted(self.filesystem.glob(self._at("runs/*.parquet")))}
        for batch in self.batches():
            folders = [(f"batches/{batch.batch_id}", batch.counts)]
            if found := facts.get(batch.batch_id):
                folders.append((f"facts/{found.pipeline_version}/{batch.batch_id}", found.counts))
            for folder, counts in folders:
                for table, count in counts.items():
                    if count:
                        files.setdefault(table, []).append(self._at(f"{folder}/{table}.parquet"))
        return files

    # What happened

    def write_run(self, run: Row, run_id: str, pipeline_version: str) -> None:
        """Record a run, replacing what was recorded of it before."""
        table = table_of(type(run), [run], pipeline_version=pipeline_version, batch_id="")
        self._put(f"runs/{run_id}.parquet", _parquet(table))

    def state(self, name: str) -> Any:
        """What was remembered under this name; null when nothing was."""
        path = self._at(f"state/{name}.json")
        return json.loads(self.filesystem.cat_file(path)) if self.filesystem.exists(path) else None

    def remember(self, name: str, state: Any) -> None:
        """Remember JSON-able values under this name."""
        self._put(f"state/{name}.json", json.dumps(state, sort_keys=True).encode())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lake for one run; a second run is refused. The system frees the lock of a process that dies.

        Only a lake in a folder can be locked; on an object store, schedule one run at a time (docs/operations.md).
        """
        if not self._is_local:
            yield
            return
        self._make_parent(self._at("lock"))
        with Path(self._at("lock")).open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().strip() or "another process"
                raise LakeError(f"{self.url}: {holder} is writing to this lake; wait for it, or stop it") from None
            lock.truncate(0)
            lock.write(f"process {os.getpid()}")
            lock.flush()
            yield
            lock.truncate(0)

    # How it is kept

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}"

    def _make_parent(self, path: str) -> None:
        try:
            self.filesystem.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        except OSError as error:
            raise LakeError(f"{path}: cannot be written ({error.strerror or error}); choose another --lake") from error

    def _put(self, path: str, payload: bytes) -> None:
        """Write a file so that it is either there whole or not at all."""
        target = self._at(path)
        self._make_parent(target)
        if not self._is_local:
            self.filesystem.pipe_file(target, payload)  # an object store shows an object only when it is complete
            return
        beside = f"{target}.{os.getpid()}.tmp"
        try:
            with Path(beside).open("wb") as out:
                out.write(payload)
                out.flush()
                os.fsync(out.fileno())
            os.replace(beside, target)
            sync(Path(target).parent)
        except OSError as error:
            Path(beside).unlink(missing_ok=True)
            raise LakeError(
                f"{target}: cannot be written ({error.strerror}); free space or check permissions"
            ) from error

    def _commit(
        self, folder: str, rows: Mapping[type[Row], Sequence[Row]], *, version: str, batch_id: str, order: int
    ) -> None:
        for row_type, found in rows.items():
            if found:
                table = table_of(row_type, found, pipeline_version=version, batch_id=batch_id)
                self._put(f"{folder}/{row_type.TABLE}.parquet", _parquet(table))
        commit = {
            "batch_id": batch_id,
            "pipeline_version": version or None,
            "counts": {row_type.TABLE: len(found) for row_type, found in rows.items()},
            "committed_as": order,
        }
        self._put(f"{folder}/{COMMIT}", json.dumps(commit).encode())

    def _committed(self, pattern: str) -> list[Batch]:
        if not self.filesystem.exists(self.root):
            return []
        paths = self.filesystem.glob(self._at(pattern))
        batches = [Batch(**json.loads(self.filesystem.cat_file(path))) for path in paths]
        return sorted(batches, key=lambda batch: (batch.committed_as, batch.batch_id))

    def _columns(self, table: str, columns: list[str]) -> Iterator[pa.Table]:
        for batch in self.batches():
            if batch.counts.get(table):
                yield self._read(f"batches/{batch.batch_id}/{table}.parquet", columns)

    def _read(self, path: str, columns: list[str] | None = None) -> pa.Table:
        try:
            return pq.read_table(io.BytesIO(self.filesystem.cat_file(self._at(path))), columns=columns)
        except (OSError, pa.ArrowInvalid) as error:
            raise LakeError(
                f"{self._at(path)}: cannot be read ({error}); delete its folder, and the next run writes it again"
            ) from error


def _protocols(filesystem: Any) -> tuple[str, ...]:
    protocol = filesystem.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def _parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
