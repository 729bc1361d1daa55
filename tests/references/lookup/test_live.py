"""The one module that speaks HTTP, against a server that behaves badly."""

from contextlib import nullcontext
from typing import Any

import pytest

from references.lookup.errors import (
    LookupFailed,
    OutOfReach,
    TooBusy,
    TooSlow,
    UnusableAnswer,
)
from references.lookup.fetching import Response
from references.lookup.live import Live
from tests.references.lookup import server
from tests.references.lookup.server import Answer, Registry

AGENT = "kinesite (http://localhost; mailto:info@practice.example)"


def live(registry: Registry, **changes: Any) -> Live:
    options = {
        "hosts": frozenset({registry.host}),
        "user_agent": AGENT,
        "deadline": 5,
        "spacing": 0,
        "take_turn": nullcontext,
    }
    return Live(**(options | changes))


def fetched(registry: Registry, path: str = "/works/1", **changes: Any) -> Response:
    return live(registry, **changes).fetch(registry.url + path, {}, "application/json")


def test_an_answer_comes_whole_with_its_status_and_headers(registry: Registry):
    registry.serve("/works/1", Answer(200, b'{"status": "ok"}', {"X-Kind": "work"}))

    response = fetched(registry)

    assert (response.status, response.body) == (200, b'{"status": "ok"}')
    assert response.headers["x-kind"] == "work"


def test_the_registry_is_told_who_asks_and_in_what_form(registry: Registry):
    live(registry).fetch(f"{registry.url}/works/1", {"email": "info@practice.example"}, "text/x")

    assert registry.asked == ["/works/1?email=info%40practice.example"]
    assert registry.headers[0]["user-agent"] == AGENT
    assert registry.headers[0]["accept"] == "text/x"


def test_what_a_registry_does_not_know_is_an_answer(registry: Registry):
    assert fetched(registry) == server.response(
        Answer(404, b"Resource not found.", {"content-length": "19", "connection": "close"})
    )


@pytest.mark.parametrize(
    "slow",
    [
        Answer(body=b"x" * 400, body_pause=0.05),
        Answer(body=b"x" * 400, body_pause=0.05, headers={"transfer-encoding": "identity"}),
        Answer(header_pause=0.05),
        Answer(header_pause=30),
    ],
    ids=["body", "body without end", "headers", "silence"],
)
def test_a_server_that_drips_is_left_when_the_time_is_over(registry: Registry, slow: Answer):
    registry.serve("/works/1", slow)

    with pytest.raises(TooSlow):
        fetched(registry, deadline=0.3)


@pytest.mark.parametrize(
    "broken",
    [
        Answer(body=b"x" * 5_000_000),
        Answer(body=b"x" * 1001, headers={"content-length": ""}),
        Answer(body=b'{"status": "o', promised=500),
        Answer(body=b"\x1f\x8b", headers={"content-encoding": "gzip"}),
    ],
    ids=["five megabytes", "one byte too many, of no announced length", "cut off", "packed"],
)
def test_an_answer_that_is_too_large_or_cut_off_is_not_used(registry: Registry, broken: Answer):
    registry.serve("/works/1", broken)

    with pytest.raises(UnusableAnswer):
        fetched(registry, limit=1000)


def test_an_answer_of_just_the_limit_is_used(registry: Registry):
    registry.serve("/works/1", Answer(body=b"x" * 1000))

    assert len(fetched(registry, limit=1000).body) == 1000


def test_a_server_that_hangs_up_is_out_of_reach(registry: Registry):
    registry.serve("/works/1", Answer(hangs_up=True))

    with pytest.raises(OutOfReach):
        fetched(registry)


def test_a_server_that_is_down_is_out_of_reach():
    with server.running() as gone:
        pass

    with pytest.raises(OutOfReach):
        fetched(gone)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_registry_is_asked_once_more_after_the_wait_that_it_wants(
    registry: Registry, status: int
):
    waits: list[float] = []
    registry.serve("/works/1", Answer(status, b"", {"retry-after": "2"}), Answer(body=b'"found"'))

    response = fetched(registry, sleep=waits.append)

    assert response.body == b'"found"'
    assert [round(wait) for wait in waits] == [2]


@pytest.mark.parametrize("retry_after", ["3600", "Wed, 21 Oct 2026 07:28:00 GMT", "soon", "-1"])
def test_a_registry_that_wants_a_long_rest_gets_it(registry: Registry, retry_after: str):
    waits: list[float] = []
    registry.serve("/works/1", Answer(429, b"", {"retry-after": retry_after}))
    fetcher = live(registry, sleep=waits.append)

    for _time in range(2):
        with pytest.raises(TooBusy):
            fetcher.fetch(f"{registry.url}/works/1", {}, "application/json")

    assert (len(registry.asked), waits) == (1, [])


def test_a_registry_that_stays_busy_is_not_asked_a_third_time(registry: Registry):
    registry.serve("/works/1", Answer(503, b"", {"retry-after": "0"}))

    with pytest.raises(TooBusy):
        fetched(registry)

    assert len(registry.asked) == 2


def test_a_registry_that_fails_is_out_of_reach(registry: Registry):
    registry.serve("/works/1", Answer(500, b"oops"))

    with pytest.raises(OutOfReach):
        fetched(registry)


def test_the_pace_that_a_registry_asks_for_is_kept(registry: Registry):
    waits: list[float] = []
    limits = {"x-rate-limit-limit": "5", "x-rate-limit-interval": "10s"}
    registry.serve("/works/1", Answer(headers=limits))
    fetcher = live(registry, sleep=waits.append)

    for _time in range(2):
        fetcher.fetch(f"{registry.url}/works/1", {}, "application/json")

    assert [round(wait) for wait in waits] == [2]


def test_it_follows_to_a_host_that_we_know(registry: Registry):
    registry.serve("/works/1", Answer(301, b"", {"location": "/works/2"}))
    registry.serve("/works/2", Answer(302, b"", {"location": f"{registry.url}/works/3"}))
    registry.serve("/works/3", Answer(body=b'"there"'))

    assert fetched(registry).body == b'"there"'


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "http://127.0.0.1:1/",
        "http://127.0.0.1@elsewhere.example/",
        "ftp://127.0.0.1/",
        "http://[",
        "",
    ],
)
def test_it_does_not_follow_to_another_place(registry: Registry, elsewhere: str):
    registry.serve("/works/1", Answer(302, b"", {"location": elsewhere}))

    with pytest.raises(UnusableAnswer):
        fetched(registry)

    assert set(registry.asked) == {"/works/1"}


def test_it_does_not_follow_for_ever(registry: Registry):
    registry.serve("/works/1", Answer(302, b"", {"location": "/works/1"}))

    with pytest.raises(UnusableAnswer):
        fetched(registry)

    assert len(registry.asked) == 4


@pytest.mark.parametrize(
    "address", ["http://api.crossref.org/works/1", "https://elsewhere.example"]
)
def test_nothing_else_than_a_known_host_over_tls_is_asked(address: str):
    fetcher = Live(frozenset({"api.crossref.org"}), AGENT, take_turn=nullcontext)

    with pytest.raises(LookupFailed):
        fetcher.fetch(address, {}, "application/json")
