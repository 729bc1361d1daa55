"""The check of a source with the registries, on its form and on a page of its own."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from references.checking import comparison, verification
from references.checking.comparison import Difference
from references.choices import Verification
from references.editing.screens import LibraryScreen, url_name
from references.lookup.errors import LookupFailed
from references.lookup.registries import fetcher, is_on, registries
from references.models import Reference
from references.works.labels import LABELS
from references.works.notices import read

PERMISSION = "references.change_reference"


class CheckView(LibraryScreen):
    """The page of the check: GET shows what is known, POST asks or takes values over."""

    permission_required = PERMISSION
    page_title = gettext_lazy("Check a source")
    header_icon = "check"
    template_name = "references/verifying/check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source = get_object_or_404(Reference, pk=kwargs.pop("pk"))
        return super().get_context_data(
            source=source,
            rows=[row(difference, source) for difference in differences(source)],
            notices=read(source.notices),
            is_on=is_on(),
            is_checkable=source.verification != Verification.NOT_CHECKABLE,
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask the registries, or take over the ticked variables."""
        source = get_object_or_404(Reference, pk=pk)
        try:
            if "take_over" in request.POST:
                self.take_over(source)
            else:
                self.check(source)
        except Reference.DoesNotExist:  # deleted while the registries were asked
            return lead_to_list(request)
        return redirect("references_check", pk=pk)

    def check(self, source: Reference) -> None:
        """Ask the registries, and tell the outcome."""
        try:
            checked = verification.check(
                source, registries=registries(fetcher()), now=timezone.now()
            )
        except LookupFailed as failure:
            kept = _("What was known of this source stays as it was.")
            messages.error(self.request, f"{failure} {kept}")
        else:
            is_fine = checked.verification == Verification.VERIFIED and not checked.standing
            say = messages.success if is_fine else messages.warning
            say(self.request, _("Checked: %(state)s.") % {"state": verdict(checked)})

    def take_over(self, source: Reference) -> None:
        """Take over the ticked variables."""
        chosen = self.request.POST.getlist("variable")
        if not chosen:
            messages.warning(self.request, _("Tick what you want to take over."))
            return
        try:
            changed = verification.take_over(source, variables=chosen)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return
        log(instance=changed, action="wagtail.edit", user=self.request.user)
        messages.success(self.request, _("Taken over."))


def lead_to_list(request: HttpRequest) -> HttpResponse:
    """Say that the source is not there any more, above the list of the others."""
    messages.error(request, _("This source is no longer in the library."))
    return redirect(url_name("list"))


class CheckPanel(Panel):
    """The summary of the check on the form of a saved source."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "references/verifying/panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "source": self.instance,
                "difference_count": len(differences(self.instance)),
                "is_on": is_on(),
            }


def differences(source: Reference) -> list[Difference]:
    """The differences with the registry's record; none if there is no record."""
    return comparison.compare(source.csl, source.registry) if source.registry else []


def verdict(source: Reference) -> str:
    """The verification and the standing in words."""
    said = [source.get_verification_display(), source.get_standing_display()]
    return ", ".join(filter(None, said)).lower()


def row(difference: Difference, source: Reference) -> dict[str, Any]:
    """The row of a difference."""
    return {
        "label": LABELS[difference.variable],
        "difference": difference,
        "can_take_over": bool(source.registry.get(difference.variable)),
    }


def source_buttons(instance: Any, user: User | AnonymousUser, _next_url: str = "") -> list[Button]:
    """The button of a source that opens its check.

    The hook register_snippet_listing_buttons calls this for snippets of other kinds too.
    """
    if not isinstance(instance, Reference) or not user.has_perm(PERMISSION):
        return []
    url = reverse("references_check", args=[instance.pk])
    return [Button(_("Check"), url, icon_name="check", priority=24)]
