"""What can happen to a lake, what the doctor says of it, and that afterwards it is well and no article is lost."""

import json
import resource
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from flows import daily
from flows.cli import app
from flows.daily import publish
from flows.ingest import ingest
from flows.looking import nothing_new, published_now
from flows.recording import Recorder
from sources import articles_from, source_of
from transforms.rows import Article, Issue, Sentence
from warehouse.build import BuildError, build
from warehouse.compaction import compact
from warehouse.doctor import examine
from warehouse.lake import Lake, LakeError, published_as
from warehouse.query import QueryError, answer

NEWS = {
    "one.txt": "The minister said that 300 soldiers had left the town.\nThe road was closed.\n",
    "two.json": json.dumps({"id": "2", "title": "Forty hurt", "text": "About 40 people were hurt, police said."}),
    "three.jsonl": "\n".join(json.dumps({"id": n, "text": f"Some {n} cars were found in the river."}) for n in (3, 4)),
    "five.html": "<html><title>Strike ends</title><body><article><h1>Strike ends</h1>"
    + "<p>Workers went back to the docks on Friday, the union said, after nine days.</p>" * 3
    + "</article></body></html>",
    "picture.txt": "\x89PNG no text",
}


class Sick:
    """A lake with one batch of five articles and an issue, its facts, and the warehouse of them."""

    def __init__(self, root: Path, news: Path) -> None:
        self.root, self.news, self.warehouse = root / "lake", news, root / "news.duckdb"
        self.lake = Lake(str(self.root))

    @property
    def batch(self) -> str:
        (batch,) = (path.name for path in (self.root / "batches").iterdir() if (path / "commit.json").exists())
        return batch

    def ingest(self, where: Path | None = None) -> None:
        source = source_of(str(where or self.news))
        state = self.lake.state(source.name) or {}
        ingest(articles_from(source, state=state, keep_raw=self.lake.keep_raw), self.lake)
        self.lake.remember(source.name, state)

    def write_facts(self, version: str) -> None:
        sentences = [
            Sentence(
                sentence_id=f"{article.article_id}-0", article_id=article.article_id, paragraph_id=0, start_char=0,
                end_char=len(article.text.split("\n")[0]), zone="body",
            )
            for article in self.articles
        ]  # fmt: skip
        self.lake.write_facts(version, self.batch, {Sentence: sentences})

    @property
    def articles(self) -> list[Article]:
        return self.lake.articles_of(self.batch)

    def file(self, pattern: str) -> Path:
        (found,) = self.root.glob(pattern)
        return found

    def found(self, *, warehouse: bool = True, now: datetime | None = None) -> dict[str, str | None]:
        """The kinds of things that are wrong, with what would mend them."""
        found = examine(self.lake, self.warehouse if warehouse else None, now=now)
        return {finding.kind: finding.remedy for finding in found}

    def repair(self, *, warehouse: bool = True) -> None:
        for finding in list(examine(self.lake, self.warehouse if warehouse else None)):
            finding.mend()


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Sick:
    """The lake before anything happens to it."""
    root = tmp_path_factory.mktemp("well")
    well = Sick(root, root / "news")
    well.news.mkdir()
    for name, text in NEWS.items():
        (well.news / name).write_text(text, encoding="latin-1")
    well.lake.open()
    well.ingest()
    assert len(well.articles) == 5
    well.write_facts("v1")
    publish.fn(str(well.root), str(well.warehouse))
    assert well.found() == {}
    return well


@pytest.fixture
def sick(well: Sick, tmp_path: Path) -> Sick:
    """A copy of it, for things to happen to."""
    shutil.copytree(well.root.parent, tmp_path, dirs_exist_ok=True)
    return Sick(tmp_path, well.news)


def wirehouse(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path, column: str) -> None:
    """Change a byte in the middle of where a column of a Parquet file lies."""
    group = pq.ParquetFile(path).metadata.row_group(0)
    chunk = next(group.column(n) for n in range(group.num_columns) if group.column(n).path_in_schema == column)
    at = (chunk.dictionary_page_offset or chunk.data_page_offset) + chunk.total_compressed_size // 2
    damaged = bytearray(path.read_bytes())
    damaged[at] ^= 0xFF
    path.write_bytes(damaged)


