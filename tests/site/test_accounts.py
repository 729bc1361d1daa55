"""Logins of staff: what each can set for themselves, and who is added or leaves."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.users.models import UserProfile

from tests.booking.support.pressing import buttons
from tests.factories.users import UserFactory
from tests.references.pictures.files import photo, written
from tests.site.pages import names_of_fields, soup

pytestmark = pytest.mark.django_db

TYPED = {
    "name_email-first_name": "Lotte",
    "name_email-last_name": "Peeters",
    "name_email-email": "lotte@kine.example",
    "theme-theme": "dark",
    "theme-contrast": "system",
    "theme-density": "default",
}
LOGIN = {
    "username": "lotte",
    "email": "lotte@kine.example",
    "first_name": "Lotte",
    "last_name": "Peeters",
    "password1": "een-lange-zin-5",
    "password2": "een-lange-zin-5",
    "is_active": "on",
}


def test_an_account_has_no_picture_and_no_clock_of_its_own(client: Client) -> None:
    """No screen of the practice shows a picture of a login; and the clinic has one clock."""
    client.force_login(UserFactory(groups=["Receptie"]))

    fields = names_of_fields(client.get("/beheer/account/"))

    assert {"name_email-email", "theme-theme", "password-new_password1"} <= fields
    assert {one for one in fields if one.startswith(("avatar", "locale"))} == set()


def test_a_picture_that_is_sent_to_an_account_all_the_same_is_kept_nowhere(client: Client) -> None:
    user = UserFactory(groups=["Receptie"])
    client.force_login(user)

    sent = SimpleUploadedFile("ik.jpg", written(photo(), "JPEG"))
    answer = client.post("/beheer/account/", TYPED | {"avatar-avatar": sent})

    assert answer.status_code == 302
    assert not UserProfile.objects.get(user=user).avatar
    assert not [one for one in Path(default_storage.location).rglob("ik*") if one.is_file()]


def test_a_picture_of_earlier_is_let_go_and_the_screens_open(client: Client) -> None:
    user = UserFactory(groups=["Receptie"])
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("eerder.jpg", ContentFile(written(photo(), "JPEG")))
    stored = Path(profile.avatar.path)

    import_module("kinesite.migrations.0007_no_pictures_of_logins").let_go(apps, None)

    client.force_login(user)
    assert not stored.exists()
    assert client.get("/beheer/agenda/").status_code == 200


def test_a_clock_of_elsewhere_that_was_chosen_once_is_let_go() -> None:
    profile = UserProfile.get_for_user(UserFactory())
    profile.current_time_zone = "America/New_York"
    profile.save()

    import_module("kinesite.migrations.0006_one_clock").let_go(apps, None)

    profile.refresh_from_db()
    assert profile.get_current_time_zone() == "Europe/Brussels"


def test_what_is_typed_in_an_account_is_kept_and_the_theme_is_shown(client: Client) -> None:
    user = UserFactory(groups=["Receptie"])
    client.force_login(user)

    client.post("/beheer/account/", TYPED)

    user.refresh_from_db()
    assert (user.first_name, user.email) == ("Lotte", "lotte@kine.example")
    [(_words, html)] = soup(client.get("/beheer/agenda/")).find("html")
    assert "w-theme-dark" in html["class"].split()


def test_who_is_added_by_beheer_signs_in_with_the_rights_of_the_group(
    admin_client: Client, client: Client
) -> None:
    group = Group.objects.get(name="Receptie")

    admin_client.post("/beheer/users/new/", LOGIN | {"groups": [group.pk]})
    visitor = Client()
    signed_in = visitor.post(
        "/beheer/login/", {"username": "lotte", "password": "een-lange-zin-5"}, follow=True
    )

    assert signed_in.redirect_chain[-1][0] == "/beheer/agenda/"
    User.objects.filter(username="lotte").update(is_active=False)
    assert visitor.get("/beheer/agenda/").status_code == 302


def test_a_login_that_would_open_no_screen_is_not_made(admin_client: Client) -> None:
    refused = admin_client.post("/beheer/users/new/", LOGIN)

    assert refused.context["form"].errors == {
        "groups": ["Kies een groep, of vink “Beheerder” aan: anders opent deze login geen scherm."]
    }
    assert names_of_fields(refused) >= {"username", "groups"}
    assert not User.objects.filter(username="lotte").exists()


@pytest.mark.parametrize("allowed", [{"is_superuser": "on"}, {"is_active": ""}])
def test_a_login_without_a_group_is_kept_for_who_opens_all_or_left(
    admin_client: Client, allowed: dict[str, str]
) -> None:
    login = UserFactory(username="lotte", groups=["Receptie"])
    edit = f"/beheer/users/edit/{login.pk}/"
    no_password = {"password1": "", "password2": "", "groups": []}
    save = buttons(admin_client.get(edit), edit)[0]

    refused = save.press(admin_client, **LOGIN | no_password)
    assert login.groups.exists()
    assert "groups" in refused.context["form"].errors
    save.press(admin_client, **LOGIN | no_password | allowed)

    assert not login.groups.exists()


@pytest.mark.parametrize("ticked", [{}, {"remember": "on"}])
def test_who_asks_to_stay_signed_in_does(client: Client, ticked: dict[str, str]) -> None:
    user = UserFactory(username="lotte", groups=["Receptie"])
    user.set_password("een-lange-zin-5")
    user.save()

    client.post("/beheer/login/", {"username": "lotte", "password": "een-lange-zin-5"} | ticked)

    # Without an age it goes when the browser is closed.
    assert bool(client.cookies["sessionid"]["max-age"]) is bool(ticked)


def test_looking_at_the_address_to_sign_out_signs_nobody_out(client: Client) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))

    asked = client.get("/beheer/logout/")

    assert asked.status_code == 405
    assert client.get("/beheer/account/").status_code == 200
    client.post("/beheer/logout/")
    assert client.get("/beheer/account/").status_code == 302
