import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pyarrow.parquet as pq
import pytest

from tests.rowmaking import made
from transforms.rows import Article, Issue, Sentence, stable_id
from warehouse.build import build
from warehouse.lake import LAKE_FORMAT, Known, Lake, LakeError
from warehouse.query import answer


def an_article(name: str = "a", text: str = "Ten soldiers left.", version: int = 1) -> Article:
    ids = {"article_id": stable_id(name), "external_id": name, "story_id": stable_id(name)}
    article: Article = made(Article, **ids, text=text, text_sha256=stable_id(text), version=version)
    return article


def a_sentence(article: Article) -> Sentence:
    ids = {"sentence_id": stable_id(article.article_id, 0), "article_id": article.article_id}
    sentence: Sentence = made(Sentence, **ids, end_char=4)
    return sentence


@pytest.fixture(params=["folder", "memory"])
def lake(request: pytest.FixtureRequest, tmp_path: Path) -> Lake:
    """The same lake in a folder and on a filesystem that is no disk."""
    return Lake(str(tmp_path / "lake") if request.param == "folder" else f"memory://lake-{uuid4()}").open()


def test_articles_come_back_as_they_were_committed(lake: Lake) -> None:
    articles = [an_article("a"), an_article("b")]
    batch = lake.write_batch(articles, [])
    assert lake.articles_of(batch) == articles


def test_a_batch_is_named_after_what_it_holds(lake: Lake) -> None:
    assert lake.write_batch([an_article()], []) == Lake(f"memory://{uuid4()}").open().write_batch([an_article()], [])


def test_the_newest_version_of_an_article_is_known(lake: Lake) -> None:
    lake.write_batch([an_article(text="Ten left.", version=1)], [])
    lake.write_batch([an_article(text="Twelve left.", version=2)], [])
    assert lake.known_articles() == {
        stable_id("a"): Known(2, stable_id("Twelve left."), frozenset({stable_id("Ten left.")}))
    }


def test_a_batch_waits_until_its_facts_are_committed(lake: Lake) -> None:
    article = an_article()
    batch = lake.write_batch([article], [])
    assert lake.pending("v1") == [batch]
    lake.write_facts("v1", batch, {Sentence: [a_sentence(article)]})
    assert lake.pending("v1") == []


def test_an_older_version_is_extracted_again_only_on_request(lake: Lake) -> None:
    batch = lake.write_batch([an_article()], [])
    lake.write_facts("v1", batch, {Sentence: []})
    assert lake.pending("v2") == []
    assert lake.pending("v2", reextract=True) == [batch]


def test_only_the_newest_facts_of_a_batch_count(lake: Lake) -> None:
    article = an_article()
    batch = lake.write_batch([article], [])
    for version in ("v2", "v1"):
        lake.write_facts(version, batch, {Sentence: [a_sentence(article)]})
    (path,) = lake.files()["sentences"]
    assert f"/facts/v1/{batch}/" in path


def test_rows_say_which_pipeline_and_batch_made_them(lake: Lake) -> None:
    article = an_article()
    batch = lake.write_batch([article], [])
    lake.write_facts("v1", batch, {Sentence: [a_sentence(article)]})
    table = pq.read_table(lake.filesystem.open(lake.files()["sentences"][0]))
    assert table.select(["pipeline_version", "batch_id"]).to_pylist() == [{"pipeline_version": "v1", "batch_id": batch}]


def test_a_folder_without_its_commit_does_not_count(tmp_path: Path) -> None:
    lake = Lake(str(tmp_path)).open()
    batch = lake.write_batch([an_article()], [])
    lake.write_facts("v1", batch, {Sentence: [a_sentence(an_article())]})
    (tmp_path / "facts" / "v1" / batch / "commit.json").unlink()
    assert lake.pending("v1") == [batch]
    assert "sentences" not in lake.files()


def test_raw_bytes_are_kept_once_and_come_back(lake: Lake) -> None:
    name = lake.keep_raw(b"as it came \xff")
    assert lake.keep_raw(b"as it came \xff") == name
    assert lake.raw(name) == b"as it came \xff"


def test_an_issue_is_news_only_once(lake: Lake) -> None:
    issue = Issue.at("news.jsonl:3", step="read", reason="bad_json", says="line 3 is not JSON")
    lake.write_batch([], [issue])
    assert lake.known_issues() == {issue.issue_id}


def test_a_batch_of_issues_alone_holds_no_article_and_waits_like_any_other(lake: Lake) -> None:
    batch = lake.write_batch([], [Issue.at("news.sgm", step="read", reason="unsupported", says="not read")])
    assert lake.articles_of(batch) == []
    assert lake.pending("v1") == [batch]
    lake.write_facts("v1", batch, {Sentence: []})
    assert lake.pending("v1") == []


