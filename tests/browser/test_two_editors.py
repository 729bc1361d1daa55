"""Two editors with one page open: the second reads that the first saved, and can go on."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Locator, Page, Request, expect

from blog.models import BlogPostPage
from tests.factories.blog import BlogPostPageFactory
from tests.factories.kinesite import StandardPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

# The second press comes before the answer to the first. A window shuts its button by itself, soon.
PRESS_TWICE = """(button, where) => {
    const again = new MouseEvent("click", { bubbles: true, cancelable: true, detail: 2 });
    button.click();
    if (where === "window") button.dispatchEvent(again);
    else setTimeout(() => button.dispatchEvent(again), 10);
}"""


@pytest.fixture
def writing(colleague: Page) -> Page:
    """The page of Lien, who is an editor here."""
    User.objects.get(first_name="Lien").groups.add(Group.objects.get(name="Redactie"))
    return colleague


@pytest.fixture
def article(db: None) -> BlogPostPage:
    made: BlogPostPage = BlogPostPageFactory(title="Rugpijn")
    made.save_revision()
    return made


def save(page: Page) -> None:
    page.get_by_role("button", name="Bewaar concept").click()


def draft_of(page: Any) -> str:
    title: str = type(page).objects.get(pk=page.pk).get_latest_revision_as_object().title
    return title


def decides(request: Request) -> bool:
    return request.method == "POST" and "/editing-sessions/" not in request.url


def title(page: Page) -> Locator:
    return page.locator("#page-edit-form #id_title")


def test_a_draft_of_a_colleague_is_not_overwritten_between_two_looks_of_wagtail(
    editor: Page, writing: Page, article: BlogPostPage, settings: Any
) -> None:
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 600_000
    for page in (editor, writing):
        page.goto(f"/beheer/pages/{article.pk}/edit/")
    title(writing).fill("Rugpijn van Lien")
    save(writing)
    expect(writing.get_by_text("is gewijzigd.")).to_be_visible()
    title(editor).fill("Rugpijn van mij")

    save(editor)

    told = editor.get_by_text("Er is niets bewaard: er is intussen een nieuwere versie")
    expect(told).to_contain_text("bewaard door Lien op")
    expect(title(editor)).to_have_value("Rugpijn van mij")
    assert draft_of(article) == "Rugpijn van Lien"
    with editor.expect_popup() as opened:
        editor.get_by_role("link", name="Bekijk wat er veranderde").click()
    expect(opened.value.get_by_text("van Lien").first).to_be_visible()
    # By now Wagtail asks as well.
    save(editor)
    editor.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]").click()
    expect(editor.get_by_text("is gewijzigd.")).to_be_visible()
    assert draft_of(article) == "Rugpijn van mij"


def test_whom_the_dialog_told_saves_with_its_button_at_once(
    editor: Page, writing: Page, article: BlogPostPage, settings: Any
) -> None:
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 500
    for page in (editor, writing):
        page.goto(f"/beheer/pages/{article.pk}/edit/")
    title(writing).fill("Rugpijn van Lien")
    save(writing)
    title(editor).fill("Rugpijn van mij")
    expect(editor.get_by_text("Lien heeft een nieuwere versie opgeslagen").first).to_be_attached()

    save(editor)
    editor.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]").click()

    expect(editor.get_by_text("is gewijzigd.")).to_be_visible()
    assert draft_of(article) == "Rugpijn van mij"


def test_an_editor_approves_what_the_page_saved_by_itself_while_typing(
    editor: Page, settings: Any
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500
    text = StandardPageFactory(title="Zomeruren", live=False)
    text.save_revision()
    writer = UserFactory(groups=["Redactie"])
    text.get_workflow().start(text, writer)
    editor.goto(f"/beheer/pages/{text.pk}/edit/")
    editor.wait_for_timeout(4_000)  # what is typed in the first two seconds is no change to Wagtail
    title(editor).fill("Uren in de zomer")
    expect(editor.get_by_text("Opgeslagen", exact=True)).to_be_visible()

    editor.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").click()
    editor.get_by_role("button", name="Goedkeuren en publiceren").click()

    expect(editor.get_by_text("is goedgekeurd en gepubliceerd")).to_be_visible()
    text.refresh_from_db()
    assert (text.title, text.live) == ("Uren in de zomer", True)


@pytest.mark.parametrize("saves_itself", [False, True])
def test_who_types_in_a_page_that_is_deleted_hears_it_and_gets_the_text_back(
    editor: Page, article: BlogPostPage, settings: Any, faults: list[str], saves_itself: bool
) -> None:
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 600_000 if saves_itself else 500
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500 if saves_itself else 0
    editor.goto(f"/beheer/pages/{article.pk}/edit/")
    editor.wait_for_timeout(4_000)  # what is typed in the first two seconds is no change to Wagtail
    article.delete(user=UserFactory(first_name="Kim", is_superuser=True))

    title(editor).fill("Wat ik typte")

    told = editor.locator(".messages .error")
    expect(told).to_contain_text("Deze pagina is er niet meer. Ze is verwijderd door Kim.")
    expect(editor.get_by_text("serverfout")).to_have_count(0)
    save(editor)
    expect(editor.get_by_text("Dit had je getypt.")).to_be_visible()
    expect(editor.get_by_text("Wat ik typte")).to_be_visible()
    assert all("404" in fault for fault in faults)  # the answers to what saves itself, and to us
    faults.clear()


@pytest.mark.parametrize("where", ["page", "window", "home"])
def test_who_presses_twice_is_not_told_that_nothing_happened(editor: Page, where: str) -> None:
    text = StandardPageFactory(title="Zomeruren", live=False)
    text.save_revision()
    text.get_workflow().start(text, UserFactory(groups=["Redactie"]))
    sent: list[str] = []
    editor.on("request", lambda one: sent.append(one.url) if decides(one) else None)
    told = "is teruggestuurd" if where == "window" else "is goedgekeurd en gepubliceerd"
    editor.goto("/beheer/" if where == "home" else f"/beheer/pages/{text.pk}/edit/")

    if where == "home":
        editor.get_by_role("button", name="Acties").first.click()
        button = editor.get_by_role("button", name="Goedkeuren", exact=True)
    else:
        editor.locator("footer [data-w-dropdown-target=toggle]").click()
        name = "Wijzigingsverzoek" if where == "window" else "Goedkeuren en publiceren"
        button = editor.get_by_role("button", name=name, exact=True)
        if where == "window":
            button.click()
            button = editor.locator(".modal-body").get_by_role("button", name=name)
    button.evaluate(PRESS_TWICE, where)

    expect(editor.get_by_text(told)).to_be_visible()
    expect(editor.get_by_text("Er is niets gebeurd")).to_have_count(0)
    assert len(sent) == len(set(sent))
