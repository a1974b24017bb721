"""The pages frozen to plain files, for any web server or none: `publish`."""

from jiqun.publish.publish import Published, publish

__all__ = ["Published", "publish"]
