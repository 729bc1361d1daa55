"""Whatever the agenda and the screens around it show to a login, that login may do."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from booking.choices import AppointmentStatus
from booking.models import Appointment
from booking.scheduling.clock import CLINIC_TZ
from tests.booking.support.pressing import buttons
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    TreatmentFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
HOME, AGENDA = "/beheer/", "/beheer/agenda/"
# Groups of the site, and logins with single rights, which a practice may put together itself.
ROLES = {
    "Receptie": [],
    "Kinesitherapeuten": [],
    "sees and knows patients": ["view_appointment", "view_patient", "view_absence"],
    "books": ["view_appointment", "add_appointment"],
    "notes who is away": ["view_appointment", "add_absence", "add_waitlistentry"],
}
# Attributes of ours: those of Wagtail's fields are not.
OURS = re.compile(r"data-(?!field|contentpath|w-)")
# What scripts of the agenda ask the server for, by the attribute that they read; others only tell.
ASKED_FOR_BY_SCRIPTS = {"data-hand", "data-kaart", "data-news", "data-book-here"}
ONLY_TELLS = {
    "data-address", "data-afspraak", "data-begin", "data-card", "data-closes", "data-confirm",
    "data-every", "data-getoond", "data-minuten", "data-minutes", "data-naam", "data-phone",
    "data-phone-status", "data-plek", "data-tot", "data-until", "data-other", "data-book",
    "data-failed", "data-key", "data-keys-list", "data-offline", "data-series", "data-tel",
    "data-close", "data-lost", "data-lost-at", "data-label", "data-zone",
}  # fmt: skip


def login(role: str, client: Client) -> User:
    rights, group = ROLES[role], [role] if not ROLES[role] else []
    user = UserFactory(groups=group)
    codes = [*rights, "access_admin"] if rights else []
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    return user


def visits_in_each_state(user: User) -> list[Appointment]:
    """Visits of today and tomorrow of the therapist who logs in, and all that lies around them."""
    treatment = TreatmentFactory()
    person = PractitionerFactory(user=user)
    today = datetime.combine(timezone.localdate(timezone=CLINIC_TZ), time(8), CLINIC_TZ)
    states = AppointmentStatus
    facts = [
        {"status": states.BOOKED},
        {"status": states.ARRIVED, "arrived_at": today},
        {"status": states.FULFILLED},
        {"status": states.NOSHOW},
        {"cancelled": True, "cancelled_at": today},
        {"held": True, "held_until": today + timedelta(days=1)},
        {"status": states.BOOKED, "series": SeriesFactory(treatment=treatment)},
        {"starts_at": today + timedelta(days=1), "note": "Met de rolstoel"},
        {"starts_at": today + timedelta(days=1, hours=1), "cancelled": True},
    ]
    made = []
    for number, each in enumerate(facts):
        usual = {"starts_at": today + timedelta(minutes=30 * number), "treatment": treatment}
        if "series" in each:
            usual["patient"] = each["series"].patient
        made.append(AppointmentFactory(**(usual | {"practitioner": person} | each)))
    NotificationFactory(appointment=made[0])
    for day in (0, 1):
        opens = today + timedelta(days=day)
        SlotFactory(practitioner=person, starts_at=opens, ends_at=opens + timedelta(hours=9))
    in_the_way = today + timedelta(days=1, minutes=15)
    AbsenceFactory(practitioner=person, starts_at=in_the_way, ends_at=in_the_way.replace(hour=10))
    meeting = {"starts_at": today.replace(hour=15), "ends_at": today.replace(hour=16)}
    AbsenceFactory(practitioner=person, kind="internal", **meeting)
    WaitlistOfferFactory(
        entry=WaitlistEntryFactory(treatment=treatment, appointment=made[7]),
        practitioner=person,
        starts_at=today.replace(hour=14),
        offered_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=2),
    )
    return made


def screens(visits: list[Appointment]) -> Iterator[str]:
    """Addresses of the agenda in all its shapes, of each visit, and of the lists beside it."""
    person, patient = visits[0].practitioner_id, visits[0].patient_id
    for visit in (visits[0], visits[7]):
        day = f"{AGENDA}?dag={visit.day}"
        yield from (day, f"{day}&kin={person}", f"{AGENDA}dagblad/?dag={visit.day}")
    for visit in visits:
        yield f"{AGENDA}?dag={visit.day}&kaart={visit.pk}"
        yield f"{AGENDA}?dag={visit.day}&hand={visit.pk}"
        yield f"{AGENDA}afspraak/{visit.pk}/"
    yield f"{AGENDA}?hand=nieuw"
    yield f"{AGENDA}?dag={visits[0].day}&hand={visits[0].pk}&wissel=ja"
    yield f"/beheer/patienten/afspraken/{patient}/"
    lists = ("afspraken", "patienten", "wachtlijst", "berichten", "afwezigheden", "agenda/aandacht")
    yield from (f"/beheer/{name}/" for name in lists)


def is_closed(answer: HttpResponse) -> bool:
    """Tell whether this login may not do it: Wagtail leads to its first page, or to sign in."""
    where = answer.get("Location", "")
    return answer.status_code in (400, 403, 404, 405) or where == HOME or "/login/" in where


def offers(html: BeautifulSoup, screen: str) -> Iterator[str]:
    """Addresses that links and forms of a screen ask for, and those that scripts ask for."""
    within = html.select_one(".agenda-desk") or html.select_one("main") or html
    links = [str(one["href"]) for one in within.select("a[href]")]
    searches = [str(one.get("action", "")) for one in within.select("form[method=get]")]
    yield from (urljoin(screen, one) for one in [*links, *searches] if "tel:" not in one)
    yield from (f"{AGENDA}?kaart={one['data-kaart']}" for one in within.select("a[data-kaart]"))
    yield from (str(one["data-news"]) for one in within.select("[data-news]"))


def kind_of(address: str) -> str:
    """The address without its numbers and without where it leads back: one of each is enough."""
    return re.sub(r"[?&]next=[^&# ]*|#.*", "", re.sub(r"\d+", "1", address))


def followed(client: Client, html: BeautifulSoup, screen: str, tried: set[str]) -> Iterator[str]:
    """Follow what a screen leads to; gives what is closed."""
    for address in offers(html, screen):
        if address.startswith(HOME) and kind_of(address) not in tried:
            tried.add(kind_of(address))
            if is_closed(client.get(address)):
                yield f"{screen} leads to {address}"


def pressed(client: Client, page: HttpResponse, screen: str, tried: set[str]) -> Iterator[str]:
    """Press each button of a screen, and take back what it did; gives what is closed."""
    for button in buttons(page, screen):
        kind = kind_of(f"{button.address} {button.data.get('verb', '')}")
        if kind in tried:
            continue
        tried.add(kind)
        with transaction.atomic():
            answer = client.post(button.address, button.data)
            transaction.set_rollback(True)
        if is_closed(answer):
            yield f"{screen} posts {button.data} to {button.address}"


def dragged(client: Client, html: BeautifulSoup, screen: str, tried: set[str]) -> Iterator[str]:
    """Pick up and drop what the agenda lets a mouse take; gives what is closed."""
    for visit in html.select("li[data-hand]"):
        pk, shown, stands = (str(visit[f"data-{one}"]) for one in ("hand", "getoond", "plek"))
        if (drag := f"{pk} as {shown} at {stands}") in tried:
            continue
        tried.add(drag)
        if not BeautifulSoup(client.get(f"{AGENDA}?hand={pk}").content, "lxml").select("#zet"):
            yield f"{screen} lets visit {pk} be picked up"
        with transaction.atomic():
            typed = {"plek": stands, "getoond": shown, "lengte": "35"}
            answer = client.post(f"{AGENDA}zet/?hand={pk}", typed)
            transaction.set_rollback(True)
        if is_closed(answer):
            yield f"{screen} lets visit {pk} be dragged"


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_each_control_around_the_agenda_leads_to_what_the_login_may_do(
    client: Client, role: str
) -> None:
    visits = visits_in_each_state(login(role, client))
    closed, attributes, tried, opened = [], set[str](), set[str](), 0

    for screen in screens(visits):
        page = client.get(screen)
        if page.status_code != 200:
            continue
        opened += 1
        html = BeautifulSoup(page.content, "lxml")
        desk = html.select_one(".agenda-desk")
        for one in desk.find_all(True) if desk else ():
            attributes |= {name for name in one.attrs if OURS.match(name)}
        closed += followed(client, html, screen, tried)
        closed += pressed(client, page, screen, tried)
        closed += dragged(client, html, screen, tried)

    assert closed == []
    assert opened > len(visits)
    assert attributes <= ASKED_FOR_BY_SCRIPTS | ONLY_TELLS


@pytest.mark.parametrize("role", [role for role in ROLES if "change" not in role])
def test_whoever_may_not_move_an_appointment_sees_no_way_to_and_no_empty_place(
    client: Client, role: str
) -> None:
    [visit, *_others] = visits_in_each_state(login(role, client))

    html = BeautifulSoup(client.get(f"{AGENDA}?kaart={visit.pk}").content, "lxml")

    if role != "Receptie":
        assert html.select("[data-hand], .agenda-length, a[href*='hand=1']") == []
    parts = html.select(".agenda-card > div, .agenda-card .desk-notes, .agenda-card form")
    empty = [one for one in parts if not one.text.strip()]
    assert empty == []
