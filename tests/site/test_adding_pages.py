"""Two forms that add a page below one page, sent at the same moment."""

from functools import partial

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from blog.models import BlogPostPage
from tests.blog.test_article_editing import form_data
from tests.booking.support.racing import together
from tests.factories.blog import BlogIndexPageFactory
from tests.factories.booking import PractitionerFactory
from tests.site.handing_in import client_of, writer

__all__ = ["writer"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("slugs", "answers"),
    [(("rug", "knie", "hals"), [302, 302, 302]), (("rug", "rug", "rug"), [200, 200, 302])],
)
def test_pages_that_are_added_at_the_same_moment_each_get_an_answer(
    writer: User, slugs: tuple[str, ...], answers: list[int]
) -> None:
    index = BlogIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["blog", "blogpostpage", index.pk])
    author = PractitionerFactory().pk
    sent = [form_data(author=author, slug=slug, title=slug) for slug in slugs]

    got = together(*(partial(client_of(writer).post, address, data) for data in sent))

    assert sorted(one.status_code for one in got) == answers
    made = BlogPostPage.objects.values_list("slug", flat=True)
    assert sorted(made) == sorted(set(slugs))
