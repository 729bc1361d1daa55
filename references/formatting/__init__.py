"""References as a reader sees them: pure functions from CSL-JSON to safe HTML and plain text."""

from references.formatting.mention import author_year
from references.formatting.vancouver import vancouver_html, vancouver_text

__all__ = ["author_year", "vancouver_html", "vancouver_text"]
