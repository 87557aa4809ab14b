"""Beyond one machine: a lake on an object store, several writers at once, two workers of Dask or Ray without a disk.

What needs the extras dask, ray and s3 or moto's server, which are not in the lock, is skipped without them;
`make test-cluster` installs them into an environment of their own.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import duckdb
import pytest

from flows import ingest as ingesting
from flows.extract import runner_of
from flows.ingest import ingest
from sources import articles_from, source_of
from tests.test_lake import a_sentence
from transforms.rows import Sentence
from warehouse.build import build
from warehouse.doctor import examine
from warehouse.lake import Lake

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("runner", ["dask", "spark://there", "ray://"])
def test_a_runner_that_there_is_not_is_refused(runner: str) -> None:
    with pytest.raises(ValueError, match=f"{runner}: no task runner; give dask://host:port or ray://host:port"):
        runner_of(1, runner)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The URL of a bucket on a local server that speaks S3."""
    pytest.importorskip("s3fs", reason="needs the extra s3 (make test-cluster)")
    moto = pytest.importorskip("moto.server", reason="needs moto's server (make test-cluster)")
    server = moto.ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    _, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "of no account")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        import s3fs

        s3fs.S3FileSystem().mkdir("lakes")
        yield "s3://lakes"
    server.stop()


@pytest.fixture(params=["memory", "s3"])
def lake(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """A lake with small batches where nothing can be locked."""
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 25)
    store = "memory://" if request.param == "memory" else request.getfixturevalue("s3")
    return Lake(f"{store}/{uuid4()}").open()


def write_news(path: Path, numbers: Iterable[int]) -> Path:
    """News in this order, each article with a url of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = ((n, f"Police said that {n} cars were found. Nobody was hurt.") for n in numbers)
    lines = [json.dumps({"id": str(n), "url": f"https://example.org/{n}", "text": text}) for n, text in texts]
    path.write_text("\n".join(lines))
    return path


def load(news: Path, lake: Lake) -> None:
    """Ingest, and find a sentence in each article."""
    ingest(articles_from(source_of(str(news)), state={}, keep_raw=lake.keep_raw), lake)
    for batch in lake.pending("v1"):
        lake.write_facts("v1", batch, {Sentence: [a_sentence(article) for article in lake.articles_of(batch)]})


def publish(lake: Lake, warehouse: Path) -> dict[str, int]:
    """Build the warehouse; how many rows its tables have."""
    return build(warehouse, tables=lake.files(), filesystem=lake.filesystem).counts


def test_a_lake_on_an_object_store_is_published_and_well(lake: Lake, tmp_path: Path) -> None:
    load(write_news(tmp_path / "news.jsonl", range(60)), lake)
    assert publish(lake, tmp_path / "news.duckdb")["main.sentences"] == 60
    assert list(examine(lake)) == []


def test_several_writers_at_once_lose_and_double_nothing(lake: Lake, tmp_path: Path) -> None:
    """Four runs that know nothing of each other, whose batches overlap: each begins with another article."""
    failures: list[Exception] = []
    ready = threading.Barrier(4)

    def run(number: int) -> None:
        try:
            turned = [(n + 17 * number) % 90 for n in range(90)]
            news = write_news(tmp_path / str(number) / "news.jsonl", turned)
            ready.wait()
            load(news, Lake(lake.url).open())
        except Exception as error:  # shown below, where pytest sees it
            failures.append(error)

    writers = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert sum(batch.counts["articles"] for batch in lake.batches()) > 90, "the writers never met"
    counts = publish(lake, tmp_path / "news.duckdb")
    assert (counts["main.articles"], counts["main.sentences"], counts["history.articles"]) == (90, 90, 0)
    assert list(examine(lake)) == []


@contextmanager
def started(*commands: list[str], log: Path) -> Iterator[None]:
    """Programs of this environment, stopped at the end."""
    with log.open("wb") as out:
        running = [subprocess.Popen([BIN / name, *options], stdout=out, stderr=out) for name, *options in commands]
        try:
            yield
            assert [process.poll() for process in running] == [None] * len(running), log.read_text()[-2000:]
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(timeout=60)


@contextmanager
def a_dask_cluster(tmp_path: Path) -> Iterator[str]:
    """A scheduler and two workers, each with a folder of its own and one thread."""
    pytest.importorskip("prefect_dask", reason="needs the extra dask (make test-cluster)")
    port = 18786
    worker = ["dask", "worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard", "--local-directory"]
    scheduler = ["dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    workers = [[*worker, str(tmp_path / f"worker{n}")] for n in range(2)]
    with started(scheduler, *workers, log=tmp_path / "dask.log"):
        yield f"dask://127.0.0.1:{port}"


@contextmanager
def a_ray_cluster(tmp_path: Path) -> Iterator[str]:
    """A head node with two workers, reached as a client from another machine would."""
    pytest.importorskip("prefect_ray", reason="needs the extra ray (make test-cluster)")
    # Ray gives its workers the ports from 10002 to 19999.
    ports = ["--port", "26379", "--ray-client-server-port", "20001"]
    options = ["--head", "--num-cpus", "2", "--include-dashboard", "false", "--node-ip-address", "127.0.0.1", *ports]
    options += ["--object-store-memory", str(100 << 20), "--disable-usage-stats", "--block"]
    with pytest.MonkeyPatch.context() as patch:
        # Ray gives up after seconds, in which a busy machine has not started it.
        for name in ("CLIENT_INITIAL_CONNECTION", "CLIENT_MAX_CONNECTION", "CLIENT_SERVER_CHECK_CHANNEL"):
            patch.setenv(f"RAY_{name}_TIMEOUT_S", "300")
        with started(["ray", "start", *options], log=tmp_path / "ray.log"):
            yield "ray://127.0.0.1:20001"


@pytest.mark.slow
@pytest.mark.parametrize("cluster", [a_dask_cluster, a_ray_cluster])
def test_two_workers_of_a_cluster_extract_what_one_process_does(
    cluster: Callable[[Path], AbstractContextManager[str]], s3: str, tmp_path: Path
) -> None:
    news = write_news(tmp_path / "news.jsonl", range(1_600))  # three batches of five hundred, and one more
    alone, together = tmp_path / "alone.duckdb", tmp_path / "together.duckdb"
    wirehouse_run(news, f"{s3}/{uuid4()}", alone)
    with cluster(tmp_path) as address:
        wirehouse_run(news, f"{s3}/{uuid4()}", together, "--runner", address)
    assert differing(alone, together) == {}


def wirehouse_run(news: Path, lake: str, warehouse: Path, *options: str) -> None:
    command = [str(BIN / "wirehouse"), "run", str(news), "--lake", lake, "--warehouse", str(warehouse), *options]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]


def differing(one: Path, other: Path) -> dict[str, int]:
    """How many rows only one of two warehouses has, by table; when they were made is left out."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one}' as one (read_only); attach '{other}' as other (read_only)")
        counts = {}
        for table in ("articles", "sentences", "mentions", "times", "figures", "claims", "claim_figures", "issues"):
            left_out = "exclude (fetched_at)" if table == "articles" else ""
            rows = [f"select * {left_out} from {name}.main.{table}" for name in ("one", "other")]
            sql = f"({rows[0]} except all {rows[1]}) union all ({rows[1]} except all {rows[0]})"
            counts[table] = len(connection.execute(sql).fetchall())
    return {table: count for table, count in counts.items() if count}
