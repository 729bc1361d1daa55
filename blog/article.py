"""An article put together for its readers: body, sources, sections and credited images."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from blog import anchors, citations, pictures
from blog.blocks import sections
from references.choices import Standing, StudyType
from references.formatting.order import list_key
from references.formatting.styles import STYLES, Style
from references.models import CreditedImage, Reference, SourceSettings
from references.works.study_types import EXPLANATIONS

# From this many sections on an article gets a table of contents.
FEWEST_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an article, to which the table of contents links."""

    anchor: str
    heading: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article ready to be shown.

    `sources` are the works that the text cites, in the order of the citation style;
    `further_reading` are those that are only listed.
    """

    html: SafeString
    numbered: bool
    # From how many years on the site calls a source old.
    old_after_years: int
    sources: list[citations.Source]
    further_reading: list[citations.Source]
    sections: list[Section]
    credited_images: list[CreditedImage]

    @property
    def contents(self) -> list[Section]:
        return self.sections if len(self.sections) >= FEWEST_SECTIONS else []

    @property
    def study_types(self) -> list[tuple[StudyType, str]]:
        """The kinds of study among the sources, each once, with what such a study can show."""
        used = {source.reference.study_type for source in self.sources}
        return [(kind, str(EXPLANATIONS[kind])) for kind in StudyType if kind in used]

    @property
    def doubted(self) -> list[citations.Source]:
        """Cited sources that were retracted or are in doubt."""
        grave = (Standing.RETRACTED, Standing.CONCERN)
        return [source for source in self.sources if source.reference.standing in grave]


def compose(page: Any, *, address: str = "") -> Article:
    """Put an article together for its page, in three queries whatever its length.

    The queries fetch the images, their renditions and the sources. `address` is that of the page;
    it goes before the links within the article when this stands elsewhere, as in a feed.
    """
    shown = page.body.stream_block.pictures(page.body)
    images = pictures.with_renditions([page.hero_image, *shown])
    html = render(page.body, page.anchors)
    references = sources_of(page, html)
    style, old_after_years = site_settings(references)
    text, sources = citations.cite(html, references, style, address=address)
    uncited = [source for source in sources if not source.mentions]
    return Article(
        html=text,
        numbered=style.numbered,
        old_after_years=old_after_years,
        sources=style.order(source for source in sources if source.mentions),
        further_reading=sorted(uncited, key=lambda source: list_key(source.csl)),
        sections=[
            Section(anchor, block.value)
            for block, anchor in anchored_sections(page.body, page.anchors)
        ],
        credited_images=credited(images),
    )


def sources_of(page: Any, html: str) -> dict[int, Reference]:
    """References that the HTML cites or the editor listed, by the id used there, with settings."""
    # A subquery for a stored page; in a preview, the ids from the form.
    chosen = page.listed_sources.values_list("reference_id", flat=True)
    cited = citations.cited_ids(html)
    works = Reference.objects.with_site_settings()
    found = {work.pk: work for work in works.filter(Q(pk__in=cited) | Q(pk__in=chosen))}
    return found | works.formerly(set(cited) - found.keys())


def site_settings(references: Mapping[int, Reference]) -> tuple[Style, int]:
    """The site's settings for sources, taken from the references that were loaded with them."""
    choices: Any = next(iter(references.values()), SourceSettings())
    return STYLES[choices.citation_style], choices.old_after_years


def anchored_sections(body: Any, known: dict[str, str]) -> list[tuple[Any, str]]:
    """Section headings of a body, as pairs of block and anchor."""
    found = sections(body)
    assigned = anchors.assign([(block.id, block.value) for block in found], known)
    return [(block, assigned[block.id]) for block in found]


def render(body: Any, known: dict[str, str]) -> str:
    """Render the blocks of a body as HTML, with an anchor at each section."""
    anchor_of = {block.id: anchor for block, anchor in anchored_sections(body, known)}
    return "".join(block.render(context={"anchor": anchor_of.get(block.id, "")}) for block in body)


def credited(images: list[CreditedImage]) -> list[CreditedImage]:
    """Images that name a maker, a licence or a source, each once."""
    return list({image.pk: image for image in images if image.credit_line}.values())
