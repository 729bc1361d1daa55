"""Each list of the admin in each order and with each filter that it offers."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories.users import UserFactory
from tests.site.addresses import addresses
from tests.site.made_rows import made_values

pytestmark = pytest.mark.django_db

ORDERED = re.compile(r'href="[^"]*[?&;]ordering=-?([^"&]+)')
ROLES = ["Receptie", "Kinesitherapeuten", "Redactie", "Beheer"]


def lists(client: Client) -> Iterator[tuple[str, str]]:
    """Each screen of the admin that this login may open, with what it says."""
    values = made_values()
    for one in addresses():
        if not one.route.startswith("beheer/") or re.search("logout|results/$", one.route):
            continue
        address = one.filled_in(values)
        answer = client.get(address)
        if answer.streaming:
            list(answer)  # closes the file
        elif answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            yield address, answer.content.decode()


def ordered(address: str, html: str) -> set[str]:
    """The list in each order that its headings lead to, and in the opposite one."""
    named = set(ORDERED.findall(html))
    return {f"{address}?ordering={sign}{one}" for one in named for sign in ("", "-")}


def filtered(address: str, html: str) -> set[str]:
    """The list with each single thing that can be ticked or chosen in its filters."""
    fields = BeautifulSoup(html, "lxml").select("[data-controller~=w-drilldown] [name]")
    chosen = [(field, field.get("value", "")) for field in fields if field.name == "input"]
    for field in fields:
        chosen += [(field, one.get("value", "")) for one in field.select("option")]
    return {f"{address}?{urlencode({field['name']: value})}" for field, value in chosen if value}


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_a_list_opens_in_each_order_and_with_each_filter_that_it_offers(
    client: Client, role: str
) -> None:
    groups = [role] if role != "Beheer" else []
    client.raise_request_exception = False
    client.force_login(UserFactory(groups=groups, is_superuser=not groups))

    offered = set[str]()
    for address, html in lists(client):
        offered |= ordered(address, html) | filtered(address, html)

    assert sum("?ordering=" in one for one in offered) >= 10, "headings are found"
    assert sum("?ordering=" not in one for one in offered) >= 10, "filters are found"
    assert [one for one in sorted(offered) if client.get(one).status_code != 200] == []
