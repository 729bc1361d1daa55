"""Days, hours and the practice's own texts, in each language."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import deactivate_all, override

from booking.models import Treatment
from booking.text.formats import (
    day_of_year_text,
    day_text,
    euro_text,
    length_text,
    phone_text,
    short_day_text,
    time_text,
    typed_phone_text,
)
from booking.text.translated import known_language, translated


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "dinsdag 12 januari 2027, 9.05\xa0u"),
        ("fr", "mardi 12 janvier 2027, 9\u00a0h\u00a005"),
        ("en", "Tuesday 12 January 2027, 9:05"),
    ],
)
def test_a_moment_is_said_on_the_clinics_clock_in_the_language(language: str, text: str) -> None:
    moment = datetime(2027, 1, 12, 8, 5, tzinfo=UTC)

    with override(language):
        assert f"{day_text(moment)}, {time_text(moment)}" == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("nl", "dinsdag 1 juni"), ("fr", "mardi 1er juin"), ("en", "Tuesday 1 June")],
)
def test_french_counts_the_first_of_a_month(language: str, text: str) -> None:
    with override(language):
        assert day_of_year_text(date(2027, 6, 1)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("nl", "di 1 dec"), ("fr", "mar 1er déc."), ("en", "Tue 1 Dec.")],
)
def test_a_day_in_a_list_on_a_telephone_is_short(language: str, text: str) -> None:
    with override(language):
        assert short_day_text(datetime(2026, 12, 1, 8, tzinfo=UTC)) == text


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "45 minuten"), ("fr", "45 minutes"), ("en", "45 minutes")]
)
def test_a_length_is_said_in_minutes(language: str, text: str) -> None:
    with override(language):
        assert length_text(timedelta(minutes=45)) == text


@pytest.mark.parametrize(("language", "name"), [("nl", "Rug"), ("fr", "Dos"), ("en", "Rug")])
def test_a_text_of_the_practice_is_dutch_where_it_has_no_other(language: str, name: str) -> None:
    treatment = Treatment(name="Rug", name_fr="Dos", name_en="")

    with override(language):
        assert translated(treatment, "name") == name


def test_a_text_of_the_practice_is_dutch_outside_any_language() -> None:
    treatment = Treatment(name="Rug", name_fr="Dos")

    with override(None):
        deactivate_all()
        assert translated(treatment, "name") == "Rug"


def test_a_text_that_has_no_column_in_the_language_is_a_mistake() -> None:
    with override("fr"), pytest.raises(AttributeError, match="slug_fr"):
        translated(Treatment(slug="rug"), "slug")


@pytest.mark.parametrize(
    ("stored", "spoken"), [("fr", "fr"), ("en", "en"), ("", "nl"), ("xx", "nl"), ("fr-be", "nl")]
)
def test_a_language_that_the_site_does_not_speak_counts_as_dutch(stored: str, spoken: str) -> None:
    assert known_language(stored) == spoken


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_an_hour_an_amount_and_a_number_stay_on_one_line(language: str) -> None:
    with override(language):
        together = [
            time_text(datetime(2027, 1, 12, 8, 30, tzinfo=UTC)),
            time_text(datetime(2027, 1, 12, 8, tzinfo=UTC)),
            euro_text(Decimal("30.50")),
            phone_text("+32470112233"),
            phone_text("+31612345678"),
        ]

    assert [text for text in together if not text or " " in text] == []


def test_a_number_in_a_field_is_spaced_as_somebody_types_it() -> None:
    assert typed_phone_text("+32470112233") == "0470 11 22 33"
