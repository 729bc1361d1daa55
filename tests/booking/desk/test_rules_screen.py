"""The rules of the practice and of a treatment, typed in weeks, hours and minutes."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from booking.models import BookingRules, Practitioner, Slot, Treatment
from booking.models.fields import DAY, HOUR, MINUTE, WEEK
from booking.models.rules import practice_rules
from booking.public.forms.fields import LengthFormField, number_of
from booking.scheduling.mail_hours import MailHours
from booking.services.schedule.generate_slots import generate_slots
from tests.factories.booking import (
    PractitionerFactory,
    TreatmentFactory,
    WorkingHoursFactory,
    practice_may,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def typed_rules(**changes: str) -> dict[str, str]:
    return {
        "horizon": "8",
        "minimum_notice": "2",
        "step": "0:15:00",
        "cancellation_notice": "24",
        "most_coming_visits": "20",
        "most_visits_a_day": "1",
        "reminder_before": "24",
        "offer_for": "3",
        "mail_from": "8:00",
        "mail_until": "20:00",
    } | changes


def save_rules(desk: Client, **changes: str) -> Any:
    address = desk.get("/beheer/settings/booking/bookingrules/").url
    return desk.post(address, typed_rules(**changes))


def typed_treatment(treatment: Treatment, **changes: str) -> dict[str, str]:
    return {
        "name": treatment.name,
        "slug": treatment.slug,
        "complaint": "any",
        "duration": "30",
        "group": treatment.group,
        "turnaround": "0",
        "sort_order": "0",
    } | changes


def save_treatment(desk: Client, treatment: Treatment, **changes: str) -> Any:
    address = f"/beheer/behandelingen/edit/{treatment.pk}/"
    return desk.post(address, typed_treatment(treatment, **changes))


def test_rules_are_shown_in_weeks_hours_and_minutes(desk: Client) -> None:
    page = desk.get("/beheer/settings/booking/bookingrules/", follow=True)

    form = page.context["form"]
    shown = {name: form[name].value() for name in ("horizon", "minimum_notice", "offer_for")}
    assert shown == {"horizon": 8, "minimum_notice": 2, "offer_for": 3}
    assert [str(label) for _value, label in form.fields["step"].choices][:4] == [
        "vanzelf: nu 30 minuten",
        "5 minuten",
        "10 minuten",
        "15 minuten",
    ]


def test_rules_are_saved_as_they_are_typed(desk: Client) -> None:
    hours = {"mail_from": "8:30", "mail_until": "12:30"}
    save_rules(desk, horizon="6", minimum_notice="0.5", step="0:20:00", reminder_before="", **hours)

    rules = practice_rules()
    assert rules.mail_hours == MailHours(time(8, 30), time(12, 30))
    assert (rules.horizon, rules.minimum_notice) == (6 * WEEK, 30 * MINUTE)
    assert (rules.step, rules.reminder_before) == (20 * MINUTE, None)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("horizon", "0"),
        ("horizon", "53"),
        ("horizon", "99999999999"),
        ("minimum_notice", "-1"),
        ("minimum_notice", "NaN"),
        ("minimum_notice", "721"),
        ("step", "0:07:00"),
        ("cancellation_notice", "een dag"),
        ("most_coming_visits", "0"),
        ("most_visits_a_day", "11"),
        ("offer_for", ""),
        ("mail_from", "25:00"),
        ("mail_from", ""),
        ("mail_until", "acht uur"),
        ("mail_until", "8:00"),
        ("mail_until", "11:59"),
        ("mail_until", "0:00"),
    ],
)
def test_a_rule_that_makes_no_sense_gets_a_message_at_its_field(
    desk: Client, rule: str, value: str
) -> None:
    page = save_rules(desk, **{rule: value})

    assert page.context["form"].errors.keys() == {rule}


def test_a_limit_is_told_with_a_comma(desk: Client) -> None:
    assert "Dit moet minstens 0,14 zijn." in save_rules(desk, horizon="0").text


def test_hours_for_mail_that_are_too_short_are_refused_in_a_plain_sentence(desk: Client) -> None:
    page = save_rules(desk, mail_from="18:00", mail_until="9:00")

    assert "Kies een uur dat minstens vier uur na het eerste valt" in page.text
    assert page.context["form"]["mail_until"].value() == "9:00"


def test_rules_with_which_nothing_can_be_booked_are_refused(desk: Client) -> None:
    page = save_rules(desk, horizon="1", minimum_notice="168")

    assert page.context["form"].errors.keys() == {"minimum_notice"}


def test_a_horizon_that_grows_is_laid_out_at_once(desk: Client) -> None:
    WorkingHoursFactory(valid_from=date(2026, 1, 5))
    generate_slots(today=timezone.localdate())
    before = Slot.objects.count()

    save_rules(desk, horizon="12")

    assert Slot.objects.count() == before + 4


def test_a_horizon_of_one_treatment_is_laid_out_at_once(desk: Client) -> None:
    WorkingHoursFactory(valid_from=date(2026, 1, 5))
    generate_slots(today=timezone.localdate())
    before = Slot.objects.count()

    save_treatment(desk, TreatmentFactory(), horizon="12")

    assert Slot.objects.count() == before + 4


def test_who_does_not_keep_the_rules_cannot_open_them(client: Client) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))
    rules = BookingRules.load()

    page = client.post(f"/beheer/settings/booking/bookingrules/{rules.pk}/", typed_rules())

    assert page.status_code == 403


def test_an_empty_rule_of_a_treatment_shows_that_of_the_practice(desk: Client) -> None:
    practice_may(horizon=6 * WEEK, step=20 * MINUTE)

    page = desk.get(f"/beheer/behandelingen/edit/{TreatmentFactory().pk}/")

    fields = page.context["form"].fields
    assert fields["horizon"].widget.attrs["placeholder"].endswith(": 6")
    assert str(fields["step"].choices[0][1]).endswith(": 20 minuten")
    assert page.context["form"]["horizon"].value() is None


def test_the_step_that_follows_from_the_treatments_is_told_where_it_holds(desk: Client) -> None:
    TreatmentFactory(duration=45 * MINUTE)
    page = desk.get("/beheer/settings/booking/bookingrules/", follow=True)
    treatment = desk.get(f"/beheer/behandelingen/edit/{TreatmentFactory().pk}/")

    assert str(page.context["form"].fields["step"].choices[0][1]) == "vanzelf: nu 15 minuten"
    assert str(treatment.context["form"].fields["step"].choices[0][1]).endswith(": 15 minuten")


def test_a_treatment_keeps_rules_of_its_own(desk: Client) -> None:
    treatment = TreatmentFactory()

    save_treatment(desk, treatment, minimum_notice="48", step="1:00:00", most_coming_visits="1")

    treatment.refresh_from_db()
    assert (treatment.minimum_notice, treatment.step) == (2 * DAY, HOUR)
    assert (treatment.most_coming_visits, treatment.horizon) == (1, None)


def test_a_rule_of_a_treatment_that_contradicts_the_practice_is_refused(desk: Client) -> None:
    practice_may(minimum_notice=8 * DAY)

    page = save_treatment(desk, TreatmentFactory(), horizon="1")

    assert page.context["form"].errors.keys() == {"minimum_notice"}


def test_a_treatment_has_texts_in_three_languages(desk: Client) -> None:
    treatment = TreatmentFactory()

    save_treatment(desk, treatment, name_fr="Première séance", bring_along_en="Your glasses")

    treatment.refresh_from_db()
    assert (treatment.name_fr, treatment.bring_along_en) == ("Première séance", "Your glasses")


def test_the_languages_of_a_therapist_are_ticked(client: Client) -> None:
    client.force_login(UserFactory(groups=["Redactie"]))
    person = PractitionerFactory()
    typed = {
        "name": person.name,
        "slug": person.slug,
        "spoken_languages": ["nl", "tr"],
        "focus_fr": "Épaule",
        "is_active": "on",
        "sort_order": "0",
    }

    client.post(f"/beheer/kinesitherapeuten/edit/{person.pk}/", typed)

    saved = Practitioner.objects.get()
    assert (saved.spoken_languages, saved.focus_fr, saved.is_online) == (
        ["nl", "tr"],
        "Épaule",
        False,
    )


@given(minutes=st.integers(0, 60 * 24 * 14), unit=st.sampled_from([MINUTE, HOUR]))
def test_what_is_shown_is_what_is_saved(minutes: int, unit: timedelta) -> None:
    shown = LengthFormField(unit=unit).prepare_value(minutes * MINUTE)

    saved = LengthFormField(unit=unit).clean(str(shown))

    assert saved == minutes * MINUTE


def test_whole_numbers_are_written_without_decimals() -> None:
    numbers = [number_of(WEEK, 8 * WEEK), number_of(HOUR, 90 * MINUTE), number_of(MINUTE, HOUR)]

    assert [str(number) for number in numbers] == ["8", "1.5", "60"]
    assert numbers[1] == Decimal("1.5")
