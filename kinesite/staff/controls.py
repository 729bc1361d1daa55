"""Let the screens of staff offer what a person may do, and count what they can see."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model, Q
from django.http import HttpRequest
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.widgets import chooser
from wagtail.documents.permissions import permission_policy as documents
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.images.permissions import permission_policy as images
from wagtail.images.wagtail_hooks import ImagesSummaryItem
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

# Who may do one of these with an image or a document sees it in its list.
IN_LISTS = ("change", "delete")

_drawn_for: ContextVar[Any] = ContextVar("drawn_for", default=None)
_panel, _may_move = PageStatusSidePanel.__init__, PagePermissionTester.can_move


def mend_links_to_closed_screens() -> None:
    """Let Wagtail offer only what is possible.

    It links to the history and the usage of a page for everybody, and opens them to who may change
    the page; it lets people move pages that have no other place to go to; and beside what is chosen
    it links to the form of it for everybody.
    """
    PagePermissionTester.can_view_revisions = PagePermissionTester.can_edit
    PagePermissionTester.can_move = _can_move
    PageStatusSidePanel.__init__ = _panel_of_who_may_edit
    chooser.AdminURLFinder = lambda: AdminURLFinder(_drawn_for.get())


@contextmanager
def drawn_for(user: Any) -> Iterator[None]:
    """Let what is chosen in a form link to its own form where this person may change it."""
    token = _drawn_for.set(user)
    try:
        yield
    finally:
        _drawn_for.reset(token)


def _can_move(may: PagePermissionTester) -> bool:
    parents = (
        may.page.specific_class.allowed_parent_page_models() if may.page.specific_class else []
    )
    return any(one.max_count != 1 for one in parents) and _may_move(may)


def _panel_of_who_may_edit(panel: Any, page: Page, request: HttpRequest, **kwargs: Any) -> None:
    _panel(panel, page, request, **kwargs)
    if page.pk and not page.permissions_for_user(request.user).can_edit():
        panel.usage_url = None


def pages_with_a_pencil(_parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Leave out of the menu of pages what this person may not change: each has a pencil there.

    The list, to which the name on top of the menu leads, has the other pages as well.
    """
    if not request.GET.get("for_explorer"):
        return pages
    own = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    return pages.filter(Q(pk__in=own.values("pk")) | Q(numchild__gt=0))


def possible_bulk_actions(request: HttpRequest, row: Model) -> list[str]:
    """The names of what this person may do with this row of a list, together with other rows."""
    model = Page if isinstance(row, Page) else type(row)
    return [one.action_type for one in _bulk_actions(request, model) if one.check_perm(row)]


def _bulk_actions(request: HttpRequest, model: type[Model]) -> list[BulkAction]:
    """The bulk actions of the model, made once for a request."""
    kept = request.__dict__.setdefault("_bulk_actions", {})
    if model not in kept:
        found = bulk_action_registry.get_bulk_actions_for_model(
            model._meta.app_label, model._meta.model_name
        )
        kept[model] = [one(request, model) for one in found]
    return kept[model]


class PagesOfAKindView(ContentTypeUseView):
    """The pages of one kind, with a button for another one where it may be made."""

    # Wagtail's own address hands these over; without them it shows columns that pages lack.
    columns = ContentTypeUseView.base_columns

    def get_add_url(self) -> str | None:
        return super().get_add_url() if _may_make(self.request.user, self.model) else None


def _may_make(user: Any, kind: Any) -> bool:
    parents = Page.objects.type(tuple(kind.allowed_parent_page_models())).specific()
    return any(
        kind.can_create_at(one) and one.permissions_for_user(user).can_add_subpage()
        for one in parents
    )


class ImagesOfTheList(ImagesSummaryItem):
    """Number of images in the list that this links to; Wagtail counts those it leaves out too."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        shown = images.instances_user_has_any_permission_for(self.request.user, IN_LISTS)
        return super().get_context_data(parent_context) | {"total_images": shown.count()}


class DocumentsOfTheList(DocumentsSummaryItem):
    """Number of documents in the list that this links to."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        shown = documents.instances_user_has_any_permission_for(self.request.user, IN_LISTS)
        return super().get_context_data(parent_context) | {"total_docs": shown.count()}


def count_what_lists_show(request: HttpRequest, items: list[Any]) -> None:
    """Put our numbers in the place of Wagtail's on the first page."""
    ours: dict[type, Any] = {
        ImagesSummaryItem: ImagesOfTheList,
        DocumentsSummaryItem: DocumentsOfTheList,
    }
    items[:] = [ours.get(type(item), type(item))(request) for item in items]
