"""Lets teachers read unlabelled news: `python -m training.silver --names DIR --second DIR --texts FILE ... --out DIR`.

Writes `examples.jsonl` (words, where lines and sentences begin, tags and trees) and `entities.npy` (words x entity
classes, probabilities); `training/train.py --silver DIR` learns from them. Trees are read by a teacher of trees
(`--teacher`) or by a network that was trained before (`--second`), entities by the teacher of names (`--names`) or,
without it, by who reads the trees.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch

from training import corpora
from training.corpora import Example
from training.names import NamesTeacher
from training.targets import Window, Windows, windows_of
from training.teacher import Teacher, entity_scores
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


@dataclass(frozen=True, slots=True)
class Reading:
    """One window of n words, as a reader reads it."""

    entities: np.ndarray  # n x entity classes, logarithms
    starts: np.ndarray  # does a sentence begin here
    tags: np.ndarray  # class numbers, as are the next three; heads are places in the window
    morphs: np.ndarray
    heads: np.ndarray
    deps: np.ndarray


def starts_of(window: Window, scores: np.ndarray) -> np.ndarray:
    """Where sentences begin: where the text is known to, else at lines and where the reader says so."""
    starts = (np.array(window.place) >= 4) | (scores > 0) if window.sents is None else window.sents > 0
    starts[0] = True
    return starts


def tree_of(arcs: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The head of each word, in trees of its own sentence."""
    return heads_of(arcs, pairwise([*np.flatnonzero(starts).tolist(), len(starts)]))


@torch.no_grad()
def by_teacher(teacher: Teacher, windows: list[Window]) -> list[Reading]:
    """What training/teacher.py's network reads."""
    out: dict[int, Reading] = {}
    order = sorted(range(len(windows)), key=lambda k: len(windows[k].shape))
    for first in range(0, len(order), 24):
        members = order[first : first + 24]
        x, at = teacher.read([windows[k] for k in members])
        padded = at.pad(x)
        entities, scores = at.pad(teacher.ner(x)).numpy(), at.pad(teacher.sent(x)).numpy()[..., 0]
        tags, morphs = at.pad(teacher.tag(x)).argmax(-1).numpy(), at.pad(teacher.morph(x)).argmax(-1).numpy()
        arcs, heads = teacher.arcs(padded).numpy(), np.zeros(padded.shape[:2], np.int64)
        starts = [starts_of(windows[k], scores[row, : len(windows[k].shape)]) for row, k in enumerate(members)]
        for row, begins in enumerate(starts):
            heads[row, : len(begins)] = tree_of(arcs[row, : len(begins), : len(begins)], begins)
        deps = teacher.rels(padded, torch.from_numpy(heads)).argmax(-1).numpy()
        for row, (k, begins) in enumerate(zip(members, starts, strict=True)):
            n = len(begins)
            out[k] = Reading(entities[row, :n], begins, tags[row, :n], morphs[row, :n], heads[row, :n], deps[row, :n])
    return [out[k] for k in range(len(windows))]


def by_network(network: Network, windows: list[Window]) -> list[Reading]:
    """What a network of the run time reads."""
    batch = [
        ([WordFeatures(*word) for word in zip(w.pieces, w.shape, w.prefix, w.suffix, strict=True)], w.place)
        for w in windows
    ]
    out = []
    for window, scores in zip(windows, network.read_windows(batch), strict=True):
        starts = starts_of(window, scores.sentence_start)
        heads = tree_of(scores.arcs, starts)
        deps = network.relations(scores, heads).argmax(-1)
        out.append(Reading(scores.entities, starts, scores.tags.argmax(-1), scores.morphs.argmax(-1), heads, deps))
    return out


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads: one reader trees and, unless there is a teacher of names, entities too."""

    make: Windows
    trees: Callable[[list[Window]], list[Reading]]
    names: tuple[NamesTeacher, Windows] | None

    def read(self, examples: list[Example]) -> list[np.ndarray]:
        """Fills in each example's sentences, tags and trees; returns its words x entity classes, as probabilities."""
        windows = [(i, window) for i, example in enumerate(examples) for window in self.make.of(example, None)]
        readings = self.trees([window for _, window in windows])
        entities = [reading.entities for reading in readings]
        if self.names:
            teacher, make = self.names
            entities = entity_scores(teacher, [w for example in examples for w in make.of(example, None)])
        out: list[list[np.ndarray]] = [[] for _ in examples]
        for (i, _), scores, reading in zip(windows, entities, readings, strict=True):
            if not out[i]:  # the first window of this example
                _clear(examples[i])
            _add(examples[i], reading, self.make.labels)
            out[i].append(torch.from_numpy(scores).softmax(-1).numpy())
        return [np.concatenate(parts) for parts in out]


def _clear(example: Example) -> None:
    example.sentence_starts, example.tags, example.morphs, example.heads, example.deps = [], [], [], [], []


def _add(example: Example, reading: Reading, labels: Labels) -> None:
    base = len(example.tags)
    example.sentence_starts += reading.starts.tolist()
    example.tags += [labels.tags[c] for c in reading.tags]
    example.morphs += [labels.morphs[c] for c in reading.morphs]
    example.heads += (reading.heads + base).tolist()
    example.deps += [labels.deps[c] for c in reading.deps]


def readers_of(args: argparse.Namespace) -> Readers:
    """The readers whose folders are named."""
    if args.second:
        second = Network.read(args.second)
        labels, trees = second.labels, partial(by_network, second)
    else:
        labels = Labels(**json.loads((args.teacher / "labels.json").read_text("utf8")))
        teacher = Teacher(labels, args.minilm)
        teacher.load_state_dict(torch.load(args.teacher / "teacher.pt", weights_only=True))
        trees = partial(by_teacher, teacher.eval())
    names = None
    if args.names:
        of_names = NamesTeacher(args.mpnet)
        of_names.load_state_dict(torch.load(args.names / "names.pt", weights_only=True))
        names = of_names.eval(), windows_of(labels, args.mpnet)
    return Readers(windows_of(labels, args.minilm), trees, names)


def main(args: argparse.Namespace) -> None:
    """Reads all texts, some at a time."""
    torch.set_num_threads(1)
    readers = readers_of(args)
    args.out.mkdir(parents=True, exist_ok=True)
    scores, words = [], 0
    with (args.out / "examples.jsonl").open("w", encoding="utf8") as out:
        examples = [example for path in args.texts for example in texts_of(path)][args.part - 1 :: args.parts]
        for first in range(0, len(examples), 64):
            some = examples[first : first + 64]
            scores += [part.astype(np.float16) for part in readers.read(some)]
            for example in some:
                words += len(example.words)
                out.write(json.dumps({name: getattr(example, name) for name in STORED}) + "\n")
            print(f"{first + len(some)} of {len(examples)} texts, {words:,} words", flush=True)
    np.save(args.out / "entities.npy", np.concatenate(scores), allow_pickle=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    trees = parser.add_mutually_exclusive_group(required=True)
    trees.add_argument("--teacher", type=Path, help="folder that training/teacher.py wrote; reads trees and entities")
    trees.add_argument("--second", type=Path, help="folder of a trained wirehouse_reader; reads them in its stead")
    parser.add_argument("--names", type=Path, help="folder that training/names.py wrote; reads entities")
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--mpnet", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="JSON lines with `text`, or GMB's .zip")
    parser.add_argument("--part", type=int, default=1, help="of so many PARTS, one process each")
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    main(parser.parse_args())
