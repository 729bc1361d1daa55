"""Articles in the admin: form, drafts and preview."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from blog.blocks import MOST_BLOCKS, FigureBlock
from blog.models import BlogPostPage
from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory, cite
from tests.factories.booking import PractitionerFactory
from tests.factories.references import CreditedImageFactory, ReferenceFactory

pytestmark = pytest.mark.django_db


def form_data(**changes):
    data = {
        "title": "Slaap en herstel",
        "slug": "slaap-en-herstel",
        "introduction": "Wie slaapt, herstelt.",
        "published_on": "2026-11-02",
        "hero_image": "",
        "hero_alt": "",
        "body": streamfield(
            [("section", "Waarom slaap helpt"), ("paragraph", rich_text("<p>Rust.</p>"))]
        ),
        "listed_sources": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    return nested_form_data(data | changes)


def add(client, index, **changes):
    url = reverse("wagtailadmin_pages:add", args=["blog", "blogpostpage", index.pk])
    return client.post(url, form_data(**changes))


def test_an_article_is_written_and_published_in_the_admin(admin_client):
    index = BlogIndexPageFactory()
    author = PractitionerFactory()

    response = add(admin_client, index, author=author.pk, **{"action-publish": "1"})

    assert response.status_code == 302
    post = BlogPostPage.objects.get()
    assert (post.live, post.author, list(post.anchors.values())) == (
        True,
        author,
        ["waarom-slaap-helpt"],
    )


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("introduction", ""),
        ("introduction", "x" * 301),
        ("author", ""),
        ("published_on", "31/02/2026"),
        ("title", ""),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field_and_nothing_is_published(
    admin_client, field, typed
):
    index = BlogIndexPageFactory()
    changes = {"author": PractitionerFactory().pk, field: typed, "action-publish": "1"}

    response = add(admin_client, index, **changes)

    assert list(response.context["form"].errors) == [field]
    assert not BlogPostPage.objects.exists()


def test_a_figure_says_what_it_shows_or_that_it_only_decorates(admin_client):
    index = BlogIndexPageFactory()
    image = {"image": CreditedImageFactory().pk, "decorative": "", "alt_text": ""}
    body = streamfield([("figure", {"image": image, "caption": rich_text("")})])

    response = add(
        admin_client, index, author=PractitionerFactory().pk, body=body, **{"action-publish": "1"}
    )

    assert list(response.context["form"].errors) == ["body"]
    assert not BlogPostPage.objects.exists()


@pytest.mark.parametrize(("button", "stored"), [("action-publish", 0), ("action-save", 1)])
def test_an_empty_paragraph_is_for_drafts_only(admin_client, button, stored):
    body = streamfield([("paragraph", rich_text("<p></p>"))])

    add(
        admin_client,
        BlogIndexPageFactory(),
        author=PractitionerFactory().pk,
        body=body,
        **{button: "1"},
    )

    assert BlogPostPage.objects.count() == stored


def test_a_draft_without_an_author_is_told_so_and_not_lost_in_an_error(admin_client):
    response = add(admin_client, BlogIndexPageFactory(), author="")

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["author"]


def test_a_draft_is_previewed_with_its_numbered_sources():
    post = BlogPostPageFactory()
    draft = post.get_latest_revision_as_object()
    draft.body = [cite(ReferenceFactory())]
    draft.hero_image = CreditedImageFactory()

    response = draft.make_preview_request()

    assert response.status_code == 200
    assert response.content.decode().count('role="doc-biblioref">[1]') == 1


def test_an_author_of_articles_cannot_be_deleted():
    post = BlogPostPageFactory()

    with pytest.raises(ProtectedError):
        post.author.delete()


def test_who_starts_an_article_is_its_author_already(admin_client, admin_user):
    writer = PractitionerFactory(user=admin_user)
    PractitionerFactory()

    url = reverse(
        "wagtailadmin_pages:add", args=["blog", "blogpostpage", BlogIndexPageFactory().pk]
    )
    form = admin_client.get(url).context["form"]

    assert form["author"].value() == writer.pk


def test_an_article_of_a_colleague_stays_theirs(admin_client, admin_user):
    PractitionerFactory(user=admin_user)
    post = BlogPostPageFactory()

    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).context["form"]

    assert form["author"].value() == post.author.pk


def test_the_figure_of_an_article_is_asked_for_in_words_of_our_own():
    image = FigureBlock().child_blocks["image"]

    labels = {name: str(block.label) for name, block in image.child_blocks.items()}
    assert labels == {
        "image": gettext("Image"),
        "decorative": gettext("The image only decorates"),
        "alt_text": gettext("What the image shows"),
    }


def words(count):
    return ("paragraph", rich_text("<p>" + "woord " * count + "</p>"))


def test_an_article_of_the_largest_size_is_saved(admin_client):
    # Figures have the most fields, and colleagues make remarks.
    index, image = BlogIndexPageFactory(), CreditedImageFactory()
    figure = {
        "image": {"image": image.pk, "decorative": "on", "alt_text": ""},
        "caption": rich_text("<p>" + "woord " * 100 + "</p>"),
    }
    sources = [{"reference": ReferenceFactory().pk} for _number in range(4)]
    remarks = [
        {
            "text": "Klopt dit?",
            "position": "",
            "contentpath": "title",
            "replies": inline_formset([]),
        }
        for _number in range(100)
    ]

    response = add(
        admin_client,
        index,
        author=PractitionerFactory().pk,
        body=streamfield([*[("figure", figure)] * (MOST_BLOCKS - 4), *[words(20_000)] * 4]),
        listed_sources=inline_formset(sources),
        comments=inline_formset(remarks),
        **{"action-save": "1"},
    )

    assert response.status_code == 302
    stored = BlogPostPage.objects.get().get_latest_revision_as_object()
    assert len(stored.body) == MOST_BLOCKS


@pytest.mark.parametrize("button", ["action-publish", "action-save"])
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ([words(1)] * (MOST_BLOCKS + 1), "Het maximale aantal items is 500"),
        (
            [words(50_000)] * 2,
            "Dit is te lang: hoogstens 500.000 tekens. Maak er twee artikels van.",
        ),
    ],
)
def test_an_article_that_is_too_large_is_refused_in_words(admin_client, body, told, button):
    author = PractitionerFactory()

    response = add(
        admin_client,
        BlogIndexPageFactory(),
        author=author.pk,
        body=streamfield(body),
        **{button: "1"},
    )

    assert told in response.content.decode()
    assert not BlogPostPage.objects.exists()


def test_the_order_of_pages_is_offered_only_where_the_website_shows_it(admin_client):
    index = BlogIndexPageFactory()
    post = BlogPostPageFactory(parent=index)
    home = index.get_parent()

    offering = [
        page.pk
        for page in (home, index, post)
        if b"?ordering=ord" in admin_client.get(f"/beheer/pages/{page.pk}/edit/").content
    ]

    assert offering == [home.pk]
