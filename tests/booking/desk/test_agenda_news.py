"""The agenda asks what has changed since it was shown: cheap when nothing has, and never wrong."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.models import Appointment
from booking.services.visits.attendance import check_in
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true", "X-Requested-With": "XMLHttpRequest"}
NEWS = "/beheer/agenda/nieuws/"


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Appointment:
    """An appointment of this moment, at which the clock stands still."""
    now = timezone.now().replace(second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    one: Appointment = AppointmentFactory(starts_at=now)
    return one


def shown(desk: Client, query: str = "") -> tuple[str, str]:
    """Digests that a page of the agenda carries, and the ETag that its first question brings."""
    page = desk.get(f"/beheer/agenda/?{query}").content.decode()
    [stand] = re.findall(r'name="stand" value="([^"]+)"', page)
    return ask(desk, "", stand, query)["ETag"], stand


def ask(desk: Client, etag: str, stand: str, query: str = "") -> Any:
    headers = {**SCRIPT, "If-None-Match": etag}
    return desk.get(f"{NEWS}?{query}&{urlencode({'stand': stand})}", headers=headers)


def test_nothing_new_is_answered_in_three_queries_without_a_word(
    desk: Client, visit: Appointment
) -> None:
    page = shown(desk)

    with CaptureQueriesContext(connection) as queries:
        answer = ask(desk, *page)

    assert (answer.status_code, answer.content) == (304, b"")
    assert len(queries) <= 3


@pytest.mark.parametrize(
    "change",
    [
        lambda visit, now: check_in(appointment=visit, now=now),
        lambda visit, now: NotificationFactory(appointment=visit, status="failed"),
        lambda visit, now: type(visit.patient).objects.update(note="Bel"),
        lambda visit, now: type(visit.treatment).objects.update(short_name="Kort"),
        lambda visit, now: AppointmentFactory(starts_at=now + timedelta(hours=1)),
        lambda visit, now: AppointmentFactory(held=True, starts_at=now + timedelta(hours=1)),
        lambda visit, now: SlotFactory(starts_at=now, ends_at=now + timedelta(hours=1)),
        lambda visit, now: AbsenceFactory(starts_at=now, ends_at=now + timedelta(hours=1)),
        lambda visit, now: PractitionerFactory(name="Dries Nieuw"),
        lambda visit, now: visit.delete(),
    ],
)
def test_each_change_of_what_is_shown_is_news(
    desk: Client, visit: Appointment, change: Callable[[Appointment, datetime], object]
) -> None:
    page = shown(desk)

    with transaction.atomic():  # as what is changed comes in a transaction of its own
        change(visit, timezone.now())

    assert ask(desk, *page).status_code == 200


def test_only_the_column_that_changed_comes_along_and_the_next_question_is_cheap(
    desk: Client, visit: Appointment
) -> None:
    AppointmentFactory(practitioner=PractitionerFactory(name="Bo Tweede"), starts_at=timezone.now())
    page = shown(desk)
    check_in(appointment=visit, now=timezone.now())

    news = ask(desk, *page)

    swapped = re.findall(r'id="([\w-]+)"[^>]* hx-swap-oob', news.content.decode())
    assert swapped == [f"kolom-{visit.practitioner.pk}", "agenda-sum", "agenda-stand"]
    [stand] = re.findall(r'name="stand" value="([^"]+)"', news.content.decode())
    assert ask(desk, news["ETag"], stand).status_code == 304


def test_what_is_not_on_the_page_is_no_news(desk: Client, visit: Appointment) -> None:
    day = f"dag={visit.day}"
    week = f"{day}&kin={visit.practitioner.pk}"
    pages = {query: shown(desk, query) for query in (day, week)}
    later = visit.starts_at + timedelta(days=14)

    AppointmentFactory(
        practitioner=visit.practitioner,
        patient=visit.patient,
        treatment=visit.treatment,
        starts_at=later,
    )

    assert [ask(desk, *page, query=one).status_code for one, page in pages.items()] == [304, 304]


def test_with_time_alone_the_agenda_is_drawn_anew_within_five_minutes(
    desk: Client, visit: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(desk)
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert ask(desk, *page).status_code == 200


def test_the_rail_stays_as_it_is_while_somebody_types_in_it(
    desk: Client, visit: Appointment
) -> None:
    query = f"dag={visit.day}&kaart={visit.pk}"
    page = shown(desk, query)
    check_in(appointment=visit, now=timezone.now())

    busy = ask(desk, *page, query=f"{query}&bezig=1")
    assert 'id="agenda-rail"' not in busy.content.decode()

    [stand] = re.findall(r'name="stand" value="([^"]+)"', busy.content.decode())
    assert 'id="agenda-rail"' in ask(desk, "", stand, query=query).content.decode()


def test_an_etag_of_somebody_else_tells_nothing_and_neither_does_a_session_that_ended(
    desk: Client, visit: Appointment
) -> None:
    page, other = shown(desk), Client()

    assert ask(other, *page).status_code == 403
    other.force_login(UserFactory(groups=["Redactie"]))
    assert ask(other, *page).status_code == 403


def test_the_number_of_what_needs_the_desk_comes_along_once_it_is_another(
    desk: Client, visit: Appointment
) -> None:
    """It is of another day: nothing else of the page is drawn anew."""
    page = shown(desk)
    yesterday = visit.starts_at - timedelta(days=1)
    AppointmentFactory(practitioner=visit.practitioner, starts_at=yesterday)
    before = int(re.findall(r" needs:(\d+)", page[1])[0])

    news = ask(desk, *page)

    html = news.content.decode()
    assert re.findall(r'id="([\w-]+)"[^>]* hx-swap-oob', html) == [
        "agenda-sum",
        "agenda-needs",
        "agenda-stand",
    ]
    assert f'<span class="agenda-needs__count">{before + 1}</span>' in html
    [stand] = re.findall(r'name="stand" value="([^"]+)"', html)
    assert ask(desk, news["ETag"], stand).status_code == 304
