"""Trains the language pipeline: `python -m training.train --corpora DIR --minilm DIR --out DIR`.

One network learns trees, tags, entities and attributions together: each step reads a few windows of each kind. The
learning rate falls to zero over a wall-clock budget, so that a run ends when it must; `--steps` fixes the number of
steps instead, for a run that can be repeated. A run that was stopped continues from its last checkpoint.
"""

import argparse
import itertools
import json
import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor

from training import corpora
from training.export import start_from_model
from training.model import Layout, Network, start_from_minilm
from training.targets import TREEBANKS, Window, Windows, labels_of, windows_of
from transforms.language.labels import Labels

SEED = 20241024
Recipe = dict[str, tuple[tuple[str, ...], int]]
RECIPE: Recipe = {  # what a step reads: corpora, and how many words of them
    "trees": (("ewt", "gum"), 460),
    "attributions": (("polnear",), 560),
    "entities": (("worldwide",), 640),
    "silver": (("gmb", "wikigold", "text"), 760),
}


GMB_TRUST = 0.4  # what an entity label of GMB weighs beside one of people
SILVER_TREES = 0.4  # what a tree read by the teacher weighs beside one drawn by people
AVERAGED = 0.998  # how slowly the averaged weights, which are the ones kept, follow the trained ones


class Rows:
    """The word-piece table with its own Adam, which only touches the rows of a batch."""

    def __init__(self, table: Tensor) -> None:
        self.table, self.mean, self.square = table.clone(), torch.zeros_like(table), torch.zeros_like(table)

    def take(self, pieces: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The rows that a batch needs, their values, and where each piece finds its row among them."""
        unique, inverse = torch.unique(pieces, return_inverse=True)
        return unique, self.table[unique].requires_grad_(), inverse

    def step(self, unique: Tensor, g: Tensor, rate: float) -> None:
        """Moves the rows against their gradients."""
        m = self.mean[unique].mul_(0.9).add_(g, alpha=0.1)
        v = self.square[unique].mul_(0.98).addcmul_(g, g, value=0.02)
        self.mean[unique], self.square[unique] = m, v
        # rare rows are visited seldom: no bias correction, so that a first visit moves them by about 0.7 of the rate
        self.table[unique] -= rate * m / (v.sqrt() + 1e-8)


def stream(examples: list[corpora.Example], make: Windows, rng: random.Random) -> Iterator[Window]:
    """Windows without end, examples in a new order each time round."""
    while True:
        order = list(examples)
        rng.shuffle(order)
        for block in (
            itertools.batched(order, 40)
            if hasattr(itertools, "batched")
            else (order[i : i + 40] for i in range(0, len(order), 40))
        ):
            windows = [w for e in block for w in make.of(e, rng)]
            rng.shuffle(windows)
            yield from windows


def streams_of(
    recipe: Recipe, data: dict[str, list[corpora.Example]], make: Windows, rng: random.Random
) -> dict[str, Iterator[Window]]:
    """A stream of each kind of the recipe that any corpus is there for."""
    return {
        kind: stream([e for name in names for e in data.get(name, [])], make, rng)
        for kind, (names, _) in recipe.items()
        if any(name in data for name in names)
    }


def batches(streams: dict[str, Iterator[Window]], share: float, recipe: Recipe) -> Iterator[list[Window]]:
    """Some windows of every kind, by the recipe, longest first."""
    while True:
        out: list[Window] = []
        for kind, (_, words) in recipe.items():
            if kind in streams:
                taken = 0
                while taken < words * share - 30:
                    window = next(streams[kind])
                    taken += len(window.shape)
                    out.append(window)
        yield sorted(out, key=lambda w: -len(w.shape))


def tensors(batch: list[Window], drop: float, rng: np.random.Generator) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces, their weights, the other features and the mask, padded."""
    b, t = len(batch), max(len(w.shape) for w in batch)
    pieces, weights = np.zeros((b, t, 4), np.int64), np.zeros((b, t, 4), np.float32)
    features, mask = np.zeros((b, t, 4), np.int64), np.zeros((b, t), bool)
    for i, window in enumerate(batch):
        n = len(window.shape)
        mask[i, :n] = True
        for k, name in enumerate(("shape", "prefix", "suffix", "place")):
            features[i, :n, k] = getattr(window, name)
        for j, p in enumerate(window.pieces):
            pieces[i, j, : len(p)] = p
            weights[i, j, : len(p)] = 1 / len(p)
    if drop:
        unknown = rng.random((b, t)) < drop
        pieces[unknown] = 100  # [UNK]
    return tuple(torch.from_numpy(x) for x in (pieces[mask], weights[mask], features[mask], mask))


def entity_loss(logits: Tensor, batch: list[Window]) -> Tensor:
    """How unlikely the allowed classes of these windows' words are; GMB's labels are a machine's and weigh less."""
    allowed = torch.from_numpy(np.concatenate([w.ner for w in batch]))
    weight = torch.cat([torch.full((len(w.shape),), GMB_TRUST if w.corpus == "gmb" else 1.0) for w in batch])
    each = logits.logsumexp(-1) - logits.masked_fill(~allowed, -1e4).logsumexp(-1)
    return (each * weight).sum() / weight.sum()


def loss_of(network: Network, x: Tensor, at: Layout, batch: list[Window]) -> dict[str, Tensor]:  # noqa: PLR0915
    """One loss a task; a window takes part in the tasks it is annotated for."""
    out: dict[str, Tensor] = {}
    mask, t = at.mask, at.mask.shape[1]
    top = at.pad(at.drop(x, 0.2, network.training))
    x = at.pad(x)

    def padded(name: str, rows: list[int], fill: int = -1) -> Tensor:
        made = np.full((len(rows), t), fill, np.int64)
        for i, r in enumerate(rows):
            made[i, : len(batch[r].shape)] = getattr(batch[r], name)
        return torch.from_numpy(made)

    trees = [i for i, w in enumerate(batch) if w.heads is not None]
    if trees:
        y, m = top[trees], mask[trees]
        trust = torch.tensor([1.0 if batch[i].corpus in TREEBANKS else SILVER_TREES for i in trees])
        trust = trust[:, None].expand(-1, t).flatten()

        def missed(scores: Tensor, gold: Tensor) -> Tensor:
            each = F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1, reduction="none")
            return (each * trust).sum() / (trust * (gold.flatten() >= 0)).sum()

        out["tag"] = missed(network.tag(y), padded("tags", trees))
        out["morph"] = missed(network.morph(y), padded("morphs", trees))
        heads = padded("heads", trees)
        sentence = padded("sents", trees, 0).cumsum(1)
        arcs = network.arcs(x[trees])
        same = (sentence[:, :, None] == sentence[:, None]) & m[:, None]
        arcs = arcs.masked_fill(~same, -1e4)
        out["arc"] = missed(arcs, heads)
        out["rel"] = missed(network.rels(x[trees], heads.clamp(min=0)), padded("deps", trees))
    sents = [i for i, w in enumerate(batch) if w.sents is not None and w.corpus in (*TREEBANKS, "gmb")]
    if sents:
        y = network.sent(top[sents])[..., 0]
        gold = padded("sents", sents)
        known = gold >= 0
        known[:, 0] = False
        out["sent"] = F.binary_cross_entropy_with_logits(y[known], gold[known].float()) * 4
    ner = [i for i, w in enumerate(batch) if w.ner is not None]
    if ner:
        out["ner"] = entity_loss(network.ner(top[ner])[mask[ner]], [batch[i] for i in ner]) * 2
    taught = [i for i, w in enumerate(batch) if w.chances is not None]
    if taught:
        logs = network.ner(top[taught])[mask[taught]].log_softmax(-1)
        chances = torch.from_numpy(np.concatenate([batch[i].chances for i in taught]))
        out["taught"] = -(chances * logs).sum(-1).mean() * 2
    said = [i for i, w in enumerate(batch) if w.roles is not None]
    if said:
        known = mask[said]
        logits = network.role(top[said])[known].view(-1, 3, 5)
        gold = torch.from_numpy(np.concatenate([batch[i].roles for i in said]))
        out["role"] = sum(F.cross_entropy(logits[:, r], gold[:, r]) for r in range(3))
        pairs = [(row, cue, batch[i].links[:, k]) for row, i in enumerate(said) for k, cue in enumerate(batch[i].cues)]
        if pairs:
            window_of, cue_at = (torch.tensor([p[k] for p in pairs]) for k in (0, 1))
            scores = network.links(x[said], None, cue_at, window_of)
            gold = np.zeros((2, len(pairs), t), np.float32)
            for k, (_, _, link) in enumerate(pairs):
                gold[:, k, : link.shape[1]] = link
            each = F.binary_cross_entropy_with_logits(scores, torch.from_numpy(gold), reduction="none")
            each = each * known[window_of][None]
            out["link"] = each.sum() / known[window_of].sum() * 4
    return out


