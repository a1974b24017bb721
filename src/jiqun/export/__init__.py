"""Tables of an atlas to take away: what they hold, and the formats that they are written in."""

from jiqun.export.formats import FORMATS, Format
from jiqun.export.tables import TABLES, Table
from jiqun.export.write import write_table

__all__ = ["FORMATS", "TABLES", "Format", "Table", "write_table"]
