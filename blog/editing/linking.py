"""The screen with the sources of one article: remarks, and typed citations to link."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from blog.draft_sources import is_locked, link, study
from blog.linking.errors import LinkingError
from blog.models import BlogPostPage


@require_http_methods(["GET", "HEAD", "POST"])
def article_sources(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sources of the latest draft; link ticked citations in a new draft, unpublished."""
    page = get_object_or_404(BlogPostPage, pk=pk)
    if page.alias_of_id or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST":
        try:
            linked = link(
                page=page,
                version=request.POST.get("version", ""),
                keys=request.POST.getlist("link"),
                user=request.user,
            )
        except LinkingError as error:
            messages.error(request, str(error))
        else:
            tell(request, page, linked)
        return redirect("article_sources", pk)
    context = {
        "page": page,
        "study": study(page),
        "is_locked": is_locked(page, request.user),
        "edit_url": edit_url(page),
    }
    return TemplateResponse(request, "blog/editing/article_sources.html", context)


def tell(request: HttpRequest, page: BlogPostPage, linked: int) -> None:
    """Tell the editor how many citations were linked, with a button to the article."""
    if not linked:
        messages.warning(request, _("Nothing was ticked, so nothing was linked."))
        return
    told = ngettext(
        "%(count)d citation is linked in the draft. Readers see it once you publish.",
        "%(count)d citations are linked in the draft. Readers see them once you publish.",
        linked,
    )
    button = messages.button(edit_url(page), _("Edit the article"))
    messages.success(request, told % {"count": linked}, buttons=[button])


def edit_url(page: BlogPostPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
