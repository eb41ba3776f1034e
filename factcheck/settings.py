"""Django's settings, all of them, made from the table in `factcheck.env`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from factcheck import env
from factcheck.rate import Rate

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = env.read()

DATA_DIR = Path(ENV["FACTCHECK_DATA"])
if not DATA_DIR.is_absolute():
    DATA_DIR = BASE_DIR / DATA_DIR


def _secret_key() -> str:
    """Given, or made once for this desk; two processes that start at once agree on one file."""
    if ENV["FACTCHECK_SECRET_KEY"]:
        return str(ENV["FACTCHECK_SECRET_KEY"])
    path = DATA_DIR / "secret-key"
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            key = path.read_text(encoding="ascii")
            if len(key) >= 50:
                return key
            handle = os.open(path, os.O_WRONLY | os.O_TRUNC, 0o600)
        key = secrets.token_urlsafe(50)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder {DATA_DIR} cannot be written ({error.strerror}). Give the desk a folder "
            "that it may write: FACTCHECK_DATA=/path/to/folder."
        ) from error
    return key


def _database(url: str) -> dict[str, Any]:
    if not url:
        url = f"sqlite:///{DATA_DIR / 'desk.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            # A writer takes its lock at BEGIN, or two readers that both turn writer deadlock.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
                ),
            },
            "CONN_MAX_AGE": 60,
            # Threads and xdist workers of the tests need one file each, never memory.
            "TEST": {"NAME": unquote(parts.path[1:]) + ".test"},
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # A socket's folder is given as ?host=/folder, as psql takes it.
            "HOST": unquote(parts.hostname or "") or parse_qs(parts.query).get("host", [""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 5},
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {parts.scheme!r}; it must begin with postgres:// or sqlite://."
    )


def _rate(name: str) -> Rate:
    """The variable's value, like 600/minute."""
    try:
        return Rate.of(ENV[name])
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={ENV[name]}: {error}.") from None


def _within(name: str, least: float, most: float) -> Any:
    """The variable's value, which must lie between the two."""
    if not least <= ENV[name] <= most:
        raise ImproperlyConfigured(f"{name}={ENV[name]} must lie between {least} and {most}.")
    return ENV[name]


SECRET_KEY = _secret_key()
DEBUG = ENV["FACTCHECK_DEBUG"]
ALLOWED_HOSTS = ENV["FACTCHECK_HOSTS"]

