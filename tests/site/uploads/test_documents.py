from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

from tests.references.editing.picture_doors import words_of
from tests.references.pictures.files import photo, svg, written

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture(autouse=True)
def _empty_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def add(client, content, name):
    file = BytesIO(content)
    file.name = name
    root = Collection.get_first_root_node()
    data = {"title": "Folder", "file": file, "collection": root.pk, "tags": ""}
    return client.post(reverse("wagtaildocs:add"), data)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<script>alert(1)</script>", "a.html", "Bewaar het als PDF"),
        (b"MZ", "a.exe", "Bewaar het als PDF"),
        (b"x", "a", "Bewaar het als PDF"),
        (b"x", "a.pdf.js", "Bewaar het als PDF"),
        (svg(""), "a.svg", "voeg het toe bij Afbeeldingen"),
        (written(photo(), "JPEG"), "a.JPG", "voeg het toe bij Afbeeldingen"),
        (b"<script>alert(1)</script>", "a.pdf", "geen PDF zoals de naam zegt"),
        (b"<html>", "a.docx", "geen DOCX zoals de naam zegt"),
        (b"a\0b", "a.txt", "geen TXT zoals de naam zegt"),
        (PDF + bytes(21 * 1024 * 1024), "a.pdf", "te groot"),
        (b"", "a.pdf", "leeg"),
    ],
)
def test_a_document_that_is_none_is_told_at_its_field(admin_client, content, name, sentence):
    response = add(admin_client, content, name)

    assert response.status_code == 200
    assert sentence in words_of(response)
    assert not Document.objects.exists()


def test_a_refused_document_is_told_one_reason_without_a_list_of_extensions(admin_client):
    file = BytesIO(b"MZ")
    file.name = "a.exe"
    response = admin_client.post(reverse("wagtaildocs:add_multiple"), {"files[]": file})

    assert response.json()["error_message"] == (
        "Bestanden van deze soort bewaren we niet. Bewaar het als PDF en kies dat bestand."
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "Folder met een heel lange naam " + "a" * 200 + ".pdf"),
        (PDF, "<img src=x onerror=alert(1)>.PDF"),
        (PDF, "../../etc/passwd.pdf"),
        (b"PK\x03\x04", "oefeningen.docx"),
        (b"a;b\n1;2\n", "lijst.csv"),
    ],
)
def test_a_document_is_kept_and_lets_nothing_run(admin_client, client, content, name):
    response = add(admin_client, content, name)

    assert response.status_code == 302
    served = client.get(Document.objects.get().url)
    served.close()
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_page_that_was_kept_before_is_downloaded_and_not_shown(client):

    page = Document.objects.create(
        title="Oud", file=ContentFile(b"<script>alert(1)</script>", name="oud.html")
    )

    served = client.get(page.url)
    served.close()

    assert served["Content-Disposition"].startswith("attachment")
