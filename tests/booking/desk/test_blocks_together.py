"""Internal blocks of several therapists and weeks: made at once, deleted alone or all together."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.models import Absence, InternalBlock, Practitioner
from tests.booking.support.pressing import Button, buttons, words_of
from tests.factories.booking import (
    DAY,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)
from tests.factories.hours import InternalBlockFactory

pytestmark = pytest.mark.django_db
NEW = "/beheer/interne-blokken/new/"
WEEK = timedelta(weeks=1)


@pytest.fixture
def people() -> list[Practitioner]:
    """Noor and Wout, who work on one day."""
    made: list[Practitioner] = [PractitionerFactory(name=name) for name in ("Noor", "Wout")]
    for person in made:
        SlotFactory(practitioner=person)
    return made


def make(desk: Client, people: list[Practitioner], **typed: Any) -> Any:
    """Press the button of the form for a meeting from nine to ten."""
    [form] = buttons(desk.get(f"{NEW}?day={DAY}&opens=09:00&closes=10:00"), NEW)
    return form.press(desk, practitioner=[str(one.pk) for one in people], reason="Overleg", **typed)


def made() -> list[tuple[str, Any]]:
    rows = InternalBlock.objects.order_by("starts_at", "practitioner__name")
    return [(row.practitioner.name, row.starts_at) for row in rows]


def all_button(desk: Client, block: InternalBlock) -> Button:
    """The button that deletes all that were made with the block, on its page that asks."""
    address = f"/beheer/interne-blokken/delete/{block.pk}/?alle=ja"
    [button] = buttons(desk.get(address), address)
    return button


def test_one_press_makes_a_block_for_each_therapist_and_week(
    desk: Client, people: list[Practitioner]
) -> None:
    page = make(desk, people, weeks="3")

    weeks = [at(8, day=DAY) + number * WEEK for number in range(3)]
    assert made() == [(name, start) for start in weeks for name in ("Noor", "Wout")]
    assert len(set(InternalBlock.objects.values_list("made_together", flat=True))) == 1
    assert "6 interne blokken zijn gemaakt." in words_of(page)


def test_until_a_day_it_is_each_week_up_to_that_day_included(
    desk: Client, people: list[Practitioner]
) -> None:
    make(desk, people[:1], last_day=(DAY + 2 * WEEK).strftime("%d/%m/%Y"))

    assert [start.date() for _name, start in made()] == [DAY, DAY + WEEK, DAY + 2 * WEEK]


def test_one_that_cannot_be_refuses_all_and_says_whose_and_when(
    desk: Client, people: list[Practitioner]
) -> None:
    start = at(8, day=DAY) + WEEK
    AbsenceFactory(
        practitioner=people[1], starts_at=start, ends_at=start + timedelta(hours=2), reason="verlof"
    )

    page = make(desk, people, weeks="2")

    [told] = page.context["form"].non_field_errors()
    assert told.startswith("Wout is dan al afwezig: ")
    assert "(verlof)" in told
    assert made() == []
    assert page.context["form"]["weeks"].value() == "2"


def test_appointments_in_blocks_of_several_therapists_are_listed_for_the_desk_to_call(
    desk: Client, people: list[Practitioner]
) -> None:
    chosen = timezone.now() - WEEK
    visits = [
        AppointmentFactory(practitioner=person, starts_at=at(8), arranged_at=chosen)
        for person in people
    ]

    page = make(desk, people)

    assert page.redirect_chain == [(reverse("buiten_uren:index"), 302)]
    assert all(visit.patient.name in words_of(page) for visit in visits)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"weeks": "0"}, "weeks", "minstens"),
        ({"weeks": "54"}, "weeks", "hoogstens"),
        ({"weeks": "2", "last_day": "01/02/2030"}, "last_day", "niet allebei"),
        ({"last_day": "01/01/2020"}, "last_day", "De laatste dag komt voor de eerste."),
        ({"last_day": "01/01/2099"}, "last_day", "Dat zijn meer dan 53 weken."),
    ],
)
def test_weeks_that_cannot_be_are_told_at_their_field(
    desk: Client, people: list[Practitioner], typed: dict[str, str], field: str, says: str
) -> None:
    page = make(desk, people, **typed)

    errors = page.context["form"].errors
    assert list(errors) == [field]
    assert says in errors[field][0]
    assert made() == []


def test_one_of_them_is_deleted_by_itself_or_all_by_one_press(
    desk: Client, people: list[Practitioner]
) -> None:
    make(desk, people, weeks="2")
    first, *_others = InternalBlock.objects.order_by("pk")
    edit = desk.get(f"/beheer/interne-blokken/edit/{first.pk}/?next=/beheer/agenda/")
    assert "Verwijder alle 4 die samen gemaakt zijn" in words_of(edit)
    assert "?alle=ja&amp;next=%2Fbeheer%2Fagenda%2F" in edit.content.decode()

    alone = f"/beheer/interne-blokken/delete/{first.pk}/"
    [button] = buttons(desk.get(alone), alone)
    button.press(desk)
    assert InternalBlock.objects.count() == 3

    page = all_button(desk, InternalBlock.objects.order_by("pk")[0]).press(desk)
    assert "3 interne blokken zijn verwijderd." in words_of(page)
    assert not Absence.objects.exists()


def test_all_of_them_are_asked_about_again_when_a_colleague_changed_one(
    desk: Client, people: list[Practitioner]
) -> None:
    make(desk, people, weeks="2")
    first, other, *_rest = InternalBlock.objects.order_by("pk")
    button = all_button(desk, first)
    InternalBlock.objects.filter(pk=other.pk).update(ends_at=other.ends_at + WEEK / 336)

    page = button.press(desk)

    assert "intussen gewijzigd" in words_of(page)
    assert InternalBlock.objects.count() == 4


def test_a_block_of_another_making_stays(desk: Client, people: list[Practitioner]) -> None:
    other = InternalBlockFactory(practitioner=people[0], starts_at=at(14), ends_at=at(15))
    make(desk, people)

    all_button(desk, InternalBlock.objects.exclude(pk=other.pk)[0]).press(desk)

    assert list(InternalBlock.objects.all()) == [other]
