"""Merging two records of one work."""

import json

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from blog.models import BlogPostPage, ListedSource
from references.errors import SourceGone
from references.library.merging import merge
from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, cite, figure, marker
from tests.factories.booking import NOW
from tests.factories.references import CreditedImageFactory, ReferenceFactory

pytestmark = pytest.mark.django_db


def joined(keep, *duplicates, **kwargs):
    return merge(keep=keep, duplicates=duplicates, user=None, now=NOW, **kwargs)


def rows_that_cite(pk):
    """Looked for in the whole database, table by table, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text ~ %s',
                [rf'id=[\\"]+{pk}[\\"]+ linktype'],
            )
            if count := cursor.fetchone()[0]:
                found.append((table, count))
    return found


def with_list(page, *references):
    """A revision of the page that lists these, as the editor saves one."""
    known = {row.reference_id: row for row in page.listed_sources.all()}
    page.listed_sources = [
        known.get(reference.pk) or ListedSource(reference=reference) for reference in references
    ]
    for place, row in enumerate(page.listed_sources.all()):
        row.sort_order = place
    return page.save_revision()


def published(page, *listed):
    with_list(page, *listed).publish()
    return again(page)


def again(page):
    return BlogPostPage.objects.get(pk=page.pk)


def listed_ids(page):
    return list(page.listed_sources.values_list("reference", flat=True))


def test_every_block_of_a_live_article_cites_the_kept_work():
    keep, duplicate = ReferenceFactory.create_batch(2)
    caption = f"<p>{marker(duplicate)}</p>"
    page = BlogPostPageFactory(
        body=[cite(duplicate, keep, duplicate), figure(CreditedImageFactory(), caption=caption)]
    )

    joined(keep, duplicate)

    body = again(page).body
    assert body[0].value.source == (
        f'<p>woord <a id="{keep.pk}" linktype="citation">(bron {duplicate.pk})</a> '
        f"woord {marker(keep)} "
        f'woord <a id="{keep.pk}" linktype="citation">(bron {duplicate.pk})</a>.</p>'
    )
    assert f'id="{keep.pk}"' in body[1].value["caption"].source
    assert rows_that_cite(duplicate.pk) == []


def test_an_article_that_cites_both_has_one_source_after_it(client):
    keep, duplicate = ReferenceFactory.create_batch(2)
    page = BlogPostPageFactory(body=[cite(duplicate), cite(keep)])

    joined(keep, duplicate)

    sources = client.get(page.url).context["article"].sources
    assert [(source.reference, len(source.mentions)) for source in sources] == [(keep, 2)]


def test_drafts_and_the_history_cite_the_kept_work():
    keep, duplicate = ReferenceFactory.create_batch(2)
    page = BlogPostPageFactory()
    for body in ([cite(duplicate)], [cite(keep)], [cite(duplicate)]):
        page.body = body
        page.save_revision()
    scheduled = page.latest_revision
    Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=timezone.now())

    joined(keep, duplicate)

    assert rows_that_cite(duplicate.pk) == []
    bodies = [revision.as_object().body for revision in page.revisions.order_by("pk")]
    assert [f'id="{keep.pk}"' in body[0].value.source for body in bodies] == [True, True, True]


def test_locator_and_form_of_a_citation_stay():
    keep, duplicate = ReferenceFactory.create_batch(2)
    link = (
        f'<a id="{duplicate.pk}" linktype="citation" data-locator="p. 12" '
        'data-form="narrative">Testers (2020)</a>'
    )
    page = BlogPostPageFactory(body=[("paragraph", f"<p>{link}</p>")])

    joined(keep, duplicate)

    page.refresh_from_db()
    assert page.body[0].value.source == f"<p>{link}</p>".replace(
        f'"{duplicate.pk}"', f'"{keep.pk}"'
    )


def test_links_to_pages_with_the_same_number_are_left_alone():
    keep, duplicate = ReferenceFactory.create_batch(2)
    link = f'<a id="{duplicate.pk}" linktype="page">elders</a>'
    page = BlogPostPageFactory(body=[("paragraph", f"<p>{link} {marker(duplicate)}</p>")])

    joined(keep, duplicate)

    page.refresh_from_db()
    assert link in page.body[0].value.source


def test_a_list_takes_the_kept_work_in_the_same_place():
    first, keep, duplicate = ReferenceFactory.create_batch(3)
    page = published(BlogPostPageFactory(), duplicate, first)
    revision = page.save_revision()

    joined(keep, duplicate)

    assert listed_ids(again(page)) == [keep.pk, first.pk]
    revision.refresh_from_db()
    assert [row["reference"] for row in revision.content["listed_sources"]] == [keep.pk, first.pk]


def test_a_list_with_both_works_keeps_one_and_can_still_be_published():
    keep, duplicate = ReferenceFactory.create_batch(2)
    page = published(BlogPostPageFactory(), keep, duplicate)
    draft = with_list(page, duplicate, keep)

    joined(keep, duplicate)
    before = listed_ids(again(page))
    draft.refresh_from_db()
    draft.publish()

    assert (before, listed_ids(again(page))) == ([keep.pk], [keep.pk])


def test_no_page_becomes_newer_by_it():
    keep, duplicate = ReferenceFactory.create_batch(2)
    page = published(BlogPostPageFactory(body=[cite(duplicate)]))

    joined(keep, duplicate)

    after = again(page)
    assert (
        after.last_published_at,
        after.latest_revision_id,
        after.latest_revision_created_at,
    ) == (
        page.last_published_at,
        page.latest_revision_id,
        page.latest_revision_created_at,
    )
    assert page.revisions.count() == 1


def test_the_reference_index_knows_who_cites_the_kept_work():
    keep, duplicate = ReferenceFactory.create_batch(2)
    published(BlogPostPageFactory(body=[cite(duplicate)]), duplicate)
    before = ReferenceIndex.get_references_to(duplicate).count()

    joined(keep, duplicate)

    assert (before, ReferenceIndex.get_references_to(keep).count()) == (2, 2)
    assert ReferenceIndex.get_references_to(duplicate).count() == 0


def test_several_duplicates_go_at_once():
    keep, *duplicates = ReferenceFactory.create_batch(4)
    page = published(BlogPostPageFactory(body=[cite(*duplicates)]), *duplicates)

    joined(keep, *duplicates)

    assert list(Reference.objects.all()) == [keep]
    assert listed_ids(again(page)) == [keep.pk]


def test_a_work_that_is_gone_or_alone_cannot_be_merged():
    keep, duplicate = ReferenceFactory.create_batch(2)
    joined(keep, duplicate)

    with pytest.raises(SourceGone):
        joined(keep, duplicate)
    with pytest.raises(SourceGone):
        joined(keep, keep)


def test_the_history_of_the_kept_work_tells_what_was_merged(admin_user):
    keep, duplicate = ReferenceFactory.create_batch(2)

    merge(keep=keep, duplicates=[duplicate], user=admin_user, now=NOW)

    entry = ModelLogEntry.objects.get(action="references.merge")
    assert (entry.object_id, entry.user, entry.timestamp) == (str(keep.pk), admin_user, NOW)
    assert entry.data["csl"] == json.loads(json.dumps(duplicate.csl))
