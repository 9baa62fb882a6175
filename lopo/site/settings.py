"""Django's settings, read from the environment with safe defaults.

LOPO_DATA          folder for the database, the secret key and uploads (default: ./var)
LOPO_DEVELOPMENT   1 on a developer's machine: DEBUG, no TLS demanded
LOPO_HOSTS         comma-separated host names this site answers to
LOPO_ADDRESS       where others find this site, for links in messages, such as https://lopo.example.id
                   (default: https and the first public name of LOPO_HOSTS)
LOPO_SECRET_KEY    the secret key; without it one is made on first run and kept in LOPO_DATA
LOPO_TLS           0 when the site is not reached over https (default 1 outside development)
LOPO_BEHIND_PROXY  1 when a proxy of ours ends TLS and sets X-Forwarded-Proto
LOPO_SMS           where text messages go: a dotted name of a sender (default: the log), or "off"
LOPO_SMTP          host name of the mail server; without it mail is written to the log
LOPO_MAIL_FROM     the sender of our mail
DATABASE_URL       e.g. postgres://user@host/name; without it SQLite in LOPO_DATA
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lopo.site.database import database
from lopo.site.secret import secret_key


def _switched_on(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0") == "1"


PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("LOPO_DATA", PACKAGE.parent / "var"))
DATA.mkdir(parents=True, exist_ok=True)

DEVELOPMENT = _switched_on("LOPO_DEVELOPMENT", default=False)
TLS = _switched_on("LOPO_TLS", default=not DEVELOPMENT)
DEBUG = DEVELOPMENT
SECRET_KEY = os.environ.get("LOPO_SECRET_KEY") or secret_key(DATA)
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("LOPO_HOSTS", "").split(",") if host.strip()] or [
    "localhost",
    "127.0.0.1",
    "[::1]",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django_htmx",
    "csp",
    "lopo.accounts",
    "lopo.producers",
    "lopo.costing",
    "lopo.quality",
    "lopo.nutrition",
    "lopo.labels",
    "lopo.standards",
    "lopo.training",
    "lopo.retail",
    "lopo.market",
    "lopo.insight",
    "lopo.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lopo.accounts.middleware.PersonLanguageMiddleware",
    "lopo.accounts.middleware.SecondFactorMiddleware",
    "lopo.accounts.middleware.StatedPermissionMiddleware",
    "lopo.site.wrong_method.WrongMethodMiddleware",
    "lopo.site.not_found.NotFoundMiddleware",
]

ROOT_URLCONF = "lopo.site.urls"
WSGI_APPLICATION = "lopo.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lopo.site.context.navigation",
            ]
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Makassar"
USE_TZ = True

# Files. Uploads are handed out by views that ask for permission, never by an address of their own.
STATIC_URL = "static/"
STATIC_ROOT = PACKAGE.parent / "staticfiles"
MEDIA_ROOT = DATA / "uploads"
MEDIA_URL = ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_MAX_BYTES = 10 * 1024 * 1024  # of one file; forms refuse more
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# The browser's side of security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
if _switched_on("LOPO_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # limits on tries count the visitor's address, not the proxy's
CSRF_TRUSTED_ORIGINS = [
    f"https://{'*' if host[0] == '.' else ''}{host}" for host in ALLOWED_HOSTS if host != "*"
]

# People and signing in
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "phone", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOPO_ADDRESS = os.environ.get("LOPO_ADDRESS", "").strip().rstrip("/")
LOPO_SMS = os.environ.get("LOPO_SMS", "lopo.accounts.sms.LogSender")
ACCOUNT_ADAPTER = "lopo.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "lopo.accounts.forms.signup.SignupForm"
ACCOUNT_FORMS = {"login": "lopo.accounts.forms.login.LoginForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PHONE_VERIFICATION_ENABLED = LOPO_SMS != "off"
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # the way back in for who has a phone, no email, and no password at hand
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if TLS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Lopo: "
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lopo"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # email is optional here; an address is taken over only once it is verified

# Mail and log
EMAIL_HOST = os.environ.get("LOPO_SMTP", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("LOPO_MAIL_FROM", "lopo@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"lopo": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
