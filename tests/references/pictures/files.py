"""Pictures as they come in: from telephones, scanners, cameras, and from who means ill."""

import base64
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

# Stands in every note that a picture can carry.
SECRET = b"GEHEIM"
TURNED = 6
BLUE, RED = (0, 0, 255), (200, 10, 10)


def photo(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Red, with a blue quarter at the top left."""
    made = Image.new("RGB", size, RED)
    made.paste(BLUE, (0, 0, size[0] // 2, size[1] // 2))
    return made


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def notes(orientation: int = TURNED) -> Image.Exif:
    """Maker, place and the way the camera was held."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = SECRET.decode()
    made[0x8825] = {1: "N", 2: (51.0, 3.0, 12.0), 3: "E", 4: (3.0, 43.0, 30.0)}
    return made


def colour_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def with_notes(kind: str) -> bytes:
    """A photo with every note that this format knows."""
    options: dict[str, Any] = {"exif": notes()}
    if kind == "PNG":
        options["pnginfo"] = words = PngImagePlugin.PngInfo()
        words.add_text("Author", SECRET.decode())
        words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    elif kind == "GIF":
        options = {"comment": SECRET}
    else:
        options["xmp"] = b"<x>" + SECRET + b"</x>"
    if kind == "JPEG":
        options["comment"] = SECRET
    if kind != "GIF":
        options["icc_profile"] = colour_profile()
    return written(photo(), kind, **options)


def bomb(width: int, height: int) -> bytes:
    """A PNG of some kB that is as large as it says once it is decoded."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def svg(inside: str, attributes: str = 'viewBox="0 0 90 60"') -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'{attributes}><rect width="90" height="60" fill="#eee"/>{inside}</svg>'
    ).encode()


def embedded(picture: bytes, kind: str = "jpeg") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image
