"""Before a change of hours is saved, the desk sees what opens, what closes and whom it hits."""

from datetime import date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.models import Appointment, HoursChange, Practitioner, Slot, WorkingHours
from booking.reception.presenters.hours_preview import MOST_SHOWN, HoursPreview
from booking.scheduling.clock import CLINIC_TZ
from booking.services.schedule.roster import save_line
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.booking import AppointmentFactory, PractitionerFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> WorkingHours:
    """Noor works from 9 to 12 on one day a week, from today on."""
    today = timezone.localdate()
    made = WorkingHours(
        practitioner=PractitionerFactory(name="Noor Tester"),
        weekday=(today + timedelta(days=3)).isoweekday(),
        opens=time(9),
        closes=time(12),
        valid_from=today,
    )
    save_line(made, today=today, now=timezone.now())
    return made


def day_of(line: WorkingHours) -> date:
    today = timezone.localdate()
    return next(line.days(today + timedelta(days=1), today + timedelta(days=8)))


def visit(person: Practitioner, start: datetime, minutes: int = 30) -> Appointment:
    """An appointment that was booked yesterday."""
    booked: Appointment = AppointmentFactory(
        practitioner=person,
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
        arranged_at=timezone.now() - timedelta(days=1),
    )
    return booked


def at_clock(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), CLINIC_TZ)


def form_of(desk: Client, line: WorkingHours, screen: str = "edit") -> Button:
    address = f"/beheer/werkroosters/{screen}/{line.pk}/"
    return buttons(desk.get(address), address)[0]


def preview_in(page: HttpResponse) -> HoursPreview:
    preview: HoursPreview = page.context["preview"]  # type: ignore[attr-defined]
    return preview


def test_a_shorter_line_shows_what_closes_and_who_stands_in_it_and_changes_nothing_yet(
    desk: Client, line: WorkingHours
) -> None:
    hit = visit(line.practitioner, at_clock(day_of(line), 11))
    slots = list(Slot.objects.values_list("pk", "starts_at", "ends_at"))

    page = form_of(desk, line).press(desk, closes="11:00")

    preview = preview_in(page)
    weekday = line.get_weekday_display()
    [closed] = preview.closed
    assert closed.startswith(f"{weekday} 11.00–12.00: ")
    assert (preview.opened, preview.visits, preview.count) == ([], [hit], 1)
    assert "1 afspraak staat dan buiten de uren" in words_of(page)
    assert list(Slot.objects.values_list("pk", "starts_at", "ends_at")) == slots
    assert not HoursChange.objects.exists()
    line.refresh_from_db()
    assert line.closes == time(12)


def test_what_was_seen_is_saved_and_leads_to_the_list_to_call(
    desk: Client, line: WorkingHours
) -> None:
    visit(line.practitioner, at_clock(day_of(line), 11))
    page = form_of(desk, line).press(desk, closes="11:00")

    done = buttons(page, "")[0].press(desk)

    change = HoursChange.objects.get()
    assert done.redirect_chain == [(f"/beheer/buiten-de-uren/{change.pk}/", 302)]
    line.refresh_from_db()
    assert line.closes == time(11)


def test_what_changed_since_it_was_seen_is_shown_again(desk: Client, line: WorkingHours) -> None:
    page = form_of(desk, line).press(desk, closes="11:00")
    visit(line.practitioner, at_clock(day_of(line), 11, 30))

    again = buttons(page, "")[0].press(desk)

    assert "Wat erop zou volgen, is intussen veranderd." in words_of(again)
    assert preview_in(again).count == 1
    line.refresh_from_db()
    assert line.closes == time(12)
    buttons(again, "")[0].press(desk)
    line.refresh_from_db()
    assert line.closes == time(11)


def test_from_the_preview_one_goes_back_to_what_was_typed(desk: Client, line: WorkingHours) -> None:
    page = form_of(desk, line).press(desk, closes="11:00")

    back = buttons(page, "")[1].press(desk)

    assert back.context["form"]["closes"].value() == "11:00"
    assert buttons(back, f"/beheer/werkroosters/edit/{line.pk}/")[0].data["closes"] == "11:00"
    line.refresh_from_db()
    assert line.closes == time(12)


