"""Forms of pages that do not overwrite what a colleague saved since they were shown.

Wagtail compares versions where it saves by itself, and its script asks for newer ones every ten
seconds. In between, and without scripts, a press on the button would win silently.
"""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView, RevisionsUnschedule
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from booking.models.changed import staff_name
from booking.text.formats import moment_text
from kinesite.staff.carried import carry
from kinesite.staff.page_gone import tell_that_it_is_gone, tell_that_it_is_half

# The id of the newer version of which the screen told; the script told-version.js sends it too.
TOLD = "told_revision_id"
# The version of a page that has none yet.
NONE_YET = {"loaded_revision_id": "0", "loaded_revision_created_at": ""}


class SaveAsShown(EditView):
    """The form of a page; saves over a newer version only after its reader was told of it."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            if locked_page(page_id) is None:
                return tell_that_it_is_gone(request, page_id)
            return super().dispatch(request, page_id, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_half(request, self.page_class):
            return tell_that_it_is_half(request)
        if self.is_unseen and "action-workflow-action" not in request.POST:  # that looks for itself
            self.form = self.typed_form()
            if not self.is_typed_alike:
                return self.show_again(self.news, self.compare_button)
        return with_version(super().post(request, *args, **kwargs))

    @cached_property
    def is_unseen(self) -> bool:
        """Tell whether a press would save over a version of which the screen did not tell."""
        if self.expects_json_response or not self.is_out_of_date or self.locked_for_user:
            return False  # Wagtail itself refuses to save by itself, and on a page that is locked
        is_told = self.request.POST.get(TOLD) == str(self.latest_revision.pk)
        return not is_told and not self.page.alias_of_id

    @property
    def is_typed_alike(self) -> bool:
        """Tell whether the form would store what the newer version has, as a second click does."""
        if not self.form.is_valid():
            return False
        typed, stored = (
            json.loads(json.dumps(one, cls=DjangoJSONEncoder))
            for one in (
                self.form.save(commit=False).serializable_data(),
                self.latest_revision.content,
            )
        )
        names = {*self.form.fields, *self.form.formsets} & stored.keys()
        return all(typed[name] == stored[name] for name in names)

    @property
    def news(self) -> str:
        """A sentence that says who saved the newer version, and when."""
        latest: Revision = self.latest_revision
        by = staff_name(latest.user) if latest.user else _("somebody")
        if latest.user == self.request.user:
            by = _("yourself in another window")
        return _(
            "Nothing was saved: there is a newer version meanwhile, saved by %(name)s on"
            " %(moment)s. What you typed is still here. Look at what changed, and save again if"
            " yours has to hold."
        ) % {"name": by, "moment": moment_text(latest.created_at)}

    @property
    def compare_button(self) -> list[Any]:
        """The button that shows what changed since the version that the form showed."""
        shown = self.request.POST.get("loaded_revision_id", "")
        latest = self.latest_revision.pk
        is_kept = shown.isdecimal() and self.page.revisions.filter(pk=shown).exists()
        if not is_kept or shown == str(latest):  # what Wagtail saved by itself takes its place
            return []
        address = reverse(
            "wagtailadmin_pages:revisions_compare", args=[self.page.pk, shown, latest]
        )
        return [messages.button(address, _("Look at what changed"), new_window=True)]

    def typed_form(self) -> Any:
        """The form with what was sent; what is missing in a draft is no error."""
        form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        form.defer_required_fields()
        form.is_valid()
        form.restore_required_fields()
        return form

    def show_again(self, told: str, buttons: list[Any] | None = None) -> HttpResponse:
        """Keep what was typed on the screen, and say why nothing was done."""
        messages.error(self.request, told, buttons=buttons)
        # It stays as old as it is, so that nothing is saved over the newer one by itself.
        shown = self.request.POST
        self.page.latest_revision_id = shown.get("loaded_revision_id", self.page.latest_revision_id)
        self.latest_revision_created_at = shown.get("loaded_revision_created_at")
        self.has_unsaved_changes = True
        page = self.render_to_response(self.get_context_data())
        return carry(page, **{TOLD: str(self.latest_revision.pk)}) if self.is_unseen else page

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        page: HttpResponse = super().render_to_response(context, **kwargs)
        return page if self.page.latest_revision_id else carry(page, **NONE_YET)


class RevertAsShown(SaveAsShown, RevisionsRevertView):
    """The form that brings back an older version of a page."""


class UnscheduleAsShown(RevisionsUnschedule):
    """The screen that takes the plan of a version back; says so when there is none any more."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            locked_page(self.object.pk)
            self.revision.refresh_from_db()
            if self.revision.approved_go_live_at:
                return super().post(request, *args, **kwargs)
        told = _("Nothing was done: this version is not planned any more.")
        messages.error(request, f"{told} {self.what_is_true}")
        return redirect(self.get_next_url())

    @property
    def what_is_true(self) -> str:
        """A sentence that says if the page is online by now."""
        if Page.objects.get(pk=self.object.pk).live_revision_id == self.revision.pk:
            return _("It is online by now.")
        return ""


def is_half(request: HttpRequest, kind: type[Page]) -> bool:
    """Tell whether the form of a page came without the blocks that a script draws in it."""
    streams = [one.name for one in kind._meta.get_fields() if isinstance(one, StreamField)]
    return any(f"{name}-count" not in request.POST for name in streams)


def with_version(answer: HttpResponse) -> HttpResponse:
    """Let the form of a page that Wagtail saved by itself show the version that came of it.

    Its script remembers that version for the next time, and no button of the form does.
    """
    sent = json.loads(answer.content) if isinstance(answer, JsonResponse) else {}
    if not sent.get("success"):
        return answer
    sent["field_updates"] |= {
        "loaded_revision_id": str(sent["revision_id"]),
        "loaded_revision_created_at": sent["revision_created_at"],
    }
    return JsonResponse(sent)


def locked_page(page_id: int) -> Page | None:
    """The page as it is stored, which nobody changes meanwhile; None if it is gone."""
    return Page.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
