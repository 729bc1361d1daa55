"""The tags by which Zotero and the like recognise an article, as Highwire gave them to publishers.

A practice's blog is no journal: what names one is left out.
"""

from typing import Any


def tags(page: Any, *, publisher: str, address: str) -> list[tuple[str, str]]:
    """Name and content of each meta element; one without content is left out."""
    named = [
        ("citation_title", page.title),
        ("citation_author", page.author.name),
        ("citation_publication_date", page.published_on.strftime("%Y/%m/%d")),
        ("citation_language", "nl"),
        ("citation_publisher", publisher),
        ("citation_public_url", address),
    ]
    return [(name, content) for name, content in named if content]
