"""Run the scorer of the shared folder over what the extractor prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jiqun


def score(shared: Path, document: Path, gold: Path, out: Path) -> dict[str, float]:
    """F1 of figures and organisations, the share of right slots, and the number of bad quotes."""
    predicted = out / "predicted.jsonl"
    claims = jiqun.extract(jiqun.read(document))
    predicted.write_text("".join(json.dumps(c.to_dict(), ensure_ascii=False) + "\n" for c in claims), encoding="utf-8")
    tool = shared / "tools/score_extraction.py"
    run = subprocess.run(
        [sys.executable, str(tool), str(predicted), str(gold), "--doc", str(document), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout, run.stderr
    totals = json.loads(run.stdout)
    figures, organisations = totals["figures"], totals["organisations"]
    precision = organisations["good"] / organisations["predicted"]
    recall = organisations["found"] / organisations["gold"]
    scores = {name: slot["right"] / slot["of"] for name, slot in totals["slots"].items()}
    scores["figures"] = 2 * figures["right"] / (figures["predicted"] + figures["gold"])
    scores["organisations"] = 2 * precision * recall / (precision + recall)
    scores["bad_quotes"] = totals["bad_quotes"]
    return scores
