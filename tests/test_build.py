"""The warehouse: built beside, checked, swapped in; what analysts see of the seed article's facts."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.rowmaking import Corpus
from transforms.rows import TABLES, Article, Claim, Figure, Mention, Row, Sentence, Time, stable_id
from warehouse.build import LAKE_TABLES, SEEDS, BuildError, Built, CheckError, build, contract_of
from warehouse.dictionary import DOCS, tables_page
from warehouse.query import answer, questions_in
from warehouse.selects import SQL

# DuckDB 1.2.2, put there by `make setup-dev`.
OLD_CLIENT = Path(__file__).resolve().parents[1] / ".cache" / "old-client"


def a_small_corpus() -> Corpus:
    """One article with a claim that holds a figure."""
    corpus = Corpus()
    story = corpus.article("Officials said 12 people died.\nBob left.", external_id="a1", publisher="Example News")
    toll = corpus.figure(story, "12 people", value=12, counted_class="people.killed")
    corpus.claim(story, content="12 people died", source="Officials", cue="said", figures=[toll])
    corpus.mention(story, "Bob", entity="person:bob", label="PERSON")
    return corpus


@pytest.fixture
def small() -> Corpus:
    return a_small_corpus()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The warehouse of the small corpus, to look at."""
    return a_small_corpus().build(tmp_path_factory.mktemp("published"))


def rows(database: Path, question: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in answer(database, question).to_pylist()]


def test_every_table_of_the_contract_is_there_with_its_columns_and_sentences(published: Built) -> None:
    told = {
        (table, column): (comment, nullable)
        for table, column, comment, nullable in rows(
            published.database,
            "select table_name, column_name, comment, is_nullable from duckdb_columns() where not internal",
        )
    }
    for row_type in TABLES:
        for column in contract_of(row_type.TABLE):
            assert told[row_type.TABLE, column.name] == (column.says, column.nullable)


def test_every_mart_and_each_of_its_columns_says_what_it_holds(published: Built) -> None:
    silent = "select table_name, column_name from duckdb_columns() where schema_name = 'marts' and comment is null"
    assert rows(published.database, silent) == []


def test_an_empty_lake_makes_an_empty_warehouse(tmp_path: Path) -> None:
    built = build(tmp_path / "w.duckdb", tables={})
    assert {built.counts[f"main.{row_type.TABLE}"] for row_type in TABLES} == {0}
    assert rows(built.database, "claimed_figures") == []


def test_the_newest_version_is_current_and_the_one_before_is_history(tmp_path: Path) -> None:
    files: dict[str, list[str]] = {name: [] for name in LAKE_TABLES}
    for version, number in enumerate(("3,000", "12,000"), start=1):
        corpus = Corpus()
        story = corpus.article(f"NIS: {number} soldiers.", external_id="same", version=version)
        corpus.figure(story, f"{number} soldiers", value=int(number.replace(",", "")))
        for table, paths in corpus.write(tmp_path / "lake", batch_id=f"b{version}").items():
            files[table] += paths
    built = build(tmp_path / "w.duckdb", tables=files)
    assert rows(built.database, "select version, text from main.articles") == [(2, "NIS: 12,000 soldiers.")]
    assert rows(built.database, "select value from main.figures") == [(12000,)]
    assert rows(built.database, "select version from history.articles") == [(1,)]
    assert rows(built.database, "select value from history.figures") == [(3000,)]


def test_ids_and_closed_lists_are_compressed_as_they_are_known_to_be(small: Corpus, tmp_path: Path) -> None:
    mention = small.rows[Mention][0]
    small.rows[Mention] = [replace(mention, mention_id=stable_id(number)) for number in range(20_000)]  # type: ignore[type-var]
    database = small.build(tmp_path).database
    stored = "select column_name, compression from pragma_storage_info('main.mentions') where segment_type = 'VARCHAR'"
    with duckdb.connect(str(database), read_only=True) as connection:
        found = dict(connection.execute(stored).fetchall())
    assert (found["mention_id"], found["label"], found["batch_id"]) == ("FSST", "Dictionary", "Dictionary")


