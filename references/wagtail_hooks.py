from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from references import richtext
from references.errors import StillCited
from references.models import Reference, refuse_cited
from references.viewsets import ReferenceViewSet

register_snippet(ReferenceViewSet)


@hooks.register("register_rich_text_features")
def register_citation(features: FeatureRegistry) -> None:
    chooser = Reference.snippet_viewset.chooser_viewset.get_url_name("choose")
    features.register_link_type(richtext.CitationLinkHandler)
    features.register_editor_plugin(
        "draftail",
        "citation",
        EntityFeature(
            {
                "type": richtext.ENTITY,
                "icon": "doc-full",
                "label": "",
                "description": gettext_lazy("Cite a source"),
                "chooserUrls": {"reference": reverse_lazy(chooser)},
            },
            # The modal defines the handlers that the second file uses.
            js=["wagtailadmin/js/chooser-modal.js", "references/citation.js"],
        ),
    )
    features.register_converter_rule("contentstate", "citation", richtext.CONVERSION)


@hooks.register("before_delete_snippet")
def keep_cited_references(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """One deletion and many come past here; the model refuses as well, but tells no editor."""
    references = [instance for instance in instances if isinstance(instance, Reference)]
    try:
        refuse_cited(references)
    except StillCited as error:
        advice = _("Take it out of those pages first.")
        messages.error(request, f"{error} {advice}")
        return redirect(Reference.snippet_viewset.get_url_name("list"))
    return None
