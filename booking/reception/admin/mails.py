"""The list of mails: what went out, what is owed and what failed."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from booking.models import AppointmentSeries, Notification
from booking.reception.admin.lists import ListView, ListViewSet
from booking.reception.admin.permissions import ViewOnly
from booking.scheduling.clock import clinic_date
from booking.text.formats import time_text


def told_of_url(mail: Notification) -> str:
    if mail.appointment_id:
        return reverse("agenda:visit", args=[mail.appointment_id])
    return reverse("patienten:visits", args=[mail.patient_id])


def about(mail: Notification) -> str:
    """Short: the list is wide."""
    if moment := mail.appointment or mail.offer:
        return f"{clinic_date(moment.starts_at):%d/%m/%Y} {time_text(moment.starts_at)}"
    if mail.entry:
        return f"{mail.entry.from_day:%d/%m} – {mail.entry.until_day:%d/%m/%Y}"
    return about_series(mail.series) if mail.series else ""


def about_series(series: AppointmentSeries) -> str:
    """For a series whose visits are loaded."""
    days = [visit.day for visit in series.appointments.all()]
    if not days:
        return ""
    text = ngettext(
        "%(count)d appointment, on %(day)s", "%(count)d appointments as of %(day)s", len(days)
    )
    return text % {"count": len(days), "day": f"{min(days):%d/%m/%Y}"}


class NotificationListView(ListView):
    def get_base_queryset(self) -> QuerySet[Notification]:
        return super().get_base_queryset().prefetch_related("series__appointments")


class NotificationViewSet(ListViewSet):
    """What went out, what is owed and what failed. Mails are written by services only."""

    model = Notification
    index_view_class = NotificationListView
    icon = "mail"
    permission_policy = ViewOnly(Notification)
    form_fields = ["status"]
    list_display = [
        TitleColumn("patient", label=gettext_lazy("Patient"), get_url=told_of_url),
        "status",
        "kind",
        Column("about", label=gettext_lazy("About"), accessor=about),
        DateColumn("sent_at", label=gettext_lazy("Sent at"), sort_key="sent_at"),
        "last_error",
    ]
    list_filter = ["status", "kind"]
    search_fields = ["patient__name"]
    list_select_related = ["patient", "appointment", "entry", "offer", "series"]
    copy_view_enabled = False
