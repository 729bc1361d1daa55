import base64
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

from references.pictures import drawing
from references.pictures.refused import PictureRefused
from tests.references.pictures.files import SECRET, bomb, embedded, svg, with_notes

LINK = "https://elders.example/a"


def redrawn(inside: str, attributes: str = 'viewBox="0 0 90 60"') -> str:
    return drawing.redraw(svg(inside, attributes)).decode()


def refusal_of(content: bytes) -> str | None:
    with pytest.raises(PictureRefused) as refusal:
        drawing.redraw(content)
    return refusal.value.code


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script></g>",
        '<circle r="9" onclick="alert(1)"/>',
        '<circle r="9" OnLoad="alert(1)"/>',
        '<a href=" java\nscript:alert(1)"><circle r="9"/></a>',
        "<handler type='text/javascript'>alert(1)</handler>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    ],
)
def test_a_drawing_with_a_program_or_a_page_in_it_is_refused(inside):
    assert refusal_of(svg(inside)) in {"program", "page"}


@pytest.mark.parametrize(
    "inside",
    [
        f'<image href="{LINK}"/>',
        f'<image xlink:href="{LINK}"/>',
        '<image href="/beheer/"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
        '<image href="data:text/html,x"/>',
        f'<use href="{LINK}#part"/>',
        f'<pattern id="p" href="{LINK}#p"/>',
        f'<filter id="f"><feImage href="{LINK}"/></filter>',
        f'<text><textPath href="{LINK}#p">x</textPath></text>',
    ],
)
def test_what_a_drawing_shows_from_elsewhere_is_refused(inside):
    assert refusal_of(svg(inside)) == "outside"


@pytest.mark.parametrize(
    "inside",
    [
        f'<rect fill="url({LINK})"/>',
        f"<rect fill=\"URL( '{LINK}#g' )\"/>",
        rf'<rect fill="\75rl({LINK})"/>',
        f'<rect style="fill: url({LINK})"/>',
        f'<rect style="fill:u/**/rl({LINK});fill:url/**/({LINK})"/>',
        rf'<rect style="fill: u\72l({LINK})"/>',
        f'<rect style="cursor: image-set(&quot;{LINK}&quot; 1x)"/>',
        f"<style>@import url({LINK});</style>",
        f"<style>@import '{LINK}';</style>",
        f"<style>@font-face{{font-family:x;src:url({LINK})}}</style>",
        f"<style>@media print{{ .a{{fill:url({LINK})}} }}</style>",
        f"<style>.a{{fill:url({LINK})}}</style>",
        f"<style><![CDATA[.a{{-moz-binding:url({LINK})}}]]></style>",
        f'<a href="{LINK}"><circle r="9"/></a>',
        f'<animate attributeName="href" values="{LINK}"/>',
        f'<set attributeName="fill" to="url({LINK})"/>',
        f'<rect filter="url({LINK}#f)" mask="url({LINK}#m)" clip-path="url({LINK}#c)"/>',
        f'<metadata><x xmlns="urn:x" href="{LINK}"/></metadata>',
        f'<rect inkscape:export-filename="{LINK}"/>',
        f'<g xmlns:x="urn:x"><x:image href="{LINK}"/></g>',
        f'<g xml:base="{LINK}"><circle r="9"/></g>',
        f'<font-face><font-face-uri href="#{LINK}"/></font-face>',
        f"<!-- {LINK} -->",
        f"<?xml-stylesheet href='{LINK}'?>",
    ],
)
def test_what_would_load_from_elsewhere_is_dropped(inside):
    assert "elders.example" not in redrawn(inside)


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<path d="M0 0c1-2 3 4 5 6z" stroke="#0b5f5a"/>', 'd="M0 0c1-2 3 4 5 6z"'),
        ('<text x="1" style="fill: #005b52">On the road é</text>', ">On the road é</text>"),
        ('<g transform="translate(1 2) scale(.8) rotate(4)"/>', "translate(1 2) scale(.8)"),
        ('<rect fill="url(#g)" filter="url(\'#f\')"/>', 'fill="url(#g)"'),
        ('<use xlink:href="#g" x="3"/>', 'href="#g"'),
        ("<style>@import url(/x);.cls-1,.cls-2>g{fill:url(#g);stroke:red}</style>", "fill:url(#g)"),
        ('<switch><foreignObject width="1"/><g><circle r="9"/></g></switch>', "<circle"),
        ('<rect style="filter:drop-shadow(1px 1px 2px rgb(0 0 0))"/>', "drop-shadow("),
        ('<mask id="m"><ellipse rx="3" ry="4"/></mask>', "<ellipse"),
        ('<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>', "feGaussianBlur"),
        ('<title>Een knie</title><circle r="9" aria-label="Knie (links)"/>', "Knie (links)"),
    ],
)
def test_what_draws_stays(inside, kept):
    assert kept in redrawn(inside)


