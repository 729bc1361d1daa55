"""The content of the demo practice, read from its files."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kinesite.demo import markdown

FOLDER = Path(__file__).parent
IMAGES = FOLDER / "images"


@cache
def practice() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "practice.toml").read_text(encoding="utf-8"))


@cache
def images() -> dict[str, dict[str, str]]:
    return tomllib.loads((IMAGES / "images.toml").read_text(encoding="utf-8"))


@cache
def sources() -> dict[str, dict[str, Any]]:
    """CSL-JSON by the id under which the articles cite it."""
    works = json.loads((FOLDER / "references.json").read_text(encoding="utf-8"))
    return {work["id"]: work for work in works}


@cache
def judgements() -> dict[str, dict[str, Any]]:
    """Judgements of the sources by id: study type and findings; `subjects` by slug."""
    return tomllib.loads((FOLDER / "judgements.toml").read_text(encoding="utf-8"))


def articles() -> list[markdown.Text]:
    return markdown.read_folder(FOLDER / "texts" / "articles")


def pages() -> list[markdown.Text]:
    return markdown.read_folder(FOLDER / "texts" / "pages")
