"""Treatments of the booking form, marked by whether they fit at the hour that was pressed."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext as _

from booking.models import Practitioner, Treatment
from booking.scheduling.clock import PLAUSIBLE_YEARS
from booking.services.practice.room import room_then
from booking.text.formats import length_text, time_text


class TreatmentField(forms.ModelChoiceField):
    """The treatments, of which those that do not fit at a moment say why."""

    marks: Mapping[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        """Short name and length, and what keeps the treatment from fitting."""
        told = f"{obj.name_at_desk} ({length_text(obj.duration)})"
        mark = self.marks.get(obj.pk, "")
        return f"{told}: {mark}" if mark else told


def marks_at(practitioner: object, day: object, clock: object, *, now: datetime) -> dict[int, str]:
    """Remarks by treatment on a moment, as the fields of the form hold it; empty where it fits.

    No remarks at all for a moment that is not free: the form says why when it is sent.
    """
    moment = moment_named(practitioner, day, clock)
    if moment is None:
        return {}
    person, start = moment
    room = room_then(person, start, now=now)
    until = room.free_until(start)
    if until is None:
        return {}
    given = set(person.treatments.values_list("pk", flat=True))
    too_long = _("too long, free until %(time)s") % {"time": time_text(until)}
    not_given = _("not with %(name)s") % {"name": person.first_name}

    def mark(one: Treatment) -> str:
        if one.pk not in given:
            return not_given
        return "" if room.takes(start, one.duration, one.turnaround) else too_long

    return {one.pk: mark(one) for one in Treatment.objects.all()}


def moment_named(
    practitioner: object, day: object, clock: object
) -> tuple[Practitioner, datetime] | None:
    """The therapist and the start that these values of the form name; None if they name none."""
    try:
        on = date.fromisoformat(str(day))
        if on.year not in PLAUSIBLE_YEARS:
            return None
        start = datetime.combine(on, time.fromisoformat(str(clock)))
        found = Practitioner.objects.active().filter(pk=int(str(practitioner))).first()
        return (found, from_current_timezone(start)) if found else None
    except (ValueError, forms.ValidationError):
        return None
