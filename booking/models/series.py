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

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

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
