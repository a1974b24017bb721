"""Floors under the scores of a corpus, kept in a file: they rise freely and sink only with a reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jiqun.errors import EvaluationError
from jiqun.evaluate.scores import Evaluation

EPSILON = 0.005
Row = dict[str, Any]


def read_floors(path: Path | str) -> Row:
    """The floors of a file: ``epsilon``, and for each corpus its digest, scores and the log of what was lowered."""
    path = Path(path)
    if not path.exists():
        return {"epsilon": EPSILON, "corpora": {}}
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        return {"epsilon": float(body["epsilon"]), "corpora": dict(body["corpora"])}
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} holds no floors ({error}): make it with --update-floors") from None


def scores_to_keep(evaluation: Evaluation) -> dict[str, float]:
    """The scores that get floors: in all and for each genre and language, where there was something to score."""
    groups = {"all": evaluation.total}
    for what in ("genre", "language"):
        groups |= {f"{what}={name}": tally for name, tally in evaluation.by(what).items()}
    kept: dict[str, float] = {}
    for group, tally in groups.items():
        names = tally.scores().items() if group == "all" or group.startswith("language") else [
            (name, score) for name, score in tally.scores().items() if name in ("figures", "all of these")
        ]  # fmt: skip
        kept |= {f"{group}/{name}": round(score, 4) for name, score in names if score is not None}
    return kept


def broken_floors(floors: Row, name: str, evaluation: Evaluation) -> list[str]:
    """What is wrong, a line each: another corpus than the floors are for, or scores below their floors."""
    floor = floors["corpora"].get(name)
    if floor is None:
        return [f"{name}: no floors are kept for this corpus: make them with --update-floors"]
    if floor["digest"] != evaluation.digest:
        return [
            f"{name}: the corpus changed (digest {evaluation.digest}, floors are for {floor['digest']}): "
            "make new floors with --update-floors"
        ]
    scores = scores_to_keep(evaluation) | {"all/bad quotes": float(evaluation.total.bad_quotes)}
    lines = []
    if evaluation.total.bad_quotes:
        lines.append(f"{name}: {evaluation.total.bad_quotes} quotes are not in their text")
    for key, least in floor["scores"].items():
        score = scores.get(key, 0.0)
        if score < least - floors["epsilon"]:
            lines.append(f"{name}: {key} is {score:.4f}, below its floor of {least:.4f}")
    return lines


def update_floors(path: Path | str, name: str, evaluation: Evaluation, lower: str | None = None) -> Row:
    """Write the scores of a corpus as its floors and return them; refuses to lower one unless given a reason.

    The reason is recorded with the date and the floors that it lowered. A corpus whose digest changed may only lose
    floors with a reason too: otherwise a gate could be passed by thinning out the corpus.
    """
    path = Path(path)
    floors = read_floors(path)
    before: Row = floors["corpora"].get(name, {"scores": {}, "lowered": []})
    scores = scores_to_keep(evaluation)
    sunk = {
        key: [least, scores.get(key)]
        for key, least in before["scores"].items()
        if scores.get(key, 0.0) < least - floors["epsilon"]
    }
    if sunk and not (lower or "").strip():
        told = ", ".join(f"{key} {least:.4f} → {_shown(score)}" for key, (least, score) in list(sunk.items())[:4])
        more = f" and {len(sunk) - 4} more" if len(sunk) > 4 else ""
        raise EvaluationError(f'{path}: would lower {told}{more}: say why with --lower "reason"')
    kept = scores if sunk else {key: max(score, before["scores"].get(key, score)) for key, score in scores.items()}
    log = list(before["lowered"])
    if sunk:
        log.append({"date": datetime.now(UTC).date().isoformat(), "reason": (lower or "").strip(), "floors": sunk})
    floors["corpora"][name] = {"digest": evaluation.digest, "scores": dict(sorted(kept.items())), "lowered": log}
    floors["corpora"] = dict(sorted(floors["corpora"].items()))
    text = json.dumps(floors, ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written: {error.strerror}") from None
    return floors


def _shown(score: float | None) -> str:
    return "none" if score is None else f"{score:.4f}"
