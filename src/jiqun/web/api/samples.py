"""How an operation is called in curl, Python and JavaScript."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote, urlencode

_GAPS = {"ref": "c-0123456789", "id": "f-0123456789"}


def samples(path: str, example: Mapping[str, str], server: str) -> list[dict[str, str]]:
    """One sample in each language, as OpenAPI's extension ``x-codeSamples`` has them.

    >>> print(samples("/clusters", {"q": "集群"}, "http://127.0.0.1:8765")[0]["source"])
    curl --get http://127.0.0.1:8765/api/clusters --data-urlencode 'q=集群'
    """
    for gap, value in _GAPS.items():
        path = path.replace(f"{{{gap}}}", value)
    bare = f"{server}/api{path}"
    address = bare + (f"?{urlencode(example, quote_via=quote)}" if example else "")
    parts = "".join(f" --data-urlencode '{name}={value}'" for name, value in example.items())
    given = f", params={json.dumps(dict(example), ensure_ascii=False)}" if example else ""
    return [
        {"lang": "curl", "source": f"curl {'--get ' if example else ''}{bare}{parts}"},
        {"lang": "Python", "source": f'import httpx\n\nprint(httpx.get("{bare}"{given}).json())'},
        {
            "lang": "JavaScript",
            "source": f'const answer = await fetch("{address}");\nconsole.log(await answer.json());',
        },
    ]
