from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingConfig(AppConfig):
    """The app that books appointments, for patients online and for the desk."""

    name = "booking"
    verbose_name = _("Booking")
