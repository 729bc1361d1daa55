"""Signs of life while `make run` starts: a line every few seconds until the site is ready."""

import os
import threading
import time

# Seconds between two lines.
EVERY = 4
# Make says when it began, in seconds since 1970.
STARTED = float(os.environ.get("RUN_STARTED") or time.time())  # noqa: TID251  compared with the shell's

_over = threading.Event()


def begin() -> None:
    """Print a line every few seconds, from a thread, until `end` is called or the process ends."""
    threading.Thread(target=_keep_telling, daemon=True).start()


def end() -> None:
    _over.set()


def seconds() -> int:
    """Count from the beginning of `make run`, so with what it installed."""
    return round(time.time() - STARTED)  # noqa: TID251  likewise


def _keep_telling() -> None:
    while not _over.wait(EVERY):
        print(f"  {seconds()} s ...", flush=True)  # noqa: T201  Django is not loaded yet
