"""All settings. What a server sets stands in environment.py, with its meaning; nothing here needs to be edited on a server."""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from perfeval import environment, mail
from perfeval.environment_values import parse_database

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.read_environment(os.environ)
if ENVIRONMENT.mistakes:
    raise ImproperlyConfigured(environment.describe_mistakes(ENVIRONMENT.mistakes))
sys.stderr.writelines(f"{note}\n" for note in ENVIRONMENT.notes)

VAR: Path = ENVIRONMENT.get("PERFEVAL_VAR", BASE_DIR / "var")
VAR.mkdir(parents=True, exist_ok=True)

PRODUCTION = ENVIRONMENT.is_production
DEBUG = not PRODUCTION


def get_development_key(file: Path) -> str:
    """A key made once: two processes that start together agree on it, and a restart keeps people logged in."""
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text()


def derive_origin(host: str) -> str:
    """What a browser sends as Origin from this host; `.example.cn` stands for every name below it."""
    return f"https://*{host}" if host.startswith(".") else f"https://{host}"


SECRET_KEY = ENVIRONMENT.values["PERFEVAL_SECRET_KEY"] if PRODUCTION else get_development_key(VAR / "secret_key")
ALLOWED_HOSTS: list[str] = ENVIRONMENT.values["PERFEVAL_HOSTS"] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "departments",
    "reports",
    "perfeval.apps.BureauAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "departments.middleware.WithoutNul",
    *(["whitenoise.middleware.WhiteNoiseMiddleware"] if PRODUCTION else []),
    "departments.middleware.NoStore",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "departments.middleware.LoginRequired",
    "departments.audit.middleware.Audit",
    "departments.middleware.MustChangePassword",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "departments.known_browser.KnownBrowser",
    "reports.web.views.failure_page.FailuresInWords",
    "departments.middleware.ButtonsOnly",
]

ROOT_URLCONF = "perfeval.urls"
WSGI_APPLICATION = "perfeval.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "departments.template_context.add_roles",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database -------------------------------------------------------------------------------------------------------------

# IMMEDIATE: with DEFERRED, eight writers that read first lost three of four transactions to "database is locked".
# FULL: a confirmed save survives a power cut.
SQLITE: dict[str, Any] = {
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
# The pool, asked for a health check, outlives a restart of the server; it does not go with CONN_MAX_AGE.
# jit: our questions take milliseconds; compiling one of them took 90, when the planner thought it a large one.
POSTGRESQL: dict[str, Any] = {
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}, "options": "-c jit=off"},
}


def read_database_settings(parsed: dict[str, Any]) -> dict[str, Any]:
    """Django's settings for the database; options of its URL, as ?sslmode=require, stand beside ours.

    What the URL gives the server to set (?options=-c…) is set after ours, so that it holds.
    """
    ours = SQLITE if parsed["ENGINE"].endswith("sqlite3") else POSTGRESQL
    given = parsed.get("OPTIONS", {})
    options = given | ours["OPTIONS"]
    if "options" in given:
        options["options"] = f"{ours['OPTIONS']['options']} {given['options']}"
    return parsed | ours | {"OPTIONS": options}


DATABASES = {"default": read_database_settings(ENVIRONMENT.get("DATABASE_URL", parse_database(f"sqlite:///{VAR / 'perfeval.sqlite3'}")))}

# The queue of background tasks lives in PostgreSQL; on SQLite one process takes the rows themselves (docs/adr/0025).
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS.append("procrastinate.contrib.django")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # the worker registers its tasks itself

# People ---------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "departments.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["departments.hashers.EvenArgon2"]  # one alone: another kind would answer in another time
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
SESSION_ENGINE = "departments.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600

AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HTTP_RESPONSE_CODE = 429
AXES_HANDLER = "departments.login_guard.LoginGuard"  # adds the limits of departments.throttling
AXES_LOCKOUT_CALLABLE = "departments.login_guard.answer_lockout"
AXES_DISABLE_ACCESS_LOG = True  # 审计日志 has the logins; nothing would ever clear this one
AXES_CLIENT_IP_CALLABLE = "perfeval.proxy.get_client_address"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # resetting a password lifts the lockout

# Addresses that show everybody the same and may be kept by caches; nothing else is ever kept.
PERFEVAL_PUBLIC = {"health", "guide_picture", "public_index", "public_report", "public_paper", "public_data", "verify_ask", "verify"}
PERFEVAL_PUBLIC |= {"public_feed", "public_year_csv", "public_year_json", "public_years"}

# What a browser may do ------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # Bootstrap draws its arrows and ticks as data:
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}

# A grid pasted from Excel is one form: past these limits Django answers 400 before a view can answer in words.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

if PRODUCTION:
    # A buffering proxy (nginx) stands in front, always: it ends TLS and sets this header itself.
    # It must let 220 MB through (client_max_body_size 220m): so much one upload of attachments may hold, with room to answer in words.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/(ready)?$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [derive_origin(host) for host in ALLOWED_HOSTS]
    # W021 asks to enter the domain in the browsers' own list: that is for the owner of the domain.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Files ----------------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "media"  # never served by URL: a view checks who asks
FILE_UPLOAD_PERMISSIONS = 0o640
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "jpg", "gz", "br", "woff", "woff2", "ttf"]
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage" if PRODUCTION else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "departments.file_storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
PERFEVAL_URL: str = ENVIRONMENT.get("PERFEVAL_URL", "http://127.0.0.1:8000")
PERFEVAL_HOLIDAYS: list[Path] = ENVIRONMENT.get("PERFEVAL_HOLIDAYS", [])
PERFEVAL_RULES: list[str] = ENVIRONMENT.get("PERFEVAL_RULES", [])
PERFEVAL_FONTS: list[Path] = ENVIRONMENT.get("PERFEVAL_FONTS", [])
PERFEVAL_OUTLINES: list[Path] = ENVIRONMENT.get("PERFEVAL_OUTLINES", [])

# Mail: written into the outbox with the act, sent by the worker ----------------------------------------------------------

MAIL = mail.read_mail_settings(ENVIRONMENT.get("PERFEVAL_EMAIL_URL", ""), ENVIRONMENT.get("PERFEVAL_EMAIL_FROM", ""))
EMAIL_BACKEND, DEFAULT_FROM_EMAIL = MAIL.backend, MAIL.sender
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.scheme == "smtp+tls", MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 15  # seconds for each answer of the mail server
EMAIL_USE_LOCALTIME = True  # the Date of a mail is that of Beijing

# Language, time, log --------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
    },
}
