"""Sources and images of the demo site."""

from django.core.files.base import ContentFile

from blog import pictures
from kinesite.demo import content, markdown
from references.models import CreditedImage, Reference, Subject


def sources_by_id() -> dict[str, Reference]:
    """Sources by the id under which the articles cite them, made where the library lacks them."""
    subjects = subjects_by_slug()
    references = {}
    for name, csl in content.sources().items():
        known = Reference.objects.filter(doi=csl["DOI"].lower()).first()
        references[name] = known or make_source(name, subjects)
    return references


def subjects_by_slug() -> dict[str, Subject]:
    return {
        slug: Subject.objects.get_or_create(slug=slug, defaults={"name": label})[0]
        for slug, label in content.judgements()["subjects"].items()
    }


def make_source(name: str, subjects: dict[str, Subject]) -> Reference:
    """Add a source to the library, with its judgement and its subjects."""
    judged = content.judgements()[name]
    source = Reference.objects.create(
        csl=content.sources()[name],
        study_type=judged["study_type"],
        finding=markdown.unbroken(judged.get("finding", "")),
    )
    source.subjects.set([subjects[slug] for slug in judged["subjects"]])
    return source


def images_by_name() -> dict[str, CreditedImage]:
    """Images by file name, with the sizes that the pages ask for."""
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
