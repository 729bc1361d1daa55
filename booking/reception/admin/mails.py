"""The list of mails: which were sent, which are still owed and which failed."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, TitleColumn

from booking.models import AppointmentSeries, Notification
from booking.reception.admin.lists import ListViewSet
from booking.reception.admin.permissions import ViewOnly
from booking.reception.admin.searching import MOST_FOUND, SearchedListView
from booking.reception.presenters.mail_trouble import mail_trouble
from booking.services.patients.find import Found
from booking.text.formats import list_moment_text


def topic_url(mail: Notification) -> str:
    """Address of the appointment that the mail is about, or else of its patient."""
    if mail.appointment_id:
        return reverse("agenda:visit", args=[mail.appointment_id])
    return reverse("patienten:visits", args=[mail.patient_id])


def topic_text(mail: Notification) -> str:
    """Topic of the mail in a few words, as the list has many columns.

    Example: "12/01/2027 9.00 u" for an appointment or an offer, "11/01 – 31/01/2027" for a
    waiting-list entry, nothing for a link to the appointments.
    """
    if moment := mail.appointment or mail.offer:
        return list_moment_text(moment.starts_at)
    if mail.entry:
        return f"{mail.entry.from_day:%d/%m} – {mail.entry.until_day:%d/%m/%Y}"
    return series_text(mail.series) if mail.series else ""


def series_text(series: AppointmentSeries) -> str:
    """Number and first day of the appointments of a series; load these along."""
    days = [visit.day for visit in series.appointments.all()]
    if not days:
        return ""
    text = ngettext(
        "%(count)d appointment, on %(day)s", "%(count)d appointments as of %(day)s", len(days)
    )
    return text % {"count": len(days), "day": f"{min(days):%d/%m/%Y}"}


class NotificationListView(SearchedListView):
    """List of mails that loads the appointments of a series along."""

    def get_base_queryset(self) -> QuerySet[Notification]:
        return super().get_base_queryset().prefetch_related("series__appointments")

    def rows_of(self, found: Found) -> QuerySet[Notification]:
        mails = self.get_base_queryset().filter(patient__in=[one.pk for one in found.patients])
        return mails.order_by("-created_at", "-pk")[:MOST_FOUND]


class NotificationViewSet(ListViewSet):
    """Mails, to look at only: services write them."""

    model = Notification
    index_view_class = NotificationListView
    icon = "mail"
    permission_policy = ViewOnly(Notification)
    form_fields = ["status"]
    list_display = [
        TitleColumn("patient", label=gettext_lazy("Patient"), get_url=topic_url),
        "status",
        "kind",
        Column("about", label=gettext_lazy("About"), accessor=topic_text),
        Column(
            "sent_at",
            label=gettext_lazy("Sent at"),
            sort_key="sent_at",
            accessor=lambda mail: list_moment_text(mail.sent_at),
        ),
        Column(
            "last_error",
            label=gettext_lazy("Not sent because"),
            accessor=lambda mail: mail_trouble(mail.last_error),
        ),
    ]
    file_columns = [
        Column("patient", label=gettext_lazy("Patient")),
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        Column("about", label=gettext_lazy("About"), accessor=topic_text),
        Column("created_at", label=gettext_lazy("Made at")),
        Column("sent_at", label=gettext_lazy("Sent at")),
        Column("last_error", label=gettext_lazy("Last error")),
    ]
    list_filter = ["status", "kind"]
    list_select_related = ["patient", "appointment", "entry", "offer", "series"]
    copy_view_enabled = False
