"""The week of all: a line for each therapist, with what the desk looks for in each cell."""

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from booking.models import Practitioner
from booking.reception.presenters.agenda import agenda_of, week_of
from booking.reception.presenters.week_of_all import WeekOfAll, week_of_all
from booking.scheduling.clock import clinic_day
from booking.scheduling.holidays import LegalHoliday
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)
from tests.factories.users import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
MONDAY = date(2027, 1, 11)
DAYS = [MONDAY + timedelta(days=number) for number in range(7)]
URL = f"/beheer/agenda/?dag={DAY}&kin=allen"


@pytest.fixture
def noor() -> Practitioner:
    """She gives half an hour, and works from eight to twelve in UTC."""
    person: Practitioner = PractitionerFactory(name="Noor Peeters", treatments=[TreatmentFactory()])
    SlotFactory(practitioner=person, starts_at=at(8), ends_at=at(12))
    return person


def page_of(desk: Client, url: str = URL) -> BeautifulSoup:
    return BeautifulSoup(desk.get(url).content, "html.parser")


def cell_of(page: BeautifulSoup, person: Practitioner, day: date = DAY) -> Tag:
    """The cell of that therapist and day."""
    link = page.find(id=f"cel-{person.pk}-{day}")
    assert isinstance(link, Tag)
    assert link.parent
    return link.parent


def words(tag: Tag | None) -> str:
    assert tag
    return " ".join(tag.text.split())


def week(now: datetime = NOW) -> WeekOfAll:
    return week_of_all(DAY, now=now)


def test_each_cell_has_what_the_day_and_the_week_of_that_therapist_have(
    noor: Practitioner,
) -> None:
    AppointmentFactory(practitioner=noor, starts_at=at(9), turnaround=timedelta(minutes=10))
    AppointmentFactory(practitioner=noor, starts_at=at(10), held=True)
    AppointmentFactory(starts_at=at(10) + timedelta(days=2))
    SlotFactory(starts_at=at(13, day=DAYS[4]), ends_at=at(15, day=DAYS[4]))
    AbsenceFactory(practitioner=noor, starts_at=at(11), ends_at=at(12))

    shown = {(one.practitioner, one.day): one for one in week().columns}

    def told(column: object) -> tuple[object, ...]:
        names = ("visits", "worked", "away", "first_free", "is_idle")
        return tuple(getattr(column, name) for name in names)

    for person in Practitioner.objects.all():
        alone = week_of(person.pk, DAY, now=NOW)
        assert alone
        for column in alone.columns:
            assert told(shown[person, column.day]) == told(column)
    for column in agenda_of(DAY, now=NOW).columns:
        assert told(shown[column.practitioner, DAY]) == told(column)


def test_a_cell_says_how_many_come_and_from_when_on_there_is_room(
    desk: Client, noor: Practitioner
) -> None:
    visit = AppointmentFactory(practitioner=noor, starts_at=at(8))

    cell = cell_of(page_of(desk), noor)

    link, slip = cell.select_one(".agenda-cell__day"), cell.select_one(".agenda-slip")
    assert words(link) == "11 afspraak vrij om 9.30 u, Noor Peeters, dinsdag 12 januari 2027"
    assert link
    assert link["href"] == f"/beheer/agenda/?dag={DAY}#kolom-{noor.pk}"
    assert slip
    assert words(slip) == f"{visit.patient} 9.00 – 9.30, {visit.treatment}, Geboekt"
    assert (slip["data-kaart"], slip["style"]) == (str(visit.pk), "--s:60;--l:30")


def test_who_is_away_is_said_and_visits_of_that_time_are_marked(
    desk: Client, noor: Practitioner
) -> None:
    AppointmentFactory(practitioner=noor)
    AbsenceFactory(practitioner=noor, starts_at=at(7), ends_at=at(14), reason="opleiding")

    cell = cell_of(page_of(desk), noor)

    assert "Afwezig: opleiding" in words(cell.select_one(".agenda-cell__day"))
    assert "bel" in words(cell.select_one(".agenda-visit--hit")).split(", ")


def test_who_does_not_work_that_week_has_one_low_line_below_the_others(
    desk: Client, noor: Practitioner
) -> None:
    ada = PractitionerFactory(name="Ada Eerst")
    SlotFactory(practitioner=ada)
    AbsenceFactory(practitioner=ada, starts_at=at(0), ends_at=at(0, day=date(2027, 1, 20)))
    PractitionerFactory(name="Bo Zonder")

    idle = page_of(desk).select(".agenda-line")[2:]

    assert [words(line) for line in idle] == [
        "Ada Eerst Afwezig: vorming, tot en met wo 20 jan",
        "Bo Zonder werkt deze week niet",
    ]
    assert next(line.key for line in week().lines(lambda *_: "")) == f"rij-{noor.pk}"


