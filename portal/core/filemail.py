"""Mail backend of the demo: each mail is a file, to be opened by any mail program."""

import os
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class EmailBackend(BaseEmailBackend):
    """Writes `<time>-<random>.eml` into EMAIL_FILE_PATH.

    Django's own file backend puts all mails of a connection, and at times those of another one in
    the same second, into one file.
    """

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.folder = Path(settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail under another name first: who looks into the folder sees whole ones."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            name = f"{timezone.localtime():%Y%m%d-%H%M%S-%f}-{uuid.uuid4().hex[:8]}"
            unfinished = self.folder / f".{name}.part"
            unfinished.write_bytes(mail.message().as_bytes())
            os.replace(unfinished, self.folder / f"{name}.eml")
        return len(email_messages)
