"""A real SMTP server on loopback that keeps what it takes, and refuses what a test wants."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

# What to answer to a recipient or to the text: None takes it.
Answer = Callable[[str], str | None]


class _Controller(Controller):
    """Takes any free port, and knows afterwards which."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """`with MailServer() as server:`; `server.mails` are those it took, in their order."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer_to_recipient: Answer = lambda address: None
        self.answer_to_text: Answer = lambda address: None
        # Called with a mail in hand that nobody has been told of yet.
        self.after_arrival: Callable[[str], None] = lambda address: None
        self._controller = _Controller(self, hostname="127.0.0.1", port=0)

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return self._controller.hostname, self._controller.port

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._controller.stop()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Take the recipient, or not."""
        if answer := self.answer_to_recipient(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the mail, or not."""
        if answer := self.answer_to_text(envelope.rcpt_tos[0]):
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        self.after_arrival(envelope.rcpt_tos[0])
        return "250 OK"
