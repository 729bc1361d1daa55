from datetime import timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from booking.availability import Span
from booking.choices import Complaint


class TreatmentQuerySet(models.QuerySet["Treatment"]):
    def online(self) -> Self:
        """What patients can book themselves: somebody gives it and takes bookings on line."""
        return self.filter(
            is_online=True, practitioners__is_active=True, practitioners__is_online=True
        ).distinct()


class Treatment(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("address on the website"), max_length=80, unique=True)
    description = models.TextField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for the patient."),
    )
    complaint = models.CharField(_("for"), max_length=10, choices=Complaint, default=Complaint.ANY)
    duration = models.DurationField(
        _("length"),
        default=timedelta(minutes=30),
        validators=[MinValueValidator(timedelta(minutes=5)), MaxValueValidator(timedelta(hours=4))],
        help_text=_("Hours:minutes:seconds, for example 00:30:00."),
    )
    turnaround = models.DurationField(
        _("turnaround"),
        default=timedelta(0),
        validators=[MinValueValidator(timedelta(0)), MaxValueValidator(timedelta(hours=1))],
        help_text=_("Time kept free after the visit, for example 00:05:00."),
    )
    is_online = models.BooleanField(_("can be booked on line"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TreatmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        ordering = ["sort_order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(duration__gte=timedelta(minutes=5), duration__lte=timedelta(hours=4)),
                name="treatment_takes_five_minutes_to_four_hours",
                violation_error_message=_("A treatment takes from five minutes to four hours."),
            ),
            models.CheckConstraint(
                condition=Q(turnaround__gte=timedelta(0), turnaround__lte=timedelta(hours=1)),
                name="turnaround_is_at_most_an_hour",
                violation_error_message=_("The turnaround is at most an hour."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def with_margins(self, visit: Span) -> Span:
        """The visit, with the turnaround that others have to keep on both sides."""
        return Span(visit.starts_at - self.turnaround, visit.ends_at + self.turnaround)
