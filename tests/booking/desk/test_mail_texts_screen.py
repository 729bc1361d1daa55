"""The practice's own words in mails: the screen that keeps and previews them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from booking.choices import LetterKind
from booking.emails.compose import write_letter
from booking.emails.letters import LETTERS, sample_of
from booking.emails.texts import default_text
from booking.models import MailText, Notification
from booking.models.mail_text import Variable, variables_of
from tests.booking.support.letters import deliver_all, parsed
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    MailTextFactory,
    NotificationFactory,
    PatientFactory,
)
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
INDEX = "mailteksten:index"


def edit_url(kind: str = "booked", language: str = "nl") -> str:
    return reverse("mailteksten:edit", args=[kind, language])


def typed(button: str, **texts: str) -> dict[str, str]:
    return {"subject": "", "opening": "", "closing": "", button: "1"} | texts


def sent_with(**texts: str) -> Any:
    """Confirmation that is sent after the practice kept these texts."""
    MailTextFactory(**texts)
    visit = AppointmentFactory(patient=PatientFactory(name="Mia {dag} <b>"))
    NotificationFactory(appointment=visit)
    return deliver_all()[-1]


def test_own_words_replace_ours_and_the_facts_stay() -> None:
    message = sent_with(
        opening="Fijn dat je komt.\n\nTot {dag}.", closing="Groetjes van {praktijk}"
    )

    assert "Fijn dat je komt.\n\nTot dinsdag 12 januari 2027." in message.body
    assert "Groetjes van Kinepraktijk" in message.body
    assert "Je afspraak staat vast" not in message.body
    assert "dinsdag 12 januari 2027, 9.00\xa0u" in message.body
    assert message.subject == "Je afspraak op dinsdag 12 januari 2027 om 9.00\xa0u"


def test_own_words_are_escaped_in_the_letter_and_keep_their_lines() -> None:
    html = parsed(sent_with(opening="a <b> & c\nd")).get_body(("html",)).get_content()

    assert "a &lt;b&gt; &amp; c<br>d" in html


def test_a_name_that_looks_like_a_variable_stays_a_name() -> None:
    message = sent_with(opening="Voor {naam}.")

    assert "Voor Mia {dag} <b>." in message.body


def test_a_text_in_another_language_changes_nothing() -> None:
    assert "Welkom" not in sent_with(opening="Welkom", language="fr").body


@pytest.mark.parametrize(
    "text",
    ["{patient}", "{", "}", "{}", "{0}", "{{naam}}", "{naam.__class__}", "{naam!r}", "{ naam }"],
)
def test_braces_around_anything_else_are_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        MailText(kind=LetterKind.LINKS, opening=f"Dag {text}").full_clean()

    [message] = refused.value.message_dict["opening"]
    assert message.endswith("alleen deze woorden staan: {naam}, {praktijk}, {telefoon}.")


def test_a_subject_takes_no_name_of_a_person() -> None:
    with pytest.raises(ValidationError) as refused:
        MailText(kind=LetterKind.BOOKED, subject="Dag {naam}").full_clean()

    assert list(refused.value.message_dict) == ["subject"]


def test_a_subject_is_one_line() -> None:
    with pytest.raises(ValidationError) as refused:
        MailText(kind=LetterKind.BOOKED, subject="Hoi\nBcc: x@y.example").full_clean()

    assert list(refused.value.message_dict) == ["subject"]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("kind", LetterKind)
def test_our_own_texts_keep_the_rules(kind: LetterKind, language: str) -> None:
    with translation.override(language):
        default_text(kind, language).full_clean()


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("kind", LetterKind)
def test_every_word_in_braces_that_a_letter_takes_gets_a_value(
    kind: LetterKind, language: str
) -> None:
    words = " ".join(variable.in_braces for variable in variables_of(kind))
    own = MailText(kind=kind, language=language, opening=words)
    own.full_clean()

    with translation.override(language):
        text = write_letter(kind, sample_of(kind, now=NOW), own).as_text()

    assert [variable.value for variable in Variable if variable.in_braces in text] == []


def test_the_list_shows_every_mail_in_every_language_and_which_are_own(desk: Client) -> None:
    MailTextFactory(opening="Hallo")
    MailTextFactory(kind=LetterKind.MOVED)

    page = desk.get(reverse(INDEX))

    rows = page.context["rows"]
    assert [kind for kind, _languages in rows] == list(LetterKind)
    assert [(kind, code) for kind, row in rows for code, _name, is_own in row if is_own] == [
        (LetterKind.BOOKED, "nl")
    ]


def test_a_text_is_kept(desk: Client) -> None:
    page = desk.post(edit_url(), typed("keep", opening="Welkom {naam}"))

    assert page.status_code == 302
    assert MailText.objects.get().opening == "Welkom {naam}"


def test_a_text_that_cannot_be_filled_in_is_not_kept_and_stays_in_the_form(desk: Client) -> None:
    page = desk.post(edit_url(), typed("keep", opening="Welkom {nam}"))

    assert page.context["form"].errors["opening"][0].startswith("“{nam}” kan niet ingevuld worden")
    assert [str(message).strip() for message in page.context["messages"]] == [
        "De tekst is niet bewaard: kijk naar wat in het rood staat."
    ]
    assert "Welkom {nam}" in page.content.decode()
    assert not MailText.objects.exists()


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("kind", LetterKind)
def test_every_mail_can_be_looked_at_and_nothing_is_stored(
    desk: Client, kind: LetterKind, language: str
) -> None:
    page = desk.get(edit_url(kind, language))

    preview = page.context["preview"]
    assert "Mia Voorbeeld" in preview.html
    assert "Mia Voorbeeld" in preview.text
    assert bool(preview.calendar) == LETTERS[kind].shown_in_calendars
    assert not Notification.objects.exists()


def test_words_can_be_looked_at_before_they_are_kept(desk: Client) -> None:
    page = desk.post(edit_url(), typed("preview", subject="Tot {dag}", opening="Welkom {naam}"))

    preview = page.context["preview"]
    assert preview.subject.startswith("Tot ")
    assert "Welkom Mia Voorbeeld" in preview.text
    assert not MailText.objects.exists()


def test_the_preview_stands_in_a_frame_that_may_do_nothing(desk: Client) -> None:
    page = desk.post(edit_url(), typed("preview", opening="<script>alert(1)</script>"))

    [(_words, frame)] = soup(page).find("iframe")
    assert frame["sandbox"] == ""
    assert frame["srcdoc"] == '<base target="_blank">' + page.context["preview"].html
    assert "&lt;script&gt;alert(1)" in frame["srcdoc"]


@pytest.mark.parametrize(("kind", "language"), [("nonsense", "nl"), ("booked", "xx")])
def test_a_mail_that_does_not_exist_is_not_found(desk: Client, kind: str, language: str) -> None:
    assert desk.get(edit_url(kind, language)).status_code == 404


@pytest.mark.parametrize("url", [INDEX, "edit"])
def test_only_who_may_change_texts_sees_them(client: Client, url: str) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    page = client.get(edit_url() if url == "edit" else reverse(url))

    assert page.status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_however_many_texts(
    desk: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for kind in list(LetterKind)[:count]:
        MailTextFactory(kind=kind, opening="Hallo")
    desk.get(reverse(INDEX))

    with django_assert_max_num_queries(20) as queries:
        desk.get(reverse(INDEX))

    assert len([query for query in queries if "booking_mailtext" in query["sql"]]) == 1
