"""The tables of the warehouse, a row type each: the one place that says which tables and columns there are."""

from transforms.rows.articles import Article
from transforms.rows.claims import Claim, ClaimFigure, ClaimMention
from transforms.rows.columns import Column, Row, columns_of, grain_of, schema_of, stable_id, table_of
from transforms.rows.entities import Entity
from transforms.rows.figures import Figure
from transforms.rows.issues import Issue
from transforms.rows.judgements import Correction, Rating
from transforms.rows.links import ClaimLink, FigureLink
from transforms.rows.mentions import Mention
from transforms.rows.runs import Run
from transforms.rows.sentences import Sentence
from transforms.rows.times import Time

# What extractors make, a batch at a time; the other tables are made by ingest, by SQL, by flows or by people.
FACTS: tuple[type[Row], ...] = (Sentence, Mention, Time, Figure, Claim, ClaimFigure, ClaimMention, Issue)
TABLES: tuple[type[Row], ...] = (
    Article,
    Sentence,
    Mention,
    Entity,
    Time,
    Figure,
    Claim,
    ClaimFigure,
    ClaimMention,
    ClaimLink,
    FigureLink,
    Issue,
    Run,
    Rating,
    Correction,
)

__all__ = [
    "FACTS", "TABLES", "Article", "Claim", "ClaimFigure", "ClaimLink", "ClaimMention", "Column", "Correction",
    "Entity", "Figure", "FigureLink", "Issue", "Mention", "Rating", "Row", "Run", "Sentence", "Time",
    "columns_of", "grain_of", "schema_of", "stable_id", "table_of",
]  # fmt: skip
