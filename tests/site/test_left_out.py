"""Screens of Wagtail that a practice does not need: nothing leads there, and nothing is there."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Collection, Task, Workflow

from kinesite.models import HomePage
from kinesite.staff.left_out import SCREENS
from tests.factories.blog import BlogPostPageFactory
from tests.factories.references import CreditedImageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "workflows/list/",
    "workflows/add/",
    "workflows/edit/1/",
    "workflows/tasks/index/",
    "workflows/tasks/edit/1/",
    "collections/",
    "collections/add/",
    "collections/1/privacy/",
    "groups/",
    "groups/new/",
    "groups/edit/1/",
    "groups/delete/1/",
    "redirects/import/",
    "redirects/import/process/",
    "bulk/references/creditedimage/add_to_collection/",
    "bulk/wagtaildocs/document/add_to_collection/",
    "bulk/references/creditedimage/add_tags/",
    "bulk/wagtaildocs/document/add_tags/",
    "bulk/auth/user/delete/",
    "bulk/auth/user/assign_role/",
    "bulk/auth/user/set_active_state/",
    "sites/",
    "users/copy/1/",
    "users/usage/1/",
    "failwhale/",
    "test404/",
    "api/main/images/",
    "api/main/documents/",
    "api/main/pages/1/action/delete/",
    "snippets/choose/references/subject/create/",
]
# Addresses that differ in these only are of one kind: ids, and the letters with their languages.
KIND = re.compile(r"\d+|(?<=/mailteksten/)\w+/\w+")
LINK = re.compile(r'(?:href|data-[\w-]*url[\w-]*|action|"url":) ?=?"?(/beheer/[^"?#]+)')


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_screen_that_is_left_out_answers_nobody(admin_client: Client, verb: str) -> None:
    send = getattr(admin_client, verb)

    answers = {address: send(f"/beheer/{address}", {"id": 1}) for address in ADDRESSES}

    answering = {address for address, answer in answers.items() if answer.status_code != 404}
    assert answering == set()


def crawled(client: Client) -> Iterator[tuple[str, str]]:
    """Each screen that links lead to from the first one, of each kind once, and its HTML."""
    waiting, seen = ["/beheer/"], set()
    while waiting:
        address = waiting.pop()
        if (kind := KIND.sub("x", address)) in seen or "logout" in address:
            continue
        seen.add(kind)
        answer = client.get(address, follow=True)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            html = answer.content.decode()
            yield address, html
            waiting += LINK.findall(html)


def test_no_screen_leads_to_one_that_is_left_out(client: Client) -> None:
    article = BlogPostPageFactory(hero_image=CreditedImageFactory())
    article.save_revision().publish()
    article.get_workflow().start(article, UserFactory(groups=["Kinesitherapeuten"]))
    client.force_login(UserFactory(is_superuser=True))

    screens = dict(crawled(client))
    leading = {
        address: sorted(led)
        for address, html in screens.items()
        if (led := {link for link in LINK.findall(html) if re.match(rf"/beheer/({SCREENS})", link)})
    }

    # One of each part of the admin, or the test would say nothing.
    assert screens.keys() >= {"/beheer/images/", "/beheer/users/", "/beheer/reports/site-history/"}
    assert leading == {}


def test_the_history_links_to_none_of_them() -> None:
    finder = AdminURLFinder(UserFactory(is_superuser=True))
    rows = [Workflow.objects.get(), Task.objects.get(), Collection.objects.get()]

    assert [finder.get_edit_url(row) for row in rows] == [None] * 3


def test_sites_have_no_screen_at_all() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsites:index")


def test_pages_are_made_under_the_home_page_only(admin_client: Client) -> None:
    """One above it would be at no address, though its editor is told that it is online."""
    root = HomePage.objects.get().get_parent()

    answer = admin_client.get(f"/beheer/pages/{root.pk}/add_subpage/", follow=True)
    screen = admin_client.get(f"/beheer/pages/{root.pk}/").content.decode()

    assert root.specific.creatable_subpage_models() == [HomePage]
    assert "/beheer/pages/add/" not in answer.content.decode()
    assert "Pagina's maak je onder de startpagina." in screen
