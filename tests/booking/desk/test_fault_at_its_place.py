"""What contradicts itself in a form of the desk is said at the field that is to be mended."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.booking.support.desk_rows import DESK_ROWS
from tests.booking.support.pressing import buttons

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "typed", "field", "told"),
    [
        ("werkroosters", {"closes": "06:00"}, "closes", "Het einde moet na het begin komen."),
        (
            "werkroosters",
            {"valid_until": "01/01/2020"},
            "valid_until",
            "De laatste dag mag niet voor de eerste komen.",
        ),
        (
            "beschikbaarheid",
            {"ends_at": "12/01/2027 01:00"},
            "ends_at",
            "Het einde moet na het begin komen.",
        ),
        (
            "beschikbaarheid",
            {"ends_at": "20/01/2027 01:00"},
            "ends_at",
            "Dat is langer dan een dag.",
        ),
        (
            "afwezigheden",
            {"ends_at": "01/01/2020 01:00"},
            "ends_at",
            "Het einde moet na het begin komen.",
        ),
        (
            "tarieven",
            {"total": "99,00"},
            "total",
            "Terugbetaling, remgeld en supplement moeten samen het totaal zijn.",
        ),
    ],
)
def test_a_contradiction_is_told_at_one_field_and_what_was_typed_stays(
    desk: Client, name: str, typed: dict[str, Any], field: str, told: str
) -> None:
    row = DESK_ROWS[name].make()
    address = reverse(f"{name}:edit", args=[row.pk])

    page: Any = buttons(desk.get(address), address)[0].press(desk, **typed)

    form = page.context["form"]
    assert form.errors == {field: [told]}
    assert form[field].value() == typed[field]
