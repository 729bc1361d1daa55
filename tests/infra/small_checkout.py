"""A small checkout to install from: wheels made on the spot, and the script that makes .venv."""

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

UV = Path(sys.executable).with_name("uv")


def make_wheel(
    folder: Path, name: str, version: str = "1.0", needs: str = "", code: str = ""
) -> None:
    info = f"{name}-{version}.dist-info"
    needed = f"Requires-Dist: {needs}\n" if needs else ""
    files = {
        f"{name}.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needed}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},{_record_hash(text)},{len(text)}\n" for path, text in files.items())
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in (files | {f"{info}/RECORD": record}).items():
            wheel.writestr(path, text)


def _record_hash(text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return "sha256=" + digest.decode().rstrip("=")


def prepare(
    checkout: Path, kind: str, *options: str, python: str = sys.executable, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Packages come from a folder beside the checkout: nothing is fetched."""
    offline = {
        "UV_FIND_LINKS": str(checkout.parent / "wheels"),
        "UV_OFFLINE": "1",
        "UV_DEFAULT_INDEX": "https://packages.kine.test/simple",
        "UV_CACHE_DIR": str(checkout.parent / "cache"),
    }
    return subprocess.run(
        ["sh", ".ci/environment", kind, *options],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "PYTHON": python} | offline | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def lock_of(checkout: Path) -> str:
    return (checkout / "requirements.lock").read_text()


def installed(checkout: Path) -> set[str]:
    found = (checkout / ".venv/lib").glob("python*/site-packages/*.dist-info")
    return {path.name.partition("-")[0] for path in found}
