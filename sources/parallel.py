"""Raw items made into articles, by one process or by several, in the order in which they came."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice

from sources.access import Found
from transforms.articles import Block, article_of
from transforms.rows import Article, Issue

Rows = list[Article | Issue]
# Items sent to a process at once; some ten of them weigh as much as the sending.
_CHUNK = 32
# Chunks that lie ready for each other process, so that it has work while this one makes a chunk or writes a batch.
_AHEAD = 4
# What a source brings on most days is read before other processes have started.
_ALONE = 128


def rows_of_each(found: Iterable[Found], workers: int) -> Iterator[tuple[Found, Rows]]:
    """Each item with the rows it comes to, each issue with itself, in order; memory holds a few chunks of items.

    This process is one of the workers: it makes chunks itself while the others have enough to do.
    """
    items = iter(found)
    for one in items if workers <= 1 else islice(items, _ALONE):
        yield one, [one] if isinstance(one, Issue) else article_of(one)
    chunk = list(islice(items, _CHUNK))
    if not chunk:
        return
    others = workers - 1
    waiting: deque[tuple[list[Found], Future[list[Rows]]]] = deque()
    # Forking a process that has threads, as every flow has, may hang; spawned ones start clean.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(others, mp_context=context) as pool:
        while chunk:
            made: Future[list[Rows]] = Future()
            if sum(not future.done() for _, future in waiting) < _AHEAD * others:
                made = pool.submit(_rows_of_chunk, [_light(one) for one in chunk])
            else:
                made.set_result(_rows_of_chunk(chunk))
            waiting.append((chunk, made))
            while waiting and (waiting[0][1].done() or len(waiting) > 2 * _AHEAD * workers):
                yield from _received(*waiting.popleft())
            chunk = list(islice(items, _CHUNK))
        while waiting:
            yield from _received(*waiting.popleft())


def _light(one: Found) -> Found:
    # The bytes to keep stay here; they may be a thousand times the line that is an item.
    if isinstance(one, Issue) or one.block is None:
        return one
    return replace(one, block=Block(b"", one.block.sha256))


def _rows_of_chunk(chunk: list[Found]) -> list[Rows]:
    return [rows for _, rows in rows_of_each(chunk, workers=1)]


def _received(chunk: list[Found], made: Future[list[Rows]]) -> Iterator[tuple[Found, Rows]]:
    yield from zip(chunk, made.result(), strict=True)
