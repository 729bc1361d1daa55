"""Settings of production, without TLS and collected static files."""

import os

os.environ["DEBUG"] = "false"
os.environ["SECURE_SSL_REDIRECT"] = "false"
os.environ.setdefault("SECRET_KEY", "only-for-benchmarks-" + "0" * 40)
os.environ.setdefault("LOG_LEVEL", "ERROR")
os.environ["CELERY_BROKER_URL"] = "memory://"

from kinesite.settings import *  # noqa: F403  the environment comes first

ROOT_URLCONF = "benchmarks.urls"
ALLOWED_HOSTS = ["localhost"]
STORAGES["staticfiles"] = {  # noqa: F405  from the star import
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
DEMO_ALLOWED = True
# Uploads of the demo practice stay in memory, as its database is dropped too.
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}  # noqa: F405  likewise
# No static files are collected, so WhiteNoise must not look for their folder at the start.
WHITENOISE_AUTOREFRESH = True
