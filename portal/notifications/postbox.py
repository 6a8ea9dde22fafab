"""The way out of the house: one connection to the mail server for several mails."""

import logging
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)

# Servers end a connection that brings too many.
MAILS_PER_CONNECTION = 50


class Postbox:
    """Opens a connection when the first mail comes, and a new one after each fault."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None
        self._sent = 0
        # Nobody answered: what else waits need not find that out one by one.
        self.is_down = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()

    def open(self) -> bool:
        """Reach the mail server; whether that was needed. Raises what the backend raises."""
        if self._connection is not None:
            return False
        connection: BaseEmailBackend = get_connection()
        try:
            connection.open()
        except Exception:
            self.is_down = True
            raise
        self._connection = connection
        return True

    def send(self, mail: EmailMessage) -> None:
        """Send one mail; raises what the backend raises."""
        self.open()
        assert self._connection is not None  # noqa: S101 -- just opened
        try:
            self._connection.send_messages([mail])
        except Exception:
            # After a fault one cannot know what the server still waits for.
            self._close()
            raise
        self._sent += 1
        if self._sent >= MAILS_PER_CONNECTION:
            self._close()

    def _close(self) -> None:
        connection, self._connection, self._sent = self._connection, None, 0
        if connection is None:
            return
        try:
            connection.close()
        except Exception as error:  # the mails are out; how the line was hung up is no matter
            logger.info("Closing the connection to the mail server: %s", type(error).__name__)
