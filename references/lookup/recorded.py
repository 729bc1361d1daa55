"""Answers of registries in a folder, one JSON file each: url, status, headers and body.

The body is the JSON itself, or text if it is none. Our name and address are left out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from references.lookup.errors import OutOfReach
from references.lookup.fetching import Fetcher, Response, host_of, with_query

WHO_WE_ARE = {"tool", "email"}
KEPT_HEADERS = {"content-type", "retry-after", "x-rate-limit-limit", "x-rate-limit-interval"}


def address(url: str, params: Mapping[str, str]) -> str:
    """The address of a question, without our name and mail address."""
    return with_query(url, {name: text for name, text in params.items() if name not in WHO_WE_ARE})


@dataclass(frozen=True, slots=True)
class Recorded:
    """The fetcher that answers from a folder."""

    folder: Path

    def fetch(self, url: str, params: Mapping[str, str], _accept: str) -> Response:
        """Find the recorded answer. Raises OutOfReach if there is none."""
        for path in sorted(self.folder.glob("*.json")):
            kept = json.loads(path.read_text())
            if kept["url"] == address(url, params):
                return Response(kept["status"], as_bytes(kept["body"]), kept["headers"])
        raise OutOfReach(host_of(url))


@dataclass(frozen=True, slots=True)
class Recording:
    """The fetcher that asks `through` another one and records the answers in `folder`."""

    through: Fetcher
    folder: Path

    def fetch(self, url: str, params: Mapping[str, str], accept: str) -> Response:
        """Fetch an answer and record it. Raises LookupFailed."""
        response = self.through.fetch(url, params, accept)
        kept = {
            "url": address(url, params),
            "status": response.status,
            "headers": {
                name: text for name, text in response.headers.items() if name in KEPT_HEADERS
            },
            "body": as_json(response.body),
        }
        name = f"{host_of(url)}-{sha256(kept['url'].encode()).hexdigest()[:16]}.json"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n")
        return response


def as_json(body: bytes) -> Any:
    """Parse a body; the text itself if it is no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode(errors="replace")


def as_bytes(body: Any) -> bytes:
    """The body that `as_json` parsed."""
    return (body if isinstance(body, str) else json.dumps(body)).encode()
