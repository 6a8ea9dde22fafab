"""What an error on the way means: try again, give up at once, or give up after a few attempts."""

import smtplib
from dataclasses import dataclass
from enum import Enum, auto
from traceback import extract_tb

from anymail.exceptions import AnymailAPIError, AnymailInvalidAddress, AnymailRecipientsRefused

from portal.notifications.models import Reason
from portal.notifications.wanted import UnsendableError, UnwantedError

# An answer of a provider's API that blames this mail; others (a wrong key, too many requests,
# its own trouble) pass.
REFUSING_STATUSES = frozenset({400, 413, 422})


class Result(Enum):
    """What became of an attempt."""

    SENT = auto()
    UNWANTED = auto()
    # Not this letter's fault: the server is away, full, or asks to wait.
    TEMPORARY = auto()
    # Our own fault, in code, template or data: perhaps mended by the next release.
    BROKEN = auto()
    # No attempt will ever succeed.
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an attempt, and the reason that staff read."""

    result: Result
    reason: Reason | None = None
    detail: str = ""


SENT = Outcome(Result.SENT)
CRASHED = Outcome(Result.REFUSED, Reason.CRASHED)


def outcome_of(error: Exception) -> Outcome:
    """Judge an error. Its detail is the server's words or a place in code, never the letter's."""
    if isinstance(error, UnwantedError):
        return Outcome(Result.UNWANTED, error.reason)
    if isinstance(error, UnsendableError):
        late = error.reason == Reason.UNKNOWN_KIND
        return Outcome(Result.BROKEN if late else Result.REFUSED, error.reason)
    if isinstance(error, AnymailAPIError | AnymailRecipientsRefused | AnymailInvalidAddress):
        return _of_provider(error)
    # SMTP's errors are OSErrors as well.
    if isinstance(error, OSError):
        return _of_server(error)
    return Outcome(Result.BROKEN, Reason.BROKEN, _place(error))


def _of_provider(error: Exception) -> Outcome:
    status = getattr(error, "status_code", None)
    detail = f"{type(error).__name__} {status or ''}".strip()
    if isinstance(error, AnymailAPIError) and status not in REFUSING_STATUSES:
        return Outcome(Result.TEMPORARY, Reason.NO_SERVER, detail)
    return Outcome(Result.REFUSED, Reason.REFUSED, detail)


def _of_server(error: OSError) -> Outcome:
    code, words = _answer(error)
    detail = f"{code} {words}" if code else type(error).__name__
    # A server that refuses our password or our sender refuses every mail: that gets mended.
    blames_mail = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    if blames_mail and code >= 500:
        return Outcome(Result.REFUSED, Reason.REFUSED, detail)
    return Outcome(Result.TEMPORARY, Reason.NO_SERVER, detail)


def _answer(error: OSError) -> tuple[int, str]:
    """The server's code and words."""
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # A mail of ours has one recipient.
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return 0, ""
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return code, " ".join(text.split())


def _place(error: Exception) -> str:
    """Where it broke; its message could quote what a person wrote."""
    frames = extract_tb(error.__traceback__)
    where = f" in {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
