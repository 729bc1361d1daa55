"""Works and images to test with."""

from typing import Any

import factory
from django.core.files.images import ImageFile
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg

from references.choices import Licence
from references.models import CreditedImage, Reference, Subject

# A real article: its fields are known and every identifier is there.
SLEEP_CSL: dict[str, Any] = {
    "type": "article-journal",
    "title": "Effects of sleep deprivation on wound healing",
    "author": [
        {"family": "Mostaghimi", "given": "L."},
        {"family": "Obermeyer", "given": "W. H."},
        {"family": "Ballamudi", "given": "B."},
    ],
    "issued": {"date-parts": [[2005, 9]]},
    "container-title": "Journal of Sleep Research",
    "volume": "14",
    "issue": "3",
    "page": "213-219",
    "DOI": "10.1111/j.1365-2869.2005.00455.x",
    "PMID": "16120095",
}


class ReferenceFactory(DjangoModelFactory):
    """An article without identifiers; `csl__DOI="…"` and the like add to it."""

    class Meta:
        model = Reference

    csl = factory.Dict(
        {
            "type": "article-journal",
            "title": factory.Sequence(lambda n: f"Movement and recovery, part {n}"),
            "author": [{"family": "Testers", "given": "A. B."}, {"family": "Proef", "given": "C."}],
            "issued": {"date-parts": [[2020]]},
            "container-title": "Journal of Tests",
        }
    )


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    name = factory.Sequence(lambda n: f"Onderwerp {n}")
    slug = factory.LazyAttribute(lambda subject: slugify(subject.name))


class CreditedImageFactory(DjangoModelFactory):
    """A small picture of our own; `svg=True` for a drawing, `credited=True` for a licence."""

    class Meta:
        model = CreditedImage

    class Params:
        svg = factory.Trait(file=factory.LazyFunction(get_test_image_file_svg))
        credited = factory.Trait(
            creator="Wim Maker",
            source_url="https://photos.example/1",
            licence=Licence.CC_BY_SA,
            licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        )

    title = factory.Sequence(lambda n: f"Beeld {n}")
    file = factory.LazyFunction(lambda: small_picture())


def small_picture() -> ImageFile:
    return get_test_image_file(size=(64, 48))
