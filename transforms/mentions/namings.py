"""What stands in the text: one naming per name, nominal or pronoun, before it is known whom it names."""

from dataclasses import dataclass, field

from transforms.language.known import Known
from transforms.tree import Tree


@dataclass(slots=True, eq=False)
class Thing:
    """Somebody or something an article names, however often and under whatever names."""

    label: str
    name: str
    entity_id: str
    country_code: str | None = None
    gender: str = ""  # m, f or unknown
    role: str = ""  # what the gazetteer says it is: a leader's title, an organisation's kind
    titles: set[str] = field(default_factory=set)  # words of the roles the article gives it, lower case
    is_known: bool = False
    age: str = ""  # as a number written with digits, where the article gives it beside the name


@dataclass(slots=True, eq=False)
class Naming:
    """One stretch of tokens, half-open, that names something."""

    start: int
    end: int
    label: str
    kind: str
    text: str
    known: tuple[Known, ...] = ()
    title_role: str | None = None
    thing: Thing | None = None
    method: str | None = None
    is_metonym: bool = False
    country_code: str | None = None
    confidence: float = 0.6

    def resolve(self, thing: Thing, method: str, confidence: float) -> None:
        """Say which thing it names and how that was found."""
        self.thing, self.method, self.confidence = thing, method, confidence


def text_of(tree: Tree, start: int, end: int) -> str:
    """The words of a stretch as the article writes them."""
    return tree.text[tree.starts[start] : tree.ends[end - 1]]
