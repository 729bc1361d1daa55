"""The command that shows how the site reads a source list, without saving any of it."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from references.formats.detect import read
from references.works.csl import makers, year
from references.works.entries import Batch, Entry
from references.works.names import family


class Command(BaseCommand):
    """Read a list and print the outcome."""

    help = "Reads a list of sources (text, BibTeX, RIS, NBIB, CSL-JSON) and shows what is in it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", help="the file; - reads the standard input")
        parser.add_argument("--json", action="store_true", help="print JSON for other programs")

    def handle(self, *, file: str, **options: Any) -> None:
        batch = read(content(file))
        self.stdout.write(as_json(batch) if options["json"] else as_text(batch))


def content(file: str) -> bytes:
    """Read the file, or the standard input for "-". Raises CommandError."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def as_json(batch: Batch) -> str:
    """Write the batch as JSON."""
    references = [
        {
            "raw": entry.raw,
            "csl": entry.csl,
            "warnings": entry.warnings,
            "suggestions": entry.suggestions,
        }
        for entry in batch.entries
    ]
    set_aside = [{"raw": piece.raw, "reason": piece.reason} for piece in batch.set_aside]
    return json.dumps(
        {"references": references, "set_aside": set_aside}, ensure_ascii=False, indent=2
    )


def as_text(batch: Batch) -> str:
    """Write the batch for people."""
    lines = [line for entry in batch.entries for line in describe(entry)]
    if batch.set_aside:
        lines.append("Set aside:")
        lines += [f"  {piece.raw} ({piece.reason})" for piece in batch.set_aside]
    return "\n".join(lines)


def describe(entry: Entry) -> list[str]:
    """Describe an entry in some lines."""
    csl = entry.csl
    names = "; ".join(map(family, makers(csl)))
    numbers = [f"{name} {csl[name]}" for name in ("volume", "issue", "page") if name in csl]
    known = [f"{name} {csl[name]}" for name in ("DOI", "PMID", "PMCID", "URL") if name in csl]
    lines = [
        f"{csl.get('title', entry.raw)} ({year(csl) or '?'})",
        f"  {names or '?'}",
        "  " + ", ".join(filter(None, [csl.get("container-title"), *numbers])),
        "  " + ", ".join(known),
        *(f"  ! {warning}" for warning in entry.warnings),
        *(f"  {name}? {value}" for name, value in entry.suggestions.items()),
    ]
    return [line for line in lines if line.strip()]
