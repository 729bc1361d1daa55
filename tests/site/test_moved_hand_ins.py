"""A page that is moved while it waits for a decision: the decision finds it at its new place."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from kinesite.models import HomePage, StandardPage
from tests.booking.support.pressing import words_of
from tests.factories.users import UserFactory
from tests.site.asking import about
from tests.site.handing_in import bars, client_of

pytestmark = pytest.mark.django_db
FORM = {
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "slug": "uren",
}


@pytest.fixture
def editor() -> User:
    return UserFactory(groups=["Redactie"], first_name="Rita")


@pytest.fixture
def colleague() -> Client:
    return client_of(UserFactory(groups=["Redactie"], first_name="Kim"))


@pytest.fixture
def handed_in() -> StandardPage:
    page = HomePage.objects.get().add_child(instance=StandardPage(title="Uren", live=False))
    page.save_revision()
    page.get_workflow().start(page, UserFactory(groups=["Redactie"]))
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def place() -> Page:
    return HomePage.objects.get().add_child(instance=StandardPage(title="Over", live=True))


def version_shown(browser: Client, edit: str) -> dict[str, str]:
    """The version of the page that its form sends along."""
    html = BeautifulSoup(browser.get(edit).content, "html.parser")
    fields = html.select("#page-edit-form input[type=hidden][name^=loaded_revision]")
    return {str(one["name"]): str(one.get("value", "")) for one in fields}


@pytest.mark.parametrize("door", ["form", "first page"])
def test_a_page_that_was_moved_while_it_waited_is_approved_at_its_new_place(
    editor: User, colleague: Client, handed_in: StandardPage, place: Page, door: str
) -> None:
    state, browser = handed_in.current_workflow_task_state, client_of(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[handed_in.pk])
    shown = version_shown(browser, edit)
    decide = reverse("wagtailadmin_pages:workflow_action", args=[handed_in.pk, "approve", state.pk])
    about(colleague, "move_confirm", handed_in, place.pk).press(colleague)
    assert Page.objects.get(pk=handed_in.pk).get_parent().pk == place.pk

    if door == "form":
        action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        answer = browser.post(edit, FORM | shown | action | {"title": "Uren"}, follow=True)
    else:
        answer = browser.post(decide, {}, follow=True)

    assert ["goedgekeurd en gepubliceerd" in told for told in bars(answer)] == [True]
    page = Page.objects.get(pk=handed_in.pk)
    assert (page.live, page.url_path) == (True, f"{place.url_path}uren/")
    assert words_of(Client().get(page.url)).count("Uren")


def test_what_is_typed_in_a_form_that_was_open_stays_at_the_new_place(
    editor: User, colleague: Client, handed_in: StandardPage, place: Page
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[handed_in.pk])
    browser = client_of(editor)
    shown = version_shown(browser, edit)
    about(colleague, "move_confirm", handed_in, place.pk).press(colleague)

    browser.post(edit, FORM | shown | {"title": "Uren van de zomer"})

    page = Page.objects.get(pk=handed_in.pk)
    assert page.get_parent().pk == place.pk
    assert page.get_latest_revision_as_object().title == "Uren van de zomer"
