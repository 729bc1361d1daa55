"""Wagtail's screens on which a page is approved or sent back, which tell what came of it."""

import json
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.pages.workflow import CollectWorkflowActionData, WorkflowAction
from wagtail.models import Page, TaskState, WorkflowState

from kinesite.staff.hand_ins import is_told_to_editors, outcome, outcome_meanwhile, remark_on
from kinesite.staff.saving import SaveAsShown, locked_page


class StaffEditView(SaveAsShown):
    """The form of a page: shows the remark with which it came back, and decides nothing twice."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if remark := remark_on(self.workflow_state):
            messages.warning(request, remark)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or say that somebody else decided first. Wagtail would save without deciding."""
        if "action-workflow-action" not in request.POST or self.page.workflow_in_progress:
            return super().post(request, *args, **kwargs)
        self.form = self.typed_form()
        remark = json.loads(request.POST.get("workflow-action-extra-data", "{}")).get("comment")
        return self.show_again(outcome_meanwhile(Page.objects.get(pk=self.page.pk), remark))

    def perform_workflow_action(self) -> HttpResponse:
        if not self.is_out_of_date:
            return super().perform_workflow_action()
        told = _(
            "Nothing was done: somebody saved a newer version meanwhile. What you typed is"
            " still here. Read the newer version in another tab first."
        )
        return self.show_again(told)

    def add_save_confirmation_message(self) -> None:
        if self.action_name == "perform_workflow_action":
            messages.success(self.request, outcome(Page.objects.get(pk=self.page.pk)))
        else:
            super().add_save_confirmation_message()


class StaffWorkflowAction(WorkflowAction):
    """The decision from the first page of staff."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            page = locked_page(self.object.pk)
            self.task_state.refresh_from_db()
            if page and self.task_state.status != TaskState.STATUS_IN_PROGRESS:
                told = outcome_meanwhile(page, request.POST.get("comment"))
                messages.error(request, told)
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


class StaffWorkflowData(CollectWorkflowActionData):
    """The window for a remark, which says when somebody else decided first."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.workflow_in_progress:
            return super().dispatch(request, *args, **kwargs)
        if request.method == "POST":  # the form of the page answers, with the remark
            self.action_modal = True
            return self.post(request, *args, **kwargs)
        told = {"told": outcome_meanwhile(self.object)}
        return render_modal_workflow(request, "kinesite/decided_meanwhile.html", None, told)


def offer_what_helps(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave of the buttons of a form those that do something of their own.

    With one task, starting anew is handing in again. A page that was sent back waits for nobody, so
    there is nothing to take back.
    """
    needless = {"action-restart-workflow"}
    page = context.get("page")  # none yet, while it is made
    handed_in = page and page.current_workflow_state
    if handed_in and handed_in.status == WorkflowState.STATUS_NEEDS_CHANGES:
        needless.add("action-cancel-workflow")
    items[:] = [one for one in items if one.name not in needless]


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
