"""The list of mails: narrowed by kind, state, days and patient, sent again together, and read."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import NotificationKind, NotificationStatus
from booking.models import Notification, SentMail
from booking.services.mail.see_to import settle_mail
from tests.booking.support.letters import deliver_all
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
INDEX = "/beheer/berichten/"
AGAIN = "/beheer/berichten/opnieuw/"


def mail_to(name: str, **changes: Any) -> Notification:
    visit = AppointmentFactory(patient__name=name, starts_at=NOW + timedelta(days=1))
    made: Notification = NotificationFactory(appointment=visit, **changes)
    return made


def tick(*mails: Notification) -> dict[str, Any]:
    return {"mail": [f"{mail.pk}:{mail.version}" for mail in mails]}


def words_of(page: Any) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def found(page: Any) -> set[Notification]:
    return set(page.context["object_list"])


@pytest.fixture
def failed() -> Notification:
    return mail_to("Nele Straetmans", status=NotificationStatus.FAILED)


def test_kind_state_days_and_patient_narrow_the_list_together(
    desk: Client, failed: Notification
) -> None:
    mail_to("Nele Straetmans")
    mail_to("Ander Mens", status=NotificationStatus.FAILED)
    mail_to("Nele Straetmans", status=NotificationStatus.FAILED, created_at=NOW - timedelta(days=9))
    asked = {"zoek": "straetmans", "status": "failed", "since": "2027-01-10", "until": "2027-01-11"}

    page = desk.post(INDEX, asked, follow=True)

    assert found(page) == {failed}
    address = page.redirect_chain[-1][0]
    assert "straetmans" not in address
    assert "status=failed&since=2027-01-10&until=2027-01-11" in address
    assert page.context["narrowing"]["status"].value() == "failed"
    assert page.context["search"]["zoek"].value() == "straetmans"


def test_filters_alone_stand_in_the_address_and_hold_for_the_file(
    desk: Client, failed: Notification
) -> None:
    mail_to("Ander Mens")

    page = desk.post(INDEX, {"zoek": " ", "status": "failed"}, follow=True)

    assert page.redirect_chain[-1][0] == f"{INDEX}?status=failed"
    assert found(page) == {failed}
    file = desk.get(f"{INDEX}?status=failed&export=csv")
    rows = b"".join(file.streaming_content).decode()
    assert ("Nele Straetmans" in rows, "Ander Mens" in rows) == (True, False)


def test_without_days_the_list_begins_two_months_ago_and_a_patient_has_all(desk: Client) -> None:
    long_ago = mail_to("Nele Straetmans", created_at=timezone.now() - timedelta(days=61))

    assert found(desk.get(INDEX)) == set()
    assert "laatste 60 dagen" in desk.get(INDEX).content.decode()
    assert found(desk.get(f"{INDEX}?since={long_ago.created_at:%Y-%m-%d}")) == {long_ago}
    assert found(desk.post(INDEX, {"zoek": "straetmans"}, follow=True)) == {long_ago}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=gisteren", "We kunnen deze datum niet lezen"),
        ("since=9999-01-01", "Kijk het jaartal na"),
        ("since=2027-01-12&until=2027-01-11", "laatste dag"),
        ("status=onzin", "kan je hier niet kiezen"),
    ],
)
def test_a_filter_that_is_wrong_says_so_at_its_place_and_shows_no_mails_for_it(
    desk: Client, failed: Notification, asked: str, said: str
) -> None:
    page = desk.get(f"{INDEX}?{asked}")

    assert said in page.content.decode()
    assert found(page) == set()


def test_ticked_mails_go_out_again_and_the_others_say_why_not(
    desk: Client, failed: Notification
) -> None:
    other = mail_to("Ander Mens", status=NotificationStatus.FAILED)
    reminder = mail_to(
        "Mia Voorbeeld", kind=NotificationKind.REMINDER, status=NotificationStatus.FAILED
    )

    page = desk.post(AGAIN, tick(failed, other, reminder) | {"next": INDEX}, follow=True)

    said = words_of(page)
    assert "2 berichten vertrekken nu." in said
    assert "Herinnering aan Mia Voorbeeld. Een herinnering wordt niet opnieuw gestuurd." in said
    deliver_all(timezone.now() + timedelta(days=99))
    assert len(outbox.outbox) == 2


def test_nothing_ticked_and_nonsense_send_nothing(desk: Client, failed: Notification) -> None:
    for sent in ({}, {"mail": "x:y"}, {"mail": "99999999999:failed"}):
        page = desk.post(AGAIN, sent, follow=True)
        assert "Vink eerst de berichten aan" in words_of(page)

    assert not Notification.objects.owed().exists()


def test_of_two_desks_the_second_is_told_by_whom_and_sends_the_rest(
    desk: Client, failed: Notification
) -> None:
    other, shown = mail_to("Ander Mens", status=NotificationStatus.FAILED), tick(failed)
    shown["mail"] += tick(other)["mail"]
    settle_mail(mail=failed, now=timezone.now(), by_user=UserFactory(first_name="Lien"))

    page = desk.post(AGAIN, shown, follow=True)

    assert "1 bericht vertrekt nu." in words_of(page)
    assert "op de hoogte gebracht, door Lien." in words_of(page)
    failed.refresh_from_db()
    assert failed.status == NotificationStatus.FAILED


def test_the_page_of_a_mail_shows_it_as_it_went_out_each_time(desk: Client) -> None:
    mail = mail_to("Nele Straetmans")
    deliver_all()
    SentMail.objects.update(text="Zo stond het er\nen niet anders <b>")
    mail.refresh_from_db()
    mail.send_again(NOW + timedelta(hours=1))
    mail.save()
    deliver_all(NOW + timedelta(hours=1))

    page = desk.get(reverse("berichten:mail", args=[mail.pk]))

    assert len(page.context["texts"]) == 2
    html = page.content.decode()
    assert "Zo stond het er\nen niet anders &lt;b&gt;" in html
    assert html.count("Zoals het vertrok op") == 2
    assert mail.patient.email in html


def test_a_mail_without_a_text_says_why(desk: Client, failed: Notification) -> None:
    page = desk.get(reverse("berichten:mail", args=[failed.pk]))
    assert "niet vertrokken" in page.content.decode()

    sent = mail_to("Ander Mens")
    deliver_all()
    SentMail.objects.all().delete()
    page = desk.get(reverse("berichten:mail", args=[sent.pk]))
    assert "De tekst is niet bewaard" in page.content.decode()


def test_a_mail_that_came_back_is_noted_and_needs_attention(desk: Client) -> None:
    mail = mail_to("Nele Straetmans")
    deliver_all()
    mail.refresh_from_db()
    page = reverse("berichten:mail", args=[mail.pk])

    pressed = {"verb": "returned", "getoond": mail.version}
    answer = desk.post(reverse("berichten:change", args=[mail.pk]), pressed, follow=True)

    assert answer.redirect_chain[-1][0] == page
    assert "kwam terug" in words_of(answer)
    assert "Nele Straetmans" in desk.get("/beheer/agenda/aandacht/").content.decode()
    again = desk.post(reverse("berichten:change", args=[mail.pk]), pressed, follow=True)
    assert "Dat was al gebeurd." in words_of(again)


def test_an_unknown_verb_is_refused_and_a_mail_that_is_gone_is_told(
    desk: Client, failed: Notification
) -> None:
    address = reverse("berichten:change", args=[failed.pk])
    assert desk.post(address, {"verb": "open"}).status_code == 400

    page = reverse("berichten:mail", args=[failed.pk])
    failed.delete()

    assert "Dit bestaat niet meer" in words_of(desk.get(page, follow=True))
    assert "Dit bestaat niet meer" in words_of(desk.post(address, {"verb": "again"}, follow=True))


def test_nothing_in_a_mail_tells_us_whether_it_was_opened() -> None:
    mail_to("Nele Straetmans")
    [sent] = deliver_all()

    [html] = [part for part, kind in sent.alternatives if kind == "text/html"]
    assert "<img" not in html
    assert "url(" not in html
    assert {field.name for field in SentMail._meta.fields} == {
        "id",
        "mail",
        "sent_at",
        "address",
        "subject",
        "text",
    }


def test_a_day_of_filters_is_read_by_the_clinics_clock(desk: Client) -> None:
    late = mail_to("Nele Straetmans", created_at=NOW.replace(hour=23, minute=30))

    assert found(desk.get(f"{INDEX}?since={date(2027, 1, 12)}")) == {late}
