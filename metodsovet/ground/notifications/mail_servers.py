"""The mail server of this installation, as EMAIL_URL names it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465, "smtp+ssl": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """``scheme`` is a key of ``PORTS``: smtp+tls begins in the open and goes on encrypted, the last two never open."""

    scheme: str
    host: str
    port: int
    login: str
    password: str
    timeout_seconds: float

    @property
    def is_encrypted(self) -> bool:
        return self.scheme in {"smtps", "smtp+ssl"}


def mail_server() -> MailServer:
    """ValueError when EMAIL_URL does not name a server."""
    parts = urlsplit(settings.EMAIL_URL)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("EMAIL_URL")
    return MailServer(
        parts.scheme,
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        settings.MAIL_TIMEOUT_SECONDS,
    )


def why_no_mail() -> str:
    """A sentence for the administrator; empty when letters go out."""
    if not settings.EMAIL_URL:
        return "Почта выключена: назовите почтовый сервер в переменной EMAIL_URL и запустите сервер снова."
    try:
        mail_server()
    except ValueError:
        schemes = ", ".join(f"{scheme}://" for scheme in PORTS)
        return f"Почта выключена: EMAIL_URL не похожа на адрес почтового сервера ({schemes})."
    if not settings.SITE_URL:
        return "Почта выключена: назовите адрес сайта в переменной SITE_URL — с него начинаются ссылки в письмах."
    if not settings.MAIL_FROM:
        return "Почта выключена: назовите в переменной MAIL_FROM адрес, с которого уходят письма."
    return ""
