"""Each button with a moment, on whichever page a patient comes to, keeps that moment."""

import pytest
from django.db import transaction

from tests.booking.support.patient_pages import PAGES, Visitor, visitor
from tests.booking.support.pressing import buttons

__all__ = ["visitor"]

pytestmark = pytest.mark.django_db


def test_every_moment_on_every_page_can_be_had(visitor: Visitor) -> None:
    pressed = {}
    for name, open_page in PAGES.items():
        with transaction.atomic():
            page = open_page(visitor)
            address = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
            moments = [one for one in buttons(page, address) if "moment" in one.data]
            for button in moments:
                with transaction.atomic():
                    answer = visitor.client.post(button.address, button.data)
                    assert (name, answer.status_code) == (name, 302)
                    transaction.set_rollback(True)
            pressed[name] = len(moments)
            transaction.set_rollback(True)

    found = {name for name, count in pressed.items() if count}
    assert found >= {"the days", "just taken", "move to", "to the waiting list"}
