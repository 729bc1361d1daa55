"""Every field of a patient is declared: personal, to be blanked one day, or plain."""

from booking.models import Patient


def test_each_field_of_a_patient_is_personal_or_plain() -> None:
    fields = {field.name for field in Patient._meta.concrete_fields}

    assert fields == {*Patient.PERSONAL_FIELDS, *Patient.PLAIN_FIELDS}
