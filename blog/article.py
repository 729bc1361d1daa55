"""An article put together for its readers: body, numbered sources, sections and credited images."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from blog import anchors, citations, pictures
from references.models import CreditedImage, Reference

# From this many sections on an article gets a table of contents.
FEWEST_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    heading: str


@dataclass(frozen=True, slots=True)
class Article:
    html: SafeString
    sources: list[citations.CitedSource]
    sections: list[Section]
    credited_images: list[CreditedImage]

    @property
    def contents(self) -> list[Section]:
        return self.sections if len(self.sections) >= FEWEST_SECTIONS else []


def compose(page: Any) -> Article:
    """Three queries, whatever the length: images, what was made of them, cited references."""
    images = pictures.with_renditions([page.hero_image, *figures(page.body)])
    sections = [
        Section(anchor, block.value) for block, anchor in anchored_sections(page.body, page.anchors)
    ]
    html = render(page.body, page.anchors)
    references = Reference.objects.in_bulk(citations.cited_ids(html))
    numbered, sources = citations.number(html, references)
    return Article(numbered, sources, sections, credited(images))


def figures(body: Any) -> list[CreditedImage]:
    images = [block.value["image"] for block in body if block.block_type == "figure"]
    return [image for image in images if image]


def anchored_sections(body: Any, known: dict[str, str]) -> list[tuple[Any, str]]:
    sections = [block for block in body if block.block_type == "section"]
    assigned = anchors.assign([(block.id, block.value) for block in sections], known)
    return [(block, assigned[block.id]) for block in sections]


def render(body: Any, known: dict[str, str]) -> str:
    anchor_of = {block.id: anchor for block, anchor in anchored_sections(body, known)}
    return "".join(block.render(context={"anchor": anchor_of.get(block.id, "")}) for block in body)


def credited(images: list[CreditedImage]) -> list[CreditedImage]:
    """Each image once that has something to say about where it comes from."""
    return list({image.pk: image for image in images if image.credit_line}.values())
