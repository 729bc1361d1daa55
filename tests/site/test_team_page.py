import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kinesite.models import TeamPage
from tests.factories.booking import PractitionerFactory
from tests.factories.kinesite import TeamMemberFactory, TeamPageFactory
from tests.factories.references import CreditedImageFactory
from tests.site.pages import links, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def team_page() -> TeamPage:
    return TeamPageFactory(title="Team")


def test_a_card_leads_to_the_free_moments_of_its_therapist(
    client: Client, team_page: TeamPage
) -> None:
    lotte = PractitionerFactory(name="Lotte Verhaegen", slug="lotte")
    TeamMemberFactory(page=team_page, practitioner=lotte)

    buttons = links(client.get("/team/"), "button")

    assert buttons["Afspraak bij Lotte"] == "/afspraak/?kinesitherapeut=lotte"


def test_who_cannot_be_booked_on_line_has_a_card_without_that_button(
    client: Client, team_page: TeamPage
) -> None:
    lotte = PractitionerFactory(name="Lotte Verhaegen", is_online=False)
    TeamMemberFactory(page=team_page, practitioner=lotte)

    response = client.get("/team/")

    assert soup(response).find_all("h2", "card__title") == ["Lotte Verhaegen"]
    assert "Afspraak bij Lotte" not in links(response, "button")


def test_who_left_has_no_card(client: Client, team_page: TeamPage) -> None:
    TeamMemberFactory(page=team_page, practitioner=PractitionerFactory(is_active=False))

    assert soup(client.get("/team/")).find_all("h2", "card__title") == []


def test_the_cards_stand_in_the_order_of_the_editor(client: Client, team_page: TeamPage) -> None:
    for order, name in ((2, "Els Tweede"), (1, "An Eerste")):
        practitioner = PractitionerFactory(name=name)
        TeamMemberFactory(page=team_page, sort_order=order, practitioner=practitioner)

    assert soup(client.get("/team/")).find_all("h2", "card__title") == ["An Eerste", "Els Tweede"]


def test_a_card_without_a_photo_shows_initials(client: Client, team_page: TeamPage) -> None:
    TeamMemberFactory(page=team_page, practitioner=PractitionerFactory(name="Lotte Verhaegen"))

    assert soup(client.get("/team/")).find_all("div", "member__initials") == ["LV"]


def test_a_photo_is_decoration_beside_the_name(client: Client, team_page: TeamPage) -> None:
    TeamMemberFactory(page=team_page, photo=CreditedImageFactory())

    response = client.get("/team/")

    assert soup(response).find_all("div", "member__initials") == []
    assert [image["alt"] for _words, image in soup(response).find("img")] == [""]


def test_a_therapist_has_one_card_on_a_page(team_page: TeamPage) -> None:
    lotte = PractitionerFactory()
    TeamMemberFactory(page=team_page, practitioner=lotte)

    with pytest.raises(IntegrityError, match="one_card_per_practitioner"), transaction.atomic():
        TeamMemberFactory(page=team_page, practitioner=lotte)


@pytest.mark.parametrize("count", [1, 3])
def test_the_team_page_takes_a_fixed_number_of_queries(
    client: Client, team_page: TeamPage, count: int, django_assert_num_queries
) -> None:
    for _ in range(count):
        TeamMemberFactory(page=team_page, photo=CreditedImageFactory())
    client.get("/team/")

    with django_assert_num_queries(10):
        client.get("/team/")
