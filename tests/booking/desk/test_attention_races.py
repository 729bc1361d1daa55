"""Two desks that work off one row in the same instant, with real threads."""

from datetime import timedelta

import pytest

from booking.choices import AppointmentStatus, NotificationStatus
from booking.errors import ChangedMeanwhile, NotExpected
from booking.models import Appointment, Notification
from booking.models.versioned import versions_of
from booking.scheduling.clock import clinic_date
from booking.services.mail.see_to import settle_mail
from booking.services.mail.send_again import send_each_again, send_mail_again
from booking.services.visits.attendance import mark_noshow
from booking.services.visits.outcomes import fulfil_all, visits_without_outcome
from tests.booking.support.racing import together
from tests.factories.booking import NOW, AppointmentFactory, NotificationFactory, at
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
NEXT_DAY = at(9) + timedelta(days=1)


def failed() -> Notification:
    mail: Notification = NotificationFactory(status=NotificationStatus.FAILED)
    return mail


def test_of_two_who_press_at_once_one_sends_it_and_the_other_is_told() -> None:
    mail, lien, an = failed(), UserFactory(), UserFactory()
    shown = mail.version

    answers = together(
        lambda: send_mail_again(mail=mail, now=NOW, by_user=lien, shown=shown),
        lambda: settle_mail(mail=mail, now=NOW, by_user=an, shown=shown),
    )

    assert [type(answer) for answer in answers if answer].count(ChangedMeanwhile) == 1
    mail.refresh_from_db()
    done = (mail.status, mail.settled_at is not None, mail.changed_by)
    assert done in [
        (NotificationStatus.OWED, False, lien),
        (NotificationStatus.FAILED, True, an),
    ]


def test_two_who_send_the_same_mails_at_once_send_each_once() -> None:
    mails = [failed() for _number in range(4)]
    shown = {mail.pk: mail.version for mail in mails}
    lien, an = UserFactory(), UserFactory()

    done = together(
        lambda: send_each_again(shown=shown, now=NOW, by_user=lien),
        lambda: send_each_again(shown=shown, now=NOW, by_user=an),
    )

    assert sum(one.count for one in done) == sum(len(one.left) for one in done) == 4
    assert Notification.objects.owed().count() == 4


def test_whoever_stayed_away_is_not_noted_as_treated_in_the_same_instant() -> None:
    visits = [AppointmentFactory(starts_at=at(8 + number)) for number in range(3)]
    day = clinic_date(visits[0].starts_at)
    shown = versions_of(visits_without_outcome(day, now=NEXT_DAY))

    answers = together(
        lambda: fulfil_all(day=day, now=NEXT_DAY, by_user=UserFactory(), shown=shown),
        lambda: mark_noshow(appointment=visits[1], now=NEXT_DAY),
    )

    states = [Appointment.objects.get(pk=visit.pk).status for visit in visits]
    came, away = AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW
    waits = AppointmentStatus.BOOKED
    assert (states, *map(type, answers)) in [
        ([came, came, came], list, NotExpected),
        ([waits, away, waits], ChangedMeanwhile, Appointment),
    ]
