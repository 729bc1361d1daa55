"""The sources in Wagtail's admin: list, editor button, screens, report and guard on deleting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.log_actions import LogActionRegistry
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from references import richtext
from references.editing import importing, merging, reports, verifying
from references.editing.screens import url_name, viewset
from references.editing.viewsets import LibraryGroup
from references.errors import StillCited
from references.library.usage import refuse_cited
from references.models import Reference

register_snippet(LibraryGroup)


@hooks.register("register_rich_text_features")
def register_citation(features: FeatureRegistry) -> None:
    """Give the rich text editor a button that cites a source."""
    url_name = viewset().chooser_viewset.get_url_name
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
                "chooserUrls": {
                    "references": reverse_lazy(url_name("choose")),
                    # The script replaces 0 by the id of the source.
                    "citation": reverse_lazy(url_name("citation"), args=[0]),
                },
            },
            # The modal defines the handlers that the next file uses.
            js=[
                "wagtailadmin/js/chooser-modal.js",
                "references/citation.js",
                "references/kept-choices.js",
            ],
        ),
    )
    features.register_converter_rule("contentstate", "citation", richtext.CONVERSION)


@hooks.register("before_delete_snippet")
def keep_cited_references(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Refuse to delete sources that a page cites, and tell the editor why.

    Wagtail calls this for one deletion and for many. The model refuses as well, but without a
    message.
    """
    references = [instance for instance in instances if isinstance(instance, Reference)]
    try:
        refuse_cited(references)
    except StillCited as error:
        advice = _("Take it out of those pages first.")
        messages.error(request, f"{error} {advice}")
        return redirect(url_name("list"))
    return None


@hooks.register("register_log_actions")
def register_merging(actions: LogActionRegistry) -> None:
    """Name a merge in the history of a source."""
    actions.register_action(
        "references.merge", gettext_lazy("Merge"), gettext_lazy("A double of it was merged with it")
    )


hooks.register("register_bulk_action", merging.MergeBulkAction)
hooks.register("register_snippet_listing_buttons", merging.source_buttons)


@hooks.register("register_admin_urls")
def merging_urls() -> list[URLPattern]:
    """The addresses of the screens that merge sources."""
    return [
        path("sources/doubles/", merging.DoublesView.as_view(), name="references_doubles"),
        path("sources/<int:pk>/merge/", merging.PartnersView.as_view(), name="references_partners"),
    ]


hooks.register("register_snippet_listing_buttons", verifying.source_buttons)


@hooks.register("register_admin_urls")
def checking_urls() -> list[URLPattern]:
    """The addresses of the check with the registries and of the report."""
    report = reports.SourcesToLookAtView
    return [
        path("sources/<int:pk>/check/", verifying.CheckView.as_view(), name="references_check"),
        path("reports/sources/", report.as_view(), name="references_report"),
        path(
            "reports/sources/results/",
            report.as_view(results_only=True),
            name="references_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_sources_report() -> reports.SourcesMenuItem:
    """The report "Sources to look at" in the menu."""
    return reports.SourcesMenuItem(
        gettext_lazy("Sources to look at"),
        reverse("references_report"),
        name="sources-to-look-at",
        icon_name="warning",
        order=300,
    )


@hooks.register("register_admin_urls")
def importing_urls() -> list[URLPattern]:
    """The address of the screen on which a list of sources is pasted."""
    return [path("sources/paste/", importing.ImportView.as_view(), name=importing.URL_NAME)]
