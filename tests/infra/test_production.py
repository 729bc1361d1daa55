"""The files of production, without an engine: what they say is valid, complete and does start."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.processes import Broker, free_port, running, site_environment, wait_until

FILLED_IN = {
    "SECRET_KEY": "k3-" + "aB9" * 20,
    "ALLOWED_HOSTS": "www.kine.test",
    "SITE_URL": "https://www.kine.test",
    "POSTGRES_PASSWORD": "secret",
    "EMAIL_URL": "smtp+tls://user:password@mail.kine.test:587",
    "DEFAULT_FROM_EMAIL": "afspraken@kine.test",
}


def program(name: str) -> str:
    """A program of the environment; skips where the platform has none."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if not found:
        pytest.skip(f"{name} does not exist for this platform")
    return found


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **variables}
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )


def compose(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The real program, in its package: the script that pip installs hides its failures."""
    package = importlib.util.find_spec("compose")
    if not package:
        pytest.skip("Docker Compose does not exist for this platform")
    found = Path(package.origin).with_name("docker-compose")
    return run(str(found), "--env-file", "/dev/null", *arguments, **variables)


def compose_file() -> dict[str, Any]:
    return yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())


def variables_of_settings() -> set[str]:
    source = (settings.BASE_DIR / "kinesite/settings.py").read_text()
    return set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", source))


def test_the_compose_file_obeys_its_schema():
    check = program("check-jsonschema")

    done = run(check, "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")

    assert done.returncode == 0, done.stdout


def test_docker_compose_accepts_the_file():
    done = compose("--profile", "mailpit", "config", "--quiet", **FILLED_IN)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", FILLED_IN)
def test_a_variable_that_was_not_filled_in_is_named(name):
    others = {key: value for key, value in FILLED_IN.items() if key != name}

    done = compose("config", "--quiet", **others)

    assert done.returncode != 0
    assert name in done.stderr


def test_the_dockerfile_has_no_known_faults():
    done = run(program("hadolint"), "Dockerfile")

    assert done.returncode == 0, done.stdout


def test_settings_read_every_variable_that_the_compose_file_gives_the_site():
    given = set(compose_file()["x-site"]["environment"])

    assert given - variables_of_settings() == set()


def test_the_example_lists_every_variable_and_no_other():
    listed = re.findall(
        r"^#?([A-Z_]+)=", (settings.BASE_DIR / ".env.example").read_text(), flags=re.MULTILINE
    )
    embedded = (settings.BASE_DIR / "kinesite/embedded").glob("*.py")
    read = {
        name for path in embedded for name in re.findall(r'"(EMBEDDED_[A-Z_]+)"', path.read_text())
    }

    assert sorted(listed) == sorted(variables_of_settings() | read | {"POSTGRES_PASSWORD"})


def test_everything_that_can_be_restarted_is():
    services = compose_file()["services"]

    assert {name for name, one in services.items() if one["restart"] == "no"} == {"migrate"}


def production_environment(broker: Broker) -> dict[str, str]:
    """What the compose file gives the site, with the services of the test in place of its own."""
    shown = compose("config", "--format", "json", **FILLED_IN)
    given = json.loads(shown.stdout)["services"]["web"]["environment"]
    database = site_environment()["DATABASE_URL"]
    base = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return base | given | {"DATABASE_URL": database, "CELERY_BROKER_URL": broker.url}


def command_of(service: str) -> list[str]:
    """In the image, python, gunicorn and celery are those of the virtual environment."""
    own = compose_file()["services"][service].get("command")
    first = re.search(
        r"^CMD (\[.*\])$", (settings.BASE_DIR / "Dockerfile").read_text(), re.MULTILINE
    )
    name, *arguments = own or json.loads(first[1])
    return [sys.executable, *([] if name == "python" else ["-m", name]), *map(str, arguments)]


@pytest.fixture
def environment(broker, transactional_db, tmp_path):
    static = tmp_path / "static"
    static.mkdir()
    # The image holds the collected files; here their names are enough.
    names = {"css/kinesite.css": "css/kinesite.css"}
    manifest = {"paths": names, "version": "1.1", "hash": ""}
    (static / "staticfiles.json").write_text(json.dumps(manifest))
    return production_environment(broker) | {"STATIC_ROOT": str(static)}


@pytest.mark.slow
def test_the_settings_of_production_pass_the_deploy_checks(environment):
    environment |= {"DATABASE_URL": "postgresql://database.kine.test/kinesite"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = run(*command, **environment)

    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_migrate_service_ends_well(environment):
    done = run(*command_of("migrate"), **environment)

    assert done.returncode == 0, done.stderr
    assert "No migrations to apply." in done.stdout


@pytest.mark.slow
def test_the_web_service_becomes_ready_under_its_own_name_only(environment, tmp_path):
    port = free_port()
    command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in command_of("web")]
    health = [sys.executable, "kinesite/healthcheck.py", "ready"]
    with running(command, environment, tmp_path / "log"):

        def is_ready() -> bool:
            return run(*health, **environment, PORT=str(port)).returncode == 0

        wait_until(is_ready)
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready")


@pytest.mark.slow
def test_the_health_check_says_what_is_wrong(environment, broker, tmp_path):
    broker.server.stop()
    MigrationRecorder(connection).migration_qs.filter(app="sessions").delete()
    port = free_port()
    command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in command_of("web")]
    health = [sys.executable, "kinesite/healthcheck.py"]
    with running(command, environment, tmp_path / "log"):

        def is_alive() -> bool:
            return run(*health, "live", **environment, PORT=str(port)).returncode == 0

        wait_until(is_alive)
        done = run(*health, "ready", **environment, PORT=str(port))

    assert done.returncode == 1
    assert done.stderr == "Migrations wait to be applied: sessions.\n"


@pytest.mark.slow
def test_the_worker_service_answers_its_health_check(environment, tmp_path):
    name, *arguments = compose_file()["services"]["worker"]["healthcheck"]["test"][1:]
    health = [sys.executable, "-m", name, *map(str, arguments)]
    log = tmp_path / "log"
    with running(command_of("worker"), environment, log):
        wait_until(lambda: " ready." in log.read_text())

        done = run(*health, **environment)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_beat_service_plans(environment, tmp_path):
    log, schedule = tmp_path / "log", tmp_path / "schedule"
    command = [part.replace("/tmp/beat-schedule", str(schedule)) for part in command_of("beat")]
    with running(command, environment, log):
        wait_until(lambda: "beat: Starting..." in log.read_text())
