"""The settings as a development machine has them, whatever the environment says, made quick."""

import os

os.environ["DEBUG"] = "true"
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0" * 40)
os.environ["SITE_URL"] = "http://localhost:8000"
for variable in (
    "ALLOWED_HOSTS",
    "EMAIL_URL",
    "REFERENCES_LOOKUP",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "STATIC_ROOT",
):
    os.environ.pop(variable, None)

from kinesite.settings import *  # noqa: E402, F403  the environment comes first
from tests.undefined import UndefinedVariable  # noqa: E402  likewise

ROOT_URLCONF = "tests.urls"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()  # noqa: F405  from the star import
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Django keeps mails for tests to look at; without a transport of its own, ours goes there too.
MAIL_TRANSPORT = None
# Tasks that are sent by name go nowhere; the fixture `broker` brings a real one.
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# Static files straight from the sources, as DEBUG has them.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
# A test that hides a warning of the site hides a mistake.
LOGGING["root"]["level"] = "WARNING"  # noqa: F405  from the star import
