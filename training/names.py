"""Trains the teacher of names: `python -m training.names --corpora DIR --mpnet DIR --out DIR`.

The eight lowest layers of MPNet over word pieces, with the student's features, and entities alone to learn. Too slow to
ship; what it reads teaches the network that is shipped (`training/silver.py --names`).
"""

import argparse
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from training import corpora
from training.model import Attention
from training.targets import Window, Windows, windows_of
from training.teacher import Ends, Packed, copy_layers, entity_f1, groups_of
from training.train import batches, entity_loss, streams_of
from transforms.language.features import PLACES, PREFIXES, SHAPES, SUFFIXES
from transforms.language.labels import ENTITY_TYPES, Labels, bilou_classes

SEED = 20261130
LAYERS, WIDTH, INNER = 8, 768, 3072
NEAR, FAR = 8, 128  # distances told apart one by one, and those from which on all are alike
RECIPE = {"entities": (("worldwide",), 1000), "wikipedia": (("wikigold",), 90), "silver": (("gmb",), 90)}
MPNET = Ends(first=0, last=2, unknown=104)  # <s>, </s>, [UNK]


class NamesTeacher(nn.Module):
    """MPNet's lower layers over word pieces; a word is the mean of its pieces and what the first of them adds."""

    def __init__(self, mpnet: Path, dropout: float = 0.1) -> None:
        super().__init__()
        weights = load_file(mpnet / "model.safetensors")
        self.register_buffer("table", weights["embeddings.word_embeddings.weight"].float(), persistent=False)
        self.position = nn.Parameter(weights["embeddings.position_embeddings.weight"].float())
        self.nearness = nn.Parameter(weights["encoder.relative_attention_bias.weight"].float())
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.layers = nn.ModuleList(Attention(dropout, INNER, WIDTH) for _ in range(LAYERS))
        self.shape, self.prefix = nn.Embedding(SHAPES, WIDTH), nn.Embedding(PREFIXES, WIDTH)
        self.suffix, self.place = nn.Embedding(SUFFIXES, WIDTH), nn.Embedding(PLACES, WIDTH)
        for table in (self.shape, self.prefix, self.suffix, self.place):
            nn.init.normal_(table.weight, std=0.01)
        self.mix = nn.Linear(2 * WIDTH, WIDTH)
        self.ner = nn.Linear(WIDTH, len(bilou_classes(ENTITY_TYPES)))
        self.dropout = dropout
        with torch.no_grad():
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        copy_layers(self.layers, weights, ("attn.q", "attn.k", "attn.v"), "attn.o", "LayerNorm")
        self.names_of_pretrained = ("layers.", "norm.", "position", "nearness")

    def read(self, batch: list[Window], hidden: float = 0.0, rng: np.random.Generator | None = None) -> tuple:
        """Packed words x `WIDTH` of these windows, and where they stand."""
        packed = Packed(batch, MPNET, hidden, rng)
        at = packed.at
        nearness = self.nearness[distance_classes(at.mask.shape[1])].permute(2, 0, 1)
        with torch.autocast("cpu", torch.bfloat16):
            x = self.table[packed.pieces] + self.position[packed.positions + 2]  # MPNet's first two are of padding
            shape, prefix, suffix, place = packed.features.unbind(-1)
            x = x + self.shape(shape) + self.prefix(prefix) + self.suffix(suffix) + self.place(place)
            x = at.drop(self.norm(x), self.dropout, self.training)
            for layer in self.layers:
                x = layer(x, at, nearness)
        x = x.float()
        words = packed.words(x)
        return words + F.gelu(self.mix(torch.cat([words, packed.firsts(x)], -1))), packed.of_words


def distance_classes(t: int) -> Tensor:
    """t x t: the class of the distance from each word piece to each other, as MPNet was trained with (T5's buckets)."""
    at = torch.arange(t)
    ahead = at[None] - at[:, None]
    far = NEAR + (torch.log(ahead.abs().clamp(min=1) / NEAR) / math.log(FAR / NEAR) * NEAR).long()
    near_or_far = torch.where(ahead.abs() < NEAR, ahead.abs(), far.clamp(max=2 * NEAR - 1))
    return near_or_far + 2 * NEAR * (ahead > 0)


def train(args: argparse.Namespace) -> None:
    """Trains for the budget; the learning rate falls to zero over it."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    rng, draw = random.Random(SEED), np.random.default_rng(SEED)
    args.out.mkdir(parents=True, exist_ok=True)
    data = corpora.read(args.corpora, "all", only=tuple(name for names, _ in RECIPE.values() for name in names))
    make = windows_of(Labels(tags=[], morphs=[], deps=[]), args.mpnet)  # entities need none of these
    dev = corpora.read(args.corpora, "all", "dev", ("worldwide",))["worldwide"]
    teacher = NamesTeacher(args.mpnet)
    groups = groups_of(teacher, args.rate, 10 * args.rate)
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    begun = time.time()
    for step, batch in enumerate(batches(streams_of(RECIPE, data, make, rng), 1.0, RECIPE), 1):
        done = (time.time() - begun) / (60 * args.minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, step / 60) * max(0.01, 1 - done)
        teacher.train()
        x, _ = teacher.read(batch, 0.03, draw)
        loss = entity_loss(teacher.ner(F.dropout(x, 0.15)), batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 0:
            print(f"{step} {done:.3f} loss {loss.item():.3f}", flush=True)
        if step % 300 == 0:
            report(teacher, make, dev[:24])
    torch.save(teacher.state_dict(), args.out / "names.pt")
    report(teacher, make, dev)
    (args.out / "done").write_text(f"{step} steps\n")


def report(teacher: NamesTeacher, make: Windows, dev: list[corpora.Example]) -> None:
    """Prints development scores."""
    teacher.eval()
    print(" ".join(f"{name} {score:.1f}" for name, score in entity_f1(teacher, make, dev).items()), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--mpnet", type=Path, required=True, help="folder with MPNet's model.safetensors and vocab.txt")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=44)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())
