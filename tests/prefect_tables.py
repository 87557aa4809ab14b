"""A database of Prefect's that has its tables: to make them takes a new server longer than to start.

The first server of a checkout makes them, and a copy is kept in .cache/; a server of another release changes what it
finds, as it does with the database of anybody who upgrades.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

KEPT = Path(__file__).resolve().parents[1] / ".cache" / "prefect-tables.db"


def put_tables(database: Path) -> None:
    """Let a server that will start on this database find the tables, if there are any."""
    database.parent.mkdir(parents=True, exist_ok=True)
    if KEPT.exists():
        shutil.copyfile(KEPT, database)


def keep_tables(database: Path) -> None:
    """Keep a copy of the database of a server that has just started."""
    if KEPT.exists():
        return
    KEPT.parent.mkdir(exist_ok=True)
    beside = KEPT.with_suffix(f".{os.getpid()}.tmp")
    with closing(sqlite3.connect(database)) as made, closing(sqlite3.connect(beside)) as copy:
        made.backup(copy)
    os.replace(beside, KEPT)
