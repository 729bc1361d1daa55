"""Sources that articles cite and images with a credit: records that the whole site shares."""

from references.models.image import CreditedImage, CreditedRendition
from references.models.reference import Reference, ReferenceQuerySet, before_deleting
from references.models.settings import SourceSettings
from references.models.subject import Subject

__all__ = [
    "CreditedImage",
    "CreditedRendition",
    "Reference",
    "ReferenceQuerySet",
    "SourceSettings",
    "Subject",
    "before_deleting",
]
