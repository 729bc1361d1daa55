"""A group of programs that run side by side and are stopped together."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

# Seconds a program gets to finish what it does.
GRACE = 10


@dataclass
class ProcessGroup:
    """Programs that run side by side, with their output line by line.

    Their process numbers are written to `lock`, a file that stays open in each of them, so that a
    program that outlives us is noticed.
    """

    directory: Path
    lock: IO[str]
    _running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def start(self, name: str, command: list[str]) -> None:
        """Start a program and show its output, with `name` before each line."""
        # A session of its own: Ctrl-C reaches only us, and we end the programs in order.
        process = subprocess.Popen(
            command,
            cwd=self.directory,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            pass_fds=[self.lock.fileno()],
        )
        self._running[name] = process
        self.lock.write(f" {process.pid}")
        self.lock.flush()
        threading.Thread(target=_show, args=(name, process), daemon=True).start()

    def ended(self) -> str | None:
        """The name of a program that ended by itself; None while all run."""
        return next(
            (name for name, process in self._running.items() if process.poll() is not None), None
        )

    def stop(self) -> None:
        """Stop the programs, last started first; kill what does not end, with its children."""
        for process in reversed(self._running.values()):
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, deadline - time.monotonic()))
            _signal(process, signal.SIGKILL)
            process.wait()


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Send a signal to the program and everything that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _show(name: str, process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None  # noqa: S101  it was asked for
    for line in process.stdout:
        sys.stdout.write(f"{name:<6} | {line}")
        sys.stdout.flush()
