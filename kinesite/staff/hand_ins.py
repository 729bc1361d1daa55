"""Pages that were handed in for approval, and what became of them in words of a screen."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import Page, WorkflowState
from wagtail.users.models import UserProfile


def last_hand_in(page: Page) -> WorkflowState | None:
    return page.workflow_states.select_related("current_task_state").order_by("created_at").last()


def outcome(page: Page) -> str:
    """The end of the last hand-in, for who decided about it. Takes the page as it is stored now."""
    handed_in = last_hand_in(page)
    told = _end(page, handed_in)
    if handed_in and handed_in.status == WorkflowState.STATUS_NEEDS_CHANGES:
        told += _who_hears(handed_in.requested_by)
    return told


def outcome_meanwhile(page: Page, remark: str | None = None) -> str:
    """Words for somebody who comes too late: the end, who decided it, when, and the remark."""
    handed_in = last_hand_in(page)
    told = _("Nothing was done.") + " " + _end(page, handed_in)
    task = handed_in and handed_in.current_task_state
    if task and task.finished_by:
        by = {"name": user_display_name(task.finished_by), "moment": _moment(task.finished_at)}
        told += " " + _("That was %(name)s, on %(moment)s.") % by
    if remark:
        told += " " + _("Nobody got your remark: “%(remark)s”") % {"remark": remark}
    return told


def remark_on(handed_in: WorkflowState | None) -> SafeString | None:
    """The remark with which a page was sent back; None once it was handed in again or published."""
    if handed_in is None or handed_in.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    task = handed_in.current_task_state
    sent_back = _("Sent back by %(name)s on %(moment)s.") % {
        "name": user_display_name(task.finished_by) or _("somebody"),
        "moment": _moment(task.finished_at),
    }
    remark = linebreaks(task.comment or _("There is no remark."), autoescape=True)
    return format_html("{}{}", sent_back, mark_safe(remark))  # noqa: S308  escaped one line above


def is_told_to_editors(page: Page, *, by: Any) -> bool:
    """Say if a mail goes to somebody who is asked to look at this page, which `by` handed in."""
    asked = GroupApprovalTaskStateSubmissionEmailNotifier()
    return bool(asked.get_valid_recipients(page.current_workflow_task_state, user=by))


def _end(page: Page, handed_in: WorkflowState | None) -> str:
    named: dict[str, Any] = {"title": page.get_admin_display_title()}
    if handed_in is None or handed_in.status == WorkflowState.STATUS_CANCELLED:
        return _("“%(title)s” is not handed in any more.") % named
    if handed_in.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("“%(title)s” was sent back.") % named
    if handed_in.status == WorkflowState.STATUS_IN_PROGRESS:
        return _("“%(title)s” was handed in again.") % named
    if planned := page.scheduled_revision:
        named["moment"] = _moment(planned.approved_go_live_at)
        return _("“%(title)s” was approved and goes online on %(moment)s.") % named
    return _("“%(title)s” was approved and published.") % named


def _who_hears(writer: Any) -> str:
    """A sentence that says if this person gets a mail about it."""
    if writer is None:
        return ""
    named = {"name": user_display_name(writer)}
    wants = UserProfile.get_for_user(writer).rejected_notifications
    if writer.is_active and writer.email and wants:
        return " " + _("%(name)s gets a mail about it.") % named
    return " " + _("%(name)s gets no mail about it.") % named


def _moment(when: datetime | None) -> str:
    return date_format(localtime(when), "j F Y, H:i")
