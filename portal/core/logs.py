"""Log lines without secrets: whoever reads the logs must not be able to open people's links."""

import logging
import re

# Document links, codes of notices, invitations, reset links: what follows opens something.
SECRET_PATHS = re.compile(r"(/(?:d|notfall|konto/einladung|konto/passwort-neu/[^/\s]+)/)[^/\s]+")


class HideLinks(logging.Filter):
    """Replaces the secret part of such an address wherever a line names it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line; none is left out."""
        record.msg, record.args = SECRET_PATHS.sub(r"\1…", record.getMessage()), None
        return True
