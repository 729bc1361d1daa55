"""HTTP to the registries; no other module speaks it.

It uses the standard library, since other clients bound each read of a socket instead of the whole
exchange, and follow redirects and proxies by themselves.
"""

import http.client
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from references.lookup.deadline import Deadline
from references.lookup.errors import OutOfReach, TooBusy, TooSlow, UnusableAnswer
from references.lookup.fetching import Response, with_query
from references.lookup.turns import turn

BUSY = (429, 503)
REDIRECT = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 3
ATTEMPTS = 2
# Tests serve answers on this host; all other hosts are asked over TLS.
THIS_MACHINE = "127.0.0.1"


@dataclass(slots=True)
class Live:
    """The fetcher that asks registries over HTTP.

    Only `hosts` are asked and followed to, each given as "host" or "host:port". `deadline`
    (seconds) bounds an attempt with its redirects, `limit` (bytes) its answer. A wait that a
    registry asks for is kept to if it is at most `patience` seconds.
    """

    hosts: frozenset[str]
    user_agent: str
    deadline: float = 5
    limit: int = 1_000_000
    patience: float = 2
    spacing: float = 0.4  # NCBI allows three requests a second without a key
    take_turn: Callable[[], AbstractContextManager[None]] = turn
    sleep: Callable[[float], None] = time.sleep
    _free_at: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, params: Mapping[str, str], accept: str) -> Response:
        """Fetch an answer, in turn with the other processes. Raises LookupFailed."""
        host = urlsplit(url).netloc
        with self.take_turn():
            for _attempt in range(ATTEMPTS):
                self._keep_pace(host)
                response = self._attempt(with_query(url, params), accept)
                if response.status not in BUSY:
                    break
        if response.status in BUSY:
            raise TooBusy(host)
        if response.status >= http.client.INTERNAL_SERVER_ERROR:
            raise OutOfReach(host)
        return response

    def _attempt(self, address: str, accept: str) -> Response:
        with Deadline(self.deadline) as deadline:
            for _hop in range(MOST_REDIRECTS + 1):
                parts = self._allowed(address)
                response = self._exchange(parts, accept, deadline)
                self._free_at[parts.netloc] = time.monotonic() + self._pause(response)
                if response.status not in REDIRECT:
                    return response
                address = self._sent_on(address, response)
        raise UnusableAnswer(parts.netloc)

    def _sent_on(self, address: str, response: Response) -> str:
        try:
            return urljoin(address, response.headers.get("location", ""))
        except ValueError as error:
            raise UnusableAnswer(urlsplit(address).netloc) from error

    def _allowed(self, address: str) -> SplitResult:
        parts = urlsplit(address)
        safe = parts.scheme == "https" or parts.hostname == THIS_MACHINE
        if parts.netloc not in self.hosts or not safe:
            raise UnusableAnswer(parts.netloc[:100])
        return parts

    def _keep_pace(self, host: str) -> None:
        wait = self._free_at.get(host, 0) - time.monotonic()
        if wait > self.patience:
            raise TooBusy(host)
        if wait > 0:
            self.sleep(wait)

    def _exchange(self, parts: SplitResult, accept: str, deadline: Deadline) -> Response:
        connection = self._connection(parts)
        try:
            connection.connect()
            deadline.guard(connection.sock)
            path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            headers = {"Accept": accept, "User-Agent": self.user_agent}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            # One byte more than the limit is read, to notice that an answer is too large.
            body = answer.read(self.limit + 1)
        except (OSError, http.client.HTTPException) as error:
            if deadline.passed or isinstance(error, TimeoutError):
                raise TooSlow(parts.netloc) from error
            cut_off = isinstance(error, http.client.IncompleteRead)
            raise (UnusableAnswer if cut_off else OutOfReach)(parts.netloc) from error
        finally:
            connection.close()
        if deadline.passed:
            raise TooSlow(parts.netloc)
        return self._whole(answer, body, parts.netloc)

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        host = parts.hostname or ""
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, parts.port, timeout=self.deadline)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=self.deadline, context=context)

    def _whole(self, answer: http.client.HTTPResponse, body: bytes, host: str) -> Response:
        headers = {name.lower(): value for name, value in answer.getheaders()}
        cut_off = bool(answer.length)
        packed = headers.get("content-encoding", "identity") != "identity"
        if len(body) > self.limit or cut_off or packed:
            raise UnusableAnswer(host)
        return Response(answer.status, body, headers)

    def _pause(self, response: Response) -> float:
        """The number of seconds until the same host may be asked again."""
        asked = number(response.headers.get("x-rate-limit-interval", "").removesuffix("s"))
        allowed = number(response.headers.get("x-rate-limit-limit", ""))
        pause = max(self.spacing, asked / allowed if allowed else 0)
        if response.status in BUSY:
            return max(pause, number(response.headers.get("retry-after", "1"), otherwise=3600))
        return pause


def number(text: str, otherwise: float = 0) -> float:
    """Read a number; `otherwise` if it is none.

    A `Retry-After` may be a date, which is further off than we wait.
    """
    return float(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
