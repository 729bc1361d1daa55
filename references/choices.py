"""The fixed lists that a source and an image choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceType(models.TextChoices):
    """The kinds of works. The values are types of CSL-JSON."""

    ARTICLE = "article-journal", _("Journal article")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter in a book")
    REPORT = "report", _("Report or guideline")
    THESIS = "thesis", _("Thesis")
    WEBPAGE = "webpage", _("Web page")


class Licence(models.TextChoices):
    """The terms under which an image may be shown."""

    OWN = "own", _("Own image")
    CC0 = "cc0", _("CC0 (public domain)")
    CC_BY = "cc-by", _("CC BY")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA")
    STOCK = "stock", _("Stock photo licence")
    PERMISSION = "permission", _("With permission of the maker")


# Licences that require the maker and a link to be shown beside the image.
ASKS_ATTRIBUTION = (Licence.CC_BY, Licence.CC_BY_SA)


class StudyType(models.TextChoices):
    """The kinds of studies, derived from the publication types of PubMed or chosen by an editor."""

    GUIDELINE = "guideline", _("Guideline")
    SYSTEMATIC_REVIEW = "systematic-review", _("Systematic review")
    RANDOMISED_TRIAL = "randomised-trial", _("Randomised trial")
    CLINICAL_TRIAL = "clinical-trial", _("Trial without drawing lots")
    COHORT = "cohort", _("Cohort study")
    CASE_CONTROL = "case-control", _("Case-control study")
    CROSS_SECTIONAL = "cross-sectional", _("Cross-sectional study")
    QUALITATIVE = "qualitative", _("Interview study")
    CASE_REPORT = "case-report", _("Case report")
    LABORATORY = "laboratory", _("Laboratory or animal study")
    NARRATIVE_REVIEW = "narrative-review", _("Review by experts")
    OPINION = "opinion", _("Opinion")


class Origin(models.TextChoices):
    """The ways in which a source comes into the library."""

    FORM = "form", _("Typed in")
    LIST = "list", _("Pasted list")
    BIBTEX = "bibtex", _("BibTeX")
    RIS = "ris", _("RIS")
    NBIB = "nbib", _("PubMed (NBIB)")
    CSL_JSON = "csl-json", _("CSL-JSON")
    IDENTIFIERS = "identifiers", _("DOI or PMID")


class Verification(models.TextChoices):
    """The outcomes of the last check with the registries, Crossref and PubMed."""

    NEVER = "never", _("Never checked")
    VERIFIED = "verified", _("Verified")
    DIFFERS = "differs", _("Differs")
    NOT_FOUND = "not-found", _("Not found")
    NOT_CHECKABLE = "not-checkable", _("Cannot be checked")


class Standing(models.TextChoices):
    """The gravest thing that the notices about a work say of it.

    An empty value means that no notice is known, which does not prove that the work is sound.
    """

    CORRECTED = "corrected", _("Corrected")
    CONCERN = "concern", _("Expression of concern")
    RETRACTED = "retracted", _("Retracted")


class CitationStyle(models.TextChoices):
    """The citation styles, which are the keys of `references.formatting.styles.STYLES`."""

    VANCOUVER = "vancouver", _("Numbers: [1], with the sources in the order of the text")
    APA = "apa", _("Author and year (APA 7): (Peeters, 2024), with the sources by name")
