"""Settings of the site: one file, values from the environment only, grouped by concern.

Importing this module starts nothing. With DATABASE_URL or CELERY_BROKER_URL unset it names the
sockets of the embedded services, which manage.py starts. Every variable stands in .env.example.
"""

from pathlib import Path

import environ

from kinesite import content_policy, embedded
from kinesite.logs import logging_to_console
from references.pictures import limits

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# -- the site ---------------------------------------------------------------------------------

# Without a DATABASE_URL the site runs on its embedded services: a development machine.
DEBUG = env.bool("DEBUG", default="DATABASE_URL" not in env)
SECRET_KEY = env.str(
    "SECRET_KEY", default="only-for-development-" + "0" * 40 if DEBUG else environ.Env.NOTSET
)
# The demo has logins with passwords that everybody knows.
DEMO_ALLOWED = DEBUG
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else []
)
# The address that mails and the admin use for links; no slash at the end.
PORT = env.str("PORT", default="8000")
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "kinesite",
    "blog",
    "booking",
    "references",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "kinesite.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "phonenumber_field",
    "csp",
    "pgtrigger",
    "pghistory",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # its catalogue says in Dutch how long ago something was
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Chooses the language by the address alone; before middleware that looks up addresses.
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Before the first that reads a body: the view of the check against forged requests.
    "kinesite.uploads.middleware.BodyLimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kinesite.middleware.ContentSecurityPolicyMiddleware",
    "kinesite.middleware.KeptFormMiddleware",
    "kinesite.middleware.KeptAnswerMiddleware",
    "kinesite.middleware.DoorMiddleware",
    "kinesite.redirects.RedirectMiddleware",
    "kinesite.uploads.middleware.FullDiskMiddleware",
    "kinesite.middleware.OwnErrorPagesMiddleware",
]

ROOT_URLCONF = "kinesite.urls"
WSGI_APPLICATION = "kinesite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]
# Form widgets look in the project's templates too.
FORM_RENDERER = "kinesite.form_renderer.WholeTexts"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
FORMS_URLFIELD_ASSUME_HTTPS = True

# -- database -----------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=embedded.database_url())}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

# -- queue --------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=embedded.broker_url())
CELERY_TASK_IGNORE_RESULT = CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Brussels"

# -- mail ---------------------------------------------------------------------------------------

if env.str("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL"))
else:  # a folder that /mailbox/ shows while DEBUG is on
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = embedded.state_dir() / "mail"
# What reaches the mail server. Mail to staff is kept first: no screen of theirs waits for it.
MAIL_TRANSPORT, EMAIL_BACKEND = EMAIL_BACKEND, "kinesite.staff.mail.OwingBackend"
# Seconds; bounds how long sending one mail keeps its row locked.
EMAIL_TIMEOUT = 20
# One mailbox for all mail of the practice: it is also the organizer of the calendar parts, and
# calendar programs refuse a cancellation from another organizer.
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="afspraken@kinesite.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# -- language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
# For patients, in booking and its mails; each named in itself for the switch on the pages.
LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English")]
# Pages of the site and the admin are Dutch only.
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "kinesite.formats"
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
PHONENUMBER_DEFAULT_REGION = "BE"
PHONENUMBER_DEFAULT_FORMAT = "INTERNATIONAL"

# -- booking ------------------------------------------------------------------------------------

# Function that tells booking about the practice, as booking imports nothing of the site.
BOOKING_PRACTICE = "kinesite.practice.current_practice"
# Behind a proxy of ours the address of a visitor is the one that the proxy adds; from elsewhere
# anybody could make that up.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)

# -- references ---------------------------------------------------------------------------------

# "live" lets the site ask the registries below, once the practice wants it too; "off" asks nobody.
REFERENCES_LOOKUP = env.str("REFERENCES_LOOKUP", default="off")
REFERENCES_REGISTRIES = {
    "crossref": "https://api.crossref.org",
    "doi": "https://doi.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
}

# -- static and uploaded files ------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(embedded.state_dir() / "media"))
# Of these only what pages show has an address; see kinesite/uploads/storage.py.
STORAGES = {
    "default": {"BACKEND": "kinesite.uploads.storage.MediaStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# -- content management -------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Kinesite"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "references.CreditedImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "references.editing.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = limits.EXTENSIONS
WAGTAILIMAGES_MAX_UPLOAD_SIZE = WAGTAILDOCS_MAX_UPLOAD_SIZE = limits.LARGEST_FILE
WAGTAILIMAGES_MAX_IMAGE_PIXELS = limits.MOST_PIXELS
WAGTAILDOCS_DOCUMENT_FORM_BASE = "kinesite.uploads.documents.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # asks who may read it, and lets nothing run
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "dutch"}
}
# As people here write them; `kinesite.formats` reads them back.
WAGTAIL_DATE_FORMAT, WAGTAIL_TIME_FORMAT = "%d/%m/%Y", "%H:%M"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
# The clinic has one clock: nobody reads its agenda in the time of another place.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_USER_LOGIN_FORM = "kinesite.staff.screens.StaffLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "kinesite.staff.screens.ResetForm"  # noqa: S105
# The admin asks no other site for news or for pictures of users.
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# -- security -----------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword")
]
AUTHENTICATION_BACKENDS = ["kinesite.staff.backend.StaffBackend"]
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
# The proxy speaks to the health addresses without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=0 if DEBUG else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SECURE_REFERRER_POLICY = "same-origin"
# The admin shows previews of our own pages in a frame: the deploy check would rather have none.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
# Bytes, files counted, and fields that anybody may send; kinesite/uploads says who may send more.
DATA_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_621_440, 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = limits.LARGEST_FILE
FILE_UPLOAD_HANDLERS = ["kinesite.uploads.handler.BoundedUploadHandler"]
CONTENT_SECURITY_POLICY = content_policy.FOR_VISITORS
CSRF_FAILURE_VIEW = "kinesite.views.csrf_failure"

# -- logging: ids only, no names, addresses or links ----------------------------------------------

LOGGING = logging_to_console(level=env.str("LOG_LEVEL", default="INFO"))
