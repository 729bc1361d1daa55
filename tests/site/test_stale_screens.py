"""Screens of Wagtail beside its lists: what a colleague did since is told, and not undone."""

import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogPostPage
from references.models import Reference
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.references import ReferenceFactory
from tests.site.asking import head
from tests.site.editing_pages import article, lien, ward
from tests.site.test_controls import addresses_that_take_a_post

__all__ = ["article", "lien", "ward"]
pytestmark = pytest.mark.django_db


def first_button(browser: Client, address: str) -> Button:
    return buttons(browser.get(address), address)[0]


def privacy(browser: Client, page: Page) -> Button:
    """The button in the window in which somebody says who may see a page."""
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    return window(browser.get(address).content, address)


def window(content: bytes, address: str) -> Button:
    html = BeautifulSoup(json.loads(content)["html"], "html.parser")
    fields = html.find_all("input", type=["hidden", "radio"])
    ticked = [one for one in fields if one["type"] == "hidden" or one.has_attr("checked")]
    return Button(address, {str(one["name"]): one.get("value", "") for one in ticked})


def test_a_redirect_that_a_colleague_changed_is_neither_overwritten_nor_deleted_unseen() -> None:
    ward, lien = head("Ward"), head("Lien")
    row = Redirect.add_redirect("/oud", "https://kine.example/afspraak/")
    edit = reverse("wagtailredirects:edit", args=[row.pk])
    old = first_button(ward, edit)
    deletes = first_button(ward, reverse("wagtailredirects:delete", args=[row.pk]))
    first_button(lien, edit).press(lien, redirect_link="https://kine.example/tarieven/")

    for button in (old, deletes):
        refused = words_of(button.press(ward, redirect_link="https://kine.example/"))
        assert "Dit is intussen gewijzigd, door Lien:" in refused
    assert Redirect.objects.get().redirect_link == "https://kine.example/tarieven/"


def test_who_may_see_a_page_is_not_overwritten_unseen(
    ward: Client, lien: Client, article: BlogPostPage
) -> None:
    old = privacy(ward, article)
    privacy(lien, article).press(lien, restriction_type="login")

    refused = old.press(ward, restriction_type="password", password="zwaluw")

    shown = json.loads(refused.content)
    assert "Er is niets bewaard: dit is intussen gewijzigd, door Lien." in shown["html"]
    again = window(refused.content, old.address)
    assert again.data["restriction_type"] == "login"
    assert PageViewRestriction.objects.get().restriction_type == "login"
    again.press(ward, restriction_type="none")
    assert not PageViewRestriction.objects.exists()


def test_a_plan_that_is_gone_is_not_said_to_be_taken_back(
    ward: Client, article: BlogPostPage
) -> None:
    planned = article.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    address = reverse("wagtailadmin_pages:revisions_unschedule", args=[article.pk, planned.pk])
    old = first_button(ward, address)
    planned.publish()

    told = words_of(old.press(ward))

    assert "Er is niets gebeurd: deze versie is niet meer gepland. Ze staat al online." in told
    assert "niet langer gepland" not in told


def test_nothing_is_taken_over_into_a_source_that_a_colleague_changed(
    ward: Client, lien: Client
) -> None:
    source = ReferenceFactory(csl__title="Sleep", registry={"title": "Sleep and wounds"})
    check = reverse("references_check", args=[source.pk])
    old = first_button(ward, check)
    edit = reverse("wagtailsnippets_references_reference:edit", args=[source.pk])
    first_button(lien, edit).press(lien, title="Slaap en wonden")

    refused = old.press(ward, take_over="1", variable=["title"])

    assert "Er is niets gebeurd. Intussen: “" in words_of(refused)
    assert Reference.objects.get().csl["title"] == "Slaap en wonden"
    again = buttons(refused, check)[0]
    assert again.data["variable"] == ["title"]
    again.press(ward, take_over="1")
    assert Reference.objects.get().csl["title"] == "Sleep and wounds"


# Where a colleague's work could be lost. Forms of the desk, of sources and of logins are in
# tests/booking/desk/test_stale_everywhere.py.
COMPARED = """
    pages:edit pages:revisions_revert pages:delete pages:unpublish pages:move_confirm
    pages:workflow_action pages:collect_workflow_action_data pages:revisions_unschedule
    pages:set_privacy pages:set_page_position images:edit images:delete docs:edit docs:delete
    redirects:edit redirects:delete bulk_action
"""
# They make a row; of what somebody uploads, that person fills in the details at once.
MAKE_A_ROW = """
    pages:add pages:copy images:add images:add_multiple images:edit_multiple
    images:delete_multiple docs:add docs:add_multiple docs:edit_multiple docs:delete_multiple
    images_chooser:create docs_chooser:create redirects:add embeds:chooser_upload
"""
# The button says where it leads, and twice is as good as once. An account is its owner's alone.
TAKE_NOTHING_AWAY = """
    pages:lock pages:unlock account login logout password_reset password_reset_confirm
"""
STORE_NOTHING = """
    pages:move pages:choose_parent pages:add_subpage pages:preview_on_add pages:preview_on_edit
    pages:view_draft pages:revisions_index pages:confirm_workflow_cancellation images:preview
    pages:type_use pages:type_use_results explore explore_results
    images_chooser:select_format embeds:chooser choose_page_anchor_link choose_page_email_link
    choose_page_external_link choose_page_phone_link editing_sessions:ping
    editing_sessions:release sprite tag_autocomplete tag_autocomplete_model
    tag_model_autocomplete javascript_catalog docs_serve serve
    docs_authenticate_with_password core_authenticate_with_password core_login
"""
ELSEWHERE = ("wagtailsettings:", "wagtailsnippets_", "wagtailsnippetchoosers_", "wagtailusers_")


def test_every_screen_of_wagtail_compares_what_it_showed_or_has_a_reason_not_to() -> None:
    known = {*COMPARED.split(), *MAKE_A_ROW.split(), *TAKE_NOTHING_AWAY.split()}
    known |= set(STORE_NOTHING.split())
    posted = {
        re.sub("^wagtail(?:admin)?_?", "", name)
        for name in addresses_that_take_a_post()
        if name.startswith("wagtail") and not name.startswith(ELSEWHERE)
    }

    assert posted - known == set()
