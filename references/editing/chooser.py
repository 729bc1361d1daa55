"""The chooser of sources, for a citation in a text and for the list of an article."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChosenResponseMixin,
    CreationFormMixin,
)
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)

from references import richtext
from references.editing.citing import Choosing, CitationView
from references.editing.forms import NewReferenceForm
from references.editing.pasting import Pasted, PasteForm
from references.models import Reference, ReferenceQuerySet

# Prefixes of the names of the fields.
PASTE, SOURCE = "paste", "source"


class SearchForm(BaseFilterForm):
    """The search box of the chooser."""

    q = forms.CharField(label=_("Search term"), required=False)

    def filter(self, objects: ReferenceQuerySet) -> ReferenceQuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.matching(self.search_query)


class ChooseColumns(BaseChooseView):
    """The columns of the chooser and its search."""

    filter_form_class = SearchForm

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("container_title", label=_("Journal, book or website"))]


class NewSourceTab(CreationFormMixin):
    """The tab with a box to paste in, and the form of a new source under it."""

    creation_form_template_name = "references/chooser/new_source.html"
    paste_url_name = ""
    pasted: Pasted | None = None

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        """Give the fields a prefix.

        The page behind the modal has a title too, and a label points at the first field of its
        name.
        """
        return {**super().get_creation_form_kwargs(), "prefix": SOURCE}

    def get_creation_form_context_data(self, form: NewReferenceForm) -> dict[str, Any]:
        paste_url = self.append_preserved_url_parameters(reverse(self.paste_url_name))
        return {
            **super().get_creation_form_context_data(form),
            "paste_form": getattr(self, "paste_form", PasteForm(prefix=PASTE)),
            "paste_url": paste_url,
            "pasted": self.pasted,
            "is_multiple_choice": "multiple" in self.request.GET,
        }


class ReferenceChooseView(Choosing, NewSourceTab, ChooseColumns, ChooseView):
    """The chooser as it opens."""

    page_title = _("Choose a source")
    page_subtitle = ""


class ReferenceChooseResultsView(Choosing, ChooseColumns, ChooseResultsView):
    """The results of a search in the chooser."""


class WithLabel(ChosenResponseMixin):
    """An answer to the editor that holds the label for the text."""

    def get_chosen_response_data(self, item: Reference) -> dict[str, Any]:
        return {**super().get_chosen_response_data(item), "label": richtext.label(item.csl)}


class ReferenceChosenView(Choosing, WithLabel, SnippetChosenView):
    """The answer with one chosen source."""

    def get_object(self, pk: str) -> Reference:
        """Load the source. Raises Reference.DoesNotExist, also for an invalid key."""
        if not richtext.is_id(pk):
            raise Reference.DoesNotExist
        return Reference.objects.get(pk=pk)


class ReferenceChosenMultipleView(Choosing, WithLabel, SnippetChosenMultipleView):
    """The answer with several chosen sources."""

    def get_objects(self, pks: list[str]) -> ReferenceQuerySet:
        return Reference.objects.filter(pk__in=filter(richtext.is_id, pks))


class ReferenceCreateView(NewSourceTab, WithLabel, SnippetCreateView):
    """The form of a new source in the chooser."""


class ReferencePasteView(ReferenceCreateView):
    """The box to paste in, which first shows what was understood.

    `chosen` holds the indexes of the works to cite.
    """

    def post(self, request: HttpRequest) -> HttpResponse:
        self.form = NewReferenceForm(prefix=SOURCE)
        self.paste_form = PasteForm(request.POST, prefix=PASTE)
        if not self.paste_form.is_valid():
            return self.get_reshow_creation_form_response()
        self.pasted = Pasted(self.paste_form.cleaned_data["text"])
        places, accept = request.POST.getlist("chosen"), "accept" in request.POST
        chosen = self.pasted.choose(places, accept=accept, user=request.user)
        if chosen and not self.pasted.problems:
            return self.answer_with(chosen)
        if filled_in := self.pasted.to_fill_in:
            self.form = NewReferenceForm(prefix=SOURCE, instance=filled_in)
        return self.get_reshow_creation_form_response()

    def answer_with(self, chosen: list[Reference]) -> HttpResponse:
        """Answer the editor with the chosen sources."""
        if self.request.GET.get("multiple"):
            return self.get_multiple_chosen_response(chosen)
        return self.get_chosen_response(chosen[0])


class ReferenceChooserViewSet(SnippetChooserViewSet):
    """The views of the chooser and their addresses."""

    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    chosen_view_class = ReferenceChosenView
    chosen_multiple_view_class = ReferenceChosenMultipleView
    create_view_class = ReferenceCreateView
    paste_view_class = ReferencePasteView
    creation_form_class = NewReferenceForm
    creation_tab_label = _("New source")
    create_action_label = _("Save and choose")

    def get_urlpatterns(self) -> list[URLPattern]:
        citation = CitationView.as_view(choose_url_name=self.get_url_name("choose"))
        return [
            *super().get_urlpatterns(),
            path("paste/", self.construct_view(self.paste_view_class), name="paste"),
            path("<int:pk>/citation/", citation, name="citation"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(paste_url_name=self.get_url_name("paste"), **kwargs)
