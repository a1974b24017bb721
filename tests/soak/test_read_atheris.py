"""Coverage-guided fuzzing of the readers in their own process, where a crash is seen (`pip install 'jiqun[fuzz]'`)."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from read_samples import samples

pytestmark = pytest.mark.soak

HARNESS = """
import sys
import atheris
with atheris.instrument_imports(include=["jiqun.read"]):
    from jiqun.errors import ReadError
    from jiqun.read.files import _read_text
    from jiqun.read.kinds import kind_of
    from jiqun.read.worker import parse
    import jiqun.read.text, jiqun.read.delimited, jiqun.read.html
    import jiqun.read.word, jiqun.read.spreadsheet, jiqun.read.pdf
suffix = sys.argv.pop(1)

def one(data):
    try:
        kind = kind_of(data, suffix, "a" + suffix)
        parsed = _read_text(data, kind, "a") if kind.text else parse(kind.media_type, data, "a")
    except ReadError:
        return
    last = 0
    for block in parsed.blocks:
        assert last <= block.start < block.end <= len(parsed.text)
        last = block.end

atheris.Setup(sys.argv, one)
atheris.Fuzz()
"""


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.ods", "a.csv", "a.md", "a.html"])
def test_no_input_found_in_a_while_crashes_a_reader(name: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.fail("atheris is missing: pip install 'jiqun[fuzz]'")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / name).write_bytes(samples()[name])
    limits = ["-max_total_time=30", "-timeout=20", "-rss_limit_mb=3000", "-max_len=60000", "-verbosity=0"]
    done = subprocess.run(
        [sys.executable, "-c", HARNESS, Path(name).suffix, *limits, str(corpus)],
        cwd=tmp_path, capture_output=True, text=True, timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
