import pytest
from django.core.exceptions import ValidationError

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
