"""A real web server, to which a stranger sends more than the site takes."""

import json
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.processes import free_port, running, site_environment, wait_until

pytestmark = pytest.mark.slow

HUGE = 300 * 1024 * 1024
# What the kernel and the server may hold of a body that nobody reads.
IN_BETWEEN = 32 * 1024 * 1024
PIECE = bytes(256 * 1024)
START = b"--x\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\n"


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def port(transactional_db: None, tmp_path: Path, temporary: Path) -> Iterator[int]:
    """The server as the image starts it, with one worker and its temporary files in `temporary`."""
    command = re.search(r"^CMD (\[.*\])$", (settings.BASE_DIR / "Dockerfile").read_text(), re.M)
    number = free_port()
    _gunicorn, *arguments = json.loads(command[1])
    arguments = [
        one.replace("0.0.0.0:8000", f"127.0.0.1:{number}").replace("workers=3", "workers=1")
        for one in arguments
    ]
    environment = site_environment() | {"TMPDIR": str(temporary)}
    log = tmp_path / "log"
    with running([sys.executable, "-m", "gunicorn", *arguments], environment, log):
        wait_until(lambda: "Booting worker" in log.read_text())
        yield number


def send(port: int, head: str, start: bytes = START, most: int = HUGE) -> tuple[bytes, int]:
    """Send a body for as long as the server takes it; give the answer and the bytes that left."""
    sent = 0
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(f"{head}\r\nHost: localhost\r\n\r\n".encode() + start)
        try:
            while sent < most:
                sent += connection.send(PIECE)
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = b""
        try:
            while piece := connection.recv(65_536):
                answer += piece
        except ConnectionResetError:
            pass
    return answer, sent


def posting(path: str, *more: str) -> str:
    kind = "Content-Type: multipart/form-data; boundary=x"
    return "\r\n".join([f"POST {path} HTTP/1.1", kind, *more])


def ask_for_life(port: int) -> bytes:
    head = "GET /health/live HTTP/1.1\r\nConnection: close"
    return send(port, head, b"", most=0)[0]


def alive(port: int) -> bool:
    return ask_for_life(port).endswith(b"live")


def test_a_large_body_is_answered_early_and_writes_nothing(port, temporary):
    for path in ("/afspraak/", "/", "/beheer/login/", "/beheer/images/add/"):
        _answer, sent = send(port, posting(path, f"Content-Length: {HUGE}"))

        assert sent < IN_BETWEEN, path
        assert list(temporary.iterdir()) == []
    answer, _sent = send(port, posting("/afspraak/", f"Content-Length: {HUGE}"), most=0)

    assert answer.startswith(b"HTTP/1.1 413")
    assert "Dit is te veel in één keer".encode() in answer
    assert alive(port)


def test_a_body_with_a_false_length_or_none_lets_nothing_in(port, temporary):
    for length in (0, 10):
        _answer, sent = send(port, posting("/afspraak/", f"Content-Length: {length}"))

        assert sent < IN_BETWEEN, length
    chunk = b"40000\r\n" + PIECE + b"\r\n"

    answer, _sent = send(port, posting("/afspraak/", "Transfer-Encoding: chunked"), chunk, most=0)

    assert answer.startswith(b"HTTP/1.1 411")
    assert list(temporary.iterdir()) == []
    assert alive(port)


def test_a_form_with_thousands_of_files_is_refused(port, temporary):
    part = START + b"b\r\n"
    body = part * 5_000 + b"--x--\r\n"
    head = posting("/afspraak/", f"Content-Length: {len(body)}", "Connection: close")

    answer, _sent = send(port, head, body, most=0)

    assert answer.startswith(b"HTTP/1.1 4")
    assert list(temporary.iterdir()) == []
