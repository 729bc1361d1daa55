"""The list of mails: which were sent, which are still owed and which failed."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from booking.models import Notification
from booking.reception.admin.lists import ListViewSet
from booking.reception.admin.permissions import ViewOnly
from booking.reception.admin.searching import MOST_FOUND, SearchedListView
from booking.reception.forms.mails import SHOWN_FOR, MailFilterForm
from booking.reception.presenters.mail_topic import topic_text
from booking.reception.presenters.mail_trouble import mail_trouble
from booking.reception.views.mails import MAY_SEND, change_mail, send_mails_again, show_mail
from booking.scheduling.clock import CLINIC_TZ
from booking.services.patients.find import Found
from booking.text.formats import list_moment_text


class ChoiceColumn(Column):
    """A tick for each mail, to send several again."""

    cell_template_name = "booking/reception/mails_tick.html"


class NotificationListView(SearchedListView):
    """List of mails with filters of its own, which a search for a patient keeps.

    Without a period it shows those of the last SHOWN_FOR; those of a patient all.
    """

    template_name = "booking/reception/mails.html"
    results_template_name = "booking/reception/mails_results.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the page of what is asked for; nothing changes."""
        filters = MailFilterForm(request.POST).address
        if not request.POST.get("zoek", "").strip():
            return redirect(f"{self.index_url}?{filters}" if filters else self.index_url)
        answer = super().post(request, *args, **kwargs)
        answer["Location"] += f"&{filters}" if filters else ""
        return answer

    @cached_property
    def narrowing(self) -> MailFilterForm:
        """The filters, as the address has them."""
        return MailFilterForm(self.request.GET)

    def get_base_queryset(self) -> QuerySet[Notification]:
        mails = super().get_base_queryset().prefetch_related("series__appointments")
        today = timezone.localdate(timezone=CLINIC_TZ)
        return self.narrowing.narrowed(mails, today, for_all_time=self.search.is_bound)

    def rows_of(self, found: Found) -> QuerySet[Notification]:
        mails = self.get_base_queryset().filter(patient__in=[one.pk for one in found.patients])
        return mails.order_by("-created_at", "-pk")[:MOST_FOUND]

    @cached_property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns
        return columns if self.may_send else [one for one in columns if one.name != "tick"]

    @cached_property
    def may_send(self) -> bool:
        return self.request.user.has_perm(MAY_SEND)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {
            "narrowing": self.narrowing,
            "is_recent": not self.search.is_bound and not self.narrowing.has_period,
            "days": SHOWN_FOR.days,
            "may_send": self.may_send,
            "back": self.request.get_full_path(),
        }


class NotificationViewSet(ListViewSet):
    """Mails, to look at, and to send again; services write them."""

    model = Notification
    index_view_class = NotificationListView
    icon = "mail"
    permission_policy = ViewOnly(Notification)
    form_fields = ["status"]
    list_display = [
        ChoiceColumn("tick", label=gettext_lazy("Choose")),
        TitleColumn(
            "patient",
            label=gettext_lazy("Patient"),
            accessor="reader",
            get_url=lambda mail: reverse("berichten:mail", args=[mail.pk]),
        ),
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
        Column("patient", label=gettext_lazy("Sent to"), accessor="reader"),
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        Column("about", label=gettext_lazy("About"), accessor=topic_text),
        Column("created_at", label=gettext_lazy("Made at")),
        Column("sent_at", label=gettext_lazy("Sent at")),
        Column("last_error", label=gettext_lazy("Last error")),
    ]
    list_select_related = ["patient", "appointment", "entry", "offer", "series", "substitution"]
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", show_mail, name="mail"),
            path("<int:pk>/wijzig/", change_mail, name="change"),
            path("opnieuw/", send_mails_again, name="again"),
        ]
