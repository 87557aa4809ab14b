"""A Doc's tokens as plain objects: spaCy builds one anew, and looks its labels up, each time that it is asked."""

from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Span

from transforms.tree import Tree


class Word:
    """One token, by spaCy's names for what it says; `doc` holds all of its article's."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_sent_start", "lemma_", "lower_", "pos_", "tag_", "text",
    )  # fmt: skip
    head: "Word"
    children: list["Word"]

    def __init__(self, doc: "Words", i: int) -> None:
        tree = doc.tree
        self.doc, self.i, self.idx, self.text, self.lower_ = doc, i, tree.starts[i], tree.words[i], tree.lower[i]
        self.pos_, self.tag_, self.dep_ = tree.pos[i], tree.tags[i], tree.deps[i]
        token = doc.read[i]
        self.lemma_, self.is_sent_start = token.lemma_, bool(token.is_sent_start)

    if not TYPE_CHECKING:  # so that the type checker knows what a word has no answer to

        def __getattr__(self, name: str) -> Any:
            """The head and the children, found when they are first asked for."""
            if name == "head":
                self.head = self.doc[self.doc.tree.heads[self.i]]
                return self.head
            if name == "children":
                self.children = [self.doc[i] for i in self.doc.tree.children[self.i]]
                return self.children
            raise AttributeError(f"a word has no {name}")

    def __repr__(self) -> str:
        return self.text

    @property
    def end(self) -> int:
        """The offset just past it."""
        return self.idx + len(self.text)

    def nbor(self, by: int = 1) -> "Word":
        """The token so many further on."""
        return self.doc[self.i + by]

    # What few rules ask for, spaCy answers.

    @property
    def ent_type_(self) -> str:
        """The label of the entity it is part of; empty where it is part of none."""
        return self.doc.read[self.i].ent_type_

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def whitespace_(self) -> str:
        """The space behind it, if one is."""
        return self.doc.read[self.i].whitespace_

    @property
    def sent(self) -> Span:
        """Its sentence."""
        return self.doc.read[self.i].sent


class Words(dict[int, Word]):
    """The words of a Doc by token number, each made when it is first asked for."""

    def __init__(self, read: Doc, tree: Tree) -> None:
        self.read, self.tree = read, tree

    def __missing__(self, i: int) -> Word:
        if not 0 <= i < len(self.read):
            raise IndexError(f"token {i} of {len(self.read)}")
        word = self[i] = Word(self, i)
        return word

    def __len__(self) -> int:
        return len(self.read)

    def between(self, first: int, stop: int) -> list[Word]:
        """Those from one token to another, the last excluded."""
        return [self[i] for i in range(first, min(stop, len(self.read)))]
