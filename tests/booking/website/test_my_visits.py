"""One link shows what is coming for everybody in a mailbox; a stranger learns nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import NotificationKind
from booking.links import VISITS_LINK_AGE
from booking.models import Appointment, Notification, Patient
from booking.services.guards import attempts
from booking.services.mail.send_links import send_links
from booking.services.visits.my_visits import my_visits
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    SeriesFactory,
    WaitlistEntryFactory,
)

pytestmark = pytest.mark.django_db
MAILBOX = "an@patient.example"


@pytest.fixture
def lotte() -> Patient:
    """A child; her mother An fills in, and has a visit of her own later."""
    child: Patient = PatientFactory(name="Lotte Voorbeeld", contact_name="An", email=MAILBOX)
    return child


def coming(patient: Patient, days: int = 3, **fields: Any) -> Appointment:
    starts_at = timezone.now() + timedelta(days=days)
    visit: Appointment = AppointmentFactory(patient=patient, starts_at=starts_at, **fields)
    return visit


def page_path(patient: Patient) -> str:
    return reverse("booking:my_visits", args=[links.visits_token(patient, now=timezone.now())])


def reminders_path(patient: Patient) -> str:
    return reverse("booking:reminders", args=[links.visits_token(patient, now=timezone.now())])


def owed_to() -> list[str]:
    links_owed = Notification.objects.owed().filter(kind=NotificationKind.LINKS)
    return [mail.patient.name for mail in links_owed]


def test_visits_stand_under_whom_they_are_for(lotte: Patient) -> None:
    mother = PatientFactory(name="An Voorbeeld", email=MAILBOX.upper())
    PatientFactory(name="Zonder Afspraak", email=MAILBOX)
    later, sooner = coming(lotte, days=9), coming(lotte)
    own = coming(mother)
    series = SeriesFactory(patient=mother)
    second, first = coming(mother, days=8, series=series), coming(mother, days=4, series=series)
    coming(PatientFactory(name="Een Vreemde"))
    coming(lotte, cancelled=True)
    entry = WaitlistEntryFactory(patient=lotte)

    an, child = my_visits(lotte, now=timezone.now()).people

    assert (an.patient, an.single, an.waiting) == (mother, [own], [])
    assert [(one.series, one.visits) for one in an.series] == [(series, [first, second])]
    assert (child.patient, child.single, child.waiting) == (lotte, [sooner, later], [entry])


def test_who_was_noted_down_twice_stands_there_once(lotte: Patient) -> None:
    again = PatientFactory(name="lotte voorbeeld", email=MAILBOX)
    later, sooner = coming(lotte, days=9), coming(again)

    (person,) = my_visits(lotte, now=timezone.now()).people

    assert (person.patient, person.single) == (lotte, [sooner, later])


def test_the_page_leads_to_each_visit_series_and_place(client: Client, lotte: Patient) -> None:
    series = SeriesFactory(patient=lotte)
    single, of_series = coming(lotte), coming(lotte, series=series)
    entry = WaitlistEntryFactory(patient=lotte)

    page = client.get(page_path(lotte)).content.decode()

    paths = (
        links.visit_path(single),
        links.visit_path(of_series),
        links.series_path(series),
        links.waiting_path(entry),
    )
    assert [path for path in paths if f'href="{path}"' not in page] == []


@pytest.mark.parametrize("people", [1, 4])
def test_the_page_takes_the_same_queries_for_one_and_for_four(
    client: Client, lotte: Patient, django_assert_num_queries: Any, people: int
) -> None:
    family = [lotte, *PatientFactory.create_batch(people - 1, email=MAILBOX)]
    for person in family:
        coming(person)
        coming(person, series=SeriesFactory(patient=person))
        WaitlistEntryFactory(patient=person)
    client.get(page_path(lotte))

    with django_assert_num_queries(6):
        client.get(page_path(lotte))


def test_reminders_go_off_and_on_for_the_whole_mailbox(client: Client, lotte: Patient) -> None:
    brother = PatientFactory(email=MAILBOX)
    stranger = PatientFactory()

    off = client.post(reminders_path(lotte), {"herinneringen": "uit"}, follow=True)

    assert "De herinneringen staan uit." in off.content.decode()
    assert [status for _address, status in off.redirect_chain] == [302]  # Back sends nothing again
    wanting = Patient.objects.filter(wants_reminders=True)
    assert list(wanting) == [stranger]
    client.post(reminders_path(lotte), {"herinneringen": "aan"})
    assert set(wanting.all()) == {lotte, brother, stranger}


def test_the_link_dies_when_the_address_changes(client: Client, lotte: Patient) -> None:
    path = page_path(lotte)
    Patient.objects.filter(pk=lotte.pk).update(email="ander@patient.example")

    assert client.get(path).status_code == 410


def test_the_link_lasts_for_three_months(lotte: Patient) -> None:
    token = links.visits_token(lotte, now=NOW)

    assert links.read_visits(token, now=NOW + VISITS_LINK_AGE) == lotte
    with pytest.raises(links.LinkExpired):
        links.read_visits(token, now=NOW + VISITS_LINK_AGE + timedelta(days=1))


def test_the_page_of_one_visit_does_not_lead_to_those_of_the_mailbox(
    client: Client, lotte: Patient
) -> None:
    """Whoever books types any address: it proves nothing."""
    visit = coming(lotte)
    coming(PatientFactory(name="Geheim Voorbeeld", email=MAILBOX))

    for path in (links.visit_path(visit), links.confirmed_path(visit)):
        page = client.get(path).content.decode()

        assert "/mijn/" not in page
        assert "Geheim" not in page


def ask(client: Client, email: str, **more: Any) -> Any:
    return client.post(reverse("booking:my_link"), {"email": email} | more, follow=True)


def text_of(page: Any) -> tuple[int, str]:
    return page.status_code, page.content.decode()


def test_a_known_and_an_unknown_address_get_the_same_answer(client: Client, lotte: Patient) -> None:
    coming(lotte)

    known, unknown = ask(client, MAILBOX), ask(client, "niemand@patient.example")

    assert text_of(known) == text_of(unknown)
    assert known.request["PATH_INFO"] == unknown.request["PATH_INFO"]
    assert owed_to() == ["Lotte Voorbeeld"]


def test_asking_too_often_for_one_address_gives_the_same_answer_and_no_mail(
    client: Client, lotte: Patient
) -> None:
    coming(lotte)
    most = attempts.RESENDS_TO_A_CONTACT.most
    for _ in range(most):
        first = ask(client, MAILBOX)
        Notification.objects.all().delete()

    last = ask(client, MAILBOX)

    assert text_of(first) == text_of(last)
    assert f"hoogstens {most} keer per dag" in last.content.decode()
    assert owed_to() == []


def test_asking_too_often_from_one_place_is_told(client: Client) -> None:
    for number in range(attempts.RESENDS_OF_AN_ADDRESS.most):
        assert ask(client, f"mia{number}@patient.example").status_code == 200

    assert ask(client, "tom@patient.example").status_code == 429


def test_asking_twice_before_the_mail_went_out_is_one_mail(client: Client, lotte: Patient) -> None:
    coming(lotte)

    ask(client, MAILBOX)
    ask(client, MAILBOX.upper())

    assert owed_to() == ["Lotte Voorbeeld"]


def test_a_machine_that_fills_in_every_field_gets_no_mail_sent(
    client: Client, lotte: Patient
) -> None:
    coming(lotte)

    page = ask(client, MAILBOX, website="https://spam.example")

    assert (page.request["PATH_INFO"], owed_to()) == (reverse("booking:my_link"), [])


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "x" * 300 + "@patient.example"])
def test_what_is_no_address_is_told_at_the_field(client: Client, email: str) -> None:
    page = ask(client, email)

    assert (page.status_code, list(page.context["form"].errors)) == (200, ["email"])


def test_the_newest_row_with_something_to_show_gets_the_mail(lotte: Patient) -> None:
    AppointmentFactory(patient=lotte, starts_at=NOW - timedelta(days=20))
    PatientFactory(email=MAILBOX, created_at=NOW + timedelta(days=1))

    send_links(email=MAILBOX, now=NOW)

    assert owed_to() == ["Lotte Voorbeeld"]


def test_who_only_waits_gets_the_mail(lotte: Patient) -> None:
    WaitlistEntryFactory(patient=lotte)

    send_links(email=MAILBOX, now=NOW)

    assert owed_to() == ["Lotte Voorbeeld"]


@pytest.mark.parametrize("long_ago", [timedelta(days=31), timedelta(days=400)])
def test_who_came_long_ago_gets_no_mail(lotte: Patient, long_ago: timedelta) -> None:
    AppointmentFactory(patient=lotte, starts_at=NOW - long_ago)

    send_links(email=MAILBOX, now=NOW)

    assert owed_to() == []
