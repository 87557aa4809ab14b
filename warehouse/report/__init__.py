"""The report: a static site of what a published warehouse holds, one folder that opens from a disk."""

from warehouse.report.site import Report, ReportError, write_report

__all__ = ["Report", "ReportError", "write_report"]
