"""Forms of articles that were open while sources were merged."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from blog.models import BlogPostPage
from references.library.merging import merge
from references.models import Reference
from tests.blog.test_article_editing import form_data
from tests.factories.blog import BlogPostPageFactory, cite, figure, marker
from tests.factories.booking import NOW
from tests.factories.references import CreditedImageFactory, ReferenceFactory

pytestmark = pytest.mark.django_db


def save(client, page, sources, **pressed):
    """Send the form of an article, opened while these sources were there."""
    _kind, text = cite(*sources)
    body = streamfield([("paragraph", rich_text(text, features=["citation"]))])
    listed = inline_formset([{"reference": one.pk, "ORDER": 1} for one in sources])
    data = form_data(author=page.author.pk, slug=page.slug, body=body, listed_sources=listed)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | pressed)


@pytest.mark.parametrize("button", ["", "action-publish"])
def test_an_open_form_is_saved_with_the_source_that_stayed(admin_client, button):
    keep, duplicate = ReferenceFactory.create_batch(2)
    page = BlogPostPageFactory()
    merge(keep=keep, duplicates=[duplicate], user=None, now=NOW)

    answer = save(admin_client, page, [duplicate], **{button: "1"} if button else {})

    assert answer.status_code == 302
    draft = BlogPostPage.objects.get().get_latest_revision_as_object()
    assert f'id="{keep.pk}"' in draft.body[0].value.source
    assert [one.reference for one in draft.listed_sources.all()] == [keep]
    used = Reference.objects.with_usage_count().get()
    assert used.usage_count == (1 if button else 0)


def test_an_open_form_lists_what_stayed_once(admin_client):
    keep, duplicate, other = ReferenceFactory.create_batch(3)
    page = BlogPostPageFactory()
    merge(keep=keep, duplicates=[duplicate], user=None, now=NOW)

    save(admin_client, page, [duplicate, other, keep])

    draft = BlogPostPage.objects.get().get_latest_revision_as_object()
    assert {one.reference for one in draft.listed_sources.all()} == {keep, other}


def test_a_form_without_merged_sources_keeps_its_text_to_the_letter(admin_client):
    source = ReferenceFactory()
    picture = figure(CreditedImageFactory(), caption=f"<p>Zo is het {marker(source)}.</p>")
    page = BlogPostPageFactory(body=[cite(source), picture])

    save(admin_client, page, [source])

    draft = BlogPostPage.objects.get().get_latest_revision_as_object()
    assert f'id="{source.pk}"' in draft.body[0].value.source
