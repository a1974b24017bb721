"""A cluster's report as a Word or HTML file: every number is footnoted to its sentence."""

from jiqun.report.write import write_report

__all__ = ["write_report"]
