"""A workspace: a folder with its settings, the bytes of its documents, the ledger, and the atlas built from them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jiqun
from jiqun.errors import JiqunError, WorkspaceError
from jiqun.model import Claim, Cluster, Judgement, Origin
from jiqun.version import digest_of
from jiqun.workspace.intake import AddReport, Intake, origin_card
from jiqun.workspace.settings import SCHEMA, SETTINGS, build_settings, read_settings, write_settings
from jiqun.workspace.whole import told, write_whole

if TYPE_CHECKING:
    from jiqun.atlas import Atlas
    from jiqun.atlas.build import BuildReport, Progress, Settings
    from jiqun.atlas.history import PastBuild
    from jiqun.atlas.judged import Notice
    from jiqun.atlas.queue import Queue
    from jiqun.atlas.template import Template
    from jiqun.ledger.ledger import Ledger
    from jiqun.ledger.origins import Card
    from jiqun.resolve.proposing import Proposal
    from jiqun.web.site import Site

__all__ = ["SCHEMA", "SETTINGS", "AddReport", "Workspace", "find", "open", "write_whole"]


class Workspace:
    """An open workspace. Use `Workspace.create` for a new folder and `jiqun.open` for one that exists."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        self.folder = folder
        self.title: str = settings["title"]
        self._settings = settings
        self._atlas: tuple[tuple[int, int], Atlas] | None = None

    @classmethod
    def create(cls, folder: str | PathLike[str], title: str | None = None, *, digest: bool = False) -> Workspace:
        """Make a new workspace in a folder, which may exist. WorkspaceError when it is a workspace already.

        ``digest`` says that its documents are digests of the named sources, written by whoever made the workspace.
        """
        place = Path(folder)
        if (place / SETTINGS).exists():
            raise WorkspaceError(f"already a workspace: {place}: open it, or choose another folder")
        settings: dict[str, str | int | bool] = {
            "title": title or place.resolve().name,
            "created_by": jiqun.__version__,
            "schema": SCHEMA,
        }
        if digest:
            settings["digest"] = True
        with told(place, "cannot make a workspace"):
            (place / "documents").mkdir(parents=True, exist_ok=True)
            (place / "atlas").mkdir(exist_ok=True)
        workspace = cls(place, settings)
        with workspace._ledger():  # the settings come last: a folder with them is whole
            pass
        write_settings(place, settings)
        return workspace

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        from jiqun.ledger.ledger import Ledger

        with Ledger(self.folder / "ledger.sqlite") as ledger:
            yield ledger

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Adds and builds of one workspace wait for each other; reading the atlas waits for nobody."""
        from jiqun.ledger.database import exclusive

        with exclusive(self.folder / "write.lock"):
            yield

    def add(self, *paths: str | PathLike[str], date: str | None = None, **origin: str | None) -> AddReport:
        """Add files, or all readable files of folders, with what is known of their origin (fields of `model.Origin`).

        Bytes that are there already are not added twice; origin fields given now replace those known. A file that
        cannot be read is reported and does not stop the others. ``date`` is the documents' own date, ISO 8601.
        """
        return self.add_files(paths, origin_card(origin), date)

    def add_files(
        self,
        paths: Sequence[str | PathLike[str]],
        origin: Origin,
        date: str | None = None,
        progress: Progress | None = None,
    ) -> AddReport:
        """`add` for an origin card; ``progress`` is told the step, how many files are done, and of how many.

        Each file is in the ledger before the next is read: an add that was interrupted is called again and goes on.
        """
        with self._writing(), self._ledger() as ledger:
            intake = Intake(ledger, self.folder / "documents", origin, date, reader=digest_of("read"))
            return intake.add(paths, progress)

    def origin(self, document: str, **fields: str | None) -> Origin:
        """The origin card of a document, by its id, SHA-256 or file name; fields given are set, None clears one.

        The atlas shows a change after the next build. NotFoundError when no document fits, or several do.
        """
        with self._ledger() as ledger:
            return ledger.edit_origin(document, fields).origin

    def origins(self) -> list[Card]:
        """The origin cards of all documents (``id``, ``name``, ``origin``), in the order of adding."""
        with self._ledger() as ledger:
            return ledger.origins()

    def build(self, progress: Progress | None = None, *, reviewed_only: bool | None = None) -> BuildReport:
        """Bring the atlas up to date: what is unchanged is not extracted again, an unchanged atlas is not touched.

        ``reviewed_only`` limits it to claims that a person accepted or corrected; None leaves that to the settings.
        """
        from jiqun.atlas.build import build
        from jiqun.atlas.check import check_rows

        settings = self._build_settings()
        if reviewed_only is not None:
            settings = replace(settings, reviewed_only=reviewed_only)
        with self._writing(), self._ledger() as ledger:
            made = build(ledger, settings, progress)
            return replace(made, problems=tuple(check_rows(ledger, settings)))

    def _build_settings(self) -> Settings:
        return build_settings(self.folder, self._settings | {"title": self.title}, digest_of("read"))

    @property
    def site(self) -> Site:
        """How the pages look, by the settings of that name. WorkspaceError on a wrong one."""
        from jiqun.web.site import site_of

        return site_of(self.folder, self._settings | {"title": self.title}, self.folder / SETTINGS)

    @property
    def settings_reviewer(self) -> str | None:
        """Who judges by the setting ``reviewer``; None when it is not set."""
        return self._settings.get("reviewer") or None

    @property
    def reviewer(self) -> str | None:
        """Who judges when nobody is named: the setting ``reviewer``, else the user of the system, else None."""
        return self.settings_reviewer or os.environ.get("USER") or os.environ.get("USERNAME") or None

    def judge(
        self, claim: str, verdict: str, *, by: str | None = None, why: str | None = None, **fields: Any
    ) -> Judgement:
        """Judge a claim by its id: ``accept``, ``correct`` (with the fields to set), ``reject`` or ``unsure``.

        A judgement is a row of its own: nothing is overwritten, and `undo` takes it back. The atlas shows it after the
        next build. ``by`` is free text; initials or a role will do.
        """
        return self.judge_all([claim], verdict, by=by, why=why, fields=fields)[0]

    def judge_all(
        self,
        claims: Sequence[str],
        verdict: str,
        *,
        by: str | None = None,
        why: str | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> list[Judgement]:
        """Judge several claims alike, all of them or none."""
        with self._ledger() as ledger:
            return ledger.judge(claims, verdict, by=by or self.reviewer or "", why=why, fields=fields)

    def add_claim(
        self, document: str, kind: str, start: int, end: int, *, by: str | None = None, why: str | None = None,
        **fields: Any,
    ) -> Judgement:  # fmt: skip
        """Add a claim that the rules missed: words ``start:end`` of a document and what they state.

        ``document`` is an id, a SHA-256 or a file name, ``kind`` one of `judging.ADDABLE`, ``fields`` those that may be
        corrected, and ``cluster``, a name. It is a judgement: `undo` takes it back, the next build shows it.
        """
        with self._ledger() as ledger:
            sha256 = ledger.find(document).sha256
            return ledger.add_claim(sha256, kind, start, end, by=by or self.reviewer or "", why=why, fields=fields)

    def same(self, one: str, other: str, *, by: str | None = None, why: str | None = None) -> Judgement:
        """Decide that two names mean one thing, or two names of clusters one cluster; `undo` takes it back.

        A name, ``NAME@CLUSTER``, a code, or the id of an organisation or a claim. The decision is a row beside the
        rules and holds from the next build on; NotFoundError for a name that no document uses, UsageError for one that
        means several things.
        """
        return self._decide(one, other, "same", by, why)

    def different(self, one: str, other: str, *, by: str | None = None, why: str | None = None) -> Judgement:
        """Decide that two names mean two things, whatever the rules say; as `same` otherwise."""
        return self._decide(one, other, "different", by, why)

    def unsure(self, one: str, other: str, *, by: str | None = None, why: str | None = None) -> Judgement:
        """Note that somebody looked at two names and cannot say; as `same` otherwise. Nothing is joined or parted."""
        return self._decide(one, other, "unsure", by, why)

    def _decide(self, one: str, other: str, verdict: str, by: str | None, why: str | None) -> Judgement:
        from jiqun.atlas.names_now import names_now

        with self._ledger() as ledger:
            first, second = names_now(ledger).pair(one, other)
            return ledger.decide(first, second, verdict, by=by or self.reviewer or "", why=why)

    def state(
        self,
        cluster: str,
        relation: str,
        other: str,
        *,
        by: str | None = None,
        why: str | None = None,
        **fields: str | None,
    ) -> Judgement:
        """State of a cluster that it ``succeeds`` or is ``part_of`` another, is ``named``, ``designated``, ``covers``.

        ``other`` is the other cluster, the name, the list, or the place. ``fields`` are ``from`` and ``to`` (ISO
        dates), and of a designation the name ``as`` and the ``area`` that the list gives.
        """
        from jiqun.atlas.names_now import names_now

        with self._ledger() as ledger:
            known = names_now(ledger).cluster(cluster)
            return ledger.state(known, relation, other, by=by or self.reviewer or "", why=why, **fields)

    def proposals(self, least: float | None = None) -> list[Proposal]:
        """Pairs of organisations that may be one, likeliest first; nothing joins them but a decision."""
        from jiqun.atlas.names_now import names_now

        with self._ledger() as ledger:
            return names_now(ledger).proposals(least)

    def undo(self, *ids: int, by: str | None = None, why: str | None = None) -> list[Judgement]:
        """Take judgements back by their numbers, all of them or none; an undo can be taken back the same way."""
        with self._ledger() as ledger:
            return ledger.undo(*ids, by=by or self.reviewer or "", why=why)

    def judgements(self, claim: str | None = None, *, in_force: bool = False) -> list[Judgement]:
        """The judgements, also those since the last build: on one claim, or all; ``in_force`` leaves out what fell."""
        with self._ledger() as ledger:
            return ledger.judgements(claim, in_force=in_force)

    def queue(self, **wanted: Any) -> Queue:
        """The claims to review, those first where a look is worth most; see `jiqun.atlas.queue.Wanted` for filters.

        They are those of the ledger as judged until now, whatever the last build was limited to.
        """
        from jiqun.atlas.queue import Wanted, queue

        with self._ledger() as ledger:
            return queue(ledger, Wanted(**wanted))

    def notices(self) -> list[Notice]:
        """The judgements that need another look: without a place in the text, or on what is read otherwise by now."""
        from jiqun.atlas.judged import judged

        with self._ledger() as ledger:
            documents = [entry.document for entry in ledger.entries()]
            return judged(ledger, documents).notices({document.sha256: document.name for document in documents})

    @property
    def atlas(self) -> Atlas:
        """The atlas of the last build. WorkspaceError when there is none yet."""
        from jiqun.atlas import Atlas

        path = self.folder / "atlas" / "atlas.sqlite"
        try:
            state = path.stat()
        except FileNotFoundError:
            raise WorkspaceError(f"no atlas yet: {self.folder}: run `jiqun build` first") from None
        version = state.st_ino, state.st_mtime_ns
        if self._atlas is None or self._atlas[0] != version:
            self._atlas = version, Atlas.open(path)
        return self._atlas[1]

    @property
    def board_template(self) -> Template:
        """The template of the board that the next build uses."""
        from jiqun.atlas.template import load_template

        return load_template(self._build_settings().board)

    def past_builds(self) -> list[PastBuild]:
        """The builds that are kept, the oldest first; how many is the setting ``history``."""
        from jiqun.atlas.history import past_builds

        return past_builds(self.folder / "atlas" / "atlas.sqlite")

    def atlas_at(self, date: str) -> Atlas:
        """The last build at or before a day, month or year (YYYY-MM-DD, YYYY-MM, YYYY; UTC).

        NotFoundError when none of that time is kept.
        """
        from jiqun.atlas import Atlas
        from jiqun.atlas.history import build_at

        return Atlas.open(build_at(self.folder / "atlas" / "atlas.sqlite", date).path)

    def clusters(self) -> list[Cluster]:
        """The clusters of the last build."""
        return self.atlas.clusters()

    def claims(self, cluster: str | None = None, kind: str | None = None) -> list[Claim]:
        """The claims of the last build, of one cluster (id or name in either script) or one kind, in document order."""
        return [record.claim for record in self.atlas.records(cluster, kind)]

    def check(self, *, quick: bool = False, notes: list[str] | None = None) -> list[str]:
        """What is wrong with documents, ledger, spans, atlas, index and past builds; nothing when all is well.

        ``quick`` is what each build does at its end: rows and their parents, and that nothing is missing. ``notes``
        gets what is no damage: that the atlas waits for a build.
        """
        from jiqun.atlas.check import check

        try:
            with self._ledger() as ledger:
                return check(ledger, self._build_settings(), quick=quick, notes=notes)
        except JiqunError as error:
            return [str(error)]


def open(folder: str | PathLike[str] = ".") -> Workspace:
    """Open a workspace. WorkspaceError when the folder is none or was written by a newer version."""
    place = Path(folder)
    return Workspace(place, read_settings(place))


def find(start: str | PathLike[str] = ".") -> Workspace:
    """Open the workspace that a folder lies in: the folder itself, or the nearest one above it."""
    place = Path(start).resolve()
    for folder in (place, *place.parents):
        if (folder / SETTINGS).is_file():
            return open(folder)
    raise WorkspaceError(f"no workspace: {place}: run `jiqun new FOLDER`, or change into one")
