"""The library of sources in the admin: list, form and chooser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.admin.views.generic.chooser import BaseChooseView, ChosenResponseMixin
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from references.forms import NewReferenceForm, ReferenceForm
from references.models import Reference, ReferenceQuerySet


class PanelOfWhatIsThere(FieldPanel):
    """Leaves out a read-only field that is empty: nobody can do anything with it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.value_from_instance) and super().is_shown()


class ReferenceIndexView(IndexView):
    def search_queryset(self, queryset: ReferenceQuerySet) -> ReferenceQuerySet:
        return queryset.matching(self.search_query or "")


class SearchForm(BaseFilterForm):
    q = forms.CharField(label=_("Search term"), required=False)

    def filter(self, objects: ReferenceQuerySet) -> ReferenceQuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.matching(self.search_query)


class ChooseColumns(BaseChooseView):
    filter_form_class = SearchForm

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column(
                "container_title", label=_("Journal, book or website"), accessor="container_title"
            ),
        ]


class ReferenceChooseView(ChooseColumns, ChooseView):
    pass


class ReferenceChooseResultsView(ChooseColumns, ChooseResultsView):
    pass


class WithLabel(ChosenResponseMixin):
    """The answer to the editor holds the label that goes into the text."""

    def get_chosen_response_data(self, item: Reference) -> dict[str, Any]:
        return {**super().get_chosen_response_data(item), "label": item.label}


class ReferenceChosenView(WithLabel, SnippetChosenView):
    pass


class ReferenceChosenMultipleView(WithLabel, SnippetChosenMultipleView):
    pass


class ReferenceCreateView(WithLabel, SnippetCreateView):
    pass


class ReferenceChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    chosen_view_class = ReferenceChosenView
    chosen_multiple_view_class = ReferenceChosenMultipleView
    create_view_class = ReferenceCreateView
    creation_form_class = NewReferenceForm
    creation_tab_label = _("New source")
    create_action_label = _("Save and choose")


class ReferenceViewSet(SnippetViewSet):
    model = Reference
    icon = "doc-full"
    menu_label = _("Sources")
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = ReferenceIndexView
    chooser_viewset_class = ReferenceChooserViewSet
    # Turns the search box on; what it finds is ReferenceQuerySet.matching.
    search_fields = ["search_text"]
    list_filter = ["type", "year"]
    list_per_page = 50
    list_display = [
        "title",
        "first_author",
        "year",
        "container_title",
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
            PanelOfWhatIsThere("raw", read_only=True),
        ],
        base_form_class=ReferenceForm,
    )

    def get_queryset(self, request: Any) -> ReferenceQuerySet:
        return Reference.objects.with_usage_count()
