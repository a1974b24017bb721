"""What several pages need of one atlas, worked out once: an atlas never changes, a new build is a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas
    from jiqun.model import BoardCell, BoardItem
    from jiqun.resolve.listing import OrganisationRow

T = TypeVar("T")
_known: WeakKeyDictionary[Atlas, dict[str, Any]] = WeakKeyDictionary()


def once(atlas: Atlas, name: str, make: Callable[[], T]) -> T:
    """What ``make`` gives for this atlas; called the first time only."""
    values = _known.setdefault(atlas, {})
    if name not in values:
        values[name] = make()
    found: T = values[name]
    return found


def board_of(atlas: Atlas) -> tuple[list[BoardItem], dict[tuple[str, str], BoardCell]]:
    """The board of an atlas."""
    return once(atlas, "board", atlas.board)


def organisations_of(atlas: Atlas) -> list[OrganisationRow]:
    """The organisations of an atlas."""
    return once(atlas, "organisations", atlas.organisations)
