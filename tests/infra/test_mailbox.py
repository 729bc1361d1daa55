import re
import runpy
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from kinesite.mailbox.messages import stored_mails

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def send_invitation() -> None:
    mail = EmailMultiAlternatives(
        "Je afspraak op één mei", "Tot dinsdag", "a@kine.example", ["p@kine.example"]
    )
    mail.attach_alternative('<p style="color: red">Tot <b>dinsdag</b></p>', "text/html")
    mail.attach("afspraak.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
    mail.send()


def test_an_empty_mailbox_says_so(client):
    response = client.get(reverse("mailbox:list"))

    assert response.status_code == 200
    assert response.context["mails"] == []


def test_a_machine_that_sends_its_mail_has_an_empty_mailbox(client, settings):
    del settings.EMAIL_FILE_PATH

    assert client.get(reverse("mailbox:list")).context["mails"] == []


def test_mails_are_listed_newest_first():
    for hour in (9, 11, 10):
        sent = format_datetime(datetime(2027, 3, 1, hour, tzinfo=UTC))
        EmailMultiAlternatives(
            str(hour), "", "a@kine.example", ["p@kine.example"], headers={"Date": sent}
        ).send()

    assert [mail.message["Subject"] for mail in stored_mails()] == ["11", "10", "9"]


def test_each_mail_of_one_connection_is_found():
    mails = [
        EmailMultiAlternatives(subject, "-" * 70, None, ["p@kine.example"]) for subject in "ab"
    ]

    get_connection().send_messages(mails)

    assert sorted(mail.message["Subject"] for mail in stored_mails()) == ["a", "b"]


def test_a_mail_shows_its_headers_text_html_and_files(client):
    send_invitation()
    (mail,) = stored_mails()

    page = client.get(reverse("mailbox:detail", args=[mail.key])).content.decode()

    assert re.findall(r"<h1>(.*)</h1>", page) == ["Je afspraak op één mei"]
    assert "<dt>Subject</dt><dd>Je afspraak op één mei</dd>" in page
    assert escape('<p style="color: red">Tot <b>dinsdag</b></p>') in page
    assert '<div class="mailbox__text">Tot dinsdag' in page
    assert (
        f'<a href="{reverse("mailbox:file", args=[mail.key, 0])}">afspraak.ics</a> (text/calendar)'
        in page
    )


def test_the_html_of_a_mail_may_not_run_scripts(client):
    send_invitation()
    (mail,) = stored_mails()

    response = client.get(reverse("mailbox:detail", args=[mail.key]))

    sandbox = re.search(r'sandbox="(.*?)"', response.content.decode())[1]
    assert sandbox == "allow-popups allow-popups-to-escape-sandbox"
    policy = response["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "default-src 'self'" in policy


def test_a_file_is_downloaded_as_it_was_attached(client):
    send_invitation()
    (mail,) = stored_mails()

    response = client.get(reverse("mailbox:file", args=[mail.key, 0]))

    assert response["Content-Type"] == "text/calendar"
    assert response["Content-Disposition"] == 'attachment; filename="afspraak.ics"'
    assert response.content.split() == [b"BEGIN:VCALENDAR", b"END:VCALENDAR"]


@pytest.mark.parametrize("address", ["/mailbox/none-0/", "/mailbox/none-0/0/"])
def test_a_mail_that_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_file_that_is_not_there_is_not_found(client):
    send_invitation()
    (mail,) = stored_mails()

    assert client.get(reverse("mailbox:file", args=[mail.key, 1])).status_code == 404


@pytest.mark.parametrize(("debug", "mounted"), [(True, True), (False, False)])
def test_only_debug_mounts_the_mailbox(settings, debug, mounted):
    settings.DEBUG = debug

    patterns = runpy.run_path(str(settings.BASE_DIR / "kinesite/urls.py"))["urlpatterns"]

    assert ("mailbox/" in [str(pattern.pattern) for pattern in patterns]) == mounted


def test_the_time_of_sending_is_aware():
    send_invitation()

    [mail] = stored_mails()

    assert abs(mail.sent_at - timezone.now()) < timedelta(minutes=1)
