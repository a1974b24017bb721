"""Is everything as it was written? Stored bytes against their names, spans against the text, both databases."""

from __future__ import annotations

import hashlib

from jiqun.atlas.build import Settings, stored_copy
from jiqun.errors import JiqunError
from jiqun.ledger.atlas_file import AtlasFile
from jiqun.ledger.ledger import Ledger
from jiqun.ledger.verify import verify


def check(ledger: Ledger, settings: Settings) -> list[str]:
    """What is wrong, one line each; nothing when all is well. Nothing is changed."""
    problems = ledger.check()
    for entry in ledger.entries():
        path = stored_copy(settings.documents, entry)
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            problems.append(f"a stored document cannot be read: {path}: {error.strerror}: add the file again")
        else:
            if digest != entry.document.sha256:
                problems.append(f"a stored document was changed: {path}: restore it from a backup")
        for _, claim in ledger.claims(entry.document.sha256):
            try:
                verify(entry.document.text, claim, entry.document.name)
            except JiqunError as error:
                problems.append(str(error))
    return problems + _atlas(settings)


def _atlas(settings: Settings) -> list[str]:
    try:
        file = AtlasFile(settings.atlas)
    except JiqunError as error:
        return [str(error)]
    problems = []
    try:
        texts = {source.id: source.document for source in file.sources()}
        for record in file.records():
            verify(texts[record.source].text, record.claim, texts[record.source].name)
    except JiqunError as error:
        problems.append(str(error))
    finally:
        file.close()
    return problems
