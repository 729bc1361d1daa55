"""The waiting list at the desk: its order, its offers and their answers."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import (
    AppointmentStatus,
    Channel,
    NotificationStatus,
    OfferStatus,
    WaitlistStatus,
)
from booking.models import Appointment, Notification, WaitlistEntry, WaitlistOffer
from tests.booking.conftest import OpenPractice
from tests.booking.support.waitlist import offer_all_that_is_free
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    WaitlistEntryFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LIST = reverse("wachtlijst:index")
ADD = reverse("wachtlijst:add")
# Queries of every page in the admin: session, user, groups and menu.
QUERIES_OF_THE_ADMIN = 7


def waits(practice: OpenPractice, **wishes: Any) -> WaitlistEntry:
    today = timezone.localdate()
    usual = {
        "from_day": today,
        "until_day": today + timedelta(days=20),
        "created_at": timezone.now() - timedelta(hours=1),
    }
    entry: WaitlistEntry = WaitlistEntryFactory(treatment=practice.treatment, **(usual | wishes))
    return entry


@pytest.fixture
def offer(practice_with_room: OpenPractice) -> WaitlistOffer:
    """Offer to a patient without an e-mail address."""
    waits(practice_with_room, patient=PatientFactory(email=""))
    offer_all_that_is_free()
    return WaitlistOffer.objects.get()


def answer(desk: Client, offer: WaitlistOffer, said: str) -> Any:
    return desk.post(reverse("wachtlijst:answer", args=[offer.pk]), {"antwoord": said})


def typed(practice: OpenPractice, **changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "name": "Jef Voorbeeld",
        "phone": "0470 12 34 56",
        "treatment": practice.treatment.pk,
        "from_day": today,
        "until_day": today + timedelta(days=7),
        "key": uuid4(),
    } | changes


def test_entries_stand_in_turn(desk: Client, practice_with_room: OpenPractice) -> None:
    now = timezone.now()
    second = waits(practice_with_room, created_at=now)
    first = waits(practice_with_room, created_at=now - timedelta(hours=1))
    WaitlistEntryFactory(status=WaitlistStatus.LEFT, closed_at=now)

    assert desk.get(LIST).context["entries"] == [first, second]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_whatever_its_length(
    count: int, desk: Client, practice_with_room: OpenPractice, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        waits(practice_with_room, appointment=AppointmentFactory())
    offer_all_that_is_free()
    desk.get(LIST)

    # The list itself takes three: entries, their offers, and the newest offers; and seven tell why
    # some get none: who has a turn, who waits for nobody, rules, therapists, given up, what came
    # free, and ran out.
    with django_assert_num_queries(QUERIES_OF_THE_ADMIN + 10):
        desk.get(LIST)


def test_who_was_offered_what_stays_to_be_seen(desk: Client, offer: WaitlistOffer) -> None:
    answer(desk, offer, "ja")

    page = desk.get(LIST)

    assert (page.context["entries"], page.context["newest"]) == ([], [offer])
    assert "Aanvaard" in page.content.decode()


def test_the_desk_says_yes_for_a_patient_on_the_phone(desk: Client, offer: WaitlistOffer) -> None:
    answer(desk, offer, "ja")

    visit = Appointment.objects.get(status=AppointmentStatus.BOOKED)
    assert (visit.patient, visit.starts_at) == (offer.entry.patient, offer.starts_at)
    assert not Notification.objects.exists()


def test_the_desk_says_no_for_a_patient_on_the_phone(desk: Client, offer: WaitlistOffer) -> None:
    answer(desk, offer, "nee")

    offer.refresh_from_db()
    assert (offer.status, offer.entry.status) == (OfferStatus.DECLINED, WaitlistStatus.WAITING)


@pytest.mark.parametrize(
    ("status", "told"),
    [(NotificationStatus.OWED, False), (NotificationStatus.FAILED, True)],
)
def test_the_desk_is_told_to_call_where_the_mail_failed(
    desk: Client, practice_with_room: OpenPractice, status: NotificationStatus, told: bool
) -> None:
    waits(practice_with_room)
    offer_all_that_is_free()
    Notification.objects.update(status=status)

    assert ("Bericht mislukt: bel." in desk.get(LIST).content.decode()) == told


def test_an_answer_after_the_entry_ended_gets_a_message(desk: Client, offer: WaitlistOffer) -> None:
    desk.post(reverse("wachtlijst:end", args=[offer.entry_id]))

    page = desk.post(reverse("wachtlijst:answer", args=[offer.pk]), {"antwoord": "ja"}, follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["success", "error"]
    assert not Appointment.objects.filter(status=AppointmentStatus.BOOKED).exists()


def test_an_answer_that_is_neither_is_refused(desk: Client, offer: WaitlistOffer) -> None:
    assert answer(desk, offer, "misschien").status_code == HTTPStatus.BAD_REQUEST


def test_taking_somebody_off_asks_first(desk: Client, offer: WaitlistOffer) -> None:
    path = reverse("wachtlijst:end", args=[offer.entry_id])
    desk.get(path)
    offer.entry.refresh_from_db()
    asked = offer.entry.status

    desk.post(path)

    offer.entry.refresh_from_db()
    assert (asked, offer.entry.status) == (WaitlistStatus.WAITING, WaitlistStatus.LEFT)


def test_somebody_on_the_phone_is_put_on_the_list(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    page = desk.post(ADD, typed(practice_with_room, parts=["evening"]))

    entry = WaitlistEntry.objects.get()
    assert page.url == LIST
    assert (entry.patient.name, entry.patient.email, entry.parts) == (
        "Jef Voorbeeld",
        "",
        ["evening"],
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"phone": ""}, "phone"),
        ({"treatment": ""}, "treatment"),
        ({"from_day": "9999-12-31"}, "until_day"),
        ({"practitioner": "999999"}, "practitioner"),
        ({"key": "x"}, "key"),
    ],
)
def test_a_slip_gets_a_message_and_puts_nobody_on_the_list(
    desk: Client, practice_with_room: OpenPractice, changes: dict[str, Any], field: str
) -> None:
    page = desk.post(ADD, typed(practice_with_room, **changes))

    assert list(page.context["form"].errors) == [field]
    assert not WaitlistEntry.objects.exists()


def test_all_slips_are_told_at_once_with_the_cursor_at_the_first(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    page = desk.post(ADD, typed(practice_with_room, phone="", treatment=""))

    form = page.context["form"]
    with_cursor = [
        name for name, field in form.fields.items() if field.widget.attrs.get("autofocus")
    ]
    assert (set(form.errors), with_cursor) == ({"phone", "treatment"}, ["phone"])


def test_a_visit_is_put_on_the_list_even_within_its_cut_off(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    visit = AppointmentFactory(
        treatment=practice_with_room.treatment,
        starts_at=timezone.now() + timedelta(hours=20),
        channel=Channel.DESK,
    )
    today = timezone.localdate()

    desk.post(f"{ADD}?afspraak={visit.pk}", {"from_day": today, "until_day": visit.day})

    assert WaitlistEntry.objects.get().appointment == visit


@pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999"])
def test_a_visit_that_is_none_is_not_found(desk: Client, pk: str) -> None:
    assert desk.get(f"{ADD}?afspraak={pk}").status_code == HTTPStatus.NOT_FOUND


def test_a_therapist_sees_the_list_and_changes_nothing(
    client: Client, offer: WaitlistOffer
) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))
    shown = client.get(LIST)

    client.post(reverse("wachtlijst:end", args=[offer.entry_id]))
    answer(client, offer, "ja")
    refused = client.get(ADD)

    offer.refresh_from_db()
    assert (shown.status_code, shown.context["may_change"]) == (HTTPStatus.OK, False)
    assert refused.status_code == HTTPStatus.FOUND
    assert (offer.status, offer.entry.status) == (OfferStatus.OPEN, WaitlistStatus.WAITING)


def test_the_agenda_tells_to_whom_a_time_is_offered(desk: Client, offer: WaitlistOffer) -> None:
    day = timezone.localtime(offer.starts_at).date()

    page = desk.get(reverse("agenda:index"), {"dag": day.isoformat()})

    shown = [visit.offer.entry.patient for visit in page.context["agenda"].visits]
    assert shown == [offer.entry.patient]
    assert offer.entry.patient.name in page.content.decode()
