"""Blocks that several letters share, in the active language. None names the treatment.

The name of a treatment can tell what ails somebody, and others read mail over a shoulder.
"""

from django.utils.translation import gettext as _

from booking import links
from booking.bring_along import things_to_bring
from booking.choices import CancelledBy
from booking.emails.blocks import Block, Button, Facts, Items, Note, Paragraph, VisitLine, Visits
from booking.emails.context import LetterContext, SeriesContext, VisitContext
from booking.models import Appointment, Treatment, WaitlistOffer
from booking.models.known_time import KnownTime
from booking.text.formats import day_text, length_text, phone_text, time_text
from booking.ways_to_change import by_phone_text, change_note, change_text, until_of_each


def facts(context: LetterContext, moment: Appointment | WaitlistOffer) -> Facts:
    """Day, time, therapist, length and place of an appointment or an offer."""
    lines = [
        labelled(_("Therapist"), moment.practitioner.name),
        labelled(_("Length"), length_text(moment.length)),
        *for_whom(context),
        _location(context),
    ]
    return Facts(_when(moment), lines)


def labelled(label: str, value: str) -> str:
    """A line such as "Therapist: Noor", with the colon of the active language."""
    return _("%(label)s: %(value)s") % {"label": label, "value": value}


def for_whom(context: LetterContext) -> list[str]:
    """A line with the patient's name, if somebody else reads the letter, such as a parent."""
    return [labelled(_("For"), context.patient.name)] if context.patient.contact_name else []


def bring_along(treatment: Treatment) -> Items:
    """A list of things to bring to an appointment of this treatment."""
    return Items(_("What to bring:"), things_to_bring(treatment))


def policy(context: LetterContext, visit: Appointment | None) -> list[Block]:
    """The rules on cancelling that the patient agreed to, or else those of the practice today."""
    agreed = visit.policy if visit else None
    text = agreed.text if agreed else context.practice.cancellation_policy
    return [Note(text)] if text else []


def change(context: VisitContext) -> list[Block]:
    """Ways to change the appointment: online until its last moment for that, then by phone.

    Example: an appointment on Tuesday at 9:00 that can be changed until a day before. A letter of
    Sunday has the button "View, move or cancel"; one of Monday afternoon asks to call.
    """
    visit, url = context.visit, links.visit_url(context.visit)
    is_open = visit.can_be_changed_online(context.now)
    label = _("View, move or cancel the appointment") if is_open else _("View the appointment")
    told = change_text(visit, context.practice, now=context.now)
    return [Paragraph(told, context.practice.phone), Button(label, url)]


def what_is_cancelled(context: VisitContext) -> list[Block]:
    """The time that is cancelled, as the patient knew it, and the way to a new appointment."""
    moment = context.known or context.visit
    lines = [labelled(_("Therapist"), moment.practitioner.name), *for_whom(context)]
    return [Facts(_when(moment), lines), *_another_moment(context)]


def what_was_offered(context: LetterContext, offer: WaitlistOffer) -> Facts:
    """The time and therapist of an offer that nobody can take any more."""
    lines = [labelled(_("Therapist"), offer.practitioner.name), *for_whom(context)]
    return Facts(_when(offer), lines)


def visits_of_series(context: SeriesContext) -> Visits:
    """The appointments of a series, with a remark where it is no usual one."""
    visits = [
        VisitLine(_when(one), one.practitioner.name, _state(one), change_note(one, context.now))
        for one in context.visits
    ]
    return Visits(visits, [*for_whom(context), _location(context)])


def change_series(context: SeriesContext) -> list[Block]:
    """Ways to change the series, or to make a new appointment if none of it is left."""
    expected = [visit for visit in context.visits if visit.is_expected]
    if not expected:
        return _another_moment(context)
    changeable = [visit for visit in expected if visit.can_be_changed_online(context.now)]
    told, label = by_phone_text(context.practice), _("View the appointments")
    if changeable:
        told = _("You can move or cancel one of them online, or several at once.")
        label = _("View, move or cancel the appointments")
    if changeable and len(changeable) < len(expected):
        told = _("You can move or cancel the others online, one of them or all.")
    if changeable:
        told = f"{told} {until_of_each(changeable, context.practice)}"
    return [
        Paragraph(_("The file with this mail puts these appointments in your calendar.")),
        Paragraph(told, context.practice.phone),
        Button(label, links.series_url(context.series)),
    ]


def _when(moment: Appointment | WaitlistOffer | KnownTime) -> str:
    return f"{day_text(moment.starts_at)}, {time_text(moment.starts_at)}"


def _location(context: LetterContext) -> str:
    return labelled(_("Where"), context.practice.address or context.practice.name)


def _state(visit: Appointment) -> str:
    if not visit.is_cancelled:
        return ""
    by_practice = visit.cancelled_by == CancelledBy.PRACTICE
    return _("cancelled by the practice") if by_practice else _("cancelled")


def _another_moment(context: LetterContext) -> list[Block]:
    return [
        Paragraph(
            " ".join([_("Would you like another moment?"), *_rather_call(context)]),
            context.practice.phone,
        ),
        Button(_("Make a new appointment"), links.start_url()),
    ]


def _rather_call(context: LetterContext) -> list[str]:
    phone = phone_text(context.practice.phone)
    return [_("You can also call us: %(phone)s.") % {"phone": phone}] if phone else []
