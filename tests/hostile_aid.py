"""For tests of hostile documents: a workspace of all of them, and whether a page is inert."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import html5lib

from jiqun.workspace import Workspace

CORPUS = Path(__file__).parent / "hostile"
INERT = {"script", "style", "iframe", "object", "embed", "meta", "base", "form"}  # those of ours are looked at apart
HIDDEN = "\u202e\u202d\u202c\u2066\u2069\u200b\u200d\u200e\u2060\u206a\u206b\ufeff\u00ad\x07\x1b\x7f\U000e0041"


def hostile_workspace(folder: Path, *more: Path) -> Workspace:
    """All documents of the corpus, built; their origin cards are hostile, too."""
    made = Workspace.create(folder / "work", "<b>图集</b>{{7*7}}")
    said = "<img src=x onerror=alert(7)>{{7*7}}\u202e"
    report = made.add(
        CORPUS, *more, title=f"=1+1{said}", producer=f"@{said}", url="javascript:alert(8)", licence="CC0-1.0"
    )
    assert not report.failed
    made.build()
    return made


def check_inert(text: str, where: str) -> None:
    """The page is valid HTML, and nothing in it runs, loads from elsewhere, or hides."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.split("}")[-1]
        assert tag not in ("iframe", "object", "embed", "base", "style", "img") or _own(element), f"{where}: <{tag}>"
        if tag == "script":
            assert _own(element) and not (element.text or "").strip(), f"{where}: a script of its own"
        for name, value in element.attrib.items():
            assert not str(name).lower().startswith("on"), f"{where}: {name}"
            assert name != "style", f"{where}: style"
            if name in ("href", "src", "action"):
                kind = urlsplit(value.strip()).scheme.lower()
                assert kind in ("", "http", "https", "data"), f"{where}: {value}"
                assert kind != "data" or value.startswith("data:image/"), f"{where}: {value}"
    for char in HIDDEN:
        assert char not in text, f"{where}: {ord(char):#x} is not shown"
    assert "'49'" not in text and ">49<" not in text and "49{" not in text, f"{where}: braces were run"


def _own(element: object) -> bool:
    return str(element.get("src", "")).lstrip("./").startswith(("static/", "assets/", "site/"))  # type: ignore[attr-defined]
