import uuid
from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from booking.choices import WaitlistStatus, Weekday
from booking.errors import NotBookableOnline, NothingToWaitFor
from booking.models.appointment import Appointment
from booking.models.changed import Changed
from booking.models.patient import Patient
from booking.models.practitioner import Practitioner
from booking.models.treatment import Treatment
from booking.models.waitlist_queryset import WaitlistQuerySet
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening
from booking.scheduling.parts_of_day import PartOfDay
from booking.scheduling.wishes import Wishes

# An entry from the website ends when nobody confirmed it for this long.
CONFIRM_WITHIN = timedelta(days=7)


class WaitlistEntry(Changed):
    """A patient's wish to come earlier: for a treatment, on these days, with this therapist."""

    patient = models.ForeignKey(
        Patient, verbose_name=_("patient"), on_delete=models.PROTECT, related_name="waitlist"
    )
    treatment = models.ForeignKey(
        Treatment, verbose_name=_("treatment"), on_delete=models.PROTECT, related_name="+"
    )
    practitioner = models.ForeignKey(
        Practitioner,
        verbose_name=_("therapist"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: no preference."),
    )
    appointment = models.ForeignKey(
        Appointment,
        verbose_name=_("has already"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="waitlist",
        help_text=_("The appointment that an earlier moment would replace."),
    )
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday),
        verbose_name=_("days"),
        default=list,
        blank=True,
        help_text=_("Empty: any day."),
    )
    parts = ArrayField(
        models.CharField(max_length=10, choices=PartOfDay),
        verbose_name=_("parts of the day"),
        default=list,
        blank=True,
        help_text=_("Empty: any hour."),
    )
    from_day = models.DateField(_("as of"))
    until_day = models.DateField(_("up to and including"))
    status = models.CharField(
        _("status"), max_length=12, choices=WaitlistStatus, default=WaitlistStatus.WAITING
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("since"))
    asks_since = models.DateTimeField(
        help_text="When the patient joined or last widened the wishes: only time that came free"
        " after that is offered."
    )
    confirmed_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When it was shown that the patient reads the address. Before that nothing is"
        " offered.",
    )
    closed_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = WaitlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("place on the waiting list")
        verbose_name_plural = _("waiting list")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_day__lte=F("until_day")),
                name="waiting_ends_after_it_starts",
                violation_error_message=_("The last day must not come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(status=WaitlistStatus.WAITING, closed_at=None)
                | ~Q(status=WaitlistStatus.WAITING) & Q(closed_at__isnull=False),
                name="closed_at_exactly_when_not_waiting",
            ),
            models.UniqueConstraint(
                fields=["appointment"],
                condition=Q(status=WaitlistStatus.WAITING),
                name="one_entry_for_an_appointment",
                violation_error_message=_(
                    "You are on the waiting list for this appointment already."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.treatment} {self.from_day:%d/%m/%Y}-{self.until_day:%d/%m/%Y}"

    @property
    def is_waiting(self) -> bool:
        return self.status == WaitlistStatus.WAITING

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_unconfirmed(self) -> bool:
        """True if it ended because nobody confirmed it."""
        return self.status == WaitlistStatus.UNCONFIRMED

    @property
    def confirm_until(self) -> datetime:
        """The moment at which an entry that nobody confirmed ends."""
        return self.created_at + CONFIRM_WITHIN

    @property
    def wishes(self) -> Wishes:
        return Wishes(
            from_day=self.from_day,
            until_day=self.until_day,
            weekdays=self.weekdays,
            parts=self.parts,
            practitioner_id=self.practitioner_id,
            before=self.appointment.starts_at if self.appointment else None,
        )

    @property
    def version(self) -> str:
        """The state and the wishes that a screen shows, for its buttons to send back."""
        wishes = [self.practitioner_id or "", self.from_day, self.until_day]
        return "|".join(map(str, [self.status, *wishes, *self.weekdays, *self.parts]))

    @property
    def version_with_offer(self) -> str:
        """The version for a page that shows the open offer too; one query."""
        offer = self.offers.open().first()
        return f"{self.version}|{offer.pk if offer else '-'}"

    @property
    def news(self) -> str:
        """Say how the entry stands now, which is not as a screen showed it, and who changed it."""
        if self.is_waiting:
            told = _("The wishes have meanwhile been changed%(by)s: %(wishes)s.")
        else:
            told = _("This place on the waiting list has meanwhile ended%(by)s: %(status)s.")
        return told % {
            "by": self.by_staff,
            "status": self.get_status_display(),
            "wishes": self._wishes_text,
        }

    @property
    def _wishes_text(self) -> str:
        person = self.practitioner.name if self.practitioner else _("No preference")
        days = ", ".join(self.shown_weekdays) or _("Any day")
        parts = ", ".join(self.shown_parts) or _("Any hour")
        return f"{person}; {days}; {parts}; {self.from_day:%d/%m/%Y}-{self.until_day:%d/%m/%Y}"

    @property
    def shown_weekdays(self) -> list[str]:
        """Names of the wished weekdays, in the language that is active."""
        return [str(Weekday(day).label) for day in sorted(self.weekdays)]

    @property
    def shown_parts(self) -> list[str]:
        """Names of the wished parts of the day, in the language that is active."""
        return [str(part.label) for part in PartOfDay if part in self.parts]

    def reason_to_end(self, now: datetime) -> WaitlistStatus | None:
        """The status with which the entry has to end now; None while it has something to wait for.

        LEFT: the patient was erased or cancelled the appointment. UNCONFIRMED: nobody confirmed it
        in time. PASSED: the last wished day or
        the appointment itself has come. SERVED: the appointment moved to a wished time, or earlier.
        """
        visit = self.appointment
        if self.patient.erased_at or (visit and visit.is_cancelled):
            return WaitlistStatus.LEFT
        if not self.is_confirmed and now >= self.confirm_until:
            return WaitlistStatus.UNCONFIRMED
        if clinic_date(now) > self.until_day:
            return WaitlistStatus.PASSED
        if visit and (not visit.is_expected or visit.starts_at <= now):
            return WaitlistStatus.PASSED
        if visit and visit.arranged_at > self.created_at and self._is_served_by(visit):
            return WaitlistStatus.SERVED
        return None

    def _is_served_by(self, visit: Appointment) -> bool:
        """Tell whether the appointment is now at a wished time, or before the wished days."""
        moment = Opening(visit.starts_at, visit.ends_at, visit.practitioner_id)
        return visit.day < self.from_day or self.wishes.fit_apart_from_visit(moment)

    def set_wishes(self, wishes: Wishes, *, last: date, now: datetime) -> None:
        """Take over the wishes, with days from today until `last` at most. Does not save.

        Wishes that are wider than before ask anew, as of now: what the website shows as free at
        this moment is to be booked, and not waited for. Raises NotBookableOnline, NothingToWaitFor.
        """
        before = self.wishes if self.pk else None
        if not self.treatment.is_online:
            raise NotBookableOnline
        self.from_day = max(wishes.from_day, clinic_date(now))
        self.until_day = min(wishes.until_day, last)
        if self.from_day > self.until_day:
            raise NothingToWaitFor
        self.practitioner_id = wishes.practitioner_id
        self.weekdays = sorted(set(wishes.weekdays))
        self.parts = sorted(set(wishes.parts))
        if before is None or not self.wishes.are_within(before):
            self.asks_since = now

    def can_be_confirmed(self, now: datetime) -> bool:
        """Tell whether it waits, and has something to wait for once it is confirmed."""
        return self.is_waiting and self.reason_to_end(now) is None

    def confirm(self, now: datetime) -> None:
        """Note that the patient reads the address; the turn stays. Does not save."""
        self.confirmed_at = self.confirmed_at or now

    def close(self, status: WaitlistStatus, now: datetime) -> None:
        self.status, self.closed_at = status, now
