"""All settings, read from the environment; nothing here needs to be edited on a server.

PERFEVAL_PRODUCTION   1 = 正式环境; then the next two must be set
PERFEVAL_SECRET_KEY   signs sessions; in development made once and kept in var/secret_key
PERFEVAL_HOSTS        names the site answers to, separated by commas
PERFEVAL_VAR          folder for the SQLite file and stored files; default var/ beside manage.py
PERFEVAL_URL          where people reach the site, as printed in QR codes; default http://127.0.0.1:8000
PERFEVAL_OUTLINES     further folders with outlines (报告提纲), separated as in PATH
PERFEVAL_RULES        modules with rules of the checks (核对规则) of a county's own, separated by commas
PERFEVAL_HOLIDAYS     further folders with holidays (节假日安排) by year, separated as in PATH
PERFEVAL_EMAIL_URL    smtp+tls://user:password@host:587, smtps://…:465 or smtp://…:25; default: mails go to the console
PERFEVAL_EMAIL_FROM   sender of the mails, as 绩效自评 <perfeval@example.gov.cn>; must be set beside PERFEVAL_EMAIL_URL
DATABASE_URL          postgres://user:password@host/name; default SQLite
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from perfeval import mail

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PERFEVAL_VAR") or BASE_DIR / "var").absolute()
VAR.mkdir(parents=True, exist_ok=True)

PRODUCTION = os.environ.get("PERFEVAL_PRODUCTION") == "1"
DEBUG = not PRODUCTION


def required(name: str) -> str:
    """The variable's value; ImproperlyConfigured where it is missing."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"正式环境（PERFEVAL_PRODUCTION=1）必须设置环境变量 {name}。")
    return value


def development_key(file: Path) -> str:
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


def hosts(names: str) -> list[str]:
    """`a.cn, b.cn,` as a list; an empty name in it would never match a host, and hide the typing slip."""
    return [name.strip() for name in names.split(",") if name.strip()]


def origin(host: str) -> str:
    """What a browser sends as Origin from this host; `.example.cn` stands for every name below it."""
    return f"https://*{host}" if host.startswith(".") else f"https://{host}"


SECRET_KEY = required("PERFEVAL_SECRET_KEY") if PRODUCTION else development_key(VAR / "secret_key")
ALLOWED_HOSTS = hosts(required("PERFEVAL_HOSTS")) if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]

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
                "departments.context.roles",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database -------------------------------------------------------------------------------------------------------------

# IMMEDIATE: with DEFERRED, eight writers that read first lost three of four transactions to "database is locked".
# FULL: a confirmed save survives a power cut.
SQLITE = {
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
# The pool, asked for a health check, outlives a restart of the server; it does not go with CONN_MAX_AGE.
POSTGRESQL = {
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}},
}


def database(url: str) -> dict[str, Any]:
    """Django's settings for the database behind a URL."""
    settings: dict[str, Any] = {**dj_database_url.parse(url)}
    return settings | (SQLITE if settings["ENGINE"].endswith("sqlite3") else POSTGRESQL)


DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'perfeval.sqlite3'}")}

# People ---------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "departments.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 14 * 24 * 3600

AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "registration/lockout.html"
AXES_CLIENT_IP_CALLABLE = "perfeval.proxy.client_address"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # resetting a password lifts the lockout

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
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [origin(host) for host in ALLOWED_HOSTS]
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
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
PERFEVAL_URL = os.environ.get("PERFEVAL_URL", "").rstrip("/") or "http://127.0.0.1:8000"
PERFEVAL_HOLIDAYS = [Path(folder) for folder in os.environ.get("PERFEVAL_HOLIDAYS", "").split(os.pathsep) if folder]
PERFEVAL_RULES = [module.strip() for module in os.environ.get("PERFEVAL_RULES", "").split(",") if module.strip()]
PERFEVAL_OUTLINES = [Path(folder) for folder in os.environ.get("PERFEVAL_OUTLINES", "").split(os.pathsep) if folder]

# Mail: written into the outbox with the act, sent by the worker ----------------------------------------------------------

MAIL = mail.read(os.environ.get("PERFEVAL_EMAIL_URL", ""), os.environ.get("PERFEVAL_EMAIL_FROM", ""))
EMAIL_BACKEND, DEFAULT_FROM_EMAIL = MAIL.backend, MAIL.sender
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.scheme == "smtp+tls", MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 15  # seconds for each answer of the mail server

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
    "loggers": {"django": {"handlers": [], "level": "INFO"}, "weasyprint": {"level": "ERROR"}, "fontTools": {"level": "ERROR"}},
}
