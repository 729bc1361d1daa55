"""Lists of the desk as files for a spreadsheet."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.choices import AppointmentStatus, CancelledBy
from booking.models import Absence
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    TariffFactory,
    WaitlistEntryFactory,
    WorkingHoursFactory,
    at,
)
from tests.factories.users import UserFactory
from tests.site.spreadsheets import rows_of

pytestmark = pytest.mark.django_db
LATER = timezone.now() + timedelta(days=30)
LISTS = [
    "patienten",
    "afspraken",
    "berichten",
    "wachtlijst",
    "afwezigheden",
    "beschikbaarheid",
    "werkroosters",
    "behandelingen",
    "kinesitherapeuten",
    "tarieven",
    "conventiestatussen",
]


def file_of(browser: Client, name: str, kind: str = "csv", **query: str) -> list[list[Any]]:
    return rows_of(browser.get(f"/beheer/{name}/", {"export": kind, **query}))


def a_row_of_each(number: int) -> None:
    """A row for each list; each mail is about a series."""
    series = SeriesFactory()
    person = PractitionerFactory()
    visit = AppointmentFactory(
        practitioner=person,
        series=series,
        patient=series.patient,
        starts_at=LATER + timedelta(days=number),
    )
    NotificationFactory(appointment=None, series=series, patient=visit.patient, kind="series")
    WaitlistEntryFactory(treatment=visit.treatment, practitioner=person)
    AbsenceFactory(practitioner=person, starts_at=LATER, ends_at=LATER + timedelta(hours=1))
    SlotFactory(practitioner=person, starts_at=LATER, ends_at=LATER + timedelta(hours=1))
    WorkingHoursFactory(practitioner=person)
    TariffFactory(treatment=visit.treatment)
    person.convention_statuses.create(status="full", valid_from=DAY)


@pytest.mark.parametrize("name", LISTS)
def test_a_file_takes_the_same_queries_for_any_number_of_rows(
    client: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    client.force_login(UserFactory(is_superuser=True))
    a_row_of_each(0)
    file_of(client, name)

    def queries() -> int:
        with django_assert_max_num_queries(20) as taken:
            file_of(client, name)
        return len(taken)

    before = queries()
    for number in range(1, 5):
        a_row_of_each(number)

    assert len(file_of(client, name)) > 4
    assert queries() == before


def test_a_patient_is_a_line_with_words_and_a_number_that_is_no_formula(desk: Client) -> None:
    PatientFactory(
        name="=1+1",
        phone="+33612345678",
        email="mia@patient.example",
        language="fr",
        wants_reminders=False,
        created_at=datetime(2027, 7, 1, 7, 30, tzinfo=UTC),
    )
    PatientFactory(name="", phone="", email="", erased_at=NOW)

    [names, *rows] = file_of(desk, "patienten")

    assert names == [
        "Naam",
        "Wie invult",
        "Telefoon",
        "E-mail",
        "Taal",
        "Herinneringen",
        "Bekend sinds",
    ]
    assert rows == [
        [
            "'=1+1",
            "",
            "'+33 6 12 34 56 78",
            "mia@patient.example",
            "Français",
            "Nee",
            "2027-07-01 09:30",
        ]
    ]


def test_only_patients_who_were_found_are_in_the_file(desk: Client) -> None:
    PatientFactory(name="Anna Peeters")
    PatientFactory(name="Bo Claes")
    found = desk.post("/beheer/patienten/", {"zoek": "Peeters"})["Location"]

    [_names, *rows] = rows_of(desk.get(f"{found}&export=csv"))

    assert [row[0] for row in rows] == ["Anna Peeters"]


def test_a_search_that_is_forgotten_gives_no_file_of_everybody(desk: Client) -> None:
    PatientFactory()

    answer = desk.get("/beheer/patienten/?gevonden=kwijt&export=csv", follow=True)

    assert answer.redirect_chain == [("/beheer/patienten/", 302)]
    assert "Zoek opnieuw" in answer.content.decode()


def test_appointments_come_with_what_became_of_them(desk: Client) -> None:
    visit = AppointmentFactory(
        status=AppointmentStatus.CANCELLED,
        cancelled_by=CancelledBy.ASKED,
        cancelled_at=at(7),
        patient__name="Anna Peeters",
    )
    AppointmentFactory(held=True)

    [names, row] = file_of(desk, "afspraken", "xlsx", since=DAY.isoformat())
    said = dict(zip(names, row, strict=True))

    assert said["Begint om"] == datetime(2027, 1, 12, 9)  # noqa: DTZ001  Excel's have no zone
    assert (said["Patiënt"], said["Telefoon"]) == ("Anna Peeters", "0470 12 34 56")
    assert said["Kinesitherapeut"] == visit.practitioner.name
    assert (said["Status"], said["Geannuleerd door"], said["Laat geannuleerd"]) == (
        "Geannuleerd",
        "Patiënt, via het onthaal",
        "Ja",
    )


def test_appointments_are_those_of_the_days_that_were_asked_for(desk: Client) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    past = AppointmentFactory(starts_at=yesterday)
    coming = AppointmentFactory(starts_at=LATER)

    def names(**query: str) -> list[str]:
        return [row[4] for row in file_of(desk, "afspraken", **query)[1:]]

    assert names() == [coming.patient.name]
    assert names(until=timezone.localdate(yesterday).isoformat()) == [past.patient.name]
    assert names(since="2000-01-01") == [past.patient.name, coming.patient.name]


def test_the_waiting_list_comes_in_turn_with_what_was_asked(desk: Client) -> None:
    entry = WaitlistEntryFactory(weekdays=[1, 3], parts=["morning"])

    [names, row] = file_of(desk, "wachtlijst")
    said = dict(zip(names, row, strict=True))

    assert (said["Nr."], said["Patiënt"]) == ("1", entry.patient.name)
    assert (said["Dagen"], said["Vanaf"]) == ("maandag, woensdag", "2027-01-11")


def test_absences_name_the_whole_practice(desk: Client) -> None:
    AbsenceFactory(practitioner=None, starts_at=LATER, ends_at=LATER + timedelta(hours=1))
    assert Absence.objects.count() == 1

    assert [row[0] for row in file_of(desk, "afwezigheden")[1:]] == ["De hele praktijk"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("group", ["Kinesitherapeuten", "Redactie"])
def test_a_file_is_given_only_to_those_who_see_its_list(
    client: Client, name: str, group: str
) -> None:
    client.force_login(UserFactory(groups=[group]))

    screen = client.get(f"/beheer/{name}/")
    answer = client.get(f"/beheer/{name}/", {"export": "csv"})

    assert answer.status_code == screen.status_code
    assert (answer["Content-Type"] == "text/csv") is (screen.status_code == 200)
    # Patients are named to the desk only.
    if name in ("patienten", "afspraken", "berichten"):
        assert answer.status_code == 302
