"""Reading from the address of the agenda what is in the hand.

- `?hand=12`: appointment 12 is picked up, with `behandeling=3` for another treatment and
  `lengte=45` for another length in minutes;
- `?hand=nieuw&behandeling=3&patient=7`: a new one for a patient, or without `patient` for nobody
  yet, or for somebody new of whom the token `gevonden` keeps what was searched for; without
  `behandeling` for the first treatment of the practice;
- `bij=4` with either: only with that therapist;
- `wissel=ja` with an appointment: others to change places with light up in place of starts.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _

from booking.errors import BookingError
from booking.models import Appointment, Patient, Practitioner, Treatment
from booking.reception.presenters.hand import NEW, Hand, OwnPlace
from booking.reception.views.support.place import PK
from booking.reception.views.support.steps import STEP as SEARCH
from booking.services.practice.room import room_then
from booking.services.visits.find_starts import Wanted, need_of
from booking.text.formats import length_text

FIELDS = ("hand", "behandeling", "lengte", "patient", SEARCH, "bij", "wissel")
# Lengths that the desk can give to an appointment.
SHORTEST, LONGEST, STEP = timedelta(minutes=5), timedelta(hours=8), timedelta(minutes=5)


class OddLength(BookingError):
    """The desk typed a length that no appointment can have."""

    def __init__(self) -> None:
        super().__init__(
            _("Type a length from %(least)s to %(most)s, in steps of %(step)s.")
            % {
                "least": length_text(SHORTEST),
                "most": length_text(LONGEST),
                "step": length_text(STEP),
            }
        )


def picked_up(
    asked: Mapping[str, str], user: User | AnonymousUser, *, now: datetime
) -> Hand | None:
    """Read what is in the hand; None where the address names nothing that the user may move.

    Takes six queries at most, and four more for a swap.
    """
    wanted = wanted_by(asked, user)
    if wanted is None:
        return None
    treatments = list(Treatment.objects.all())
    giving = list(Practitioner.objects.active().giving(wanted.treatment))
    by = next((one for one in giving if str(one.pk) == asked.get("bij")), None)
    fields = {name: asked[name] for name in FIELDS if asked.get(name)}
    need = need_of(wanted, now=now)
    shown = wanted.visit.version if wanted.visit else ""
    swaps = own_place(wanted.visit, now) if wanted.visit and asked.get("wissel") else None
    return Hand(wanted, need, treatments, giving, by, fields, shown, swaps)


def own_place(visit: Appointment, now: datetime) -> OwnPlace:
    """The place that an appointment would leave to another one; four queries."""
    person = visit.practitioner
    gives = frozenset(person.treatments.values_list("pk", flat=True))
    return OwnPlace(room_then(person, visit.starts_at, now=now), gives)


def wanted_by(asked: Mapping[str, str], user: User | AnonymousUser) -> Wanted | None:
    """The appointment that looks for a time; None when there is none."""
    hand = asked.get("hand", "")
    treatment = treatment_named(asked)
    if hand == NEW:
        treatment = treatment or Treatment.objects.first()
        if treatment is None or not user.has_perm("booking.add_appointment"):
            return None
        may_see = user.has_perm("booking.view_patient")
        known = Patient.objects.known() if may_see else Patient.objects.none()
        return Wanted.new(treatment, row_named(known, asked.get("patient", "")))
    visits = Appointment.objects.expected().for_page().exclude(patient=None)
    if not user.has_perm("booking.change_appointment"):
        return None
    visit = row_named(visits, hand)
    length = length_of(asked.get("lengte", ""))
    return Wanted.of_visit(visit, treatment=treatment, length=length) if visit else None


def treatment_named(asked: Mapping[str, str]) -> Treatment | None:
    """The treatment that the address asks for; None where it asks for none."""
    found: Treatment | None = row_named(Treatment.objects.all(), asked.get("behandeling", ""))
    return found


def row_named(rows: Any, pk: str) -> Any:
    """The row of that number; None when it names none."""
    return rows.filter(pk=int(pk)).first() if PK.fullmatch(pk) else None


def length_of(minutes: str) -> timedelta | None:
    """A length that the desk can give, as its minutes were typed; None for any other text."""
    if not PK.fullmatch(minutes):
        return None
    length = int(minutes) * timedelta(minutes=1)
    is_one = SHORTEST <= length <= LONGEST and length % STEP == timedelta(0)
    return length if is_one else None
