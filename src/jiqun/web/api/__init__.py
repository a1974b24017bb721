"""The interface for programs: what the pages show as JSON, read-only, described by OpenAPI 3.1."""

from jiqun.web.api.operations import OPERATIONS, Operation
from jiqun.web.api.router import api_router, describe

__all__ = ["OPERATIONS", "Operation", "api_router", "describe"]
