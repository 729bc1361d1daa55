"""A text that is too long is never cut without a word: it is refused whole, and stays typed."""

import re
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from wagtail.admin.widgets import AdminAutoHeightTextInput

from references.models import Reference
from tests.booking.support.pressing import buttons, words_of
from tests.factories.blog import BlogIndexPageFactory
from tests.factories.references import ReferenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

SCREENS = {
    "a visit": "/beheer/agenda/boeken/",
    "a series": "/beheer/agenda/reeks/",
    "a patient": "/beheer/patienten/new/",
    "a therapist": "/beheer/kinesitherapeuten/new/",
    "the practice": "/beheer/settings/kinesite/practicesettings/",
    "a source": "/beheer/snippets/references/reference/add/",
    "an article": "/beheer/pages/add/blog/blogpostpage/{index}/",
    "a login": "/beheer/users/new/",
    "a redirect": "/beheer/redirects/add/",
    "the own login": "/beheer/account/",
}


@pytest.fixture
def head(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("widget", [forms.TextInput, forms.Textarea, AdminAutoHeightTextInput])
def test_no_field_lets_a_browser_cut_what_is_pasted(widget: type[forms.Widget]) -> None:
    field = forms.CharField(max_length=10, widget=widget)

    drawn = field.get_bound_field(forms.Form(), "text").as_widget()

    assert field.widget.attrs["maxlength"] == "10"
    assert "maxlength" not in drawn
    assert 'name="text"' in drawn


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_of_staff_lets_a_browser_cut_what_is_pasted(head: Client, screen: str) -> None:
    page = head.get(SCREENS[screen].format(index=BlogIndexPageFactory().pk), follow=True)

    assert page.status_code == 200
    assert re.findall(r"(?i)<(?:input|textarea)[^>]*maxlength[^>]*>", page.content.decode()) == []


def test_a_source_whose_title_is_too_long_is_refused_with_all_of_it(head: Client) -> None:
    source: Any = ReferenceFactory(title="Slaap")
    path = reverse("wagtailsnippets_references_reference:edit", args=[source.pk])
    title = "Slapen en herstellen " * 48

    page = buttons(head.get(path), path)[0].press(head, title=title)

    assert "Dit mag hoogstens 1000 tekens lang zijn; nu zijn het er 1007." in words_of(page)
    assert page.context["form"]["title"].value() == title
    assert Reference.objects.get().title == source.title
