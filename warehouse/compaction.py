"""Many small batches joined into few files, so that a publish opens a file where it would open a hundred.

A compaction is one more copy of what its batches hold, in their order: it replaces nothing. Who reads the files of a
batch never notices, extraction works on the batches as before, and a compaction whose batches were extracted again is
left aside and made anew.
"""

import pyarrow as pa

from transforms.rows import stable_id
from warehouse.lake import COMMIT, DOCTOR, Lake, LakeError

# Some four million words: files of some tens of megabytes.
PARTS = 64


def compact(lake: Lake, *, size: int = PARTS) -> int:
    """Join each `size` consecutive batches that are not joined yet; returns how many compactions were made.

    Only whole groups of batches with facts are joined: the newest stay as they are until there are enough of them. A
    compaction whose batches were extracted again goes, in a lake that the caller has locked; on an object store, which
    has no lock and where somebody may be reading it, it stays.
    """
    parts = lake.parts()
    groups = [parts[at : at + size] for at in range(0, len(parts) - size + 1, size)]
    wanted = {stable_id(*(part.name for part in group)): group for group in groups if all(part.facts for part in group)}
    there = {found.compaction_id for found in lake.compactions()}
    for stale in sorted(there - wanted.keys()) if lake.is_local else ():
        lake.delete(f"compacted/{stale}/{COMMIT}")
        lake.delete(f"compacted/{stale}")
    missing = {name: group for name, group in wanted.items() if name not in there}
    for name, group in missing.items():
        rows: dict[str, list[pa.Table]] = {}
        for part in group:
            for found in filter(None, (part.batch, part.facts)):
                for table, path in found.paths:
                    rows.setdefault(table, []).append(_whole(lake, path, found.counts[table]))
        joined = {table: pa.concat_tables(found, promote_options="default") for table, found in rows.items()}
        lake.write_compaction(name, group, joined)
    return len(missing)


def _whole(lake: Lake, path: str, count: int) -> pa.Table:
    """The rows of a file, as many as it was committed with: of what is joined nobody counts them again."""
    rows = lake.read(path)
    if rows.num_rows != count:
        raise LakeError(f"{lake.at(path)}: has {rows.num_rows} rows, its batch was committed with {count}; {DOCTOR}")
    return rows
