from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.appointment import Appointment
from booking.models.practitioner import Practitioner


class HoursChangeKind(models.TextChoices):
    """Changes of working time, by what the desk changed."""

    ABSENCE = "absence", _("Absence or closing")
    BLOCK = "block", _("Internal block")
    HOLIDAY = "holiday", _("Holiday")
    SLOT = "slot", _("Availability")
    ROSTER = "roster", _("Roster line")
    THERAPIST = "therapist", _("Does not work here any more")


class HoursChange(models.Model):
    """A change of working time that left appointments outside it, for the desk to call."""

    practitioner = models.ForeignKey(
        Practitioner,
        verbose_name=_("therapist"),
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Empty: the whole practice."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=HoursChangeKind)
    about = models.CharField(
        max_length=120,
        blank=True,
        help_text="The hours that were changed, as the desk writes them.",
    )
    visits = models.ManyToManyField(
        Appointment, verbose_name=_("appointments"), related_name="hours_changes"
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("change of working hours")
        verbose_name_plural = _("changes of working hours")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.get_kind_display(), self.about]))
