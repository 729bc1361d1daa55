"""The tags by which Zotero and the like recognise an article, as Highwire gave them to publishers.

A practice's blog is no journal: what names one is left out. Zotero takes every work with such tags
for an article in a journal, unless Dublin Core says what it is.
"""

from typing import Any

from blog import exports
from references.works.names import to_line


def tags(page: Any, *, publisher: str, address: str) -> list[tuple[str, str]]:
    """Names and contents of the meta elements; one without content is left out."""
    named = [
        ("DC.type", "blogPost"),
        ("citation_title", page.title),
        # With its comma: a family name of more words stays whole.
        ("citation_author", to_line(exports.author(page.author))),
        ("citation_publication_date", page.published_on.strftime("%Y/%m/%d")),
        ("citation_language", "nl"),
        ("citation_publisher", publisher),
        ("citation_public_url", address),
    ]
    return [(name, content) for name, content in named if content]
