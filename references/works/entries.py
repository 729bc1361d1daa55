"""What comes out of a pasted text or a file, before anything is saved."""

from dataclasses import dataclass, field

from references.works.csl import Csl


@dataclass(frozen=True, slots=True)
class Entry:
    """A work as far as it was understood; `raw` is kept for ever.

    `warnings` are fit to show to an editor. `suggestions` maps a CSL variable to the value that it
    has once lost spaces are put back: a guess, which only a person may accept.
    """

    raw: str
    csl: Csl
    warnings: list[str] = field(default_factory=list)
    suggestions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetAside:
    """What came in and is no reference, with the reason in words for an editor."""

    raw: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that came in, in the order given: nothing is dropped without a word.

    `origin` is a value of `references.choices.Origin`.
    """

    origin: str
    entries: list[Entry] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
