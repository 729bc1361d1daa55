"""A form that is saved without a change says so, and leaves no trace in the history."""

import pytest
from django.db.models import Model
from django.test import Client
from wagtail.models import ModelLogEntry

from tests.booking.support.desk_rows import DESK_ROWS, edit_url
from tests.booking.support.pressing import buttons, words_of
from tests.booking.support.previews import seen
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def changes_of(row: Model) -> int:
    log = ModelLogEntry.objects.for_instance(row)
    return int(log.filter(action="wagtail.edit").count())


@pytest.mark.parametrize("name", DESK_ROWS)
def test_a_form_that_is_saved_as_it_was_is_no_change_in_the_history(
    head: Client, name: str
) -> None:
    row = DESK_ROWS[name].make()
    address = edit_url(name, row)
    form = buttons(head.get(address), address)[0]

    same = form.press(head)

    assert changes_of(row) == 0
    # Saving the line of a roster opens days again that were deleted.
    assert ("Er is niets gewijzigd" in words_of(same)) == (name != "werkroosters")
    seen(head, form.press(head, **DESK_ROWS[name].typed))
    assert changes_of(row) == 1
