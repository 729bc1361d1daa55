"""What others do while, and after, two records of one work are merged."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from references.errors import SourceGone, StillCited
from references.library.merging import merge
from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.booking import NOW
from tests.factories.references import ReferenceFactory

AT_ONCE = 8


def joined(keep, *duplicates):
    return merge(keep=keep, duplicates=duplicates, user=None, now=NOW)


@pytest.mark.django_db
def test_a_form_that_was_open_still_cites_the_kept_work(client):
    keep, middle, first = ReferenceFactory.create_batch(3)
    page = BlogPostPageFactory(body=[cite(first)])
    form = cite(first, middle)
    joined(middle, first)
    joined(keep, middle)

    page.body = [form]
    page.save_revision().publish()

    sources = client.get(page.url).context["article"].sources
    assert [(source.reference, len(source.mentions)) for source in sources] == [(keep, 2)]


@pytest.mark.django_db
def test_what_an_open_form_brought_back_keeps_the_kept_work_from_being_deleted():
    keep, duplicate = ReferenceFactory.create_batch(2)
    page = BlogPostPageFactory()
    form = cite(duplicate)
    kept = joined(keep, duplicate)
    page.body = [form]
    page.save_revision()

    with pytest.raises(StillCited):
        kept.delete()


@pytest.mark.django_db
def test_the_next_merge_puts_right_what_an_open_form_brought_back():
    last, keep, duplicate = ReferenceFactory.create_batch(3)
    page = BlogPostPageFactory()
    form = cite(duplicate)
    kept = joined(keep, duplicate)
    page.body = [form]
    page.save_revision().publish()

    joined(last, kept)

    page.refresh_from_db()
    assert f'id="{last.pk}"' in page.body[0].value.source
    assert Reference.objects.get().former_ids == sorted([keep.pk, duplicate.pk])


@pytest.mark.django_db
def test_the_address_of_a_merged_source_leads_to_the_kept_one(client):
    keep, duplicate = ReferenceFactory.create_batch(2)
    BlogPostPageFactory(body=[cite(duplicate)])
    address = duplicate.get_absolute_url()
    kept = joined(keep, duplicate)

    response = client.get(address)

    assert (response.status_code, response.url) == (301, kept.get_absolute_url())


@pytest.mark.django_db(transaction=True)
def test_of_many_editors_who_merge_the_same_two_one_does_and_the_others_are_told(client):
    one, other = ReferenceFactory.create_batch(2)
    page = BlogPostPageFactory(body=[cite(one), cite(other)])
    barrier = Barrier(AT_ONCE)

    def press(number):
        keep, duplicate = (one, other) if number % 2 else (other, one)
        try:
            barrier.wait(timeout=30)
            joined(keep, duplicate)
        except SourceGone:
            return "told"
        else:
            return "merged"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = Counter(pool.map(press, range(AT_ONCE)))

    assert answers == {"merged": 1, "told": AT_ONCE - 1}
    sources = client.get(page.url).context["article"].sources
    assert [source.reference for source in sources] == [Reference.objects.get()]
