"""Things that a patient is asked to bring along."""

from django.utils.translation import gettext as _

from booking.choices import Complaint
from booking.models import Treatment
from booking.text.translated import translated_lines


def things_to_bring(treatment: Treatment) -> list[str]:
    """The practice's own list for the treatment, or the usual one; in the active language."""
    return translated_lines(treatment, "bring_along") or _usual_things(treatment)


def _usual_things(treatment: Treatment) -> list[str]:
    if treatment.complaint == Complaint.RUNNING:
        return [
            _("clothes in which you move easily"),
            _("your new prescription, if you have one"),
        ]
    return [
        _("your identity card"),
        _("a sticker of your health insurance fund"),
        _("your doctor's prescription, if you have one"),
        _("reports and images, if you have any"),
        _("clothes in which you move easily"),
    ]
