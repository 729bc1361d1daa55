"""Changing what is waited for: in a patient's browser, and at the desk for who calls."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import WaitlistStatus
from booking.links import Purpose
from booking.models import WaitlistEntry
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    WaitlistEntryFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


@pytest.fixture
def entry(practice_with_room: OpenPractice) -> WaitlistEntry:
    """Since yesterday, for a week, in the evening."""
    today = timezone.localdate()
    entry: WaitlistEntry = WaitlistEntryFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        weekdays=[1, 3],
        parts=["evening"],
        from_day=today - ONE_DAY,
        until_day=today + 7 * ONE_DAY,
        created_at=timezone.now() - ONE_DAY,
    )
    return entry


def typed(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {"from_day": today, "until_day": today + 3 * ONE_DAY} | changes


def test_the_page_of_a_place_leads_to_the_form(client: Client, entry: WaitlistEntry) -> None:
    page = client.get(links.waiting_path(entry))

    assert f'href="{links.wishes_path(entry)}"' in page.content.decode()


def test_the_form_proposes_what_is_so_now(client: Client, entry: WaitlistEntry) -> None:
    form = client.get(links.wishes_path(entry)).context["form"]

    assert {name: form[name].value() for name in form.fields} == {
        "practitioner": entry.practitioner_id,
        "weekdays": [1, 3],
        "parts": ["evening"],
        "from_day": timezone.localdate(),
        "until_day": entry.until_day,
    }


def test_looking_changes_nothing_and_one_press_does(client: Client, entry: WaitlistEntry) -> None:
    path = links.wishes_path(entry)
    client.get(path)
    entry.refresh_from_db()
    looked_at = entry.parts

    page = client.post(path, typed(weekdays=["2"], parts=["morning"], practitioner="", toch="ja"))

    entry.refresh_from_db()
    assert (looked_at, page.url) == (["evening"], f"{links.waiting_path(entry)}?bewaard=ja")
    assert (entry.weekdays, entry.parts, entry.practitioner) == ([2], ["morning"], None)


@pytest.mark.parametrize(
    ("method", "told"), [("post", True), ("get", False)], ids=["pressed", "looked"]
)
def test_the_place_tells_that_the_change_is_saved(
    client: Client, entry: WaitlistEntry, method: str, told: bool
) -> None:
    send = getattr(client, method)
    page = send(links.wishes_path(entry), typed(parts=["morning"], toch="ja"), follow=True)

    assert ("Je wijziging is bewaard" in page.content.decode()) == told


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"from_day": "2020-01-01"}, "from_day"),
        ({"until_day": "9999-12-31"}, "until_day"),
        ({"until_day": "gisteren"}, "until_day"),
        ({"weekdays": ["8"]}, "weekdays"),
        ({"parts": ["night"]}, "parts"),
        ({"practitioner": "999999"}, "practitioner"),
    ],
)
def test_nonsense_gets_a_message_at_its_field_and_changes_nothing(
    client: Client, entry: WaitlistEntry, changes: dict[str, Any], field: str
) -> None:
    page = client.post(links.wishes_path(entry), typed(**changes))

    entry.refresh_from_db()
    assert (list(page.context["form"].errors), entry.parts) == ([field], ["evening"])


def test_nobody_waits_for_longer_than_until_the_visit(client: Client, entry: WaitlistEntry) -> None:
    entry.appointment = AppointmentFactory(
        patient=entry.patient, starts_at=timezone.now() + 2 * ONE_DAY
    )
    entry.save()

    page = client.post(links.wishes_path(entry), typed())

    assert list(page.context["form"].errors) == ["until_day"]


def test_who_left_meanwhile_sees_so(client: Client, entry: WaitlistEntry) -> None:
    client.post(links.waiting_path(entry))

    page = client.post(links.wishes_path(entry), typed(), follow=True)

    assert "Je staat niet meer op de wachtlijst" in page.content.decode()


def test_a_treatment_that_left_the_site_meanwhile_gets_a_message(
    client: Client, entry: WaitlistEntry
) -> None:
    entry.treatment.is_online = False
    entry.treatment.save()

    page = client.post(links.wishes_path(entry), typed(practitioner=""))

    assert page.context["form"].non_field_errors() == ["Dit kan je niet online boeken."]


def test_the_link_to_a_place_works_until_a_month_after_its_last_day(
    entry: WaitlistEntry,
) -> None:
    token = links.token(Purpose.WAITING, entry)
    last_day = timezone.now() + 37 * ONE_DAY

    assert links.read_waiting(token, now=last_day) == entry
    with pytest.raises(links.LinkExpired):
        links.read_waiting(token, now=last_day + ONE_DAY)


@pytest.mark.parametrize("people", [1, 3])
def test_the_form_takes_the_same_queries_however_many_people_there_are(
    people: int, client: Client, entry: WaitlistEntry, django_assert_num_queries: Any
) -> None:
    for _number in range(people - 1):
        PractitionerFactory(treatments=[entry.treatment])

    # Place, therapists and their treatments, rules, practice, site.
    with django_assert_num_queries(6):
        client.get(links.wishes_path(entry))


def test_the_desk_changes_it_for_who_calls(desk: Client, entry: WaitlistEntry) -> None:
    path = reverse("wachtlijst:change", args=[entry.pk])
    shown = desk.get(path)

    page = desk.post(path, typed(parts=["morning"], toch="ja"), follow=True)

    entry.refresh_from_db()
    assert shown.context["form"]["parts"].value() == ["evening"]
    assert (page.request["PATH_INFO"], entry.parts) == (reverse("wachtlijst:index"), ["morning"])
    [said] = page.context["messages"]
    assert str(said).strip() == f"De wensen van {entry.patient} zijn gewijzigd."


def test_a_slip_of_the_desk_gets_a_message_and_no_moments_for_other_wishes(
    desk: Client, entry: WaitlistEntry
) -> None:
    WaitlistEntry.objects.update(weekdays=[], parts=[])

    page = desk.post(reverse("wachtlijst:change", args=[entry.pk]), typed(until_day="9999-12-31"))

    assert list(page.context["form"].errors) == ["until_day"]
    assert "Dit kan je nu al boeken" not in page.text


def test_a_place_that_ended_leads_back_to_the_list_at_the_desk(
    desk: Client, entry: WaitlistEntry
) -> None:
    ended = WaitlistEntryFactory(status=WaitlistStatus.LEFT, closed_at=NOW)

    page = desk.get(reverse("wachtlijst:change", args=[ended.pk]), follow=True)

    assert page.redirect_chain == [(reverse("wachtlijst:index"), HTTPStatus.FOUND)]
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


def test_a_therapist_changes_nobodys_place(client: Client, entry: WaitlistEntry) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    client.post(reverse("wachtlijst:change", args=[entry.pk]), typed())

    entry.refresh_from_db()
    assert entry.parts == ["evening"]


def test_wider_wishes_show_what_can_be_booked_before_they_are_saved(
    client: Client, entry: WaitlistEntry
) -> None:
    path = links.wishes_path(entry)

    page = client.post(path, typed(weekdays=[], parts=["morning"]))
    entry.refresh_from_db()
    unchanged = entry.parts
    client.post(path, typed(parts=["morning"], toch="ja", gezien=page.context["form"].shown_for))

    entry.refresh_from_db()
    assert (len(page.context["free"]), unchanged, entry.parts) == (3, ["evening"], ["morning"])
    assert "Je hoeft niet te wachten" in page.text
