"""A day at the desk, told from beginning to end, and seen from the other side at each step.

What each task costs in presses and page loads is counted, and may not grow.
"""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking import links
from booking.models import Appointment, Patient, Substitution, WaitlistOffer
from booking.scheduling.clock import clinic_date
from booking.services.mail.undo_time import UNDO_FOR
from booking.services.waitlist.make_offers import make_offers
from booking.substitution_links import choices_path
from booking.text.formats import time_text
from tests.booking.conftest import OpenPractice
from tests.browser.booking_pages import moments_of
from tests.browser.desk_day import (
    HEIGHT,
    Hands,
    colleague_of,
    due_now,
    mornings_of,
    send_mails,
    where_is,
)
from tests.browser.desk_morning import (
    one_comes_and_one_does_not,
    ten_people_call,
    three_are_moved_by_drag,
    three_are_moved_by_keys,
    two_change_places_and_one_takes_longer,
)
from tests.browser.phone_calls import people
from tests.factories.booking import WaitlistEntryFactory, practice_may

__all__ = ["people"]

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_day_at_the_desk(
    editor: Page,
    page_without_scripts: Page,
    practice_with_room: OpenPractice,
    people: list[Patient],
) -> None:
    room, outside = practice_with_room, page_without_scripts
    colleague_of(room)
    came, stayed_away = due_now(room)
    day_after = mornings_of(room)
    hands = Hands(editor)
    editor.set_viewport_size(HEIGHT)

    one_comes_and_one_does_not(hands, came, stayed_away)
    booked = ten_people_call(hands, outside, room, people)
    three_are_moved_by_drag(hands, room, booked)
    three_are_moved_by_keys(hands, room, booked)
    two_change_places_and_one_takes_longer(hands, room, booked)
    the_patients_hear_where_it_ended(booked)
    somebody_who_waits_is_offered_what_came_free(hands, outside, room, booked)
    a_therapist_is_ill(hands, outside, room, booked)
    the_roster_changes(hands, outside, room, day_after)
    the_evening(hands, room)


def the_patients_hear_where_it_ended(booked: dict[str, Appointment]) -> None:
    """One mail each, of the hour that it became: what was moved meanwhile is not told."""
    mail.outbox.clear()
    send_mails()
    told = {one.to[0]: str(one.body) for one in mail.outbox}
    reachable = [visit for visit in booked.values() if visit.patient.email]
    assert len(mail.outbox) == len(told) == len(reachable) == 7
    for visit in reachable:
        assert time_text(where_is(visit)[1]) in told[visit.patient.email]


def somebody_who_waits_is_offered_what_came_free(
    hands: Hands, outside: Page, room: OpenPractice, booked: dict[str, Appointment]
) -> None:
    """Luk cancels; the first on the waiting list is asked, and takes half past nine of Noor."""
    page, now = hands.page, timezone.now()
    practice_may(mail_from=time.min, mail_until=time.max)
    WaitlistEntryFactory(
        treatment=room.treatment,
        patient__name="Wacht Graag",
        from_day=clinic_date(now),
        until_day=clinic_date(room.at(9)),
        created_at=now - timedelta(hours=1),
    )
    with hands.task(presses=2):
        hands.click(page.locator(f"#afspraak-{booked['Luk'].pk}"))
        hands.click(page.locator(".agenda-card").get_by_role("button", name="Patiënt annuleert"))
        expect(page.locator(".agenda-bar-done")).to_contain_text("Luk Van Damme")
    assert make_offers(now=timezone.now()) == 0, "The desk can still undo it."
    assert make_offers(now=timezone.now() + UNDO_FOR) == 1

    outside.goto(links.offer_path(WaitlistOffer.objects.get()))
    outside.get_by_role("button", name="Ja, ik neem dit moment").click()
    expect(outside.get_by_role("heading", name="Dit moment is voor jou")).to_be_visible()
    page.reload()
    expect(page.locator(".agenda-visit").filter(has_text="Wacht Graag")).to_be_visible()


def a_therapist_is_ill(
    hands: Hands, outside: Page, room: OpenPractice, booked: dict[str, Appointment]
) -> None:
    """Noor is ill: who has an address is asked by mail, and Elke chooses Wout; one is called."""
    page, elke = hands.page, booked["Elke"]
    mail.outbox.clear()
    page.goto(f"/beheer/agenda/ziek/?dag={clinic_date(room.at(9))}")
    with hands.task(presses=1, loads=2):
        page.get_by_label("Wie").select_option(str(room.practitioner.pk))
        expect(page.get_by_text("6 afspraken geraakt")).to_be_visible()
        hands.click(page.get_by_role("button", name="Mail 5 patiënten hun keuzes"))
        expect(page.get_by_text("0 van 6 geregeld")).to_be_visible()
    send_mails()
    assert elke.patient.email in {one.to[0] for one in mail.outbox}

    outside.goto(choices_path(Substitution.objects.get(appointment=elke)))
    outside.locator("button[name=keuze]").first.click()
    expect(outside.get_by_text("Je afspraak is verplaatst.")).to_be_visible()
    assert where_is(elke) == ("Wout", room.at(10))
    with hands.task(presses=1, loads=1):
        hands.click(page.get_by_role("button", name="Gebeld מרים כהן"))
        expect(page.get_by_text("2 van 6 geregeld")).to_be_visible()


def the_roster_changes(hands: Hands, outside: Page, room: OpenPractice, day: str) -> None:
    """From now on Noor begins an hour later on the day after: who came earlier is to be called."""
    page, free = hands.page, f"{moments_of(room)}{room.practitioner.slug}&dag={day}"
    outside.goto(free)
    expect(outside.get_by_role("button", name="9.30 u").first).to_be_visible()
    page.goto(f"/beheer/werkroosters/week/?kin={room.practitioner.pk}&dag={day}")
    with hands.task(presses=3, loads=3):
        hands.click(page.get_by_role("link", name="9.00–12.00", exact=True))
        page.locator("[name=opens]").fill("10:00")
        hands.click(page.get_by_role("button", name="Bewaar"))
        expect(page.get_by_text("Zonder Mail").first).to_be_visible()
        hands.click(page.get_by_role("button", name="Bewaar"))
        expect(page.get_by_role("link", name="0470 00 00 08")).to_be_visible()
    outside.goto(free)
    expect(outside.get_by_role("button", name="10.00 u").first).to_be_visible()
    expect(outside.get_by_role("button", name="9.30 u")).to_have_count(0)


def the_evening(hands: Hands, room: OpenPractice) -> None:
    """The sheets of the day are printed: whoever is on them, with a phone number."""
    page = hands.page
    page.goto(f"/beheer/agenda/dagblad/?dag={clinic_date(room.at(9))}")
    page.evaluate("window.print = () => { window.printed = true }")
    with hands.task(presses=1):
        hands.click(page.get_by_role("button", name="Druk af"))
        assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    expect(page.get_by_role("row", name="10.00 u Wacht Graag")).to_be_visible()
    expect(page.locator(".sheet__line").filter(has_text="Luk Van Damme")).to_have_count(0)
    expect(page.get_by_role("button", name="Druk af")).to_be_hidden()
