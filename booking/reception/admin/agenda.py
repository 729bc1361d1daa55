"""The agenda and the appointments in the admin: their addresses and menu item."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from booking.reception.admin.screens import ScreenViewSet
from booking.reception.views.agenda import show_agenda
from booking.reception.views.appointment import change_appointment, show_appointment, undo_change
from booking.reception.views.book import book_appointment
from booking.reception.views.cancel_series import cancel_rest_of_series
from booking.reception.views.day_sheet import download_day_sheets, show_day_sheet
from booking.reception.views.find_patient import find_patient
from booking.reception.views.hand import put_down
from booking.reception.views.keep_typed import keep_typed
from booking.reception.views.keys import show_keys
from booking.reception.views.month import show_month
from booking.reception.views.move import move_appointment
from booking.reception.views.notes import note_with_appointment, note_with_patient_of
from booking.reception.views.plan_series import plan_series


class AgendaViewSet(ScreenViewSet):
    """The agenda, and what the desk does from there."""

    name = "agenda"
    icon = "calendar-alt"
    menu_label = _("Agenda")
    menu_order = 10
    permission = "booking.view_appointment"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", show_agenda, name="index"),
            path("maand/", show_month, name="month"),
            path("toetsen/", show_keys, name="keys"),
            path("dagblad/", show_day_sheet, name="day_sheet"),
            path("dagblad/bestand/", download_day_sheets, name="day_sheet_file"),
            path("zoek/", find_patient, name="find"),
            path("boeken/", book_appointment, name="book"),
            path("getypt/", keep_typed, name="keep_typed"),
            path("reeks/", plan_series, name="series"),
            path("zet/", put_down, name="put_down"),
            path("afspraak/<int:pk>/", show_appointment, name="visit"),
            path("afspraak/<int:pk>/wijzig/", change_appointment, name="change"),
            path("afspraak/<int:pk>/ongedaan/", undo_change, name="undo"),
            path("afspraak/<int:pk>/nota/", note_with_appointment, name="note"),
            path("afspraak/<int:pk>/nota-patient/", note_with_patient_of, name="patient_note"),
            path("afspraak/<int:pk>/verplaats/", move_appointment, name="move"),
            path("afspraak/<int:pk>/reeks/annuleer/", cancel_rest_of_series, name="series_cancel"),
        ]
