"""The `runs` table."""

from dataclasses import dataclass

from transforms.rows.columns import Count, Moment, Row, Seconds, Text, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Row):
    """One row per run of a flow."""

    TABLE = "runs"

    run_id: Text = column("Identifies the run: Prefect's flow run id.", key=True)
    flow: Text = column("daily, backfill or rebuild.")
    started_at: Moment = column("When it began.")
    ended_at: Moment | None = optional("When it ended; null when it was killed.")
    status: Text = column("published, unchanged or failed.")
    new_article_count: Count = column("Articles (or new versions of articles) that came in.")
    seen_article_count: Count = column("Articles that were in the lake already.")
    batch_count: Count = column("Batches extracted.")
    issue_count: Count = column("Issues raised by ingesting and extracting.")
    ingest_seconds: Seconds = column("Wall time spent reading sources.")
    extract_seconds: Seconds = column("Wall time spent extracting.")
    publish_seconds: Seconds | None = optional(
        "Wall time spent publishing; null for the run that is publishing this row."
    )
    message: Text | None = optional("Why it failed; null when it did not.")
