import pytest

from kinesite import checks, embedded

PRODUCTION = {
    "CELERY_BROKER_URL": "redis://broker.kine.test",
    "SITE_URL": "https://kine.test",
    "ALLOWED_HOSTS": ["kine.test"],
    "MAIL_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
    "DEFAULT_FROM_EMAIL": "afspraken@kine.test",
}


@pytest.fixture
def production(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "db.kine.test")
    for name, value in PRODUCTION.items():
        setattr(settings, name, value)
    return settings


def ids() -> list[str]:
    both = [*checks.production_has_its_own_services(None), *checks.links_in_mails_lead_here(None)]
    return [message.id for message in both]


@pytest.mark.usefixtures("production")
def test_a_site_that_is_set_up_has_nothing_to_say():
    assert ids() == []


@pytest.mark.parametrize(
    ("setting", "value", "id_"),
    [
        ("CELERY_BROKER_URL", embedded.broker_url(), "kinesite.W002"),
        ("MAIL_TRANSPORT", "django.core.mail.backends.filebased.EmailBackend", "kinesite.W003"),
        ("SITE_URL", "http://kine.test", "kinesite.W004"),
        ("ALLOWED_HOSTS", ["other.test"], "kinesite.W005"),
        ("DEFAULT_FROM_EMAIL", "afspraken@kinesite.example", "kinesite.W006"),
    ],
)
def test_what_was_forgotten_is_named(production, setting, value, id_):
    setattr(production, setting, value)

    assert ids() == [id_]


def test_the_embedded_database_is_not_for_production(production, monkeypatch):
    monkeypatch.setitem(production.DATABASES["default"], "HOST", embedded.database_host())

    assert ids() == ["kinesite.W001"]
