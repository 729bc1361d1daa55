"""The screen where an editor goes through the sources of one article."""

import json

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Comment, Page

from blog.models import BlogPostPage, ListedSource
from tests.factories.blog import BlogPostPageFactory, figure
from tests.factories.references import CreditedImageFactory, ReferenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

TYPED = ("paragraph", "<p>Eerst Naam en Ander (2019). Dan (Naam et al., 2019, p. 3).</p>")


def screen(page):
    return reverse("article_sources", args=[page.pk])


def article(*body, listed=None):
    listed = listed or ReferenceFactory(
        csl__author=[{"family": "Naam"}, {"family": "Ander"}],
        csl__issued={"date-parts": [[2019]]},
    )
    page = BlogPostPageFactory(body=list(body))
    ListedSource.objects.create(page=page, reference=listed)
    return page


def form_of(client, page):
    study = client.get(screen(page)).context["study"]
    return {"version": study.version, "link": [one.key for one in study.proposals]}


def draft_html(page):
    page.refresh_from_db()
    return page.get_latest_revision_as_object().body[0].value.source


def told(response):
    return [str(message).strip() for message in response.context["messages"]]


def test_what_is_ticked_is_linked_in_a_draft_and_nothing_is_published(admin_client, admin_user):
    page = article(TYPED)
    (source,) = (listed.reference for listed in page.listed_sources.all())

    response = admin_client.post(screen(page), form_of(admin_client, page))

    assert response.status_code == 302
    assert draft_html(page) == (
        f'<p>Eerst <a id="{source.pk}" linktype="citation" data-form="narrative">'
        f'Naam en Ander (2019)</a>. Dan <a id="{source.pk}" linktype="citation"'
        ' data-locator="p. 3">(Naam &amp; Ander, 2019, p. 3)</a>.</p>'
    )
    assert BlogPostPage.objects.get().body[0].value.source == TYPED[1]
    assert (page.latest_revision.user, page.has_unpublished_changes) == (admin_user, True)


def test_what_is_not_ticked_stays_typed(admin_client):
    page = article(TYPED)
    form = form_of(admin_client, page)

    admin_client.post(screen(page), form | {"link": form["link"][:1]})

    assert draft_html(page).endswith("</a>. Dan (Naam et al., 2019, p. 3).</p>")


def test_a_caption_is_linked_as_well(admin_client):
    source = ReferenceFactory(
        csl__author=[{"family": "Naam"}], csl__issued={"date-parts": [[2019]]}, csl__PMID="12"
    )
    caption = "<p>Naam et al., 2019 (PMID 12).</p>"
    page = article(figure(CreditedImageFactory(), caption=caption), listed=source)

    admin_client.post(screen(page), form_of(admin_client, page))

    page.refresh_from_db()
    caption = page.get_latest_revision_as_object().body[0].value["caption"].source
    assert caption == (
        f'<p><a id="{source.pk}" linktype="citation" data-form="narrative">Naam (2019)</a>.</p>'
    )


def test_nothing_ticked_makes_no_draft(admin_client):
    page = article(TYPED)

    response = admin_client.post(
        screen(page), form_of(admin_client, page) | {"link": []}, follow=True
    )

    page.refresh_from_db()
    assert page.latest_revision is None
    assert told(response) == [gettext("Nothing was ticked, so nothing was linked.")]


def test_a_draft_that_somebody_saved_meanwhile_is_not_overwritten(admin_client):
    page = article(TYPED)
    form = form_of(admin_client, page)
    draft = page.get_latest_revision_as_object()
    draft.body = [("paragraph", "<p>Nieuw: Naam et al. (2019).</p>")]
    draft.save_revision()

    response = admin_client.post(screen(page), form, follow=True)

    assert draft_html(page) == "<p>Nieuw: Naam et al. (2019).</p>"
    assert told(response) == [
        gettext("The article changed in the meantime. Nothing was linked; look at it again below.")
    ]


def test_a_draft_that_saves_itself_over_the_last_one_counts_as_changed(admin_client, admin_user):
    page = article(TYPED)
    revision = page.save_revision(user=admin_user)
    form = form_of(admin_client, page)
    draft = page.get_latest_revision_as_object()
    draft.body = [("paragraph", "<p>Nieuw.</p>")]
    draft.save_revision(user=admin_user, overwrite_revision=revision)

    admin_client.post(screen(page), form)

    assert draft_html(page) == "<p>Nieuw.</p>"


def test_a_locked_article_is_shown_and_not_changed(admin_client):
    page = article(TYPED)
    form = form_of(admin_client, page)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=UserFactory())

    shown = admin_client.get(screen(page))
    response = admin_client.post(screen(page), form, follow=True)

    assert shown.context["is_locked"] is True
    assert told(response) == [gettext("This article is locked. Nothing was linked.")]
    page.refresh_from_db()
    assert page.latest_revision is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_edit_the_article_is_sent_away(client, method):
    page = article(TYPED)
    client.force_login(UserFactory(groups=["Redactie"]))
    assert client.get(screen(page)).status_code == 200
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    response = getattr(client, method)(screen(page))

    assert response.status_code == (302 if method == "get" else 403)
    page.refresh_from_db()
    assert page.latest_revision is None


def test_looking_changes_nothing(admin_client):
    page = article(TYPED)

    admin_client.get(screen(page))

    page.refresh_from_db()
    assert page.latest_revision is None


def test_markup_in_the_text_and_in_a_source_is_shown_as_text(admin_client):
    hostile = ReferenceFactory(
        csl__title="<script>alert(1)</script>", csl__author=[{"family": "Naam"}]
    )
    page = article(
        ("paragraph", "<p>&lt;script&gt;alert(2)&lt;/script&gt; Naam (2020)</p>"), listed=hostile
    )

    html = admin_client.get(screen(page)).content.decode()

    assert "<script>alert(" not in html
    assert html.count("&lt;script&gt;alert(") >= 2


def test_an_article_without_a_list_says_how_to_make_one(admin_client):
    page = BlogPostPageFactory(body=[TYPED])

    html = admin_client.get(screen(page)).content.decode()

    assert f'href="{reverse("references_import")}"' in html
    assert gettext("Come back here: what the text names is then found by itself.") in html


def test_the_editor_of_an_article_leads_here(admin_client):
    page = article(TYPED)

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert f'href="{screen(page)}"' in html


def test_another_page_has_no_such_screen(admin_client):
    home = Page.objects.get(depth=2)

    assert admin_client.get(screen(home)).status_code == 404


def test_a_comment_further_on_in_the_paragraph_stays_with_its_words(admin_client, admin_user):
    page = article(("paragraph", '<p data-block-key="p1">Naam et al. (2019) zag slaap.</p>'))
    words = {"key": "p1", "start": len("Naam et al. (2019) zag "), "end": 28}
    page.wagtail_admin_comments.add(
        Comment(
            user=admin_user,
            text="Zeker?",
            contentpath=f"body.{page.body[0].id}",
            position=json.dumps([words]),
        )
    )
    page.save_revision()

    admin_client.post(screen(page), form_of(admin_client, page))

    page.refresh_from_db()
    (comment,) = page.get_latest_revision_as_object().wagtail_admin_comments.all()
    longer = len("Naam en Ander (2019)") - len("Naam et al. (2019)")
    assert json.loads(comment.position) == [
        {"key": "p1", "start": words["start"] + longer, "end": words["end"] + longer}
    ]
