"""The documentation is true: its code runs, its output is what is printed, and no verb or option is left out.

A Markdown file is one session, run from top to bottom in an empty folder that holds ``examples/``: ```python blocks are
run (those with ``>>>`` as doctests), ```console blocks run their ``$ jiqun …`` and ``$ cd …`` lines. Lines below a
command are its output, with ``...`` for anything. Blocks marked ```sh are not run (they serve pages or install things).
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
JIQUN = Path(sys.executable).with_name("jiqun")


def commands_of(block: str) -> Iterator[tuple[str, str]]:
    """(command, expected output) of a console block; a trailing backslash continues a command."""
    for part in re.split(r"(?m)^\$ ", block.replace("\\\n", " "))[1:]:
        command, _, output = part.partition("\n")
        yield command, output


class Session:
    """The state of one page: its folder and its Python names."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page, self.folder, self.names = page, folder, {"__name__": "__docs__"}

    def where(self, code: str) -> str:
        return f"{self.page.relative_to(ROOT)}:\n{code}"

    def python(self, code: str) -> None:
        os.chdir(self.folder)
        if ">>>" not in code:
            exec(compile(code, str(self.page), "exec"), self.names)
            return
        test = doctest.DocTestParser().get_doctest(code, self.names, self.page.name, str(self.page), 0)
        said: list[str] = []
        doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append, clear_globs=False)
        self.names.update(test.globs)
        assert not said, self.where("".join(said))

    def console(self, block: str) -> None:
        for command, expected in commands_of(block):
            words = shlex.split(command, comments=True)
            if words[0] == "cd":
                self.folder = self.folder / words[1]
                continue
            assert words[0] == "jiqun", self.where(command)
            environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
            done = subprocess.run(
                [str(JIQUN), *words[1:]], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120
            )
            assert done.returncode == 0, self.where(f"$ {command}\n{done.stdout}{done.stderr}")
            if expected.strip():
                same = doctest.OutputChecker().check_output(expected, done.stdout, FLAGS)
                assert same, self.where(f"$ {command}\nexpected:\n{expected}\ngot:\n{done.stdout}{done.stderr}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_the_documentation_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    session = Session(page, tmp_path)
    for language, code in BLOCK.findall(page.read_text(encoding="utf-8")):
        session.python(code) if language == "python" else session.console(code)


def test_there_is_code_to_run_where_a_reader_expects_it() -> None:
    found = {
        str(page.relative_to(ROOT)): {language for language, _ in BLOCK.findall(page.read_text("utf-8"))}
        for page in PAGES
    }
    for page in ("README.md", "docs/tutorial.md", "docs/how-to.md", "docs/zh/用户指南.md"):
        assert found[page] == {"console", "python"}, page
    assert found["docs/reference.md"] == {"python"}


def cli_verbs() -> dict[str, Any]:
    import typer.main

    from jiqun.cli import app

    group: Any = typer.main.get_command(app)
    verbs = dict(group.commands)
    for verb in verbs.values():  # a group of verbs takes what they take
        verb.params = [*verb.params, *(p for inner in getattr(verb, "commands", {}).values() for p in inner.params)]
    return verbs


def reference_sections() -> dict[str, str]:
    """The section of docs/reference.md for each verb, by its heading ``### `jiqun VERB …` ``."""
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^#{2,3} ", text)
    return {m.group(1): part for part in parts if (m := re.match(r"`jiqun (\w+)", part))}


def test_every_verb_and_option_is_in_the_reference() -> None:
    verbs, sections = cli_verbs(), reference_sections()
    assert len(verbs) >= 10
    assert sorted(sections) == sorted(verbs)
    for verb, command in verbs.items():
        for parameter in command.params:
            names = parameter.opts if parameter.param_type_name == "option" else [parameter.name.upper()]
            for name in [*names, *parameter.secondary_opts]:
                assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sections[verb]), f"jiqun {verb}: {name}"


def test_the_reference_names_no_option_that_does_not_exist() -> None:
    verbs = cli_verbs()
    for verb, section in reference_sections().items():
        real = {name for p in verbs[verb].params for name in (*p.opts, *p.secondary_opts)} | {"--help", "--debug"}
        assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", section)) <= real, verb


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
            if target == "docs/images/home.png":  # made by `make screenshots`
                continue
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"
