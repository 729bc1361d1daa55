"""Controls of Wagtail, seen to do what they say from the other side, or to be left out."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text, streamfield

from blog.models import BlogPostPage
from kinesite.models import HomePage, StandardPage
from tests.blog.test_article_editing import form_data
from tests.factories.blog import (
    BlogIndexPageFactory,
    BlogPostPageFactory,
    ListedSourceFactory,
    figure,
)
from tests.factories.booking import PractitionerFactory
from tests.factories.references import CreditedImageFactory
from tests.factories.users import UserFactory
from tests.site.pages import names_of_fields, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(groups=["Redactie"]))
    return client


def screen(name: str, *args: object) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def test_the_title_and_the_text_for_search_engines_stand_in_the_head(client: Client) -> None:
    article = BlogPostPageFactory(seo_title="Zo vind je ons", search_description="Kort gezegd.")

    page = soup(client.get(article.url))

    assert page.find_all("title")[0].startswith("Zo vind je ons")
    assert page.description == "Kort gezegd."


def test_an_address_that_changes_leads_on_to_the_new_one(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    article = BlogPostPageFactory(slug="oud")
    before = article.url

    data = form_data(author=PractitionerFactory().pk, slug="nieuw") | {"action-publish": "1"}
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(screen("edit", article.pk), data)

    led = Client().get(before)
    assert (led.status_code, led.url) == (301, before.replace("oud", "nieuw"))


def test_a_page_that_moves_leads_on_to_its_new_place(editor: Client) -> None:
    home = HomePage.objects.get()
    parent, page = (
        home.add_child(instance=StandardPage(title=title, live=True)) for title in ("Over", "Weg")
    )
    before = page.url

    editor.post(screen("move_confirm", page.pk, parent.pk))

    led = Client().get(before)
    assert (led.status_code, led.url) == (301, "/over/weg/")


def test_a_redirect_that_is_typed_works_for_visitors(admin_client: Client) -> None:
    Redirect.add_redirect("/afspraak-maken", "/afspraak/")

    assert Client().get("/afspraak-maken").url == "/afspraak/"
    assert "/afspraak-maken" in admin_client.get("/beheer/redirects/").content.decode()


def test_a_copy_is_a_page_of_its_own_with_its_sources_and_never_an_alias(editor: Client) -> None:
    article = ListedSourceFactory().page
    form = editor.get(screen("copy", article.pk))

    editor.post(
        screen("copy", article.pk),
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": article.get_parent().pk,
            "alias": "on",
        },
    )

    copied = BlogPostPage.objects.get(slug="kopie")
    assert "alias" not in names_of_fields(form)
    assert (copied.alias_of, copied.live, copied.listed_sources.count()) == (None, False, 1)


@pytest.mark.parametrize(("kind", "offered"), [("blogpostpage", False), ("standardpage", True)])
def test_the_menu_is_offered_only_to_pages_that_it_can_show(
    editor: Client, kind: str, offered: bool
) -> None:
    parent = BlogIndexPageFactory() if kind == "blogpostpage" else HomePage.objects.get()
    app = "blog" if kind == "blogpostpage" else "kinesite"

    fields = names_of_fields(editor.get(screen("add", app, kind, parent.pk)))

    assert ("show_in_menus" in fields) is offered
    assert {"slug", "seo_title", "search_description"} <= fields


def test_a_locked_page_stays_as_it_is_until_it_is_unlocked(editor: Client) -> None:
    article = BlogPostPageFactory(title="Blijft zo")
    typed = form_data(author=PractitionerFactory().pk, title="Anders") | {"action-publish": "1"}
    editor.post(screen("lock", article.pk))
    other = Client()
    other.force_login(UserFactory(groups=["Redactie"]))

    other.post(screen("edit", article.pk), typed)
    locked = BlogPostPage.objects.get(pk=article.pk)
    other.post(screen("unlock", article.pk))
    other.post(screen("edit", article.pk), typed)

    assert (locked.locked, locked.title) == (True, "Blijft zo")
    assert BlogPostPage.objects.get(pk=article.pk).title == "Anders"


def test_an_older_version_is_compared_and_put_back(editor: Client) -> None:
    article = BlogPostPageFactory(title="Eerst")
    first = article.save_revision()
    first.publish()
    article.title = "Daarna"
    second = article.save_revision()
    second.publish()

    compared = editor.get(screen("revisions_compare", article.pk, first.pk, second.pk))
    reverted = editor.get(screen("revisions_revert", article.pk, first.pk))

    assert {"Eerst", "Daarna"} <= set(soup(compared).find_all("span"))
    assert 'value="Eerst"' in reverted.content.decode()


def test_the_form_of_a_page_that_was_deleted_gives_back_what_was_typed(editor: Client) -> None:
    article = BlogPostPageFactory()
    body = streamfield([("paragraph", rich_text("<p>Rekken mag.</p>"))])
    sent = form_data(title="Stretchen", author=article.author.pk, body=body)
    address = screen("edit", article.pk)
    editor.post(screen("delete", article.pk))

    page = editor.post(address, sent)

    assert page.status_code == 404
    assert {"Stretchen", "Wie slaapt, herstelt.", "Rekken mag."} <= set(soup(page).find_all("p"))
    assert "Ze is verwijderd door" in page.content.decode()


def test_versions_are_compared_in_words(editor: Client) -> None:
    image, day = CreditedImageFactory(), date(2026, 3, 1)
    article = BlogPostPageFactory(body=[figure(image)], published_on=day)
    first = article.save_revision()
    article.body, article.published_on = [figure(image, alt="")], day.replace(day=2)
    second = article.save_revision()

    compared = editor.get(screen("revisions_compare", article.pk, first.pk, second.pk))

    html = compared.content.decode()
    assert {"1 maart 2026", "2 maart 2026"} <= set(soup(compared).find_all("span"))
    assert {"nee", "ja"} <= set(soup(compared).find_all("dd"))
    assert [one for one in (">False<", ">True<", "2026-03-01") if one in html] == []


@pytest.mark.parametrize(
    ("action", "answer"), [("unpublish", 404), ("delete", 404), ("publish", 200)]
)
def test_several_pages_at_once_go_and_come_for_visitors(
    editor: Client, action: str, answer: int
) -> None:
    articles = BlogPostPageFactory.create_batch(2, live=action != "publish")
    for article in articles:
        article.save_revision()
    query = "&".join(f"id={article.pk}" for article in articles)

    editor.post(f"/beheer/bulk/wagtailcore/page/{action}/?{query}&next=/beheer/")

    assert [Client().get(article.url).status_code for article in articles] == [answer] * 2


def test_images_that_are_deleted_together_leave_the_articles_readable(editor: Client) -> None:
    image = CreditedImageFactory()
    article = BlogPostPageFactory(hero_image=image)

    editor.post(f"/beheer/bulk/references/creditedimage/delete/?id={image.pk}&next=/beheer/")

    assert Client().get(article.url).status_code == 200


def test_a_page_that_is_deleted_is_gone_for_visitors(editor: Client) -> None:
    article = BlogPostPageFactory()

    editor.post(screen("delete", article.pk))

    assert Client().get(article.url).status_code == 404
    assert not Page.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("kind", ["page", "image"])
def test_who_deletes_together_what_is_gone_hears_so(editor: Client, kind: str) -> None:
    row = BlogPostPageFactory() if kind == "page" else CreditedImageFactory()
    of = ("wagtailcore", "page") if kind == "page" else ("references", "creditedimage")
    back = "/beheer/images/"
    address = reverse("wagtail_bulk_action", args=[*of, "delete"]) + f"?id={row.pk}&next={back}"
    editor.post(address)

    again = editor.post(address, follow=True)

    assert again.redirect_chain[0][0] == back
    assert "Er is niets gebeurd: wat je aanvinkte, is er niet meer." in again.content.decode()


@pytest.mark.parametrize("pressed", [{}, {"action-publish": "1"}])
def test_a_draft_is_seen_by_nobody_without_a_login(editor: Client, pressed: dict[str, str]) -> None:
    index, author = BlogIndexPageFactory(), PractitionerFactory()
    made = screen("add", "blog", "blogpostpage", index.pk)

    editor.post(made, form_data(author=author.pk) | pressed)

    article = BlogPostPage.objects.get()
    assert Client().get(f"{index.url}{article.slug}/").status_code == (200 if pressed else 404)
    assert (article.title in Client().get(index.url).content.decode()) is bool(pressed)
