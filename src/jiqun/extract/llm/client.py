"""Ask an OpenAI-compatible endpoint: bounded in time, size and number, again after a failure, and never twice."""

from __future__ import annotations

import hashlib
import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import httpx

from jiqun.errors import ModelError

KEYS = ("JIQUN_LLM_KEY", "OPENAI_API_KEY")
_MAX_ANSWER = 4 * 1024 * 1024
_AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 529}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is and how patiently it is asked.

    ``base_url`` ends before ``/chat/completions``. ``key`` defaults to the environment's JIQUN_LLM_KEY or
    OPENAI_API_KEY; local servers need none. ``timeout`` bounds one whole answer in seconds, ``retries`` how often a
    failed request is sent again, ``concurrency`` how many are under way at once. ``prices`` are per million tokens of
    prompt and answer, in any currency; without them no cost is reported.
    """

    base_url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    retries: int = 3
    backoff: float = 1.0
    concurrency: int = 4
    prices: tuple[float, float] | None = None

    def headers(self) -> dict[str, str]:
        """The header with the key, when there is one."""
        key = self.key or next((os.environ[name] for name in KEYS if os.environ.get(name)), None)
        return {"Authorization": f"Bearer {key}"} if key else {}


@dataclass(slots=True)
class Usage:
    """What the answers took: requests sent, answers taken from the cache, tokens as the endpoint counts them."""

    requests: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, **counts: int) -> None:
        """Count up; safe from several threads."""
        with self._lock:
            for name, count in counts.items():
                setattr(self, name, getattr(self, name) + count)

    def cost(self, prices: tuple[float, float] | None) -> float | None:
        """What the tokens cost at these prices per million; None without prices."""
        if prices is None:
            return None
        return (self.prompt_tokens * prices[0] + self.answer_tokens * prices[1]) / 1e6


class Client:
    """Asks with a fixed prompt and schema; answers that pass ``check`` are kept in a folder and not asked for again."""

    def __init__(self, endpoint: Endpoint, prompt: str, schema: dict[str, Any], cache: Path | None) -> None:
        self.endpoint, self.prompt, self.schema, self.cache = endpoint, prompt, schema, cache
        self.usage = Usage()
        timeout = httpx.Timeout(endpoint.timeout, connect=min(10.0, endpoint.timeout))
        self.http = httpx.Client(headers=endpoint.headers(), timeout=timeout, follow_redirects=False)
        if cache is not None:
            try:
                cache.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ModelError(f"{cache} cannot hold the answers: {error.strerror}: name another folder") from None

    def ask(self, text: str, check: Callable[[str], Any]) -> Any:
        """What ``check`` makes of the answer to a text; `NoAnswerError` when none passes it, `ModelError` when refused.

        ``check`` raises ValueError for an answer that is not what was asked for; such an answer is asked for again.
        """
        kept = self._kept(text)
        if kept is not None and kept.exists():
            try:
                answer = check(json.loads(kept.read_text(encoding="utf-8"))["answer"])
                self.usage.add(cached=1)
                return answer
            except (ValueError, KeyError, TypeError):
                kept.unlink()  # a damaged or outdated file: ask again
        said = ""
        spread = random.Random(text)  # noqa: S311  no secret: so that texts asked at once are not asked again at once
        for attempt in range(self.endpoint.retries + 1):
            wait = self.endpoint.backoff * 2**attempt * spread.uniform(0.75, 1.25)
            try:
                body = self._post(text)
                answer = check(body["choices"][0]["message"]["content"])
            except _AgainError as error:
                said, wait = str(error), min(60.0, error.after or wait)
            except httpx.ConnectError as error:
                if attempt == self.endpoint.retries:
                    raise ModelError(
                        f"{self.endpoint.base_url} cannot be reached: {error}: check the address"
                    ) from None
            except httpx.HTTPError as error:
                said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            except (ValueError, KeyError, IndexError, TypeError) as error:
                said = f"the answer is not what was asked for: {' '.join(str(error).split())[:200]}"
            else:
                self._keep(kept, body)
                return answer
            if attempt < self.endpoint.retries:
                time.sleep(wait)
        raise NoAnswerError(f"no usable answer after {self.endpoint.retries + 1} requests: {said}")

    def _post(self, text: str) -> Any:
        request = {
            "model": self.endpoint.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": self.prompt}, {"role": "user", "content": text}],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "figures", "strict": True, "schema": self.schema},
            },
        }
        self.usage.add(requests=1)
        url = f"{self.endpoint.base_url.rstrip('/')}/chat/completions"
        until = time.monotonic() + self.endpoint.timeout
        with self.http.stream("POST", url, json=request) as response:
            received = bytearray()
            for part in response.iter_bytes():
                received += part
                if time.monotonic() > until:
                    raise _AgainError(f"the answer took longer than {self.endpoint.timeout:g} s")
                if len(received) > _MAX_ANSWER:
                    raise ModelError(f"{url} answers with more than {_MAX_ANSWER // 2**20} MiB: not a chat endpoint")
        if response.status_code in _AGAIN:
            after = response.headers.get("retry-after", "")
            raise _AgainError(f"status {response.status_code}", float(after) if after.isdigit() else None)
        if response.status_code != 200:
            told = " ".join(received.decode("utf-8", "replace").split())[:200]
            raise ModelError(f"{url} refuses with status {response.status_code}: {told}: check address, model and key")
        body = json.loads(received)
        if not isinstance(body, dict):
            raise ValueError("no chat completion")
        used = body.get("usage") or {}
        self.usage.add(
            prompt_tokens=int(used.get("prompt_tokens") or 0), answer_tokens=int(used.get("completion_tokens") or 0)
        )
        return body

    def _kept(self, text: str) -> Path | None:
        if self.cache is None:
            return None
        key = json.dumps([self.prompt, text, self.schema, self.endpoint.model], ensure_ascii=False, sort_keys=True)
        return self.cache / f"{hashlib.sha256(key.encode()).hexdigest()}.json"

    def _keep(self, path: Path | None, body: Any) -> None:
        if path is None:
            return
        content = {"model": self.endpoint.model, "answer": body["choices"][0]["message"]["content"]}
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            temporary.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            temporary.replace(path)
        except OSError as error:
            raise ModelError(f"{path.parent} cannot hold the answers: {error.strerror}: name another folder") from None


class NoAnswerError(ModelError):
    """One passage got no usable answer; others may."""


class _AgainError(Exception):
    """The endpoint is busy, failing or slow: worth another try, after so many seconds if it says so."""

    def __init__(self, said: str, after: float | None = None) -> None:
        super().__init__(said)
        self.after = after
