"""A network of the shipped shape with random weights: what must hold of every network can be tested without a model."""

import numpy as np
from spacy.language import Language

from transforms.language import blank_pipeline
from transforms.language.features import PLACES, PREFIXES, SHAPES, SUFFIXES, WINDOW
from transforms.language.labels import ENTITY_TYPES, Labels, bilou_classes
from transforms.language.lemmas import Lemmas
from transforms.language.network import FAR, Network

LABELS = Labels(
    tags=["NN", "VBD", "DT", ".", "NNP"],
    morphs=["NOUN|Number=Sing", "VERB|Tense=Past", "DET|", "PUNCT|"],
    deps=["nsubj", "root", "det", "punct", "obj"],
)
VOCABULARY = [
    "[PAD]",
    "[UNK]",
    *"abcdefghijklmnopqrstuvwxyz0123456789.,",
    *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz0123456789"),
]
WIDTH, INNER, ARC, REL, LINK = 384, 768, 160, 48, 96


def tiny_network(seed: int = 1) -> Network:
    """Random weights; the same seed gives the same network."""
    rng = np.random.default_rng(seed)

    def draw(*shape: int, scale: float = 0.05) -> np.ndarray:
        return rng.normal(0, scale, shape).astype(np.float32)

    heads = 1 + len(LABELS.tags) + len(LABELS.morphs) + len(bilou_classes(ENTITY_TYPES)) + 15
    deep = 2 * ARC + 2 * REL + 3 * LINK
    weights = {
        "position": draw(WINDOW, WIDTH), "shape.weight": draw(SHAPES, WIDTH), "prefix.weight": draw(PREFIXES, WIDTH),
        "suffix.weight": draw(SUFFIXES, WIDTH), "place.weight": draw(PLACES, WIDTH),
        "norm.weight": np.ones(WIDTH), "norm.bias": draw(WIDTH),
        "flat.weight": draw(WIDTH, heads, scale=0.3), "flat.bias": draw(heads),
        "deep.weight": draw(WIDTH, deep), "deep.bias": draw(deep),
        "arc": draw(ARC, ARC), "arc_bias": draw(ARC), "arc_distance": draw(2 * FAR + 1),
        "root.weight": draw(WIDTH, 1), "root.bias": draw(1),
        "rel": draw(REL, len(LABELS.deps) * REL), "rel_dep_bias.weight": draw(REL, len(LABELS.deps)),
        "rel_dep_bias.bias": draw(len(LABELS.deps)), "rel_head_bias.weight": draw(REL, len(LABELS.deps)),
        "link": draw(2, LINK, LINK), "link_bias": draw(2), "link_distance": draw(2, 2 * FAR + 1),
        "pieces": rng.integers(-127, 127, (len(VOCABULARY), WIDTH)).astype(np.int8),
        "piece_scales": np.full(len(VOCABULARY), 0.001, np.float32),
    }  # fmt: skip
    for i in range(4):
        shapes = {"gates": (WIDTH, 3 * WIDTH)} if i >= 2 else {
            "qkv": (WIDTH, 3 * WIDTH), "out": (WIDTH, WIDTH), "up": (WIDTH, INNER), "down": (INNER, WIDTH),
        }  # fmt: skip
        for name, shape in shapes.items():
            weights[f"layers.{i}.{name}.weight"] = draw(*shape)
            weights[f"layers.{i}.{name}.bias"] = draw(shape[1])
        for name in ("norm", "norm2")[: 2 if i < 2 else 1]:
            weights[f"layers.{i}.{name}.weight"], weights[f"layers.{i}.{name}.bias"] = np.ones(WIDTH), draw(WIDTH)
    return Network(weights, LABELS)


def tiny_pipeline(seed: int = 1) -> Language:
    """The whole pipeline around `tiny_network`."""
    nlp = blank_pipeline()
    reader = nlp.add_pipe("wirehouse_reader")
    reader.network, reader.vocabulary, reader.lemmas = tiny_network(seed), VOCABULARY, Lemmas({}, {})
    return nlp
