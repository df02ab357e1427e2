"""Asks an endpoint that speaks the chat-completions protocol of OpenAI, as Ollama, vLLM and others do, for one JSON object."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from typing import Any

from khabar.claims.llm.telling import shown

Json = dict[str, Any]
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_NO_SCHEMA = frozenset((400, 404, 415, 422, 501))
"""With these a server refuses a `response_format` that it does not know; then the same is asked for in plain JSON."""
_LONGEST_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`url` is the base, up to `/v1`. `timeout` is for a whole answer, in seconds; `backoff` the first wait before asking again."""

    url: str
    model: str
    key: str | None = None
    timeout: float = 120.0
    tries: int = 4
    backoff: float = 1.0
    most_bytes: int = 1_000_000
    structured: bool = True

    def __repr__(self) -> str:
        """Without the key."""
        return f"Endpoint({self.url}, {self.model})"


class UnansweredError(Exception):
    """No answer that can be used: why, and what to do."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    body: bytes
    wait: float | None
    """Seconds that the server asks to wait."""


def ask(endpoint: Endpoint, system: str, passage: str, schema: Json) -> tuple[Json, Endpoint]:
    """The model's object, and the endpoint as it is to be asked from now on. Raises UnansweredError."""
    reply = _asked(endpoint, _body(endpoint, system, passage, schema))
    if reply.status in _NO_SCHEMA and endpoint.structured:
        endpoint = replace(endpoint, structured=False)
        reply = _asked(endpoint, _body(endpoint, system, passage, schema))
    if reply.status != 200:
        raise UnansweredError(f"the endpoint answers {reply.status}: {_body_shown(reply.body)}", "see that --endpoint, --model and the key are right")
    return _object(_content(reply.body)), endpoint


def _body(endpoint: Endpoint, system: str, passage: str, schema: Json) -> Json:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": passage}]
    body: Json = {"model": endpoint.model, "messages": messages, "temperature": 0, "stream": False}
    if endpoint.structured:
        body["response_format"] = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
    return body


def _asked(endpoint: Endpoint, body: Json) -> _Reply:
    """Asked again, after longer and longer waits, where the server is busy or failing."""
    for attempt in range(endpoint.tries):
        last = attempt + 1 == endpoint.tries
        try:
            reply = _sent(endpoint, body)
        except ConnectionError as error:
            if last:
                raise UnansweredError(
                    f"the endpoint cannot be reached: {error}", "see that it runs at --endpoint, and code the article again"
                ) from error
            reply = None
        if reply is not None and (reply.status not in _AGAIN or last):
            return reply
        asked = reply.wait if reply and reply.wait is not None else endpoint.backoff * 2**attempt
        time.sleep(min(asked, _LONGEST_WAIT))
    raise AssertionError("the last try returns or raises")


def _sent(endpoint: Endpoint, body: Json) -> _Reply:
    """One request, within the time and size allowed. Raises ConnectionError, or UnansweredError where asking again would not help."""
    import httpx  # noqa: PLC0415 - only who asks for such a coder needs it

    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})
    content = json.dumps(body).encode()
    until, parts, size = time.monotonic() + endpoint.timeout, [], 0
    try:
        # No proxy and no credentials of the environment: what is sent goes where the user said, and nowhere else.
        with (
            httpx.Client(timeout=endpoint.timeout, trust_env=False) as client,
            client.stream("POST", f"{endpoint.url.rstrip('/')}/chat/completions", content=content, headers=headers) as response,
        ):
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > endpoint.most_bytes:
                    raise UnansweredError(f"the answer is longer than {endpoint.most_bytes:,} bytes", "try another model")
                if time.monotonic() > until:
                    raise _slow(endpoint)
            return _Reply(response.status_code, b"".join(parts), _seconds(response.headers.get("retry-after")))
    except httpx.TimeoutException as error:
        raise _slow(endpoint) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise UnansweredError(f"{endpoint.url} is no address of an endpoint", "give --endpoint as http://HOST:PORT/v1") from error
    except httpx.HTTPError as error:
        raise ConnectionError(str(error) or type(error).__name__) from error


def _slow(endpoint: Endpoint) -> UnansweredError:
    return UnansweredError(f"no whole answer within {endpoint.timeout:g} seconds", "allow more with --timeout, or try a faster model")


def _seconds(written: str | None) -> float | None:
    try:
        return max(0.0, float(written)) if written else None
    except ValueError:
        return None


def _content(body: bytes) -> str:
    """What the model wrote; UnansweredError where it refused, or was cut off."""
    try:
        choice = json.loads(body)["choices"][0]
        message, finish = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnansweredError(
            f"the answer is not of the chat-completions protocol: {_body_shown(body)}", "see that --endpoint ends in /v1"
        ) from error
    if refusal or finish == "content_filter":
        raise UnansweredError(f"the model refuses: {shown(str(refusal or content or 'filtered'))}", "try another model")
    if finish == "length":
        raise UnansweredError("the answer is cut off at the model's limit", "try a model with a longer context")
    if not isinstance(content, str) or not content.strip():
        raise UnansweredError("the answer is empty", "try another model")
    return content


def _object(content: str) -> Json:
    """The one JSON object of an answer, a fence of Markdown around it taken off."""
    bare = content.strip()
    if bare.startswith("```"):
        bare = bare.partition("\n")[2].rpartition("```")[0]
    try:
        found = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise UnansweredError(f"the answer is not JSON: {shown(content)}", "try a model that keeps to a form") from error
    if not isinstance(found, dict) or not isinstance(found.get("claims"), list):
        raise UnansweredError(f"the answer has no list of claims: {shown(content)}", "try a model that keeps to a form")
    return found


def _body_shown(body: bytes) -> str:
    return shown(body.decode("utf-8", "replace"))
