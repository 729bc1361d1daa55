"""The screen on which a therapist makes and revokes the link to the own calendar."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from booking.models import CalendarFeed, Practitioner
from tests.factories.booking import PractitionerFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist(client: Client) -> Practitioner:
    """A therapist whose browser `client` is."""
    user = UserFactory(groups=["Kinesitherapeuten"])
    client.force_login(user)
    return PractitionerFactory(user=user)


def press(client: Client, verb: str, shown: str | None = None) -> str:
    """Press a button of the screen as it is now, or as it was; gives the screen that follows."""
    url = reverse("mijn_kalender:index")
    page = BeautifulSoup(client.get(url).content, "html.parser")
    version = page.select_one('form [name="getoond"]')
    assert version
    sent = {"verb": verb, "getoond": version["value"] if shown is None else shown}
    return client.post(url, sent, follow=True).content.decode()


def link_on(page: str) -> str:
    field = BeautifulSoup(page, "html.parser").select_one("#kopie-1")
    return field.text if field else ""


def test_a_therapist_makes_a_link_that_opens_the_own_calendar(
    client: Client, therapist: Practitioner
) -> None:
    link = link_on(press(client, "open"))

    assert link.startswith("http")
    client.logout()
    answer = client.get(link)
    assert str(therapist) in answer.content.decode()


def test_a_new_link_shuts_the_one_before(client: Client, therapist: Practitioner) -> None:
    first = link_on(press(client, "open"))
    second = link_on(press(client, "open"))

    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_a_revoked_link_is_gone_from_the_screen_and_opens_nothing(
    client: Client, therapist: Practitioner
) -> None:
    link = link_on(press(client, "open"))

    page = press(client, "close")

    assert not link_on(page)
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("verb", ["open", "close"])
def test_an_older_window_replaces_nothing_and_says_so(
    client: Client, therapist: Practitioner, verb: str
) -> None:
    link = link_on(press(client, "open"))

    page = press(client, verb, shown="")

    assert "intussen" in page
    assert client.get(link).status_code == 200


def test_a_login_without_a_therapist_reads_why_there_is_nothing(client: Client) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))
    url = reverse("mijn_kalender:index")

    page = client.get(url).content.decode()
    client.post(url, {"verb": "open"})

    assert "hoort niet bij een kinesitherapeut" in page
    assert not CalendarFeed.objects.exists()


def test_only_therapists_have_it_in_their_menu(client: Client, therapist: Practitioner) -> None:
    assert reverse("mijn_kalender:index") in client.get(reverse("agenda:index")).content.decode()
    client.force_login(UserFactory(groups=["Receptie"]))
    page = client.get(reverse("agenda:index")).content.decode()
    assert reverse("mijn_kalender:index") not in page
