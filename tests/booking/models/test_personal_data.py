"""Every field of a patient is declared: personal, to be blanked one day, made of such, or plain."""

from typing import Any

import pytest
from django.apps import apps

from booking.models import Appointment, Patient
from booking.models.history import EVENTS
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


# erase_history() deletes the events of these two.
ERASED = (Patient, Appointment)


@pytest.mark.parametrize("tracked", [one for one in EVENTS if one not in ERASED])
def test_the_history_knows_a_patient_only_where_erasing_takes_it_away(tracked: Any) -> None:
    events = EVENTS[tracked]
    names = {field.name for field in events._meta.fields}
    to_patients = {f.name for f in events._meta.fields if f.related_model is Patient}

    assert not names & set(Patient.PERSONAL_FIELDS)
    assert to_patients == set()


def test_the_history_keeps_no_notes_so_that_one_that_says_too_much_can_go() -> None:
    for events in EVENTS.values():
        assert "note" not in {field.name for field in events._meta.fields}
