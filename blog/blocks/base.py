"""The base of all blocks of an article."""

from typing import Any

from references.models import CreditedImage

# What may stand within a line of rich text.
INLINE = ["bold", "italic", "link", "citation"]


class ArticleBlock:
    """A block of an article, without pictures and words unless it says otherwise."""

    def pictures(self, _value: Any) -> list[CreditedImage]:
        """Images to prepare in the sizes of a figure and to credit."""
        return []

    def words(self, _value: Any) -> list[str]:
        """Texts, plain or rich, that readers read on the way through; no captions."""
        return []
