"""The screen "somebody is ill", pressed as a browser does."""

import re
from typing import Any

from django.test import Client

from booking.scheduling.clock import clinic_date
from tests.booking.support.illness import Practice

URL = "/beheer/agenda/ziek/"


def asked_for(practice: Practice, **more: str) -> dict[str, Any]:
    return {
        "kin": str(practice.tibo.pk),
        "dag": clinic_date(practice.start).isoformat(),
        "duur": "day",
        "reden": "Griep",
    } | more


def sent_back(html: str) -> dict[str, list[str]]:
    """What a browser sends of the ticks that the page shows."""
    data: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", html):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        is_sent = 'type="hidden"' in tag or (" checked" in tag and " disabled" not in tag)
        if name and value and is_sent and name[1] in {"rij", "mail", "keuze", "getoond"}:
            data.setdefault(name[1], []).append(value[1])
    return data


def press(desk: Client, practice: Practice, **more: Any) -> Any:
    """Show who is hit, and press the one button."""
    page = desk.post(URL, asked_for(practice) | {"doe": "toon"}).content.decode()
    return desk.post(
        URL, asked_for(practice) | sent_back(page) | {"doe": "mail"} | more, follow=True
    )
