"""Fills a new database with the demo practice."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from booking.models import Practitioner
from kinesite.demo import content, diary, library, mails, people, website
from kinesite.demo.bodies import BodyWriter
from kinesite.models import HomePage


class Command(BaseCommand):
    help = "Loads a fictional practice, all of it or nothing. What is there already stays as it is."

    def handle(self, **options: Any) -> None:
        """Load the demo. Raises CommandError where well-known passwords have no place."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo practice is for development machines: DEBUG is off.")
        now = timezone.now()
        today = timezone.localdate(now)
        with transaction.atomic():
            self._tell("Logins", people.make_accounts())
            if Practitioner.objects.exists():
                self._say("Therapists and diary are there already.")
            else:
                self._make_clinic(now, today)
            if website.exists():
                self._say("Pages are there already.")
            else:
                with without_news_of_pages():
                    self._make_website(today)
        self._say("The demo practice is loaded.")

    def _make_clinic(self, now: datetime, today: date) -> None:
        self._tell("Treatments", people.make_treatments())
        self._tell("Therapists", people.make_therapists(roster_from=diary.first_day(today)))
        self._tell("Tariffs", people.make_tariffs(valid_from=date(today.year, 1, 1)))
        self._tell("Absences and closing days", diary.make_closing_days(today=today))
        self._tell("Availabilities", diary.make_slots(today=today))
        self._tell("Patients", diary.make_patients(now=now))
        self._tell("Appointments", diary.make_appointments(now=now))
        self._tell("Places on the waiting list", diary.make_waiting(now=now))
        self._tell("Mails", mails.make_mails())
        self._tell("Evening mail, off", mails.fill_in_evening_mail())

    def _make_website(self, today: date) -> None:
        """Make the pages and articles. Raises CommandError when an author is missing."""
        authors = {row["slug"] for row in content.practice()["therapists"]}
        if Practitioner.objects.filter(slug__in=authors).count() < len(authors):
            raise CommandError("This practice has therapists of its own: nothing was changed.")
        sources, images = library.sources_by_id(), library.images_by_name()
        self._tell("Sources", len(sources))
        self._tell("Images", len(images))
        self._tell("Settings of the practice", website.make_practice_settings())
        writer = BodyWriter(sources, images)
        home = HomePage.objects.get()
        self._tell("Team", website.make_team(home, images))
        self._tell("Articles", website.make_articles(home, writer, today=today))
        self._tell("Pages", website.make_pages(home, writer))
        self._tell("Ways in on the home page", website.fill_home(home, images))

    def _tell(self, what: str, count: int) -> None:
        self._say(f"  {what:<26} {count}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


@contextmanager
def without_news_of_pages() -> Iterator[None]:
    """Wagtail logs three lines for every page; the command tells how many there are."""
    log = logging.getLogger("wagtail")
    level = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(level)
