"""Remarks for an editor before an article with sources goes online."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.linking import claims
from blog.linking.found import Doubt, Reason
from blog.linking.passages import Passage
from blog.linking.plain import Excerpt
from blog.linking.reading import Reading
from blog.linking.works import words
from references.choices import Standing
from references.models import Reference


class Finding(models.TextChoices):
    UNKNOWN = "unknown", _("Not in the list")
    OTHER_YEAR = "other-year", _("Another year than in the list")
    SEVERAL = "several", _("Not sure which source this is")
    CONTRADICTION = "contradiction", _("Name and number say different things")
    GONE = "gone", _("Source was deleted")
    RETRACTED = "retracted", _("Source was retracted")
    CONCERN = "concern", _("Doubt about the source")
    UNSOURCED = "unsourced", _("Statement without a source")
    TYPED_LIST = "typed-list", _("Typed list of sources")
    UNCITED = "uncited", _("In the list but not in the text")


ADVICE = {
    Finding.UNKNOWN: _("Add the source to the list of the article, or correct the name."),
    Finding.OTHER_YEAR: _("Correct the year, or add the source that is meant."),
    Finding.SEVERAL: _("Put the right source there with the button in the text editor."),
    Finding.CONTRADICTION: _("Check the name, the year and the number."),
    Finding.GONE: _("Cite another source, or take the citation out."),
    Finding.RETRACTED: _("Do not build on it: look for other research."),
    Finding.CONCERN: _("Read what the journal says about it."),
    Finding.UNSOURCED: _("Say which research this is, or word it as your experience."),
    Finding.TYPED_LIST: _("Delete it: the article shows its sources by itself."),
    Finding.UNCITED: _("Readers find it under “Read more”."),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark about one passage, or about the list where `passage` is None.

    `references` are the works that it is about.
    """

    kind: Finding
    passage: Passage | None = None
    excerpt: Excerpt | None = None
    references: tuple[Reference, ...] = ()

    @property
    def advice(self) -> Promise:
        return ADVICE[self.kind]


def remarks(
    readings: Sequence[Reading],
    listed: Iterable[int],
    references: Mapping[int, Reference],
    makers: Iterable[str],
) -> Iterator[Remark]:
    """Remarks in the order of the text; those about the list come last.

    `references` holds the listed and cited works that still exist, by the id that the article uses;
    `makers` are the names under the images.
    """
    credited = {word for maker in makers for word in words(maker)}
    for reading in readings:
        placed = [
            *citations(reading.passage, references),
            *doubts(reading, references, credited),
            *statements(reading),
            *typed_lists(reading),
        ]
        yield from (remark for _place, remark in sorted(placed, key=lambda one: one[0]))
    named = {references[pk].pk for pk in cited(readings) if pk in references}
    for pk in listed:
        if pk in references and pk not in named:
            yield Remark(Finding.UNCITED, references=(references[pk],))


def cited(readings: Sequence[Reading]) -> set[int]:
    """The works that a text cites, and those it will cite once somebody links them."""
    links = (link for reading in readings for link in reading.passage.text.links)
    return {
        *(link.cites for link in links if link.cites is not None),
        *(
            one.work.pk
            for reading in readings
            for mention in reading.found.mentions
            for one in mention.cited
        ),
    }


def citations(
    passage: Passage, references: Mapping[int, Reference]
) -> Iterator[tuple[int, Remark]]:
    """Remarks about stored citations of works that are gone, retracted or in doubt."""
    for link in passage.text.links:
        if link.cites is None:
            continue
        reference = references.get(link.cites)
        if kind := wrong_with(reference):
            shown = passage.text.excerpt(link.position, link.position + 1)
            about = (reference,) if reference else ()
            yield link.position, Remark(kind, passage, shown, about)


def wrong_with(reference: Reference | None) -> Finding | None:
    """The finding about a work that is gone, retracted or in doubt; None if all is well."""
    if reference is None:
        return Finding.GONE
    kinds: dict[str, Finding] = {
        Standing.RETRACTED: Finding.RETRACTED,
        Standing.CONCERN: Finding.CONCERN,
    }
    return kinds.get(reference.standing)


def doubts(
    reading: Reading, references: Mapping[int, Reference], credited: set[str]
) -> Iterator[tuple[int, Remark]]:
    """Remarks about typed citations that are doubtful."""
    for doubt in reading.found.doubts:
        if not is_credit(doubt, credited):
            shown = reading.passage.text.excerpt(doubt.start, doubt.end)
            about = tuple(references[work.pk] for work in doubt.works)
            yield doubt.start, Remark(Finding(doubt.reason.value), reading.passage, shown, about)


def is_credit(doubt: Doubt, credited: set[str]) -> bool:
    """Tell whether a doubtful name is the maker of an image, who is credited under the article."""
    named = words(doubt.name)
    return doubt.reason == Reason.UNKNOWN and bool(named) and credited.issuperset(named)


def statements(reading: Reading) -> Iterator[tuple[int, Remark]]:
    """Remarks about sentences that lean on research without a source."""
    text = reading.passage.text
    named = [
        *(mention.start for mention in reading.found.mentions),
        *(doubt.start for doubt in reading.found.doubts),
    ]
    for start, end in claims.unsourced(text, named):
        if not reading.lists(start):
            shown = Excerpt("", text.written(start, end), "")
            yield start, Remark(Finding.UNSOURCED, reading.passage, shown)


def typed_lists(reading: Reading) -> Iterator[tuple[int, Remark]]:
    """A remark about a source list that was typed in the text."""
    for start, end in reading.typed_list[:1]:
        shown = reading.passage.text.excerpt(start, end)
        yield start, Remark(Finding.TYPED_LIST, reading.passage, shown)
