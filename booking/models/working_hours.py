from collections.abc import Iterator
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from booking.choices import Weekday
from booking.scheduling.clock import clinic_span, roster_days
from booking.scheduling.spans import Span
from booking.text.formats import clocks_text

# Two lines that return within eight weeks meet within 8 times 7 weeks, or never.
_ALL_WEEKS_MET = timedelta(weeks=56)
ENDS_BEFORE_START = _("The end must come after the start.")
LAST_DAY_BEFORE_FIRST = _("The last day must not come before the first.")


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
                violation_error_message=ENDS_BEFORE_START,
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="working_hours_stop_after_they_began",
                violation_error_message=LAST_DAY_BEFORE_FIRST,
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
        return f"{self.get_weekday_display()} {clocks_text(self.opens, self.closes)}"

    def clean(self) -> None:
        """Say at its field what the constraints would say above the form."""
        super().clean()
        if self.opens and self.closes and self.opens >= self.closes:
            raise ValidationError({"closes": ENDS_BEFORE_START})
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": LAST_DAY_BEFORE_FIRST})

    @property
    def in_words(self) -> str:
        """The line with the days for which it holds, to tell it from others."""
        words = [str(self), _("as of %(day)s") % {"day": f"{self.valid_from:%d/%m/%Y}"}]
        if self.valid_until:
            words.append(_("up to and including %(day)s") % {"day": f"{self.valid_until:%d/%m/%Y}"})
        if self.every_n_weeks > 1:
            words.append(_("every %(number)d weeks") % {"number": self.every_n_weeks})
        return ", ".join(map(str, words))

    def first_clash(self, other: "WorkingHours", *, since: date) -> date | None:
        """The first day from `since` on, on which both lines open the same hours, if there is one.

        Lines that only touch do not clash, nor do those whose weeks or days never meet. Example:
        two lines of every other Tuesday morning, as of 5 and as of 12 January 2027, take turns and
        never clash. With one of every third week they meet within six weeks.
        """
        if self.weekday != other.weekday:
            return None
        if self.opens >= other.closes or other.opens >= self.closes:
            return None
        first = max(since, self.valid_from, other.valid_from)
        ends = [line.valid_until for line in (self, other) if line.valid_until]
        last = min([_after_all_weeks_met(first), *ends])
        days = set(other.days(first, last))
        return next((day for day in self.days(first, last) if day in days), None)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Days of the line from `first` to `last`, both included."""
        first = max(first, self.valid_from)
        last = min(last, self.valid_until) if self.valid_until else last
        yield from roster_days(
            first,
            last,
            weekday=self.weekday,
            every_n_weeks=self.every_n_weeks,
            anchor=self.valid_from,
        )

    def spans(self, first: date, last: date) -> Iterator[Span]:
        """UTC spans of the line on the days from `first` to `last`, both included.

        Example: a line for Tuesdays from 9:00 to 12:00, valid from 1 January 2026, gives for 20 to
        31 March two spans: 24 March, 8:00-11:00 UTC, and 31 March, 7:00-10:00 UTC (summer time).
        """
        for day in self.days(first, last):
            if span := clinic_span(day, self.opens, self.closes):
                yield span


def _after_all_weeks_met(first: date) -> date:
    # A roster may begin on the last days of the calendar, after which arithmetic overflows.
    return min(first, date.max - timedelta(weeks=60)) + _ALL_WEEKS_MET
