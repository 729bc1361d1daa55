"""The window in which an editor plans when a page goes online and offline."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.factories.kinesite import StandardPageFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_calendar_of_a_field_leaves_the_other_field_and_the_button_free(
    any_screen: Page, editor: Page
) -> None:
    planned = StandardPageFactory(title="Zomeruren")
    next_week = timezone.localtime() + timedelta(days=7)

    editor.goto(f"/beheer/pages/{planned.pk}/edit/")
    panel = editor.locator("[data-side-panel-toggle=status]").first
    if panel.get_attribute("aria-expanded") != "true":
        panel.click()
    editor.get_by_role("button", name="Plannen", exact=True).click()
    editor.get_by_label("Gaat online op").click()
    expect(editor.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    editor.get_by_label("Gaat offline op").click()
    editor.get_by_label("Gaat offline op").press_sequentially(f"{next_week:%d/%m/%Y %H:%M}")
    editor.get_by_role("button", name="Planning bewaren").click()

    expect(editor.get_by_role("status").or_(editor.get_by_role("alert")).first).to_be_visible()
    planned.refresh_from_db()
    assert planned.get_latest_revision_as_object().expire_at is not None
