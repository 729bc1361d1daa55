"""Articles that wait for a therapist stand on the day where the therapist begins."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import BlogPostPage
from booking.models import BookingRules, Practitioner
from kinesite.staff.own_articles import MOST
from tests.factories.blog import BlogPostPageFactory
from tests.factories.booking import PractitionerFactory
from tests.factories.users import UserFactory
from tests.queries import queries_of
from tests.site.handing_in import (
    article,
    as_in_production,
    client_of,
    decide,
    editor,
    handed_in,
    press,
    writer,
)
from tests.site.pages import links

__all__ = ["article", "as_in_production", "editor", "handed_in", "writer"]
pytestmark = pytest.mark.django_db
AGENDA = "/beheer/agenda/"


def waiting(client: Client, address: str = AGENDA) -> dict[str, str]:
    shown = links(client.get(address, follow=True))
    return {words: url for words, url in shown.items() if words.startswith(("“", "En meer"))}


@pytest.fixture
def therapist(writer: User) -> Practitioner:
    person: Practitioner = PractitionerFactory(user=writer)
    return person


def edit_of(page: BlogPostPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_an_article_that_was_sent_back_waits_for_its_writer_until_it_is_handed_in_again(
    therapist: Practitioner,
    writer: User,
    editor: User,
    handed_in: BlogPostPage,
) -> None:
    assert waiting(client_of(writer)) == {}
    decide(editor, handed_in, "reject", "Nog een bron.")

    assert waiting(client_of(writer)) == {"“Rugpijn” kwam bij je terug": edit_of(handed_in)}

    press(writer, handed_in, "action-submit")
    assert waiting(client_of(writer)) == {}


def test_an_article_waits_for_the_therapist_who_reviews_until_somebody_decided(
    editor: User,
    handed_in: BlogPostPage,
) -> None:
    reviewer = UserFactory(groups=["Redactie", "Kinesitherapeuten"])
    PractitionerFactory(user=reviewer)

    assert waiting(client_of(reviewer)) == {
        "“Rugpijn” wacht op je nazicht": edit_of(handed_in),
    }

    decide(editor, handed_in, "approve")
    assert waiting(client_of(reviewer)) == {}


def test_nothing_of_others_stands_there_and_nothing_on_other_days_or_at_the_desk(
    therapist: Practitioner,
    writer: User,
    editor: User,
    handed_in: BlogPostPage,
) -> None:
    decide(editor, handed_in, "reject")
    colleague = UserFactory(groups=["Kinesitherapeuten"])
    PractitionerFactory(user=colleague)
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert waiting(client_of(colleague)) == {}
    assert waiting(client_of(UserFactory(groups=["Receptie"]))) == {}
    assert waiting(client_of(writer), f"{AGENDA}?dag={tomorrow}") == {}


def test_a_therapist_who_sees_all_finds_them_beside_the_own_week_and_not_beside_another(
    therapist: Practitioner,
    writer: User,
    editor: User,
    handed_in: BlogPostPage,
) -> None:
    rules = BookingRules.load()
    rules.therapists_see_all = True
    rules.save()
    decide(editor, handed_in, "reject")
    client = client_of(writer)

    assert len(waiting(client, f"{AGENDA}?kin={therapist.pk}")) == 1
    assert waiting(client, f"{AGENDA}?kin={PractitionerFactory().pk}") == {}


def test_any_number_of_articles_costs_two_queries_and_the_rest_is_one_press_away(
    therapist: Practitioner,
    writer: User,
    editor: User,
    handed_in: BlogPostPage,
) -> None:
    client = client_of(writer)
    client.get(AGENDA)
    without = len(queries_of(client, AGENDA))
    decide(editor, handed_in, "reject")
    with_one = len(queries_of(client, AGENDA))
    for number in range(MOST):
        page = BlogPostPageFactory(title=f"Artikel {number}", owner=writer, live=False)
        page.save_revision(user=writer)
        press(writer, page, "action-submit")
        decide(editor, BlogPostPage.objects.get(pk=page.pk), "reject")

    assert (with_one, len(queries_of(client, AGENDA))) == (without, without)
    assert list(waiting(client).items())[-1] == ("En meer artikels", "/beheer/")
    assert len(waiting(client)) == MOST + 1