# What happens to a lake, and what the doctor calls it.
ACCIDENTS: dict[str, tuple[Callable[[Sick], object], str]] = {
    "a run was killed while it wrote": (
        lambda sick: (sick.root / "state" / "x.json.12.tmp").write_bytes(b"{"), "temporary file"),
    "a run was killed before it committed facts": (
        lambda sick: sick.file("facts/v1/*/commit.json").unlink(), "uncommitted"),
    "a run was killed before it committed articles": (
        lambda sick: (sick.lake.put("batches/ffff/articles-1.parquet", b"PAR1")), "uncommitted"),
    "two runs wrote one batch": (
        lambda sick: sick.lake.put(f"batches/{sick.batch}/articles-1.parquet", b"PAR1"), "orphan file"),
    "a commit of articles was cut": (lambda sick: cut(sick.file("batches/*/commit.json")), "damaged commit"),
    "a commit of facts was cut": (lambda sick: cut(sick.file("facts/v1/*/commit.json")), "damaged commit"),
    "a file of facts was cut": (lambda sick: cut(sick.file("facts/v1/*/sentences-*")), "damaged facts"),
    "a file of facts is gone": (lambda sick: sick.file("facts/v1/*/sentences-*").unlink(), "damaged facts"),
    "a byte of facts has changed": (
        lambda sick: flip(sick.file("facts/v1/*/sentences-*"), "sentence_id"), "damaged facts"),
    "facts without their batch": (lambda sick: sick.lake.put(
        "facts/v1/ffff/commit.json", sick.file("facts/v1/*/commit.json").read_bytes()), "orphan facts"),
    "a text in the articles has changed": (
        lambda sick: flip(sick.file("batches/*/articles-*"), "text"), "damaged articles"),
    "a title in the articles has changed": (
        lambda sick: flip(sick.file("batches/*/articles-*"), "title"), "damaged articles"),
    "a file of articles was cut": (lambda sick: cut(sick.file("batches/*/articles-*")), "damaged articles"),
    "a file of issues was cut": (lambda sick: cut(sick.file("batches/*/issues-*")), "damaged issues"),
    "files of articles and of issues were cut": (
        lambda sick: [cut(path) for path in sick.root.glob("batches/*/*.parquet")], "damaged articles"),
    "a run was killed before it committed joined batches": (
        lambda sick: (compact(sick.lake, size=1), sick.file("compacted/*/commit.json").unlink()), "uncommitted"),
    "a commit of joined batches was cut": (
        lambda sick: (compact(sick.lake, size=1), cut(sick.file("compacted/*/commit.json"))), "damaged compaction"),
    "a commit of joined batches holds something else": (
        lambda sick: (compact(sick.lake, size=1), sick.file("compacted/*/commit.json").write_text("[]")),
        "damaged compaction"),
    "a file of joined batches was cut": (
        lambda sick: (compact(sick.lake, size=1), cut(sick.file("compacted/*/articles-*"))), "damaged compaction"),
    "a file of joined batches is gone": (
        lambda sick: (compact(sick.lake, size=1), sick.file("compacted/*/sentences-*").unlink()),
        "damaged compaction"),
    "the format was cut": (lambda sick: cut(sick.root / "lake.json"), "damaged format"),
    "the format is gone": (lambda sick: (sick.root / "lake.json").unlink(), "damaged format"),
    "what a source remembers was cut": (lambda sick: cut(sick.file("state/*.json")), "damaged state"),
    "a run's row was cut": (lambda sick: sick.lake.put("runs/x.parquet", b"PAR1"), "damaged run"),
    "the clock was years ahead": (
        lambda sick: sick.lake.remember("clock", (datetime.now(UTC) + timedelta(days=900)).isoformat()), "clock"),
}  # fmt: skip


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_an_accident_is_found_and_mended_and_no_article_is_lost(sick: Sick, well: Sick, accident: str) -> None:
    happens, kind = ACCIDENTS[accident]
    happens(sick)
    found = list(examine(sick.lake, sick.warehouse))
    assert {finding.kind for finding in found} == {kind}
    assert all(finding.remedy for finding in found)
    for finding in found:
        finding.mend()
    assert sick.found() == {}
    sick.ingest()
    assert sorted(sick.articles, key=key_of) == sorted(well.articles, key=key_of)
    if sick.lake.pending("v1"):
        sick.write_facts("v1")
    assert table_counts(sick) == table_counts(well)


