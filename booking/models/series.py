import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.choices import AppointmentStatus
from booking.models.patient import Patient
from booking.models.treatment import Treatment
from booking.models.versioned import versions_of
from booking.scheduling.clock import clinic_day

if TYPE_CHECKING:
    from booking.models.appointment import Appointment
    from booking.models.appointment_queryset import AppointmentQuerySet


class Rest(NamedTuple):
    """Coming appointments of a series from a day on, by whether the patient can change them."""

    since: date
    changeable: "list[Appointment]"
    fixed: "list[Appointment]"

    @property
    def version(self) -> str:
        """The appointments that a screen asks about, for its buttons to send back."""
        return versions_of(self.changeable)


class AppointmentSeries(models.Model):
    """Appointments that were booked in one go; from then on each stands on its own.

    It has no patient while its times are held.
    """

    treatment = models.ForeignKey(
        Treatment, verbose_name=_("treatment"), on_delete=models.PROTECT, related_name="+"
    )
    patient = models.ForeignKey(
        Patient,
        verbose_name=_("patient"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="series",
    )
    sequence = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="Rises by one with each change of the series; each state is mailed once.",
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("made at"))
    told_sequence = models.PositiveIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="Sequence of which its first mail told; empty until the patient was told of it.",
    )
    untold_until = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Last cancellation before its first mail; up to it no mail tells of one.",
    )

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(untold_until=None) | models.Q(told_sequence__isnull=False),
                name="only_a_series_that_is_told_has_untold_changes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_told(self) -> bool:
        """Tell whether a mail about it went out, or failed: then the desk calls the patient."""
        return self.told_sequence is not None

    @property
    def has_news(self) -> bool:
        """Tell whether it changed as a whole since its first mail."""
        return self.told_sequence is not None and self.sequence > self.told_sequence

    def note_told(self) -> None:
        """Note that its first mail tells of it as it stands; does nothing later. Does not save.

        Call it before the mail is written: a cancellation that is stored meanwhile is news then.
        """
        if not self.is_told:
            cancelled = self.appointments.aggregate(last=models.Max("cancelled_at"))
            self.told_sequence, self.untold_until = self.sequence, cancelled["last"]

    def has_coming(self, now: datetime) -> bool:
        """Tell whether any of its appointments is still coming; one query."""
        return self.appointments.coming(now).exists()

    def known_visits(self) -> "AppointmentQuerySet":
        """Appointments of which the patient knows, or hears: all but those cancelled before."""
        visits = self.appointments.filter(patient__isnull=False)
        if self.untold_until is None:
            return visits
        return visits.exclude(
            status=AppointmentStatus.CANCELLED, cancelled_at__lte=self.untold_until
        )

    def rest(self, since: date) -> "AppointmentQuerySet":
        """Expected appointments of the series from that clinic day on, in order of time."""
        later = self.appointments.expected().filter(starts_at__gte=clinic_day(since).starts_at)
        return later.order_by("starts_at")

    def rest_online(self, since: date, now: datetime) -> Rest:
        """Expected appointments from that day on, by whether they can still be changed online."""
        visits = list(self.rest(since).for_page())
        return Rest(
            since,
            [visit for visit in visits if visit.can_be_changed_online(now)],
            [visit for visit in visits if not visit.can_be_changed_online(now)],
        )

    def days_kept(self, moving: "Collection[Appointment]") -> set[date]:
        """Days of its appointments that are not cancelled, apart from those that are `moving`."""
        standing = self.appointments.exclude(status=AppointmentStatus.CANCELLED)
        return {visit.day for visit in standing.exclude(pk__in=[one.pk for one in moving])}
