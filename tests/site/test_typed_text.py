"""Signs that nobody sees never get past a form, whichever form it is."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import get_resolver
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.settings.views import get_setting_edit_handler

from booking.models import BookingRules, EveningMail, Patient
from booking.public.forms.typed import AddressField, LineField, PhoneField, TextField
from booking.text.typed import tidy_address, tidy_line, tidy_text
from kinesite.models import PracticeSettings
from kinesite.staff.typed_text import forms_of_users
from tests.factories.booking import PatientFactory
from tests.factories.users import UserFactory

INVISIBLE = [
    *map(chr, (0x200B, 0x2060, 0xAD, 0xFEFF, 0x200E, 0x200F, 0x202E, 0x2066, 0x2069, 0x61C)),
    *map(chr, (0x0, 0x8, 0x7F, 0x84, 0x180E, 0x2064, 0x3164, 0xE0041, 0x200C, 0x200D)),
]
ODD_SPACES = [chr(0xA0), chr(0x2007), chr(0x202F), chr(0x2009), chr(0x3000), "\t", "\n", "  "]
# Hidden fields, and words that are looked up as they were sent.
NOT_TYPED = {"website", "moment", "treatment", "practitioner", "complaint", "q", "slug"}
OURS = ("booking", "kinesite")


def all_forms() -> Iterator[tuple[str, type[forms.BaseForm]]]:
    """Every form of booking and of the site, of each list of the desk, and of users."""
    assert get_resolver().url_patterns  # the views, which bring their forms, are loaded
    waiting = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.split(".")[0] in OURS or form in forms_of_users():
            yield form.__name__, form
    for viewset in viewsets.viewsets:
        if isinstance(viewset, ModelViewSet) and viewset.model._meta.app_label in OURS:
            yield type(viewset).__name__, viewset.get_form_class()
            yield type(viewset).__name__, viewset.get_form_class(for_update=True)
    for setting in (PracticeSettings, BookingRules, EveningMail):
        yield setting.__name__, get_setting_edit_handler(setting).get_form_class()


def is_untidy(name: str, field: forms.Field) -> bool:
    """Tell whether somebody types text in it that stays as it is."""
    if not isinstance(field, forms.CharField) or name in NOT_TYPED:
        return False
    if isinstance(field.widget, forms.HiddenInput | forms.PasswordInput) or isinstance(
        field, forms.UUIDField
    ):
        return False
    return not isinstance(field, LineField | TextField | AddressField | PhoneField)


def test_each_form_tidies_each_text_that_somebody_types() -> None:
    found = list(all_forms())

    assert len(found) > 30
    assert {
        f"{form}.{name}: {type(field).__name__}"
        for form, form_class in found
        for name, field in form_class.base_fields.items()
        if is_untidy(name, field)
    } == set()


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_sign_that_nobody_sees_is_dropped_around_and_inside_what_is_typed(sign: str) -> None:
    for text in (f"{sign}mia@patient.example{sign}", f"mia{sign}@pat{sign}ient.ex{sign}ample"):
        assert AddressField(max_length=254).clean(text) == "mia@patient.example"
    assert LineField().clean(f"{sign}An{sign}na Peeters{sign}") == "Anna Peeters"
    assert TextField().clean(f"Ach{sign}ter\nde hoek{sign}") == "Achter\nde hoek"
    assert PhoneField().clean(f"{sign}0470{sign} 12 34 56{sign}").as_e164 == "+32470123456"


@pytest.mark.parametrize("space", ODD_SPACES, ids=lambda sign: f"U+{ord(sign[0]):04X}")
def test_odd_spaces_become_one_plain_space(space: str) -> None:
    assert LineField().clean(f"{space}Anna{space}{space}Peeters{space}") == "Anna Peeters"
    assert AddressField().clean(f"{space}mia@patient.example{space}") == "mia@patient.example"
    assert PhoneField().clean(f"0470{space}12{space}34{space}56").as_e164 == "+32470123456"


def test_letters_are_composed_whichever_way_they_were_typed() -> None:
    apart = unicodedata.normalize("NFD", "José Müller")

    assert LineField().clean(apart) == "José Müller"
    assert TextField().clean(apart) == "José Müller"
    assert tidy_address("jos\u0065\u0301@x.be") == "josé@x.be"


@pytest.mark.parametrize(
    "name",
    ["محمد علی", "علی‌رضا", "שרה כהן", "क्‍ष राम", "Zoë D'Hondt-Öztürk", "李小龍", "👩‍🦰 Mia"],
)
def test_names_of_every_script_stay_as_they_are_written(name: str) -> None:
    assert tidy_line(name) == unicodedata.normalize("NFC", name)


def test_wide_letters_in_an_address_become_plain_ones() -> None:
    assert AddressField().clean("ｍｉａ＠ｐａｔｉｅｎｔ．ｅｘａｍｐｌｅ") == "mia@patient.example"
    assert PhoneField().clean("０４７０１２３４５６").as_e164 == "+32470123456"


def test_spaces_that_do_not_break_stay_in_a_text_of_some_lines() -> None:
    assert tidy_text(" Parking\xa0: derrière\r\nVélos ") == "Parking\xa0: derrière\nVélos"


def test_a_hostile_row_of_accents_is_tidied_at_once() -> None:
    hostile = "a" + "\u0300\u0323" * 500_000

    assert len(tidy_line(hostile)) == len(hostile)


@pytest.mark.django_db
def test_a_login_a_practice_and_a_patient_are_stored_tidy(admin_client: Client) -> None:
    patient: Patient = PatientFactory()
    person = UserFactory(email="oud@praktijk.example", groups=["Receptie"])
    typed: dict[str, Any] = {
        "name": "Kine\u200b praktijk",
        "email": "info\u00ad@praktijk.example\ufeff",
    }

    admin_client.post("/beheer/settings/kinesite/practicesettings/1/", typed)
    admin_client.post(
        f"/beheer/users/edit/{person.pk}/",
        {
            "username": person.username,
            "email": "\u2060noor@prak\u200btijk.example",
            "first_name": "No\u00ador",
            "last_name": "Tester",
            "is_active": "on",
            "groups": person.groups.get().pk,
        },
    )
    admin_client.post(
        f"/beheer/patienten/edit/{patient.pk}/",
        {
            "name": "Jose\u0301\u00a0 Peeters",
            "email": "jose\u200b@patient.example",
            "language": "nl",
        },
    )

    practice = PracticeSettings.load()
    person.refresh_from_db()
    patient.refresh_from_db()
    assert (practice.name, practice.email) == ("Kine praktijk", "info@praktijk.example")
    assert (person.first_name, person.email) == ("Noor", "noor@praktijk.example")
    assert (patient.name, patient.email) == ("José Peeters", "jose@patient.example")
