"""Sources and images of the demo site."""

from django.core.files.base import ContentFile

from blog import pictures
from kinesite.demo import content
from references.models import CreditedImage, Reference


def sources_by_id() -> dict[str, Reference]:
    """Made where the library lacks them. The keys are the ids that the articles cite by."""
    references = {}
    for name, csl in content.sources().items():
        known = Reference.objects.filter(doi=csl["DOI"].lower()).first()
        references[name] = known or Reference.objects.create(csl=csl)
    return references


def images_by_name() -> dict[str, CreditedImage]:
    """With the sizes that the pages ask for, so that no reader waits for them."""
    images = {}
    for name, about in content.images().items():
        path = content.IMAGES / f"{name}.svg"
        image = CreditedImage(title=about["title"], description=about["description"])
        image.file = ContentFile(path.read_bytes(), name=path.name)
        image.save()
        images[name] = image
    for shape in (pictures.FIGURE, pictures.CARD):
        pictures.make(images.values(), shape)
    return images
