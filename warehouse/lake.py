"""The lake: what came in and what was found in it, as Parquet batches that are written whole and committed last.

    lake.json                               the format, so that an older program refuses a newer lake
    raw/ab/abcd….zst                        the bytes that came in, by their SHA-256
    batches/<batch>/articles-….parquet …    articles as ingested, and what could not be read
    facts/<version>/<batch>/<table>-….parquet  what a pipeline version found in a batch
    runs/<run>.parquet                      one row a run
    compacted/<id>/<table>-….parquet        rows of many small batches again, joined (warehouse/compaction.py)
    state/<name>.json                       what sources remember between runs

A folder under batches/ or facts/ counts only once it holds commit.json, which is written last and names the files
that count. These are named after the SHA-256 of their bytes, so that a file never changes under its name: who has read
a commit finds what it names, whoever else writes meanwhile (docs/decisions/0004-writers.md). A run that was killed
leaves a folder without a commit; the next run writes it again. All paths go through fsspec, so a lake may lie on
s3://, gs:// or memory:// as well as in a folder.
"""

import fcntl
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from transforms.rows import Article, Issue, Row, columns_of, stable_id, table_of
from warehouse.disk import sync

# 1: files were named after their table alone. 2: commits name their files. 3: commits of facts name the articles they
# were found to quote. Older lakes are read; writing raises them.
LAKE_FORMAT = 3
COMMIT = "commit.json"
# Under this name the latest time at which a run began is remembered; clocks of machines differ by less than this.
CLOCK = "clock"
CLOCKS_DIFFER = timedelta(hours=1)
DOCTOR = "`wirehouse doctor` says what can be done"


class LakeError(RuntimeError):
    """The lake cannot be read or written; the message says where, why and what to do."""


class NewerLakeError(LakeError):
    """The lake was written by a newer program."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One committed folder: the articles of a batch, or what a pipeline version found in them.

    `quotes` names the file of articles in which every row of these facts was found to stand as it says, when they were
    committed; null when nobody looked, or one did not.
    """

    batch_id: str
    pipeline_version: str | None
    counts: Mapping[str, int]
    committed_as: int
    files: Mapping[str, str] = field(default_factory=dict)
    quotes: str | None = None

    @property
    def folder(self) -> str:
        """Where it lies in the lake."""
        facts = self.pipeline_version
        return f"facts/{facts}/{self.batch_id}" if facts else f"batches/{self.batch_id}"

    def path_of(self, table: str) -> str:
        """Where the rows of a table lie in the lake."""
        return f"{self.folder}/{self.files.get(table, f'{table}.parquet')}"

    @property
    def paths(self) -> Iterator[tuple[str, str]]:
        """Each table it has rows of, and where in the lake they lie."""
        yield from ((table, self.path_of(table)) for table, count in self.counts.items() if count)


@dataclass(frozen=True, slots=True)
class Part:
    """A batch and the facts of it that count; null when none were extracted yet."""

    batch: Batch
    facts: Batch | None

    @property
    def name(self) -> str:
        """Batch, pipeline version ("-" without facts), and a digest of the files: another name when they change."""
        held = [(found.counts, found.files) for found in (self.batch, self.facts) if found]
        version = self.facts.pipeline_version if self.facts else "-"
        return f"{self.batch.batch_id} {version} {stable_id(json.dumps(held, sort_keys=True))}"

    @property
    def is_quoting(self) -> bool:
        """Whether each of its rows was found in the very articles it is published with: both files tell their bytes."""
        articles = self.batch.files.get("articles")
        return self.facts is not None and articles is not None and self.facts.quotes == articles

    @property
    def paths(self) -> Iterator[tuple[str, str]]:
        """Each table it has rows of, and where in the lake they lie."""
        for found in filter(None, (self.batch, self.facts)):
            yield from found.paths


@dataclass(frozen=True, slots=True)
class Known:
    """What the lake has of one article: its newest version, that text's hash, and the hashes of its other texts."""

    version: int = 0
    text_sha256: str = ""
    earlier: frozenset[str] = frozenset()

    def and_has(self, version: int, text_sha256: str) -> "Known":
        """The same with one more version."""
        if version > self.version:
            earlier = self.earlier | {self.text_sha256} if self.version else self.earlier
            return Known(version, text_sha256, earlier)
        return Known(self.version, self.text_sha256, self.earlier | {text_sha256})


