"""The `issues` table."""

from dataclasses import dataclass
from typing import Self

from transforms.rows.columns import Offset, Row, Text, column, optional, stable_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Row):
    """One row per thing that could not be read: nothing is dropped in silence."""

    TABLE = "issues"

    issue_id: Text = column("Identifies the issue.", key=True)
    source_name: Text | None = optional("The source it came in through; null when it concerns no source.")
    article_id: Text | None = optional(
        "The article concerned; null when no article could be made.", references="articles"
    )
    place: Text = column("Where: file and line, url, or offsets in the article's text.")
    start_char: Offset | None = optional("Offset of what was not read; null when the whole is concerned.")
    end_char: Offset | None = optional("Offset just past it; null with start_char.")
    step: Text = column("The step that could not read it: fetch, read, language, sentences, figures, claims, ...")
    reason: Text = column("Why, as a short code: empty, binary, too_large, bad_json, not_english, unknown_unit, ...")
    says: Text = column("What happened, with the value concerned, in a sentence.")

    @classmethod
    def at(
        cls,
        place: str,
        *,
        step: str,
        reason: str,
        says: str,
        source_name: str | None = None,
        article_id: str | None = None,
        start_char: int | None = None,
        end_char: int | None = None,
    ) -> Self:
        """An issue whose id follows from where and why it arose."""
        return cls(
            issue_id=stable_id("issue", source_name, article_id, place, step, reason, says),
            source_name=source_name,
            article_id=article_id,
            place=place,
            start_char=start_char,
            end_char=end_char,
            step=step,
            reason=reason,
            says=says,
        )
