"""Articles that are handed in for approval: the screens say how each hand-in ended."""

import json
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
from tests.blog.test_article_editing import form_data
from tests.booking.support.pressing import buttons
from tests.booking.support.racing import together
from tests.factories.booking import PractitionerFactory
from tests.factories.users import UserFactory
from tests.site.handing_in import (
    EDITOR,
    OTHER,
    WRITER,
    article,
    as_in_production,
    bars,
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


def test_who_decides_second_keeps_what_was_typed(editor: User, handed_in: BlogPostPage) -> None:
    decide(UserFactory(groups=["Redactie"]), handed_in, "reject")
    typed = form_data(title="Onderrug", author=PractitionerFactory().pk, slug=handed_in.slug)
    typed |= {"action-workflow-action": "1", "workflow-action-name": "approve"}
    typed["workflow-action-extra-data"] = json.dumps({"comment": "Mooi zo."})

    page = client_of(editor).post(edit_address(handed_in), typed)

    [form] = [one for one in buttons(page, edit_address(handed_in)) if "title" in one.data][:1]
    assert form.data["title"] == "Onderrug"
    assert bars(page)[0].endswith("Je opmerking kreeg niemand: “Mooi zo.”")


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_the_window_for_a_remark_says_that_somebody_else_decided(
    editor: User, handed_in: BlogPostPage, verb: str
) -> None:
    state = handed_in.current_workflow_task_state
    name = "wagtailadmin_pages:collect_workflow_action_data"
    window = reverse(name, args=[handed_in.pk, verb, state.pk])
    decide(UserFactory(groups=["Redactie"], first_name="Kim"), handed_in, "approve")
    browser = client_of(editor)

    opened = json.loads(browser.get(window).content)
    sent = json.loads(browser.post(window, {"comment": "Mooi zo."}).content)

    assert "Er is niets gebeurd. “Rugpijn” is goedgekeurd en gepubliceerd. Dat" in opened["html"]
    assert sent["cleaned_data"] == {"comment": "Mooi zo."}


def test_a_page_that_was_sent_back_has_one_button_to_hand_it_in(
    writer: User, editor: User, handed_in: BlogPostPage
) -> None:
    browser = client_of(writer)
    waiting = buttons_below(browser.get(edit_address(handed_in)))
    decide(editor, handed_in, "reject")

    assert waiting == {"action-cancel-workflow"}
    assert buttons_below(browser.get(edit_address(handed_in))) == {"action-submit"}


def buttons_below(page: Any) -> set[str]:
    """The names of the buttons that act on a page, but for that of saving it."""
    names = {named.get("name", "") for _words, named in soup(page).find("button")}
    return {one for one in names if one.startswith("action-")}


def edit_address(page: BlogPostPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


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
