"""What the link in the mail opens: look, cancel once, add to a calendar."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from booking import links
from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.links import LINK_OUTLIVES_VISIT
from booking.models import Appointment, Notification
from tests.booking.support.visit_links import calendar_path, cancel_path, move_list_path
from tests.factories.booking import AppointmentFactory, NotificationFactory, SeriesFactory

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


@pytest.fixture
def soon() -> Appointment:
    """Within a day."""
    booked: Appointment = AppointmentFactory(starts_at=timezone.now() + timedelta(hours=23))
    return booked


def test_the_link_shows_the_visit(client: Client, visit: Appointment) -> None:
    visit.patient.contact_name = "An Voorbeeld"
    visit.patient.save()

    page = client.get(links.visit_path(visit)).content.decode()

    shown = (visit.practitioner.name, visit.treatment.name, visit.patient.name)
    assert [words for words in shown if words not in page] == []
    assert "contactpersoon An Voorbeeld" in page


def test_the_page_leads_to_all_that_can_be_done(client: Client, visit: Appointment) -> None:
    page = client.get(links.visit_path(visit)).content.decode()

    paths = (cancel_path(visit), move_list_path(visit), calendar_path(visit))
    assert [path for path in paths if f'href="{path}' not in page] == []


def test_a_visit_of_a_series_leads_to_the_series(client: Client, visit: Appointment) -> None:
    visit.series = SeriesFactory(treatment=visit.treatment, patient=visit.patient)
    visit.save()

    page = client.get(links.visit_path(visit)).content.decode()

    assert f'href="{links.series_path(visit.series)}"' in page


def test_a_visit_keeps_its_length_when_its_treatment_gets_another(
    client: Client, visit: Appointment
) -> None:
    visit.treatment.duration = timedelta(minutes=45)
    visit.treatment.save()

    for path in (links.visit_path(visit), move_list_path(visit)):
        page = client.get(path).content.decode()

        assert "(30 minuten)" in page
        assert "(45 minuten)" not in page


def test_after_the_cut_off_the_page_says_that_it_can_only_be_changed_by_phone(
    client: Client, soon: Appointment
) -> None:
    page = client.get(links.visit_path(soon)).content.decode()

    assert "Wil je iets wijzigen? Laat het ons weten." in page
    assert cancel_path(soon) not in page
    assert move_list_path(soon) not in page


def test_a_visit_that_is_over_can_only_be_looked_at(client: Client) -> None:
    past = AppointmentFactory(starts_at=timezone.now() - timedelta(days=3))

    page = client.get(links.visit_path(past)).content.decode()

    assert cancel_path(past) not in page
    assert "Wil je iets wijzigen?" not in page


def test_the_patient_cancels_with_one_press_and_one_mail_is_owed(
    client: Client, visit: Appointment
) -> None:
    page = client.post(cancel_path(visit), follow=True)

    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_by, visit.cancellation_reason, visit.sequence) == (
        AppointmentStatus.CANCELLED,
        CancelledBy.PATIENT,
        "",
        1,
    )
    assert "Deze afspraak is geannuleerd" in page.content.decode()
    assert [mail.kind for mail in Notification.objects.owed()] == [NotificationKind.CANCELLED]


@pytest.mark.parametrize(("posted", "kept"), [("ill", "ill"), ("", ""), ("dood", ""), ("\x00", "")])
def test_a_reason_is_kept_when_it_is_one_and_never_keeps_a_visit(
    client: Client, visit: Appointment, posted: str, kept: str
) -> None:
    client.post(cancel_path(visit), {"reason": posted})

    visit.refresh_from_db()
    assert (visit.status, visit.cancellation_reason) == (AppointmentStatus.CANCELLED, kept)


def test_no_reason_is_chosen_beforehand(client: Client, visit: Appointment) -> None:
    page = client.get(cancel_path(visit)).content.decode()

    assert page.count('type="radio"') == 5
    assert " checked" not in page


def test_the_desk_reads_the_reason(desk: Client, visit: Appointment) -> None:
    desk.post(cancel_path(visit), {"reason": "elsewhere"})

    page = desk.get(f"/beheer/agenda/afspraak/{visit.pk}/").content.decode()

    assert "Ik kan elders terecht" in page


def test_a_link_used_twice_cancels_and_mails_once(client: Client, visit: Appointment) -> None:
    client.post(cancel_path(visit), {"reason": "ill"})

    page = client.post(cancel_path(visit), {"reason": "busy"})

    visit.refresh_from_db()
    assert (page.status_code, visit.cancellation_reason) == (409, "ill")
    assert "Deze afspraak was al geannuleerd" in page.content.decode()
    assert Notification.objects.owed().count() == 1


def test_a_visit_within_a_day_cannot_be_cancelled_on_line(
    client: Client, soon: Appointment
) -> None:
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


def test_the_calendar_file_holds_the_visit(client: Client, visit: Appointment) -> None:
    page = client.get(calendar_path(visit))

    [event] = Calendar.from_ical(page.content).walk("VEVENT")
    assert event["UID"].startswith(str(visit.uid))
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
