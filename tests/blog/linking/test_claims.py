"""Sentences that lean on research and name none."""

import pytest

from blog.linking.claims import unsourced
from blog.linking.plain import read

CITED = '<a id="1" linktype="citation">(Naam e.a., 2019)</a>'


def told(html, named=()):
    text = read(html)
    return [text.written(start, end) for start, end in unsourced(text, named)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Onderzoek toont aan dat bewegen helpt.",
        "Studies tonen aan dat bewegen helpt.",
        "Recent onderzoek heeft aangetoond dat bewegen helpt.",
        "Uit onderzoek blijkt dat bewegen helpt.",
        "Uit een grote studie bleek dat bewegen helpt.",
        "Volgens moderne wetenschap helpt bewegen.",
        "Bewegen is wetenschappelijk bewezen.",
        "Een recente meta-analyse bekeek dat.",
        "In een Amerikaanse studie bewoog iedereen.",
        "De wetenschap zegt dat bewegen helpt.",
        "Bewegen is bewezen effectief.",
        "Rugpijn treft 80% van de volwassenen.",
        "Bij 4,5 procent van alle sporters gaat dat mis.",
    ],
)
def test_a_statement_without_a_source_is_told(sentence):
    assert told(f"<p>Hallo. {sentence} Dus beweeg.</p>") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Je hebt onderzoeken gehad en rust genomen.",
        "Uit lichamelijk onderzoek blijkt waar het pijn doet.",
        "Het klinisch onderzoek toont waar het pijn doet.",
        "Train aan 70% van je maximum.",
        "Wij studeren elke week.",
    ],
)
def test_other_words_for_looking_are_no_statement(sentence):
    assert told(f"<p>{sentence}</p>") == []


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Onderzoek toont aan dat bewegen helpt {CITED}.</p>",
        f"<p>Onderzoek toont aan dat bewegen helpt. {CITED}</p>",
        f"<p>Onderzoek toont dat bewegen helpt. Rust roest. Dat weten we {CITED}.</p>",
        f"<p>Dat bekeek {CITED}. De studie toont aan dat bewegen helpt.</p>",
        '<p>Onderzoek toont aan <a href="https://example.org/">dat bewegen helpt</a>.</p>',
    ],
)
def test_a_source_counts_from_the_sentence_before_to_the_end_of_the_paragraph(html):
    assert told(html) == []


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Dat zag {CITED}.</p><p>Onderzoek toont aan dat bewegen helpt.</p>",
        f"<p>Onderzoek toont aan dat bewegen helpt.</p><p>Dat zag {CITED}.</p>",
        f"<p>Zie {CITED}. Ja. Nee. Onderzoek toont aan dat bewegen helpt.</p>",
        '<p>Onderzoek toont aan dat bewegen helpt. <a id="3" linktype="page">Lees meer</a></p>',
    ],
)
def test_a_source_elsewhere_does_not_count(html):
    assert told(html)[0] == "Onderzoek toont aan dat bewegen helpt."


def test_a_source_that_is_named_in_words_counts():
    html = "<p>Onderzoek van Naam et al. (2019) toont aan dat bewegen helpt.</p>"

    assert told(html, named=[16]) == []


@pytest.mark.parametrize(
    "signs", ["onderzoek ", "een recente ", "uit de ", "5 % van ", ". A", "wetenschappelijk ", "\n"]
)
def test_a_word_of_research_again_and_again_claims_nothing(signs):
    assert told((signs * 20_000)[:20_000]) == []