def test_two_builds_of_one_lake_hold_the_same_rows_in_the_same_order(
    published: Built, small: Corpus, tmp_path: Path
) -> None:
    one, other = published, small.build(tmp_path / "other")
    assert one.counts == other.counts
    for table in (name for name in one.counts if not name.startswith("main.checks")):
        assert rows(one.database, f"from {table}") == rows(other.database, f"from {table}")


def test_a_failed_check_keeps_the_old_file_and_names_the_culprit(small: Corpus, tmp_path: Path) -> None:
    before = small.build(tmp_path).database.read_bytes()
    figure = small.figure(next(iter(small.rows.values()))[0], "Bob", value=1)  # type: ignore[arg-type]
    small.rows[Figure][-1] = type(figure)(
        **{name: getattr(figure, name) for name in figure.__dataclass_fields__} | {"end_char": figure.end_char + 1}
    )
    with pytest.raises(CheckError, match=f"offsets_of_figures.*{figure.figure_id}"):
        small.build(tmp_path)
    assert (tmp_path / "warehouse.duckdb").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lake", "warehouse.duckdb"]


# A row type, and how far the offsets of one of its rows are moved.
MOVED: list[tuple[type[Row], dict[str, Any]]] = [
    (Mention, {"end_char": 1}),
    (Figure, {"start_char": -1, "end_char": -1}),
    (Time, {"start_char": 1}),
    (Sentence, {"end_char": 1}),
    (Claim, {"content_start": 1}),
    (Claim, {"source_end": 1}),
    (Claim, {"cue_start": -1, "cue_end": -1}),
    (Claim, {"content_spans": ((0, 3),)}),
]


