"""The library of sources in the admin: list, form and subjects."""

from django import forms
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.admin.widgets.button import BaseButton, Button
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.views.snippets import (
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from references.editing import importing, merging, verifying
from references.editing.chooser import ReferenceChooserViewSet
from references.editing.forms import ReferenceForm
from references.editing.usage import ReferenceUsageView
from references.models import Reference, ReferenceQuerySet, Subject


class FilledFieldPanel(FieldPanel):
    """A read-only field that is hidden as long as it is empty."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.value_from_instance) and super().is_shown()


def standing_and_verification(reference: Reference) -> str:
    """The standing and the verification in words, in one column to leave room for the title."""
    known = (reference.get_standing_display(), reference.get_verification_display())
    return ", ".join(filter(None, known))


class ReferenceIndexView(IndexView):
    """The list of sources, with its search and its buttons."""

    def search_queryset(self, queryset: ReferenceQuerySet) -> ReferenceQuerySet:
        return queryset.matching(self.search_query or "")

    @cached_property
    def header_buttons(self) -> list[BaseButton]:
        return [*super().header_buttons, *importing.header_buttons(self.request.user)]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *merging.library_buttons(self.request.user)]


class ReferenceEditView(EditView):
    """The form of a source, with its buttons."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [
            *super().header_more_buttons,
            *merging.source_buttons(self.object, self.request.user),
            *verifying.source_buttons(self.object, self.request.user),
        ]


class ReferenceViewSet(SnippetViewSet):
    """The screens of the sources."""

    model = Reference
    icon = "doc-full"
    menu_label = _("Sources")
    index_view_class = ReferenceIndexView
    edit_view_class = ReferenceEditView
    usage_view_class = ReferenceUsageView
    chooser_viewset_class = ReferenceChooserViewSet
    # This turns the search box on; ReferenceQuerySet.matching does the search.
    search_fields = ["search_text"]
    list_filter = ["type", "year", "study_type", "subjects", "verification", "standing"]
    list_per_page = 50
    list_display = [
        "title",
        "first_author",
        "year",
        "study_type",
        Column(
            "verification",
            label=_("Checked"),
            accessor=standing_and_verification,
            sort_key="verification",
        ),
        UsageCountColumn("usage_count", label=_("Usage"), sort_key="usage_count"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("type"),
            FieldPanel("title"),
            FieldPanel("authors"),
            FieldPanel("container_title"),
            FieldRowPanel([FieldPanel(name) for name in ("year", "volume", "issue", "pages")]),
            MultiFieldPanel(
                [
                    FieldPanel("finding", widget=AdminAutoHeightTextInput),
                    FieldPanel("study_type"),
                    FieldPanel("subjects", widget=forms.CheckboxSelectMultiple),
                ],
                heading=_("For the reader"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel(name) for name in ("doi", "pmid", "pmcid")]),
                    FieldRowPanel([FieldPanel("url"), FieldPanel("accessed")]),
                ],
                heading=_("Where to find it"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("editors"),
                    FieldRowPanel(
                        [FieldPanel(name) for name in ("edition", "publisher", "publisher_place")]
                    ),
                ],
                heading=_("Books and chapters"),
            ),
            verifying.CheckPanel(heading=_("Check")),
            MultiFieldPanel(
                [
                    FieldPanel("origin", read_only=True),
                    FilledFieldPanel("raw", read_only=True),
                ],
                heading=_("Where it comes from"),
            ),
        ],
        base_form_class=ReferenceForm,
    )

    def get_queryset(self, request: HttpRequest) -> ReferenceQuerySet:
        return Reference.objects.with_usage_count()


class SubjectViewSet(SnippetViewSet):
    """The screens of the subjects."""

    model = Subject
    icon = "tag"
    menu_label = _("Subjects")
    list_display = ["name", "slug"]
    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug", widget=SlugInput)]


class LibraryGroup(SnippetViewSetGroup):
    """The menu "Sources" with both."""

    items = (ReferenceViewSet, SubjectViewSet)
    menu_label = _("Sources")
    menu_icon = "doc-full"
    menu_order = 210
