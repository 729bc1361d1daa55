"""A patient whose therapist is ill chooses another time on a page that a mail leads to."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from booking import links
from booking.choices import NotificationKind
from booking.errors import LinkExpired
from booking.models import Appointment, Notification, Substitute, Substitution
from booking.services.mail.deliver import deliver_next
from booking.services.privacy.erase import erase
from booking.services.visits.hold import hold
from booking.substitution_links import choices_path, read_choices
from tests.booking.support.illness import Practice, away, real_day, reported
from tests.booking.support.letters import parsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Practice:
    return real_day()


@pytest.fixture
def substitution(practice: Practice) -> Substitution:
    practice.visit_at(10)
    day = timezone.localdate(practice.start)
    reported(away(practice.tibo, day), now=timezone.now())
    return Substitution.objects.get()


def choices() -> list[Substitute]:
    return list(Substitute.objects.order_by("starts_at"))


def test_the_mail_leads_to_the_page_and_looking_changes_nothing(
    client: Client, substitution: Substitution
) -> None:
    Notification.objects.update(due_at=timezone.now())
    while deliver_next(now=timezone.now()):
        pass
    [letter] = mail.outbox
    text = parsed(letter).get_body(("plain",))
    assert text
    path = choices_path(substitution)
    assert path in text.get_content()

    page = client.get(path)

    assert page.status_code == 200
    assert page.content.decode().count('name="keuze"') == 3
    assert not Substitute.objects.filter(taken_at__isnull=False).exists()


def test_the_first_answer_moves_the_appointment(
    client: Client, substitution: Substitution, practice: Practice
) -> None:
    path, [first, second] = choices_path(substitution), choices()

    page = client.post(path, {"keuze": first.uid.hex}, follow=True)
    again = client.post(path, {"keuze": second.uid.hex})

    visit = Appointment.objects.get(pk=substitution.appointment_id)
    assert (visit.starts_at, visit.practitioner) == (first.starts_at, practice.wout)
    assert "Je afspraak is verplaatst." in page.content.decode()
    assert again.status_code == 409
    assert "Je afspraak is niet verplaatst." in again.content.decode()


def test_a_time_that_went_meanwhile_is_told_kindly_and_the_others_stay(
    client: Client, substitution: Substitution, practice: Practice
) -> None:
    first, second = choices()
    Appointment.objects.filter(pk=first.hold_id).update(held_until=timezone.now())
    hold(
        treatment=practice.treatment,
        practitioner=practice.wout,
        starts_at=first.starts_at,
        key=first.uid,
        now=timezone.now(),
    )

    page = client.post(choices_path(substitution), {"keuze": first.uid.hex})

    text = page.content.decode()
    assert page.status_code == 409
    assert "We konden dat moment niet langer vrijhouden." in text
    assert (first.uid.hex in text, second.uid.hex in text) == (False, True)


def test_whoever_finds_nothing_that_suits_is_called(
    client: Client, substitution: Substitution
) -> None:
    page = client.post(choices_path(substitution), {"keuze": "geen"}, follow=True)

    assert "We bellen je om een ander moment te zoeken." in page.content.decode()
    assert not Appointment.objects.filter(status="pending").exists()
    nonsense = client.post(choices_path(substitution), {"keuze": "x"})
    assert nonsense.status_code == 409


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Kies een ander moment"), ("fr", "Choisissez un autre moment"), ("en", "Choose")],
)
def test_page_and_letter_speak_the_language_of_the_patient(
    language: str, words: str, client: Client, substitution: Substitution
) -> None:
    patient = substitution.appointment.patient
    assert patient
    patient.language = language
    patient.save()
    Notification.objects.update(due_at=timezone.now())
    while deliver_next(now=timezone.now()):
        pass
    with translation.override(language):
        path = choices_path(substitution)

    assert words in client.get(path).content.decode()
    body = parsed(mail.outbox[0]).get_body(("plain",))
    assert body
    text = body.get_content()
    assert path in text
    assert "Behandeling" not in text


def test_the_page_of_the_appointment_leads_to_the_choices(
    client: Client, substitution: Substitution
) -> None:
    page = client.get(links.visit_path(substitution.appointment)).content.decode()

    assert f"{substitution.practitioner.name} kan er dan niet zijn" in page
    assert choices_path(substitution) in page


def test_a_link_of_an_erased_patient_opens_nothing(
    client: Client, substitution: Substitution
) -> None:
    later = substitution.ends_at + timedelta(days=1)
    patient = substitution.appointment.patient
    assert patient
    token = choices_path(substitution).rstrip("/").rpartition("/")[2]
    erase(patient, later)

    assert client.get(choices_path(substitution)).status_code == 410
    with pytest.raises(LinkExpired):
        read_choices(token, now=later)


def test_a_mail_whose_times_are_all_gone_is_not_sent(substitution: Substitution) -> None:
    Appointment.objects.filter(status="pending").update(held_until=timezone.now())
    Notification.objects.update(due_at=timezone.now())

    while deliver_next(now=timezone.now()):
        pass

    assert mail.outbox == []
    assert not Notification.objects.filter(kind=NotificationKind.CHOICES).exists()
