"""The `ratings` and `corrections` tables: what people say, kept apart from what is extracted."""

from dataclasses import dataclass

from transforms.rows.columns import Count, Day, Flag, Row, Text, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Row):
    """One row per human rating of a source or of a claim."""

    TABLE = "ratings"

    rating_id: Text = column("Identifies the rating.", key=True)
    entity_id: Text | None = optional("The source rated; null when a claim is.", references="entities")
    claim_id: Text | None = optional("The claim rated; null when a source is.", references="claims")
    reliability: Text | None = optional(
        "Admiralty reliability of the source, A to F; null when not rated.", words="A B C D E F"
    )
    credibility: Count | None = optional("Admiralty credibility of the information, 1 to 6; null when not rated.")
    rated_by: Text = column("Who rated.")
    rated_on: Day = column("The day of the rating.")
    note: Text | None = optional("Why; null when nothing was added.")
    place: Count = column("Its place in seeds/ratings.csv, from 1: of two on one day the later counts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Row):
    """One row per human correction of one value, replayed on every rebuild."""

    TABLE = "corrections"

    correction_id: Text = column("Identifies the correction.", key=True)
    table_name: Text = column("The table corrected.")
    row_id: Text = column("Key of the row corrected.")
    column_name: Text = column("The column corrected.")
    new_value: Text | None = optional("The right value, as text; null sets null.")
    corrected_by: Text = column("Who corrected.")
    corrected_on: Day = column("The day of the correction.")
    note: Text | None = optional("Why; null when nothing was added.")
    place: Count = column("Its place in seeds/corrections.csv, from 1: of two on one day the later counts.")
    is_applied: Flag = column("Whether the row was found; false is reported by a check.")
