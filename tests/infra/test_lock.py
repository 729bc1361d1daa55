"""The lock in the repository, which `make run`, `make test` and the image install from."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = settings.BASE_DIR
FILES = ("requirements.txt", "requirements-embedded.txt", "requirements-dev.txt")
ENTRY = re.compile(
    r"^([\w.-]+)==(\S+)(?: ; [^\\\n]+)? \\\n((?:    --hash=sha256:[\da-f]{64}(?: \\)?\n)+)"
)


def lock() -> str:
    return (ROOT / "requirements.lock").read_text()


def parts() -> dict[str, str]:
    _, *found = re.split(r"^# -- (.+)\n", lock(), flags=re.MULTILINE)
    return dict(zip(found[::2], found[1::2], strict=True))


def pinned(part: str) -> dict[str, str]:
    return {name: version for name, version, _ in re.findall(ENTRY.pattern, part, re.MULTILINE)}


def required(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text().splitlines()
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


def test_it_has_a_part_for_each_requirements_file():
    assert tuple(parts()) == FILES


def test_everything_in_it_has_a_version_and_hashes_and_nothing_has_an_address():
    left = re.sub(ENTRY.pattern, "", lock(), flags=re.MULTILINE)

    assert [line for line in left.splitlines() if line and line[0] != "#"] == []
    assert "://" not in lock()


@pytest.mark.parametrize("name", FILES)
def test_it_holds_what_each_requirements_file_asks(name):
    versions = {}
    for file, part in parts().items():
        versions |= pinned(part)
        if file == name:
            break

    unmet = [
        str(one)
        for one in required(name)
        if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"))
    ]

    assert unmet == []


def test_the_image_installs_the_first_part(tmp_path: Path):
    """What the line in Dockerfile cuts out of the lock."""
    (cut,) = re.findall(r"RUN (sed .+ > site\.lock) \\\n", (ROOT / "Dockerfile").read_text())
    (tmp_path / "requirements.lock").write_text(lock())

    subprocess.run(["sh", "-c", cut], cwd=tmp_path, check=True)

    assert pinned((tmp_path / "site.lock").read_text()) == pinned(parts()["requirements.txt"])


def test_the_image_refuses_what_the_lock_has_no_hash_of():
    assert "--require-hashes --only-binary :all: -r site.lock" in (ROOT / "Dockerfile").read_text()
