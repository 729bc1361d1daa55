"""The screens on which an editor pastes a list of sources, reviews it and saves it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from references.editing.import_forms import PasteForm
from references.editing.review import Review
from references.editing.screens import LibraryScreen, url_name

PERMISSION = "references.add_reference"
URL_NAME = "references_import"


class ImportView(LibraryScreen):
    """The box to paste in and, after that, the entries. `step` names the button pressed."""

    permission_required = PERMISSION
    page_title = _("Paste sources")
    header_icon = "clipboard-list"
    template_name = "references/importing/paste.html"
    review_template = "references/importing/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", PasteForm())
        return super().get_context_data(library_url=reverse(url_name("list")), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Read, review or save the list, or go back to the box, as `step` says."""
        step = request.POST.get("step")
        if step == "back":
            form = PasteForm(initial={"text": request.POST.get("text", "")})
            return self.render_to_response(self.get_context_data(form=form))
        form = PasteForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if step not in {"save", "save_all"}:
            return self.look_over(Review(form.pasted, user=request.user))
        review = Review(form.pasted, user=request.user, data=request.POST)
        review.save(with_rest=step == "save_all")
        return self.look_over(review)

    def look_over(self, review: Review) -> HttpResponse:
        """Show the entries that are still to do."""
        context = self.get_context_data(review=review)
        return self.response_class(self.request, [self.review_template], context)


def header_buttons(user: User | AnonymousUser) -> list[HeaderButton]:
    """The button above the library that opens this screen."""
    if not user.has_perm(PERMISSION):
        return []
    return [HeaderButton(_("Paste a list"), reverse(URL_NAME), icon_name="clipboard-list")]
