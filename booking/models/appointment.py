import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from booking.choices import HOLDS_TIME, AppointmentStatus, CancellationReason, CancelledBy, Channel
from booking.errors import AlreadyCancelled, HoldExpired, NotExpected, TooLateToCancel
from booking.models.appointment_queryset import AppointmentQuerySet
from booking.models.attendance import arrival_is_of_the_day
from booking.models.invariants import set_exactly_when
from booking.models.note import Noted, note_is_short
from booking.models.patient import Patient
from booking.models.period import PeriodModel, no_overlap, not_too_long
from booking.models.policy import Policy
from booking.models.series import AppointmentSeries
from booking.models.told import Told
from booking.models.treatment import Treatment
from booking.models.versioned import Versioned
from booking.scheduling.spans import Span
from booking.text.formats import period_text

if TYPE_CHECKING:
    from booking.models.practitioner import Practitioner


class Appointment(Noted, Versioned, Told):
    """An appointment, from the moment its time is held. Its methods check and do not save."""

    practitioner = models.ForeignKey(
        "booking.Practitioner",
        verbose_name=_("therapist"),
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    treatment = models.ForeignKey(
        Treatment,
        verbose_name=_("treatment"),
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    patient = models.ForeignKey(
        Patient,
        verbose_name=_("patient"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )
    series = models.ForeignKey(
        AppointmentSeries,
        verbose_name=_("series"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="appointments",
    )
    moves = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="For a hold: the appointment that is to move to this time.",
    )
    turnaround = models.DurationField(_("turnaround"), default=timedelta(0))
    channel = models.CharField(
        _("booked through"), max_length=10, choices=Channel, default=Channel.WEBSITE
    )
    consented_at = models.DateTimeField(
        _("agreed at"),
        null=True,
        blank=True,
        help_text="When the patient agreed to the use of the details and the policy.",
    )
    policy = models.ForeignKey(
        Policy,
        verbose_name=_("policy agreed to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    cancelled_by = models.CharField(
        _("cancelled by"), max_length=10, choices=CancelledBy, blank=True
    )
    cancellation_reason = models.CharField(
        _("reason"), max_length=10, choices=CancellationReason, blank=True
    )
    uid = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="UID of its calendar entry, and of its links.",
    )
    created_at = models.DateTimeField(_("made at"))

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "practitioner_id"]
        permissions = [("mark_attendance", "Can note whether a patient came")]
        indexes = [
            models.Index(fields=["practitioner", "starts_at"], name="appointment_by_start"),
            models.Index(
                fields=["hold_key"],
                condition=Q(status=AppointmentStatus.PENDING),
                name="hold_by_visitor",
            ),
            models.Index(
                fields=["starts_at"],
                condition=Q(status=AppointmentStatus.BOOKED),
                name="booked_by_start",
            ),
        ]
        constraints = [
            *PeriodModel.Meta.constraints,
            not_too_long("appointment_is_at_most_a_day"),
            no_overlap(
                "appointments_do_not_overlap",
                _("The therapist has another appointment at that time."),
                condition=Q(status__in=HOLDS_TIME),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            set_exactly_when(
                "cancelled_at",
                AppointmentStatus.CANCELLED,
                name="cancelled_at_exactly_when_cancelled",
            ),
            set_exactly_when(
                "held_until", AppointmentStatus.PENDING, name="held_until_exactly_when_pending"
            ),
            models.CheckConstraint(
                condition=Q(policy=None) | Q(consented_at__isnull=False),
                name="a_policy_is_agreed_to_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(patient__isnull=False)
                | Q(status__in=[AppointmentStatus.PENDING, AppointmentStatus.CANCELLED]),
                name="a_booked_appointment_has_a_patient",
            ),
            models.CheckConstraint(
                condition=Q(status__in=AppointmentStatus.values), name="appointment_status_is_known"
            ),
            arrival_is_of_the_day("an_arrival_is_of_who_came"),
            note_is_short("a_note_of_an_appointment_is_short"),
            models.CheckConstraint(
                condition=Q(patient__isnull=False) | Q(note=""), name="a_noted_visit_has_a_patient"
            ),
        ]

    def __str__(self) -> str:
        return period_text(self.starts_at, self.ends_at)

    @property
    def was_cancelled_late(self) -> bool:
        """Tell whether the desk cancelled it for the patient, too late to be cancelled online."""
        asked = self.cancelled_by == CancelledBy.ASKED
        return asked and self.cancelled_at is not None and self.cancelled_at > self.change_until

    @property
    def has_note(self) -> bool:
        """Tell whether the desk noted anything with the appointment or with its patient."""
        return bool(self.note or (self.patient and self.patient.note))

    @property
    def kept_for(self) -> Patient | None:
        """The patient to whom a held time is on offer; None for others. Read it with_offer()."""
        offer, choice = getattr(self, "offer", None), getattr(self, "substitute", None)
        if choice:
            kept: Patient | None = choice.substitution.appointment.patient
            return kept
        return offer.entry.patient if offer else None

    @property
    def blocked(self) -> Span:
        """The time of the appointment, with the turnaround after it."""
        return Span(self.starts_at, self.ends_at + self.turnaround)

    def book(self, patient: Patient, now: datetime, policy: Policy | None = None) -> None:
        """Turn the hold into an appointment of the patient, who agreed to `policy`.

        A hold that ran out is good until somebody else takes its time, which releases it. Raises
        HoldExpired when it is no hold any more.
        """
        if self.status != AppointmentStatus.PENDING:
            raise HoldExpired
        self.status, self.held_until = AppointmentStatus.BOOKED, None
        self.patient, self.consented_at, self.policy = patient, now, policy
        self.note_choice(now)

    @property
    def can_be_held_again(self) -> bool:
        """Tell whether a visitor gave this hold back and may still take its time after all."""
        return self.is_cancelled and self.patient_id is None and self.hold_key is not None

    def move_to(
        self, visit: Span, practitioner: "Practitioner", *, change_until: datetime, now: datetime
    ) -> None:
        """Give the appointment another time or practitioner. Raises NotExpected.

        For a patient the caller asks can_be_changed_online() first.
        """
        if not self.is_expected:
            raise NotExpected
        self.starts_at, self.ends_at = visit.starts_at, visit.ends_at
        self.practitioner, self.change_until, self.arranged_at = practitioner, change_until, now
        self.sequence += 1

    def cancel(
        self,
        *,
        by: CancelledBy,
        now: datetime,
        reason: CancellationReason | Literal[""] = "",
    ) -> None:
        """Cancel the appointment and give its time back.

        Raises AlreadyCancelled, NotExpected, and, for patients online, TooLateToCancel.
        """
        if self.is_cancelled:
            raise AlreadyCancelled
        if not self.is_expected:
            raise NotExpected
        if by == CancelledBy.PATIENT and now > self.change_until:
            raise TooLateToCancel
        self.status, self.cancelled_at, self.cancelled_by = AppointmentStatus.CANCELLED, now, by
        self.cancellation_reason = reason
        self.sequence += 1

    def reinstate(self) -> None:
        """Undo the cancellation. Raises NotExpected, also when the patient was erased since."""
        if not self.is_cancelled or self.patient is None or self.patient.erased_at:
            raise NotExpected
        self.status, self.cancelled_at = AppointmentStatus.BOOKED, None
        self.cancelled_by = self.cancellation_reason = ""
        self.sequence += 1
