"""Values of an appointment for its page, and for its card beside the agenda."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest

from booking.models import Absence, Appointment, Notification, Substitution
from booking.models.sight import Sight
from booking.reception.forms.note import NoteForm
from booking.reception.presenters.history import history_of
from booking.reception.presenters.spot import Spot
from booking.reception.presenters.verbs import Allowed, marks_of, verbs_of
from booking.reception.views.support.notes import notes_of_visit, with_refused
from booking.reception.views.support.rights import may_mark, may_see_absences
from booking.scheduling.grid import MINUTE
from booking.services.mail.send_again import is_still_owed, version_of
from booking.services.waitlist.join import may_get_earlier

# Of the patient's other appointments, as many that come and as many of the past.
MOST_SHOWN = 8


def about_visit(
    request: HttpRequest, appointment: Appointment, now: datetime, refused: NoteForm | None = None
) -> dict[str, object]:
    """Facts, notes, mails and history, with the form of a note that was `refused` in its place."""
    others = others_of_series(appointment)
    away = Absence.objects.of(appointment.practitioner_id).during(appointment.span).order_by("kind")
    mails = list(Notification.objects.about(appointment))
    may_wait = request.user.has_perm("booking.add_waitlistentry")
    mails_version = version_of(mails)
    allowed = Allowed(
        may_book=request.user.has_perm("booking.add_appointment"),
        may_wait=may_wait and may_get_earlier(appointment, now=now),
        has_mail=bool(mails_version),
        mail_waits=is_still_owed(mails),
    )
    may_change = request.user.has_perm("booking.change_appointment")
    marks = marks_of(appointment, now=now) if may_mark(request.user) else []
    verbs = verbs_of(appointment, allowed, now=now) if may_change else marks
    return {
        "appointment": appointment,
        "spot": Spot(appointment.practitioner_id, appointment.starts_at),
        "minutes": appointment.length // MINUTE,
        "series": others,
        "is_followed": any(
            other.is_expected and other.starts_at > appointment.starts_at for other in others
        ),
        "notes": with_refused(notes_of_visit(request, appointment, now), refused),
        "mails": [*mails, *mails_of_illness(appointment)],
        "last_mail": mails[0] if mails else None,
        "history": history_of(appointment),
        "mails_version": mails_version,
        "verbs": verbs,
        "absence": away.first() if appointment.is_expected else None,
        "is_coming": appointment.is_expected and appointment.starts_at > now,
        "can_change_online": appointment.can_be_changed_online(now),
        "may_change": may_change,
        "may_see_absence": may_see_absences(request.user),
        "may_see_patient": request.user.has_perm("booking.view_patient"),
        "may_change_patient": request.user.has_perm("booking.change_patient"),
    }


def mails_of_illness(appointment: Appointment) -> QuerySet[Notification]:
    """Mails with the choices of its patient, because the therapist is ill."""
    # Not by a join: where no mail has choices, the database would walk through all mails.
    asked = list(Substitution.objects.filter(appointment=appointment))
    return Notification.objects.filter(substitution__in=asked)


def others_of_patient(visit: Appointment, now: datetime, sight: Sight) -> list[Appointment]:
    """Other appointments of its patient: the next ones, and after these the last ones."""
    theirs = (
        Appointment.objects.seen_by(sight)
        .for_page()
        .filter(patient=visit.patient)
        .exclude(pk=visit.pk)
    )
    coming = list(theirs.filter(starts_at__gt=now).order_by("starts_at")[:MOST_SHOWN])
    past = theirs.filter(starts_at__lte=now).order_by("-starts_at")
    return [*coming, *past[:MOST_SHOWN]]


def others_of_series(appointment: Appointment) -> list[Appointment]:
    """Other appointments of its series in order of time; none when it is not part of one."""
    if appointment.series is None:
        return []
    others = appointment.series.appointments.exclude(pk=appointment.pk)
    return list(others.select_related("practitioner").order_by("starts_at"))
