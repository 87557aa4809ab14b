"""The trained network, run with numpy alone.

Every window is padded to a multiple of 8 words and is multiplied on its own, so that a text's scores never depend on
what else is in the batch. training/model.py is the same arithmetic in torch.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.language.features import MAX_PIECES, WINDOW, WordFeatures
from transforms.language.labels import ENTITY_TYPES, ROLES, Labels, bilou_classes
from transforms.language.threads import use_one_thread

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

HEADS = 12
STEP = 8
GROUP = 2  # windows read at once: few enough to stay in the cache
FAR = 48  # distances beyond this count as equal


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window of n words."""

    sentence_start: Floats  # n
    tags: Floats  # n x tags
    morphs: Floats  # n x morphs
    entities: Floats  # n x BILOU classes
    roles: Floats  # n x 3 x BILOU of one role
    arcs: Floats  # dependent x head; the diagonal is the root
    relation_dependents: Floats  # n x 48
    relation_heads: Floats  # n x 48
    link_cues: Floats  # n x 96
    link_words: Floats  # 2 (content, source) x n x 96


class Network:
    """Weights, and the way from words to scores."""

    def __init__(self, weights: dict[str, NDArray[Any]], labels: Labels) -> None:
        use_one_thread()
        self.labels = labels
        self.pieces = weights["pieces"]  # int8, one scale a row
        self.piece_scales = weights["piece_scales"].astype(np.float32)
        w = {name: np.ascontiguousarray(x, np.float32) for name, x in weights.items() if not name.startswith("piece")}
        self.weights = w
        self.gates = {at: _negated(w[at + "gates.weight"], w[at + "gates.bias"]) for at in ("layers.2.", "layers.3.")}
        self.bounds = np.cumsum([1, len(labels.tags), len(labels.morphs), len(bilou_classes(ENTITY_TYPES))])

    @classmethod
    def read(cls, folder: Path) -> "Network":
        """Reads `weights.npz` and `labels.json` as training/export.py writes them."""
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
        return cls(weights, Labels(**json.loads((folder / "labels.json").read_text("utf8"))))

    def write(self, folder: Path) -> None:
        """Writes what `read` reads."""
        stored: dict[str, NDArray[Any]] = {name: x.astype(np.float16) for name, x in self.weights.items()}
        stored |= {"pieces": self.pieces, "piece_scales": self.piece_scales}
        np.savez(folder / "weights.npz", allow_pickle=False, **stored)
        made = {"tags": self.labels.tags, "morphs": self.labels.morphs, "deps": self.labels.deps}
        (folder / "labels.json").write_text(json.dumps(made, ensure_ascii=False), "utf8")

    def read_windows(self, batch: Sequence[tuple[Sequence[WordFeatures], Sequence[int]]]) -> list[Scores]:
        """Scores of each window (its words and their places), in the order given."""
        out: list[Scores | None] = [None] * len(batch)
        by_length: dict[int, list[int]] = {}
        for i, (words, _) in enumerate(batch):
            if not 0 < len(words) <= WINDOW:
                raise ValueError(f"a window of {len(words)} words: cut texts with features.windows first")
            by_length.setdefault(-(-len(words) // STEP) * STEP, []).append(i)
        for length, members in by_length.items():
            for first in range(0, len(members), GROUP):
                group = members[first : first + GROUP]
                for i, scores in zip(group, self._read([batch[i] for i in group], length), strict=True):
                    out[i] = scores
        return [scores for scores in out if scores is not None]

    @np.errstate(over="ignore")
    def _read(self, group: list[tuple[Sequence[WordFeatures], Sequence[int]]], length: int) -> list[Scores]:
        lengths = [len(words) for words, _ in group]
        mask = np.arange(length)[None] < np.array(lengths)[:, None]
        x = self._inputs(group, mask)
        for i in range(2):
            x = self._attend(x, mask, f"layers.{i}.")
        for i in range(2, 4):
            x = self._recur(x, mask, f"layers.{i}.")
        w = self.weights
        flat = x @ w["flat.weight"]
        flat += w["flat.bias"]
        deep = x @ w["deep.weight"]
        deep += w["deep.bias"]
        np.maximum(deep, 0.1 * deep, out=deep)
        arc = w["arc"].shape[0]
        relation = w["rel_dep_bias.weight"].shape[0]
        link = w["link"].shape[1]
        cuts = np.cumsum([arc, arc, relation, relation, link, link])
        dependents, heads, relation_dependents, relation_heads, cues, contents, sources = np.split(deep, cuts, axis=-1)
        arcs = np.matmul(np.ascontiguousarray(dependents) @ w["arc"], np.ascontiguousarray(heads).swapaxes(1, 2))
        arcs += (heads @ w["arc_bias"])[:, None]
        arcs += w["arc_distance"][_distances(length)]
        roots = x @ w["root.weight"] + w["root.bias"]
        arcs[:, np.arange(length), np.arange(length)] = roots[..., 0]
        out = []
        for i, n in enumerate(lengths):
            starts, tags, morphs, entities, roles = np.split(flat[i, :n], self.bounds, axis=-1)
            out.append(
                Scores(
                    starts[:, 0], tags, morphs, entities, roles.reshape(n, len(ROLES), 5), arcs[i, :n, :n],
                    relation_dependents[i, :n], relation_heads[i, :n], cues[i, :n],
                    np.stack([contents[i, :n], sources[i, :n]]),
                )
            )  # fmt: skip
        return out

    def _inputs(self, group: list[tuple[Sequence[WordFeatures], Sequence[int]]], mask: NDArray[np.bool_]) -> Floats:
        w = self.weights
        words = [word for words, _ in group for word in words]
        pieces = np.array([(word.pieces + (0,) * MAX_PIECES)[:MAX_PIECES] for word in words])
        counts = np.array([len(word.pieces) for word in words], np.float32)
        scales = self.piece_scales[pieces] * (np.arange(MAX_PIECES) < counts[:, None]) / counts[:, None]
        packed = self.pieces[pieces[:, 0]] * scales[:, :1]
        for k in range(1, MAX_PIECES):
            more = np.flatnonzero(counts > k)
            packed[more] += self.pieces[pieces[more, k]] * scales[more, k : k + 1]
        packed += w["shape.weight"][[word.shape for word in words]]
        packed += w["prefix.weight"][[word.prefix for word in words]]
        packed += w["suffix.weight"][[word.suffix for word in words]]
        packed += w["place.weight"][[place for _, places in group for place in places]]
        packed += w["position"][np.concatenate([np.arange(len(words)) for words, _ in group])]
        x = np.zeros((*mask.shape, packed.shape[-1]), np.float32)
        x[mask] = _norm(packed, w["norm.weight"], w["norm.bias"])
        return x

    def _attend(self, x: Floats, mask: NDArray[np.bool_], at: str) -> Floats:
        w = self.weights
        b, t, width = x.shape
        mixed = x @ w[at + "qkv.weight"]
        mixed += w[at + "qkv.bias"]
        q, k, v = np.ascontiguousarray(mixed.reshape(b, t, 3, HEADS, -1).transpose(2, 0, 3, 1, 4))
        q *= np.float32(1 / np.sqrt(width // HEADS))
        scores = np.matmul(q, k.swapaxes(2, 3))
        np.minimum(scores, np.float32(60), out=scores)  # e^60 leaves room for the sum
        np.exp(scores, out=scores)
        if not mask.all():
            scores *= mask[:, None, None]
        y = np.matmul(scores, v)
        y /= scores.sum(-1, keepdims=True)
        y = y.transpose(0, 2, 1, 3).reshape(b, t, width)
        y = y @ w[at + "out.weight"]
        y += w[at + "out.bias"]
        y += x
        x = _norm(y, w[at + "norm.weight"], w[at + "norm.bias"])
        inner = x @ w[at + "up.weight"]
        inner += w[at + "up.bias"]
        y = _gelu(inner) @ w[at + "down.weight"]
        y += w[at + "down.bias"]
        y += x
        return _norm(y, w[at + "norm2.weight"], w[at + "norm2.bias"])

    def _recur(self, x: Floats, mask: NDArray[np.bool_], at: str) -> Floats:
        w = self.weights
        b, t, width = x.shape
        gates = x @ self.gates[at][0]
        gates += self.gates[at][1]
        _sigmoid_of_negative(gates[..., : 2 * width])
        forget, opened, fresh = gates[..., :width], gates[..., width : 2 * width], gates[..., 2 * width :]
        half = width // 2
        fresh -= forget * fresh
        if not mask.all():
            fresh *= mask[..., None]
        # the way back is the way ahead on reversed words, so one loop walks both
        f, state = np.empty((t, b, width), np.float32), np.empty((t, b, width), np.float32)
        for to, given in ((f, forget), (state, fresh)):
            to[..., :half] = given[..., :half].swapaxes(0, 1)
            to[..., half:] = given[:, ::-1, half:].swapaxes(0, 1)
        carried = np.empty((b, width), np.float32)
        for i in range(1, t):
            np.multiply(f[i], state[i - 1], out=carried)
            state[i] += carried
        y = np.empty_like(x)
        y[..., :half] = state[..., :half].swapaxes(0, 1)
        y[..., half:] = state[::-1, :, half:].swapaxes(0, 1)
        y *= opened
        y += x
        return _norm(y, w[at + "norm.weight"], w[at + "norm.bias"])

    def relations(self, scores: Scores, heads: Ints) -> Floats:
        """Words x relations, each word seen with its chosen head (a root with itself)."""
        w = self.weights
        dependents, governors = scores.relation_dependents, scores.relation_heads[heads]
        n, size = dependents.shape
        padded = np.zeros((-(-n // STEP) * STEP, size), np.float32)
        padded[:n] = dependents
        mixed = (padded @ w["rel"])[:n].reshape(n, -1, size)
        both: Floats = np.matmul(mixed, governors[:, :, None])[..., 0]
        both += _rows(dependents, w["rel_dep_bias.weight"])
        both += _rows(governors, w["rel_head_bias.weight"])
        both += w["rel_dep_bias.bias"]
        return both

    def links(self, scores: Scores, cues: Sequence[int]) -> Floats:
        """2 (content, source) x cues x words: how surely each word belongs to the attribution of each cue."""
        w = self.weights
        n = len(scores.tags)
        out = np.empty((2, len(cues), n), np.float32)
        for k in range(2):
            words = np.ascontiguousarray(scores.link_words[k])
            for i, cue in enumerate(cues):
                offsets = np.clip(np.arange(n) - cue, -FAR, FAR) + FAR
                out[k, i] = words @ (scores.link_cues[cue] @ w["link"][k])
                out[k, i] += w["link_bias"][k] + w["link_distance"][k][offsets]
        return out


def _negated(weight: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """The recurrent layer's product with its two gates' part negated, as `_sigmoid_of_negative` wants it."""
    sign = np.ones(weight.shape[1], np.float32)
    sign[: 2 * len(weight)] = -1
    return weight * sign, bias * sign


def _rows(x: Floats, weight: Floats) -> Floats:
    """`x @ weight`, one row at a time, so that the number of rows cannot matter."""
    out: Floats = np.matmul(x[:, None], weight)[:, 0]
    return out


def _distances(n: int) -> Ints:
    at = np.arange(n)
    out: Ints = np.clip(at[None] - at[:, None], -FAR, FAR) + FAR
    return out


def _norm(x: Floats, weight: Floats, bias: Floats) -> Floats:
    y: Floats = x - x.mean(-1, keepdims=True)
    variance = np.einsum("...i,...i->...", y, y)[..., None] / np.float32(x.shape[-1])
    y /= np.sqrt(variance + np.float32(1e-6))
    y *= weight
    y += bias
    return y


def _sigmoid_of_negative(x: Floats) -> None:
    """In place; e to the power of a large x is infinite, and the result rightly zero."""
    np.exp(x, out=x)
    x += 1
    np.reciprocal(x, out=x)


def _gelu(x: Floats) -> Floats:
    """The tanh form of GELU, written as x times the sigmoid of twice tanh's argument."""
    y = x * x
    y *= np.float32(-0.044715 * 1.5957691216057308)
    y -= np.float32(1.5957691216057308)
    y *= x
    np.exp(y, out=y)
    y += 1
    np.divide(x, y, out=y)
    return y
