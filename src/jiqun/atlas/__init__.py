"""The atlas: built from the ledger, read by the pages, the reports and the command line."""

from jiqun.atlas.atlas import Atlas

__all__ = ["Atlas"]
