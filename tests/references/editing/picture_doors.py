"""Screens of the admin through which a picture comes in, as a browser sends one to them."""

import io
import json
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from references.choices import Licence
from references.models import CreditedImage
from tests.factories.references import CreditedImageFactory


def typed(
    content: bytes, name: str = "foto.jpg", prefix: str = "", **fields: Any
) -> dict[str, Any]:
    data = {
        "title": "Mijn knie",
        "file": io.BytesIO(content),
        "licence": Licence.OWN,
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
    } | fields
    data["file"].name = name
    return {f"{prefix}{key}": value for key, value in data.items()}


def add(client: Client, content: bytes, name: str = "foto.jpg", **fields: Any) -> Any:
    return client.post(reverse("wagtailimages:add"), typed(content, name, **fields))


def change(client: Client, content: bytes, name: str = "foto.jpg", **fields: Any) -> Any:
    image = CreditedImage.objects.first() or CreditedImageFactory(title="Eerst")
    address = reverse("wagtailimages:edit", args=[image.pk])
    return client.post(address, typed(content, name, **fields))


def choose(client: Client, content: bytes, name: str = "foto.jpg", **fields: Any) -> Any:
    prefix = "image-chooser-upload-"
    address = reverse("wagtailimages_chooser:create")
    return client.post(address, typed(content, name, prefix, **fields))


def add_many(client: Client, content: bytes, name: str = "foto.jpg", **fields: Any) -> Any:
    data = typed(content, name, **fields)
    data["files[]"] = data.pop("file")
    return client.post(
        reverse("wagtailimages:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"}
    )


DOORS = [add, change, choose, add_many]


def words_of(response: Any) -> str:
    """What a screen says, be it HTML, a piece of it in JSON, or a message."""
    text = response.content.decode()
    if response["Content-Type"].startswith(("application/json", "text/javascript")):
        said = json.loads(text)
        names = ("htmlFragment", "html", "error_message", "form")
        text = str(next(filter(None, map(said.get, names)), ""))
    return " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())
