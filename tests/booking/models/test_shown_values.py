"""What the news and the history show of a value: of a long text the place where it differs."""

import pytest

from booking.models import Patient
from booking.models.shown import LONGEST_SHOWN, news_of, shown_value

NOTE = Patient._meta.get_field("note")
LONG = "Komt met de rolstoel en belt aan de zijdeur, want de voordeur is te smal. " * 3


def shown(note: str, other: str) -> str:
    return shown_value(Patient(note=note), NOTE, Patient(note=other))


@pytest.mark.parametrize(
    ("note", "other", "word"),
    [
        (f"{LONG}Bel haar zoon.", f"{LONG}Bel haar dochter.", "zoon"),
        (f"{LONG}Bel haar zoon. {LONG}", f"{LONG}Bel haar dochter. {LONG}", "zoon"),
        (f"Bel haar zoon. {LONG}", f"Bel haar dochter. {LONG}", "zoon"),
        (LONG.strip(), f"{LONG}Bel haar dochter.", "te smal."),
    ],
)
def test_of_a_long_text_the_place_is_shown_where_it_differs(
    note: str, other: str, word: str
) -> None:
    assert word in shown(note, other)
    assert len(shown(note, other)) <= LONGEST_SHOWN + 1


def test_a_short_text_is_shown_whole() -> None:
    assert shown("Bel haar zoon.", "Bel haar dochter.") == "Bel haar zoon."
    assert shown("", "Bel haar dochter.") == "leeg"


@pytest.mark.django_db
def test_the_news_of_a_conflict_has_the_word_that_a_colleague_changed() -> None:
    stored, typed = Patient(note=f"{LONG}Bel haar zoon."), Patient(note=f"{LONG}Bel haar dochter.")

    assert "haar zoon." in news_of(stored, ["note"], "", typed)
