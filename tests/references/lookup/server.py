"""A registry on this machine: a real HTTP server that answers as a test tells it to."""

import json
import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.conf import settings

from references.lookup.fetching import Response
from references.lookup.recorded import as_bytes

ANSWERS = Path(__file__).parent / "answers"
BASES = settings.REFERENCES_REGISTRIES
WHO_WE_ARE = re.compile(r"&tool=[^&]*&email=[^&]*")


@dataclass(frozen=True)
class Answer:
    """`pause` is in front of each byte of the headers or the body (seconds); `promised` is the
    length that is announced, `size` that of a body of nothing."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    header_pause: float = 0
    body_pause: float = 0
    promised: int | None = None
    hangs_up: bool = False


def recorded(name: str) -> Answer:
    kept = json.loads((ANSWERS / f"{name}.json").read_text())
    return Answer(kept["status"], as_bytes(kept["body"]), kept["headers"])


@dataclass
class Registry:
    """`answers` by path and query; the last one of a list is given again and again."""

    server: ThreadingHTTPServer
    answers: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def bases(self) -> dict[str, str]:
        """For the setting REFERENCES_REGISTRIES."""
        return {name: f"{self.url}/{name}" for name in BASES}

    def serve(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    def know(self, *names: str) -> None:
        """Serve these recorded answers where the site will ask for them."""
        for name in names:
            self.serve(self.path_of(name), recorded(name))

    def path_of(self, name: str) -> str:
        url = json.loads((ANSWERS / f"{name}.json").read_text())["url"]
        ((short, base),) = ((short, base) for short, base in BASES.items() if base in url)
        return url.replace(base, f"/{short}")

    def next_answer(self, path: str) -> Answer:
        waiting = self.answers.get(path) or [Answer(404, b"Resource not found.")]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


class Handler(BaseHTTPRequestHandler):
    registry: Registry

    def do_GET(self) -> None:
        self.registry.asked.append(self.path)
        self.registry.headers.append({name.lower(): text for name, text in self.headers.items()})
        answer = self.registry.next_answer(WHO_WE_ARE.sub("", self.path))
        if answer.hangs_up:
            return
        with suppress(OSError):  # the reader went away
            self.drip(head(answer), answer.header_pause)
            self.drip(answer.body, answer.body_pause)

    def drip(self, content: bytes, pause: float) -> None:
        if not pause:
            self.wfile.write(content)
            return
        for number in range(len(content)):
            if self.registry.closing.wait(pause):
                return
            self.wfile.write(content[number : number + 1])

    def log_message(self, *args: Any) -> None:
        pass


def head(answer: Answer) -> bytes:
    length = len(answer.body) if answer.promised is None else answer.promised
    headers = {"content-length": str(length), "connection": "close", **answer.headers}
    lines = [f"HTTP/1.1 {answer.status} Said", *(f"{name}: {headers[name]}" for name in headers)]
    return "\r\n".join([*lines, "", ""]).encode()


@contextmanager
def running() -> Iterator[Registry]:
    handler = type("OneRegistry", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    registry = handler.registry = Registry(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield registry
    registry.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def response(answer: Answer) -> Response:
    return Response(answer.status, answer.body, answer.headers)
