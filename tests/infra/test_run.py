"""`make run` from the runner on: real processes on this test's database.

What is refused before anything starts is asked of the command itself, without a process.
"""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError

from kinesite.demo.accounts import DEMO_ACCOUNTS
from tests.processes import free_port, running, site_environment, wait_until

# The last is said again, above the logins.
PATHS = ("", "afspraak/", "beheer/", "beheer/agenda/", "mailbox/", "beheer/")
COMMAND = [sys.executable, "manage.py", "run"]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def environment(broker, transactional_db, tmp_path):
    # Without ALLOWED_HOSTS and the like: as a new developer has it.
    return site_environment() | {
        "CELERY_BROKER_URL": broker.url,
        "EMBEDDED_STATE_DIR": str(tmp_path / "state"),
        "PORT": str(free_port()),
    }


@pytest.fixture
def refusal(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable]:
    """Gives what the command says when it refuses to run."""
    settings.DEBUG = True
    monkeypatch.setenv("EMBEDDED_STATE_DIR", str(tmp_path / "state"))
    handlers = {number: signal.getsignal(number) for number in SIGNALS}

    def refusal(port: str | int) -> str:
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(CommandError) as refused:
            call_command("run")
        return str(refused.value)

    yield refusal
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def demo_is_loaded(transactional_db):
    """The runner looks for the logins; the demo practice itself takes seconds."""
    user_model = get_user_model()
    user_model.objects.bulk_create(user_model(username=one.username) for one in DEMO_ACCOUNTS)


@pytest.fixture
def not_under_nohup():
    """Who runs the tests with nohup passes it on to what they start, and the runner obeys it."""
    inherited = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, inherited)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.usefixtures("demo_is_loaded", "not_under_nohup")
def test_every_way_to_end_the_run_ends_all_programs(environment, tmp_path, number):
    log = tmp_path / "log"
    with running(COMMAND, environment, log) as runner:
        wait_until(lambda: "beheer-demo" in log.read_text(), 120)

        runner.send_signal(number)
        runner.wait(30)

    assert programs_left(tmp_path) == []


def programs_left(tmp_path: Path) -> list[int]:
    _, *programs = (tmp_path / "state/run.lock").read_text().split()
    assert len(programs) == 3
    return [int(number) for number in programs if is_alive(int(number))]


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_a_new_site_runs_with_its_demo_practice_until_ctrl_c(environment, tmp_path):
    log = tmp_path / "log"
    site = f"http://localhost:{environment['PORT']}"
    with running(COMMAND, environment, log) as runner:
        wait_until(lambda: runner.poll() is not None or "beheer-demo" in log.read_text(), 120)
        said = log.read_text()
        addresses = re.findall(rf"{site}/\S*", said)
        answers = [urllib.request.urlopen(address).status for address in addresses]

        runner.send_signal(signal.SIGINT)
        runner.wait(30)

    assert re.search(r"^Ready after \d+ s\.", said, re.MULTILINE)
    assert addresses == [f"{site}/{path}" for path in PATHS]
    assert answers == [200] * len(PATHS)
    for account in DEMO_ACCOUNTS:
        assert re.search(rf"^  {account.username} +{account.password} ", said, re.MULTILINE)
    assert programs_left(tmp_path) == []


SLOW_START = """
import time
from kinesite import progress
progress.EVERY = 0.1
progress.begin()
time.sleep(1)
progress.end()
print("ready", flush=True)
time.sleep(0.5)
"""


@pytest.mark.real_clock
def test_a_slow_start_shows_every_few_seconds_that_it_goes_on():
    started = str(time.time() - 100)  # noqa: TID251  as make tells it

    done = subprocess.run(
        [sys.executable, "-c", SLOW_START],
        cwd=site_settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "kinesite.settings", "RUN_STARTED": started},
        capture_output=True,
        text=True,
        check=True,
    )

    *signs, last = done.stdout.splitlines()
    assert len(signs) >= 3
    assert all(re.fullmatch(r"  10\d s \.\.\.", line) for line in signs)
    assert last == "ready"


@pytest.mark.slow
def test_a_port_that_is_taken_is_named_with_the_way_out(environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = subprocess.run(
            COMMAND,
            cwd=site_settings.BASE_DIR,
            env=environment | {"PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr == (
        f"CommandError: Port {port} is taken: choose another, as in PORT={port + 1} make run.\n"
    )


@pytest.mark.parametrize("port", ["0", "65536", "http", ""])
def test_a_port_that_is_none_is_refused(refusal, port):
    assert refusal(port) == f"PORT is '{port}': choose a number from 1 to 65535."


def test_a_second_run_of_the_same_checkout_is_refused(refusal, tmp_path):
    (tmp_path / "state").mkdir()
    with (tmp_path / "state/run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("123 124")
        lock.flush()

        said = refusal(free_port())

    assert said == (
        "The site of this checkout runs already: end it first, with Ctrl-C or `kill 123 124`."
    )


def test_production_is_not_run_this_way(refusal, settings):
    settings.DEBUG = False

    assert refusal(free_port()).startswith("This is for development machines;")


@pytest.mark.slow
@pytest.mark.usefixtures("demo_is_loaded")
def test_a_program_that_ends_ends_the_run(environment, tmp_path):
    log = tmp_path / "log"
    with running(COMMAND, environment, log) as runner:
        wait_until(lambda: "beheer-demo" in log.read_text(), 120)
        *_, beat = (tmp_path / "state/run.lock").read_text().split()

        os.kill(int(beat), signal.SIGKILL)

        assert runner.wait(30) == 1
    assert "The program 'beat' ended: its last lines above say why." in log.read_text()
