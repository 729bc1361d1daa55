"""The waiting list at the desk: what is free now, who confirmed, and why some get nothing."""

import html
import re
from datetime import time, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import OfferStatus, Prospect
from booking.models import Appointment, WaitlistEntry
from tests.booking.conftest import OpenPractice
from tests.booking.desk.test_waitlist_screen import ADD, LIST, typed, waits
from tests.booking.support.waitlist import opened
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    WaitlistOfferFactory,
    practice_may,
)

pytestmark = pytest.mark.django_db


def test_what_can_be_booked_now_leads_to_the_form_with_all_that_was_typed(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    page = desk.post(ADD, typed(practice_with_room, contact_name="An Voorbeeld"))
    shown = page.text.split("Dit kan je nu al boeken")[1].split("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown))

    begun = desk.post(reverse("agenda:book"), hidden | {"vooraf": "ja"}, follow=True)
    form = begun.context["form"]
    filled = {name: str(form[name].value()) for name in form.fields if form[name].value()}
    nothing_yet = Appointment.objects.exists() or WaitlistEntry.objects.exists()
    booked = desk.post(reverse("agenda:book"), filled)

    visit = Appointment.objects.get()
    assert (nothing_yet, booked.status_code) == (False, HTTPStatus.FOUND)
    assert (visit.starts_at, visit.patient.contact_name) == (
        practice_with_room.at(9),
        "An Voorbeeld",
    )


def test_for_an_appointment_what_is_free_leads_to_the_form_that_moves_it(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit = AppointmentFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9) + timedelta(days=7),
    )

    page = desk.get(f"{ADD}?afspraak={visit.pk}")
    path = reverse("agenda:move", args=[visit.pk])
    [address, *_others] = re.findall(rf'href="({path}[^"]+)"', page.text)
    form = desk.get(html.unescape(address)).context["form"]
    desk.post(
        path,
        {name: str(form[name].value()) for name in ("practitioner", "day", "time")},
    )

    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(9)


def test_the_desk_waits_all_the_same_by_a_second_press(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    page = desk.post(ADD, typed(practice_with_room))
    waits_already = WaitlistEntry.objects.exists()

    desk.post(ADD, typed(practice_with_room, toch="ja", gezien=page.context["form"].shown_for))

    assert (waits_already, WaitlistEntry.objects.count()) == (False, 1)


def test_the_desk_confirms_for_who_calls(desk: Client, practice_with_room: OpenPractice) -> None:
    entry = waits(practice_with_room, created_at=timezone.now(), confirmed_at=None)
    shown = desk.get(LIST).text
    path = reverse("wachtlijst:confirm", args=[entry.pk])
    looked_at = desk.get(path).status_code

    done = desk.post(path, follow=True).text

    entry.refresh_from_db()
    assert "Adres niet bevestigd: nog geen aanbod" in shown
    assert (looked_at, entry.is_confirmed) == (HTTPStatus.METHOD_NOT_ALLOWED, True)
    assert "Adres niet bevestigd" not in done


def test_an_entry_that_ended_meanwhile_is_not_confirmed(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    entry = waits(practice_with_room, created_at=timezone.now(), confirmed_at=None)
    desk.post(reverse("wachtlijst:end", args=[entry.pk]))

    page = desk.post(reverse("wachtlijst:confirm", args=[entry.pk]), follow=True)

    assert "Deze plaats op de wachtlijst is afgelopen." in page.text


def test_the_list_says_why_somebody_gets_nothing(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    practice_may(mail_from=time.min, mail_until=time.max)
    now = timezone.now()
    silent = waits(practice_with_room, patient=PatientFactory(), created_at=now)
    nothing = waits(practice_with_room, patient=PatientFactory(), created_at=now)
    unconfirmed = waits(practice_with_room, created_at=now, confirmed_at=None)
    WaitlistOfferFactory(
        entry=silent,
        status=OfferStatus.LAPSED,
        hold=None,
        offered_at=now,
        expires_at=now + timedelta(hours=1),
    )

    shown = dict(desk.get(LIST).context["rows"])
    opened(practice_with_room.slot, timezone.now())
    later = dict(desk.get(LIST).context["rows"])

    assert shown == {
        silent: Prospect.PASSED_OVER,
        nothing: Prospect.NOTHING_FREED,
        unconfirmed: Prospect.UNCONFIRMED,
    }
    assert later[nothing] == Prospect.IN_TURN


def test_wider_wishes_lead_to_what_can_be_booked_before_they_are_saved(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    entry = waits(practice_with_room, parts=["evening"])
    path = reverse("wachtlijst:change", args=[entry.pk])
    wider = {"from_day": entry.from_day, "until_day": entry.until_day}

    page = desk.post(path, wider)
    entry.refresh_from_db()
    unchanged = entry.parts
    [address, *_others] = re.findall(rf'href="({reverse("agenda:book")}[^"]+)"', page.text)
    form = desk.get(html.unescape(address)).context["form"]
    desk.post(path, wider | {"toch": "ja", "gezien": page.context["form"].shown_for})

    entry.refresh_from_db()
    assert (unchanged, entry.parts) == (["evening"], [])
    assert form["name"].value() == entry.patient.name
    assert str(form["time"].value()) == "09:00"


def test_a_visit_of_somebody_who_waits_for_it_already_leads_to_those_wishes(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit = AppointmentFactory(
        treatment=practice_with_room.treatment, starts_at=timezone.now() + timedelta(days=7)
    )
    entry = waits(practice_with_room, patient=visit.patient, appointment=visit)

    page = desk.get(f"{ADD}?afspraak={visit.pk}", follow=True)

    assert page.redirect_chain[0][0] == reverse("wachtlijst:change", args=[entry.pk])
    assert f"{visit.patient} staat hiervoor al op de wachtlijst." in html.unescape(page.text)