class Learner:
    """The network, its streams of windows, and the gradients of one batch."""

    def __init__(self, args: argparse.Namespace, out: Path) -> None:
        data = corpora.read(Path(args.corpora), args.variant)
        if args.start:
            self.labels = Labels(**json.loads((Path(args.start) / "labels.json").read_text("utf8")))
        else:
            self.labels = labels_of([e for examples in data.values() for e in examples])
        if args.silver:
            data = corpora.with_silver(data, [Path(folder) for folder in args.silver])
        (out / "labels.json").write_text(json.dumps(asdict(self.labels)))
        self.data, self.make = data, windows_of(self.labels, Path(args.minilm))
        self.network = Network(self.labels)
        table = start_from_minilm(self.network, load_file(Path(args.minilm) / "model.safetensors"))
        if args.start:
            table = start_from_model(self.network, Path(args.start))
        self.rows = Rows(table)
        self.share = 1 / args.workers

    def seed(self, seed: int) -> None:
        """Begins new streams; every worker reads the corpora in its own order."""
        torch.manual_seed(seed)
        rng = random.Random(seed)
        self.draw = np.random.default_rng(seed)
        self.batches = batches(streams_of(RECIPE, self.data, self.make, rng), self.share, RECIPE)

    def gradients(self) -> tuple[Tensor, Tensor, dict[str, float], int]:
        """Leaves the network's gradients on it; returns the touched rows, theirs, the losses and the words read."""
        batch = next(self.batches)
        self.network.train()
        pieces, weights, features, mask = tensors(batch, 0.04, self.draw)
        unique, taken, index = self.rows.take(pieces)
        at = Layout(mask)
        losses = loss_of(self.network, self.network.encode(taken, index, weights, features, at), at, batch)
        self.network.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        return unique, taken.grad, {name: float(value.detach()) for name, value in losses.items()}, int(mask.sum())


