"""A form of which the page or the source was deleted meanwhile says so, and gives back its text."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from blog.models import BlogPostPage
from references.library.merging import merge
from references.models import Reference
from tests.booking.support.pressing import buttons, words_of
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory
from tests.site.editing_pages import OpenForm, article, lien, ward

__all__ = ["article", "lien", "ward"]
pytestmark = pytest.mark.django_db
GONE = "Deze pagina is er niet meer. Ze is verwijderd door Kim."
ADVICE = "je krijgt terug wat je typte"


def asks(browser: Client, screen: str) -> str:
    """The address at which the form on this screen asks who else has it open."""
    html = BeautifulSoup(browser.get(screen).content, "html.parser")
    [form] = html.select("form[data-controller~=w-session]")
    return str(form["data-w-swap-src-value"])


def delete_as_kim(page: Any) -> None:
    Page.objects.get(pk=page.pk).delete(user=UserFactory(first_name="Kim", is_superuser=True))


def edit(row: Any) -> str:
    return reverse(f"wagtailsnippets_references_{row._meta.model_name}:edit", args=[row.pk])


def test_who_has_a_page_open_hears_that_it_was_deleted_and_by_whom(
    ward: Client, article: BlogPostPage
) -> None:
    question = asks(ward, reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert "gone" not in ward.post(question).json()
    delete_as_kim(article)

    answer = ward.post(question)

    assert answer.status_code == 200
    assert GONE in answer.json()["gone"]
    assert ADVICE in answer.json()["gone"]


def test_a_page_that_saves_itself_stops_and_says_that_it_was_deleted(
    ward: Client, article: BlogPostPage
) -> None:
    form = OpenForm(ward, article)
    delete_as_kim(article)

    told = form.save("Knie", by_itself=True).json()

    assert told["error_code"] == "invalid_revision"  # upon which Wagtail's script saves no more
    assert GONE in told["error_message"]


def test_who_may_not_change_a_page_any_more_is_not_told_that_it_is_gone(
    ward: Client, article: BlogPostPage
) -> None:
    question = asks(ward, reverse("wagtailadmin_pages:edit", args=[article.pk]))
    ward.force_login(UserFactory(groups=["Kinesitherapeut"]))

    assert b"gone" not in ward.post(question).content


def test_a_source_that_was_deleted_or_merged_says_so_and_gives_back_what_was_typed(
    ward: Client, lien: Client
) -> None:
    kept, merged, deleted = (ReferenceFactory(csl__title=one) for one in ("Sleep", "Sleap", "Eat"))
    questions = [asks(ward, edit(one)) for one in (merged, deleted)]
    forms = [buttons(ward.get(edit(one)), edit(one))[0] for one in (merged, deleted)]
    kim = UserFactory(first_name="Kim", is_superuser=True)
    merge(keep=kept, duplicates=[merged], user=kim, now=timezone.now())
    away = reverse("wagtailsnippets_references_reference:delete", args=[deleted.pk])
    buttons(lien.get(away), away)[0].press(lien)

    news = [ward.post(one).json()["gone"] for one in questions]
    answers = [one.press(ward, finding="Slaap helpt echt.") for one in forms]

    for told, answer, became in zip(
        news,
        answers,
        ("samengevoegd met “Testers en Proef, 2020. Sleep”, door Kim", "verwijderd, door Lien"),
        strict=True,
    ):
        assert became in told
        assert ADVICE in told
        assert became in words_of(answer)
        assert "Slaap helpt echt." in words_of(answer)
    assert Reference.objects.get() == kept


def test_the_form_of_a_source_that_was_merged_leads_to_the_one_that_stayed(ward: Client) -> None:
    kept, merged = ReferenceFactory(csl__title="Sleep"), ReferenceFactory(csl__title="Sleap")
    merge(keep=kept, duplicates=[merged], user=None, now=timezone.now())

    screen = ward.get(edit(merged), follow=True)

    assert screen.redirect_chain == [(edit(kept), 302)]
    assert "Dit is intussen samengevoegd met “Testers en Proef, 2020. Sleep”" in words_of(screen)
