"""The two letters of this room: reset link and invitation; their links are made at sending."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import StaffMembership
from portal.core import conf
from portal.notifications.models import Notification
from portal.notifications.registry import Kind, register
from portal.people.models import Person
from portal.signin.models import Invitation
from portal.signin.ties import Tie, reset_tie_of
from portal.signin.tokens import ResetTokens, invitation_token


def register_kinds() -> None:
    """Tell the outbox what our letters are."""
    register(
        Kind(
            key="password_reset",
            load=_load_tie,
            may_see=_still_tied,
            title=lambda notification, tie: _("New password for your portal"),
            path=_reset_path,
            template="signin/password_reset",
            context=_reset_context,
            is_obsolete=_newer_link_asked_for,
            in_portal=False,
        )
    )
    register(
        Kind(
            key="invitation",
            load=_load_invitation,
            may_see=lambda notification, invitation: True,
            title=lambda notification, invitation: _("Your access to the portal"),
            path=_invitation_path,
            template="signin/invitation",
            context=_invitation_context,
            is_obsolete=_not_open_any_more,
            in_portal=False,
        )
    )


def _load_tie(notification: Notification) -> Tie | None:
    model = {m._meta.label_lower: m for m in (Person, StaffMembership)}[notification.target_type]
    found: Tie | None = (
        model.objects.of(notification.company).filter(uuid=notification.target_uuid).first()
    )
    return found


def _still_tied(notification: Notification, tie: Tie) -> bool:
    login = notification.recipient_user
    return login is not None and login.is_active and bool(reset_tie_of(login, tie.company))


def _newer_link_asked_for(notification: Notification, tie: Tie) -> bool:
    login = notification.recipient_user
    return login is None or login.reset_serial != notification.data["serial"]


def _reset_path(notification: Notification, tie: Tie) -> str:
    login = notification.recipient_user
    assert login is not None  # noqa: S101 -- this kind is addressed to logins only
    token = ResetTokens(notification.company).make_token(login)
    return reverse("account_reset_password_from_key", args=[login.uuid, token])


def _reset_context(notification: Notification, tie: Tie) -> dict[str, Any]:
    return {
        "name": str(tie if isinstance(tie, Person) else tie.user),
        "asked_at": notification.created_at,
        "valid_until": timezone.now() + conf.reset_link_lifetime(),
        "minutes": conf.reset_link_minutes(),
    }


def _load_invitation(notification: Notification) -> Invitation | None:
    found: Invitation | None = (
        Invitation.objects.of(notification.company)
        .select_related("person")
        .filter(uuid=notification.target_uuid)
        .first()
    )
    return found


def _not_open_any_more(notification: Notification, invitation: Invitation) -> bool:
    return invitation.state != Invitation.State.OPEN or invitation.person.user_id is not None


def _invitation_path(notification: Notification, invitation: Invitation) -> str:
    return reverse("signin:invitation", args=[invitation_token(invitation)])


def _invitation_context(notification: Notification, invitation: Invitation) -> dict[str, Any]:
    return {"name": str(invitation.person), "valid_until": invitation.expires_at}
