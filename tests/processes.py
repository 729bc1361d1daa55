"""Real ones, for tests of what happens between processes: a broker, a worker, beat."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as site_settings
from django.db import connection
from kombu import pools

from kinesite.celery import app
from kinesite.embedded.valkey import Valkey


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
    _let_nudges_end()
    _valkey.start()
    broker = Broker(_valkey)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(app.conf, "broker_url", broker.url)
        patch.setitem(app.conf, "task_always_eager", False)
        _forget_connections()
        yield broker
        _valkey.start()
        _let_nudges_end()
    _forget_connections()
    with _valkey.client() as client:
        client.flushall()


def _let_nudges_end() -> None:
    """One that still tries an absent broker would reach it in a later test."""
    for thread in threading.enumerate():
        if thread.name == "nudge":
            thread.join(60)


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
