"""The `mentions` table: one row per naming of an entity."""

from collections.abc import Iterator
from itertools import groupby

from transforms.mentions.anaphora import Anaphora
from transforms.mentions.naming import names_on
from transforms.mentions.namings import Naming
from transforms.mentions.people import People
from transforms.mentions.things import Things
from transforms.reading import Reading
from transforms.rows import Mention, Sentence, stable_id
from transforms.tree import Tree


def mentions_in(reading: Reading) -> Iterator[Mention]:
    """One row per name, demonym, definite nominal and pronoun of an article, in text order."""
    if not reading.found(Sentence):
        return
    tree = reading.tree
    names = list(names_on(tree, reading.doc))
    things = Things(tree, reading.article.article_id)
    things.resolve(names)
    People(things).resolve([naming for naming in names if naming.label == "PERSON"])
    others = list(Anaphora(tree, things, names).find())
    # words may be found by two ways (a nominal that is also an apposition): what leads to an entity is kept
    found = sorted([*names, *others], key=lambda n: (n.start, -n.end, n.kind, n.thing is None))
    for _, same in groupby(found, key=lambda n: (n.start, n.end, n.kind)):
        yield _row(reading, tree, next(same))


def _row(reading: Reading, tree: Tree, naming: Naming) -> Mention:
    start, end = tree.starts[naming.start], tree.ends[naming.end - 1]
    thing = naming.thing
    return Mention(
        mention_id=stable_id("mention", reading.article.article_id, start, end, naming.kind),
        article_id=reading.article.article_id,
        sentence_id=reading.sentence_at(start).sentence_id,
        start_char=start,
        end_char=end,
        text=naming.text,
        label=naming.label,
        kind=naming.kind,
        entity_id=thing.entity_id if thing else None,
        entity_name=thing.name if thing else None,
        country_code=(thing.country_code if thing else None) or naming.country_code,
        link_method=naming.method if thing else None,
        title_role=naming.title_role,
        is_metonym=naming.is_metonym,
        confidence=naming.confidence,
    )
