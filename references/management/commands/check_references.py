"""The command that asks the registries about the sources of the library."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils import timezone

from references.checking.verification import check, due
from references.lookup.errors import LookupFailed, LookupOff
from references.lookup.recorded import Recording
from references.lookup.registries import fetcher, registries
from references.lookup.shapes import departures_in
from references.models import Reference

MOST = 100_000


class Command(BaseCommand):
    """Ask the registries, and compare their answers with the shapes that we expect."""

    help = (
        "Asks Crossref and PubMed about the sources that are due. "
        "With --record it keeps the answers and says where their shape is not the one agreed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those that are not due yet")
        parser.add_argument("--most", type=count, default=100, help="how many at most (100)")
        parser.add_argument("--record", type=Path, metavar="DIR", help="keep the answers here")

    def handle(self, **options: Any) -> None:
        folder = options["record"]
        through = Recording(fetcher(), folder) if folder else fetcher()
        asked = registries(through)
        now = timezone.now()
        with_identifier = Reference.objects.filter(~Q(doi="") | ~Q(pmid=""))
        for reference in (with_identifier if options["all"] else due(now))[: options["most"]]:
            try:
                state = check(reference, registries=asked, now=now).verification
            except LookupOff as error:
                raise CommandError(str(error)) from error
            except Reference.DoesNotExist:  # deleted in the meantime
                continue
            except LookupFailed as failure:
                state = str(failure)
            self.stdout.write(f"{reference.pk} {reference.doi or reference.pmid}: {state}")
        for departure in departures_in(folder) if folder else ():
            self.stdout.write(f"Not as agreed: {departure}")


def count(text: str) -> int:
    """Read a number of sources; it must lie between 1 and MOST."""
    number = int(text)
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"This is not between 1 and {MOST}.")
    return number
