"""A phone number or an address that is not right gets a sentence that helps to mend it."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from booking.public.forms import DetailsForm, LinkForm
from booking.public.forms.typed import MailField, PhoneField
from booking.reception.forms.patient import PatientForm

LOOKS = "Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56."
DUTCH = "Is dit een Nederlands nummer? Zet er +31 voor: +31 6 12345678."
FRENCH = "Is dit een Frans nummer? Zet er +33 voor: +33 7 61 23 45 67."


def fault(field: forms.Field, typed: str, language: str = "nl") -> str:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        field.clean(typed)
    with translation.override(language):
        return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("06 12345678", DUTCH),
        ("0612345678", DUTCH),
        ("06-12 34 56 78", DUTCH),
        ("07 61 23 45 67", FRENCH),
        ("07.61.23.45.67", FRENCH),
        ("020 123 4567", "Is dit een Nederlands nummer? Zet er +31 voor: +31 20 123 4567."),
        ("49 1512 3456789", "Zet een + voor het nummer: +49 1512 3456789."),
        ("0470 12", "Dit telefoonnummer telt te weinig cijfers. Schrijf het zo: 0470 12 34 56."),
        (
            "0470 12 34 56 78",
            "Dit telefoonnummer telt te veel cijfers. Schrijf het zo: 0470 12 34 56.",
        ),
        (
            "+999 12 34 56",
            "Geen enkel land heeft die code. Een Belgisch nummer begint met +32 of met 0.",
        ),
        ("bel mij", LOOKS),
        ("9" * 1_000_000, LOOKS),
    ],
)
def test_a_number_that_is_not_right_gets_a_sentence_that_helps(typed: str, sentence: str) -> None:
    assert sentence in fault(PhoneField(), typed)


def test_a_number_of_ten_digits_with_06_may_be_dutch_or_french() -> None:
    assert fault(PhoneField(), "0612345678").count("?") == 2


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Is dit een Nederlands nummer? Zet er +31 voor: +31 6 12345678."),
        ("fr", "Est-ce un numéro néerlandais ? Commencez par +31 : +31 6 12345678."),
        ("en", "Is this a Dutch number? Put +31 before it: +31 6 12345678."),
    ],
)
@pytest.mark.parametrize("form", [DetailsForm, PatientForm])
def test_the_sentence_is_in_the_language_of_the_page(
    form: type[forms.Form], language: str, sentence: str
) -> None:
    with translation.override(language):
        faults = str(form({"phone": "06 12345678"}).errors["phone"])

    assert sentence in faults.replace("\xa0", " ")


@pytest.mark.parametrize(
    "typed", ["+31 6 12345678", "0031612345678", "+33 (0)7 61 23 45 67", "0470/12.34.56"]
)
def test_a_number_with_its_country_code_is_taken(typed: str) -> None:
    assert PhoneField().clean(typed).is_valid()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("mia(at)patient.example", "Zet het teken @ in het e-mailadres, zonder haakjes."),
        ("mia [apestaartje] patient.example", "Zet het teken @ in het e-mailadres"),
        ("mia @patient.example", "Er staat een spatie in dit e-mailadres. Laat ze weg."),
        ("mia@patient,example", "Er staat een komma in dit e-mailadres. Schrijf een punt."),
        ("mia@a.example;jan@b.example", "Vul één e-mailadres in."),
        ("mia", "Dit e-mailadres klopt niet. Schrijf het zo: naam@voorbeeld.be."),
    ],
)
def test_an_address_that_is_not_right_gets_a_sentence_that_helps(typed: str, sentence: str) -> None:
    assert sentence in fault(MailField(), typed)


def test_a_link_is_asked_for_with_an_address_that_was_copied() -> None:
    form = LinkForm({"email": "\u200bmia@patient\u00ad.example\ufeff"})

    assert form.is_valid()
    assert form.cleaned_data["email"] == "mia@patient.example"
