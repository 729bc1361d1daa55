"""The one protocol between the registries' readers and the outside world."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from references.lookup.errors import LookupOff, UnusableAnswer

OK = 200
# What tells that the registry is there and does not have the work.
UNKNOWN = (404, 410)


@dataclass(frozen=True, slots=True)
class Response:
    """`headers` have names in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Fetcher(Protocol):
    def fetch(self, url: str, params: Mapping[str, str], accept: str, /) -> Response:
        """Raises LookupFailed."""


class Off:
    def fetch(self, _url: str, _params: Mapping[str, str], _accept: str) -> Response:
        raise LookupOff


def with_query(url: str, params: Mapping[str, str]) -> str:
    return f"{url}?{urlencode(params)}" if params else url


def ask(
    fetcher: Fetcher, url: str, params: Mapping[str, str], accept: str
) -> dict[str, Any] | None:
    """The JSON object of the answer; None when the registry does not know. Raises LookupFailed."""
    response = fetcher.fetch(url, params, accept)
    if response.status in UNKNOWN:
        return None
    if response.status != OK:
        raise UnusableAnswer(host_of(url))
    try:
        answer = json.loads(response.body)
    except (ValueError, RecursionError) as error:
        raise UnusableAnswer(host_of(url)) from error
    if not isinstance(answer, dict):
        raise UnusableAnswer(host_of(url))
    return answer


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""
