"""From scores to the best tree and the best spans."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORBIDDEN = -1e9


def spans_of(scores: Floats, types: Sequence[str]) -> list[tuple[int, int, str]]:
    """The best well-formed BILOU path through words x classes (`O`, then B I L U of each type), as half-open spans."""
    if not len(scores):
        return []
    path = scores.argmax(1)
    allowed, first, last = _grammar(len(types))
    well_formed = first[path[0]] and last[path[-1]] and allowed[path[:-1], path[1:]].all()
    if not well_formed:
        path = _viterbi(scores, allowed, first, last)
    out, start = [], 0
    for i, c in enumerate(path.tolist()):
        if c == 0:
            continue
        name, prefix = types[(c - 1) // 4], (c - 1) % 4
        if prefix in (0, 3):
            start = i
        if prefix in (2, 3):
            out.append((start, i + 1, name))
    return out


def _grammar(n: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which class may follow which, begin and end a window."""
    kind = np.array([3, *([0, 1, 2, 3] * n)])  # O goes where U goes
    type_of = np.array([-1, *(t for t in range(n) for _ in range(4))])
    is_open = (kind == 0) | (kind == 1)
    goes_on = (kind == 1) | (kind == 2)
    allowed = np.where(is_open[:, None], goes_on & (type_of[:, None] == type_of), ~goes_on)
    return allowed, ~goes_on, ~is_open


def _viterbi(scores: Floats, allowed: NDArray[np.bool_], first: NDArray[np.bool_], last: NDArray[np.bool_]) -> NDArray[np.int64]:
    cost = np.where(allowed, 0.0, FORBIDDEN)
    best = scores[0] + np.where(first, 0.0, FORBIDDEN)
    came_from = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        ways = best[:, None] + cost
        came_from[i] = ways.argmax(0)
        best = ways.max(0) + scores[i]
    path = np.empty(len(scores), np.int64)
    path[-1] = (best + np.where(last, 0.0, FORBIDDEN)).argmax()
    for i in range(len(scores) - 1, 0, -1):
        path[i - 1] = came_from[i, path[i]]
    return path


def heads_of(arcs: Floats, sentences: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """The best single-rooted tree of each sentence; a root is its own head. Scores are dependent x head, roots on the diagonal."""
    heads = np.empty(len(arcs), np.int64)
    for start, end in sentences:
        block = arcs[start:end, start:end]
        found = block.argmax(1)
        if not _is_tree(found.tolist()):
            found = _best_tree(block.astype(np.float64))
        heads[start:end] = found + start
    return heads


def _is_tree(heads: list[int]) -> bool:
    reached = [0] * len(heads)  # the walk that came by; a walk that meets itself is a circle
    roots = 0
    for i, head in enumerate(heads):
        roots += head == i
        at = i
        while not reached[at]:
            reached[at] = i + 1
            if heads[at] == at:
                break
            at = heads[at]
            if reached[at] == i + 1:
                return False
    return roots == 1


def _best_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Chu-Liu/Edmonds for the most probable root (and the next two, should their trees be better)."""
    n = len(scores)
    scores = scores - np.log(np.exp(scores - scores.max(1, keepdims=True)).sum(1, keepdims=True)) - scores.max(1, keepdims=True)
    best, best_total = np.zeros(n, np.int64), -np.inf
    for root in np.argsort(-np.diagonal(scores), kind="stable")[:3].tolist():
        rooted = scores.copy()
        np.fill_diagonal(rooted, -np.inf)
        rooted[root] = -np.inf
        heads = _arborescence(rooted, root)
        total = scores[np.arange(n), heads].sum()
        if total > best_total:
            best, best_total = heads, total
    return best


def _arborescence(scores: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """Heads (dependent x head scores) of the best tree under `root`, circles contracted one at a time."""
    n = len(scores)
    heads = scores.argmax(1)
    heads[root] = root
    circle = _circle(heads, root)
    if not circle:
        return heads
    inside = np.zeros(n, bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    m = len(outside)
    smaller = np.full((m + 1, m + 1), -np.inf)
    smaller[:m, :m] = scores[np.ix_(outside, outside)]
    in_circle = np.array(circle)
    kept = scores[in_circle, heads[in_circle]]
    leaving = scores[np.ix_(outside, in_circle)]  # dependents outside, heads inside
    smaller[:m, m] = leaving.max(1)
    entering = scores[np.ix_(in_circle, outside)] - kept[:, None]
    smaller[m, :m] = entering.max(0)
    place = {int(word): k for k, word in enumerate(outside)}
    found = _arborescence(smaller, place[root])
    for k, word in enumerate(outside.tolist()):
        if word != root:
            heads[word] = in_circle[leaving[k].argmax()] if found[k] == m else outside[found[k]]
    from_outside = int(found[m])
    heads[in_circle[entering[:, from_outside].argmax()]] = outside[from_outside]
    return heads


def _circle(heads: NDArray[np.int64], root: int) -> list[int]:
    seen = np.zeros(len(heads), np.int64)
    seen[root] = -1
    for i in range(len(heads)):
        at = i
        while not seen[at]:
            seen[at] = i + 1
            at = int(heads[at])
        if seen[at] == i + 1:
            out, word = [at], int(heads[at])
            while word != at:
                out.append(word)
                word = int(heads[word])
            return sorted(out)
    return []


def attributions_of(
    sources: Sequence[tuple[int, int]], cues: Sequence[tuple[int, int]], contents: Sequence[tuple[int, int]], links: Floats
) -> list[dict[str, list[tuple[int, int]]]]:
    """Joins spans of one window into attributions, by the links (content and source x cues x words).

    A content goes to its likeliest cue. A cue left without one takes the words that the links give it, where they are
    many and sure; a content that no cue wants stands alone. A source may serve several cues.
    """
    found: list[dict[str, list[tuple[int, int]]]] = [{"SOURCE": [], "CUE": [cue], "CONTENT": []} for cue in cues]
    alone: list[tuple[int, int]] = []
    for start, end in contents:
        if cues:
            means = links[0, :, start:end].mean(1)
            for k, (s, e) in enumerate(cues):
                if start <= s and e <= end:
                    means[k] = FORBIDDEN  # a cue inside a content belongs to another attribution
            best = int(means.argmax())
            if means[best] > -2.0:
                found[best]["CONTENT"].append((start, end))
                continue
        alone.append((start, end))
    for k in range(len(cues)):
        if sources:
            means = np.array([links[1, k, s:e].mean() for s, e in sources])
            best = int(means.argmax())
            if means[best] > 0:
                found[k]["SOURCE"].append(sources[best])
    for k, cue in enumerate(cues):
        if not found[k]["CONTENT"]:
            found[k]["CONTENT"] = _sure_words(links[0, k], cue, found[k]["SOURCE"])
    return [a for a in found if a["CONTENT"]] + [{"SOURCE": [], "CUE": [], "CONTENT": [span]} for span in alone]


def _sure_words(scores: Floats, cue: tuple[int, int], sources: list[tuple[int, int]]) -> list[tuple[int, int]]:
    sure = scores > 0
    for start, end in (cue, *sources):
        sure[start:end] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[False], sure, [False]]).astype(np.int8)))
    runs = [(int(s), int(e)) for s, e in zip(edges[::2], edges[1::2], strict=True)]
    longest = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    return [longest] if longest[1] - longest[0] >= 2 else []