class Helper:
    """A second process that works on its own half of every batch; one thread each, so that they wait once a step."""

    def __init__(self, learner: Learner, seed: int) -> None:
        learner.network.share_memory()
        learner.rows.table.share_memory_()
        self.learner = learner
        self.size = sum(p.numel() for p in learner.network.parameters())
        self.flat = torch.zeros(self.size).share_memory_()
        self.unique = torch.zeros(8192, dtype=torch.int64).share_memory_()
        self.row_grads = torch.zeros(8192, learner.rows.table.shape[1]).share_memory_()
        self.counts = torch.zeros(2, dtype=torch.int64).share_memory_()
        context = multiprocessing.get_context("fork")
        self.go, self.done = context.Semaphore(0), context.Semaphore(0)
        self.process = context.Process(target=self._work, args=(seed,), daemon=True)
        self.process.start()

    def _work(self, seed: int) -> None:
        os.setsid()  # Linux shares a machine out by session first; this is a second job, not half of the first
        torch.set_num_threads(1)
        self.learner.seed(seed)
        while True:
            self.go.acquire()
            unique, grads, _, words = self.learner.gradients()
            at = 0
            for p in self.learner.network.parameters():
                n = p.numel()
                if p.grad is None:
                    self.flat[at : at + n] = 0
                else:
                    self.flat[at : at + n] = p.grad.flatten()
                at += n
            self.counts[0], self.counts[1] = len(unique), words
            self.unique[: len(unique)] = unique
            self.row_grads[: len(unique)] = grads
            self.done.release()

    def join(self, unique: Tensor, grads: Tensor) -> tuple[Tensor, Tensor, int]:
        """Waits for the helper's gradients and makes the mean of both."""
        self.done.acquire()
        at = 0
        for p in self.learner.network.parameters():
            n = p.numel()
            other = self.flat[at : at + n].view_as(p)
            p.grad = other / 2 if p.grad is None else p.grad.add_(other).div_(2)
            at += n
        n, words = self.counts.tolist()
        both, inverse = torch.unique(torch.cat([unique, self.unique[:n]]), return_inverse=True)
        mean = torch.zeros(len(both), grads.shape[1]).index_add_(0, inverse, torch.cat([grads, self.row_grads[:n]]) / 2)
        return both, mean, words


