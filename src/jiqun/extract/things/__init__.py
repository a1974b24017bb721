"""What a text names besides organisations: policies, programmes, events, projects, rankings, awards, products."""

from jiqun.extract.things.names import other_names
from jiqun.extract.things.products import products

__all__ = ["other_names", "products"]
