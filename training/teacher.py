"""Trains the teacher: `python -m training.teacher --corpora DIR --minilm DIR --out DIR`.

All six layers of MiniLM over word pieces, with the student's features and heads. Too slow to ship; what it reads in
unlabelled news teaches the network that is shipped (`training/silver.py`, `training/train.py --silver`).
"""

import argparse
import copy
import json
import random
import time
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training import corpora
from training.model import WIDTH, Attention, Layout, Network
from training.targets import ENTITY_CLASSES, Window, Windows, labels_of, windows_of
from training.train import batches, loss_of, streams_of
from transforms.language.decoding import heads_of, spans_of
from transforms.language.labels import ENTITY_TYPES, Labels

SEED = 20241124
LAYERS, INNER = 6, 1536
RECIPE = {
    "trees": (("ewt", "gum"), 560),
    "entities": (("worldwide",), 900),
    "silver": (("gmb", "wikigold"), 160),
}
AVERAGED = 0.998  # how slowly the averaged weights, which are the ones kept, follow the trained ones


@dataclass(frozen=True, slots=True)
class Ends:
    """Word-piece numbers of an encoder: before a window's words, behind them, and what hides a word."""

    first: int
    last: int
    unknown: int


MINILM = Ends(first=101, last=102, unknown=100)  # [CLS], [SEP], [UNK]


class Packed:
    """The word pieces of some windows, one after the other, and the words that they belong to."""

    def __init__(
        self, batch: list[Window], ends: Ends, hidden: float = 0.0, rng: np.random.Generator | None = None
    ) -> None:
        lengths = [[len(p) for p in w.pieces] for w in batch]
        b, t = len(batch), max(map(sum, lengths)) + 2
        pieces, owner = np.zeros((b, t), np.int64), np.full((b, t), -1, np.int64)
        features, known = np.zeros((b, t, 4), np.int64), np.zeros((b, t), bool)
        mask = np.zeros((b, max(len(w.shape) for w in batch)), bool)
        base = 0
        for i, (window, counts) in enumerate(zip(batch, lengths, strict=True)):
            n, total = len(counts), sum(counts)
            mask[i, :n] = True
            word = np.repeat(np.arange(n), counts)
            flat = np.array([p for word_pieces in window.pieces for p in word_pieces])
            if hidden and rng is not None:
                flat = np.where((rng.random(n) < hidden)[word], ends.unknown, flat)
            pieces[i, : total + 2] = [ends.first, *flat, ends.last]
            owner[i, 1 : total + 1] = base + word
            for k, name in enumerate(("shape", "prefix", "suffix", "place")):
                features[i, 1 : total + 1, k] = np.array(getattr(window, name))[word]
            known[i, : total + 2] = True
            base += n
        self.at, self.of_words = Layout(torch.from_numpy(known)), Layout(torch.from_numpy(mask))
        self.pieces, self.owner, self.features = (torch.from_numpy(x[known]) for x in (pieces, owner, features))
        self.positions = self.at.mask.nonzero()[:, 1]
        self.counts = torch.tensor([c for row in lengths for c in row], dtype=torch.float32)

    def words(self, x: Tensor) -> Tensor:
        """The mean of each word's pieces."""
        inside = self.owner >= 0
        sums = x.new_zeros((len(self.counts), x.shape[-1])).index_add(0, self.owner[inside], x[inside])
        return sums / self.counts[:, None]

    def firsts(self, x: Tensor) -> Tensor:
        """Each word's first piece."""
        begins = (self.owner >= 0) & (self.owner != torch.cat([self.owner.new_full((1,), -1), self.owner[:-1]]))
        return x[begins]


def copy_layers(layers: nn.ModuleList, weights: dict[str, Tensor], qkv: tuple[str, ...], out: str, norm: str) -> None:
    """Copies an encoder's lowest layers; the names are those of its attention's parts, which encoders differ in."""
    theirs = {
        "out": f"attention.{out}", "norm": f"attention.{norm}", "up": "intermediate.dense", "down": "output.dense",
        "norm2": "output.LayerNorm",
    }  # fmt: skip
    with torch.no_grad():
        for i, layer in enumerate(layers):
            at = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{at}attention.{name}.{kind}"] for name in qkv]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                for ours, name in theirs.items():
                    getattr(getattr(layer, ours), kind).copy_(weights[f"{at}{name}.{kind}"])


