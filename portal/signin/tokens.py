"""The secrets in letters' links: made when a letter is written, never stored."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.signing import BadSignature, Signer

from portal.accounts.models import User
from portal.companies.models import Company
from portal.signin.models import Invitation


class ResetTokens(PasswordResetTokenGenerator):
    """Tokens of reset links: 60 minutes (PASSWORD_RESET_TIMEOUT), for one company's host.

    They die when a newer one is asked for and when password, address or activity change. Django's
    own would also die when the person signs in elsewhere meanwhile; nobody would understand that.
    """

    def __init__(self, company: Company) -> None:
        super().__init__()
        self.key_salt = f"portal.signin.reset.{company.uuid}"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        assert isinstance(user, User)  # noqa: S101 -- the only login model there is
        parts = (user.pk, user.password, user.email, user.is_active, user.reset_serial, timestamp)
        return repr(parts)

    def _now(self) -> datetime:
        # Django counts in local time, where an hour is missing in March and doubled in October.
        return datetime.now(UTC).replace(tzinfo=None)


def invitation_token(invitation: Invitation) -> str:
    """The token of an invitation's link; it dies with the address it was sent to."""
    return _signer(invitation).sign(invitation.uuid.hex)


def read_invitation_token(company: Company, token: str) -> Invitation | None:
    """The company's invitation a token was made for, open or not; None when nobody made it."""
    try:
        uuid = UUID(hex=token.partition(".")[0])
    except ValueError:
        return None
    invitation: Invitation | None = (
        Invitation.objects.of(company).select_related("person").filter(uuid=uuid).first()
    )
    if invitation is None:
        return None
    try:
        _signer(invitation).unsign(token)
    except BadSignature:
        return None
    return invitation


def _signer(invitation: Invitation) -> Signer:
    address = invitation.person.email.lower()
    return Signer(sep=".", salt=f"portal.signin.invitation.{invitation.company_id}.{address}")
