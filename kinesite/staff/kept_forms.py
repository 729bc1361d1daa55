"""Forms of staff that came without a login or with a token of before: kept, to be sent once more.

What was typed goes back into the page that answers and is stored nowhere. Nothing is sent again
before somebody presses for it.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.admin.views.account import LoginView

from kinesite.staff.home import address_after_login

SALT = "kinesite.staff.kept_forms"
FIELD = "kept"
MAY_ENTER = "wagtailadmin.access_admin"


@dataclass(frozen=True, slots=True)
class KeptForm:
    """The fields that a form sent, and the address to which they go.

    Passwords and files are left out: `has_secrets` and `has_files` tell that there were some.
    """

    address: str
    fields: Sequence[tuple[str, str]] = ()
    has_secrets: bool = False
    has_files: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Keep what this request posted."""
        sent = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ]
        secrets = [(name, value) for name, value in sent if "password" in name.lower()]
        return cls(
            address=request.get_full_path(),
            fields=[one for one in sent if one not in secrets],
            has_secrets=any(value for _name, value in secrets),
            has_files=bool(request.FILES),
        )

    @property
    def packed(self) -> str:
        """The form as one signed text, to go through the screen to sign in."""
        return signing.dumps(astuple(self), salt=SALT, compress=True)

    @classmethod
    def unpacked(cls, text: str) -> Self | None:
        """Return the form of a packed text; None for any other text."""
        try:
            return cls(*signing.loads(text, salt=SALT))
        except signing.BadSignature:
            return None


class StaffLoginView(LoginView):
    """Wagtail's screen to sign in, through which a kept form goes on to its button."""

    kept: KeptForm | None = None
    is_late = is_refused = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kept = KeptForm.unpacked(request.POST.get(FIELD, ""))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return offer_to_send(self.request, self.kept) if self.kept else response

    def get_success_url(self) -> str:
        """The screen that somebody was on the way to, or else where that person begins.

        The form of Wagtail always names a screen: its first page where there is no other.
        """
        asked = self.get_redirect_url()
        is_somewhere = asked and asked != reverse("wagtailadmin_home")
        return asked if is_somewhere else address_after_login(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        why = {"is_late": self.is_late, "is_refused": self.is_refused}
        return context | why | {"kept": self.kept}


def is_for_staff(request: HttpRequest) -> bool:
    """Tell whether the address of a request is one of the admin."""
    return request.path.startswith(reverse("wagtailadmin_home"))


def leads_to_login(response: HttpResponse) -> bool:
    """Tell whether Wagtail answered with its screen to sign in, from which it would come back."""
    return response.get("Location", "").startswith(f"{reverse('wagtailadmin_login')}?")


def refuses(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether Wagtail answered that this login may not do it, from the first page of staff."""
    if response.get("Location") != reverse("wagtailadmin_home"):
        return False
    told = _("Sorry, you do not have permission to access this area.")
    return any(told in str(one) for one in messages.get_messages(request))


def is_by_script(request: HttpRequest) -> bool:
    """Tell whether a script of the page sent a request: it shows no page as its answer."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return mode != "navigate" or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def answer_stale_token(request: HttpRequest) -> HttpResponse:
    """Answer a form of the admin whose token is not the one of this session.

    Only what a page of this site sent is kept: a button that sends what another site made up would
    undo the check of the token.
    """
    if is_by_script(request):
        told = _("You were signed out meanwhile. Load the page again.")
        return HttpResponse(told, content_type="text/plain; charset=utf-8", status=403)
    if request.path == reverse("wagtailadmin_login"):
        return _sign_in_anew(request)
    if request.path.startswith(reverse("wagtailadmin_password_reset")):
        messages.error(request, _("The page had been open for too long. Fill it in once more."))
        return redirect(request.get_full_path())
    kept = KeptForm.of(request) if _is_from_here(request) else None
    may_enter = request.user.has_perm(MAY_ENTER)
    return offer_to_send(request, kept, status=403) if may_enter else ask_to_sign_in(request, kept)


def ask_to_sign_in(
    request: HttpRequest, kept: KeptForm | None, *, is_refused: bool = False
) -> HttpResponse:
    """Show the screen to sign in, with another login if this one was refused; it keeps the form."""
    view = StaffLoginView(kept=kept, is_late=True, is_refused=is_refused)
    view.setup(request)
    form = view.get_form_class()(request, initial={"username": request.POST.get("username", "")})
    context = view.get_context_data(form=form)
    if kept:
        context["next"] = ""
    return _never_kept(render(request, view.template_name, context, status=403))


def offer_to_send(request: HttpRequest, kept: KeptForm | None, status: int = 200) -> HttpResponse:
    """Show the button that sends the form, with a token of now; without a form what to do."""
    page = render(request, "kinesite/send_again.html", {"kept": kept}, status=status)
    return _never_kept(page)


def _sign_in_anew(request: HttpRequest) -> HttpResponse:
    kept = KeptForm.unpacked(request.POST.get(FIELD, "")) if _is_from_here(request) else None
    if not request.user.has_perm(MAY_ENTER):
        return ask_to_sign_in(request, kept)
    if kept:
        return offer_to_send(request, kept, status=403)
    view = StaffLoginView()
    view.setup(request)
    return redirect(view.get_success_url())


def _is_from_here(request: HttpRequest) -> bool:
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    scheme, host = urlsplit(sender)[:2]
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return f"{scheme}://{host}" in ours


def _never_kept(page: HttpResponse) -> HttpResponse:
    add_never_cache_headers(page)
    return page
