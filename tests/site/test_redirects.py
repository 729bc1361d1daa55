"""Redirects: what may be typed, and that no visitor is led round in a circle or to nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from blog.models import BlogPostPage
from tests.factories.blog import BlogPostPageFactory
from tests.site.pages import names_of_fields

pytestmark = pytest.mark.django_db

ADD = "/beheer/redirects/add/"
HERE = "http://localhost:8000"


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.SITE_URL = HERE


def type_in(client: Client, path: str, link: str = "", page: Any = "") -> list[str]:
    """What the form says to a redirect that is typed; nothing when it is kept."""
    typed = {"old_path": path, "redirect_link": link, "redirect_page": page}
    answer = client.post(ADD, typed | {"is_permanent": "on"})
    if answer.status_code == 302:
        return []
    return [one for errors in answer.context["form"].errors.values() for one in errors]


def led(address: str) -> tuple[int, str]:
    answer = Client().get(address)
    return answer.status_code, answer.headers.get("Location", "")


def renamed(page: BlogPostPage, slug: str, on_commit: Any) -> None:
    page.slug = slug
    with on_commit(execute=True):
        page.save_revision().publish()


def test_a_redirect_leads_from_an_old_address_with_or_without_slash_and_query(
    admin_client: Client,
) -> None:
    page = BlogPostPageFactory()

    assert type_in(admin_client, "oude-site/rug.html", page=page.pk) == []

    for asked in ("/oude-site/rug.html", "/oude-site/rug.html?utm_source=brief"):
        assert led(asked) == (301, page.url)


@pytest.mark.parametrize(
    ("path", "link", "told"),
    [
        ("/weg", "", "Kies een pagina of typ een adres."),
        ("/weg", f"{HERE}/weg/", "Bezoekers zouden daar geen pagina vinden."),
        ("/weg", f"{HERE}/nergens/", "Bezoekers zouden daar geen pagina vinden."),
        ("/weg", f"{HERE}/eerder", "Bezoekers zouden daar geen pagina vinden."),
        (
            "/afspraak",
            "https://kine.example/",
            "Op dit adres staat een pagina. Bezoekers zien die.",
        ),
        ("/", "https://kine.example/", "Op dit adres staat een pagina. Bezoekers zien die."),
        ("/eerder/", "https://kine.example/", "Er is al een doorverwijzing voor dit pad."),
    ],
)
def test_a_redirect_that_would_do_nothing_is_refused(
    admin_client: Client, path: str, link: str, told: str
) -> None:
    Redirect.add_redirect("/eerder", f"{HERE}/weg")

    assert type_in(admin_client, path, link) == [told]


def test_a_redirect_has_one_place_to_lead_to(admin_client: Client) -> None:
    page = BlogPostPageFactory()

    said = type_in(admin_client, "/weg", "https://kine.example/", page.pk)

    assert said == ["Kies een pagina of typ een adres, niet allebei."]


def test_one_redirect_may_lead_to_another_that_ends_at_a_page(admin_client: Client) -> None:
    page = BlogPostPageFactory()
    type_in(admin_client, "/kort", page=page.pk)

    assert type_in(admin_client, "/nog-korter", f"{HERE}/kort") == []
    assert led("/nog-korter") == (301, f"{HERE}/kort")


def test_a_page_that_got_its_first_address_back_leads_nowhere_once_it_is_offline(
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = BlogPostPageFactory(slug="eerst")
    first = page.url
    renamed(page, "daarna", django_capture_on_commit_callbacks)
    second = BlogPostPage.objects.get(pk=page.pk).url
    assert led(first) == (301, second)

    renamed(page, "eerst", django_capture_on_commit_callbacks)
    assert led(second) == (301, first)

    BlogPostPage.objects.get(pk=page.pk).unpublish()
    assert [led(first), led(second)] == [(404, ""), (404, "")]


def test_the_one_site_is_no_field_and_no_column(admin_client: Client) -> None:
    BlogPostPageFactory()
    Redirect.add_redirect("/weg", "https://kine.example/")

    form, shown = admin_client.get(ADD), admin_client.get(reverse("wagtailredirects:index"))
    file = admin_client.get(reverse("wagtailredirects:index"), {"export": "csv"})

    assert "site" not in names_of_fields(form) | names_of_fields(shown)
    assert b"".join(file.streaming_content).decode().splitlines() == [
        "Van,Naar,Soort",
        "/weg,https://kine.example/,permanent",
    ]
