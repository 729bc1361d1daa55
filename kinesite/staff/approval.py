"""Wagtail's screens on which a page is approved or sent back, which tell what came of it."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page, TaskState

from kinesite.staff.hand_ins import is_told_to_editors, outcome, outcome_meanwhile, remark_on


class StaffEditView(EditView):
    """The form of a page: shows the remark with which it came back, and decides nothing twice."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        if "action-workflow-action" not in request.POST:
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            page = _locked(page_id)
            if page and not page.workflow_in_progress:
                messages.error(request, outcome_meanwhile(page))
                return redirect("wagtailadmin_pages:edit", page_id)
            return super().dispatch(request, page_id, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if remark := remark_on(self.workflow_state):
            messages.warning(request, remark)
        return super().get(request, *args, **kwargs)

    def perform_workflow_action(self) -> HttpResponse:
        if self.is_out_of_date:
            return self.show_again()
        return super().perform_workflow_action()

    def show_again(self) -> HttpResponse:
        """Keep what was typed on the screen, and say that a newer version was saved meanwhile."""
        messages.error(
            self.request,
            _(
                "Nothing was done: somebody saved a newer version meanwhile. What you typed is"
                " still here. Read the newer version in another tab first."
            ),
        )
        # It stays as old as it is, however often it is sent.
        self.page.latest_revision_id = self.request.POST["loaded_revision_id"]
        self.latest_revision_created_at = self.request.POST.get("loaded_revision_created_at")
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    def add_save_confirmation_message(self) -> None:
        if self.action_name == "perform_workflow_action":
            messages.success(self.request, outcome(Page.objects.get(pk=self.page.pk)))
        else:
            super().add_save_confirmation_message()


class StaffWorkflowAction(WorkflowAction):
    """The decision from the first page of staff."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            page = _locked(self.object.pk)
            self.task_state.refresh_from_db()
            if page and self.task_state.status != TaskState.STATUS_IN_PROGRESS:
                messages.error(request, outcome_meanwhile(page))
                return self._leave()
            return super().dispatch(request, *args, **kwargs)

    def _leave(self) -> HttpResponse:
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(
                self.request, {"step": "success", "redirect": self.redirect_url}
            )
        return redirect(self.redirect_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        page = Page.objects.get(pk=self.object.pk)
        if not page.workflow_in_progress:
            messages.success(request, outcome(page))
        return answer


def warn_if_nobody_hears(request: HttpRequest, page: Page) -> None:
    """Tell who hands in a page that no mail goes to the editors. Called after it was saved."""
    was_handed_in = {"action-submit", "action-restart-workflow"} & request.POST.keys()
    page = Page.objects.get(pk=page.pk)
    if (
        was_handed_in
        and page.workflow_in_progress
        and not is_told_to_editors(page, by=request.user)
    ):
        messages.warning(request, _("None of the editors gets a mail about it. Tell them."))


def _locked(page_id: int) -> Page | None:
    """The page as it is stored, which nobody decides about meanwhile; None if it is gone."""
    return Page.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
