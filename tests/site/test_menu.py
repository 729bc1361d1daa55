import pytest
from django.test import Client
from wagtail.models import Site

from tests.factories.kinesite import StandardPageFactory, TeamPageFactory
from tests.site.pages import links, soup

pytestmark = pytest.mark.django_db


def current(client: Client, path: str) -> dict[str, str]:
    """Words of each marked link in the main menu -> its aria-current."""
    entries = soup(client.get(path)).find("a", "nav__link")
    return {words: found["aria-current"] for words, found in entries if "aria-current" in found}


def test_the_menu_has_the_live_pages_that_ask_for_it_in_their_order(client: Client) -> None:
    StandardPageFactory(title="Praktisch", show_in_menus=True)
    TeamPageFactory(title="Team", show_in_menus=True)
    StandardPageFactory(title="Privacy", show_in_menus=False)
    StandardPageFactory(title="Klad", show_in_menus=True, live=False)

    assert links(client.get("/"), "nav__link") == {"Praktisch": "/praktisch/", "Team": "/team/"}


def test_the_menu_marks_the_page_itself(client: Client) -> None:
    StandardPageFactory(title="Praktisch", show_in_menus=True)
    StandardPageFactory(title="Contact", show_in_menus=True)

    assert current(client, "/praktisch/") == {"Praktisch": "page"}


def test_the_menu_marks_the_page_above(client: Client) -> None:
    rates = StandardPageFactory(title="Praktisch", show_in_menus=True)
    StandardPageFactory(title="Terugbetaling", parent=rates)

    assert current(client, "/praktisch/terugbetaling/") == {"Praktisch": "true"}


def test_a_page_outside_wagtail_has_the_menu_too(client: Client) -> None:
    StandardPageFactory(title="Praktisch", show_in_menus=True)

    assert links(client.get("/bronnen/"), "nav__link") == {"Praktisch": "/praktisch/"}


def test_a_site_without_pages_has_no_menu(client: Client) -> None:
    Site.objects.all().delete()

    response = client.get("/afspraak/")

    assert response.status_code == 200
    assert soup(response).find_all("summary") == []


@pytest.mark.parametrize("count", [1, 3])
def test_header_and_footer_take_four_queries_at_most(
    client: Client, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        StandardPageFactory(title=f"Pagina {number}", show_in_menus=True)
    client.get("/bestaat-niet/")

    # Wagtail's search for the page and for a redirect take some of these.
    with django_assert_num_queries(6):
        client.get("/bestaat-niet/")
