"""Questions to the warehouse through the read-only door."""

import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from warehouse.build import WAREHOUSE_FORMAT, build
from warehouse.query import QueryError, answer, questions_in


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("query") / "warehouse.duckdb", tables={}).database


def test_sql_is_answered_in_its_own_order_and_cut_after_so_many_rows(warehouse: Path) -> None:
    assert answer(warehouse, "from range(5) as t (n) order by n desc", limit=2).to_pylist() == [{"n": 4}, {"n": 3}]


def test_a_saved_question_is_asked_by_its_name(warehouse: Path) -> None:
    assert "who_said_what" in questions_in()
    assert "source_name" in answer(warehouse, "who_said_what").column_names


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("drop table main.figures", "DROP is no question"),
        ("insert into main.checks values (1, 2, 3, 4)", "INSERT is no question"),
        ("copy (select 1) to 'out.csv'", "COPY is no question"),
        ("create temp table t as select 1", "CREATE is no question"),
        ("attach 'other.duckdb'", "ATTACH is no question"),
        ("set lock_configuration = false", "SET is no question"),
        ("install httpfs", "LOAD is no question"),
        ("load httpfs", "LOAD is no question"),
        ("update main.figures set value = 1", "UPDATE is no question"),
        ("delete from main.figures", "DELETE is no question"),
        ("with gone as (delete from main.figures returning *) select * from gone", "read-only"),
        ("explain analyze insert into main.checks values ('a', 'b', 1, 'c')", "read-only"),
        ("pragma enable_external_access = true", "SET is no question"),
        ("reset enable_external_access", "SET is no question"),
        ("call pragma_version()", "CALL is no question"),
        ("use memory", "SET is no question"),
        ("detach warehouse", "DETACH is no question"),
        ("export database 'out'", "EXPORT is no question"),
        ("prepare p as select 1", "PREPARE is no question"),
        ("pivot main.figures on kind using count(*)", r"a pivot names its columns here"),
        ("select getenv('HOME')", "getenv does not exist"),
        ("from duckdb_secrets()", "files and the network are out of reach"),
        ("from 'https://example.org/x.parquet'", "files and the network are out of reach"),
        ("from query_table('/etc/passwd.csv')", "files and the network are out of reach"),
        ("explain copy (select 1) to 'out.csv'", "files and the network are out of reach"),
        ("from sqlite_scan('a', 'b')", "not in the catalog"),
        ("select * from read_csv('/etc/passwd')", "files and the network are out of reach"),
        ("from '/etc/passwd.csv'", "files and the network are out of reach"),
        ("select * from read_text('https://example.org')", "files and the network are out of reach"),
        ("select * from glob('/*')", "files and the network are out of reach"),
        ("select 1; select 2", "one question at a time; these are 2"),
        ("", "one question at a time; these are 0"),
        ("select nothing from main.figures", "nothing"),
        ("select from where", "syntax error"),
        ("no_such_question", "no question 'no_such_question'; there are anonymous_sourcing"),
        ("from warehouse_frame", "warehouse_frame"),
    ],
)
def test_what_is_no_question_to_the_warehouse_is_refused(warehouse: Path, asked: str, said: str) -> None:
    before = warehouse.read_bytes()
    with pytest.raises(QueryError, match=said):
        answer(warehouse, asked)
    assert warehouse.read_bytes() == before


@pytest.mark.parametrize(
    "asked",
    [
        "describe main.figures",
        "show all tables",
        "summarize main.figures",
        "explain analyze from marts.conflicts",
        "values (1), (2)",
        "pivot main.figures on kind in ('count', 'money') using count(*) group by modality",
        "select 1; -- with a last word",
    ],
)
def test_what_only_looks_is_answered(warehouse: Path, asked: str) -> None:
    assert answer(warehouse, asked).num_columns


def test_an_empty_warehouse_answers_kindly(warehouse: Path) -> None:
    told = CliRunner().invoke(app, ["query", "claimed_figures", "--warehouse", str(warehouse)])
    assert told.exit_code == 0
    assert "the warehouse holds no article yet; `wirehouse run FILES` brings some in" in told.output
    assert (
        CliRunner().invoke(app, ["query", "money", "--format", "json", "--warehouse", str(warehouse)]).output == "[]\n"
    )


@pytest.mark.parametrize(
    ("format_", "said"),
    [
        (WAREHOUSE_FORMAT + 1, r"by wirehouse 9\.9, this program knows .*; upgrade wirehouse, or `wirehouse rebuild`"),
        (WAREHOUSE_FORMAT - 1, r"by wirehouse 9\.9, this program knows [0-9]+; `wirehouse rebuild`"),
    ],
)
def test_a_warehouse_of_another_version_says_so(warehouse: Path, tmp_path: Path, format_: int, said: str) -> None:
    other = tmp_path / "other.duckdb"
    shutil.copy(warehouse, other)
    with duckdb.connect(str(other)) as writer:
        writer.execute("update main.versions set warehouse_format = ?, wirehouse_version = '9.9'", [format_])
    with pytest.raises(QueryError, match=said):
        answer(other, "select 1")


def test_a_database_that_is_no_warehouse_says_so(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as writer:
        writer.execute("create table figures as select 1 as value")
    with pytest.raises(QueryError, match="no warehouse, or one older than"):
        answer(tmp_path / "other.duckdb", "from figures")


def test_a_file_of_a_newer_duckdb_says_so(warehouse: Path, tmp_path: Path) -> None:
    """The storage version is the number after the word DUCK in the header."""
    other = tmp_path / "newer.duckdb"
    header = bytearray(warehouse.read_bytes())
    at = header.index(b"DUCK") + 4
    header[at : at + 8] = (9999).to_bytes(8, "little")
    other.write_bytes(header)
    with pytest.raises(QueryError, match=f"DuckDB {duckdb.__version__} cannot read it .*; `wirehouse rebuild`"):
        answer(other, "select 1")


def test_a_missing_warehouse_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no warehouse there; `wirehouse run` publishes one"):
        answer(tmp_path / "none.duckdb", "select 1")


def test_a_file_that_is_no_warehouse_says_so(tmp_path: Path) -> None:
    path = tmp_path / "text.duckdb"
    path.write_text("not a database, but longer than a header " * 500)
    with pytest.raises(QueryError, match="cannot read it"):
        answer(path, "select 1")
