"""The desk sends mails again one by one and together, and notes what became of them elsewhere."""

from datetime import timedelta

import pytest

from booking.choices import NotificationKind, NotificationStatus, OfferStatus
from booking.errors import ChangedMeanwhile, DoneAlready, NotExpected
from booking.models import Appointment, Notification
from booking.services.mail.see_to import note_returned_mail, settle_mail
from booking.services.mail.send_again import NotSentAgain, send_each_again, send_mail_again
from tests.booking.support.letters import deliver_all
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    WaitlistOfferFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def failed() -> Notification:
    mail: Notification = NotificationFactory(
        status=NotificationStatus.FAILED, last_error="SMTPRecipientsRefused 550"
    )
    return mail


def mail_of_an_offer(**changes: object) -> Notification:
    offer = WaitlistOfferFactory(**changes)
    mail: Notification = NotificationFactory(
        appointment=None, offer=offer, patient=offer.entry.patient, kind=NotificationKind.OFFER
    )
    return mail


def test_a_mail_about_an_offer_is_sent_again_while_the_offer_stands() -> None:
    mail = mail_of_an_offer()
    deliver_all()

    send_mail_again(mail=mail, now=NOW + timedelta(minutes=1))

    assert len(deliver_all(NOW + timedelta(minutes=1))) == 2


def test_a_mail_that_is_not_true_any_more_is_not_sent_again() -> None:
    mail = mail_of_an_offer(status=OfferStatus.DECLINED)

    with pytest.raises(NotSentAgain, match="klopt niet meer"):
        send_mail_again(mail=mail, now=LATER)


def test_a_reminder_and_a_mail_to_nobody_are_not_sent_again(failed: Notification) -> None:
    reminder = NotificationFactory(kind=NotificationKind.REMINDER)
    failed.patient.email = ""
    failed.patient.save()

    for mail, why in ((reminder, "herinnering"), (failed, "geen e-mailadres")):
        with pytest.raises(NotSentAgain, match=why):
            send_mail_again(mail=mail, now=LATER)


def test_only_the_newest_mail_about_a_visit_is_sent_again(failed: Notification) -> None:
    NotificationFactory(
        appointment=failed.appointment, kind=NotificationKind.MOVED, sequence=1, created_at=LATER
    )

    with pytest.raises(NotSentAgain, match="nieuwer"):
        send_mail_again(mail=failed, now=LATER)


def test_several_are_sent_again_and_one_that_cannot_keeps_no_other_back(
    failed: Notification,
) -> None:
    other = NotificationFactory(status=NotificationStatus.FAILED)
    reminder = NotificationFactory(kind=NotificationKind.REMINDER, status=NotificationStatus.FAILED)
    shown = {mail.pk: mail.version for mail in (failed, reminder, other)} | {0: "owed-1"}

    done = send_each_again(shown=shown, now=LATER, by_user=UserFactory())

    assert (done.count, done.gone) == (2, 1)
    assert [mail for mail, _error in done.left] == [reminder]
    assert [mail.to for mail in deliver_all(LATER)] == [
        [failed.patient.email],
        [other.patient.email],
    ]


def test_of_two_desks_the_second_reads_who_sent_it_again(failed: Notification) -> None:
    shown, lien = failed.version, UserFactory(first_name="Lien")
    send_mail_again(mail=failed, now=LATER, by_user=lien, shown=shown)

    with pytest.raises(ChangedMeanwhile, match="opnieuw onderweg, door Lien"):
        send_mail_again(mail=failed, now=LATER, by_user=UserFactory(), shown=shown)
    with pytest.raises(DoneAlready):
        send_mail_again(mail=failed, now=LATER, by_user=lien, shown=shown)


def test_a_patient_who_was_called_is_marked_in_the_agenda_no_more(failed: Notification) -> None:
    marked = Appointment.objects.with_mail_failed().filter(mail_failed=True)
    assert marked.exists()

    settle_mail(mail=failed, now=LATER, by_user=UserFactory(), shown=failed.version)

    failed.refresh_from_db()
    assert (failed.status, failed.settled_at) == (NotificationStatus.FAILED, LATER)
    assert not marked.exists()


def test_only_a_failed_mail_is_settled_and_only_a_sent_one_comes_back(
    failed: Notification,
) -> None:
    owed = NotificationFactory()

    with pytest.raises(NotExpected):
        settle_mail(mail=owed, now=LATER)
    with pytest.raises(NotExpected):
        note_returned_mail(mail=failed, now=LATER)


def test_a_mail_that_came_back_has_failed_and_can_be_sent_again() -> None:
    mail = NotificationFactory(
        patient=PatientFactory(), appointment=AppointmentFactory(), created_at=NOW
    )
    deliver_all()
    mail.refresh_from_db()

    note_returned_mail(mail=mail, now=LATER, by_user=UserFactory(), shown=mail.version)

    mail.refresh_from_db()
    assert (mail.status, mail.sent_at) == (NotificationStatus.FAILED, None)
    send_mail_again(mail=mail, now=LATER)
    assert len(deliver_all(LATER)) == 2
