"""Screens of who has all rights, seen from the other side."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document

from tests.factories.blog import BlogPostPageFactory
from tests.factories.references import CreditedImageFactory
from tests.factories.users import UserFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db

PASSWORD = "een-lange-zin-5"


def typed(user: User, **changed: Any) -> dict[str, Any]:
    """The form of a login as it stands, with what is changed."""
    kept = {
        "username": user.username,
        "email": "lotte@kine.example",
        "first_name": "Lotte",
        "last_name": "Peeters",
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    return kept | changed


def edit(client: Client, user: User, **changed: Any) -> Any:
    return client.post(f"/beheer/users/edit/{user.pk}/", typed(user, **changed))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_new_password_ends_the_sessions_of_before(admin_client: Client) -> None:
    user = UserFactory(groups=["Receptie"])
    desk = signed_in(user)

    edit(admin_client, user, password1=PASSWORD, password2=PASSWORD)

    assert desk.get("/beheer/account/").status_code == 302
    assert Client().login(username=user.username, password=PASSWORD)


def test_who_is_made_inactive_is_out_at_once_and_gets_no_link(admin_client: Client) -> None:
    user = UserFactory(groups=["Receptie"])
    desk = signed_in(user)

    edit(admin_client, user, is_active="")
    Client().post("/beheer/password_reset/", {"email": "lotte@kine.example"})

    assert desk.get("/beheer/account/").status_code == 302
    assert mail.outbox == []


def test_two_logins_with_one_address_each_get_a_link_that_names_the_login() -> None:
    users = [UserFactory(email="info@kine.example") for _ in range(2)]
    for user in users:
        user.set_password("oud-wachtwoord-1")
        user.save()

    Client().post("/beheer/password_reset/", {"email": "info@kine.example"})

    assert [[user.username in one.body for user in users] for one in mail.outbox] in (
        [[True, False], [False, True]],
        [[False, True], [True, False]],
    )


def test_a_link_for_a_password_works_once() -> None:
    user = UserFactory(email="lotte@kine.example")
    user.set_password("oud-wachtwoord-1")
    user.save()
    Client().post("/beheer/password_reset/", {"email": user.email})
    [link] = re.findall(r"http://[^/]+(/beheer/password_reset/confirm/\S+)", mail.outbox[0].body)
    client, later = Client(), Client()

    form = client.get(link, follow=True)
    data = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    client.post(form.redirect_chain[-1][0], data)
    again = soup(later.get(link, follow=True))

    assert Client().login(username=user.username, password=PASSWORD)
    assert [form for form in again.find("form") if "password" in form[1].get("action", "")] == []


def test_nobody_takes_the_own_rights_away(admin_client: Client, admin_user: User) -> None:
    """So somebody with all rights is always left."""
    edit(admin_client, admin_user, is_active="", is_superuser="")
    admin_client.post(f"/beheer/users/delete/{admin_user.pk}/")

    admin_user.refresh_from_db()
    assert (admin_user.is_active, admin_user.is_superuser) == (True, True)


def test_a_redirect_leads_on_until_it_is_deleted(admin_client: Client) -> None:
    article = BlogPostPageFactory()
    data = {"old_path": "/oud-adres/", "site": "", "is_permanent": "on"}

    admin_client.post("/beheer/redirects/add/", data | {"redirect_link": article.full_url})
    led = Client().get("/oud-adres/")
    admin_client.post(f"/beheer/redirects/{Redirect.objects.get().pk}/delete/")

    assert (led.status_code, led.url) == (301, article.full_url)
    assert Client().get("/oud-adres/").status_code == 404


def contents(address: str) -> bytes:
    return b"".join(Client().get(address).streaming_content)


def test_a_document_is_there_for_visitors_as_it_was_last_saved(admin_client: Client) -> None:
    def file(text: str) -> SimpleUploadedFile:
        return SimpleUploadedFile("oefeningen.pdf", f"%PDF-1.4 {text}".encode())

    admin_client.post("/beheer/documents/add/", {"title": "Oefeningen", "file": file("eerst")})
    document = Document.objects.get()
    first = contents(document.url)
    admin_client.post(
        f"/beheer/documents/edit/{document.pk}/", {"title": "Oefeningen", "file": file("daarna")}
    )
    document.refresh_from_db()
    second, address = contents(document.url), document.url
    admin_client.post(f"/beheer/documents/delete/{document.pk}/")

    assert (first, second) == (b"%PDF-1.4 eerst", b"%PDF-1.4 daarna")
    assert Client().get(address).status_code == 404


def test_a_tag_finds_what_it_was_given_to(admin_client: Client) -> None:
    knee = CreditedImageFactory(title="Knie")
    CreditedImageFactory(title="Schouder")
    paper = Document.objects.create(title="Folder", file=ContentFile(b"%PDF-1.4", "folder.pdf"))

    image = {"title": "Knie", "description": "Een knie", "licence": knee.licence, "tags": "been"}
    admin_client.post(f"/beheer/images/{knee.pk}/", image)
    admin_client.post(
        f"/beheer/documents/edit/{paper.pk}/", {"title": "Folder", "tags": "been, oefening"}
    )

    images = admin_client.get("/beheer/images/", {"q": "been"}).content.decode()
    documents = admin_client.get("/beheer/documents/", {"q": "oefening"}).content.decode()
    assert [title in images for title in ("Knie", "Schouder")] == [True, False]
    assert "Folder" in documents


def test_reports_show_what_was_done_and_their_filters_choose_of_it(admin_client: Client) -> None:
    locked = BlogPostPageFactory(title="Op slot", locked=True)
    editor = UserFactory(groups=["Redactie"], first_name="Mieke", last_name="Smet")
    other = UserFactory(groups=["Redactie"])
    signed_in(editor).post(reverse("wagtailadmin_pages:unpublish", args=[locked.pk]))
    signed_in(other).post(reverse("wagtailadmin_pages:unpublish", args=[BlogPostPageFactory().pk]))

    def shown(report: str, **chosen: Any) -> bool:
        page = soup(admin_client.get(f"/beheer/reports/{report}/", chosen))
        return "Op slot" in " ".join(page.find_all("main"))

    assert shown("locked")
    assert shown("site-history", user=editor.pk)
    assert not shown("site-history", user=other.pk)


def test_a_page_that_no_login_published_was_published_by_the_website(admin_client: Client) -> None:
    """A plan is carried out by the worker."""
    BlogPostPageFactory().save_revision().publish()

    [rows] = soup(admin_client.get("/beheer/reports/aging-pages/")).find_all("main")

    assert "de website" in rows
    assert "None" not in rows


def test_a_redirect_to_half_an_address_is_told_how_to_type_it(admin_client: Client) -> None:
    data = {"old_path": "/oud-adres/", "redirect_link": "/afspraak/"}

    page = admin_client.post("/beheer/redirects/add/", data)

    assert "Typ het hele webadres, met https:// vooraan." in page.content.decode()
    assert page.context["form"]["redirect_link"].value() == "/afspraak/"
