"""One passage of an article: the works it cites, lists and leaves in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass

from blog.linking import typed_citations, typed_list
from blog.linking.found import Found
from blog.linking.passages import Passage
from blog.linking.works import Work


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage that was read; `typed_list` holds begin and end of each line of a source list."""

    passage: Passage
    found: Found
    typed_list: list[tuple[int, int]]

    def lists(self, place: int) -> bool:
        return any(start <= place <= end for start, end in self.typed_list)


def read(passage: Passage, works: Sequence[Work]) -> Reading:
    """Read a passage; lines of a typed source list count as no citations."""
    listed = list(typed_list.lines(passage.text, passage.heading, works))
    everything = Reading(passage, typed_citations.find(passage.text, works), listed)
    found = Found(
        [one for one in everything.found.mentions if not everything.lists(one.start)],
        [one for one in everything.found.doubts if not everything.lists(one.start)],
    )
    return Reading(passage, found, listed)
