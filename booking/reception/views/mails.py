"""One mail with its words as they went out, and sending mails again."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.errors import BookingError
from booking.models import Notification
from booking.models.shown import news_of_deletion
from booking.reception.presenters.mail_topic import topic_text, topic_url
from booking.reception.views.support.messages import report_refused
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.services.mail.see_to import note_returned_mail, settle_mail
from booking.services.mail.send_again import (
    SentAgain,
    send_each_again,
    send_mail_again,
)
from booking.text.refusals import told_to_desk

INDEX = "berichten:index"
MAY_SEND = "booking.change_appointment"
# What the buttons do, by the `verb` that they send, and what the green bar then says.
ACTIONS: dict[str, tuple[Callable[..., object], Any]] = {
    "again": (send_mail_again, gettext_lazy("The mail to %(patient)s goes out now.")),
    "settle": (settle_mail, gettext_lazy("Noted: %(patient)s was told of it.")),
    "returned": (note_returned_mail, gettext_lazy("Noted: the mail to %(patient)s came back.")),
}
# So many refusals are told one by one.
MOST_TOLD = 5


@require_safe
@permission_required("booking.view_notification")
def show_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a mail, with its words for each time that it went out."""
    mail = Notification.objects.for_page().filter(pk=pk).first()
    if mail is None:
        messages.error(request, news_of_deletion(Notification, pk))
        return redirect(INDEX)
    context = {
        "mail": mail,
        "texts": list(mail.texts.all()),
        "topic": topic_text(mail),
        "topic_url": topic_url(mail),
        "may_send": request.user.has_perm(MAY_SEND),
        "why_not": mail.why_not_again(timezone.now()),
    }
    return TemplateResponse(request, "booking/reception/mail.html", context)


@require_POST
@permission_required(MAY_SEND)
def change_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Do with a mail what the pressed button says, then go on to `next`, or else to the mail.

    The button sends its action as `verb`; an unknown one is answered with status 400.
    """
    verb = request.POST.get("verb", "")
    if verb not in ACTIONS:
        return HttpResponse(status=400)
    back = get_valid_next_url_from_request(request)
    mail = Notification.objects.for_page().filter(pk=pk).first()
    if mail is None:
        messages.error(request, news_of_deletion(Notification, pk))
        return redirect(back or INDEX)
    action, done = ACTIONS[verb]
    try:
        action(
            mail=mail,
            now=timezone.now(),
            by_user=member_of_staff(request),
            shown=shown_in(request),
        )
    except BookingError as error:
        report_refused(request, error)
    else:
        messages.success(request, done % {"patient": mail.reader})
    return redirect(back or reverse("berichten:mail", args=[pk]))


@require_POST
@permission_required(MAY_SEND)
def send_mails_again(request: HttpRequest) -> HttpResponse:
    """Send the ticked mails again, and say which were left and why.

    Each tick sends `mail`, the id and the version that the list showed: `12:failed-1800000000.0`.
    """
    ticked = [one.partition(":") for one in request.POST.getlist("mail")]
    shown = {int(pk): version for pk, _sep, version in ticked if pk.isdecimal() and len(pk) < 10}
    if shown:
        done = send_each_again(shown=shown, now=timezone.now(), by_user=member_of_staff(request))
        report_sent_again(request, done)
    else:
        messages.error(request, _("Tick the mails that have to go out again first."))
    return redirect(get_valid_next_url_from_request(request) or INDEX)


def report_sent_again(request: HttpRequest, done: SentAgain) -> None:
    """Say how many mails go out again, and for the others why not."""
    if done.count:
        words = ngettext("%(count)d mail goes out now.", "%(count)d mails go out now.", done.count)
        messages.success(request, words % {"count": done.count})
    for mail, error in done.left[:MOST_TOLD]:
        told = {"mail": mail.get_kind_display(), "patient": mail.reader}
        why = {"why": told_to_desk(error)}
        messages.warning(request, _("Not sent: %(mail)s to %(patient)s. %(why)s") % (told | why))
    if (more := len(done.left) - MOST_TOLD + done.gone) > 0:
        words = ngettext(
            "%(count)d other was not sent either.", "%(count)d others were not sent either.", more
        )
        messages.warning(request, words % {"count": more})
