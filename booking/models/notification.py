from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking.choices import (
    ABOUT_A_SUBSTITUTION,
    ABOUT_AN_OFFER,
    ABOUT_ONE_VISIT,
    NotificationKind,
    NotificationStatus,
)
from booking.models.appointment import Appointment
from booking.models.evening_mail import evening_mail
from booking.models.invariants import set_exactly_when, tells_of
from booking.models.known_time import FromKnown, KnownTime
from booking.models.notification_queryset import TO_SEE_TO, NotificationQuerySet
from booking.models.offer import WaitlistOffer
from booking.models.patient import Patient
from booking.models.sending import Sending
from booking.models.series import AppointmentSeries
from booking.models.substitution import Substitution
from booking.models.waitlist import WaitlistEntry
from booking.scheduling.clock import clinic_date

# A late reminder is still sent until this long before the appointment; after that it is of no use.
REMIND_UNTIL = timedelta(hours=1)


class Notification(Sending, FromKnown):
    """A mail to a patient, or with day sheets to the desk, owed until a worker has sent it.

    It is written in the transaction of the change that it tells of, so that neither goes without
    the other (docs/adr/0006-mail-is-owed-in-the-database.md).
    """

    # Empty for a mail to the desk.
    patient = models.ForeignKey(
        Patient,
        verbose_name=_("patient"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    # The subject of the mail: one of the next six, or none for a link to all appointments.
    appointment = models.ForeignKey(
        Appointment,
        verbose_name=_("appointment"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    series = models.ForeignKey(
        AppointmentSeries,
        verbose_name=_("series"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    entry = models.ForeignKey(
        WaitlistEntry,
        verbose_name=_("place on the waiting list"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    offer = models.ForeignKey(
        WaitlistOffer,
        verbose_name=_("offer"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    substitution = models.ForeignKey(
        Substitution,
        verbose_name=_("choice of another time"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    sheets_from = models.DateField(
        _("day sheets from"),
        null=True,
        blank=True,
        help_text="The first day of the sheets that this mail brings to the desk.",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NotificationKind)
    sequence = models.PositiveIntegerField(
        default=0,
        help_text="SEQUENCE of the appointment or series; each state is told once.",
    )
    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(status=NotificationStatus.OWED),
                name="notification_due",
            ),
            models.Index(fields=["created_at"], condition=TO_SEE_TO, name="notification_to_see_to"),
            models.Index(fields=["-created_at", "-id"], name="notification_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "kind", "sequence"], name="each_state_is_told_once"
            ),
            models.UniqueConstraint(
                fields=["series", "kind", "sequence"], name="each_state_of_a_series_is_told_once"
            ),
            models.UniqueConstraint(fields=["offer", "kind"], name="each_offer_is_told_once"),
            models.UniqueConstraint(fields=["entry"], name="each_entry_is_told_once"),
            models.UniqueConstraint(
                fields=["substitution", "kind"], name="each_substitution_is_told_once"
            ),
            models.CheckConstraint(
                condition=tells_of("appointment", ABOUT_ONE_VISIT)
                | tells_of("series", [NotificationKind.SERIES])
                | tells_of("entry", [NotificationKind.ENTRY])
                | tells_of("offer", ABOUT_AN_OFFER)
                | tells_of("substitution", ABOUT_A_SUBSTITUTION)
                | tells_of("sheets_from", [NotificationKind.SHEETS])
                | tells_of(None, [NotificationKind.LINKS]),
                name="a_mail_tells_of_what_its_kind_says",
            ),
            models.UniqueConstraint(fields=["sheets_from"], name="each_day_is_mailed_once"),
            models.CheckConstraint(
                condition=Q(patient=None, kind=NotificationKind.SHEETS)
                | ~Q(kind=NotificationKind.SHEETS) & Q(patient__isnull=False),
                name="all_mail_but_day_sheets_is_to_a_patient",
            ),
            set_exactly_when("sent_at", NotificationStatus.SENT, name="sent_at_exactly_when_sent"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(status=NotificationStatus.FAILED),
                name="only_a_failed_mail_is_settled",
            ),
            models.CheckConstraint(
                condition=Q(known_starts_at=None, known_practitioner=None)
                | Q(known_starts_at__isnull=False, known_practitioner__isnull=False),
                name="a_known_time_has_a_therapist",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_status_display()}"

    @property
    def reader(self) -> str:
        """Name of the one whom the mail is for."""
        return str(self.patient) if self.patient else gettext("the desk")

    @property
    def addressee(self) -> Patient:
        """The patient whom the mail is for. Raises ValueError for a mail to the desk."""
        if self.patient is None:
            raise ValueError("This mail is to the desk.")
        return self.patient

    @property
    def known_time(self) -> KnownTime | None:
        """The appointment as the patient knew it before this mail; None for a new one."""
        visit, start, person = self.appointment, self.known_starts_at, self.known_practitioner
        if visit is None or start is None or person is None:
            return None
        return KnownTime(start, person, self.known_ends_at or start + visit.length)

    @property
    def told_at(self) -> datetime:
        """The moment up to which the mail tells all changes of its appointments.

        For a mail about one appointment that is when it was made: a later change replaces it. A
        mail about a series is written anew as it is sent, so it tells all changes until then.
        """
        return (self.sent_at if self.series_id else None) or self.created_at

    def is_superseded(self, now: datetime) -> bool:
        """Tell whether the mail is no longer true, or comes too late to be of use."""
        if self.sheets_from:
            return clinic_date(now) > self.sheets_from or not evening_mail().is_on
        if self.offer:
            is_withdrawal = self.kind == NotificationKind.WITHDRAWN
            untrue = is_withdrawal != self.offer.is_withdrawn
            return untrue or not self.offer.is_worth_telling(now)
        if self.entry:
            return not self.entry.is_waiting
        if self.substitution:
            return not self.substitution.is_told_truly_by(self.kind, now)
        if self.kind == NotificationKind.REMINDER and not self._can_remind(now):
            return True
        if self.series and not self.series.is_told and not self.series.has_coming(now):
            return True
        told = self.appointment or self.series
        return told is not None and self.sequence < told.sequence

    def _can_remind(self, now: datetime) -> bool:
        visit = self.appointment
        if visit is None or self.patient is None or not self.patient.wants_reminders:
            return False
        if visit.substitutions.open().exists():  # the therapist is not there then
            return False
        return visit.is_expected and now <= visit.starts_at - REMIND_UNTIL

    def why_not_again(self, now: datetime) -> str:
        """Say why the mail cannot be sent again; empty if it can. At most one query."""
        about = self.appointment or self.series
        if self.kind == NotificationKind.REMINDER:
            return gettext("A reminder is not sent again.")
        if self.patient and not self.patient.email:
            return gettext("The patient has no e-mail address any more")
        if about is None:
            return gettext("What it says is not so any more.") if self.is_superseded(now) else ""
        told = Notification.objects.filter(appointment=self.appointment, series=self.series)
        newer = told.exclude(kind=NotificationKind.REMINDER).filter(pk__gt=self.pk)
        is_old = newer.exists()
        return gettext("There is a newer mail about this: send that one again.") if is_old else ""

    def send_again(self, now: datetime) -> None:
        """Owe this mail once more, due now and with all tries left. Does not save.

        It will tell of the appointment as it is now, with the SEQUENCE that the calendar entry has
        by now: a slip that was undone has raised it.
        """
        if told := self.appointment or self.series:
            self.sequence = told.sequence
        if self.is_sent:
            self._mark_known()
        self.owe_again(now)

    def _mark_known(self) -> None:
        """Store the time that the mail told, as the one from which a later change is reckoned."""
        visit = self.appointment
        if visit and visit.is_cancelled:
            visit = None
        self.note_known(KnownTime.as_it_stands(visit) if visit else None)