def train(args: argparse.Namespace) -> None:  # noqa: PLR0915
    """Trains until the budget is spent, saving every four minutes."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    learner = Learner(args, out)
    network, rows = learner.network, learner.rows
    taught = [p for n, p in network.named_parameters() if n.startswith(("layers.0.", "layers.1.", "norm.", "position"))]
    names = {id(p) for p in taught}
    fresh = [p for p in network.parameters() if id(p) not in names]
    step, spent, saved = 0, 0.0, None
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        rows.table, rows.mean, rows.square = saved["rows"]
        step, spent = saved["step"], saved["spent"]
    helpers = [Helper(learner, SEED + 7 * step + k) for k in range(1, args.workers)]
    learner.seed(SEED + 7 * step)
    averaged = {name: p.clone() for name, p in network.state_dict().items()}
    if saved:
        averaged = saved["averaged"]
    groups = [
        {"params": taught, "lr": args.rate / 3, "base": args.rate / 3},
        {"params": fresh, "lr": args.rate, "base": args.rate},
    ]
    optimizer = torch.optim.Adam(groups, betas=(0.9, 0.98), eps=1e-8)
    if saved:
        optimizer.load_state_dict(saved["optimizer"])
    size = sum(p.numel() for p in network.parameters())
    print(f"{size:,} parameters beside {rows.table.numel():,} of the word pieces; from step {step}", flush=True)
    begun, shown, saved_at = time.time() - spent, time.time(), time.time()
    words, totals = 0, Counter()
    while True:
        done = step / args.steps if args.steps else (time.time() - begun) / (60 * args.minutes)
        if done >= 1:
            break
        scale = min(1.0, (step + 1) / 200) * max(0.01, 1 - done)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * scale
        for helper in helpers:
            helper.go.release()
        unique, grads, losses, read = learner.gradients()
        for helper in helpers:
            unique, grads, more = helper.join(unique, grads)
            words += more
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        rows.step(unique, grads, args.rate / 5 * scale)
        step += 1
        for name, p in network.state_dict().items():
            averaged[name].lerp_(p, 1 - min(AVERAGED, step / (step + 10)))
        words += read
        totals.update(losses)
        if step % 50 == 0:
            pace = words / (time.time() - shown)
            told = " ".join(f"{k} {v / 50:.3f}" for k, v in totals.items())
            print(f"{step} {done:.3f} {pace:.0f} w/s {told}", flush=True)
            shown, words, totals = time.time(), 0, Counter()
        if time.time() - saved_at > 240:
            saved_at = time.time()
            save(checkpoint, network, averaged, optimizer, rows, step, time.time() - begun)
    save(checkpoint, network, averaged, optimizer, rows, step, time.time() - begun)
    (out / "done").write_text(f"{step} steps\n")


def save(
    path: Path,
    network: Network,
    averaged: dict[str, Tensor],
    optimizer: torch.optim.Optimizer,
    rows: Rows,
    step: int,
    spent: float,
) -> None:
    """Replaces the checkpoint whole."""
    state = {
        "network": network.state_dict(), "averaged": averaged, "optimizer": optimizer.state_dict(),
        "rows": (rows.table, rows.mean, rows.square), "step": step, "spent": spent,
    }  # fmt: skip
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--minilm", required=True, help="folder with MiniLM-L6's model.safetensors and vocab.txt")
    parser.add_argument("--out", required=True)
    parser.add_argument("--variant", default="all", choices=["all", "open"])
    parser.add_argument("--silver", nargs="+", help="folders that training/silver.py wrote: what a teacher read")
    parser.add_argument("--start", help="folder of a trained wirehouse_reader to go on from, instead of MiniLM")
    parser.add_argument("--minutes", type=float, default=85)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--workers", type=int, default=2, choices=[1, 2])
    return parser.parse_args()


if __name__ == "__main__":
    train(arguments())
