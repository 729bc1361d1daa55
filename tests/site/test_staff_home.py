"""Where staff begin: who runs the desk, at the agenda."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.test import Client

from booking.models import BookingRules
from tests.factories.blog import BlogIndexPageFactory
from tests.factories.booking import PractitionerFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
HOME, AGENDA, LOGIN = "/beheer/", "/beheer/agenda/", "/beheer/login/"


def sign_in(client: Client, user: User, on_the_way_to: str = HOME) -> Any:
    """As somebody who goes to that address, and types a password in the form that comes up."""
    user.set_password("onthaal-test")
    user.save()
    asked = BeautifulSoup(client.get(on_the_way_to, follow=True).content, "html.parser")
    hidden = {str(field["name"]): str(field["value"]) for field in asked.select("[type=hidden]")}
    assert hidden["next"] == on_the_way_to
    form = hidden | {"username": user.username, "password": "onthaal-test"}
    return client.post(LOGIN, form, follow=True)


def test_the_receptionist_signs_in_and_sees_the_agenda(client: Client) -> None:
    page = sign_in(client, UserFactory(groups=["Receptie"]))

    assert (page.status_code, page.redirect_chain[-1]) == (200, (AGENDA, 302))


def test_a_therapist_signs_in_and_sees_the_own_day(client: Client) -> None:
    BlogIndexPageFactory()
    user = UserFactory(groups=["Kinesitherapeuten"])
    PractitionerFactory(user=user, name="Noor Eigen")
    PractitionerFactory(name="Tibo Collega")

    page = sign_in(client, user)

    shown = page.content.decode()
    assert (page.status_code, page.redirect_chain[-1]) == (200, (AGENDA, 302))
    assert ("Noor Eigen" in shown, "Tibo Collega" in shown) == (True, False)


def test_a_therapist_who_sees_colleagues_begins_at_the_own_week(client: Client) -> None:
    rules = BookingRules.load()
    rules.therapists_see_all = True
    rules.save()
    user = UserFactory(groups=["Kinesitherapeuten"])
    person = PractitionerFactory(user=user)

    page = sign_in(client, user)

    assert page.redirect_chain[-1] == (f"{AGENDA}?kin={person.pk}", 302)


def test_who_was_on_the_way_to_a_screen_gets_there(client: Client) -> None:
    page = sign_in(client, UserFactory(groups=["Receptie"]), on_the_way_to="/beheer/patienten/")

    assert (page.status_code, page.redirect_chain) == (200, [("/beheer/patienten/", 302)])


@pytest.mark.parametrize(
    "groups", [["Kinesitherapeuten"], ["Redactie"], ["Receptie", "Redactie"]], ids=" and ".join
)
def test_who_edits_pages_begins_at_wagtails_own_page(client: Client, groups: list[str]) -> None:
    BlogIndexPageFactory()
    client.force_login(UserFactory(groups=groups))

    assert client.get(HOME).status_code == 200


def test_the_administrator_begins_at_wagtails_own_page(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(HOME).status_code == 200


def test_who_may_do_nothing_yet_sees_a_page_all_the_same(client: Client) -> None:
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    page = client.get(AGENDA, follow=True)

    assert (page.status_code, page.redirect_chain) == (200, [(HOME, 302)])


def test_who_has_no_business_here_is_asked_to_sign_in(client: Client) -> None:
    client.force_login(UserFactory())

    page = client.get(HOME, follow=True)

    assert (page.status_code, page.redirect_chain) == (200, [(f"{LOGIN}?next={HOME}", 302)])


def test_the_receptionist_hears_why_a_screen_is_closed(client: Client) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))

    page = client.get("/beheer/users/", follow=True)

    assert [url for url, _status in page.redirect_chain] == [HOME, AGENDA]
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


def test_the_way_to_the_agenda_is_not_remembered_by_browsers(client: Client) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))

    assert "no-store" in client.get(HOME).headers["Cache-Control"]
