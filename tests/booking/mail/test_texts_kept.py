"""What a mail said is kept as it went out, without the secrets in its links, and for a year."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from booking.models import MailText, Notification, SentMail
from booking.models.sent_mail import TEXTS_KEPT_FOR
from booking.services.mail.send_again import send_again
from booking.services.patients.merge import merge_patients
from booking.services.privacy.delete_old_mail_texts import delete_old_mail_texts
from booking.services.privacy.erase import erase_patient
from booking.text.secrets import cut_secrets
from tests.booking.support.letters import deliver_all
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    at,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
LONG_AGO = NOW - timedelta(days=30)


def test_the_text_is_that_of_the_mail_that_went_out() -> None:
    owed = NotificationFactory()

    [sent] = deliver_all()

    [kept] = owed.texts.all()
    assert (kept.sent_at, kept.address, kept.subject) == (NOW, owed.patient.email, sent.subject)
    assert kept.text == "\n".join(map(cut_secrets, str(sent.body).splitlines()))
    assert "/afspraak/bezoek/…" in kept.text


def test_no_link_of_the_kept_text_opens_anything() -> None:
    NotificationFactory()
    [sent] = deliver_all()
    secrets = re.findall(r"/afspraak/\w+/([^/\s]+)", str(sent.body))

    assert secrets
    assert not [secret for secret in secrets if secret in SentMail.objects.get().text]


def test_the_text_stays_as_it_was_when_visit_and_words_change() -> None:
    owed = NotificationFactory()
    deliver_all()
    before = SentMail.objects.get().text

    owed.appointment.move_to(
        AppointmentFactory(starts_at=at(14)).span,
        owed.appointment.practitioner,
        change_until=NOW,
        now=NOW,
    )
    owed.appointment.save()
    MailText.objects.create(kind="booked", language="nl", opening="Andere woorden")

    assert SentMail.objects.get().text == before


def test_a_mail_that_is_sent_again_has_both_texts() -> None:
    owed = NotificationFactory()
    deliver_all()
    send_again(appointment=owed.appointment, now=LATER)
    deliver_all(LATER)

    assert [kept.sent_at for kept in owed.texts.all()] == [LATER, NOW]


def test_a_mail_that_was_not_sent_has_no_text() -> None:
    NotificationFactory(appointment__patient__email="")
    deliver_all()

    assert mail.outbox == []
    assert not SentMail.objects.exists()


def test_texts_are_kept_for_a_year_and_their_mails_stay() -> None:
    NotificationFactory()
    deliver_all()

    delete_old_mail_texts(now=NOW + TEXTS_KEPT_FOR - timedelta(seconds=1))
    assert SentMail.objects.exists()
    delete_old_mail_texts(now=NOW + TEXTS_KEPT_FOR)

    assert (SentMail.objects.count(), Notification.objects.count()) == (0, 1)


def test_erasing_a_patient_erases_what_was_written_to_them_and_to_nobody_else() -> None:
    theirs, other = (
        NotificationFactory(appointment=AppointmentFactory(starts_at=LONG_AGO + timedelta(days=n)))
        for n in (0, 1)
    )
    deliver_all(LONG_AGO)
    NotificationFactory._meta.model.objects.update(due_at=LONG_AGO)
    deliver_all(LONG_AGO)

    erase_patient(patient=theirs.patient, now=NOW)

    assert [kept.mail for kept in SentMail.objects.all()] == [other]


def test_merging_takes_the_texts_along() -> None:
    keep, owed = PatientFactory(), NotificationFactory()
    deliver_all()

    merge_patients(keep=keep, gone=owed.patient, details=keep.contact_details, now=NOW)

    assert [kept.mail.patient for kept in SentMail.objects.all()] == [keep]
