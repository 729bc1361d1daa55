from collections.abc import Iterator
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from booking.choices import Weekday
from booking.scheduling.clock import clinic_span, roster_days
from booking.scheduling.spans import Span


class WorkingHours(models.Model):
    """One line of a practitioner's weekly roster, on the clinic's clock."""

    practitioner = models.ForeignKey(
        "booking.Practitioner",
        verbose_name=_("therapist"),
        on_delete=models.CASCADE,
        related_name="working_hours",
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))
    valid_from = models.DateField(_("as of"))
    valid_until = models.DateField(_("up to and including"), null=True, blank=True)
    every_n_weeks = models.PositiveSmallIntegerField(
        _("every … weeks"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
        help_text=_("1 is every week. 2 is every other week, from the week of the first day on."),
    )
    generated_until = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="Slots are generated up to this day, and not again until the line changes.",
    )

    class Meta:
        verbose_name = _("roster line")
        verbose_name_plural = _("roster lines")
        ordering = ["practitioner_id", "weekday", "opens", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="working_hours_end_after_they_start",
                violation_error_message=_("The end must come after the start."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="working_hours_stop_after_they_began",
                violation_error_message=_("The last day must not come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7),
                name="working_hours_are_on_a_weekday",
                violation_error_message=_("Choose a day of the week."),
            ),
            models.CheckConstraint(
                condition=Q(every_n_weeks__gte=1, every_n_weeks__lte=8),
                name="working_hours_return_within_eight_weeks",
                violation_error_message=_("Choose 1 to 8 weeks."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"

    def spans(self, first: date, last: date) -> Iterator[Span]:
        """UTC spans of the line on the days from `first` to `last`, both included.

        Example: a line for Tuesdays from 9:00 to 12:00, valid from 1 January 2026, gives for 20 to
        31 March two spans: 24 March, 8:00-11:00 UTC, and 31 March, 7:00-10:00 UTC (summer time).
        """
        first = max(first, self.valid_from)
        last = min(last, self.valid_until) if self.valid_until else last
        for day in roster_days(
            first,
            last,
            weekday=self.weekday,
            every_n_weeks=self.every_n_weeks,
            anchor=self.valid_from,
        ):
            if span := clinic_span(day, self.opens, self.closes):
                yield span
