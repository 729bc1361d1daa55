from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingConfig(AppConfig):
    """The app that books appointments, for patients online and for the desk."""

    name = "booking"
    verbose_name = _("Booking")

    def ready(self) -> None:
        """Tell the model of the practice's own words which variables each letter can fill in."""
        from booking.emails.letters import LETTERS  # noqa: PLC0415  models load before this
        from booking.models import mail_text  # noqa: PLC0415

        mail_text.VARIABLES.update({kind: letter.variables for kind, letter in LETTERS.items()})
