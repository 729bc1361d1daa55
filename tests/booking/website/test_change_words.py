"""Pages and mails say until when an appointment can be changed online, and offer no more."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from booking import links
from booking.choices import CancelledBy, NotificationKind
from booking.models import Appointment, AppointmentSeries
from booking.services.mail.owe import owe, owe_series
from booking.text.formats import moment_text
from kinesite.models import PracticeSettings
from tests.booking.support.letters import deliver_all, parsed
from tests.booking.support.visit_links import cancel_path, move_list_path
from tests.factories.booking import AppointmentFactory, SeriesFactory

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BY_PHONE = "Wijzigen kan enkel nog aan de telefoon: 051\xa000\xa014\xa000."
# The cases, as start and the time that it was chosen, both from now.
OPEN, TO_CORRECT, LATE = (3 * DAY, -DAY), (3 * HOUR, -5 * MINUTE), (3 * HOUR, -DAY)
Case = tuple[timedelta, timedelta]


@pytest.fixture(autouse=True)
def practice() -> None:
    PracticeSettings.objects.update_or_create(defaults={"phone": "+3251001400"})


def visit_in(case: Case, **more: Any) -> Appointment:
    """An appointment whose cut-off is a day, so booked as the rules of that moment had it."""
    now = timezone.now()
    start, chosen = now + case[0], now + case[1]
    return AppointmentFactory(  # type: ignore[no-any-return]
        starts_at=start,
        arranged_at=chosen,
        change_until=max(start - DAY, chosen + 15 * MINUTE),
        created_at=chosen,
        **more,
    )


def told_of(visit: Appointment, case: Case) -> str:
    """The sentence that holds in this case."""
    until = moment_text(visit.change_until)
    return {
        OPEN: f"Je kan ze online verplaatsen of annuleren tot {until}.",
        TO_CORRECT: f"Verkeerd gekozen? Je kan ze nog online verplaatsen of annuleren tot {until}.",
        LATE: BY_PHONE,
    }[case]


def noted_of(visit: Appointment, case: Case) -> str:
    """The remark beside it in a list."""
    until = f"online te wijzigen tot {moment_text(visit.change_until)}"
    return {OPEN: "", TO_CORRECT: until, LATE: "wijzigen kan enkel nog aan de telefoon"}[case]


def words(page: Any) -> str:
    return str(page.content.decode())


@pytest.mark.parametrize("case", [OPEN, TO_CORRECT, LATE])
def test_the_pages_of_an_appointment_say_what_holds_and_have_no_button_that_cannot_work(
    client: Client, case: Case
) -> None:
    visit = visit_in(case)
    for path in (links.visit_path(visit), links.confirmed_path(visit)):
        assert told_of(visit, case) in words(client.get(path))

    page = words(client.get(links.visit_path(visit)))
    assert (cancel_path(visit) in page, move_list_path(visit) in page) == (case != LATE,) * 2
    # An offer takes four hours: nothing earlier can be offered for a visit in three.
    assert ("Liever vroeger" in page) == (case == OPEN)
    assert (BY_PHONE in words(client.get(cancel_path(visit)))) == (case == LATE)
    confirmed = words(client.get(links.confirmed_path(visit)))
    assert ("verplaatsen of annuleren</a>" in confirmed) == (case != LATE)


@pytest.mark.parametrize("case", [OPEN, TO_CORRECT, LATE])
@pytest.mark.parametrize("kind", [NotificationKind.BOOKED, NotificationKind.MOVED])
def test_mails_say_what_holds_in_text_and_in_html(kind: NotificationKind, case: Case) -> None:
    visit, now = visit_in(case), timezone.now()
    owe(visit, kind, now=now)

    [message] = deliver_all(now)

    for part in ("plain", "html"):
        body = parsed(message).get_body((part,))
        assert body is not None
        # The number is a link in the HTML, which reads as one sentence.
        text = re.sub(r"[ \n]+", " ", strip_tags(body.get_content()))
        assert told_of(visit, case) in text
        assert ("Afspraak bekijken, verplaatsen of annuleren" in text) == (case != LATE)


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", "Mauvais choix\u00a0? Vous pouvez encore"), ("en", "A wrong choice? You can still")],
)
def test_mails_say_it_in_the_language_of_the_patient(language: str, told: str) -> None:
    visit, now = visit_in(TO_CORRECT, patient__language=language), timezone.now()
    owe(visit, NotificationKind.BOOKED, now=now)

    [message] = deliver_all(now)

    assert told in str(message.body)


@pytest.fixture
def series() -> AppointmentSeries:
    """One appointment in each case, and one that is cancelled."""
    booked: AppointmentSeries = SeriesFactory()
    common = {"series": booked, "patient": booked.patient, "treatment": booked.treatment}
    for case in (OPEN, TO_CORRECT, LATE):
        visit_in(case, **common)
    visit_in(OPEN, **common).cancel(by=CancelledBy.PATIENT, now=timezone.now())
    return booked


def cases_of(series: AppointmentSeries) -> list[tuple[Appointment, str]]:
    visits = series.appointments.order_by("pk")
    return [
        (visit, noted_of(visit, case))
        for visit, case in zip(visits, (OPEN, TO_CORRECT, LATE), strict=False)
    ]


def test_lists_note_what_can_no_longer_be_changed_as_usual(
    client: Client, series: AppointmentSeries
) -> None:
    mine = f"/afspraak/mijn/{links.visits_token(series.patient, now=timezone.now())}/"

    for path in (links.series_path(series), mine):
        page = words(client.get(path)).lower()
        assert [note for _visit, note in cases_of(series) if note.lower() not in page] == []


def test_the_mail_of_a_series_notes_it_and_promises_only_the_others(
    series: AppointmentSeries,
) -> None:
    now = timezone.now()
    owe_series(series, now=now)

    [message] = deliver_all(now)

    for part in ("plain", "html"):
        body = parsed(message).get_body((part,))
        assert body is not None
        text = re.sub(r"[ \n]+", " ", body.get_content())
        assert [note for _visit, note in cases_of(series) if note not in text] == []
        assert "De andere kan je online verplaatsen of annuleren" in text
        assert "Dat kan telkens tot 24 uur vooraf. Daarna kan het alleen nog telefonisch" in text


def test_the_mail_of_a_series_names_no_hours_that_hold_for_some_only(
    series: AppointmentSeries,
) -> None:
    first, now = series.appointments.earliest("pk"), timezone.now()
    first.change_until -= HOUR
    first.save()
    visit_in(OPEN, series=series, patient=series.patient)
    owe_series(series, now=now)

    [message] = deliver_all(now)

    text = " ".join(str(message.body).split())
    assert "Tot wanneer dat kan, lees je op de pagina van elke afspraak." in text
    assert "uur vooraf" not in text


def test_a_series_that_can_no_longer_be_changed_promises_nothing(client: Client) -> None:
    booked, now = SeriesFactory(), timezone.now()
    visit_in(LATE, series=booked, patient=booked.patient, treatment=booked.treatment)
    owe_series(booked, now=now)

    [message] = deliver_all(now)

    assert BY_PHONE in str(message.body)
    assert "online" not in str(message.body)
    page = words(client.get(links.series_confirmed_path(booked)))
    assert "Afspraken bekijken</a>" in page


@pytest.mark.parametrize("case", [OPEN, TO_CORRECT, LATE])
def test_the_desk_sees_until_when_the_patient_can_change_it(desk: Client, case: Case) -> None:
    visit = visit_in(case)

    page = words(desk.get(reverse("agenda:visit", args=[visit.pk])))

    told = "niet meer" if case == LATE else f"tot {moment_text(visit.change_until)}"
    assert f"<dd>{told}</dd>" in page