@dataclass(frozen=True, slots=True)
class Compaction:
    """The rows of consecutive parts, in one file a table."""

    compaction_id: str
    parts: tuple[str, ...]
    files: Mapping[str, str]

    @property
    def paths(self) -> Iterator[tuple[str, str]]:
        """Each table it has rows of, and where in the lake they lie."""
        yield from ((table, f"compacted/{self.compaction_id}/{name}") for table, name in self.files.items())


_UNKNOWN = Known()


class Lake:
    """A lake at a path or URL. Opening creates nothing; the first write does."""

    def __init__(self, url: str) -> None:
        # Other writers' commits must be seen at once, so nothing that was listed is remembered.
        self.filesystem, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
        self.root = str(root).rstrip("/")
        self.is_local = "file" in _protocols(self.filesystem)
        self.url = self.root if self.is_local else url
        self._next_order = 0
        self._format = LAKE_FORMAT

    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return bool(self.filesystem.exists(self.at("lake.json")))

    def open(self) -> "Lake":
        """Check that this program may read the lake, and write its format when it is new."""
        if self.exists():
            self.check_format()
        else:
            self.put_format()
        return self

    def check_format(self) -> None:
        """Refuse a lake that a newer program wrote, or whose format cannot be read."""
        told = self._json("lake.json")
        found = told.get("lake_format") if isinstance(told, dict) else None
        if not isinstance(found, int):
            raise LakeError(f"{self.at('lake.json')}: names no lake format; {DOCTOR}")
        if found > LAKE_FORMAT:
            raise NewerLakeError(
                f"{self.url}: written in lake format {found}, this program knows {LAKE_FORMAT}; upgrade wirehouse"
            )
        self._format = found

    # What came in

    def keep_raw(self, payload: bytes) -> str:
        """Keep these bytes, compressed, under their SHA-256, which is returned; bytes already kept cost nothing."""
        name = hashlib.sha256(payload).hexdigest()
        path = f"raw/{name[:2]}/{name}.zst"
        if not self.filesystem.exists(self.at(path)):
            self.put(path, zstandard.compress(payload))
        return name

    def raw(self, name: str) -> bytes:
        """The bytes kept under this SHA-256; a LakeError when they are not there, or others are."""
        path = self.at(f"raw/{name[:2]}/{name}.zst")
        if not self.filesystem.exists(path):
            raise LakeError(f"{path}: not in the lake; articles name the bytes they were read from in raw_sha256")
        try:
            payload = zstandard.decompress(self.filesystem.cat_file(path))
        except (OSError, zstandard.ZstdError) as error:
            raise LakeError(f"{path}: cannot be read ({error}); {DOCTOR}") from error
        if hashlib.sha256(payload).hexdigest() != name:
            raise LakeError(f"{path}: does not hold the bytes that its name tells; {DOCTOR}")
        return payload

    def write_batch(self, articles: Sequence[Article], issues: Sequence[Issue]) -> str:
        """Commit articles as ingested with the issues of reading them; returns the batch id, derived from both."""
        batch_id = name_of_batch(
            ((a.article_id, a.version, a.text_sha256) for a in articles), (i.issue_id for i in issues)
        )
        order = self._next_order or 1 + max((batch.committed_as for batch in self.batches()), default=0)
        rows: dict[type[Row], Sequence[Row]] = {Article: articles, Issue: issues}
        self._commit(rows, version=None, batch_id=batch_id, order=order)
        self._next_order = order + 1
        return batch_id

    def articles_of(self, batch_id: str) -> list[Article]:
        """The articles of a committed batch, in the order they came in."""
        return self.articles_and_file_of(batch_id)[0]

    def articles_and_file_of(self, batch_id: str) -> tuple[list[Article], str | None]:
        """The articles of a committed batch, and their file's name, which tells its bytes (null before format 2)."""
        batch = self.commit_in(f"batches/{batch_id}/{COMMIT}")
        if not batch.counts.get("articles"):
            return [], None
        return articles_in(self.read(batch.path_of("articles"))), batch.files.get("articles")

    def known_articles(self) -> dict[str, Known]:
        """What the lake has of every article in it, by article id."""
        known: dict[str, Known] = {}
        for table in self._columns("articles", ["article_id", "version", "text_sha256"]):
            for article_id, version, sha in zip(*(column.to_pylist() for column in table.columns), strict=True):
                known[article_id] = known.get(article_id, _UNKNOWN).and_has(version, sha)
        return known

    def known_issues(self) -> set[str]:
        """Ids of the issues that ingesting has raised before: an unreadable file is news only once."""
        return {issue for table in self._columns("issues", ["issue_id"]) for issue in table.column(0).to_pylist()}

    # What was found

    def write_facts(
        self,
        pipeline_version: str,
        batch_id: str,
        rows: Mapping[type[Row], Sequence[Row]],
        *,
        quotes: str | None = None,
    ) -> None:
        """Commit what a pipeline version found in a batch; `quotes` names the file of articles where it all stands."""
        earlier = self._committed(f"facts/*/{batch_id}/{COMMIT}")
        order = 1 + max((facts.committed_as for facts in earlier), default=0)
        self._commit(rows, version=pipeline_version, batch_id=batch_id, order=order, quotes=quotes)

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

    def parts(self) -> list["Part"]:
        """What a warehouse is built from: each batch with its newest facts, oldest first."""
        facts = self.facts()
        return [Part(batch, facts.get(batch.batch_id)) for batch in self.batches()]

    def files(self, parts: Sequence["Part"] | None = None) -> dict[str, list[str]]:
        """The Parquet files of these parts (all of them by default) and of all runs, by table, oldest first.

        Parts that were joined (warehouse/compaction.py) are read from their joined files.
        """
        parts = self.parts() if parts is None else parts
        runs = sorted(path.rsplit("/", 1)[1] for path in self.filesystem.glob(self.at("runs/*.parquet")))
        files: dict[str, list[str]] = {"runs": [self._named(f"runs/{name}") for name in runs]}
        joined = {found.parts[0]: found for found in self.compactions()}
        names = tuple(part.name for part in parts)
        at = 0
        while at < len(parts):
            found = joined.get(names[at])
            is_whole = found is not None and names[at : at + len(found.parts)] == found.parts
            paths = found.paths if found is not None and is_whole else parts[at].paths
            for table, path in paths:
                files.setdefault(table, []).append(self._named(path))
            at += len(found.parts) if found is not None and is_whole else 1
        return files

    def compactions(self) -> list["Compaction"]:
        """The committed compactions, in no order."""
        paths = self.filesystem.glob(self.at(f"compacted/*/{COMMIT}"))
        return [self.compaction_in(path.removeprefix(f"{self.root}/")) for path in paths]

    def compaction_in(self, path: str) -> "Compaction":
        """The compaction whose commit lies at this path; a LakeError when it is none."""
        told = self._json(path)
        try:
            return Compaction(told["compaction_id"], tuple(told["parts"]), told["files"])
        except (TypeError, KeyError) as error:
            raise LakeError(f"{self.at(path)}: is no commit ({error!r}); {DOCTOR}") from error

    def write_compaction(self, compaction_id: str, parts: Sequence["Part"], tables: Mapping[str, pa.Table]) -> None:
        """Commit the joined rows of these parts."""
        files = {}
        for table, rows in tables.items():
            payload = parquet_of(rows)
            files[table] = file_name(table, payload)
            self.put(f"compacted/{compaction_id}/{files[table]}", payload)
        done = Compaction(compaction_id, tuple(part.name for part in parts), files)
        self.put(f"compacted/{compaction_id}/{COMMIT}", json.dumps(asdict(done)).encode())

    # What happened

    def write_run(self, run: Row, run_id: str, pipeline_version: str) -> None:
        """Record a run, replacing what was recorded of it before."""
        table = table_of(type(run), [run], pipeline_version=pipeline_version, batch_id="")
        self.put(f"runs/{run_id}.parquet", parquet_of(table))

    def state(self, name: str) -> Any:
        """What was remembered under this name; null when nothing was."""
        path = _state_path(name)
        return self._json(path) if self.filesystem.exists(self.at(path)) else None

    def remember(self, name: str, state: Any) -> None:
        """Remember JSON-able values under this name."""
        self.put(_state_path(name), json.dumps(state, sort_keys=True).encode())

    def forget(self, name: str) -> None:
        """Remember nothing under this name any more."""
        self.delete(_state_path(name))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lake for one run; a second run is refused. The system frees the lock of a process that dies.

        Only a lake in a folder is locked: an object store has no locks, and commits there are safe with several
        writers at once (docs/decisions/0004-writers.md).
        """
        if not self.is_local:
            yield
            return
        self._make_parent(self.at("lock"))
        path = Path(self.at("lock"))
        try:
            path.touch()
        except OSError as error:
            raise _unwritable(str(path), error) from error
        with path.open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise LakeError(
                    f"{self.url}: {_written_in(path)} is writing to this lake; wait for it, or stop it"
                ) from None
            lock.truncate(0)
            lock.write(f"process {os.getpid()}")
            lock.flush()
            yield
            lock.truncate(0)

    def holder(self) -> str | None:
        """Who holds the lake's lock; null when nobody does. A lock file that nobody holds means nothing."""
        path = Path(self.at("lock"))
        if not self.is_local or not path.exists():
            return None
        with path.open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _written_in(path)
        return None

    # How it is kept

    def at(self, path: str) -> str:
        """The path of something in the lake on its filesystem."""
        return f"{self.root}/{path}"

    def _make_parent(self, path: str) -> None:
        try:
            self.filesystem.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        except OSError as error:
            raise _unwritable(path, error) from error

    def put(self, path: str, payload: bytes) -> None:
        """Write a file so that it is either there whole or not at all."""
        target = self.at(path)
        self._make_parent(target)
        if not self.is_local:
            try:
                self.filesystem.pipe_file(target, payload)  # an object store shows an object only when it is complete
            except OSError as error:
                raise _unwritable(target, error) from error
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
            with suppress(OSError):  # on a disk that has become read-only the beginning stays; the doctor knows it
                Path(beside).unlink(missing_ok=True)
            raise _unwritable(target, error) from error

    def put_format(self) -> None:
        """Write which format this lake has: that of this program."""
        self.put("lake.json", json.dumps({"lake_format": LAKE_FORMAT}).encode())
        self._format = LAKE_FORMAT

    def _commit(
        self,
        rows: Mapping[type[Row], Sequence[Row]],
        *,
        version: str | None,
        batch_id: str,
        order: int,
        quotes: str | None = None,
    ) -> None:
        if self._format < LAKE_FORMAT:
            self.put_format()  # older programs would look for files under the old names
        counts = {row_type.TABLE: len(found) for row_type, found in rows.items()}
        files: dict[str, str] = {}
        batch = Batch(batch_id, version, counts, order, files, quotes)
        for row_type, found in rows.items():
            if found:
                payload = parquet_of(table_of(row_type, found, pipeline_version=version or "", batch_id=batch_id))
                files[row_type.TABLE] = file_name(row_type.TABLE, payload)
                self.put(batch.path_of(row_type.TABLE), payload)
        self.put_commit(batch)

    def put_commit(self, batch: Batch) -> None:
        """Write a batch's commit: from now on it counts, with the files it names."""
        self.put(f"{batch.folder}/{COMMIT}", json.dumps(asdict(batch)).encode())

    def _committed(self, pattern: str) -> list[Batch]:
        if not self.filesystem.exists(self.root):
            return []
        paths = self.filesystem.glob(self.at(pattern))
        batches = [self.commit_in(path.removeprefix(f"{self.root}/")) for path in paths]
        return sorted(batches, key=lambda batch: (batch.committed_as, batch.batch_id, batch.pipeline_version or ""))

    def commit_in(self, path: str) -> Batch:
        """What the commit at this path says; a LakeError when it is none."""
        try:
            return Batch(**self._json(path))
        except TypeError as error:
            raise LakeError(f"{self.at(path)}: is no commit ({error}); {DOCTOR}") from error

    def _json(self, path: str) -> Any:
        try:
            return json.loads(self.filesystem.cat_file(self.at(path)))
        except (OSError, ValueError) as error:
            raise LakeError(f"{self.at(path)}: cannot be read ({error}); {DOCTOR}") from error

    def recommit(self, batch: Batch, rows: Mapping[type[Row], Sequence[Row]]) -> None:
        """Commit a batch anew with these rows, in its old place among the others."""
        self._commit(rows, version=batch.pipeline_version, batch_id=batch.batch_id, order=batch.committed_as)

    def delete(self, path: str) -> None:
        """Delete a file or a folder of the lake."""
        self.filesystem.rm(self.at(path), recursive=True)

    def _columns(self, table: str, columns: list[str]) -> Iterator[pa.Table]:
        for batch in self.batches():
            if batch.counts.get(table):
                yield self.read(batch.path_of(table), columns)

    def read(self, path: str, columns: list[str] | None = None) -> pa.Table:
        """The rows of a Parquet file of the lake; a LakeError when they cannot be read."""
        try:
            payload = self.filesystem.cat_file(self.at(path))
            return pq.read_table(io.BytesIO(payload), columns=columns, page_checksum_verification=True)
        except (OSError, pa.ArrowException) as error:
            raise LakeError(f"{self.at(path)}: cannot be read ({error}); {DOCTOR}") from error

    def _named(self, path: str) -> str:
        """A path as other programs know it: DuckDB finds an object store by the protocol in front."""
        return self.at(path) if self.is_local else str(self.filesystem.unstrip_protocol(self.at(path)))


