"""What can go wrong, said in one line: what, where, and what to do."""


class JiqunError(Exception):
    """A problem told to the user in one line; the command line exits with 1."""


class ReadError(JiqunError):
    """A file could not be read as a document (missing, empty, binary, broken encoding)."""


class WorkspaceError(JiqunError):
    """A folder is no workspace, is one already, or was written by a newer version."""


class StoreError(JiqunError):
    """The ledger or the atlas could not be read or written (disk full, locked, damaged)."""


class EvaluationError(JiqunError):
    """An annotation, or the floors under its scores, cannot be used."""


class ModelError(JiqunError):
    """A language model was asked for and cannot be: no extra, no endpoint, no key, or no usable answer."""


class NotFoundError(JiqunError, LookupError):
    """A cluster, claim or document with that name is not in the atlas."""


class UsageError(JiqunError, ValueError):
    """The command was called with wrong arguments; the command line exits with 2."""


class ReadWarning(UserWarning):
    """A document was read, but not all of it; the warning says what is missing and what to do."""
