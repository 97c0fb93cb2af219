"""A real mail server on a port of this machine that behaves well, or badly in the ways servers do."""

import email
import email.policy
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

SILENCE_SECONDS = 3.0


class MailServer(socketserver.ThreadingTCPServer):
    """``manner``: «well», «no such mailbox», «not now», «no such text», «silent», «silent after text», «drops»,
    «drops after text». It may be changed between letters."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.manner = "well"
        self.messages: list[EmailMessage] = []
        self.conversations = 0
        self.pause_seconds = 0.0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no fault of the server."""


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.conversations += 1
        if self.server.manner == "silent":
            time.sleep(SILENCE_SECONDS)
            return
        self.say("220 test")
        while line := self.rfile.readline():
            verb = line.split()[0].decode().upper() if line.split() else ""
            if not self.answer(verb):
                return

    def answer(self, verb: str) -> bool:
        """Whether the conversation goes on."""
        manner = self.server.manner
        match verb, manner:
            case "RCPT", "no such mailbox":
                self.say("550 5.1.1 No such mailbox")
            case "RCPT", "not now":
                self.say("451 4.3.0 Try later")
            case "RCPT", "drops":
                return False
            case "DATA", _:
                return self.take_text()
            case "QUIT", _:
                self.say("221 bye")
                return False
            case _:
                self.say("250 ok")
        return True

    def take_text(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b".") else line)
        manner = self.server.manner
        if manner == "no such text":
            self.say("554 5.6.0 Message refused")
            return True
        self.server.messages.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
        if manner == "silent after text":
            time.sleep(SILENCE_SECONDS)
            return False
        if manner == "drops after text":
            return False
        time.sleep(self.server.pause_seconds)
        self.say("250 taken")
        return True

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def running_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
