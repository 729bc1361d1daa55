"""A bound on the whole of an exchange.

Timeouts of sockets are not enough: a server that sends a byte every few seconds never meets those.
"""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class Deadline:
    """A context that breaks the guarded socket off after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._break_off)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def guard(self, guarded: socket.socket) -> None:
        """Break this socket off at the deadline. Raises TimeoutError if that has passed."""
        self._socket = guarded
        if self.passed:
            raise TimeoutError

    def _break_off(self) -> None:
        self.passed = True
        if self._socket:
            with suppress(OSError):
                # The method of the plain socket: that of TLS would drop what the reader is using.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
