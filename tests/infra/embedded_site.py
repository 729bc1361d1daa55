"""A checkout whose services are real processes in folders of the test's own."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from kinesite.embedded import places

HOLDER = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "kinesite.settings"
from kinesite import embedded
with embedded.lease():
    embedded.check_database()
    print("ready", flush=True)
    sys.stdin.read()
"""


class Site:
    """A checkout's services in a folder of their own, and the processes that hold a lease."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.variables: dict[str, str] = {}
        self.holders: list[subprocess.Popen[str]] = []

    def holder(self, program: str = HOLDER) -> subprocess.Popen[str]:
        inherited = {"PATH": os.environ["PATH"], "EMBEDDED_STATE_DIR": str(self.state)}
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=settings.BASE_DIR,
            env=inherited | self.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.holders.append(process)
        return process

    def refusal(self, program: str = HOLDER) -> str:
        """The words on standard error of a process that does not get its lease."""
        process = self.holder(program)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 1
        return errors

    @property
    def sockets(self) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("EMBEDDED_STATE_DIR", str(self.state))
            return places.socket_dir()

    def postmaster(self) -> int:
        (pid_file,) = self.state.glob("postgres-*/data/postmaster.pid")
        return int(pid_file.read_text().split()[0])

    def runs(self) -> bool:
        try:
            psycopg.connect(host=str(self.sockets), user="postgres", dbname="kinesite").close()
        except psycopg.OperationalError:
            return False
        return True


def is_ready(process: subprocess.Popen[str]) -> bool:
    return process.stdout.readline() == "ready\n"


def leave(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)
    assert process.returncode == 0
