"""No text of a screen says in words what a rule or a constant says: it would not change along."""

import re

from kinesite import catalogues

NUMBER = (
    r"\d+|a few|two|three|four|five|six|eight|ten|fifteen|twenty|thirty"
    r"|enkele|twee|drie|vier|vijf|zes|acht|tien|vijftien|twintig|dertig"
    r"|quelques|deux|trois|quatre|cinq|six|huit|dix|quinze|vingt|trente"
)
UNIT = (
    r"minut\w*|hours?|weeks?|days?|months?|years?|uur|uren|we[e]?k\w*|dag\w*|maand\w*|jaar"
    r"|heures?|semaines?|jours?|mois|ans?|appointments?|afspraken|rendez-vous|openings?"
)
TYPED = re.compile(rf"\b(?:{NUMBER})\s+(?:{UNIT})\b|\bhalf an hour\b|\bkwartier\b", re.IGNORECASE)
# How long a mail takes is nobody's rule.
SOON = {"a few minutes", "enkele minuten", "quelques minutes"}
# Heads of columns: how long beforehand appointments were made.
SPANS = {f"{first} to {last} days" for first, last in [(1, 2), (3, 7), (8, 14), (15, 28)]}
# The words of a field and of a constraint stand in the module that has the limit.
BESIDE_ITS_LIMIT = "/models/"


def test_no_text_has_the_number_of_a_rule_typed_into_it() -> None:
    found = {}
    for path in catalogues._catalogue_files():
        for message in catalogues._read(path):
            of_a_field = all(BESIDE_ITS_LIMIT in file for file, _line in message.locations)
            if of_a_field or message.id in SPANS:
                continue
            for text in catalogues._forms(message.id) + catalogues._forms(message.string):
                typed = {one.lower() for one in TYPED.findall(text)} - SOON
                if typed:
                    found[str(message.id)] = typed

    assert found == {}
