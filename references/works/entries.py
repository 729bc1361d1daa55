"""The outcome of reading a pasted text or a file, before anything is saved."""

from dataclasses import dataclass, field

from references.works.csl import Csl


@dataclass(frozen=True, slots=True)
class Entry:
    """One work as far as it was understood, with the text that it was read from.

    `raw` stays with the source for ever. `warnings` are fit to show to an editor. `suggestions`
    maps a CSL variable to its value with lost spaces put back: a guess, which only a person may
    accept.
    """

    raw: str
    csl: Csl
    warnings: list[str] = field(default_factory=list)
    suggestions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A piece of the text that is no source, with the reason in words for an editor."""

    raw: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that was read, in the order given; no piece is dropped without a word.

    `origin` is a value of `references.choices.Origin`.
    """

    origin: str
    entries: list[Entry] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
