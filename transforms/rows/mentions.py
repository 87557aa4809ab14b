"""The `mentions` table."""

from dataclasses import dataclass

from transforms.rows.columns import Flag, Offset, Row, Score, Text, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Row):
    """One row per naming of an entity in an article."""

    TABLE = "mentions"

    mention_id: Text = column("Identifies the mention.", key=True)
    article_id: Text = column("The article it stands in.", references="articles")
    sentence_id: Text = column("The sentence it stands in.", references="sentences")
    start_char: Offset = column("Offset of its first character in the article's text.")
    end_char: Offset = column("Offset just past its last character.")
    text: Text = column("The words that name the entity, without its title.")
    label: Text = column(
        "spaCy's English labels: PERSON ORG GPE LOC NORP FAC EVENT PRODUCT LAW WORK_OF_ART.",
        words="PERSON ORG GPE LOC NORP FAC EVENT PRODUCT LAW WORK_OF_ART",
    )
    kind: Text = column("name, acronym, nominal, pronoun or demonym.", words="name acronym nominal pronoun demonym")
    entity_id: Text | None = optional("The entity named; null when it could not be told which.", references="entities")
    entity_name: Text | None = optional("The fullest name the article gives the entity; null with entity_id.")
    country_code: Text | None = optional(
        "ISO 3166 alpha-3 code of the country the entity is or belongs to; null when unknown."
    )
    link_method: Text | None = optional(
        "How the entity was found: gazetteer, demonym, full_name, surname, acronym, metonym, pronoun, nominal, alias; null with entity_id."
    )
    title_role: Text | None = optional(
        "Title or role before or after the name (U.S. Defense Secretary); null when none is given."
    )
    is_metonym: Flag = column("Whether a place stands for its government (Seoul for South Korea's).")
    confidence: Score = column("How sure it is whom or what it names, from 0 to 1.")
