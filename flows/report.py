"""The site of pages, written by a flow and linked in Prefect's UI."""

from pathlib import Path

from prefect import flow
from prefect.artifacts import create_link_artifact

from flows.settings import SITE, WAREHOUSE
from warehouse.report import write_report


@flow(name="report")
def report(warehouse: str = WAREHOUSE, out: str = SITE, url: str | None = None) -> str:
    """Write the site of the published warehouse and leave a link to it with the run.

    Args:
        warehouse: The DuckDB file.
        out: Folder of the site; a report that is there is replaced.
        url: Where that folder is served, if it is; without it the link leads to the file.
    """
    written = write_report(Path(warehouse), Path(out))
    link = url or written.index.as_uri()
    create_link_artifact(
        link=link, link_text="Report", key="report", description=f"{written.page_count:,} pages of {warehouse}: {link}"
    )
    return link
