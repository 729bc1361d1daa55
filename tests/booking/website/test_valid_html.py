"""Pages of booking, also those that only a signed link opens, by the W3C's checker of HTML."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils.translation import override

from booking.models import Appointment
from kinesite import views
from kinesite.known_phone import keep_phone
from tests.booking.conftest import OpenPractice
from tests.booking.support.patient_pages import PAGES, Visitor
from tests.html_checker import faults_in_html

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# English has no sign that French lacks.
LANGUAGES = ["nl", "fr"]


def shown_pages(practice: OpenPractice, held: Appointment) -> Iterator[tuple[str, str]]:
    """Each page in each language, by its name; what one page changes is undone for the next."""
    for language in LANGUAGES:
        for name, opened in PAGES.items():
            with override(language), transaction.atomic():
                page = opened(Visitor(Client(), practice, held))
                yield f"{name}, {language}", page.content.decode()
                transaction.set_rollback(True)


def test_each_page_of_booking_is_valid_html(
    practice_with_room: OpenPractice, held: Appointment, tmp_path: Path
) -> None:
    pages = dict(shown_pages(practice_with_room, held))

    assert len(pages) == len(PAGES) * len(LANGUAGES)
    assert faults_in_html(pages, tmp_path) == []


def test_each_page_after_a_fault_is_valid_html(rf: RequestFactory, tmp_path: Path) -> None:
    keep_phone("+3251001400")
    requests = {path: rf.get(path) for path in ("/afspraak/", "/fr/afspraak/", "/en/afspraak/")}

    pages = {}
    for path, request in requests.items():
        pages[f"500 {path}"] = views.server_error(request).content.decode()
        pages[f"400 {path}"] = views.bad_request(request, Exception()).content.decode()

    assert faults_in_html(pages, tmp_path) == []