def test_state_is_remembered(lake: Lake) -> None:
    assert lake.state("feed") is None
    lake.remember("feed", {"etag": "x"})
    assert lake.state("feed") == {"etag": "x"}


def test_a_lake_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lake.json").write_text(json.dumps({"lake_format": LAKE_FORMAT + 1}))
    with pytest.raises(LakeError, match="upgrade wirehouse"):
        Lake(str(tmp_path)).open()


def test_a_second_run_on_one_lake_is_refused(tmp_path: Path) -> None:
    with Lake(str(tmp_path)).locked(), pytest.raises(LakeError, match=f"process {os.getpid()} is writing"):
        Lake(str(tmp_path)).locked().__enter__()


def test_the_lock_is_free_after_the_run(tmp_path: Path) -> None:
    for _ in range(2):
        with Lake(str(tmp_path)).locked():
            pass


def test_a_corrupt_file_is_named(tmp_path: Path) -> None:
    lake = Lake(str(tmp_path)).open()
    batch = lake.write_batch([an_article()], [])
    (file,) = (tmp_path / "batches" / batch).glob("articles-*.parquet")
    file.write_bytes(b"PAR1 not parquet")
    with pytest.raises(LakeError, match=rf"{file.name}: cannot be read .*wirehouse doctor"):
        lake.articles_of(batch)


def test_a_truncated_commit_is_named(tmp_path: Path) -> None:
    lake = Lake(str(tmp_path)).open()
    batch = lake.write_batch([an_article()], [])
    commit = tmp_path / "batches" / batch / "commit.json"
    commit.write_bytes(commit.read_bytes()[:20])
    with pytest.raises(LakeError, match=rf"{batch}/commit\.json: cannot be read .*wirehouse doctor"):
        lake.batches()


def test_a_file_never_changes_under_its_name(lake: Lake) -> None:
    """A reader between two writers of one batch: the commit that it read names bytes that are still there."""
    first = an_article()
    again = replace(first, fetched_at=datetime(2026, 3, 4, tzinfo=UTC))
    batch = lake.write_batch([first], [])
    (read_by_reader,) = lake.files()["articles"]
    before = lake.filesystem.cat_file(read_by_reader)
    assert lake.write_batch([again], []) == batch
    assert lake.filesystem.cat_file(read_by_reader) == before
    assert lake.files()["articles"] != [read_by_reader]
    assert lake.articles_of(batch) == [again]


def test_two_writers_of_the_same_leave_one(lake: Lake) -> None:
    other = Lake(lake.url).open()
    assert lake.write_batch([an_article()], []) == other.write_batch([an_article()], [])
    for writer in (lake, other):
        writer.write_facts("v1", writer.batches()[0].batch_id, {Sentence: [a_sentence(an_article())]})
    assert len(lake.batches()) == 1
    assert len(lake.files()["sentences"]) == 1


def an_older_lake(root: Path) -> Lake:
    """A lake as format 1 had it: files named after their table alone, commits that name none, fewer columns."""
    lake = Lake(str(root)).open()
    batch = lake.write_batch([an_article()], [])
    lake.write_facts("v0", batch, {Sentence: [a_sentence(an_article())]})
    for folder in (root / "batches" / batch, root / "facts" / "v0" / batch):
        (file,) = folder.glob("*.parquet")
        table = pq.read_table(file)
        newer = [name for name in ("agency", "bands", "signature", "duplicate_kind") if name in table.column_names]
        pq.write_table(table.drop_columns(newer), folder / f"{file.name.partition('-')[0]}.parquet")
        file.unlink()
        commit = json.loads((folder / "commit.json").read_text())
        del commit["files"], commit["quotes"]
        (folder / "commit.json").write_text(json.dumps(commit))
    (root / "lake.json").write_text('{"lake_format": 1}')
    return Lake(str(root)).open()


def test_an_older_lake_is_read_and_what_it_lacks_is_null(tmp_path: Path) -> None:
    lake = an_older_lake(tmp_path / "lake")
    (batch,) = lake.batches()
    assert lake.articles_of(batch.batch_id) == [an_article()]
    build(tmp_path / "news.duckdb", tables=lake.files())
    found = answer(tmp_path / "news.duckdb", "select agency, sentence_count, pipeline_version from articles")
    assert found.to_pylist() == [{"agency": None, "sentence_count": 1, "pipeline_version": "v0"}]
    assert json.loads((tmp_path / "lake" / "lake.json").read_text()) == {"lake_format": 1}


def test_writing_raises_the_format_of_an_older_lake(tmp_path: Path) -> None:
    lake = an_older_lake(tmp_path)
    lake.write_batch([an_article("b")], [])
    assert json.loads((tmp_path / "lake.json").read_text()) == {"lake_format": LAKE_FORMAT}
    assert len(Lake(str(tmp_path)).open().known_articles()) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_place_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LakeError, match="cannot be written"):
        Lake(str(tmp_path / "lake")).open()
