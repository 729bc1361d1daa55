"""The harness: services, database, and what no test may do."""

import gc
import os
import socket
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from kinesite import catalogues, embedded
from tests.client import Browser
from tests.database import TestDatabase

pytest_plugins = ["tests.clock", "tests.processes", "tests.mail_server"]

# Playwright keeps an event loop in the tests' thread; Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The same examples in every run, and no clock; `--hypothesis-profile=explore` looks further, and
# `thorough` tells as many stories as one has the time for.
hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=10_000)
hypothesis.settings.load_profile("repeatable")

LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", None}


def pytest_configure(config: pytest.Config) -> None:
    """Keep the services up for the run; workers of xdist are processes and take their own lease."""
    services = ExitStack()
    config.add_cleanup(services.close)
    try:
        services.enter_context(embedded.lease())
        embedded.check_database()
    except embedded.ServiceUnavailable as problem:
        pytest.exit(str(problem), returncode=1)
    catalogues.compile_stale()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep modules and tests, which stay until the end, out of every garbage collection."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A run without a browser must not look like a run of everything."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "browser" in report.keywords
    ]
    if skipped:
        terminalreporter.section("BROWSER TESTS DID NOT RUN", red=True, bold=True)
        reason = skipped[0].longrepr[2].removeprefix("Skipped: ")
        terminalreporter.line(f"{len(skipped)} tests were skipped: {reason}", red=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's own would migrate for every run, and flush what migrations made."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        database = TestDatabase()
        database.create()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: database.renew())
        with django_db_blocker.block():
            yield
        database.drop()


@pytest.fixture
def client() -> Browser:
    """A browser that nobody has signed in with."""
    return Browser()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Wagtail remembers the pages of a site there; those of the last test are gone."""
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A request leaves its language behind for whatever its thread does next."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _media_of_this_test(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media"


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """No test speaks to another machine: what it found there would be luck."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL_HOSTS:
            pytest.fail(f"A test spoke to {address[0]}.")
        connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in LOCAL_HOSTS and host != socket.gethostname():
            pytest.fail(f"A test looked up {host}.")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield
