"""An evaluation as lines to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiqun.evaluate.scores import Evaluation
from jiqun.evaluate.tally import Tally

_NAMES = {
    "figures": "figures",
    "comparator": "comp.",
    "period": "period",
    "status": "status",
    "indicator": "indic.",
    "subject": "subj.",
    "all of these": "all",
    "organisations": "orgs",
}


def eval_lines(evaluation: Evaluation, examples: int = 0) -> Iterator[str]:
    """Scores in all and by kind, genre and language, then the confidence, then examples of each kind of mistake.

    ``figures`` and ``orgs`` are F1; the columns between are shares of the right figures; – is nothing to score.
    """
    total = evaluation.total
    yield f"corpus {evaluation.digest}: {len(evaluation.documents)} documents, {total.gold} figures"
    yield from _prose(total)
    yield _row("", [*_NAMES.values(), "gold"])
    yield _tally("all", total)
    for what in ("kind", "genre", "language", "document"):
        groups = evaluation.by(what)
        if len(groups) > 1 or what in ("genre", "language"):
            yield f"by {what}"
            yield from (_tally(f"  {group}", tally) for group, tally in groups.items())
    yield from _confidence(evaluation)
    for mistake, rows in evaluation.examples(examples).items() if examples else ():
        yield f"{mistake}:"
        yield from (f"  {_example(row)}" for row in rows)


def _prose(total: Tally) -> Iterator[str]:
    body = total.to_dict()
    missed = total.gold - total.right
    yield (
        f"figures: precision {_share(body['figures_precision'])}, recall {_share(body['figures_recall'])} "
        f"({total.right} right, {total.false} false, {missed} missed)"
    )
    yield (
        f"organisations: precision {_share(body['organisations_precision'])}, recall "
        f"{_share(body['organisations_recall'])} ({total.names_found} of {total.names_gold} found, "
        f"{total.names_predicted - total.names_good} false)"
    )
    yield f"bad quotes: {total.bad_quotes}"


def _tally(name: str, tally: Tally) -> str:
    scores = tally.scores()
    return _row(name, [*(_share(scores[key]) for key in _NAMES), str(tally.gold)])


def _row(name: str, cells: list[str]) -> str:
    return f"{name:<24}" + "".join(f"{cell:>8}" for cell in cells)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _confidence(evaluation: Evaluation) -> Iterator[str]:
    body = evaluation.trust.to_dict()
    yield "figures, right in value, unit, comparator, period and status (core), in words, and in all of it (whole)"
    for tier in ("all", "accept", "review"):
        part = body[tier]
        share = f" ({_share(part['share'])} of all)" if "share" in part else ""
        rates = ", ".join(f"{name} {_share(part[name])}" for name in ("core", "indicator", "subject", "whole"))
        yield f"  {tier:<8}{part['figures']}{share}: {rates}"
    for band in body["bins"]:
        yield (
            f"  confidence {band['from']:.1f}–{band['to']:.1f}: {band['figures']} figures, "
            f"mean {band['confidence']:.3f}, whole rows right {band['right']:.3f}"
        )
    if body["calibration_error"] is not None:
        yield f"  expected calibration error {body['calibration_error']:.3f}"


def _example(row: dict[str, Any]) -> str:
    said = "; ".join(f"{key} {row[key]}" for key in ("found", "gold") if key in row)
    rule = f" [{row['rule']}]" if row.get("rule") else ""
    return f"{row['document']}: {' '.join(row['quote'].split())} — {said or 'not in the text'}{rule}"
