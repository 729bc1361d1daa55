"""Mail to staff about work, comments and passwords: owed by the screen, sent by the worker."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageSubscription

from blog.models import BlogPostPage
from kinesite.models import StaffMail
from kinesite.staff.mail import deliver_next
from kinesite.tasks import deliver_staff_mail
from tests.blog.test_article_editing import form_data
from tests.booking.support.racing import together
from tests.factories.blog import BlogPostPageFactory
from tests.factories.booking import PractitionerFactory
from tests.factories.users import UserFactory
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db

KEPT = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _as_in_production(settings: Any) -> None:
    """Staff mail goes the whole way; what the worker sends is in Django's outbox."""
    settings.MAIL_TRANSPORT, settings.EMAIL_BACKEND = KEPT, "kinesite.staff.mail.OwingBackend"


@pytest.fixture
def therapist() -> User:
    return UserFactory(groups=["Kinesitherapeuten"], email="hanne@kine.example", first_name="Hanne")


@pytest.fixture
def editor() -> User:
    return UserFactory(groups=["Redactie"], email="redactie@kine.example")


@pytest.fixture
def article(therapist: User) -> BlogPostPage:
    page = BlogPostPageFactory(title="Rugpijn", owner=therapist, live=False)
    page.save_revision(user=therapist)
    return page


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def press(user: User, article: BlogPostPage, action: str, **typed: Any) -> None:
    data = form_data(author=PractitionerFactory().pk, slug=article.slug, **typed) | {action: "1"}
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert logged_in(user).post(address, data).status_code == 302


def decide(user: User, article: BlogPostPage, verb: str, comment: str = "") -> None:
    state = article.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, verb, state.pk])
    assert logged_in(user).post(address, {"comment": comment}).status_code == 302


def mails() -> list[tuple[list[str], str]]:
    """Who got a mail, and its text, as the worker sends it."""
    deliver_staff_mail()
    sent = [(one.to, one.body) for one in mail.outbox]
    mail.outbox.clear()
    return sent


def opens(user: User, text: str) -> list[int]:
    """What the addresses in a mail answer to whom it was sent."""
    found = re.findall(r"http://localhost:8000(/\S+)", text)
    return [logged_in(user).get(path).status_code for path in found]


def test_an_article_that_is_handed_in_is_told_to_the_editors(
    therapist: User, editor: User, article: BlogPostPage
) -> None:
    press(therapist, article, "action-submit")

    [(to, text)] = mails()
    assert to == ["redactie@kine.example"]
    assert "is ingediend ter goedkeuring" in text
    assert "Nalezen door de redactie" in text
    assert opens(editor, text) == [200, 200, 200]


def test_the_author_hears_what_the_editors_decided(
    client: Client, therapist: User, editor: User, article: BlogPostPage
) -> None:
    press(therapist, article, "action-submit")
    mails()
    decide(editor, article, "reject", "Zet er een bron bij.")

    [(to, text)] = mails()
    assert to == ["hanne@kine.example"]
    assert "Zet er een bron bij." in text
    assert opens(therapist, text) == [200, 200]

    press(therapist, article, "action-submit")
    mails()
    article = BlogPostPage.objects.get(pk=article.pk)
    decide(editor, article, "approve")

    [(to, text)] = mails()
    assert (to, "goedgekeurd" in text) == (["hanne@kine.example"], True)
    assert client.get(article.url).status_code == 200


def test_a_comment_is_told_to_who_follows_the_page(
    therapist: User, editor: User, article: BlogPostPage
) -> None:
    PageSubscription.objects.create(user=therapist, page=article, comment_notifications=True)
    comment = {"id": "", "text": "Is dit zo?", "contentpath": "introduction", "position": ""}

    press(
        editor,
        article,
        "action-save",
        comments={"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "0": comment | {"replies": NO_REPLIES}},
    )

    [(to, text)] = mails()
    assert to == ["hanne@kine.example"]
    assert "Is dit zo?" in text
    assert opens(therapist, text) == [200, 200]


NO_REPLIES = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}


def test_a_forgotten_password_is_set_anew_through_the_mail(client: Client, editor: User) -> None:
    editor.set_password("lang-vergeten-1")
    editor.save()

    client.post("/beheer/password_reset/", {"email": editor.email})
    [(to, text)] = mails()
    [address] = re.findall(r"http://localhost:8000(/\S+)", text)
    form = client.get(address, follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"new_password1": "een-nieuwe-zin-2", "new_password2": "een-nieuwe-zin-2"},
    )

    assert to == [editor.email]
    assert "wachtwoord" in text
    assert client.login(username=editor.username, password="een-nieuwe-zin-2")
    # Who reads the table finds no link that sets a password.
    assert not StaffMail.objects.exists()


def test_an_address_that_nobody_has_gets_the_same_answer_and_no_mail(
    client: Client, editor: User
) -> None:
    known, unknown = (
        client.post("/beheer/password_reset/", {"email": address})
        for address in (editor.email, "wie@kine.example")
    )

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [to for to, _text in mails()] == [[editor.email]]


def test_a_mail_server_that_is_away_holds_no_screen_and_loses_no_mail(
    settings: Any, smtp_server: MailServer
) -> None:
    settings.MAIL_TRANSPORT, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, OWING
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    now = timezone.now()

    send_mail("Nagelezen", "Dag Hanne", None, ["hanne@kine.example"])
    deliver_next(now=now + timedelta(seconds=1))
    waiting = StaffMail.objects.get()
    settings.EMAIL_PORT = port
    deliver_next(now=waiting.due_at)

    assert waiting.last_error == "ConnectionRefusedError"
    assert waiting.due_at > now
    assert [one["Subject"] for one in smtp_server.mails] == ["Nagelezen"]
    assert not StaffMail.objects.exists()


OWING = "kinesite.staff.mail.OwingBackend"


@pytest.mark.parametrize("owed_for", [timedelta(), timedelta(days=3)])
def test_a_mail_that_can_never_leave_is_given_up_without_naming_anybody(
    settings: Any, smtp_server: MailServer, owed_for: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MAIL_TRANSPORT, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, OWING
    smtp_server.refusal = "451 4.7.1 Later" if owed_for else "554 5.7.1 Never"
    send_mail("Nagelezen", "Dag Hanne", None, ["hanne@kine.example"])

    deliver_next(now=timezone.now() + owed_for)

    assert not StaffMail.objects.exists()
    assert "is given up" in caplog.text
    assert "hanne" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once() -> None:
    for number in range(4):
        send_mail(f"Mail {number}", "Dag", None, ["hanne@kine.example"])

    together(*[deliver_staff_mail] * 3)

    assert sorted(one.subject for one in mail.outbox) == [f"Mail {number}" for number in range(4)]


def test_a_request_that_fails_sends_nothing() -> None:
    with transaction.atomic():
        send_mail("Nooit", "Dag", None, ["hanne@kine.example"])
        transaction.set_rollback(True)

    assert mails() == []


def test_a_mail_without_a_recipient_is_not_kept() -> None:
    now = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        StaffMail.objects.create(sender="a@b.example", recipients=[], created_at=now, due_at=now)


def test_only_plain_text_is_kept() -> None:
    rich = EmailMultiAlternatives("Dag", "Dag", None, ["hanne@kine.example"])
    rich.attach_alternative("<p>Dag</p>", "text/html")

    with pytest.raises(ValueError, match="plain text"):
        rich.send()
