"""What stands in each kind of letter, in the language that is active. Nothing medical does."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from booking import links
from booking.bring_along import things_to_bring
from booking.choices import CancelledBy, LetterKind
from booking.emails.blocks import (
    Block,
    Button,
    Facts,
    Items,
    Link,
    Note,
    Paragraph,
    VisitLine,
    Visits,
)
from booking.emails.context import Matter
from booking.emails.texts import Words
from booking.models import Appointment, Treatment, WaitlistEntry, WaitlistOffer
from booking.models.notification import KnownTime
from booking.text.formats import (
    day_of_year_text,
    day_text,
    length_text,
    moment_text,
    phone_text,
    time_text,
)


def blocks_of(matter: Matter, words: Words) -> list[Block]:
    return [
        Paragraph(_("Hello %(name)s,") % {"name": matter.patient.addressed_as}),
        *map(Paragraph, words.opening),
        *MIDDLES[matter.kind](matter),
        *map(Paragraph, words.closing),
        *_all_visits(matter),
    ]


def _booked(matter: Matter) -> list[Block]:
    visit = _visit(matter)
    return [
        _facts(matter, visit),
        _bring_along(visit.treatment),
        *_change(matter, visit),
        *_policy(matter),
    ]


def _moved(matter: Matter) -> list[Block]:
    visit = _visit(matter)
    return [
        Paragraph(_moved_from(visit, matter.known)),
        _facts(matter, visit),
        *_change(matter, visit),
    ]


def _moved_from(visit: Appointment, known: KnownTime | None) -> str:
    """Leads to the facts."""
    if known is None or known == KnownTime.as_it_stands(visit):  # the second: sent again
        return _("Your appointment is now:")
    words = {"moment": moment_text(known.starts_at), "therapist": known.practitioner.name}
    if known.practitioner == visit.practitioner:
        return _("Your appointment has been moved from %(moment)s to:") % words
    if known.starts_at == visit.starts_at:
        names = {"now": visit.practitioner.name, "before": known.practitioner.name}
        return _("The time stays the same. You will see %(now)s instead of %(before)s:") % names
    return _("Your appointment has been moved from %(moment)s with %(therapist)s to:") % words


def _cancelled(matter: Matter) -> list[Block]:
    moment = matter.known or _visit(matter)
    lines = [_labelled(_("Therapist"), moment.practitioner.name), *_for_whom(matter)]
    return [Facts(_when(moment), lines), *_another_moment(matter)]


def _reminder(matter: Matter) -> list[Block]:
    visit = _visit(matter)
    return [_facts(matter, visit), _bring_along(visit.treatment), *_change(matter, visit)]


def _series(matter: Matter) -> list[Block]:
    bring = [_bring_along(visit.treatment) for visit in matter.visits[:1]]
    return [_visits(matter), *bring, *_change_series(matter), *_policy(matter)]


def _series_changed(matter: Matter) -> list[Block]:
    return [_visits(matter), *_change_series(matter)]


def _waitlist_entry(matter: Matter) -> list[Block]:
    entry = _waited_for(matter)
    return [
        Items(_("What you asked for:"), [*_wishes(entry), *_for_whom(matter)]),
        *_stands(entry),
        Paragraph(_("When we e-mail you a time, please answer soon: we keep it for a few hours.")),
        Button(_("Change when you can come, or leave the list"), links.waiting_url(entry)),
        Note(_("Did you not ask for this? Leave the list and you will hear no more about it.")),
    ]


def _offer(matter: Matter) -> list[Block]:
    offer = _offered(matter)
    return [
        _facts(matter, offer),
        *_replaced(offer),
        Button(_("Take this moment, or let it go"), links.offer_url(offer)),
        Note(
            " ".join(
                [
                    _("If it does not suit you, everything stays as it is."),
                    _("If you do not answer in time, we offer it to somebody else."),
                ]
            )
        ),
    ]


def _links(matter: Matter) -> list[Block]:
    return [
        Button(
            _("View, move or cancel your appointments"),
            links.visits_url(matter.patient, now=matter.now),
        ),
        Note(_("Whoever has this link sees your appointments: keep it to yourself.")),
        Note(_("Did you not ask for this mail? Then you need not do anything.")),
    ]


MIDDLES: dict[LetterKind, Callable[[Matter], list[Block]]] = {
    LetterKind.BOOKED: _booked,
    LetterKind.MOVED: _moved,
    LetterKind.CANCELLED: _cancelled,
    LetterKind.CALLED_OFF: _cancelled,
    LetterKind.SERIES: _series,
    LetterKind.SERIES_CHANGED: _series_changed,
    LetterKind.REMINDER: _reminder,
    LetterKind.ENTRY: _waitlist_entry,
    LetterKind.OFFER: _offer,
    LetterKind.LINKS: _links,
}


def _all_visits(matter: Matter) -> list[Block]:
    """Under each letter but the one that is about nothing else."""
    if matter.kind == LetterKind.LINKS:
        return []
    url = links.visits_url(matter.patient, now=matter.now)
    if matter.kind == LetterKind.REMINDER:
        return [Link(_("All your appointments, and no more reminders"), url)]
    return [Link(_("All your appointments"), url)]


def _facts(matter: Matter, moment: Appointment | WaitlistOffer) -> Facts:
    lines = [
        _labelled(_("Therapist"), moment.practitioner.name),
        _labelled(_("Length"), length_text(moment.length)),
        *_for_whom(matter),
        _place(matter),
    ]
    return Facts(_when(moment), lines)


def _labelled(label: str, value: str) -> str:
    return _("%(label)s: %(value)s") % {"label": label, "value": value}


def _when(moment: Appointment | WaitlistOffer | KnownTime) -> str:
    return f"{day_text(moment.starts_at)}, {time_text(moment.starts_at)}"


def _for_whom(matter: Matter) -> list[str]:
    """Where somebody else than the patient reads the letter."""
    return [_labelled(_("For"), matter.patient.name)] if matter.patient.contact_name else []


def _place(matter: Matter) -> str:
    return _labelled(_("Where"), matter.practice.address or matter.practice.name)


def _bring_along(treatment: Treatment) -> Items:
    return Items(_("What to bring:"), things_to_bring(treatment))


def _policy(matter: Matter) -> list[Block]:
    return [Note(matter.policy)] if matter.policy else []


def _another_moment(matter: Matter) -> list[Block]:
    return [
        Paragraph(" ".join([_("Would you like another moment?"), *_rather_call(matter)])),
        Button(_("Make a new appointment"), links.start_url()),
    ]


def _change(matter: Matter, visit: Appointment) -> list[Block]:
    url = links.visit_url(visit)
    if not visit.can_be_changed_online(matter.now):
        return [_call_to_change(matter), Button(_("View the appointment"), url)]
    until = {"moment": moment_text(visit.change_until)}
    sentences = [
        _("You can move or cancel it online until %(moment)s.") % until,
        *_call_later(matter),
    ]
    return [
        Paragraph(" ".join(sentences)),
        Button(_("View, move or cancel the appointment"), url),
    ]


def _change_series(matter: Matter) -> list[Block]:
    assert matter.series  # noqa: S101  a letter about a series has one
    if not any(visit.is_expected for visit in matter.visits):
        return _another_moment(matter)
    return [
        Paragraph(_("The file with this mail puts these appointments in your calendar.")),
        Paragraph(_("Online you can move or cancel one of them, or all that are still to come.")),
        Button(_("View, move or cancel the appointments"), links.series_url(matter.series)),
    ]


def _call_to_change(matter: Matter) -> Paragraph:
    if phone := phone_text(matter.practice.phone):
        return Paragraph(
            _("Would you like to change something? Please call us: %(phone)s.") % {"phone": phone}
        )
    return Paragraph(_("Would you like to change something? Please let us know."))


def _call_later(matter: Matter) -> list[str]:
    phone = phone_text(matter.practice.phone)
    return [_("After that, please call us: %(phone)s.") % {"phone": phone}] if phone else []


def _rather_call(matter: Matter) -> list[str]:
    phone = phone_text(matter.practice.phone)
    return [_("You can also call us: %(phone)s.") % {"phone": phone}] if phone else []


def _visits(matter: Matter) -> Visits:
    visits = [VisitLine(_when(one), one.practitioner.name, _state(one)) for one in matter.visits]
    return Visits(visits, [*_for_whom(matter), _place(matter)])


def _state(visit: Appointment) -> str:
    if not visit.is_cancelled:
        return ""
    by_practice = visit.cancelled_by == CancelledBy.PRACTICE
    return _("cancelled by the practice") if by_practice else _("cancelled")


def _wishes(entry: WaitlistEntry) -> list[str]:
    """Not for what: the treatment is nobody's business."""
    with_whom = entry.practitioner.name if entry.practitioner else _("No preference")
    first, last = day_of_year_text(entry.from_day), day_of_year_text(entry.until_day)
    return [
        _labelled(_("Therapist"), with_whom),
        _labelled(_("Days"), ", ".join(entry.shown_weekdays) or _("Any day")),
        _labelled(_("Hours"), ", ".join(entry.shown_parts) or _("Any hour")),
        _labelled(_("Period"), _("%(first)s to %(last)s") % {"first": first, "last": last}),
    ]


def _stands(entry: WaitlistEntry) -> list[Block]:
    if entry.appointment is None:
        return []
    moment = {"moment": moment_text(entry.appointment.starts_at)}
    told = _("You keep your appointment on %(moment)s until you accept an earlier time.")
    return [Paragraph(told % moment)]


def _replaced(offer: WaitlistOffer) -> list[Block]:
    if offer.entry.appointment is None:
        return []
    moment = {"moment": moment_text(offer.entry.appointment.starts_at)}
    return [Paragraph(_("It takes the place of your appointment on %(moment)s.") % moment)]


def _visit(matter: Matter) -> Appointment:
    assert matter.visit  # noqa: S101  a letter about a visit has one
    return matter.visit


def _waited_for(matter: Matter) -> WaitlistEntry:
    assert matter.entry  # noqa: S101  a letter about a place on the list has one
    return matter.entry


def _offered(matter: Matter) -> WaitlistOffer:
    assert matter.offer  # noqa: S101  a letter about an offer has one
    return matter.offer
