"""The recipes of docs/connect.md, run as they stand there, and a pool that holds the file during a publish."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tests.report_news import news
from tests.rowmaking import Corpus

OLD_CLIENT = ROOT / ".cache" / "old-client"
CLIENTS = ROOT / ".cache" / "connect" / "bin"
# What every recipe has to print: the two figures that exclude each other.
LOWER, HIGHER = "3,000", "12,000"


class Recipe(NamedTuple):
    """One fenced block of docs/connect.md under its heading; without a language it is not for running alone."""

    heading: str
    language: str
    code: str


def recipes() -> list[Recipe]:
    found = []
    for section in re.split(r"^## ", (ROOT / "docs" / "connect.md").read_text(encoding="utf8"), flags=re.M)[1:]:
        blocks = re.findall(r"^```(\w*)\n(.*?)^```$", section, flags=re.M | re.S)
        found += [Recipe(section.partition("\n")[0], *block) for block in blocks]
    return found


RECIPES = recipes()
(PYTHON,) = [recipe for recipe in RECIPES if recipe.heading == "Python"]
(HARLEQUIN,) = [recipe for recipe in RECIPES if recipe.heading == "harlequin"]
needs_clients = pytest.mark.skipif(
    not (CLIENTS.parent / ".ready").exists(), reason="needs the clients that `make connect` puts into .cache/connect"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return news().build(tmp_path_factory.mktemp("connect")).database.parent


@pytest.fixture
def small() -> Corpus:
    corpus = Corpus()
    corpus.article("A story.")
    return corpus


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Clients keep their settings and history in a home of their own here, and find each other on the path."""
    (folder / "home").mkdir(exist_ok=True)
    path = f"{CLIENTS}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "HOME": str(folder / "home"), "PATH": path, "TERM": "xterm-256color", **more}


def printed(command: list[str], folder: Path, **more: str) -> str:
    ran = subprocess.run(
        command, cwd=folder, env=environment(folder, **more), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_python_recipe_runs_with_the_duckdb_of_the_product(folder: Path) -> None:
    said = printed([sys.executable, "-c", PYTHON.code], folder)
    assert LOWER in said
    assert HIGHER in said


def test_the_python_recipe_runs_with_an_older_duckdb(folder: Path) -> None:
    if not (OLD_CLIENT / "duckdb").is_dir():
        pytest.skip("needs the older DuckDB that `make setup-dev` puts into .cache/old-client")
    code = f"{PYTHON.code}\nprint('DuckDB', duckdb.__version__)"
    said = printed([sys.executable, "-c", code], folder, PYTHONPATH=str(OLD_CLIENT))
    assert "DuckDB 1.2" in said
    assert LOWER in said
    assert HIGHER in said


COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "sh": lambda file: ["bash", "-eu", file],
    "python": lambda file: [str(CLIENTS / "python"), file],
    "ipython": lambda file: [str(CLIENTS / "ipython"), "--no-banner", file],
}


@needs_clients
@pytest.mark.slow
@pytest.mark.parametrize(
    "recipe", [pytest.param(recipe, id=recipe.heading) for recipe in RECIPES if recipe.language in COMMANDS]
)
def test_a_recipe_prints_the_figures_that_exclude_each_other(folder: Path, recipe: Recipe) -> None:
    file = folder / f"recipe.{recipe.language.replace('ipython', 'ipy')}"
    file.write_text(recipe.code, encoding="utf8")
    said = printed(COMMANDS[recipe.language](str(file)), folder)
    assert LOWER in said
    assert HIGHER in said


@needs_clients
@pytest.mark.slow
def test_the_harlequin_recipe_answers_in_a_terminal(folder: Path) -> None:
    terminal, inside = pty.openpty()
    program = subprocess.Popen(
        ["bash", "-c", f"stty rows 40 cols 140; exec {HARLEQUIN.code}"],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        cwd=folder,
        env=environment(folder),
        start_new_session=True,
    )
    os.close(inside)
    try:
        assert shows(terminal, "Query Editor")
        os.write(terminal, b"select lower_text, higher_text from marts.conflicts")
        assert shows(terminal, "conflicts")
        os.write(terminal, b"\n")
        assert shows(terminal, HIGHER)
        os.write(terminal, b"\x11")
        # Its last output has to be read, or it could not end.
        assert not shows(terminal, "a text that never comes")
        assert program.wait(60) == 0
    finally:
        program.kill()
        os.close(terminal)


def shows(terminal: int, words: str, *, seconds: float = 120) -> bool:
    """Whether the words appear on the terminal before its program ends or the time is over."""
    seen, end = b"", time.monotonic() + seconds
    while words.encode() not in seen:
        if time.monotonic() > end:
            return False
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:  # how Linux says that nobody holds the other end any more
                return False
    return True


HOLDER = """
from sqlalchemy import create_engine, text
engine = create_engine("duckdb:///warehouse.duckdb?access_mode=read_only")
def count():
    with engine.connect() as connection:
        print(connection.execute(text("select count(*) from main.articles")).scalar(), flush=True)
count()
input()
count()
engine.dispose()
count()
"""


@needs_clients
def test_a_pool_that_holds_the_file_neither_blocks_a_publish_nor_is_blocked(small: Corpus, tmp_path: Path) -> None:
    small.build(tmp_path)
    command = [str(CLIENTS / "python"), "-W", "ignore", "-c", HOLDER]
    holder = subprocess.Popen(
        command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(tmp_path)
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "1\n"
    small.article("Another story.")
    small.build(tmp_path)
    said, _ = holder.communicate("\n")
    assert said == "1\n2\n", "while held, the old file; after dispose(), the newest"
