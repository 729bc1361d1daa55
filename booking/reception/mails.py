"""The mails in the admin: what went out and what is owed, and the practice's own words in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Calendar
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.base import ViewSet

from booking.availability import clinic_date
from booking.choices import LetterKind
from booking.emails.compose import calendar_of, letter_about
from booking.emails.samples import sample_of
from booking.emails.words import default_text
from booking.models import AppointmentSeries, MailText, Notification
from booking.models.mail_text import variables_of
from booking.reception.lists import ListView, ListViewSet
from booking.reception.permissions import ViewOnly
from booking.wording import moment_text, time_text

FIELDS = ("subject", "opening", "closing")


def told_of_url(mail: Notification) -> str:
    if mail.appointment_id:
        return reverse("agenda:visit", args=[mail.appointment_id])
    return reverse("patienten:visits", args=[mail.patient_id])


def about(mail: Notification) -> str:
    """Short: the list is wide."""
    if moment := mail.appointment or mail.offer:
        return f"{clinic_date(moment.starts_at):%d/%m/%Y} {time_text(moment.starts_at)}"
    if mail.place:
        return f"{mail.place.from_day:%d/%m} – {mail.place.until_day:%d/%m/%Y}"
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
    list_select_related = ["patient", "appointment", "place", "offer", "series"]
    copy_view_enabled = False


class MailTextsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("booking.change_mailtext")


class MailTextsViewSet(ViewSet):
    icon = "edit"
    menu_label = gettext_lazy("Texts of mails")
    menu_item_class = MailTextsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", mail_texts, name="index"),
            path("<str:kind>/<str:language>/", mail_text, name="edit"),
        ]


class MailTextForm(WagtailAdminModelForm):
    """What is left empty is ours, which shows grey in the empty field."""

    class Meta:
        model = MailText
        fields = FIELDS
        widgets = {
            "opening": forms.Textarea({"rows": 4}),
            "closing": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text: MailText = self.instance
        with translation.override(text.language):
            ours = default_text(LetterKind(text.kind), text.language)
        for name in FIELDS:
            self.fields[name].widget.attrs["placeholder"] = getattr(ours, name)
            self.fields[name].help_text = _("Empty: our text, which shows grey here.")
        fit = variables_of(LetterKind(text.kind), subject=True)
        words = {"words": ", ".join(variable.in_braces for variable in fit)}
        self.fields["subject"].help_text += " " + _("We fill in %(words)s.") % words


@dataclass(frozen=True, slots=True)
class Preview:
    """`calendar` says what stands in the calendar file; empty without one."""

    subject: str
    preheader: str
    html: str
    text: str
    calendar: Sequence[str]


@require_safe
@permission_required("booking.change_mailtext")
def mail_texts(request: HttpRequest) -> HttpResponse:
    own = {(text.kind, text.language) for text in MailText.objects.all() if text.is_own}
    rows = [
        (kind, [(code, name, (kind, code) in own) for code, name in settings.LANGUAGES])
        for kind in LetterKind
    ]
    return TemplateResponse(request, "booking/reception/mail_texts.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_mailtext")
def mail_text(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """One button keeps the words, the other only shows the mail with them."""
    if kind not in LetterKind.values or language not in dict(settings.LANGUAGES):
        raise Http404
    stored = MailText.objects.filter(kind=kind, language=language).first()
    form = MailTextForm(
        request.POST or None, instance=stored or MailText(kind=kind, language=language)
    )
    if form.is_valid() and "keep" in request.POST:
        form.save()
        messages.success(request, _("The text is kept. The next mails have it."))
        return redirect(request.path)
    if form.errors and "keep" in request.POST:
        messages.error(request, _("The text is not kept: look at what is marked in red."))
    context = {
        "form": form,
        "text": form.instance,
        "variables": variables_of(LetterKind(kind)),
        "preview": preview_of(form.instance, now=timezone.now()),
    }
    return TemplateResponse(request, "booking/reception/mail_text.html", context)


def preview_of(text: MailText, *, now: datetime) -> Preview:
    """The mail with these words about people who do not exist."""
    with translation.override(text.language):
        matter = sample_of(LetterKind(text.kind), now=now)
        letter = letter_about(matter, text)
        entry = calendar_of(matter)
        html, plain = letter.as_html(), letter.as_text()
    return Preview(letter.subject, letter.preheader, html, plain, calendar_lines(entry))


def calendar_lines(entry: str) -> list[str]:
    """What a calendar shows of each event."""
    if not entry:
        return []
    return [
        ", ".join(
            [
                _("cancelled") if event["STATUS"] == "CANCELLED" else _("fixed"),
                moment_text(event.decoded("DTSTART")),
                str(event["SUMMARY"]),
                str(event["LOCATION"]),
            ]
        )
        for event in Calendar.from_ical(entry).walk("VEVENT")
    ]
