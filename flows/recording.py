"""The row that each run leaves in the `runs` table, whatever becomes of the run."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from transforms.rows import Run
from warehouse.lake import Lake, LakeError


class Recorder:
    """Keeps the row of one run up to date in the lake; a run that raises is recorded as failed, with the reason."""

    def __init__(self, lake: Lake, *, flow: str, run_id: str, pipeline_version: str) -> None:
        self._lake = lake
        self._pipeline_version = pipeline_version
        self.run = Run(
            run_id=run_id,
            flow=flow,
            started_at=datetime.now(UTC),
            status="failed",
            new_article_count=0,
            seen_article_count=0,
            batch_count=0,
            issue_count=0,
            ingest_seconds=0.0,
            extract_seconds=0.0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            with suppress(LakeError):  # why the run failed matters more than that the lake cannot be told
                self.save(status="failed", message=f"{type(error).__name__}: {error}")

    def note(self, **columns: Any) -> None:
        """Set columns of the run's row."""
        self.run = replace(self.run, **columns)

    def save(self, **columns: Any) -> None:
        """Set columns of the run's row and write it to the lake."""
        self.note(ended_at=datetime.now(UTC), **columns)
        self._lake.write_run(self.run, self.run.run_id, self._pipeline_version)
