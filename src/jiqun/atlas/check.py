"""Is everything as it was written? Stored bytes, ledger, spans, atlas, search, past builds; nothing is changed."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jiqun.atlas.build import Settings, contents, fingerprint, stored_copy
from jiqun.atlas.history import past_builds
from jiqun.atlas.judged import Judged, judged
from jiqun.atlas.judged_words import notice_line
from jiqun.atlas.search import characters, pairs
from jiqun.atlas.template import load_template
from jiqun.errors import JiqunError
from jiqun.ledger.atlas_file import AtlasFile, write_atlas
from jiqun.ledger.audit import audit_against, audit_atlas, opened
from jiqun.ledger.ledger import Entry, Ledger, extraction_inputs
from jiqun.ledger.verify import verify


def check(ledger: Ledger, settings: Settings, *, quick: bool = False, notes: list[str] | None = None) -> list[str]:
    """What is wrong, one line each; nothing when all is well.

    ``quick`` leaves out what takes time: the bytes of documents, spans, the search index, and whether the atlas holds
    what the ledger gives, row by row. ``notes`` gets what is no damage: that the atlas waits for a build.
    """
    problems = check_rows(ledger, settings) if quick else ledger.check()
    entries = ledger.entries()
    try:
        if not quick:
            problems += _documents(ledger, entries, settings.documents)
        done = judged(ledger, [entry.document for entry in entries])
        notices = done.notices({entry.document.sha256: entry.document.name for entry in entries})
    except JiqunError as error:
        return [*problems, str(error)]
    except (ValueError, LookupError, TypeError) as error:
        return [*problems, f"the ledger cannot be read: {ledger.path}: {error!r}: restore it from a backup"]
    problems += [notice_line(notice, "en") for notice in notices if notice.kind == "unplaced"]
    if not entries and not settings.atlas.exists():
        return problems
    problems += _atlas(ledger, entries, settings, done, [] if notes is None else notes, quick=quick)
    return problems if quick else problems + list(_past(settings.atlas))


def check_rows(ledger: Ledger, settings: Settings) -> list[str]:
    """What every build looks at when it is done: parents, counts of rows, and that the documents are there."""
    problems = ledger.check(quick=True)
    if settings.atlas.exists():
        problems += audit_atlas(settings.atlas, quick=True)
    copies = (settings.documents / name for name in ledger.stored_names())
    missing = [path for path in copies if not path.exists()]
    return problems + [f"a stored document is missing: {path}: add the file again" for path in missing]


def _documents(ledger: Ledger, entries: Sequence[Entry], folder: Path) -> Iterator[str]:
    """Stored bytes against their names, texts against the checksums of their extraction, spans against the texts."""
    extracted = ledger.extractions()
    for entry in entries:
        document, path = entry.document, stored_copy(folder, entry)
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            yield f"a stored document cannot be read: {path}: {error.strerror}: add the file again"
        else:
            if digest != document.sha256:
                yield f"a stored document was changed: {path}: restore it from a backup"
        if (made := extracted.get(document.sha256)) and extraction_inputs(document, made[0]) != made[1]:
            yield f"the text in the ledger is not the one that was extracted: {document.name}: run `jiqun build`"
        for _, claim in ledger.claims(document.sha256):
            try:
                verify(document.text, claim, document.name)
            except JiqunError as error:
                yield str(error)
    known = {stored_copy(folder, entry).name for entry in entries}
    for path in sorted(folder.glob("[!.]*")):
        if path.name not in known:
            yield f"a stored document is not in the ledger: {path}: add the file again, or remove it"


def _atlas(
    ledger: Ledger, entries: Sequence[Entry], settings: Settings, done: Judged, notes: list[str], *, quick: bool
) -> Iterator[str]:
    """The atlas by itself, and against the ledger: it must be what a build would write now."""
    try:
        file = AtlasFile(settings.atlas)
    except JiqunError as error:
        yield str(error)
        return
    try:
        if not quick:
            yield from audit_atlas(settings.atlas, quick=False, words=_words)
            yield from _spans(file)
        made_with = replace(
            settings,
            reviewed_only=file.meta.get("reviewed_only") == "1",
            reader=file.meta.get("reader_version", settings.reader),
        )
        template = load_template(settings.board)
        expected = fingerprint(ledger, entries, template, made_with, done)
        if file.meta.get("fingerprint") != expected or _stale(ledger, entries):
            if _is_last_build(file, settings.atlas, entries):
                notes.append(f"the atlas waits for a build: {settings.atlas}: run `jiqun build`")
            else:
                yield f"the atlas is not the one that this ledger gave last: {settings.atlas}: run `jiqun build`"
        elif not quick:
            with tempfile.TemporaryDirectory() as folder:
                again = Path(folder) / "atlas.sqlite"
                write_atlas(again, contents(done, entries, template, made_with, expected))
                yield from audit_against(settings.atlas, again)
    except (JiqunError, ValueError, LookupError, TypeError) as error:
        yield f"the atlas cannot be read: {settings.atlas}: {error}: move it away and run `jiqun build`"
    finally:
        file.close()


def _is_last_build(file: AtlasFile, atlas: Path, entries: Sequence[Entry]) -> bool:
    """Whether this is what was built last, and only the ledger went on since; told by the builds that are kept."""
    kept = past_builds(atlas)
    if kept:
        return kept[-1].fingerprint == file.meta.get("fingerprint", "")[:8]
    return {s.document.sha256 for s in file.sources()} <= {entry.document.sha256 for entry in entries}


def _stale(ledger: Ledger, entries: Sequence[Entry]) -> bool:
    """Whether a document waits to be extracted by the rules of this version."""
    from jiqun.extract import RULES_VERSION

    known = ledger.inputs()
    return any(known.get(e.document.sha256) != extraction_inputs(e.document, RULES_VERSION) for e in entries)


def _words(text: str) -> tuple[str, str]:
    """What the search index holds for a passage, in its columns."""
    view = "".join(char for char, _ in characters(text))
    return pairs(view), " ".join(sorted(set(view)))


def _spans(file: AtlasFile) -> Iterator[str]:
    """Every span of the atlas: of claims, findings and board cells."""
    texts = {source.id: source.document for source in file.sources()}
    for record in file.records(rejected=True):
        document = texts[record.source]
        try:
            verify(document.text, record.claim, document.name)
        except JiqunError as error:
            yield str(error)
    for finding in file.findings():
        for span in finding.spans:
            if texts[span.source].text[span.start : span.end] != span.quote:
                yield f"a finding's quote is not in its document: {finding.id}: {texts[span.source].name}"
    for item, cluster, source, start, end in file.board()[2]:
        if not 0 <= start < end <= len(texts[source].text):
            yield f"a quote of the board is not in its document: {item}, {cluster}: {texts[source].name}"


def _past(atlas: Path) -> Iterator[str]:
    for build in past_builds(atlas):
        problem = opened(build.path)
        if problem is not None:
            yield f"a past build cannot be read: {problem}"
