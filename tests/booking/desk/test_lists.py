"""Lists and forms of slots, rosters, treatments, absences and mails in the admin."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ReferenceIndex

from booking.choices import NotificationStatus
from booking.models import Slot, WorkingHours
from tests.booking.support.previews import saved
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    ConventionStatusFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    TariffFactory,
    TreatmentFactory,
    WorkingHoursFactory,
    at,
)
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


def test_wagtail_keeps_no_index_of_what_rows_of_the_desk_refer_to(desk: Client) -> None:
    desk.get("/beheer/beschikbaarheid/")

    indexed = {
        model for model in ReferenceIndex.indexed_models if model.__module__[:8] == "booking."
    }
    assert indexed == set()


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

    saved(
        desk,
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


def test_a_line_of_the_roster_takes_its_coming_slots_along(desk: Client) -> None:
    line = WorkingHoursFactory()
    SlotFactory(practitioner=line.practitioner, working_hours=line)
    by_hand = SlotFactory(practitioner=line.practitioner, starts_at=at(13), ends_at=at(15))

    saved(desk, f"/beheer/werkroosters/delete/{line.pk}/", {})

    assert list(Slot.objects.all()) == [by_hand]


def test_a_treatment_is_edited_in_minutes(desk: Client) -> None:
    treatment = TreatmentFactory(name="Intake", slug="intake")

    desk.post(
        f"/beheer/behandelingen/edit/{treatment.pk}/",
        {
            "name": "Intake",
            "slug": "intake",
            "complaint": "new",
            "duration": "45",
            "group": "other",
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
            "group": "other",
            "turnaround": "0",
            "sort_order": "0",
        },
    )

    assert page.status_code == 200
    treatment.refresh_from_db()
    assert treatment.duration == timedelta(minutes=30)


def test_the_absences_from_today_on_stand_in_order_of_time(desk: Client) -> None:
    days = [timezone.now() + timedelta(days=number) for number in (-3, -2, 0, 9)]
    _past, _over, now, later = [
        AbsenceFactory(starts_at=day, ends_at=day + timedelta(hours=1)) for day in days
    ]
    running = AbsenceFactory(starts_at=days[0], ends_at=days[3])

    page = desk.get("/beheer/afwezigheden/")

    assert list(page.context["object_list"]) == [running, now, later]


def test_an_absence_of_everybody_says_so_in_the_list(desk: Client) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    AbsenceFactory(
        practitioner=None, starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1), reason=""
    )

    page = desk.get("/beheer/afwezigheden/")

    assert soup(page).find_all("td").count("De hele praktijk") == 1


def rows_of_each_list(count: int) -> None:
    for _ in range(count):
        NotificationFactory()
        AbsenceFactory()
        SlotFactory(working_hours=WorkingHoursFactory())
        TariffFactory()
        ConventionStatusFactory()


@pytest.mark.parametrize(
    "path",
    [
        "behandelingen",
        "beschikbaarheid",
        "afwezigheden",
        "werkroosters",
        "patienten",
        "berichten",
        "tarieven",
        "conventiestatussen",
    ],
)
def test_lists_take_the_same_queries_for_any_number_of_rows(desk: Client, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(f"/beheer/{path}/").status_code == 200
        return len(asked)

    rows_of_each_list(1)
    queries()
    of_one = queries()
    rows_of_each_list(3)

    assert queries() == of_one


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


def test_the_list_of_treatments_tells_their_length_in_minutes(desk: Client) -> None:
    TreatmentFactory(duration=timedelta(minutes=45))

    page = desk.get("/beheer/behandelingen/")

    assert page.content.decode().count("45 minuten") == 1


def test_a_list_reads_yes_and_no_aloud_in_dutch(desk: Client) -> None:
    TreatmentFactory(is_online=True)
    TreatmentFactory(is_online=False)

    page = soup(desk.get("/beheer/behandelingen/"))

    read = [text for text in page.find_all("span", "w-sr-only") if text in {"ja", "nee", "True"}]
    assert sorted(read) == ["ja", "nee"]


def test_the_list_of_mails_says_on_which_day_and_at_what_hour_each_was_sent(desk: Client) -> None:
    NotificationFactory(status=NotificationStatus.SENT, sent_at=timezone.now())
    NotificationFactory()

    page = desk.get("/beheer/berichten/").content.decode()

    assert page.count(f"{timezone.localtime():%d/%m/%Y} ") >= 1
    assert "geleden" not in page
    assert "Zojuist" not in page
