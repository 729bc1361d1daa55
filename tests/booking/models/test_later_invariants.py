"""What the database refuses of rules, patients, mails and the waiting list (ADR 0003)."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from booking.choices import (
    AppointmentStatus,
    FreedKind,
    NotificationKind,
    OfferStatus,
    WaitlistStatus,
)
from booking.models import BookingRules, EveningMail, Notification, ToldApart
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    MailTextFactory,
    NotificationFactory,
    PatientFactory,
    PolicyFactory,
    SeriesFactory,
    TreatmentFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.factories.freed_time import FreedTimeFactory

pytestmark = pytest.mark.django_db


def refused_by(constraint: str) -> Any:
    """A context in which the database names that constraint."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("rule", "constraint"),
    [
        ({"step": timedelta(minutes=25)}, "step_divides_an_hour"),
        ({"horizon": timedelta(0)}, "rules_are_not_negative"),
        ({"minimum_notice": -timedelta(hours=1)}, "rules_are_not_negative"),
        ({"cancellation_notice": -timedelta(hours=1)}, "rules_are_not_negative"),
    ],
)
def test_rules_that_make_no_sense_are_refused(rule: dict[str, Any], constraint: str) -> None:
    with refused_by(f"practice_{constraint}"), transaction.atomic():
        BookingRules.objects.create(**rule)
    with refused_by(f"treatment_{constraint}"), transaction.atomic():
        TreatmentFactory(**rule)


def test_hours_for_mail_end_after_they_begin() -> None:
    with refused_by("mails_go_out_in_some_hours"), transaction.atomic():
        BookingRules.objects.create(mail_from=time(20), mail_until=time(8))


def test_details_are_kept_for_four_weeks_at_least() -> None:
    with refused_by("details_are_kept_for_four_weeks"), transaction.atomic():
        BookingRules.objects.create(keep_details_for=timedelta(days=27))


def test_a_policy_is_agreed_to_at_some_time() -> None:
    with refused_by("a_policy_is_agreed_to_at_some_time"), transaction.atomic():
        AppointmentFactory(policy=PolicyFactory(), consented_at=None)


@pytest.mark.parametrize("left", [{}, {"name": "", "email": "", "phone": "", "note": "Bel"}])
def test_an_erased_patient_keeps_no_details(left: dict[str, str]) -> None:
    with refused_by("an_erased_patient_has_no_details"), transaction.atomic():
        PatientFactory(erased_at=NOW, **left)


def test_a_note_is_short_and_stands_with_a_patient() -> None:
    with refused_by("a_note_of_a_patient_is_short"), transaction.atomic():
        PatientFactory(note="é" * 301)
    with refused_by("a_note_of_an_appointment_is_short"), transaction.atomic():
        AppointmentFactory(note="é" * 301)
    with refused_by("a_noted_visit_has_a_patient"), transaction.atomic():
        AppointmentFactory(held=True, note="Bel")


@pytest.mark.parametrize("status", [AppointmentStatus.BOOKED, AppointmentStatus.NOSHOW])
def test_nobody_arrived_for_an_appointment_to_which_nobody_came(status: AppointmentStatus) -> None:
    with refused_by("an_arrival_is_of_who_came"), transaction.atomic():
        AppointmentFactory(status=status, arrived_at=NOW)


def test_a_merged_patient_keeps_no_details() -> None:
    stays = PatientFactory()

    with refused_by("a_merged_patient_has_no_details"), transaction.atomic():
        PatientFactory(merged_into=stays)


def test_two_patients_are_told_apart_once_and_nobody_from_themselves() -> None:
    one, other = PatientFactory(), PatientFactory()
    ToldApart.objects.create(one=one, other=other)

    with refused_by("two_are_told_apart_once"), transaction.atomic():
        ToldApart.objects.create(one=one, other=other)
    for pair in ((other, one), (one, one)):
        with refused_by("who_is_told_apart_is_in_order"), transaction.atomic():
            ToldApart.objects.create(one=pair[0], other=pair[1])


def told_of(**about: Any) -> Notification:
    return Notification(patient=PatientFactory(), created_at=NOW, due_at=NOW, **about)


@pytest.mark.parametrize("kind", NotificationKind)
def test_a_mail_tells_of_what_its_kind_says(kind: NotificationKind) -> None:
    wrong = (
        {"appointment": AppointmentFactory(), "series": SeriesFactory()}
        if kind == NotificationKind.LINKS
        else {}
    )

    with refused_by("a_mail_tells_of_what_its_kind_says"), transaction.atomic():
        told_of(kind=kind, **wrong).save()


