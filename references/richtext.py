"""The citation in rich text: how it is stored, edited and shown without a page around it.

A citation is stored as

    <a id="7" linktype="citation" data-locator="p. 12" data-form="narrative">LABEL</a>

`data-locator` is absent when the whole source is meant, and `data-form` when the citation stands
between brackets, as most do. A field that numbers no citations, such as a search result, shows the
label: "(Battié e.a., 2009, p. 12)". On a page, blog/citations.py writes the citation anew from the
record.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.rich_text import LinkHandler

from references.formatting.mention import Mention, narrative, parenthetical
from references.models import Reference
from references.works.csl import Csl

LINK_TYPE = "citation"
ENTITY = "CITATION"
NARRATIVE = "narrative"
LONGEST_LOCATOR = 100


class CitationLinkHandler(LinkHandler):
    """The citation on its way from the database to a page."""

    identifier = LINK_TYPE

    @staticmethod
    def get_model() -> type[Reference]:
        return Reference

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Turn stored citations into markers, without a query.

        A page fetches all its sources at once and drops the ids that no longer exist.
        """
        return [marker(attrs) if is_id(attrs.get("id", "")) else "<a>" for attrs in attrs_list]

    @classmethod
    def extract_references(
        cls, attrs: dict[str, str]
    ) -> Iterator[tuple[type[Reference], str, str, str]]:
        """Yield the cited source for Wagtail's reference index.

        The usage count and the guard on deleting read that index.
        """
        if is_id(attrs.get("id", "")):
            yield cls.get_model(), attrs["id"], "", ""


def marker(attrs: Mapping[str, str]) -> str:
    """Build the opening tag of a citation, which blog/citations.py replaces on a page."""
    # Wagtail escapes apostrophes when it stores rich text and does not unescape them here.
    read = {name: value.replace("&#x27;", "'") for name, value in attrs.items()}
    details = format_html_join("", ' {}="{}"', stored_details(entity_details(read)).items())
    return format_html('<a data-citation="{}"{}>', attrs["id"], details)


def is_id(text: str) -> bool:
    """Tell whether a text can be the primary key of a source."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


def tidy_locator(text: str) -> str:
    """Put a locator on one line of printable characters, cut off at 100."""
    line = " ".join(text.split())
    return "".join(filter(str.isprintable, line))[:LONGEST_LOCATOR].rstrip()


def entity_details(attrs: Mapping[str, str]) -> dict[str, str]:
    """Convert stored attributes to the keys that the entity in the editor has."""
    return {"locator": attrs.get("data-locator", ""), "form": attrs.get("data-form", "")}


def stored_details(data: Mapping[str, Any]) -> dict[str, str]:
    """Convert the keys of the editor's entity to attributes, in the order they are stored.

    Unknown keys and empty values are left out.
    """
    given = data.get("locator")
    locator = tidy_locator(given) if isinstance(given, str) else ""
    stored = {"data-locator": locator} if locator else {}
    return stored | ({"data-form": NARRATIVE} if data.get("form") == NARRATIVE else {})


def stored_citation(pk: int, text: str, data: Mapping[str, Any]) -> SafeString:
    """Build a citation as the editor stores it; `data` has the keys of the entity."""
    details = format_html_join("", ' {}="{}"', stored_details(data).items())
    return format_html('<a id="{}" linktype="{}"{}>{}</a>', pk, LINK_TYPE, details, text)


def label(csl: Csl, *, locator: str = "", form: str = "") -> str:
    """The text of a citation in a field that numbers no citations.

    Example: "(Battié e.a., 2009, p. 12)", or "Battié e.a. (2009, p. 12)" when `form` is
    "narrative".
    """
    mention = Mention(csl, locator=locator)
    return narrative(mention) if form == NARRATIVE else parenthetical([mention])


class CitationElementHandler(InlineEntityElementHandler):
    """The citation on its way from the database to the editor."""

    # An editor can only delete it whole: half a label would still cite.
    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        details = {key: value for key, value in entity_details(attrs).items() if value}
        return {"id": attrs.get("id", ""), **details}


def citation_element(props: dict[str, Any]) -> Any:
    """Build the stored citation from what the editor sends.

    A browser can send anything. If the id cannot be one, the text of the label stays without the
    citation.
    """
    pk = str(props.get("id", ""))
    if not is_id(pk):
        return props["children"]
    attributes = {"id": str(int(pk)), "linktype": LINK_TYPE, **stored_details(props)}
    return DOM.create_element("a", attributes, props["children"])


CONVERSION = {
    "from_database_format": {f'a[linktype="{LINK_TYPE}"]': CitationElementHandler(ENTITY)},
    "to_database_format": {"entity_decorators": {ENTITY: citation_element}},
}
