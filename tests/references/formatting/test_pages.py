import pytest

from references.formatting.pages import are_several, full_pages, is_article_number, short_pages


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("775-787", "775-87"),
        ("213–219", "213-9"),
        ("362-5", "362-5"),
        ("99-107", "99-107"),
        ("e12-e19", "e12-9"),
        ("S1-S9", "S1-9"),
        ("120-120", "120"),
        ("e15723", "e15723"),
        ("12, 14-15", "12, 14-15"),
    ],
)
def test_pages_are_shortened_as_pubmed_does(given, printed):
    assert short_pages(given) == printed


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("362-5", "362–365"),
        ("362-65", "362–365"),
        ("775–787", "775–787"),
        ("1199-202", "1199–1202"),
        ("99-107", "99–107"),
        ("e12-9", "e12–e19"),
        ("S1-S9", "S1–S9"),
        ("120-120", "120"),
        ("12,14-5", "12, 14–15"),
        ("365-2", "365–2"),
        ("1140.e1-1140.e22", "1140.e1–1140.e22"),
        ("xii - xv", "xii–xv"),
        ("e15723", "e15723"),
        ("", ""),
    ],
)
def test_pages_are_written_in_full(given, printed):
    assert full_pages(given) == printed


@pytest.mark.parametrize(
    ("given", "is_one"),
    [("e15723", True), ("740200", True), ("CD012345", True), ("213", False), ("12-19", False)],
)
def test_the_number_of_an_article_is_no_page(given, is_one):
    assert is_article_number(given) == is_one


@pytest.mark.parametrize(
    ("given", "several"), [("12", False), ("12–19", True), ("12, 14", True), ("xii", False)]
)
def test_more_pages_than_one(given, several):
    assert are_several(given) == several
