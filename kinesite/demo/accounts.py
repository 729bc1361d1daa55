"""Logins of the demo practice: seed_demo makes them, the runner prints them."""

from typing import NamedTuple


class DemoAccount(NamedTuple):
    """A login; `group` names the group that gives its rights, and is empty for the superuser."""

    username: str
    password: str
    label: str
    group: str


DEMO_ACCOUNTS = (
    DemoAccount("receptie", "receptie-demo", "Onthaal: agenda en afspraken", "Receptie"),
    DemoAccount(
        "kinesist",
        "kinesist-demo",
        "Kinesitherapeut: eigen agenda en artikels",
        "Kinesitherapeuten",
    ),
    DemoAccount("redactie", "redactie-demo", "Redactie: pagina's, artikels en bronnen", "Redactie"),
    DemoAccount("beheer", "beheer-demo", "Beheer: alles", ""),
)
