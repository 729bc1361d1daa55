"""An article of a therapist, on its way to the editors: fixtures and what people press."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from blog.models import BlogPostPage
from kinesite.tasks import deliver_staff_mail
from tests.blog.test_article_editing import form_data
from tests.factories.blog import BlogPostPageFactory
from tests.factories.booking import PractitionerFactory
from tests.factories.users import UserFactory

WRITER, EDITOR, OTHER, BOSS = (f"{one}@kine.example" for one in ("hanne", "red", "kim", "baas"))


@pytest.fixture(autouse=True)
def as_in_production(settings: Any) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_BACKEND = "kinesite.staff.mail.OwingBackend"


@pytest.fixture
def writer() -> User:
    return UserFactory(groups=["Kinesitherapeuten"], email=WRITER, first_name="Hanne")


@pytest.fixture
def editor() -> User:
    return UserFactory(groups=["Redactie"], email=EDITOR, first_name="Rita")


@pytest.fixture
def article(writer: User) -> BlogPostPage:
    page = BlogPostPageFactory(title="Rugpijn", owner=writer, live=False)
    page.save_revision(user=writer)
    return page


@pytest.fixture
def handed_in(writer: User, editor: User, article: BlogPostPage) -> BlogPostPage:
    press(writer, article, "action-submit")
    mails()
    return BlogPostPage.objects.get(pk=article.pk)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def press(
    user: User, page: BlogPostPage, action: str, where: str | None = None, **typed: Any
) -> list[str]:
    """Press a button of the form, of the page itself if no other; what the bars then say."""
    typed = {"title": page.title, "author": PractitionerFactory().pk, "slug": page.slug} | typed
    data = form_data(**typed) | {action: "1"}
    address = where or reverse("wagtailadmin_pages:edit", args=[page.pk])
    return bars(client_of(user).post(address, data, follow=True))


def decide(user: User, page: BlogPostPage, verb: str, remark: str = "", **typed: Any) -> list[str]:
    """Decide from the form of the page."""
    extra = {"workflow-action-extra-data": json.dumps({"comment": remark})}
    typed |= extra | {"workflow-action-name": verb}
    return press(user, page, "action-workflow-action", **typed)


def decide_at_home(user: User, page: BlogPostPage, verb: str, state: TaskState) -> list[str]:
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, verb, state.pk])
    return bars(client_of(user).post(address, {"comment": "Nog een bron."}, follow=True))


def bars(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [str(one.message).split("<")[0].strip() for one in answer.context["messages"]]


def mails() -> list[tuple[str, str]]:
    """Who got a mail, and its subject, as the worker sends it."""
    deliver_staff_mail()
    sent = [(one.to[0], one.subject) for one in mail.outbox]
    mail.outbox.clear()
    return sorted(sent)