class Teacher(Network):
    """The student's heads on six layers over word pieces; a word is the mean of its pieces."""

    def __init__(self, labels: Labels, minilm: Path, dropout: float = 0.1) -> None:
        super().__init__(labels, dropout)
        weights = load_file(minilm / "model.safetensors")
        self.register_buffer("table", weights["embeddings.word_embeddings.weight"].float(), persistent=False)
        self.layers = nn.ModuleList(Attention(dropout, INNER) for _ in range(LAYERS))
        self.position = nn.Parameter(torch.zeros(512, WIDTH))
        with torch.no_grad():
            self.position.copy_(weights["embeddings.position_embeddings.weight"])
            self.place.weight += weights["embeddings.token_type_embeddings.weight"][0]
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        copy_layers(self.layers, weights, ("self.query", "self.key", "self.value"), "output.dense", "output.LayerNorm")
        self.names_of_pretrained = ("layers.", "norm.", "position")

    def read(self, batch: list[Window], hidden: float = 0.0, rng: np.random.Generator | None = None) -> tuple:
        """Packed words x `WIDTH` of these windows, and where they stand."""
        packed = Packed(batch, MINILM, hidden, rng)
        at = packed.at
        with torch.autocast("cpu", torch.bfloat16):
            x = self.table[packed.pieces] + self.position[packed.positions]
            shape, prefix, suffix, place = packed.features.unbind(-1)
            x = x + self.shape(shape) + self.prefix(prefix) + self.suffix(suffix)
            x = at.drop(self.norm(x + self.place(place)), self.dropout, self.training)
            for layer in self.layers:
                x = layer(x, at)
        return packed.words(x.float()), packed.of_words


@torch.no_grad()
def entity_scores(teacher: nn.Module, windows: list[Window], size: int = 24) -> list[np.ndarray]:
    """Words x entity classes of each window, as unnormalised logarithms."""
    out: list[np.ndarray] = [np.empty(0)] * len(windows)
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].shape))
    for first in range(0, len(order), size):
        members = order[first : first + size]
        x, _ = teacher.read([windows[i] for i in members])
        rows = teacher.ner(x).numpy()
        edges = np.cumsum([len(windows[i].shape) for i in members])[:-1]
        for i, part in zip(members, np.split(rows, edges), strict=True):
            out[i] = part
    return out


def entity_f1(teacher: nn.Module, make: Windows, examples: list[corpora.Example]) -> dict[str, float]:
    """F1 of exact spans and labels on Worldwide's development half; its MISC, DATE and MONEY are not asked for."""
    hits, found, gold = Counter(), Counter(), Counter()
    for example in examples:
        windows = make.of(example, None)
        predicted, at = set(), 0
        for spans, window in zip(spans_of(entity_scores(teacher, windows), ENTITY_TYPES), windows, strict=True):
            predicted |= {(at + s, at + e, label) for s, e, label in spans}
            at += len(window.shape)
        asked = {label for label in ENTITY_CLASSES["worldwide"] if label in ENTITY_TYPES and label != "MISC"}
        predicted = {span for span in predicted if span[2] in asked}
        wanted = {tuple(span) for span in example.entities or () if span[2] in asked}
        for of, spans in ((hits, predicted & wanted), (found, predicted), (gold, wanted)):
            of.update(span[2] for span in spans)
    f1 = {label: 200 * hits[label] / max(1, found[label] + gold[label]) for label in gold}
    return {"all": 200 * hits.total() / (found.total() + gold.total()), **f1}


