"""Sentences on what followed from a change of working hours."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.models import WaitlistOffer
from booking.models.period import period_text
from booking.services.schedule.change_hours import Outcome


def consequences(outcome: Outcome) -> list[str]:
    """Sentences on what followed from a change, for the green bar."""
    told = []
    if count := len(outcome.withdrawn):
        told.append(
            ngettext(
                "An offer to somebody on the waiting list is withdrawn: %(names)s.",
                "Offers to people on the waiting list are withdrawn: %(names)s.",
                count,
            )
            % {"names": ", ".join(map(_withdrawn_from, outcome.withdrawn))}
        )
    if outcome.left_out:
        told.append(
            _("Not opened, as there is an availability already: %(periods)s.")
            % {"periods": "; ".join(period_text(*span) for span in outcome.left_out)}
        )
    return told


def _withdrawn_from(offer: WaitlistOffer) -> str:
    patient = offer.entry.patient
    return str(patient) if patient.email else _("%(name)s (no e-mail: call)") % {"name": patient}
