"""A link beside words is told by its line, not by its colour alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.factories.booking import AppointmentFactory, PatientFactory, WaitlistEntryFactory

pytestmark = pytest.mark.django_db(transaction=True)
# Links in a line of text, as somebody sees them who sees no colours. Buttons have a frame.
WITHOUT_A_LINE = """() => [...document.querySelectorAll('main :is(p, li, dd, td) > a:not([class])')]
    .filter(link => link.innerText.trim())
    .map(link => [link.innerText.trim(), getComputedStyle(link).textDecorationLine])"""


@pytest.fixture
def addresses() -> list[str]:
    anna, double = PatientFactory(name="Anna Peeters"), PatientFactory(name="Ana Peeters")
    visit = AppointmentFactory(patient=anna)
    WaitlistEntryFactory(patient=double)
    return [
        reverse("patienten:visits", args=[anna.pk]),
        reverse("patienten:doubles"),
        reverse("agenda:visit", args=[visit.pk]),
        reverse("wachtlijst:index"),
        reverse("feestdagen:index"),
    ]


def test_links_in_lines_of_text_are_underlined(editor: Page, addresses: list[str]) -> None:
    found = []
    for address in addresses:
        editor.goto(address)
        found += editor.evaluate(WITHOUT_A_LINE)

    assert "Vergelijk" in {text for text, _line in found}
    assert [text for text, line in found if line != "underline"] == []