def test_a_series_a_place_and_an_offer_are_told_once() -> None:
    series, offer = SeriesFactory(), WaitlistOfferFactory()
    told_of(kind=NotificationKind.SERIES, series=series).save()
    told_of(kind=NotificationKind.ENTRY, entry=offer.entry).save()
    told_of(kind=NotificationKind.OFFER, offer=offer).save()

    with refused_by("each_state_of_a_series_is_told_once"), transaction.atomic():
        told_of(kind=NotificationKind.SERIES, series=series).save()
    with refused_by("each_entry_is_told_once"), transaction.atomic():
        told_of(kind=NotificationKind.ENTRY, entry=offer.entry).save()
    with refused_by("each_offer_is_told_once"), transaction.atomic():
        told_of(kind=NotificationKind.OFFER, offer=offer).save()


def test_a_mail_about_a_visit_names_no_series() -> None:
    with refused_by("a_mail_tells_of_what_its_kind_says"), transaction.atomic():
        NotificationFactory(series=SeriesFactory())


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("freed_time_is_of_a_known_kind", {"kind": "whim"}),
        ("kept_since_exactly_when_a_hold", {"kind": FreedKind.HOLD}),
        ("kept_since_exactly_when_a_hold", {"kept_since": NOW}),
    ],
)
def test_freed_time_says_what_gave_it_back(constraint: str, values: dict[str, Any]) -> None:
    with refused_by(constraint), transaction.atomic():
        FreedTimeFactory(**values)


def test_waiting_does_not_end_before_it_starts() -> None:
    with refused_by("waiting_ends_after_it_starts"), transaction.atomic():
        WaitlistEntryFactory(from_day=date(2027, 1, 12), until_day=date(2027, 1, 11))


@pytest.mark.parametrize(
    "state",
    [
        {"status": WaitlistStatus.WAITING, "closed_at": NOW},
        {"status": WaitlistStatus.LEFT, "closed_at": None},
    ],
)
def test_a_place_is_closed_exactly_when_it_waits_no_more(state: dict[str, Any]) -> None:
    with refused_by("closed_at_exactly_when_not_waiting"), transaction.atomic():
        WaitlistEntryFactory(**state)


def test_a_visit_has_one_place_on_the_list() -> None:
    visit = AppointmentFactory()
    WaitlistEntryFactory(appointment=visit)

    with refused_by("one_entry_for_an_appointment"), transaction.atomic():
        WaitlistEntryFactory(appointment=visit)


def test_a_place_has_one_open_offer_and_a_time_too() -> None:
    offer = WaitlistOfferFactory()

    with refused_by("one_open_offer_for_an_entry"), transaction.atomic():
        WaitlistOfferFactory(entry=offer.entry)
    with refused_by("one_open_offer_of_a_time"), transaction.atomic():
        WaitlistOfferFactory(practitioner=offer.practitioner, hold=None)


def test_what_was_declined_can_be_offered_to_somebody_else() -> None:
    declined = WaitlistOfferFactory(status=OfferStatus.DECLINED, hold=None)

    again = WaitlistOfferFactory(practitioner=declined.practitioner)

    assert again.starts_at == declined.starts_at


def test_an_offer_holds_a_while() -> None:
    with refused_by("an_offer_holds_a_while"), transaction.atomic():
        WaitlistOfferFactory(expires_at=NOW, hold=None)


def test_a_mail_has_one_text_in_a_language() -> None:
    MailTextFactory()

    with refused_by("one_text_per_kind_and_language"), transaction.atomic():
        MailTextFactory()


def test_what_a_patient_knew_is_a_time_with_a_therapist() -> None:
    with refused_by("a_known_time_has_a_therapist"), transaction.atomic():
        NotificationFactory(known_starts_at=NOW)


def test_only_a_failed_mail_is_settled() -> None:
    with refused_by("only_a_failed_mail_is_settled"), transaction.atomic():
        NotificationFactory(settled_at=NOW)


def test_only_a_series_that_is_told_has_changes_left_untold() -> None:
    with refused_by("only_a_series_that_is_told_has_untold_changes"), transaction.atomic():
        SeriesFactory(untold_until=NOW)


def test_day_sheets_go_to_no_patient_and_all_other_mail_does() -> None:
    facts = {"created_at": NOW, "due_at": NOW}
    with refused_by("all_mail_but_day_sheets_is_to_a_patient"), transaction.atomic():
        Notification.objects.create(kind=NotificationKind.LINKS, **facts)
    with refused_by("all_mail_but_day_sheets_is_to_a_patient"), transaction.atomic():
        told_of(kind=NotificationKind.SHEETS, sheets_from=DAY).save()


def test_an_evening_mail_has_an_address_and_an_hour_of_the_evening() -> None:
    with refused_by("an_evening_mail_has_an_address"), transaction.atomic():
        EveningMail.objects.create(is_on=True)
    with refused_by("an_evening_mail_goes_out_in_the_evening"), transaction.atomic():
        EveningMail.objects.create(hour=9)
