"""Words for the desk that came second: who has the time that it wanted."""

from datetime import datetime

from django.utils.translation import gettext as _

from booking.models import Appointment, Practitioner
from booking.reception.presenters.history import history_of
from booking.scheduling.spans import Span
from booking.text.formats import time_text


def taken_text(span: Span, practitioner: Practitioner, now: datetime) -> str:
    """Say who stands in that time, and who put them there; empty when nobody does any more.

    Four queries at most. Example: "Anna Peeters heeft intussen 10.00 u tot 10.30 u: Aan de balie
    (Lien). Kies een ander uur."
    """
    visits = Appointment.objects.holding_time(now).during(span).filter(practitioner=practitioner)
    other = visits.for_page().with_offer().order_by("starts_at").first()
    advice = _("Choose another hour.")
    return f"{_sentence(other)} {advice}" if other else ""


def _sentence(other: Appointment) -> str:
    facts = {"from": time_text(other.starts_at), "until": time_text(other.ends_at)}
    if other.patient:
        by = next((change.by for change in history_of(other)), "")
        told = _("%(name)s has %(from)s to %(until)s by now: %(by)s.")
        return told % (facts | {"name": str(other.patient), "by": by})
    if offer := getattr(other, "offer", None):
        told = _("%(from)s to %(until)s is on offer to %(name)s, from the waiting list.")
        return told % (facts | {"name": str(offer.entry.patient)})
    return _("Somebody is booking %(from)s to %(until)s online just now.") % facts
