"""Every field of a patient is declared: personal, to be blanked one day, made of such, or plain."""

from django.apps import apps

from booking.models import Appointment, Patient
from booking.models.note import Noted


def test_each_field_of_a_patient_is_personal_or_made_of_those_or_plain() -> None:
    fields = {field.name for field in Patient._meta.concrete_fields}

    declared = (Patient.PERSONAL_FIELDS, Patient.DERIVED_FIELDS, Patient.PLAIN_FIELDS)
    assert fields == {name for names in declared for name in names}


def test_what_is_made_of_personal_fields_is_made_by_the_database() -> None:
    for name in Patient.DERIVED_FIELDS:
        assert Patient._meta.get_field(name).generated


def test_notes_are_kept_where_erasing_looks_for_them_and_nowhere_else() -> None:
    noted = {model for model in apps.get_models() if issubclass(model, Noted)}

    assert noted == {Patient, Appointment}
