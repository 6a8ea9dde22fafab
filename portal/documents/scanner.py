"""Asks ClamAV about a file, where the operator has one; no answer is never taken for a yes (UP-06).

The gate asks first, so that a person hears at once. A file of which the scanner says nothing
then — down, hanging, or the file larger than it takes — is kept, but opens for nobody until a
later round (`scanning`) has its answer.
"""

import logging
from io import BytesIO
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core import conf

logger = logging.getLogger(__name__)

# For each step of the conversation, not for the whole of it.
_PATIENCE_SECONDS: float = 4


class Scan(models.TextChoices):
    """What is known of a stored file."""

    CLEAR = "clear", _("may be opened")
    PENDING = "pending", _("being checked for malware")
    INFECTED = "infected", _("locked: malware was found")


def ask(content: bytes) -> Scan:
    """What the scanner says of this content; PENDING when it says nothing, CLEAR without one."""
    address = conf.clamd_url()
    if not address:
        return Scan.CLEAR
    try:
        answers = _clamd(address).instream(BytesIO(content))
    except (ClamdError, OSError) as error:
        # An expected state, and its trace tells nothing: no `exception`.
        logger.error("The malware scanner gives no answer: %s: %s", type(error).__name__, error)
        return Scan.PENDING
    statuses = {status for status, _name in answers.values()}
    if "FOUND" in statuses:
        return Scan.INFECTED
    return Scan.CLEAR if statuses == {"OK"} else Scan.PENDING


def _clamd(address: str) -> ClamdNetworkSocket | ClamdUnixSocket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        return ClamdUnixSocket(parts.path, timeout=_PATIENCE_SECONDS)  # type: ignore[arg-type] # handed to the socket, which takes floats
    return ClamdNetworkSocket(
        parts.hostname or "localhost", parts.port or 3310, timeout=_PATIENCE_SECONDS
    )
