"""The form of an absence: usual lengths in one press, and never the whole practice by mistake."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.models import Absence, Practitioner
from booking.scheduling.clock import CLINIC_TZ
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.booking import AbsenceFactory, AppointmentFactory, PractitionerFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NEW = "/beheer/afwezigheden/new/"
# On which the clock goes back at three: it lasts 25 hours.
LONG_DAY = date(2027, 10, 31)


@pytest.fixture
def noor() -> Practitioner:
    made: Practitioner = PractitionerFactory(name="Noor Tester")
    return made


def form_at(desk: Client, address: str = NEW) -> Button:
    [button] = buttons(desk.get(address), address)
    return button


def clinic(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), CLINIC_TZ).astimezone(UTC)


@pytest.mark.parametrize(
    ("when", "starts", "ends"),
    [("day", (0, 0), (1, 0)), ("morning", (0, 0), (0, 12)), ("afternoon", (0, 12), (1, 0))],
)
@pytest.mark.parametrize("day", [None, LONG_DAY])
def test_a_usual_length_is_one_press(
    desk: Client,
    noor: Practitioner,
    day: date | None,
    when: str,
    starts: tuple[int, int],
    ends: tuple[int, int],
) -> None:
    today = timezone.localdate(timezone=CLINIC_TZ)
    address = f"{NEW}?practitioner={noor.pk}" + (f"&day={day}" if day else "")

    form_at(desk, address).press(desk, when=when)

    [absence] = Absence.objects.all()
    first = day or today
    assert absence.practitioner == noor
    assert absence.starts_at == clinic(first + timedelta(days=starts[0]), starts[1])
    assert absence.ends_at == clinic(first + timedelta(days=ends[0]), ends[1])


def test_an_absence_of_days_ends_with_the_last_of_them(desk: Client, noor: Practitioner) -> None:
    form = form_at(desk, f"{NEW}?practitioner={noor.pk}&day={LONG_DAY}")
    for last_day in ("", "30/10/2027", "1/1/0001", "morgen"):
        refused = form.press(desk, when="until", last_day=last_day, reason="verlof")
        assert refused.context["form"].errors.keys() == {"last_day"}, last_day
        assert refused.context["form"]["reason"].value() == "verlof"

    form.press(desk, when="until", last_day="02/11/2027")

    [absence] = Absence.objects.all()
    assert (absence.starts_at, absence.ends_at) == (
        clinic(LONG_DAY, 0),
        clinic(date(2027, 11, 3), 0),
    )


def test_today_is_the_day_on_which_the_form_was_shown(desk: Client, noor: Practitioner) -> None:
    today = timezone.localdate(timezone=CLINIC_TZ)
    form = form_at(desk, f"{NEW}?practitioner={noor.pk}")
    words = words_of(desk.get(NEW))
    assert ("Vandaag, " in words, "Deze voormiddag" in words) == (True, True)
    assert "Vandaag, " not in words_of(desk.get(f"{NEW}?day={LONG_DAY}"))

    # A tab that lay open for a night.
    form.data["day"] = (today - timedelta(days=1)).isoformat()
    form.press(desk, when="day")

    assert Absence.objects.get().starts_at == clinic(today - timedelta(days=1), 0)


def test_hours_are_typed_as_before_and_asked_for(desk: Client, noor: Practitioner) -> None:
    form = form_at(desk, f"{NEW}?practitioner={noor.pk}")

    refused = form.press(desk, when="hours")
    form.press(desk, when="hours", starts_at="12/01/2027 09:00", ends_at="12/01/2027 10:00")

    assert refused.context["form"].errors.keys() == {"starts_at", "ends_at"}
    assert Absence.objects.get().starts_at == clinic(date(2027, 1, 12), 9)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Kies wie er afwezig is, of vink aan dat de hele praktijk sluit."),
        ({"whole_practice": "on", "named": True}, "Kies één kinesitherapeut of de hele praktijk."),
    ],
)
def test_nobody_closes_the_practice_by_leaving_a_field_as_it_is(
    desk: Client, noor: Practitioner, typed: dict[str, Any], says: str
) -> None:
    if typed.pop("named", False):
        typed["practitioner"] = noor.pk

    refused = form_at(desk).press(desk, **typed)

    assert says in words_of(refused)
    assert not Absence.objects.exists()


def test_the_whole_practice_closes_by_a_tick_which_stands_when_it_is_changed(
    desk: Client, noor: Practitioner
) -> None:
    form_at(desk).press(desk, when="day", whole_practice="on", reason="Teamdag")

    closing = Absence.objects.get()
    assert closing.practitioner is None
    edit = form_at(desk, reverse("afwezigheden:edit", args=[closing.pk]))
    assert edit.data["whole_practice"] == ["on"]
    edit.press(desk, reason="Teamdag in Gent")
    closing.refresh_from_db()
    assert (closing.practitioner, closing.reason) == (None, "Teamdag in Gent")


def test_a_second_absence_of_one_person_is_refused_by_the_name_of_the_first(
    desk: Client, noor: Practitioner
) -> None:
    day = date(2027, 1, 12)
    AbsenceFactory(
        practitioner=noor, starts_at=clinic(day, 9), ends_at=clinic(day, 12), reason="vorming"
    )
    form = form_at(desk, f"{NEW}?practitioner={noor.pk}&day={day}")

    refused = form.press(desk, when="morning", reason="ziek")

    words = words_of(refused)
    assert "Noor Tester is dan al afwezig: di 12 jan 2027, 9.00–12.00 u (vorming)." in words
    assert refused.context["form"]["reason"].value() == "ziek"
    form.press(desk, when="afternoon")
    assert Absence.objects.count() == 2


def test_a_closing_may_lie_over_the_absence_of_somebody(desk: Client, noor: Practitioner) -> None:
    day = date(2027, 1, 12)
    AbsenceFactory(practitioner=noor, starts_at=clinic(day, 0), ends_at=clinic(day, 23))

    form_at(desk, f"{NEW}?day={day}").press(desk, when="day", whole_practice="on")

    assert Absence.objects.count() == 2


def test_the_agenda_leads_to_the_form_of_its_therapist_and_day_and_back(
    desk: Client, noor: Practitioner
) -> None:
    agenda = f"{reverse('agenda:index')}?dag={LONG_DAY}"
    page = desk.get(agenda)
    [link] = [
        one["href"]
        for one in links_of(page)
        if one["href"].startswith(f"{NEW}?practitioner={noor.pk}")
    ]

    done = form_at(desk, link).press(desk, when="morning")

    assert done.redirect_chain == [(agenda, 302)]
    AppointmentFactory(practitioner=noor, starts_at=clinic(LONG_DAY, 14))
    done = form_at(desk, link).press(desk, when="afternoon")
    latest = Absence.objects.latest("pk")
    assert done.redirect_chain == [(reverse("afwezigheden:visits", args=[latest.pk]), 302)]


def test_who_adds_no_absences_has_no_link_to_the_form(client: Client, noor: Practitioner) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    page = client.get(reverse("agenda:index"))

    assert page.status_code == 200
    assert [one for one in links_of(page) if NEW in one["href"]] == []


def links_of(page: Any) -> list[Any]:
    return list(BeautifulSoup(page.content, "html.parser").find_all("a", href=True))
