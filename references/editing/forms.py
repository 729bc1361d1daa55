"""The form of a source, which reads plain fields and builds CSL-JSON."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from references.choices import Origin, ReferenceType
from references.errors import InvalidCsl
from references.models import Reference
from references.works import csl as csl_json
from references.works import names

# form field -> CSL variable
TEXT_FIELDS = {
    "type": "type",
    "title": "title",
    "container_title": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "url": "URL",
}
NAME_FIELDS = {"authors": "author", "editors": "editor"}
DATE_FIELDS = {"year": "issued", "accessed": "accessed"}
FIELD_OF = {
    variable: field
    for fields in (TEXT_FIELDS, NAME_FIELDS, DATE_FIELDS)
    for field, variable in fields.items()
}

NAMES_HELP = _(
    "One on each line: family name, given name or initials. An organisation as it writes itself; "
    "between { } when there is a comma in it."
)


def text_field(variable: str, label: Any, help_text: Any = "") -> forms.CharField:
    """Build the field of a CSL variable that is a text."""
    limit = csl_json.TEXTS[variable]
    return forms.CharField(label=label, max_length=limit, required=False, help_text=help_text)


def names_field(label: Any) -> forms.CharField:
    """Build a field with a name on each line."""
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, required=False, max_length=20_000, widget=widget, help_text=NAMES_HELP
    )


class ReferenceForm(WagtailAdminModelForm):
    """The form of a source; editors never see JSON."""

    type = forms.ChoiceField(
        label=_("Type"), choices=ReferenceType.choices, initial=ReferenceType.ARTICLE
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=csl_json.TEXTS["title"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    authors = names_field(_("Authors"))
    container_title = text_field("container-title", _("Journal, book or website"))
    year = forms.IntegerField(label=_("Year"), required=False, min_value=csl_json.YEARS.start)
    volume = text_field("volume", _("Volume"))
    issue = text_field("issue", _("Issue"))
    pages = text_field("page", _("Pages"), _("Or the number of the article, such as e15723."))
    doi = text_field("DOI", _("DOI"), _("With or without https://doi.org/."))
    pmid = text_field("PMID", _("PMID"))
    pmcid = text_field("PMCID", _("PMCID"))
    url = text_field("URL", _("Web address"))
    accessed = forms.DateField(label=_("Consulted on"), required=False, widget=AdminDateInput)
    editors = names_field(_("Editors of the book"))
    edition = text_field("edition", _("Edition"), _("The number alone, for example 2."))
    publisher = text_field("publisher", _("Publisher"))
    publisher_place = text_field("publisher-place", _("Place of the publisher"))

    # The order of the form in the library, as the chooser shows the fields in one column.
    field_order = [
        *("type", "title", "authors", "container_title", "year", "volume", "issue", "pages"),
        *("doi", "pmid", "pmcid", "url", "accessed"),
        *("editors", "edition", "publisher", "publisher_place"),
    ]

    class Meta:
        model = Reference
        fields = ["type", "title", "container_title", "year", "doi", "pmid", "pmcid", "url"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        csl = self.instance.csl or {}
        for field, variable in TEXT_FIELDS.items():
            self.initial[field] = csl.get(variable, self.fields[field].initial)
        for field, variable in NAME_FIELDS.items():
            self.initial[field] = names.to_lines(csl.get(variable, []))
        self.initial["year"] = csl_json.year(csl)
        self.initial["accessed"] = csl_json.day(csl.get("accessed", {}))

    def clean_year(self) -> int | None:
        year = self.cleaned_data["year"]
        latest = timezone.localdate().year + 1  # journals announce issues of next year
        if year and year > latest:
            raise forms.ValidationError(
                gettext("This year has yet to come. %(latest)d is the last one possible.")
                % {"latest": latest}
            )
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            csl = csl_json.normalise(self.as_csl(cleaned))
        except InvalidCsl as error:
            for variable, problem in error.problems.items():
                if not self.has_error(field := FIELD_OF.get(variable)):
                    self.add_error(field, problem)
        else:
            self.refuse_duplicates(csl)
            if not self.errors:
                self.instance.csl = csl
        return cleaned

    def as_csl(self, cleaned: dict[str, Any]) -> csl_json.Csl:
        """Build the work: the fields replace stored variables, and others stay.

        An invalid field has no cleaned value, and its own message.
        """
        csl = dict(self.instance.csl or {})
        csl |= {variable: cleaned.get(field) for field, variable in TEXT_FIELDS.items()}
        csl |= {
            variable: names.from_lines(cleaned.get(field, ""))
            for field, variable in NAME_FIELDS.items()
        }
        year, seen = cleaned.get("year"), cleaned.get("accessed")
        if year != csl_json.year(csl):  # otherwise month and day stay too
            csl["issued"] = {"date-parts": [[year]]} if year else None
        csl["accessed"] = csl_json.of_day(seen) if seen else None
        return csl

    def refuse_duplicates(self, csl: csl_json.Csl) -> None:
        """Report an identifier that another source has."""
        columns = csl_json.columns(csl)
        others = Reference.objects.sharing_identifier(csl).exclude(pk=self.instance.pk)
        for other in others:
            for field in ("doi", "pmid", "pmcid"):
                if getattr(columns, field) and getattr(columns, field) == getattr(other, field):
                    message = gettext("This is already the source “%(source)s”.") % {
                        "source": other
                    }
                    self.add_error(field, message)

    def _post_clean(self) -> None:
        """Validate the model only if the fields are valid, as it would repeat their errors."""
        if not self.errors:
            super()._post_clean()


class NewReferenceForm(ReferenceForm):
    """The form of a new source in the chooser.

    It says above the form that a field is invalid, which the chooser itself does not. It may begin
    with what was understood of a pasted line, which is kept in a hidden field.
    """

    class Meta(ReferenceForm.Meta):
        fields = [*ReferenceForm.Meta.fields, "raw"]
        widgets = {"raw": forms.HiddenInput}

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.instance.raw:
            self.instance.origin = Origin.LIST
        if self.errors:
            self.add_error(None, _("Not saved yet. Correct the fields that are marked below."))
