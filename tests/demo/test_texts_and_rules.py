"""What the texts of the demo and the handbooks promise, beside the rules that the site keeps."""

import re
from datetime import timedelta

import pytest
from django.conf import settings

from booking.models import BookingRules
from booking.public.views.support import typed, visitor
from booking.scheduling.rules import GENERATE_BEYOND_HORIZON, Rules
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.privacy.delete_old_attempts import ATTEMPTS_KEPT_FOR
from booking.services.visits.hold import HOLD_FOR
from kinesite.demo import content

MINUTE, HOUR, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(weeks=1)
NOTICE = Rules.cancellation_notice // HOUR
NUMBERS = {2: "twee", 4: "vier", 5: "vijf", 10: "tien"}
LENGTHS = {timedelta(minutes=15): "een kwartier", timedelta(days=1): "een dag", HOUR: "een uur"}
PAGES = {text.slug: text for text in content.pages()}
CALL = re.compile(r"\b[Bb]el (?:ons|naar)\b|\b[Bb]el of\b")


def written(slug: str) -> str:
    return "\n".join(line for block in PAGES[slug].blocks for line in block.lines)


def handbook(name: str) -> str:
    return " ".join((settings.BASE_DIR / f"docs/{name}.md").read_text(encoding="utf-8").split())


def length(minutes: int) -> str:
    return LENGTHS.get(timedelta(minutes=minutes), f"{minutes} minuten")


def test_each_length_of_a_treatment_is_the_one_that_is_booked() -> None:
    minutes = {row["slug"]: row["duration"] for row in content.practice()["treatments"]}

    assert (
        f"Een eerste afspraak bij een nieuwe klacht duurt {length(minutes['nieuwe-klacht'])},"
        f" bij een sportblessure {length(minutes['sportblessure'])}."
        f" Een vervolgbehandeling duurt {length(minutes['vervolgbehandeling'])},"
        f" oefentherapie in de zaal {length(minutes['oefentherapie'])}."
        f" Begeleiding bij langdurige pijn duurt {length(minutes['langdurige-pijn'])}."
    ) in written("praktisch")


def test_the_hours_beforehand_are_those_of_the_rules() -> None:
    policies = {
        key: content.practice()["practice"][f"cancellation_policy{key}"]
        for key in ("", "_fr", "_en")
    }
    told = [re.findall(r"(\d+) (?:uur|heures|hours)", text) for text in policies.values()]

    assert told == [[str(NOTICE)]] * 3
    assert set(re.findall(r"(\d+) uur", written("praktisch"))) == {str(NOTICE)}


def test_the_page_about_privacy_says_how_long_things_are_kept() -> None:
    years = BookingRules().keep_details_for // timedelta(weeks=52)
    typing, visiting = timedelta(seconds=typed.COOKIE_AGE), timedelta(seconds=visitor.COOKIE_AGE)

    text = written("privacy")

    assert f"Kom je {NUMBERS[years]} jaar niet meer, dan wissen we je naam" in text
    assert f"onthoudt {LENGTHS[typing]} wat je al typte" in text
    assert f"Een cookie van {LENGTHS[visiting]} houdt een moment voor je vrij" in text
    assert f"tellen we {LENGTHS[ATTEMPTS_KEPT_FOR]} lang hoe vaak" in text


def test_who_is_asked_to_call_sees_the_number_of_the_practice() -> None:
    number = f"(tel:{content.practice()['practice']['phone']})"
    asked = [
        line
        for text in PAGES.values()
        for block in text.blocks
        for line in block.lines
        if CALL.search(line)
    ]

    assert [line for line in asked if number not in line] == []
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("sentence", "rule", "unit"),
    [
        ("Dat blijft {} minuten vastgehouden.", HOLD_FOR, MINUTE),
        ("Wat je in de agenda doet, wordt {} minuten later gemaild.", STAFF_MAIL_DELAY, MINUTE),
        ("Je plant {} weken verder vooruit dan de website.", GENERATE_BEYOND_HORIZON, WEEK),
        ("Wie {} jaar niet meer kwam,", BookingRules().keep_details_for, 52 * WEEK),
    ],
)
def test_the_numbers_in_the_handbook_of_the_desk_are_those_of_the_rules(
    sentence: str, rule: timedelta, unit: timedelta
) -> None:
    assert sentence.format(NUMBERS[rule // unit]) in handbook("reception")