def key_of(article: Article) -> str:
    return article.article_id


def table_counts(of: Sick) -> dict[str, int]:
    """How many rows the files hold that count; what was an issue is one only when it is read again."""
    files = {table: paths for table, paths in of.lake.files().items() if table != "issues"}
    return {table: sum(pq.read_table(path).num_rows for path in paths) for table, paths in files.items()}


def test_a_damaged_text_is_made_again_from_raw_bytes_alone(sick: Sick) -> None:
    before = sick.articles
    flip(sick.file("batches/*/articles-*"), "text")
    assert sick.found(warehouse=False) == {"damaged articles": "write its 5 articles again from raw bytes"}
    sick.repair(warehouse=False)
    assert sick.articles == before


@pytest.mark.parametrize("pattern", ["batches/*/articles-*", "facts/v1/*/sentences-*", "compacted/*/sentences-*"])
def test_a_damaged_file_is_not_published_but_named(sick: Sick, pattern: str) -> None:
    """DuckDB itself loads what a changed byte of a text comes to, without a word."""
    if pattern.startswith("compacted"):
        compact(sick.lake, size=1)
    path = sick.file(pattern)
    flip(path, "article_id")
    with pytest.raises(LakeError, match=rf"{path.name}: its bytes are not those that were written; `wirehouse doctor`"):
        build(sick.warehouse, tables=sick.lake.files())
    assert answer(sick.warehouse, "select count(*)::int as n from articles").to_pylist() == [{"n": 5}]


def test_damaged_articles_are_made_again_from_the_joined_copy(sick: Sick) -> None:
    before = sick.articles
    compact(sick.lake, size=1)
    cut(sick.file("batches/*/articles-*"))
    remedy = "write its 5 articles again from the file in which batches were joined"
    assert sick.found(warehouse=False) == {"damaged articles": remedy}
    sick.repair(warehouse=False)
    assert sick.articles == before
    assert sick.found(warehouse=False) == {}


def test_what_cannot_be_made_again_is_set_aside_and_comes_in_from_its_source(sick: Sick, well: Sick) -> None:
    batch = sick.batch
    cut(sick.file("batches/*/articles-*"))
    assert list(sick.found(warehouse=False)) == ["lost batch"]
    sick.repair(warehouse=False)
    assert sick.lake.batches() == []
    assert list((sick.root / "damaged" / batch).glob("articles-*"))
    sick.ingest()
    assert texts(sick) == texts(well)
    assert sick.found(warehouse=False) == {"set aside": None}


def test_what_its_source_has_no_more_comes_in_from_the_raw_bytes_set_aside(sick: Sick, well: Sick) -> None:
    batch = sick.batch
    cut(sick.file("batches/*/articles-*"))
    sick.repair(warehouse=False)
    sick.ingest(sick.root / "damaged" / batch / "raw")
    assert texts(sick) == texts(well)


def texts(of: Sick) -> set[str]:
    return {article.text for article in of.articles}


def test_damaged_raw_bytes_are_found_and_kept_again_when_they_come_again(sick: Sick) -> None:
    raw = sick.root / "raw"
    path = sorted(raw.rglob("*.zst"))[0]
    whole = path.read_bytes()
    cut(path)
    assert list(sick.found()) == ["damaged raw bytes"]
    sick.repair()
    assert set(sick.found()) <= {"missing raw bytes"}
    sick.ingest()
    assert path.read_bytes() == whole
    assert sick.found() == {}


