"""Two editors with one page open: the second to save is told of the first, and loses nothing."""

from functools import partial
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from blog.models import BlogPostPage
from kinesite.models import HomePage, StandardPage
from tests.booking.support.pressing import words_of
from tests.booking.support.racing import together
from tests.factories.blog import BlogPostPageFactory
from tests.factories.users import UserFactory
from tests.site.editing_pages import OpenForm, article, draft_of, editor_called, lien, ward

__all__ = ["article", "lien", "ward"]
pytestmark = pytest.mark.django_db
REFUSED = "Er is niets bewaard: er is intussen een nieuwere versie, bewaard door"


def typed_title(screen: HttpResponse) -> str:
    [found] = BeautifulSoup(screen.content, "html.parser").select("#page-edit-form [name=title]")
    return found.get_text().strip() or str(found.get("value"))


@pytest.mark.parametrize("pressed", ["", "action-publish", "action-submit"])
def test_what_a_colleague_saved_is_not_overwritten_unseen(
    ward: Client, lien: Client, article: BlogPostPage, pressed: str
) -> None:
    old, fresh = OpenForm(ward, article), OpenForm(lien, article)
    fresh.save("Rugpijn van Lien")

    refused = old.save("Rugpijn van Ward", **({pressed: "1"} if pressed else {}))

    assert f"{REFUSED} Lien op" in words_of(refused)
    assert "Bekijk wat er veranderde" in words_of(refused)
    assert typed_title(refused) == "Rugpijn van Ward"
    assert draft_of(article) == "Rugpijn van Lien"
    assert Client().get(article.url).content.decode().count("Rugpijn van Ward") == 0


def test_who_was_told_of_it_saves_over_it_and_the_history_keeps_both(
    ward: Client, lien: Client, article: BlogPostPage
) -> None:
    old = OpenForm(ward, article)
    OpenForm(lien, article).save("Rugpijn van Lien")
    old.save("Rugpijn van Ward")

    old.save("Rugpijn van Ward")

    assert draft_of(article) == "Rugpijn van Ward"
    titles = [one.content["title"] for one in article.revisions.order_by("pk")]
    assert titles == ["Rugpijn", "Rugpijn van Lien", "Rugpijn van Ward"]


def test_a_version_that_came_after_the_telling_is_told_again(
    ward: Client, lien: Client, article: BlogPostPage
) -> None:
    old, fresh = OpenForm(ward, article), OpenForm(lien, article)
    fresh.save("Eerste van Lien")
    old.save("Van Ward")
    OpenForm(lien, article).save("Tweede van Lien")

    assert REFUSED in words_of(old.save("Van Ward"))
    assert draft_of(article) == "Tweede van Lien"


def test_a_page_that_had_no_version_yet_is_no_exception(ward: Client, lien: Client) -> None:
    made = BlogPostPageFactory(title="Rugpijn", slug="rugpijn")
    old, fresh = OpenForm(ward, made), OpenForm(lien, made)
    fresh.save("Van Lien")

    assert REFUSED in words_of(old.save("Van Ward"))
    assert draft_of(made) == "Van Lien"


def test_a_second_click_on_save_is_no_quarrel(ward: Client, article: BlogPostPage) -> None:
    old = OpenForm(ward, article)

    assert [old.save("Rugpijn van Ward").status_code for _click in range(2)] == [302, 302]


def test_who_wrote_in_two_windows_is_told_of_the_other(ward: Client, article: BlogPostPage) -> None:
    old = OpenForm(ward, article)
    OpenForm(ward, article).save("Uit het andere venster")

    assert f"{REFUSED} jezelf in een ander venster" in words_of(old.save("Uit dit venster"))


def test_a_press_after_the_page_saved_itself_goes_through(
    ward: Client, article: BlogPostPage
) -> None:
    """Its script takes over what the answer says of the fields of the form."""
    form = OpenForm(ward, article)
    for title in ("Rugp", "Rugpijn van"):
        form.hidden |= form.save(title, by_itself=True).json()["field_updates"]

    assert form.save("Rugpijn van Ward", **{"action-publish": "1"}).status_code == 302
    assert "Rugpijn van Ward" in Client().get(article.url).content.decode()


def test_nothing_is_saved_by_itself_over_what_a_colleague_saved(
    ward: Client, lien: Client, article: BlogPostPage
) -> None:
    old = OpenForm(ward, article)
    OpenForm(lien, article).save("Rugpijn van Lien")
    old.save("Rugpijn van Ward")  # refused, and shown again

    by_itself = old.save("Rugpijn van Ward", by_itself=True)

    assert by_itself.json()["error_code"] == "invalid_revision"
    assert draft_of(article) == "Rugpijn van Lien"


def test_an_older_version_is_not_brought_back_over_a_newer_one_unseen(
    ward: Client, lien: Client, article: BlogPostPage
) -> None:
    first = article.latest_revision_id
    OpenForm(lien, article).save("Tweede")
    screen = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, first])
    old = OpenForm(ward, article, screen)
    OpenForm(lien, article).save("Derde van Lien")

    refused = old.save("Rugpijn")

    assert f"{REFUSED} Lien op" in words_of(refused)
    assert old.address == screen
    assert draft_of(article) == "Derde van Lien"
    old.save("Rugpijn")
    assert draft_of(article) == "Rugpijn"


def test_pages_with_other_forms_are_guarded_alike(ward: Client, lien: Client) -> None:
    text = HomePage.objects.get().add_child(instance=StandardPage(title="Praktisch", live=True))
    address = reverse("wagtailadmin_pages:edit", args=[text.pk])
    rest = {"slug": "praktisch", "body-count": "0", "comments-TOTAL_FORMS": "0"}
    rest |= {"comments-INITIAL_FORMS": "0"}
    shown: dict[str, Any] = {"loaded_revision_id": "0", "loaded_revision_created_at": ""}
    lien.post(address, rest | shown | {"title": "Van Lien"})

    assert REFUSED in words_of(ward.post(address, rest | shown | {"title": "Van Ward"}))


@pytest.mark.parametrize("is_new", [False, True])
def test_a_form_without_the_blocks_that_a_script_draws_saves_nothing_and_gives_back_the_text(
    ward: Client, article: BlogPostPage, is_new: bool
) -> None:
    place = ["blog", "blogpostpage", article.get_parent().pk]
    address = reverse("wagtailadmin_pages:add", args=place)
    if not is_new:
        address = reverse("wagtailadmin_pages:edit", args=[article.pk])

    answer = ward.post(address, {"title": "Knie en knieschijf", "slug": "knie"})

    assert answer.status_code == 400
    assert "De pagina was nog niet helemaal geladen, of JavaScript staat uit" in words_of(answer)
    assert "Knie en knieschijf" in words_of(answer)
    assert draft_of(article) == "Rugpijn"


def test_what_was_typed_comes_back_when_the_place_of_a_new_page_is_gone(
    ward: Client, article: BlogPostPage
) -> None:
    index = article.get_parent()
    index.delete(user=UserFactory(first_name="Kim", is_superuser=True))
    address = reverse("wagtailadmin_pages:add", args=["blog", "blogpostpage", index.pk])

    answer = words_of(ward.post(address, {"title": "Knie en knieschijf"}))

    assert "Ze is verwijderd door Kim" in answer
    assert "Knie en knieschijf" in answer


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_one_moment_one_is_told(article: BlogPostPage) -> None:
    forms = [OpenForm(editor_called(name), article) for name in ("Ward", "Lien")]

    answers = together(*(partial(one.save, f"Versie {index}") for index, one in enumerate(forms)))

    assert sorted(one.status_code for one in answers) == [200, 302]
