"""Turns a training run into a spaCy model folder: `python -m training.export --help`."""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training import corpora
from training.lemmas import lemma_rules
from training.model import Network as TrainedNetwork
from transforms.language import blank_pipeline
from transforms.language.labels import Labels
from transforms.language.lemmas import Lemmas
from transforms.language.network import Network

# heads that the run-time multiplies in one go
_JOINED = {
    "flat": ("sent", "tag", "morph", "ner", "role"),
    "deep": tuple(
        f"{name}.linear"
        for name in ("arc_dep", "arc_head", "rel_dep", "rel_head", "link_cue", "link_content", "link_source")
    ),
}
NEW_SHARE = 0.7  # of a trained network in its mean with the one it started from
_TABLES = ("shape", "prefix", "suffix", "place")  # rows are looked up, not multiplied


def weights_of(state: dict[str, Tensor], table: Tensor, vocabulary_size: int) -> dict[str, np.ndarray]:
    """The run-time's arrays: matrices stand the way they are multiplied, heads side by side, word pieces as int8."""
    w = {name: x.float().numpy() for name, x in state.items()}
    out: dict[str, np.ndarray] = {}
    for name, parts in _JOINED.items():
        out[f"{name}.weight"] = np.concatenate([w.pop(f"{p}.weight") for p in parts]).T
        out[f"{name}.bias"] = np.concatenate([w.pop(f"{p}.bias") for p in parts])
    n_rel, size, _ = w["rel"].shape
    # dependent x (relation, head): one product gives every relation's view of the dependent
    out["rel"] = w.pop("rel").transpose(1, 0, 2).reshape(size, n_rel * size)
    for name, x in w.items():
        is_table = name.split(".")[0] in _TABLES
        out[name] = x.T if x.ndim == 2 and name.endswith(".weight") and not is_table else x
    rows = table.numpy()[:vocabulary_size]
    scales = np.abs(rows).max(1) / 127 + 1e-12
    out["pieces"] = np.round(rows / scales[:, None]).astype(np.int8)
    out["piece_scales"] = scales.astype(np.float32)
    return out


def start_from_model(network: torch.nn.Module, folder: Path) -> Tensor:
    """Copies a shipped network (folder with `weights.npz`) into one to be trained; returns its word-piece table."""
    with np.load(folder / "weights.npz", allow_pickle=False) as stored:
        w = {name: stored[name] for name in stored.files}
    table = torch.from_numpy(w.pop("pieces").astype(np.float32) * w.pop("piece_scales").astype(np.float32)[:, None])
    state = network.state_dict()
    for joined, parts in _JOINED.items():
        edges = np.cumsum([len(state[f"{part}.bias"]) for part in parts])[:-1]
        for kind in ("weight", "bias"):
            for part, x in zip(parts, np.split(w.pop(f"{joined}.{kind}"), edges, axis=-1), strict=True):
                w[f"{part}.{kind}"] = x.T
    size = state["rel"].shape[1]
    w["rel"] = w["rel"].reshape(size, -1, size).transpose(1, 0, 2)
    split = {f"{part}.weight" for parts in _JOINED.values() for part in parts}
    for name, x in w.items():
        turned = x.ndim == 2 and name.endswith(".weight") and name not in split and name.split(".")[0] not in _TABLES
        state[name] = torch.from_numpy(np.ascontiguousarray(x.T if turned else x).astype(np.float32))
    network.load_state_dict(state)
    return table


def blended(new: dict[str, Tensor], table: Tensor, labels: Labels, old: Path) -> tuple[dict[str, Tensor], Tensor]:
    """The mean of a network's weights and of those it started from: it forgets less of what that one knew."""
    network = TrainedNetwork(labels)
    old_table = start_from_model(network, old)
    mean = {name: torch.lerp(weight, new[name], NEW_SHARE) for name, weight in network.state_dict().items()}
    return mean, torch.lerp(old_table, table, NEW_SHARE)


def export(run: Path, corpus_folder: Path, minilm: Path, out: Path, variant: str, start: Path | None = None) -> None:
    """Writes the model folder beside the old one, then swaps; a model card already there is kept."""
    saved = torch.load(run / "checkpoint.pt", weights_only=True)
    labels = Labels(**json.loads((run / "labels.json").read_text("utf8")))
    state, table = saved["averaged"], saved["rows"][0]
    if start is not None:
        state, table = blended(state, table, labels, start)
    vocabulary = (minilm / "vocab.txt").read_text("utf8").splitlines()
    data = [e for name in ("ewt", "gum") for e in corpora.read(corpus_folder, variant, only=(name,))[name]]
    nlp = blank_pipeline()
    reader = nlp.add_pipe("wirehouse_reader")
    weights = weights_of(state, table, len(vocabulary))
    # what is stored is half as precise; read it back so that what we test is what we ship
    reader.network = Network(
        {k: x if x.dtype == np.int8 or k == "piece_scales" else x.astype(np.float16) for k, x in weights.items()},
        labels,
    )
    reader.vocabulary = vocabulary
    reader.lemmas = Lemmas(*lemma_rules(data))
    nlp.meta.update(
        name="wirehouse_en",
        version="0.1.0",
        description="Wirehouse's English news pipeline: trees, tags, entities and attributions from one network.",
        license="see README.md",
    )
    new = out.with_name(out.name + ".new")
    if new.exists():
        shutil.rmtree(new)
    new.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(new)
    card = out / "README.md"
    if card.exists():
        shutil.copy(card, new / "README.md")
    if out.exists():
        old = out.with_name(out.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        out.rename(old)
        new.rename(out)
        shutil.rmtree(old)
    else:
        new.rename(out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("run", "corpora", "minilm", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--variant", default="all", choices=["all", "open"])
    parser.add_argument("--start", type=Path, help="what the run started from: write the mean of both")
    a = parser.parse_args()
    export(a.run, a.corpora, a.minilm, a.out, a.variant, a.start)
