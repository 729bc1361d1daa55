"""What the patients of the demo practice know, so that its desk tells them of changes."""

import pytest
from django.utils import timezone

from booking.choices import CancelledBy, NotificationKind
from booking.models import Appointment, EveningMail, Notification
from booking.services.mail.owe_sheets import owe_sheets
from booking.services.visits.cancel import cancel
from booking.services.visits.reinstate import reinstate

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file that it made a rendition in to the garbage collector.
    pytest.mark.filterwarnings(
        r"ignore:Unclosed file <tempfile\.SpooledTemporaryFile:ResourceWarning"
    ),
]


def owed_kinds(visit: Appointment) -> list[str]:
    return [mail.kind for mail in Notification.objects.owed().filter(appointment=visit)]


def test_a_patient_with_an_address_hears_that_the_practice_cancels(seeded):
    now = timezone.now()
    visit = Appointment.objects.coming(now).exclude(patient__email="").last()

    cancel(appointment=visit, by=CancelledBy.PRACTICE, now=now)

    assert owed_kinds(visit) == [NotificationKind.CANCELLED]


def test_a_patient_who_cancelled_hears_that_the_appointment_stands_again(seeded):
    cancelled = Appointment.objects.filter(cancelled_at__isnull=False)
    visit = cancelled.exclude(patient__email="").order_by("starts_at").last()

    reinstate(appointment=visit, now=min(timezone.now(), visit.starts_at))

    assert owed_kinds(visit) == [NotificationKind.BOOKED]


def test_the_demo_shows_the_evening_mail_and_mails_nobody(seeded) -> None:
    shown = EveningMail.objects.get()

    assert (shown.is_on, bool(shown.address)) == (False, True)
    assert not owe_sheets(now=timezone.now())
