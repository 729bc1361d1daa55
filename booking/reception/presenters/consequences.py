"""Sentences on what followed from a change of working hours."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.models import Patient
from booking.services.schedule.change_hours import Outcome
from booking.text.formats import period_text

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


def may_call(user: "User | AnonymousUser") -> bool:
    """Tell whether the user may see the list of patients to call."""
    return user.has_perms(["booking.view_absence", "booking.view_appointment"])


def consequences(outcome: Outcome, user: "User | AnonymousUser") -> list[str]:
    """Sentences on what followed from a change, for the green bar of this user.

    Whoever may not see patients reads how many there are, and that the desk has to know.
    """
    told = []
    if outcome.withdrawn:
        patients = [offer.entry.patient for offer in outcome.withdrawn]
        told.append(
            ngettext(
                "An offer to somebody on the waiting list is withdrawn: %(names)s.",
                "Offers to people on the waiting list are withdrawn: %(names)s.",
                len(patients),
            )
            % {"names": named(patients, user)}
        )
    if outcome.lifted:
        patients = [one.appointment.patient for one in outcome.lifted if one.appointment.patient]
        told.append(
            _("Takes place after all, and whoever was mailed otherwise is told: %(names)s.")
            % {"names": named(patients, user)}
        )
    if outcome.unserved:
        names = named([entry.patient for entry in outcome.unserved], user)
        told.append(
            _("Nothing can be offered any more on the waiting list to %(names)s: look there.")
            % {"names": names}
        )
    if outcome.change and not may_call(user):
        told.append(_("Appointments stay outside working hours: tell the desk to call."))
    if outcome.left_out:
        told.append(
            _("Not opened, as there is an availability already: %(periods)s.")
            % {"periods": "; ".join(period_text(*span) for span in outcome.left_out)}
        )
    return told


def named(patients: Iterable[Patient], user: "User | AnonymousUser") -> str:
    """The names of these patients, or how many they are for a user who may not see them."""
    people = list(patients)
    if not user.has_perm("booking.view_patient"):
        count = len(people)
        return ngettext("%(count)d patient", "%(count)d patients", count) % {"count": count}
    return ", ".join(map(_name_to_call, people))


def _name_to_call(patient: Patient) -> str:
    return str(patient) if patient.email else _("%(name)s (no e-mail: call)") % {"name": patient}
