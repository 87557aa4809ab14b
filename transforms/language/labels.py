"""The classes of the network's heads."""

from dataclasses import dataclass

# LOC is every place here, as in the training corpora; places.py tells GPE from LOC afterwards
ENTITY_TYPES = ("PERSON", "ORG", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "MISC")
ROLES = ("SOURCE", "CUE", "CONTENT")


@dataclass(frozen=True, slots=True)
class Labels:
    """Class names in the order of the heads' outputs."""

    tags: list[str]
    morphs: list[str]  # "UPOS|Feature=Value|..."
    deps: list[str]


def bilou_classes(types: tuple[str, ...]) -> list[str]:
    """`O`, then B-, I-, L- and U- of each type."""
    return ["O", *(f"{prefix}-{name}" for name in types for prefix in "BILU")]
