"""Two editors with one source or subject open: nobody overwrites or deletes what the other did."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from references.models import Reference, Subject
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.references import SLEEP_CSL, ReferenceFactory, SubjectFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

BOOK = {"editor": [{"family": "Maes", "given": "A."}], "publisher": "Acco"}
# What a colleague types in each field, and how the news words it.
TYPED = {
    "title": ("Slaap en wonden", "Titel is nu Slaap en wonden"),
    "authors": ("Maes, A.\nDe Smet, B.", "Auteurs is nu Maes, A.; De Smet, B."),
    "container_title": ("Sleep", "Tijdschrift, boek of website is nu Sleep"),
    "year": ("2006", "Jaar is nu 2006"),
    "volume": ("15", "Volume is nu 15"),
    "issue": ("4", "Nummer is nu 4"),
    "pages": ("1-9", "Pagina's is nu 1-9"),
    "doi": ("10.1000/1", "DOI is nu 10.1000/1"),
    "pmid": ("123", "PMID is nu 123"),
    "url": ("https://slaap.example/", "Webadres is nu https://slaap.example/"),
    "accessed": ("12/01/2026", "Geraadpleegd op is nu 2026-01-12"),
    "editors": ("Peeters, C.", "Redacteurs van het boek is nu Peeters, C."),
    "edition": ("2", "Druk is nu 2"),
    "publisher": ("", "Uitgever is nu leeg"),
    "publisher_place": ("Leuven", "Plaats van de uitgever is nu Leuven"),
    "finding": ("Slaap helpt.", "Wat deze studie vond is nu Slaap helpt."),
    "study_type": ("cohort", "Soort studie is nu Studie die mensen volgt"),
}


def editor(name: str) -> Client:
    browser = Client()
    browser.force_login(UserFactory(first_name=name, groups=["Redactie"]))
    return browser


@pytest.fixture
def ward(db: None) -> Client:
    return editor("Ward")


@pytest.fixture
def lien(db: None) -> Client:
    return editor("Lien")


@pytest.fixture
def source(db: None) -> Reference:
    stored: Reference = ReferenceFactory(csl=SLEEP_CSL | BOOK)
    return stored


def address(screen: str, row: Any) -> str:
    return reverse(f"wagtailsnippets_references_{row._meta.model_name}:{screen}", args=[row.pk])


def saving(browser: Client, to: str) -> Button:
    """The button that saves the form at that address, with all that stands in it."""
    return buttons(browser.get(to), to)[0]


@pytest.mark.parametrize("field", TYPED)
def test_a_field_of_a_source_that_a_colleague_changed_is_not_overwritten_unseen(
    ward: Client, lien: Client, source: Reference, field: str
) -> None:
    to, (typed, news) = address("edit", source), TYPED[field]
    old = saving(ward, to)
    saving(lien, to).press(lien, **{field: typed})
    by_lien = Reference.objects.values().get()

    refused = old.press(ward, finding="Wat ik typte.")

    assert "Dit is intussen gewijzigd, door Lien:" in words_of(refused)
    assert news in words_of(refused)
    assert Reference.objects.values().get() == by_lien
    buttons(refused, to)[0].press(ward)
    source.refresh_from_db()
    assert source.finding == "Wat ik typte."
    source.finding = by_lien["finding"]
    source.save()
    assert {**Reference.objects.values().get(), "updated_at": 0} == {**by_lien, "updated_at": 0}


def test_a_subject_that_a_colleague_renamed_keeps_its_name(ward: Client, lien: Client) -> None:
    subject = SubjectFactory(name="Rug")
    old = saving(ward, address("edit", subject))
    saving(lien, address("edit", subject)).press(lien, name="Rugpijn")

    assert "door Lien: Onderwerp is nu Rugpijn." in words_of(old.press(ward, name="Onderrug"))
    assert Subject.objects.get().name == "Rugpijn"


def test_a_second_click_on_save_is_no_quarrel(ward: Client, source: Reference) -> None:
    subject = SubjectFactory(name="Slaap")
    button = saving(ward, address("edit", source))

    for _click in range(2):
        page = button.press(ward, authors="Maes, A.", volume="15", subjects=[subject.pk])
        assert "intussen" not in words_of(page)
    assert [one.name for one in source.subjects.all()] == ["Slaap"]


def test_a_source_that_a_colleague_changed_is_not_deleted_unseen(
    ward: Client, lien: Client, source: Reference
) -> None:
    old = saving(ward, address("delete", source))
    saving(lien, address("edit", source)).press(lien, volume="15")

    assert "door Lien: Volume is nu 15." in words_of(old.press(ward))
    saving(ward, address("delete", source)).press(ward)
    assert not Reference.objects.exists()


def test_a_source_that_a_colleague_deleted_leads_to_the_list_that_says_so(
    ward: Client, lien: Client, source: Reference
) -> None:
    old = saving(ward, address("delete", source))
    saving(lien, address("delete", source)).press(lien)

    for page in (old.press(ward), ward.get(address("edit", source), follow=True)):
        assert page.redirect_chain[0][0] == reverse("wagtailsnippets_references_reference:list")
        assert "Dit bestaat niet meer: het is verwijderd, door Lien." in words_of(page)
