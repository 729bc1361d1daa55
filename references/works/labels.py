"""The labels of CSL variables, in the words of the form."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
