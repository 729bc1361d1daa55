"""Waiting for what nobody gives online any more: the desk, the patient and the editor are told."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import OfferStatus, Prospect
from booking.models import Notification, Practitioner, WaitlistEntry, WaitlistOffer
from tests.booking.conftest import OpenPractice
from tests.booking.desk.test_waitlist_screen import ADD, LIST, answer, offer, typed, waits
from tests.booking.support.letters import deliver_all
from tests.booking.support.pressing import buttons, words_of
from tests.booking.support.waitlist import offer_all_that_is_free
from tests.factories.booking import AppointmentFactory, PatientFactory, PractitionerFactory
from tests.factories.users import UserFactory

__all__ = ["offer"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    browser = Client()
    user: User = UserFactory(groups=["Redactie"])
    browser.force_login(user)
    return browser


def save(browser: Client, name: str, row: Any, **typed_now: Any) -> str:
    """Save the form of a row with these changes; gives the words of the screen that follows."""
    address = reverse(f"{name}:edit", args=[row.pk])
    page = buttons(browser.get(address), address)[0].press(browser, **typed_now)
    return words_of(page)


def prospect_of(desk: Client, entry: WaitlistEntry) -> Prospect | None:
    found: Prospect | None = dict(desk.get(LIST).context["rows"])[entry]
    return found


@pytest.mark.parametrize("stops", ["treatment", "therapist", "wished"])
def test_who_can_be_offered_nothing_is_told_to_the_desk_and_on_the_page_of_the_patient(
    desk: Client, editor: Client, practice_with_room: OpenPractice, stops: str
) -> None:
    noor, treatment = practice_with_room.practitioner, practice_with_room.treatment
    wished = noor if stops == "wished" else None
    if wished:
        PractitionerFactory(name="An Anders", treatments=[treatment])
    patient = PatientFactory(name="Lies Wachter")
    entry = waits(practice_with_room, patient=patient, practitioner=wished)
    assert prospect_of(desk, entry) == Prospect.NOTHING_FREED

    if stops == "treatment":
        told = save(desk, "behandelingen", treatment, is_online="false")
    else:
        told = save(editor, "kinesitherapeuten", noor, is_online="false")

    if stops == "treatment":
        assert "kan niets meer aangeboden worden aan Lies Wachter" in told
    else:
        assert "kan niets meer aangeboden worden aan 1 patiënt" in told
        assert "Lies" not in told
    assert prospect_of(desk, entry) == Prospect.NO_THERAPIST
    page = words_of(Client().get(links.waiting_path(entry)))
    assert "We kunnen je nu niets aanbieden" in page
    assert "we sturen een mail" not in page
    entry.refresh_from_db()
    assert entry.is_waiting
    assert not Notification.objects.exists()


def test_the_mail_that_withdraws_an_offer_promises_no_other_where_there_is_none(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    waits(practice_with_room)
    offer_all_that_is_free()
    deliver_all(timezone.now())

    save(desk, "behandelingen", practice_with_room.treatment, is_online="false")
    letter = deliver_all(timezone.now())[-1]

    assert "is nu niet online te boeken" in letter.body
    assert "zodra er een ander moment" not in letter.body


def test_whoever_is_off_the_list_already_is_not_asked_about_again(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    entry = waits(practice_with_room)
    address = reverse("wachtlijst:end", args=[entry.pk])
    desk.post(address)

    assert "intussen afgesloten" in words_of(desk.get(address, follow=True))


def test_whoever_may_have_another_therapist_is_not_named(
    desk: Client, editor: Client, practice_with_room: OpenPractice
) -> None:
    PractitionerFactory(name="An Anders", treatments=[practice_with_room.treatment])
    entry = waits(practice_with_room)

    told = save(editor, "kinesitherapeuten", practice_with_room.practitioner, is_online="false")

    assert "aangeboden" not in told
    assert prospect_of(desk, entry) == Prospect.NOTHING_FREED


def test_an_editor_by_whom_a_therapist_leaves_is_told_to_tell_the_desk(
    editor: Client, practice_with_room: OpenPractice
) -> None:
    slot = practice_with_room.slot
    AppointmentFactory(practitioner=practice_with_room.practitioner, starts_at=slot.starts_at)

    told = save(editor, "kinesitherapeuten", practice_with_room.practitioner, is_active="false")

    assert "zeg het onthaal dat het moet bellen" in told
    assert "geen toegang" not in told
    assert not Practitioner.objects.get().is_active


def test_an_offer_beyond_the_limits_of_the_patient_is_refused_in_words_for_the_desk(
    desk: Client, offer: WaitlistOffer
) -> None:
    AppointmentFactory(patient=offer.entry.patient, starts_at=offer.starts_at + timedelta(hours=3))

    answer(desk, offer, "ja")

    assert "De patiënt heeft die dag al een afspraak." in words_of(desk.get(LIST))
    offer.refresh_from_db()
    assert offer.status == OfferStatus.OPEN


def test_who_waits_already_is_named_in_words_for_the_desk(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    def join() -> str:
        return words_of(desk.post(ADD, typed(practice_with_room, toch="ja"), follow=True))

    join()

    assert "Deze patiënt staat hiervoor al op de wachtlijst." in join()
    assert WaitlistEntry.objects.count() == 1
