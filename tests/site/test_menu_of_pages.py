"""The menu of pages has a pencil at each page; whoever presses one finds its form open."""

import pytest
from django.test import Client

from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "shown"), [("Kinesitherapeuten", ["Eigen"]), ("Redactie", ["Eigen", "Van een ander"])]
)
def test_each_pencil_in_the_menu_of_pages_opens_a_form(
    client: Client, role: str, shown: list[str]
) -> None:
    index = BlogIndexPageFactory()
    user = UserFactory(groups=[role])
    BlogPostPageFactory(parent=index, title="Eigen", owner=user)
    BlogPostPageFactory(parent=index, title="Van een ander", owner=UserFactory())
    client.force_login(user)

    menu = client.get(f"/beheer/api/main/pages/?child_of={index.pk}&for_explorer=1").json()

    assert sorted(one["title"] for one in menu["items"]) == shown
    for one in menu["items"]:
        assert client.get(f"/beheer/pages/{one['id']}/edit/").status_code == 200
    everything = client.get(f"/beheer/pages/{index.pk}/").content.decode()
    assert all(one in everything for one in ("Eigen", "Van een ander"))
