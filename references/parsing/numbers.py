"""Telling which of the numbers at the end of a source is the volume, the issue and the page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from references.parsing.alphabet import DASH

PAGES_LABEL = re.compile(r"(?:pp?|blz|pages)\.?\s?(?=\d)", re.IGNORECASE)
ISSUE_LABEL = re.compile(r"^(?:nos?|nrs?|issue|iss|n°)\b[.:]?\s?", re.IGNORECASE)
# The volume and issue in "169.1 (2009): 62-67", an older style of MLA.
VOLUME_AND_ISSUE = re.compile(r"(\d{1,4})\.(\d{1,3})")
GAPS = re.compile(r"[\ue000\s]+")
DASHES = re.compile(rf"\s?[{DASH}]+\s?")


@dataclass(slots=True)
class Numbers:
    """The numbers, by what stands beside them.

    `bare` has those without label or brackets, each with a flag that it can only be a page.
    `supplements` tells what a supplement belongs to: "15 Suppl 2" is a volume, "15(2) Suppl 1" an
    issue. PubMed gives it twice in "15 Suppl 2(Suppl 2)".
    """

    labelled: dict[str, str] = field(default_factory=dict)
    bare: list[tuple[str, bool]] = field(default_factory=list)
    bracketed: str = ""
    before_brackets: int = 0
    supplement: str = ""
    supplements: str = ""
    label: str = ""
    sign: str = ""

    def add(self, token: re.Match[str]) -> None:
        """Add a token."""
        if token["volume"] or token["issue"] or token["page"]:
            self.label = token.lastgroup or ""
        elif token["supplement"]:
            self.supplement = token[0].strip(" .")
            self.supplements = "issue" if self.bracketed else "volume"
        elif token["sign"]:
            self.sign = token[0] if not token[0].isspace() else self.sign
        elif token["number"] or token["range"]:
            self.add_number(token[0], is_range=bool(token["range"]))

    def add_number(self, number: str, *, is_range: bool) -> None:
        """Add a number under its label, or as a bare one."""
        if self.label:
            self.labelled.setdefault(self.label, number)
        else:
            only_page = is_range or self.sign == ":" or not number[0].isdigit()
            self.bare.append((number, only_page))
        self.label = self.sign = ""

    def add_brackets(self, inside: str) -> None:
        """Add the text between brackets.

        It may be "6", "Suppl 1", "no. 6", "pp. 1-10", or the gap that a date left.
        """
        text = GAPS.sub(" ", inside).strip(" .,;")
        if pages := PAGES_LABEL.match(text):
            self.labelled.setdefault("page", text[pages.end() :])
        elif text and not self.bracketed:
            self.bracketed = ISSUE_LABEL.sub("", text)
            self.before_brackets = len(self.bare)
        self.sign = ""


def assign(tokens: list[re.Match[str]]) -> dict[str, str]:
    """Assign the numbers to CSL variables."""
    numbers = collect(tokens)
    csl = dict(numbers.labelled)
    if numbers.bracketed:
        csl.setdefault("issue", numbers.bracketed)
        read_around_brackets(numbers, csl)
    else:
        read_in_order(numbers, csl)
    if whole := VOLUME_AND_ISSUE.fullmatch(csl.get("volume", "") if "issue" not in csl else ""):
        csl["volume"], csl["issue"] = whole.groups()
    if numbers.supplement and numbers.supplement != numbers.bracketed:
        of = numbers.supplements if numbers.supplements in csl else "issue"
        csl[of] = " ".join(filter(None, (csl.get(of), numbers.supplement)))
    return {name: DASHES.sub("-", value).strip() for name, value in csl.items() if value}


def collect(tokens: Iterable[re.Match[str]]) -> Numbers:
    """Collect the numbers of all tokens."""
    numbers = Numbers()
    inside: list[str] | None = None
    for token in tokens:
        if token[0] == "(":
            inside = []
        elif token[0] == ")" and inside is not None:
            numbers.add_brackets("".join(inside))
            inside = None
        elif inside is not None:
            inside.append(token[0])
        else:
            numbers.add(token)
    return numbers


def read_around_brackets(numbers: Numbers, csl: dict[str, str]) -> None:
    """Assign bare numbers around an issue in brackets: "49(6), 425–436"."""
    before = numbers.bare[: numbers.before_brackets]
    after = numbers.bare[numbers.before_brackets :]
    if before:
        csl.setdefault("volume", before[0][0])
    if after:
        csl.setdefault("page", after[0][0])


def read_in_order(numbers: Numbers, csl: dict[str, str]) -> None:
    """Assign bare numbers by their order.

    The last is the page, unless it stands alone and nothing marks it as one.
    """
    bare = list(numbers.bare)
    if not bare:
        return
    last, only_page = bare[-1]
    if "page" not in csl and (only_page or len(bare) > 1 or "volume" in csl):
        csl["page"] = last
        bare.pop()
    for name in ("volume", "issue"):
        if bare and name not in csl:
            csl[name] = bare.pop(0)[0]
