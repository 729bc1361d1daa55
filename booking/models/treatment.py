from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from booking.choices import Complaint
from booking.models.fields import DAY, HOUR, WEEK, LengthField
from booking.scheduling.spans import Span
from booking.text.translated import translated

# Lengths that a practice may choose for `step`: each divides an hour.
STEPS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 20, 30, 60))
# No turnaround is longer, so that neighbours of an appointment need not be sought further away.
LONGEST_TURNAROUND = timedelta(hours=1)
# Signs that the agenda has room for beside an hour.
SHORT_NAME = 14


class TreatmentGroup(models.TextChoices):
    """Kinds of treatments that the agenda tells apart, each by a colour and a shape."""

    GENERAL = "general", _("Physiotherapy: green, circle")
    EXERCISE = "exercise", _("Exercise therapy: blue, square")
    MANUAL = "manual", _("Manual therapy: ochre, triangle")
    PELVIC = "pelvic", _("Pelvic floor: purple, diamond")
    LYMPH = "lymph", _("Lymph drainage: olive, cross")
    OTHER = "other", _("Something else: grey, pentagon")

    @property
    def kind(self) -> str:
        """The name of the group without how it looks."""
        return str(self.label).partition(":")[0]


class Treatment(models.Model):
    """A treatment that can be booked, with its length and its own rules, if any."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_fr = models.CharField(_("name in French"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    slug = models.SlugField(_("address on the website"), max_length=80, unique=True)
    description = models.TextField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for the patient."),
    )
    description_fr = models.TextField(_("description in French"), max_length=300, blank=True)
    description_en = models.TextField(_("description in English"), max_length=300, blank=True)
    bring_along = models.TextField(
        _("what to bring"),
        max_length=400,
        blank=True,
        help_text=_("A line for each thing; it is in the mails. Empty: the usual list."),
    )
    bring_along_fr = models.TextField(_("what to bring, in French"), max_length=400, blank=True)
    bring_along_en = models.TextField(_("what to bring, in English"), max_length=400, blank=True)
    short_name = models.CharField(
        _("short name"),
        max_length=SHORT_NAME,
        blank=True,
        help_text=_("For the agenda, for example: Vervolg. Empty: the beginning of the name."),
    )
    group = models.CharField(
        _("colour in the agenda"),
        max_length=10,
        choices=TreatmentGroup,
        default=TreatmentGroup.GENERAL,
    )
    complaint = models.CharField(_("for"), max_length=10, choices=Complaint, default=Complaint.ANY)
    duration = LengthField(
        _("length (minutes)"),
        default=timedelta(minutes=30),
        validators=[MinValueValidator(timedelta(minutes=5)), MaxValueValidator(timedelta(hours=4))],
    )
    turnaround = LengthField(
        _("kept free after the visit (minutes)"),
        default=timedelta(0),
        validators=[MinValueValidator(timedelta(0)), MaxValueValidator(LONGEST_TURNAROUND)],
    )
    is_online = models.BooleanField(_("can be booked online"), default=True)
    # Rules in which this treatment differs from the practice, under the names that they have in
    # Rules. An empty one is the practice's.
    horizon = LengthField(
        _("bookable ahead (weeks)"),
        unit=WEEK,
        null=True,
        blank=True,
        validators=[MinValueValidator(DAY), MaxValueValidator(52 * WEEK)],
    )
    minimum_notice = LengthField(
        _("at least beforehand (hours)"),
        unit=HOUR,
        null=True,
        blank=True,
        validators=[MinValueValidator(timedelta(0)), MaxValueValidator(30 * DAY)],
    )
    step = LengthField(
        _("visits start every"), null=True, blank=True, choices=[(step, step) for step in STEPS]
    )
    cancellation_notice = LengthField(
        _("cancel or move online until (hours beforehand)"),
        unit=HOUR,
        null=True,
        blank=True,
        validators=[MinValueValidator(timedelta(0)), MaxValueValidator(14 * DAY)],
    )
    most_coming_visits = models.PositiveSmallIntegerField(
        _("appointments that one patient may have coming"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text=_("Filled in, it counts the appointments for this treatment only."),
    )
    most_visits_a_day = models.PositiveSmallIntegerField(
        _("appointments of one patient on one day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Filled in, it counts the appointments for this treatment only."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

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
            models.CheckConstraint(
                condition=Q(step=None) | Q(step__in=STEPS),
                name="treatment_step_divides_an_hour",
                violation_error_message=_("Choose one of the steps in the list."),
            ),
            models.CheckConstraint(
                condition=(Q(horizon=None) | Q(horizon__gte=timedelta(days=1)))
                & (Q(minimum_notice=None) | Q(minimum_notice__gte=timedelta(0)))
                & (Q(cancellation_notice=None) | Q(cancellation_notice__gte=timedelta(0))),
                name="treatment_rules_are_not_negative",
                violation_error_message=_("These rules contradict each other."),
            ),
        ]

    def __str__(self) -> str:
        """The name of the treatment, in the language that is active."""
        return translated(self, "name")

    @property
    def name_in_agenda(self) -> str:
        """The short name; else the words of the name that fit in as many signs, or a part of it.

        Example: of "Manuele therapie rug" that is "Manuele".
        """
        if self.short_name or len(self.name) <= SHORT_NAME:
            return self.short_name or self.name
        words, _space, cut = self.name[: SHORT_NAME + 1].rpartition(" ")
        return words or f"{cut[: SHORT_NAME - 1]}…"

    @property
    def name_at_desk(self) -> str:
        """The short name if the practice wrote one, else the whole, for lists to choose from."""
        return self.short_name or str(self)

    @property
    def shown_description(self) -> str:
        """The description of the treatment, in the language that is active."""
        return translated(self, "description")

    def with_margins(self, visit: Span) -> Span:
        """The time of an appointment, with this treatment's turnaround on both sides."""
        return Span(visit.starts_at - self.turnaround, visit.ends_at + self.turnaround)
