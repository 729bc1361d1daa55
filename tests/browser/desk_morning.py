"""The morning of a day at the desk: who comes, who calls, and who is moved.

The test that tells the whole day is in test_a_day_at_the_desk.py.
"""

from datetime import timedelta

from playwright.sync_api import Page, expect

from booking.models import Appointment, Patient
from booking.scheduling.clock import clinic_date
from tests.booking.conftest import OpenPractice
from tests.browser.booking_pages import moments_of
from tests.browser.desk_day import Hands, column_of, start_at, visit_in, where_is
from tests.browser.phone_calls import TYPED, look_up


def one_comes_and_one_does_not(hands: Hands, came: Appointment, stayed_away: Appointment) -> None:
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


def ten_people_call(
    hands: Hands, outside: Page, room: OpenPractice, callers: list[Patient]
) -> dict[str, Appointment]:
    """Each is booked at the first start of Noor; returns their appointments by first name."""
    page, day = hands.page, clinic_date(room.at(9))
    free = f"{moments_of(room)}{room.practitioner.slug}&dag={day}"
    outside.goto(free)
    expect(outside.get_by_role("button", name="9.00 u").first).to_be_visible()
    page.goto(f"/beheer/agenda/?dag={day}&dichtheid=ruim")
    for patient, words in zip(callers, TYPED, strict=True):
        with hands.task(presses=3):
            look_up(page, words)
            hands.key("Enter")
            expect(page.locator(".agenda-lit button").first).to_be_focused()
            hands.key("Enter")
            expect(page.get_by_role("button", name="Boek", exact=True)).to_be_focused()
            hands.key("Enter")
            seen = page.locator(".agenda-visit__text").filter(has_text=patient.name[:20])
            expect(seen).to_be_focused()
    booked = {
        patient.name.split()[0]: Appointment.objects.filter(patient=patient).latest("starts_at")
        for patient in callers
    }
    assert [where_is(visit) for visit in booked.values()] == [
        ("Noor", room.at(hour, minute)) for hour in (9, 10, 11, 13, 14) for minute in (0, 30)
    ]
    outside.goto(free)
    expect(outside.get_by_role("button", name="15.00 u").first).to_be_visible()
    expect(outside.get_by_role("button", name="9.00 u")).to_have_count(0)
    return booked


def three_are_moved_by_drag(
    hands: Hands, room: OpenPractice, booked: dict[str, Appointment]
) -> None:
    """All three go to Wout, who has nobody yet."""
    page = hands.page
    for name, hour in (("Elke", 10), ("José", 11), ("Jan", 9)):
        with hands.task(presses=1):
            hands.drag(visit_in(page, booked[name]), "Wout", hour)
            moved = column_of(page, "Wout").locator(f"#afspraak-{booked[name].pk}")
            expect(moved).to_be_focused()
        assert where_is(booked[name]) == ("Wout", room.at(hour))


def three_are_moved_by_keys(
    hands: Hands, room: OpenPractice, booked: dict[str, Appointment]
) -> None:
    """Luk gets the hour that Elke had, Mia goes to Wout, and who has no mail to the day after."""
    page = hands.page
    for name, keys, start, reached in (
        ("Luk", [], start_at(page, "9.00", "Noor"), ("Noor", room.at(9))),
        ("Mia", ["ArrowRight"], start_at(page, "9.30", "Wout"), ("Wout", room.at(9, 30))),
        (
            "Zonder",
            ["]"],
            start_at(page, "9.00", "Noor"),
            ("Noor", room.at(9) + timedelta(days=1)),
        ),
    ):
        visit = page.locator(f"#afspraak-{booked[name].pk}")
        visit.focus()
        with hands.task(presses=2 + len(keys)):
            hands.key("m")
            expect(page.locator(".agenda-lit button:focus")).to_be_visible()
            for key in keys:
                hands.key(key)
            expect(start).to_be_focused()
            hands.key("Enter")
            expect(page.locator(".agenda-hand")).to_have_count(0)
            expect(visit).to_be_focused()
        assert where_is(booked[name]) == reached


def two_change_places_and_one_takes_longer(
    hands: Hands, room: OpenPractice, booked: dict[str, Appointment]
) -> None:
    """Elke and Luk rather have the hour of the other; Luk then needs three quarters of an hour."""
    page, elke, luk = hands.page, booked["Elke"], booked["Luk"]
    page.goto(f"/beheer/agenda/?dag={clinic_date(room.at(9))}")
    page.locator(f"#afspraak-{elke.pk}").focus()
    with hands.task(presses=3):
        hands.key("m")
        hands.click(page.get_by_role("link", name="Wissel met …"))
        hands.click(page.get_by_role("button", name="Wissel met Luk Van Damme"))
        expect(page.get_by_text("Gewisseld: Elke Vandamme")).to_be_visible()
    assert (where_is(elke), where_is(luk)) == (("Noor", room.at(9)), ("Wout", room.at(10)))

    with hands.task(presses=1):
        hands.drag(visit_in(page, luk), "Wout", 10.75, edge=True)
        expect(page.locator(f"#afspraak-{luk.pk}")).to_be_focused()
    luk.refresh_from_db()
    assert (luk.starts_at, luk.length) == (room.at(10), timedelta(minutes=45))
