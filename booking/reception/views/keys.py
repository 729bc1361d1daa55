"""The list of the keys of the agenda, where somebody turns its letters off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.users.models import UserProfile

from booking.reception.views.support.keys import keys_are_on
from booking.reception.views.support.pieces import may_do
from booking.reception.views.support.shown import member_of_staff


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.view_appointment")
def show_keys(request: HttpRequest) -> HttpResponse:
    """Show the keys of the agenda; POST turns those that are letters or signs `aan` or `uit`.

    The choice is that of Wagtail's own keys, in the profile of the login: it holds on each device.
    """
    user = member_of_staff(request)
    wanted = request.POST.get("letters")
    if request.method == "POST" and user:
        if wanted not in {"aan", "uit"}:
            return HttpResponse(status=400)
        profile = UserProfile.get_for_user(user)
        profile.keyboard_shortcuts = wanted == "aan"
        profile.save(update_fields=["keyboard_shortcuts"])
        on, off = (
            _("The letters are on."),
            _("The letters are off: no single letter does anything."),
        )
        messages.success(request, on if profile.keyboard_shortcuts else off)
        return redirect(get_valid_next_url_from_request(request) or "agenda:keys")
    context = {"keys_are_on": keys_are_on(request.user), **may_do(request)}
    return TemplateResponse(request, "booking/reception/keys.html", context)