@pytest.fixture(scope="module", params=["Bob said 3 left on Monday.", "Zoë “won’t” go. Bob said 3 left on Monday."])
def refused(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Which articles each check names when one row of each was moved in another way; before that, all is well."""
    folder, corpus = tmp_path_factory.mktemp("moved"), Corpus()
    for case in MOVED:
        story = corpus.article(request.param, external_id=name_of(case), article_id=name_of(case))
        corpus.mention(story, "Bob")
        corpus.figure(story, "3", value=3)
        corpus.time(story, "on Monday")
        corpus.claim(story, content="3 left on Monday", source="Bob", cue="said")
    corpus.build(folder)
    for at, (row_type, moved) in enumerate(MOVED):
        row = corpus.rows[row_type][at]
        changed = {n: getattr(row, n) + by if isinstance(by, int) else by for n, by in moved.items()}
        corpus.rows[row_type][at] = replace(row, **changed)  # type: ignore[type-var]
    with pytest.raises(CheckError) as error:
        corpus.build(folder)
    said = dict(part.split(": ", 1) for part in str(error.value).split(" not published: ")[1].split(" | "))
    return {check: set(re.findall(r"article_id=([^,;]+)", culprits)) for check, culprits in said.items()}


def name_of(case: tuple[type[Row], dict[str, Any]]) -> str:
    return "-".join([case[0].TABLE, *case[1]])


@pytest.mark.parametrize("case", MOVED, ids=name_of)
def test_words_that_do_not_stand_where_their_row_says_fail(
    refused: dict[str, set[str]], case: tuple[type[Row], dict[str, Any]]
) -> None:
    assert [check for check, articles in refused.items() if name_of(case) in articles] == [
        f"offsets_of_{case[0].TABLE}"
    ]


def test_a_letter_is_not_another_because_neither_is_ascii(tmp_path: Path) -> None:
    corpus = Corpus()
    story = corpus.article("Zoë left, and Zo\x1a too.")
    for words in ("Zoë", "Zo\x1a"):
        corpus.mention(story, words)
    corpus.build(tmp_path)
    right = corpus.rows[Mention][0]
    for wrong in ("Zoé", "Zo\x1a"):
        corpus.rows[Mention].append(replace(right, text=wrong, mention_id=wrong))  # type: ignore[type-var]
    with pytest.raises(CheckError, match=r"offsets_of_mentions.*: 2 rows, .*Zoé.*Zo\x1a"):
        corpus.build(tmp_path)


@pytest.mark.parametrize(
    ("given", "named"),
    [({"source_entity_id": "person:nobody"}, "claims.source_entity_id"), ({"said_time_id": "t9"}, "claims.said_time")],
)
def test_a_reference_to_nothing_fails(small: Corpus, tmp_path: Path, given: dict[str, str], named: str) -> None:
    story = next(iter(small.rows.values()))[0]
    small.claim(story, content="Bob left", **given)  # type: ignore[arg-type]
    with pytest.raises(CheckError, match=f"foreign_keys.*{named}"):
        small.build(tmp_path)


@pytest.mark.parametrize("row_type", [Claim, Mention, Sentence, Article], ids=lambda row_type: row_type.TABLE)
def test_an_id_that_stands_twice_fails(small: Corpus, tmp_path: Path, row_type: type[Row]) -> None:
    small.rows[row_type].append(small.rows[row_type][0])
    with pytest.raises(BuildError, match=row_type.TABLE):
        small.build(tmp_path)


def test_facts_without_their_article_are_half_a_batch(small: Corpus, tmp_path: Path) -> None:
    tables = small.write(tmp_path / "lake")
    tables["articles"] = []
    with pytest.raises(CheckError, match="batches_are_whole"):
        build(tmp_path / "w.duckdb", tables=tables)


def test_a_reader_of_the_old_file_is_not_disturbed(small: Corpus, tmp_path: Path) -> None:
    database = small.build(tmp_path).database
    with duckdb.connect(str(database), read_only=True) as reader:
        for number in range(3):
            small.article(f"Another story, number {number}.")
            small.build(tmp_path)
            assert reader.execute("select count(*) from main.articles").fetchall() == [(1,)]
    assert rows(database, "select count(*) from main.articles") == [(4,)]


def test_a_build_that_may_take_too_little_memory_says_what_gives_it_more(small: Corpus, tmp_path: Path) -> None:
    database = small.build(tmp_path).database
    with pytest.raises(BuildError, match=r"Out of Memory.*; WIREHOUSE_MEMORY says what DuckDB may take"):
        build(database, tables=small.write(tmp_path / "lake"), memory="10MB")
    assert rows(database, "select count(*)::int from articles") == [(1,)]


def test_a_killed_builder_leaves_nothing_that_lasts(small: Corpus, tmp_path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = tmp_path / f"warehouse.duckdb.{int(child.stdout)}.new"
    left.write_bytes(b"half a file")
    spilled = left.with_name(f"{left.name}.tmp")
    spilled.mkdir()
    (spilled / "duckdb_temp_storage").write_bytes(b"spilled")
    small.build(tmp_path)
    assert not left.exists()
    assert not spilled.exists()


def test_a_lake_of_a_newer_version_is_refused(small: Corpus, tmp_path: Path) -> None:
    tables = small.write(tmp_path / "lake")
    path = tables["figures"][0]
    pq.write_table(pq.read_table(path).append_column("colour", pa.array(["red"])), path)
    with pytest.raises(BuildError, match="figures has the columns colour"):
        build(tmp_path / "w.duckdb", tables=tables)


def test_batches_from_before_a_column_existed_read_as_null(small: Corpus, tmp_path: Path) -> None:
    tables = small.write(tmp_path / "lake")
    path = tables["figures"][0]
    pq.write_table(pq.read_table(path).drop_columns(["group_text"]), path)
    built = build(tmp_path / "w.duckdb", tables=tables)
    assert rows(built.database, "select text, group_text from main.figures") == [("12 people", None)]


def test_corrections_are_replayed_and_a_lost_one_is_reported(small: Corpus, tmp_path: Path) -> None:
    figure = small.rows[Figure][0]
    assert isinstance(figure, Figure)
    seeds = judged(
        tmp_path,
        corrections=[
            f"figures,{figure.figure_id},value,12.5,Ada,2026-01-31,first guess",
            f"figures,{figure.figure_id},value,13,Ada,2026-02-01,typo",
            "figures,gone,value,13,Ada,2026-02-01,",
        ],
    )
    built = small.build(tmp_path, seeds=seeds)
    assert rows(built.database, "select value, value_low from main.figures") == [(13, 12)]
    assert [(check.name, check.count) for check in built.warned] == [("corrections_are_applied", 1)]
    assert rows(built.database, "select check_name, culprit_count from main.checks") == [("corrections_are_applied", 1)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("figures,f1,colour,red,Ada,2026-02-01,", "figures.colour is no column"),
        ("figurs,f1,value,13,Ada,2026-02-01,", "figurs.value is no column"),
        ("figures,f1,figure_id,f2,Ada,2026-02-01,", "figures.figure_id is no column"),
        ("figures,f1,value,a dozen,Ada,2026-02-01,", "'a dozen' is no value for figures.value"),
        ("figures,f1,text,,Ada,2026-02-01,", "None is no value for figures.text"),
    ],
)
def test_a_correction_that_cannot_be_meant_stops_the_build(small: Corpus, tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(BuildError, match=said):
        small.build(tmp_path, seeds=judged(tmp_path, corrections=[line]))


def test_ratings_show_beside_what_their_source_says_and_a_lost_one_is_reported(tmp_path: Path) -> None:
    corpus = Corpus()
    story = corpus.article("The NIS said 12 people died.")
    corpus.mention(story, "NIS", entity="org:nis")
    corpus.claim(story, content="12 people died", source="The NIS", cue="said", source_entity_id="org:nis")
    seeds = judged(tmp_path, ratings=["r1,org:nis,,B,2,Ada,2026-02-01,", "r2,org:gone,,F,,Ada,2026-02-01,"])
    built = corpus.build(tmp_path, seeds=seeds)
    assert rows(built.database, "select source_name, reliability from marts.who_said_what") == [("org:nis", "B")]
    assert [check.name for check in built.warned] == ["ratings_find_their_source"]


def judged(folder: Path, *, corrections: Sequence[str] = (), ratings: Sequence[str] = ()) -> Path:
    """A seeds folder with these lines of judgement."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, lines in (("corrections", corrections), ("ratings", ratings), ("aliases", ())):
        header = (SEEDS / f"{name}.csv").read_text(encoding="utf8").splitlines()[0]
        (seeds / f"{name}.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf8")
    return seeds


def test_the_file_is_of_a_storage_version_that_older_clients_open(published: Built) -> None:
    question = "select tags['storage_version'] from duckdb_databases() where not internal"
    ((version,),) = rows(published.database, question)
    assert str(version).startswith("v1.2.0")


def test_an_older_client_reads_every_table(published: Built) -> None:
    if not (OLD_CLIENT / "duckdb").is_dir():
        pytest.skip("needs the older DuckDB that `make setup-dev` puts into .cache/old-client")
    code = """if True:
        import sys, duckdb
        connection = duckdb.connect(sys.argv[1], read_only=True)
        tables = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        print(duckdb.__version__, *[connection.execute(f"select count(*) from {t}").fetchone()[0] for t, in tables])
    """
    environment = {**os.environ, "PYTHONPATH": str(OLD_CLIENT)}
    command = [sys.executable, "-c", code, str(published.database)]
    read = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    assert read[0].startswith("1.")
    assert len(read) > len(TABLES)


def test_other_filesystems_than_the_local_one_are_read(small: Corpus, tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    tables = {}
    for table, paths in small.write(tmp_path / "lake").items():
        memory.pipe_file(f"/build-test/{table}.parquet", Path(paths[0]).read_bytes())
        tables[table] = [f"memory://build-test/{table}.parquet"]
    built = build(tmp_path / "w.duckdb", tables=tables, filesystem=memory)
    assert built.counts["main.figures"] == 1


@pytest.mark.parametrize("name", sorted(questions_in()))
def test_every_saved_question_says_what_it_answers_and_is_answered(shown: Path, name: str) -> None:
    assert questions_in()[name].endswith("?")
    answer(shown, name)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of an empty lake."""
    return build(tmp_path_factory.mktemp("shown") / "w.duckdb", tables={}).database


def test_the_data_dictionary_is_up_to_date(shown: Path) -> None:
    stale = "docs/tables.md is stale: run `python -m warehouse.dictionary`"
    assert (DOCS / "tables.md").read_text(encoding="utf8") == tables_page(shown), stale


def test_the_page_of_questions_shows_each_with_its_sql() -> None:
    page = (DOCS / "questions.md").read_text(encoding="utf8")
    for name in questions_in():
        assert (SQL / "questions" / f"{name}.sql").read_text(encoding="utf8").strip() in page, (
            f"docs/questions.md lacks {name}: run `python -m warehouse.dictionary`"
        )