def test_days_without_work_are_narrow_and_a_closed_one_has_its_name(
    desk: Client, noor: Practitioner
) -> None:
    easter_monday = date(2027, 3, 29)
    for day in (easter_monday, easter_monday + timedelta(days=1)):
        SlotFactory(practitioner=noor, starts_at=at(8, day=day), ends_at=at(9, day=day))
    closed = clinic_day(easter_monday)
    AbsenceFactory(practitioner=None, starts_at=closed.starts_at, ends_at=closed.ends_at)

    page = page_of(desk, f"/beheer/agenda/?dag={easter_monday}&kin=allen")

    heads = [words(head) for head in page.select("#week-dagen > [role=columnheader]")]
    assert heads[1] == f"mama 29 mrt Gesloten: {LegalHoliday.EASTER_MONDAY.label}"
    week = week_of_all(easter_monday, now=NOW)
    assert week.widths == ["closed", "open", *["idle"] * 5]


def test_the_head_of_a_day_is_as_full_as_the_month_says(desk: Client, noor: Practitioner) -> None:
    AppointmentFactory(practitioner=noor, turnaround=timedelta(minutes=30))
    AppointmentFactory(practitioner=noor, starts_at=at(11), held=True)
    AbsenceFactory(practitioner=noor, starts_at=at(9), ends_at=at(9, 30))
    SlotFactory(starts_at=at(8, day=DAYS[4]), ends_at=at(9, day=DAYS[4]))
    month = page_of(desk, f"/beheer/agenda/maand/?dag={DAY}")

    def fullness(page: BeautifulSoup, selector: str) -> list[str]:
        return [str(one["style"]) for one in page.select(f"{selector} .agenda-full")]

    assert fullness(page_of(desk), "#week-dagen") == fullness(month, "td")
    assert fullness(month, "td") == ["--full:29%", "--full:0%"]


def test_the_line_of_now_is_in_its_week_alone(noor: Practitioner) -> None:
    assert (week().now, week_of_all(DAY + timedelta(days=7), now=NOW).now) == (120, None)


def test_all_days_show_the_same_hours_also_when_the_clock_changes() -> None:
    sunday = date(2027, 3, 28)
    slot = SlotFactory(starts_at=at(4, 30, day=sunday), ends_at=at(9, day=sunday))

    cells = week_of_all(sunday, now=NOW).columns

    assert [one.worked for one in cells if one.practitioner == slot.practitioner][6] == [(30, 270)]
    assert len({one.scale.minutes for one in cells}) == 1


def test_a_hold_is_shown_without_a_card_and_what_was_cancelled_is_not_in_the_bar(
    desk: Client, noor: Practitioner
) -> None:
    AppointmentFactory(practitioner=noor, held=True)
    cancelled = AppointmentFactory(practitioner=noor, starts_at=at(10), cancelled=True)

    page = page_of(desk)

    slips = cell_of(page, noor).select(".agenda-slip")
    assert [one.name for one in slips] == ["span"]
    assert words(slips[0]).startswith("Vastgehouden tot")
    assert str(cancelled.patient) in words(page.select_one("#agenda-rail"))


def test_day_week_and_week_of_all_lead_to_each_other_and_arrows_to_other_weeks(
    desk: Client, noor: Practitioner
) -> None:
    day, one, everybody = (
        f"/beheer/agenda/?dag={DAY}{more}" for more in ("", f"&kin={noor.pk}", "&kin=allen")
    )

    for number, url in enumerate((day, one, everybody)):
        links = page_of(desk, url).select(".agenda-toolbar > .agenda-views a")
        assert [link["href"] for link in links] == [day, one, everybody]
        assert ["aria-current" in link.attrs for link in links].index(True) == number
    page = page_of(desk, everybody)
    ways = [
        str(link["href"]) for link in page.select(".agenda-toolbar__days a, #agenda-month td a")
    ]
    assert ways[1:3] == [
        f"/beheer/agenda/?dag={DAY + timedelta(days=step)}&kin=allen" for step in (-7, 7)
    ]
    assert all("kin=allen" in way for way in ways)


def test_a_therapist_sees_the_own_line_alone_as_in_the_day(client: Client) -> None:
    own, other = AppointmentFactory(), AppointmentFactory()
    user = UserFactory(groups=["Kinesitherapeuten"])
    Practitioner.objects.filter(pk=own.practitioner.pk).update(user=user)
    client.force_login(user)

    page = page_of(client)

    assert [line["id"] for line in page.select(".agenda-line")][1:] == [
        f"rij-{own.practitioner.pk}"
    ]
    assert str(other.patient) not in page.text
    assert not page.select("[data-hand]")


@pytest.mark.parametrize("count", [1, 6])
def test_the_week_takes_the_same_queries_for_any_number_of_visits(desk: Client, count: int) -> None:
    for number in range(count):
        AppointmentFactory(starts_at=at(8) + timedelta(days=number % 4))

    assert len(queries_of(desk, URL)) <= 12
