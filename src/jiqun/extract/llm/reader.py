"""Cut a document into passages, ask for the figures of each, and keep those that pass the checks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from jiqun.extract.llm.claims import Answer, Rejected, schema, verify
from jiqun.extract.llm.client import Client, Endpoint, NoAnswerError, Usage
from jiqun.model import Claim, Document, Figure

PASSAGE = 1800  # characters: a few paragraphs, so that quotes are nearly always unique and an answer stays short
_PROMPT = Path(__file__).with_name("prompt.md")


@dataclass(slots=True)
class ModelReading:
    """The figures that passed, what was rejected and why, passages without an answer, and what it took."""

    figures: list[Figure] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    passages: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: float | None = None


def read_with_model(
    document: Document,
    endpoint: Endpoint,
    cache: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ModelReading:
    """The figures that a model finds in a document, each checked against the text.

    ``cache`` is a folder for the answers, by prompt, text, schema and model: what was answered is not asked again, so
    that a broken run goes on where it stopped. A passage without a usable answer is told in ``failed``, and the others
    go on; `ModelError` when the endpoint cannot be reached or refuses (a wrong key or model).
    """
    client = Client(endpoint, _PROMPT.read_text(encoding="utf-8"), schema(), Path(cache) if cache else None)
    reading = ModelReading(usage=client.usage)
    spans = _passages(document)
    reading.passages = len(spans)

    def ask(span: tuple[int, int]) -> Answer | NoAnswerError:
        try:
            answer: Answer = client.ask(_message(document.text[slice(*span)]), Answer.model_validate_json)
            return answer
        except NoAnswerError as error:
            return error

    pool = ThreadPoolExecutor(max(1, endpoint.concurrency))
    try:
        for done, (span, answer) in enumerate(zip(spans, pool.map(ask, spans), strict=True), 1):
            if isinstance(answer, NoAnswerError):
                reading.failed.append(f"characters {span[0]}–{span[1]}: {answer}")
            else:
                _take(reading, document, span, answer, f"llm.{endpoint.model}")
            if progress is not None:
                progress(done, len(spans))
    finally:
        pool.shutdown(cancel_futures=True)
        client.http.close()
    reading.cost = client.usage.cost(endpoint.prices)
    return reading


def _take(reading: ModelReading, document: Document, span: tuple[int, int], answer: Answer, rule: str) -> None:
    taken: set[tuple[int, int]] = set()
    for stated in answer.figures:
        made = verify(document.text, *span, stated, rule, document.date)
        if isinstance(made, Rejected):
            reading.rejected.append(made)
            continue
        at = (made.value_start, made.value_end)
        if at in taken:
            reading.rejected.append(Rejected("its number was claimed before", stated.quote, stated.model_dump()))
            continue
        taken.add(at)
        reading.figures.append(made)
        for name in ("subject", "period"):
            said = stated.subject if name == "subject" else stated.period_text
            if said and getattr(made, name) is None:
                reason = f"its {name} is not in the passage as stated: the figure is kept without it"
                reading.rejected.append(Rejected(reason, stated.quote, {name: said}))


def _passages(document: Document) -> list[tuple[int, int]]:
    """Spans of whole blocks up to the length of a passage; excluded blocks are in none, long ones are cut."""
    spans: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.excluded is not None:
            continue
        for start in range(block.start, block.end, PASSAGE):
            end = min(block.end, start + PASSAGE)
            joined = spans and end - spans[-1][0] <= PASSAGE and not _excluded_between(document, spans[-1][1], start)
            if joined:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    return spans


def _excluded_between(document: Document, low: int, high: int) -> bool:
    return any(b.excluded is not None and low <= b.start < high for b in document.blocks)


def _message(passage: str) -> str:
    """The passage between markers that it cannot hold itself: they name its own digest."""
    mark = f"=== passage {hashlib.sha256(passage.encode()).hexdigest()[:16]} ==="
    return f"The passage stands between two lines that read {mark!r}.\n{mark}\n{passage}\n{mark}"


def added(claims: Iterable[Claim], reading: ModelReading) -> list[Claim]:
    """The claims of the rules, with those of the model whose number no figure of the rules has."""
    found = list(claims)
    held = [(c.value_start, c.value_end) for c in found if isinstance(c, Figure)]
    new = [
        figure for figure in reading.figures
        if not any(low < figure.value_end and figure.value_start < high for low, high in held)
    ]  # fmt: skip
    return sorted([*found, *new], key=lambda claim: (claim.start, claim.end, claim.kind))
