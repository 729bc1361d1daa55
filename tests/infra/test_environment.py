"""The script that makes .venv and the lock: with real packages, and where something lacks."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.infra.small_checkout import UV, installed, lock_of, make_wheel, prepare

FAKE = """#!/bin/sh
case "$*" in
--version) echo "Python {version}" ;;
*version_info*) exit {is_too_old} ;;
*ensurepip*) exit {lacks_venv} ;;
esac
"""
STALE = (
    "kinesite: requirements.lock does not fit the requirements files any more:"
    " run `make lock` and try again\n"
)


@pytest.fixture
def checkout(tmp_path) -> Path:
    """The site needs `exercise`, which needs `mat`; development needs `stopwatch` on top."""
    place, wheels = tmp_path / "a checkout", tmp_path / "wheels"
    (place / ".ci").mkdir(parents=True)
    shutil.copy(settings.BASE_DIR / ".ci/environment", place / ".ci")
    wheels.mkdir()
    said = subprocess.run([UV, "--version"], capture_output=True, text=True, check=True)
    version = said.stdout.split()[1]
    make_wheel(wheels, "exercise", needs="mat")
    make_wheel(wheels, "mat")
    make_wheel(wheels, "stopwatch", needs="mat")
    make_wheel(wheels, "uv", version)
    (place / "requirements.txt").write_text("# moves\nexercise>=1,<2\n")
    (place / "requirements-embedded.txt").write_text("# nothing\n")
    (place / "requirements-dev.txt").write_text("-r requirements.txt\nstopwatch>=1,<2\nuv\n")
    (place / "requirements.lock").write_text(f"uv=={version}\n")
    return place


@pytest.fixture
def locked(checkout) -> Path:
    """With a .venv that has uv, so that no pip has to fetch it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    (checkout / ".venv/bin/uv").symlink_to(UV)
    done = prepare(checkout, "lock")
    assert (done.returncode, done.stderr) == (0, "")
    return checkout


def test_the_lock_has_three_parts_with_hashes_and_no_address(locked):
    shown = re.sub(r":[\da-f]{64}", ":…", lock_of(locked))
    shown = re.sub(r"(They are:|uv==)[ \d.]+", r"\1 ", shown)

    assert shown == (
        "# Made from the requirements files by `make lock`; change those.\n"
        "# They are: \n"
        "\n# -- requirements.txt\n"
        "exercise==1.0 \\\n    --hash=sha256:…\n"
        "mat==1.0 \\\n    --hash=sha256:…\n"
        "\n# -- requirements-embedded.txt\n"
        "\n# -- requirements-dev.txt\n"
        "stopwatch==1.0 \\\n    --hash=sha256:…\n"
        "uv== \\\n    --hash=sha256:…\n"
    )


def test_a_new_lock_keeps_versions_until_it_is_told_otherwise(locked):
    make_wheel(locked.parent / "wheels", "mat", "1.1")

    prepare(locked, "lock")
    kept = lock_of(locked)
    prepare(locked, "lock", "--upgrade-package", "mat")

    assert "mat==1.0 " in kept
    assert "mat==1.1 " in lock_of(locked)


def test_a_lock_that_cannot_be_made_stays_as_it_was(locked):
    before = lock_of(locked)
    (locked / "requirements.txt").write_text("# moves\nexercise>=2,<3\n")

    done = prepare(locked, "lock")

    assert done.returncode != 0
    assert "exercise" in done.stderr
    assert lock_of(locked) == before


def test_running_installs_no_tools_of_development(locked):
    assert prepare(locked, "run").returncode == 0
    for_running = installed(locked)
    assert prepare(locked, "dev").returncode == 0

    assert for_running == {"exercise", "mat"}
    assert installed(locked) == {"exercise", "mat", "stopwatch", "uv"}


def test_a_second_time_nothing_is_installed(locked):
    prepare(locked, "run")
    shutil.rmtree(locked.parent / "wheels")

    done = prepare(locked, "run")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_package_that_is_not_the_one_of_the_lock_is_refused(locked):
    make_wheel(locked.parent / "wheels", "exercise", needs="mat", code="import os")
    shutil.rmtree(locked.parent / "cache")

    done = prepare(locked, "run")

    assert done.returncode == 1
    assert "Hash mismatch for `exercise==1.0`" in done.stderr
    assert done.stderr.endswith(
        "kinesite: uv could not install the requirements: its message above says why\n"
    )
    assert installed(locked) == set()
    assert prepare(locked, "run").returncode == 1


def test_a_package_without_a_hash_is_refused(locked):
    with (locked / "requirements.lock").open("a") as lock:
        lock.write("stopwatch==1.0\n")

    done = prepare(locked, "dev")

    assert done.returncode == 1
    assert "In `--require-hashes` mode" in done.stderr


@pytest.mark.parametrize("kind", ["run", "dev"])
@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_one_sentence_tells_of_a_lock_that_no_longer_fits(locked, kind, name):
    with (locked / name).open("a") as requirements:
        requirements.write("mat>=1,<2\n")

    done = prepare(locked, kind)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", STALE)
    prepare(locked, "lock")
    assert prepare(locked, kind).returncode == 0


def test_a_comment_asks_for_no_new_lock(locked):
    (locked / "requirements.txt").write_text("# moves and rest\n\nexercise>=1,<2\n")

    assert prepare(locked, "run").returncode == 0


def write_program(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_a_line_tells_every_few_seconds_that_it_goes_on(locked):
    write_program(locked / ".venv/bin/uv", f'sleep() {{ /bin/sleep 1; }}; sleep; exec "{UV}" "$@"')
    write_program(locked / "quick/sleep", "exec /bin/sleep 0.1")

    done = prepare(locked, "run", PATH=f"{locked / 'quick'}:{os.environ['PATH']}")

    first, *signs = done.stdout.splitlines()
    assert first.startswith("Installing into .venv")
    assert signs[:3] == ["  4 s ...", "  8 s ...", "  12 s ..."]


def test_a_mirror_that_pip_was_told_of_serves_uv_too(locked):
    write_program(locked / ".venv/bin/uv", f'echo "$UV_DEFAULT_INDEX" >asked; exec "{UV}" "$@"')
    told = locked / "pip.conf"
    told.write_text("[global]\nindex-url = https://mirror.kine.test/simple\n")
    python = f"{sys.base_prefix}/bin/python3"

    prepare(locked, "run", python=python, UV_DEFAULT_INDEX="", PIP_CONFIG_FILE=str(told))

    assert (locked / "asked").read_text() == "https://mirror.kine.test/simple\n"


def fake_python(
    checkout: Path, version: str = "3.12.1", too_old: int = 0, lacks_venv: int = 0
) -> str:
    program = checkout / "python"
    program.write_text(FAKE.format(version=version, is_too_old=too_old, lacks_venv=lacks_venv))
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    ("lack", "sentence"),
    [
        ({"version": "3.10.2", "too_old": 1}, "Python 3.10.2 is too old: install Python 3.11 .*"),
        ({"lacks_venv": 1}, "Python's venv module is missing: .*apt-get install python3-venv.*"),
    ],
)
def test_one_sentence_says_what_to_do(checkout, lack, sentence):
    done = prepare(checkout, "run", python=fake_python(checkout, **lack))

    assert done.returncode == 1
    assert re.fullmatch(f"kinesite: {sentence}\n", done.stderr)
    assert not (checkout / ".venv").exists()


def test_a_missing_python_is_told(checkout):
    done = prepare(checkout, "run", python="no-such-python")

    assert done.returncode == 1
    assert done.stderr.startswith("kinesite: no-such-python was not found: install Python 3.11")
