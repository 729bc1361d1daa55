"""Two patients of whom the desk said that they are two people: nobody asks that again."""

import pytest

from booking.errors import BookingError, PatientGone, SamePatient
from booking.models import Patient, ToldApart
from booking.models.patient import ContactDetails, Identity
from booking.services.patients.add import add_patient
from booking.services.patients.doubles import (
    perhaps_double,
    possible_doubles,
    tell_apart,
    told_apart_from,
)
from booking.services.patients.merge import merge_patients
from booking.services.privacy.erase import erase_patient
from tests.booking.support.racing import together
from tests.factories.booking import NOW, PatientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Patient]:
    """Three rows with one phone number and nearly one name."""
    names = ("Jan Maes", "Jana Maes", "Maes Jan")
    rows: list[Patient] = [PatientFactory(name=name) for name in names]
    return rows


def pairs() -> set[tuple[int, int]]:
    return set(ToldApart.objects.values_list("one", "other"))


def test_a_pair_that_was_told_apart_leaves_the_list_and_both_pages(people: list[Patient]) -> None:
    jan, jana, again = people

    tell_apart(jana, jan)
    tell_apart(jan, jana)

    assert list(possible_doubles()) == [(jan, again), (jana, again)]
    assert perhaps_double(jan) == perhaps_double(jana) == [again]
    assert pairs() == {(jan.pk, jana.pk)}


def test_who_was_added_as_somebody_new_is_told_apart_from_those_who_were_shown() -> None:
    known, mother = (
        PatientFactory(name=name, phone="+32470112233") for name in ("Jan Maes", "Lies Claes")
    )
    details = ContactDetails("Jana Maes", "", "+32470112233")

    new = add_patient(details=details, identity=Identity(), now=NOW)

    assert pairs() == {(known.pk, new.pk), (mother.pk, new.pk)}
    assert told_apart_from(new) == [known, mother], "each of them can be compared again"
    assert list(possible_doubles()) == []


def test_merging_passes_on_who_was_told_apart_and_forgets_the_two(people: list[Patient]) -> None:
    jan, jana, again = people
    third = PatientFactory(name="Jan Mas")
    for one, other in ((jan, again), (jana, again), (jana, jan), (third, again)):
        tell_apart(one, other)

    merge_patients(keep=again, gone=jan, details=again.contact_details, now=NOW)

    assert pairs() == {(jana.pk, again.pk), (again.pk, third.pk)}


def test_erasing_forgets_from_whom_the_patient_was_told_apart(people: list[Patient]) -> None:
    jan, jana, again = people
    for one, other in ((jan, jana), (jan, again), (jana, again)):
        tell_apart(one, other)

    erase_patient(patient=jana, now=NOW)

    assert pairs() == {(jan.pk, again.pk)}


def test_nobody_is_told_apart_from_themselves_or_from_who_is_gone(people: list[Patient]) -> None:
    jan, jana, again = people
    merge_patients(keep=jan, gone=again, details=jan.contact_details, now=NOW)

    with pytest.raises(SamePatient):
        tell_apart(jan, jan)
    for one, other in ((jan, again), (again, jana)):
        with pytest.raises(PatientGone):
            tell_apart(one, other)
    assert pairs() == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_deadlock")
@pytest.mark.parametrize("_round", range(5))
def test_of_a_desk_that_merges_and_one_that_tells_apart_no_trace_of_both_is_left(
    _round: int,
) -> None:
    keep, gone = PatientFactory(name="Jan Maes"), PatientFactory(name="Jana Maes")

    merged, told = together(
        lambda: merge_patients(keep=keep, gone=gone, details=keep.contact_details, now=NOW),
        lambda: tell_apart(gone, keep),
    )

    assert not isinstance(merged, BookingError)
    assert told is None or isinstance(told, PatientGone)
    assert pairs() == set()
