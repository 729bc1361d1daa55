"""Putting back the lost spaces that case or punctuation shows."""

import re

from references.parsing.alphabet import LETTER, LOWER, UPPER

# Names that are written with a capital inside.
INNER_CAPITALS = (
    "StatPearls|BioMed|PLoS|NeuroImage|PeerJ|eLife|iScience|GeroScience|EClinicalMedicine|SpringerPlus|"
    "MedEdPORTAL|PharmacoEconomics|EuroIntervention|ScientificWorldJournal|TheScientificWorldJournal|"
    "bioRxiv|medRxiv|npj|mBio|YouTube|PubMed|MedlinePlus|ClinicalTrials|StarT|STarT|GRADEpro|ResearchGate|"
    "PsycInfo|PsycINFO|LinkedIn|WalkBack|DataCite|OpenAlex|AboutKidsHealth|UpToDate|JoVE|mHealth|eHealth|"
    "BioPsychoSocial|NeuroRehabilitation|InFORM|JMIRx|HealthLink|WebMD|PhysioTutors|MedBridge|"
    "PLoSOne|SciRep"
)
KEPT = re.compile(rf"(?:{INNER_CAPITALS})(?![{LOWER}])")
SMALL_WORDS = (
    "to|of|the|in|and|for|a|an|on|with|by|from|as|at|or|is|are|van|de|het|een|en|bij|met|voor|op|"
    "after|between|during|among|than|into|versus|more|delays"
)
AFTER_SIGN = re.compile(
    rf"(?<=[{LETTER})\]”])([:;,])(?=[{LETTER}“‘(])|(?<=[{LOWER})\]])([?!])(?=[{LETTER}“‘])"
)
AFTER_BRACKET = re.compile(rf"(?<=\))(?=[{UPPER}][{LOWER}])")
SENTENCE = re.compile(rf"(?<=[{LOWER}]{{2}}\.)(?=[{UPPER}][{LOWER} ])")
CASE = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}])")
GLUED_J = re.compile(rf"^(J|Z)(?=[{UPPER}][{LOWER}])")


def in_title(title: str) -> str:
    """Put back the spaces in a title."""
    title = AFTER_SIGN.sub(lambda sign: f"{sign[0]} ", title)
    title = SENTENCE.sub(" ", AFTER_BRACKET.sub(" ", title))
    return " ".join(split_small_word(word) for word in title.split(" "))


def split_small_word(word: str) -> str:
    """Split "toMore" in a title; a name such as "WalkBack" stays as it is."""
    if found := re.match(rf"({SMALL_WORDS})(?=[{UPPER}][{LOWER}])", word):
        return f"{found[1]} {word[found.end() :]}"
    return word


def in_journal(name: str) -> str:
    """Put back the spaces in the name of a journal."""
    name = GLUED_J.sub(r"\1 ", AFTER_SIGN.sub(lambda sign: f"{sign[0]} ", name))
    name = re.sub(r"(?<=\S)&|&(?=\S)|(?<=\S)=|=(?=\S)", lambda sign: f" {sign[0]} ", name)
    words = [word if KEPT.match(word) else CASE.sub(" ", word) for word in name.split()]
    return " ".join(words)
