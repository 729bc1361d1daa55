"""The desk's part of the admin menu: its screens and lists, in groups."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from booking.reception.admin.absences import AbsenceViewSet
from booking.reception.admin.agenda import AgendaViewSet
from booking.reception.admin.attention import AttentionViewSet
from booking.reception.admin.feed import FeedViewSet
from booking.reception.admin.figures import FiguresViewSet
from booking.reception.admin.holidays import HolidaysViewSet
from booking.reception.admin.illness import IllnessViewSet
from booking.reception.admin.internal_blocks import InternalBlockViewSet
from booking.reception.admin.mail_texts import MailTextsViewSet
from booking.reception.admin.mails import NotificationViewSet
from booking.reception.admin.outside_hours import OutsideHoursViewSet
from booking.reception.admin.patients import PatientViewSet
from booking.reception.admin.practitioners import PractitionerViewSet
from booking.reception.admin.slots import SlotViewSet
from booking.reception.admin.tariffs import ConventionStatusViewSet, TariffViewSet
from booking.reception.admin.treatments import TreatmentViewSet
from booking.reception.admin.visits import VisitViewSet
from booking.reception.admin.waitlist import WaitlistViewSet
from booking.reception.admin.working_hours import WorkingHoursViewSet


class HoursViewSetGroup(ModelViewSetGroup):
    """Submenu with the hours at which therapists work or are away."""

    menu_label = _("Working hours")
    menu_icon = "time"
    menu_order = 18
    items = (
        AbsenceViewSet("afwezigheden"),
        InternalBlockViewSet("interne_blokken", url_prefix="interne-blokken"),
        HolidaysViewSet("feestdagen"),
        SlotViewSet("beschikbaarheid"),
        WorkingHoursViewSet("werkroosters"),
        OutsideHoursViewSet("buiten_uren", url_prefix="buiten-de-uren"),
    )


class PracticeViewSetGroup(ModelViewSetGroup):
    """Submenu with what is set up once, or once a year."""

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


# The order follows the desk's day: what it needs daily is one click away.
VIEWSETS = (
    AgendaViewSet(),
    AttentionViewSet(
        "aandacht", url_prefix="agenda/aandacht", add_to_admin_menu=True, menu_order=11
    ),
    IllnessViewSet("ziek", url_prefix="agenda/ziek", add_to_admin_menu=True),
    PatientViewSet("patienten", add_to_admin_menu=True, menu_order=12),
    WaitlistViewSet("wachtlijst", add_to_admin_menu=True, menu_order=14),
    NotificationViewSet("berichten", add_to_admin_menu=True, menu_order=16),
    VisitViewSet("afspraken", add_to_admin_menu=True, menu_order=10),
    FiguresViewSet("cijfers", add_to_admin_menu=True, menu_order=12),
    FeedViewSet("mijn_kalender", url_prefix="mijn-kalender", add_to_admin_menu=True, menu_order=11),
    HoursViewSetGroup(),
    PracticeViewSetGroup(),
)
