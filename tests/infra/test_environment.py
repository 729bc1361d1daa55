"""The script that makes .venv, on machines that lack something."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

FAKE = """#!/bin/sh
case "$*" in
--version) echo "Python {version}" ;;
*version_info*) exit {is_too_old} ;;
*ensurepip*) exit {lacks_venv} ;;
*) echo "$@" >>calls; mkdir -p .venv/bin; cp -n "$0" .venv/bin/python ;;
esac
"""


@pytest.fixture
def checkout(tmp_path) -> Path:
    place = tmp_path / "a checkout"
    place.mkdir()
    shutil.copy(settings.BASE_DIR / ".ci/environment", place)
    (place / "requirements.txt").write_text("Django\n")
    return place


def prepare(checkout: Path, python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "environment", "run", "requirements.txt"],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


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
    done = prepare(checkout, fake_python(checkout, **lack))

    assert done.returncode == 1
    assert re.fullmatch(f"kinesite: {sentence}\n", done.stderr)
    assert not (checkout / ".venv").exists()


def test_a_missing_python_is_told(checkout):
    done = prepare(checkout, "no-such-python")

    assert done.returncode == 1
    assert done.stderr.startswith("kinesite: no-such-python was not found: install Python 3.11")


def calls(checkout: Path) -> list[str]:
    return (checkout / "calls").read_text().splitlines()


def test_a_second_time_nothing_is_installed(checkout):
    python = fake_python(checkout)
    assert prepare(checkout, python).returncode == 0
    before = calls(checkout)

    done = prepare(checkout, python)

    assert (done.returncode, done.stdout) == (0, "")
    assert [call for call in calls(checkout)[len(before) :] if "pip" in call] == []


def test_changed_requirements_are_installed(checkout):
    python = fake_python(checkout)
    prepare(checkout, python)
    before = calls(checkout)
    (checkout / "requirements.txt").write_text("Django>=5\n")

    prepare(checkout, python)

    (installed,) = [call for call in calls(checkout)[len(before) :] if "pip" in call]
    assert installed.endswith("-r requirements.txt")
