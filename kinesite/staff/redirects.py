"""Wagtail's screens for redirects, which take only what works."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.views import CreateView, DeleteView, EditView, IndexView
from wagtail.coreutils import get_dummy_request

from booking.public.forms.typed import LineField
from booking.reception.admin.as_shown import DeleteAsShown, EditAsShown
from kinesite.redirects import is_answered, leads_somewhere

TAKEN = _("There is a page at this address, and visitors see that page.")
KNOWN = _("A redirect with this path already exists.")
NO_TARGET = _("Choose a page or type an address.")
TWO_TARGETS = _("Choose a page or type an address, not both.")
NOWHERE = _("Visitors would find no page there.")


class StaffRedirectForm(RedirectForm):
    """The form of a redirect: from an address where nothing is, to one where something is."""

    site = None  # there is one
    redirect_link = LineField(
        label=Redirect._meta.get_field("redirect_link").verbose_name.capitalize(),
        max_length=255,
        required=False,
    )

    class Meta(RedirectForm.Meta):
        fields = ("old_path", "is_permanent", "redirect_page", "redirect_link")

    def clean_old_path(self) -> str:
        """Refuse an address that visitors never miss, and one that leads on already."""
        path: str = Redirect.normalise_path(self.cleaned_data["old_path"])
        if is_answered(get_dummy_request(), urlsplit(path).path):
            raise ValidationError(TAKEN)
        if Redirect.objects.filter(old_path=path).exclude(pk=self.instance.pk).exists():
            raise ValidationError(KNOWN)
        return path

    def clean(self) -> dict[str, Any]:
        """Ask for one place to lead to, at which something is."""
        typed = self.cleaned_data
        if {"old_path", "redirect_page", "redirect_link"} <= typed.keys():
            page, link = typed["redirect_page"], typed["redirect_link"]
            field = "redirect_page" if page else "redirect_link"
            if bool(page) == bool(link):
                self.add_error(field, TWO_TARGETS if page else NO_TARGET)
            elif not _leads(typed["old_path"], page.url if page else link):
                self.add_error(field, NOWHERE)
        return typed


def _leads(path: str, address: str | None) -> bool:
    return bool(address) and leads_somewhere(get_dummy_request(), str(address), seen={path})


class AddRedirect(CreateView):
    form_class = StaffRedirectForm


class EditRedirect(EditAsShown, EditView):
    """The form of a redirect, which overwrites nothing that a colleague changed."""

    form_class = StaffRedirectForm


class DeleteRedirect(DeleteAsShown, DeleteView):
    """Deletion of a redirect, as it was shown."""


class Filters(RedirectsReportFilterSet):
    site = None

    class Meta(RedirectsReportFilterSet.Meta):
        fields = ["is_permanent"]


class RedirectList(IndexView):
    """The list of redirects, of the one site, without a button to import: a practice has a few."""

    filterset_class = Filters
    list_export = [one for one in IndexView.list_export if one != "site"]

    @cached_property
    def columns(self) -> list[Column]:
        return [one for one in IndexView.columns if one.name != "site"]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        left_out = reverse("wagtailredirects:start_import")
        return [one for one in super().header_more_buttons if one.url != left_out]
