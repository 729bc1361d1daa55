"""The main screens by axe's rules, in light and dark, on a phone and at a desk."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking import links
from booking.choices import AppointmentStatus
from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.factories.blog import BlogPostPageFactory, marker
from tests.factories.booking import AppointmentFactory
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory

Check = Callable[[Page], None]


@pytest.fixture
def article_url(practice_with_room: OpenPractice) -> str:
    body = [
        ("section", "Waarom bewegen helpt"),
        ("paragraph", f"<p>Dat is onderzocht{marker(ReferenceFactory())}.</p>"),
    ]
    article = BlogPostPageFactory(author=practice_with_room.practitioner, body=body)
    return str(article.url)


def test_the_home_page_is_accessible(
    any_screen: Page, article_url: str, assert_accessible: Check
) -> None:
    any_screen.goto("/")

    assert_accessible(any_screen)


def test_an_article_is_accessible(
    any_screen: Page, article_url: str, assert_accessible: Check
) -> None:
    any_screen.goto(article_url)

    expect(any_screen.get_by_role("heading", name="Bron", exact=False).first).to_be_visible()
    assert_accessible(any_screen)


def test_the_booking_pages_are_accessible(
    any_screen: Page, practice_with_room: OpenPractice, assert_accessible: Check
) -> None:
    page = any_screen
    page.goto("/afspraak/")
    assert_accessible(page)

    page.get_by_role("link", name="Intake rug").first.click()
    expect(page.get_by_role("heading", name="Bij wie wil je komen?")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Noor Tester").click()
    assert_accessible(page)

    page.get_by_role("button", name="9.30 u").click()
    expect(page.get_by_role("heading", name="Je gegevens")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("path", [links.visit_path, links.confirmed_path])
def test_the_pages_of_a_visit_are_accessible(
    any_screen: Page,
    practice_with_room: OpenPractice,
    assert_accessible: Check,
    path: Callable[[Appointment], str],
) -> None:
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner, starts_at=practice_with_room.at(9)
    )

    any_screen.goto(path(visit))

    assert_accessible(any_screen)


@pytest.fixture
def at_the_desk(page: Page, practice_with_room: OpenPractice) -> Page:
    """Logged in as the receptionist, with a day that has every kind of visit."""
    user = UserFactory(username="onthaal", groups=["Receptie"])
    user.set_password("onthaal-test")
    user.save()
    for hour, status in ((9, AppointmentStatus.BOOKED), (10, AppointmentStatus.ARRIVED)):
        AppointmentFactory(
            practitioner=practice_with_room.practitioner,
            starts_at=practice_with_room.at(hour),
            status=status,
        )
    page.goto("/beheer/login/")
    page.locator("[name=username]").fill("onthaal")
    page.locator("[name=password]").fill("onthaal-test")
    page.locator("[type=submit]").click()
    page.wait_for_url("**/beheer/agenda/")
    return page


def test_the_agenda_is_accessible(
    at_the_desk: Page, practice_with_room: OpenPractice, assert_accessible: Check
) -> None:
    day = practice_with_room.slot.starts_at.date()

    at_the_desk.goto(f"/beheer/agenda/?dag={day}")

    expect(at_the_desk.get_by_role("region", name="Noor Tester")).to_be_visible()
    assert_accessible(at_the_desk)


def test_the_desk_checks_in_and_books_by_phone(
    at_the_desk: Page, practice_with_room: OpenPractice
) -> None:
    page = at_the_desk
    AppointmentFactory(starts_at=timezone.now())
    page.goto("/beheer/agenda/")

    page.locator(".agenda-verb--check_in").click()
    expect(page.locator(".agenda-visit__arrived")).to_be_visible()

    page.goto(f"/beheer/agenda/?dag={practice_with_room.slot.starts_at.date()}")
    page.get_by_role("link", name="11.00 u vrij").click()
    page.get_by_label("Behandeling").select_option(label="Intake rug (30 minuten)")
    page.wait_for_load_state("networkidle")  # a treatment brings its own length into the form
    page.get_by_role("textbox", name="Naam").fill("Jos Voorbeeld")
    page.get_by_role("textbox", name="Telefoon").fill("0471 65 43 21")
    page.get_by_role("button", name="Boek", exact=True).click()

    expect(page.get_by_role("link", name="Jos Voorbeeld")).to_be_visible()
