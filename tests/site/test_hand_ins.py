"""Articles that are handed in for approval: the screens say how each hand-in ended."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from blog.models import BlogPostPage
from kinesite.tasks import deliver_staff_mail
from tests.booking.support.racing import together
from tests.factories.users import UserFactory
from tests.site.handing_in import (
    EDITOR,
    OTHER,
    WRITER,
    article,
    as_in_production,
    client_of,
    decide,
    decide_at_home,
    editor,
    handed_in,
    mails,
    press,
    writer,
)
from tests.site.pages import soup

__all__ = ["article", "as_in_production", "editor", "handed_in", "writer"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("where", [decide, decide_at_home])
def test_the_bar_says_what_was_decided(editor: User, handed_in: BlogPostPage, where: Any) -> None:
    states = [handed_in.current_workflow_task_state][: where is decide_at_home]

    assert where(editor, handed_in, "approve", *states) == [
        "“Rugpijn” is goedgekeurd en gepubliceerd."
    ]
    assert Client().get(handed_in.url).status_code == 200


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Hanne krijgt er een mail over."),
        ({"email": ""}, "Hanne krijgt daar geen mail over: zeg het zelf."),
        ({"is_active": False}, "Hanne krijgt daar geen mail over: zeg het zelf."),
    ],
)
def test_who_sends_back_hears_if_the_writer_gets_a_mail(
    editor: User, writer: User, handed_in: BlogPostPage, changed: dict[str, Any], told: str
) -> None:
    User.objects.filter(pk=writer.pk).update(**changed)

    said = decide(editor, handed_in, "reject", "Zet er een bron bij.")

    assert said == [f"“Rugpijn” is teruggestuurd. {told}"]
    assert bool(mails()) is (not changed)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"email": ""}, ["Niemand van de redactie krijgt er een mail over: zeg het zelf."]),
        ({"is_active": False}, ["Niemand van de redactie krijgt er een mail over: zeg het zelf."]),
    ],
)
@pytest.mark.parametrize("is_new", [False, True])
def test_who_hands_in_hears_if_no_editor_gets_a_mail(
    writer: User, editor: User, article: BlogPostPage, changed: Any, told: Any, is_new: bool
) -> None:
    User.objects.filter(pk=editor.pk).update(**changed)
    made = reverse("wagtailadmin_pages:add", args=["blog", "blogpostpage", article.get_parent().pk])

    said = press(writer, article, "action-submit", made if is_new else None, slug="nieuw")

    assert said[1:] == told
    assert [to for to, _subject in mails()] == [EDITOR][: not changed]


def test_the_writer_reads_the_remark_above_the_page_until_it_is_handed_in_again(
    writer: User, editor: User, handed_in: BlogPostPage
) -> None:
    decide(editor, handed_in, "reject", "Zet er een <b>bron</b> bij.")
    edit = reverse("wagtailadmin_pages:edit", args=[handed_in.pk])

    shown = soup(client_of(writer).get(edit)).find_all("div", "messages")[0]
    press(writer, handed_in, "action-submit")
    later = soup(client_of(editor).get(edit)).find_all("div", "messages")[0]

    assert "Teruggestuurd door Rita op" in shown
    assert "Zet er een <b>bron</b> bij." in shown
    assert "Teruggestuurd" not in later


def test_an_approved_plan_is_told_with_its_moment_and_no_link_that_is_closed(
    writer: User, editor: User, article: BlogPostPage
) -> None:
    planned = timezone.localtime() + timedelta(days=2)
    typed = {"go_live_at": f"{planned:%Y-%m-%d %H:%M}"}
    press(writer, article, "action-submit", **typed)
    mails()

    said = decide(editor, article, "approve", **typed)

    moment = date_format(planned, "j F Y, H:i")
    assert said == [f"“Rugpijn” is goedgekeurd en komt online op {moment}."]
    deliver_staff_mail()
    [letter] = mail.outbox
    assert "Ze komt online op" in letter.body
    assert article.url not in letter.body
    assert Client().get(article.url).status_code == 404


@pytest.mark.parametrize("where", [decide, decide_at_home])
def test_who_decides_second_hears_who_was_first(
    editor: User, handed_in: BlogPostPage, where: Any
) -> None:
    other = UserFactory(groups=["Redactie"], email=OTHER)
    states = [handed_in.current_workflow_task_state][: where is decide_at_home]
    decide(other, handed_in, "reject", "Nog niet.")
    mails()

    [said, *_remark] = where(editor, handed_in, "approve", *states)

    assert said.startswith("Er is niets gebeurd. “Rugpijn” is teruggestuurd. Dat deed ")
    assert Client().get(handed_in.url).status_code == 404
    assert mails() == []


def test_an_older_version_is_not_approved(
    writer: User, editor: User, handed_in: BlogPostPage
) -> None:
    loaded = handed_in.latest_revision_id
    handed_in.title = "Rugpijn, nieuwer"
    handed_in.save_revision(user=UserFactory(groups=["Redactie"]))
    typed = {"loaded_revision_id": str(loaded), "title": "Rugpijn, zoals ik het zag"}

    for _attempt in range(2):
        [said] = decide(editor, handed_in, "approve", **typed)
        assert said.startswith("Er is niets gebeurd: intussen heeft iemand een nieuwere versie")

    assert BlogPostPage.objects.get(pk=handed_in.pk).get_latest_revision_as_object().title == (
        "Rugpijn, nieuwer"
    )
    assert Client().get(handed_in.url).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_the_same_moment_publish_once(
    writer: User, editor: User, handed_in: BlogPostPage
) -> None:
    editors = editor, UserFactory(groups=["Redactie"])
    state = handed_in.current_workflow_task_state
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[handed_in.pk, "approve", state.pk]
    )

    answers = together(
        *(partial(client_of(one).post, address, {"comment": ""}, follow=True) for one in editors)
    )

    # Their contexts are mixed up: the test client hears what other threads draw.
    screens = [one.content.decode() for one in answers]
    assert sorted("Er is niets gebeurd." in one for one in screens) == [False, True]
    assert [to for to, _subject in mails()] == [WRITER]
