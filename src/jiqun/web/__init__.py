"""The pages and the interface over an atlas: read-only, whole without JavaScript, in three languages."""

from jiqun.web.app import create_app
from jiqun.web.serve import serve

__all__ = ["create_app", "serve"]
