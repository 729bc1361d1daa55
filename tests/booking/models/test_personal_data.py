"""Every field of a patient is declared: personal, to be blanked one day, made of such, or plain."""

from booking.models import Patient


def test_each_field_of_a_patient_is_personal_or_made_of_those_or_plain() -> None:
    fields = {field.name for field in Patient._meta.concrete_fields}

    declared = (Patient.PERSONAL_FIELDS, Patient.DERIVED_FIELDS, Patient.PLAIN_FIELDS)
    assert fields == {name for names in declared for name in names}


def test_what_is_made_of_personal_fields_is_made_by_the_database() -> None:
    for name in Patient.DERIVED_FIELDS:
        assert Patient._meta.get_field(name).generated
