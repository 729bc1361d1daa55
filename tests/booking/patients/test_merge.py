"""Merging two patients who are one person: nothing is lost, and of one no detail is left."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import ModelLogEntry

from booking import links
from booking.choices import NotificationKind, OfferStatus, WaitlistStatus
from booking.errors import LinkExpired, PatientGone, SamePatient
from booking.models import Appointment, CardOpening, Notification, Patient
from booking.services.patients.merge import MergeEffects, effects_of_merging, merge_patients
from booking.services.privacy.erase import erase_patient
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    SeriesFactory,
    TreatmentFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
    at,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep() -> Patient:
    patient: Patient = PatientFactory(name="Anna Peeters", email="anna@patient.example")
    return patient


@pytest.fixture
def gone() -> Patient:
    patient: Patient = PatientFactory(name="Peeters Ana", email="Anna@patient.example")
    return patient


def merged(keep: Patient, gone: Patient) -> MergeEffects:
    effects = merge_patients(keep=keep, gone=gone, details=keep.contact_details, now=NOW)
    keep.refresh_from_db()
    gone.refresh_from_db()
    return effects


def test_every_row_that_named_the_one_names_the_other(keep: Patient, gone: Patient) -> None:
    visit = AppointmentFactory(patient=gone, series=SeriesFactory(patient=gone))
    NotificationFactory(appointment=visit)
    offer = WaitlistOfferFactory(entry=WaitlistEntryFactory(patient=gone))
    CardOpening.objects.create(patient=gone, user=UserFactory(), opened_at=NOW)
    earlier = PatientFactory(erased_at=NOW, name="", email="", phone="", merged_into=gone)

    merged(keep, gone)

    for relation in Patient._meta.related_objects:
        rows = relation.related_model._base_manager
        named = rows.filter(**{relation.field.name: keep}).exclude(pk=gone.pk)
        assert named.count() == 1, relation
        assert not rows.filter(**{relation.field.name: gone}).exists(), relation
    offer.refresh_from_db()
    earlier.refresh_from_db()
    assert (offer.status, earlier.merged_into) == (OfferStatus.OPEN, keep)


def test_nothing_is_left_of_the_details_of_the_one_who_is_gone(
    keep: Patient, gone: Patient
) -> None:
    ModelLogEntry.objects.log_action(gone, "wagtail.edit")

    merged(keep, gone)

    assert [getattr(gone, name) for name in Patient.PERSONAL_FIELDS] == [""] * 5
    assert (gone.merged_into, gone.erased_at, gone.search_text.strip()) == (keep, NOW, "")
    of_patients = ContentType.objects.get_for_model(Patient)
    assert not ModelLogEntry.objects.filter(content_type=of_patients, label="Peeters Ana").exists()


def test_erasing_after_merging_leaves_no_detail_in_any_table(keep: Patient, gone: Patient) -> None:
    for patient in (keep, gone):
        patient.note = f"{patient.name} belt aan"
        patient.save()
        ModelLogEntry.objects.log_action(patient, "wagtail.edit")
        visit = AppointmentFactory(patient=patient, note=f"{patient.name} komt later")
        NotificationFactory(appointment=visit)
    merged(keep, gone)

    erase_patient(patient=keep, now=at(12) + timedelta(days=30))

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT "{table}"::text FROM "{table}"')
            rows = " ".join(row[0] for row in cursor.fetchall()).lower()
            assert "peeters" not in rows, table
            assert "anna@patient" not in rows, table


def test_the_notes_of_both_stay_one_below_the_other_and_each_once(
    keep: Patient, gone: Patient
) -> None:
    keep.note, gone.note = "Achterdeur", "Zoon rijdt"
    keep.save()
    gone.save()
    visit = AppointmentFactory(patient=gone, note="Belt nog")

    merged(keep, gone)
    again = PatientFactory(note="Achterdeur\nZoon rijdt")
    merged(keep, again)

    visit.refresh_from_db()
    assert (keep.note, visit.note) == ("Achterdeur\nZoon rijdt", "Belt nog")


def test_links_in_the_mails_of_both_open_what_is_there_now(keep: Patient, gone: Patient) -> None:
    visit = AppointmentFactory(patient=gone)
    entry = WaitlistEntryFactory(patient=gone)
    of_gone, of_keep = (links.visits_token(one, now=NOW) for one in (gone, keep))
    of_visit = links.token(links.Purpose.VISIT, visit)
    of_entry = links.token(links.Purpose.WAITING, entry)

    merged(keep, gone)

    assert links.read_visits(of_gone, now=NOW) == links.read_visits(of_keep, now=NOW) == keep
    assert links.read(links.Purpose.VISIT, of_visit, now=NOW).patient == keep
    assert links.read_waiting(of_entry, now=NOW).patient == keep


def test_a_link_to_a_mailbox_that_did_not_stay_opens_nothing(keep: Patient) -> None:
    other: Patient = PatientFactory(name="Anna Peeters", email="oud@patient.example")
    token = links.visits_token(other, now=NOW)

    merged(keep, other)

    with pytest.raises(LinkExpired):
        links.read_visits(token, now=NOW)


def test_the_links_of_both_stop_when_the_patient_is_erased(keep: Patient, gone: Patient) -> None:
    token = links.visits_token(gone, now=NOW)
    merged(keep, gone)

    erase_patient(patient=keep, now=NOW)

    with pytest.raises(LinkExpired):
        links.read_visits(token, now=NOW)


@pytest.mark.parametrize("wants", [(True, False), (False, True), (True, True)])
def test_whoever_switched_reminders_off_gets_none(
    keep: Patient, gone: Patient, wants: tuple[bool, bool]
) -> None:
    for patient, wanted in zip((keep, gone), wants, strict=True):
        patient.wants_reminders = wanted
        patient.save()

    merged(keep, gone)

    assert keep.wants_reminders is all(wants)


def test_overlapping_appointments_and_too_many_both_stay_and_are_told(
    keep: Patient, gone: Patient
) -> None:
    one, other = (AppointmentFactory(patient=patient, starts_at=at(8)) for patient in (keep, gone))
    foreseen = effects_of_merging(keep, gone, now=NOW)

    effects = merged(keep, gone)

    assert effects == foreseen
    assert [set(pair) for pair in effects.overlapping] == [{one, other}]
    assert (effects.coming, effects.is_beyond_limits) == (2, True)
    assert Appointment.objects.coming(NOW).filter(patient=keep).count() == 2


def test_of_two_places_for_one_treatment_the_earlier_stays(keep: Patient, gone: Patient) -> None:
    treatment = TreatmentFactory()
    first = WaitlistEntryFactory(patient=gone, treatment=treatment, created_at=NOW)
    later = WaitlistEntryFactory(
        patient=keep, treatment=treatment, created_at=NOW + timedelta(minutes=1)
    )
    offer = WaitlistOfferFactory(entry=later)
    another = WaitlistEntryFactory(patient=keep)

    effects = merged(keep, gone)

    assert effects.ending == [later]
    for row in (first, later, another, offer, offer.hold):
        row.refresh_from_db()
    assert (first.status, first.patient) == (WaitlistStatus.WAITING, keep)
    assert (later.status, another.status) == (WaitlistStatus.LEFT, WaitlistStatus.WAITING)
    assert (offer.status, offer.hold.is_held) == (OfferStatus.DECLINED, False)


def test_of_two_open_offers_the_first_stays_open(keep: Patient, gone: Patient) -> None:
    first = WaitlistOfferFactory(entry=WaitlistEntryFactory(patient=gone))
    second = WaitlistOfferFactory(
        entry=WaitlistEntryFactory(patient=keep), offered_at=NOW + timedelta(minutes=1)
    )

    merged(keep, gone)

    for offer in (first, second, second.hold):
        offer.refresh_from_db()
    assert (first.status, second.status) == (OfferStatus.OPEN, OfferStatus.DECLINED)
    assert not second.hold.is_held


def test_one_link_is_mailed_to_one_mailbox(keep: Patient, gone: Patient) -> None:
    for patient in (keep, gone):
        NotificationFactory(appointment=None, patient=patient, kind=NotificationKind.LINKS)

    merged(keep, gone)

    assert Notification.objects.owed().filter(patient=keep).count() == 1


def test_nobody_is_merged_with_themselves_or_with_an_erased_patient(
    keep: Patient, gone: Patient
) -> None:
    with pytest.raises(SamePatient):
        merged(keep, keep)
    erase_patient(patient=gone, now=NOW)
    for pair in ((keep, gone), (gone, keep)):
        with pytest.raises(PatientGone):
            merged(*pair)