def name_of_batch(articles: Iterable[tuple[str, int, str]], issue_ids: Iterable[str]) -> str:
    """The name of a batch of these articles (id, version, text hash) and issues, in this order."""
    named = [f"{article_id}:{version}:{sha}" for article_id, version, sha in articles]
    return hashlib.blake2b("\n".join([*named, *issue_ids]).encode(), digest_size=10).hexdigest()


def file_name(table: str, payload: bytes) -> str:
    """What a file of these bytes is called, so that other bytes never come to lie under its name."""
    return f"{table}-{hashlib.sha256(payload).hexdigest()[:16]}.parquet"


def refuse_damaged(tables: Mapping[str, Sequence[str]], filesystem: Any = None) -> None:
    """Refuse files of tables whose bytes are not those that their names were made of.

    DuckDB does not look at checksums: of a changed byte it may load what was never written.
    """
    for table, paths in tables.items():
        for path in paths:
            name = path.rpartition("/")[2]
            if not name.startswith(f"{table}-"):
                continue  # of format 1, or a run's row, which is written again under its name
            try:
                payload = filesystem.cat_file(path) if filesystem else Path(path).read_bytes()
            except OSError as error:
                raise LakeError(f"{path}: cannot be read ({error}); {DOCTOR}") from error
            if file_name(table, payload) != name:
                raise LakeError(f"{path}: its bytes are not those that were written; {DOCTOR}")


