"""The setting of the evening mail, and where the desk sees what became of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import NotificationKind, NotificationStatus
from booking.models import EveningMail, Notification
from booking.scheduling.clock import clinic_date
from booking.services.mail.deliver import deliver_next
from tests.booking.support.attention import listed
from tests.factories.booking import DAY, NOW, PatientFactory
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
SETTING = "/beheer/settings/booking/eveningmail/"
DESK = "onthaal@praktijk.example"
ON = {"is_on": "on", "address": DESK, "hour": "18"}


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def words(page: Any) -> str:
    [shown] = soup(page).find_all("main")
    return shown


def save(manager: Client, typed: dict[str, str]) -> Any:
    address = manager.get(SETTING).url
    return manager.post(address, typed, follow=True)


def sheets(**changes: Any) -> Notification:
    row = {"kind": NotificationKind.SHEETS, "sheets_from": DAY, "created_at": NOW, "due_at": NOW}
    return Notification.objects.create(**row | changes)


def failed_sheets(**changes: Any) -> Notification:
    return sheets(status=NotificationStatus.FAILED, last_error="SMTPDataError 552", **changes)


def test_the_manager_reads_what_travels_along_and_finds_it_off(manager: Client) -> None:
    page = manager.get(SETTING, follow=True)

    form = page.context["form"]
    assert (form["is_on"].value(), form["address"].value(), form["hour"].value()) == (False, "", 18)
    assert "namen en telefoonnummers van je patiënten" in words(page)


def test_it_is_switched_on_with_an_address_without_signs_that_nobody_sees(manager: Client) -> None:
    page = save(manager, {**ON, "address": f"\u200b{DESK} "})

    stored = EveningMail.objects.get()
    assert (stored.is_on, stored.address, stored.hour) == (True, DESK, 18)
    assert page.context["form"]["address"].value() == DESK


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"address": ""}, "address", "Vul in naar welke mailbox de dagbladen gaan."),
        ({"address": "onthaal@"}, "address", "Dit e-mailadres klopt niet."),
        ({"address": "an@p.example, jo@p.example"}, "address", "Er staat een spatie"),
        ({"hour": "9"}, "hour", "9 kan je hier niet kiezen."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_switched_on(
    manager: Client, typed: dict[str, str], field: str, said: str
) -> None:
    page = save(manager, ON | typed)

    form = page.context["form"]
    [told] = form.errors[field]
    assert told.startswith(said)
    assert form["is_on"].value()
    assert not EveningMail.objects.filter(is_on=True).exists()


@pytest.mark.parametrize("group", ["Receptie", "Redactie", "Kinesitherapeuten"])
def test_only_managers_see_the_setting_and_change_it(client: Client, group: str) -> None:
    client.force_login(UserFactory(groups=[group]))
    address = f"{SETTING}{EveningMail.load().pk}/"

    refused = [client.get(address), client.post(address, ON)]

    assert {answer.status_code for answer in refused} <= {302, 403}
    assert not EveningMail.objects.filter(is_on=True).exists()
    assert "eveningmail" not in client.get("/beheer/", follow=True).content.decode()


def test_the_list_of_mails_and_its_file_have_it_beside_the_mails_of_patients(desk: Client) -> None:
    EveningMail.objects.create(is_on=True, address=DESK)
    today = clinic_date(timezone.now())
    sent = sheets(sheets_from=today, created_at=timezone.now(), due_at=timezone.now())
    deliver_next(now=timezone.now())

    page = desk.get("/beheer/berichten/?kind=sheets")
    card = desk.get(reverse("berichten:mail", args=[sent.pk]))
    file = desk.get("/beheer/berichten/?kind=sheets&export=csv")

    assert "het onthaal" in words(page)
    assert f"vanaf {today:%d/%m/%Y}" in b"".join(file.streaming_content).decode()
    shown = words(card)
    assert [told in shown for told in (DESK, "Toon het dagblad")] == [True, True]
    desk.post(reverse("berichten:change", args=[sent.pk]), {"verb": "again"})
    deliver_next(now=timezone.now())
    assert [one.to for one in mail.outbox] == [[DESK], [DESK]]


def test_sheets_that_failed_need_the_desk_until_their_day_is_over_or_somebody_saw_to_it(
    desk: Client,
) -> None:
    failed = failed_sheets()
    [row] = listed()
    assert row == "De mail met dagbladen vanaf 12/01/2027 raakte niet bij het onthaal"
    assert listed(NOW + timedelta(days=2)) == []

    told = desk.post(reverse("berichten:change", args=[failed.pk]), {"verb": "settle"}, follow=True)

    assert "het onthaal" in words(told)
    assert listed() == []


def test_who_erases_a_patient_is_told_of_mailed_sheets_while_it_is_on(desk: Client) -> None:
    erase = reverse("patienten:erase", args=[PatientFactory().pk])
    assert "avondmails" not in desk.get(erase).content.decode()

    EveningMail.objects.create(is_on=True, address=DESK)

    assert "avondmails" in desk.get(erase).content.decode()
