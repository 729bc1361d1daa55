"""The labels and values of CSL variables, in the words of the form."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from references.choices import ReferenceType
from references.works import csl as csl_json
from references.works import names

LABELS: dict[str, str | Promise] = {
    "type": _("Type"),
    "title": _("Title"),
    "author": _("Authors"),
    "container-title": _("Journal, book or website"),
    "container-title-short": _("Journal, abbreviated"),
    "collection-title": _("Series"),
    "issued": _("Year"),
    "volume": _("Volume"),
    "issue": _("Issue"),
    "page": _("Pages"),
    "DOI": _("DOI"),
    "PMID": _("PMID"),
    "PMCID": _("PMCID"),
    "URL": _("Web address"),
    "accessed": _("Consulted on"),
    "editor": _("Editors of the book"),
    "edition": _("Edition"),
    "publisher": _("Publisher"),
    "publisher-place": _("Place of the publisher"),
    "genre": _("Kind"),
    "ISBN": _("ISBN"),
    "ISSN": _("ISSN"),
    "language": _("Language"),
    "abstract": _("Summary"),
}


def shown(variable: str, value: Any) -> str:
    """Write a value of a CSL variable for an editor."""
    if not value:
        return ""
    if variable == "type":
        return str(ReferenceType(value).label)
    if variable in csl_json.NAMES:
        return "; ".join(names.to_lines(value).splitlines())
    if variable in csl_json.DATES:
        return csl_json.iso(csl_json.date_parts(value)[0])
    return str(value)
