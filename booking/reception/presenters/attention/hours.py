"""Therapists whom patients cannot book for want of hours."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.models import Practitioner, WorkingHours
from booking.reception.presenters.attention.base import (
    MOST,
    Group,
    Kind,
    Need,
    Verb,
    in_days,
    keyed,
)
from booking.scheduling.clock import clinic_date
from booking.services.schedule.generate_slots import last_day_to_generate
from booking.services.schedule.hours_ahead import (
    holes_in_hours,
    therapists_running_out,
    therapists_without_hours,
)
from booking.text.formats import day_of_year_text


def roster_of(person: Practitioner) -> Verb:
    """The link to the roster lines of a therapist."""
    url = f"{reverse('werkroosters:index')}?practitioner={person.pk}"
    return Verb(label=_("Show the roster"), url=url)


class HoursRunOut(Kind):
    """Therapists whose hours end before the last day that can be booked."""

    group = Group.ENDING

    def keys(self, now: datetime) -> QuerySet[Any]:
        return keyed(therapists_running_out(now=now))

    def needs(self, now: datetime) -> Sequence[Need]:
        people = therapists_running_out(now=now).prefetch_related("working_hours")
        found = list(people.order_by("last_until", "pk")[:MOST])
        if not found:
            return []
        today = clinic_date(now)
        furthest = last_day_to_generate(today)
        return [self._need(person, today, furthest, now) for person in found]

    def _need(self, person: Any, today: date, furthest: date, now: datetime) -> Need:
        until, name = person.last_until, {"name": person}
        last = clinic_date(until) if until else today
        lines = person.working_hours.all()
        waits = any(is_to_be_generated(line, last, furthest) for line in lines)
        stops = max((line.valid_until for line in lines if line.valid_until), default=None)
        if waits:
            details = _("The roster goes on, but its hours are not opened yet.")
        elif stops:
            details = _("The roster stops on %(day)s.") % {"day": day_of_year_text(stops)}
        else:
            details = _("There is no roster: these hours were opened by hand.")
        generate = Verb(label=_("Open the hours"), url=reverse("aandacht:generate"), sends={})
        return Need(
            what=_("The hours of %(name)s end on %(day)s")
            % (name | {"day": day_of_year_text(until)})
            if until
            else _("%(name)s has a roster and no hours") % name,
            details=details,
            until=until,
            deadline=in_days(until, now) if until else _("now"),
            verbs=[generate, roster_of(person)] if waits else [roster_of(person)],
        )

    def in_order(self, now: datetime) -> str:  # noqa: ARG002  the same whenever
        return _("whoever has hours has them as far as patients can book")


class WithoutHours(Kind):
    """Therapists who work here, give a treatment and have neither a roster nor hours."""

    group = Group.TO_FINISH

    def keys(self, now: datetime) -> QuerySet[Any]:
        return keyed(therapists_without_hours(now=now))

    def needs(self, now: datetime) -> Sequence[Need]:
        return [
            Need(
                what=_("%(name)s has no roster and no hours") % {"name": person},
                details=_(
                    "Nobody can book. Does this therapist not work here any more? Untick it."
                ),
                until=None,
                deadline="",
                verbs=[
                    Verb(label=_("Add a roster line"), url=reverse("werkroosters:add")),
                    # Who leaves is unticked by whoever may change therapists; the desk looks.
                    Verb(label=_("Show the therapists"), url=reverse("kinesitherapeuten:index")),
                ],
            )
            for person in therapists_without_hours(now=now)[:MOST]
        ]


class HolesInHours(Kind):
    """Weeks without any hours between two stretches with hours."""

    group = Group.TO_FINISH

    def keys(self, now: datetime) -> QuerySet[Any]:
        return keyed(holes_in_hours(now=now))

    def needs(self, now: datetime) -> Sequence[Need]:
        slots = holes_in_hours(now=now).select_related("practitioner")
        return [
            Need(
                what=_("%(name)s has no hours from %(first)s until %(next)s")
                % {
                    "name": slot.practitioner,
                    "first": day_of_year_text(slot.ends_at),
                    "next": day_of_year_text(slot.next_at),
                },
                details=_("Is somebody away then? Enter an absence, and this goes."),
                until=max(slot.ends_at, now),
                deadline=in_days(slot.ends_at, now),
                verbs=[roster_of(slot.practitioner)],
            )
            for slot in slots.order_by("starts_at", "pk")[:MOST]
        ]

    def in_order(self, now: datetime) -> str:  # noqa: ARG002  the same whenever
        return _("no roster has a hole")


def is_to_be_generated(line: WorkingHours, last: date, furthest: date) -> bool:
    """Tell whether a line gives hours after the last ones that were not generated yet."""
    goes_on = line.valid_until is None or line.valid_until > last
    end = min(furthest, line.valid_until or furthest)
    return goes_on and (line.generated_until is None or line.generated_until < end)
