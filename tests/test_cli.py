"""The command line without Prefect: answers, articles, sentences, and what it says when something is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.ingest import ingest
from flows.settings import SEEDS, SQL
from sources import articles_from, source_of
from transforms.language import load_pipeline
from transforms.registry import rows_of
from transforms.rows import FACTS, Row, columns_of
from warehouse.build import build
from warehouse.lake import LAKE_FORMAT, Lake


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake and a warehouse that hold the seed article."""
    place = tmp_path_factory.mktemp("cli")
    lake = Lake(str(place / "lake")).open()
    ingest(articles_from(source_of(str(SEEDS)), state={}, keep_raw=lake.keep_raw), lake)
    for batch in lake.pending("v1"):
        rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in FACTS}
        for row in rows_of(lake.articles_of(batch), load_pipeline()):
            rows[type(row)].append(row)
        lake.write_facts("v1", batch, rows)
    build(place / "news.duckdb", tables=lake.files(), seeds=SEEDS, sql=SQL)
    return place


def wirehouse(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def ask(place: Path, question: str, *options: str) -> Result:
    return wirehouse("query", question, "--warehouse", str(place / "news.duckdb"), *options)


def test_sql_is_answered_as_a_table(place: Path) -> None:
    assert "000_968b073979ff03d3" in ask(place, "select external_id from articles").output


def test_sql_is_answered_as_csv_with_lists_as_json(place: Path) -> None:
    answer = ask(place, "select 1 as one, ['a', 'b'] as two", "--format", "csv")
    assert answer.output.splitlines() == ['"one","two"', '1,"[""a"", ""b""]"']


def test_sql_is_answered_as_json(place: Path) -> None:
    answer = ask(place, "select external_id, word_count > 600 as is_long from articles", "--format", "json")
    assert json.loads(answer.output) == [{"external_id": "000_968b073979ff03d3", "is_long": False}]


@pytest.mark.parametrize("name", sorted(path.stem for path in (SQL / "questions").glob("*.sql")))
def test_every_saved_question_is_answered(place: Path, name: str) -> None:
    answer = ask(place, name, "--format", "json")
    assert answer.exit_code == 0, answer.output
    assert isinstance(json.loads(answer.output), list)


def test_the_seed_says_how_many_soldiers_and_who_disagrees(place: Path) -> None:
    if not (SEEDS.parent / "models" / "wirehouse_en").exists():
        pytest.skip("needs the language model in models/")
    sql = "select figure_text, source_name, through_name, conflict_count from marts.claimed_figures order by start_char"
    assert json.loads(ask(place, sql, "--format", "json").output) == [
        {"figure_text": text, "source_name": source, "through_name": through, "conflict_count": conflicts}
        for text, source, through, conflicts in [
            ("10,000", "National Intelligence Service", None, 0),
            ("3,000", None, None, 0),
            ("3,000", "National Intelligence Service", "Park Sun-won", 1),
            ("12,000", "Volodymyr Zelensky", None, 1),
            ("two", "Volodymyr Zelensky", None, 0),
        ]
    ]


@pytest.mark.parametrize("row_type", FACTS, ids=lambda row_type: row_type.TABLE)
def test_a_column_of_few_words_holds_no_others(place: Path, row_type: type[Row]) -> None:
    for column in columns_of(row_type):
        if column.words:
            sql = f"select distinct {column.name} as word from {row_type.TABLE} where {column.name} is not null"
            told = {row["word"] for row in json.loads(ask(place, sql, "--format", "json").output)}
            assert told <= set(column.words), column.name


def test_an_article_is_shown_by_the_beginning_of_its_id(place: Path) -> None:
    (row,) = json.loads(ask(place, "select article_id from articles", "--format", "json").output)
    shown = wirehouse("show", row["article_id"][:8], "--warehouse", str(place / "news.duckdb"))
    assert "By Smartencyclopedia with Agencies" in shown.output
    assert "• South Korea’s National Intelligence Service (NIS) reported" in shown.output


def test_a_sentence_is_explained_without_a_warehouse() -> None:
    explained = wirehouse("explain", "Police said about 40 people were hurt.").output
    assert "figures 1" in explained
    assert "40" in explained
    assert "about" in explained


def test_the_state_of_a_lake_is_told(place: Path) -> None:
    told = wirehouse("status", "--lake", str(place / "lake")).output
    assert "1 article versions in 1 batches; 0 batches wait" in told
    assert "v1  stale" in told


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["query", "select 1", "--warehouse", "nowhere.duckdb"], "nowhere.duckdb: no warehouse there"),
        (["query", "no_such_question"], "no_such_question"),
        (["status", "--lake", "nowhere"], "nowhere: no lake there"),
        (["show", "ffff", "--warehouse", "nowhere.duckdb"], "nowhere.duckdb"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: list[str], reason: str) -> None:
    failed = wirehouse(*arguments)
    assert failed.exit_code == 1
    assert reason in failed.stderr
    assert len(failed.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "delete from articles",
        "create table mine as select 1",
        "copy (select 1) to 'out.csv'",
        "select * from read_text('/etc/passwd')",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
    ],
)
def test_a_query_cannot_write_or_read_files(place: Path, sql: str) -> None:
    refused = ask(place, sql)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("wirehouse: ")


def test_a_lake_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lake.json").write_text(json.dumps({"lake_format": LAKE_FORMAT + 1}))
    refused = wirehouse("status", "--lake", str(tmp_path))
    assert refused.exit_code == 1
    assert "upgrade wirehouse" in refused.stderr


def test_help_does_not_wait_for_heavy_libraries() -> None:
    code = "import sys, flows.cli; print(sorted({'prefect', 'spacy', 'duckdb', 'pyarrow'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
