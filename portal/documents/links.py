"""Links to files: signed, for one file and one login, for 60 minutes; asked again at every use.

A link works without a session, so that a phone's PDF viewer can follow it, and it stands for
nothing but its file. It dies with the login's rights, its activity or its password, and on any
other company's host. Rooms above register how their files are found and who may open them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from portal.accounts.models import User
from portal.companies.models import Company
from portal.core import conf
from portal.documents.models import StoredFile

_SALT = "portal.documents.links"
# Enough of the session hash to notice a new password; the signature is what guards the link.
_HASH_LENGTH = 16


@dataclass(frozen=True)
class LinkKind:
    """One kind of file: how it is found in a company, who may open it, where to ask again."""

    key: str
    load: Callable[[Company, UUID], StoredFile | None]
    may_open: Callable[[User, Any], bool]
    # The address, behind login, that makes a new link.
    reopen_path: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Link:
    """A fresh link, as the API hands it out."""

    path: str
    expires_at: datetime


@dataclass(frozen=True)
class Opened:
    """What a valid link stands for."""

    kind: LinkKind
    file: StoredFile
    user: User


class LinkRefusedError(Exception):
    """The link is nobody's, somebody else's, or not valid any more for more than its age."""


class LinkExpiredError(Exception):
    """Everything is right but the time; `opened` says what it was for."""

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self.opened = opened


_kinds: dict[str, LinkKind] = {}


def register(kind: LinkKind) -> None:
    """Add a kind; called from a room's `ready()`. Raises ValueError on a key taken twice."""
    if kind.key in _kinds:
        raise ValueError(f"link kind {kind.key!r} is registered twice")
    _kinds[kind.key] = kind


def make_link(*, kind: str, file: StoredFile, user: User) -> Link:
    """A new link to the file for this login; the caller has asked the policy."""
    token = _signer(file.company).sign_object(
        [_kinds[kind].key, file.uuid.hex, user.uuid.hex, _session_fragment(user)]
    )
    return Link(
        path=reverse("documents:link", args=[token]),
        expires_at=timezone.now() + conf.document_link_lifetime(),
    )


def link_path(*, kind: str, file: StoredFile, user: User) -> str:
    """The address of a new link, for views that redirect to it."""
    return make_link(kind=kind, file=file, user=user).path


def resolve(token: str, company: Company) -> Opened:
    """What the link opens now. Raises LinkRefusedError, or LinkExpiredError when only late."""
    signer = _signer(company)
    try:
        claims = signer.unsign_object(token, max_age=conf.document_link_lifetime())
    except signing.SignatureExpired as error:
        raise LinkExpiredError(_opened(signer.unsign_object(token), company)) from error
    except signing.BadSignature as error:
        raise LinkRefusedError from error
    return _opened(claims, company)


def reopen_path(opened: Opened) -> str:
    """Where a new link to the same file is made; empty when its kind has no such place."""
    make = opened.kind.reopen_path
    return make(opened.file) if make else ""


def _opened(claims: list[str], company: Company) -> Opened:
    key, file_uuid, user_uuid, fragment = claims
    kind = _kinds.get(key)
    user = User.objects.filter(uuid=user_uuid, is_active=True).first()
    if kind is None or user is None:
        raise LinkRefusedError
    if not constant_time_compare(fragment, _session_fragment(user)):
        raise LinkRefusedError
    file = kind.load(company, UUID(file_uuid))
    if file is None or not kind.may_open(user, file):
        raise LinkRefusedError
    return Opened(kind, file, user)


def _signer(company: Company) -> signing.TimestampSigner:
    # The company is part of the key: on another host the signature is simply wrong.
    return signing.TimestampSigner(salt=f"{_SALT}:{company.uuid}")


def _session_fragment(user: User) -> str:
    return user.get_session_auth_hash()[:_HASH_LENGTH]
