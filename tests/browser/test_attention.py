"""The desk works off what needs it, reads a mail as it went out, and sends others again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking.choices import NotificationKind, NotificationStatus
from booking.models import Appointment, Notification
from booking.services.mail.deliver import deliver_next
from kinesite.models import Heartbeat
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    TreatmentFactory,
    WaitlistOfferFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/beheer/agenda/aandacht/"
REFUSED = "SMTPRecipientsRefused 550"


@pytest.fixture
def things() -> Any:
    """One thing of most kinds, made now."""
    now = timezone.now()
    Heartbeat.beat(now=now)
    person = PractitionerFactory(name="Yasmina El Idrissi", treatments=[])
    tomorrow, soon = now + timedelta(days=1), timedelta(minutes=30)
    hit = AppointmentFactory(
        practitioner=person, starts_at=tomorrow, patient__name="Jeannine Wouters"
    )
    AbsenceFactory(
        practitioner=person, starts_at=tomorrow - soon, ends_at=tomorrow + soon, reason="ziek"
    )
    failed = NotificationFactory(
        appointment=AppointmentFactory(
            practitioner__treatments=[],
            starts_at=tomorrow + timedelta(days=1),
            patient__name="Nele Straetmans",
        ),
        status=NotificationStatus.FAILED,
        last_error=REFUSED,
        created_at=now,
    )
    WaitlistOfferFactory(
        entry__patient__name="Celine Kouterman",
        practitioner=PractitionerFactory(name="Hanne Vos", treatments=[]),
        starts_at=tomorrow + timedelta(days=2),
        offered_at=now - timedelta(hours=2),
        expires_at=now + soon,
    )
    PractitionerFactory(name="Wout Peel", treatments=[TreatmentFactory()])
    for number in range(3):
        AppointmentFactory(
            practitioner__treatments=[], starts_at=now - timedelta(days=2, hours=-number)
        )
    return {"hit": hit, "failed": failed}


def test_the_list_is_worked_off_and_the_number_falls(
    editor: Page, things: Any, assert_accessible: Callable[[Page], None]
) -> None:
    editor.goto("/beheer/agenda/")
    badge = editor.locator("a[data-needs]")
    expect(badge).to_have_attribute("data-needs", "5")
    expect(badge).to_be_visible()  # the menu is folded here
    editor.get_by_role("link", name="Aandacht 5", exact=True).click()
    expect(editor.get_by_role("heading", name="5 dingen vragen aandacht")).to_be_visible()
    assert_accessible(editor)

    row = editor.get_by_role("row", name="Nele Straetmans")
    row.get_by_role("button", name="Stuur opnieuw").click()
    expect(editor.get_by_text("Het bericht aan Nele Straetmans vertrekt nu.")).to_be_visible()
    row = editor.get_by_role("row", name="Celine Kouterman")
    row.get_by_role("button", name="Neemt het niet").click()
    expect(editor.get_by_role("heading", name="3 dingen vragen aandacht")).to_be_visible()
    editor.get_by_role("link", name="Duid aan wie kwam").click()
    editor.get_by_role("button", name="Niet gekomen").first.click()
    assert_accessible(editor)
    editor.get_by_role("button", name="Alle 2 kwamen").click()
    expect(editor.get_by_text("2 afspraken van")).to_be_visible()
    editor.get_by_role("link", name="Bel en verplaats").click()
    editor.get_by_role("button", name="Annuleer Jeannine Wouters").click()

    editor.goto(LIST)
    expect(editor.get_by_role("heading", name="1 ding vraagt aandacht")).to_be_visible()
    expect(editor.get_by_text("geen bericht mislukte")).to_be_visible()
    editor.goto("/beheer/")
    expect(
        editor.get_by_role("link", name="1 ding vraagt aandacht aan het onthaal")
    ).to_be_visible()
    assert Appointment.objects.missed().count() == 1


def test_the_list_follows_what_a_colleague_does_and_says_when_it_cannot(
    editor: Page, things: Any, faults: list[str]
) -> None:
    editor.clock.install()
    editor.goto(LIST)
    title = editor.locator("#needs h1")
    expect(title).to_have_text("5 dingen vragen aandacht")

    mail = things["failed"]
    mail.settle(timezone.now())
    mail.save()
    editor.clock.run_for(61_000)
    expect(title).to_have_text("4 dingen vragen aandacht")

    editor.context.set_offline(True)
    editor.clock.run_for(61_000)
    expect(editor.get_by_text("Sindsdien niet bijgewerkt.")).to_be_visible()
    editor.context.set_offline(False)
    editor.clock.run_for(61_000)
    expect(editor.get_by_text("Sindsdien niet bijgewerkt.")).to_be_hidden()
    faults.clear()  # the browser tells that the net was gone


@pytest.mark.parametrize("width", [390, 1024, 1366])
def test_the_list_fits_every_screen(
    editor: Page, things: Any, width: int, assert_accessible: Callable[[Page], None]
) -> None:
    editor.set_viewport_size({"width": width, "height": 844})
    editor.goto(LIST)

    wide = editor.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    for button in editor.locator(".needs .button").all():
        box = button.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 24
    assert_accessible(editor)


def test_a_mail_is_read_as_it_went_out_and_several_go_out_again(
    editor: Page, things: Any, assert_accessible: Callable[[Page], None]
) -> None:
    sent = NotificationFactory(
        appointment=things["hit"], created_at=timezone.now(), due_at=timezone.now()
    )
    while deliver_next(now=timezone.now()):
        pass
    NotificationFactory(
        appointment=things["hit"],
        kind=NotificationKind.REMINDER,
        status=NotificationStatus.FAILED,
        created_at=timezone.now(),
    )
    editor.goto("/beheer/berichten/")
    editor.get_by_label("Status").select_option("Mislukt")
    editor.get_by_role("button", name="Zoek", exact=True).click()
    expect(editor.locator("input[name=mail]")).to_have_count(2)
    assert_accessible(editor)

    editor.get_by_role("button", name="Vink alles op deze bladzijde aan").click()
    editor.get_by_role("button", name="Stuur de aangevinkte berichten opnieuw").click()

    expect(editor.get_by_text("1 bericht vertrekt nu.")).to_be_visible()
    expect(editor.get_by_text("Een herinnering wordt niet opnieuw gestuurd.")).to_be_visible()
    things["failed"].refresh_from_db()
    assert things["failed"].status == NotificationStatus.OWED
    editor.goto(f"/beheer/berichten/{sent.pk}/")
    expect(editor.get_by_text("/afspraak/bezoek/…/")).to_be_visible()
    assert_accessible(editor)
    editor.get_by_role("button", name="Het kwam terug in onze mailbox").click()
    expect(editor.get_by_text("Genoteerd: het bericht aan Jeannine Wouters")).to_be_visible()
    assert Notification.objects.get(pk=sent.pk).status == NotificationStatus.FAILED


def test_without_scripts_the_list_and_the_mails_work_the_same(
    page_without_scripts: Page, admin_client: Any, base_url: str, things: Any
) -> None:
    page = page_without_scripts
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
    page.goto(LIST)
    page.get_by_role("button", name="Gebeld: patiënt weet het").click()
    expect(page.get_by_role("heading", name="4 dingen vragen aandacht")).to_be_visible()

    page.goto("/beheer/berichten/")
    page.get_by_label("Zoek een patiënt").fill("straetmans")
    page.get_by_label("Status").select_option("Mislukt")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_label("Opnieuw sturen: Bevestiging aan Nele Straetmans").check()
    page.get_by_role("button", name="Stuur de aangevinkte berichten opnieuw").click()

    expect(page.get_by_text("1 bericht vertrekt nu.")).to_be_visible()
