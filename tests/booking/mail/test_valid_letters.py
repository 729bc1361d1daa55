"""The HTML of letters by the W3C's checker."""

from pathlib import Path

import pytest
from django.utils import translation

from booking.choices import LetterKind
from booking.emails.compose import write_letter
from booking.emails.letters import sample_of
from kinesite.models import PracticeSettings
from tests.factories.booking import NOW
from tests.html_checker import faults_in_html

# What the checker regrets and Outlook needs: attributes of tables, and a style of its own.
FOR_OUTLOOK = ("obsolete. Use CSS instead.", "CSS: “mso-")


@pytest.mark.slow
@pytest.mark.django_db
def test_the_html_of_each_letter_is_valid(tmp_path: Path) -> None:
    PracticeSettings.objects.update_or_create(defaults={"phone": "+3251001400"})
    letters = {}
    for kind in LetterKind:
        with translation.override("fr"):
            letters[str(kind)] = write_letter(kind, sample_of(kind, now=NOW), None).as_html()

    faults = faults_in_html(letters, tmp_path)

    assert [one for one in faults if not any(wanted in one for wanted in FOR_OUTLOOK)] == []
