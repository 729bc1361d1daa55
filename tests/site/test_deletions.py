"""What cannot be deleted in the admin, because something on the site would suffer."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from kinesite.models import HomePage
from tests.factories.blog import BlogPostPageFactory
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    TreatmentFactory,
)
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


def makes_a_page(user: User) -> None:
    BlogPostPageFactory(owner=user)


def writes_a_comment(user: User) -> None:
    Comment.objects.create(
        page=BlogPostPageFactory(), user=user, text="Klopt dit?", contentpath="title"
    )


def is_a_therapist(user: User) -> None:
    PractitionerFactory(user=user)


def changes_a_visit(user: User) -> None:
    AppointmentFactory(changed_by=user)


def saves_a_version(user: User) -> None:
    BlogPostPageFactory().save_revision(user=user)


def locks_a_page(user: User) -> None:
    BlogPostPageFactory(locked=True, locked_by=user)


def sentences(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize(
    "work",
    [
        makes_a_page,
        writes_a_comment,
        is_a_therapist,
        changes_a_visit,
        saves_a_version,
        locks_a_page,
    ],
)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_login_that_was_worked_with_stays(admin_client: Client, work: Any, verb: str) -> None:
    user = UserFactory()
    work(user)

    address = reverse("wagtailusers_users:delete", args=[user.pk])
    answer = getattr(admin_client, verb)(address, follow=True)

    assert sentences(answer) == [
        "Met deze login is gewerkt, dus die blijft. Haal het vinkje bij “Actief” weg: dan kan "
        "niemand er nog mee aanmelden."
    ]
    assert User.objects.filter(pk=user.pk).exists()


def test_a_login_that_did_nothing_goes_with_its_session(admin_client: Client) -> None:
    user = UserFactory(groups=["Receptie"])
    client = Client()
    client.force_login(user)
    client.get("/beheer/account/")
    address = reverse("wagtailusers_users:delete", args=[user.pk])

    [asked] = soup(admin_client.get(address)).find_all("main")
    admin_client.post(address)

    assert "verwijzing" not in asked
    assert not User.objects.filter(pk=user.pk).exists()
    assert client.get("/beheer/account/").status_code == 302


OF_A_THERAPIST = (
    "Er zijn afspraken of artikels van deze kinesitherapeut, dus die blijft. "
    "Haal het vinkje bij “Werkt hier” weg."
)
# The list, what makes a row of it, what uses the row, what is said then.
IN_USE: list[tuple[str, Any, Any, str]] = [
    (
        "behandelingen",
        TreatmentFactory,
        lambda row: AppointmentFactory(treatment=row),
        "Er zijn afspraken mee gemaakt, dus dit blijft. Je kan het wel offline zetten.",
    ),
    (
        "kinesitherapeuten",
        PractitionerFactory,
        lambda row: AppointmentFactory(practitioner=row),
        OF_A_THERAPIST,
    ),
    (
        "kinesitherapeuten",
        PractitionerFactory,
        lambda row: BlogPostPageFactory(author=row),
        OF_A_THERAPIST,
    ),
    (
        "patienten",
        PatientFactory,
        lambda row: AppointmentFactory(patient=row, cancelled=True),
        "Er zijn afspraken van deze patiënt, dus die blijft in de lijst. "
        "Je kan wel de gegevens wissen.",
    ),
]


@pytest.mark.parametrize(("rows", "make", "use", "sentence"), IN_USE)
def test_a_row_in_use_stays_and_nobody_is_asked_whether_to_delete_it(
    admin_client: Client, rows: str, make: Any, use: Any, sentence: str
) -> None:
    row = make()
    address = reverse(f"{rows}:delete", args=[row.pk])
    asked = soup(admin_client.get(address))
    [confirms] = [form["action"] for _words, form in asked.find("form") if rows in form["action"]]

    use(row)

    # It was used while somebody had the question before them.
    for answer in (
        admin_client.post(confirms, follow=True),
        admin_client.get(address, follow=True),
    ):
        assert sentences(answer) == [sentence]
    assert type(row).objects.filter(pk=row.pk).exists()
    assert "verwijzing" not in " ".join(asked.find_all("main"))


@pytest.mark.parametrize("who", [{"groups": ["Redactie"]}, {"is_superuser": True}])
def test_nobody_takes_the_home_page_away(client: Client, who: dict[str, Any]) -> None:
    """Wagtail would take the whole site with it."""
    home = HomePage.objects.get()
    client.force_login(UserFactory(**who))

    for action in ("delete", "unpublish", "move"):
        client.post(f"/beheer/pages/{home.pk}/{action}/")
        client.post(f"/beheer/bulk/wagtailcore/page/{action}/?id={home.pk}&next=/beheer/")
    screen = client.get(f"/beheer/pages/{home.pk}/edit/").content.decode()

    assert Client().get("/").status_code == 200
    assert [f"/pages/{home.pk}/{action}/" in screen for action in ("delete", "unpublish")] == [
        False,
        False,
    ]
