"""Two editors who have one article open: what their forms send."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from blog.models import BlogPostPage
from tests.blog.test_article_editing import form_data
from tests.factories.blog import BlogPostPageFactory
from tests.factories.users import UserFactory

# As a browser sends it: a block keeps its id from one press to the next.
TYPED = form_data(slug="rugpijn") | {f"body-{index}-id": str(uuid4()) for index in (0, 1)}


def editor_called(name: str) -> Client:
    browser = Client()
    browser.force_login(UserFactory(first_name=name, groups=["Redactie"]))
    return browser


@pytest.fixture
def ward(db: None) -> Client:
    return editor_called("Ward")


@pytest.fixture
def lien(db: None) -> Client:
    return editor_called("Lien")


@pytest.fixture
def article(db: None) -> BlogPostPage:
    page = BlogPostPageFactory(title="Rugpijn", slug="rugpijn")
    page.save_revision()
    return page


@dataclass
class OpenForm:
    """The form of an article as somebody has it before them."""

    browser: Client
    page: BlogPostPage
    address: str = ""
    hidden: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.address = self.address or reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        self.read(self.browser.get(self.address))

    def read(self, screen: HttpResponse) -> None:
        """Take over the hidden fields of the form and the address to which it goes."""
        [form] = BeautifulSoup(screen.content, "html.parser").find_all("form", id="page-edit-form")
        self.address = str(form["action"])
        self.hidden = {
            str(one["name"]): str(one.get("value", ""))
            for one in form.find_all("input", type="hidden")
            if "revision" in str(one.get("name", ""))
        }

    def sent(self, title: str, **pressed: str) -> dict[str, Any]:
        """All that the form sends with this title and the button that is pressed."""
        return TYPED | {"title": title, "author": self.page.author.pk} | self.hidden | pressed

    def save(self, title: str, *, by_itself: bool = False, **pressed: str) -> HttpResponse:
        """Save the form with this title; if it is shown again, that is now the form."""
        sent = self.sent(title, **pressed)
        accept: Any = {"accept": "application/json"} if by_itself else {}
        answer: HttpResponse = self.browser.post(self.address, sent, headers=accept)
        if answer.status_code == 200 and not by_itself:
            self.read(answer)
        return answer


def draft_of(page: BlogPostPage) -> str:
    """The title of the draft as it is stored."""
    title: str = BlogPostPage.objects.get(pk=page.pk).get_latest_revision_as_object().title
    return title