def test_a_new_line_shows_what_opens_week_after_week(desk: Client, line: WorkingHours) -> None:
    address = (
        f"/beheer/werkroosters/new/?practitioner={line.practitioner_id}&weekday={line.weekday}"
    )
    form = buttons(desk.get(address), address)[0]

    page = form.press(
        desk, opens="13:00", closes="15:30", valid_from=f"{day_of(line):%d/%m/%Y}", every_n_weeks=2
    )

    [opened] = preview_in(page).opened
    assert opened.startswith(f"{line.get_weekday_display()} 13.00–15.30: 6 keer, van ")
    assert WorkingHours.objects.count() == 1
    buttons(page, "")[0].press(desk)
    assert WorkingHours.objects.count() == 2


def test_deleting_a_line_tells_what_closes_first_and_asks_again_when_it_changed(
    desk: Client, line: WorkingHours
) -> None:
    page = form_of(desk, line, "delete").press(desk)
    [closed] = preview_in(page).closed
    assert closed.startswith(f"{line.get_weekday_display()} 9.00–12.00: ")
    assert "Er is nog niets verwijderd." in words_of(page)
    assert Slot.objects.exists()
    hit = visit(line.practitioner, at_clock(day_of(line), 9))

    again = buttons(page, "")[0].press(desk)

    assert "Wat erop zou volgen, is intussen veranderd." in words_of(again)
    assert preview_in(again).visits == [hit]
    buttons(again, "")[0].press(desk)
    assert not WorkingHours.objects.exists()


def test_one_day_is_asked_about_only_when_it_hits_somebody(
    desk: Client, line: WorkingHours
) -> None:
    slot = Slot.objects.earliest("starts_at")
    day = slot.starts_at.astimezone(CLINIC_TZ).date()
    address = f"/beheer/beschikbaarheid/edit/{slot.pk}/"

    form = buttons(desk.get(address), address)[0]
    form.press(desk, ends_at=f"{day:%d/%m/%Y} 11:30")
    slot.refresh_from_db()
    assert slot.ends_at == datetime.combine(day, time(11, 30), CLINIC_TZ)

    visit(line.practitioner, at_clock(day, 10))
    form = buttons(desk.get(address), address)[0]
    asked = form.press(desk, ends_at=f"{day:%d/%m/%Y} 09:30")
    assert preview_in(asked).count == 1
    slot.refresh_from_db()
    assert slot.ends_at == datetime.combine(day, time(11, 30), CLINIC_TZ)


def test_who_may_not_see_patients_reads_how_many_are_hit(
    client: Client, line: WorkingHours
) -> None:
    hit = visit(line.practitioner, at_clock(day_of(line), 11))
    planner = UserFactory()
    rights = ["access_admin", "change_workinghours", "view_workinghours"]
    planner.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(planner)

    page = form_of(client, line).press(client, closes="11:00")

    words = words_of(page)
    assert "1 afspraak staat dan buiten de uren" in words
    assert str(hit.patient) not in words


def test_a_change_that_hits_three_hundred_names_the_first_and_asks_no_more_than_one_that_hits_two(
    desk: Client, line: WorkingHours
) -> None:
    def press() -> tuple[int, HttpResponse]:
        form = form_of(desk, line)
        with CaptureQueriesContext(connection) as asked:
            page = form.press(desk, closes="10:00")
        return len(asked), page

    days = list(line.days(day_of(line), timezone.localdate() + timedelta(days=80)))[:10]
    visit(line.practitioner, at_clock(days[0], 10, 45))
    press()
    few, _page = press()
    for number in range(300):
        start = at_clock(days[number % 10], 10, number // 10)
        visit(line.practitioner, start, minutes=1)
    many, page = press()

    assert many == few
    preview = preview_in(page)
    assert (len(preview.visits), preview.more) == (MOST_SHOWN, 301 - MOST_SHOWN)
    assert f"en nog {preview.more}" in words_of(page)
