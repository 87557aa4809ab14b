"""The `entities` table."""

from dataclasses import dataclass

from transforms.rows.columns import Count, Moment, Row, Text, Texts, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Row):
    """One row per real-world thing that some article names."""

    TABLE = "entities"

    entity_id: Text = column(
        "Identifies the entity: derived from its ISO code or its normalised name, the same in every run.", key=True
    )
    name: Text = column("The name most articles use in full.")
    label: Text = column("spaCy's English labels, as in mentions.")
    country_code: Text | None = optional("ISO 3166 alpha-3 code of the country it is or belongs to; null when unknown.")
    aliases: Texts = column("Every other way it is named, sorted.")
    mention_count: Count = column("Mentions in all articles, copies included.")
    article_count: Count = column("Articles that mention it, copies included.")
    first_seen_at: Moment | None = optional(
        "Publication time of the earliest dated article that mentions it; null when none is dated."
    )
    last_seen_at: Moment | None = optional(
        "Publication time of the latest dated article that mentions it; null when none is dated."
    )