INSTALLED_APPS = [
    "factcheck.accounts",
    "factcheck.events",
    "claims",
    "reviews",
    "seeds",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "factcheck.security.request_id",
    "factcheck.rest.rates.headers",
    "factcheck.rest.conditional.tags",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "factcheck.errors.pages",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            BASE_DIR / "factcheck/templates",
            BASE_DIR / "reviews/desk/templates",
            BASE_DIR / "reviews/public/templates",
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"evidence": "reviews.desk.evidence"},
        },
    }
]
DATABASES = {"default": _database(ENV["DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["factcheck.accounts.login.CountedLogin"]
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:board"
LOGOUT_REDIRECT_URL = "desk:login"

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = ENV["FACTCHECK_TIME_ZONE"]

STATIC_URL = "static/"
STATICFILES_DIRS = [
    BASE_DIR / "factcheck/static",
    BASE_DIR / "reviews/desk/static",
    BASE_DIR / "reviews/public/static",
]
# Found in the apps themselves: no collect step between a change and the page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# A form holds one article; the limit proper, with its sentence, is intake's.
DATA_UPLOAD_MAX_MEMORY_SIZE = ENV["FACTCHECK_TEXT_LIMIT"] * 4 + 100_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# ---- what a browser is told --------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "factcheck.errors.csrf_failure"
if ENV["FACTCHECK_HTTPS"]:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

# ---- worker ------------------------------------------------------------------------------------
REDIS_URL = ENV["REDIS_URL"]  # the rates are counted there too
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 30
CELERY_TASK_TIME_LIMIT = 40
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
# The table is the truth, the broker only the fast path: a page must not wait for a dead broker.
# Celery's defaults hang; these give up within 200 ms (read by factcheck.celery.enqueue).
CELERY_BROKER_CONNECTION_TIMEOUT = 0.2
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "socket_timeout": 5,
    "socket_connect_timeout": 0.2,
    "max_retries": 0,
}
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "factcheck.heartbeat", "schedule": 10.0, "options": {"expires": 10}},
    "extract-owed": {"task": "claims.extract_owed", "schedule": 15.0, "options": {"expires": 15}},
    "batch-owed": {"task": "claims.batch_owed", "schedule": 15.0, "options": {"expires": 15}},
    "feeds-due": {"task": "claims.feeds_due", "schedule": 60.0, "options": {"expires": 60}},
    "foreign-due": {"task": "reviews.foreign_due", "schedule": 60.0, "options": {"expires": 60}},
    "export-owed": {"task": "reviews.export_owed", "schedule": 15.0, "options": {"expires": 15}},
    "deliver-owed": {"task": "factcheck.deliver", "schedule": 15.0, "options": {"expires": 15}},
    "seal": {"task": "factcheck.seal", "schedule": 60.0, "options": {"expires": 60}},
    "forget-intake": {"task": "claims.forget", "schedule": 3600.0, "options": {"expires": 3600}},
    "forget": {"task": "factcheck.forget", "schedule": 3600.0, "options": {"expires": 3600}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# ---- REST --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.rest.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["factcheck.rest.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "factcheck.rest.Pages",
    "DEFAULT_THROTTLE_CLASSES": ["factcheck.rest.rates.PerCaller"],
    "DEFAULT_SCHEMA_CLASS": "factcheck.rest.schema.Schema",
    "EXCEPTION_HANDLER": "factcheck.rest.problem",
    "PAGE_SIZE": 50,
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "factcheck.rest.negotiation.OneForm",
    "UNICODE_JSON": True,
    "URL_FORMAT_OVERRIDE": None,  # ?format= is a filter as any other: unknown, and refused
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "DESCRIPTION": "Stories in, claims found, verdicts with citations out.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.rest.examples.add_examples",
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.server": {"level": "WARNING"}},
}

# ---- the desk's own ----------------------------------------------------------------------------
FACTCHECK_BULK_LIMIT = ENV["FACTCHECK_BULK_LIMIT"]
FACTCHECK_TEXT_LIMIT = ENV["FACTCHECK_TEXT_LIMIT"]
FACTCHECK_BEST = ENV["FACTCHECK_BEST"]
FACTCHECK_EXTRACTOR_URL = ENV["FACTCHECK_EXTRACTOR_URL"]
FACTCHECK_FETCH = ENV["FACTCHECK_FETCH"]
FACTCHECK_NET_ALLOW = ENV["FACTCHECK_NET_ALLOW"]
FACTCHECK_RATE = _rate("FACTCHECK_RATE")
FACTCHECK_RATE_GUESSES = _rate("FACTCHECK_RATE_GUESSES")
FACTCHECK_PROXIES = _within("FACTCHECK_PROXIES", 0, 10)
FACTCHECK_LEASE_MINUTES = ENV["FACTCHECK_LEASE_MINUTES"]
FACTCHECK_PUBLIC_URL = ENV["FACTCHECK_PUBLIC_URL"]
FACTCHECK_HOUSE = ENV["FACTCHECK_HOUSE"]
FACTCHECK_WORD_VERIFIED = ENV["FACTCHECK_WORD_VERIFIED"]
FACTCHECK_WORD_DISPUTED = ENV["FACTCHECK_WORD_DISPUTED"]
FACTCHECK_WORD_UNVERIFIABLE = ENV["FACTCHECK_WORD_UNVERIFIABLE"]
FACTCHECK_RATING = ENV["FACTCHECK_RATING"]
FACTCHECK_POLICY = BASE_DIR / ENV["FACTCHECK_POLICY"]
FACTCHECK_AGEING_HOURS = _within("FACTCHECK_AGEING_HOURS", 1, 8760)
FACTCHECK_DEADLINE_HOURS = _within("FACTCHECK_DEADLINE_HOURS", 0, 8760)
FACTCHECK_WEIGHT_PROMINENCE = _within("FACTCHECK_WEIGHT_PROMINENCE", 0, 10)
FACTCHECK_WEIGHT_REPETITION = _within("FACTCHECK_WEIGHT_REPETITION", 0, 10)
