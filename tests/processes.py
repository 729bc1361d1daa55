"""Real ones, for tests of what happens between processes: a broker, a worker, a mail server."""

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings as site_settings
from django.db import connection
from kombu import pools

from kinesite.celery import app
from kinesite.embedded.valkey import Valkey


@dataclass
class MailServer:
    """Keeps what it gets in `mails`, and misbehaves as its other attributes say."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    # What it answers to a mail instead of keeping it.
    refusal: str = ""
    unknown_addresses: set[str] = field(default_factory=set)
    # Seconds before it keeps a mail.
    delay: float = 0
    # Keeps the mail and never says so.
    says_nothing: bool = False
    hangs_up_in_the_middle: bool = False
    # How many mails it began to read.
    begun: int = 0

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.unknown_addresses:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.delay)
        if self.refusal:
            return self.refusal
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.says_nothing:
            await asyncio.sleep(3600)
        return "250 OK"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class Conversation(SMTP):
    """With one client of a MailServer."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
        self.event_handler.begun += 1
        if self.event_handler.hangs_up_in_the_middle:
            await self.push("354 Go on")
            await self._reader.readline()
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


class MailController(Controller):
    def factory(self) -> SMTP:
        return Conversation(self.handler, **self.SMTP_kwargs)


@pytest.fixture
def smtp_server(settings: Any) -> Iterator[MailServer]:
    """The site sends to it. It refuses and delays as its attributes say."""
    server = MailServer(free_port())
    controller = MailController(server, hostname="127.0.0.1", port=server.port, ready_timeout=60)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    controller.stop()


@dataclass(frozen=True)
class Broker:
    """A Valkey of the tests' own; `server.stop()` and `server.start()` are an outage."""

    server: Valkey

    @property
    def url(self) -> str:
        return f"redis+socket://{quote(str(self.server.socket))}?virtual_host=0"


@pytest.fixture(scope="session")
def _valkey() -> Iterator[Valkey]:
    # The path of a socket has to be short.
    home = Path(tempfile.mkdtemp(prefix="kinesite-"))
    server = Valkey(state=home, socket=home / "valkey.sock")
    yield server
    server.stop()
    shutil.rmtree(home)


@pytest.fixture
def broker(_valkey: Valkey) -> Iterator[Broker]:
    """Tasks go to it instead of running in the test's process."""
    _valkey.start()
    broker = Broker(_valkey)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(app.conf, "broker_url", broker.url)
        patch.setitem(app.conf, "task_always_eager", False)
        _forget_connections()
        yield broker
    _forget_connections()
    _valkey.start()
    with _valkey.client() as client:
        client.flushall()


def _forget_connections() -> None:
    """Celery keeps connections to the broker that it was first told of."""
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


@dataclass(frozen=True)
class Program:
    """One that runs beside the test."""

    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """At once, as when the machine dies: it finishes nothing."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def start_celery(
    broker: Broker, transactional_db: None, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Program]]:
    """Starts a Celery program on the broker and this test's database, which sends to the test's
    smtp_server if it has one, and waits for a word in its log."""
    mail = (
        request.getfixturevalue("smtp_server").url
        if "smtp_server" in request.fixturenames
        else "dummymail://"
    )
    environment = site_environment() | {"CELERY_BROKER_URL": broker.url, "EMAIL_URL": mail}
    with contextlib.ExitStack() as programs:

        def start(*arguments: str, until: str) -> Program:
            log = tmp_path / f"celery-{len(list(tmp_path.glob('celery-*')))}.log"
            command = [sys.executable, "-m", "celery", "--app", "kinesite", *arguments]
            process = programs.enter_context(
                running([*command, "--loglevel", "INFO"], environment, log)
            )
            wait_until(lambda: until in log.read_text() or process.poll() is not None)
            assert process.poll() is None, log.read_text()
            return Program(process, log)

        yield start


@pytest.fixture
def start_worker(start_celery: Callable[..., Program]) -> Callable[[], Program]:
    return lambda: start_celery("worker", "--pool", "solo", "--without-mingle", until=" ready.")


@pytest.fixture
def worker(start_worker: Callable[[], Program]) -> Program:
    return start_worker()


def site_environment() -> dict[str, str]:
    """For processes of the site on the database of this test, as a development machine has them."""
    database = connection.settings_dict
    host = database["HOST"] or "localhost"
    login = quote(database["USER"]) + (
        f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
    )
    port = f":{database['PORT']}" if database["PORT"] else ""
    place = quote(f"/{host}/" if host.startswith("/") else f"{host}{port}/", safe="/:")
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "kinesite.settings",
        "DATABASE_URL": f"postgresql://{login}@{place}{database['NAME']}",
        "DEBUG": "true",
        "PYTHONUNBUFFERED": "1",
    }


@contextlib.contextmanager
def running(
    command: list[str], environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """In the project's folder, with both outputs in `log`; ended with SIGTERM, then killed."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=site_settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"It did not happen within {seconds} seconds.")
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
