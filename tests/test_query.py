"""Questions to the warehouse through the read-only door."""

from pathlib import Path

import pytest

from warehouse.build import build
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
        ("drop table main.figures", "DROP would change something"),
        ("insert into main.checks values (1, 2, 3, 4)", "INSERT would change something"),
        ("copy (select 1) to 'out.csv'", "COPY would change something"),
        ("create temp table t as select 1", "CREATE would change something"),
        ("attach 'other.duckdb'", "ATTACH would change something"),
        ("set lock_configuration = false", "SET would change something"),
        ("install httpfs", "would change something"),
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


def test_a_missing_warehouse_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no warehouse there; `wirehouse run` publishes one"):
        answer(tmp_path / "none.duckdb", "select 1")


def test_a_file_that_is_no_warehouse_says_so(tmp_path: Path) -> None:
    path = tmp_path / "text.duckdb"
    path.write_text("not a database, but longer than a header " * 500)
    with pytest.raises(QueryError, match="cannot read it"):
        answer(path, "select 1")
