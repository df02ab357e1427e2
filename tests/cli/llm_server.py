"""A server of this machine that speaks the chat-completions protocol and answers by a script."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """One answer: `content` of the message, or the raw `body`; `pause` seconds before each of its parts."""

    content: str | None = None
    status: int = 200
    finish: str = "stop"
    refusal: str | None = None
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0

    def made(self, model: str) -> bytes:
        if self.body is not None:
            return self.body
        if self.status != 200:
            return json.dumps({"error": {"message": f"status {self.status}", "type": "server_error"}}).encode()
        message = {"role": "assistant", "content": self.content, "refusal": self.refusal}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        return json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": model, "choices": [choice], "usage": usage}).encode()


def claims(*said: Json) -> str:
    return json.dumps({"claims": list(said)})


class Script(ThreadingHTTPServer):
    """Gives its answers in turn, the last again and again; `asked` holds the requests, `keys` their authorization."""

    daemon_threads = True

    def __init__(self, answers: tuple[Answer, ...]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.asked, self.keys = answers, list[Json](), list[str | None]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Script

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.server.answers[min(len(self.server.asked), len(self.server.answers) - 1)]
        self.server.asked.append(request)
        self.server.keys.append(self.headers["Authorization"])
        if self.path != "/v1/chat/completions":
            answer = Answer(status=404)
        made = answer.made(request["model"])
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(made)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for at in range(0, len(made), max(1, len(made) // 20)):
                time.sleep(answer.pause)
                self.wfile.write(made[at : at + max(1, len(made) // 20)])
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has gone, as it should

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name that http.server gives
        """Nothing."""


@contextmanager
def serving(*answers: Answer) -> Iterator[Script]:
    server = Script(answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
