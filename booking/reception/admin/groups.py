"""The desk's screens and lists in the order of its day."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from booking.reception.admin.absences import AbsenceViewSet
from booking.reception.admin.agenda import AgendaViewSet
from booking.reception.admin.hours import SlotViewSet, WorkingHoursViewSet
from booking.reception.admin.mail_texts import MailTextsViewSet
from booking.reception.admin.mails import NotificationViewSet
from booking.reception.admin.patients import PatientViewSet
from booking.reception.admin.practitioners import PractitionerViewSet
from booking.reception.admin.tariffs import ConventionStatusViewSet, TariffViewSet
from booking.reception.admin.treatments import TreatmentViewSet
from booking.reception.admin.waitlist import WaitlistViewSet


class HoursViewSetGroup(ModelViewSetGroup):
    menu_label = _("Working hours")
    menu_icon = "time"
    menu_order = 18
    items = (
        AbsenceViewSet("afwezigheden"),
        SlotViewSet("beschikbaarheid"),
        WorkingHoursViewSet("werkroosters"),
    )


class PracticeViewSetGroup(ModelViewSetGroup):
    """What is set up once, or once a year."""

    menu_label = _("Practice")
    menu_icon = "calendar-check"
    menu_order = 20
    items = (
        TreatmentViewSet("behandelingen"),
        PractitionerViewSet("kinesitherapeuten"),
        TariffViewSet("tarieven"),
        ConventionStatusViewSet("conventiestatussen"),
        MailTextsViewSet("mailteksten"),
    )


# In the order of the desk's day; what it needs daily is one click away.
VIEWSETS = (
    AgendaViewSet(),
    PatientViewSet("patienten", add_to_admin_menu=True, menu_order=12),
    WaitlistViewSet("wachtlijst", add_to_admin_menu=True, menu_order=14),
    NotificationViewSet("berichten", add_to_admin_menu=True, menu_order=16),
    HoursViewSetGroup(),
    PracticeViewSetGroup(),
)
