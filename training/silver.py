"""Lets the teacher read unlabelled news: `python -m training.silver --teacher DIR --texts FILE ... --out DIR`.

Writes `examples.jsonl` (words, where lines and sentences begin, tags and trees as the teacher reads them) and
`entities.npy` (words x entity classes, probabilities); `training/train.py --silver DIR` learns from them. With
`--second DIR`, a network that was trained before has a say in the entities: two readers err less than each of them.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch

from training import corpora
from training.corpora import Example
from training.targets import Window, Windows, windows_of_minilm
from training.teacher import Teacher
from transforms.language.decoding import heads_of
from transforms.language.features import WordFeatures
from transforms.language.labels import Labels
from transforms.language.network import Network

LONGEST = 5000  # words of one text that are read
STORED = (
    "corpus", "words", "line_starts", "spaces_before", "sentence_starts", "tags", "morphs", "heads", "deps",
)  # fmt: skip


def texts_of(path: Path) -> Iterator[Example]:
    """One example a JSON line with a `text`; of a `.zip`, the Groningen Meaning Bank's sentences."""
    if path.suffix == ".zip":
        for example in list(corpora.gmb(path))[:-150]:  # the last ones are held out
            example.entities = None
            yield example
        return
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        for line in lines:
            example, _ = corpora.from_text("text", json.loads(line)["text"])
            if len(example.words) > 20:
                yield Example(
                    "text", example.words[:LONGEST], example.line_starts[:LONGEST], example.spaces_before[:LONGEST]
                )


def entity_logs(network: Network, windows: list[Window]) -> list[np.ndarray]:
    """Words x entity classes of each window to the network of the run time, as logarithms of probabilities."""
    batch = [
        ([WordFeatures(*word) for word in zip(w.pieces, w.shape, w.prefix, w.suffix, strict=True)], w.place)
        for w in windows
    ]
    return [torch.from_numpy(scores.entities).log_softmax(-1).numpy() for scores in network.read_windows(batch)]


@torch.no_grad()
def read(teacher: Teacher, second: Network | None, make: Windows, examples: list[Example]) -> list[np.ndarray]:
    """Fills in each example's sentences, tags and trees; returns words x entity classes of each, as probabilities."""
    windows = [(i, window) for i, example in enumerate(examples) for window in make.of(example, None)]
    read_as: dict[int, tuple] = {}
    order = sorted(range(len(windows)), key=lambda k: len(windows[k][1].shape))
    labels = make.labels
    for first in range(0, len(order), 24):
        members = order[first : first + 24]
        x, at = teacher.read([windows[k][1] for k in members])
        padded = at.pad(x)
        logs = teacher.ner(x).log_softmax(-1)
        if second:
            logs = (logs + torch.from_numpy(np.concatenate(entity_logs(second, [windows[k][1] for k in members])))) / 2
        chances, starts = at.pad(logs.softmax(-1)).numpy(), at.pad(teacher.sent(x)).numpy()[..., 0] > 0
        tags, morphs = at.pad(teacher.tag(x)).argmax(-1).numpy(), at.pad(teacher.morph(x)).argmax(-1).numpy()
        arcs, heads = teacher.arcs(padded).numpy(), np.zeros(padded.shape[:2], np.int64)
        for row, k in enumerate(members):
            n = len(windows[k][1].shape)
            known = windows[k][1].sents
            starts[row, :n] = (np.array(windows[k][1].place) >= 4) | starts[row, :n] if known is None else known > 0
            starts[row, 0] = True
            edges = [*np.flatnonzero(starts[row, :n]).tolist(), n]
            heads[row, :n] = heads_of(arcs[row, :n, :n], pairwise(edges))
        deps = teacher.rels(padded, torch.from_numpy(heads)).argmax(-1).numpy()
        for row, k in enumerate(members):
            n = len(windows[k][1].shape)
            read_as[k] = tuple(a[row, :n] for a in (chances, starts, tags, morphs, heads, deps))
    out: list[list[np.ndarray]] = [[] for _ in examples]
    for k, (i, _) in enumerate(windows):
        chances, starts, tags, morphs, heads, deps = read_as[k]
        example = examples[i]
        if not out[i]:  # the first window of this example
            example.sentence_starts, example.tags, example.morphs, example.heads, example.deps = [], [], [], [], []
        base = len(example.tags)
        example.sentence_starts += starts.tolist()
        example.tags += [labels.tags[c] for c in tags]
        example.morphs += [labels.morphs[c] for c in morphs]
        example.heads += (heads + base).tolist()
        example.deps += [labels.deps[c] for c in deps]
        out[i].append(chances)
    return [np.concatenate(parts) for parts in out]


def main(args: argparse.Namespace) -> None:
    """Reads all texts, some at a time."""
    torch.set_num_threads(1)
    labels = Labels(**json.loads((args.teacher / "labels.json").read_text("utf8")))
    make = windows_of_minilm(labels, args.minilm)
    teacher = Teacher(labels, args.minilm)
    teacher.load_state_dict(torch.load(args.teacher / "teacher.pt", weights_only=True))
    teacher.eval()
    second = Network.read(args.second) if args.second else None
    args.out.mkdir(parents=True, exist_ok=True)
    scores, words = [], 0
    with (args.out / "examples.jsonl").open("w", encoding="utf8") as out:
        examples = [example for path in args.texts for example in texts_of(path)]
        for first in range(0, len(examples), 64):
            some = examples[first : first + 64]
            scores += [part.astype(np.float16) for part in read(teacher, second, make, some)]
            for example in some:
                words += len(example.words)
                out.write(json.dumps({name: getattr(example, name) for name in STORED}) + "\n")
            print(f"{first + len(some)} of {len(examples)} texts, {words:,} words", flush=True)
    np.save(args.out / "entities.npy", np.concatenate(scores), allow_pickle=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True, help="folder that training/teacher.py wrote")
    parser.add_argument("--second", type=Path, help="folder of a trained wirehouse_reader")
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="JSON lines with `text`, or GMB's .zip")
    parser.add_argument("--out", type=Path, required=True)
    main(parser.parse_args())
