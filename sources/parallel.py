"""Raw items made into articles, by one process or by several, in the order in which they came."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace

from sources.access import Found
from sources.spec import MIB
from transforms.articles import Block, Rows, rows_of_all
from transforms.rows import Issue

# What a source brings on most days is read before other processes have started.
_ALONE = 2 * MIB
# Sent to a process at once: a tenth of a second of work, beside which the sending weighs little.
_CHUNK = MIB
_MOST_IN_CHUNK = 512  # items
# Chunks that lie ready for each other process, so that it has work while this one makes a chunk or writes a batch.
_AHEAD = 8
# Kept for each other process of what is not passed on yet: this one goes on while the others start.
_WAITING = 64 * MIB


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Items that are made together, and the rows of each once they are."""

    found: list[Found]
    size: int
    made: Future[list[Rows]]


def rows_of_each(found: Iterable[Found], workers: int) -> Iterator[tuple[Found, Rows]]:
    """Each item with the rows it comes to, each issue with itself, in order; memory holds a few chunks of items.

    This process is one of the workers: it makes chunks itself while the others have enough to do.
    """
    items = iter(found)
    size = 0
    while workers <= 1 or size < _ALONE:
        one = next(items, None)
        if one is None:
            return
        size += _size(one)
        yield one, rows_of_all([one])[0]
    yield from _shared(items, workers - 1)


def _shared(items: Iterator[Found], others: int) -> Iterator[tuple[Found, Rows]]:
    waiting: deque[_Chunk] = deque()
    # Forking a process that has threads, as every flow has, may hang; spawned ones start clean.
    pool = ProcessPoolExecutor(others, mp_context=multiprocessing.get_context("spawn"))
    try:
        while found := list(_some(items)):
            is_enough = sum(not chunk.made.done() for chunk in waiting) >= _AHEAD * others
            made = _made_here(found) if is_enough else pool.submit(rows_of_all, [_light(one) for one in found])
            waiting.append(_Chunk(found, sum(map(_size, found)), made))
            while waiting and (waiting[0].made.done() or sum(chunk.size for chunk in waiting) > _WAITING * others):
                yield from _received(waiting.popleft())
        # Nothing more comes: this process takes from the end what the others have not begun.
        for at in reversed(range(len(waiting))):
            if waiting[at].made.cancel():
                waiting[at] = replace(waiting[at], made=_made_here(waiting[at].found))
        while waiting:
            yield from _received(waiting.popleft())
    finally:
        # A process that is still starting is not waited for.
        pool.shutdown(wait=False, cancel_futures=True)


def _some(items: Iterator[Found]) -> Iterator[Found]:
    size = 0
    for _ in range(_MOST_IN_CHUNK):
        one = next(items, None) if size < _CHUNK else None
        if one is None:
            return
        size += _size(one)
        yield one


def _size(one: Found) -> int:
    return 0 if isinstance(one, Issue) else len(one.payload)


def _light(one: Found) -> Found:
    # The bytes to keep stay here; they may be a thousand times the line that is an item.
    if isinstance(one, Issue) or one.block is None:
        return one
    return replace(one, block=Block(b"", one.block.sha256))


def _made_here(found: list[Found]) -> Future[list[Rows]]:
    made: Future[list[Rows]] = Future()
    made.set_result(rows_of_all(found))
    return made


def _received(chunk: _Chunk) -> Iterator[tuple[Found, Rows]]:
    yield from zip(chunk.found, chunk.made.result(), strict=True)
