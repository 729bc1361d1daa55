from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

EVENING_HOURS = range(15, 24)
NO_ADDRESS = _("Fill in to which mailbox the day sheets go.")
WHAT_IT_HOLDS = _(
    "Names and phone numbers of your patients travel along in the attachment, and stay in the"
    " mailbox until somebody deletes them there, also after a patient was erased here. So choose"
    " a mailbox of the practice that only the desk reads, never a private one, and check each"
    " letter of the address. The desk deletes each mail once there is a newer one."
)


@register_setting(icon="mail")
class EveningMail(BaseGenericSetting):
    """The practice's choice to mail the day sheets to its desk each evening, in one row.

    No group may change it: only those who may do everything, as it sends out patients' details.
    """

    is_on = models.BooleanField(
        _("mail the day sheets each evening"),
        default=False,
        help_text=_("Before each day on which somebody works or is expected; not before others."),
    )
    address = models.EmailField(
        _("mailbox of the desk"),
        blank=True,
        help_text=_("One address. For more people: a mailbox that they share."),
    )
    hour = models.PositiveSmallIntegerField(
        _("goes out from"),
        choices=[(hour, f"{hour}.00 u") for hour in EVENING_HOURS],
        default=18,
        help_text=_("Switched on later in the evening, it goes out within some minutes."),
    )

    panels = [
        HelpPanel(content=WHAT_IT_HOLDS),
        FieldPanel("is_on"),
        FieldPanel("address"),
        FieldPanel("hour"),
    ]

    class Meta:
        verbose_name = _("evening mail")
        verbose_name_plural = _("evening mails")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_on=False) | ~Q(address=""),
                name="an_evening_mail_has_an_address",
                violation_error_message=NO_ADDRESS,
            ),
            models.CheckConstraint(
                condition=Q(hour__gte=EVENING_HOURS.start, hour__lt=EVENING_HOURS.stop),
                name="an_evening_mail_goes_out_in_the_evening",
                violation_error_message=_("Choose one of the hours in the list."),
            ),
        ]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        if self.is_on and not self.address and "address" not in (exclude or ()):
            raise ValidationError({"address": NO_ADDRESS})


def evening_mail() -> EveningMail:
    """The practice's choice, in one query; off if nothing is stored."""
    return EveningMail.objects.first() or EveningMail()
