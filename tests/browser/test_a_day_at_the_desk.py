"""A day at the desk, told from beginning to end, and seen from the other side at each step."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking import links
from booking.models import Appointment, Patient, Substitution, WaitlistOffer
from booking.scheduling.clock import clinic_date
from booking.services.visits.put_back import UNDO_FOR
from booking.services.waitlist.make_offers import make_offers
from booking.substitution_links import choices_path
from tests.booking.conftest import OpenPractice
from tests.browser.desk_day import (
    HEIGHT,
    Hands,
    colleague_of,
    due_now,
    mornings_of,
    place_of,
    send_mails,
    start_at,
    visit_in,
    where_is,
)
from tests.browser.phone_calls import look_up, people
from tests.factories.booking import WaitlistEntryFactory, practice_may

__all__ = ["people"]

pytestmark = pytest.mark.django_db(transaction=True)


def newest_of(patient: Patient) -> Appointment:
    return Appointment.objects.filter(patient=patient).latest("starts_at")


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

    morning(hands, came, stayed_away)
    elke, luk = calls(hands, room, people[:2])
    moves(hands, room, elke, luk)
    swaps_and_resizes(hands, room, elke, luk)
    the_patients_hear_where_it_ended(elke, luk)
    somebody_who_waits_is_offered_what_came_free(hands, outside, room, luk)
    a_therapist_is_ill(hands, outside, room, elke)
    the_roster_changes(editor, outside, room, day_after)
    the_evening(editor, room)


def morning(hands: Hands, came: Appointment, stayed_away: Appointment) -> None:
    """One comes, one does not."""
    page = hands.page
    page.goto("/beheer/agenda/?dichtheid=ruim")
    with hands.task(presses=1):
        hands.click(visit_in(page, came).get_by_role("button", name="Aangekomen"))
        expect(visit_in(page, came).locator(".agenda-visit__arrived")).to_be_visible()
    with hands.task(presses=1):
        hands.click(visit_in(page, stayed_away).get_by_role("button", name="Niet gekomen"))
        expect(page.locator(".agenda-bar-done")).to_contain_text("Kwam Niet")
    for visit in (came, stayed_away):
        visit.refresh_from_db()
    assert (came.has_arrived, stayed_away.is_noshow) == (True, True)


def calls(
    hands: Hands, room: OpenPractice, callers: list[Patient]
) -> tuple[Appointment, Appointment]:
    """Two patients call; each is booked at the first start of Noor."""
    page = hands.page
    page.goto(f"/beheer/agenda/?dag={clinic_date(room.at(9))}&dichtheid=ruim")
    typed = (("vandamme e", "9.00"), ("luk vandam", "9.30"))
    for patient, (words, clock) in zip(callers, typed, strict=True):
        with hands.task(presses=3):
            look_up(page, words)
            hands.key("Enter")
            expect(start_at(page, clock, "Noor")).to_be_focused()
            hands.key("Enter")
            expect(page.get_by_role("button", name="Boek", exact=True)).to_be_focused()
            hands.key("Enter")
            expect(page.locator(".agenda-bar-done")).to_contain_text(patient.name)
    elke, luk = map(newest_of, callers)
    assert where_is(elke) == ("Noor", room.at(9))
    assert where_is(luk) == ("Noor", room.at(9, 30))
    return elke, luk


def moves(hands: Hands, room: OpenPractice, elke: Appointment, luk: Appointment) -> None:
    """Elke goes to Wout by mouse; Luk gets her hour by keys."""
    page = hands.page
    with hands.task(presses=2):
        hands.drag(visit_in(page, elke), place_of(page, "Wout", 2))
        expect(page.locator(f"#afspraak-{elke.pk}")).to_be_focused()
    assert where_is(elke) == ("Wout", room.at(10))

    page.locator(f"#afspraak-{luk.pk}").focus()
    with hands.task(presses=2):
        hands.key("m")
        expect(start_at(page, "9.00", "Noor")).to_be_focused()
        hands.key("Enter")
        expect(page.locator(f"#afspraak-{luk.pk}")).to_be_focused()
    assert where_is(luk) == ("Noor", room.at(9))


def swaps_and_resizes(
    hands: Hands, room: OpenPractice, elke: Appointment, luk: Appointment
) -> None:
    """Both rather have the hour of the other; Luk then needs three quarters of an hour."""
    page = hands.page
    page.locator(f"#afspraak-{elke.pk}").focus()
    with hands.task(presses=3):
        hands.key("m")
        hands.click(page.get_by_role("link", name="Wissel met …"))
        hands.click(page.get_by_role("button", name="Wissel met Luk Van Damme"))
        expect(page.get_by_text("Gewisseld: Elke Vandamme")).to_be_visible()
    assert (where_is(elke), where_is(luk)) == (("Noor", room.at(9)), ("Wout", room.at(10)))

    with hands.task(presses=1):
        x, y = place_of(page, "Wout", 2.75)
        hands.drag(visit_in(page, luk), (x, y), edge=True)
        expect(page.locator(f"#afspraak-{luk.pk}")).to_be_focused()
    luk.refresh_from_db()
    assert luk.length == timedelta(minutes=45)


def the_patients_hear_where_it_ended(elke: Appointment, luk: Appointment) -> None:
    """One mail each, of the hour that it became: what was moved meanwhile is not told."""
    mail.outbox.clear()
    send_mails()
    told = {one.to[0]: str(one.body) for one in mail.outbox}
    assert len(mail.outbox) == len(told) == 2
    assert "9.00\N{NO-BREAK SPACE}u" in told[elke.patient.email]
    assert "10.00\N{NO-BREAK SPACE}u" in told[luk.patient.email]


def somebody_who_waits_is_offered_what_came_free(
    hands: Hands, outside: Page, room: OpenPractice, luk: Appointment
) -> None:
    """Luk cancels; the first on the waiting list is asked, and takes half past nine of Noor."""
    page, today = hands.page, clinic_date(timezone.now())
    practice_may(mail_from=time.min, mail_until=time.max)
    WaitlistEntryFactory(
        treatment=room.treatment,
        patient__name="Wacht Graag",
        from_day=today,
        until_day=clinic_date(room.at(9)),
        created_at=timezone.now() - timedelta(hours=1),
    )
    hands.click(page.locator(f"#afspraak-{luk.pk}"))
    hands.click(page.locator(".agenda-card").get_by_role("button", name="Patiënt annuleert"))
    expect(page.locator(".agenda-bar-done")).to_contain_text("Luk Van Damme")
    assert make_offers(now=timezone.now()) == 0, "The desk can still undo it."
    assert make_offers(now=timezone.now() + UNDO_FOR) == 1

    outside.goto(links.offer_path(WaitlistOffer.objects.get()))
    outside.get_by_role("button", name="Ja, ik neem dit moment").click()
    expect(outside.get_by_role("heading", name="Dit moment is voor jou")).to_be_visible()
    page.reload()
    expect(page.locator(".agenda-visit").filter(has_text="Wacht Graag")).to_be_visible()


def a_therapist_is_ill(hands: Hands, outside: Page, room: OpenPractice, elke: Appointment) -> None:
    """Noor is ill: both her patients are asked by mail; Elke chooses Wout."""
    page = hands.page
    mail.outbox.clear()
    page.goto(f"/beheer/agenda/ziek/?dag={clinic_date(room.at(9))}")
    page.get_by_label("Wie").select_option(str(room.practitioner.pk))
    expect(page.get_by_text("2 afspraken geraakt")).to_be_visible()
    page.get_by_role("button", name="Mail 2 patiënten hun keuzes").click()
    expect(page.get_by_text("0 van 2 geregeld")).to_be_visible()
    send_mails()
    assert elke.patient.email in {one.to[0] for one in mail.outbox}

    outside.goto(choices_path(Substitution.objects.get(appointment=elke)))
    outside.locator("button[name=keuze]").first.click()
    expect(outside.get_by_text("Je afspraak is verplaatst.")).to_be_visible()
    assert where_is(elke) == ("Wout", room.at(9))
    page.reload()
    expect(page.get_by_text("1 van 2 geregeld")).to_be_visible()


def the_roster_changes(page: Page, outside: Page, room: OpenPractice, day: str) -> None:
    """From now on Noor begins an hour later on the day after; patients see it."""
    free = f"/afspraak/momenten/?behandeling={room.treatment.slug}&kinesitherapeut="
    free += f"{room.practitioner.slug}&dag={day}"
    outside.goto(free)
    expect(outside.get_by_role("button", name="9.00 u").first).to_be_visible()
    page.goto(f"/beheer/werkroosters/week/?kin={room.practitioner.pk}&dag={day}")
    page.get_by_role("link", name="9.00–12.00", exact=True).click()
    page.locator("[name=opens]").fill("10:00")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("link", name="10.00–12.00", exact=True)).to_be_visible()
    outside.goto(free)
    expect(outside.get_by_role("button", name="10.00 u").first).to_be_visible()
    expect(outside.get_by_role("button", name="9.00 u")).to_have_count(0)


def the_evening(page: Page, room: OpenPractice) -> None:
    """The sheets of the day are printed: whoever is on them, with a phone number."""
    page.goto(f"/beheer/agenda/dagblad/?dag={clinic_date(room.at(9))}")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Druk af").click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    expect(page.get_by_role("row", name="10.00 u Wacht Graag")).to_be_visible()
    expect(page.locator(".sheet__line").filter(has_text="Luk Van Damme")).to_have_count(0)
    expect(page.get_by_role("button", name="Druk af")).to_be_hidden()
