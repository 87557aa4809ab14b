"""From scores to the best tree and the best spans."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FORBIDDEN = -1e9
LINKED = -1.0  # a link that is rather unlikely on its own is still the best reading of two found spans


def spans_of(windows: Sequence[Floats], types: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """The half-open spans of each window's best path; scores are words x (`O`, then B I L U of each type)."""
    return [_spans(path, types) for path in best_paths(windows, len(types))]


def _spans(path: Ints, types: Sequence[str]) -> list[tuple[int, int, str]]:
    out, start = [], 0
    for i in np.flatnonzero(path).tolist():
        name, prefix = types[(int(path[i]) - 1) // 4], (int(path[i]) - 1) % 4
        if prefix in (0, 3):
            start = i
        if prefix in (2, 3):
            out.append((start, i + 1, name))
    return out


def type_chances(scores: Floats, n_types: int) -> NDArray[np.float64]:
    """How likely each type is for one span, given its words' scores: the mean over the words, as a likelihood."""
    shifted = scores.astype(np.float64) - scores.max(1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    prefixes = [3] if len(scores) == 1 else [0, *[1] * (len(scores) - 2), 2]
    by_type = logs[:, 1:].reshape(len(scores), n_types, 4)
    chances: NDArray[np.float64] = np.exp(by_type[np.arange(len(scores)), :, prefixes].mean(0))
    return chances


def best_paths(windows: Sequence[Floats], n_types: int) -> list[Ints]:
    """The best well-formed class sequence of each window. A window whose best classes fit together needs no search."""
    allowed, first, last = grammar(n_types)
    paths = [scores.argmax(1) for scores in windows]
    broken = [
        k
        for k, path in enumerate(paths)
        if len(path) and not (first[path[0]] and last[path[-1]] and allowed[path[:-1], path[1:]].all())
    ]
    if broken:
        for k, path in zip(broken, _viterbi([windows[k] for k in broken], allowed, first), strict=True):
            paths[k] = path
    return paths


def grammar(n_types: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which BILOU class may follow which, which may begin a window and which may end one."""
    kind = np.array([3, *([0, 1, 2, 3] * n_types)])  # O goes where U goes
    type_of = np.array([-1, *(t for t in range(n_types) for _ in range(4))])
    is_open = (kind == 0) | (kind == 1)
    goes_on = (kind == 1) | (kind == 2)
    allowed = np.where(is_open[:, None], goes_on & (type_of[:, None] == type_of), ~goes_on)
    return allowed, ~goes_on, ~is_open


def _viterbi(windows: Sequence[Floats], allowed: NDArray[np.bool_], first: NDArray[np.bool_]) -> list[Ints]:
    """All windows walk side by side; a shorter one goes on with `O`, which also closes its last span."""
    longest, classes = max(map(len, windows)) + 1, len(first)
    scores = np.full((longest, len(windows), classes), FORBIDDEN, np.float32)
    scores[:, :, 0] = 0
    for k, window in enumerate(windows):
        scores[: len(window), k] = window
    cost = np.where(allowed, 0.0, FORBIDDEN).astype(np.float32)
    best = scores[0] + np.where(first, 0.0, FORBIDDEN).astype(np.float32)
    came_from = np.zeros(scores.shape, np.int64)
    for i in range(1, longest):
        ways = best[:, None, :] + cost.T
        came_from[i] = ways.argmax(2)
        best = ways.max(2) + scores[i]
    at = np.zeros(len(windows), np.int64)  # every path ends in O
    paths = np.empty((longest, len(windows)), np.int64)
    paths[-1] = at
    for i in range(longest - 1, 0, -1):
        at = came_from[i, np.arange(len(windows)), at]
        paths[i - 1] = at
    return [paths[: len(window), k] for k, window in enumerate(windows)]


def heads_of(arcs: Floats, sentences: Iterable[tuple[int, int]]) -> Ints:
    """The best single-rooted tree of each sentence; a root is its own head.

    Scores are dependent x head, with roots on the diagonal.
    """
    heads = np.empty(len(arcs), np.int64)
    for start, end in sentences:
        block = arcs[start:end, start:end]
        found = block.argmax(1)
        if not _is_tree(found.tolist()):
            found = _best_tree(block.astype(np.float64))
        heads[start:end] = found + start
    return heads


def doubts_of(arcs: Floats, sentences: Iterable[tuple[int, int]], heads: Ints) -> Floats:
    """How much each word's head surprises the network: minus the natural logarithm of its chance in the sentence.

    Scores are as in `heads_of`, which found these heads.
    """
    doubts = np.empty(len(arcs), np.float32)
    for start, end in sentences:
        block = arcs[start:end, start:end]
        chosen = block[np.arange(end - start), heads[start:end] - start]
        best = block.max(1)
        doubts[start:end] = best - chosen + np.log(np.exp(block - best[:, None]).sum(1))
    return doubts


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


def _best_tree(scores: NDArray[np.float64]) -> Ints:
    """The best tree under the likeliest root; Chu-Liu/Edmonds where the best heads run in a circle."""
    scores = scores - scores.max(1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(1, keepdims=True))
    root = int(np.diagonal(scores).argmax())
    np.fill_diagonal(scores, FORBIDDEN)
    return _arborescence(scores, root)


def _arborescence(scores: NDArray[np.float64], root: int) -> Ints:
    """Heads (dependent x head scores) of the best tree under `root`, circles contracted one at a time."""
    n = len(scores)
    heads: Ints = scores.argmax(1)
    heads[root] = root
    circle = _circle(heads, root)
    if not circle:
        return heads
    inside = np.zeros(n, bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    m = len(outside)
    smaller = np.full((m + 1, m + 1), FORBIDDEN)
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


def _circle(heads: Ints, root: int) -> list[int]:
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
    sources: Sequence[tuple[int, int]],
    cues: Sequence[tuple[int, int]],
    contents: Sequence[tuple[int, int]],
    links: Floats,
) -> list[dict[str, list[tuple[int, int]]]]:
    """Joins spans of one window into attributions, by the links (content and source x cues x words).

    A content goes to its likeliest cue; one that no cue wants stands alone. A cue left without a content is no
    attribution. A source may serve several cues.
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
            if means[best] > LINKED:
                found[best]["CONTENT"].append((start, end))
                continue
        alone.append((start, end))
    for k in range(len(cues)):
        if sources:
            means = np.array([links[1, k, s:e].mean() for s, e in sources])
            best = int(means.argmax())
            if means[best] > LINKED:
                found[k]["SOURCE"].append(sources[best])
    return [a for a in found if a["CONTENT"]] + [{"SOURCE": [], "CUE": [], "CONTENT": [span]} for span in alone]
