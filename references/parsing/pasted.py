"""Reading a pasted list to a batch: entries, and the rest with the reason."""

from typing import Any

from django.utils.translation import gettext as _

from references.choices import Origin
from references.parsing import lines, spaces
from references.parsing.glued_words import respaced
from references.parsing.work import Work
from references.works.csl import Csl, makers, sift
from references.works.entries import Batch, Entry, SetAside

# A longer line is no source, but a text without line ends or a picture pasted as text.
LONGEST = 5_000
REPAIRS = {"title": spaces.in_title, "container-title": spaces.in_journal}


def parse_list(text: str) -> Batch:
    """Read a pasted list."""
    batch = Batch(Origin.LIST.value)
    for line in lines.cut(text):
        read = read_line(line)
        if isinstance(read, Entry):
            batch.entries.append(read)
        else:
            batch.set_aside.append(read)
    return batch


def read_line(line: lines.Line) -> Entry | SetAside:
    """Read one line; it is set aside if it is no source."""
    if len(line.text) > LONGEST:
        return SetAside(line.raw, _("This is too long to be a source."))
    if line.aside:
        return SetAside(line.raw, line.aside)
    work = Work(line.text)
    csl = normalised(work.csl)
    if not is_reference(work, csl):
        return SetAside(line.raw, _("This was not recognised as a source."))
    return Entry(line.raw, csl, warnings(work, csl), suggestions(csl))


def normalised(draft: dict[str, Any]) -> Csl:
    """Put lost spaces back and normalise the variables; invalid ones are dropped."""
    repaired = {name: mend(draft[name]) for name, mend in REPAIRS.items() if draft.get(name)}
    csl, _problems = sift(draft | repaired)
    return csl


def is_reference(work: Work, csl: Csl) -> bool:
    """Tell whether enough was understood to call a line a source."""
    if any(name in csl for name in ("DOI", "PMID", "PMCID", "URL", "ISBN")):
        return True
    if "title" not in csl:
        return False
    named = makers(csl)
    dated = "issued" in csl or work.numbers.in_a_journal
    in_a_journal = "issued" in csl and work.numbers.in_a_journal and "container-title" in csl
    return bool(named and (dated or len(named) > 1 or work.head.et_al)) or in_a_journal


def suggestions(csl: Csl) -> dict[str, str]:
    """Guess the titles with lost spaces put back, for those that would change."""
    guesses = {name: respaced(csl[name]) for name in REPAIRS if name in csl}
    return {name: guess for name, guess in guesses.items() if guess != csl[name]}


def warnings(work: Work, csl: Csl) -> list[str]:
    """The warnings for the editor."""
    told = []
    if work.handles.doi_cut_off:
        told.append(_("The DOI seems to be cut off, so it was left out."))
    if work.number_cut_off:
        told.append(_("The PMID or PMCID seems to be cut off, so it was left out."))
    if work.head.et_al:
        told.append(_("The list of authors is cut off: only the names given were kept."))
    if "title" not in csl:
        told.append(_("Not recognised: only what was certain is filled in."))
    elif "issued" not in csl and csl["type"] != "webpage":
        told.append(_("No year was found."))
    return told
