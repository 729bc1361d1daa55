"""The protocol by which answers of registries are fetched."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from references.lookup.errors import LookupOff, UnusableAnswer

OK = 200
# The status codes by which a registry says that it does not have the work.
UNKNOWN = (404, 410)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of a registry. The names of `headers` are in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Fetcher(Protocol):
    """A way to get an answer: over HTTP, from a folder, or none at all."""

    def fetch(self, url: str, params: Mapping[str, str], accept: str, /) -> Response:
        """Fetch an answer. Raises LookupFailed."""


class Off:
    """The fetcher of a site that does not look works up."""

    def fetch(self, _url: str, _params: Mapping[str, str], _accept: str) -> Response:
        """Refuse to fetch. Raises LookupOff."""
        raise LookupOff


def with_query(url: str, params: Mapping[str, str]) -> str:
    return f"{url}?{urlencode(params)}" if params else url


def ask(
    fetcher: Fetcher, url: str, params: Mapping[str, str], accept: str
) -> dict[str, Any] | None:
    """Fetch a JSON object; None if the registry does not know the work. Raises LookupFailed."""
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
