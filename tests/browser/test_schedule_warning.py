"""Staff see that nothing happens by itself any more, and can still work."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinesite.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_warning_stands_above_the_screen_and_in_nobodys_way(
    any_screen: Page, editor: Page, assert_accessible: Callable[[Page], None]
) -> None:
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(hours=3))
    editor.goto("/beheer/agenda/")

    warning = editor.get_by_role("alert").filter(has_text="gebeurt er niets meer vanzelf")
    expect(warning).to_be_in_viewport()
    assert_accessible(editor)
    editor.goto("/beheer/agenda/boeken/")
    expect(editor.get_by_role("heading", name="Boek per telefoon")).to_be_visible()
    expect(warning).to_be_in_viewport()
