import pytest
from django.test import Client

from blog.models import BlogIndexPage
from kinesite.models import HomePage, PracticeSettings, StandardPage, TeamPage
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


def test_staff_sign_in_at_their_practice(client: Client) -> None:
    PracticeSettings.objects.update(name="Kinepraktijk De Linde")

    page = soup(client.get("/beheer/login/"))

    assert page.find_all("h1") == ["Aanmelden bij Kinepraktijk De Linde"]


@pytest.mark.parametrize("screen", ["/beheer/", "/beheer/account/", "/beheer/images/"])
def test_the_tab_of_a_browser_names_the_site(admin_client: Client, screen: str) -> None:
    (title,) = soup(admin_client.get(screen)).find_all("title")

    assert title.endswith(" - Kinesite")


@pytest.mark.parametrize("role", ["Redactie", "Beheer"])
def test_the_first_screen_names_the_practice_to_everybody(client: Client, role: str) -> None:
    PracticeSettings.objects.update(name="Kinepraktijk De Linde")
    groups = [] if role == "Beheer" else [role]
    client.force_login(UserFactory(groups=groups, is_superuser=role == "Beheer"))

    assert "Kinepraktijk De Linde" in soup(client.get("/beheer/")).find_all("h1")


def test_the_screens_of_the_staff_have_the_colours_of_the_practice(admin_client: Client) -> None:
    page = soup(admin_client.get("/beheer/"))

    sheets = [found["href"] for _words, found in page.find("link")]
    assert sheets.count("/static/css/admin.css") == 1


def test_the_first_screen_of_the_staff_does_not_send_them_to_the_guide_of_wagtail(
    admin_client: Client,
) -> None:
    page = soup(admin_client.get("/beheer/"))

    addresses = [found["href"] for _words, found in page.find("a")]
    assert [address for address in addresses if "wagtail.org" in address] == []


def test_under_the_home_page_one_adds_a_page_with_text(admin_client: Client) -> None:
    """The team and the list of articles are there once."""
    home = HomePage.objects.get()
    home.add_child(instance=TeamPage(title="Team"))
    home.add_child(instance=BlogIndexPage(title="Artikels"))

    kinds = [kind for kind in HomePage.creatable_subpage_models() if kind.can_create_at(home)]
    assert kinds == [StandardPage]