@torch.no_grad()
def attachment(teacher: Teacher, make: Windows, examples: list[corpora.Example]) -> dict[str, float]:
    """Labelled attachment over gold sentences, and F1 of clauses as complements."""
    right = total = 0
    hits, found, gold = Counter(), Counter(), Counter()
    for example in examples:
        windows = make.of(example, None)
        for first in range(0, len(windows), 16):
            batch = windows[first : first + 16]
            x, at = teacher.read(batch)
            x = at.pad(x)
            arcs = teacher.arcs(x).numpy()
            heads = np.zeros(x.shape[:2], np.int64)
            for i, window in enumerate(batch):
                edges = [*np.flatnonzero(window.sents).tolist(), len(window.shape)]
                n = len(window.shape)
                heads[i, :n] = heads_of(arcs[i, :n, :n], pairwise(edges))
            deps = teacher.rels(x, torch.from_numpy(heads)).argmax(-1).numpy()
            for i, window in enumerate(batch):
                n = len(window.shape)
                same = (heads[i, :n] == window.heads) & (deps[i, :n] == window.deps)
                right, total = right + int(same.sum()), total + n
                names = np.array([*make.labels.deps, "?"])
                hits.update(names[window.deps[same]])
                found.update(names[deps[i, :n]])
                gold.update(names[window.deps])
    f1 = {name: 200 * hits[name] / max(1, found[name] + gold[name]) for name in ("ccomp", "parataxis")}
    return {"LAS": 100 * right / total, **f1}


def groups_of(teacher: nn.Module, pretrained: float, fresh: float) -> list[dict]:
    """The weights that were learnt before and those that were not, with the rates (`base`) they start from."""
    old, new = [], []
    for name, p in teacher.named_parameters():
        (old if name.startswith(teacher.names_of_pretrained) else new).append(p)
    return [{"params": old, "base": pretrained}, {"params": new, "base": fresh}]


def train(args: argparse.Namespace) -> None:
    """Trains for the budget; keeps a running average of the weights, which scores better than the last ones."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED + args.seed)
    rng, draw = random.Random(SEED + args.seed), np.random.default_rng(SEED + args.seed)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    data = corpora.read(Path(args.corpora), args.variant, only=tuple(n for names, _ in RECIPE.values() for n in names))
    labels = labels_of([e for examples in data.values() for e in examples])
    (out / "labels.json").write_text(json.dumps(asdict(labels)))
    make = windows_of(labels, Path(args.minilm))
    dev = corpora.read(Path(args.corpora), args.variant, "dev", ("worldwide", "ewt"))
    teacher = Teacher(labels, Path(args.minilm))
    averaged = copy.deepcopy(teacher)
    groups = groups_of(teacher, args.rate, 8 * args.rate)
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01)
    streams = streams_of(RECIPE, data, make, rng)
    begun, shown, words, totals = time.time(), time.time(), 0, Counter()
    for step, batch in enumerate(batches(streams, 1.0, RECIPE), 1):
        done = (time.time() - begun) / (60 * args.minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, step / 100) * max(0.01, 1 - done)
        teacher.train()
        x, at = teacher.read(batch, 0.04, draw)
        losses = loss_of(teacher, x, at, batch)
        optimizer.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 3.0)
        optimizer.step()
        decay = min(AVERAGED, step / (step + 10))
        with torch.no_grad():
            for kept, p in zip(averaged.parameters(), teacher.parameters(), strict=True):
                kept.lerp_(p, 1 - decay)
        words += sum(len(w.shape) for w in batch)
        totals.update({k: float(v.detach()) for k, v in losses.items()})
        if step % 50 == 0:
            told = " ".join(f"{k} {v / 50:.3f}" for k, v in totals.items())
            print(f"{step} {done:.3f} {words / (time.time() - shown):.0f} w/s {told}", flush=True)
            shown, words, totals = time.time(), 0, Counter()
        if step % 400 == 0:
            report(averaged, make, dev, 24)
            torch.save(averaged.state_dict(), out / "teacher.pt")
            shown = time.time()
    torch.save(averaged.state_dict(), out / "teacher.pt")
    report(averaged, make, dev, len(dev["worldwide"]))
    (out / "done").write_text(f"{step} steps\n")


def report(teacher: Teacher, make: Windows, dev: dict[str, list[corpora.Example]], some: int) -> None:
    """Prints development scores."""
    teacher.eval()
    scores = entity_f1(teacher, make, dev["worldwide"][:some]) | attachment(teacher, make, dev["ewt"][: 3 * some])
    print(" ".join(f"{name} {score:.1f}" for name, score in scores.items()), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--minilm", required=True, help="folder with MiniLM-L6's model.safetensors and vocab.txt")
    parser.add_argument("--out", required=True)
    parser.add_argument("--variant", default="all", choices=["all", "open"])
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=0)
    train(parser.parse_args())
