import pytest
from PIL import Image

from references.pictures import raster
from references.pictures.refused import PictureRefused
from tests.references.pictures.files import (
    BLUE,
    SECRET,
    bomb,
    colour_profile,
    notes,
    opened,
    photo,
    with_notes,
    written,
)

KINDS = {"JPEG": "jpg", "PNG": "png", "GIF": "png", "WEBP": "webp", "AVIF": "jpg", "HEIF": "jpg"}


def close(one, other, most=12):
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=False))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_loses_every_note_and_becomes_what_browsers_show(kind):
    content = with_notes(kind)
    # Otherwise the test below could not fail.
    assert SECRET in content

    redrawn, extension = raster.redraw(content)

    assert extension == KINDS[kind]
    assert SECRET not in redrawn
    assert dict(opened(redrawn).getexif()) == {}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(orientation):
    content = written(photo((64, 48)), "PNG", exif=notes(orientation))

    upright = opened(raster.redraw(content)[0])

    corners = [(5, 5), (58, 5), (58, 42), (5, 42), (5, 5), (42, 5), (42, 58), (5, 58)]
    assert upright.size == ((64, 48) if orientation < 5 else (48, 64))
    assert close(upright.convert("RGB").getpixel(corners[orientation - 1]), BLUE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_the_colour_profile_stays(kind):
    content = written(photo(), kind, icc_profile=colour_profile())

    assert opened(raster.redraw(content)[0]).info["icc_profile"] == colour_profile()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colours_becomes_one_that_browsers_know(mode):
    source = Image.new("I;16", (8, 8), 40_000) if mode == "I;16" else photo().convert(mode)
    content = written(source, "JPEG" if mode == "CMYK" else "PNG")

    shown = opened(raster.redraw(content)[0])

    assert shown.mode in {"L", "RGB", "RGBA"}
    assert shown.size == source.size


def test_sixteen_bits_a_pixel_keep_their_brightness():
    content = written(Image.new("I;16", (8, 8), 40_000), "PNG")

    assert opened(raster.redraw(content)[0]).getpixel((1, 1)) == 40_000 // 256


def test_printing_colours_stay_near_what_they_were():
    content = written(photo().convert("CMYK"), "JPEG")

    assert close(opened(raster.redraw(content)[0]).getpixel((5, 5)), BLUE)


def test_a_transparent_photo_of_a_telephone_stays_transparent():
    content = written(Image.new("RGBA", (64, 48), (255, 0, 0, 0)), "HEIF")

    redrawn, extension = raster.redraw(content)

    assert (extension, opened(redrawn).getpixel((5, 5))[3]) == ("png", 0)


def test_a_profile_of_nonsense_is_dropped():
    content = written(photo(), "JPEG", icc_profile=SECRET * 10)

    assert SECRET not in raster.redraw(content)[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_a_picture_that_was_cut_off_is_refused(kind, share):
    whole = written(Image.effect_noise((300, 300), 60).convert("RGB"), kind)

    with pytest.raises(PictureRefused):
        raster.redraw(whole[: int(len(whole) * share)])


@pytest.mark.parametrize(
    "content", [b"hello", b"%PDF-1.7", written(photo(), "BMP"), b"\0" * 500, b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_of_ours_is_refused(content):
    with pytest.raises(PictureRefused) as refusal:
        raster.redraw(content)

    assert refusal.value.code in {"invalid_image", "damaged"}


@pytest.mark.parametrize("size", [(14_000, 14_000), (12_000, 9_000), (6_400, 6_400), (20_000, 8)])
def test_too_many_pixels_are_refused_without_decoding_one(size, monkeypatch):
    content = bomb(*size)
    assert len(content) < 50_000
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("It was decoded."))

    with pytest.raises(PictureRefused) as refusal:
        raster.redraw(content)

    assert refusal.value.code == "file_too_many_pixels"


def test_forty_million_pixels_are_taken():
    assert opened(raster.redraw(bomb(8_000, 5_000))[0]).size == (8_000, 5_000)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_all_images_of_a_moving_picture_count(kind):
    images = [Image.new("L", (1_000, 1_000), shade * 5) for shade in range(45)]
    content = written(
        images[0].convert("RGB"), kind, save_all=True, append_images=images[1:], duration=50
    )

    with pytest.raises(PictureRefused) as refusal:
        raster.redraw(content)

    assert refusal.value.code == "file_too_many_pixels"


def test_a_moving_picture_becomes_its_first_image():
    others = [photo().rotate(90), photo().rotate(180)]
    content = written(photo(), "GIF", save_all=True, append_images=others)

    redrawn = opened(raster.redraw(content)[0])

    assert getattr(redrawn, "n_frames", 1) == 1
    assert close(redrawn.convert("RGB").getpixel((5, 5)), BLUE)
