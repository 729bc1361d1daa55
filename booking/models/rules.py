from dataclasses import fields
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from booking.choices import DeskRule
from booking.models.fields import DAY, HOUR, WEEK, LengthField
from booking.models.treatment import STEPS, Treatment
from booking.scheduling.mail_hours import MailHours
from booking.scheduling.rules import Rules

RULE_NAMES = tuple(field.name for field in fields(Rules))
# Rules that bind only the website. The desk is told of them and need not overrule them.
OF_THE_WEBSITE = (DeskRule.NOTICE, DeskRule.HORIZON, DeskRule.STEP, DeskRule.OFF_LINE)
HALF_HOUR = timedelta(minutes=30)
NOTHING_BOOKABLE = _("Nothing could be booked with these rules.")
MAIL_HOURS_TOO_SHORT = _(
    "Choose an hour at least four hours after the first, on the same day. Otherwise offers and"
    " reminders hardly go out."
)


@register_setting(icon="calendar-check")
class BookingRules(BaseGenericSetting):
    """The practice's own rules for bookings, in one row.

    A treatment may have its own value of a rule, in a field of the same name.
    """

    horizon = LengthField(
        _("bookable ahead (weeks)"),
        unit=WEEK,
        default=Rules.horizon,
        validators=[MinValueValidator(DAY), MaxValueValidator(52 * WEEK)],
        help_text=_("The website shows no moments beyond it."),
    )
    minimum_notice = LengthField(
        _("at least beforehand (hours)"),
        unit=HOUR,
        default=Rules.minimum_notice,
        validators=[MinValueValidator(timedelta(0)), MaxValueValidator(30 * DAY)],
        help_text=_("Closer to the visit nobody books online any more; the desk still can."),
    )
    step = LengthField(
        _("visits start every"),
        null=True,
        blank=True,
        choices=[(step, step) for step in STEPS],
        help_text=_(
            "Counted from the hour. Empty: every half hour if each treatment takes half hours, and"
            " else every quarter. What is booked already stays where it is."
        ),
    )
    cancellation_notice = LengthField(
        _("cancel or move online until (hours beforehand)"),
        unit=HOUR,
        default=Rules.cancellation_notice,
        validators=[MinValueValidator(timedelta(0)), MaxValueValidator(14 * DAY)],
        help_text=_(
            "After that the patient has to call you. For a visit that is booked already the rule"
            " of the day it was booked holds."
        ),
    )
    most_coming_visits = models.PositiveSmallIntegerField(
        _("appointments that one patient may have coming"),
        default=Rules.most_coming_visits,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text=_("Who wants more online is asked to call."),
    )
    most_visits_a_day = models.PositiveSmallIntegerField(
        _("appointments of one patient on one day"),
        default=Rules.most_visits_a_day,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Insurers refund one session a day."),
    )
    reminder_before = LengthField(
        _("reminder (hours beforehand)"),
        unit=HOUR,
        null=True,
        blank=True,
        default=timedelta(hours=24),
        validators=[MinValueValidator(2 * HOUR), MaxValueValidator(14 * DAY)],
        help_text=_("Empty: no reminders. Who books later than that gets none."),
    )
    offer_for = LengthField(
        _("an offer of the waiting list holds (hours)"),
        unit=HOUR,
        default=timedelta(hours=3),
        validators=[MinValueValidator(timedelta(minutes=15)), MaxValueValidator(2 * DAY)],
        help_text=_(
            "Nobody has to answer outside the hours for mail, or within two hours after they begin:"
            " an offer that would end then holds until two hours after they begin."
        ),
    )
    mail_from = models.TimeField(
        _("offers and reminders go out from"),
        default=MailHours.begins,
        help_text=_(
            "On the clock of the practice. What comes free at night is offered in the morning, if"
            " it is still free by then."
        ),
    )
    mail_until = models.TimeField(
        _("offers and reminders go out until"),
        default=MailHours.ends,
        help_text=_(
            "At least four hours later. Confirmations, changes and cancellations go out at any"
            " hour: somebody waits for those."
        ),
    )
    therapists_see_all = models.BooleanField(
        _("therapists see the patients of colleagues"),
        default=False,
        help_text=_(
            "In the agenda, on day sheets and on the waiting list. Otherwise their own only. The"
            " desk sees all."
        ),
    )
    keep_details_for = LengthField(
        _("details of patients are kept (weeks)"),
        unit=WEEK,
        null=True,
        blank=True,
        default=timedelta(weeks=104),
        validators=[MinValueValidator(4 * WEEK), MaxValueValidator(52 * 30 * WEEK)],
        help_text=_(
            "Counted from the last appointment; then name, e-mail and phone are erased. Empty:"
            " never by itself."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("horizon"), FieldPanel("minimum_notice"), FieldPanel("step")],
            heading=_("What can be booked online"),
        ),
        MultiFieldPanel(
            [FieldPanel("most_coming_visits"), FieldPanel("most_visits_a_day")],
            heading=_("For one patient"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("cancellation_notice"),
                FieldPanel("reminder_before"),
                FieldPanel("offer_for"),
                FieldPanel("mail_from"),
                FieldPanel("mail_until"),
                FieldPanel("keep_details_for"),
                FieldPanel("therapists_see_all"),
            ],
            heading=_("Afterwards"),
        ),
    ]

    class Meta:
        verbose_name = _("booking rules")
        verbose_name_plural = _("booking rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(step=None) | Q(step__in=STEPS),
                name="practice_step_divides_an_hour",
                violation_error_message=_("Choose one of the steps in the list."),
            ),
            models.CheckConstraint(
                condition=Q(horizon__gte=DAY, minimum_notice__gte=timedelta(0))
                & Q(cancellation_notice__gte=timedelta(0), most_coming_visits__gte=1)
                & Q(most_visits_a_day__gte=1, offer_for__gt=timedelta(0)),
                name="practice_rules_are_not_negative",
                violation_error_message=_("These rules contradict each other."),
            ),
            models.CheckConstraint(
                condition=Q(mail_from__lt=F("mail_until")),
                name="mails_go_out_in_some_hours",
                violation_error_message=MAIL_HOURS_TOO_SHORT,
            ),
            models.CheckConstraint(
                condition=Q(keep_details_for=None) | Q(keep_details_for__gte=4 * WEEK),
                name="details_are_kept_for_four_weeks",
                violation_error_message=_("Keep the details of patients for at least four weeks."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.horizon and self.minimum_notice and self.minimum_notice >= self.horizon:
            raise ValidationError({"minimum_notice": NOTHING_BOOKABLE})
        if self.mail_from and self.mail_until and not self.mail_hours.are_long_enough:
            raise ValidationError({"mail_until": MAIL_HOURS_TOO_SHORT})

    @property
    def mail_hours(self) -> MailHours:
        """The hours in which offers and reminders go out."""
        return MailHours(self.mail_from, self.mail_until)

    def refuse_contradiction(self, treatment: Treatment) -> None:
        """Raise ValidationError if nothing could be booked with the treatment's own rules."""
        rules = self.for_treatment(treatment)
        if rules.minimum_notice >= rules.horizon:
            raise ValidationError({"minimum_notice": NOTHING_BOOKABLE})

    def for_treatment(self, treatment: Treatment) -> Rules:
        """The rules for a treatment: its own where it has one, else those of the practice."""
        values: dict[str, Any] = {}
        for name in RULE_NAMES:
            own = getattr(treatment, name)
            values[name] = getattr(self, name) if own is None else own
        values["step"] = values["step"] or self.usual_step
        return Rules(**values)

    @cached_property
    def usual_step(self) -> timedelta:
        """The step where nobody chose one, in one query: half an hour, or that of Rules.

        It is half an hour if each treatment that can be booked online takes half hours, so that no
        appointment leaves a quarter that is of no use.
        """
        lengths = Treatment.objects.filter(is_online=True).values_list("duration", flat=True)
        return Rules.step if any(length % HALF_HOUR for length in lengths) else HALF_HOUR


def practice_rules() -> BookingRules:
    """The practice's rules, in one query; the defaults if none are stored."""
    return BookingRules.objects.first() or BookingRules()


def rules_for(treatment: Treatment) -> Rules:
    """The rules that hold for a treatment, in one query."""
    return practice_rules().for_treatment(treatment)
