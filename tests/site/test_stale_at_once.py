"""What is done with several rows, or asked about a page, is not done with what nobody saw."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import ModelLogEntry, Page

from blog.models import BlogPostPage
from kinesite.models import HomePage, StandardPage
from kinesite.staff.versions import stored, versions_of
from references.models import CreditedImage, Reference, Subject
from tests.booking.support.pressing import buttons, words_of
from tests.booking.support.racing import together
from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory
from tests.factories.references import CreditedImageFactory, ReferenceFactory, SubjectFactory
from tests.factories.users import UserFactory
from tests.site.asking import about, asked, head, question
from tests.site.editing_pages import OpenForm, article, editor_called, lien, ward

__all__ = ["article", "lien", "ward"]
pytestmark = pytest.mark.django_db
REFUSED = "Er is niets gebeurd. Intussen:"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def make_document() -> Document:
    file = ContentFile(b"Rust.", name="rug.txt")
    made: Document = Document.objects.create(title="Rug", file=file)
    return made


# What makes a row, and the form in which a colleague changes it.
KINDS: dict[str, tuple[Callable[[], Any], str]] = {
    "image": (lambda: CreditedImageFactory(title="Rug"), "wagtailimages:edit"),
    "document": (make_document, "wagtaildocs:edit"),
    "source": (ReferenceFactory, "wagtailsnippets_references_reference:edit"),
    "subject": (SubjectFactory, "wagtailsnippets_references_subject:edit"),
}


def change(browser: Client, row: Any, form: str) -> None:
    address = reverse(form, args=[row.pk])
    field = "name" if isinstance(row, Subject) else "title"
    page = buttons(browser.get(address), address)[0].press(browser, **{field: "Nieuw van Lien"})
    assert "Lien" in str(type(row).objects.get(pk=row.pk)), words_of(page)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_a_colleague_changed_is_not_deleted_with_others_unseen(kind: str) -> None:
    ward, lien = head("Ward"), head("Lien")
    make, form = KINDS[kind]
    rows = [make(), make()]
    old = question(ward, "delete", *rows)
    change(lien, rows[1], form)

    refused = old.press(ward)

    told = words_of(refused)
    assert REFUSED in told
    assert "Nieuw van Lien” is gewijzigd, door Lien." in told
    assert type(rows[0]).objects.count() == 2
    asked(refused, old.address).press(ward)
    assert not type(rows[0]).objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_a_colleague_deleted_is_named_and_the_others_stay(kind: str) -> None:
    ward, lien = head("Ward"), head("Lien")
    rows = [KINDS[kind][0](), KINDS[kind][0]()]
    old = question(ward, "delete", *rows)
    question(lien, "delete", rows[0]).press(lien)

    refused = old.press(ward)

    assert f"{REFUSED} “{rows[0]}” is verwijderd, door Lien." in words_of(refused)
    assert type(rows[0]).objects.count() == 1


@pytest.mark.parametrize("action", ["delete", "unpublish", "publish"])
def test_a_page_that_a_colleague_rewrote_is_not_in_it_unseen(
    ward: Client, lien: Client, article: BlogPostPage, action: str
) -> None:
    if action == "publish":
        article.unpublish()
    other = BlogPostPageFactory(title="Nek", live=action != "publish")
    old = question(ward, action, article, other)
    OpenForm(lien, article).save("Rugpijn van Lien")
    before = [(one.pk, one.live) for one in Page.objects.order_by("pk")]

    refused = old.press(ward)

    assert f"{REFUSED} “Rugpijn van Lien” is gewijzigd, door Lien." in words_of(refused)
    assert [(one.pk, one.live) for one in Page.objects.order_by("pk")] == before
    asked(refused, old.address).press(ward)
    assert [(one.pk, one.live) for one in Page.objects.order_by("pk")] != before


def test_pages_are_not_moved_unseen_and_the_chosen_place_stays(ward: Client, lien: Client) -> None:
    home = HomePage.objects.get()
    text, place = (home.add_child(instance=StandardPage(title=one)) for one in ("Uren", "Over"))
    old = question(ward, "move", text)
    text.title = "Uren van de zomer"
    text.save_revision(user=UserFactory(first_name="Kim"), log_action=True)

    refused = old.press(ward, chooser=place.pk)

    assert "“Uren van de zomer” is gewijzigd, door Kim" in words_of(refused)
    again = asked(refused, old.address)
    assert str(again.data["chooser"]) == str(place.pk)
    again.press(ward)
    assert Page.objects.get(pk=text.pk).get_parent().pk == place.pk


def test_what_stands_below_a_page_counts_as_well() -> None:
    ward = head("Ward")
    above = HomePage.objects.get().add_child(instance=StandardPage(title="Over"))
    below = above.add_child(instance=StandardPage(title="Uren"))
    old, alone = question(ward, "delete", above), about(ward, "delete", above)
    kim = UserFactory(first_name="Kim", is_superuser=True)
    below.save_revision(user=kim, log_action=True)
    below.copy(user=kim, update_attrs={"slug": "x", "title": "Adres"})

    for button in (old, alone):
        told = words_of(button.press(ward))
        assert f"{REFUSED} “Uren” is gewijzigd, door Kim; “Adres” is toegevoegd, door Kim." in told
    assert Page.objects.filter(pk=below.pk).exists()


@pytest.mark.parametrize("action", ["delete", "unpublish", "move_confirm"])
def test_one_page_is_asked_about_anew_when_a_colleague_rewrote_it(
    ward: Client, action: str
) -> None:
    home = HomePage.objects.get()
    text, place = (home.add_child(instance=StandardPage(title=one)) for one in ("Uren", "Over"))
    rest = [place.pk] if action == "move_confirm" else []
    old = about(ward, action, text, *rest)
    text.save_revision(user=UserFactory(first_name="Kim"), log_action=True)

    refused = old.press(ward)

    assert f"{REFUSED} “Uren” is gewijzigd, door Kim." in words_of(refused)
    assert [one.title for one in home.get_children().live()] == ["Uren", "Over"]
    asked(refused, old.address).press(ward)
    assert [one.title for one in home.get_children().live()] == ["Over"]


@pytest.mark.parametrize("ask", [about, question])
def test_the_tick_for_the_pages_below_stays_when_it_is_asked_anew(ward: Client, ask: Any) -> None:
    above = HomePage.objects.get().add_child(instance=StandardPage(title="Over"))
    below = above.add_child(instance=StandardPage(title="Uren"))
    old = ask(ward, "unpublish", above)
    below.save_revision(user=UserFactory(first_name="Kim"), log_action=True)

    refused = old.press(ward, include_descendants="on")

    again = asked(refused, old.address)
    assert again.data["include_descendants"] == ["on"]
    again.press(ward)
    assert not Page.objects.get(pk=below.pk).live


def test_a_page_that_is_gone_is_told_by_whom(ward: Client, article: BlogPostPage) -> None:
    old = about(ward, "unpublish", article)
    article.delete(user=UserFactory(first_name="Kim", is_superuser=True))

    assert "Ze is verwijderd door Kim" in words_of(old.press(ward))


def test_sources_are_not_merged_unseen_and_the_choice_stays() -> None:
    ward, lien = editor_called("Ward"), editor_called("Lien")
    kept, double = ReferenceFactory(), ReferenceFactory()
    old = question(ward, "merge", kept, double)
    change(lien, double, KINDS["source"][1])

    refused = old.press(ward, keep=kept.pk)

    assert f"{REFUSED} “" in words_of(refused)
    assert Reference.objects.count() == 2
    assert asked(refused, old.address).data["keep"] == [str(kept.pk)]


def test_all_rows_of_a_list_are_compared_when_all_are_ticked() -> None:
    ward = head("Ward")
    CreditedImageFactory.create_batch(2)
    address = "/beheer/bulk/references/creditedimage/delete/?id=all&next=/beheer/"
    old = asked(ward.get(address), address)
    CreditedImageFactory(title="Pas geladen")

    assert f"{REFUSED} “Pas geladen” is toegevoegd." in words_of(old.press(ward))
    assert CreditedImage.objects.count() == 3


def test_deletions_of_several_rows_stand_in_the_history() -> None:
    ward, rows = head("Ward"), CreditedImageFactory.create_batch(2)

    question(ward, "delete", *rows).press(ward)

    noted = ModelLogEntry.objects.filter(action="wagtail.delete", deleted=True)
    assert {(one.object_id, one.user.first_name) for one in noted} == {
        (str(row.pk), "Ward") for row in rows
    }


def test_versions_cost_the_same_for_any_number_of_rows(django_assert_num_queries: Any) -> None:
    index = BlogIndexPageFactory()
    for _time in range(2):
        BlogPostPageFactory.create_batch(3, parent=index)
        images = [one.pk for one in CreditedImageFactory.create_batch(3)]
        for kind, pks in ((Page, [index.pk]), (CreditedImage, images)):
            with django_assert_num_queries(2):
                versions_of(stored(kind, pks), timezone.now())


@pytest.mark.django_db(transaction=True)
def test_of_a_deletion_and_a_save_at_one_moment_one_is_told(article: BlogPostPage) -> None:
    ward, lien = editor_called("Ward"), editor_called("Lien")
    old, form = question(ward, "delete", article), OpenForm(lien, article)

    _deleted, saved = together(
        partial(ward.post, old.address, old.data),
        partial(lien.post, form.address, form.sent("Rugpijn van Lien")),
    )

    assert (saved.status_code == 302) is Page.objects.filter(pk=article.pk).exists()
