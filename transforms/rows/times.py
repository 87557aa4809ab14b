"""The `times` table."""

from dataclasses import dataclass

from transforms.rows.columns import Day, Offset, Row, Text, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Row):
    """One row per expression of time in an article."""

    TABLE = "times"

    time_id: Text = column("Identifies the expression.", key=True)
    article_id: Text = column("The article it stands in.", references="articles")
    sentence_id: Text = column("The sentence it stands in.", references="sentences")
    start_char: Offset = column("Offset of its first character in the article's text.")
    end_char: Offset = column("Offset just past its last character.")
    text: Text = column("The expression as written.")
    kind: Text = column("date, time, duration or set (every Monday).", words="date time duration set")
    date_low: Day | None = optional("First day it may mean; null when open or when it hangs on a date nobody gives.")
    date_high: Day | None = optional("Last day it may mean; null when open or when it hangs on a date nobody gives.")
    modifier: Text | None = optional(
        "before, after, start, end or about; null when the expression is plain.", words="before after start end about"
    )
    grain: Text | None = optional(
        "Its unit: minute, hour, day, week, month, quarter, season, year, decade, century; null when vague."
    )
    anchor_on: Day | None = optional("The day it was reckoned from; null when it needs none or none is known.")
