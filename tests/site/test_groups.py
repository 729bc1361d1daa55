"""The groups of staff, which come from a migration (ADR 0010), their menu and their articles.

What each may open and post to is in docs/roles.md, held by test_roles.py.
"""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.admin.menu import admin_menu

from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def test_the_groups_are_there() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Receptie",
        "Kinesitherapeuten",
        "Redactie",
    }


@pytest.mark.parametrize(
    ("group", "shown"),
    [("Receptie", True), ("Kinesitherapeuten", True), ("Redactie", False)],
)
def test_the_menu_shows_the_agenda_to_those_who_may_see_it(
    client: Client, group: str, shown: bool
) -> None:
    client.force_login(UserFactory(groups=[group]))

    page = client.get("/beheer/", follow=True)

    assert ("/beheer/agenda/" in page.content.decode()) is shown


def test_the_menu_of_the_desk_follows_its_day(client: Client) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))
    request = client.get("/beheer/").wsgi_request

    shown = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    names = [str(item.label) for item in shown]

    assert names == [
        "Agenda",
        "Vraagt aandacht",
        "Iemand is ziek",
        "Patiënten",
        "Wachtlijst",
        "Berichten",
        "Werkuren",
        "Praktijk",
        "Rapporten",
        "Instellingen",
        "Sneltoetsen",
    ]


def test_a_therapist_writes_and_the_editors_publish() -> None:
    index = BlogIndexPageFactory()
    therapist, editor = (UserFactory(groups=[name]) for name in ("Kinesitherapeuten", "Redactie"))
    article = BlogPostPageFactory(parent=index, owner=therapist, live=False)

    own, theirs = (article.permissions_for_user(user) for user in (therapist, editor))

    assert index.permissions_for_user(therapist).can_add_subpage()
    assert (own.can_edit(), own.can_publish()) == (True, False)
    assert (theirs.can_edit(), theirs.can_publish()) == (True, True)


def test_a_therapist_cannot_edit_what_others_wrote() -> None:
    article = BlogPostPageFactory(owner=UserFactory())

    assert not article.permissions_for_user(UserFactory(groups=["Kinesitherapeuten"])).can_edit()


def test_what_a_therapist_hands_in_goes_to_the_editors() -> None:
    workflow = BlogPostPageFactory().get_workflow()

    [task] = workflow.tasks.specific()
    assert [group.name for group in task.groups.all()] == ["Redactie"]
