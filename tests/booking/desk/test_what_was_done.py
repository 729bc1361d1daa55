"""The desk reads what was done, of whom and of when; and that nothing was, if so."""

from datetime import timedelta
from typing import Any

import pytest
from django.forms import CheckboxInput
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import OfferStatus
from booking.models import Appointment, BookingRules, WaitlistEntry
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    MailTextFactory,
    NotificationFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    TariffFactory,
    TreatmentFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(practice_with_room: OpenPractice) -> Appointment:
    """Mia's appointment of this instant, about which she got a mail."""
    visit: Appointment = AppointmentFactory(
        patient=PatientFactory(name="Mia Voorbeeld"),
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=timezone.now().replace(second=0, microsecond=0),
    )
    NotificationFactory(appointment=visit)
    return visit


def told(desk: Client) -> list[str]:
    """The messages that the agenda shows, without their buttons, and its bar."""
    page = desk.get("/beheer/agenda/")
    shown = [" ".join(str(one).partition("<")[0].split()) for one in page.context["messages"]]
    bar = page.context["bar"]
    return [*shown, " ".join(bar.text.split())] if bar else shown


def press(desk: Client, visit: Appointment, verb: str) -> None:
    desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": verb})


def named(visit: Appointment) -> str:
    clock = timezone.localtime(visit.starts_at)
    return f"{visit.patient}, {{day}} om {clock.hour}.{clock:%M} u bij {visit.practitioner}."


@pytest.mark.parametrize(
    ("verbs", "words"),
    [
        (["check_in"], "Aangekomen: "),
        (["check_in", "undo_check_in"], "Toch niet aangekomen: "),
        (["mark_noshow"], "Niet gekomen: "),
        (["mark_noshow", "undo_noshow"], "Toch niet gemist: "),
        (["fulfil"], "Afgerond: "),
        (["fulfil", "undo_fulfil"], "Toch niet afgerond: "),
        (["cancel"], "Geannuleerd door de praktijk: "),
        (["cancel_as_asked"], "Geannuleerd door de patiënt: "),
        (["cancel", "reinstate"], "Toch niet geannuleerd: "),
        (["send_again"], "Het laatste bericht vertrekt nu: "),
    ],
)
def test_each_button_of_an_appointment_is_confirmed_with_verb_patient_and_hour(
    desk: Client, today: Appointment, verbs: list[str], words: str
) -> None:
    for verb in verbs:
        press(desk, today, verb)

    start, end = named(today).split("{day}")
    last = told(desk)[-1]
    assert last.startswith(words + start)
    assert end in last


