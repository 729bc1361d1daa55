"""Mail about articles that are handed in: each person hears once how it ended."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from blog.models import BlogPostPage
from kinesite.tasks import deliver_staff_mail
from tests.factories.users import UserFactory
from tests.site.handing_in import (
    BOSS,
    EDITOR,
    WRITER,
    article,
    as_in_production,
    client_of,
    editor,
    handed_in,
    mails,
    press,
    writer,
)

__all__ = ["article", "as_in_production", "editor", "handed_in", "writer"]
pytestmark = pytest.mark.django_db


def test_beheer_gets_one_mail_of_what_is_handed_in(
    writer: User, editor: User, article: BlogPostPage
) -> None:
    UserFactory(is_superuser=True, email=BOSS)

    press(writer, article, "action-submit")

    assert [to for to, _subject in mails()] == [BOSS, EDITOR]


def test_the_editors_hear_that_a_page_was_taken_back(
    writer: User, editor: User, handed_in: BlogPostPage
) -> None:
    press(writer, handed_in, "action-cancel-workflow")

    assert mails() == [(EDITOR, "“Rugpijn” is niet meer ingediend")]


@pytest.mark.parametrize(
    ("action", "subject"),
    [
        ("action-publish", "“Rugpijn” is gepubliceerd"),
        ("action-cancel-workflow", "“Rugpijn” is niet meer ingediend"),
    ],
)
def test_the_writer_hears_what_an_editor_did_without_approving(
    editor: User, handed_in: BlogPostPage, action: str, subject: str
) -> None:
    press(editor, handed_in, action)

    assert mails() == [(WRITER, subject)]


@pytest.mark.parametrize("several", [False, True])
def test_the_writer_hears_that_a_page_was_deleted(
    editor: User, handed_in: BlogPostPage, several: bool
) -> None:
    address = (
        f"/beheer/bulk/wagtailcore/page/delete/?id={handed_in.pk}&next=/beheer/"
        if several
        else reverse("wagtailadmin_pages:delete", args=[handed_in.pk])
    )

    client_of(editor).post(address)

    assert mails() == [(WRITER, "“Rugpijn” is verwijderd")]


def test_the_writer_hears_that_an_editor_planned_a_page_without_approving(
    editor: User, handed_in: BlogPostPage
) -> None:
    planned = timezone.localtime() + timedelta(days=2)

    press(editor, handed_in, "action-publish", go_live_at=f"{planned:%Y-%m-%d %H:%M}")

    deliver_staff_mail()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([WRITER], "“Rugpijn” is ingepland")
    assert f"Rita heeft ze ingepland: ze komt online op {planned:%-d}" in letter.body
