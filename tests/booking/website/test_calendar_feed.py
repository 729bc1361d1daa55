"""The calendar of a therapist as a telephone reads it, with the reader of another maker."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import vobject
from django.test import Client
from django.utils import timezone

from booking.choices import CancelledBy
from booking.feed_links import feed_url
from booking.models import Appointment, CalendarFeed, Practitioner
from booking.services.practice.feeds import close_feed, open_feed
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory, PatientFactory, PractitionerFactory
from tests.factories.users import UserFactory
from tests.queries import queries_of


@pytest.fixture
def booked(practice_with_room: OpenPractice) -> Appointment:
    """An appointment at nine with somebody whose name nobody else should read."""
    practice_with_room.practitioner.user = UserFactory()
    practice_with_room.practitioner.save()
    return AppointmentFactory(
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        patient=PatientFactory(name="Geheim Persoon", email="geheim@patient.example"),
        starts_at=practice_with_room.at(9),
    )


def link_of(person: Practitioner) -> str:
    feed = CalendarFeed.objects.filter(practitioner=person).first()
    shown = feed.version if feed else ""
    return urlsplit(feed_url(open_feed(person, now=timezone.now(), shown=shown))).path


def read(client: Client, link: str) -> list[vobject.base.Component]:
    answer = client.get(link)
    assert answer.status_code == 200
    return list(vobject.readOne(answer.content.decode()).contents.get("vevent", []))


@pytest.mark.django_db
def test_it_tells_when_and_never_with_whom_or_for_what(client: Client, booked: Appointment) -> None:
    link = link_of(booked.practitioner)

    [entry] = read(client, link)

    assert entry.dtstart.value == booked.starts_at
    assert entry.dtend.value == booked.ends_at
    assert entry.summary.value == "Afspraak"
    text = client.get(link).content.decode()
    assert not [word for word in ("Geheim", "geheim@", "Intake", "rug") if word in text]


@pytest.mark.django_db
def test_what_moves_is_the_same_entry_with_a_higher_number(
    client: Client, booked: Appointment, practice_with_room: OpenPractice
) -> None:
    link = link_of(booked.practitioner)
    [before] = read(client, link)

    move_at_desk(
        appointment=booked,
        practitioner=booked.practitioner,
        starts_at=practice_with_room.at(10),
        overrule=False,
        now=timezone.now(),
    )

    [after] = read(client, link)
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value == practice_with_room.at(10)


@pytest.mark.django_db
def test_what_is_cancelled_or_goes_to_a_colleague_is_not_in_it_any_more(
    client: Client, booked: Appointment, practice_with_room: OpenPractice
) -> None:
    other = PractitionerFactory(user=UserFactory(), treatments=[practice_with_room.treatment])
    links = link_of(booked.practitioner), link_of(other)

    move_at_desk(
        appointment=booked,
        practitioner=other,
        starts_at=practice_with_room.at(9),
        overrule=True,
        now=timezone.now(),
    )
    assert [len(read(client, link)) for link in links] == [0, 1]

    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=timezone.now())
    assert [len(read(client, link)) for link in links] == [0, 0]


@pytest.mark.django_db
def test_a_program_that_asks_again_hears_that_nothing_changed(
    client: Client, booked: Appointment
) -> None:
    link = link_of(booked.practitioner)
    tag = client.get(link)["ETag"]

    assert client.get(link, headers={"if-none-match": tag}).status_code == 304
    AppointmentFactory(
        practitioner=booked.practitioner, starts_at=booked.starts_at + timedelta(hours=1)
    )
    assert client.get(link, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["replaced", "revoked", "left", "login ended", "login removed"])
def test_a_link_that_is_shut_opens_nothing(client: Client, booked: Appointment, how: str) -> None:
    person = booked.practitioner
    link = link_of(person)
    feed = CalendarFeed.objects.get(practitioner=person)
    match how:
        case "replaced":
            open_feed(person, now=timezone.now(), shown=feed.version)
        case "revoked":
            close_feed(person, shown=feed.version)
        case "left":
            Practitioner.objects.filter(pk=person.pk).update(is_active=False)
        case "login ended":
            person.user.is_active = False
            person.user.save()
        case "login removed":
            Practitioner.objects.filter(pk=person.pk).update(user=None)

    answer = client.get(link)

    assert answer.status_code == 410
    assert b"BEGIN:VCALENDAR" not in answer.content


@pytest.mark.django_db
def test_a_guess_opens_nothing(client: Client, booked: Appointment) -> None:
    link = link_of(booked.practitioner)
    at = len("/afspraak/kalender/") + 3
    guess = link[:at] + ("0" if link[at] != "0" else "1") + link[at + 1 :]

    assert client.get(guess).status_code == 404


@pytest.mark.django_db
def test_it_takes_the_same_queries_for_any_number_of_appointments(
    client: Client, booked: Appointment
) -> None:
    link = link_of(booked.practitioner)
    few = queries_of(client, link)
    for hour in (1, 2):
        AppointmentFactory(
            practitioner=booked.practitioner, starts_at=booked.starts_at + timedelta(hours=hour)
        )

    assert len(queries_of(client, link)) == len(few)
