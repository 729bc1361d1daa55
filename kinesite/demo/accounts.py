"""Who can log in on a site with the demo practice: seed_demo makes them, the runner prints them."""

from typing import NamedTuple


class DemoAccount(NamedTuple):
    """`group` is the name of the group that gives the rights; empty for the superuser."""

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
