"""Kinds of works and licences; the values of ReferenceType are CSL types."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceType(models.TextChoices):
    ARTICLE = "article-journal", _("Journal article")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter in a book")
    REPORT = "report", _("Report or guideline")
    THESIS = "thesis", _("Thesis")
    WEBPAGE = "webpage", _("Web page")


class Licence(models.TextChoices):
    OWN = "own", _("Own image")
    CC0 = "cc0", _("CC0 (public domain)")
    CC_BY = "cc-by", _("CC BY")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA")
    STOCK = "stock", _("Stock photo licence")
    PERMISSION = "permission", _("With permission of the maker")


# Whose terms ask that the maker and a link stand beside the image.
ASKS_ATTRIBUTION = (Licence.CC_BY, Licence.CC_BY_SA)