def test_newer_facts_that_are_damaged_leave_the_older_ones(sick: Sick) -> None:
    sick.write_facts("v2")
    cut(sick.file("facts/v2/*/sentences-*"))
    remedy = sick.found()["damaged facts"]
    assert remedy
    assert "--reextract" in remedy
    sick.repair()
    assert sick.lake.facts()[sick.batch].pipeline_version == "v1"


def test_what_another_writer_may_be_writing_is_left_alone(sick: Sick) -> None:
    """On an object store, where nothing is locked, only what is a day old is a leftover."""
    lake = Lake("memory://doctor-lake").open()
    lake.put("batches/ffff/articles-1.parquet", b"PAR1")
    assert list(examine(lake)) == []
    (late,) = examine(lake, now=datetime.now(UTC) + timedelta(days=2))
    assert late.kind == "uncommitted"


def test_the_doctor_says_first_and_mends_on_request(sick: Sick) -> None:
    options = ("--lake", str(sick.root), "--warehouse", str(sick.warehouse))
    well = wirehouse("doctor", *options)
    assert (well.exit_code, well.output) == (0, "Nothing is wrong.\n")
    damaged = sick.file("facts/v1/*/sentences-*")
    cut(damaged)
    said = wirehouse("doctor", *options)
    assert said.exit_code == 1
    assert damaged.name in said.output
    assert "`--repair` would delete the batch's facts; the next run makes them again" in said.output
    assert damaged.exists()
    mended = wirehouse("doctor", "--repair", *options)
    assert mended.exit_code == 0, mended.output
    assert "mended: delete the batch's facts" in mended.output
    assert not damaged.exists()


def test_the_doctor_waits_for_nobody_and_mends_nothing_under_a_run(sick: Sick) -> None:
    with sick.lake.locked():
        assert "is writing to this lake" in wirehouse("doctor", "--lake", str(sick.root)).output
        refused = wirehouse("doctor", "--repair", "--lake", str(sick.root))
    assert refused.exit_code == 1
    assert "is writing to this lake" in refused.stderr


def test_a_lock_file_that_nobody_holds_means_nothing(sick: Sick) -> None:
    (sick.root / "lock").write_text("process 999999")
    assert sick.found() == {}
    assert sick.lake.holder() is None
    with sick.lake.locked():
        pass


def test_a_lake_that_a_newer_program_wrote_is_not_touched(sick: Sick) -> None:
    (sick.root / "lake.json").write_text('{"lake_format": 99}')
    refused = wirehouse("doctor", "--repair", "--lake", str(sick.root))
    assert refused.exit_code == 1
    assert "upgrade wirehouse" in refused.stderr
    assert (sick.root / "lake.json").read_text() == '{"lake_format": 99}'


