"""Who sees what in the admin: the groups come from a migration (ADR 0010)."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.admin.menu import admin_menu

from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory
from tests.factories.booking import AppointmentFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AGENDA, VISIT, BOOK = "agenda/", "agenda/afspraak/{visit}/", "agenda/boeken/"
DAY_SHEET = "agenda/dagblad/"
RECEPTION_ONLY = ["beschikbaarheid/new/", "werkroosters/", "patienten/", "berichten/"]
REFERENCES = "snippets/references/reference/"
SUBJECTS = "snippets/references/subject/"
SOURCE_SETTINGS = "settings/references/sourcesettings/"
SETTINGS = "settings/kinesite/practicesettings/"
USERS = "users/"


def test_the_groups_are_there() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Receptie",
        "Kinesitherapeuten",
        "Redactie",
    }


@pytest.mark.parametrize(
    ("group", "path", "is_open"),
    [
        ("Receptie", AGENDA, True),
        ("Receptie", VISIT, True),
        ("Receptie", DAY_SHEET, True),
        ("Receptie", BOOK, True),
        *(("Receptie", path, True) for path in RECEPTION_ONLY),
        ("Receptie", "behandelingen/", True),
        ("Receptie", REFERENCES, False),
        ("Receptie", SETTINGS, False),
        ("Receptie", SUBJECTS, False),
        ("Receptie", SOURCE_SETTINGS, False),
        ("Receptie", USERS, False),
        ("Kinesitherapeuten", AGENDA, True),
        ("Kinesitherapeuten", VISIT, True),
        ("Kinesitherapeuten", DAY_SHEET, True),
        ("Kinesitherapeuten", BOOK, False),
        *(("Kinesitherapeuten", path, False) for path in RECEPTION_ONLY),
        ("Kinesitherapeuten", REFERENCES, True),
        ("Kinesitherapeuten", SETTINGS, False),
        ("Kinesitherapeuten", SUBJECTS, True),
        ("Kinesitherapeuten", SOURCE_SETTINGS, False),
        ("Redactie", AGENDA, False),
        ("Redactie", VISIT, False),
        ("Redactie", DAY_SHEET, False),
        ("Redactie", BOOK, False),
        *(("Redactie", path, False) for path in RECEPTION_ONLY),
        ("Redactie", REFERENCES, True),
        ("Redactie", SETTINGS, True),
        ("Redactie", SUBJECTS, True),
        ("Redactie", SOURCE_SETTINGS, True),
        ("Redactie", USERS, False),
    ],
)
def test_a_screen_opens_only_with_its_permission(
    client: Client, group: str, path: str, is_open: bool
) -> None:
    visit = AppointmentFactory()
    client.force_login(UserFactory(groups=[group]))

    page = client.get(f"/beheer/{path.format(visit=visit.pk)}", follow=True)

    # Wagtail sends those who may not to its front page.
    assert ("/beheer/" not in dict(page.redirect_chain)) is is_open


@pytest.mark.parametrize("verb", ["check_in", "mark_noshow", "fulfil", "cancel", "send_again"])
@pytest.mark.parametrize("group", ["Kinesitherapeuten", "Redactie"])
def test_only_the_desk_changes_visits(client: Client, group: str, verb: str) -> None:
    visit = AppointmentFactory()
    client.force_login(UserFactory(groups=[group]))

    client.post(f"/beheer/agenda/afspraak/{visit.pk}/wijzig/", {"verb": verb})

    status = visit.status
    visit.refresh_from_db()
    assert visit.status == status


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
        "Patiënten",
        "Wachtlijst",
        "Berichten",
        "Werkuren",
        "Praktijk",
        "Rapporten",
        "Instellingen",
        "Sneltoetsen",
    ]


def test_nobody_without_a_login_sees_the_agenda(client: Client) -> None:
    page = client.get("/beheer/agenda/")

    assert page.url.startswith("/beheer/login/")


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
