"""The whole site on a development machine: database, broker, web server, Celery worker and beat."""

import fcntl
import gc
import os
import signal
import socket
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kinesite import embedded, progress
from kinesite.demo.accounts import DEMO_ACCOUNTS
from kinesite.history import traces_of_another_version
from kinesite.processes import ProcessGroup

HOST = "127.0.0.1"
# Seconds until the web server must have answered for the first time.
PATIENCE = 60
# Written out: to look them up loads all views into this program too, which takes a second.
HEALTH = "/health/live"
EDITING = "/beheer/"
PAGES = (
    ("Website", "/"),
    ("Book an appointment", "/afspraak/"),
    ("Editing", EDITING),
    ("Agenda of the desk", "/beheer/agenda/"),
    ("Mails that were sent", "/mailbox/"),
)


class Command(BaseCommand):
    help = "Runs the site with all it needs, for development, on the port that PORT names or 8000."
    # The database may not be there yet.
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "This is for development machines; docs/operations.md says how production runs."
                " Set DEBUG=true to run the site here nevertheless."
            )
        self.port = _port()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            _on_signal(number, lambda received, _: sys.exit(128 + received))
        embedded.check_database()
        with _only_run_of_this_checkout() as lock:
            _require_free_port(self.port)
            _require_database_of_this_version()
            self._serve(lock)

    def _serve(self, lock: IO[str]) -> None:
        programs = ProcessGroup(settings.BASE_DIR, lock)
        try:
            with _without_garbage_collection():
                # It loads the code on another core meanwhile; nobody knows its address yet.
                programs.start("web", _web_server(self.port))
                self._prepare_database()
                stopping = _stop_on_signals()
                self._wait_for_answer(programs, stopping)
                programs.start("worker", _celery("worker", "--concurrency", "2"))
                schedule = str(embedded.state_dir() / "beat-schedule")
                programs.start("beat", _celery("beat", "--schedule", schedule))
                progress.end()
                self._greet()
            while not stopping.wait(0.5):
                if name := programs.ended():
                    raise CommandError(f"The program '{name}' ended: its last lines above say why.")
        finally:
            progress.end()
            _stop_on_signals()
            self._say("Stopping ...")
            programs.stop()

    def _prepare_database(self) -> None:
        self._say("Migrating the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        usernames = {account.username for account in DEMO_ACCOUNTS}
        if get_user_model().objects.filter(username__in=usernames).count() < len(usernames):
            self._say("Loading the demo practice ...")
            call_command("seed_demo", stdout=self.stdout)
        self._say("Starting the web server ...")

    def _wait_for_answer(self, programs: ProcessGroup, stopping: threading.Event) -> None:
        address = f"http://{HOST}:{self.port}{HEALTH}"
        for _ in range(PATIENCE * 5):
            if stopping.wait(0.2):
                return
            if programs.ended():
                raise CommandError("The web server did not start: its last lines above say why.")
            with suppress(OSError):
                urllib.request.urlopen(address, timeout=PATIENCE).close()
                return
        raise CommandError(f"The web server did not answer within {PATIENCE} seconds.")

    def _greet(self) -> None:
        site = f"http://localhost:{self.port}"
        self._say(f"\nReady after {progress.seconds()} s. Ctrl-C ends the site.")
        self._say(f"The data stays in {embedded.state_dir()}")
        for label, path in PAGES:
            self._say(f"  {label:<22} {site}{path}")
        self._say(f"Logins for {site}{EDITING}")
        for account in DEMO_ACCOUNTS:
            self._say(f"  {account.username:<10} {account.password:<15} {account.label}")
        self._say("")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _port() -> int:
    """Read the port from the environment. Raises CommandError."""
    wanted = os.environ.get("PORT", "8000")
    if wanted.isdecimal() and 0 < int(wanted) < 65536:
        return int(wanted)
    raise CommandError(f"PORT is '{wanted}': choose a number from 1 to 65535.")


def _require_free_port(port: int) -> None:
    """Refuse a port that another program has. Raises CommandError."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise CommandError(
                f"Port {port} is not for ordinary users: choose another, as in PORT=8001 make run."
            ) from error
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken: choose another, as in PORT={port + 1} make run."
            ) from error


def _require_database_of_this_version() -> None:
    """Refuse a database that a checkout of another version made. Raises CommandError."""
    traces = traces_of_another_version()
    if not traces:
        return
    ours = settings.DATABASES["default"]["HOST"] == embedded.database_host()
    way_out = (
        "run `make clean`, then `make run`, which makes it and the demo data anew"
        if ours
        else "name an empty one in DATABASE_URL, or unset that to use the embedded one;"
        " `make run` then loads the demo data anew"
    )
    raise CommandError(
        f"Another version of the site made this database (it has the {traces[0]}): {way_out}."
    )


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Save a quarter of the time: Django makes and drops thousands of classes as it migrates."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _only_run_of_this_checkout() -> Iterator[IO[str]]:
    """Refuse a second run: two schedulers would do everything twice. Raises CommandError."""
    path = embedded.state_dir() / "run.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise CommandError(
                "The site of this checkout runs already: end it first, with Ctrl-C"
                f" or `kill {lock.read()}`."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield lock


def _stop_on_signals() -> threading.Event:
    """Let a signal end the site in order, instead of at once."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        _on_signal(number, lambda *_: stopping.set())
    return stopping


def _on_signal(number: signal.Signals, handler: Any) -> None:
    if number == signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
        return  # started by nohup, to outlive its terminal
    signal.signal(number, handler)


def _web_server(port: int) -> list[str]:
    """The command of production's web server, which here also loads changed code and templates."""
    templates = [f"--reload-extra-file={path}" for path in Path("templates").rglob("*.html")]
    return [
        *(sys.executable, "-m", "gunicorn", "kinesite.wsgi", "--bind", f"{HOST}:{port}"),
        *("--workers", "2", "--threads", "8", "--log-level", "error", "--no-control-socket"),
        *("--reload", *templates),
    ]


def _celery(*arguments: str) -> list[str]:
    silent = "ignore:You're running the worker with superuser privileges"
    start = (sys.executable, "-W", silent, "-m", "celery", "--quiet", "--app", "kinesite")
    return [*start, *arguments, "--loglevel", "WARNING"]
