"""What the link in the mail opens: look, cancel once, add to a calendar."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from booking import links
from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.models import Appointment, Notification
from booking.rules import LINK_OUTLIVES_VISIT
from tests.factories.booking import AppointmentFactory, NotificationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Appointment:
    """Booked for three days from now, and the patient was told."""
    starts_at = timezone.now() + timedelta(days=3)
    booked: Appointment = AppointmentFactory(starts_at=starts_at)
    mail = NotificationFactory(appointment=booked)
    mail.mark_sent(timezone.now())
    mail.save()
    return booked


def cancel_path(visit: Appointment) -> str:
    return reverse("booking:cancel", args=[links.token(links.Purpose.VISIT, visit)])


def test_the_link_shows_the_visit(client: Client, visit: Appointment) -> None:
    page = client.get(links.visit_path(visit))

    assert visit.practitioner.name in page.content.decode()
    assert (
        page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    )


def test_opening_the_links_changes_nothing(client: Client, visit: Appointment) -> None:
    client.get(links.visit_path(visit))
    client.get(cancel_path(visit))

    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.BOOKED


def test_the_patient_cancels_with_one_press_and_one_mail_is_owed(
    client: Client, visit: Appointment
) -> None:
    page = client.post(cancel_path(visit), follow=True)

    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_by, visit.sequence) == (
        AppointmentStatus.CANCELLED,
        CancelledBy.PATIENT,
        1,
    )
    assert "Deze afspraak is geannuleerd" in page.content.decode()
    assert [mail.kind for mail in Notification.objects.owed()] == [NotificationKind.CANCELLED]


def test_a_link_used_twice_cancels_and_mails_once(client: Client, visit: Appointment) -> None:
    client.post(cancel_path(visit))

    page = client.post(cancel_path(visit))

    assert page.status_code == 409
    assert "Deze afspraak was al geannuleerd" in page.content.decode()
    assert Notification.objects.owed().count() == 1


def test_a_visit_within_a_day_cannot_be_cancelled_on_line(
    client: Client, visit: Appointment
) -> None:
    soon = AppointmentFactory(starts_at=timezone.now() + timedelta(hours=23))

    page = client.post(cancel_path(soon))

    soon.refresh_from_db()
    assert (page.status_code, soon.status) == (409, AppointmentStatus.BOOKED)
    assert "Online annuleren kan niet meer" in page.content.decode()


def test_the_link_ends_a_month_after_the_visit(client: Client) -> None:
    long_ago = AppointmentFactory(
        starts_at=timezone.now() - LINK_OUTLIVES_VISIT - timedelta(hours=1)
    )

    page = client.get(links.visit_path(long_ago))

    assert page.status_code == 410
    assert "Deze link is verlopen" in page.content.decode()


def test_a_tampered_link_is_refused(client: Client, visit: Appointment) -> None:
    tampered = links.visit_path(visit).replace(visit.uid.hex, AppointmentFactory().uid.hex)

    assert client.get(tampered).status_code == 404


def test_the_calendar_file_holds_the_visit(client: Client, visit: Appointment) -> None:
    token = links.token(links.Purpose.VISIT, visit)

    page = client.get(reverse("booking:calendar_file", args=[token]))

    [event] = Calendar.from_ical(page.content).walk("VEVENT")
    assert event["UID"].startswith(str(visit.uid))
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