def test_booking_and_moving_say_whom_and_when(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    day = practice_with_room.at(9).date().isoformat()
    place = {"practitioner": practice_with_room.practitioner.pk, "day": day}
    treatment = practice_with_room.treatment.pk
    who = {"treatment": treatment, "name": "Mia Voorbeeld", "phone": "0470 12 34 56"}

    desk.post("/beheer/agenda/boeken/", place | who | {"time": "10:00"})
    [booked] = told(desk)
    move = reverse("agenda:move", args=[Appointment.objects.get().pk])
    desk.post(move, place | {"time": "11:00"})
    [moved] = told(desk)
    desk.post(move, place | {"time": "11:00"})
    stood, _bar_of_the_move = told(desk)

    for message, start, hour in (
        (booked, "De afspraak is geboekt: Mia Voorbeeld, ", "10.00"),
        (moved, "De afspraak is verplaatst: Mia Voorbeeld, ", "11.00"),
        (stood, "Daar staat de afspraak al: Mia Voorbeeld, ", "11.00"),
    ):
        assert message.startswith(start)
        assert f" om {hour} u bij Noor Tester." in message


def test_cancelling_a_series_names_the_patient_and_the_first(desk: Client) -> None:
    series, patient = SeriesFactory(), PatientFactory(name="Mia Voorbeeld")
    now = timezone.now()
    first, _second = (
        AppointmentFactory(series=series, patient=patient, starts_at=now + timedelta(days=n))
        for n in (7, 14)
    )

    desk.post(reverse("agenda:series_cancel", args=[first.pk]), {"by": "practice"})

    start = "2 afspraken zijn geannuleerd, de eerste: Mia Voorbeeld, "
    assert told(desk)[0].startswith(start)


def test_the_waiting_list_names_the_patient(desk: Client) -> None:
    entry = WaitlistEntryFactory(
        patient=PatientFactory(name="Mia Voorbeeld"),
        treatment=TreatmentFactory(),
        confirmed_at=None,
    )

    desk.post(reverse("wachtlijst:confirm", args=[entry.pk]))
    desk.post(reverse("wachtlijst:end", args=[entry.pk]))

    assert told(desk) == [
        "Bevestigd: Mia Voorbeeld krijgt vanaf nu aanbiedingen.",
        "Mia Voorbeeld staat niet meer op de wachtlijst.",
    ]


def test_an_answer_on_the_phone_names_what_was_answered(desk: Client) -> None:
    offer = WaitlistOfferFactory(entry__patient=PatientFactory(name="Mia Voorbeeld"))

    desk.post(reverse("wachtlijst:answer", args=[offer.pk]), {"antwoord": "nee"})

    offer.refresh_from_db()
    [said] = told(desk)
    assert offer.status == OfferStatus.DECLINED
    assert said.startswith("Niet genomen: Mia Voorbeeld, ")
    assert said.endswith(f" bij {offer.practitioner}. De patiënt blijft op de wachtlijst.")


def test_a_patient_who_was_known_is_not_said_to_be_added(desk: Client) -> None:
    typed = {"name": "Mia Voorbeeld", "phone": "0470 12 34 56", "email": ""}

    for _ in range(2):
        desk.post("/beheer/patienten/new/", typed)

    assert told(desk) == [
        "Mia Voorbeeld is toegevoegd als patiënt.",
        "Mia Voorbeeld was al patiënt: dit zijn nu de gegevens.",
    ]


def sent_as_shown(desk: Client, address: str) -> dict[str, Any]:
    """The fields of the form at an address, as a browser sends them when nobody typed anything."""
    sent: dict[str, Any] = {}
    for field in desk.get(address).context["form"]:
        value, widget = field.value(), field.field.widget
        if isinstance(widget, CheckboxInput):
            shown = ["on"] if value else []
        else:
            shown = widget.format_value(field.field.prepare_value(value))
            shown = shown if isinstance(shown, list) else [shown]
        sent[field.html_name] = [str(one) for one in shown if one not in (None, "")]
    return sent


ROWS = {
    "afwezigheden": AbsenceFactory,
    "behandelingen": TreatmentFactory,
    "kinesitherapeuten": PractitionerFactory,
    "patienten": PatientFactory,
    "tarieven": TariffFactory,
}


@pytest.mark.parametrize("screen", [*ROWS, "regels"])
def test_a_form_that_is_saved_as_it_was_says_that_nothing_was_changed(
    admin_client: Client, screen: str
) -> None:
    row = BookingRules.load() if screen == "regels" else ROWS[screen]()
    address = (
        f"/beheer/settings/booking/bookingrules/{row.pk}/"
        if screen == "regels"
        else reverse(f"{screen}:edit", args=[row.pk])
    )

    answer = admin_client.post(address, sent_as_shown(admin_client, address))

    assert answer.status_code == 302
    [said] = told(admin_client)
    assert said.startswith("Er is niets gewijzigd: “")


def test_holidays_wishes_and_mails_that_are_saved_as_they_were_say_so(admin_client: Client) -> None:
    entry = WaitlistEntryFactory(patient__name="Mia Voorbeeld")
    WaitlistEntry.objects.update(from_day=timezone.localdate())
    MailTextFactory(kind="booked", language="nl")
    wishes, mail = (
        reverse("wachtlijst:change", args=[entry.pk]),
        reverse("mailteksten:edit", args=["booked", "nl"]),
    )
    shown = soup(admin_client.get("/beheer/feestdagen/")).find("input")
    ticked = [one["value"] for _words, one in shown if one.get("name") == "was_closed"]

    admin_client.post("/beheer/feestdagen/", {"closed": ticked, "was_closed": ticked})
    assert told(admin_client) == ["Er is niets gewijzigd: je vinkte niets aan of uit."]
    admin_client.post(wishes, sent_as_shown(admin_client, wishes))
    assert told(admin_client) == [
        "Er is niets gewijzigd: de wensen van Mia Voorbeeld zijn zoals ze waren."
    ]
    admin_client.post(mail, sent_as_shown(admin_client, mail) | {"keep": "ja"})
    assert told(admin_client) == [
        "Er is niets gewijzigd: de tekst van “Bevestiging” (Nederlands) is zoals hij was."
    ]
