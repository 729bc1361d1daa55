"""The citation in rich text: `<a id="7" linktype="citation">(Battié e.a., 2009)</a>`.

The label is what a field shows that numbers nothing, such as a search result or a feed. On a page,
blog/citations.py turns the marker into a number and a link.
"""

from collections.abc import Iterator
from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.rich_text import LinkHandler

from references.models import Reference

LINK_TYPE = "citation"
ENTITY = "CITATION"


class CitationLinkHandler(LinkHandler):
    identifier = LINK_TYPE

    @staticmethod
    def get_model() -> type[Reference]:
        return Reference

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """No query here: a page fetches all its references at once and drops ids that are gone."""
        return [
            f'<a data-citation="{attrs["id"]}">' if is_id(attrs.get("id", "")) else "<a>"
            for attrs in attrs_list
        ]

    @classmethod
    def extract_references(
        cls, attrs: dict[str, str]
    ) -> Iterator[tuple[type[Reference], str, str, str]]:
        """Feeds the reference index, and with it the usage count and the guard on deleting."""
        if is_id(attrs.get("id", "")):
            yield cls.get_model(), attrs["id"], "", ""


def is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


class CitationElementHandler(InlineEntityElementHandler):
    # One deletes it whole: half a label would still cite.
    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"id": attrs.get("id", "")}


def citation_element(props: dict[str, Any]) -> Any:
    return DOM.create_element("a", {"id": props["id"], "linktype": LINK_TYPE}, props["children"])


CONVERSION = {
    "from_database_format": {f'a[linktype="{LINK_TYPE}"]': CitationElementHandler(ENTITY)},
    "to_database_format": {"entity_decorators": {ENTITY: citation_element}},
}
