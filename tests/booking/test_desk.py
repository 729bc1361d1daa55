"""The receptionist's day: see, book by phone, check in, cancel."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from booking.availability import CLINIC_TZ
from booking.choices import AppointmentStatus, CancelledBy, Channel
from booking.models import Appointment, Slot, WorkingHours
from booking.reception.agenda import ROW, Agenda, Cell, agenda_of
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WorkingHoursFactory,
    at,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
AGENDA = "/beheer/agenda/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(groups=["Receptie"]))
    return client


def cells(agenda: Agenda) -> list[Cell]:
    return [cell for row in agenda.rows for cell in row.cells]


def test_the_agenda_shows_everybody_side_by_side_without_gaps() -> None:
    for _ in range(2):
        slot = SlotFactory()
        AppointmentFactory(practitioner=slot.practitioner, starts_at=at(8, 30))

    agenda = agenda_of(DAY, now=NOW)

    assert len(agenda.practitioners) == 2
    for person in agenda.practitioners:
        column = [cell for cell in cells(agenda) if cell.practitioner == person]
        assert sum(cell.rows for cell in column) == len(agenda.rows)
        assert all(
            above.starts_at + above.rows * ROW == below.starts_at
            for above, below in pairwise(column)
        )


def test_a_visit_stands_at_its_hour_and_as_tall_as_it_lasts() -> None:
    visit = AppointmentFactory(starts_at=at(8, 40), treatment__duration=timedelta(minutes=45))

    [cell] = [cell for cell in cells(agenda_of(DAY, now=NOW)) if cell.appointment]

    assert (cell.appointment, cell.starts_at, cell.rows) == (visit, at(8, 40), 9)


def test_visits_touching_within_five_minutes_both_stay_visible() -> None:
    person = PractitionerFactory()
    first = AppointmentFactory(practitioner=person, starts_at=at(8), ends_at=at(8, 32))
    second = AppointmentFactory(practitioner=person, starts_at=at(8, 32))

    shown = [cell.appointment for cell in cells(agenda_of(DAY, now=NOW)) if cell.appointment]

    assert shown == [first, second]


def test_cancelled_visits_and_expired_holds_leave_the_agenda() -> None:
    AppointmentFactory(cancelled=True)
    AppointmentFactory(held=True, held_until=NOW)

    assert agenda_of(DAY, now=NOW).visit_count == 0


def test_a_closing_covers_everybody_and_early_visits_open_the_day_earlier() -> None:
    AbsenceFactory(practitioner=None, starts_at=at(0), ends_at=at(22))
    early = AppointmentFactory(starts_at=at(5, 30))

    agenda = agenda_of(DAY, now=NOW)

    assert agenda.rows[0].starts_at == at(5)
    assert {cell.state for cell in cells(agenda) if not cell.appointment} == {"away"}
    assert early in [cell.appointment for cell in cells(agenda)]


def test_somebody_who_left_is_shown_while_visits_remain() -> None:
    PractitionerFactory(name="Jo Weg", is_active=False)
    gone = PractitionerFactory(name="Lou Bijna", is_active=False)
    AppointmentFactory(practitioner=gone)

    assert agenda_of(DAY, now=NOW).practitioners == [gone]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_day_on_which_the_clock_changes_has_its_visits_at_the_right_hour(day: date) -> None:
    nine = datetime.combine(day, time(9), CLINIC_TZ)
    visit = AppointmentFactory(starts_at=nine)

    agenda = agenda_of(day, now=NOW)

    [cell] = [cell for cell in cells(agenda) if cell.appointment]
    assert (cell.appointment, cell.clock) == (visit, "09:00")
    assert agenda.rows[0].starts_at == datetime.combine(day, time(8), CLINIC_TZ)


@pytest.mark.parametrize("count", [1, 5])
def test_the_agenda_takes_the_same_queries_for_any_number_of_visits(
    desk: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count):
        slot = SlotFactory()
        for hour in range(8, 8 + min(count, 3)):
            NotificationFactory(
                appointment=AppointmentFactory(practitioner=slot.practitioner, starts_at=at(hour))
            )

    with django_assert_max_num_queries(12):
        page = desk.get(AGENDA, {"dag": DAY.isoformat()})

    assert page.context["agenda"].visit_count == count * min(count, 3)


@pytest.mark.parametrize("nonsense", ["", "morgen", "2027-13-01", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_shows_today(desk: Client, nonsense: str) -> None:
    page = desk.get(AGENDA, {"dag": nonsense})

    assert page.context["agenda"].day == page.context["today"]


@pytest.fixture
def typed() -> Callable[..., dict[str, Any]]:
    """What the receptionist types, with changes."""
    slot = SlotFactory()
    treatment = TreatmentFactory()

    def form(**changes: Any) -> dict[str, Any]:
        return {
            "treatment": treatment.pk,
            "practitioner": slot.practitioner.pk,
            "day": "2027-01-12",
            "time": "09:00",
            "name": "Jos Voorbeeld",
            "phone": "0470 12 34 56",
            "email": "",
        } | changes

    return form


def test_the_desk_books_by_phone_and_returns_to_that_day(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    page = desk.post(AGENDA + "boeken/", typed())

    booked = Appointment.objects.get()
    assert (booked.starts_at, booked.status, booked.channel) == (
        at(8),
        AppointmentStatus.BOOKED,
        Channel.DESK,
    )
    assert page.url == f"{AGENDA}?dag=2027-01-12"


def test_a_click_in_the_agenda_fills_in_the_form(desk: Client) -> None:
    page = desk.get(AGENDA + "boeken/", {"day": "2027-01-12", "time": "09:30"})

    assert page.context["form"]["time"].value() == "09:30"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "Dit is een verplicht veld."),
        ({"phone": ""}, "__all__", "Vul een telefoonnummer of een e-mailadres in."),
        (
            {"phone": "12"},
            "phone",
            "Dit telefoonnummer klopt niet. Het ziet eruit als 0470 12 34 56.",
        ),
        ({"day": "morgen"}, "day", "Voer een geldige datum in."),
        (
            {"day": "2027-03-28", "time": "02:30"},
            "time",
            "Dat uur bestaat niet: dan verspringt de klok.",
        ),
        (
            {"time": "20:00"},
            "overrule",
            "De kinesitherapeut werkt dan niet of is afwezig. Vink dit aan om toch te boeken.",
        ),
    ],
)
def test_a_slip_at_the_desk_gets_a_message_and_books_nothing(
    desk: Client,
    typed: Callable[..., dict[str, Any]],
    changes: dict[str, Any],
    field: str,
    message: str,
) -> None:
    page = desk.post(AGENDA + "boeken/", typed(**changes))

    assert page.context["form"].errors == {field: [message]}
    assert not Appointment.objects.exists()


def test_the_desk_cannot_book_over_another_visit(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    desk.post(AGENDA + "boeken/", typed())

    page = desk.post(AGENDA + "boeken/", typed(name="Iemand Anders", time="09:15", overrule="on"))

    assert page.context["form"].errors.keys() == {"time"}
    assert Appointment.objects.count() == 1


def change(desk: Client, visit: Appointment, verb: str) -> Any:
    return desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": verb})


def test_checking_in_and_taking_it_back(desk: Client) -> None:
    visit = AppointmentFactory()

    change(desk, visit, "check_in")
    visit.refresh_from_db()
    arrived = visit.status
    change(desk, visit, "undo_check_in")
    visit.refresh_from_db()

    assert (arrived, visit.status) == (AppointmentStatus.ARRIVED, AppointmentStatus.BOOKED)


def test_the_desk_cancels_even_at_the_last_minute(desk: Client) -> None:
    visit = AppointmentFactory()

    change(desk, visit, "cancel")

    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_by) == (AppointmentStatus.CANCELLED, CancelledBy.PRACTICE)


def test_a_verb_that_does_not_fit_any_more_gets_a_message(desk: Client) -> None:
    visit = AppointmentFactory(cancelled=True)

    page = desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": "check_in"}, follow=True)

    assert [str(message).strip() for message in page.context["messages"]] == [
        "Dat kan niet meer met deze afspraak."
    ]


def test_a_verb_that_does_not_exist_is_refused(desk: Client) -> None:
    assert change(desk, AppointmentFactory(), "delete").status_code == 400


def test_a_get_changes_no_visit(desk: Client) -> None:
    visit = AppointmentFactory()

    page = desk.get(reverse("agenda:change", args=[visit.pk]), {"verb": "cancel"})

    assert page.status_code == 405


def test_the_visit_page_tells_what_was_mailed(desk: Client) -> None:
    mail = NotificationFactory()
    mail.mark_sent(NOW)
    mail.save()

    page = desk.get(reverse("agenda:visit", args=[mail.appointment.pk]))

    assert "Bevestiging: Verstuurd" in " ".join(page.content.decode().split())


def test_a_hold_has_no_page(desk: Client) -> None:
    held = AppointmentFactory(held=True)

    assert desk.get(reverse("agenda:visit", args=[held.pk])).status_code == 404


def test_the_list_of_slots_begins_today(desk: Client) -> None:
    SlotFactory(starts_at=at(8, day=date(2026, 1, 5)), ends_at=at(9, day=date(2026, 1, 5)))
    coming = SlotFactory()

    page = desk.get("/beheer/beschikbaarheid/")

    assert list(page.context["object_list"]) == [coming]


def test_a_slot_edited_by_hand_leaves_its_roster(desk: Client) -> None:
    line = WorkingHoursFactory()
    slot = SlotFactory(practitioner=line.practitioner, working_hours=line)

    desk.post(
        f"/beheer/beschikbaarheid/edit/{slot.pk}/",
        {
            "practitioner": slot.practitioner.pk,
            "starts_at": "12/01/2027 10:00",
            "ends_at": "12/01/2027 11:00",
        },
    )

    slot.refresh_from_db()
    assert (slot.starts_at, slot.working_hours) == (at(9), None)


def test_a_new_line_in_the_roster_is_laid_out_at_once(desk: Client) -> None:
    person = PractitionerFactory()

    desk.post(
        "/beheer/werkroosters/new/",
        {
            "practitioner": person.pk,
            "weekday": 2,
            "opens": "09:00",
            "closes": "12:00",
            "valid_from": "05/01/2026",
            "every_n_weeks": 1,
        },
    )

    assert WorkingHours.objects.get().slots.count() == Slot.objects.count() >= 12


def test_a_treatment_is_edited_in_minutes(desk: Client) -> None:
    treatment = TreatmentFactory(name="Intake", slug="intake")

    desk.post(
        f"/beheer/behandelingen/edit/{treatment.pk}/",
        {
            "name": "Intake",
            "slug": "intake",
            "complaint": "new",
            "duration": "45",
            "turnaround": "5",
            "sort_order": "0",
        },
    )

    treatment.refresh_from_db()
    assert (treatment.duration, treatment.turnaround) == (
        timedelta(minutes=45),
        timedelta(minutes=5),
    )


@pytest.mark.parametrize("minutes", ["0", "-30", "999", "een half uur", ""])
def test_a_treatment_of_an_impossible_length_is_refused(desk: Client, minutes: str) -> None:
    treatment = TreatmentFactory()

    page = desk.post(
        f"/beheer/behandelingen/edit/{treatment.pk}/",
        {
            "name": treatment.name,
            "slug": treatment.slug,
            "complaint": "any",
            "duration": minutes,
            "turnaround": "0",
            "sort_order": "0",
        },
    )

    assert page.status_code == 200
    treatment.refresh_from_db()
    assert treatment.duration == timedelta(minutes=30)


@pytest.mark.parametrize(
    "path",
    ["behandelingen", "beschikbaarheid", "afwezigheden", "werkroosters", "patienten", "berichten"],
)
@pytest.mark.parametrize("count", [1, 4])
def test_lists_take_the_same_queries_for_any_number_of_rows(
    desk: Client, path: str, count: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count):
        NotificationFactory()
        AbsenceFactory()
        SlotFactory(working_hours=WorkingHoursFactory())

    with django_assert_max_num_queries(16):
        page = desk.get(f"/beheer/{path}/")

    assert page.status_code == 200


@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "delete/{pk}/"])
def test_not_even_the_administrator_writes_mails_by_hand(client: Client, path: str) -> None:
    owed = NotificationFactory()
    client.force_login(UserFactory(is_superuser=True))

    page = client.get(f"/beheer/berichten/{path.format(pk=owed.pk)}")

    assert page.url == "/beheer/"


def test_a_treatment_with_visits_cannot_be_deleted(client: Client) -> None:
    visit = AppointmentFactory()
    client.force_login(UserFactory(is_superuser=True))

    page = client.post(f"/beheer/behandelingen/delete/{visit.treatment.pk}/")

    assert page.status_code == 302
    visit.treatment.refresh_from_db()
