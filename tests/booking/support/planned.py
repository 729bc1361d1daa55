"""The plan of a series on the agenda, and a press of one of its buttons."""

from typing import Any

from django.test import Client

from booking.reception.forms.patient import PatientForm
from booking.reception.presenters.series_plan import Planned
from tests.booking.support.weekly import proposed
from tests.site.pages import names_of_fields

SCREEN = "/beheer/agenda/reeks/"


def fields(page: Any) -> dict[str, Any]:
    """Fields of the form of the plan, as a browser sends them."""
    context, form = page.context, page.context["form"]
    wish = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    chosen = dict(zip((one.name for one in context["proposals"]), proposed(page), strict=True))
    details = {name: context["patient"][name].value() or "" for name in PatientForm.base_fields}
    return {**wish, **dict(context["carried"]), **chosen, **details} | (
        {"getoond": context["planned_for"]} if context["planned_for"] else {}
    )


def press(desk: Client, page: Any, **button: str) -> Any:
    sent = fields(page)
    assert set(sent) <= names_of_fields(page)
    return desk.post(SCREEN, sent | button, follow=True)


def others(page: Any) -> dict[str, str]:
    """Starts that light up on the grid, with what their buttons send."""
    columns = page.context["agenda"].columns
    pieces = [piece for column in columns for piece in column.pieces if isinstance(piece, Planned)]
    return {one.clock: one.value for one in pieces if not one.is_chosen}
