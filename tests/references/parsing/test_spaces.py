"""Spaces that a copy lost: put back where that is sure, suggested where it is not."""

import re

import pytest

from references.parsing import parse_list
from references.parsing.glued_words import respaced
from references.parsing.spaces import in_journal, in_title
from tests.references.parsing.answers import real_lines, works

# Sound words that are made of two words, or look like it.
SOUND_TEXT = """
    abduction acromioclavicular afterload aftercare arthroplasty asymptomatic biopsychosocial
    bodyweight breastfeeding counterbalance craniocervical deadlift discectomy dorsiflexion
    electromyography epidural extracorporeal fibromyalgia forefoot glenohumeral healthcare herniated
    herniation hindfoot hydrotherapy hyperalgesia infrapatellar inpatients intervertebral kettlebell
    kinesiophobia kinesiotape lumbosacral mechanotherapy meniscectomy microdiscectomy midportion
    multicenter musculoskeletal myofascial neurodynamics neuromuscular nonspecific osteoarthritis
    patellofemoral photobiomodulation plantarflexion prehabilitation psychoeducation radiofrequency
    rearfoot rehabilitation relaxin resistin sacroiliac sarcopenia sensorimotor shockwave smartphone
    spondylolisthesis subacromial supraspinatus telerehabilitation tendinopathy transcutaneous
    viscosupplementation weightbearing wellbeing workload
"""
SOUND = SOUND_TEXT.split()


@pytest.mark.parametrize("word", SOUND)
def test_a_sound_word_is_never_cut(word):
    assert respaced(f"Effects of {word} in adults") == f"Effects of {word} in adults"


def test_no_title_that_is_whole_gets_a_suggestion():
    titles = [work["title"] for work in works()]

    assert [title for title in titles if respaced(title) != title] == []


def test_no_name_of_a_journal_gets_a_suggestion():
    names = {work["container-title"] for work in works()}
    names |= {line.truth["journal"] for line in real_lines() if "journal" in line.truth}

    assert [name for name in names if respaced(name) != name] == []


@pytest.mark.parametrize(
    ("glued", "whole"),
    [
        ("Mucosal woundhealing is impaired", "Mucosal wound healing is impaired"),
        ("Cigarette smokeinhalation and bone", "Cigarette smoke inhalation and bone"),
        ("Healing and delaysfracture union", "Healing and delays fracture union"),
        ("Investigating theassociation", "Investigating the association"),
        ("Mobilization aftertendon repair", "Mobilization after tendon repair"),
        ("Journalof sleep", "Journal of sleep"),
    ],
)
def test_two_words_in_one_are_offered_apart(glued, whole):
    assert respaced(glued) == whole


def test_dutch_words_are_left_alone():
    assert respaced("Rugpijn bij kruisbandoperaties") == "Rugpijn bij kruisbandoperaties"


def test_most_lost_spaces_are_found_and_none_is_put_wrong():
    titles = [work["title"] for work in works()]
    lost = [
        (title[: space.start()] + title[space.end() :], title)
        for title in titles
        for space in re.finditer(r"(?<=[a-z]) (?=[a-z])", title)
    ]

    repaired = [(respaced(glued), glued, title) for glued, title in lost]

    assert [one for one in repaired if one[0] not in one[1:]] == []
    assert sum(text == title for text, _glued, title in repaired) / len(repaired) > 0.5


def test_a_guess_is_a_suggestion_and_not_the_title():
    line = "Jansen PA. Mucosal woundhealing. Psychosom Med. 1998;60(3):362-5."

    entry = parse_list(line).entries[0]

    assert (entry.csl["title"], entry.suggestions) == (
        "Mucosal woundhealing",
        {"title": "Mucosal wound healing"},
    )


@pytest.mark.parametrize(
    ("glued", "whole"),
    [
        ("JOrthop Sports Phys Ther", "J Orthop Sports Phys Ther"),
        ("AlcoholClin Exp Res", "Alcohol Clin Exp Res"),
        ("Journal of SleepResearch", "Journal of Sleep Research"),
        ("Sleep & Breathing =Schlaf & Atmung", "Sleep & Breathing = Schlaf & Atmung"),
        ("StatPearls", "StatPearls"),
        ("PLoS One", "PLoS One"),
        ("BioMed Research International", "BioMed Research International"),
        ("JAMA", "JAMA"),
    ],
)
def test_case_shows_where_the_name_of_a_journal_lost_a_space(glued, whole):
    assert in_journal(glued) == whole


@pytest.mark.parametrize(
    ("glued", "whole"),
    [
        ("Healing:A review", "Healing: A review"),
        ("Research Lead toMore Treatment", "Research Lead to More Treatment"),
        ("Back pain (WalkBack): a trial", "Back pain (WalkBack): a trial"),
        ("The McKenzie method", "The McKenzie method"),
        ("A 24:7 service, 1,000 people", "A 24:7 service, 1,000 people"),
    ],
)
def test_signs_show_where_a_title_lost_a_space(glued, whole):
    assert in_title(glued) == whole
