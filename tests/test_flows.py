"""The main job through Prefect's own test harness, on two small articles."""

import shutil
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import duckdb
import pytest
from prefect.artifacts import Artifact
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Running, State

from flows import daily as daily_module
from flows import extract as extract_module
from flows import serving
from flows.daily import Loaded, backfill, daily, rebuild
from flows.extract import one_server
from flows.looking import nothing_new
from flows.report import report
from flows.serving import POOL, settle_pool
from sources import Manners, articles_from
from tests.prefect_tables import keep_tables, put_tables
from warehouse.lake import Lake, LakeError


@pytest.fixture(scope="module", autouse=True)
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    from prefect.testing import utilities  # imports the whole server, in processes of tests that need none, too

    home = tmp_path_factory.mktemp("prefect")
    put_tables(home / "prefect-test.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(utilities, "mkdtemp", lambda: str(home))
        with utilities.prefect_test_harness(server_startup_timeout=180):
            keep_tables(home / "prefect-test.db")
            yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One path for all tests: a lake knows sources and warehouses by theirs."""
    return tmp_path_factory.mktemp("flows") / "place"


@pytest.fixture
def place(folder: Path) -> Path:
    """Two articles that no run has seen."""
    return put_news(folder)


def put_news(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    news = folder / "news"
    news.mkdir(parents=True)
    (news / "one.txt").write_text("The minister said on Monday that 300 soldiers had left the town.\n")
    (news / "two.txt").write_text("About 40 people were hurt, police said.\nThe road was closed.\n")
    return folder


@pytest.fixture(scope="module")
def first(folder: Path) -> Loaded:
    """What the first run of this place did; what it left is kept beside."""
    loaded = run(put_news(folder))
    shutil.copytree(folder, folder.with_name("loaded"))
    return loaded


@pytest.fixture
def evening(first: Loaded, folder: Path) -> Path:
    """The place as its first run left it."""
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("loaded"), folder)
    return folder


def run(place: Path, **options: Any) -> Loaded:
    return daily([str(place / "news")], str(place / "lake"), str(place / "news.duckdb"), **options)


def ask(place: Path, sql: str) -> list[Any]:
    with duckdb.connect(str(place / "news.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_articles_become_rows_that_quote_them(first: Loaded, evening: Path) -> None:
    assert first.run.status == "published"
    assert first.run.new_article_count == 2
    assert ask(evening, "select count(*) from articles") == [(2,)]
    cut = "substring(articles.text, start_char + 1, end_char - start_char)"
    assert ask(evening, f"select {cut} from sentences join articles using (article_id) order by 1") == [
        ("About 40 people were hurt, police said.",),
        ("The minister said on Monday that 300 soldiers had left the town.",),
        ("The road was closed.",),
    ]
    # extraction saw so, and says it: a publish does not look for all words again
    assert all(part.is_quoting for part in Lake(str(evening / "lake")).parts())


def test_a_source_of_which_nothing_can_be_read_leaves_its_issue(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "stories.sgm").write_text("<REUTERS>")
    run(tmp_path)
    assert ask(tmp_path, "select count(*) from articles") == [(0,)]
    assert ask(tmp_path, "select place like '%stories.sgm' from issues") == [(True,)]
    assert run(tmp_path).run.status == "unchanged"


def test_a_report_is_linked_in_prefect(evening: Path) -> None:
    link = report(str(evening / "news.duckdb"), str(evening / "site"))
    assert link == (evening / "site" / "index.html").as_uri()
    artifact = Artifact.get("report")
    assert artifact is not None
    assert link in str(artifact.data)


def test_running_again_extracts_nothing_and_says_so(evening: Path) -> None:
    again = run(evening)
    assert (again.run.status, again.run.new_article_count, again.run.batch_count) == ("unchanged", 0, 0)
    assert again.built is None


def test_a_run_without_news_is_known_without_prefect(place: Path) -> None:
    def look(**options: Any) -> Any:
        return nothing_new([str(place / "news")], str(place / "lake"), place / "news.duckdb", **options)

    assert look() is None, "no lake yet"
    run(place)
    found = look()
    assert (found.status, found.new_article_count) == ("unchanged", 0)
    (place / "news" / "three.txt").write_text("A third article.\n")
    assert look() is None, "a new file"
    run(place)
    assert look().status == "unchanged"
    assert nothing_new(["https://example.org/feed.xml"], str(place / "lake"), place / "news.duckdb") is None
    (place / "news.duckdb").unlink()
    assert look() is None, "no warehouse"


def test_a_changed_article_is_a_new_version_and_the_old_one_is_history(evening: Path) -> None:
    (evening / "news" / "one.txt").write_text("The minister said on Tuesday that 320 soldiers had left the town.\n")
    run(evening)
    assert ask(evening, "select version, text like '%320%' from articles where external_id = 'one'") == [(2, True)]
    assert ask(evening, "select version from history.articles where external_id = 'one'") == [(1,)]


def test_the_sources_of_a_run_know_when_others_asked_a_host(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Manners] = []

    def spied(*arguments: Any, **options: Any) -> Any:
        given.append(options["manners"])
        return articles_from(*arguments, **options)

    monkeypatch.setattr(daily_module, "articles_from", spied)
    (place / "more").mkdir()
    (place / "more" / "three.txt").write_text("Police said 3 cars were found.\n")
    daily([str(place / "news"), str(place / "more")], str(place / "lake"), str(place / "news.duckdb"))
    assert len(given) == 2
    assert given[0] is given[1]


def test_a_source_that_is_registered_no_longer_is_not_run_any_more() -> None:
    with get_client(sync_client=True) as client:
        flow_id = client.create_flow_from_name("daily")
        for name, tags in (("source old", ["source"]), ("source wire", ["source"]), ("by hand", [])):
            client.create_deployment(flow_id, name, tags=tags)
        settle_pool({"source wire"})
        assert {one.name for one in client.read_deployments()} == {"source wire", "by hand"}
        assert client.read_work_pool("wirehouse").concurrency_limit == 1


@pytest.mark.parametrize(
    ("state", "is_killed", "seconds"), [(None, True, 60), (Running(), False, 1)], ids=["idle", "at work"]
)
def test_a_worker_deaf_to_its_end_is_killed_when_no_run_is_under_way(
    state: State[Any] | None, is_killed: bool, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEARS_WITHIN_SECONDS", 0.2)
    settle_pool(set())
    with get_client(sync_client=True) as client:
        deployment = client.create_deployment(client.create_flow_from_name("daily"), "own", work_pool_name=POOL)
        run = client.create_flow_run_from_deployment(deployment, state=state)
        deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep({})"
        with Popen([sys.executable, "-c", deaf.format(seconds)], stdout=PIPE) as worker:
            assert worker.stdout
            worker.stdout.readline()
            serving.end_worker(worker)
        assert client.read_work_pool(POOL).is_paused
        settle_pool(set())
        assert not client.read_work_pool(POOL).is_paused
        client.delete_flow_run(run.id)
    assert worker.returncode == (-signal.SIGKILL if is_killed else 0)


def test_a_run_that_failed_goes_on_where_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(extract_module, "rows_of", fails)
        with pytest.raises(KeyboardInterrupt):
            run(place)
    assert not (place / "news.duckdb").exists()
    loaded = run(place)
    assert (loaded.run.new_article_count, loaded.run.batch_count) == (0, 1)
    assert ask(place, "select count(*) from articles") == [(2,)]


def test_every_run_leaves_its_row(evening: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily_module.ingest_source, "retry_delay_seconds", 0)
    with pytest.raises(ValueError, match="nowhere"):
        daily([str(evening / "nowhere")], str(evening / "lake"), str(evening / "news.duckdb"))
    rebuild(str(evening / "lake"), str(evening / "news.duckdb"))
    rows = ask(evening, "select flow, status, message is null from runs order by started_at")
    assert rows == [("daily", "published", True), ("daily", "failed", False), ("rebuild", "published", True)]


def test_a_rebuild_makes_the_same_rows_from_the_lake_alone(evening: Path) -> None:
    before = ask(evening, "from figures order by figure_id"), ask(evening, "from claims order by claim_id")
    (evening / "news.duckdb").unlink()
    rebuild(str(evening / "lake"), str(evening / "news.duckdb"))
    assert (
        ask(evening, "from figures order by figure_id"),
        ask(evening, "from claims order by claim_id"),
    ) == before


def test_a_reader_is_not_disturbed_while_runs_publish(evening: Path) -> None:
    with duckdb.connect(str(evening / "news.duckdb"), read_only=True) as reader:
        for number in range(2):
            (evening / "news" / f"more{number}.txt").write_text(f"Police said {number + 2} cars were found.\n")
            run(evening)
            assert reader.execute("select count(*) from articles").fetchall() == [(2,)]
    assert ask(evening, "select count(*) from articles") == [(4,)]


def test_a_failed_check_keeps_yesterdays_file(evening: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = (evening / "news.duckdb").read_bytes()
    sql = tmp_path / "sql"
    for file in daily_module.SQL.rglob("*.sql"):
        copy = sql / file.relative_to(daily_module.SQL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text())
    (sql / "checks" / "nobody_may_write.sql").write_text(
        "-- fail: no article may exist\nselect article_id from main.articles\n"
    )
    monkeypatch.setattr(daily_module, "SQL", sql)
    with pytest.raises(ValueError, match="nobody_may_write"):
        rebuild(str(evening / "lake"), str(evening / "news.duckdb"))
    assert (evening / "news.duckdb").read_bytes() == before


def test_a_backfill_takes_only_its_days(place: Path) -> None:
    (place / "news" / "manifest.csv").write_text(
        "file,published_at\none.txt,2024-10-23T08:00:00Z\ntwo.txt,2024-10-25T08:00:00Z\n"
    )
    lake, warehouse = str(place / "lake"), str(place / "news.duckdb")
    backfill([str(place / "news")], since="2024-10-24", until="2024-10-26", lake=lake, warehouse=warehouse)
    assert ask(place, "select external_id from articles") == [("two",)]
    assert run(place).run.new_article_count == 1


def test_two_runs_of_one_lake_are_refused(place: Path) -> None:
    with Lake(str(place / "lake")).open().locked(), pytest.raises(LakeError, match="is writing to this lake"):
        run(place)


def test_a_clock_that_has_gone_back_stops_the_run_before_anything_comes_in(place: Path) -> None:
    lake = Lake(str(place / "lake")).open()
    lake.remember("clock", (datetime.now(UTC) + timedelta(days=3)).isoformat())
    with pytest.raises(LakeError, match=r"the clock says .* but a run began at .*wirehouse doctor --repair"):
        run(place)
    assert lake.batches() == []


def test_the_processes_of_a_pool_are_told_the_server_that_the_run_started() -> None:
    server = PREFECT_API_URL.value()
    with temporary_settings(restore_defaults={PREFECT_API_URL}):  # as without a server of one's own
        assert PREFECT_API_URL.value() is None
        with one_server():
            assert PREFECT_API_URL.value() == server


@pytest.mark.slow
def test_two_processes_find_the_same_rows_as_one(evening: Path) -> None:
    daily([str(evening / "news")], str(evening / "lake2"), str(evening / "news2.duckdb"), workers=2)
    with duckdb.connect(str(evening / "news2.duckdb"), read_only=True) as two:
        for table in ("sentences", "mentions", "figures", "claims"):
            columns = "exclude (batch_id, pipeline_version)"
            sql = f"select * {columns} from {table} order by all"
            assert two.execute(sql).fetchall() == ask(evening, sql)
