"""Words about what a search for a patient found."""

from django.utils.translation import gettext as _

from booking.services.patients.find import Found


def remark_on(found: Found) -> str:
    """Say what to do when a search found nobody, too many or only what is near; else empty."""
    if found.is_too_short:
        return _("Type two letters of a name or three digits of a number at least.")
    if not found.patients:
        return _("Nobody was found. Check the spelling, or type less of it.")
    if found.is_near and not found.has_more:
        return _("Nobody fits exactly. These come near.")
    if found.has_more:
        words = _("There are more than %(most)d. Type more of the name, or a piece of the number.")
        return words % {"most": len(found.patients)}
    return ""
