"""The command that imports the notices of Retraction Watch."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from references.checking.retractions import UnreadableFile, import_file


class Command(BaseCommand):
    """Import the notices of a file."""

    help = "Marks the sources that the CSV file of Retraction Watch names. Can run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, **options: Any) -> None:
        try:
            with options["file"].open(encoding="utf-8-sig", errors="replace", newline="") as file:
                summary = import_file(file)
        except (OSError, UnreadableFile) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{summary.rows} notices read, {summary.matched} sources named, "
            f"{summary.changed} changed."
        )
        if summary.unnamed:
            listed = ", ".join(map(str, summary.unnamed))
            self.stdout.write(f"Named by an earlier file and not by this one, left as is: {listed}")