def test_a_run_that_fails_where_nothing_can_be_written_says_why_it_failed(
    sick: Sick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", refuses_with(28, "No space left on device"))
    with pytest.raises(ValueError, match="the reason"), a_recorder(sick.lake):
        raise ValueError("the reason")


def a_recorder(lake: Lake) -> Recorder:
    return Recorder(lake, flow="daily", run_id="1", pipeline_version="v1")


def refuses_with(number: int, says: str) -> Callable[..., None]:
    def refuses(*_: object, **__: object) -> None:
        raise OSError(number, says)

    return refuses


# What a disk says when it is full or has become read-only; nothing may be left half-written.


@pytest.mark.parametrize(("number", "says"), [(28, "No space left on device"), (30, "Read-only file system")])
def test_a_disk_that_refuses_is_named_and_the_lake_stays_whole(
    sick: Sick, number: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sick.lake.files()
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", refuses_with(number, says))
        with pytest.raises(LakeError, match=rf"cannot be written \({says}\); free space, check permissions"):
            sick.lake.write_batch([], [Issue.at("x", step="read", reason="empty", says="nothing")])
        with pytest.raises(
            BuildError, match=rf"cannot be written \({says}\); the warehouse of before is untouched; free"
        ):
            build(sick.warehouse, tables=before)
    assert sick.lake.files() == before
    assert set(sick.found()) <= {"uncommitted"}
    assert answer(sick.warehouse, "select count(*)::int as n from articles").to_pylist() == [{"n": 5}]
    assert not list(sick.root.parent.glob("*.new*"))


def test_a_folder_that_has_become_read_only_is_named_though_nothing_there_can_be_cleared_away(
    sick: Sick, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", refuses_with(30, "Read-only file system"))
        patch.setattr(Path, "unlink", refuses_with(30, "Read-only file system"))
        with pytest.raises(BuildError, match=r"cannot be written \(Read-only file system\)"):
            build(sick.warehouse, tables=sick.lake.files())
    assert answer(sick.warehouse, "select count(*)::int as n from articles").to_pylist() == [{"n": 5}]


def test_a_disk_that_refuses_duckdb_in_the_middle_is_named(sick: Sick) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(BuildError, match=r"cannot be written \(File too large\); the warehouse of before"):
            build(sick.warehouse, tables=sick.lake.files())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list(sick.root.parent.glob("*.new*"))


def flip_blocks(database: Path) -> None:
    """Change a byte in each block of a DuckDB file that can be damaged so that the file still opens."""
    whole = database.read_bytes()
    for at in range(12_288 + 100, len(whole), 262_144):
        before = database.read_bytes()
        damaged = bytearray(before)
        damaged[at] ^= 0xFF
        database.write_bytes(damaged)
        try:
            with duckdb.connect(str(database), read_only=True) as connection:
                connection.execute("select part, made_with from main.batches").fetchall()
                connection.execute("select table_name, column_name from main.corrections").fetchall()
        except duckdb.Error:
            database.write_bytes(before)
    assert database.read_bytes() != whole


@pytest.fixture
def published(sick: Sick) -> Sick:
    """A lake that remembers what it published."""
    sick.lake.remember(published_as(sick.warehouse), published_now(sick.lake, sick.warehouse))
    return sick


def test_a_warehouse_of_another_size_is_published_again(published: Sick) -> None:
    assert nothing_new([str(published.news)], str(published.root), published.warehouse)
    cut(published.warehouse)
    assert nothing_new([str(published.news)], str(published.root), published.warehouse) is None


@pytest.mark.parametrize("damage", [flip_blocks, cut, lambda path: path.write_bytes(b"")])
def test_a_damaged_warehouse_is_forgotten_and_made_anew(published: Sick, damage: Callable[[Path], None]) -> None:
    assert published.found() == {}
    damage(published.warehouse)
    assert list(published.found()) == ["damaged warehouse"]
    published.repair()
    assert published.found() == {"damaged warehouse": None}
    assert published.lake.state(published_as(published.warehouse)) is None
    publish.fn(str(published.root), str(published.warehouse), from_nothing=True)
    assert published.found() == {}


def test_a_damaged_warehouse_does_not_grow_but_is_made_anew(
    published: Sick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = tmp_path / "later"
    later.mkdir()
    (later / "six.txt").write_text("The mayor said on Tuesday that 12 bridges had been closed.\n")
    published.ingest(later)
    monkeypatch.setattr(daily, "build", partial(build, grows_from=1))
    flip_blocks(published.warehouse)
    built = publish.fn(str(published.root), str(published.warehouse))
    assert not built.grown
    assert built.counts["main.articles"] == 6
    assert published.found() == {}


def test_a_question_to_a_damaged_warehouse_says_the_way_out(published: Sick) -> None:
    flip_blocks(published.warehouse)
    with pytest.raises(QueryError, match="wirehouse rebuild"):
        answer(published.warehouse, "select max(hash(columns(*))) from main.articles")


@pytest.mark.parametrize("command", [["query", "from main.articles"], ["show", "0"]])
def test_commands_say_that_a_warehouse_is_damaged(published: Sick, command: list[str]) -> None:
    flip_blocks(published.warehouse)
    told = wirehouse(*command, "--warehouse", str(published.warehouse))
    assert told.exit_code == 1
    assert "Corrupt database file" in told.output
    assert "`wirehouse rebuild` makes a new" in told.output
