"""Mail about pages that were handed in: each hears once what became of it, and as it is."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.admin.mail import (
    BaseWorkflowStateEmailNotifier,
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail.signals import workflow_cancelled

ENDED = {
    "subject": "wagtailadmin/notifications/workflow_state_ended_subject.txt",
    "text": "wagtailadmin/notifications/workflow_state_ended.txt",
}
_about_approval = WorkflowStateApprovalEmailNotifier.get_context


class EndedNotifier(BaseWorkflowStateEmailNotifier):
    """Tells that a page is not handed in any more, though nobody approved it or sent it back.

    Who handed it in hears what somebody else did. If they took it back themselves, the people who
    were asked to look at it hear that. Whoever wants no mail of pages sent back gets none of these.
    """

    notification = "rejected"

    def get_recipient_users(self, handed_in: WorkflowState, **kwargs: Any) -> set[Any]:
        writer, actor = handed_in.requested_by, kwargs.get("user")
        if writer != actor:
            return {writer}
        task = TaskState.objects.get(pk=handed_in.current_task_state_id)
        if kwargs.get("deleted") or task.status == TaskState.STATUS_CANCELLED:
            asked = GroupApprovalTaskStateSubmissionEmailNotifier()
            return set(asked.get_recipient_users(task, user=actor))
        return set()

    def get_context(self, handed_in: WorkflowState, **kwargs: Any) -> dict[str, Any]:
        page, seen = handed_in.content_object, handed_in.current_task_state.revision_id
        planned = page.scheduled_revision
        return super().get_context(handed_in, **kwargs) | {
            "goes_online": planned and planned.approved_go_live_at,
            "actor": kwargs.get("user"),
            "deleted": kwargs.get("deleted", False),
            "published": page.live and (page.live_revision_id or 0) >= seen,
        }

    def get_template_set(self, handed_in: WorkflowState, **kwargs: Any) -> dict[str, str]:  # noqa: ARG002
        return dict(ENDED)


tell_of_end = EndedNotifier()


def mend_mails() -> None:
    """Connect our mails, and let Wagtail's say only what is so.

    It writes twice to who may do everything: about the workflow, and about its task.
    """
    WorkflowStateSubmissionEmailNotifier.get_recipient_users = _nobody
    WorkflowStateApprovalEmailNotifier.get_context = _with_plan
    workflow_cancelled.connect(tell_of_end, sender=WorkflowState)
    post_save.connect(tell_of_deleting, sender=PageLogEntry)


def tell_of_deleting(instance: PageLogEntry, **kwargs: Any) -> None:
    """Tell who handed in a page that it is about to go; Wagtail logs it just before."""
    if instance.action != "wagtail.delete":
        return
    about = {"user": instance.user, "deleted": True}
    for handed_in in instance.page.workflow_states.active():
        tell_of_end(instance=handed_in, **about)


def _nobody(*args: Any, **kwargs: Any) -> set[Any]:
    return set()


def _with_plan(notifier: Any, handed_in: WorkflowState, **kwargs: Any) -> dict[str, Any]:
    context = _about_approval(notifier, handed_in, **kwargs)
    planned = handed_in.content_object.scheduled_revision
    return context | {"goes_online": planned and planned.approved_go_live_at}
