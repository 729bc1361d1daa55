"""As production answers, without TLS and collected static files."""

import os

os.environ["DEBUG"] = "false"
os.environ["SECURE_SSL_REDIRECT"] = "false"
os.environ.setdefault("SECRET_KEY", "only-for-benchmarks-" + "0" * 40)
os.environ.setdefault("LOG_LEVEL", "ERROR")

from kinesite.settings import *  # noqa: F403  the environment comes first

ROOT_URLCONF = "benchmarks.urls"
ALLOWED_HOSTS = ["localhost"]
STORAGES["staticfiles"] = {  # noqa: F405  from the star import
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
DEMO_ALLOWED = True
# There is nothing collected to look for.
WHITENOISE_AUTOREFRESH = True
