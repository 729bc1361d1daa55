"""The practice's own words in mails: the list, and one of them with its preview."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log

from booking.choices import LetterKind
from booking.models import MailText
from booking.models.mail_text import variables_of
from booking.models.shown import version_of
from booking.reception.forms.mail_text import MailTextForm
from booking.reception.forms.shown import refuse_what_changed, show_version
from booking.reception.presenters.mail_preview import preview_of
from booking.services.practice.rows import locked_row


@require_safe
@permission_required("booking.change_mailtext")
def list_mail_texts(request: HttpRequest) -> HttpResponse:
    """List the mails in each language, and mark those with words of the practice."""
    own = {(text.kind, text.language) for text in MailText.objects.all() if text.is_own}
    rows = [
        (kind, [(code, name, (kind, code) in own) for code, name in settings.LANGUAGES])
        for kind in LetterKind
    ]
    return TemplateResponse(request, "booking/reception/mail_texts.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_mailtext")
def edit_mail_text(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Show and change the words of one mail, with a preview of it.

    The button `keep` stores the words; the button `preview` only shows the mail with them.
    """
    if kind not in LetterKind.values or language not in dict(settings.LANGUAGES):
        raise Http404
    stored = MailText.objects.filter(kind=kind, language=language).first()
    text = stored or MailText(kind=kind, language=language)
    form = MailTextForm(request.POST or None, instance=text)
    show_version(form, version_of(text, timezone.now()))
    if form.is_valid() and "keep" in request.POST:
        form = keep_text(request, kind, language)
        if form.is_valid():
            report_kept(request, form)
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


def report_kept(request: HttpRequest, form: MailTextForm) -> None:
    """Say of which mail the words are kept, or that they are as they were."""
    text = form.instance
    mail = {"mail": text.get_kind_display(), "language": text.get_language_display()}
    if form.has_changed():
        done = _("The text of “%(mail)s” (%(language)s) is kept. The next mails have it.")
        messages.success(request, done % mail)
    else:
        same = _("Nothing was changed: the text of “%(mail)s” (%(language)s) is as it was.")
        messages.info(request, same % mail)


def keep_text(request: HttpRequest, kind: str, language: str) -> MailTextForm:
    """Store the words that were posted, unless a colleague changed them since they were shown.

    The form then has an error.
    """
    now = timezone.now()
    text, _is_new = MailText.objects.get_or_create(kind=kind, language=language)
    with locked_row(text) as stored:
        form = MailTextForm(request.POST, instance=text)
        show_version(form, version_of(stored, now))
        is_fine = form.is_valid() and not refuse_what_changed(
            form, stored, now, lambda row: MailTextForm(instance=row)
        )
        if is_fine and form.has_changed():
            log(instance=form.save(), action="wagtail.edit", content_changed=True)
    return form
