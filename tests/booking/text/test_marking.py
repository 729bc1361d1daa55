"""What somebody typed is marked in what it found, however either is spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.text.marking import marked_pieces


@pytest.mark.parametrize(
    ("text", "parts", "marked"),
    [
        ("Elke Vandamme", ["vandam"], ["Vandam"]),
        ("Luk Van Damme", ["vandam"], ["Van Dam"]),
        ("Peeters Anna", ["anna", "pee"], ["Pee", "Anna"]),
        ("José D'Hondt", ["jose", "dhondt"], ["José", "D'Hondt"]),
        ("Anna Nap", ["na"], ["Na"]),
        ("0470 11 22 33", ["4701122"], ["470 11 22"]),
        ("elke.vandamme@voorbeeld.be", ["vandam"], ["vandam"]),
        ("مريم العلي", ["مريم"], ["مريم"]),
        ("Anna", ["peeters", ""], []),
        ("", ["anna"], []),
    ],
)
def test_the_part_that_was_typed_is_marked(text: str, parts: list[str], marked: list[str]) -> None:
    assert [piece for piece, is_marked in marked_pieces(text, parts) if is_marked] == marked


@given(st.text(max_size=40), st.lists(st.text(max_size=5), max_size=3))
def test_the_pieces_are_the_text(text: str, parts: list[str]) -> None:
    assert "".join(piece for piece, _marked in marked_pieces(text, parts)) == text
