"""The form of one citation in a text: its source, the place in it, and its form in the sentence."""

from typing import Any, cast

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.modal_workflow import render_modal_workflow

from references.models import Reference
from references.richtext import LONGEST_LOCATOR, NARRATIVE, is_id, label, tidy_locator


class CitationForm(forms.Form):
    """The form of one citation."""

    locator = forms.CharField(
        label=_("Place in the source"),
        max_length=LONGEST_LOCATOR,
        required=False,
        help_text=_("For example: p. 12. Leave it empty when you mean the whole source."),
    )
    form = forms.ChoiceField(
        label=_("In the text"), required=False, widget=forms.RadioSelect, initial=""
    )

    def __init__(self, reference: Reference, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["form"]).choices = [
            ("", label(reference.csl)),
            (NARRATIVE, label(reference.csl, form=NARRATIVE)),
        ]

    def clean_locator(self) -> str:
        return tidy_locator(self.cleaned_data["locator"])


class Choosing(PermissionRequiredMixin):
    """A view that only those may open who may see sources.

    Wagtail lets anybody choose who gets into the admin.
    """

    permission_required = "references.view_reference"


class CitationView(Choosing, View):
    """The step of the editor's modal that asks how to cite a source.

    It stores nothing: the answer goes into the text.
    """

    choose_url_name = ""
    template_name = "references/chooser/citation.html"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.reference = Reference.objects.filter(pk=pk).first() or self.merged_into(pk)
        return super().dispatch(request, pk=pk)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form as the citation is now."""
        if self.reference is None:
            return self.ask(None)
        given = {name: request.GET.get(name, "") for name in ("locator", "form")}
        return self.ask(CitationForm(self.reference, initial=given))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Answer with the new citation, or show the form again."""
        if self.reference is None:
            return self.ask(None)
        form = CitationForm(self.reference, request.POST)
        if not form.is_valid():
            return self.ask(form)
        written = label(self.reference.csl, **form.cleaned_data)
        result = {"id": str(self.reference.pk), **form.cleaned_data, "label": written}
        return self.answer({"step": "cited", "result": result})

    def merged_into(self, pk: int) -> Reference | None:
        """The source that took over the one with this id; None if there is none."""
        return Reference.objects.formerly([pk]).get(pk) if is_id(str(pk)) else None

    def ask(self, form: CitationForm | None) -> HttpResponse:
        """Show the form, or say that the source is gone."""
        context = {
            "form": form,
            "form_url": self.request.path,
            "choose_url": reverse(self.choose_url_name),
            "reference": self.reference,
            "edit_url": AdminURLFinder(self.request.user).get_edit_url(self.reference)
            if self.reference
            else "",
        }
        return self.answer({"step": "citation"}, self.template_name, context)

    def answer(
        self,
        data: dict[str, Any],
        template: str | None = None,
        context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Answer the modal."""
        return render_modal_workflow(self.request, template, None, context, json_data=data)
