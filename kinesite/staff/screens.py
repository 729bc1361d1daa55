"""Screens of staff that take the place of Wagtail's own, at the same addresses."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, LogoutView
from wagtail.admin.views.pages.delete import delete
from wagtail.admin.views.pages.move import move_confirm
from wagtail.admin.views.pages.unpublish import Unpublish
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Page
from wagtail.utils.urlpatterns import decorate_urlpatterns

from kinesite.models import PasswordAsking
from kinesite.staff import left_out
from kinesite.staff.adding import StaffCreateView
from kinesite.staff.approval import StaffEditView, StaffWorkflowAction, StaffWorkflowData
from kinesite.staff.asked_anew import TakeOverAsShown, asked_anew, do_at_once
from kinesite.staff.controls import PagesOfAKindView
from kinesite.staff.home import StaffHomeView, list_screens
from kinesite.staff.kept_forms import StaffLoginView
from kinesite.staff.open_editors import answer_open_form
from kinesite.staff.order_as_shown import set_position_as_shown
from kinesite.staff.privacy_as_shown import set_privacy_as_shown
from kinesite.staff.redirects import AddRedirect, DeleteRedirect, EditRedirect, RedirectList
from kinesite.staff.saving import RevertAsShown, UnscheduleAsShown
from kinesite.staff.uploads_as_shown import DeleteDocument, DeleteImage, EditDocument, EditImage

KIND = "<slug:content_type_app_name>/<slug:content_type_model_name>"
OF_A_KIND = f"pages/usage/{KIND}"


class StaffLoginForm(LoginForm):
    """Wagtail's form to sign in, whose password has no name in Dutch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class ResetForm(PasswordResetForm):
    """Wagtail's form for a forgotten password, which sends a login some mails an hour at most.

    The screen says the same in each case, so it tells nobody who has a login.
    """

    def get_users(self, email: str) -> Iterator[Any]:
        now = timezone.now()
        for user in super().get_users(email):
            if PasswordAsking.allow(user.pk, now=now):
                yield user


class StaffAccountView(AccountView):
    """One's own account without a picture: the practice uses pictures of logins nowhere."""

    def get_panels(self) -> list[Any]:
        return [one for one in super().get_panels() if not isinstance(one, AvatarSettingsPanel)]


class StaffLogoutView(LogoutView):
    """Sign out by a button alone. Wagtail also lets go of who only looks at the address."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return super().dispatch(request, *args, **kwargs)


class WorkflowReport(WorkflowView):
    export_headings = WorkflowView.export_headings | {
        "workflow": _("Workflow"),
        "requested_by": _("Requested by"),
    }


class WorkflowTasksReport(WorkflowTasksView):
    export_headings = WorkflowTasksView.export_headings | {
        "task": _("Task"),
        "started_at": _("Begun at"),
        "finished_at": _("Finished at"),
        "finished_by": _("Finished by"),
    }


class AgingPages(AgingPagesView):
    """Pages by when they were last published, also those that no login published."""

    def add_last_publisher_name_to_page(self, username_mapping: dict[Any, str], page: Page) -> None:
        super().add_last_publisher_name_to_page(username_mapping, page)
        page.last_published_by_user = page.last_published_by_user or _("the website")


def _list(name: str, view: type[Any]) -> list[Any]:
    """The addresses of a list: its page, and the part that its filters load anew."""
    results = view.as_view(results_only=True)
    return [path(f"{name}/", view.as_view()), path(f"{name}/results/", results)]


# Guarded and never cached, as Wagtail's own are.
urlpatterns = decorate_urlpatterns(
    decorate_urlpatterns(
        [
            *left_out.addresses(),
            path("", StaffHomeView.as_view()),
            path("account/", StaffAccountView.as_view()),
            path("logout/", StaffLogoutView.as_view()),
            path("schermen/", list_screens, name="staff_screens"),
            *_list("reports/workflow", WorkflowReport),
            *_list("reports/workflow_tasks", WorkflowTasksReport),
            *_list("reports/aging-pages", AgingPages),
            *_list("redirects", RedirectList),
            path("redirects/add/", AddRedirect.as_view()),
            path("redirects/<int:redirect_id>/", EditRedirect.as_view()),
            path("redirects/<int:redirect_id>/delete/", DeleteRedirect.as_view()),
            *_list(OF_A_KIND, PagesOfAKindView),
            path("bulk/<str:app_label>/<str:model_name>/<str:action>/", do_at_once),
            path("images/<int:image_id>/", EditImage.as_view()),
            path("images/<int:image_id>/delete/", DeleteImage.as_view()),
            path("documents/edit/<int:document_id>/", EditDocument.as_view()),
            path("documents/delete/<int:document_id>/", DeleteDocument.as_view()),
            path("sources/<int:pk>/check/", TakeOverAsShown.as_view()),
            path("pages/<int:page_id>/privacy/", set_privacy_as_shown),
            path("pages/<int:page_to_move_id>/set_position/", set_position_as_shown),
            path(
                "pages/<int:page_to_move_id>/set_position/<str:shown>/",
                set_position_as_shown,
                name="page_order",
            ),
            path("pages/<int:page_id>/delete/", asked_anew(delete)),
            path("pages/<int:page_id>/unpublish/", asked_anew(Unpublish.as_view())),
            path(
                "pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
                asked_anew(move_confirm),
            ),
            path(f"pages/add/{KIND}/<int:parent_page_id>/", StaffCreateView.as_view()),
            path("pages/<int:page_id>/edit/", StaffEditView.as_view()),
            path(
                "editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/",
                answer_open_form,
            ),
            path(
                "pages/<int:page_id>/revisions/<int:revision_id>/revert/", RevertAsShown.as_view()
            ),
            path(
                "pages/<int:page_id>/revisions/<int:revision_id>/unschedule/",
                UnscheduleAsShown.as_view(),
            ),
            path(
                "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
                StaffWorkflowAction.as_view(),
            ),
            path(
                "pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
                StaffWorkflowData.as_view(),
            ),
        ],
        require_admin_access,
    ),
    never_cache,
)
# Everybody may open this one.
urlpatterns += [path("login/", StaffLoginView.as_view())]
