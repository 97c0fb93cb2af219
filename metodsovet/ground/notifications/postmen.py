"""Handing letters to the mail server, so that it is always known whether a letter may have left."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from types import TracebackType
from typing import Self

from metodsovet.ground.notifications.mail_servers import MailServer

ACCEPTED, GO_ON = 250, 354
_DOT_FIRST = re.compile(rb"(?m)^\.")


class NotSent(Exception):
    """The letter has not left; the text says why."""


class Unreachable(NotSent):
    """The server cannot be talked to at all: no letter is to blame."""


class Unclear(Exception):
    """The text was given and no answer came: the letter may have left or not."""


class Postman:
    """One conversation with the server for many letters."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._session: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._session.quit()
        self._hang_up()

    def hand_over(self, message: EmailMessage, *, before_text: Callable[[], None]) -> None:
        """Give the message to the server; ``before_text`` is called at the last moment when nothing has left yet.

        Raises ``Unreachable``, ``NotSent``, ``Unclear``.
        """
        session = self._session or self._connect()
        try:
            self._announce(session, message)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._hang_up()
            raise NotSent(f"Почтовый сервер оборвал разговор: {_words(error)}") from error
        before_text()
        self._give_text(session, message)

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        kind = smtplib.SMTP_SSL if server.is_encrypted else smtplib.SMTP
        try:
            session = kind(server.host, server.port, timeout=server.timeout_seconds, local_hostname=socket.getfqdn())
            session.ehlo_or_helo_if_needed()
            if server.scheme == "smtp+tls":
                session.starttls(context=ssl.create_default_context())
            if server.login:
                session.login(server.login, server.password)
        except smtplib.SMTPAuthenticationError as error:
            raise Unreachable("Почтовый сервер не принял имя и пароль из EMAIL_URL.") from error
        except (smtplib.SMTPException, OSError) as error:
            place = f"{server.host}:{server.port}"
            raise Unreachable(f"Почтовый сервер {place} не отвечает как должен: {_words(error)}") from error
        self._session = session
        return session

    def _announce(self, session: smtplib.SMTP, message: EmailMessage) -> None:
        """Sender, receiver, «now the text»; NotSent with the words of the server when it says no."""
        sender, receiver = (str(message[name].addresses[0].addr_spec) for name in ("From", "To"))
        steps: tuple[tuple[str, int, Callable[[], tuple[int, bytes]]], ...] = (
            ("отправителя", ACCEPTED, lambda: session.mail(sender)),
            ("адрес", ACCEPTED, lambda: session.rcpt(receiver)),
            ("письмо", GO_ON, lambda: session.docmd("DATA")),
        )
        for what, wanted, step in steps:
            code, answer = step()
            if code != wanted:
                self._forget(session)
                raise NotSent(f"Почтовый сервер не принял {what}: {_answer_text(code, answer)}")

    def _give_text(self, session: smtplib.SMTP, message: EmailMessage) -> None:
        text = _DOT_FIRST.sub(b"..", message.as_bytes(policy=SMTP))
        try:
            session.send(text + (b".\r\n" if text.endswith(b"\r\n") else b"\r\n.\r\n"))
            code, answer = session.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Unclear(f"Текст передан, а ответа почтового сервера нет: {_words(error)}") from error
        if code != ACCEPTED:
            self._forget(session)
            raise NotSent(f"Почтовый сервер не принял письмо: {_answer_text(code, answer)}")

    def _forget(self, session: smtplib.SMTP) -> None:
        """After a refusal the conversation goes on with the next letter, or anew."""
        try:
            session.rset()
        except (smtplib.SMTPException, OSError):
            self._hang_up()

    def _hang_up(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


def _answer_text(code: int, answer: bytes) -> str:
    return f"{code} {answer.decode('utf-8', 'replace')}".replace("\n", " ")[:300]


def _words(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "молчит слишком долго"
        case ConnectionRefusedError():
            return "соединение не принято"
        case socket.gaierror():
            return "такого имени в сети нет"
        case smtplib.SMTPServerDisconnected() if "timed out" in str(error):
            return "молчит слишком долго"
        case smtplib.SMTPServerDisconnected() | ConnectionResetError() | BrokenPipeError():
            return "соединение закрыто"
        case smtplib.SMTPResponseException():
            answer = error.smtp_error
            return _answer_text(error.smtp_code, answer if isinstance(answer, bytes) else str(answer).encode())
        case _:
            return str(error)[:200]
