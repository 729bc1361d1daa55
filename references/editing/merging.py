"""The screens on which an editor finds sources that are one work and merges them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from references.editing.screens import LibraryScreen, url_name
from references.errors import SourceError
from references.library import doubles, merging, usage
from references.models import Reference, ReferenceQuerySet
from references.richtext import is_id
from references.works import labels

PERMISSIONS = ("references.change_reference", "references.delete_reference")
MOST_AT_ONCE = 10
MOST_FOUND = 20


class MergeForm(forms.Form):
    """The choice of the source to keep and of the identifiers that differ."""

    def __init__(self, *args: Any, works: list[Reference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"] = forms.TypedChoiceField(
            label=gettext_lazy("Keep this one"),
            choices=[(work.pk, str(work)) for work in works],
            coerce=int,
            initial=max(works, key=lambda work: (len(work.csl), -work.pk)).pk,
            widget=forms.RadioSelect,
        )
        for variable, values in merging.conflicts(works).items():
            self.fields[variable] = forms.ChoiceField(
                label=_("Which %(name)s is right?") % {"name": variable},
                choices=[(value, value) for value in values],
                widget=forms.RadioSelect,
            )

    @property
    def identifiers(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "keep"}


class MergeBulkAction(SnippetBulkAction):
    """The screen that merges sources, whether they were ticked or suggested."""

    display_name = gettext_lazy("Merge")
    aria_label = gettext_lazy("Merge the selected sources")
    action_type = "merge"
    action_priority = 20
    template_name = "references/merging/merge.html"
    form_class = MergeForm
    models = [Reference]

    def check_perm(self, obj: Reference) -> bool:  # noqa: ARG002  Wagtail asks for each row
        return self.request.user.has_perms(PERMISSIONS)

    @classmethod
    def get_queryset(cls, model: type[Reference], object_ids: Iterable[Any]) -> ReferenceQuerySet:
        """Load the sources, invalid ids left out.

        The screen itself says so if none is left.
        """
        return model.objects.filter(pk__in=[pk for pk in object_ids if is_id(str(pk))])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.works = self.get_actionable_objects()[0]
        if not request.user.has_perms(PERMISSIONS):
            raise PermissionDenied
        if not 2 <= len(self.works) <= MOST_AT_ONCE:
            messages.warning(
                request,
                _("Choose at least two sources to merge, and at most %(most)d.")
                % {"most": MOST_AT_ONCE},
            )
            return redirect(url_name("list"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "works": self.works}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [(work, usage.places([work])) for work in self.works]
        return {
            **super().get_context_data(**kwargs),
            "columns": columns,
            "rows": rows(self.works),
            "next": self.way_back,
        }

    @property
    def way_back(self) -> str:
        """The address to return to: the screen before this one, or the library."""
        came_from_elsewhere = self.next_url != self.request.path
        return self.next_url if came_from_elsewhere else reverse(url_name("list"))

    def form_valid(self, form: MergeForm) -> HttpResponse:
        keep = form.cleaned_data["keep"]
        try:
            kept = merging.merge(
                keep=next(work for work in self.works if work.pk == keep),
                duplicates=[work for work in self.works if work.pk != keep],
                user=self.request.user,
                now=timezone.now(),
                identifiers=form.identifiers,
            )
        except SourceError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        edit = messages.button(reverse(url_name("edit"), args=[kept.pk]), _("Edit"))
        messages.success(
            self.request, _("Merged. What stays is “%(source)s”.") % {"source": kept}, [edit]
        )
        return redirect(self.way_back)


def rows(works: list[Reference]) -> list[tuple[str | Promise, list[str], bool]]:
    """The rows of a comparison: a label, the value of each source, and whether values differ.

    Rows without any value are left out.
    """
    listed = [
        (label, [labels.shown(variable, work.csl.get(variable)) for work in works])
        for variable, label in labels.LABELS.items()
    ]
    listed += [
        (gettext_lazy("Study type"), [str(work.get_study_type_display()) for work in works]),
        (gettext_lazy("What this study found"), [work.finding for work in works]),
        (gettext_lazy("Standing"), [str(work.get_standing_display()) for work in works]),
    ]
    return [
        (label, values, len(set(filter(None, values))) > 1)
        for label, values in listed
        if any(values)
    ]


class MergingView(LibraryScreen):
    """A screen for those who may merge."""

    permission_required = PERMISSIONS
    header_icon = "copy"


class DoublesView(MergingView):
    """The groups of sources that may be one work."""

    page_title = gettext_lazy("Possibly double")
    template_name = "references/merging/doubles.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = [
            (group, merge_url(group[:MOST_AT_ONCE], back=self.request.path))
            for group in doubles.groups(Reference.objects.all())
        ]
        return super().get_context_data(groups=groups, **kwargs)


class PartnersView(MergingView):
    """The sources with which one can be merged: those like it, and those that a search finds."""

    page_title = gettext_lazy("Merge a source")
    template_name = "references/merging/partners.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pk = kwargs.pop("pk")
        source = get_object_or_404(Reference, pk=pk)
        words = self.request.GET.get("q", "")
        found = Reference.objects.matching(words).exclude(pk=pk)[:MOST_FOUND] if words else []
        return super().get_context_data(
            source=source,
            alike=with_urls(source, doubles.of(source)),
            q=words,
            found=with_urls(source, list(found)),
            **kwargs,
        )


def with_urls(source: Reference, others: list[Reference]) -> list[tuple[Reference, str]]:
    """Pair each source with the address at which it is merged with this one."""
    return [(other, merge_url([source, other])) for other in others]


def merge_url(works: list[Reference], back: str = "") -> str:
    """The address of the screen that merges these sources; it returns to `back`."""
    url = reverse("wagtail_bulk_action", args=["references", "reference", "merge"])
    query: list[tuple[str, str | int]] = [
        *(("id", work.pk) for work in works),
        *([("next", back)] if back else []),
    ]
    return f"{url}?{urlencode(query)}"


def library_buttons(user: User | AnonymousUser) -> list[Button]:
    """The button above the library that opens the list of doubles."""
    if not user.has_perms(PERMISSIONS):
        return []
    url = reverse("references_doubles")
    return [Button(_("Possibly double"), url, icon_name="copy", priority=60)]


def source_buttons(instance: Any, user: User | AnonymousUser, _next_url: str = "") -> list[Button]:
    """The button of a source that opens the screen to merge it.

    The hook register_snippet_listing_buttons calls this for snippets of other kinds too.
    """
    if not isinstance(instance, Reference) or not user.has_perms(PERMISSIONS):
        return []
    url = reverse("references_partners", args=[instance.pk])
    return [Button(_("Merge"), url, icon_name="copy", priority=25)]
