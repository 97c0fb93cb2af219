"""Settings of one installation; everything that differs between installations comes from the environment."""

import logging
from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env

from metodsovet.kernel.postgresql.addresses import settings_of

env = Env()

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(env.str("METODSOVET_HOME", str(ROOT / "var")))

SECRET_KEY = env.str("SECRET_KEY", "") or "only-for-commands-that-sign-nothing"
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
DEBUG = env.bool("DEBUG", False)
# The machine itself asks as well: the supervisor, the check of health after an update.
ALLOWED_HOSTS: list[str] = [*env.list("ALLOWED_HOSTS", []), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "rules.apps.AutodiscoverRulesConfig",
    "metodsovet.design",
    "metodsovet.ground.access",
    "metodsovet.ground.directory",
    "metodsovet.ground.files",
    "metodsovet.ground.documents",
    "metodsovet.ground.notifications",
    "metodsovet.ground.assignments",
    "metodsovet.work.communities",
    "metodsovet.work.publications",
    "metodsovet.work.planning",
    "metodsovet.work.events",
    "metodsovet.work.orders",
    "metodsovet.surface.workspace",
]

MIDDLEWARE = [
    "metodsovet.ground.access.middleware.RequestIdMiddleware",
    "metodsovet.ground.access.middleware.ZeroByteMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "metodsovet.ground.directory.middleware.InstallationMiddleware",
    "metodsovet.ground.access.actors.ActorMiddleware",
    "metodsovet.ground.directory.middleware.ExportMiddleware",
    "metodsovet.ground.access.middleware.SeenMiddleware",
    "metodsovet.ground.access.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "metodsovet.urls"
WSGI_APPLICATION = "metodsovet.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "metodsovet.surface.workspace.context.shell",
            ],
            "builtins": ["metodsovet.design.templatetags.design"],
        },
    }
]

DATABASES = {"default": settings_of(env.str("DATABASE_URL", "postgresql://metodsovet@127.0.0.1:5432/metodsovet"))}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"]["options"] = (
    "-c statement_timeout=60s -c lock_timeout=15s -c idle_in_transaction_session_timeout=120s"
    " -c jit=off"  # compiling a statement takes longer than any page of ours may
    " -c pg_trgm.word_similarity_threshold=0.45"  # one wrong letter in a word of six is forgiven by the search
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "log_in"
LOGIN_REDIRECT_URL = "show_home"

LANGUAGE_CODE = "ru"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Moscow"  # until the installation names its own (directory.Installation)

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "metodsovet.design.finders.FontFinder",
]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
BACKUPS_FOLDER = Path(env.str("BACKUPS_FOLDER", str(HOME / "backups")))
BACKUPS_KEY: list[str] = env.list("BACKUPS_KEY", [])  # public keys that archives are encrypted to
BACKUPS_KEPT = env.int("BACKUPS_KEPT", 14)
BACKUPS_CRON = env.str("BACKUPS_CRON", "20 0 * * *")  # UTC; "" leaves backups to the system's own schedule
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

SESSION_ENGINE = "metodsovet.ground.access.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "metodsovet.design.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CLIENT_ADDRESS_HEADER = "REMOTE_ADDR"  # of the connection; nobody can write it
if env.bool("BEHIND_TLS", False):
    CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

EMAIL_URL = env.str("EMAIL_URL", "")
"""«smtp://user:password@host:25», «smtp+tls://…:587», «smtp+ssl://…:465»; empty: this installation sends no mail."""
MAIL_FROM = env.str("MAIL_FROM", "")
MAIL_TIMEOUT_SECONDS = 20.0
SITE_URL = env.str("SITE_URL", "").rstrip("/")
"""«https://metod.example.ru»: what addresses in letters begin with."""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOG_FORMAT = env.str("LOG_FORMAT", "line")  # or json, for services
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "metodsovet.kernel.logs.LineFormatter"},
        "json": {"()": "metodsovet.kernel.logs.JsonFormatter"},
    },
    "filters": {"by_route": {"()": "metodsovet.kernel.logs.RequestsByRoute"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["by_route"]}},
    "root": {"handlers": ["stderr"], "level": env.log_level("LOG_LEVEL", logging.WARNING)},
    "loggers": {"metodsovet.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"}},
}
