"""The topic of a mail in a few words, and the way to it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.models import AppointmentSeries, Notification
from booking.text.formats import list_moment_text


def topic_url(mail: Notification) -> str:
    """Address of the appointment that the mail is about, or of its patient, or of a day sheet."""
    if mail.sheets_from:
        return f"{reverse('agenda:day_sheet')}?dag={mail.sheets_from.isoformat()}"
    about = mail.appointment_id or (mail.substitution and mail.substitution.appointment_id)
    if about:
        return reverse("agenda:visit", args=[about])
    return reverse("patienten:visits", args=[mail.patient_id])


def topic_text(mail: Notification) -> str:
    """Topic of the mail in a few words, as the list has many columns.

    Example: "12/01/2027 9.00 u" for an appointment, an offer or a choice, "vanaf 12/01/2027" for
    day sheets, "11/01 – 31/01/2027" for
    a waiting-list entry, nothing for a link to the appointments.
    """
    if mail.sheets_from:
        return _("from %(day)s") % {"day": f"{mail.sheets_from:%d/%m/%Y}"}
    if moment := mail.appointment or mail.offer or mail.substitution:
        return list_moment_text(moment.starts_at)
    if mail.entry:
        return f"{mail.entry.from_day:%d/%m} – {mail.entry.until_day:%d/%m/%Y}"
    return series_text(mail.series) if mail.series else ""


def series_text(series: AppointmentSeries) -> str:
    """Number and first day of the appointments of a series; load these along."""
    days = [visit.day for visit in series.appointments.all()]
    if not days:
        return ""
    text = ngettext(
        "%(count)d appointment, on %(day)s", "%(count)d appointments as of %(day)s", len(days)
    )
    return text % {"count": len(days), "day": f"{min(days):%d/%m/%Y}"}
