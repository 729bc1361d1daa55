"""Pages to read the mails of a development machine; they exist only while DEBUG is on."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinesite.mailbox.messages import StoredMail, stored_mail, stored_mails


@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "kinesite/mailbox/mail_list.html", {"mails": stored_mails()})


@require_safe
@csp_replace({"style-src": [SELF, UNSAFE_INLINE], "img-src": ["data:", "*"]})  # type: ignore[arg-type]  # its types know no view with more than a request
def mail_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail under a content policy that allows its own styles.

    The mail is shown in a frame, which inherits the policy of this page.
    """
    return TemplateResponse(request, "kinesite/mailbox/mail_detail.html", {"mail": _mail(key)})


@require_safe
def mail_file(request: HttpRequest, key: str, place: int) -> HttpResponse:
    """Download one of the mail's files, by its place among them; it is never opened on our site."""
    try:
        file = _mail(key).files[place]
    except IndexError as error:
        raise Http404 from error
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    return HttpResponse(
        file.content, content_type=file.content_type, headers={"Content-Disposition": disposition}
    )


def _mail(key: str) -> StoredMail:
    if mail := stored_mail(key):
        return mail
    raise Http404
