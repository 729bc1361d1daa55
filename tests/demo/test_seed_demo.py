"""The demo practice that `seed_demo` makes; each test undoes what it changes."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from blog.models import BlogPostPage
from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment, Notification, Patient, Practitioner, Slot
from kinesite.demo import content, markdown
from kinesite.demo.accounts import DEMO_ACCOUNTS
from kinesite.models import PracticeSettings
from references.models import Reference
from tests.demo.conftest import seed

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file that it made a rendition in to the garbage collector.
    pytest.mark.filterwarnings(
        r"ignore:Unclosed file <tempfile\.SpooledTemporaryFile:ResourceWarning"
    ),
]


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_progress_tells_what_was_made(seeded):
    lines = [re.split(r" {2,}", line.strip()) for line in seeded.splitlines()]

    assert [
        line for line in lines if line[0] in {"Logins", "Therapists", "Treatments", "Articles"}
    ] == [
        ["Logins", "4"],
        ["Treatments", "5"],
        ["Therapists", "3"],
        ["Articles", "6"],
    ]


def test_a_second_run_changes_nothing(seeded):
    before = row_counts()

    seed()

    assert row_counts() == before


def test_what_an_editor_changed_stays(seeded):
    article = BlogPostPage.objects.first()
    article.title = "Herschreven"
    article.save_revision().publish()
    BlogPostPage.objects.last().delete()

    seed()

    assert BlogPostPage.objects.count() == 5
    assert BlogPostPage.objects.get(pk=article.pk).title == "Herschreven"


def test_a_login_that_is_gone_comes_back_and_one_that_is_there_keeps_its_password(seeded):
    users = get_user_model().objects
    users.get(username="receptie").delete()
    kept = users.get(username="redactie")
    kept.set_password("zelf gekozen")
    kept.save()

    seed()

    assert users.get(username="receptie").check_password("receptie-demo")
    assert users.get(username="redactie").check_password("zelf gekozen")


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.username)
def test_every_demo_login_has_its_group(seeded, account):
    user = get_user_model().objects.get(username=account.username)

    assert user.check_password(account.password)
    assert [group.name for group in user.groups.all()] == ([account.group] if account.group else [])
    assert user.is_superuser == (not account.group)


def test_the_demo_therapist_can_log_in_as_one(seeded):
    assert Practitioner.objects.get(user__username="kinesist").slug == "hanne-vlasselaere"


def test_nothing_is_mailed_and_no_mail_is_owed(seeded):
    assert Notification.objects.owed().count() == 0
    assert mail.outbox == []


def test_no_patient_can_be_reached(seeded):
    patients = Patient.objects.all()

    assert {one.email.rpartition("@")[2] for one in patients} == {"", "patienten.example"}
    assert {one.phone.as_e164[:7] for one in patients} == {"+325100"}


def test_appointments_lie_in_open_time(seeded):
    slots = list(Slot.objects.values_list("practitioner", "starts_at", "ends_at"))
    absences = list(Absence.objects.values_list("practitioner", "starts_at", "ends_at"))
    visits = Appointment.objects.values_list("practitioner", "starts_at", "ends_at")

    outside = [
        visit
        for visit in visits
        if not any(
            who == visit[0] and start <= visit[1] and visit[2] <= end for who, start, end in slots
        )
        or any(
            who in {None, visit[0]} and start < visit[2] and visit[1] < end
            for who, start, end in absences
        )
    ]

    assert outside == []


def test_a_patient_comes_once_a_day_at_most(seeded):
    days = Appointment.objects.values("patient", "starts_at__date").annotate(visits=Count("pk"))

    assert {day["visits"] for day in days} == {1}


def test_the_past_is_over_and_the_future_is_open(seeded):
    now = timezone.now()
    over = Appointment.objects.filter(ends_at__lte=now).values_list("status", flat=True)
    to_come = Appointment.objects.filter(starts_at__gt=now + timedelta(hours=1))

    assert set(over) == {
        AppointmentStatus.FULFILLED,
        AppointmentStatus.NOSHOW,
        AppointmentStatus.CANCELLED,
    }
    assert set(to_come.values_list("status", flat=True)) == {
        AppointmentStatus.BOOKED,
        AppointmentStatus.CANCELLED,
    }


@pytest.mark.parametrize("slug", [text.slug for text in content.articles()])
def test_an_article_lists_exactly_the_sources_that_it_cites_or_names(seeded, client, slug):
    article = next(text for text in content.articles() if text.slug == slug)
    named = [*article.citations, *article.listed]
    expected = {content.sources()[name]["DOI"].lower() for name in named}

    html = client.get(f"/artikels/{slug}/").content.decode()

    listed = html[html.index('id="bronnen"') :].lower()
    known = Reference.objects.values_list("doi", flat=True)
    assert {doi for doi in known if doi in listed} == expected


def test_a_citation_in_the_demo_keeps_its_place_and_its_form(seeded):
    hernia, pain = (
        str(BlogPostPage.objects.get(slug=slug).body.get_prep_value())
        for slug in ("hernia-wat-de-tijd-doet", "pijn-in-beelden")
    )
    darlow = Reference.objects.get(doi=content.sources()["darlow-2013"]["DOI"])

    assert (
        'linktype="citation" data-locator="tabel 2">(Brinjikji e.a., 2015, tabel 2)</a>' in hernia
    )
    assert (
        f'<a id="{darlow.pk}" linktype="citation" data-form="narrative">Darlow e.a. (2013)</a>'
        in pain
    )


def test_every_source_of_the_demo_stands_in_the_public_library(seeded, client):
    response = client.get("/bronnen/")

    assert response.context["page"].paginator.count == len(content.sources())
    assert {label for _slug, label in response.context["form"].fields["subject"].choices[1:]} == {
        *content.judgements()["subjects"].values()
    }


def test_a_source_that_two_articles_cite_names_both(seeded, client):
    shared = Reference.objects.get(doi=content.sources()["darlow-2013"]["DOI"])

    pages = client.get(shared.get_absolute_url()).context["pages"]

    assert {page.slug for page, _day in pages} == {
        "bewegen-bij-langdurige-rugpijn",
        "pijn-in-beelden",
    }


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/team/",
        "/artikels/",
        "/over-ons/",
        "/praktisch/",
        "/privacy/",
        "/toegankelijkheid/",
        "/afspraak/",
    ],
)
def test_every_page_of_the_demo_site_opens(seeded, client, address):
    assert client.get(address).status_code == 200


def test_a_question_stands_right_before_its_answer(seeded, client):
    page = next(text for text in content.pages() if text.slug == "praktisch")
    questions = [
        tuple(markdown.LINK.sub(r"\g<words>", line) for line in block.lines)
        for block in page.blocks
        if block.kind == "question"
    ]

    html = client.get("/praktisch/").content.decode()

    shown = [
        strip_tags(item)
        for item in re.findall(r'<details class="faq">.*?</details>', html, re.DOTALL)
    ]
    assert [tuple(filter(None, map(str.strip, item.splitlines()))) for item in shown] == questions


@pytest.mark.parametrize("slug", ["hernia-wat-de-tijd-doet", "praktisch"])
def test_an_editor_can_open_what_was_made(seeded, client, slug):
    client.force_login(get_user_model().objects.get(username="redactie"))
    page = Page.objects.get(slug=slug)

    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_the_practice_says_what_the_law_asks(seeded):
    practice = PracticeSettings.load()

    assert (practice.city, practice.enterprise_number, practice.privacy_page.slug) == (
        "Oeverzele",
        "0199.999.944",
        "privacy",
    )
