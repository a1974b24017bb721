"""What reading with a model took and what it rejected, to read and to keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiqun.extract.llm.reader import ModelReading


def report_lines(reading: ModelReading) -> Iterator[str]:
    """A summary, then a line for each passage without an answer and for each rejected claim."""
    usage = reading.usage
    cost = "" if reading.cost is None else f", cost {reading.cost:.4f}"
    yield (
        f"model: {reading.passages} passages, {usage.requests} requests, {usage.cached} from the cache, "
        f"{usage.prompt_tokens} + {usage.answer_tokens} tokens{cost}; "
        f"{len(reading.figures)} figures hold, {len(reading.rejected)} claims rejected, {len(reading.failed)} failed"
    )
    yield from (f"no answer for {line}" for line in reading.failed)
    yield from (f"rejected: {claim.reason}: {' '.join(claim.quote.split())}" for claim in reading.rejected)


def report(reading: ModelReading) -> dict[str, Any]:
    """The same as one JSON object, with all that the model stated."""
    usage = reading.usage
    return {
        "passages": reading.passages,
        "requests": usage.requests,
        "cached": usage.cached,
        "prompt_tokens": usage.prompt_tokens,
        "answer_tokens": usage.answer_tokens,
        "cost": reading.cost,
        "figures": [figure.to_dict() for figure in reading.figures],
        "rejected": [{"reason": c.reason, "quote": c.quote, "stated": c.stated} for c in reading.rejected],
        "failed": reading.failed,
    }
