"""Costs of the main pages: `python -m benchmarks.pages`.

Each page is requested from the WSGI application in this process, in turns, so that a slow moment of
the machine hits all of them. Figures are medians. The ratio to the empty view says more than the
requests a second, which depend on the machine.
"""

import gzip
import io
import os
import sys
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from benchmarks.databases import throw_away  # noqa: E402
from blog.models import BlogIndexPage, BlogPostPage  # noqa: E402
from booking.models import Slot  # noqa: E402
from booking.services.practice.bookable import bookable_online  # noqa: E402
from kinesite import embedded  # noqa: E402

ROUNDS = 30


@dataclass
class Subject:
    """A page to measure, with the seconds of each round, its queries and its bytes."""

    name: str
    path: str
    client: Client
    seconds: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0
    gzipped: int = 0

    def look(self) -> None:
        """Warm up, then count the queries and the bytes, which do not vary."""
        for _ in range(3):
            self.ask()
        with CaptureQueriesContext(connection) as queries:
            content = self.ask()
        self.queries, self.size = len(queries), len(content)
        self.gzipped = len(gzip.compress(content))

    def ask(self) -> bytes:
        """Request the page and return its content; end the program unless its status is 200."""
        response = self.client.get(self.path, headers={"host": "localhost"})
        if response.status_code != 200:
            sys.exit(f"{self.path} answered {response.status_code}.")
        return response.content

    def time(self) -> None:
        """Measure one request."""
        began = perf_counter()
        self.ask()
        self.seconds.append(perf_counter() - began)


def subjects() -> list[Subject]:
    """The pages to measure, the empty view first."""
    visitor, desk = Client(), Client()
    desk.force_login(User.objects.get(username="receptie"))
    home = Site.objects.get(is_default_site=True).root_page
    smallest = home.add_child(instance=Page(title="Smallest", slug="smallest"))
    [treatment, *_] = bookable_online(today=timezone.localdate()).treatments
    day = Slot.objects.filter(starts_at__gt=timezone.now()).earliest("starts_at").starts_at.date()
    return [
        Subject("empty Django view", "/empty/", visitor),
        Subject("smallest Wagtail page", smallest.url, visitor),
        Subject("home", home.url, visitor),
        Subject("article list", BlogIndexPage.objects.live().first().url, visitor),
        Subject("article", BlogPostPage.objects.live().first().url, visitor),
        Subject("booking, choice", "/afspraak/", visitor),
        Subject("booking, moments", f"/afspraak/momenten/?behandeling={treatment.slug}", visitor),
        Subject("agenda of the desk", f"/beheer/agenda/?dag={day}", desk),
    ]


def main() -> None:
    with throw_away():
        call_command("seed_demo", stdout=io.StringIO())
        measured = subjects()
        for subject in measured:
            subject.look()
        for _ in range(ROUNDS):
            for subject in measured:
                subject.time()
        report(measured)


def report(measured: list[Subject]) -> None:
    """Print a line for each page."""
    empty = median(measured[0].seconds)
    write = sys.stdout.write
    write(f"{'page':24}{'ms':>8}{'req/s':>8}{'x empty':>9}{'queries':>9}{'bytes':>9}{'gzip':>8}\n")
    for subject in measured:
        cost = median(subject.seconds)
        write(
            f"{subject.name:24}{cost * 1000:8.1f}{1 / cost:8.0f}{cost / empty:9.1f}"
            f"{subject.queries:9}{subject.size:9}{subject.gzipped:8}\n"
        )
    write(f"One process, no network; medians of {ROUNDS} rounds in turns; bytes of the HTML.\n")


if __name__ == "__main__":
    with embedded.lease():
        main()
