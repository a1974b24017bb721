"""Relations that a text states (甲公司位于乙市) or that a name or an order implies (explicit False)."""

from jiqun.extract.links.relations import relations

__all__ = ["relations"]
