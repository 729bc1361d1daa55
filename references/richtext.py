"""The citation in rich text, as it is stored:

    <a id="7" linktype="citation" data-locator="p. 12" data-form="narrative">LABEL</a>

Without a locator, and between brackets as most are, the data attributes are absent. The label,
"(Battié e.a., 2009, p. 12)", is what a field shows that numbers nothing, such as a search result.
On a page, blog/citations.py writes the citation anew from the record.
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
    identifier = LINK_TYPE

    @staticmethod
    def get_model() -> type[Reference]:
        return Reference

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """No query here: a page fetches all its references at once and drops ids that are gone."""
        return [marker(attrs) if is_id(attrs.get("id", "")) else "<a>" for attrs in attrs_list]

    @classmethod
    def extract_references(
        cls, attrs: dict[str, str]
    ) -> Iterator[tuple[type[Reference], str, str, str]]:
        """Feeds the reference index, and with it the usage count and the guard on deleting."""
        if is_id(attrs.get("id", "")):
            yield cls.get_model(), attrs["id"], "", ""


def marker(attrs: Mapping[str, str]) -> str:
    # What stores rich text escapes the apostrophe; what reads it here leaves it so.
    read = {name: value.replace("&#x27;", "'") for name, value in attrs.items()}
    details = format_html_join("", ' {}="{}"', stored_details(entity_details(read)).items())
    return format_html('<a data-citation="{}"{}>', attrs["id"], details)


def is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


def tidy_locator(text: str) -> str:
    """On one line, without signs that do not print, at most 100 characters."""
    line = " ".join(text.split())
    return "".join(filter(str.isprintable, line))[:LONGEST_LOCATOR].rstrip()


def entity_details(attrs: Mapping[str, str]) -> dict[str, str]:
    """From the attributes as they are stored to the keys of the entity in the editor."""
    return {"locator": attrs.get("data-locator", ""), "form": attrs.get("data-form", "")}


def stored_details(data: Mapping[str, Any]) -> dict[str, str]:
    """The other way round, in the order they are stored, without what is empty or not ours."""
    given = data.get("locator")
    locator = tidy_locator(given) if isinstance(given, str) else ""
    stored = {"data-locator": locator} if locator else {}
    return stored | ({"data-form": NARRATIVE} if data.get("form") == NARRATIVE else {})


def stored_citation(pk: int, text: str, data: Mapping[str, Any]) -> SafeString:
    """A citation as the editor stores it; `data` has the keys of the entity."""
    details = format_html_join("", ' {}="{}"', stored_details(data).items())
    return format_html('<a id="{}" linktype="{}"{}>{}</a>', pk, LINK_TYPE, details, text)


def label(csl: Csl, *, locator: str = "", form: str = "") -> str:
    """ "(Battié e.a., 2009, p. 12)", or "Battié e.a. (2009, p. 12)" in a sentence."""
    mention = Mention(csl, locator=locator)
    return narrative(mention) if form == NARRATIVE else parenthetical([mention])


class CitationElementHandler(InlineEntityElementHandler):
    # One deletes it whole: half a label would still cite.
    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        details = {key: value for key, value in entity_details(attrs).items() if value}
        return {"id": attrs.get("id", ""), **details}


def citation_element(props: dict[str, Any]) -> Any:
    """What a browser sends may be forged: of a citation of nothing the label stays."""
    pk = str(props.get("id", ""))
    if not is_id(pk):
        return props["children"]
    attributes = {"id": str(int(pk)), "linktype": LINK_TYPE, **stored_details(props)}
    return DOM.create_element("a", attributes, props["children"])


CONVERSION = {
    "from_database_format": {f'a[linktype="{LINK_TYPE}"]': CitationElementHandler(ENTITY)},
    "to_database_format": {"entity_decorators": {ENTITY: citation_element}},
}
