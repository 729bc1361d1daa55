"""Texts of the demo site in the form in which a StreamField stores them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from kinesite.demo import markdown
from kinesite.demo.markdown import Block, Citation, Text
from references import richtext
from references.models import CreditedImage, Reference

Line: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class BodyWriter:
    """A writer of bodies, with sources by the id they are cited under and images by file name."""

    sources: Mapping[str, Reference]
    images: Mapping[str, CreditedImage]

    def article(self, text: Text) -> str:
        """The body of an article, for blog.blocks.BodyBlock."""
        return self._stored(text, heading="section", caption=self._rich_line)

    def page(self, text: Text) -> str:
        """The body of a page, for kinesite.blocks.StandardBody."""
        return self._stored(text, heading="heading", caption=str)

    def _stored(self, text: Text, *, heading: str, caption: Line) -> str:
        names = {"text": "paragraph", "heading": heading}
        stored = [
            {"type": names.get(kind, kind), "value": self._value(kind, blocks, caption)}
            for kind, blocks in text.grouped()
        ]
        return json.dumps(stored)

    def _value(self, kind: str, blocks: list[Block], caption: Line) -> Any:
        lines = blocks[0].lines
        match kind:
            case "text":
                return markdown.rich_text(blocks, self._cite)
            case "heading":
                return lines[0]
            case "quote":
                return {"text": " ".join(lines[:-1]), "source": lines[-1].removeprefix("— ")}
            case "figure":
                return self._figure(lines[0], caption)
            case "notice":
                notice = markdown.matched(markdown.NOTICE, lines[0])
                return notice.groupdict() | {"text": _paragraph(lines[1:])}
            case "questions":
                return [_item(block.lines[0], _paragraph(block.lines[1:])) for block in blocks]
        raise ValueError(kind)

    def _figure(self, line: str, caption: Line) -> dict[str, Any]:
        figure = markdown.matched(markdown.FIGURE, line)
        image = {
            "image": self.images[figure["image"]].pk,
            "alt_text": figure["alt"],
            "decorative": False,
        }
        return {"image": image, "caption": caption(figure["caption"])}

    def _rich_line(self, line: str) -> str:
        return markdown.rich_text([Block("paragraph", (line,))], self._cite)

    def _cite(self, citation: Citation) -> str:
        source = self.sources[citation.source]
        form = richtext.NARRATIVE if citation.narrative else ""
        data = {"locator": citation.locator, "form": form}
        return richtext.stored_citation(source.pk, richtext.label(source.csl, **data), data)


def _paragraph(lines: tuple[str, ...]) -> str:
    return markdown.rich_text([Block("paragraph", lines)])


def _item(question: str, answer: str) -> dict[str, str]:
    return {"question": question, "answer": answer}
