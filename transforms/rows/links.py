"""The `claim_links` and `figure_links` tables, made in SQL over the corpus."""

from dataclasses import dataclass

from transforms.rows.columns import Row, Score, Text, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink(Row):
    """One row per relation between two claims."""

    TABLE = "claim_links"

    claim_id: Text = column("The claim that relates to the other.", key=True, references="claims")
    other_claim_id: Text = column("The claim it relates to.", key=True, references="claims")
    relation: Text = column(
        "repeats, confirms, partly_confirms, denies, not_confirmed, updates or contradicts.", key=True
    )
    score: Score = column("How sure the link is, from 0 to 1.")
    method: Text = column("The rule that made it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLink(Row):
    """One row per relation between two figures, the one with the smaller id first unless the relation has a direction."""

    TABLE = "figure_links"

    figure_id: Text = column("One figure.", key=True, references="figures")
    other_figure_id: Text = column("The other.", key=True, references="figures")
    relation: Text = column(
        "same_value, conflicts, compatible, differs_other_time, part_of or converted_from.", key=True
    )
    ratio: Score | None = optional("Larger value over smaller; null when an end is open or zero.")
    score: Score = column("How sure the link is, from 0 to 1.")
    method: Text = column("The rule that made it.")
