"""A source that something cites stays: articles online, and drafts that may still come there."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Revision, Task, Workflow, WorkflowTask

from blog.models import BlogPostPage, ListedSource
from references.errors import StillCited
from references.library.usage import places
from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, ListedSourceFactory, cite
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def draft_of(page, *blocks):
    """The newest revision, which cites what the page online does not."""
    page.body = list(blocks)
    return page.save_revision()


def draft_named(title):
    return gettext("“%(name)s” (draft)") % {"name": title}


def deletion_refused(reference):
    with pytest.raises(StillCited) as refusal:
        reference.delete()
    return str(refusal.value)


def test_a_source_that_only_a_draft_cites_stays_and_the_message_names_the_draft():
    cited = ReferenceFactory()
    draft_of(BlogPostPageFactory(title="Rugpijn"), cite(cited))

    assert draft_named("Rugpijn") in deletion_refused(cited)


def test_a_source_that_only_a_draft_lists_stays():
    listed = ReferenceFactory()
    page = BlogPostPageFactory()
    page.listed_sources = [ListedSource(reference=listed)]
    page.save_revision()

    assert [str(place) for place in places([listed])] == [draft_named(page.title)]


def test_a_source_of_an_article_that_was_never_on_line_stays():
    cited = ReferenceFactory()
    BlogPostPageFactory(title="Later", live=False, body=[cite(cited)])

    assert draft_named("Later") in deletion_refused(cited)


def test_a_source_of_what_is_scheduled_stays_although_a_newer_draft_dropped_it():
    cited = ReferenceFactory()
    page = BlogPostPageFactory()
    scheduled = draft_of(page, cite(cited))
    Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=timezone.now())
    draft_of(page, ("paragraph", "<p>Anders.</p>"))

    deletion_refused(cited)


def test_a_source_of_what_waits_for_judgement_stays_although_a_newer_draft_dropped_it():
    cited = ReferenceFactory()
    page = BlogPostPageFactory()
    draft_of(page, cite(cited))
    workflow = Workflow.objects.create(name="Nalezen")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Lezen"))
    workflow.start(page, UserFactory())
    draft_of(page, ("paragraph", "<p>Anders.</p>"))

    deletion_refused(cited)


def test_a_source_that_only_the_history_cites_can_go_and_leaves_its_label(client):
    cited = ReferenceFactory()
    page = BlogPostPageFactory()
    old = draft_of(page, cite(cited))
    draft_of(page, ("paragraph", "<p>Anders.</p>"))

    label = f"(bron {cited.pk})"

    cited.delete()
    old.publish()

    assert label in client.get(page.url).content.decode()


def test_a_source_that_was_taken_off_the_list_of_an_article_can_go():
    listing = ListedSourceFactory()
    page = BlogPostPage.objects.get(pk=listing.page_id)
    page.listed_sources.clear()

    page.save_revision().publish()

    assert places([listing.reference]) == []


def test_a_number_in_a_draft_that_is_no_citation_holds_no_source():
    spare = ReferenceFactory()
    link = f'<a id="{spare.pk}" linktype="page">elders</a>'
    draft_of(BlogPostPageFactory(), ("paragraph", f"<p>{spare.pk} {link}</p>"))

    spare.delete()

    assert not Reference.objects.exists()


def test_pages_on_line_come_by_name_and_each_once():
    cited = ReferenceFactory()
    for title in ("Slaap", "Rug"):
        page = BlogPostPageFactory(title=title, body=[cite(cited, cited)])
        page.save_revision().publish()

    assert [str(place) for place in places([cited])] == ["“Rug”", "“Slaap”"]


def test_only_so_many_pages_are_named():
    cited = ReferenceFactory()
    for number in range(7):
        BlogPostPageFactory(title=f"Deel {number}", body=[cite(cited)])

    message = deletion_refused(cited)

    assert "“Deel 4”, …" in message
    assert "Deel 5" not in message


@pytest.mark.parametrize("pages", [1, 4])
def test_looking_for_places_costs_the_same_for_one_and_for_many(pages, django_assert_num_queries):
    live, draft = ReferenceFactory.create_batch(2)
    for _ in range(pages):
        draft_of(BlogPostPageFactory(body=[cite(live)]), cite(live, draft))
    places([live, draft])  # fills the memory of content types

    with django_assert_num_queries(5):
        assert len(places([live, draft])) == pages


def test_the_admin_names_the_draft_that_keeps_a_source(admin_client):
    cited = ReferenceFactory()
    draft_of(BlogPostPageFactory(title="Rugpijn"), cite(cited))

    response = admin_client.post(
        reverse("wagtailsnippets_references_reference:delete", args=[cited.pk])
    )

    [message] = get_messages(response.wsgi_request)
    assert draft_named("Rugpijn") in str(message)
    assert Reference.objects.get() == cited


def test_the_usage_of_a_source_tells_which_drafts_cite_it(admin_client):
    cited = ReferenceFactory()
    live = BlogPostPageFactory(body=[cite(cited)])
    draft = BlogPostPageFactory(title="Rugpijn")
    draft_of(draft, cite(cited))

    response = admin_client.get(cited.usage_url)

    assert [page.pk for page, _references in response.context["object_list"]] == [live.pk]
    assert [(page.pk, url) for page, url in response.context["drafts"]] == [
        (draft.pk, reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    ]
    assert "Rugpijn" in response.content.decode()