def articles_in(table: pa.Table) -> list[Article]:
    """The articles of a Parquet table; what an older program did not write yet is null, and lists are empty."""
    columns = columns_of(Article)
    there = [column.name for column in columns if column.name in table.column_names]
    missing: dict[str, Any] = {
        column.name: () if pa.types.is_list(column.type) else None for column in columns if column.name not in there
    }
    return [Article(**missing, **{name: _frozen(row[name]) for name in there}) for row in table.to_pylist()]


def published_as(warehouse: Path) -> str:
    """The name under which a lake remembers what it published in that file."""
    return f"published-{stable_id(warehouse.resolve())}"


def _state_path(name: str) -> str:
    # Sources are named after paths and urls: quoted, none lies in another's folder or outside of state/.
    quoted = quote(name, safe="")
    return f"state/{quoted if len(quoted) <= 120 else f'{quoted[:100]}-{stable_id(name)}'}.json"


def _unwritable(path: str, error: OSError) -> LakeError:
    why = error.strerror or error
    return LakeError(f"{path}: cannot be written ({why}); free space, check permissions, or choose another --lake")


def _written_in(lock: Path) -> str:
    return lock.read_text().strip() or "another process"


def _protocols(filesystem: Any) -> tuple[str, ...]:
    protocol = filesystem.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def parquet_of(table: pa.Table) -> bytes:
    """These rows as the bytes of a Parquet file."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