def test_a_blur_of_figma_is_dropped_and_the_drawing_stays():
    blur = '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'

    shown = redrawn(f"{blur}<circle r='9'/>")

    assert "foreignObject" not in shown
    assert "<circle" in shown


def test_a_photo_inside_a_drawing_loses_its_notes_too():
    shown = redrawn(f'<image width="9" xlink:href="{embedded(with_notes("JPEG"))}"/>')

    address = ElementTree.fromstring(shown).find("{*}image").get("href")
    assert address.startswith("data:image/jpeg;base64,")
    assert SECRET not in base64.b64decode(address.partition(",")[2])


def test_a_bomb_inside_a_drawing_is_refused():
    bombs = f'<image href="{embedded(bomb(6_000, 6_000), "png")}"/>'

    assert refusal_of(svg(bombs)) == "file_too_many_pixels"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect>", "damaged"),
        (b"<?xml version='1.0' encoding='nonsense'?><svg/>", "damaged"),
        (b"<html><body>x</body></html>", "invalid_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g/></svg>", "empty"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg><text>&a;</text></svg>", "entities"),
        (
            b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'https://elders.example/a'>]><svg>&a;</svg>",
            "entities",
        ),
        (svg("", 'width="1e9" height="9"'), "size"),
        (svg("", 'viewBox="0 0 0 0"'), "size"),
        (svg("", 'viewBox="0 0 nan 9"'), "size"),
        (svg("", 'width="-9" height="9"'), "size"),
        (svg("", 'width="9" height="veel"'), "size"),
        (svg("<g>" * 5_000 + "</g>" * 5_000), "too_complex"),
        (svg("<g/>" * 20_000), "too_complex"),
        (svg('<g id="a"><use href="#a"/></g>'), "too_complex"),
        (svg(" " * 2_200_000), "file_too_large"),
    ],
)
def test_a_drawing_that_cannot_be_shown_is_refused(content, code):
    assert refusal_of(content) == code


def test_parts_that_repeat_each_other_without_end_are_refused():
    levels = (f'<g id="l{n}">{f"""<use href="#l{n + 1}"/>""" * 10}</g>' for n in range(9))

    assert refusal_of(svg("".join(levels) + '<g id="l9"><circle r="9"/></g>')) == "too_complex"


@pytest.mark.parametrize(
    "content",
    [
        svg("").decode().encode("utf-16"),
        b"<?xml version='1.0' encoding='iso-8859-1'?>"
        + svg("<text>\xe9</text>").decode().encode("latin-1"),
        b"\xef\xbb\xbf" + svg(""),
        b"<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><s:rect/></s:svg>",
        b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd'>" + svg(""),
        svg("", 'width="100%" height="100%" viewBox="0 0 300 200"'),
    ],
)
def test_drawings_of_every_program_are_read(content):
    shown = ElementTree.fromstring(drawing.redraw(content))

    assert shown.tag == "{http://www.w3.org/2000/svg}svg"
    assert shown.find("{http://www.w3.org/2000/svg}rect") is not None


@pytest.mark.parametrize(
    "path", sorted(Path(settings.BASE_DIR).glob("kinesite/demo/images/*.svg")), ids=lambda p: p.stem
)
def test_our_own_drawings_keep_every_element(path):
    before = ElementTree.parse(path).getroot()
    after = ElementTree.fromstring(drawing.redraw(path.read_bytes()))

    assert [(one.tag, one.attrib) for one in after.iter()] == [
        (one.tag, one.attrib) for one in before.iter()
    ]
