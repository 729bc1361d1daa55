"""The screens of staff offer each role only what it may do, and count only what it can see."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from importlib import import_module
from typing import NamedTuple
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from blog.models import BlogPostPage
from kinesite.models import HomePage, StandardPage, TeamPage
from tests.factories.blog import (
    BlogIndexPageFactory,
    BlogPostPageFactory,
    ListedSourceFactory,
    figure,
)
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    SlotFactory,
    TariffFactory,
    WaitlistEntryFactory,
    WorkingHoursFactory,
)
from tests.factories.references import CreditedImageFactory, ReferenceFactory, SubjectFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

# What a role may do with several rows at once, on at least one of its lists.
MAY_DO_AT_ONCE = {
    "Kinesitherapeuten": {"delete"},
    "Redactie": {"delete", "merge", "move", "publish", "unpublish"},
    "Receptie": set(),
    "Beheer": {"delete", "merge", "move", "publish", "unpublish"},
}
HOME = "/beheer/"
LED = re.compile(r'\s(?:href|action|formaction|data-w-action-url-value)="([^"#]+)')
ROWS = re.compile(r'data-bulk-action-checkbox\s+data-may="([^"]*)"\s+data-object-id="(\d+)"')
BULK = re.compile(r'href="(/beheer/bulk/[^"?]*/)')
# How many screens of one kind are opened: the rows of pages differ, those of other lists do not.
ALIKE = 2
ALIKE_OF_PAGES = 6


@pytest.fixture
def world() -> None:
    """A site with pages and rows of each kind, each of two people."""
    home = HomePage.objects.get()
    home.add_child(instance=StandardPage(title="Praktisch", live=True))
    home.add_child(instance=TeamPage(title="Team", live=True))
    index = BlogIndexPageFactory()
    editor = UserFactory(groups=["Redactie"])
    BlogPostPageFactory(parent=index, owner=editor, live=False)
    cited = ListedSourceFactory(page__owner=editor).reference
    CreditedImageFactory(uploaded_by_user=editor)
    ReferenceFactory.create_batch(2)
    cited.subjects.add(SubjectFactory())
    visit = AppointmentFactory(starts_at=timezone.now() + timedelta(days=2))
    NotificationFactory(appointment=visit)
    hours = {"practitioner": visit.practitioner}
    for row in (SlotFactory, AbsenceFactory, WorkingHoursFactory):
        row(**hours)
    WaitlistEntryFactory()
    TariffFactory()


def one_of(role: str) -> User:
    """Somebody with this role, who wrote an article, hands one in, and put up an image."""
    user = UserFactory(groups=[role], is_superuser=role == "Beheer")
    for live in (True, False):
        BlogPostPageFactory(owner=user, live=live).save_revision(user=user)
    CreditedImageFactory(uploaded_by_user=user)
    handed_in = BlogPostPageFactory(owner=user, live=False)
    handed_in.save_revision(user=user)
    handed_in.get_workflow().start(handed_in, user)
    return user


def walk(client: Client) -> dict[str, str]:
    """Open each screen that can be reached by links; what each said, by its address."""
    screens: dict[str, str] = {}
    alike: Counter[str] = Counter()
    refused: list[str] = []
    ways = [(HOME, "")]
    while ways:
        address, shown_on = ways.pop(0)
        kind = re.sub(r"\d+", "1", address.split("?")[0])
        most = ALIKE_OF_PAGES if re.match(r"/beheer/pages/\d+/(edit/)?$", address) else ALIKE
        if address in screens or "logout" in address or alike[kind] == most:
            continue
        alike[kind] += 1
        screens[address] = ""
        answer = client.get(address)
        if answer.status_code == 302:
            if answer.url == HOME or "/login/" in answer.url:
                refused.append(f"{shown_on} leads to {address}, which is closed")
            ways.append((answer.url, address))
        elif answer.status_code not in (200, 405):
            refused.append(f"{shown_on} leads to {address}: {answer.status_code}")
        elif "html" in answer.headers["Content-Type"]:
            screens[address] = answer.content.decode()
            ways += [(one, address) for one in offered(address, screens[address])]
    assert refused == []
    return screens


class Tick(NamedTuple):
    """A row that is ticked on a list, and what is pressed for it."""

    address: str
    verb: str
    row: str
    refused: bool


def ticked(client: Client, address: str, html: str) -> Iterator[Tick]:
    """Tick each row alone and press each button that then shows, up to "are you sure"."""
    for may, row in ROWS.findall(html):
        for button in sorted(set(BULK.findall(html))):
            verb = button.split("/")[-2]
            if verb in may.split():
                asked = client.get(button, {"id": row, "next": address}, follow=True)
                refused = bool((asked.context or {}).get("items_with_no_access"))
                yield Tick(address, verb, row, refused or asked.status_code != 200)


def offered(address: str, html: str) -> list[str]:
    """The addresses of the admin that a screen leads to.

    Left out: lists in another order, and the part of a list that a script fetches again. Addresses
    of one screen that differ in their day are alike: see ALIKE.
    """
    found = {urljoin(address, unescape(one)) for one in LED.findall(html)}
    found |= set(re.findall(r'"url": "(/beheer/[^"]+)"', html))
    return sorted(
        one
        for one in found
        if one.startswith(HOME)
        and not one.startswith("/beheer/bulk/")
        and not one.split("?")[0].endswith("/results/")
        and not re.search(r"[?&](ordering|export|p|q|next)=", one)
    )


@pytest.mark.parametrize("role", MAY_DO_AT_ONCE)
def test_each_control_that_a_role_is_shown_leads_to_a_screen_that_is_open(
    client: Client, world: None, role: str
) -> None:
    client.force_login(one_of(role))

    screens = walk(client)

    done = [one for address, html in screens.items() for one in ticked(client, address, html)]
    assert [one for one in done if one.refused] == []
    assert {one.verb for one in done} == MAY_DO_AT_ONCE[role]


def test_a_therapist_adds_articles_and_no_other_pages(world: None) -> None:
    therapist = one_of("Kinesitherapeuten")

    addable = [
        page.title
        for page in Page.objects.specific()
        if page.permissions_for_user(therapist).can_add_subpage()
    ]

    assert addable == ["Artikels"]


def test_therapists_of_before_go_on_below_the_articles() -> None:
    index, home = BlogIndexPageFactory(), HomePage.objects.get()
    theirs = GroupPagePermission.objects.filter(group__name="Kinesitherapeuten")
    theirs.update(page=home)

    import_module("kinesite.migrations.0009_writers_below_articles").move(apps, None)

    assert [(one.page_id, one.permission.codename) for one in theirs] == [(index.pk, "add_page")]


@pytest.mark.parametrize("role", ["Kinesitherapeuten", "Redactie"])
def test_the_first_page_counts_the_images_that_the_list_shows(
    client: Client, world: None, role: str
) -> None:
    client.force_login(one_of(role))

    home, images = (client.get(path).content.decode() for path in (HOME, "/beheer/images/"))

    shown = len(ROWS.findall(images))
    [counted] = re.findall(r'href="/beheer/images/">\s*(\d+)', home)
    assert shown == int(counted) == {"Kinesitherapeuten": 1, "Redactie": 2}[role]


def test_a_history_of_a_page_of_others_is_not_offered_and_stays_closed(
    client: Client, world: None
) -> None:
    client.force_login(one_of("Kinesitherapeuten"))
    page = BlogPostPage.objects.filter(owner__groups__name="Redactie").first()

    index = client.get(f"/beheer/pages/{page.get_parent().pk}/").content.decode()

    assert f"/beheer/pages/{page.pk}/history/" not in index
    assert client.get(f"/beheer/pages/{page.pk}/history/").status_code == 302


def test_the_side_panel_promises_nobody_a_page_that_others_wrote(
    client: Client, world: None
) -> None:
    client.force_login(one_of("Kinesitherapeuten"))
    page = BlogPostPage.objects.filter(owner__groups__name="Redactie").first()

    index = client.get(f"/beheer/pages/{page.get_parent().pk}/").content.decode()

    assert "door iedereen bewerkt" not in index
    assert "Wie deze pagina mag wijzigen, kan dat nu." in index


def test_a_chosen_image_links_to_its_form_for_who_may_change_it(client: Client) -> None:
    writer, editor = (UserFactory(groups=[one]) for one in ("Kinesitherapeuten", "Redactie"))
    own, other = (CreditedImageFactory(uploaded_by_user=one) for one in (writer, editor))
    page = BlogPostPageFactory(owner=writer, hero_image=own, body=[figure(own), figure(other)])
    page.save_revision(user=writer)

    shown = {}
    for user in (writer, editor):
        client.force_login(user)
        shown[user] = unescape(client.get(f"/beheer/pages/{page.pk}/edit/").content.decode())

    to_own, to_other = (f'"edit_url": "/beheer/images/{one.pk}/"' for one in (own, other))
    assert re.search(f'data-chooser-edit-link href="/beheer/images/{own.pk}/"', shown[writer])
    assert (to_own in shown[writer], to_other in shown[writer]) == (True, False)
    assert (to_own in shown[editor], to_other in shown[editor]) == (True, True)
