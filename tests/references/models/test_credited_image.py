import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from references.choices import Licence
from references.models import CreditedImage
from tests.factories.references import CreditedImageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, ""),
        ({"creator": "Wim Maker"}, "Wim Maker."),
        ({"creator": "Wim Maker", "licence": Licence.CC_BY}, "Wim Maker, CC BY."),
    ],
)
def test_the_credit_line_says_what_there_is_to_say(fields, line):
    assert CreditedImage(**fields).credit_line == line


def test_the_credit_line_says_that_an_image_was_made_with_ai():
    assert CreditedImage(ai_generated=True).credit_line != ""


def test_a_creative_commons_image_needs_maker_source_and_licence():
    image = CreditedImageFactory(licence=Licence.CC_BY_SA)

    with pytest.raises(ValidationError) as refusal:
        image.full_clean()

    assert sorted(refusal.value.message_dict) == ["creator", "licence_url", "source_url"]


def test_a_credited_image_is_complete():
    CreditedImageFactory(credited=True).full_clean()


def test_a_drawing_can_be_an_image():
    drawing = CreditedImageFactory(svg=True)

    assert drawing.is_svg()


def drawing_file(inside: str) -> ContentFile:
    words = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    return ContentFile(words.encode(), name="tekening.svg")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect width="9" height="9" onclick="alert(1)"/>',
        '<a href=" java\nscript:alert(1)"><rect width="9" height="9"/></a>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    ],
)
def test_a_drawing_with_a_program_in_it_is_refused(inside):
    image = CreditedImageFactory.build(file=drawing_file(inside))

    with pytest.raises(ValidationError) as refusal:
        image.full_clean(exclude=["width", "height", "collection"])

    assert list(refusal.value.message_dict) == ["file"]


def test_a_drawing_of_shapes_and_words_is_taken():
    image = CreditedImageFactory.build(
        file=drawing_file('<!-- rug --><text style="fill: #005b52">On the road</text>')
    )

    image.full_clean(exclude=["width", "height", "collection"])
