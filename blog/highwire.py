"""Meta tags by which Zotero and similar programs recognise an article, in Highwire's format.

Tags that name a journal are left out, as the blog of a practice is none. Zotero takes every work
with such tags for an article in a journal, unless a Dublin Core tag says what it is.
"""

from typing import Any

from blog import exports
from references.works.names import to_line


def tags(page: Any, *, publisher: str, address: str) -> list[tuple[str, str]]:
    """Names and contents of the meta elements; one without content is left out."""
    named = [
        ("DC.type", "blogPost"),
        ("citation_title", page.title),
        # With a comma, so that a family name of several words stays whole.
        ("citation_author", to_line(exports.author(page.author))),
        ("citation_publication_date", page.published_on.strftime("%Y/%m/%d")),
        ("citation_language", "nl"),
        ("citation_publisher", publisher),
        ("citation_public_url", address),
    ]
    return [(name, content) for name, content in named if content]
