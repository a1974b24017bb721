"""Let a language model read a document, and believe nothing that the text itself does not show (extra ``jiqun[llm]``).

The rules stay the default: nothing here runs unless it is asked for. A claim counts only when its quote stands in the
text, at one place, and when the number there reads as the claimed value; what fails is listed with the reason.
"""

from __future__ import annotations

from jiqun.errors import ModelError

try:
    from jiqun.extract.llm.claims import Rejected
    from jiqun.extract.llm.client import Endpoint, Usage
    from jiqun.extract.llm.reader import ModelReading, added, read_with_model
    from jiqun.extract.llm.told import report, report_lines
except ModuleNotFoundError as error:
    if error.name not in ("httpx", "pydantic"):
        raise
    raise ModelError("reading with a language model needs httpx and pydantic: pip install 'jiqun[llm]'") from None

__all__ = ["Endpoint", "ModelReading", "Rejected", "Usage", "added", "read_with_model", "report", "report_lines"]
